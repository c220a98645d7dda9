// What parse_style_sheet gives: rules in order, conditions (@media, @supports) resolved, shorthands cut into longhands.
// A StyleSheet is a plain value; every view in it lives in its arena. Imported sheets stand in it at their place.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/arena.h"
#include "css/computed.h"
#include "css/counter_styles.h"
#include "css/properties/property.h"
#include "css/selectors.h"
#include "css/style_sheet.h"
#include "css/value.h"

namespace octavo::css {

/// A declaration as written, for explain() and the e-book's sheet.
struct SourceDeclaration {
    base::Name property;       ///< as written, lower case (custom properties: as they are)
    std::string_view text;     ///< the value as written, without `!important`
    base::SourceSpan where;
    bool important = false;
    std::string_view base_name;  ///< of the file it stands in: what its urls are relative to
};

/// One longhand (or custom property: Property::custom with `custom`). Several may come from one SourceDeclaration.
struct Declaration {
    Property property{};
    bool important = false;
    std::uint32_t source = 0;  ///< index into StyleSheet::sources
    base::Name custom;         ///< "--name"
    Value value;
};

/// A run of StyleSheet::declarations and the run of StyleSheet::sources they came from.
struct DeclarationBlock {
    std::uint32_t first = 0, count = 0;
    std::uint32_t first_source = 0, source_count = 0;
    [[nodiscard]] bool empty() const { return source_count == 0; }
};

inline constexpr std::uint32_t no_layer = 0xFFFFFFFF;

struct StyleRule {
    std::span<Selector const> selectors;   ///< empty for a style attribute's rule
    DeclarationBlock block;
    base::SourceSpan where;
    std::uint32_t layer = no_layer;        ///< index into StyleSheet::layers
    bool for_print = false;                ///< under a media query that names print
};

// --- Paged Media 3
enum class MarginBox : std::uint8_t {  // in the order of style::MarginBox
    top_left_corner, top_left, top_center, top_right, top_right_corner, right_top, right_middle, right_bottom, bottom_right_corner,
    bottom_right, bottom_center, bottom_left, bottom_left_corner, left_bottom, left_middle, left_top,
};
inline constexpr std::size_t margin_box_count = 16;
enum class PageSide : std::uint8_t { any, left, right, recto, verso };

struct PageSelector {
    base::Name page;                ///< named page; empty: any
    bool first = false, blank = false;
    bool never = false;             ///< sides that exclude each other
    PageSide side = PageSide::any;
    bool has_nth = false;           ///< :nth(an+b), or :nth(an+b of group)
    std::int32_t a = 0, b = 0;
    base::Name nth_group;           ///< counts in page groups of this name; empty: in the document
    Specificity specificity;        ///< Paged Media 3, 4.5: name; :first, :blank, :nth(); sides
};
struct PageQueryFacts {             ///< what a page is asked by (see style::PageQuery)
    base::Name name;
    std::uint32_t index = 0;        ///< from 0
    std::uint32_t in_group = 0;     ///< from 0
    bool recto = true;
    bool blank = false;
    bool right_to_left = false;     ///< page progression: recto is then the left page
};
[[nodiscard]] bool matches(PageSelector const& selector, PageQueryFacts const& page);
/// Does An+B give `position` (from 1) for some n ≥ 0?
[[nodiscard]] constexpr bool an_plus_b(std::int32_t a, std::int32_t b, std::int32_t position) {
    std::int64_t difference = std::int64_t{position} - b;
    return a == 0 ? difference == 0 : difference % a == 0 && difference / a >= 0;
}

struct PageRule {
    std::vector<PageSelector> selectors;   ///< empty: every page, specificity 0
    DeclarationBlock block;
    std::vector<std::pair<MarginBox, DeclarationBlock>> margin_boxes;  ///< in order of appearance
    std::vector<DeclarationBlock> footnote;                            ///< @footnote
    base::SourceSpan where;
    std::uint32_t layer = no_layer;
    bool for_print = false;                ///< likewise, or of a sheet whose page rules are
};

/// @font-face, its descriptors read (Fonts 4, section 4).
struct FontFaceRule {
    base::Name family;
    struct Source { std::string reference; std::string local; };  ///< url (resource name, resolved) or local() name
    std::vector<Source> sources;
    std::uint16_t weight_low = 400, weight_high = 400;
    FontStyle style = FontStyle::normal;
    std::string unicode_range;
    DeclarationBlock block;             ///< sources only: descriptors as written
    base::SourceSpan where;
};

struct StyleSheet {
    std::string name;
    Origin origin = Origin::edition;
    Medium medium = Medium::print;
    std::vector<std::uint32_t> parts;             ///< indices of Document::parts it is for, ascending; empty: for all
    std::vector<StyleRule> rules;                 ///< in order of appearance
    std::vector<PageRule> pages;
    std::vector<FontFaceRule> font_faces;
    std::vector<CounterStyle> counter_styles;     ///< a later one of the same name wins
    std::vector<std::string> layers;              ///< full names ("a.b"; "" for anonymous) in order of precedence, weakest first
    std::vector<Declaration> declarations;
    std::vector<SourceDeclaration> sources;
    Namespaces namespaces;                        ///< of the main file, for writing selectors
    std::shared_ptr<base::Arena> arena;

    [[nodiscard]] std::span<Declaration const> declarations_of(DeclarationBlock block) const {
        return std::span(declarations).subspan(block.first, block.count);
    }
    [[nodiscard]] std::span<SourceDeclaration const> sources_of(DeclarationBlock block) const {
        return std::span(sources).subspan(block.first_source, block.source_count);
    }
};

/// The declarations of a `style` attribute: a sheet of one rule without selectors (none when nothing in it is understood).
[[nodiscard]] StyleSheetPtr parse_style_attribute(ParseInput const& input, base::StageContext const& context,
                                                  base::Diagnostics& diagnostics);

}  // namespace octavo::css
