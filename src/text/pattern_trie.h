// Liang's hyphenation patterns in a trie: F. M. Liang, "Word hy-phen-a-tion by com-put-er" (1983), chapter 2.
//
// Input: a pattern file as libhyphen reads it, if it changes no spellings. Output: for a word, the value between each
// two letters, odd where it may be divided. A file may have two levels: the first finds the joints of compounds, the
// second divides what stands between them as words of their own. The trie's edges stand in one hash table of (node,
// letter). Cost: German's 1.1 MB are loaded in some 40 ms, where libhyphen takes seconds; a word takes about 0.4 µs.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::text {

class PatternTrie {
public:
    /// False when the file needs more than this: the trie is then not to be used.
    [[nodiscard]] bool load(std::string_view file);
    /// values[i] belongs to the place after letter i; sized to the word. Letters are in lower case.
    void values(std::u32string_view word, std::vector<std::uint8_t>& values) const;
    /// Letters that must stay before the first and after the last division, as the file says; 0: it does not.
    [[nodiscard]] std::uint8_t before() const { return before_; }
    [[nodiscard]] std::uint8_t after() const { return after_; }

private:
    void own_values(std::u32string_view word, std::vector<std::uint8_t>& values) const;
    struct Node {
        std::uint32_t values = 0;  ///< 1 + offset into values_; 0: no pattern ends here
        std::uint32_t length = 0;  ///< of the values
    };
    struct Edge {
        std::uint64_t key = 0;  ///< node and letter; 0: free
        std::uint32_t target = 0;
    };
    [[nodiscard]] bool add_line(std::u32string_view line);
    [[nodiscard]] bool add_option(std::u32string_view line, bool& is_option);
    void add_pattern(std::u32string_view line);
    [[nodiscard]] std::uint32_t follow(std::uint32_t node, char32_t letter) const;
    [[nodiscard]] std::uint32_t extend(std::uint32_t node, char32_t letter);
    void grow();

    std::vector<Node> nodes_{1};
    std::vector<Edge> edges_ = std::vector<Edge>(1U << 12);
    std::vector<std::uint8_t> values_;
    std::size_t edge_count_ = 0;
    std::unique_ptr<PatternTrie> parts_;  // the second level; null: there is one level
    std::uint8_t before_ = 0, after_ = 0;
    std::uint8_t before_joint_ = 2, after_joint_ = 2;  // letters between a joint and a division: libhyphen's default
};

}  // namespace octavo::text
