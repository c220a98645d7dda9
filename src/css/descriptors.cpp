// @font-face (Fonts 4, 4) and @counter-style (Counter Styles 3, 3): blocks of descriptors.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "css/parse_block.h"
#include "css/properties/property.h"
#include "css/sheet_parser.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

// Formats that no font library here reads
bool readable_format(std::string_view format) {
    for (std::string_view other : {"embedded-opentype", "svg"}) {
        if (equals_ignoring_case(format, other)) return false;
    }
    return true;
}

std::optional<std::uint16_t> read_weight(ValueReader& reader) {
    if (reader.take_ident("normal")) return std::uint16_t{400};
    if (reader.take_ident("bold")) return std::uint16_t{700};
    auto number = reader.read_number(Range::all);
    if (!number || number->number < 1 || number->number > 1000) return {};
    return static_cast<std::uint16_t>(std::lround(number->number));
}

std::string read_family(ValueReader& reader) {
    if (auto quoted = reader.read_string()) return std::string(quoted->text);
    std::string name;
    while (auto word = reader.read_ident()) {
        if (!name.empty()) name += ' ';
        name += *word;
    }
    return name;
}

}  // namespace

// '{' is next
DeclarationBlock SheetParser::read_descriptors(Descriptors& out) {
    constexpr std::size_t descriptor_limit = 256;
    stream_.advance();
    DeclarationBlock block = begin_block();
    while (!stream_.at_end() && stream_.peek().kind != TokenKind::close_brace) {
        TokenKind kind = stream_.peek().kind;
        if (kind == TokenKind::whitespace || kind == TokenKind::semicolon) {
            stream_.advance();
            continue;
        }
        Token const first = stream_.peek();
        declaration_.clear();
        if (kind == TokenKind::at_keyword) {
            stream_.advance();
            skip_rest_of_at_rule();
            continue;
        }
        stream_.consume_until(stop_bit(TokenKind::semicolon) | stop_bit(TokenKind::close_brace), declaration_);
        RawDeclaration raw = take_declaration(declaration_);
        if (raw.name.line == 0 || !raw.valid || raw.important) {
            warn(base::Code::css_syntax, span_of(first), "not a descriptor: left out");
            continue;
        }
        if (out.size() >= descriptor_limit) continue;
        std::string name = to_lower(raw.name.text);
        sheet_.sources.push_back({base::Name::of(name), text_of(raw.value), span_of(raw.name), false, kept_name_});
        out.push_back({std::move(name), {raw.value.begin(), raw.value.end()}, span_of(raw.name)});
    }
    if (!stream_.at_end()) stream_.advance();
    end_block(block);
    return block;
}

// src: [ url() [ format() ]? [ tech() ]? | local() ]#; an entry that is not understood is passed over (4.3)
bool SheetParser::read_font_sources(ValueReader& reader, FontFaceRule& face) {
    std::vector<FontFaceRule::Source> sources;
    do {
        FontFaceRule::Source source;
        bool usable = true;
        if (auto url = reader.read_url()) {
            source.reference = std::string(url->text);
        } else if (auto local = reader.read_function("local")) {
            source.local = read_family(*local);
            usable = !source.local.empty() && local->at_end();
        } else {
            usable = false;
        }
        if (auto format = reader.read_function("format")) {
            auto quoted = format->read_string();
            auto word = quoted ? std::optional(quoted->text) : format->read_ident();
            usable = usable && word && readable_format(*word);
        }
        reader.read_function("tech");
        while (!reader.at_end() && reader.peek().kind != TokenKind::comma) {
            usable = false;
            reader.take();
        }
        if (usable) sources.push_back(std::move(source));
    } while (reader.take_comma());
    if (sources.empty()) return false;
    face.sources = std::move(sources);
    return true;
}

bool SheetParser::read_font_descriptor(std::string const& name, std::span<Token const> value, FontFaceRule& face) {
    ValueReader reader(value, *sheet_.arena, name_);
    if (reader.at_end()) return false;
    if (name == "src") return read_font_sources(reader, face);
    if (name == "font-family") {
        std::string family = read_family(reader);
        face.family = base::Name::of(family);
        return !family.empty() && reader.at_end();
    }
    if (name == "font-weight") {
        if (reader.take_ident("auto")) return reader.at_end();
        auto low = read_weight(reader);
        auto high = reader.at_end() ? low : read_weight(reader);
        if (!low || !high || !reader.at_end()) return false;
        face.weight_low = std::min(*low, *high);
        face.weight_high = std::max(*low, *high);
        return true;
    }
    if (name == "font-style") {
        Value style;
        if (reader.take_ident("auto")) return reader.at_end();
        if (!row_of(Property::font_style).parse(reader, style)) return false;
        face.style = static_cast<FontStyle>(style.keyword);
        return true;  // an oblique face's range of angles may follow
    }
    if (name == "unicode-range") {
        face.unicode_range = std::string(text_of(value));
        return true;
    }
    static constexpr std::string_view others[] = {"font-stretch", "font-width", "font-display", "font-feature-settings", "font-variation-settings",
                                                  "font-language-override", "font-variant", "font-named-instance", "ascent-override", "descent-override",
                                                  "line-gap-override", "size-adjust", "panose-1"};
    return std::find(std::begin(others), std::end(others), name) != std::end(others);
}

void SheetParser::parse_font_face(Token const& at) {
    FontFaceRule face;
    face.where = span_of(at);
    Descriptors descriptors;
    face.block = read_descriptors(descriptors);
    for (Descriptor const& descriptor : descriptors) {
        if (!read_font_descriptor(descriptor.name, descriptor.value, face)) {
            warn(base::Code::css_invalid_value, descriptor.where, fmt::format("'{}' of @font-face is not understood", descriptor.name));
        }
    }
    if (face.family.empty() || face.sources.empty()) {
        warn(base::Code::css_syntax, face.where, "'@font-face' without a family or a usable source is left out");
        return;
    }
    sheet_.font_faces.push_back(std::move(face));
}

void SheetParser::parse_counter_style(Token const& at) {
    ValueReader prelude(prelude_, *sheet_.arena, {});
    auto name = prelude.read_custom_ident();
    bool valid = name && prelude.at_end() && !equals_ignoring_case(name->text, "none");
    CounterStyle style;
    if (valid) style.name = base::Name::of(name->text);
    style.where = span_of(at);
    Descriptors descriptors;
    read_descriptors(descriptors);
    for (Descriptor const& descriptor : descriptors) {
        if (!read_counter_descriptor(descriptor, *sheet_.arena, style)) {
            warn(base::Code::css_invalid_value, descriptor.where, fmt::format("'{}' of @counter-style is not understood", descriptor.name));
        }
    }
    if (!valid || !is_complete(style)) {
        warn(base::Code::css_syntax, style.where, "'@counter-style' without a name or the symbols its system needs is left out");
        return;
    }
    sheet_.counter_styles.push_back(std::move(style));
}

}  // namespace octavo::css
