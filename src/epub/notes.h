// Footnotes that stand in the text: each becomes a reference at its place and a note at the end of its content document, or of the
// book in a content document of their own.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dom/document.h"
#include "epub/identifiers.h"
#include "epub/splitting.h"

namespace octavo::epub {

enum class NoteNumbering : std::uint8_t { continuous, by_document };
enum class NotePlacement : std::uint8_t { chapter, book };

struct Note {
    dom::NodeId node;
    std::string label;         ///< what the reference shows: "12"
    std::string id, reference_id;
    std::uint32_t document = 0, reference_document = 0;   ///< content documents of the two
};

struct NotesInput {
    dom::Document const& document;
    Survey const& survey;
    NoteNumbering numbering = NoteNumbering::continuous;
    NotePlacement placement = NotePlacement::chapter;
};

class Notes {
public:
    /// For NotePlacement::book a document is added to `split`, and the notes go to it.
    Notes(NotesInput const& input, Split& split, Identifiers& ids);
    /// The note of a node with Trait::note.
    [[nodiscard]] Note const& of(dom::NodeId node) const { return notes_[index_.at(node)]; }
    [[nodiscard]] bool empty() const { return notes_.empty(); }
    /// The notes at the book's end, those within notes left out; empty where they stand at the chapters' ends.
    [[nodiscard]] std::vector<dom::NodeId> const& at_end() const { return at_end_; }

private:
    void move_to_end(NotesInput const& input, Split& split);
    std::vector<Note> notes_;
    std::unordered_map<dom::NodeId, std::uint32_t> index_;
    std::vector<dom::NodeId> at_end_;
};

/// "Notes", in the language (BCP 47) where it is known, else in English.
[[nodiscard]] std::string_view notes_heading(std::string_view language);

}  // namespace octavo::epub
