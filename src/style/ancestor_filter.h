// A counting Bloom filter of the names (ids, classes, types) of the open elements: most descendant selectors are turned away
// by it without a walk. False positives cost a walk; there are no false negatives. Two counters a name, 4096 counters.
#pragma once
#include <array>
#include <cstdint>

#include "css/selectors.h"

namespace octavo::style {

class AncestorFilter {
public:
    void add(std::uint32_t hash) { raise(hash); raise(hash >> 16); }
    void remove(std::uint32_t hash) { lower(hash); lower(hash >> 16); }
    [[nodiscard]] bool may_hold(std::uint32_t hash) const {
        return counters_[hash & mask] != 0 && counters_[(hash >> 16) & mask] != 0;
    }
    /// Could the ancestors a selector asks for be among the open elements?
    [[nodiscard]] bool may_match(css::Selector const& selector) const {
        for (std::uint32_t hash : selector.ancestor_hashes)
            if (hash != 0 && !may_hold(hash)) return false;
        return true;
    }

private:
    static constexpr std::uint32_t mask = 4095;
    static constexpr std::uint8_t full = 255;  // a full counter stays full: it no longer knows how many there are
    void raise(std::uint32_t hash) { auto& counter = counters_[hash & mask]; if (counter != full) ++counter; }
    void lower(std::uint32_t hash) { auto& counter = counters_[hash & mask]; if (counter != full) --counter; }
    std::array<std::uint8_t, 4096> counters_{};
};

}  // namespace octavo::style
