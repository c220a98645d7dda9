// What every stage is handed besides its input: limits, cancellation, progress, number of workers, names of files.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/source.h"

namespace octavo::base {

/// Bounds on untrusted input. A stage that meets one stops with a diagnostic of its own (…_limit), never by exhaustion.
struct Limits {
    std::uint64_t input_bytes = 512ULL << 20;      ///< of one resource
    std::uint64_t total_bytes = 4ULL << 30;        ///< of all resources of a run, archives' members included
    std::uint64_t entity_expansion = 16ULL << 20;  ///< bytes that internal entities may add
    std::uint32_t element_depth = 512;
    std::uint32_t include_depth = 32;
    std::uint32_t nodes = 64'000'000;
    std::uint32_t attribute_count = 1024;          ///< on one element
    std::uint32_t pages = 200'000;
    std::uint32_t picture_pixels = 400'000'000;
};

/// `stage` is the stage's name; done and total count its items (total 0: unknown).
using ProgressSink = std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)>;

struct StageContext {
    Limits limits{};
    unsigned workers = 1;                       ///< threads a stage may use; never changes what comes out
    std::atomic<bool> const* cancel = nullptr;  ///< set from another thread to stop
    ProgressSink progress{};                    ///< called from the thread that runs the stage
    SourceFiles* files = nullptr;               ///< never null in a run; names files for diagnostics

    [[nodiscard]] bool cancelled() const { return cancel != nullptr && cancel->load(std::memory_order_relaxed); }
    void report(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
        if (progress) progress(stage, done, total);
    }
};

}  // namespace octavo::base
