#include "css/ink.h"

#include <algorithm>
#include <deque>
#include <mutex>

namespace octavo::css {
namespace {

struct Table {
    std::mutex mutex;
    std::deque<Ink> inks{Ink{}};   // number 0 is no ink; a deque keeps what it has in place
};

Table& table() {
    static Table the_table;
    return the_table;
}

}  // namespace

std::uint16_t number_of(Ink const& ink) {
    constexpr std::size_t most = 60'000;
    std::lock_guard lock(table().mutex);
    auto& inks = table().inks;
    auto found = std::find(inks.begin() + 1, inks.end(), ink);
    if (found == inks.end()) {
        if (inks.size() >= most) return 0;
        found = inks.insert(inks.end(), ink);
    }
    return static_cast<std::uint16_t>(found - inks.begin());
}

Ink const& ink_of(std::uint16_t number) {
    std::lock_guard lock(table().mutex);
    return table().inks[number < table().inks.size() ? number : 0];
}

std::uint16_t registration_ink() {
    // "All" is the name that ISO 32000-1 §8.6.6.4 reserves for it.
    static std::uint16_t const number =
        number_of({.name = base::Name::of("All"), .cmyk = {1000, 1000, 1000, 1000}, .has_cmyk = true});
    return number;
}

}  // namespace octavo::css
