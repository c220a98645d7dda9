#include "impose/sheet_file.h"

#include <fmt/format.h>

#include "impose/drawing.h"
#include "pdf/document_metadata.h"
#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

constexpr std::uint32_t sides_per_node = 64;

}  // namespace

SheetFile::SheetFile(io::Artefact& target, Imposition const& imposition, std::uint32_t sides)
    : imposition_(imposition), writer_(target), sides_(sides), first_side_(writer_.reserve(sides)),
      first_node_(writer_.reserve((sides + sides_per_node - 1) / sides_per_node)), root_(writer_.reserve()) {}

void SheetFile::begin_back(std::string& content) const {
    Options const& options = imposition_.options;
    if (imposition_.back_turned) {
        content += "-1 0 0 -1 ";
        append_numbers(content, {options.layout.paper.width, options.layout.paper.height});
        content += "cm\n";
    }
    if (options.back_right == 0 && options.back_up == 0) return;
    content += "1 0 0 1 ";
    append_numbers(content, {options.back_right, options.back_up});
    content += "cm\n";
}

void SheetFile::add_side(std::string_view content, std::string_view forms, Words words) {
    std::uint32_t contents = writer_.reserve();
    writer_.write_compressed(contents, {}, content);
    std::string out = "<</Type/Page/Parent ";
    pdf::append_reference(out, first_node_ + written_ / sides_per_node);
    out += "/MediaBox[0 0 ";
    append_numbers(out, {imposition_.options.layout.paper.width, imposition_.options.layout.paper.height});
    out.back() = ']';
    out += "/Contents ";
    pdf::append_reference(out, contents);
    out += "/Resources<</XObject<<";
    out += forms;
    out += ">>";
    if (words == Words::some) {
        if (font_ == 0) {
            font_ = writer_.reserve();
            writer_.write_object(font_, font_object);
        }
        out += "/Font<</F ";
        pdf::append_reference(out, font_);
        out += ">>";
    }
    writer_.write_object(first_side_ + written_++, out + ">>>>");
}

void SheetFile::write_page_tree() {
    std::string root = "<</Type/Pages/Kids[";
    for (std::uint32_t first = 0; first < sides_; first += sides_per_node) {
        std::uint32_t count = std::min(sides_per_node, sides_ - first), node = first_node_ + first / sides_per_node;
        std::string out = "<</Type/Pages/Parent ";
        pdf::append_reference(out, root_);
        out += fmt::format("/Count {}/Kids[", count);
        for (std::uint32_t i = 0; i < count; ++i) {
            pdf::append_reference(out, first_side_ + first + i);
            out += ' ';
        }
        writer_.write_object(node, out + "]>>");
        pdf::append_reference(root, node);
        root += ' ';
    }
    writer_.write_object(root_, root + fmt::format("]/Count {}>>", sides_));
}

void SheetFile::finish(dom::Metadata const& about, std::string_view entries) {
    write_page_tree();
    std::string producer = "octavo " OCTAVO_VERSION;
    pdf::MetadataInput metadata{about, producer, "", {}};
    std::uint32_t catalog = writer_.reserve(), packet = writer_.reserve(), information = writer_.reserve();
    std::string out = "<</Type/Catalog/Pages ";
    pdf::append_reference(out, root_);
    out += "/Metadata ";
    pdf::append_reference(out, packet);
    out += "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex";
    bool short_edge = imposition_.options.flip == Edge::short_edge;
    out += !imposition_.plan.two_sided ? "/Simplex" : short_edge ? "/DuplexFlipShortEdge" : "/DuplexFlipLongEdge";
    out += ">>";
    out += entries;
    writer_.write_object(catalog, out + ">>");
    writer_.write_stream(packet, "/Type/Metadata/Subtype/XML", pdf::xmp_packet(metadata));
    writer_.write_object(information, pdf::information_dictionary(metadata));
    writer_.finish(catalog, information);
}

}  // namespace octavo::impose
