// Pages measured, planned and laid on the paper: all that is decided before anything is written.
#pragma once
#include <string>
#include <vector>

#include "impose/impose.h"

namespace octavo::impose {

struct Imposition {
    Options options;                 ///< paper, flip, binding and margin as they are used
    Plan plan;
    std::vector<SourcePage> pages;
    std::string title;               ///< of the source, else its file's name
    std::int64_t smallest_scale = 1'000'000, largest_scale = 1'000'000;
    bool back_turned = false;        ///< backs are written upside down, because of how the printer turns the paper
};

/// Why nothing can be made; thrown within this folder.
struct Refusal {
    base::Code code;
    std::string message, hint;
};

/// Turns the paper, plans, measures. Pages that are cut off are a warning; where no page has room, a Refusal.
void lay_out(Imposition& imposition, base::Diagnostics& diagnostics);

}  // namespace octavo::impose
