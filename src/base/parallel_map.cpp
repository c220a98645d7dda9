#include "base/parallel_map.h"

#include <exception>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace octavo::base {

void parallel_for(std::size_t count, unsigned workers, std::function<void(std::size_t)> const& task) {
    if (workers <= 1 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) task(i);
        return;
    }
    std::vector<std::exception_ptr> failures(count);
    tbb::global_control allow(tbb::global_control::max_allowed_parallelism, workers);  // more than there are cores, if asked for
    tbb::task_arena arena(static_cast<int>(workers));
    arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
            try {
                task(i);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        });
    });
    for (auto const& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

}  // namespace octavo::base
