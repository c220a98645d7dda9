// `octavo verify`: whether a package is as it was made, and its editions come out the same.
#pragma once
#include "base/stage_context.h"
#include "edition/rebuild.h"

namespace octavo::edition {

/// Every fault is a diagnostic of its own, and a fatal one at the end counts them; `result.text` says what was found in order.
void verify(Request const& request, Builder const& build, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition
