#include "cli/report.h"

#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <iterator>
#include <unistd.h>

namespace octavo::cli {
namespace {

std::int64_t milliseconds_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// RFC 8259 §7.
std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20) fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        else out += c;
    }
    return out + '"';
}

constexpr std::string_view severities[] = {"note", "warning", "error", "fatal"};

std::string json(Message const& m) {
    return fmt::format(R"({{"severity":{},"code":{},"file":{},"line":{},"column":{},"message":{},"hint":{},"count":{}}})",
                       json_string(severities[static_cast<std::size_t>(m.severity)]), json_string(m.code), json_string(m.file), m.line, m.column,
                       json_string(m.text), json_string(m.hint), m.count);
}

}  // namespace

std::string render_messages(Result const& result, Arguments const& arguments) {
    std::string out;
    for (Message const& message : result.messages) {
        if (arguments.quiet && message.severity == Severity::note) continue;
        out += arguments.messages == MessageFormat::json ? json(message) : message.rendered;
        out += '\n';
    }
    if (!arguments.timings) return out;
    double total = 0;
    for (Timing const& timing : result.timings) {
        fmt::format_to(std::back_inserter(out), "{:<10} {:9.1f} ms\n", timing.stage, timing.milliseconds);
        total += timing.milliseconds;
    }
    fmt::format_to(std::back_inserter(out), "{:<10} {:9.1f} ms\n", "all", total);
    return out;
}

ProgressLine::ProgressLine(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1), began_(milliseconds_now()) {}

ProgressLine::~ProgressLine() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

Progress ProgressLine::sink() {
    if (!wanted_) return {};
    return [this](char const* stage, std::uint64_t done, std::uint64_t total) { show(stage, done, total); };
}

void ProgressLine::show(char const* stage, std::uint64_t done, std::uint64_t total) {
    std::int64_t now = milliseconds_now();
    if (now - began_ < 1000 || now - last_ < 100) return;
    last_ = now;
    shown_ = true;
    std::string text = total > 0 ? fmt::format("\r\x1b[K{} {}/{}", stage, done, total) : fmt::format("\r\x1b[K{} {}", stage, done);
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace octavo::cli
