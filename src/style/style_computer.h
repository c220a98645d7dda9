// From matched rules to a computed style: cascade, custom properties, inheritance, the property table's rows, interning.
// Elements with the same parent style, the same blocks and the same language share the result without computing it again.
#pragma once
#include <span>
#include <unordered_map>
#include <vector>

#include "style/cascade.h"
#include "style/style_store.h"

namespace octavo::style {

/// The page's content area, for vw and vh.
struct Viewport {
    css::Length width = 0, height = 0;
};

class StyleComputer {
public:
    struct Input {
        dom::Document const& document;
        RuleIndex const& index;
        StyleStore& store;
        base::Diagnostics& diagnostics;
        Viewport viewport;
    };
    explicit StyleComputer(Input const& input) : input_(input), cascade_(input.index) {}

    enum class Kind : std::uint8_t { root, element, pseudo };
    struct Request {
        std::span<EntryId const> entries;  ///< sorted by normal rank
        StyleId parent;                    ///< none: the root's, initial values
        dom::NodeId element;
        Kind kind = Kind::element;
        base::Name language;               ///< of the element's own lang attribute; empty: inherited
    };
    [[nodiscard]] StyleId compute(Request const& request);
    /// What the cascade of the last request that was not shared left beside the groups (page size, grid).
    [[nodiscard]] css::PageBox const& page_box() const { return page_box_; }
    /// The cascade of the last request that was not shared.
    [[nodiscard]] Cascade const& cascade() const { return cascade_; }

private:
    struct Shared {
        StyleId parent;
        Kind kind;
        base::Name language;
        std::uint32_t first_entry, entry_count;  // of shared_entries_
        StyleId style;
    };
    [[nodiscard]] std::uint64_t hash_of(Request const& request) const;
    [[nodiscard]] bool same(Shared const& shared, Request const& request) const;
    [[nodiscard]] StyleId compute_new(Request const& request);

    Input input_;
    Cascade cascade_;
    css::PageBox page_box_;
    std::vector<EntryId> shared_entries_;
    std::unordered_multimap<std::uint64_t, Shared> shared_;  // looked up by hash only
    StyleId root_;  // none until it is computed
};

}  // namespace octavo::style
