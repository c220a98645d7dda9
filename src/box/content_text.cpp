#include "box/content_text.h"

#include <fmt/format.h>

#include "box/characters.h"

namespace octavo::box {

using Kind = css::ContentItem::Kind;
using Which = css::ContentItem::Which;

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int high = i + 2 < text.size() && text[i] == '%' ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            out += text[i];
        } else {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

void trim_end(std::string& text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
}

}  // namespace

void append_collapsed(std::string& out, std::string_view text) {
    for (char c : text) {
        if (!is_white_space(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
}

std::size_t first_letter_length(std::string_view text) {
    std::size_t at = 0;
    auto skip = [&](bool (*matches)(char32_t)) {
        for (Character c = character_at(text, at); c.bytes != 0 && matches(c.code); c = character_at(text, at)) at += c.bytes;
    };
    skip(is_punctuation);
    Character letter = character_at(text, at);
    if (letter.bytes == 0 || (letter.code < 0x80 && is_white_space(static_cast<char>(letter.code)))) return 0;
    at += letter.bytes;
    skip(is_mark);
    skip([](char32_t code) { return is_punctuation(code) && code != '-' && !(code >= 0x2010 && code <= 0x2015); });
    return at;
}

std::string ContentText::number(std::int32_t value, base::Name style) const {
    static base::Name const decimal = base::Name::of("decimal");
    return state_.styled.counter_text(value, style.empty() ? decimal : style);
}

std::string ContentText::attribute(css::ContentItem const& item, NodeId element) const {
    if (auto value = state_.document.attribute(element, item.name)) return std::string(*value);
    for (dom::Attribute const& attribute : state_.document.attributes(element)) {
        if (attribute.local == item.name) return std::string(attribute.value);
    }
    return item.text;
}

std::string ContentText::counter(css::ContentItem const& item) {
    static base::Name const footnote = base::Name::of("footnote");
    if (item.kind == Kind::footnote_call_counter) return number(state_.counters.value(footnote), item.style);
    if (item.kind == Kind::counter) return number(state_.counters.value(item.name), item.style);
    std::string out;
    for (std::int32_t value : state_.counters.values(item.name)) {
        if (!out.empty()) out += item.text;
        out += number(value, item.style);
    }
    return out;
}

std::string ContentText::quote(Kind kind, css::TextGroup const& style) {
    std::int32_t& depth = state_.quote_depth;
    std::size_t pairs = style.quotes.size() / 2;
    auto mark = [&](std::int32_t level, std::size_t side) -> std::string {
        if (pairs == 0) return {};
        return style.quotes[std::min(static_cast<std::size_t>(level), pairs - 1) * 2 + side];
    };
    switch (kind) {
        case Kind::open_quote: return mark(depth++, 0);
        case Kind::no_open_quote: ++depth; return {};
        case Kind::close_quote: return depth > 0 ? mark(--depth, 1) : std::string();  // a close too many shows nothing (§3.2)
        case Kind::no_close_quote: depth = std::max(0, depth - 1); return {};
        default: return {};
    }
}

std::string ContentText::element_text(NodeId element) const {
    static base::Name const br = base::Name::of("br"), rt = base::Name::of("rt");
    dom::Document const& document = state_.document;
    std::string out;
    for (NodeId node = document.node(element).first_child; node;) {
        if (document.is_text(node)) {
            append_collapsed(out, document.text(node));
            node = document.next_in_order(node, element);
            continue;
        }
        css::BoxGroup const& box = *state_.styled.of(node).box;
        base::Name html = document.element(node).html;
        if (html == br) append_collapsed(out, " ");
        bool skip = box.display == css::Display::none || box.float_ == css::Float::footnote || box.float_ == css::Float::margin || html == rt ||
                    document.element(node).role == dom::Role::noteref;
        node = skip ? document.next_after_subtree(node, element) : document.next_in_order(node, element);
    }
    trim_end(out);
    return out;
}

std::string ContentText::list_text(std::vector<css::ContentItem> const& items, NodeId element, PseudoTexts const& pseudo) {
    std::string out;
    for (css::ContentItem const& item : items) {
        switch (item.kind) {
            case Kind::string: out += item.text; break;
            case Kind::attribute: out += attribute(item, element); break;
            case Kind::counter:
            case Kind::counters:
            case Kind::footnote_call_counter: out += counter(item); break;
            case Kind::open_quote:
            case Kind::close_quote:
            case Kind::no_open_quote:
            case Kind::no_close_quote: out += quote(item.kind, *state_.styled.of(element).text); break;
            case Kind::element_content: out += element_text(element); break;
            case Kind::content_before: out += pseudo.before; break;
            case Kind::content_after: out += pseudo.after; break;
            case Kind::content_marker: out += pseudo.marker; break;
            case Kind::content_first_letter: {
                std::string text = element_text(element);
                out += text.substr(0, first_letter_length(text));
                break;
            }
            case Kind::target_counter:
            case Kind::target_counters:
            case Kind::target_text:
                if (std::string_view to = reference(item, element); !to.empty()) {
                    if (NodeId node = target(to, element)) out += deferred_text({&item, element, node});
                }
                break;
            case Kind::image:
            case Kind::string_reference:
            case Kind::running_element:
            case Kind::target_pages:
            case Kind::target_place:
            case Kind::locator:
            case Kind::locator_separator:
            case Kind::leader: break;  // nothing that a string could hold
        }
    }
    std::string collapsed;
    append_collapsed(collapsed, out);
    return collapsed;
}

std::string_view ContentText::reference(css::ContentItem const& item, NodeId element) const {
    if (!item.target.empty()) return item.target;
    return state_.document.attribute(element, item.target_attribute).value_or("");
}

NodeId ContentText::target(std::string_view reference, NodeId element) {
    std::size_t hash = reference.find('#');
    if (hash == std::string_view::npos) return {};  // a whole resource has no place on our pages
    std::string_view id = reference.substr(hash + 1);
    NodeId found = state_.document.by_id(id);
    if (!found && id.find('%') != std::string_view::npos) found = state_.document.by_id(percent_decoded(id));
    if (!found) {
        state_.diagnostics.add({.code = base::Code::page_unresolved_reference, .severity = base::Severity::warning,
                                .where = state_.document.node(element).where,
                                .message = fmt::format("nothing has the id \"{}\" that is referred to here", id),
                                .about = {element.value, "content"}});
    }
    return found;
}

std::string ContentText::pseudo_text(NodeId element, style::Pseudo pseudo) {
    StyleId id = state_.styled.pseudo(element, pseudo);
    if (!id) return {};
    css::GeneratedGroup const& generated = *state_.styled.style(id).generated;
    std::string out;
    auto known = state_.snapshots.find(element);
    for (css::ContentItem const& item : generated.content) {
        if (item.kind == Kind::string) out += item.text;
        if (item.kind == Kind::attribute) out += attribute(item, element);
        if ((item.kind == Kind::counter || item.kind == Kind::counters) && known != state_.snapshots.end()) {
            std::vector<std::int32_t> values = known->second.of(item.name);
            std::size_t first = item.kind == Kind::counter && !values.empty() ? values.size() - 1 : 0;
            for (std::size_t i = first; i < values.size(); ++i) out += (i > first ? item.text : "") + number(values[i], item.style);
        }
    }
    return out;
}

std::string ContentText::deferred_text(DeferredText const& deferred) {
    css::ContentItem const& item = *deferred.item;
    if (item.kind == Kind::target_text) {
        switch (item.which) {
            case Which::before: return pseudo_text(deferred.target, style::Pseudo::before);
            case Which::after: return pseudo_text(deferred.target, style::Pseudo::after);
            case Which::first_letter: {
                std::string text = element_text(deferred.target);
                return text.substr(0, first_letter_length(text));
            }
            default: return element_text(deferred.target);
        }
    }
    auto known = state_.snapshots.find(deferred.target);
    std::vector<std::int32_t> values = known == state_.snapshots.end() ? std::vector<std::int32_t>() : known->second.of(item.name);
    if (values.empty()) values.push_back(0);
    if (item.kind == Kind::target_counter) return number(values.back(), item.style);
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) out += (i > 0 ? item.text : "") + number(values[i], item.style);
    return out;
}

}  // namespace octavo::box
