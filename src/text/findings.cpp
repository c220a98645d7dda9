#include "text/findings.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <unicode/uchar.h>

namespace octavo::text {

void Findings::add(base::Code code, base::Severity severity, std::string message, std::string hint,
                   base::SourceSpan where, std::uint32_t count) {
    std::lock_guard lock(mutex_);
    auto [slot, fresh] = found_.try_emplace({code, message, hint});
    if (fresh) {
        slot->second = {.code = code,
                        .severity = severity,
                        .where = where,
                        .message = std::move(message),
                        .hint = std::move(hint),
                        .count = count};
    } else {
        slot->second.count += count;
    }
}

void Findings::missing(char32_t character, std::vector<std::string> const& tried, std::uint32_t count) {
    std::lock_guard lock(mutex_);
    Missing& missing = missing_[character];
    missing.tried.insert(tried.begin(), tried.end());
    missing.count += count;
}

base::Diagnostics Findings::take() {
    std::lock_guard lock(mutex_);
    base::Diagnostics all;
    for (auto& [key, diagnostic] : found_) all.add(std::move(diagnostic));
    for (auto const& [character, missing] : missing_) {
        std::array<char, 128> name{};
        UErrorCode status = U_ZERO_ERROR;
        u_charName(static_cast<UChar32>(character), U_EXTENDED_CHAR_NAME, name.data(),
                   static_cast<int32_t>(name.size()), &status);
        all.add(
            {.code = base::Code::text_missing_glyph,
             .severity = base::Severity::warning,
             .message = fmt::format("no font has U+{:04X} ({})", static_cast<std::uint32_t>(character), name.data()),
             .hint = fmt::format("tried: {}, and every installed font", fmt::join(missing.tried, ", ")),
             .count = std::max(1U, missing.count)});
    }
    found_.clear();
    missing_.clear();
    return all;
}

}  // namespace octavo::text
