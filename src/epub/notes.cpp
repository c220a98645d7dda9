#include "epub/notes.h"

#include <algorithm>

#include <fmt/format.h>

#include "epub/values.h"

namespace octavo::epub {

namespace {

struct Heading {
    std::string_view language, text;
};
constexpr Heading headings[] = {
    {"ar", "هوامش"},      {"ca", "Notes"},     {"cs", "Poznámky"}, {"da", "Noter"},      {"de", "Anmerkungen"}, {"el", "Σημειώσεις"}, {"es", "Notas"},
    {"fi", "Viitteet"},   {"fr", "Notes"},     {"he", "הערות"},    {"hu", "Jegyzetek"},  {"it", "Note"},        {"ja", "注"},         {"ko", "주"},
    {"la", "Notae"},      {"nb", "Noter"},     {"nl", "Noten"},    {"nn", "Notar"},      {"no", "Noter"},       {"pl", "Przypisy"},   {"pt", "Notas"},
    {"ro", "Note"},       {"ru", "Примечания"}, {"sv", "Noter"},   {"tr", "Notlar"},     {"uk", "Примітки"},    {"yi", "הערות"},      {"zh", "注释"},
};

}  // namespace

std::string_view notes_heading(std::string_view language) {
    std::string tag = to_lower_ascii(language);
    if (tag.starts_with("zh-hant") || tag.starts_with("zh-tw") || tag.starts_with("zh-hk")) return "註釋";
    std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
    auto row = std::find_if(std::begin(headings), std::end(headings), [&](Heading const& known) { return known.language == primary; });
    return row == std::end(headings) ? "Notes" : row->text;
}

Notes::Notes(NotesInput const& input, Split& split, Identifiers& ids) {
    std::uint32_t number = 0, document = 0;
    for (dom::NodeId node : input.survey.notes()) {
        std::uint32_t in = split.document_of[node.value];
        if (input.numbering == NoteNumbering::by_document && in != document) number = 0;
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
    if (input.placement == NotePlacement::book && !notes_.empty()) move_to_end(input, split);
    for (Note& note : notes_) {
        note.document = split.document_of[note.node.value];
        note.reference_document = split.document_of[input.document.node(note.node).parent.value];
    }
}

void Notes::move_to_end(NotesInput const& input, Split& split) {
    auto const last = static_cast<std::uint32_t>(split.documents.size());
    ContentDocument content;
    content.role = dom::Role::endnotes;
    content.matter = Matter::back;
    content.file = fmt::format("text/{:03}-notes.xhtml", last + 1);
    content.heading = notes_heading(input.document.metadata.language);
    split.documents.push_back(std::move(content));
    for (Note const& note : notes_) {
        if (split.document_of[note.node.value] == last) continue;  // within a note that has moved
        at_end_.push_back(note.node);
        for (dom::NodeId node = note.node; node; node = input.document.next_in_order(node, note.node)) split.document_of[node.value] = last;
    }
}

}  // namespace octavo::epub
