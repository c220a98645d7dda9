#include "epub/markup.h"

namespace octavo::epub {

namespace {

/// Bytes that need care: markup, and control characters (XML 1.0, section 2.2).
bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' && c != '\xEF'; }

enum class Quoted : bool { no, yes };

void append(std::string& out, std::string_view text, Quoted quoted) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_plain(text[i])) continue;
        std::string_view instead;
        std::size_t taken = 1;
        switch (text[i]) {
            case '&': instead = "&amp;"; break;
            case '<': instead = "&lt;"; break;
            case '>': instead = "&gt;"; break;
            case '\r': instead = "&#13;"; break;
            case '"':
                if (quoted == Quoted::no) continue;
                instead = "&quot;";
                break;
            case '\n': case '\t':
                if (quoted == Quoted::no) continue;
                instead = text[i] == '\n' ? "&#10;" : "&#9;";
                break;
            case '\xEF':  // U+FFFE and U+FFFF are not characters of XML
                if (text.substr(i, 3) != "\xEF\xBF\xBE" && text.substr(i, 3) != "\xEF\xBF\xBF") continue;
                taken = 3;
                break;
            default: break;
        }
        out.append(text, start, i - start);
        out += instead;
        i += taken - 1;
        start = i + 1;
    }
    out.append(text, start, text.size() - start);
}

}  // namespace

void append_text(std::string& out, std::string_view text) { append(out, text, Quoted::no); }

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    append(out, value, Quoted::yes);
    out += '"';
}

void append_element(std::string& out, std::string_view indent, std::string_view name, std::string_view text) {
    out += indent;
    out += '<';
    out += name;
    out += '>';
    append_text(out, text);
    out += "</";
    out += name;
    out += ">\n";
}

std::string escaped(std::string_view text) {
    std::string out;
    append_text(out, text);
    return out;
}

}  // namespace octavo::epub
