// Notes run in: set one after another as one paragraph (GCPM 3 §2.4, footnote-display: inline). Their pieces are shaped already; they are
// put in one row, with a wide space between two notes, and broken into lines together.
#include <algorithm>

#include "layout/task.h"

namespace octavo::layout {
namespace {

class Joiner {
public:
    Joiner(LayoutContext const& context, GalleyStore const& from, GalleyStore& into) : context_(context), from_(from), into_(into) {}

    GalleyId join(std::span<RunInPart const> parts) {
        begin(parts.front());
        for (RunInPart const& part : parts) add_note(part, part.note == parts.back().note);
        joined_.text = into_.arena->copy(text_);
        joined_.insertion_count = static_cast<std::uint32_t>(insertions_.size());
        joined_.first_insertion = static_cast<std::uint32_t>(into_.insertions.size());
        into_.insertions.insert(into_.insertions.end(), insertions_.begin(), insertions_.end());
        drop(parts.front().from_piece);
        base::Diagnostics said_before;
        ConstraintSpace space{joined_.measure, 0, joined_.measure, 0};
        Task task{context_, into_, space, said_before};
        break_paragraph(task, joined_);
        return push();
    }

private:
    [[nodiscard]] GalleyItem const& item_of(std::uint32_t note) const {
        auto const& items = from_.galleys[from_.notes[note].galley].items;
        return *std::find_if(items.begin(), items.end(), [](GalleyItem const& item) { return item.kind == GalleyItem::Kind::paragraph; });
    }
    [[nodiscard]] Paragraph const& paragraph_of(std::uint32_t note) const { return from_.paragraphs[from_.notes[note].run_in]; }

    void begin(RunInPart const& first) {
        item_ = item_of(first.note);
        Paragraph const& p = paragraph_of(first.note);
        joined_ = p;
        joined_.piece_count = joined_.atomic_count = joined_.candidate_count = 0;
        joined_.first_piece = static_cast<std::uint32_t>(into_.pieces.size());
        joined_.first_atomic = static_cast<std::uint32_t>(into_.atomics.size());
        joined_.has_reference = joined_.clones = false;
        if (first.from_piece > 0) joined_.first_indent = joined_.hang_indent;
    }

    /// The paragraph's text, pieces and all that is called in it; what an event item of the galley tells is told at its first piece.
    void add_note(RunInPart const& part, bool last) {
        Paragraph const p = paragraph_of(part.note);
        std::uint32_t first = joined_.piece_count;
        auto byte = static_cast<std::uint32_t>(text_.size());
        text_ += p.text;
        if (part.from_piece == 0) {
            for (GalleyItem const& item : from_.galleys[from_.notes[part.note].galley].items) {
                if (item.kind == GalleyItem::Kind::event) insertions_.push_back({Insertion::Kind::event, first, no_index, item.index, {}});
            }
        }
        for (std::uint32_t k = 0; k < p.insertion_count; ++k) {
            Insertion insertion = from_.insertions[p.first_insertion + k];
            insertion.piece += first;
            insertions_.push_back(insertion);
        }
        bool marker = true;
        for (std::uint32_t k = 0; k < p.piece_count; ++k) {
            Piece piece = from_.pieces[p.first_piece + k];
            marker = marker && context_.boxes.items[piece.item].generated;
            if (marker) piece.break_after = false;   // a number in mid-line stays with its note
            piece.begin += byte;
            if (piece.kind == Piece::Kind::atomic) piece.payload = static_cast<std::uint16_t>(piece.payload + joined_.atomic_count);
            into_.pieces.push_back(piece);
        }
        for (std::uint32_t k = 0; k < p.atomic_count; ++k) {
            Atomic const atomic = from_.atomics[p.first_atomic + k];
            into_.atomics.push_back(atomic);
        }
        joined_.piece_count += p.piece_count;
        joined_.atomic_count += p.atomic_count;
        if (last || joined_.piece_count == 0) return;
        Piece& end = into_.pieces.back();
        end.space += from_.notes[part.note].gap;
        end.stretch_after = end.break_after = true;
    }

    /// The first note goes on from that piece: what is before stands elsewhere.
    void drop(std::uint32_t pieces) {
        joined_.first_piece += pieces;
        joined_.piece_count -= pieces;
        joined_.dropped_pieces = pieces;
        while (joined_.insertion_count > 0 && into_.insertions[joined_.first_insertion].piece < pieces) {
            ++joined_.first_insertion;
            --joined_.insertion_count;
        }
        for (std::uint32_t k = 0; k < joined_.insertion_count; ++k) into_.insertions[joined_.first_insertion + k].piece -= pieces;
    }

    GalleyId push() {
        Length height = 0;
        for (std::uint32_t line = 0; line < into_.candidates[joined_.first_candidate + joined_.best].count; ++line) {
            height += into_.line_metrics(joined_, joined_.best, line).height;
        }
        item_.index = static_cast<std::uint32_t>(into_.paragraphs.size());
        item_.height = height;
        into_.paragraphs.push_back(joined_);
        Galley galley;
        galley.measure = joined_.measure;
        galley.height = height;
        galley.items.push_back(item_);
        return into_.galleys.push(std::move(galley));
    }

    LayoutContext const& context_;
    GalleyStore const& from_;
    GalleyStore& into_;
    Paragraph joined_;
    GalleyItem item_;
    std::string text_;
    std::vector<Insertion> insertions_;
};

}  // namespace

GalleyId lay_out_run_in(LayoutContext const& context, GalleyStore const& from, std::span<RunInPart const> parts, GalleyStore& into) {
    return Joiner(context, from, into).join(parts);
}

}  // namespace octavo::layout
