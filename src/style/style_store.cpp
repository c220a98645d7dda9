#include "style/style_store.h"

#include <string_view>

namespace octavo::style {

namespace {

/// Mixes numbers into one of 64 bits (the finaliser of SplitMix64 after each).
class Hash {
public:
    Hash& add(std::uint64_t value) {
        state_ += value + 0x9E3779B97F4A7C15ULL;
        state_ = (state_ ^ (state_ >> 30)) * 0xBF58476D1CE4E5B9ULL;
        state_ ^= state_ >> 27;
        return *this;
    }
    template <typename Enum>
        requires std::is_enum_v<Enum>
    Hash& add(Enum value) { return add(static_cast<std::uint64_t>(value)); }
    Hash& add(base::Name name) { return add(std::uint64_t{name.number()}); }
    Hash& add(css::LengthPercentage const& length) {
        return add(static_cast<std::uint32_t>(length.length) | static_cast<std::uint64_t>(static_cast<std::uint32_t>(length.percent)) << 32)
            .add(length.kind);
    }
    Hash& add(std::string_view text) { return add(std::uint64_t{std::hash<std::string_view>{}(text)}); }
    Hash& add(css::Color color) {
        return add(std::uint64_t{color.ink} << 32 | std::uint64_t{color.red} << 24 | std::uint64_t{color.green} << 16 | std::uint64_t{color.blue} << 8 | color.alpha);
    }
    Hash& add_length(css::Length length) { return add(std::uint64_t{static_cast<std::uint32_t>(length)}); }
    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0;
};

// What differs most between styles goes in; equality decides.
std::uint64_t hash_of(css::FontGroup const& font) {
    Hash hash;
    for (base::Name family : font.families) hash.add(family);
    for (css::FontFeature feature : font.features) hash.add(std::uint64_t{feature.tag} << 32 | feature.value);
    return hash.add_length(font.size).add(std::uint64_t{font.weight}).add(font.style).add(font.language_override).value();
}
std::uint64_t hash_of(css::TextGroup const& text) {
    return Hash().add(text.color).add_length(text.line_height.length).add(std::uint64_t(text.line_height.number)).add(text.align)
        .add(text.align_last).add(text.indent).add_length(text.letter_spacing).add_length(text.word_spacing).add(text.hyphens)
        .add(text.transform).add(text.white_space).add(text.wrap).add(text.wrap_style).add(text.line_break).add(text.direction)
        .add(text.visibility).add(text.language).add(std::uint64_t{text.orphans}).add(std::uint64_t{text.widows}).value();
}
std::uint64_t hash_of(css::ListTableGroup const& list) {
    return Hash().add(list.list_style_type).add(std::string_view(list.list_style_string)).add(list.list_position)
        .add(std::uint64_t{list.border_collapse}).add_length(list.border_spacing_inline).value();
}
std::uint64_t hash_of(css::BoxGroup const& box) {
    Hash hash;
    hash.add(box.display).add(box.position).add(box.running_name).add(box.float_).add(box.clear).add(box.vertical_align);
    hash.add(box.width).add(box.height).add(box.max_width).add(box.max_height);
    for (auto const& side : box.margin) hash.add(side);
    for (auto const& side : box.padding) hash.add(side);
    return hash.value();
}
std::uint64_t hash_of(css::DecorationGroup const& decoration) {
    Hash hash;
    for (css::Border const& border : decoration.border) hash.add_length(border.width).add(border.style).add(border.color);
    return hash.add(decoration.background).add(std::uint64_t{decoration.underline} | std::uint64_t{decoration.line_through} << 1)
        .add(decoration.decoration_color).add(std::string_view(decoration.background_image)).value();
}
std::uint64_t hash_of(css::FragmentationGroup const& fragmentation) {
    return Hash().add(fragmentation.before).add(fragmentation.after).add(fragmentation.inside).add(fragmentation.page)
        .add(std::uint64_t{fragmentation.column_count}).add(fragmentation.column_width).value();
}
std::uint64_t hash_of(css::GeneratedGroup const& generated) {
    Hash hash;
    auto add_items = [&](std::vector<css::ContentItem> const& items) {
        for (css::ContentItem const& item : items) hash.add(item.kind).add(std::string_view(item.text)).add(item.name).add(item.style);
    };
    auto add_changes = [&](std::vector<css::CounterChange> const& changes) {
        hash.add(std::uint64_t{changes.size()});
        for (css::CounterChange change : changes) hash.add(change.name).add(std::uint64_t(change.value));
    };
    hash.add(generated.content_kind).add(std::uint64_t{generated.bookmark_level});
    add_items(generated.content);
    add_items(generated.bookmark_label);
    add_changes(generated.counter_reset);
    add_changes(generated.counter_increment);
    add_changes(generated.counter_set);
    for (css::StringSet const& set : generated.string_set) {
        hash.add(set.name);
        add_items(set.items);
    }
    return hash.value();
}

template <typename T>
std::uint64_t address(T const* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

}  // namespace

template <typename T>
void GroupStore<T>::seed(T const* group) { known_.emplace(hash_of(*group), group); }

template <typename T>
T const* GroupStore<T>::intern(T&& group) {
    std::uint64_t hash = hash_of(group);
    auto [first, last] = known_.equal_range(hash);
    for (; first != last; ++first)
        if (*first->second == group) return first->second;
    T const* stored = &values_.emplace_back(std::move(group));
    known_.emplace(hash, stored);
    return stored;
}

StyleStore::StyleStore() {
    css::ComputedStyle const& initial = css::initial_style();
    fonts_.seed(initial.font);
    texts_.seed(initial.text);
    lists_.seed(initial.list_table);
    boxes_.seed(initial.box);
    decorations_.seed(initial.decoration);
    fragmentations_.seed(initial.fragmentation);
    generated_.seed(initial.generated);
}

css::ComputedStyle StyleStore::intern(css::StyleBuilder&& builder, css::ComputedStyle const& parent) {
    using css::Group;
    css::ComputedStyle style = css::initial_style();
    style.font = builder.has_touched(Group::font) ? fonts_.intern(std::move(builder.font)) : parent.font;
    style.text = builder.has_touched(Group::text) ? texts_.intern(std::move(builder.text)) : parent.text;
    style.list_table = builder.has_touched(Group::list_table) ? lists_.intern(std::move(builder.list_table)) : parent.list_table;
    if (builder.has_touched(Group::box)) style.box = boxes_.intern(std::move(builder.box));
    if (builder.has_touched(Group::decoration)) style.decoration = decorations_.intern(std::move(builder.decoration));
    if (builder.has_touched(Group::fragmentation)) style.fragmentation = fragmentations_.intern(std::move(builder.fragmentation));
    if (builder.has_touched(Group::generated)) style.generated = generated_.intern(std::move(builder.generated));
    return style;
}

StyleId StyleStore::number(css::ComputedStyle const& style, css::CustomPropertiesPtr const& custom) {
    std::uint64_t hash = Hash().add(address(style.font)).add(address(style.text)).add(address(style.list_table)).add(address(style.box))
        .add(address(style.decoration)).add(address(style.fragmentation)).add(address(style.generated)).add(address(custom.get())).value();
    auto [first, last] = numbers_.equal_range(hash);
    for (; first != last; ++first) {
        Numbered const& known = styles_[first->second.value];
        if (known.style == style && known.custom == custom) return first->second;
    }
    styles_.push_back({style, custom});
    StyleId id(styles_.size() - 1);
    numbers_.emplace(hash, id);
    return id;
}

}  // namespace octavo::style
