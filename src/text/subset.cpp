#include "text/subset.h"

#include <fmt/format.h>
#include <hb-subset.h>
#include <woff2/encode.h>
#include <woff2/output.h>

#include "text/face.h"

namespace octavo::text {
namespace {

struct InputCloser {
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};

base::Diagnostic failure(FaceSource const& face, std::string_view why, std::string hint) {
    return {.code = base::Code::text_font_embedding,
            .severity = base::Severity::error,
            .message = fmt::format("\"{} {}\" is not embedded: {}", face.family, face.style_name, why),
            .hint = std::move(hint)};
}

/// One face of a collection cannot stand alone as it is: its tables are put together anew.
HbFacePtr rebuilt(hb_face_t* face) {
    HbFacePtr builder(hb_face_builder_create());
    unsigned count = hb_face_get_table_tags(face, 0, nullptr, nullptr);
    std::vector<hb_tag_t> tags(count);
    hb_face_get_table_tags(face, 0, &count, tags.data());
    for (hb_tag_t tag : tags) {
        BlobPtr table(hb_face_reference_table(face, tag));
        hb_face_builder_add_table(builder.get(), tag, table.get());
    }
    return builder;
}

HbFacePtr cut(hb_face_t* face, SubsetRequest const& request) {
    std::unique_ptr<hb_subset_input_t, InputCloser> input(hb_subset_input_create_or_fail());
    if (!input) return {};
    hb_set_t* characters = hb_subset_input_unicode_set(input.get());
    for (char32_t c : request.characters) hb_set_add(characters, c);
    hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
    for (std::uint32_t glyph : request.glyphs) hb_set_add(glyphs, glyph);
    hb_set_t* features = hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (std::uint32_t tag : request.features) hb_set_add(features, tag);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return HbFacePtr(hb_subset_or_fail(face, input.get()));
}

tl::expected<std::string, base::Diagnostic> as_woff2(std::string const& font, FaceSource const& face) {
    auto const* data = reinterpret_cast<std::uint8_t const*>(font.data());
    std::size_t size = woff2::MaxWOFF2CompressedSize(data, font.size());
    std::string compressed(size, '\0');
    bool done = false;
    try {
        done = woff2::ConvertTTFToWOFF2(data, font.size(), reinterpret_cast<std::uint8_t*>(compressed.data()), &size);
    } catch (std::exception const&) {
        done = false;
    }
    if (!done) return tl::unexpected(failure(face, "it cannot be compressed as WOFF2", "embed it as OpenType"));
    compressed.resize(size);
    return compressed;
}

}  // namespace

tl::expected<std::string, base::Diagnostic> subset_font(SubsetRequest const& request) {
    FaceSource const& source = request.face;
    if (!source.file) return tl::unexpected(failure(source, "there is no file", ""));
    if (!source.embeddable)
        return tl::unexpected(
            failure(source, "its licence forbids it (OS/2 fsType)", "name another family in the e-book's style sheet"));
    HbFacePtr face = open_face(source);
    HbFacePtr result = source.subsettable ? cut(face.get(), request) : rebuilt(face.get());
    if (!result) return tl::unexpected(failure(source, "its tables are damaged", "install the font again"));
    BlobPtr blob(hb_face_reference_blob(result.get()));
    std::string font = bytes_of(blob.get());
    if (font.empty()) return tl::unexpected(failure(source, "its tables are damaged", "install the font again"));
    if (request.format == SubsetFormat::opentype) return font;
    return as_woff2(font, source);
}

}  // namespace octavo::text
