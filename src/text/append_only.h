// A growing list read without locks: elements never move and are never taken away. Appending is the caller's to
// serialise; an index may be read by any thread that was handed it after the append.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

namespace octavo::text {

template <typename T>
class AppendOnly {
public:
    AppendOnly() = default;
    AppendOnly(AppendOnly const&) = delete;
    AppendOnly& operator=(AppendOnly const&) = delete;
    ~AppendOnly() {
        for (auto& slot : blocks_) delete slot.load(std::memory_order_relaxed);
    }

    std::uint32_t push(std::unique_ptr<T> item) {
        std::uint32_t index = size_.load(std::memory_order_relaxed);
        auto& slot = blocks_.at(index / block_size);
        Block* block = slot.load(std::memory_order_relaxed);
        if (block == nullptr) {
            block = new Block;
            slot.store(block, std::memory_order_release);
        }
        (*block)[index % block_size] = std::move(item);
        size_.store(index + 1, std::memory_order_release);
        return index;
    }
    [[nodiscard]] T& operator[](std::uint32_t index) { return *(*block_of(index))[index % block_size]; }
    [[nodiscard]] T const& operator[](std::uint32_t index) const { return *(*block_of(index))[index % block_size]; }
    [[nodiscard]] std::uint32_t size() const { return size_.load(std::memory_order_acquire); }

private:
    static constexpr std::uint32_t block_size = 256;
    using Block = std::array<std::unique_ptr<T>, block_size>;
    [[nodiscard]] Block* block_of(std::uint32_t index) const {
        return blocks_[index / block_size].load(std::memory_order_acquire);
    }

    std::array<std::atomic<Block*>, 4096> blocks_{};
    std::atomic<std::uint32_t> size_{0};
};

}  // namespace octavo::text
