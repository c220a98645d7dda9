#include "css/selector_compiler.h"

#include <algorithm>

namespace octavo::css {
namespace {

constexpr std::uint16_t saturate(unsigned number) { return static_cast<std::uint16_t>(std::min(number, 0xFFFFU)); }
Specificity add(Specificity a, Specificity b) {
    return {saturate(unsigned{a.ids} + b.ids), saturate(unsigned{a.classes} + b.classes), saturate(unsigned{a.types} + b.types)};
}

Specificity most_specific(std::span<Selector const> list) {
    Specificity most;
    for (Selector const& selector : list) most = std::max(most, selector.specificity);
    return most;
}

Specificity specificity_of(SimpleSelector const& simple) {
    switch (simple.kind) {
        case SimpleKind::universal: case SimpleKind::where: return {};
        case SimpleKind::type: return {0, 0, 1};
        case SimpleKind::id: return {1, 0, 0};
        case SimpleKind::is: case SimpleKind::not_: case SimpleKind::has: return most_specific(simple.list);
        case SimpleKind::nth_child: case SimpleKind::nth_last_child: return add({0, 1, 0}, most_specific(simple.list));
        default: return {0, 1, 0};
    }
}


int cost(SimpleSelector const& simple) {
    switch (simple.kind) {
        case SimpleKind::never: return 0;
        case SimpleKind::id: return 1;
        case SimpleKind::class_: return 2;
        case SimpleKind::type: return 3;
        case SimpleKind::universal: return 4;
        case SimpleKind::attribute: return 5;
        case SimpleKind::has: return 9;
        case SimpleKind::is: case SimpleKind::where: case SimpleKind::not_: return 8;
        default: return 7;
    }
}

SelectorKey key_of(std::vector<SimpleSelector> const& parts) {
    SelectorKey key;
    for (SimpleSelector const& simple : parts) {
        using K = SelectorKey::Kind;
        K kind = K::universal;
        if (simple.kind == SimpleKind::id) kind = K::id;
        else if (simple.kind == SimpleKind::class_) kind = K::class_;
        else if (simple.kind == SimpleKind::type && simple.namespace_test == NamespaceTest::html) kind = K::type;
        else if (simple.kind == SimpleKind::type && simple.namespace_test != NamespaceTest::any) kind = K::source_type;
        else if (simple.kind == SimpleKind::attribute) kind = K::attribute;
        if (kind < key.kind) key = {kind, simple.name};
    }
    return key;
}

// Names of compounds that are surely ancestors: left of a descendant or child combinator, through no sibling's subtree.
void set_ancestor_hashes(std::vector<Compound> const& compounds, std::vector<Combinator> const& combinators, Selector& out) {
    std::size_t used = 0;
    bool ancestor = false;
    for (std::size_t i = compounds.size() - 1; i-- > 0;) {
        Combinator combinator = combinators[i];
        // A sibling's ancestors are the element's own, so only the sibling itself is skipped.
        ancestor = combinator == Combinator::descendant || combinator == Combinator::child;
        if (!ancestor) continue;
        for (SimpleSelector const& simple : compounds[i].parts) {
            if (used == out.ancestor_hashes.size()) return;
            bool html = simple.namespace_test == NamespaceTest::html;
            if (simple.kind == SimpleKind::id) out.ancestor_hashes[used++] = ancestor_hash(HashedName::id, simple.name);
            else if (simple.kind == SimpleKind::class_) out.ancestor_hashes[used++] = ancestor_hash(HashedName::class_, simple.name);
            else if (simple.kind == SimpleKind::type && html) out.ancestor_hashes[used++] = ancestor_hash(HashedName::type, simple.name);
            else if (simple.kind == SimpleKind::type && simple.namespace_test != NamespaceTest::any)
                out.ancestor_hashes[used++] = ancestor_hash(HashedName::source_type, simple.name);
        }
    }
}

}  // namespace

std::uint32_t ancestor_hash(HashedName kind, base::Name name) {
    std::uint64_t mixed = (std::uint64_t{name.number()} << 2 | static_cast<std::uint64_t>(kind)) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::uint32_t>(mixed >> 32) | 1U;
}

void compile_selector(std::vector<Compound>& compounds, std::vector<Combinator> const& combinators, base::Arena& arena,
                      Selector& out) {
    std::vector<SimpleSelector> parts;
    for (std::size_t i = compounds.size(); i-- > 0;) {
        Compound& compound = compounds[i];
        if (compound.parts.empty()) compound.parts.push_back(SimpleSelector{});  // a lone pseudo-element: any element's
        // "Of type" is of the name the compound speaks of: the source's, where it names that.
        bool source = std::any_of(compound.parts.begin(), compound.parts.end(), [](SimpleSelector const& simple) {
            return simple.kind == SimpleKind::type && (simple.namespace_test == NamespaceTest::source || simple.namespace_test == NamespaceTest::none);
        });
        for (SimpleSelector& simple : compound.parts) {
            bool of_type = simple.kind == SimpleKind::nth_of_type || simple.kind == SimpleKind::nth_last_of_type || simple.kind == SimpleKind::only_of_type;
            if (of_type) simple.namespace_test = source ? NamespaceTest::source : NamespaceTest::html;
        }
        // The tests that fail soonest first; their order means nothing else.
        std::stable_sort(compound.parts.begin(), compound.parts.end(), [](auto const& a, auto const& b) { return cost(a) < cost(b); });
        for (SimpleSelector const& simple : compound.parts) out.specificity = add(out.specificity, specificity_of(simple));
        compound.parts.back().ends_compound = true;
        compound.parts.back().combinator = i > 0 ? combinators[i - 1] : Combinator::none;
        parts.insert(parts.end(), compound.parts.begin(), compound.parts.end());
    }
    out.pseudo = compounds.back().pseudo;
    if (out.pseudo != PseudoElement::none) out.specificity = add(out.specificity, {0, 0, 1});
    out.parts = arena.copy(std::span<SimpleSelector const>(parts));
    out.key = key_of(compounds.back().parts);
    set_ancestor_hashes(compounds, combinators, out);
}

}  // namespace octavo::css
