// The Document as text: what `octavo dump --stage=dom` prints and the readers' tests compare.
//
// One line an element, indented by depth: HTML name, #id, .classes, role=…, the source's name with a short prefix for
// well-known namespaces, the source's attributes, the derived ones with '+' before them, @line:column (with the file
// where it is not the parent's). Texts are quoted; control characters are written as escapes. Then anchors, ranges and
// styles.
#pragma once
#include <string>

#include "dom/document.h"

namespace octavo::dom {

[[nodiscard]] std::string dump(Document const& document, base::SourceFiles const& files);
/// Only the subtree under `node`, without the tables beside the tree.
[[nodiscard]] std::string dump_subtree(Document const& document, NodeId node, base::SourceFiles const& files);
/// Title, contributors, identifiers, …: a line each, empty ones left out.
[[nodiscard]] std::string dump_metadata(Metadata const& metadata);

}  // namespace octavo::dom
