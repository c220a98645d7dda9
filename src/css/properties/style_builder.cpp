#include "css/properties/style_builder.h"

#include <fmt/format.h>

#include "css/properties/borders.h"
#include "css/properties/font_variants.h"
#include "css/properties/quotes.h"
#include "css/rules.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

struct InitialGroups {
    FontGroup font;
    TextGroup text;
    ListTableGroup list_table;
    BoxGroup box;
    DecorationGroup decoration;
    FragmentationGroup fragmentation;
    GeneratedGroup generated;
    ComputedStyle style;

    InitialGroups() {
        font.families = {base::Name::of("serif")};
        list_table.list_style_type = base::Name::of("disc");
        ContentItem text_of_element;
        text_of_element.kind = ContentItem::Kind::element_content;
        generated.bookmark_label = {text_of_element};
        text.quotes = default_quotes({});
        style = {&font, &text, &list_table, &box, &decoration, &fragmentation, &generated};
    }
};

// Display 3, 2.7: what floats, is taken out of the flow or is the root has a block outside.
Display blockified(Display display) {
    switch (display) {
        case Display::inline_: case Display::inline_block: case Display::table_row_group: case Display::table_header_group:
        case Display::table_footer_group: case Display::table_row: case Display::table_column_group: case Display::table_column:
        case Display::table_cell: case Display::table_caption: case Display::ruby: case Display::ruby_base: case Display::ruby_text:
            return Display::block;
        case Display::inline_table: return Display::table;
        default: return display;
    }
}

bool takes_width(BorderStyle style) { return style != BorderStyle::none && style != BorderStyle::hidden; }

void finish_borders(StyleBuilder& builder) {
    Color current = builder.text.color;
    for (std::size_t side = 0; side < 4; ++side) {
        Border& border = builder.decoration.border[side];
        border.width = takes_width(border.style) ? builder.border_width[side] : 0;
        // A border that is not drawn has no colour to tell it from others: groups stay equal.
        if (!takes_width(border.style)) border.color = Color{};
        else if (builder.border_current[side]) border.color = current;
    }
    Border& rule = builder.fragmentation.column_rule;
    rule.width = takes_width(rule.style) ? builder.column_rule_width : 0;
    if (!takes_width(rule.style)) rule.color = Color{};
    else if (builder.column_rule_current) rule.color = current;
    DecorationGroup& decoration = builder.decoration;
    bool line = decoration.underline || decoration.overline || decoration.line_through;
    if (!line) decoration.decoration_color = Color{};
    else if (builder.decoration_current) decoration.decoration_color = current;
    if (builder.background_current) decoration.background = current;
}

void warn_invalid(Property property, base::SourceSpan where, ApplyContext const& context) {
    if (context.diagnostics == nullptr) return;
    context.diagnostics->add_counted({.code = base::Code::css_invalid_value, .severity = base::Severity::warning, .where = where,
                                      .message = fmt::format("'{}' has no valid value once var() and attr() are replaced", name_of(property)),
                                      .hint = "give var() a fallback, or set the custom property"});
}

// The value of `property` among what the tokens say, as a longhand or through the shorthand they were written for.
bool parse_substituted(Property property, Value const& value, std::span<Token const> tokens, base::Arena& arena, Value& out) {
    ValueReader reader(tokens, arena, value.text);
    if (auto wide = read_wide_keyword(tokens)) {
        out = *wide;
        return true;
    }
    if (value.is(Value::Kind::unresolved)) return row_of(property).parse(reader, out) && reader.at_end();
    ShorthandRow const& shorthand = shorthands()[value.keyword];
    std::vector<LonghandValue> longhands;
    if (!shorthand.parse(reader, shorthand.longhands, longhands) || !reader.at_end()) return false;
    for (LonghandValue const& longhand : longhands) {
        if (longhand.property != property) continue;
        out = longhand.value;
        return true;
    }
    return false;
}

}  // namespace

ComputedStyle const& initial_style() {
    static InitialGroups const groups;
    return groups.style;
}

StyleBuilder::StyleBuilder(ComputedStyle const& parent)
    : font(*parent.font), text(*parent.text), list_table(*parent.list_table), box(*initial_style().box),
      decoration(*initial_style().decoration), fragmentation(*initial_style().fragmentation), generated(*initial_style().generated),
      border_width{medium_border, medium_border, medium_border, medium_border}, column_rule_width(medium_border) {
    // Paged Media 3, 7.2: the used value of `page: auto` is the parent's.
    fragmentation.page = parent.fragmentation->page;
}

void StyleBuilder::finish(ApplyContext const& context) {
    merge_features(font);
    finish_borders(*this);
    bool out_of_flow = box.position == Position::absolute || box.position == Position::fixed || box.position == Position::running;
    if (out_of_flow) box.float_ = box.float_ == Float::footnote ? Float::footnote : Float::none;
    if (out_of_flow || box.float_ != Float::none || context.is_root) box.display = blockified(box.display);
    if (text.quotes_auto && !context.is_pseudo) {
        // Generated Content 3, 3.1: quotation marks are those of the language around the quotation.
        base::Name around = context.is_root ? text.language : context.parent.text->language;
        text.quotes = default_quotes(around.view());
    }
}

void apply_value(Property property, Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    property = physical_property(property, builder.text.direction, builder.text.writing_mode);
    if (property == Property::custom) return;
    PropertyRow const& row = row_of(property);
    builder.touch(row.group);
    if (property == Property::color) builder.touch(Group::decoration), builder.touch(Group::fragmentation);
    if (!value.is(Value::Kind::wide)) {
        row.apply(value, context, builder);
        return;
    }
    bool inherit = value.wide == WideKeyword::inherit || (value.wide != WideKeyword::initial && row.inherited == Inherited::yes);
    row.copy(inherit ? context.parent : initial_style(), builder);
}

void apply_declaration(Declaration const& declaration, base::SourceSpan where, ApplyContext const& context, StyleBuilder& builder) {
    Property property = physical_property(declaration.property, builder.text.direction, builder.text.writing_mode);
    Value const& value = declaration.value;
    if (!value.needs_substitution()) {
        apply_value(property, value, context, builder);
        return;
    }
    base::Arena arena;  // what is parsed here is applied here
    auto tokens = substitute({value.tokens, context.custom, context.document, context.element, arena});
    Value parsed;
    if (!tokens || !parse_substituted(declaration.property, value, *tokens, arena, parsed)) {
        warn_invalid(property, where, context);
        parsed = Value();
        parsed.kind = Value::Kind::wide;
        parsed.wide = WideKeyword::unset;  // Variables 1, 3.1: invalid at computed-value time
    }
    apply_value(property, parsed, context, builder);
}

}  // namespace octavo::css
