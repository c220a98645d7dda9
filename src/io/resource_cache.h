// What has been read so far: each resource once, however many threads ask, within the limits of one resource and of the
// run. A resource that failed is tried again when asked for again, so that each place that names it gets its own
// diagnostic.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/stage_context.h"
#include "io/workspace.h"

namespace octavo::io {

using ReadResult = tl::expected<ResourcePtr, base::Diagnostic>;

class ResourceCache {
public:
    explicit ResourceCache(base::Limits const& limits) : limits_(limits) {}
    /// The resource called `name`, made by `load` if it is not here yet. Threads that want the same one wait for each
    /// other only.
    [[nodiscard]] ReadResult get(std::string_view name, std::function<ReadResult()> const& load);
    /// Takes `bytes` from what the run may read. An io_limit diagnostic if `bytes` is too much for one resource or for
    /// the run.
    [[nodiscard]] tl::expected<void, base::Diagnostic> reserve(std::string_view name, std::uint64_t bytes,
                                                               base::SourceSpan where);
    /// All of them, sorted by name.
    [[nodiscard]] std::vector<ResourcePtr> all() const;

private:
    struct Slot {
        std::mutex mutex;
        ResourcePtr resource;
    };
    base::Limits limits_;
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Slot>, std::less<>> slots_;
    std::uint64_t total_ = 0;
};

/// A resource that owns `bytes` (which a zero byte follows, as in every resource: XML is parsed in place).
[[nodiscard]] ResourcePtr make_resource(std::string name, std::string bytes);

}  // namespace octavo::io
