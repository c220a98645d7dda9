// The text of `content` items, strings and bookmark labels: CSS Generated Content 3, GCPM 3 §1.1.1 (content()), §2 (targets).
#pragma once
#include <string>

#include "box/build_state.h"

namespace octavo::box {

/// What the element's pseudo-elements came to, for content(before), content(after), content(marker).
struct PseudoTexts {
    std::string before, after, marker;
};

class ContentText {
public:
    explicit ContentText(BuildState& state) : state_(state) {}
    /// attr(), by its local name: the derived attribute, else the source's; the fallback if there is neither.
    [[nodiscard]] std::string attribute(css::ContentItem const& item, NodeId element) const;
    /// counter() and counters(), from the counters as they stand.
    [[nodiscard]] std::string counter(css::ContentItem const& item);
    /// The quotation mark, and the change of depth that goes with it (§3.2). Empty for the no-… kinds.
    [[nodiscard]] std::string quote(css::ContentItem::Kind kind, css::TextGroup const& style);
    /// The element's text: white space collapsed, without its notes and what is not displayed.
    [[nodiscard]] std::string element_text(NodeId element) const;
    /// A list as one string: string-set, bookmark-label.
    [[nodiscard]] std::string list_text(std::vector<css::ContentItem> const& items, NodeId element, PseudoTexts const& pseudo);
    /// target-counter(), target-counters() and target-text() at the end of the walk.
    [[nodiscard]] std::string deferred_text(DeferredText const& deferred);

    /// The reference of a target-…() item, literal or from an attribute of the element; empty: there is none.
    [[nodiscard]] std::string_view reference(css::ContentItem const& item, NodeId element) const;
    /// The element that "#id" names; none (told at the element's place) when there is none. "other#id" is taken as "#id".
    [[nodiscard]] NodeId target(std::string_view reference, NodeId element);

private:
    [[nodiscard]] std::string number(std::int32_t value, base::Name style) const;
    [[nodiscard]] std::string pseudo_text(NodeId element, style::Pseudo pseudo);
    BuildState& state_;
};

/// Appends `text` with runs of white space as one space, none at the start.
void append_collapsed(std::string& out, std::string_view text);
/// The first letter as ::first-letter takes it: punctuation before and after included (CSS Pseudo 4 §2.2). Bytes; 0: none.
[[nodiscard]] std::size_t first_letter_length(std::string_view text);

}  // namespace octavo::box
