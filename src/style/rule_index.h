// Every rule of every sheet, a selector an entry, hashed by its subject and ranked once for the whole cascade.
//
// Input: the style sheets in order. Lookup: an element's id, classes, HTML and source names and attributes give the entries
// that could match it; a subject that is only `:is(a, b)` stands under each of its alternatives. Precedence (Cascade 4,
// section 6.1: origin and importance, layers, specificity, order) is sorted at building, so that an element's own matches are
// sorted by one number. Cost: building n log n in the selectors; a lookup a hash an id, class, name and attribute.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "css/rules.h"

namespace octavo::style {

/// Where a declaration stands in the cascade of normal declarations. Hints (align="right") count as the document's, but weaker. The sheets
/// that octavo brings for an edition give way, whatever their selectors, to the edition's own and to what the document says of print in
/// so many words.
enum class CascadeLevel : std::uint8_t { base, hint, document, style_attribute, builtin, document_print, edition };

/// What a block holds, so that it need not be read to know.
struct BlockFacts {
    bool normal = false, important = false;
    bool direction = false;     ///< sets direction or writing-mode
    bool reverts = false;       ///< revert or revert-layer
    bool asks_element = false;  ///< attr() in a value: the style cannot be shared
};
[[nodiscard]] BlockFacts facts_of(css::StyleSheet const& sheet, css::DeclarationBlock block);

struct EntryTag;
using EntryId = base::Id<EntryTag>;

/// A block of declarations that applies where `selector` matches (null: style attributes and hints).
struct RuleEntry {
    css::StyleSheet const* sheet = nullptr;
    css::StyleRule const* rule = nullptr;
    css::Selector const* selector = nullptr;
    css::DeclarationBlock block;
    CascadeLevel level = CascadeLevel::edition;
    std::uint32_t layer = css::no_layer;   ///< position among the layers of its origin, weakest first
    std::uint32_t normal_rank = 0, important_rank = 0;   ///< greater wins; equal only for blocks of one attribute level
    BlockFacts facts{};
};
[[nodiscard]] CascadeLevel level_of(css::StyleSheet const& sheet, bool for_print);

class RuleIndex {
public:
    explicit RuleIndex(std::span<css::StyleSheetPtr const> sheets);

    [[nodiscard]] RuleEntry const& operator[](EntryId id) const { return entries_[id]; }
    /// An entry for a style attribute or a hint; its sheet must outlive the index.
    EntryId add_attribute_entry(css::StyleSheet const& sheet, css::DeclarationBlock block, CascadeLevel level);
    /// The number of a sheet's layer among those of its origin; css::no_layer stays what it is.
    [[nodiscard]] std::uint32_t layer_number(css::StyleSheet const& sheet, std::uint32_t layer) const;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Whether any sheet is for some parts of a book only.
    [[nodiscard]] bool has_scoped_sheets() const { return has_scoped_sheets_; }

    /// Calls `visit(EntryId)` for each entry that could match, some more than once.
    template <typename Visit>
    void for_candidates(css::MatchContext const& context, dom::NodeId element, Visit&& visit) const;

private:
    using Bucket = std::vector<EntryId>;
    using Buckets = std::unordered_map<base::Name, Bucket>;
    void add_rules(css::StyleSheet const& sheet);
    void add_to_buckets(EntryId id, css::Selector const& selector);
    void number_layers(std::span<css::StyleSheetPtr const> sheets);
    void rank();
    template <typename Visit>
    static void visit_bucket(Buckets const& buckets, base::Name name, Visit&& visit) {
        if (buckets.empty() || name.empty()) return;
        auto found = buckets.find(name);
        if (found == buckets.end()) return;
        for (EntryId id : found->second) visit(id);
    }

    base::IdVector<EntryTag, RuleEntry> entries_;
    std::unordered_map<css::StyleSheet const*, std::vector<std::uint32_t>> layer_numbers_;  // looked up only
    Buckets by_id_, by_class_, by_type_, by_source_type_, by_attribute_;
    Bucket universal_;
    bool has_scoped_sheets_ = false;
    std::uint32_t style_attribute_rank_ = 0, hint_rank_ = 0, important_style_attribute_rank_ = 0;
};

/// The attribute by which selectors see an element's Role: [data-role="footnote"].
[[nodiscard]] base::Name role_attribute();

template <typename Visit>
void RuleIndex::for_candidates(css::MatchContext const& context, dom::NodeId node, Visit&& visit) const {
    dom::Element const& element = context.document().element(node);
    visit_bucket(by_id_, context.id(node), visit);
    for (base::Name name : context.classes(node)) visit_bucket(by_class_, name, visit);
    visit_bucket(by_type_, element.html, visit);
    visit_bucket(by_source_type_, element.source_local, visit);
    if (!by_attribute_.empty()) {
        for (dom::Attribute const& attribute : context.document().attributes(node)) visit_bucket(by_attribute_, attribute.local, visit);
        if (element.role != dom::Role::none) visit_bucket(by_attribute_, role_attribute(), visit);
    }
    for (EntryId id : universal_) visit(id);
}

}  // namespace octavo::style
