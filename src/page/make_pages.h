// The page stage: from boxes to pages, with all references right.
//
// Runs are laid out in parallel, then broken into pages in order (a run's first page is recto or verso by what came before and by
// the break it asks for). Then page numbers, running strings and the PageMap are settled in one walk over the pages. Where
// references show other pages than they were laid out with, the paragraphs that hold them are set again, and only runs whose heights
// changed are broken again; at most five rounds, then what still changes is named. Cost: one layout, and per round the runs touched.
#pragma once
#include "page/cross_references.h"
#include "page/page_sequence.h"
#include "page/report.h"

namespace octavo::page {

struct MakePagesInput {
    layout::LayoutContext const& context;
    CrossReferences& references;      ///< the ones the context's ReferenceText reads
    RuleOf rule{};                    ///< for warnings; may be empty
};
[[nodiscard]] PageSequence make_pages(MakePagesInput const& input, base::Diagnostics& diagnostics);

/// The golden format of `octavo dump --stage=pages`: pages with their placements.
[[nodiscard]] std::string dump(PageSequence const& sequence, layout::LayoutContext const& context);

}  // namespace octavo::page
