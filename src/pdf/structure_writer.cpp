#include "pdf/structure_writer.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

using tags::Kid;

/// Empty where there is nothing to say. PDF 2.0 can say more (ISO 32000-2 table 382), and wants it of lists with labels.
std::string_view numbering_name(tags::ListNumbering numbering, PdfVersion version) {
    switch (numbering) {
        case tags::ListNumbering::none: return {};
        case tags::ListNumbering::description: return version == PdfVersion::v2_0 ? "Description" : "";
        case tags::ListNumbering::disc: return version == PdfVersion::v2_0 ? "Unordered" : "Disc";
        case tags::ListNumbering::decimal: return "Decimal";
        case tags::ListNumbering::upper_roman: return "UpperRoman";
        case tags::ListNumbering::lower_roman: return "LowerRoman";
        case tags::ListNumbering::upper_alpha: return "UpperAlpha";
        case tags::ListNumbering::lower_alpha: return "LowerAlpha";
    }
    return {};
}

std::string_view scope_name(tags::Scope scope) {
    return scope == tags::Scope::row ? "Row" : scope == tags::Scope::column ? "Column" : "Both";
}

class StructureWriter {
public:
    StructureWriter(ObjectWriter& writer, StructureWriterInput const& input)
        : writer_(writer), input_(input), root_(input.objects.root), first_(input.objects.first_element),
          two_(input.version == PdfVersion::v2_0) {}
    void write();

private:
    void index_owners();
    void index_pictures();
    [[nodiscard]] std::string namespaces();
    void write_element(std::uint32_t index);
    void append_kids(std::string& out, tags::Element const& element);
    void append_attributes(std::string& out, tags::Element const& element);
    void append_bounding_box(std::string& out, tags::Element const& element);
    [[nodiscard]] std::string parent_tree();
    [[nodiscard]] std::string id_tree() const;
    void append_page(std::string& out, std::uint32_t page) const {
        append_reference(out, input_.first_page_object + page);
    }

    ObjectWriter& writer_;
    StructureWriterInput const& input_;
    std::uint32_t root_, first_;
    bool two_;                                 ///< PDF 2.0
    std::array<std::uint32_t, 2> spaces_{};    ///< objects of the namespaces, by StructureNamespace
    std::vector<std::uint32_t> offsets_;       ///< of each page's MCIDs in owners_
    std::vector<std::uint32_t> owners_, link_owners_;   ///< objects; 0: none
    std::unordered_map<dom::NodeId, PictureArea const*> pictures_;
};

void StructureWriter::index_owners() {
    std::uint32_t total = 0;
    for (PageRecord const& page : input_.records.pages) {
        offsets_.push_back(total);
        total += page.content_count;
    }
    offsets_.push_back(total);
    owners_.resize(total);
    link_owners_.resize(input_.link_objects.size());
    for (std::uint32_t i = 0; i < input_.tree.elements.size(); ++i) {
        tags::Element const& element = input_.tree.elements[tags::ElementId(i)];
        for (std::uint32_t k = 0; k < element.kid_count; ++k) {
            Kid const& kid = input_.tree.kids[element.first_kid + k];
            if (kid.kind == Kid::Kind::content) owners_[offsets_[kid.page] + kid.value] = first_ + i;
            if (kid.kind == Kid::Kind::link) link_owners_[kid.value] = first_ + i;
        }
    }
}

void StructureWriter::index_pictures() {
    for (PictureArea const& area : input_.records.pictures) pictures_.try_emplace(area.node, &area);
}

/// The namespaces' objects; the root's entry that lists them.
std::string StructureWriter::namespaces() {
    constexpr std::array<std::string_view, 2> names{"http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"};
    std::string out = "/Namespaces[";
    for (std::size_t i = 0; i < names.size(); ++i) {
        spaces_[i] = writer_.reserve();
        std::string space = "<</Type/Namespace/NS";
        append_literal(space, names[i]);
        writer_.write_object(spaces_[i], space + ">>");
        append_reference(out, spaces_[i]);
        out += ' ';
    }
    return out + "]";
}

void StructureWriter::write() {
    index_owners();
    index_pictures();
    std::string spaces = two_ ? namespaces() : std::string();
    for (std::uint32_t i = 0; i < input_.tree.elements.size(); ++i) write_element(i);
    std::string out = "<</Type/StructTreeRoot/K[";
    append_reference(out, first_);
    out += "]/ParentTree" + parent_tree() + "/ParentTreeNextKey ";
    append_integer(out, static_cast<std::int64_t>(input_.records.pages.size() + input_.link_objects.size()));
    out += id_tree();
    writer_.write_object(root_, out + spaces + ">>");
}

void StructureWriter::write_element(std::uint32_t index) {
    tags::Element const& element = input_.tree.elements[tags::ElementId(index)];
    tags::TypeRow const& type = tags::type_row(element.type);
    std::string out = "<</S/";
    out += two_ ? type.name_2_0 : type.name_1_7;
    if (two_) {
        out += "/NS ";
        append_reference(out, spaces_[static_cast<std::size_t>(type.space_2_0)]);
    }
    out += "/P ";
    append_reference(out, element.parent.valid() ? first_ + element.parent.value : root_);
    append_kids(out, element);
    append_attributes(out, element);
    writer_.write_object(first_ + index, out + ">>");
}

void StructureWriter::append_kids(std::string& out, tags::Element const& element) {
    if (element.kid_count == 0) return;
    Kid const* kids = input_.tree.kids.data() + element.first_kid;
    Kid const* end = kids + element.kid_count;
    Kid const* first_content = std::find_if(kids, end, [](Kid const& kid) { return kid.kind == Kid::Kind::content; });
    bool has_content = first_content != end;
    if (has_content) {
        out += "/Pg ";
        append_page(out, first_content->page);
    }
    out += element.kid_count == 1 ? "/K " : "/K[";
    for (Kid const* kid = kids; kid != end; ++kid) {
        if (kid != kids) out += ' ';
        switch (kid->kind) {
            case Kid::Kind::element: append_reference(out, first_ + kid->value); break;
            case Kid::Kind::content:
                if (kid->page == first_content->page) {
                    append_integer(out, kid->value);
                    break;
                }
                out += "<</Type/MCR/Pg ";
                append_page(out, kid->page);
                out += "/MCID ";
                append_integer(out, kid->value);
                out += ">>";
                break;
            case Kid::Kind::link:
                out += "<</Type/OBJR/Pg ";
                append_page(out, kid->page);
                out += "/Obj ";
                append_reference(out, input_.link_objects[kid->value]);
                out += ">>";
                break;
        }
    }
    if (element.kid_count != 1) out += ']';
}

void StructureWriter::append_bounding_box(std::string& out, tags::Element const& element) {
    if (element.type != tags::StructureType::figure) return;
    auto found = pictures_.find(element.node);
    if (found == pictures_.end()) return;
    PictureArea const& area = *found->second;
    PageRecord const& page = input_.records.pages[area.page];
    out += "<</O/Layout/BBox[";
    base::LongLength left = base::LongLength{area.x} + page.edge(),
        top = base::LongLength{page.height} - area.y + page.edge();
    append_length(out, left);
    out += ' ';
    append_length(out, top - area.height);
    out += ' ';
    append_length(out, left + area.width);
    out += ' ';
    append_length(out, top);
    out += "]>>";
}

void StructureWriter::append_attributes(std::string& out, tags::Element const& element) {
    tags::Extras const* extras = input_.tree.extras_of(element);
    std::string attributes;
    append_bounding_box(attributes, element);
    if (extras != nullptr) {
        if (std::string_view numbering = numbering_name(extras->numbering, input_.version); !numbering.empty())
            attributes.append("<</O/List/ListNumbering/").append(numbering).append(">>");
        if (two_ && extras->note != tags::NoteType::none)
            attributes.append("<</O/FENote/NoteType/")
                .append(extras->note == tags::NoteType::endnote ? "Endnote>>" : "Footnote>>");
        std::string cell;
        if (extras->scope != tags::Scope::none)
            cell.append("/Scope/").append(scope_name(extras->scope));
        if (extras->colspan != 1) cell += "/ColSpan " + std::to_string(extras->colspan);
        if (extras->rowspan != 1) cell += "/RowSpan " + std::to_string(extras->rowspan);
        if (!extras->headers.empty()) {
            cell += "/Headers[";
            for (auto const& header : extras->headers) append_literal(cell, header);
            cell += ']';
        }
        if (!cell.empty()) attributes += "<</O/Table" + cell + ">>";
        auto add = [&](std::string_view key, std::string const& value) {
            if (value.empty()) return;
            out += key;
            append_text_string(out, value);
        };
        add("/Lang", extras->language);
        add("/Alt", extras->alternative);
        add("/E", extras->expansion);
        if (two_ && !extras->refs.empty()) {
            out += "/Ref[";
            for (tags::ElementId ref : extras->refs) {
                append_reference(out, first_ + ref.value);
                out += ' ';
            }
            out.back() = ']';
        }
        if (!extras->id.empty()) {
            out += "/ID";
            append_literal(out, extras->id);
        }
    }
    if (!attributes.empty()) out += "/A[" + attributes + "]";
}

std::string StructureWriter::parent_tree() {
    constexpr std::size_t entries_per_leaf = 64;
    std::size_t pages = input_.records.pages.size(), count = pages + link_owners_.size();
    std::string kids = "<</Kids[";
    for (std::size_t i = 0; i < count; i += entries_per_leaf) {
        std::size_t end = std::min(i + entries_per_leaf, count);
        std::string leaf = "<</Limits[" + std::to_string(i) + " " + std::to_string(end - 1) + "]/Nums[";
        for (std::size_t key = i; key < end; ++key) {
            if (key >= pages && link_owners_[key - pages] == 0) continue;   // a link that leads nowhere has no annotation
            append_integer(leaf, static_cast<std::int64_t>(key));
            leaf += ' ';
            auto add = [&](std::uint32_t object) {
                if (object == 0)
                    leaf += "null";
                else
                    append_reference(leaf, object);
                leaf += ' ';
            };
            if (key >= pages) {
                add(link_owners_[key - pages]);
                continue;
            }
            leaf += '[';
            for (std::uint32_t k = offsets_[key]; k < offsets_[key + 1]; ++k) add(owners_[k]);
            leaf += ']';
        }
        std::uint32_t number = writer_.reserve();
        writer_.write_object(number, leaf + "]>>");
        append_reference(kids, number);
        kids += ' ';
    }
    return kids + "]>>";
}

std::string StructureWriter::id_tree() const {
    std::vector<std::pair<std::string_view, std::uint32_t>> ids;
    for (std::uint32_t i = 0; i < input_.tree.elements.size(); ++i)
        if (auto const* extras = input_.tree.extras_of(input_.tree.elements[tags::ElementId(i)]))
            if (!extras->id.empty()) ids.emplace_back(extras->id, first_ + i);
    if (ids.empty()) return {};
    std::sort(ids.begin(), ids.end());
    std::string out = "/IDTree<</Names[";
    for (auto const& [id, object] : ids) {
        append_literal(out, id);
        append_reference(out, object);
        out += ' ';
    }
    return out + "]>>";
}

}  // namespace

StructureObjects reserve_structure(ObjectWriter& writer, tags::StructureTree const& tree) {
    std::uint32_t root = writer.reserve();
    return {root, writer.reserve(static_cast<std::uint32_t>(tree.elements.size()))};
}

void write_structure(ObjectWriter& writer, StructureWriterInput const& input) { StructureWriter(writer, input).write(); }

}  // namespace octavo::pdf
