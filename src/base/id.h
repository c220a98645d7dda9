// Typed 32-bit ids and the vectors they index. Trees in octavo are arrays: an id is a position, not an address.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace octavo::base {

/// An index into an IdVector of the same tag. Default-constructed ids are `none`.
template <typename Tag>
struct Id {
    static constexpr std::uint32_t none_value = 0xFFFFFFFF;
    std::uint32_t value = none_value;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t index) : value(index) {}
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
    [[nodiscard]] constexpr bool valid() const { return value != none_value; }
    constexpr explicit operator bool() const { return valid(); }
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// A contiguous vector addressed by Id<Tag>.
template <typename Tag, typename T>
class IdVector {
public:
    using id = Id<Tag>;
    id push(T value) {
        items_.push_back(std::move(value));
        return id(items_.size() - 1);
    }
    [[nodiscard]] T& operator[](id index) { return items_[index.value]; }
    [[nodiscard]] T const& operator[](id index) const { return items_[index.value]; }
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    void reserve(std::size_t count) { items_.reserve(count); }
    void resize(std::size_t count) { items_.resize(count); }
    void clear() { items_.clear(); }
    [[nodiscard]] auto begin() { return items_.begin(); }
    [[nodiscard]] auto end() { return items_.end(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }
    [[nodiscard]] T& back() { return items_.back(); }
    [[nodiscard]] T const& back() const { return items_.back(); }

private:
    std::vector<T> items_;
};

}  // namespace octavo::base

template <typename Tag>
struct std::hash<octavo::base::Id<Tag>> {
    std::size_t operator()(octavo::base::Id<Tag> id) const noexcept { return id.value * 0x9E3779B97F4A7C15ULL >> 7; }
};
