#include "box/text_case.h"

#include <algorithm>

#include "box/characters.h"

namespace octavo::box {
namespace {

void append_utf8(std::string& out, char32_t code) {  // of U+0800 to U+FFFF, where all full-width forms are
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
}

std::string full_width(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c > ' ' && c <= '~') {
            append_utf8(out, 0xFF01 + static_cast<char32_t>(c - '!'));
        } else {
            out += c;
        }
    }
    return out;
}

char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string map_ascii(std::string_view text, char (*map)(char)) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), map);
    return out;
}

std::string capitalize_ascii(std::string_view word) {
    std::string out(word);
    for (std::size_t at = 0; at < out.size();) {
        Character c = character_at(out, at);
        if (!is_punctuation(c.code)) {
            out[at] = ascii_upper(out[at]);
            break;
        }
        at += c.bytes;
    }
    return out;
}

std::string transform_word(std::string_view word, TransformRequest const& request) {
    text::TextEngine* engine = request.engine;
    switch (request.transform) {
        case css::TextTransform::none: break;
        case css::TextTransform::uppercase: return engine != nullptr ? engine->to_upper(word, request.language) : map_ascii(word, ascii_upper);
        case css::TextTransform::lowercase: return engine != nullptr ? engine->to_lower(word, request.language) : map_ascii(word, ascii_lower);
        case css::TextTransform::capitalize:
            return engine != nullptr ? engine->capitalize(word, request.language) : capitalize_ascii(word);
        case css::TextTransform::full_width: return full_width(word);
    }
    return std::string(word);
}

void add_segment(std::vector<TextMapSegment>& segments, TextMapSegment segment) {
    bool follows = !segments.empty() && segment.source - segments.back().source == segment.at - segments.back().at;
    if (!follows) segments.push_back(segment);
}

}  // namespace

TransformedText transform_text(std::string_view text, TransformRequest const& request, std::vector<TextMapSegment> const& segments) {
    TransformedText out;
    std::size_t next = 0;  // the first segment that starts after `at`
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        bool space = is_white_space(text[at]);
        while (end < text.size() && is_white_space(text[end]) == space) ++end;
        std::string_view part = text.substr(at, end - at);
        bool goes_on = at == 0 && request.after_letter && request.transform == css::TextTransform::capitalize;
        std::string mapped = space || goes_on ? std::string(part) : transform_word(part, request);
        while (next < segments.size() && segments[next].at <= at) ++next;
        auto out_at = static_cast<std::uint32_t>(out.text.size()), in_at = static_cast<std::uint32_t>(at);
        TextMapSegment known = next == 0 ? TextMapSegment{} : segments[next - 1];
        add_segment(out.segments, {out_at, known.source + (in_at - known.at)});
        for (std::size_t i = next; mapped.size() == part.size() && i < segments.size() && segments[i].at < end; ++i) {
            add_segment(out.segments, {out_at + (segments[i].at - in_at), segments[i].source});
        }
        out.changed = out.changed || mapped != part;
        out.text += mapped;
        at = end;
    }
    return out;
}

}  // namespace octavo::box
