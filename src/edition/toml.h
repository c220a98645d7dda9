// toml++ as octavo uses it: without exceptions. edition/ is its only home.
#pragma once
#include <string>
#include <string_view>

#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(condition) static_cast<void>(0)  // its parser asserts what a broken file can make untrue, and reports it all the same
#include <toml++/toml.h>

namespace octavo::edition {

/// A basic string (TOML 1.0): what is not plain ASCII stays, controls are escaped.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace octavo::edition
