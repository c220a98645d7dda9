// What text work has to tell, collected from all threads and given out in an order that no thread decides.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "base/diagnostics.h"

namespace octavo::text {

class Findings {
public:
    /// Counts `count` more of this message; the first hint stands.
    void add(base::Code code, base::Severity severity, std::string message, std::string hint, base::SourceSpan where = {},
             std::uint32_t count = 1);
    /// A character that no font has: `tried` names the fonts.
    void missing(char32_t character, std::string tried);
    /// Everything so far, by code and message; empties the list.
    [[nodiscard]] base::Diagnostics take();

private:
    std::mutex mutex_;
    std::map<std::tuple<base::Code, std::string, std::string>, base::Diagnostic> found_;
};

}  // namespace octavo::text
