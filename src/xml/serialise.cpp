#include "xml/serialise.h"

#include <algorithm>
#include <array>

namespace octavo::xml {
namespace {

enum class Escape : unsigned char {
    none,
    ampersand,
    less,
    greater,
    quote,
    tab,
    line_feed,
    carriage_return,
    forbidden,
    high
};

constexpr std::array<Escape, 256> escapes(bool attribute) {
    std::array<Escape, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = Escape::forbidden;
    table['\t'] = attribute ? Escape::tab : Escape::none;
    table['\n'] = attribute ? Escape::line_feed : Escape::none;
    table['\r'] = Escape::carriage_return;
    table['&'] = Escape::ampersand;
    table['<'] = Escape::less;
    table['>'] = attribute ? Escape::none : Escape::greater;
    table['"'] = attribute ? Escape::quote : Escape::none;
    table[0xEF] = Escape::high;
    return table;
}
constexpr auto text_escapes = escapes(false);
constexpr auto attribute_escapes = escapes(true);

// U+FFFE and U+FFFF, the two that XML forbids above U+001F (production 2), are EF BF BE and EF BF BF.
bool is_non_character(std::string_view at) {
    return at.size() >= 3 && at[1] == '\xBF' && (at[2] == '\xBE' || at[2] == '\xBF');
}

void append(std::string& out, std::string_view text, std::array<Escape, 256> const& table) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        Escape escape = table[static_cast<unsigned char>(text[i])];
        if (escape == Escape::none) continue;
        if (escape == Escape::high && !is_non_character(text.substr(i))) continue;
        out.append(text, begin, i - begin);
        switch (escape) {
            case Escape::ampersand: out += "&amp;"; break;
            case Escape::less: out += "&lt;"; break;
            case Escape::greater: out += "&gt;"; break;
            case Escape::quote: out += "&quot;"; break;
            case Escape::tab: out += "&#9;"; break;
            case Escape::line_feed: out += "&#10;"; break;
            case Escape::carriage_return: out += "&#13;"; break;
            case Escape::high: i += 2; [[fallthrough]];
            case Escape::forbidden: out += "\xEF\xBF\xBD"; break;
            case Escape::none: break;
        }
        begin = i + 1;
    }
    out.append(text, begin, text.size() - begin);
}

constexpr std::string_view void_elements[] = {"area", "base", "br",   "col",   "embed",  "hr",    "img",
                                              "input", "link", "meta", "param", "source", "track", "wbr"};
static_assert(std::ranges::is_sorted(void_elements));

}  // namespace

void append_text(std::string& out, std::string_view text) { append(out, text, text_escapes); }
void append_attribute_value(std::string& out, std::string_view value) { append(out, value, attribute_escapes); }
bool is_void_element(std::string_view name) { return std::ranges::binary_search(void_elements, name); }

void Writer::declaration() { out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"; }

void Writer::doctype(std::string_view name) {
    out_ += "<!DOCTYPE ";
    out_ += name;
    out_ += ">\n";
}

void Writer::instruction(std::string_view target, std::string_view data) {
    finish_tag();
    out_ += "<?";
    out_ += target;
    if (!data.empty()) out_ += ' ';
    out_ += data;
    out_ += "?>";
}

void Writer::finish_tag() {
    if (!tag_open_) return;
    out_ += '>';
    tag_open_ = false;
}

void Writer::start(std::string_view name) {
    finish_tag();
    out_ += '<';
    out_ += name;
    open_.push_back(name);
    tag_open_ = true;
}

void Writer::attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_attribute_value(out_, value);
    out_ += '"';
}

void Writer::name_space(std::string_view prefix, std::string_view uri) {
    out_ += prefix.empty() ? " xmlns" : " xmlns:";
    out_ += prefix;
    out_ += "=\"";
    append_attribute_value(out_, uri);
    out_ += '"';
}

void Writer::text(std::string_view text) {
    if (text.empty()) return;
    finish_tag();
    append_text(out_, text);
}

void Writer::raw(std::string_view markup) {
    if (markup.empty()) return;
    finish_tag();
    out_ += markup;
}

void Writer::end() {
    std::string_view name = open_.back();
    open_.pop_back();
    if (tag_open_ && (syntax_ == Syntax::xml || is_void_element(name))) {
        out_ += "/>";
        tag_open_ = false;
        return;
    }
    finish_tag();
    out_ += "</";
    out_ += name;
    out_ += '>';
}

void Writer::element(std::string_view name, std::string_view content) {
    start(name);
    text(content);
    end();
}

}  // namespace octavo::xml
