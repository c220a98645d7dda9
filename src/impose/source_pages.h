// The pages of a PDF, ready to be put on sheets: visible box, rotation, content. The only place besides the copier that
// knows libqpdf.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "impose/layout.h"
#include "pdf/object_writer.h"
#include "pdf/qpdf.h"

namespace octavo::impose {

/// The visible box (crop box within media box, trim box within both), rotation and unit of a page; inherited ones too.
[[nodiscard]] SourcePage source_page(QPDFObjectHandle page);

/// Copies pages as form XObjects, with all they refer to, once.
class FormCopier {
public:
    explicit FormCopier(pdf::ObjectWriter& writer) : writer_(writer) {}
    /// Writes the page as object `number`, with what its annotations add in print.
    void write_form(std::uint32_t number, QPDFObjectHandle page, SourcePage const& source);
    /// The object as text; what it refers to is copied by copy_pending().
    void append(std::string& out, QPDFObjectHandle object);
    void copy_pending();
    /// Pages (from 1) of which some content could not be decoded.
    [[nodiscard]] std::vector<std::uint32_t> const& damaged() const { return damaged_; }
    /// Annotations that should be printed and have no appearance.
    [[nodiscard]] std::uint32_t bare_annotations() const { return bare_annotations_; }

private:
    struct Pending {
        QPDFObjectHandle object;
        std::uint32_t number;
    };
    std::uint32_t number_of(QPDFObjectHandle const& object);
    void append_entries(std::string& out, QPDFObjectHandle dictionary);
    void note_damage();
    void append_resources(std::string& out, QPDFObjectHandle page);
    void write_content(std::uint32_t number, QPDFObjectHandle page, std::string const& box);
    [[nodiscard]] std::string joined(std::vector<QPDFObjectHandle> const& streams);

    pdf::ObjectWriter& writer_;
    std::vector<std::uint32_t> numbers_;   ///< by the source's object number
    std::vector<Pending> pending_;
    std::map<int, std::uint32_t> shared_resources_;   ///< by the page tree's node whose pages inherit them
    std::vector<std::uint32_t> damaged_;
    std::uint32_t pages_ = 0, bare_annotations_ = 0;
};

}  // namespace octavo::impose
