// The HTML elements that are more to the box stage than their style says.
#pragma once
#include "dom/document.h"

namespace octavo::box::tags {

base::Name a(), br(), wbr(), svg(), object(), ol();
/// img, svg, object, embed: whether it is one depends on its attributes too.
[[nodiscard]] bool may_be_picture(dom::Element const& element);
/// annotation and annotation-xml of MathML: the formula again, in another notation.
[[nodiscard]] bool is_math_annotation(dom::Element const& element);
[[nodiscard]] bool is_math(dom::Element const& element);
/// A media type that is empty or a picture's.
[[nodiscard]] inline bool is_picture_type(std::string_view type) { return type.empty() || type.starts_with("image/"); }

}  // namespace octavo::box::tags
