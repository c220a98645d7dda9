// @page: Paged Media 3, sections 4 to 6, with GCPM 3 (:nth(), @footnote) and page groups.
#include <array>

#include <fmt/format.h>

#include "css/an_plus_b.h"
#include "css/parse_block.h"
#include "css/sheet_parser.h"
#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

constexpr std::string_view margin_box_names[margin_box_count] = {
    "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top", "right-middle", "right-bottom",
    "bottom-right-corner", "bottom-right", "bottom-center", "bottom-left", "bottom-left-corner", "left-bottom", "left-middle", "left-top",
};

std::optional<MarginBox> margin_box_named(std::string_view name) {
    for (std::size_t i = 0; i < margin_box_count; ++i) {
        if (margin_box_names[i] == name) return static_cast<MarginBox>(i);
    }
    return {};
}

}  // namespace

bool matches(PageSelector const& selector, PageQueryFacts const& page) {
    if (selector.never) return false;
    if (!selector.page.empty() && selector.page != page.name) return false;
    if (selector.first && page.index != 0) return false;
    if (selector.blank && !page.blank) return false;
    bool right = page.recto != page.right_to_left;
    switch (selector.side) {
        case PageSide::any: break;
        case PageSide::recto: if (!page.recto) return false; break;
        case PageSide::verso: if (page.recto) return false; break;
        case PageSide::right: if (!right) return false; break;
        case PageSide::left: if (right) return false; break;
    }
    if (!selector.has_nth) return true;
    // GCPM 3, 3.2: in a named group pages are counted from the group's first
    // (a blank page that comes before it is none of them).
    if (!selector.nth_group.empty() && (selector.nth_group != page.name || page.blank)) return false;
    std::uint32_t index = selector.nth_group.empty() ? page.index : page.in_group;
    return an_plus_b(selector.a, selector.b, static_cast<std::int32_t>(index) + 1);
}

bool SheetParser::parse_page_pseudo(ValueReader& reader, PageSelector& out) {
    reader.take();  // ':'
    if (reader.after_whitespace()) return false;
    auto add_side = [&](PageSide side) {
        if (out.side != PageSide::any && out.side != side) out.never = true;
        out.side = side;
        ++out.specificity.types;
    };
    if (reader.take_ident("first")) {
        out.first = true;
        ++out.specificity.classes;
    } else if (reader.take_ident("blank")) {
        out.blank = true;
        ++out.specificity.classes;
    } else if (reader.take_ident("left")) {
        add_side(PageSide::left);
    } else if (reader.take_ident("right")) {
        add_side(PageSide::right);
    } else if (reader.take_ident("recto")) {
        add_side(PageSide::recto);
    } else if (reader.take_ident("verso")) {
        add_side(PageSide::verso);
    } else if (auto inside = reader.read_function("nth")) {
        auto tokens = inside->rest();
        std::size_t of = 0;
        while (of < tokens.size() && !(tokens[of].kind == TokenKind::ident && equals_ignoring_case(tokens[of].text, "of"))) ++of;
        auto an_b = parse_an_plus_b(tokens.first(of));
        if (!an_b || out.has_nth) return false;
        if (of < tokens.size()) {
            ValueReader group(tokens.subspan(of + 1), *sheet_.arena, {});
            auto name = group.read_custom_ident();
            if (!name || !group.at_end()) return false;
            out.nth_group = base::Name::of(name->text);
            out.specificity.ids = 1;  // it names the page as `name:nth()` does
        }
        out.has_nth = true;
        out.a = an_b->a;
        out.b = an_b->b;
        ++out.specificity.classes;
    } else {
        return false;
    }
    return true;
}

bool SheetParser::parse_page_selector(std::span<Token const> tokens, PageSelector& out) {
    ValueReader reader(tokens, *sheet_.arena, {});
    if (reader.at_end()) return false;
    if (auto name = reader.read_custom_ident()) {
        if (equals_ignoring_case(name->text, "auto")) return false;
        out.page = base::Name::of(name->text);
        out.specificity.ids = 1;
    }
    while (!reader.at_end()) {
        bool separate = reader.position() > 0 && reader.after_whitespace() && (!out.page.empty() || out.specificity != Specificity{});
        if (reader.peek().kind != TokenKind::colon || separate || !parse_page_pseudo(reader, out)) return false;
    }
    return true;
}

bool SheetParser::parse_page_selectors(PageRule& rule) {
    auto tokens = trim(prelude_);
    if (tokens.empty()) return true;
    std::size_t begin = 0, depth = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        if (i < tokens.size()) {
            if (tokens[i].kind == TokenKind::function || tokens[i].kind == TokenKind::open_paren) ++depth;
            if (tokens[i].kind == TokenKind::close_paren && depth > 0) --depth;
            if (tokens[i].kind != TokenKind::comma || depth > 0) continue;
        }
        PageSelector selector;
        if (!parse_page_selector(tokens.subspan(begin, i - begin), selector)) return false;
        rule.selectors.push_back(selector);
        begin = i + 1;
    }
    return true;
}

// '{' is next. Declarations of the page may stand between margin boxes: their blocks are parsed apart and put behind.
void SheetParser::parse_page(Token const& at) {
    PageRule rule;
    rule.where = span_of(at);
    rule.layer = layer_;
    rule.for_print = state_.for_print || print_depth_ > 0 || state_.page_rules == PageRules::of_paper;
    if (!parse_page_selectors(rule)) {
        warn(base::Code::css_invalid_selector, rule.where, fmt::format("invalid page selector: '{}'", text_of(trim(prelude_))), "the whole rule is left out");
        stream_.skip_block();
        return;
    }
    stream_.advance();
    parse_page_block(rule);
    sheet_.pages.push_back(std::move(rule));
}

void SheetParser::parse_page_block(PageRule& rule) {
    // Margin boxes' declarations are set aside, so that the page's own stay together.
    std::vector<Declaration> own_declarations;
    std::vector<SourceDeclaration> own_sources;
    DeclarationBlock run = begin_block();
    auto set_aside = [&] {
        std::uint32_t shift = run.first_source - static_cast<std::uint32_t>(own_sources.size());
        for (std::size_t i = run.first; i < sheet_.declarations.size(); ++i) {
            own_declarations.push_back(sheet_.declarations[i]);
            own_declarations.back().source -= shift;
        }
        own_sources.insert(own_sources.end(), sheet_.sources.begin() + run.first_source, sheet_.sources.end());
        sheet_.declarations.resize(run.first);
        sheet_.sources.resize(run.first_source);
    };
    while (!stream_.at_end() && stream_.peek().kind != TokenKind::close_brace) {
        switch (stream_.peek().kind) {
            case TokenKind::whitespace: case TokenKind::semicolon: stream_.advance(); break;
            case TokenKind::at_keyword:
                set_aside();
                parse_page_at_rule(rule);
                run = begin_block();
                break;
            default: parse_declaration(); break;
        }
    }
    if (!stream_.at_end()) stream_.advance();
    set_aside();
    rule.block = begin_block();
    for (Declaration declaration : own_declarations) {
        declaration.source += rule.block.first_source;
        sheet_.declarations.push_back(declaration);
    }
    sheet_.sources.insert(sheet_.sources.end(), own_sources.begin(), own_sources.end());
    end_block(rule.block);
}

void SheetParser::parse_page_at_rule(PageRule& rule) {
    Token const at = stream_.peek();
    stream_.advance();
    prelude_.clear();
    stream_.consume_until(stop_bit(TokenKind::open_brace) | stop_bit(TokenKind::semicolon) | stop_bit(TokenKind::close_brace), prelude_);
    std::string const name = to_lower(at.text);
    auto box = margin_box_named(name);
    bool footnote = name == "footnote" || name == "footnotes";
    bool block = stream_.peek().kind == TokenKind::open_brace;
    if ((!box && !footnote) || !block || !trim(prelude_).empty()) {
        warn(base::Code::css_unknown_at_rule, span_of(at), fmt::format("'@{}' is no margin box", at.text));
        if (block) stream_.skip_block();
        else if (stream_.peek().kind == TokenKind::semicolon) stream_.advance();
        return;
    }
    stream_.advance();
    DeclarationBlock inside = parse_block([this](Token const& inner) {
        warn(base::Code::css_unknown_at_rule, span_of(inner), fmt::format("'@{}' cannot stand inside a margin box", inner.text));
        skip_rest_of_at_rule();
    });
    if (box) rule.margin_boxes.emplace_back(*box, inside);
    else rule.footnote.push_back(inside);
}

}  // namespace octavo::css
