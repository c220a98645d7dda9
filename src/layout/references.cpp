// Sets again only what holds a reference; everything else in the galley stays as it is.
#include "layout/inline/prepare.h"
#include "layout/task.h"

namespace octavo::layout {

bool update_references(LayoutContext const& context, GalleyStore& store, ConstraintSpace const& space, base::Diagnostics& diagnostics) {
    bool changed = false;
    for (std::size_t i = 0; i < store.paragraphs.size(); ++i) {
        if (!store.paragraphs[i].has_reference) continue;
        Paragraph paragraph = store.paragraphs[i];
        ConstraintSpace here = space;
        for (Insertion const& insertion : store.insertions_of(paragraph)) {   // in a column, as they were
            if (insertion.kind != Insertion::Kind::footnote || !store.notes[insertion.note].in_column) continue;
            here.column_inline_size = store.galleys[store.notes[insertion.note].galley].measure;
        }
        Task task{context.set({paragraph.type_scale, paragraph.upright ? LayoutContext::Letters::upright : LayoutContext::Letters::with_the_line}), store, here, diagnostics};
        std::vector<std::uint32_t> before;
        for (Candidate const& c : store.candidates_of(paragraph)) before.push_back(c.count);
        std::uint16_t best = paragraph.best;
        prepare_paragraph(task, paragraph, context.boxes.boxes[paragraph.box].items);
        break_paragraph(task, paragraph);
        std::vector<std::uint32_t> after;
        for (Candidate const& c : store.candidates_of(paragraph)) after.push_back(c.count);
        changed = changed || before != after || best != paragraph.best || !paragraph.uniform;
        store.paragraphs[i] = paragraph;
    }
    return changed;
}

}  // namespace octavo::layout
