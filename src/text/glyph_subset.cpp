#include "text/glyph_subset.h"

#include <array>

#include <hb-subset.h>

#include "text/cff_keys.h"
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

namespace {

struct PlanCloser {
    void operator()(hb_subset_plan_t* plan) const { hb_subset_plan_destroy(plan); }
};

struct Cut {
    HbFacePtr face;
    std::vector<std::uint16_t> kept;   ///< the glyphs' numbers in the whole face, by their new ones
};

std::optional<Cut> cut(hb_face_t* face, std::span<std::uint32_t const> glyphs, unsigned more_flags) {
    std::unique_ptr<hb_subset_input_t, InputCloser> input(hb_subset_input_create_or_fail());
    if (!input) return std::nullopt;
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    hb_set_add(wanted, 0);
    for (std::uint32_t glyph : glyphs) hb_set_add(wanted, glyph);
    drop_the_rest(face, input.get());
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE | more_flags);
    std::unique_ptr<hb_subset_plan_t, PlanCloser> plan(hb_subset_plan_create_or_fail(face, input.get()));
    if (!plan) return std::nullopt;
    Cut result{HbFacePtr(hb_subset_plan_execute_or_fail(plan.get())), {}};
    if (!result.face) return std::nullopt;
    hb_map_t const* to_old = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
    for (std::uint32_t glyph = 0; hb_map_has(to_old, glyph); ++glyph) result.kept.push_back(static_cast<std::uint16_t>(hb_map_get(to_old, glyph)));
    return result;
}

std::string table_of(hb_face_t* face, hb_tag_t tag) {
    BlobPtr blob(hb_face_reference_table(face, tag));
    return bytes_of(blob.get());
}

/// CFF whose glyphs have names is given CIDs, unless accents are put together by their letters' names (endchar of four operands), which
/// shows in glyphs that are kept without being asked for.
std::string cff_of(hb_face_t* face, std::vector<std::uint32_t> const& glyphs, GlyphKeys keys) {
    if (keys == GlyphKeys::cids) {
        auto result = cut(face, glyphs, 0);
        return result ? table_of(result->face.get(), cff) : std::string();
    }
    if (auto result = cut(face, glyphs, 0); result && result->kept.size() <= glyphs.size()) {
        if (auto keyed = keyed_by_cids(table_of(result->face.get(), cff), result->kept)) return std::move(*keyed);
    }
    auto result = cut(face, glyphs, HB_SUBSET_FLAGS_RETAIN_GIDS);
    return result ? table_of(result->face.get(), cff) : std::string();
}

}  // namespace

std::optional<GlyphProgram> subset_glyphs(FaceSource const& source, std::span<std::uint32_t const> wanted, GlyphKeys keys) {
    auto kind = program_kind(source);
    if (!kind) return std::nullopt;
    HbFacePtr face = open_face(source);
    std::vector<std::uint32_t> glyphs(wanted.begin(), wanted.end());
    glyphs.push_back(0);
    if (!source.subsettable)
        for (std::uint32_t glyph = 0; glyph < hb_face_get_glyph_count(face.get()); ++glyph) glyphs.push_back(glyph);
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    GlyphProgram program{*kind, {}};
    if (*kind == ProgramKind::cff) {
        program.bytes = cff_of(face.get(), glyphs, keys);
    } else if (auto result = cut(face.get(), glyphs, HB_SUBSET_FLAGS_RETAIN_GIDS)) {
        BlobPtr blob(hb_face_reference_blob(result->face.get()));
        program.bytes = bytes_of(blob.get());
    }
    if (program.bytes.empty()) return std::nullopt;
    return program;
}

}  // namespace octavo::text
