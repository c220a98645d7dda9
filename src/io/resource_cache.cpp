#include "io/resource_cache.h"

#include <fmt/format.h>

#include "io/checksum.h"

namespace octavo::io {

ReadResult ResourceCache::get(std::string_view name, std::function<ReadResult()> const& load) {
    std::shared_ptr<Slot> slot;
    {
        std::lock_guard lock(mutex_);
        auto found = slots_.find(name);
        if (found == slots_.end()) found = slots_.emplace(std::string(name), std::make_shared<Slot>()).first;
        slot = found->second;
    }
    std::lock_guard lock(slot->mutex);
    if (slot->resource) return slot->resource;
    ReadResult result = load();
    if (result) slot->resource = *result;
    return result;
}

tl::expected<void, base::Diagnostic> ResourceCache::reserve(std::string_view name, std::uint64_t bytes,
                                                            base::SourceSpan where) {
    std::lock_guard lock(mutex_);
    bool one = bytes > limits_.input_bytes;
    if (!one && bytes <= limits_.total_bytes - total_) {
        total_ += bytes;
        return {};
    }
    return tl::unexpected(base::Diagnostic{
        .code = base::Code::io_limit,
        .severity = base::Severity::error,
        .where = where,
        .message = one ? fmt::format("'{}' has {} bytes: more than {} are not read", name, bytes, limits_.input_bytes)
                       : fmt::format("'{}' is not read: all files together would exceed {} bytes", name,
                                     limits_.total_bytes)});
}

std::vector<ResourcePtr> ResourceCache::all() const {
    std::vector<ResourcePtr> resources;
    std::lock_guard lock(mutex_);
    for (auto const& [name, slot] : slots_) {
        std::lock_guard slot_lock(slot->mutex);
        if (slot->resource) resources.push_back(slot->resource);
    }
    return resources;
}

ResourcePtr make_resource(std::string name, std::string bytes) {
    auto owned = std::make_shared<std::string>(std::move(bytes));
    auto resource = std::make_shared<Resource>();
    resource->name = std::move(name);
    resource->bytes = *owned;
    resource->digest = sha256(*owned);
    resource->keep = std::move(owned);
    return resource;
}

}  // namespace octavo::io
