// In what a rebuilt edition differs from the one in the package, for people.
#pragma once
#include <string>
#include <string_view>

#include "base/stage_context.h"
#include "edition/rebuild_record.h"

namespace octavo::edition {

/// Sizes or the first byte that differs, and the page of a PDF or the members of an EPUB in which they do.
[[nodiscard]] std::string describe_difference(std::string_view before, std::string_view after, EditionKind kind, base::StageContext const& context);

}  // namespace octavo::edition
