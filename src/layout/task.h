// What the functions of one layout task share: the context, the store they fill, the space, and buffers used again and again.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/layout.h"
#include "layout/inline/line_break.h"

namespace octavo::layout {

struct IntrinsicSizes {
    Length min_content = 0, max_content = 0;
};
/// What stands before and after the axis of a cell that aligns on a character.
struct AroundAxis {
    Length before = 0, after = 0;
    void include(AroundAxis other) {
        before = std::max(before, other.before);
        after = std::max(after, other.after);
    }
};
/// By box: what nests is measured at every depth, but once.
struct KnownSizes {
    std::unordered_map<std::uint32_t, IntrinsicSizes> intrinsic;
    std::unordered_map<std::uint32_t, AroundAxis> axes;
    std::unordered_map<std::uint64_t, Length> heights;   ///< of boxes beside floats, by box and width
};

struct Task {
    LayoutContext const& context;
    GalleyStore& store;
    ConstraintSpace const& space;
    base::Diagnostics& diagnostics;
    std::shared_ptr<KnownSizes> sizes = std::make_shared<KnownSizes>();
    // Buffers of paragraph preparation; empty between calls.
    std::string text{};
    std::vector<text::StyleSpan> spans{};
    std::vector<text::TextRun> runs{};
    std::vector<text::BreakOpportunity> opportunities{};
    std::vector<BreakPoint> points{};
    std::vector<std::pair<std::uint32_t, std::uint16_t>> point_places{};  ///< piece and byte of each of `points`
    std::vector<Length> widths{};                                         ///< of lines beside floats
};

/// Where a stretch of inline content is set.
struct InlineSpace {
    Length measure = 0;
    Length first_indent = 0;       ///< text-indent, resolved
    bool indent_hanging = false;
    std::uint32_t start_byte = 0;  ///< the paragraph goes on from this byte of its text: what is before stands elsewhere
};

/// Lays out inline content as one paragraph of the store; its index. `box` is the container it belongs to.
[[nodiscard]] std::uint32_t layout_paragraph(Task& task, BoxId box, box::ItemRange items, InlineSpace const& space);
/// Its first half: text and pieces, not yet in the store's list.
[[nodiscard]] Paragraph prepared_paragraph(Task& task, BoxId box, box::ItemRange items, InlineSpace const& space);
/// Breaks a prepared paragraph into lines (again): fills its candidates.
void break_paragraph(Task& task, Paragraph& paragraph);
/// A galley of its own with the content of `box` (not its margins, borders, padding), to the measure.
[[nodiscard]] GalleyId layout_content(Task& task, BoxId box, Length measure);
/// A galley of one paragraph: a list marker's.
[[nodiscard]] GalleyId layout_marker(Task& task, BoxId box);
/// Lays out a table: appends its captions and rows to the galley. `x`: of its margin edge; `available`: width it may take.
struct TableSpace {
    Length x = 0, available = 0;
    BreakClass before = BreakClass::allowed;
    Length containing = 0;         ///< that percentages are of; 0: `available`
};
void layout_table(Task& task, Galley& galley, BoxId table, TableSpace const& space);
/// How much wider than its place a table is that is set as it comes.
[[nodiscard]] Length table_excess(Task& task, BoxId table, TableSpace const& space);
/// A table on its side, in parts that are each no deeper than `depth`: galleys of the measure, captions with the first, heads with all.
[[nodiscard]] std::vector<GalleyId> layout_table_in_parts(Task& task, BoxId table, Length measure, Length depth);

/// Quarters against the clock by which a cell's content is turned: its writing mode is another than its row's (Writing Modes 4 §3.1).
[[nodiscard]] std::uint8_t quarters_of_cell(LayoutContext const& context, BoxId cell);
/// How its type is set: square letters of one in a vertical mode stand upright in the turned lines.
[[nodiscard]] LayoutContext const& context_of_cell(LayoutContext const& context, BoxId cell);
/// The measure of a turned cell's lines: its height, or what its text wants.
[[nodiscard]] Length turned_measure(Task& task, BoxId cell);

/// CSS Sizing 3 §5.1 of a box's border box.
[[nodiscard]] IntrinsicSizes intrinsic_sizes(Task& task, BoxId box);
/// Used size of a picture: CSS 2.2 §10.3.2, §10.4, §10.6.2; `available` bounds percentages; never larger than the page's content box.
struct Size {
    Length width = 0, height = 0;
};
[[nodiscard]] Size picture_size(Task& task, BoxId box, Length available);

/// Widths of margin, border and padding of a style, where percentages are of `base`.
struct Edges {
    base::Length top = 0, right = 0, bottom = 0, left = 0;
    [[nodiscard]] Length inline_sum() const { return left + right; }
    [[nodiscard]] Length block_sum() const { return top + bottom; }
};
[[nodiscard]] Edges padding_and_border(css::ComputedStyle const& style, Length base);
[[nodiscard]] Edges border_of(css::ComputedStyle const& style);
/// Of an inline box, in the order of its text: margin, border and padding.
struct InlineEdges {
    Length start = 0, end = 0;
};
[[nodiscard]] InlineEdges inline_edges(css::ComputedStyle const& style, Length base, css::Direction direction);
[[nodiscard]] inline bool clones_decoration(css::ComputedStyle const& style) {
    return style.decoration->decoration_break == css::BoxDecorationBreak::clone;
}
/// Whether an inline box's opening or closing here is no edge of it: a block parts it (CSS 2.2 §9.2.1.1).
[[nodiscard]] inline bool is_cut(box::InlineItem const& item, css::ComputedStyle const& style) {
    return item.payload != 0 && !clones_decoration(style);
}
[[nodiscard]] Edges margins_of(css::ComputedStyle const& style, Length base);   ///< auto counts as 0

}  // namespace octavo::layout
