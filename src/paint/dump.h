// A DisplayList as text: the golden format of `octavo dump --stage=display`.
#pragma once
#include <string>

#include "paint/display_list.h"

namespace octavo::paint {

/// One line an item: kind, mark, place in points; texts quoted.
[[nodiscard]] std::string dump(DisplayList const& page, dom::Document const& document);

}  // namespace octavo::paint
