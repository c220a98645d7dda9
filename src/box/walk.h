// The walk over the Document that makes boxes and items: see box_tree.h.
//
// A Flow is a block container being filled: its inline content is gathered until a block-level child or its end comes, and then
// becomes the box's own items (no block-level child ever came) or an anonymous inline container (CSS 2.2 §9.2.1.1). Flows nest with
// the recursion; an inline element holding a block simply goes on in the Flow it stands in.
#pragma once
#include <deque>
#include <optional>
#include <unordered_map>

#include "box/build_state.h"
#include "box/called_notes.h"
#include "box/content_text.h"
#include "box/inline_content.h"

namespace octavo::box {

/// ::first-letter of a block container, until the first text has come.
struct FirstLetter {
    StyleId style;
    NodeId node;
    bool pending = false;
};

struct Flow {
    BoxId box;
    StyleId style;
    NodeId node;
    BoxId last_child;
    InlineContent* content = nullptr;
    FirstLetter own_first_letter;
    FirstLetter* first_letter = nullptr;  ///< its own, or that of a block it begins
    bool in_link = false;                 ///< a link around it is open in its content
};

class Walk {
public:
    explicit Walk(BuildState& state);
    [[nodiscard]] BoxId run();

    // --- for the table builder
    [[nodiscard]] BuildState& state() { return state_; }
    void element(Flow& flow, NodeId node, StyleId id);
    void text(Flow& flow, NodeId node, StyleId style);
    /// The element begins: its counters change, its events are gathered in starting_events().
    void enter(NodeId node, StyleId id);
    void leave() { state_.counters.leave(); }
    [[nodiscard]] std::vector<Event>& starting_events() { return starting_; }
    BoxId add_box(Box const& box, BoxId parent, BoxId& last_child);
    /// Gives the box the starting events; strings and labels that do not wait for content are written.
    void place_in_box(BoxId box);
    void settle(NodeId node) { settle_from(own_strings(node), node, {}); }
    void begin_flow(Flow& flow, BoxId box, Flow* parent);
    /// ::before, content, ::after.
    void contents(Flow& flow, NodeId node, StyleId id);
    void end_flow(Flow& flow);
    /// The pseudo-element, where it shows something.
    void generate(Flow& flow, NodeId node, style::Pseudo pseudo, std::string* captured);
    [[nodiscard]] bool makes_content(StyleId pseudo) const;
    /// What a pseudo-element shows that is itself a part of a table, in a cell of it.
    void generate_in_part(Flow& flow, NodeId node, StyleId pseudo);
    /// Anchors inside a subtree that makes no box (or at a text that does not).
    void anchors_within(NodeId node, std::vector<Event>& events) const;

private:
    /// What stood before a block without being a paragraph of its own.
    void flush(Flow& flow, InlineContent::Detached* movable);
    void add_anonymous_inline(Flow& flow);
    void events_alone(Flow& flow, std::vector<Event> const& events);
    void children(Flow& flow, NodeId parent, StyleId style);
    NodeId stray_table_parts(Flow& flow, NodeId first, StyleId parent_style);
    void in_flow(Flow& flow, NodeId node, StyleId id);
    void inline_box(Flow& flow, NodeId node, StyleId id);
    BoxId principal_box(Flow* parent, NodeId node, StyleId id);
    void table(BoxId box, NodeId node, StyleId id);
    void atomic(Flow& flow, NodeId node, StyleId id);
    [[nodiscard]] std::optional<std::uint32_t> picture_of(NodeId node);
    void place_in_line(Flow& flow);

    // generated content (walk_generated.cpp)
    void content_items(Flow& flow, NodeId node, StyleId style, std::string* captured);
    void content_item(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item, std::string* captured);
    void generated_text(Flow& flow, NodeId node, StyleId style, std::string_view text, std::string* captured);
    void page_reference(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item);
    void target_place(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item);
    void locator(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item);
    void add_reference(Flow& flow, NodeId node, StyleId style, Reference reference);
    void content_image(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item);
    void list_marker(Flow& flow, NodeId node, StyleId id);
    void marker_content(Flow& flow, NodeId node, StyleId marker);
    /// Items made by `fill` in a content of their own, put into the tree.
    template <typename Fill>
    ItemRange separate_items(Flow const& like, InlineContent::Start start, Fill fill) {
        Flow apart;
        apart.box = like.box;
        apart.style = like.style;
        apart.node = like.node;
        apart.content = acquire();
        apart.content->restart(start);
        fill(apart);
        apart.content->finish();
        ItemRange items = apart.content->commit();
        release();
        return items;
    }
    InlineContent* acquire();
    void release() { --contents_in_use_; }
    void apply_first_letter(Flow& flow, StyleId around);
    /// An inline element with initial-letter that the flow begins with.
    void apply_initial(Flow& flow, StyleId around);
    [[nodiscard]] InlineItem floating_text(NodeId node, StyleId style, std::vector<InlineItem> const& items);
    [[nodiscard]] InlineItem initial_letter(NodeId node, StyleId letter, StyleId around, std::vector<InlineItem> inside);

    // counters and events (walk_events.cpp)
    void change_counters(NodeId node, css::GeneratedGroup const& style, css::Display display);
    void count_list(NodeId node, css::GeneratedGroup const& style);
    void count_list_item(css::GeneratedGroup const& style, css::Display display);
    void count_page(NodeId node, css::GeneratedGroup const& style);
    void anchors_at(NodeId node, std::vector<Event>& events) const;
    [[nodiscard]] bool has_anchors(NodeId node) const { return !anchored_.empty() && anchored_[node.value]; }
    void index_anchors();
    /// Where the strings of the element that has just been entered begin.
    [[nodiscard]] std::size_t own_strings(NodeId node) const;
    void settle_from(std::size_t first, NodeId node, PseudoTexts const& texts);
    [[nodiscard]] Event anchor_event(std::uint32_t index) const;

    void footnote(Flow& flow, NodeId node, StyleId id);
    /// A note whose call is the link that has just been set.
    void called_note(Flow& flow, NodeId note);
    void count_note(StyleId id);
    void note_call(Flow& flow, NodeId node);
    void note_body(Flow& inner, BoxId body, NodeId node, StyleId id);
    void endnote(Flow& flow, NodeId node, StyleId id);
    void place_endnotes(Flow& flow);
    [[nodiscard]] bool numbered_by_page(NodeId note) const;
    void note_number(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item);
    void note_marker(Flow& flow, NodeId node, StyleId marker);
    BoxId last_inline_container(BoxId box) const;

    BuildState& state_;
    BoxTree& tree_;
    style::StyledDocument& styled_;
    dom::Document const& document_;
    ContentText texts_;
    std::vector<Event> starting_;
    std::vector<Event> trailing_;  // of a table's end, for the flow it stands in
    struct PendingString {  // a string-set or bookmark-label, written after ::before; by Event::box until the walk has ended
        NodeId node;
        std::vector<css::ContentItem> const* items;
        std::string_view text;
    };
    std::vector<PendingString> strings_;
    struct Endnote {  // called, and waiting for the end of what gathers it
        NodeId node;
        StyleId style;
        std::int32_t number;
        std::vector<Event> events;
    };
    std::vector<std::vector<Endnote>> endnotes_;  // by open element that gathers notes
    bool notes_by_page_ = false;                  // pages reset the counter "footnote"
    std::deque<InlineContent> contents_;
    std::size_t contents_in_use_ = 0;
    std::unordered_map<NodeId, std::optional<std::uint32_t>> loaded_;  // pictures already asked for; looked up only
    CalledNotes const notes_;
    NodeId link_;
    std::uint32_t depth_ = 0;
    bool depth_told_ = false;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> anchors_;  // node, index; sorted
    std::vector<bool> anchored_;
};

/// Cuts a text item in two at the byte.
[[nodiscard]] std::pair<InlineItem, InlineItem> split_text_item(BoxTree& tree, InlineItem const& item, std::uint32_t at);

}  // namespace octavo::box
