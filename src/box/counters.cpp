#include "box/counters.h"

#include <algorithm>
#include <limits>

namespace octavo::box {

std::int32_t add_saturating(std::int32_t a, std::int32_t b) {
    using Range = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(std::int64_t{a} + b, Range::min(), Range::max()));
}

std::vector<std::int32_t> CounterSnapshot::of(base::Name name) const {
    std::vector<std::int32_t> found;
    for (Value const& entry : values) {
        if (entry.name == name) found.push_back(entry.value);
    }
    return found;
}

void Counters::leave() {
    while (!created_.empty() && created_.back().depth > depth_) {
        counters_[created_.back().counter].instances.pop_back();
        created_.pop_back();
    }
    --depth_;
}

std::size_t Counters::index_of(base::Name name) {
    for (std::size_t i = 0; i < counters_.size(); ++i) {
        if (counters_[i].name == name) return i;
    }
    counters_.push_back({name, {}});
    return counters_.size() - 1;
}

Counters::Instance& Counters::create(std::size_t counter, std::int32_t value, CountDirection direction) {
    created_.push_back({depth_, counter});
    return counters_[counter].instances.emplace_back(Instance{depth_, value, direction});
}

Counters::Instance& Counters::innermost(base::Name name) {
    std::size_t counter = index_of(name);
    std::vector<Instance>& instances = counters_[counter].instances;
    return instances.empty() ? create(counter, 0, CountDirection::up) : instances.back();
}

void Counters::reset(base::Name name, std::int32_t value, CountDirection direction) {
    std::size_t counter = index_of(name);
    std::vector<Instance>& instances = counters_[counter].instances;
    // "instantiate counter": one made by this element or a sibling before it is replaced, not nested
    if (!instances.empty() && instances.back().depth == depth_) {
        instances.back() = {depth_, value, direction};
    } else {
        create(counter, value, direction);
    }
}

void Counters::increment(base::Name name, std::int32_t by) {
    Instance& counter = innermost(name);
    counter.value = add_saturating(counter.value, by);
}

void Counters::set(base::Name name, std::int32_t value) { innermost(name).value = value; }

std::vector<std::int32_t> Counters::values(base::Name name) {
    std::size_t counter = index_of(name);
    if (counters_[counter].instances.empty()) create(counter, 0, CountDirection::up);
    std::vector<std::int32_t> values;
    for (Instance const& instance : counters_[counter].instances) values.push_back(instance.value);
    return values;
}

CounterSnapshot Counters::snapshot() const {
    CounterSnapshot snapshot;
    for (Counter const& counter : counters_) {
        for (Instance const& instance : counter.instances) snapshot.values.push_back({counter.name, instance.value});
    }
    return snapshot;
}

}  // namespace octavo::box
