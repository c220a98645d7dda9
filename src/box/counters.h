// Counters and their scopes: CSS Lists 3 §4.
//
// Every name has a stack of instances, each with the depth of the element that made it. An instance lives as long as that
// element's parent is open: this gives what §4.3 ("inherit counters") says, without copying sets. Cost: constant a change.
#pragma once
#include <cstdint>
#include <vector>

#include "base/name.h"

namespace octavo::box {

enum class CountDirection : std::uint8_t { up, down };  ///< down: reversed(), §4.4

/// The values of all counters at one element, innermost last, by name.
struct CounterSnapshot {
    struct Value {
        base::Name name;
        std::int32_t value = 0;
    };
    std::vector<Value> values;
    [[nodiscard]] std::vector<std::int32_t> of(base::Name name) const;
};

class Counters {
public:
    /// An element or pseudo-element starts: what is created now belongs to it.
    void enter() { ++depth_; }
    /// It ends, and with it the counters of its children.
    void leave();
    void reset(base::Name name, std::int32_t value, CountDirection direction = CountDirection::up);
    void increment(base::Name name, std::int32_t by);
    void set(base::Name name, std::int32_t value);
    /// Innermost value; a counter that is not in scope is made here, with 0 (§4.6).
    [[nodiscard]] std::int32_t value(base::Name name) { return innermost(name).value; }
    /// From the outermost to the innermost.
    [[nodiscard]] std::vector<std::int32_t> values(base::Name name);
    [[nodiscard]] CountDirection direction(base::Name name) { return innermost(name).direction; }
    [[nodiscard]] CounterSnapshot snapshot() const;

private:
    struct Instance {
        std::uint32_t depth;
        std::int32_t value;
        CountDirection direction;
    };
    struct Counter {
        base::Name name;
        std::vector<Instance> instances;
    };
    struct Created {
        std::uint32_t depth;
        std::size_t counter;  // index of counters_
    };
    [[nodiscard]] std::size_t index_of(base::Name name);
    [[nodiscard]] Instance& innermost(base::Name name);
    Instance& create(std::size_t counter, std::int32_t value, CountDirection direction);

    std::uint32_t depth_ = 0;
    std::vector<Counter> counters_;
    std::vector<Created> created_;
};

/// a + b, kept within the range: counters of hostile style sheets do not overflow.
[[nodiscard]] std::int32_t add_saturating(std::int32_t a, std::int32_t b);

}  // namespace octavo::box
