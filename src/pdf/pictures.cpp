#include "pdf/pictures.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace octavo::pdf {
namespace {

constexpr std::uint64_t kept_pixels_budget = 64ULL << 20;

void set_unique_id(cairo_surface_t* surface, std::uint32_t picture) {
    auto id = std::make_unique<std::string>(fmt::format("octavo-picture-{}", picture));
    auto release = [](void* data) { delete static_cast<std::string*>(data); };
    auto const* bytes = reinterpret_cast<unsigned char const*>(id->data());
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_UNIQUE_ID, bytes, id->size(), release,
                                    id.get()) == CAIRO_STATUS_SUCCESS)
        id.release();
}

}  // namespace

DrawnPicture Pictures::load(box::Picture const& picture, std::string& problem) const {
    using Format = box::Picture::Format;
    DecodeInput input{.file = picture.resource,
                      .bytes = picture.resource ? picture.resource->bytes : picture.svg_source,
                      .pixel_limit = context_.limits.picture_pixels,
                      .use = use_};
    if (!picture.resource && !picture.svg_source.empty()) return load_svg(input, problem);
    switch (picture.format) {
        case Format::jpeg: return use_ == PictureUse::pixels ? load_jpeg_pixels(input, problem) : load_jpeg(input, problem);
        case Format::png: return load_png(input, problem);
        case Format::svg: return load_svg(input, problem);
        case Format::gif:
        case Format::webp:
        case Format::unknown: break;
    }
    return load_other(input, problem);
}

DrawnPicture const* Pictures::find(std::uint32_t picture, base::SourceSpan where) {
    auto found = std::find_if(kept_.begin(), kept_.end(), [&](Kept const& kept) { return kept.picture == picture; });
    if (found != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, found);
        return &kept_.front().drawn;
    }
    if (picture >= boxes_.pictures.size() || std::binary_search(damaged_.begin(), damaged_.end(), picture))
        return nullptr;
    box::Picture const& source = boxes_.pictures[picture];
    std::string problem;
    // what could not be read has been diagnosed already
    bool readable = source.resource || !source.svg_source.empty();
    DrawnPicture drawn;
    if (readable) drawn = load(source, problem);
    if (!drawn.surface) {
        damaged_.insert(std::upper_bound(damaged_.begin(), damaged_.end(), picture), picture);
        if (readable)
            diagnostics_.add({.code = base::Code::pdf_picture,
                              .severity = base::Severity::warning,
                              .where = where,
                              .message = fmt::format("picture \"{}\" cannot be drawn: {}", source.reference, problem),
                              .hint = "a frame stands in its place; save it anew as JPEG, PNG or SVG"});
        return nullptr;
    }
    set_unique_id(drawn.surface.get(), picture);
    kept_.push_front({picture, std::move(drawn)});
    trim();
    return &kept_.front().drawn;
}

void Pictures::trim() {
    std::uint64_t total = 0;
    auto it = kept_.begin();
    while (it != kept_.end()) {
        total += it->drawn.decoded_bytes;
        bool over = total > kept_pixels_budget && it != kept_.begin();
        it = over ? kept_.erase(it) : std::next(it);
    }
}

}  // namespace octavo::pdf
