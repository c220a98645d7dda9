#include "epub/content.h"
#include "epub/markup.h"

namespace octavo::epub {

void Content::flush() {
    if (pending_.empty()) return;
    out_ += pending_;
    pending_.clear();
}

void Content::close(std::string_view name, Flow) {
    flush();
    out_ += "</";
    out_ += name;
    out_ += '>';
}

void Content::append_mark(std::string& out, Marker const& marker) const {
    out += "<span";
    append_attribute(out, "id", marker.id);
    if (!marker.label.empty()) {
        out += " epub:type=\"pagebreak\" role=\"doc-pagebreak\"";
        append_attribute(out, "aria-label", marker.label);
    }
    out += "></span>";
}

void Content::add_marks(NodeId node) {
    for (Marker const& marker : plan_.markers.at(node)) append_mark(pending_, marker);
}

void Content::write_note_reference(NodeId node, Inside inside) {
    Note const& note = plan_.notes.of(node);
    if (note.document == index_) notes_.push_back(&note);
    std::string& out = inside.link ? references_in_link_ : pending_;
    out += "<a class=\"noteref\"";
    append_attribute(out, "id", note.reference_id);
    append_attribute(out, "href", plan_.links.to_document(note.document, note.id, index_));
    out += " epub:type=\"noteref\" role=\"doc-noteref\">";
    append_text(out, note.label);
    out += "</a>";
}

void Content::release_references() {
    pending_ += references_in_link_;
    references_in_link_.clear();
}

void Content::write_notes_at_end() {
    out_ += "\n<section epub:type=\"endnotes\" role=\"doc-endnotes\">\n<h2>";
    append_text(out_, plan_.split.documents[index_].heading);
    out_ += "</h2>";
    for (NodeId node : plan_.notes.at_end()) write_note(plan_.notes.of(node));
    for (std::size_t i = 0; i < notes_.size(); ++i) write_note(*notes_[i]);  // those within notes
    out_ += "\n</section>";
}

void Content::write_notes() {
    if (notes_.empty()) return;
    out_ += "\n<div class=\"footnotes\" epub:type=\"footnotes\">";
    for (std::size_t i = 0; i < notes_.size(); ++i) write_note(*notes_[i]);  // a note may hold notes: the list grows
    out_ += "\n</div>";
}

void Content::write_note(Note const& note) {
    out_ += "\n";
    open(note.node, "aside", {});
    std::string lead = "<a class=\"backlink\"";
    append_attribute(lead, "href", plan_.links.to_document(note.reference_document, note.reference_id, index_));
    lead += " epub:type=\"backlink\" role=\"doc-backlink\">";
    append_text(lead, note.label);
    lead += "</a> ";
    pending_.insert(0, lead);
    bool const stopped = stopped_;
    stopped_ = false;
    write_runs(note.node, {});
    stopped_ = stopped;
    if (!pending_.empty()) {
        out_ += "<p>";
        flush();
        out_ += "</p>";
    }
    out_ += "</aside>";
}

}  // namespace octavo::epub
