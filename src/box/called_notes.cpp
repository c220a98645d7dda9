#include "box/called_notes.h"

#include <algorithm>

namespace octavo::box {
namespace {

using dom::NodeId;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r") == std::string_view::npos; }

/// Letters, figures and signs of a label, without the space and brackets around them: "[3]" → "3".
std::string bare(std::string_view text) {
    constexpr std::string_view around = " \t\n\r[]()";
    auto first = text.find_first_not_of(around);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(around) - first + 1));
}

}  // namespace

CalledNotes::CalledNotes(style::StyledDocument const& styled) : styled_(styled), document_(styled.document()) {
    for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
        if (!document_.is_element(at) || document_.element(at).role != dom::Role::noteref || !calls(at)) continue;
        auto href = document_.attribute(at, dom::names::href());
        NodeId note = href && href->starts_with('#') ? document_.by_id(href->substr(1)) : NodeId{};
        if (!note || document_.element(note).role != dom::Role::footnote || call_of_.contains(note)) continue;
        if (styled_.of(note).box->float_ != css::Float::footnote) continue;
        call_of_.emplace(note, at);
        note_of_.emplace(at, note);
        elsewhere_.insert(note);
    }
    hide_empty_holders();
}

/// Whether the link is set in a line of the text: only then is the note that it calls set, too.
bool CalledNotes::calls(NodeId link) const {
    css::BoxGroup const& box = *styled_.of(link).box;
    if (box.display != css::Display::inline_ || box.float_ != css::Float::none || box.position == css::Position::running) return false;
    for (NodeId at = document_.node(link).parent; at; at = document_.node(at).parent) {
        dom::Role role = document_.element(at).role;
        css::BoxGroup const& around = *styled_.of(at).box;
        if (role == dom::Role::footnote || around.float_ == css::Float::footnote || around.position == css::Position::running) return false;
    }
    return true;
}

/// A section of notes has nothing left to show when all of them are called.
void CalledNotes::hide_empty_holders() {
    std::vector<NodeId> holders;
    for (auto const& [note, call] : call_of_) holders.push_back(document_.node(note).parent);
    while (!holders.empty()) {
        NodeId holder = holders.back();
        holders.pop_back();
        if (!holder || holder == document_.body() || elsewhere_.contains(holder)) continue;
        bool empty = true;
        for (NodeId child = document_.node(holder).first_child; child && empty; child = document_.node(child).next)
            empty = document_.is_text(child) ? is_blank(document_.text(child)) : elsewhere_.contains(child);
        if (!empty) continue;
        elsewhere_.insert(holder);
        holders.push_back(document_.node(holder).parent);
    }
}

std::string CalledNotes::label(NodeId note) const {
    auto call = call_of_.find(note);
    std::string label = call == call_of_.end() ? std::string{} : bare(document_.text_content(call->second));
    std::string said;
    for (NodeId at = document_.next_in_order(note, note); at;) {
        bool unseen = document_.is_element(at) && styled_.of(at).box->display == css::Display::none;
        if (document_.is_text(at)) said += document_.text(at);
        if (said.size() > label.size() + 16) break;
        at = unseen ? document_.next_after_subtree(at, note) : document_.next_in_order(at, note);
    }
    return bare(said).starts_with(label) ? std::string{} : label;
}

}  // namespace octavo::box
