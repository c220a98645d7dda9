// The cover as a small document of its own: front, spine and back are three pages, which the ordinary stages style and lay out
// (styles/cover.css), and which one sheet then bears side by side.
#pragma once
#include <string>
#include <vector>

#include "base/units.h"
#include "cover/isbn.h"
#include "cover/spine.h"

namespace octavo::cover {

struct CoverText {
    std::string title{}, subtitle{}, authors{}, publisher{};
    std::string blurb{};               ///< paragraphs with empty lines between
    std::string isbn{}, barcode{};        ///< as it is printed above the symbol; the symbol as SVG; both may be empty
    std::string picture{};             ///< reference of a picture for the front; may be empty
    std::string language{};
    bool right_to_left = false;
};
/// XHTML: a section each of class front, spine and back, in this order. `spine_text` none leaves the spine's section empty.
[[nodiscard]] std::string cover_document(CoverText const& text, SpineText spine_text);

/// What the spine says: authors and title, or, where both are longer than a spine bears, the title.
struct SpineLine {
    std::string authors, title;
    [[nodiscard]] std::size_t characters() const;
};
[[nodiscard]] SpineLine spine_line(CoverText const& text);

struct CoverSize {
    base::Length width = 0, height = 0;   ///< of the front, trimmed
    base::Length spine = 0;
};
/// Page rules for the three sizes and what cover.css reckons with: --octavo-spine-width and --octavo-spine-type.
[[nodiscard]] std::string cover_rules(CoverSize const& size, std::size_t spine_characters);

}  // namespace octavo::cover
