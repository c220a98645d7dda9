// What text work has to tell, collected from all threads and given out in an order that no thread decides.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/diagnostics.h"

namespace octavo::text {

class Findings {
public:
    /// Counts `count` more of this message; the first hint stands.
    void add(base::Code code, base::Severity severity, std::string message, std::string hint,
             base::SourceSpan where = {}, std::uint32_t count = 1);
    /// A character that no font has, `count` times; `tried` names fonts that were asked.
    void missing(char32_t character, std::vector<std::string> const& tried, std::uint32_t count);
    /// Everything so far, by code and message; empties the list.
    [[nodiscard]] base::Diagnostics take();

private:
    struct Missing {
        std::set<std::string> tried;
        std::uint32_t count = 0;
    };
    std::mutex mutex_;
    std::map<char32_t, Missing> missing_;
    std::map<std::tuple<base::Code, std::string, std::string>, base::Diagnostic> found_;
};

}  // namespace octavo::text
