// Notes, and the editor's work: choices, substitutions, gaps, the critical apparatus.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;
using dom::Role;

base::Name name(std::string_view text) { return base::Name::of(text); }

enum class NotePlace : std::uint8_t { foot, end, margin, line, unsaid };

// note/@place is open; these words are the ones in use (TEI P5, 3.9.1, and the corpora's own).
NotePlace note_place(std::string_view value) {
    std::string low = lower_ascii(value);
    for (std::string_view word : words(low)) {
        if (word.starts_with("foot") || word == "bottom" || word == "below" || word == "page") return NotePlace::foot;
        if (word == "end" || word == "endnote" || word == "back") return NotePlace::end;
        if (word.starts_with("marg") || word == "left" || word == "right" || word == "outer" || word == "inner" ||
            word == "opposite") {
            return NotePlace::margin;
        }
        if (word == "inline" || word == "interlinear" || word == "text") return NotePlace::line;
    }
    return NotePlace::unsaid;
}

// Within choice, subst and app only elements mean something: white space between them is layout of the source.
void drop_blank_texts(dom::Document& document, NodeId element) {
    for (NodeId child = document.node(element).first_child; child;) {
        NodeId next = document.node(child).next;
        if (document.is_text(child) && is_blank(document.text(child))) document.remove(child);
        child = next;
    }
}

bool has_id(dom::Document const& document, NodeId element) {
    return document.source_attribute(element, dom::names::xml_namespace(), dom::names::id()).has_value();
}

bool in_back(dom::Document const& document, NodeId element) {
    for (NodeId at = document.node(element).parent; at; at = document.node(at).parent) {
        Role role = document.element(at).role;
        if (role == Role::backmatter || role == Role::endnotes) return true;
    }
    return false;
}

/// A note that stands among blocks was written away from its call, or is a block of the text itself.
Children standing_note(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool called = has_id(document, element) || !mapper.attribute(element, "target").empty();
    if (called && (in_back(document, element) || !mapper.attribute(element, "target").empty())) {
        document.set_role(element, Role::endnote);
    } else {
        mapper.name_element(element, mapper.holds_blocks(element) ? "div" : "p");
    }
    return Children::map;
}

}  // namespace

Children note(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    switch (note_place(mapper.attribute(element, "place"))) {
        case NotePlace::foot: document.set_role(element, Role::footnote); break;
        case NotePlace::margin: document.set_role(element, Role::margin_note); break;
        case NotePlace::line: mapper.name_element(element, mapper.holds_blocks(element) ? "div" : "span"); break;
        case NotePlace::end:
            if (mapper.among_blocks(element) && in_back(document, element)) return standing_note(mapper, element);
            document.set_role(element, Role::endnote);
            mapper.context().endnotes.push_back(element);
            break;
        case NotePlace::unsaid:
            if (mapper.among_blocks(element)) return standing_note(mapper, element);
            document.set_role(element, Role::footnote);
            break;
    }
    return Children::map;
}

Children choice(Mapper& mapper, NodeId element) {
    constexpr std::array<std::string_view, 4> preferred{"corr", "reg", "expan", "ex"};
    dom::Document& document = mapper.document();
    drop_blank_texts(document, element);
    NodeId shown;
    for (std::string_view local : preferred) {
        for (NodeId child = document.first_child_element(element); child && !shown;
             child = document.next_sibling_element(child)) {
            if (mapper.is_source(child, local)) shown = child;
        }
    }
    if (!shown) shown = document.first_child_element(element);
    mapper.map_children(element);
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (child == shown) continue;
        mapper.name_element(child, "span");
        document.add_class(child, "choice-alternative");
        document.derive(child, name("hidden"), "hidden");
    }
    return Children::done;
}

Children substitution(Mapper& mapper, NodeId element) {
    drop_blank_texts(mapper.document(), element);
    return Children::map;
}

Children gap(Mapper& mapper, NodeId element) {
    std::string_view extent = trimmed(mapper.attribute(element, "extent"));
    std::string_view quantity = trimmed(mapper.attribute(element, "quantity"));
    std::string_view unit = trimmed(mapper.attribute(element, "unit"));
    std::string_view reason = trimmed(mapper.attribute(element, "reason"));
    std::string size = !extent.empty() ? std::string(extent) : collapsed(fmt::format("{} {}", quantity, unit));
    std::string title =
        size.empty() || reason.empty() ? fmt::format("{}{}", size, reason) : fmt::format("{}, {}", size, reason);
    if (!title.empty()) mapper.document().derive(element, dom::names::title(), title);
    return Children::map;
}

namespace {

/// "#A #B" → "A B": the sigla.
std::string sigla(std::string_view witnesses) {
    std::string out;
    for (std::string_view word : words(witnesses)) {
        if (!out.empty()) out += ' ';
        auto hash = word.rfind('#');
        out += word.substr(hash == std::string_view::npos ? 0 : hash + 1);
    }
    return out;
}

void collect_readings(Mapper& mapper, NodeId element, NodeId lemma, std::vector<NodeId>& readings) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (child == lemma) continue;
        if (mapper.is_source(child, "rdgGrp")) {
            collect_readings(mapper, child, lemma, readings);
        } else {
            readings.push_back(child);
        }
    }
}

NodeId lemma_of(Mapper& mapper, NodeId app) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(app); child; child = document.next_sibling_element(child)) {
        if (mapper.is_source(child, "lem")) return child;
    }
    return document.first_child_element(app);
}

void append_text(dom::Document& document, NodeId parent, std::string_view text) {
    if (!text.empty()) document.append_child(parent, document.make_text(text, {}));
}

}  // namespace

// The lemma stays in the text; the other readings become one note: "lemma] reading A B; reading C".
Children apparatus(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    drop_blank_texts(document, element);
    NodeId lemma = lemma_of(mapper, element);
    std::vector<NodeId> readings;
    collect_readings(mapper, element, lemma, readings);
    if (!lemma || readings.empty()) return Children::map;

    NodeId note = document.make_element(name("aside"), document.node(element).where);
    document.set_role(note, Role::footnote);
    document.add_class(note, "apparatus");
    std::string lemma_text = collapsed(document.text_content(lemma));
    append_text(document, note, lemma_text.empty() ? "" : fmt::format("{}{}] ", lemma_text, [&] {
                    std::string known = sigla(mapper.attribute(lemma, "wit"));
                    return known.empty() ? known : " " + known;
                }()));
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (i != 0) append_text(document, note, "; ");
        std::string witnesses = sigla(mapper.attribute(readings[i], "wit"));
        bool empty = document.node(readings[i]).first_child == NodeId{} && mapper.is_source(readings[i], "rdg");
        document.append_child(note, readings[i]);
        if (empty) append_text(document, readings[i], "om.");
        if (!witnesses.empty()) {
            NodeId sigil = document.make_element(name("i"), {});
            document.add_class(sigil, "wit");
            append_text(document, note, " ");
            append_text(document, sigil, witnesses);
            document.append_child(note, sigil);
        }
    }
    while (NodeId child = document.node(element).first_child) document.remove(child);
    document.append_child(element, lemma);
    document.append_child(element, note);
    return Children::map;
}

}  // namespace octavo::read::tei
