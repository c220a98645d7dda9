// What may change an object between Cairo's file and the one that is handed out (object_copier.h).
#pragma once
#include <optional>
#include <string>

#include "pdf/qpdf.h"

namespace octavo::pdf {

struct FilteredStream {
    enum class Form : std::uint8_t { to_compress, as_it_is };
    QPDFObjectHandle dictionary;   ///< what is kept of the old one
    std::string entries;           ///< what is new in it
    std::string bytes;
    Form form = Form::to_compress;
};

class ObjectFilter {
public:
    virtual ~ObjectFilter() = default;
    /// A stream to be written in place of `object`; none: it stays.
    [[nodiscard]] virtual std::optional<FilteredStream> stream(QPDFObjectHandle const& object) = 0;
    /// The value to be written for a dictionary's entry; empty: it stays.
    [[nodiscard]] virtual std::string entry(QPDFObjectHandle const& dictionary, std::string const& key, QPDFObjectHandle const& value) = 0;
    /// Called for every dictionary that is written as an object of its own.
    virtual void look_at(QPDFObjectHandle const& dictionary) = 0;
};

}  // namespace octavo::pdf
