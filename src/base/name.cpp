#include "base/name.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace octavo::base {
namespace {

// Texts live in blocks that never move, so view() reads without a lock: block k holds 1024 << k texts.
class NameTable {
public:
    NameTable() { add(""); }

    std::uint32_t number(std::string_view text) {
        {
            std::shared_lock lock(mutex_);
            if (auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        }
        std::unique_lock lock(mutex_);
        if (auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        return add(text);
    }

    std::string_view text(std::uint32_t number) const {
        auto [block, offset] = place(number);
        return blocks_[block].load(std::memory_order_acquire)[offset];
    }

private:
    static std::pair<std::size_t, std::size_t> place(std::uint32_t number) {
        auto shifted = static_cast<std::uint64_t>(number) + 1024;
        auto top = static_cast<std::size_t>(63 - __builtin_clzll(shifted));
        return {top - 10, static_cast<std::size_t>(shifted - (std::uint64_t{1} << top))};
    }

    std::uint32_t add(std::string_view text) {
        auto number = count_++;
        auto [block, offset] = place(number);
        if (offset == 0) {
            owned_.push_back(std::make_unique<std::string[]>(std::size_t{1024} << block));
            blocks_[block].store(owned_.back().get(), std::memory_order_release);
        }
        std::string& slot = blocks_[block].load(std::memory_order_relaxed)[offset];
        slot.assign(text);
        numbers_.emplace(std::string_view(slot), number);
        return number;
    }

    std::shared_mutex mutex_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::unique_ptr<std::string[]>> owned_;
    std::atomic<std::string*> blocks_[23] = {};
    std::uint32_t count_ = 0;
};

NameTable& table() {
    static NameTable& instance = *new NameTable;  // never destroyed: names outlive every static that holds one
    return instance;
}

}  // namespace

Name Name::of(std::string_view text) { return text.empty() ? Name() : Name(table().number(text)); }
std::string_view Name::view() const { return number_ == 0 ? std::string_view("") : table().text(number_); }

}  // namespace octavo::base
