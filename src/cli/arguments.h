// The command line as a Request. The only home of CLI11.
#pragma once
#include <optional>
#include <string>

#include "octavo.h"

namespace octavo::cli {

enum class MessageFormat : std::uint8_t { text, json };

struct Arguments {
    Request request;
    MessageFormat messages = MessageFormat::text;
    bool timings = false;
    bool quiet = false;      ///< no notes, no progress
};

struct Parsed {
    std::optional<Arguments> arguments;  ///< none: `text` is to be shown and the program ends with `exit_code`
    std::string text;
    int exit_code = exit_ok;
};

[[nodiscard]] Parsed parse_arguments(int count, char const* const* values);

}  // namespace octavo::cli
