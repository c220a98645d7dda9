// A hash map from (number, text) to a value that never moves and never goes away: the word cache and the hyphenation
// cache.
//
// Read without locks: sixty-four shards by hash, each an open-addressed table of (hash, entry) pairs that is replaced
// by one of twice its size when half full; readers of the old table find what it holds, and come to the lock for the
// rest. Values are made outside the lock: two threads may both make one, the first to insert wins, and since a value
// depends on its key alone the result is the same. Cost: a hit is one hash over the text and, mostly, two cache lines.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/arena.h"

namespace octavo::text {

[[nodiscard]] inline std::uint64_t hash_text(std::uint64_t head, std::string_view text) {
    // Multiply and fold, eight bytes at a time; the odd multipliers are the golden ratio's and an arbitrary prime's
    // bits.
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL, other = 0xD6E8FEB86659FD93ULL;
    std::uint64_t hash = (head ^ text.size()) * golden;
    char const* at = text.data();
    std::size_t left = text.size();
    while (left >= 8) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, at, 8);
        hash = (hash ^ chunk) * other;
        hash ^= hash >> 32;
        at += 8;
        left -= 8;
    }
    std::uint64_t tail = 0;
    if (left >= 4) {
        std::uint32_t low = 0, high = 0;
        std::memcpy(&low, at, 4);
        std::memcpy(&high, at + left - 4, 4);
        tail = low | (std::uint64_t{high} << 32);
    } else if (left > 0) {
        tail = static_cast<unsigned char>(at[0]) | (std::uint64_t{static_cast<unsigned char>(at[left / 2])} << 8) |
               (std::uint64_t{static_cast<unsigned char>(at[left - 1])} << 16);
    }
    hash = (hash ^ tail) * other;
    hash ^= hash >> 29;
    hash *= golden;
    return hash ^ (hash >> 32);
}

template <typename Value>
class TextCache {
    static_assert(std::is_trivially_copyable_v<Value>);

public:
    struct Key {
        std::uint64_t head;
        std::string_view text;
    };
    TextCache() = default;
    TextCache(TextCache const&) = delete;
    TextCache& operator=(TextCache const&) = delete;

    [[nodiscard]] Value const* find(Key key, std::uint64_t hash) const {
        Table const* table = shard(hash).table.load(std::memory_order_acquire);
        return table == nullptr ? nullptr : table->find(key, hash);
    }

    /// `make(arena, text)` builds the value; `text` is the key's text as the cache keeps it.
    template <typename Make>
    Value const* insert(Key key, std::uint64_t hash, Make&& make) {
        Shard& home = shard(hash);
        std::lock_guard lock(home.mutex);
        Table* table = home.table.load(std::memory_order_relaxed);
        if (table != nullptr)
            if (Value const* found = table->find(key, hash)) return found;
        if (table == nullptr || home.count * 2 >= table->mask + 1) table = home.grow();
        std::string_view text = home.arena.copy(key.text);
        Entry entry{key.head, text, make(home.arena, text)};
        Entry const* kept = home.arena.copy(std::span<Entry const>(&entry, 1)).data();
        table->put(hash, kept);
        ++home.count;
        return &kept->value;
    }

private:
    struct Entry {
        std::uint64_t head;
        std::string_view text;
        Value value;
    };
    struct Slot {
        std::atomic<std::uint64_t> hash{0};
        std::atomic<Entry const*> entry{nullptr};
    };
    struct Table {
        explicit Table(std::size_t size) : mask(size - 1), slots(std::make_unique<Slot[]>(size)) {}
        [[nodiscard]] Value const* find(Key key, std::uint64_t hash) const {
            for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
                Entry const* entry = slots[i].entry.load(std::memory_order_acquire);
                if (entry == nullptr) return nullptr;
                if (slots[i].hash.load(std::memory_order_relaxed) == hash && entry->head == key.head &&
                    entry->text == key.text)
                    return &entry->value;
            }
        }
        void put(std::uint64_t hash, Entry const* entry) {
            std::size_t i = hash & mask;
            while (slots[i].entry.load(std::memory_order_relaxed) != nullptr) i = (i + 1) & mask;
            slots[i].hash.store(hash, std::memory_order_relaxed);
            slots[i].entry.store(entry, std::memory_order_release);
        }
        std::size_t mask;
        std::unique_ptr<Slot[]> slots;
    };
    struct alignas(64) Shard {
        Table* grow() {
            Table* old = table.load(std::memory_order_relaxed);
            tables.push_back(std::make_unique<Table>(old == nullptr ? 64 : (old->mask + 1) * 2));
            Table* grown = tables.back().get();
            for (std::size_t i = 0; old != nullptr && i <= old->mask; ++i)
                if (Entry const* entry = old->slots[i].entry.load(std::memory_order_relaxed))
                    grown->put(old->slots[i].hash.load(std::memory_order_relaxed), entry);
            table.store(grown, std::memory_order_release);
            return grown;
        }
        std::atomic<Table*> table{nullptr};
        std::size_t count = 0;
        std::mutex mutex;
        base::Arena arena;
        std::vector<std::unique_ptr<Table>> tables;  // the current one and those that readers may still hold
    };
    [[nodiscard]] Shard& shard(std::uint64_t hash) { return shards_[hash >> 58]; }
    [[nodiscard]] Shard const& shard(std::uint64_t hash) const { return shards_[hash >> 58]; }

    std::array<Shard, 64> shards_;
};

}  // namespace octavo::text
