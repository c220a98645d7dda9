#include "base/diagnostics.h"

#include <algorithm>
#include <fmt/format.h>

namespace octavo::base {
namespace {

constexpr std::string_view slugs[] = {
#define OCTAVO_ROW(enumerator, slug, kind) slug,
    OCTAVO_DIAGNOSTIC_CODES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

constexpr Kind kinds[] = {
#define OCTAVO_ROW(enumerator, slug, kind) Kind::kind,
    OCTAVO_DIAGNOSTIC_CODES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
        case Severity::fatal: return "fatal";
    }
    return "";
}

}  // namespace

std::string_view slug(Code code) { return slugs[static_cast<std::size_t>(code)]; }

Kind kind(Code code) { return kinds[static_cast<std::size_t>(code)]; }

void Diagnostics::add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }

void Diagnostics::add_counted(Diagnostic diagnostic) {
    for (std::uint32_t index : counted_) {
        Diagnostic& known = items_[index];
        if (known.code == diagnostic.code && known.message == diagnostic.message) {
            known.count += diagnostic.count;
            return;
        }
    }
    counted_.push_back(static_cast<std::uint32_t>(items_.size()));
    items_.push_back(std::move(diagnostic));
}

void Diagnostics::merge(Diagnostics&& other) {
    std::size_t next_counted = 0;
    for (std::uint32_t i = 0; i < other.items_.size(); ++i) {
        bool counted = next_counted < other.counted_.size() && other.counted_[next_counted] == i;
        if (counted) {
            ++next_counted;
            add_counted(std::move(other.items_[i]));
        } else {
            add(std::move(other.items_[i]));
        }
    }
    other.items_.clear();
    other.counted_.clear();
}

bool Diagnostics::has(Severity at_least) const {
    return std::any_of(items_.begin(), items_.end(), [&](Diagnostic const& d) { return d.severity >= at_least; });
}

bool Diagnostics::has(Code code) const {
    return std::any_of(items_.begin(), items_.end(), [&](Diagnostic const& d) { return d.code == code; });
}

std::string render(Diagnostic const& diagnostic, SourceFiles const& files) {
    std::string text;
    if (std::string_view file = files.name(diagnostic.where.file); !file.empty()) {
        text += file;
        if (diagnostic.where.known()) text += fmt::format(":{}:{}", diagnostic.where.line, diagnostic.where.column);
        text += ": ";
    }
    text += fmt::format("{}: {}", word(diagnostic.severity), diagnostic.message);
    if (diagnostic.count > 1) text += fmt::format(" ({} times)", diagnostic.count);
    text += fmt::format(" [{}]", slug(diagnostic.code));
    if (!diagnostic.hint.empty()) text += fmt::format("\n  hint: {}", diagnostic.hint);
    return text;
}

}  // namespace octavo::base
