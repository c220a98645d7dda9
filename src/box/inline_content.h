// The items of one inline container in the making: white space (CSS Text 3 §4.1.1, phase I) across all of its inline boxes,
// text-transform, and inline boxes that are opened only when something stands in them, so that they can be split.
//
// Collapsible spaces at the container's start and end and around forced breaks are taken out here too (§4.1.2): no line can
// show them. Cost: linear in the text; texts are copied only where they change.
#pragma once
#include <vector>

#include "box/box_tree.h"
#include "box/text_piece.h"

namespace octavo::box {

/// Text to append: of a text node, or generated (then `node` is the element, and the text is copied).
struct SourceText {
    StyleId style;
    NodeId node;
    std::string_view text;
    std::uint32_t source_byte = 0;  ///< where `text` starts in its text node
    bool generated = false;
};

class InlineContent {
public:
    InlineContent(BoxTree& tree, style::StyledDocument const& styled, text::TextEngine* engine)
        : tree_(tree), styled_(styled), engine_(engine) {}

    void open(NodeId node, StyleId style, bool generated);
    void close();
    void text(SourceText const& text);
    /// Text that is neither collapsed nor transformed: markers.
    void literal(SourceText const& text);
    /// A float or a note: out of the flow, it neither ends nor starts a line.
    void out_of_flow(InlineItem const& item);
    void event(Event const& event);
    /// An atomic, a reference, a leader, generated text known later: stands in the line like a word.
    void in_line(InlineItem const& item);
    void forced_break(NodeId node, StyleId style);
    void break_opportunity(NodeId node, StyleId style);

    /// What stands here until now (a marker, a note's call) goes to the next paragraph if a block comes first.
    enum class Next : std::uint8_t { starts_line, continues_line };
    void mark_movable(Next next);

    /// A space at the end is content: markers end with one.
    void keep_space() { space_item_ = none; }

    /// Something that needs a line of its own stands in it.
    [[nodiscard]] bool is_visible() const { return visible_; }
    [[nodiscard]] bool is_movable() const { return movable_ && !visible_; }
    /// Not even preserved white space.
    [[nodiscard]] bool is_blank() const { return !visible_ && !preserved_ && !movable_; }
    [[nodiscard]] bool has_open_elements() const { return !open_.empty(); }
    /// Items out of their container, with the events that they number.
    struct Detached {
        std::vector<InlineItem> items;
        std::vector<Event> events;
    };
    [[nodiscard]] Detached detach();
    /// Puts detached items at the start; they stay movable.
    void adopt(Detached const& detached);
    /// The events gathered, where there is nothing else to keep; all else is dropped.
    [[nodiscard]] std::vector<Event> take_events();
    /// Ends the container (or this part of it: what is open goes on in the next one).
    std::vector<InlineItem>& finish();
    /// Puts the finished items and their events into the tree.
    [[nodiscard]] ItemRange commit();
    /// Forgets everything, open elements too.
    void reset();
    /// Ready for another container; `continues_line`: it is appended to items that end with something visible.
    enum class Start : std::uint8_t { of_container, inside_line };
    void restart(Start start = Start::of_container);

private:
    struct OpenBox {
        NodeId node;
        StyleId style;
        bool generated = false;
        bool continued = false;  // an earlier part stands before a block
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void ensure_open();
    void push_open(OpenBox& box);
    void push_close(OpenBox const& box, std::uint32_t continues);
    void bidi_control(OpenBox const& box, std::string_view characters);
    enum class NewLines : std::uint8_t { collapse, preserve };
    void collapse(SourceText const& run, NewLines new_lines);
    void preserve(SourceText const& run);
    void white_space(TextPiece& piece, std::size_t at, bool has_break);
    /// A segment break between two East Asian characters is nothing, not a space.
    void remove_break_before(TextPiece& piece, std::string_view next);
    void word(TextPiece& piece, SourceText const& run, std::size_t from, std::size_t to);
    void push_piece(TextPiece const& piece, SourceText const& run);
    void end_line_piece(TextPiece& piece, SourceText const& run);
    void trim_space();
    void line_break(NodeId node, StyleId style, bool generated);
    void push_break(ItemKind kind, NodeId node, StyleId style, bool generated);

    BoxTree& tree_;
    style::StyledDocument const& styled_;
    text::TextEngine* engine_;
    std::vector<InlineItem> items_;
    std::vector<OpenBox> open_;
    std::size_t opened_ = 0;          // how many of open_ have their `open` item here
    std::vector<Event> events_;       // numbered by the `payload` of items until commit()
    bool visible_ = false, preserved_ = false, movable_ = false;
    bool at_line_start_ = true;
    bool after_letter_ = false;       // for capitalize
    std::size_t space_item_ = none;   // the item whose last byte is a collapsible space that ends the text so far
    bool space_is_break_ = false;     // that space stands for a segment break
    std::string_view last_word_;      // what stands before that space
};

}  // namespace octavo::box
