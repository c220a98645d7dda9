// Interned names: element, attribute, property, counter and class names are compared as 32-bit numbers.
// The table is one for the process, guarded by a lock and never shrinks; its order of numbers depends on who came first,
// so numbers are compared for equality only, never for order and never written out.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

namespace octavo::base {

class Name {
public:
    constexpr Name() = default;  ///< the empty name
    /// The name with this text. Thread-safe; O(1) expected.
    [[nodiscard]] static Name of(std::string_view text);
    /// The text, valid for the life of the process and zero-terminated.
    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] constexpr bool empty() const { return number_ == 0; }
    [[nodiscard]] constexpr std::uint32_t number() const { return number_; }
    friend constexpr bool operator==(Name, Name) = default;

private:
    constexpr explicit Name(std::uint32_t number) : number_(number) {}
    std::uint32_t number_ = 0;
};

}  // namespace octavo::base

template <>
struct std::hash<octavo::base::Name> {
    std::size_t operator()(octavo::base::Name name) const noexcept { return name.number() * 0x9E3779B97F4A7C15ULL >> 7; }
};
