// What the program says: messages, timings, progress.
#pragma once
#include <string>

#include "cli/arguments.h"

namespace octavo::cli {

/// Messages, and timings where asked for, ready for standard error.
[[nodiscard]] std::string render_messages(Result const& result, Arguments const& arguments);

/// A progress line on a terminal, shown once a run has taken over a second; nothing elsewhere.
class ProgressLine {
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine();
    ProgressLine(ProgressLine const&) = delete;
    ProgressLine& operator=(ProgressLine const&) = delete;
    [[nodiscard]] Progress sink();

private:
    void show(char const* stage, std::uint64_t done, std::uint64_t total);
    bool wanted_;
    bool shown_ = false;
    std::int64_t began_ = 0, last_ = 0;
};

}  // namespace octavo::cli
