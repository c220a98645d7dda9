// Lays boxes out into galleys: layout(range of boxes, ConstraintSpace) → GalleyStore.
//
// Input: the BoxTree (immutable) and a ConstraintSpace. Output depends on these alone, so it can be memoised and made in any
// thread. A BreakToken says where in the flow to start, so that what is left can be laid out again to another measure.
// Blocks: CSS 2.2 §8.3.1 (collapsing margins), §9.4.1; paragraphs: Knuth and Plass, "Breaking Paragraphs into Lines" (1981), in
// integers; tables: §17.5. Cost: linear in the text, times the number of breakpoints a line can reach.
#pragma once
#include <functional>
#include <map>
#include <mutex>

#include "layout/galley.h"

namespace octavo::layout {

/// What surrounds the content: its measure and the page's content height.
struct ConstraintSpace {
    Length inline_size = 0;
    Length block_size = 0;       ///< of a page's content box: base of percentages, bound of pictures; 0: unbounded
    Length note_inline_size = 0; ///< measure of footnotes; 0: inline_size
    Length baseline_grid = 0;    ///< 0: none
    Length column_inline_size = 0;   ///< what is laid out stands in columns of that width; 0: in none
    /// Floats called in what came before that stand at the top, in order; and floats called in the range that stand elsewhere.
    std::vector<BoxId> floats_at_top{}, floats_elsewhere{};
    std::uint8_t looseness = 0;  ///< how far paragraphs may go from their best lines: 0 as usual; 1, 2 where pages cannot be filled else
    friend bool operator==(ConstraintSpace const&, ConstraintSpace const&) = default;
};

/// Where to start in the flow: at a box, and for a paragraph at a byte of its text. Default: from the beginning.
struct BreakToken {
    BoxId box;
    std::uint32_t byte = 0;
    friend constexpr bool operator==(BreakToken const&, BreakToken const&) = default;
};

/// A stretch of the flow: from `start` up to before `stop` (none: to the end).
struct FlowRange {
    BreakToken start;
    BoxId stop;
    friend constexpr bool operator==(FlowRange const&, FlowRange const&) = default;
};

/// The text a Reference shows now (page numbers of the last pass, or its guess).
using ReferenceText = std::function<std::string(std::uint32_t reference)>;

/// Shared by all layout tasks of a document; immutable while they run.
class LayoutContext {
public:
    LayoutContext(box::BoxTree const& boxes, style::StyledDocument const& styled, text::TextEngine& text,
                  base::StageContext const& stage, ReferenceText references);
    LayoutContext(LayoutContext const&) = delete;
    LayoutContext& operator=(LayoutContext const&) = delete;

    /// Vertical metrics of a style's text: of its line box above and below the baseline, `vertical-align` applied.
    struct StyleMetrics {
        text::TextStyleId text_style;
        text::FontId font;
        Length ascent = 0, descent = 0;      ///< of the font
        Length above = 0, below = 0;         ///< half-leading included
        Length line_height = 0;
    };
    /// How letters of square scripts stand in lines that will be turned (Writing Modes 4 §5.1): with the line, or upright, in their forms
    /// for vertical lines.
    enum class Letters : std::uint8_t { with_the_line, upright };
    /// How type is set: at so many 1/1000 of its size, line heights too.
    struct Setting {
        std::uint16_t type_scale = 1000;
        Letters letters = Letters::with_the_line;
        friend constexpr auto operator<=>(Setting const&, Setting const&) = default;
    };
    /// The same with type set so; the default: as the document has it.
    [[nodiscard]] LayoutContext const& set(Setting setting) const;
    [[nodiscard]] Setting setting() const { return setting_; }
    [[nodiscard]] std::uint16_t type_scale() const { return setting_.type_scale; }
    [[nodiscard]] StyleMetrics const& metrics(StyleId style) const { return metrics_[style.value]; }
    /// Position in document order, and of the first box after the subtree.
    [[nodiscard]] std::uint32_t order(BoxId box) const { return order_[box.value]; }
    [[nodiscard]] std::uint32_t order_end(BoxId box) const { return order_end_[box.value]; }
    /// Something in the document floats: else nobody need look.
    [[nodiscard]] bool has_floats() const { return has_floats_; }

    box::BoxTree const& boxes;
    style::StyledDocument const& styled;
    text::TextEngine& text;
    base::StageContext const& stage;
    ReferenceText references;

private:
    void number_boxes();
    void add_metrics(StyleId id);
    void set_initial(css::ComputedStyle const& style, StyleMetrics& m);
    LayoutContext(LayoutContext const& of, Setting setting);
    void collect_metrics();
    bool has_floats_ = false;
    Setting setting_;
    LayoutContext const* whole_ = this;         // as the document has it
    mutable std::mutex set_mutex_;
    mutable std::map<Setting, std::unique_ptr<LayoutContext>> set_;
    std::vector<StyleMetrics> metrics_;
    std::vector<std::uint32_t> order_, order_end_;
};

/// What shaping depends on, from the font and text groups.
[[nodiscard]] text::TextStyle text_style(css::ComputedStyle const& style);

/// Bytes that the item takes in its paragraph's text.
[[nodiscard]] std::uint32_t text_length(LayoutContext const& context, std::uint32_t item);

/// Lays out the part of the flow. Warnings name the source's line.
[[nodiscard]] GalleyStore layout(LayoutContext const& context, FlowRange const& range, ConstraintSpace const& space,
                                 base::Diagnostics& diagnostics);
/// Lays out one box by itself (a margin box's content, a running element) to the given measure.
[[nodiscard]] GalleyStore layout_box(LayoutContext const& context, BoxId box, ConstraintSpace const& space, base::Diagnostics& diagnostics);

/// A note from one of its paragraph's pieces on.
struct RunInPart {
    std::uint32_t note = 0, from_piece = 0;
    friend constexpr auto operator<=>(RunInPart const&, RunInPart const&) = default;
};
/// Sets notes of `from` (see Note::run_in) one after another as one paragraph: a galley of one item in `into`, which may be the same store.
[[nodiscard]] GalleyId lay_out_run_in(LayoutContext const& context, GalleyStore const& from, std::span<RunInPart const> parts, GalleyStore& into);

/// Breaks again every paragraph that holds a reference. True when a number of lines or a height changed.
bool update_references(LayoutContext const& context, GalleyStore& store, ConstraintSpace const& space, base::Diagnostics& diagnostics);

}  // namespace octavo::layout
