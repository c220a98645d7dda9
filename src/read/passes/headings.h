// Headings: which element is one, and which heading a place in the text stands under.
#pragma once
#include <string>

#include "dom/document.h"

namespace octavo::read::passes {

/// 1–6 for h1–h6, else 0.
[[nodiscard]] unsigned heading_rank(base::Name html);
[[nodiscard]] bool is_section(base::Name html);
/// The section's own heading (not one of a section in it); none when it has none.
[[nodiscard]] dom::NodeId heading_of(dom::Document const& document, dom::NodeId section);
/// A heading's text (with the other lines of its hgroup), white space collapsed, notes left out.
[[nodiscard]] std::string heading_text(dom::Document const& document, dom::NodeId heading);
/// The text that names `element`: its heading or caption, for a heading its own; empty when it has none.
[[nodiscard]] std::string heading_text_at(dom::Document const& document, dom::NodeId element);

}  // namespace octavo::read::passes
