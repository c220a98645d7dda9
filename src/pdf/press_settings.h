// What a print shop asks for, as far as the PDF goes. Read from the edition file and the command line by edition/.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/units.h"

namespace octavo::pdf {

/// What a reader on a screen has use for and a printer has not: outline, page labels, descriptive metadata.
enum class ScreenExtras : std::uint8_t { keep, leave_out };

struct PressSettings {
    std::string profile{};            ///< bytes of the printer's ICC profile; empty: colours stay RGB, PDF/X-4 is not claimed
    std::string condition{};          ///< name of the printing condition, e.g. "FOGRA39"; empty: the profile alone says it
    ScreenExtras extras = ScreenExtras::keep;
    base::Length safe = 8'708;        ///< text nearer to the trim than this is told of (3 mm)
    unsigned resolution = 300;        ///< pictures of fewer pixels an inch are told of
    unsigned ink_limit = 300;         ///< per cent of all inks together that the paper takes
};

/// The error says why these bytes are no profile of a press.
[[nodiscard]] tl::expected<void, std::string> check_profile(std::string_view icc);

}  // namespace octavo::pdf
