// Declarations to longhands: Syntax 3, 5.4.5 and 5.4.6.
#include <algorithm>

#include <fmt/format.h>

#include "css/custom_properties.h"
#include "css/parse_block.h"
#include "css/sheet_parser.h"
#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

// attr() in these is the property's own, resolved when the text is made.
bool takes_attr(Property property) {
    return property == Property::content || property == Property::string_set || property == Property::bookmark_label;
}
bool has_function(std::span<Token const> tokens, std::string_view name) {
    return std::any_of(tokens.begin(), tokens.end(), [&](Token const& token) {
        return token.kind == TokenKind::function && equals_ignoring_case(token.text, name);
    });
}
bool needs_substitution(std::span<Token const> tokens, bool attr_is_own) {
    return has_function(tokens, "var") || (!attr_is_own && has_function(tokens, "attr"));
}

// Variables 1, 2: any value but one with a stray bracket, ';' or '!' at its top
bool valid_custom_value(std::span<Token const> tokens) {
    std::size_t depth = 0;
    for (Token const& token : tokens) {
        switch (token.kind) {
            case TokenKind::function: case TokenKind::open_paren: case TokenKind::open_square: case TokenKind::open_brace: ++depth; break;
            case TokenKind::close_paren: case TokenKind::close_square: case TokenKind::close_brace:
                if (depth == 0) return false;
                --depth;
                break;
            case TokenKind::delim:
                if (depth == 0 && token.delim == '!') return false;
                break;
            default: break;
        }
    }
    return true;
}

}  // namespace

DeclarationBlock SheetParser::begin_block() const {
    return {static_cast<std::uint32_t>(sheet_.declarations.size()), 0, static_cast<std::uint32_t>(sheet_.sources.size()), 0};
}
void SheetParser::end_block(DeclarationBlock& block) const {
    block.count = static_cast<std::uint32_t>(sheet_.declarations.size()) - block.first;
    block.source_count = static_cast<std::uint32_t>(sheet_.sources.size()) - block.first_source;
}

void SheetParser::parse_declaration() {
    Token const first = stream_.peek();
    declaration_.clear();
    bool whole = stream_.consume_until(declaration_stops_, declaration_);
    if (first.kind != TokenKind::ident) {
        warn(base::Code::css_syntax, span_of(first), fmt::format("'{}' cannot begin a declaration: left out up to the next ';'", serialize(&first, 1)));
        return;
    }
    add_declaration(take_declaration(declaration_), whole);
}

std::string_view SheetParser::text_of(std::span<Token const> tokens) const {
    if (tokens.empty()) return {};
    return stream_.source().substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
}

void SheetParser::add_declaration(RawDeclaration const& raw, bool whole) {
    Token const& at = raw.name.line != 0 ? raw.name : declaration_.front();
    if (raw.name.line == 0 || !raw.valid) {
        warn(base::Code::css_syntax, span_of(at), fmt::format("'{}' is not a declaration: left out", serialize(&at, 1)), "property: value;");
        return;
    }
    if (!whole) {
        warn(base::Code::css_limit, span_of(at), fmt::format("the value of '{}' is too long: left out", at.text));
        return;
    }
    bool custom = at.text.starts_with("--");
    std::string name = custom ? std::string(at.text) : to_lower(at.text);
    std::size_t declarations = sheet_.declarations.size();
    auto source = static_cast<std::uint32_t>(sheet_.sources.size());
    if (custom) add_custom(raw, source);
    else add_values(raw, name, source);
    // What is passed over in silence stays as a source: the e-book's sheet may carry it on.
    bool ignored = !custom && find_ignored_property(name) != nullptr;
    if (sheet_.declarations.size() == declarations && !ignored) return;
    sheet_.sources.push_back({base::Name::of(name), text_of(raw.value), span_of(at), raw.important, kept_name_});
}

void SheetParser::add_custom(RawDeclaration const& raw, std::uint32_t source) {
    if (raw.name.text.size() < 3 || !valid_custom_value(raw.value)) {
        warn_invalid_value(std::string(raw.name.text), raw);
        return;
    }
    Value value;
    value.kind = Value::Kind::unresolved;
    if (auto wide = read_wide_keyword(raw.value)) value = *wide;
    else value.tokens = sheet_.arena->copy(raw.value);
    value.text = kept_name_;
    sheet_.declarations.push_back({Property::custom, raw.important, source, base::Name::of(raw.name.text), value});
}

void SheetParser::add_values(RawDeclaration const& raw, std::string const& name, std::uint32_t source) {
    if (PropertyRow const* row = find_property(name)) {
        add_longhand(*row, raw, source);
    } else if (ShorthandRow const* shorthand = find_shorthand(name)) {
        add_shorthand(*shorthand, raw, source);
    } else if (find_ignored_property(name) == nullptr) {
        warn_unknown_property(name, span_of(raw.name));
    }
}

void SheetParser::add_pending(Property property, RawDeclaration const& raw, std::uint32_t source, Value value) {
    value.text = kept_name_;
    sheet_.declarations.push_back({property, raw.important, source, {}, value});
}

void SheetParser::add_longhand(PropertyRow const& row, RawDeclaration const& raw, std::uint32_t source) {
    Value value;
    if (auto wide = read_wide_keyword(raw.value)) {
        value = *wide;
    } else if (needs_substitution(raw.value, takes_attr(row.property))) {
        value.kind = Value::Kind::unresolved;
        value.tokens = sheet_.arena->copy(raw.value);
        add_pending(row.property, raw, source, value);
        return;
    } else {
        ValueReader reader(raw.value, *sheet_.arena, name_);
        if (reader.at_end() || !row.parse(reader, value) || !reader.at_end()) {
            warn_invalid_value(std::string(row.name), raw);
            return;
        }
    }
    sheet_.declarations.push_back({row.property, raw.important, source, {}, value});
}

void SheetParser::add_shorthand(ShorthandRow const& row, RawDeclaration const& raw, std::uint32_t source) {
    if (auto wide = read_wide_keyword(raw.value)) {
        for (Property longhand : row.longhands) sheet_.declarations.push_back({longhand, raw.important, source, {}, *wide});
        return;
    }
    if (needs_substitution(raw.value, false)) {
        Value value;
        value.kind = Value::Kind::pending;
        value.tokens = sheet_.arena->copy(raw.value);
        value.keyword = static_cast<std::uint16_t>(&row - shorthands().data());
        for (Property longhand : row.longhands) add_pending(longhand, raw, source, value);
        return;
    }
    ValueReader reader(raw.value, *sheet_.arena, name_);
    std::vector<LonghandValue> longhands;
    if (reader.at_end() || !row.parse(reader, row.longhands, longhands) || !reader.at_end()) {
        warn_invalid_value(std::string(row.name), raw);
        return;
    }
    for (LonghandValue const& longhand : longhands) {
        sheet_.declarations.push_back({longhand.property, raw.important, source, {}, longhand.value});
    }
}

void SheetParser::warn_unknown_property(std::string const& name, base::SourceSpan where) {
    std::string hint = name.starts_with("octavo-") ? "octavo's own properties begin with '-octavo-'" : std::string();
    warn(base::Code::css_unknown_property, where, fmt::format("unknown property '{}'", name), hint);
}

void SheetParser::warn_invalid_value(std::string const& name, RawDeclaration const& raw) {
    constexpr std::size_t shown = 60;
    std::string_view text = text_of(raw.value);
    std::string value(text.substr(0, shown));
    while (text.size() > shown && !value.empty() && (static_cast<unsigned char>(value.back()) & 0xC0) == 0x80) value.pop_back();
    if (text.size() > shown) value += "…";
    warn(base::Code::css_invalid_value, span_of(raw.name), fmt::format("invalid value of '{}': '{}'", name, value));
}

}  // namespace octavo::css
