// Where computed styles live: groups are interned, so that equal ones have one address, and whole styles (with the custom
// properties that hold there) are numbered. Addresses stay valid as long as the store. Cost: a hash and a comparison a group.
#pragma once
#include <cstdint>
#include <deque>
#include <unordered_map>

#include "css/computed.h"
#include "css/properties/style_builder.h"
#include "style/styled_document.h"

namespace octavo::style {

/// Groups of one type, each value once.
template <typename T>
class GroupStore {
public:
    T const* intern(T&& group);
    /// Makes an existing value (of the parent, or initial) the one that equal values are found as.
    void seed(T const* group);
    [[nodiscard]] std::size_t size() const { return values_.size(); }

private:
    std::deque<T> values_;
    std::unordered_multimap<std::uint64_t, T const*> known_;  // looked up by hash only
};

class StyleStore {
public:
    StyleStore();
    /// The groups of a finished builder: those untouched are the parent's (inherited ones) or the initial ones.
    [[nodiscard]] css::ComputedStyle intern(css::StyleBuilder&& builder, css::ComputedStyle const& parent);
    /// The number of a style together with the custom properties in force.
    [[nodiscard]] StyleId number(css::ComputedStyle const& style, css::CustomPropertiesPtr const& custom);
    [[nodiscard]] css::ComputedStyle const& style(StyleId id) const { return styles_[id.value].style; }
    [[nodiscard]] css::CustomPropertiesPtr const& custom(StyleId id) const { return styles_[id.value].custom; }
    [[nodiscard]] std::size_t style_count() const { return styles_.size(); }

private:
    struct Numbered {
        css::ComputedStyle style;
        css::CustomPropertiesPtr custom;
    };
    GroupStore<css::FontGroup> fonts_;
    GroupStore<css::TextGroup> texts_;
    GroupStore<css::ListTableGroup> lists_;
    GroupStore<css::BoxGroup> boxes_;
    GroupStore<css::DecorationGroup> decorations_;
    GroupStore<css::FragmentationGroup> fragmentations_;
    GroupStore<css::GeneratedGroup> generated_;
    std::deque<Numbered> styles_;
    std::unordered_multimap<std::uint64_t, StyleId> numbers_;  // looked up by hash only
};

}  // namespace octavo::style
