// Footnotes that a link calls from elsewhere (EPUB's noteref and aside): set on the page where they are called, under the
// label that the call says, and not where they stand.
//
// Input: the styled document. A note is called by the first link of role noteref to it that is set in a line and not
// within a note. Cost: one look at every element.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "style/styled_document.h"

namespace octavo::box {

class CalledNotes {
public:
    explicit CalledNotes(style::StyledDocument const& styled);
    /// The note that this link calls; none for other elements.
    [[nodiscard]] dom::NodeId called_by(dom::NodeId link) const {
        auto found = note_of_.find(link);
        return found == note_of_.end() ? dom::NodeId{} : found->second;
    }
    /// Whether the element is such a note, or holds nothing but such notes.
    [[nodiscard]] bool is_set_elsewhere(dom::NodeId element) const { return elsewhere_.contains(element); }
    /// What the note is to begin with: the call's text, unless the note says it itself.
    [[nodiscard]] std::string label(dom::NodeId note) const;

private:
    [[nodiscard]] bool calls(dom::NodeId link) const;
    void hide_empty_holders();
    style::StyledDocument const& styled_;
    dom::Document const& document_;
    std::unordered_map<dom::NodeId, dom::NodeId> note_of_;  // looked up only
    std::unordered_map<dom::NodeId, dom::NodeId> call_of_;
    std::unordered_set<dom::NodeId> elsewhere_;
};

}  // namespace octavo::box
