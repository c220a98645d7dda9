#include "tags/structure_tree.h"

#include <fmt/format.h>

namespace octavo::tags {
namespace {

void dump_extras(std::string& out, Extras const& extras) {
    if (!extras.language.empty()) out += fmt::format(" lang={}", extras.language);
    if (!extras.alternative.empty()) out += fmt::format(" alt=\"{}\"", extras.alternative);
    if (!extras.expansion.empty()) out += fmt::format(" expansion=\"{}\"", extras.expansion);
    if (!extras.id.empty()) out += fmt::format(" id={}", extras.id);
    for (auto const& header : extras.headers) out += fmt::format(" header={}", header);
    constexpr std::string_view numberings[] =
        {"", "disc", "decimal", "upper-roman", "lower-roman", "upper-alpha", "lower-alpha", "description"};
    if (extras.numbering != ListNumbering::none)
        out += fmt::format(" {}", numberings[static_cast<std::size_t>(extras.numbering)]);
    constexpr std::string_view scopes[] = {"", "row", "column", "both"};
    if (extras.scope != Scope::none) out += fmt::format(" scope={}", scopes[static_cast<std::size_t>(extras.scope)]);
    if (extras.note == NoteType::endnote) out += " endnote";
    for (ElementId ref : extras.refs) out += fmt::format(" ref={}", ref.value);
    if (extras.colspan != 1) out += fmt::format(" colspan={}", extras.colspan);
    if (extras.rowspan != 1) out += fmt::format(" rowspan={}", extras.rowspan);
}

void dump_element(std::string& out, StructureTree const& tree, ElementId id, std::size_t depth) {
    Element const& element = tree.elements[id];
    out.append(depth * 2, ' ').append(pdf_name(element.type));
    if (Extras const* extras = tree.extras_of(element)) dump_extras(out, *extras);
    out += '\n';
    for (std::uint32_t i = element.first_kid; i < element.first_kid + element.kid_count; ++i) {
        Kid const& kid = tree.kids[i];
        if (kid.kind == Kid::Kind::element) {
            dump_element(out, tree, ElementId(kid.value), depth + 1);
            continue;
        }
        out.append(depth * 2 + 2, ' ');
        out += kid.kind == Kid::Kind::content ? fmt::format("{}/{}\n", kid.page, kid.value)
            : fmt::format("link {}\n", kid.value);
    }
}

}  // namespace

Extras& StructureTree::need_extras(ElementId id) {
    Element& element = elements[id];
    if (element.extras == 0) {
        extras.emplace_back();
        element.extras = static_cast<std::uint32_t>(extras.size());
    }
    return extras[element.extras - 1];
}

bool is_language_tag(std::string_view text) {
    std::size_t length = 0;
    bool first = true;
    for (char c : text) {
        if (c == '-') {
            if (length == 0) return false;
            length = 0;
            first = false;
            continue;
        }
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
        if (!letter && (!digit || first)) return false;
        if (++length > 8) return false;
    }
    return length != 0;
}

std::string dump(StructureTree const& tree) {
    std::string out;
    if (!tree.elements.empty()) dump_element(out, tree, ElementId(std::uint32_t{0}), 0);
    return out;
}

}  // namespace octavo::tags
