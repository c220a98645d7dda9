// A computed style in the making. Use, for one element:
//
//   StyleBuilder builder(context.parent);                       // inherited groups are the parent's, others initial
//   builder.text.language = …;                                  // before finish(): quotation marks depend on it
//   for each winning declaration, in ascending order of Property:   // logical ones mapped by physical_property() before the cascade
//       apply_declaration(declaration, context, builder);
//   builder.finish(context);                                    // currentcolor, borders without a style, features, blockification
//
// `direction` and `writing-mode` are applied first, so that builder.text can be asked for them to map logical properties.
// Custom properties: compute_custom_properties() before the rest, see css/custom_properties.h. `revert` and `revert-layer` are the
// cascade's business: here they mean `unset`.
#pragma once
#include <functional>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "css/custom_properties.h"
#include "css/properties/property.h"
#include "dom/document.h"

namespace octavo::css {

struct Declaration;

/// ex and ch of the element's font, in 1/1024 pt; asked only where a value needs them.
struct FontUnits {
    Length ex = 0, ch = 0;
};
using FontUnitsFunction = std::function<FontUnits(FontGroup const&)>;

struct ApplyContext {
    ComputedStyle parent;                ///< the root's parent: initial_style()
    Length root_font_size = 12 * base::point;   ///< ignored when is_root: rem is then the element's own (initial, in font-size)
    Length root_line_height = 0;         ///< 0: 1.2 × root_font_size
    bool is_root = false;
    bool is_pseudo = false;              ///< a pseudo-element: `parent` is its element's style
    FontUnitsFunction const* font_units = nullptr;   ///< null: ex and ch are half an em
    Length page_width = 0, page_height = 0;          ///< 100vw and 100vh: the page's content area
    dom::Document const* document = nullptr;         ///< for attr(); may be null
    dom::NodeId element;
    CustomProperties const* custom = nullptr;        ///< for var(); null: none
    base::Diagnostics* diagnostics = nullptr;        ///< values that turn out invalid after substitution
};

/// What @page and the root have beside the groups.
struct PageBox {
    bool size_auto = true;
    Length width = 0, height = 0;        ///< as turned
    enum class Orientation : std::uint8_t { automatic, portrait, landscape } orientation = Orientation::automatic;
    bool marks_crop = false, marks_cross = false;
    bool bleed_auto = true;
    Length bleed = 0;
    std::int32_t page_count_multiple = 0;   ///< -octavo-page-count: multiple-of(n); 0: auto
    Length baseline_grid = 0;               ///< -octavo-baseline-grid; 0: none
};

/// The initial values of every property (its pointers live for ever).
[[nodiscard]] ComputedStyle const& initial_style();

struct StyleBuilder {
    explicit StyleBuilder(ComputedStyle const& parent);
    FontGroup font;
    TextGroup text;
    ListTableGroup list_table;
    BoxGroup box;
    DecorationGroup decoration;
    FragmentationGroup fragmentation;
    GeneratedGroup generated;
    PageBox page;
    /// A bit for each Group that may differ from what the builder began with (parent's or initial).
    std::uint16_t touched = 0;
    [[nodiscard]] bool has_touched(Group group) const { return (touched >> static_cast<unsigned>(group) & 1U) != 0; }
    void touch(Group group) { touched = static_cast<std::uint16_t>(touched | 1U << static_cast<unsigned>(group)); }

    // What computed values forget and finish() needs: widths before their style is known, colours that follow `color`
    Sides<Length> border_width;
    Length column_rule_width;
    Sides<bool> border_current{true, true, true, true};
    bool column_rule_current = true, decoration_current = true, background_current = false;

    void finish(ApplyContext const& context);
};

/// Applies one longhand (a logical one as its physical), substituting var() and attr() where it has them. A value invalid after
/// that acts as `unset` and is told once (css_invalid_value, at the declaration's place). Custom properties are not for here.
/// `where`: the declaration's place, for that diagnostic.
void apply_declaration(Declaration const& declaration, base::SourceSpan where, ApplyContext const& context, StyleBuilder& builder);
void apply_value(Property property, Value const& value, ApplyContext const& context, StyleBuilder& builder);

}  // namespace octavo::css
