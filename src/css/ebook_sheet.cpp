#include "css/ebook_sheet.h"

#include <algorithm>

#include <fmt/format.h>

#include "css/ebook_values.h"
#include "css/syntax.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

bool is_document_wide(Selector const& selector) {
    if (selector.pseudo != PseudoElement::none || selector.parts.size() != 1) return false;
    SimpleSelector const& only = selector.parts[0];
    return only.kind == SimpleKind::root || (only.kind == SimpleKind::type && only.namespace_test == NamespaceTest::html && only.name.view() == "html");
}

/// Of the whole text: html, :root, body.
bool is_of_all_text(Selector const& selector) {
    if (is_document_wide(selector)) return true;
    if (selector.pseudo != PseudoElement::none || selector.parts.size() != 1) return false;
    SimpleSelector const& only = selector.parts[0];
    return only.kind == SimpleKind::type && only.namespace_test == NamespaceTest::html && only.name.view() == "body";
}
bool is_of_all_text(StyleRule const& rule) {
    return !rule.selectors.empty() && std::all_of(rule.selectors.begin(), rule.selectors.end(), [](Selector const& selector) { return is_of_all_text(selector); });
}

bool is_function(Token const& token, std::string_view name) { return token.kind == TokenKind::function && equals_ignoring_case(token.text, name); }

std::size_t block_end(std::span<Token const> tokens, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        TokenKind kind = tokens[i].kind;
        if (kind == TokenKind::function || kind == TokenKind::open_paren) ++depth;
        if (kind == TokenKind::close_paren && --depth == 0) return i;
    }
    return tokens.size();
}

// Functions of generated content that only pages have
constexpr std::string_view page_functions[] = {"target-counter", "target-counters", "target-text", "leader", "string", "element", "content", "running",
                                               "-octavo-target-pages", "-octavo-target-place", "-octavo-locator",
                                               "-octavo-locator-separator"};
struct PageWord { std::string_view property, word; };
constexpr PageWord page_words[] = {
    {"float", "footnote"}, {"float", "top"}, {"float", "bottom"}, {"float", "page"}, {"float", "inside"}, {"float", "outside"},
    {"float", "block-start"}, {"float", "block-end"}, {"float", "snap-block"}, {"float", "-octavo-margin"}, {"clear", "inside"}, {"clear", "outside"}, {"position", "fixed"},  // EPUBCheck: CSS-006
    {"content", "contents"},
};
// Old engines know these by their prefixed names only.
struct PrefixedName { std::string_view property, prefixed; };
constexpr PrefixedName prefixed_names[] = {{"hyphens", "-webkit-hyphens"}, {"hyphens", "-epub-hyphens"}, {"writing-mode", "-epub-writing-mode"},
                                           {"writing-mode", "-webkit-writing-mode"}, {"text-align-last", "-epub-text-align-last"},
                                           {"line-break", "-epub-line-break"}, {"word-break", "-epub-word-break"},
                                           {"initial-letter", "-webkit-initial-letter"},
                                           {"box-decoration-break", "-webkit-box-decoration-break"}};

class SheetWriter {
public:
    SheetWriter(EbookSheetInput const& input, base::Diagnostics& diagnostics) : input_(input), diagnostics_(diagnostics) {}

    std::string write() {
        std::string out;
        if (input_.font_faces == FontFaces::kept)
            for (FontFaceRule const& face : input_.sheet.font_faces) out += font_face(face);
        // Reading systems know no layers: the weakest come first, so that order alone says the same of equal selectors.
        std::vector<StyleRule const*> rules;
        for (StyleRule const& rule : input_.sheet.rules) rules.push_back(&rule);
        std::stable_sort(rules.begin(), rules.end(), [](auto const* a, auto const* b) { return a->layer < b->layer; });
        for (StyleRule const* rule : rules) out += style_rule(*rule);
        if (!input_.sheet.pages.empty()) note("'@page' is for paper: left out of the e-book's style sheet", input_.sheet.pages.front().where);
        return out;
    }

private:
    void note(std::string message, base::SourceSpan where) {
        if (input_.sheet.name.starts_with("octavo:")) return;  // of a sheet that comes along: nobody need act
        diagnostics_.add_counted({.code = base::Code::epub_filtered_style, .severity = base::Severity::note, .where = where, .message = std::move(message)});
    }

    std::string style_rule(StyleRule const& rule) {
        std::string selectors;
        for (Selector const& selector : rule.selectors) {
            std::string text = to_ebook_selector(selector);
            if (text.empty()) continue;
            if (!selectors.empty()) selectors += ", ";
            selectors += text;
            if (is_written(selector)) selectors += ", " + written_selector(text, selector.pseudo);
        }
        if (selectors.empty()) return {};
        std::string body;
        bool writes = std::any_of(rule.selectors.begin(), rule.selectors.end(), [this](Selector const& selector) { return is_written(selector); });
        auto declarations = input_.sheet.sources_of(rule.block);
        colors_ = colors_of(declarations);
        of_all_text_ = is_of_all_text(rule);
        if (!colors_.added_text.empty()) body += fmt::format("  color: {};\n", colors_.added_text);
        for (SourceDeclaration const& source : declarations) {
            if (writes && source.property.view() == "content" && says_text(source)) continue;
            body += declaration(source);
        }
        return body.empty() ? std::string() : fmt::format("{} {{\n{}}}\n", selectors, body);
    }

    bool is_written(Selector const& selector) const {
        return input_.generated == GeneratedContent::written && (selector.pseudo == PseudoElement::before || selector.pseudo == PseudoElement::after);
    }
    /// "h2::before" → "h2 > .octavo-before"
    static std::string written_selector(std::string_view text, PseudoElement pseudo) {
        std::string_view originating = text.substr(0, text.rfind("::"));
        std::string_view end = pseudo == PseudoElement::before ? " > .octavo-before" : " > .octavo-after";
        bool bare = originating.empty() || originating.ends_with(' ');
        return fmt::format("{}{}{}", originating, bare ? "*" : "", end);
    }
    static bool says_text(SourceDeclaration const& source) {
        base::Arena arena;
        std::vector<Token> tokens = tokenize(source.text, arena, component_limit);
        return std::any_of(tokens.begin(), tokens.end(), [](Token const& token) {
            bool string = token.kind == TokenKind::string && !token.text.empty();
            bool word = token.kind == TokenKind::ident && token.text.ends_with("-quote");
            bool function = token.kind == TokenKind::function && (is_function(token, "attr") || is_function(token, "counter") || is_function(token, "counters"));
            return string || word || function;
        });
    }

    std::string declaration(SourceDeclaration const& source) {
        std::string_view name = source.property.view();
        if (name.starts_with("--")) return {};
        if (name.starts_with("-octavo-")) return {};  // for octavo, which has done as it says
        if (media_of(name) == Media::print) {
            note(fmt::format("'{}' is left out of the e-book's style sheet", name), source.where);
            return {};
        }
        base::Arena arena;
        std::vector<Token> tokens = tokenize(source.text, arena, component_limit);
        auto value = ebook_value(source, tokens, arena);
        if (!value) return {};
        std::string end = source.important ? " !important;\n" : ";\n";
        std::string out = fmt::format("  {}: {}{}", name, *value, end);
        for (PrefixedName const& row : prefixed_names) {
            if (row.property == name) out += fmt::format("  {}: {}{}", row.prefixed, *value, end);
        }
        return out;
    }

    static Media media_of(std::string_view name) {
        if (PropertyRow const* row = find_property(name)) return row->media;
        if (ShorthandRow const* row = find_shorthand(name)) return row->media;
        if (IgnoredProperty const* row = find_ignored_property(name)) return row->media;
        return Media::print;
    }

    std::optional<std::string> ebook_value(SourceDeclaration const& source, std::vector<Token> const& written, base::Arena& arena) {
        std::string_view name = source.property.view();
        base::SourceSpan where = source.where;
        auto tokens = replace_variables(written, 0);
        if (!tokens) {
            note(fmt::format("'{}' depends on a custom property that changes within the document: left out of the e-book's style sheet", name), where);
            return {};
        }
        for (Token const& token : *tokens) {
            bool function = std::any_of(std::begin(page_functions), std::end(page_functions), [&](auto word) { return is_function(token, word); });
            bool word = token.kind == TokenKind::ident && std::any_of(std::begin(page_words), std::end(page_words), [&](PageWord const& row) {
                return row.property == name && equals_ignoring_case(token.text, row.word);
            });
            if (!function && !word) continue;
            note(fmt::format("'{}: {}' is for paper: left out of the e-book's style sheet", name, token.text), where);
            return {};
        }
        bool own_size = of_all_text_ && name == "font-size" && std::any_of(tokens->begin(), tokens->end(), [](Token const& token) {
            return absolute_points(token).has_value();
        });
        if (own_size) return {};  // the size of the text is the reader's; everything else is measured by it
        if (name == "text-align") align_without_character(*tokens);
        auto colored = with_free_colors(name, std::move(*tokens), colors_, input_.constants.text_contrast(), arena);
        if (!colored) return {};
        scale_units(name, *colored, input_.constants.root_points());
        return rename(source, *colored, arena);
    }

    // Reading systems do not align on a character: what is left is the keyword that stands with it, or `end`, which is the default.
    static void align_without_character(std::vector<Token>& tokens) {
        if (std::erase_if(tokens, [](Token const& token) { return token.kind == TokenKind::string; }) == 0) return;
        auto word = std::find_if(tokens.begin(), tokens.end(), [](Token const& token) { return token.kind == TokenKind::ident; });
        if (word != tokens.end()) {
            tokens = {*word};
            return;
        }
        Token end;
        end.kind = TokenKind::ident;
        end.text = "end";
        tokens = {end};
    }

    // var() of a constant; else its fallback; else nothing can be said
    std::optional<std::vector<Token>> replace_variables(std::span<Token const> tokens, unsigned depth) const {
        std::vector<Token> out;
        if (depth > 16) return {};
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!is_function(tokens[i], "var")) {
                out.push_back(tokens[i]);
                continue;
            }
            std::size_t end = block_end(tokens, i);
            auto inside = tokens.subspan(i + 1, std::min(end, tokens.size()) - i - 1);
            auto comma = std::find_if(inside.begin(), inside.end(), [](Token const& token) { return token.kind == TokenKind::comma; });
            auto head = std::find_if(inside.begin(), comma, [](Token const& token) { return token.kind == TokenKind::ident; });
            if (head == comma) return {};
            std::vector<Token> const* constant = input_.constants.find(base::Name::of(head->text));
            std::span<Token const> replacement;
            if (constant != nullptr) replacement = *constant;
            else if (comma != inside.end()) replacement = inside.subspan(static_cast<std::size_t>(comma - inside.begin()) + 1);
            else return {};
            auto expanded = replace_variables(trim(replacement), depth + 1);
            if (!expanded || out.size() + expanded->size() > substitution_limit) return {};
            out.insert(out.end(), expanded->begin(), expanded->end());
            i = end;
        }
        return out;
    }

    // urls by their names in the e-book; device-cmyk() and spot colours as rgb; breaks to a side as breaks to a page
    std::optional<std::string> rename(SourceDeclaration const& source, std::vector<Token> const& tokens, base::Arena& arena) {
        std::string_view name = source.property.view(), base_name = source.base_name;
        bool breaks = name == "break-before" || name == "break-after" || name == "page-break-before" || name == "page-break-after";
        std::vector<Token> out;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            Token token = tokens[i];
            bool quoted = is_function(token, "url") || is_function(token, "src");
            if (token.kind == TokenKind::url || quoted) {
                std::size_t end = quoted ? block_end(tokens, i) : i;
                ValueReader reader{std::span<Token const>(tokens).subspan(i), arena, base_name};
                auto url = reader.read_url();
                std::string path = url && input_.resource_path ? input_.resource_path(url->text) : std::string();
                if (path.empty()) {
                    note(fmt::format("'{}' names a resource that the e-book has not: left out", name), source.where);
                    return {};
                }
                token.kind = TokenKind::url;
                token.text = arena.copy(path);
                i = end;
            } else if (is_function(token, "device-cmyk") || is_function(token, "-octavo-spot")) {
                ValueReader reader{std::span<Token const>(tokens).subspan(i), arena, {}};
                auto color = reader.read_color();
                if (!color) return {};
                token.kind = TokenKind::hash;
                token.text = arena.copy(fmt::format("{:02x}{:02x}{:02x}", color->color.red, color->color.green, color->color.blue));
                i = block_end(tokens, i);
            } else if (breaks && token.kind == TokenKind::ident) {
                bool side = std::any_of(std::begin(sides), std::end(sides), [&](std::string_view word) { return equals_ignoring_case(token.text, word); });
                if (side) token.text = name.starts_with("page-") ? "always" : "page";
            }
            out.push_back(token);
        }
        return serialize(out);
    }
    static constexpr std::string_view sides[] = {"recto", "verso", "left", "right"};

    std::string font_face(FontFaceRule const& face) {
        std::string sources;
        for (FontFaceRule::Source const& source : face.sources) {
            std::string path = source.reference.empty() || !input_.resource_path ? std::string() : input_.resource_path(source.reference);
            if (path.empty()) continue;
            Token url;
            url.kind = TokenKind::url;
            url.text = path;
            sources += (sources.empty() ? "" : ", ") + serialize(&url, 1);
        }
        if (sources.empty()) return {};
        std::string text = fmt::format("@font-face {{\n  font-family: {};\n  src: {};\n", serialize_string(face.family.view()), sources);
        for (SourceDeclaration const& source : input_.sheet.sources_of(face.block)) {
            bool kept = source.property.view() == "font-weight" || source.property.view() == "font-style" || source.property.view() == "font-stretch";
            if (kept) text += fmt::format("  {}: {};\n", source.property.view(), source.text);
        }
        return text + "}\n";
    }

    EbookSheetInput const& input_;
    base::Diagnostics& diagnostics_;
    RuleColors colors_;           ///< of the rule that is being written
    bool of_all_text_ = false;    ///< it selects html, :root or body
};

}  // namespace

EbookConstants::EbookConstants(std::span<StyleSheetPtr const> sheets) {
    std::vector<base::Name> changing;
    auto known = [](auto& list, base::Name name) { return std::find_if(list.begin(), list.end(), [&](auto const& entry) { return entry.first == name; }); };
    for (StyleSheetPtr const& sheet : sheets) {
        for (StyleRule const& rule : sheet->rules) {
            if (sets_dark_background(sheet->sources_of(rule.block))) text_contrast_ = TextContrast::as_it_is;
            if (is_of_all_text(rule)) {
                for (SourceDeclaration const& source : sheet->sources_of(rule.block)) {
                    if (source.property.view() != "font-size") continue;
                    base::Arena arena;
                    for (Token const& token : tokenize(source.text, arena)) root_points_ = absolute_points(token).value_or(root_points_);
                }
            }
            bool constant = !rule.selectors.empty() && std::all_of(rule.selectors.begin(), rule.selectors.end(), is_document_wide);
            for (Declaration const& declaration : sheet->declarations_of(rule.block)) {
                if (declaration.property != Property::custom) continue;
                if (!constant || !declaration.value.is(Value::Kind::unresolved)) {
                    changing.push_back(declaration.custom);
                    continue;
                }
                std::vector<Token> tokens(declaration.value.tokens.begin(), declaration.value.tokens.end());
                auto entry = known(values_, declaration.custom);
                if (entry != values_.end()) entry->second = std::move(tokens);
                else values_.emplace_back(declaration.custom, std::move(tokens));
            }
        }
    }
    std::erase_if(values_, [&](auto const& entry) { return std::find(changing.begin(), changing.end(), entry.first) != changing.end(); });
}

std::vector<Token> const* EbookConstants::find(base::Name name) const {
    auto entry = std::find_if(values_.begin(), values_.end(), [&](auto const& candidate) { return candidate.first == name; });
    return entry == values_.end() ? nullptr : &entry->second;
}

std::string write_ebook_style_sheet(EbookSheetInput const& input, base::Diagnostics& diagnostics) { return SheetWriter(input, diagnostics).write(); }

}  // namespace octavo::css
