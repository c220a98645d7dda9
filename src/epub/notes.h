// Footnotes that stand in the text: each becomes a reference at its place and a note at the end of its content document.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dom/document.h"
#include "epub/identifiers.h"
#include "epub/splitting.h"

namespace octavo::epub {

enum class NoteNumbering : std::uint8_t { continuous, by_document };

struct Note {
    dom::NodeId node;
    std::string label;         ///< what the reference shows: "12"
    std::string id, reference_id;
};

class Notes {
public:
    Notes(Survey const& survey, Split const& split, NoteNumbering numbering, Identifiers& ids);
    /// The note of a node with Trait::note.
    [[nodiscard]] Note const& of(dom::NodeId node) const { return notes_[index_.at(node)]; }
    [[nodiscard]] bool empty() const { return notes_.empty(); }

private:
    std::vector<Note> notes_;
    std::unordered_map<dom::NodeId, std::uint32_t> index_;
};

}  // namespace octavo::epub
