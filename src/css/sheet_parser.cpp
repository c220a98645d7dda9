#include "css/sheet_parser.h"

#include <fmt/format.h>

#include "css/media.h"
#include "css/parse_block.h"
#include "css/utf8.h"

namespace octavo::css {

SheetParser::SheetParser(SheetState& state, std::string_view text, std::string name, base::SourceSpan where, std::uint32_t layer)
    : state_(state), sheet_(state.sheet), name_(std::move(name)), kept_name_(sheet_.arena->copy(name_)),
      file_(where.known() || state.context.files == nullptr ? where.file : state.context.files->add(name_)),
      stream_(text, *sheet_.arena, where.known() ? where.line : 1, where.known() ? where.column : 1), layer_(layer) {}

void SheetParser::warn(base::Code code, base::SourceSpan where, std::string message, std::string hint) {
    if (++state_.warnings == warning_limit) {
        state_.diagnostics.add({.code = base::Code::css_limit, .severity = base::Severity::warning, .where = where,
                                .message = fmt::format("more than {} warnings in style sheet '{}': the rest is not shown", warning_limit, sheet_.name)});
    }
    if (state_.warnings >= warning_limit) return;
    state_.diagnostics.add_counted({.code = code, .severity = base::Severity::warning, .where = where, .message = std::move(message), .hint = std::move(hint)});
}

void SheetParser::parse_sheet() {
    state_.open_files.push_back(name_);
    parse_rules(Level::sheet);
    state_.open_files.pop_back();
    if (state_.open_files.empty()) sheet_.namespaces = namespaces_;
}

void SheetParser::parse_style_attribute() {
    declaration_stops_ = stop_bit(TokenKind::semicolon);  // no '}' ends an attribute
    DeclarationBlock block = begin_block();
    while (!stream_.at_end()) {
        stream_.skip_whitespace();
        if (stream_.peek().kind == TokenKind::semicolon) stream_.advance();
        else if (!stream_.at_end()) parse_declaration();
    }
    end_block(block);
    if (block.count == 0) return;
    sheet_.rules.push_back({{}, block, {file_, 1, 1}, no_layer});
}

// Syntax 3, 5.4.1: consume a list of rules
void SheetParser::parse_rules(Level level) {
    while (!stream_.at_end()) {
        if (state_.context.cancelled()) return;
        switch (stream_.peek().kind) {
            case TokenKind::whitespace: stream_.advance(); break;
            case TokenKind::cdo: case TokenKind::cdc:
                if (level == Level::sheet) stream_.advance();
                else parse_style_rule(level);
                break;
            case TokenKind::at_keyword: parse_at_rule(); break;
            case TokenKind::close_brace:
                if (level == Level::block) return;
                parse_style_rule(level);
                break;
            default: parse_style_rule(level); break;
        }
    }
}

// Syntax 3, 5.4.3: consume a qualified rule
void SheetParser::parse_style_rule(Level level) {
    stage_ = Stage::rules;
    Token const first = stream_.peek();
    std::uint32_t stops = stop_bit(TokenKind::open_brace);
    if (level == Level::block) stops |= stop_bit(TokenKind::close_brace);
    prelude_.clear();
    bool whole = stream_.consume_until(stops, prelude_);
    if (stream_.peek().kind != TokenKind::open_brace) {
        warn(base::Code::css_syntax, span_of(first), "a rule without a block is left out");
        return;
    }
    StyleRule rule;
    rule.where = span_of(first);
    rule.layer = layer_;
    rule.for_print = state_.for_print || print_depth_ > 0;
    if (whole) {
        std::size_t before = state_.diagnostics.all().size();
        base::Diagnostics found;
        rule.selectors = parse_selector_list({trim(prelude_), namespaces_, *sheet_.arena, file_}, found);
        for (base::Diagnostic const& diagnostic : found.all()) warn(diagnostic.code, diagnostic.where, diagnostic.message, diagnostic.hint);
        if (rule.selectors.empty() && found.empty() && before == state_.diagnostics.all().size()) {
            warn(base::Code::css_invalid_selector, rule.where, "invalid selector");
        }
    } else {
        warn(base::Code::css_limit, rule.where, "a selector of too many parts is left out");
    }
    if (rule.selectors.empty()) {
        stream_.skip_block();
        return;
    }
    stream_.advance();
    rule.block = parse_block([this](Token const& at) {
        warn(base::Code::css_unknown_at_rule, span_of(at), fmt::format("'@{}' cannot stand inside a rule", at.text));
        skip_rest_of_at_rule();
    });
    if (!rule.block.empty()) sheet_.rules.push_back(rule);
}

void SheetParser::parse_nested_rules() {
    if (depth_ >= block_depth_limit) {
        warn(base::Code::css_limit, span_of(stream_.peek()), "at-rules are nested too deep: what is inside is left out");
        stream_.skip_block();
        return;
    }
    stream_.advance();
    ++depth_;
    parse_rules(Level::block);
    --depth_;
    if (stream_.peek().kind == TokenKind::close_brace) stream_.advance();
}

StyleSheetPtr parse_style_sheet(ParseInput const& input, io::Workspace& workspace, base::StageContext const& context,
                                base::Diagnostics& diagnostics) {
    auto sheet = std::make_shared<StyleSheet>();
    sheet->name = std::string(input.name);
    sheet->origin = input.origin;
    sheet->medium = input.medium;
    sheet->parts = input.parts;
    sheet->arena = std::make_shared<base::Arena>();
    if (!media_matches(input.media_query, input.medium)) return sheet;
    SheetState state{*sheet, &workspace, context, diagnostics, {}};
    state.for_print = names_print(input.media_query);
    state.page_rules = input.page_rules;
    std::string_view text = is_utf8(input.text) ? sheet->arena->copy(input.text) : sheet->arena->copy(repair_utf8(input.text));
    SheetParser(state, text, std::string(input.name), input.where).parse_sheet();
    if (!sheet->parts.empty()) sheet->pages.clear();  // what one file of a book says of pages does not hold for the others
    return sheet;
}

StyleSheetPtr parse_style_attribute(ParseInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    auto sheet = std::make_shared<StyleSheet>();
    sheet->name = std::string(input.name);
    sheet->origin = input.origin;
    sheet->medium = input.medium;
    sheet->arena = std::make_shared<base::Arena>();
    SheetState state{*sheet, nullptr, context, diagnostics, {}};
    std::string_view text = is_utf8(input.text) ? sheet->arena->copy(input.text) : sheet->arena->copy(repair_utf8(input.text));
    SheetParser(state, text, std::string(input.name), input.where).parse_style_attribute();
    return sheet;
}

}  // namespace octavo::css
