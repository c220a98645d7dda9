// Copies what pages refer to (fonts, pictures, forms, graphics states) from Cairo's file into the new one, with its
// repairs: no /Interpolate in images, /CIDToGIDMap /Identity in TrueType CID fonts (PDF/A-2 6.2.8.3 and 6.2.11.3.2),
// direct lengths, and ToUnicode where content_rewriter.h repaired it. Streams keep the bytes Cairo gave them. Only what
// is reachable is copied, once.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pdf/font_texts.h"
#include "pdf/object_filter.h"
#include "pdf/object_writer.h"
#include "pdf/qpdf.h"

namespace octavo::pdf {

class ObjectCopier {
public:
    /// Whether U+2010 stands for soft hyphens alone.
    enum class Hyphens : std::uint8_t { soft, hard };
    /// `filter` may be null.
    ObjectCopier(ObjectWriter& writer, Hyphens hyphens, ObjectFilter* filter = nullptr) : writer_(writer), hyphens_(hyphens), filter_(filter) {}

    /// The object as text; what it refers to is copied by copy_pending().
    void append(std::string& out, QPDFObjectHandle const& object);
    /// Learns the fonts of a page's resources, so that font() knows them. Whether there are any.
    bool learn_fonts(QPDFObjectHandle const& resources);
    [[nodiscard]] FontText* font(std::string_view resource_name);
    void copy_pending();

private:
    struct Pending {
        QPDFObjectHandle object;
        std::uint32_t number;
    };
    std::uint32_t number_of(QPDFObjectHandle const& object);
    void append_dictionary(std::string& out, QPDFObjectHandle const& dictionary, bool of_stream);
    void copy(Pending const& pending);

    ObjectWriter& writer_;
    Hyphens hyphens_;
    ObjectFilter* filter_;
    std::unordered_map<int, std::uint32_t> numbers_;                     ///< by Cairo's object number
    std::deque<Pending> pending_;
    /// by resource name, which Cairo makes unique in the file
    std::unordered_map<std::string, std::unique_ptr<FontText>> fonts_;
    std::unordered_map<int, FontText*> to_unicode_;                      ///< by object number of the CMap
};

}  // namespace octavo::pdf
