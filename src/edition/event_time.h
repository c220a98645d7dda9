// When something happened, for the records of a package. The editions themselves never depend on it.
#pragma once
#include <cstdint>

namespace octavo::edition {

/// `source_date_epoch` where it is set (not negative), else the time now: the only place where octavo asks the clock for what is
/// written. Seconds since 1970.
[[nodiscard]] std::int64_t event_time(std::int64_t source_date_epoch);

}  // namespace octavo::edition
