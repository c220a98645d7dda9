#include "epub/notes.h"

#include <fmt/format.h>

namespace octavo::epub {

Notes::Notes(Survey const& survey, Split const& split, NoteNumbering numbering, Identifiers& ids) {
    std::uint32_t number = 0, document = 0;
    for (dom::NodeId node : survey.notes()) {
        std::uint32_t in = split.document_of[node.value];
        if (numbering == NoteNumbering::by_document && in != document) number = 0;
        document = in;
        ++number;
        std::size_t serial = notes_.size() + 1;
        Note note;
        note.node = node;
        note.label = fmt::format("{}", number);
        note.id = ids.ensure(node, fmt::format("note-{}", serial));
        note.reference_id = ids.claim(fmt::format("noteref-{}", serial));
        index_.emplace(node, static_cast<std::uint32_t>(notes_.size()));
        notes_.push_back(std::move(note));
    }
}

}  // namespace octavo::epub
