#include "text/glyph_subset.h"

#include <array>

#include <hb-subset.h>

#include "text/face.h"

namespace octavo::text {
namespace {

constexpr hb_tag_t glyf = HB_TAG('g', 'l', 'y', 'f'), cff = HB_TAG('C', 'F', 'F', ' ');
/// What a TrueType program in a PDF consists of (ISO 32000-1 §9.9), without the instructions that hinting left.
constexpr std::array kept{glyf, cff, HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                          HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p')};

struct InputCloser {
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};

bool has_table(hb_face_t* face, hb_tag_t tag) {
    BlobPtr table(hb_face_reference_table(face, tag));
    return hb_blob_get_length(table.get()) > 0;
}

void drop_the_rest(hb_face_t* face, hb_subset_input_t* input) {
    hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    unsigned count = hb_face_get_table_tags(face, 0, nullptr, nullptr);
    std::vector<hb_tag_t> tags(count);
    hb_face_get_table_tags(face, 0, &count, tags.data());
    for (hb_tag_t tag : tags)
        if (std::find(kept.begin(), kept.end(), tag) == kept.end()) hb_set_add(dropped, tag);
}

}  // namespace

std::optional<ProgramKind> program_kind(FaceSource const& source) {
    if (!source.file || !source.variations.empty()) return std::nullopt;
    HbFacePtr face = open_face(source);
    for (char const* colours : {"COLR", "CBDT", "sbix", "SVG "})
        if (has_table(face.get(), hb_tag_from_string(colours, 4))) return std::nullopt;
    if (has_table(face.get(), glyf)) return ProgramKind::truetype;
    if (has_table(face.get(), cff)) return ProgramKind::cff;
    return std::nullopt;
}

std::optional<GlyphProgram> subset_glyphs(FaceSource const& source, std::span<std::uint32_t const> glyphs, GlyphKeys keys) {
    auto kind = program_kind(source);
    std::unique_ptr<hb_subset_input_t, InputCloser> input(hb_subset_input_create_or_fail());
    if (!kind || !input) return std::nullopt;
    HbFacePtr face = open_face(source);
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    hb_set_add(wanted, 0);
    for (std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
    if (!source.subsettable) hb_set_add_range(wanted, 0, std::max(hb_face_get_glyph_count(face.get()), 1U) - 1);
    drop_the_rest(face.get(), input.get());
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (keys == GlyphKeys::glyph_numbers) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input.get(), flags);
    HbFacePtr result(hb_subset_or_fail(face.get(), input.get()));
    if (!result) return std::nullopt;
    BlobPtr blob(*kind == ProgramKind::cff ? hb_face_reference_table(result.get(), cff) : hb_face_reference_blob(result.get()));
    GlyphProgram program{*kind, bytes_of(blob.get())};
    if (program.bytes.empty()) return std::nullopt;
    return program;
}

}  // namespace octavo::text
