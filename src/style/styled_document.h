// The cascade's result: a computed style for every element and pseudo-element, styles of pages, counter styles, fonts declared.
//
// Input: the Document and the style sheets in order of origin. Algorithm: rules hashed by id, class, name and attribute; an
// ancestor filter; elements with the same matched declarations and the same parent style share their ComputedStyle. Which
// declaration won is not stored: explain() computes it again. Cost: about linear in elements times candidate rules.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "css/computed.h"
#include "css/style_sheet.h"
#include "dom/document.h"

namespace octavo::style {

enum class Pseudo : std::uint8_t { before, after, marker, first_letter, first_line, footnote_call, footnote_marker };
inline constexpr std::size_t pseudo_count = 7;

struct StyleTag;
using StyleId = base::Id<StyleTag>;

/// Where a page stands, for @page selectors.
struct PageQuery {
    base::Name name;             ///< page name in force; empty: none
    std::uint32_t index = 0;     ///< from 0 in the document: `:first` is 0
    std::uint32_t in_group = 0;  ///< from 0 in its page group: `:nth(n of name)`
    bool recto = true;
    bool blank = false;
};

enum class MarginBox : std::uint8_t {
    top_left_corner, top_left, top_center, top_right, top_right_corner, right_top, right_middle, right_bottom, bottom_right_corner,
    bottom_right, bottom_center, bottom_left, bottom_left_corner, left_bottom, left_middle, left_top,
};
inline constexpr std::size_t margin_box_count = 16;

/// The style of one kind of page: its box (size, margins, borders, padding), its footnote area and its margin boxes.
struct PageStyle {
    css::Length width = 0, height = 0;        ///< page size, `size` resolved and turned
    css::ComputedStyle page;                  ///< margins, padding, borders, background, counter changes of the page context
    css::ComputedStyle footnote_area;         ///< @footnote
    std::vector<std::pair<MarginBox, css::ComputedStyle>> margin_boxes;  ///< those with content, in order of the enumeration
    css::Length bleed = 0;
    bool marks_crop = false, marks_cross = false;
    std::uint32_t page_count_multiple = 0;    ///< -octavo-page-count; 0: any number of pages
    base::SourceSpan no_room;                 ///< the margin that, with the others, left no room for text: they are set smaller; none: there was room
};

/// A family declared by @font-face.
struct FontFace {
    base::Name family;
    struct Source { std::string reference; std::string local; };  ///< url (resource name, resolved) or local() name
    std::vector<Source> sources;
    std::uint16_t weight_low = 400, weight_high = 400;
    css::FontStyle style = css::FontStyle::normal;
    std::string unicode_range;
    base::SourceSpan where;
};

class StyledDocument {
public:
    virtual ~StyledDocument() = default;
    [[nodiscard]] virtual dom::Document const& document() const = 0;
    /// Of an element (Display::none for what has none). O(1).
    [[nodiscard]] virtual StyleId style_id(dom::NodeId element) const = 0;
    [[nodiscard]] virtual css::ComputedStyle const& style(StyleId id) const = 0;
    [[nodiscard]] css::ComputedStyle const& of(dom::NodeId element) const { return style(style_id(element)); }
    /// Of a pseudo-element; none when no rule gives it content (before, after) or names it (others).
    [[nodiscard]] virtual StyleId pseudo(dom::NodeId element, Pseudo pseudo) const = 0;
    /// A style for an anonymous box: `parent`'s inherited groups, initial others, with that display.
    [[nodiscard]] virtual StyleId anonymous(StyleId parent, css::Display display) = 0;
    /// The style of text in an initial letter over lines of a paragraph of style `around`: `text` with the measures of `letter`, as a float.
    [[nodiscard]] virtual StyleId initial(StyleId text, StyleId letter, StyleId around) = 0;
    /// The style of a page; interned, so equal queries in effect give the same object. Thread-safe after styling.
    [[nodiscard]] virtual PageStyle const& page_style(PageQuery const& query) const = 0;
    /// Some page rule counts the document's pages (:nth() of no group): a run's pages depend on how many come before it.
    [[nodiscard]] virtual bool counts_pages() const = 0;
    [[nodiscard]] virtual std::vector<FontFace> const& font_faces() const = 0;
    /// The text of a counter value in a (predefined or @counter-style) style, without prefix and suffix.
    [[nodiscard]] virtual std::string counter_text(std::int32_t value, base::Name style) const = 0;
    /// The same with the style's prefix and suffix, as list markers have it ("1.", "•").
    [[nodiscard]] virtual std::string marker_text(std::int32_t value, base::Name style) const = 0;
    /// Custom property or any property as text after the cascade, for octavo's own properties outside the groups
    /// ("-octavo-page-count" on the root); empty when not set.
    [[nodiscard]] virtual std::string root_value(std::string_view property) const = 0;
};

struct StyleInput {
    dom::Document const& document;
    std::vector<css::StyleSheetPtr> const& sheets;  ///< in order of origin, then of appearance
    css::Medium medium = css::Medium::print;
};
[[nodiscard]] std::unique_ptr<StyledDocument> style_document(StyleInput const& input, base::StageContext const& context,
                                                             base::Diagnostics& diagnostics);

/// The built-in sheet, the document's own (its `styles`, resolved and parsed), then the edition's, ready for StyleInput.
struct SheetsInput {
    dom::Document const& document;
    std::vector<std::string> edition_styles;  ///< names of built-in sheets or resource references, in order
    std::vector<std::string> user_css;        ///< texts made from command-line options (page size, font size), last
    css::Medium medium = css::Medium::print;
    std::vector<std::string> defaults{};      ///< texts before the edition's sheets: what those may change
    /// before_document: a book that brings its own looks keeps them; octavo's sheets of the edition give way to its.
    enum class Builtin : std::uint8_t { after_document, before_document } builtin = Builtin::after_document;
};
[[nodiscard]] std::vector<css::StyleSheetPtr> collect_sheets(SheetsInput const& input, io::Workspace& workspace,
                                                             base::StageContext const& context, base::Diagnostics& diagnostics);

/// Why an element's property has its value: every declaration that applied, the winner first, each with selector, value,
/// origin, specificity and place; then the computed value. For people; one line per declaration.
[[nodiscard]] std::string explain(StyledDocument& styled, dom::NodeId element, std::string_view property, base::SourceFiles const& files);
/// Only the declaration that won, as `explain` tells it; of a pseudo-element of the element where one is given; empty: none applies.
[[nodiscard]] std::string winning_declaration(StyledDocument& styled, dom::NodeId element, std::optional<Pseudo> pseudo, std::string_view property,
                                              base::SourceFiles const& files);
[[nodiscard]] std::string explain(StyleInput const& input, dom::NodeId element, std::string_view property, base::SourceFiles const& files);

/// Elements that match a selector list, in document order; empty and a diagnostic when it is not understood.
[[nodiscard]] std::vector<dom::NodeId> select(StyleInput const& input, std::string_view selector, base::Diagnostics& diagnostics);

}  // namespace octavo::style
