// A bump allocator for texts and small arrays that live and die together.
#pragma once
#include <cstring>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace octavo::base {

/// Not thread-safe: one per stage or per task. Freed as a whole; nothing in it has a destructor run.
class Arena {
public:
    Arena() : resource_(64 * 1024) {}
    Arena(Arena const&) = delete;
    Arena& operator=(Arena const&) = delete;

    /// A copy of `text` that lives as long as the arena.
    [[nodiscard]] std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        auto* memory = static_cast<char*>(resource_.allocate(text.size(), 1));
        std::memcpy(memory, text.data(), text.size());
        return {memory, text.size()};
    }
    template <typename T>
    [[nodiscard]] std::span<T> copy(std::span<T const> items) {
        static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
        if (items.empty()) return {};
        auto* memory = static_cast<T*>(resource_.allocate(items.size_bytes(), alignof(T)));
        std::memcpy(memory, items.data(), items.size_bytes());
        return {memory, items.size()};
    }

private:
    std::pmr::monotonic_buffer_resource resource_;
};

}  // namespace octavo::base
