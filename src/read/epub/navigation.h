// What an EPUB brings for finding one's way: contents, landmarks, pages. From the navigation document; where it has none,
// from the NCX and the guide of EPUB 2.
#pragma once
#include "read/epub/manifest.h"

namespace octavo::read::epub {

/// Fills the lists of `given`, as they are written.
void read_navigation(ReadContext& context, Manifest const& manifest, GivenNavigation& given);

}  // namespace octavo::read::epub
