// A Galley: laid-out content of one measure, not yet cut into pages. Output of layout(), input of page/.
//
// It is one list of items in flow order: paragraphs (with candidates of k−1, k, k+1 … lines), atomic blocks, sliced blocks (table
// rows: may be cut at given heights), glue (margins; dropped at the head of a page), and edges of decorated containers. Every item
// says what a page break before it costs. Geometry is flow-relative: inline offsets from the galley's start edge, block sizes.
// Content that is not part of the main flow (cells, notes, inline-blocks, markers) stands in galleys of its own in the same store.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "box/box_tree.h"
#include "text/text_engine.h"

namespace octavo::layout {

using base::Length;
using base::LongLength;
using box::BoxId;
using style::StyleId;

struct GalleyTag;
using GalleyId = base::Id<GalleyTag>;
inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

/// The smallest unit of a line: a word (or part of one in one font) and the space after it, a picture, an edge of an inline box.
struct Piece {
    enum class Kind : std::uint8_t { word, edge, atomic, line_break, insertion, leader, tab };
    text::ShapedWord const* word = nullptr;
    std::uint32_t begin = 0;       ///< first byte in the paragraph's text
    std::uint32_t item = 0;        ///< index of BoxTree::items
    Length width = 0;              ///< without the space
    Length space = 0;              ///< of the white space after it, at its natural width
    std::uint16_t bytes = 0;       ///< of the word, without the space
    std::uint16_t payload = 0;     ///< atomic: index in the paragraph's atomics; others, where line_aligned: of its aligned boxes
    std::int16_t rise_units = 0;   ///< see rise()
    Kind kind : 4 = Kind::word;
    bool break_after : 1 = false;  ///< a line may end after it (after its space)
    bool solid : 1 = false;        ///< not to be hyphenated: part of a web address
    bool stretch_after : 1 = false;///< its space (or the joint after an ideograph) takes part in justification
    bool line_aligned : 1 = false; ///< in a box that aligns to its line: rise() is over that box's baseline
    std::uint8_t bidi_level = 0;

    /// What its space counts when a line's slack is shared: its width; of a joint between ideographs a quarter of the em, which
    /// JIS X 4051 lets it grow by.
    [[nodiscard]] Length stretchable() const { return space > 0 ? space : width / 4; }

    static constexpr Length rise_unit = 32;
    /// How far its baseline stands above the line's (vertical-align), to 1/32 pt.
    [[nodiscard]] Length rise() const { return rise_units * rise_unit; }
    void set_rise(Length rise) { rise_units = static_cast<std::int16_t>(std::clamp(rise / rise_unit, -32'000, 32'000)); }
};
static_assert(sizeof(Piece) <= 32);

/// One line of one candidate: pieces [first, end), of which the first and last may be parts of divided words.
struct Line {
    std::uint32_t first = 0, end = 0;
    std::uint16_t first_byte = 0;  ///< bytes of the first piece's word that stand on the line before
    std::uint16_t end_byte = 0;    ///< bytes of the last piece's word that stand on this line; 0: all
    Length natural = 0;            ///< width at natural spaces, with hyphen, without the space at the end
    std::uint8_t hyphen = 0;       ///< 1: divided word, 2: after an explicit hyphen, 3: after a dash
    bool forced = false;           ///< ends at a forced break or the paragraph's end: not justified
    [[nodiscard]] bool shows_hyphen() const { return hyphen == 1 || hyphen == 2; }
};

/// One way of breaking a paragraph: lines [first_line, first_line + count) of the galley.
struct Candidate {
    std::uint32_t first_line = 0;
    std::uint32_t count = 0;
    std::int64_t demerits = 0;
    std::uint32_t loose_lines = 0;
    bool runt = false;             ///< the last line is a word's end or little more
};

/// A footnote or float called in a paragraph.
struct Insertion {
    enum class Kind : std::uint8_t { footnote, margin_note, event, float_ } kind{};
    std::uint32_t piece = 0;       ///< it belongs to the line that holds this piece
    std::uint32_t note = no_index; ///< footnote, margin note: index of GalleyStore::notes
    std::uint32_t event = no_index;///< event: index of BoxTree::events
    BoxId box{};                   ///< float
};

struct Atomic {
    BoxId box;
    GalleyId galley;               ///< inline-block: its content; none for pictures
    Length width = 0, height = 0;  ///< of the margin box
    Length baseline = 0;           ///< from the top of the margin box to its baseline
    std::uint8_t quarters = 0;     ///< of a table: turned against the clock by so many quarters
    std::uint16_t aligned = 0;     ///< where its piece is line_aligned: index in the paragraph's aligned boxes
};

/// An inline box that stands at its line's top or bottom (vertical-align), with all it holds.
struct LineAligned {
    enum class To : std::uint8_t { top, bottom } to{};
    Length above = 0, below = 0;   ///< of its baseline: what it and what it holds need
};

/// Where a line beside floats stands within its paragraph's measure. On a verso page floats to the inside and outside change sides.
struct LineRoom {
    Length start = 0, verso_start = 0, width = 0;
    Length gap = 0;                ///< above the line: it goes on below floats that leave it no room
    friend constexpr bool operator==(LineRoom const&, LineRoom const&) = default;
};

/// Lines that stand beside one float: no page ends after line k (counted from 1) where first < k < end.
struct SolidLines {
    std::uint32_t first = 0, end = 0;
};

/// A float beside text, shown with a line (or another slice) of the item at whose height it stands.
struct SideFloat {
    std::uint32_t item = 0;        ///< of the galley
    std::uint32_t slice = 0;
    BoxId anchor;                  ///< the paragraph that calls it; none: it comes from what was laid out before
    Atomic content;
    Length x = 0, verso_x = 0;     ///< of the margin box, from the galley's start edge
    Length y = 0;                  ///< of the margin box, from the slice's top
    bool initial = false;          ///< a paragraph's first letter: it stays where it is
};

/// A float to the head or foot of a page or a column, or to a page of its own; in the galley an item without height where it is called.
struct PageFloat {
    Atomic content;
    css::Float to = css::Float::top;
    std::uint8_t defer = 0;        ///< see css::BoxGroup::float_defer
    Length x = 0;                  ///< of the margin box, from the galley's start edge
    Length margin_top = 0, margin_bottom = 0;   ///< of the margin box's height: dropped at the page's edge
};

/// Content set in columns: a galley of a column's measure, that each page cuts to as many as it has room for.
struct Columns {
    GalleyId content;
    std::uint32_t count = 0;
    Length x = 0, width = 0, gap = 0;          ///< of the first column; of each; between two
    css::Border rule;
    bool balance = true;                       ///< the last ones end level
};

/// Height and baseline of a line that is not the paragraph's ordinary one.
struct LineMetrics {
    Length height = 0, baseline = 0;
    Length gap = 0;                ///< of its height: above all it holds (LineRoom::gap)
};

struct Paragraph {
    BoxId box;
    StyleId style;
    std::string_view text;                 ///< in the galley's arena
    std::uint32_t first_piece = 0, piece_count = 0;
    std::uint32_t first_candidate = 0, candidate_count = 0;   ///< by number of lines, ascending
    std::uint16_t best = 0;                ///< index of the candidate with the fewest demerits
    std::uint32_t first_insertion = 0, insertion_count = 0;
    std::uint32_t first_atomic = 0, atomic_count = 0;
    std::uint32_t first_aligned = 0;       ///< of GalleyStore::aligned
    GalleyId marker;                       ///< outside list marker: a galley of one paragraph
    Length measure = 0;                    ///< width of the lines
    Length first_indent = 0, hang_indent = 0;  ///< of the first line, of the others
    Length line_height = 0, baseline = 0;  ///< of ordinary lines; baseline from the line's top
    bool uniform = true;                   ///< all lines have the ordinary height
    bool rtl = false;
    std::uint16_t type_scale = 1000;       ///< its type is set at this many 1/1000 of its size
    bool upright = false;                  ///< on its side, where square letters stand upright (text-orientation: mixed)
    bool clones = false;                   ///< some of its inline boxes have their edges on every line
    bool has_reference = false;            ///< holds text that depends on page numbers
    std::uint32_t first_metrics = 0;       ///< not uniform: of LineMetrics, one per line of each candidate, in candidate order
    std::uint32_t first_room = 0, room_count = 0;    ///< its first lines stand beside floats: their rooms
    std::uint32_t first_solid = 0, solid_count = 0;  ///< of SolidLines
    std::uint32_t dropped_pieces = 0;      ///< pieces right before first_piece that stand on earlier pages in another galley
};

/// A stretch of a border in the collapsing model, on the edge of a cell: from the upper left corner of its border box.
struct BorderStrip {
    enum class Side : std::uint8_t { standing, top, bottom } side{};
    Length x = 0, y = 0, width = 0, height = 0;
    css::Border border;
};

struct CellPlacement {
    BoxId box;
    BoxId column;                  ///< its first column's box, whose background shows; usually none
    GalleyId galley;
    Length x = 0, width = 0;       ///< border box, from the table's start edge
    Length y = 0, height = 0;      ///< y from the row's top; height: over all rows it spans
    Length content_x = 0, content_y = 0;   ///< of the content's start corner, from the border box
    std::uint32_t first_strip = 0, strip_count = 0;   ///< of GalleyStore::border_strips; its own borders are not drawn where it has any
    std::uint8_t quarters = 0;     ///< its content is turned against the clock by so many quarters
    Length turned_measure = 0;     ///< then: of its lines
    bool collapsed = false;        ///< borders are border_strips
    bool hidden = false;           ///< empty, and empty-cells: hide: neither background nor borders
};

/// A block that may be cut at certain heights: a table row.
struct Sliced {
    BoxId box;
    std::vector<CellPlacement> cells;
    std::vector<Length> cuts;      ///< heights of the slices, top to bottom; their sum is the row's height
};

enum class BreakClass : std::uint8_t { allowed, avoid, forbidden, forced_page, forced_recto, forced_verso };

struct GalleyItem {
    enum class Kind : std::uint8_t { paragraph, atomic, sliced, glue, edge_open, edge_close, event, page_float, columns, column_float };
    Kind kind{};
    BreakClass before = BreakClass::allowed;   ///< a page break right before this item
    bool keep_together = false;                ///< avoid breaks inside
    bool snap = false;                         ///< its first line stands on the baseline grid
    bool continues = false;                    ///< edge: the container goes on in another galley there; no border is drawn
    bool has_floats = false;                   ///< some of Galley::floats are shown with it
    bool new_column = false;                   ///< in columns: it opens one
    bool repeated = false;                     ///< rows of a head shown again, in a galley that is a part of a table
    std::uint8_t orphans = 2, widows = 2;
    BoxId box;
    StyleId style;
    std::uint32_t index = no_index;            ///< paragraph, sliced, page_float, columns, column_float: in the store's array; event: of BoxTree::events
    Length x = 0, width = 0;                   ///< border box of the box (edges, atomics), content of a paragraph
    Length height = 0;                         ///< natural; paragraphs: of the best candidate
    std::uint32_t repeat_head = no_index;      ///< rows of a table body: index of GalleyStore::heads, for head and foot
};

struct Galley {
    std::vector<GalleyItem> items;
    Length measure = 0;
    Length height = 0;                         ///< when nothing is cut and every paragraph takes its best candidate
    std::vector<SideFloat> floats;             ///< by item
    /// The floats shown with an item.
    [[nodiscard]] std::span<SideFloat const> floats_of(std::uint32_t item) const;
};

/// What stands again at the head and at the foot of every page between which something is divided: of a table its rows and its caption,
/// around it (or alone) the edges of boxes whose decoration is cloned (Fragmentation 4 §5.3).
struct RepeatedHead {
    BoxId table;
    std::vector<std::uint32_t> rows;           ///< indices of sliced rows of the head
    Length height = 0;
    std::vector<std::uint32_t> foot_rows;      ///< of the foot; the last page has it as it comes
    Length foot_height = 0;
    Length gap = 0, foot_gap = 0;              ///< of both heights: between the head's rows and the body, the body and the foot's rows
    Length lead = 0;                           ///< of `height`: edges of the boxes around, above all else
    std::uint32_t frame = no_index;            ///< of GalleyStore::heads: that of the boxes around; of edges alone: itself
    GalleyId caption;                          ///< shown above the rows
};

struct Note {
    BoxId box;
    GalleyId galley;
    Length height = 0;
    std::uint32_t lines = 0;
    Length short_width = 0;        ///< of a note of one line that may stand in one with others (footnote-display: compact); 0: it may not
    std::uint32_t run_in = no_index;   ///< footnote-display: inline: its paragraph, set as one with those of the notes around it
    Length gap = 0;                ///< between it and another on its line
    std::uint8_t series = 0;       ///< -octavo-note-series
    bool keep_whole = false;       ///< footnote-policy: not split, its line moves instead
    bool keep_block = false;       ///< footnote-policy: block: its paragraph moves
    bool in_column = false;        ///< float-reference: column, and called in one: as wide as that
};

/// Everything one run's layout makes; freed together.
struct GalleyStore {
    base::IdVector<GalleyTag, Galley> galleys;
    GalleyId main;
    std::vector<Paragraph> paragraphs;
    std::vector<Piece> pieces;
    std::vector<Candidate> candidates;
    std::vector<Line> lines;
    std::vector<LineMetrics> metrics;
    std::vector<Insertion> insertions;
    std::vector<Atomic> atomics;
    std::vector<LineAligned> aligned;
    std::vector<Sliced> sliced;
    std::vector<BorderStrip> border_strips;
    std::vector<RepeatedHead> heads;
    std::vector<Note> notes;
    std::vector<Columns> columns;
    std::vector<LineRoom> rooms;
    std::vector<SolidLines> solid;
    std::vector<PageFloat> page_floats;        ///< in the order of their calls
    std::vector<PageFloat> column_floats;      ///< likewise: those to the head or foot of a column
    std::unique_ptr<base::Arena> arena = std::make_unique<base::Arena>();

    [[nodiscard]] std::span<Piece const> pieces_of(Paragraph const& p) const { return {pieces.data() + p.first_piece, p.piece_count}; }
    [[nodiscard]] std::span<Candidate const> candidates_of(Paragraph const& p) const {
        return {candidates.data() + p.first_candidate, p.candidate_count};
    }
    [[nodiscard]] std::span<Line const> lines_of(Candidate const& c) const { return {lines.data() + c.first_line, c.count}; }
    [[nodiscard]] std::span<Insertion const> insertions_of(Paragraph const& p) const {
        return {insertions.data() + p.first_insertion, p.insertion_count};
    }
    [[nodiscard]] std::span<LineRoom const> rooms_of(Paragraph const& p) const { return {rooms.data() + p.first_room, p.room_count}; }
    [[nodiscard]] std::span<SolidLines const> solid_of(Paragraph const& p) const { return {solid.data() + p.first_solid, p.solid_count}; }
    /// The room of a line: the whole measure where no float stands beside it.
    [[nodiscard]] LineRoom room_of(Paragraph const& p, std::uint32_t line) const {
        return line < p.room_count ? rooms[p.first_room + line] : LineRoom{0, 0, p.measure};
    }
    /// Gives back what the vectors hold beyond their content: once nothing is added any more.
    void shrink_to_fit();
    /// Height and baseline of a line of a candidate (index within the paragraph's candidates).
    [[nodiscard]] LineMetrics line_metrics(Paragraph const& p, std::uint32_t candidate, std::uint32_t line) const;
    /// Of a piece that is line_aligned.
    [[nodiscard]] LineAligned const& aligned_of(Paragraph const& p, Piece const& piece) const {
        return aligned[p.first_aligned + (piece.kind == Piece::Kind::atomic ? atomics[p.first_atomic + piece.payload].aligned : piece.payload)];
    }
    /// How far a piece's baseline stands above that of its line.
    [[nodiscard]] Length rise_in_line(Paragraph const& p, Piece const& piece, LineMetrics const& line) const;
};

}  // namespace octavo::layout
