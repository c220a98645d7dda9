// Where words may be divided: Liang's patterns, with Debian's pattern files.
//
// Input: a word in UTF-8, a language, limits. Output: division points in order. The patterns see the word in lower
// case with straight apostrophes; a word with soft hyphens is divided there and nowhere else (CSS Text 3 §5.4); parts
// of a compound joined by hyphens are words of their own; what holds a digit is not divided. Pattern files are read
// through the Workspace when a language is first met: into a trie of ours or, where they change spellings, through
// libhyphen in the file's encoding. About 0.5 µs a word; the engine caches.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "text/findings.h"
#include "text/text_engine.h"

namespace octavo::text {

/// A division as the patterns give it; texts of changed spellings are owned here.
struct Division {
    HyphenationPoint point;
    std::string before, after;
};

class Patterns;

class Hyphenator {
public:
    Hyphenator(io::Workspace& workspace, Findings& findings);
    ~Hyphenator();
    Hyphenator(Hyphenator const&) = delete;
    Hyphenator& operator=(Hyphenator const&) = delete;

    [[nodiscard]] std::vector<Division> divide(std::string_view word, base::Name language, HyphenationLimits limits);
    /// Pattern files read, sorted by name.
    [[nodiscard]] std::vector<io::ResourcePtr> resources() const;

private:
    [[nodiscard]] Patterns const* patterns_for(base::Name language);

    io::Workspace& workspace_;
    Findings& findings_;
    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Patterns>, std::less<>> by_file_;
    std::map<std::uint32_t, Patterns const*> by_language_;  // by the Name's number; looked up only
    std::map<std::string, io::ResourcePtr> files_;
};

/// Paths of pattern files to try for a BCP 47 tag, the most exact first.
[[nodiscard]] std::vector<std::string> pattern_files(std::string_view language);

}  // namespace octavo::text
