// Index entries marked in XHTML, by attributes of any element: data-index="main > sub; other". See README.md.
#pragma once
#include "read/vocabulary.h"

namespace octavo::read::xhtml {

/// Adds the element's index terms, where it has any, to the context.
void collect_index_terms(ReadContext& context, dom::NodeId element);

}  // namespace octavo::read::xhtml
