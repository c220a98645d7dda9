#include "xml/entities.h"

#include <charconv>
#include <cstring>
#include <fmt/format.h>

#include "base/utf8.h"
#include "io/paths.h"
#include "xml/entity_table.h"

namespace octavo::xml {
namespace {

// The five of XML itself (section 4.6).
char predefined(std::string_view name) {
    if (name == "amp") return '&';
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "apos") return '\'';
    if (name == "quot") return '"';
    return 0;
}

// Text that will be read as the value of an attribute once more.
void append_escaped(std::string_view characters, std::string& text) {
    for (char c : characters) {
        if (c == '&') {
            text += "&#38;";
        } else if (c == '<') {
            text += "&#60;";
        } else {
            text += c;
        }
    }
}

// "#38" or "#x26" as a character; nothing if it is not one.
std::optional<char32_t> character_reference(std::string_view reference) {
    reference.remove_prefix(1);
    int radix = 10;
    if (reference.starts_with('x')) {
        reference.remove_prefix(1);
        radix = 16;
    }
    std::uint32_t number = 0;
    auto [end, error] = std::from_chars(reference.data(), reference.data() + reference.size(), number, radix);
    bool whole = error == std::errc() && end == reference.data() + reference.size();
    bool allowed = number == 9 || number == 10 || number == 13 || (number >= 0x20 && number < 0xD800) ||
                   (number >= 0xE000 && number <= 0x10FFFF && number != 0xFFFE && number != 0xFFFF);
    if (!whole || !allowed) return std::nullopt;
    return static_cast<char32_t>(number);
}

// The sets of characters that XHTML's and DocBook's DTDs draw in: they are built in.
bool is_character_set(Entity const& entity) { return entity.public_id.find("ENTITIES") != std::string::npos; }

}  // namespace

std::string built_in_characters(std::string_view name) {
    std::string text;
    if (auto found = find_named_characters(name)) {
        base::append_utf8(text, found->first);
        if (found->second != 0) base::append_utf8(text, found->second);
    }
    return text;
}

std::size_t text_declaration_length(std::string_view text) {
    if (!text.starts_with("<?xml") || text.size() < 6 || std::strchr(" \t\r\n", text[5]) == nullptr) return 0;
    auto end = text.find("?>");
    return end == std::string_view::npos ? 0 : end + 2;
}

void Entities::declare(Kind kind, Entity entity) {
    auto& entities = kind == Kind::general ? general_ : parameter_;
    std::string name = entity.name;
    entities.try_emplace(std::move(name), std::move(entity));
}

Entity* Entities::find(Kind kind, std::string_view name) {
    auto& entities = kind == Kind::general ? general_ : parameter_;
    auto found = entities.find(name);
    return found == entities.end() ? nullptr : &found->second;
}

SourceText const* Entities::read(Entity& entity, base::SourceSpan where) {
    if (entity.source) return &*entity.source;
    if (is_character_set(entity)) return nullptr;
    auto resource = session_.workspace().read(entity.system_id, entity.base, where);
    if (!resource) {
        base::Diagnostic diagnostic{
            .code = base::Code::xml_entity, .severity = base::Severity::warning, .where = where};
        diagnostic.message = fmt::format("the entity '{}' is not read: {}", entity.name, resource.error().message);
        diagnostic.hint = resource.error().hint;
        session_.tell(std::move(diagnostic));
        return nullptr;
    }
    auto source = decode(std::move(*resource), {}, session_.context().files);
    if (!source) {
        session_.fatal(std::move(source.error()));
        return nullptr;
    }
    return &entity.source.emplace(std::move(*source));
}

void Entities::tell_unknown(std::string_view name, base::SourceSpan where) {
    session_.tell({.code = base::Code::xml_entity,
                   .severity = base::Severity::error,
                   .where = where,
                   .message = fmt::format("the entity '&{};' is not known: it is left as it is written", name),
                   .hint = "declare it in the document type, or write the character itself"});
}

std::string Entities::attribute_text(std::string_view name, base::SourceSpan where) {
    std::string text;
    append_attribute_text(name, where, text);
    return text;
}

void Entities::append_attribute_text(std::string_view name, base::SourceSpan where, std::string& text) {
    if (char c = predefined(name); c != 0) return append_escaped({&c, 1}, text);
    Entity* entity = find(Kind::general, name);
    if (entity == nullptr) {
        std::string characters = built_in_characters(name);
        if (characters.empty()) {
            tell_unknown(name, where);
            characters = fmt::format("&{};", name);
        }
        return append_escaped(characters, text);
    }
    if (entity->external) {
        return session_.fatal(
            base::Code::xml_not_well_formed, where,
            fmt::format("the entity '&{};' is a file of its own and cannot stand in an attribute", name));
    }
    if (entity->open) {
        return session_.fatal(base::Code::xml_not_well_formed, where,
                              fmt::format("the entity '&{};' refers to itself", name));
    }
    if (!session_.spend_expansion(entity->text.size() + 1, where)) return;
    entity->open = true;
    append_replacement(entity->text, name, where, text);
    entity->open = false;
}

void Entities::append_replacement(std::string_view replacement, std::string_view entity, base::SourceSpan where,
                                  std::string& text) {
    while (!replacement.empty() && !session_.stopped()) {
        auto next = replacement.find_first_of("&<");
        text += replacement.substr(0, next);
        if (next == std::string_view::npos) return;
        if (replacement[next] == '<') {
            return session_.fatal(
                base::Code::xml_not_well_formed, where,
                fmt::format("the entity '&{};' holds a '<' and cannot stand in an attribute", entity));
        }
        auto end = replacement.find(';', next);
        std::string_view name =
            end == std::string_view::npos ? std::string_view() : replacement.substr(next + 1, end - next - 1);
        std::optional<char32_t> character = name.starts_with('#') ? character_reference(name) : std::nullopt;
        if (name.empty() || (name.starts_with('#') && !character)) {
            return session_.fatal(
                base::Code::xml_not_well_formed, where,
                fmt::format("in the entity '&{};', a '&' begins no reference: write &amp;#38; for it", entity));
        }
        if (character) {
            std::string utf8;
            base::append_utf8(utf8, *character);
            append_escaped(utf8, text);
        } else {
            append_attribute_text(name, where, text);
        }
        replacement.remove_prefix(end + 1);
    }
}

}  // namespace octavo::xml
