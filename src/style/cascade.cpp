#include "style/cascade.h"

#include <algorithm>

namespace octavo::style {

namespace {

/// Hints and style attributes belong to the document, for `revert`.
int origin_of(CascadeLevel level) {
    switch (level) {
        case CascadeLevel::base: return 0;
        case CascadeLevel::hint:
        case CascadeLevel::document:
        case CascadeLevel::style_attribute: return 1;
        case CascadeLevel::builtin: return 2;
        case CascadeLevel::document_print: return 3;
        case CascadeLevel::edition: break;
    }
    return 4;
}

bool reverts(css::Value const& value, css::WideKeyword which) { return value.is(css::Value::Kind::wide) && value.wide == which; }

}  // namespace

void Cascade::clear() {
    set_.fill(0);
    custom_.clear();
    normal_.clear();
    important_.clear();
}

void Cascade::run(std::span<EntryId const> entries, Axes axes) {
    clear();
    for (EntryId id : entries) {
        RuleEntry const& entry = index_[id];
        if (entry.facts.normal) normal_.push_back(&entry);
        if (entry.facts.important) important_.push_back(&entry);
    }
    std::stable_sort(important_.begin(), important_.end(),
                     [](RuleEntry const* a, RuleEntry const* b) { return a->important_rank < b->important_rank; });
    run_ordered(axes);
}

void Cascade::run(std::span<RuleEntry const* const> entries, Axes axes) {
    clear();
    for (RuleEntry const* entry : entries) {
        if (entry->facts.normal) normal_.push_back(entry);
        if (entry->facts.important) important_.push_back(entry);
    }
    std::stable_sort(important_.begin(), important_.end(), [](RuleEntry const* a, RuleEntry const* b) {
        return origin_of(a->level) > origin_of(b->level);
    });
    run_ordered(axes);
}

template <typename Visit>
void Cascade::for_declarations(Visit&& visit) const {
    for (RuleEntry const* entry : normal_)
        for (css::Declaration const& declaration : entry->sheet->declarations_of(entry->block))
            if (!declaration.important) visit(*entry, declaration);
    for (RuleEntry const* entry : important_)
        for (css::Declaration const& declaration : entry->sheet->declarations_of(entry->block))
            if (declaration.important) visit(*entry, declaration);
}

void Cascade::run_ordered(Axes axes) {
    auto any = [&](auto member) {
        return std::any_of(normal_.begin(), normal_.end(), [&](RuleEntry const* entry) { return entry->facts.*member; }) ||
               std::any_of(important_.begin(), important_.end(), [&](RuleEntry const* entry) { return entry->facts.*member; });
    };
    axes_ = axes;
    if (any(&BlockFacts::direction)) find_axes();
    for_declarations([&](RuleEntry const& entry, css::Declaration const& declaration) { put(entry, declaration); });
    if (any(&BlockFacts::reverts)) roll_back();
    drop_height_hint();
}

/// Where a style sheet says how wide a picture is, and nothing but an attribute how high, its own proportions hold.
void Cascade::drop_height_hint() {
    auto of_hint = [&](css::Property property) {
        Winner const found = winner(property);
        return found.entry != nullptr && found.entry->level == CascadeLevel::hint;
    };
    if (!of_hint(css::Property::height) || winner(css::Property::width).entry == nullptr || of_hint(css::Property::width)) return;
    auto index = static_cast<std::size_t>(css::Property::height);
    set_[index / 64] &= ~(std::uint64_t{1} << (index % 64));
}

/// Direction and writing mode of the element itself, from plain keywords: the logical properties of this element follow them
/// (Logical Properties 1, section 4). One that comes from var() leaves the parent's.
void Cascade::find_axes() {
    Winner direction, mode;
    for_declarations([&](RuleEntry const& entry, css::Declaration const& declaration) {
        if (declaration.property == css::Property::direction) direction = {&declaration, &entry};
        if (declaration.property == css::Property::writing_mode) mode = {&declaration, &entry};
    });
    auto read = [](Winner const& winner, auto initial, auto& out) {
        if (winner.declaration == nullptr) return;
        css::Value const& value = winner.declaration->value;
        if (value.is(css::Value::Kind::keyword)) out = static_cast<std::remove_reference_t<decltype(out)>>(value.keyword);
        if (reverts(value, css::WideKeyword::initial)) out = initial;
    };
    read(direction, css::Direction::ltr, axes_.direction);
    read(mode, css::WritingMode::horizontal_tb, axes_.mode);
}

css::Property Cascade::physical(css::Property property) const {
    return property < css::first_logical_property ? property : css::physical_property(property, axes_.direction, axes_.mode);
}

void Cascade::put(RuleEntry const& entry, css::Declaration const& declaration) {
    if (declaration.property == css::Property::custom) {
        css::WinningCustom winner{&declaration, entry.sheet->sources[declaration.source].where};
        for (css::WinningCustom& known : custom_) {
            if (known.declaration->custom == declaration.custom) {
                known = winner;
                return;
            }
        }
        custom_.push_back(winner);
        return;
    }
    auto index = static_cast<std::size_t>(physical(declaration.property));
    set_[index / 64] |= std::uint64_t{1} << (index % 64);
    winners_[index] = {&declaration, &entry};
}

/// `revert` takes what the origins below say, `revert-layer` what the layers below say (Cascade 5, sections 7.3.4 and 7.3.5).
/// Where nothing is below, the declaration stays, and means `unset`.
void Cascade::roll_back() {
    auto wants = [](Winner const& winner) {
        return reverts(winner.declaration->value, css::WideKeyword::revert) ||
               reverts(winner.declaration->value, css::WideKeyword::revert_layer);
    };
    for_winners([&](css::Property property, Winner const& winner) {
        if (!wants(winner)) return;
        std::vector<Winner> candidates = history(property);
        while (!candidates.empty() && wants(candidates.back())) {
            Winner last = candidates.back();
            bool whole_origin = reverts(last.declaration->value, css::WideKeyword::revert);
            std::erase_if(candidates, [&](Winner const& candidate) {
                if (whole_origin) return origin_of(candidate.entry->level) >= origin_of(last.entry->level);
                return candidate.entry->level == last.entry->level && candidate.entry->layer == last.entry->layer;
            });
        }
        if (!candidates.empty()) winners_[static_cast<std::size_t>(property)] = candidates.back();
    });
}

std::vector<Winner> Cascade::history(css::Property property) const {
    std::vector<Winner> found;
    for_declarations([&](RuleEntry const& entry, css::Declaration const& declaration) {
        if (declaration.property != css::Property::custom && physical(declaration.property) == property)
            found.push_back({&declaration, &entry});
    });
    return found;
}

std::vector<Winner> Cascade::history(base::Name custom_property) const {
    std::vector<Winner> found;
    for_declarations([&](RuleEntry const& entry, css::Declaration const& declaration) {
        if (declaration.property == css::Property::custom && declaration.custom == custom_property) found.push_back({&declaration, &entry});
    });
    return found;
}

}  // namespace octavo::style
