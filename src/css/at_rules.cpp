#include <algorithm>

#include <fmt/format.h>

#include "css/media.h"
#include "css/sheet_parser.h"
#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

// Known, and without meaning here.
constexpr std::string_view silent_rules[] = {
    "charset", "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes", "viewport", "-ms-viewport", "-o-viewport", "-moz-document",
    "document", "property", "font-feature-values", "font-palette-values", "color-profile", "view-transition", "starting-style", "position-try",
};
constexpr std::string_view unsupported_rules[] = {"container", "scope", "page-template", "when", "else", "custom-media", "custom-selector", "region"};

}  // namespace

// The prelude up to '{' or ';' (or the end of the block around); the stop is not taken.
void SheetParser::read_prelude() {
    prelude_.clear();
    std::uint32_t stops = stop_bit(TokenKind::open_brace) | stop_bit(TokenKind::semicolon);
    if (depth_ > 0) stops |= stop_bit(TokenKind::close_brace);
    stream_.consume_until(stops, prelude_);
}

void SheetParser::skip_rest_of_at_rule() {
    prelude_.clear();
    stream_.consume_until(stop_bit(TokenKind::open_brace) | stop_bit(TokenKind::semicolon) | stop_bit(TokenKind::close_brace), prelude_);
    if (stream_.peek().kind == TokenKind::open_brace) stream_.skip_block();
    else if (stream_.peek().kind == TokenKind::semicolon) stream_.advance();
}

void SheetParser::parse_at_rule() {
    Token const at = stream_.peek();
    stream_.advance();
    read_prelude();
    std::string const name = to_lower(at.text);
    bool block = stream_.peek().kind == TokenKind::open_brace;
    Stage const stage = stage_;
    if (name != "import" && name != "charset" && name != "namespace" && !(name == "layer" && !block)) stage_ = Stage::rules;
    if (block) {
        if (name == "media") return parse_media();
        if (name == "supports") return parse_supports();
        if (name == "layer") return parse_layer(at);
        if (name == "font-face") return parse_font_face(at);
        if (name == "counter-style") return parse_counter_style(at);
        if (name == "page") return parse_page(at);
    } else if (name == "import" || name == "namespace") {
        bool early = depth_ == 0 && (name == "import" ? stage == Stage::imports : stage != Stage::rules);
        if (!early) warn(base::Code::css_syntax, span_of(at), fmt::format("'@{}' must stand before all rules: left out", name));
        else if (name == "import") parse_import(at);
        else parse_namespace(at);
    } else if (name == "layer") {
        parse_layer(at);
    }
    bool known = name == "import" || name == "namespace" || name == "layer" ||
                 std::find(std::begin(silent_rules), std::end(silent_rules), name) != std::end(silent_rules);
    if (std::find(std::begin(unsupported_rules), std::end(unsupported_rules), name) != std::end(unsupported_rules)) {
        warn(base::Code::css_unsupported, span_of(at), fmt::format("'@{}' is not supported: left out", name));
    } else if (!known || (block && (name == "import" || name == "namespace"))) {
        bool misused = name == "media" || name == "supports" || name == "page" || name == "font-face" || name == "counter-style" || known;
        warn(misused ? base::Code::css_syntax : base::Code::css_unknown_at_rule, span_of(at),
             misused ? fmt::format("'@{}' is incomplete: left out", name) : fmt::format("unknown at-rule '@{}'", name));
    }
    if (block) stream_.skip_block();
    else if (stream_.peek().kind == TokenKind::semicolon) stream_.advance();
}

// Cascade 5, 2: @import <url> [ layer | layer(<name>) ]? [ supports(<condition>) ]? <media-query-list>?
void SheetParser::parse_import(Token const& at) {
    ValueReader reader(prelude_, *sheet_.arena, {});
    std::optional<Value> target = reader.read_string();
    if (!target) target = reader.read_url();
    if (!target) {
        warn(base::Code::css_syntax, span_of(at), "'@import' needs a url or a string");
        return;
    }
    std::uint32_t layer = layer_;
    if (reader.take_ident("layer")) {
        layer = layer_named({});
    } else if (auto inside = reader.read_function("layer")) {
        auto name = inside->read_ident();
        layer = layer_named(name ? *name : std::string_view());
    }
    if (auto condition = reader.read_function("supports")) {
        if (!supports(condition->rest(), namespaces_, *sheet_.arena)) {
            // supports(property: value) needs no brackets of its own
            std::vector<Token> bracketed(condition->rest().begin(), condition->rest().end());
            Token open, close;
            open.kind = TokenKind::open_paren;
            close.kind = TokenKind::close_paren;
            bracketed.insert(bracketed.begin(), open);
            bracketed.push_back(close);
            if (!supports(bracketed, namespaces_, *sheet_.arena)) return;
        }
    }
    if (media_matches(reader.rest(), sheet_.medium)) import_file(target->text, span_of(at), layer);
}

void SheetParser::import_file(std::string_view reference, base::SourceSpan where, std::uint32_t layer) {
    auto fail = [&](std::string_view why) {
        warn(base::Code::css_import_failed, where, fmt::format("style sheet '{}' is not imported: {}", reference, why));
    };
    if (state_.workspace == nullptr) return fail("there is nothing to import here");
    if (state_.open_files.size() >= state_.context.limits.include_depth) return fail("imports are nested too deep");
    if (++state_.imports > import_limit) return fail("there are too many imports");
    auto resource = state_.workspace->read(reference, name_, where);
    if (!resource) return fail(resource.error().message);
    std::string const& name = (*resource)->name;
    if (std::find(state_.open_files.begin(), state_.open_files.end(), name) != state_.open_files.end()) return fail("it imports itself");
    std::string_view bytes = (*resource)->bytes;
    std::string_view text = is_utf8(bytes) ? sheet_.arena->copy(bytes) : sheet_.arena->copy(repair_utf8(bytes));
    SheetParser(state_, text, name, {}, layer).parse_sheet();
}

// Namespaces 3, 3: @namespace <prefix>? [ <string> | <url> ]
void SheetParser::parse_namespace(Token const& at) {
    stage_ = Stage::namespaces;
    ValueReader reader(prelude_, *sheet_.arena, {});
    auto prefix = reader.read_ident();
    std::optional<std::string_view> uri;
    if (auto text = reader.read_string()) uri = text->text;
    else if (reader.peek().kind == TokenKind::url) uri = reader.take().text;
    else if (auto inside = reader.read_function("url")) {
        if (auto quoted = inside->read_string()) uri = quoted->text;
    }
    if (!uri || !reader.at_end()) {
        warn(base::Code::css_syntax, span_of(at), "'@namespace' needs a url or a string");
        return;
    }
    base::Name name = base::Name::of(*uri);
    if (prefix) {
        namespaces_.prefixes.emplace_back(base::Name::of(*prefix), name);
    } else {
        namespaces_.has_default = true;
        namespaces_.default_uri = name;
    }
}

void SheetParser::parse_media() {
    if (!media_matches(prelude_, sheet_.medium)) {
        stream_.skip_block();
        return;
    }
    unsigned const outer = print_depth_;
    if (names_print(prelude_)) ++print_depth_;
    parse_nested_rules();
    print_depth_ = outer;
}

void SheetParser::parse_supports() {
    if (supports(prelude_, namespaces_, *sheet_.arena)) parse_nested_rules();
    else stream_.skip_block();
}

// Cascade 5, 6.4: layers in the order in which they are first named; nested ones are "outer.inner"
std::uint32_t SheetParser::layer_named(std::string_view name) {
    std::string full = layer_ == no_layer ? std::string() : sheet_.layers[layer_];
    if (!name.empty()) {
        if (!full.empty()) full += '.';
        full += name;
        auto known = std::find(sheet_.layers.begin(), sheet_.layers.end(), full);
        if (known != sheet_.layers.end()) return static_cast<std::uint32_t>(known - sheet_.layers.begin());
    }
    sheet_.layers.push_back(name.empty() ? std::string() : full);
    return static_cast<std::uint32_t>(sheet_.layers.size() - 1);
}

void SheetParser::parse_layer(Token const& at) {
    constexpr std::size_t layer_limit = 1000;
    ValueReader reader(prelude_, *sheet_.arena, {});
    bool block = stream_.peek().kind == TokenKind::open_brace;
    std::vector<std::string> names;
    do {
        std::string name;
        while (auto word = reader.read_ident()) {
            name += *word;
            if (!reader.take_delim('.')) break;
            name += '.';
        }
        if (!name.empty()) names.push_back(std::move(name));
    } while (reader.take_comma());
    bool valid = reader.at_end() && (block ? names.size() <= 1 : !names.empty()) && sheet_.layers.size() + names.size() < layer_limit;
    if (!valid) {
        warn(base::Code::css_syntax, span_of(at), "'@layer' is not understood: left out");
        if (block) stream_.skip_block();
        return;
    }
    if (!block) {
        for (std::string const& name : names) layer_named(name);
        return;
    }
    std::uint32_t const outer = layer_;
    layer_ = layer_named(names.empty() ? std::string_view() : std::string_view(names[0]));
    parse_nested_rules();
    layer_ = outer;
}

}  // namespace octavo::css
