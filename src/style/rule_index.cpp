#include "style/rule_index.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace octavo::style {

namespace {

bool asks_element(std::span<css::Token const> tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](css::Token const& token) {
        return token.kind == css::TokenKind::function && token.text.size() == 4 && (token.text[0] | 0x20) == 'a' &&
               (token.text[1] | 0x20) == 't' && (token.text[2] | 0x20) == 't' && (token.text[3] | 0x20) == 'r';
    });
}

/// Where new layers go among those known: a layer of another ("a.b") is weaker than what stands in "a" itself.
std::size_t layer_place(std::vector<std::string> const& known, std::string const& name) {
    for (std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0; dot = name.rfind('.', dot - 1)) {
        auto found = std::find(known.begin(), known.end(), name.substr(0, dot));
        if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    }
    return known.size();
}

}  // namespace

base::Name role_attribute() {
    static base::Name const name = base::Name::of("data-role");
    return name;
}

CascadeLevel level_of(css::StyleSheet const& sheet, bool for_print) {
    switch (sheet.origin) {
        case css::Origin::base: return CascadeLevel::base;
        case css::Origin::document: return for_print ? CascadeLevel::document_print : CascadeLevel::document;
        case css::Origin::builtin: return CascadeLevel::builtin;
        case css::Origin::edition: break;
    }
    return CascadeLevel::edition;
}

BlockFacts facts_of(css::StyleSheet const& sheet, css::DeclarationBlock block) {
    BlockFacts facts;
    for (css::Declaration const& declaration : sheet.declarations_of(block)) {
        (declaration.important ? facts.important : facts.normal) = true;
        css::Value const& value = declaration.value;
        if (declaration.property == css::Property::direction || declaration.property == css::Property::writing_mode) facts.direction = true;
        if (value.is(css::Value::Kind::wide) &&
            (value.wide == css::WideKeyword::revert || value.wide == css::WideKeyword::revert_layer)) {
            facts.reverts = true;
        }
        // A custom property's text may say `revert` or attr() too; both are known only after substitution.
        if ((value.needs_substitution() || declaration.property == css::Property::custom) && asks_element(value.tokens)) {
            facts.asks_element = true;
        }
    }
    return facts;
}

RuleIndex::RuleIndex(std::span<css::StyleSheetPtr const> sheets) {
    number_layers(sheets);
    for (css::StyleSheetPtr const& sheet : sheets)
        if (sheet) add_rules(*sheet);
    rank();
}

/// Layers of one origin are numbered together: a later sheet's rules join the layer of their name (Cascade 5, section 6.4.2).
void RuleIndex::number_layers(std::span<css::StyleSheetPtr const> sheets) {
    for (css::Origin origin : {css::Origin::base, css::Origin::document, css::Origin::builtin, css::Origin::edition}) {
        std::vector<std::string> known;
        std::vector<std::pair<css::StyleSheet const*, std::vector<std::string>>> names;
        std::size_t anonymous = 0;
        for (css::StyleSheetPtr const& sheet : sheets) {
            if (!sheet || sheet->origin != origin || sheet->layers.empty()) continue;
            std::vector<std::string> own;
            for (std::string const& layer : sheet->layers) {
                // An anonymous layer is one of its own: a name no style sheet can write.
                std::string name = layer.empty() ? fmt::format("(anonymous {})", anonymous++) : layer;
                if (std::find(known.begin(), known.end(), name) == known.end())
                    known.insert(known.begin() + static_cast<std::ptrdiff_t>(layer_place(known, name)), name);
                own.push_back(std::move(name));
            }
            names.emplace_back(sheet.get(), std::move(own));
        }
        for (auto const& [sheet, own] : names) {
            auto& numbers = layer_numbers_[sheet];
            for (std::string const& name : own)
                numbers.push_back(static_cast<std::uint32_t>(std::find(known.begin(), known.end(), name) - known.begin()));
        }
    }
}

std::uint32_t RuleIndex::layer_number(css::StyleSheet const& sheet, std::uint32_t layer) const {
    auto found = layer_numbers_.find(&sheet);
    return found == layer_numbers_.end() || layer >= found->second.size() ? css::no_layer : found->second[layer];
}

void RuleIndex::add_rules(css::StyleSheet const& sheet) {
    has_scoped_sheets_ = has_scoped_sheets_ || !sheet.parts.empty();
    for (css::StyleRule const& rule : sheet.rules) {
        if (rule.block.empty()) continue;
        RuleEntry entry{.sheet = &sheet, .rule = &rule, .block = rule.block, .level = level_of(sheet, rule.for_print)};
        entry.layer = layer_number(sheet, rule.layer);
        entry.facts = facts_of(sheet, rule.block);
        for (css::Selector const& selector : rule.selectors) {
            entry.selector = &selector;
            add_to_buckets(entries_.push(entry), selector);
        }
    }
}

namespace {

using Keys = std::vector<css::SelectorKey>;
constexpr std::size_t keys_limit = 256;

/// The keys under which a selector's subject is found; nothing when it could be any element.
bool collect_keys(css::Selector const& selector, Keys& keys) {
    if (selector.key.kind != css::SelectorKey::Kind::universal) {
        keys.push_back(selector.key);
        return keys.size() <= keys_limit;
    }
    for (css::SimpleSelector const& part : selector.parts) {
        if ((part.kind == css::SimpleKind::is || part.kind == css::SimpleKind::where) && !part.list.empty()) {
            std::size_t before = keys.size();
            if (std::all_of(part.list.begin(), part.list.end(), [&](css::Selector const& inner) { return collect_keys(inner, keys); }))
                return true;
            keys.resize(before);
        }
        if (part.ends_compound) break;
    }
    return false;
}

}  // namespace

void RuleIndex::add_to_buckets(EntryId id, css::Selector const& selector) {
    Keys keys;
    if (!collect_keys(selector, keys)) {
        universal_.push_back(id);
        return;
    }
    auto add = [&](Buckets& buckets, base::Name name) {
        Bucket& bucket = buckets[name];
        if (bucket.empty() || bucket.back() != id) bucket.push_back(id);
    };
    for (css::SelectorKey const& key : keys) {
        switch (key.kind) {
            case css::SelectorKey::Kind::id: add(by_id_, key.name); break;
            case css::SelectorKey::Kind::class_: add(by_class_, key.name); break;
            case css::SelectorKey::Kind::type: add(by_type_, key.name); break;
            case css::SelectorKey::Kind::source_type: add(by_source_type_, key.name); break;
            case css::SelectorKey::Kind::attribute: add(by_attribute_, key.name); break;
            case css::SelectorKey::Kind::universal: break;
        }
    }
}

/// Cascade 4, section 6.1. Among important declarations the order of origins and of layers is reversed, nothing else.
void RuleIndex::rank() {
    std::vector<EntryId> order;
    for (std::size_t index = 0; index < entries_.size(); ++index) order.emplace_back(index);
    auto key = [&](EntryId id) {
        RuleEntry const& entry = entries_[id];
        return std::tuple(entry.level, entry.layer, entry.selector->specificity.packed(), id.value);
    };
    std::sort(order.begin(), order.end(), [&](EntryId a, EntryId b) { return key(a) < key(b); });
    // Room is left between the origins for the blocks of attributes, which come later and are all of one rank.
    std::uint32_t next = 1;
    auto number = [&](CascadeLevel level) {
        for (EntryId id : order)
            if (entries_[id].level == level) entries_[id].normal_rank = next++;
    };
    number(CascadeLevel::base);
    hint_rank_ = next++;
    number(CascadeLevel::document);
    style_attribute_rank_ = next++;
    number(CascadeLevel::builtin);
    number(CascadeLevel::document_print);
    number(CascadeLevel::edition);

    auto important_key = [&](EntryId id) {
        RuleEntry const& entry = entries_[id];
        return std::tuple(-static_cast<int>(entry.level), ~entry.layer, entry.selector->specificity.packed(), id.value);
    };
    std::sort(order.begin(), order.end(), [&](EntryId a, EntryId b) { return important_key(a) < important_key(b); });
    next = 1;
    for (EntryId id : order) {
        if (important_style_attribute_rank_ == 0 && entries_[id].level == CascadeLevel::base) important_style_attribute_rank_ = next++;
        entries_[id].important_rank = next++;
    }
    if (important_style_attribute_rank_ == 0) important_style_attribute_rank_ = next;
}

EntryId RuleIndex::add_attribute_entry(css::StyleSheet const& sheet, css::DeclarationBlock block, CascadeLevel level) {
    RuleEntry entry{.sheet = &sheet, .rule = nullptr, .selector = nullptr, .block = block, .level = level};
    entry.facts = facts_of(sheet, block);
    entry.normal_rank = level == CascadeLevel::hint ? hint_rank_ : style_attribute_rank_;
    entry.important_rank = important_style_attribute_rank_;
    return entries_.push(entry);
}

}  // namespace octavo::style
