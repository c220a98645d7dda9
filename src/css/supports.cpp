#include "css/condition.h"
#include "css/media.h"
#include "css/properties/property.h"
#include "css/syntax.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

Truth supports_declaration(std::span<Token const> tokens, base::Arena& arena) {
    RawDeclaration declaration = take_declaration(tokens);
    if (!declaration.valid) return Truth::unknown;
    if (declaration.name.text.starts_with("--")) return Truth::yes;
    std::string name = to_lower(declaration.name.text);
    if (declaration.value.empty()) return Truth::no;
    bool shorthand = find_shorthand(name) != nullptr;
    PropertyRow const* row = find_property(name);
    if (row == nullptr && !shorthand) return Truth::no;
    if (read_wide_keyword(declaration.value)) return Truth::yes;
    ValueReader reader(declaration.value, arena, {});
    if (shorthand) {
        std::vector<LonghandValue> values;
        ShorthandRow const& found = *find_shorthand(name);
        return truth(found.parse(reader, found.longhands, values) && reader.at_end());
    }
    Value value;
    return truth(row->parse(reader, value) && reader.at_end());
}

}  // namespace

bool supports(std::span<Token const> tokens, Namespaces const& namespaces, base::Arena& arena) {
    auto test = [&](ValueReader& reader) {
        if (auto selector = reader.read_function("selector")) {
            base::Diagnostics ignored;
            return truth(!parse_selector_list({selector->rest(), namespaces, arena, {}}, ignored).empty());
        }
        bool parenthesis = reader.peek().kind == TokenKind::open_paren;
        auto inside = reader.read_block();
        return inside && parenthesis ? supports_declaration(inside->rest(), arena) : Truth::unknown;
    };
    ValueReader reader(tokens, arena, {});
    if (reader.at_end()) return false;
    Truth result = condition(reader, test);
    return reader.at_end() && result == Truth::yes;
}

}  // namespace octavo::css
