// The BoxTree: what is to be laid out, in boxes. Made from the StyledDocument by build_boxes(); immutable afterwards.
//
// Only block-level things, table parts and atomic inlines are boxes. Inline content is not a tree: each inline container (a
// paragraph, a heading, a cell's text) owns one flat list of InlineItems, in logical order, whose texts have been through white
// space collapse (CSS Text 3 §4.1), text-transform and content generation; concatenated they are the paragraph's text.
// Every byte of it leads back to the Document (TextMap). Footnote bodies and floats are boxes of their own, hung on an item
// where they are called. What happens "at a place" of the flow (string-set, bookmarks, running elements, page counters, link
// targets) is an Event, hung on a box or on an item.
// Algorithm: one walk over the Document; anonymous boxes by CSS 2.2 §9.2.1, table fix-up by §17.2.1; counters by Lists 3 in the
// same walk. Cost: linear.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "style/styled_document.h"
#include "text/text_engine.h"

namespace octavo::box {

using base::Length;
using dom::NodeId;
using style::StyleId;

struct BoxTag;
using BoxId = base::Id<BoxTag>;

enum class BoxKind : std::uint8_t {
    block_container,      ///< children are block-level boxes
    inline_container,     ///< no children; its content is items
    replaced,             ///< a picture
    table,                ///< children: captions, column groups, row groups in order
    table_caption,        ///< a block or inline container by its `inline_content` flag
    table_column_group, table_column,
    table_header_group, table_row_group, table_footer_group,
    table_row,
    table_cell,           ///< like table_caption
};

struct ItemRange {
    std::uint32_t first = 0, count = 0;
};

struct Box {
    BoxId parent, first_child, next_sibling;
    NodeId node;                  ///< the element; for anonymous boxes the nearest one above
    StyleId style;
    BoxKind kind = BoxKind::block_container;
    bool anonymous = false;
    bool inline_content = false;  ///< its content is `items` (always for inline_container; for captions and cells where so)
    ItemRange items;
    ItemRange marker;             ///< items of an outside list marker (or ::footnote-marker, ::marker of any box); usually none
    ItemRange events;             ///< of BoxTree::events: take place at the start of the box
    std::uint32_t payload = 0;    ///< replaced: index of pictures; table_cell: of cells; table_column(_group): span count;
                                  ///< table_caption: one more than the box that says it again overleaf, or 0
};

struct TableCell {
    std::uint16_t colspan = 1, rowspan = 1;   ///< rowspan 0: to the end of the row group (HTML)
    bool header = false;
};

/// A picture: what is known before it is decoded.
struct Picture {
    std::string reference;        ///< as in the source
    io::ResourcePtr resource;     ///< null: could not be read (diagnosed); its alternative text is shown in a frame
    enum class Format : std::uint8_t { unknown, jpeg, png, svg, gif, webp } format = Format::unknown;
    Length width = 0, height = 0; ///< natural size (pixels at the file's resolution, else 96 per inch); 0: none known
    std::uint32_t pixel_width = 0, pixel_height = 0;
    std::string_view svg_source;  ///< of inline SVG: the serialised element
    std::string_view alternative; ///< alt text
};

enum class ItemKind : std::uint8_t {
    text,
    open,         ///< start edge of an inline box (margin, border, padding of `style`); also starts a link or a language change
    close,        ///< its end edge
    atomic,       ///< inline-block or inline picture: `box`
    line_break,   ///< forced (br, preserved newline)
    break_opportunity,  ///< wbr
    margin_note,  ///< `box` stands in the margin, beside the line
    footnote,     ///< the note's body is `box`; its call's text follows as ordinary items (::footnote-call)
    float_,       ///< `box` floats from here
    reference,    ///< text that depends on the pages: index of references in `payload`
    leader,       ///< `text` is the pattern, repeated to fill the line
    event,        ///< index of events in `payload`
};

struct InlineItem {
    ItemKind kind = ItemKind::text;
    bool generated = false;       ///< made by octavo or CSS (no place in the Document): markers, content, quotes; of open and
                                  ///< close: the edges of a pseudo-element, whose `node` is the element it belongs to
    StyleId style;
    NodeId node;                  ///< text node of real text; element of all else
    std::string_view text;
    std::uint32_t map_first = 0, map_count = 0;  ///< of BoxTree::text_maps
    BoxId box;
    std::uint32_t payload = 0;    ///< reference, event: see above; open, close: 1 where a split inline box goes on (no edge there)
};

/// From `at` (a byte of the item's text) onwards, byte at + k comes from byte source + k of the text node. An item whose map is
/// empty is its whole text node, unchanged.
struct TextMapSegment {
    std::uint32_t at = 0, source = 0;
};

/// Text that only the page stage knows; laid out again when it changes.
struct Reference {
    enum class Kind : std::uint8_t {
        page_of, pages_of,
        place_of,           ///< where the target's page lies, seen from that of `owner`
        locator,            ///< one of an index entry's pages: from the first target's first to the second one's, or the first one's last
        note_number,        ///< the number of the note that the target is, among those called on its page
        locator_separator,  ///< stands before a locator, and only where that shows anything
    } kind{};
    std::vector<NodeId> targets;  ///< elements whose pages are wanted; empty: unresolved (diagnosed)
    NodeId owner;                 ///< the element it stands in; of locators: their parent, which they share
    bool principal = false;       ///< of a locator: the chief passage
    std::string_view text;        ///< of locators: what follows the number, the separator; of places: their words, by U+001F
    base::Name counter_style;     ///< how to write the number; empty: as the page prints it
    std::string_view guess;       ///< text to lay out with before anything is known, e.g. "000"
    base::SourceSpan where;
};

struct Event {
    enum class Kind : std::uint8_t {
        string_set,       ///< `name` becomes `text`
        running_element,  ///< `box` is the running element called `name` from here
        bookmark,         ///< outline entry `text` of level `value`
        counter_reset, counter_increment, counter_set,   ///< of the counter "page": `value`
        anchor,           ///< the Document's anchor number `value` (page break of another edition, …)
        target,           ///< the element `node` starts here (it has an id or is linked to)
    } kind{};
    base::Name name;
    std::string_view text;
    std::int32_t value = 0;
    NodeId node;
    BoxId box;
    bool closed = false;      ///< bookmark-state
};

class BoxTree {
public:
    base::IdVector<BoxTag, Box> boxes;
    BoxId root;
    std::vector<InlineItem> items;
    std::vector<TextMapSegment> text_maps;
    std::vector<Picture> pictures;
    std::vector<TableCell> cells;
    std::vector<Reference> references;
    std::vector<Event> events;
    std::unique_ptr<base::Arena> arena = std::make_unique<base::Arena>();

    [[nodiscard]] std::span<InlineItem const> items_of(ItemRange range) const { return {items.data() + range.first, range.count}; }
    [[nodiscard]] std::span<Event const> events_of(ItemRange range) const { return {events.data() + range.first, range.count}; }
    /// Where the byte of an item's text stands in the Document; the element and 0 for generated text.
    [[nodiscard]] dom::DomPosition position(InlineItem const& item, std::uint32_t byte) const;
};

struct BoxInput {
    style::StyledDocument& styled;   ///< anonymous styles are added to it
    io::Workspace& workspace;        ///< for pictures
    text::TextEngine* text = nullptr;  ///< for text-transform; null: letters of ASCII alone are mapped
};
[[nodiscard]] BoxTree build_boxes(BoxInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);

/// The golden format of `octavo dump --stage=box`.
[[nodiscard]] std::string dump(BoxTree const& tree, style::StyledDocument const& styled);

}  // namespace octavo::box
