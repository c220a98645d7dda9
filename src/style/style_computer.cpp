#include "style/style_computer.h"

#include <algorithm>

namespace octavo::style {

namespace {

/// What the builder began with or finish() changed without a declaration, so that the group is not taken for the parent's.
void touch_changed(css::StyleBuilder& builder, css::ComputedStyle const& parent) {
    if (builder.fragmentation.page != css::initial_style().fragmentation->page) builder.touch(css::Group::fragmentation);
    if (builder.text.quotes != parent.text->quotes) builder.touch(css::Group::text);
    if (builder.box.display != css::initial_style().box->display) builder.touch(css::Group::box);
}

}  // namespace

std::uint64_t StyleComputer::hash_of(Request const& request) const {
    std::uint64_t hash = request.parent.value * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(request.kind);
    auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 0xBF58476D1CE4E5B9ULL; hash ^= hash >> 29; };
    mix(request.language.number());
    for (EntryId id : request.entries) mix(id.value);
    return hash;
}

bool StyleComputer::same(Shared const& shared, Request const& request) const {
    return shared.parent == request.parent && shared.kind == request.kind && shared.language == request.language &&
           shared.entry_count == request.entries.size() &&
           std::equal(request.entries.begin(), request.entries.end(), shared_entries_.begin() + shared.first_entry);
}

StyleId StyleComputer::compute(Request const& request) {
    bool shareable = std::none_of(request.entries.begin(), request.entries.end(),
                                  [&](EntryId id) { return input_.index[id].facts.asks_element; });
    if (!shareable) return compute_new(request);
    std::uint64_t hash = hash_of(request);
    auto [first, last] = shared_.equal_range(hash);
    for (; first != last; ++first)
        if (same(first->second, request)) return first->second.style;
    StyleId style = compute_new(request);
    shared_.emplace(hash, Shared{request.parent, request.kind, request.language, static_cast<std::uint32_t>(shared_entries_.size()),
                                 static_cast<std::uint32_t>(request.entries.size()), style});
    shared_entries_.insert(shared_entries_.end(), request.entries.begin(), request.entries.end());
    return style;
}

StyleId StyleComputer::compute_new(Request const& request) {
    bool is_root = request.kind == Kind::root;
    css::ComputedStyle parent = request.parent ? input_.store.style(request.parent) : css::initial_style();
    css::CustomPropertiesPtr parent_custom = request.parent ? input_.store.custom(request.parent) : nullptr;
    cascade_.run(request.entries, {parent.text->direction, parent.text->writing_mode});
    css::CustomPropertiesPtr custom = css::compute_custom_properties(parent_custom, cascade_.custom(), &input_.document,
                                                                     request.element, input_.diagnostics);
    css::ApplyContext context;
    context.parent = parent;
    if (root_) {
        css::ComputedStyle const& root = input_.store.style(root_);
        context.root_font_size = root.font->size;
        if (root.text->line_height.kind != css::LineHeight::Kind::normal)
            context.root_line_height = css::used_line_height(root.text->line_height, root.font->size, 0);
    }
    context.is_root = is_root;
    context.is_pseudo = request.kind == Kind::pseudo;
    context.page_width = input_.viewport.width;
    context.page_height = input_.viewport.height;
    context.document = &input_.document;
    context.element = request.element;
    context.custom = custom.get();
    context.diagnostics = &input_.diagnostics;

    css::StyleBuilder builder(parent);
    if (!request.language.empty() && builder.text.language != request.language) {
        builder.text.language = request.language;
        builder.touch(css::Group::text);
    }
    cascade_.for_winners([&](css::Property, Winner const& winner) {
        css::apply_declaration(*winner.declaration, winner.where(), context, builder);
    });
    builder.finish(context);
    touch_changed(builder, parent);
    page_box_ = builder.page;
    css::ComputedStyle style = input_.store.intern(std::move(builder), parent);
    StyleId id = input_.store.number(style, custom);
    if (is_root) root_ = id;
    return id;
}

}  // namespace octavo::style
