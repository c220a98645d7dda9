// Which declaration of each property wins for one element (Cascade 4, section 6): normal ones weakest first, then important
// ones; the last to come stands. Logical properties compete with the physical ones they stand for. `revert` rolls back.
// Used again and again for one element after another; clearing costs what was set.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "css/custom_properties.h"
#include "style/rule_index.h"

namespace octavo::style {

struct Winner {
    css::Declaration const* declaration = nullptr;
    RuleEntry const* entry = nullptr;
    [[nodiscard]] base::SourceSpan where() const { return entry->sheet->sources[declaration->source].where; }
};

/// What logical properties are mapped by.
struct Axes {
    css::Direction direction = css::Direction::ltr;
    css::WritingMode mode = css::WritingMode::horizontal_tb;
};

class Cascade {
public:
    explicit Cascade(RuleIndex const& index) : index_(index) {}

    /// Finds the winners of `entries`, sorted by normal rank. `axes` are the parent's; direction and writing-mode set here count.
    void run(std::span<EntryId const> entries, Axes axes);
    /// The same for blocks that no index knows (page rules), weakest first; importance is heeded, origins are as in the entries.
    void run(std::span<RuleEntry const* const> entries, Axes axes);

    /// Calls visit(Property, Winner const&) in ascending order of Property; custom properties are not among them.
    template <typename Visit>
    void for_winners(Visit&& visit) const {
        for (std::size_t word = 0; word < set_.size(); ++word) {
            for (std::uint64_t bits = set_[word]; bits != 0; bits &= bits - 1) {
                std::size_t index = word * 64 + static_cast<std::size_t>(__builtin_ctzll(bits));
                visit(static_cast<css::Property>(index), winners_[index]);
            }
        }
    }
    [[nodiscard]] Winner winner(css::Property property) const {
        auto index = static_cast<std::size_t>(property);
        return (set_[index / 64] >> (index % 64) & 1U) != 0 ? winners_[index] : Winner{};
    }
    [[nodiscard]] std::span<css::WinningCustom const> custom() const { return custom_; }

    /// Every declaration of the property in the last run, weakest first; `revert` is not heeded.
    [[nodiscard]] std::vector<Winner> history(css::Property property) const;
    [[nodiscard]] std::vector<Winner> history(base::Name custom_property) const;

private:
    void clear();
    void run_ordered(Axes axes);
    void find_axes();
    [[nodiscard]] css::Property physical(css::Property property) const;
    void put(RuleEntry const& entry, css::Declaration const& declaration);
    void roll_back();
    void drop_height_hint();
    template <typename Visit>
    void for_declarations(Visit&& visit) const;

    RuleIndex const& index_;
    std::vector<RuleEntry const*> normal_, important_;  // weakest first
    std::array<std::uint64_t, (css::property_count + 63) / 64> set_{};
    std::array<Winner, css::property_count> winners_{};
    std::vector<css::WinningCustom> custom_;
    Axes axes_;  // of the element itself
};

}  // namespace octavo::style
