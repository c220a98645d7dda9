// The rows of all modules by number and by name, the names that mean the same, and those passed over in silence.
#include <algorithm>
#include <array>

#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

struct Alias {
    std::string_view name, standard;
};
// Prefixed names that books' style sheets carry (EPUB 3.3, appendix E; Compatibility Standard, section 3).
constexpr Alias aliases[] = {
    {"-epub-hyphens", "hyphens"}, {"-webkit-hyphens", "hyphens"}, {"-moz-hyphens", "hyphens"}, {"-ms-hyphens", "hyphens"}, {"-adobe-hyphenate", "hyphens"},
    {"adobe-hyphenate", "hyphens"}, {"-prince-hyphens", "hyphens"}, {"-ah-hyphenate", "hyphens"},
    {"-webkit-hyphenate-character", "hyphenate-character"}, {"-webkit-hyphenate-limit-lines", "hyphenate-limit-lines"},
    {"-epub-line-break", "line-break"}, {"-webkit-line-break", "line-break"}, {"-epub-word-break", "word-break"}, {"word-wrap", "overflow-wrap"},
    {"-epub-writing-mode", "writing-mode"}, {"-webkit-writing-mode", "writing-mode"},
    {"-epub-text-align-last", "text-align-last"}, {"-webkit-text-align-last", "text-align-last"}, {"-moz-text-align-last", "text-align-last"},
    {"-epub-text-transform", "text-transform"}, {"-moz-tab-size", "tab-size"}, {"-o-tab-size", "tab-size"},
    {"-webkit-font-feature-settings", "font-feature-settings"}, {"-moz-font-feature-settings", "font-feature-settings"},
    {"-webkit-font-kerning", "font-kerning"}, {"-webkit-font-variant-ligatures", "font-variant-ligatures"}, {"font-width", "font-stretch"},
    {"-webkit-box-sizing", "box-sizing"}, {"-moz-box-sizing", "box-sizing"}, {"-webkit-box-decoration-break", "box-decoration-break"},
    {"-webkit-column-count", "column-count"}, {"-moz-column-count", "column-count"}, {"-webkit-column-width", "column-width"},
    {"-moz-column-width", "column-width"}, {"-webkit-column-gap", "column-gap"}, {"-moz-column-gap", "column-gap"}, {"grid-column-gap", "column-gap"},
    {"-webkit-column-fill", "column-fill"}, {"-moz-column-fill", "column-fill"}, {"-webkit-column-span", "column-span"},
    {"-webkit-column-rule-color", "column-rule-color"}, {"-webkit-column-rule-style", "column-rule-style"},
    {"-webkit-column-rule-width", "column-rule-width"}, {"-webkit-text-decoration-line", "text-decoration-line"},
    {"-webkit-text-decoration-style", "text-decoration-style"}, {"-webkit-text-decoration-color", "text-decoration-color"},
    {"-webkit-margin-start", "margin-inline-start"}, {"-webkit-margin-end", "margin-inline-end"},
    {"-webkit-margin-before", "margin-block-start"}, {"-webkit-margin-after", "margin-block-end"},
    {"-webkit-padding-start", "padding-inline-start"}, {"-moz-margin-start", "margin-inline-start"}, {"-moz-padding-start", "padding-inline-start"},
    {"-prince-bookmark-level", "bookmark-level"}, {"-prince-bookmark-label", "bookmark-label"}, {"-prince-bookmark-state", "bookmark-state"},
    {"prince-bookmark-level", "bookmark-level"}, {"prince-bookmark-label", "bookmark-label"}, {"prince-bookmark-state", "bookmark-state"},
    {"-webkit-initial-letter", "initial-letter"}, {"-webkit-shape-outside", "shape-outside"}, {"-webkit-shape-margin", "shape-margin"},
    {"footnote-style-position", "list-style-position"}, {"object-fit-mode", "object-fit"},
};

// Sorted by name. `both`: the e-book's sheet may keep it.
constexpr IgnoredProperty ignored[] = {
    {"-moz-appearance", Media::print}, {"-moz-osx-font-smoothing", Media::print}, {"-moz-user-select", Media::print},
    {"-ms-text-size-adjust", Media::print}, {"-webkit-appearance", Media::print}, {"-webkit-font-smoothing", Media::print},
    {"-webkit-hyphenate-limit-after", Media::print}, {"-webkit-hyphenate-limit-before", Media::print}, {"-webkit-line-clamp", Media::print},
    {"-webkit-print-color-adjust", Media::print}, {"-webkit-region-break-inside", Media::print}, {"-webkit-tap-highlight-color", Media::print},
    {"-webkit-text-fill-color", Media::print}, {"-webkit-text-size-adjust", Media::print}, {"-webkit-text-stroke", Media::print},
    {"-webkit-transition", Media::print}, {"-webkit-user-select", Media::print},
    {"accent-color", Media::both}, {"align-content", Media::both}, {"align-items", Media::both}, {"align-self", Media::both},
    {"animation", Media::both}, {"animation-delay", Media::both}, {"animation-duration", Media::both}, {"animation-name", Media::both},
    {"appearance", Media::both}, {"aspect-ratio", Media::both}, {"backface-visibility", Media::both}, {"background-attachment", Media::both},
    {"background-blend-mode", Media::both}, {"background-clip", Media::both}, {"background-origin", Media::both},
    {"background-position", Media::both}, {"background-repeat", Media::both}, {"background-size", Media::both},
    {"border-bottom-left-radius", Media::both}, {"border-bottom-right-radius", Media::both}, {"border-image", Media::both},
    {"border-image-source", Media::both}, {"border-radius", Media::both}, {"border-top-left-radius", Media::both},
    {"border-top-right-radius", Media::both}, {"box-shadow", Media::both}, {"caret-color", Media::both}, {"clip", Media::both},
    {"clip-path", Media::both}, {"color-adjust", Media::print}, {"color-scheme", Media::both}, {"contain", Media::both}, {"cursor", Media::both},
    {"fill", Media::both}, {"filter", Media::both}, {"flex", Media::both}, {"flex-basis", Media::both}, {"flex-direction", Media::both},
    {"flex-flow", Media::both}, {"flex-grow", Media::both}, {"flex-shrink", Media::both}, {"flex-wrap", Media::both},
    {"font-optical-sizing", Media::both}, {"font-palette", Media::both}, {"font-size-adjust", Media::both}, {"font-synthesis", Media::both},
    {"font-synthesis-small-caps", Media::both}, {"font-synthesis-style", Media::both}, {"font-synthesis-weight", Media::both},
    {"font-variant-emoji", Media::both}, {"font-variation-settings", Media::both}, {"forced-color-adjust", Media::print}, {"grid", Media::both},
    {"grid-area", Media::both}, {"grid-column", Media::both}, {"grid-gap", Media::both}, {"grid-row", Media::both},
    {"grid-template", Media::both}, {"grid-template-areas", Media::both}, {"grid-template-columns", Media::both},
    {"grid-template-rows", Media::both}, {"hyphenate-limit-after", Media::print}, {"hyphenate-limit-before", Media::print}, {"image-orientation", Media::both},
    {"image-rendering", Media::both}, {"isolation", Media::both}, {"justify-content", Media::both},
    {"justify-items", Media::both}, {"justify-self", Media::both}, {"mask", Media::both}, {"mix-blend-mode", Media::both},
    {"object-position", Media::both}, {"order", Media::both}, {"outline", Media::both}, {"outline-color", Media::both},
    {"outline-offset", Media::both}, {"outline-style", Media::both}, {"outline-width", Media::both}, {"overflow-anchor", Media::print},
    {"overflow-x", Media::both}, {"overflow-y", Media::both}, {"perspective", Media::both}, {"pointer-events", Media::both},
    {"print-color-adjust", Media::print}, {"resize", Media::both}, {"row-gap", Media::both}, {"ruby-align", Media::both}, {"ruby-merge", Media::both},
    {"ruby-position", Media::both}, {"scroll-behavior", Media::both}, {"scroll-margin-top", Media::both}, {"speak", Media::print},
    {"speak-as", Media::print}, {"src", Media::print}, {"stroke", Media::both}, {"stroke-width", Media::both}, {"text-combine-upright", Media::both},
    {"text-decoration-skip", Media::both}, {"text-decoration-skip-ink", Media::both}, {"text-decoration-thickness", Media::both},
    {"text-emphasis", Media::both}, {"text-emphasis-color", Media::both}, {"text-emphasis-position", Media::both},
    {"text-emphasis-style", Media::both}, {"text-justify", Media::both}, {"text-orientation", Media::both}, {"text-overflow", Media::both},
    {"text-rendering", Media::both}, {"text-shadow", Media::both}, {"text-size-adjust", Media::print}, {"text-spacing-trim", Media::both},
    {"text-underline-offset", Media::both}, {"text-underline-position", Media::both}, {"touch-action", Media::print},
    {"transform", Media::both}, {"transform-origin", Media::both}, {"transition", Media::both}, {"transition-duration", Media::both},
    {"transition-property", Media::both}, {"user-select", Media::print}, {"white-space-trim", Media::both}, {"will-change", Media::print},
    {"z-index", Media::both}, {"zoom", Media::print},
};
constexpr auto by_name = [](auto const& a, auto const& b) { return a.name < b.name; };
static_assert(std::is_sorted(std::begin(ignored), std::end(ignored), by_name));

struct Table {
    std::array<PropertyRow const*, property_count> by_number{};
    struct Named { std::string_view name; PropertyRow const* row; };
    std::vector<Named> names;

    Table() {
        for (Rows rows : {writing_mode_rows(), font_rows(), text_rows(), list_rows(), table_rows(), box_rows(), footnote_rows(), float_rows(), background_rows(),
                          fragmentation_rows(), multicol_rows(), paged_media_rows(), generated_content_rows(), logical_rows()}) {
            for (PropertyRow const& row : rows) {
                by_number[static_cast<std::size_t>(row.property)] = &row;
                names.push_back({row.name, &row});
            }
        }
        std::size_t standard = names.size();
        for (Alias const& alias : aliases) {
            for (std::size_t i = 0; i < standard; ++i) {
                if (names[i].name == alias.standard) names.push_back({alias.name, names[i].row});
            }
        }
        std::sort(names.begin(), names.end(), by_name);
    }
};

Table const& table() {
    static Table const instance;
    return instance;
}

}  // namespace

PropertyRow const& row_of(Property property) { return *table().by_number[static_cast<std::size_t>(property)]; }
std::string_view name_of(Property property) { return property == Property::custom ? std::string_view("--*") : row_of(property).name; }

PropertyRow const* find_property(std::string_view name) {
    auto const& names = table().names;
    auto found = std::lower_bound(names.begin(), names.end(), name, [](Table::Named const& a, std::string_view b) { return a.name < b; });
    return found != names.end() && found->name == name ? found->row : nullptr;
}

IgnoredProperty const* find_ignored_property(std::string_view name) {
    auto const* found = std::lower_bound(std::begin(ignored), std::end(ignored), name,
                                         [](IgnoredProperty const& a, std::string_view b) { return a.name < b; });
    return found != std::end(ignored) && found->name == name ? found : nullptr;
}

}  // namespace octavo::css
