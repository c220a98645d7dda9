// Pictures as Cairo sources: JPEG files embedded as they are, PNG and others decoded, SVG recorded as vectors.
//
// A picture is decoded when it is first drawn and embedded once: later uses find it by its number
// (CAIRO_MIME_TYPE_UNIQUE_ID). Decoded pixels are kept up to a budget and decoded again beyond it, so that a book of
// photographs does not fill the memory. CMYK JPEGs are converted to sRGB (PDF/A allows device colours of the output
// intent only), by their own profile if they have one.
#pragma once
#include <cstdint>
#include <list>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/stage_context.h"
#include "box/box_tree.h"
#include "pdf/cairo_handles.h"

namespace octavo::pdf {

/// A source to paint with and its natural extent in its own units.
struct DrawnPicture {
    SurfacePtr surface{};
    double width = 0, height = 0;
    std::uint64_t decoded_bytes = 0;   ///< of memory that the pixels take
};

/// What the pictures are drawn on: a PDF takes a JPEG's bytes as they are, pixels want its pixels; a press keeps CMYK.
enum class PictureUse : std::uint8_t { pdf, pixels, press };

class Pictures {
public:
    Pictures(box::BoxTree const& boxes, base::StageContext const& context, base::Diagnostics& diagnostics,
             PictureUse use = PictureUse::pdf)
        : boxes_(boxes), context_(context), diagnostics_(diagnostics), use_(use) {}

    /// The picture, valid until the next call; null when it cannot be drawn, which is diagnosed once, at `where`.
    [[nodiscard]] DrawnPicture const* find(std::uint32_t picture, base::SourceSpan where);

private:
    struct Kept {
        std::uint32_t picture;
        DrawnPicture drawn;
    };
    DrawnPicture load(box::Picture const& picture, std::string& problem) const;
    void trim();

    box::BoxTree const& boxes_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    PictureUse use_;
    std::list<Kept> kept_;               ///< most recently used first
    std::vector<std::uint32_t> damaged_;
};

// --- one function per format: an empty surface and a sentence in `problem` when the bytes cannot be drawn

struct DecodeInput {
    io::ResourcePtr file{};              ///< may be null for inline SVG
    std::string_view bytes{};
    std::uint64_t pixel_limit = 0;
    PictureUse use = PictureUse::pdf;
};
[[nodiscard]] DrawnPicture load_jpeg(DecodeInput const& input, std::string& problem);
/// The same, always decoded.
[[nodiscard]] DrawnPicture load_jpeg_pixels(DecodeInput const& input, std::string& problem);
[[nodiscard]] DrawnPicture load_png(DecodeInput const& input, std::string& problem);
[[nodiscard]] DrawnPicture load_svg(DecodeInput const& input, std::string& problem);
/// GIF (first frame), WebP and what else gdk-pixbuf reads.
[[nodiscard]] DrawnPicture load_other(DecodeInput const& input, std::string& problem);

}  // namespace octavo::pdf
