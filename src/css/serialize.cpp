// CSS text from tokens: Syntax 3, section 9, and CSSOM, section 2.1.
#include <fmt/format.h>

#include "css/token.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

std::string number_text(Token const& token) {
    std::string text = fmt::format("{}", token.number);
    if (token.is_signed && token.number >= 0 && !text.starts_with('-')) text.insert(text.begin(), '+');
    return text;
}

std::string escape_name(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        auto c = static_cast<unsigned char>(name[i]);
        bool digit = c >= '0' && c <= '9';
        if ((c >= 1 && c <= 0x1F) || c == 0x7F) out += fmt::format("\\{:x} ", c);
        else if (c >= 0x80 || c == '_' || c == '-' || digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) out += name[i];
        else (out += '\\') += name[i];
    }
    return out;
}

std::string escape_url(std::string_view url) {
    std::string out;
    for (char c : url) {
        auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) {
            out += fmt::format("\\{:x} ", byte);
            continue;
        }
        if (c == '"' || c == '\'' || c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string token_text(Token const& token) {
    switch (token.kind) {
        case TokenKind::ident: return serialize_identifier(token.text);
        case TokenKind::function: return serialize_identifier(token.text) + "(";
        case TokenKind::at_keyword: return "@" + serialize_identifier(token.text);
        case TokenKind::hash: return "#" + (token.identifier ? serialize_identifier(token.text) : escape_name(token.text));
        case TokenKind::string: return serialize_string(token.text);
        case TokenKind::bad_string: return "\"\n";
        case TokenKind::url: return fmt::format("url({})", escape_url(token.text));
        case TokenKind::bad_url: return "url(()";
        case TokenKind::delim: {
            std::string out;
            append_utf8(out, token.delim);
            return token.delim == '\\' ? "\\\n" : out;
        }
        case TokenKind::number: return number_text(token);
        case TokenKind::percentage: return number_text(token) + "%";
        case TokenKind::dimension: {
            // A unit that looks like an exponent must not be read as one.
            std::string unit = serialize_identifier(token.text);
            bool exponent = unit.size() > 1 && (unit[0] == 'e' || unit[0] == 'E') &&
                            ((unit[1] >= '0' && unit[1] <= '9') || unit[1] == '-' || unit[1] == '+');
            return number_text(token) + (exponent ? fmt::format("\\{:x} ", unit[0]) + unit.substr(1) : unit);
        }
        case TokenKind::whitespace: return " ";
        case TokenKind::cdo: return "<!--";
        case TokenKind::cdc: return "-->";
        case TokenKind::colon: return ":";
        case TokenKind::semicolon: return ";";
        case TokenKind::comma: return ",";
        case TokenKind::open_square: return "[";
        case TokenKind::close_square: return "]";
        case TokenKind::open_paren: return "(";
        case TokenKind::close_paren: return ")";
        case TokenKind::open_brace: return "{";
        case TokenKind::close_brace: return "}";
        case TokenKind::end: break;
    }
    return {};
}

// The table of section 9: which pairs would be read as something else side by side.
bool needs_comment(Token const& before, Token const& after) {
    auto is = [](Token const& token, std::string_view delims) {
        return token.kind == TokenKind::delim && token.delim < 0x80 && delims.find(static_cast<char>(token.delim)) != std::string_view::npos;
    };
    using K = TokenKind;
    bool name_follows = after.kind == K::ident || after.kind == K::function || after.kind == K::url || after.kind == K::bad_url;
    bool number_follows = after.kind == K::number || after.kind == K::percentage || after.kind == K::dimension;
    switch (before.kind) {
        case K::ident: return name_follows || number_follows || is(after, "-") || after.kind == K::cdc || after.kind == K::open_paren;
        case K::at_keyword: case K::hash: case K::dimension:
            return name_follows || number_follows || is(after, "-") || after.kind == K::cdc;
        case K::number: return name_follows || number_follows || is(after, "%") || after.kind == K::cdc;
        case K::delim: break;
        default: return false;
    }
    if (is(before, "#")) return name_follows || number_follows || is(after, "-");
    if (is(before, "-")) return name_follows || number_follows || is(after, "-") || after.kind == K::cdc;
    if (is(before, "@")) return name_follows || is(after, "-") || after.kind == K::cdc;
    if (is(before, ".+")) return number_follows;
    return is(before, "/") && is(after, "*");
}

}  // namespace

std::string serialize(Token const* tokens, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && needs_comment(tokens[i - 1], tokens[i])) out += "/**/";
        out += token_text(tokens[i]);
    }
    return out;
}

std::string serialize(std::vector<Token> const& tokens) { return serialize(tokens.data(), tokens.size()); }

std::string serialize_identifier(std::string_view name) {
    if (name.empty()) return {};
    if (name == "-") return "\\-";
    std::size_t first = name[0] == '-' ? 1 : 0;
    bool digit = name[first] >= '0' && name[first] <= '9';
    if (!digit) return escape_name(name);
    return fmt::format("{}\\{:x} {}", name.substr(0, first), static_cast<unsigned char>(name[first]), escape_name(name.substr(first + 1)));
}

std::string serialize_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x1F || byte == 0x7F) {
            out += fmt::format("\\{:x} ", byte);
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace octavo::css
