// The e-book's fonts, cut down to what it uses: what to embed, for epub/ to write.
//
// Input: the Document under its styles for Medium::ebook, and a text engine that has the declared fonts. Output: a font for every
// face that sets something, under the family name that the style sheets know it by; a face that came in as a fallback stands
// under the first family of the list, limited to its characters. Every text is itemised once; subsetting runs in parallel. A font
// whose licence forbids embedding is a warning that names it. Cost: itemising the text, and 10 to 100 ms a face.
#pragma once
#include <vector>

#include "base/diagnostics.h"
#include "epub/epub_writer.h"
#include "style/styled_document.h"
#include "text/text_engine.h"

namespace octavo::edition {

[[nodiscard]] std::vector<epub::EmbeddedFont> fonts_to_embed(style::StyledDocument const& styled, text::TextEngine& engine,
                                                             base::StageContext const& context, base::Diagnostics& diagnostics);

}  // namespace octavo::edition
