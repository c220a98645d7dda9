// Plays display lists onto a Cairo PDF surface, page by page, and records what the finishing pass needs.
//
// Input: one DisplayList at a time. Output: Cairo's PDF in a temporary file that has no name, and PageRecords.
// Text goes past Cairo where octavo can embed its font: its operators are kept in a second file, and a sentinel stands for each block of them.
// Consecutive items that belong to one structure element (or to one kind of artefact) become one marked sequence
// between sentinels; text items of one font, colour and expansion within it become one cairo_show_text_glyphs call.
// Drawn under the identity matrix in pt. Cost: what Cairo takes; memory does not grow with the pages but for the
// records.
#pragma once
#include <cstdio>
#include <memory>
#include <optional>

#include "base/diagnostics.h"
#include "pdf/cairo_handles.h"
#include "pdf/font_cache.h"
#include "pdf/page_record.h"
#include "pdf/pdf_writer.h"
#include "pdf/pictures.h"
#include "pdf/sentinel.h"
#include "pdf/text_shower.h"
#include "tags/structure_owner.h"

namespace octavo::pdf {

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, FileCloser>;

class CairoPlayer : private TextTarget {
public:
    /// Both are written to until close().
    struct Files {
        std::FILE* cairo;
        std::FILE* text;   ///< blocks of text operators, as PageRecords lists them
    };
    CairoPlayer(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics, Files files);

    /// Pixels to draw on instead of a file, a point being `scale` of them. Such a page is not tagged.
    struct Pixels {
        SurfacePtr surface{};
        double scale = 1;
    };
    CairoPlayer(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics, Pixels pixels);

    void play(paint::DisplayList const& page);
    /// One page that bears several.
    void play(paint::Sheet const& sheet);
    /// Ends the file; Cairo's complaint, if it had one.
    [[nodiscard]] std::optional<std::string> close();

    [[nodiscard]] PageRecords const& records() const { return records_; }
    [[nodiscard]] FontCache const& fonts() const { return fonts_; }
    /// Some text could not be drawn, since its font's file is none.
    [[nodiscard]] bool lost_text() const { return lost_text_; }

private:
    void show_page();
    void draw_panel(paint::Panel const& panel);
    void set_page(paint::DisplayList const& page);
    void record_links(paint::DisplayList const& page);
    void draw_items(paint::DisplayList const& page);
    [[nodiscard]] paint::Mark owner(paint::Mark mark);
    void switch_sequence(paint::DisplayList const& page, paint::Mark const& mark);
    void begin_sequence(paint::Mark const& mark, std::uint32_t text);
    void end_sequence();
    void mark_edge(Sentinel sentinel);
    void draw_rectangle(paint::RectangleItem const& rectangle, std::uint16_t opacity);
    void draw_stroke(paint::StrokeItem const& stroke, std::uint16_t opacity);
    void draw_picture(paint::DisplayList const& page, paint::PictureItem const& picture, paint::Item const& item);
    void draw_frame(paint::PictureItem const& picture);
    void draw_text(DrawnFont const& font, TextStretch const& stretch) override;
    void show_by_cairo(DrawnFont const& font, TextStretch const& stretch);
    void draw_unsaid_glyphs(DrawnFont const& font, Unsaid const& what);
    void draw_unsaid(DrawnFont const& font, Unsaid const& what) override;
    void begin_block();
    void end_block();
    /// The turn of the item being drawn: draws within it until the function is left.
    template <typename Draw>
    void within_turn(Draw&& draw);
    void keep_text();
    void set_color(css::Color color, std::uint16_t opacity);
    [[nodiscard]] std::uint32_t ink_index(std::uint16_t ink);
    std::uint32_t add_sequence(Sequence sequence);

    PdfInput input_;
    tags::StructureOwners owners_;
    FontCache fonts_;
    Pictures pictures_;
    TextShower shower_;
    TextOperators operators_;               ///< of the page being drawn
    std::FILE* text_file_ = nullptr;
    std::uint64_t text_size_ = 0;           ///< of that file
    std::size_t block_start_ = 0;           ///< in the page's operators
    PageRecords records_;
    std::optional<paint::Mark> open_;       ///< of the sequence being drawn
    std::uint32_t open_number_ = 0;
    std::optional<paint::Turning> turn_;       ///< of the item being drawn
    css::Color color_;                      ///< set last
    std::uint16_t opacity_ = 1000;
    double edge_ = 0;                       ///< from the medium's edge to the trim of this page, in pt
    double scale_ = 1;                      ///< surface's units in a point; 1 in a PDF
    SurfacePtr surface_;
    CairoPtr cairo_;
    std::optional<std::string> failure_;
    bool lost_text_ = false;
};

}  // namespace octavo::pdf
