// The one parallel primitive: calls `task(i)` for i in 0…count−1 on up to `workers` threads. Results are the caller's to keep by
// index, so order never depends on timing. Exceptions thrown by a task are rethrown here (the one of the smallest index).
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace octavo::base {

void parallel_for(std::size_t count, unsigned workers, std::function<void(std::size_t)> const& task);

/// The results of task(0) … task(count − 1), in that order.
template <typename Task>
[[nodiscard]] auto parallel_map(std::size_t count, unsigned workers, Task&& task) {
    using Result = decltype(task(std::size_t{}));
    std::vector<std::optional<Result>> slots(count);
    parallel_for(count, workers, [&](std::size_t i) { slots[i].emplace(task(i)); });
    std::vector<Result> results;
    results.reserve(count);
    for (auto& slot : slots) results.push_back(std::move(*slot));
    return results;
}

}  // namespace octavo::base
