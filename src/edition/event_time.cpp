#include "edition/event_time.h"

#include <chrono>

namespace octavo::edition {

std::int64_t event_time(std::int64_t source_date_epoch) {
    if (source_date_epoch >= 0) return source_date_epoch;
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace octavo::edition
