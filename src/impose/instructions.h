// Words for the person at the printer.
#pragma once
#include <string>
#include <vector>

#include "impose/impose.h"

namespace octavo::impose {

struct InstructionsInput {
    Plan const& plan;
    Options const& options;
    std::vector<SourcePage> const& pages;
    std::int64_t smallest_scale, largest_scale;   ///< millionths
    bool back_turned;                             ///< the backs are written upside down
    std::string const& output;
};

[[nodiscard]] std::string instructions(InstructionsInput const& input);

}  // namespace octavo::impose
