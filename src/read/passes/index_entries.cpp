#include "read/passes/index_entries.h"

#include <algorithm>
#include <tuple>

namespace octavo::read {
namespace {

/// "main > sub", "main: sub", "main, sub" alike.
std::string plain_words(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == ',' || c == ':' || c == '>' || c == ' ') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += c;
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace

IndexEntry& IndexEntries::add(IndexTerm const& term) {
    IndexEntry* entry = &root_;
    std::string path;
    for (IndexTerm::Level const& level : term.levels) {
        path += level.text;
        path += '\x1F';
        IndexEntry*& known = by_path_[path];
        if (known == nullptr) {
            IndexEntry made;
            made.label = &level;
            made.path = entry->path.empty() ? level.text : entry->path + ", " + level.text;
            known = &entries_.emplace_back(std::move(made));
            by_words_.emplace(plain_words(known->path), known);
            entry->children.push_back(known);
        }
        if (known->sort.empty()) known->sort = level.sort;
        if (level.label && !known->label->label) known->label = &level;
        if (level.source) by_source_.emplace(level.source, known);
        entry = known;
    }
    return *entry;
}

IndexEntry* IndexEntries::named(dom::NodeId source, std::string_view text) {
    if (auto found = by_source_.find(source); source && found != by_source_.end()) return found->second;
    auto found = by_words_.find(plain_words(text));
    return found == by_words_.end() ? nullptr : found->second;
}

void IndexEntries::sort(text::Collation const& collation) { sort_children(root_, collation); }

void IndexEntries::sort_children(IndexEntry& entry, text::Collation const& collation) {
    for (IndexEntry* child : entry.children) {
        if (child->sort.empty()) child->sort = child->label->text;
        child->key = collation.key(child->sort);
        sort_children(*child, collation);
    }
    // Where the language sees no difference, the bytes decide: the order never depends on where a term was met first.
    std::sort(entry.children.begin(), entry.children.end(), [](IndexEntry const* a, IndexEntry const* b) {
        return std::tie(a->key, a->label->text) < std::tie(b->key, b->label->text);
    });
}

}  // namespace octavo::read
