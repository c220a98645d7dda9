// Sets one line: adjusts its spaces, reorders what runs from right to left, and puts words, rules and links on the canvas.
#pragma once
#include <functional>

#include "layout/layout.h"
#include "page/page_sequence.h"
#include "paint/canvas.h"

namespace octavo::paint {

struct LineInput {
    layout::GalleyStore const& store;
    layout::Paragraph const& paragraph;
    std::uint32_t candidate = 0, line = 0;
    Length x = 0, y = 0;             ///< of the line box's top left corner
    Mark::Kind kind = Mark::Kind::content;
    std::uint32_t part = 0;
    dom::NodeId node;                ///< for kinds other than content: whose they are
    bool verso = false;              ///< the page is a left-hand one
    std::string_view lead{};         ///< of a first line: an initial letter that its first word says too
};

/// What a line does with pictures and inline-blocks is the caller's: they hold boxes of their own.
struct AtomicPlace {
    layout::Atomic const* atomic = nullptr;
    Length x = 0, y = 0;             ///< of the margin box's top left corner
};

using AtomicPainter = std::function<void(AtomicPlace const& place)>;

class LinePainter {
public:
    LinePainter(layout::LayoutContext const& context, Canvas& canvas) : context_(context), canvas_(canvas) {}
    /// Calls `atomic` for each of the line's atomics where its turn comes, so that they stand among the words in reading order.
    void paint(LineInput const& input, AtomicPainter const& atomic);

private:
    /// A word, a space or an edge on the line, with its width after adjustment.
    struct Element {
        enum class Kind : std::uint8_t { word, space, edge, atomic, leader } kind{};
        std::uint8_t level = 0;
        std::uint32_t piece = 0;         // index in the paragraph
        bool hyphen = false;             // the word ends in one that the source has not
        bool cloned = false;             // an edge of a box that began on an earlier line or ends on a later one
        Length stretch = 0;              // of a space, or a joint between ideographs, that may be widened: its part in what is shared
        text::ShapedWord const* word = nullptr;
        Length width = 0;
        Length x = 0;
    };
    struct Band {
        Length x = 0, width = 0;
    };
    void collect(LineInput const& input);
    void add_cloned_edges(LineInput const& input, layout::Line const& line);
    void level_neutrals(std::uint8_t base);
    void adjust(LineInput const& input);
    void justify(Length slack);
    void fill_leaders(Length slack);
    void reorder(LineInput const& input, Length start);
    void emit(LineInput const& input, AtomicPainter const& atomic);
    [[nodiscard]] std::uint32_t item_of_space(LineInput const& input, Element const& space) const;
    void say_with(std::string_view lead, LineInput const& input, Element const& element);
    void emit_word(LineInput const& input, Element const& element);
    void emit_upright(LineInput const& input, Element const& element, TextLook const& look);
    void emit_space(LineInput const& input, Element const& element);
    [[nodiscard]] bool space_follows(LineInput const& input, std::uint32_t piece) const;
    void emit_space_after(LineInput const& input, Element const& word);
    void emit_leader(LineInput const& input, Element const& element);
    void emit_wrap_mark(LineInput const& input);
    void emit_boxes(LineInput const& input);
    /// An inline box's part on this line: elements [first, end).
    struct InlineBox {
        std::uint32_t item = 0;          // that opens it
        std::size_t first = 0, end = 0;
        bool starts_here = false, ends_here = false;
    };
    void emit_inline_box(LineInput const& input, InlineBox const& box);
    void decorate(css::ComputedStyle const& style, text::FontId font, Area const& line, Length baseline);
    void add_link(dom::NodeId link, Area const& area);
    [[nodiscard]] Mark mark_of(LineInput const& input, box::InlineItem const& item) const;
    [[nodiscard]] Length rise_of(LineInput const& input, layout::Piece const& piece) const {
        return input.store.rise_in_line(input.paragraph, piece, metrics_);
    }
    [[nodiscard]] css::ComputedStyle const& style_of(std::uint32_t item) const {
        return context_.styled.style(context_.boxes.items[item].style);
    }
    [[nodiscard]] std::uint32_t space_glyph(text::FontId font);

    layout::LayoutContext const& context_;
    Canvas& canvas_;
    std::vector<Element> elements_;
    std::vector<std::size_t> visual_;
    std::int16_t expansion_ = 0;
    Length baseline_ = 0, left_hang_ = 0;
    std::uint32_t line_first_ = 0;   // piece
    Band room_;                      // of the line, from the paragraph's left edge
    layout::LineMetrics metrics_;
    text::FontId space_font_;
    std::uint32_t space_glyph_ = 0;
};

}  // namespace octavo::paint
