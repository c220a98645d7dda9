// The states of the search for page breaks, and the set of those before one item: one per key, the cheapest.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "page/note_area.h"

namespace octavo::page {

struct State {
    std::int64_t cost = 0;
    std::uint32_t step = layout::no_index;
    Length used = 0;                 // height of body and notes on the page so far
    Length body = 0;                 // of the body alone: the grid is counted from the page's top
    std::uint32_t carry_note = layout::no_index; // a note split on the page before,
    std::uint32_t carry_line : 20 = 0;           // the line it goes on with,
    std::uint32_t carry_more : 12 = 0;           // and how many called after it follow it
    std::uint32_t column_floats = 0; // of a page just ended inside columns: so many of their floats are placed
    std::uint32_t floats_placed = 0; // page floats that stand on this page or before; later ones that were called wait
    std::int8_t allowance = 0;       // lines by which this spread is longer
    bool recto = true;
    bool first_page = true;
    NoteArea notes;
    bool top = true;                 // nothing but dropped glue stands on the page
    bool foot_float = false;         // a page float stands at the page's foot: none that is called later may stand at its head
    bool full_line = false;          // the last thing placed is a paragraph of one line that fills it
    std::uint32_t candidate = 0, cut = 0;  // of a page just ended inside an item: where its rest goes on
};

[[nodiscard]] inline std::uint64_t key_of(State const& s) {
    std::uint64_t key = static_cast<std::uint32_t>(s.used);
    key = key << 32 ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(s.body)) << 6);
    key ^= static_cast<std::uint64_t>(s.recto) | static_cast<std::uint64_t>(s.first_page) << 1 |
           static_cast<std::uint64_t>(s.notes.any) << 2 | static_cast<std::uint64_t>(s.allowance + 1) << 3 |
           static_cast<std::uint64_t>(s.top) << 5;
    if (s.floats_placed != 0) key ^= s.floats_placed * 0xC2B2AE3D27D4EB4FULL;
    if (s.foot_float) key ^= 0x94D049BB133111EBULL;
    if (s.notes.run_in != 0) key ^= s.notes.run_in * 0xD6E8FEB86659FD93ULL;
    if (s.notes.series > 1) key ^= static_cast<std::uint64_t>(s.notes.series) << 24;
    if (s.carry_note != layout::no_index) key ^= (static_cast<std::uint64_t>(s.carry_note) * 131 + s.carry_line + 1 + (static_cast<std::uint64_t>(s.carry_more) << 20)) * 0x9E3779B97F4A7C15ULL;
    return key;
}

/// The states before one item; one per key, the cheapest.
class Layer {
public:
    void clear() {
        states_.clear();
        keys_.clear();
        ++generation_;
    }
    /// Where the state belongs when it is new or cheaper than the one with its key; null when it is not wanted. The caller
    /// fills in the step then, so that steps are kept only of states that count.
    [[nodiscard]] State* add(State const& state, std::uint64_t key) {
        std::size_t slot = (key * 0x9E3779B97F4A7C15ULL) >> shift_;
        while (table_[slot].generation == generation_) {
            if (table_[slot].key == key) {
                State& known = states_[table_[slot].index];
                if (state.cost >= known.cost) return nullptr;
                known = state;
                return &known;
            }
            slot = (slot + 1) & (table_.size() - 1);
        }
        if ((states_.size() + 1) * 2 > table_.size()) {
            grow();
            return add(state, key);
        }
        table_[slot] = {key, generation_, static_cast<std::uint32_t>(states_.size())};
        states_.push_back(state);
        keys_.push_back(key);
        return &states_.back();
    }
    [[nodiscard]] State* add(State const& state) { return add(state, key_of(state)); }
    /// Keeps the cheapest `most` states, in an order that depends on their values only.
    void prune(std::size_t most) {
        if (states_.size() <= most) return;
        std::stable_sort(states_.begin(), states_.end(), [](State const& a, State const& b) { return a.cost < b.cost; });
        states_.resize(most);
        keys_.clear();  // a pruned layer is only read
    }
    [[nodiscard]] std::vector<State> const& states() const { return states_; }
    /// Calls function(step) with each state's step, to be changed.
    template <typename Function>
    void for_steps(Function&& function) {
        for (State& s : states_) function(s.step);
    }
    [[nodiscard]] bool empty() const { return states_.empty(); }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t generation = 0;
        std::uint32_t index = 0;
    };
    void grow() {
        table_.assign(table_.size() * 2, {});
        --shift_;
        generation_ = 1;
        for (std::uint32_t i = 0; i < states_.size(); ++i) {
            std::size_t slot = (keys_[i] * 0x9E3779B97F4A7C15ULL) >> shift_;
            while (table_[slot].generation == generation_) slot = (slot + 1) & (table_.size() - 1);
            table_[slot] = {keys_[i], generation_, i};
        }
    }
    std::vector<State> states_;
    std::vector<std::uint64_t> keys_;
    std::vector<Slot> table_ = std::vector<Slot>(2048);
    std::uint32_t generation_ = 1;
    unsigned shift_ = 64 - 11;
};

}  // namespace octavo::page
