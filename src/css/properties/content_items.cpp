#include "css/properties/content_items.h"

#include <array>

#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

using K = ContentItem::Kind;
using Which = ContentItem::Which;

// An item while it is read; it becomes a Value of Kind::function whose items are its parts in this order.
struct Item {
    K kind{};
    std::string_view text, name, style, target, target_attribute;
    Which which = Which::first;
};

Value to_value(ValueReader const& reader, Item const& item) {
    std::vector<Value> parts;
    for (std::string_view part : {item.name, item.style, item.target, item.target_attribute}) {
        Value value;
        value.kind = Value::Kind::name;
        value.text = part;
        parts.push_back(value);
    }
    parts.push_back(keyword_value(item.which));
    Value value;
    value.kind = Value::Kind::function;
    value.keyword = static_cast<std::uint16_t>(item.kind);
    value.text = item.text;
    value.items = reader.keep(parts);
    return value;
}

bool read_name(ValueReader& reader, std::string_view& out) {
    auto name = reader.read_custom_ident();
    if (!name) return false;
    out = name->text;
    return true;
}

// `, <counter-style>`? at the end; a string or symbols() is not a name and makes the item invalid
bool read_style(ValueReader& reader, std::string_view& out) {
    if (reader.at_end()) return true;
    if (!reader.take_comma()) return false;
    if (reader.take_ident("none")) {
        out = "none";
        return reader.at_end();
    }
    return read_name(reader, out) && reader.at_end();
}

// attr(name), attr(prefix|name): the local name; elements hold the source's attributes beside the derived ones
bool read_attribute_name(ValueReader& reader, std::string_view& out) {
    auto name = reader.read_ident();
    if (reader.take_delim('*')) name = "*";
    if (reader.take_delim('|')) name = reader.read_ident();
    if (!name || *name == "*") return false;
    out = *name;
    return true;
}

bool read_attr(ValueReader& reader, Item& item) {
    if (!read_attribute_name(reader, item.name)) return false;
    if (!reader.at_end() && reader.peek().kind != TokenKind::comma) {
        if (reader.peek().kind != TokenKind::ident) return false;  // a type: string, url …
        reader.take();
    }
    if (reader.take_comma()) {
        auto fallback = reader.read_string();
        if (!fallback) return false;
        item.text = fallback->text;
    }
    return reader.at_end();
}

bool read_counter(ValueReader& reader, Item& item) { return read_name(reader, item.name) && read_style(reader, item.style); }

bool read_counters(ValueReader& reader, Item& item) {
    if (!read_name(reader, item.name) || !reader.take_comma()) return false;
    auto separator = reader.read_string();
    if (!separator) return false;
    item.text = separator->text;
    return read_style(reader, item.style);
}

// content( [ text | before | after | first-letter | marker ]? )
bool read_content(ValueReader& reader, Item& item) {
    static constexpr std::array kinds{Keyword<K>{"text", K::element_content}, Keyword<K>{"before", K::content_before},
                                      Keyword<K>{"after", K::content_after}, Keyword<K>{"first-letter", K::content_first_letter},
                                      Keyword<K>{"marker", K::content_marker}};
    item.kind = K::element_content;
    Value kind;
    if (parse_keyword<kinds>(reader, kind)) item.kind = static_cast<K>(kind.keyword);
    return reader.at_end();
}

// string( <name> [ , [ first | start | last | first-except ] ]? ), and element() alike
bool read_page_reference(ValueReader& reader, Item& item) {
    static constexpr std::array kinds{Keyword<Which>{"first", Which::first}, Keyword<Which>{"start", Which::start},
                                      Keyword<Which>{"last", Which::last}, Keyword<Which>{"first-except", Which::first_except}};
    if (!read_name(reader, item.name)) return false;
    if (!reader.take_comma()) return reader.at_end();
    Value which;
    if (!parse_keyword<kinds>(reader, which)) return false;
    item.which = static_cast<Which>(which.keyword);
    return reader.at_end();
}

// A target: url(), a string, or attr() with an optional type
bool read_target(ValueReader& reader, Item& item) {
    if (auto text = reader.read_string()) {
        item.target = text->text;
        return true;
    }
    if (auto url = reader.read_url()) {
        item.target = url->text;
        return true;
    }
    auto inside = reader.read_function("attr");
    if (!inside || !read_attribute_name(*inside, item.target_attribute)) return false;
    inside->read_ident();
    return inside->at_end();
}

bool read_target_counter(ValueReader& reader, Item& item) {
    return read_target(reader, item) && reader.take_comma() && read_counter(reader, item);
}
bool read_target_counters(ValueReader& reader, Item& item) {
    return read_target(reader, item) && reader.take_comma() && read_counters(reader, item);
}
bool read_target_text(ValueReader& reader, Item& item) {
    static constexpr std::array kinds{Keyword<Which>{"content", Which::content}, Keyword<Which>{"before", Which::before},
                                      Keyword<Which>{"after", Which::after}, Keyword<Which>{"first-letter", Which::first_letter}};
    item.which = Which::content;
    if (!read_target(reader, item)) return false;
    if (!reader.take_comma()) return reader.at_end();
    Value which;
    if (!parse_keyword<kinds>(reader, which)) return false;
    item.which = static_cast<Which>(which.keyword);
    return reader.at_end();
}
// -octavo-target-pages( <target> [ , <counter-style> ]? ): an attribute may hold several references, by white space
bool read_target_pages(ValueReader& reader, Item& item) { return read_target(reader, item) && read_style(reader, item.style); }

// -octavo-target-place( <target> [ , <string> ]{0,4} ): this page, the facing page, overleaf, before the number of another page
bool read_target_place(ValueReader& reader, Item& item) {
    if (!read_target(reader, item)) return false;
    std::string words;
    for (int i = 0; i < 4 && reader.take_comma(); ++i) {
        auto word = reader.read_string();
        if (!word) return false;
        if (i > 0) words += '\x1F';
        words += word->text;
    }
    item.text = base::Name::of(words).view();
    return reader.at_end();
}

// -octavo-locator( <string>? ), -octavo-locator-separator( <string>? )
bool read_locator(ValueReader& reader, Item& item) {
    if (auto text = reader.read_string()) item.text = text->text;
    return reader.at_end();
}

bool read_leader(ValueReader& reader, Item& item) {
    if (auto text = reader.read_string()) item.text = text->text;
    else if (reader.take_ident("dotted")) item.text = ". ";
    else if (reader.take_ident("solid")) item.text = "_";
    else if (reader.take_ident("space")) item.text = " ";
    return !item.text.empty() && reader.at_end();
}

struct Function {
    std::string_view name;
    K kind;
    bool (*read)(ValueReader&, Item&);
};
constexpr Function functions[] = {
    {"attr", K::attribute, read_attr},
    {"counter", K::counter, read_counter},
    {"counters", K::counters, read_counters},
    {"content", K::element_content, read_content},
    {"string", K::string_reference, read_page_reference},
    {"element", K::running_element, read_page_reference},
    {"target-counter", K::target_counter, read_target_counter},
    {"target-counters", K::target_counters, read_target_counters},
    {"target-text", K::target_text, read_target_text},
    {"-octavo-target-pages", K::target_pages, read_target_pages},
    {"-octavo-target-place", K::target_place, read_target_place},
    {"-octavo-locator", K::locator, read_locator},
    {"-octavo-locator-separator", K::locator_separator, read_locator},
    {"leader", K::leader, read_leader},
};

constexpr std::array words{
    Keyword<K>{"open-quote", K::open_quote}, Keyword<K>{"close-quote", K::close_quote}, Keyword<K>{"no-open-quote", K::no_open_quote},
    Keyword<K>{"no-close-quote", K::no_close_quote}, Keyword<K>{"contents", K::element_content},
};

bool read_item(ValueReader& reader, Item& item) {
    if (auto text = reader.read_string()) {
        item.kind = K::string;
        item.text = text->text;
        return true;
    }
    Value word;
    if (parse_keyword<words>(reader, word)) {
        item.kind = static_cast<K>(word.keyword);
        return true;
    }
    for (Function const& function : functions) {
        auto inside = reader.read_function(function.name);
        if (!inside) continue;
        item.kind = function.kind;
        return function.read(*inside, item);
    }
    auto image = reader.read_image();
    if (!image) return false;
    item.kind = K::image;
    item.text = image->text;
    return true;
}

}  // namespace

std::vector<Value> read_content_items(ValueReader& reader) {
    std::vector<Value> items;
    while (!reader.at_end()) {
        std::size_t start = reader.position();
        Item item;
        if (!read_item(reader, item)) {
            reader.rewind(start);
            break;
        }
        items.push_back(to_value(reader, item));
    }
    return items;
}

std::vector<ContentItem> content_items(std::span<Value const> items) {
    std::vector<ContentItem> out;
    out.reserve(items.size());
    for (Value const& value : items) {
        ContentItem item;
        item.kind = static_cast<K>(value.keyword);
        item.text = std::string(value.text);
        item.name = base::Name::of(value.items[0].text);
        item.style = base::Name::of(value.items[1].text);
        item.target = std::string(value.items[2].text);
        item.target_attribute = base::Name::of(value.items[3].text);
        item.which = static_cast<Which>(value.items[4].keyword);
        out.push_back(std::move(item));
    }
    return out;
}

}  // namespace octavo::css
