// The entries of one index as a tree, from the terms a source marks: equal paths are one entry, ordered as a language has it.
#pragma once
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "read/index_term.h"
#include "text/collation.h"

namespace octavo::read {

/// A place an entry lists.
struct IndexPlace {
    dom::NodeId from, to;   ///< `to`: none where it is one element
    bool principal = false;
};

struct IndexEntry {
    IndexTerm::Level const* label = nullptr;   ///< the first one met
    std::string path;                          ///< "main, sub": what "see" may say
    std::string sort;                          ///< what it is ordered by
    std::string key;                           ///< the collation's key of that
    std::vector<IndexEntry*> children{};
    std::vector<IndexPlace> places{};
    std::vector<IndexTerm::See const*> see{};
    dom::NodeId item{};                        ///< the list item made of it
};

class IndexEntries {
public:
    /// Adds the term's entry, and those above it; the entry.
    IndexEntry& add(IndexTerm const& term);
    /// Orders each level.
    void sort(text::Collation const& collation);
    [[nodiscard]] std::vector<IndexEntry*> const& top() const { return root_.children; }
    /// The entry that a "see" means: by the source's element, else by its words; null when there is none.
    [[nodiscard]] IndexEntry* named(dom::NodeId source, std::string_view text);

private:
    void sort_children(IndexEntry& entry, text::Collation const& collation);
    std::deque<IndexEntry> entries_;
    IndexEntry root_;
    std::unordered_map<std::string, IndexEntry*> by_path_;  // levels joined by U+001F
    std::unordered_map<std::string, IndexEntry*> by_words_;
    std::unordered_map<dom::NodeId, IndexEntry*> by_source_;
};

}  // namespace octavo::read
