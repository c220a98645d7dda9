// Selectors 4, sections 3 to 17: the grammar, to the compiled form.
#include <algorithm>

#include <fmt/format.h>

#include "css/an_plus_b.h"
#include "css/selector_compiler.h"
#include "css/selectors.h"
#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

constexpr std::size_t compound_limit = 1024;   ///< simple selectors of one complex selector
constexpr unsigned nesting_limit = 16;

enum class Forgiving : std::uint8_t { no, yes };
enum class Relative : std::uint8_t { no, yes };

struct PseudoName {
    std::string_view name;
    PseudoElement element;
    bool legacy;   ///< may have one colon
};
constexpr PseudoName pseudo_elements[] = {
    {"before", PseudoElement::before, true}, {"after", PseudoElement::after, true}, {"marker", PseudoElement::marker, false},
    {"first-letter", PseudoElement::first_letter, true}, {"first-line", PseudoElement::first_line, true},
    {"footnote-call", PseudoElement::footnote_call, false}, {"footnote-marker", PseudoElement::footnote_marker, false},
};
constexpr std::string_view dynamic_classes[] = {
    "hover", "active", "focus", "focus-visible", "focus-within", "visited", "target", "target-within", "enabled", "disabled", "checked",
    "indeterminate", "default", "valid", "invalid", "in-range", "out-of-range", "required", "optional", "read-only", "read-write",
    "placeholder-shown", "autofill", "playing", "paused", "fullscreen", "modal", "open", "popover-open", "defined", "current", "past",
    "future", "user-valid", "user-invalid", "local-link", "blank", "host", "picture-in-picture",
};
// Pseudo-elements of screens: known, and without any box on paper.
constexpr std::string_view screen_elements[] = {"selection", "placeholder", "backdrop", "file-selector-button", "cue", "spelling-error",
                                                "grammar-error", "target-text", "details-content"};

class Parser {
public:
    Parser(SelectorParseInput const& input, base::Diagnostics& diagnostics) : input_(input), diagnostics_(diagnostics) {}

    bool failed() const { return failed_; }

    std::vector<Selector> parse_list(std::span<Token const> tokens, Forgiving forgiving, Relative relative, unsigned depth) {
        std::vector<Selector> list;
        std::size_t begin = 0, nesting = 0;
        for (std::size_t i = 0; i <= tokens.size(); ++i) {
            if (i < tokens.size()) {
                TokenKind kind = tokens[i].kind;
                if (kind == TokenKind::function || kind == TokenKind::open_paren || kind == TokenKind::open_square || kind == TokenKind::open_brace) ++nesting;
                if ((kind == TokenKind::close_paren || kind == TokenKind::close_square || kind == TokenKind::close_brace) && nesting > 0) --nesting;
                if (kind != TokenKind::comma || nesting > 0) continue;
            }
            Selector selector;
            if (parse_complex(tokens.subspan(begin, i - begin), relative, depth, selector)) list.push_back(selector);
            else if (forgiving == Forgiving::no) failed_ = true;
            if (failed_ && forgiving == Forgiving::no) return {};
            begin = i + 1;
        }
        return list;
    }

    void fail(Token const& at, std::string message) {
        if (reported_) return;
        reported_ = true;
        base::SourceSpan where{input_.file, at.line, at.column};
        if (at.line == 0 && !input_.tokens.empty()) where = {input_.file, input_.tokens[0].line, input_.tokens[0].column};
        diagnostics_.add({.code = code_, .severity = base::Severity::warning, .where = where, .message = std::move(message),
                          .hint = "the whole rule is left out"});
    }

private:
    bool parse_complex(std::span<Token const> tokens, Relative relative, unsigned depth, Selector& out) {
        ValueReader reader(tokens, input_.arena, {}, 0);
        std::vector<Compound> compounds;       // in the order written
        std::vector<Combinator> combinators;   // before each compound but the first
        Token const& first = reader.peek();
        out.where = {input_.file, first.line, first.column};
        if (reader.at_end()) return error(first, "a selector is missing");
        if (relative == Relative::yes) {
            auto leading = read_combinator(reader);
            out.relative = leading ? *leading : Combinator::descendant;
        }
        std::size_t count = 0;
        while (true) {
            Compound compound;
            if (!parse_compound(reader, depth, compound)) return false;
            count += compound.parts.size();
            if (count > compound_limit) return error(reader.peek(), "a selector is too long");
            compounds.push_back(std::move(compound));
            if (reader.at_end()) break;
            if (compounds.back().pseudo != PseudoElement::none) return error(reader.peek(), "nothing can follow a pseudo-element");
            bool space = reader.after_whitespace();
            auto combinator = read_combinator(reader);
            if (!combinator && !space) return error(reader.peek(), "unexpected in a selector");
            combinators.push_back(combinator ? *combinator : Combinator::descendant);
        }
        compile_selector(compounds, combinators, input_.arena, out);
        return true;
    }

    static std::optional<Combinator> read_combinator(ValueReader& reader) {
        if (reader.take_delim('>')) return Combinator::child;
        if (reader.take_delim('+')) return Combinator::next_sibling;
        if (reader.take_delim('~')) return Combinator::subsequent_sibling;
        return {};
    }

    bool error(Token const& at, std::string_view what) {
        std::string text = at.kind == TokenKind::end ? std::string() : serialize(&at, 1);
        fail(at, text.empty() ? fmt::format("invalid selector: {}", what) : fmt::format("invalid selector: {}, at '{}'", what, text));
        return false;
    }

    // --- compounds. White space ends one, so the reader's own skipping is watched by after_whitespace().
    bool parse_compound(ValueReader& reader, unsigned depth, Compound& out) {
        bool first = true;
        while (!reader.at_end() && (first || !reader.after_whitespace())) {
            Token const& token = reader.peek();
            if (out.pseudo != PseudoElement::none && token.kind != TokenKind::colon) return error(token, "nothing can follow a pseudo-element");
            if (first && is_type_start(reader)) {
                if (!parse_type(reader, out)) return false;
            } else if (token.kind == TokenKind::hash) {
                if (!token.identifier) return error(token, "not an id");
                add_name(out, SimpleKind::id, token.text);
                reader.take();
            } else if (token.kind == TokenKind::delim && token.delim == '.') {
                reader.take();
                if (reader.after_whitespace() || reader.peek().kind != TokenKind::ident) return error(reader.peek(), "a class name is missing");
                add_name(out, SimpleKind::class_, reader.take().text);
            } else if (token.kind == TokenKind::open_square) {
                auto inside = reader.read_block();
                if (!inside || !parse_attribute(*inside, out)) return false;
            } else if (token.kind == TokenKind::colon) {
                if (!parse_pseudo(reader, depth, out)) return false;
            } else if (!first) {
                break;
            } else {
                return error(token, "unexpected in a selector");
            }
            first = false;
        }
        if (first) return error(reader.peek(), "a selector ends too early");
        if (out.never) add_never(out, {});
        return true;
    }

    static void add_name(Compound& out, SimpleKind kind, std::string_view name) {
        SimpleSelector simple;
        simple.kind = kind;
        simple.name = base::Name::of(name);
        out.parts.push_back(simple);
    }
    static void add_never(Compound& out, std::string_view name) {
        SimpleSelector simple;
        simple.kind = SimpleKind::never;
        simple.value = name;
        out.parts.push_back(simple);
    }

    static bool is_type_start(ValueReader const& reader) {
        Token const& token = reader.peek();
        return token.kind == TokenKind::ident || (token.kind == TokenKind::delim && (token.delim == '*' || token.delim == '|'));
    }

    // [ prefix? | ]? name: the prefix and the name, "*" for either. Pieces may not have white space between them.
    struct QualifiedName {
        bool has_prefix = false;
        std::string_view prefix, local;
    };
    bool read_qualified(ValueReader& reader, QualifiedName& out) {
        auto word = [&]() -> std::optional<std::string_view> {
            if (auto name = reader.read_ident()) return name;
            if (reader.take_delim('*')) return "*";
            return {};
        };
        auto first = word();
        auto const rest = reader.rest();
        bool bar = !rest.empty() && rest[0].kind == TokenKind::delim && rest[0].delim == '|' && !(first && reader.after_whitespace());
        // In an attribute, `|=` is the operator.
        if (bar && rest.size() > 1 && rest[1].kind == TokenKind::delim && rest[1].delim == '=') bar = false;
        if (!bar) {
            if (first) out.local = *first;
            return first.has_value();
        }
        reader.take();
        out.has_prefix = true;
        out.prefix = first ? *first : std::string_view();
        auto second = reader.after_whitespace() ? std::nullopt : word();
        if (second) out.local = *second;
        return second.has_value();
    }

    bool resolve_prefix(QualifiedName const& name, Token const& at, SimpleSelector& out) {
        if (name.prefix == "*") {
            out.namespace_test = NamespaceTest::any;
            return true;
        }
        if (name.prefix.empty()) {
            out.namespace_test = NamespaceTest::none;
            return true;
        }
        for (auto prefix = input_.namespaces.prefixes.rbegin(); prefix != input_.namespaces.prefixes.rend(); ++prefix) {
            if (prefix->first.view() != name.prefix) continue;
            set_namespace(prefix->second, out);
            return true;
        }
        code_ = base::Code::css_unknown_namespace;
        fail(at, fmt::format("no @namespace declares the prefix '{}'", name.prefix));
        return false;
    }
    static void set_namespace(base::Name uri, SimpleSelector& out) {
        out.namespace_test = uri == xhtml_namespace() ? NamespaceTest::html : uri.empty() ? NamespaceTest::none : NamespaceTest::source;
        out.ns = uri;
    }

    bool parse_type(ValueReader& reader, Compound& out) {
        Token const at = reader.peek();
        QualifiedName name;
        if (!read_qualified(reader, name)) return error(at, "a type selector is incomplete");
        SimpleSelector simple;
        bool universal = name.local == "*";
        simple.kind = universal ? SimpleKind::universal : SimpleKind::type;
        if (name.has_prefix) {
            if (!resolve_prefix(name, at, simple)) return false;
        } else if (input_.namespaces.has_default) {
            set_namespace(input_.namespaces.default_uri, simple);
        } else {
            simple.namespace_test = universal ? NamespaceTest::any : NamespaceTest::html;
        }
        bool html = simple.namespace_test == NamespaceTest::html;
        if (!universal) simple.name = base::Name::of(html ? std::string_view(to_lower(name.local)) : name.local);
        out.parts.push_back(simple);
        return true;
    }

    bool parse_attribute(ValueReader& reader, Compound& out) {
        Token const at = reader.peek();
        QualifiedName name;
        if (!read_qualified(reader, name) || name.local == "*") return error(at, "an attribute's name is missing");
        SimpleSelector simple;
        simple.kind = SimpleKind::attribute;
        // Section 6.4.1: the default namespace does not concern attributes. Unprefixed ones are "html": derived, then plain.
        simple.namespace_test = NamespaceTest::html;
        if (name.has_prefix && !resolve_prefix(name, at, simple)) return false;
        if (name.has_prefix && name.prefix.empty()) simple.namespace_test = NamespaceTest::html;
        simple.name = base::Name::of(name.local);
        if (!reader.at_end() && !parse_attribute_test(reader, simple)) return false;
        out.parts.push_back(simple);
        return true;
    }

    bool parse_attribute_test(ValueReader& reader, SimpleSelector& simple) {
        struct Operator { char32_t delim; AttributeOperation operation; };
        static constexpr Operator operators[] = {{'~', AttributeOperation::includes}, {'|', AttributeOperation::dash}, {'^', AttributeOperation::prefix},
                                                 {'$', AttributeOperation::suffix}, {'*', AttributeOperation::substring}};
        simple.attribute_operation = AttributeOperation::equals;
        for (Operator const& row : operators) {
            if (!reader.take_delim(row.delim)) continue;
            simple.attribute_operation = row.operation;
            if (reader.after_whitespace()) return error(reader.peek(), "an attribute's operator is cut in two");
            break;
        }
        if (!reader.take_delim('=')) return error(reader.peek(), "an attribute's operator is missing");
        Token const& value = reader.peek();
        if (value.kind != TokenKind::ident && value.kind != TokenKind::string) return error(value, "an attribute's value is missing");
        simple.value = reader.take().text;
        if (reader.take_ident("i")) simple.attribute_case = AttributeCase::insensitive;
        else if (reader.take_ident("s")) simple.attribute_case = AttributeCase::sensitive;
        return reader.at_end() || error(reader.peek(), "unexpected in an attribute selector");
    }

    // --- pseudo-classes and pseudo-elements
    bool parse_pseudo(ValueReader& reader, unsigned depth, Compound& out) {
        Token const at = reader.take();
        if (reader.after_whitespace()) return error(at, "white space after ':'");
        bool element = reader.peek().kind == TokenKind::colon;
        if (element) reader.take();
        if (reader.after_whitespace()) return error(at, "white space after ':'");
        Token const name = reader.peek();
        if (name.kind != TokenKind::ident && name.kind != TokenKind::function) return error(name, "a pseudo-class's name is missing");
        if (out.pseudo != PseudoElement::none) return error(name, "nothing can follow a pseudo-element");
        std::string const lower = to_lower(name.text);
        if (name.kind == TokenKind::function) {
            auto inside = reader.read_block();
            if (!inside) return error(name, "nested too deep");
            if (element) return parse_element_function(lower, name, out);
            return parse_functional(lower, name, *inside, depth, out);
        }
        reader.take();
        for (PseudoName const& row : pseudo_elements) {
            if (row.name != lower || (!element && !row.legacy)) continue;
            if (depth > 0) return error(name, "a pseudo-element cannot stand inside a pseudo-class");
            out.pseudo = row.element;
            return true;
        }
        if (element) return parse_element_function(lower, name, out);
        return parse_class(lower, name, out);
    }

    bool parse_element_function(std::string const& lower, Token const& name, Compound& out) {
        bool screen = lower.starts_with("-webkit-") || lower.starts_with("-moz-") ||
                      std::find(std::begin(screen_elements), std::end(screen_elements), lower) != std::end(screen_elements);
        if (!screen) return error(name, "unknown pseudo-element");
        out.never = true;
        return true;
    }

    bool parse_class(std::string const& lower, Token const& name, Compound& out) {
        SimpleSelector simple;
        simple.b = 1;
        if (lower == "root") simple.kind = SimpleKind::root;
        else if (lower == "scope") simple.kind = SimpleKind::scope;
        else if (lower == "empty") simple.kind = SimpleKind::empty;
        else if (lower == "first-child") simple.kind = SimpleKind::nth_child;
        else if (lower == "last-child") simple.kind = SimpleKind::nth_last_child;
        else if (lower == "first-of-type") simple.kind = SimpleKind::nth_of_type;
        else if (lower == "last-of-type") simple.kind = SimpleKind::nth_last_of_type;
        else if (lower == "only-child") simple.kind = SimpleKind::only_child;
        else if (lower == "only-of-type") simple.kind = SimpleKind::only_of_type;
        else if (lower == "link" || lower == "any-link" || lower == "-webkit-any-link") simple.kind = SimpleKind::link;
        else if (std::find(std::begin(dynamic_classes), std::end(dynamic_classes), lower) != std::end(dynamic_classes)) {
            simple.kind = SimpleKind::never;
            simple.value = input_.arena.copy(lower);
        } else {
            return error(name, "unknown pseudo-class");
        }
        out.parts.push_back(simple);
        return true;
    }

    bool parse_functional(std::string const& lower, Token const& name, ValueReader& inside, unsigned depth, Compound& out) {
        if (depth >= nesting_limit) return error(name, "nested too deep");
        SimpleSelector simple;
        if (lower == "is" || lower == "matches" || lower == "-webkit-any" || lower == "-moz-any") simple.kind = SimpleKind::is;
        else if (lower == "where") simple.kind = SimpleKind::where;
        else if (lower == "not") simple.kind = SimpleKind::not_;
        else if (lower == "has") simple.kind = SimpleKind::has;
        else if (lower == "nth-child") simple.kind = SimpleKind::nth_child;
        else if (lower == "nth-last-child") simple.kind = SimpleKind::nth_last_child;
        else if (lower == "nth-of-type") simple.kind = SimpleKind::nth_of_type;
        else if (lower == "nth-last-of-type") simple.kind = SimpleKind::nth_last_of_type;
        else if (lower == "lang") return parse_lang(name, inside, out);
        else if (lower == "dir") return parse_dir(name, inside, out);
        else if (lower == "host" || lower == "host-context" || lower == "state" || lower == "current") simple.kind = SimpleKind::never;
        else return error(name, "unknown pseudo-class");
        if (simple.kind == SimpleKind::never) simple.value = input_.arena.copy(lower);
        if (simple.kind >= SimpleKind::nth_child && simple.kind <= SimpleKind::nth_last_of_type) {
            if (!parse_nth(name, inside, depth, simple)) return false;
        } else if (simple.kind != SimpleKind::never && !parse_nested(inside, depth, simple)) {
            return false;
        }
        out.parts.push_back(simple);
        return true;
    }

    bool parse_nested(ValueReader& inside, unsigned depth, SimpleSelector& simple) {
        bool forgiving = simple.kind == SimpleKind::is || simple.kind == SimpleKind::where;
        bool relative = simple.kind == SimpleKind::has;
        if (relative && inside_has_) return error(inside.peek(), ":has() cannot stand inside :has()");
        bool const outer_has = inside_has_;
        bool const outer_reported = reported_;
        inside_has_ = inside_has_ || relative;
        if (forgiving) reported_ = true;  // what is left out of a forgiving list is no warning (section 17.1)
        std::vector<Selector> list = parse_list(inside.rest(), forgiving ? Forgiving::yes : Forgiving::no, relative ? Relative::yes : Relative::no, depth + 1);
        inside_has_ = outer_has;
        if (forgiving) {
            reported_ = outer_reported;
            failed_ = false;
            code_ = base::Code::css_invalid_selector;
        }
        if (!forgiving && list.empty()) return error(inside.peek(), "a selector is missing");
        simple.list = input_.arena.copy(std::span<Selector const>(list));
        return true;
    }

    bool parse_nth(Token const& name, ValueReader& inside, unsigned depth, SimpleSelector& simple) {
        auto tokens = inside.rest();
        std::size_t of = 0;
        while (of < tokens.size() && !(tokens[of].kind == TokenKind::ident && equals_ignoring_case(tokens[of].text, "of"))) ++of;
        auto an_b = parse_an_plus_b(tokens.first(of));
        if (!an_b) return error(name, "not an An+B");
        simple.a = an_b->a;
        simple.b = an_b->b;
        if (of == tokens.size()) return true;
        bool takes_of = simple.kind == SimpleKind::nth_child || simple.kind == SimpleKind::nth_last_child;
        if (!takes_of) return error(tokens[of], "unexpected in a pseudo-class");
        std::vector<Selector> list = parse_list(tokens.subspan(of + 1), Forgiving::no, Relative::no, depth + 1);
        if (list.empty()) return false;
        simple.list = input_.arena.copy(std::span<Selector const>(list));
        return true;
    }

    // Section 7.2: ranges as identifiers or strings; several become an :is() of one each with the same specificity.
    bool parse_lang(Token const& name, ValueReader& inside, Compound& out) {
        std::vector<SimpleSelector> ranges;
        do {
            Token const& token = inside.peek();
            if (token.kind != TokenKind::ident && token.kind != TokenKind::string) return error(name, "a language range is missing");
            SimpleSelector simple;
            simple.kind = SimpleKind::lang;
            simple.value = inside.take().text;
            ranges.push_back(simple);
        } while (inside.take_comma());
        if (!inside.at_end()) return error(inside.peek(), "unexpected in :lang()");
        if (ranges.size() == 1) {
            out.parts.push_back(ranges[0]);
            return true;
        }
        std::vector<Selector> list;
        for (SimpleSelector& range : ranges) {
            range.ends_compound = true;
            Selector selector;
            selector.parts = input_.arena.copy(std::span<SimpleSelector const>(&range, 1));
            selector.specificity = {0, 1, 0};
            list.push_back(selector);
        }
        SimpleSelector any;
        any.kind = SimpleKind::is;
        any.list = input_.arena.copy(std::span<Selector const>(list));
        out.parts.push_back(any);
        return true;
    }

    bool parse_dir(Token const& name, ValueReader& inside, Compound& out) {
        SimpleSelector simple;
        simple.kind = SimpleKind::dir;
        if (inside.take_ident("rtl")) simple.right_to_left = true;
        else if (!inside.take_ident("ltr")) simple.kind = SimpleKind::never;  // another identifier is valid and matches nothing
        if (simple.kind == SimpleKind::never && !inside.read_ident()) return error(name, "a direction is missing");
        if (!inside.at_end()) return error(inside.peek(), "unexpected in :dir()");
        out.parts.push_back(simple);
        return true;
    }

    SelectorParseInput const& input_;
    base::Diagnostics& diagnostics_;
    base::Code code_ = base::Code::css_invalid_selector;
    bool failed_ = false;
    bool reported_ = false;
    bool inside_has_ = false;
};

}  // namespace

base::Name xhtml_namespace() {
    static base::Name const name = base::Name::of("http://www.w3.org/1999/xhtml");
    return name;
}

std::span<Selector const> parse_selector_list(SelectorParseInput const& input, base::Diagnostics& diagnostics) {
    Parser parser(input, diagnostics);
    std::vector<Selector> list = parser.parse_list(input.tokens, Forgiving::no, Relative::no, 0);
    if (parser.failed()) {
        parser.fail(Token{}, "invalid selector");
        return {};
    }
    return input.arena.copy(std::span<Selector const>(list));
}

OwnedSelectors parse_selector_text(std::string_view text, Namespaces const& namespaces, base::Diagnostics& diagnostics) {
    OwnedSelectors owned{std::make_shared<base::Arena>(), {}};
    std::string repaired = is_utf8(text) ? std::string(text) : repair_utf8(text);
    std::vector<Token> tokens = tokenize(owned.arena->copy(repaired), *owned.arena);
    owned.selectors = parse_selector_list({tokens, namespaces, *owned.arena, {}}, diagnostics);
    return owned;
}

}  // namespace octavo::css
