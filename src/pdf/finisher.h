// The finishing pass as its steps share it: pages in finish_pages.cpp, what concerns the whole in finish.cpp.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdf/cairo_file.h"
#include "pdf/content_rewriter.h"
#include "pdf/finish.h"
#include "pdf/navigation.h"
#include "pdf/object_copier.h"
#include "pdf/object_writer.h"
#include "pdf/qpdf.h"
#include "pdf/structure_writer.h"
#include "tags/structure_tree.h"

namespace octavo::pdf {

inline constexpr std::uint32_t pages_per_node = 32;

class Finisher {
public:
    Finisher(FinishInput const& input, Conformance& conformance, base::Diagnostics& diagnostics)
        : input_(input), records_(input.records), conformance_(conformance), diagnostics_(diagnostics),
          writer_(input.target, input.press != nullptr ? "1.6" : conformance.aim().version == PdfVersion::v2_0 ? "2.0" : "1.7"),
          copier_(writer_, input.records.has_hyphens ? ObjectCopier::Hyphens::hard : ObjectCopier::Hyphens::soft, input.press),
          text_(input.text) {}
    void run();

private:
    [[nodiscard]] bool tagged() const { return input_.tagging == Tagging::tagged; }
    [[nodiscard]] bool two() const { return conformance_.aim().version == PdfVersion::v2_0; }
    void find_language();
    void check_document();
    void number_objects(std::size_t cairo_pages);
    /// A page's contents on their way from Cairo's file.
    struct Contents {
        std::uint32_t page = 0;
        std::shared_ptr<Buffer> bytes;   ///< as Cairo compressed them
    };
    void write_pages(std::uint32_t first, std::span<QPDFObjectHandle const> pages);
    [[nodiscard]] Contents contents_of(std::uint32_t index, QPDFObjectHandle page);
    [[nodiscard]] std::string rewritten(Contents const& contents, Inflater& inflater, Deflater& deflater);
    void write_page(std::uint32_t index, QPDFObjectHandle page, std::uint32_t contents);
    void append_resources(std::string& out, PageRecord const& record, QPDFObjectHandle const& resources);
    [[nodiscard]] std::string page_links(std::uint32_t index);
    void add_inks(std::string& page);
    void write_page_tree();
    void write_fonts();
    void build_tags();
    void check_tags();
    void write_links(StructureDestinations const* structure);
    void add_navigation(std::string& catalog, StructureDestinations const* structure);
    [[nodiscard]] std::string viewer_preferences() const;
    [[nodiscard]] bool claims_x4() const;
    void write_metadata(std::uint32_t metadata, std::uint32_t information);
    [[nodiscard]] std::uint32_t write_output_intent();
    void write_catalog();

    FinishInput const& input_;
    PageRecords const& records_;
    Conformance& conformance_;
    base::Diagnostics& diagnostics_;
    ObjectWriter writer_;
    ObjectCopier copier_;
    PartReader text_;
    bool parallel_ = true;                       ///< contents are independent of each other: nothing in them is learnt or counted
    std::string language_;
    ColorSpeller color_;                         ///< for a press
    std::vector<std::uint32_t> link_objects_;
    tags::StructureTree tree_;
    StructureObjects structure_;
    std::optional<tags::StructureTargets> targets_;   ///< in PDF 2.0
    std::uint32_t page_count_ = 0, first_page_ = 0, first_node_ = 0, pages_root_ = 0;
};

}  // namespace octavo::pdf
