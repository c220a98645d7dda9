// A page as a list of things to draw, in reading order, in physical coordinates. Made by paint(), played by pdf/.
//
// Coordinates: 1/1024 pt from the (trimmed) page's top left corner, y down. Every item carries a MarkId: which element's content it is,
// or which kind of artefact. Consecutive items of one mark become one marked-content sequence in the PDF.
// Glyphs, clusters and text of a page stand in three flat arrays, ready for one cairo_show_text_glyphs call per text item.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "box/box_tree.h"
#include "css/computed.h"
#include "dom/document.h"
#include "text/text_engine.h"

namespace octavo::paint {

using base::Length;

/// What an item belongs to.
struct Mark {
    enum class Kind : std::uint8_t {
        content,            ///< of `node`'s structure element
        label,              ///< list marker, note call's or note's number generated for `node`
        background, border, rule, page_header, page_footer, page_number, note_separator, repeated_head, crop_mark, leader, ///< artefacts
    } kind = Kind::content;
    dom::NodeId node{};     ///< innermost element (for generated text: the element that generated it)
    std::uint32_t part = 0; ///< distinguishes fragments that must not be one sequence (a note's body and what surrounds it)
    std::uint32_t says = 0; ///< of content that stands for another text than it shows: one more than the index in DisplayList::sayings
    friend constexpr bool operator==(Mark const&, Mark const&) = default;
};
using MarkId = std::uint32_t;   ///< index of DisplayList::marks

struct PlacedGlyph {
    std::uint32_t id = 0;
    Length x = 0, y = 0;        ///< of the glyph's origin on the baseline
};

/// `bytes` of the text are shown by `glyphs` glyphs (either may be 0, not both).
struct Cluster {
    std::uint8_t bytes = 0, glyphs = 0;
};

/// Glyphs of one font, colour and expansion.
struct TextItem {
    text::FontId font;
    std::int16_t expansion = 0; ///< glyphs are widened by this many 1/1000
    bool backward = false;      ///< clusters are in visual order of right-to-left text: Cairo's BACKWARD flag
    css::Color color;
    std::uint32_t first_glyph = 0, glyph_count = 0;
    std::uint32_t first_cluster = 0, cluster_count = 0;
    std::uint32_t first_byte = 0, byte_count = 0;
    base::Name language;
};

struct RectangleItem {
    Length x = 0, y = 0, width = 0, height = 0;
    css::Color color;
};

/// A line of a border that is not solid, or a decoration: drawn from (x0, y0) to (x1, y1) along its middle.
struct StrokeItem {
    Length x0 = 0, y0 = 0, x1 = 0, y1 = 0, thickness = 0;
    css::BorderStyle style = css::BorderStyle::solid;
    css::Color color;
};

struct PictureItem {
    std::uint32_t picture = 0;  ///< index of BoxTree::pictures
    Length x = 0, y = 0, width = 0, height = 0;                          ///< where the picture's own edges go
    Length clip_x = 0, clip_y = 0, clip_width = 0, clip_height = 0;      ///< what of it is seen
};

/// A turn about the page's corner by quarters, against the clock, then a shift. What is drawn within it counts from its own corner.
struct Turning {
    std::uint8_t quarters = 0;
    Length x = 0, y = 0;
    /// Where a point of what is turned comes to stand.
    [[nodiscard]] std::pair<Length, Length> place(Length u, Length v) const {
        switch (quarters % 4) {
            case 1: return {x + v, y - u};
            case 2: return {x - u, y - v};
            case 3: return {x - v, y + u};
            default: return {x + u, y + v};
        }
    }
    friend constexpr bool operator==(Turning const&, Turning const&) = default;
};

enum class ItemKind : std::uint8_t { text, rectangle, stroke, picture };
struct Item {
    ItemKind kind{};
    MarkId mark = 0;
    std::uint32_t index = 0;    ///< in the array of its kind
    std::uint16_t opacity = 1000;
    std::uint16_t turn = 0;     ///< of texts and pictures: one more than the index in DisplayList::turns; 0: upright
};

/// A link's area on the page (one per line fragment).
struct LinkArea {
    Length x = 0, y = 0, width = 0, height = 0;
    dom::NodeId link;           ///< the element that has the href
    dom::NodeId target;         ///< inside the document; none: `uri` counts
    std::string uri;
};

/// A place that can be linked to.
struct Destination {
    dom::NodeId node;
    Length x = 0, y = 0;
};

struct DisplayList {
    Length width = 0, height = 0;
    Length bleed = 0;           ///< what is drawn beyond the edges to be cut off
    Length slug = 0;            ///< beyond the bleed: room for marks
    std::string label;          ///< page label as printed
    std::vector<std::string> sayings;  ///< texts that stand for what is shown (ActualText)
    std::vector<Turning> turns;
    std::vector<Mark> marks;
    std::vector<Item> items;
    std::vector<TextItem> texts;
    std::vector<RectangleItem> rectangles;
    std::vector<StrokeItem> strokes;
    std::vector<PictureItem> pictures;
    std::vector<PlacedGlyph> glyphs;
    std::vector<Cluster> clusters;
    std::string text;           ///< UTF-8, what the glyphs of text items say, in order
    std::vector<LinkArea> links;
    std::vector<Destination> destinations;
    void clear();               ///< empties everything, keeping capacity: one list is reused for all pages
};

}  // namespace octavo::paint
