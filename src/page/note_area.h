// What stands in a note area so far, as far as the height of the next note depends on it: short notes may share a line (footnote-display:
// compact), others are set as one paragraph (inline), those of each series stand apart.
#pragma once
#include "page/run_in_notes.h"

namespace octavo::page {

/// What of a note area's measures depends on its notes.
struct NoteAreaRules {
    Length edges = 0;                          // of the area, when it has any note
    Length measure = 0;
    Length series_gap = 0;                     // between notes of different series
    layout::Note const* notes = nullptr;       // of the store
    RunInNotes* run_in = nullptr;              // where some are
    bool in_column = false;                    // under a column: notes as wide as the page do not stand there
};

struct NoteArea {
    Length row = -1;                 // how far the last line is filled, where another short note may follow in it
    std::uint32_t run_in = 0;        // of RunInNotes: the paragraphs that may go on
    std::uint8_t series = 0;         // those that have a note here, a bit each
    std::uint8_t last = 0;           // of the last note
    bool any = false;

    [[nodiscard]] bool joins(layout::Note const& note, NoteAreaRules const& rules) const {
        return any && row >= 0 && last == note.series && note.short_width > 0 && row + note.gap + note.short_width <= rules.measure;
    }
    /// What a note needs besides its own height.
    [[nodiscard]] Length lead(layout::Note const& note, NoteAreaRules const& rules) const {
        if (!any) return rules.edges;
        return (series >> note.series & 1) != 0 ? 0 : rules.series_gap;
    }
    /// It stands below what is there, or goes on in its series' paragraph.
    void enter(layout::Note const& note) {
        any = true;
        series = static_cast<std::uint8_t>(series | 1U << note.series);
        last = note.series;
        row = -1;
    }
    /// What comes after the note begins a line of its own.
    void enter_block(layout::Note const& note, NoteAreaRules const& rules) {
        enter(note);
        if (rules.run_in != nullptr) run_in = rules.run_in->closed(run_in, note.series);
    }
    /// Height by which the area grows.
    Length add(std::uint32_t index, NoteAreaRules const& rules) {
        layout::Note const& note = rules.notes[index];
        if (rules.run_in != nullptr && note.run_in != layout::no_index) return add_run_in({index, 0}, rules);
        if (joins(note, rules)) {
            row += note.gap + note.short_width;
            return 0;
        }
        Length height = lead(note, rules) + note.height;
        enter_block(note, rules);
        if (note.short_width > 0) row = note.short_width;
        return height;
    }
    /// The same of a note that is run in, or of what is left of it.
    Length add_run_in(layout::RunInPart const& part, NoteAreaRules const& rules) {
        layout::Note const& note = rules.notes[part.note];
        Length height = lead(note, rules) - rules.run_in->height(run_in, note.series);
        run_in = rules.run_in->with(run_in, part);
        enter(note);
        return height + rules.run_in->height(run_in, note.series);
    }
};

}  // namespace octavo::page
