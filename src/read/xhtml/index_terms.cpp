#include "read/xhtml/index_terms.h"

#include "read/text.h"

namespace octavo::read::xhtml {
namespace {

using dom::NodeId;

base::Name name(std::string_view text) { return base::Name::of(text); }

/// The parts between separators, white space collapsed; a backslash makes the next character ordinary.
std::vector<std::string> split(std::string_view text, char separator, bool keep_escapes) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            if (keep_escapes) parts.back() += text[i];
            parts.back() += text[++i];
        } else if (text[i] == separator) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    for (std::string& part : parts) part = collapsed(part);
    return parts;
}
std::vector<std::string> entries_of(std::string_view text) { return split(text, ';', true); }
std::vector<std::string> levels_of(std::string_view text) { return split(text, '>', false); }

std::string fragment(std::string_view id) {
    if (id.empty() || id.front() == '#') return std::string(id);
    return "#" + std::string(id);
}

}  // namespace

void collect_index_terms(ReadContext& context, NodeId element) {
    static base::Name const index = name("data-index"), sort = name("data-index-sort"), which = name("data-index-name"),
                            to = name("data-index-to"), see = name("data-index-see"), also = name("data-index-see-also"),
                            principal = name("data-index-principal");
    dom::Document const& document = context.document;
    auto marked = document.attribute(element, index);
    if (!marked) return;
    auto value = [&](base::Name attribute) { return document.attribute(element, attribute).value_or(""); };
    std::vector<std::string> sorts = entries_of(value(sort));
    std::size_t at = 0;
    bool own_text = is_blank(*marked);
    for (std::string const& entry : entries_of(*marked)) {
        if (entry.empty() && !own_text) continue;
        IndexTerm term{.element = element, .index = std::string(value(which)), .to = fragment(trimmed(value(to)))};
        term.principal = document.attribute(element, principal).has_value();
        std::vector<std::string> keys = at < sorts.size() ? levels_of(sorts[at]) : std::vector<std::string>{};
        ++at;
        for (std::string const& level : levels_of(entry)) {
            std::size_t depth = term.levels.size();
            std::string text = level.empty() ? collapsed(document.text_content(element)) : level;
            term.levels.push_back({.text = std::move(text), .sort = depth < keys.size() ? keys[depth] : std::string()});
        }
        for (std::string& other : split(value(see), ';', false)) {
            if (!other.empty()) term.see.push_back({IndexTerm::See::Kind::see, std::move(other)});
        }
        for (std::string& other : split(value(also), ';', false)) {
            if (!other.empty()) term.see.push_back({IndexTerm::See::Kind::also, std::move(other)});
        }
        context.index_terms.push_back(std::move(term));
    }
}

}  // namespace octavo::read::xhtml
