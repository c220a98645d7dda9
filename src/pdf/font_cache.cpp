#include "pdf/font_cache.h"

#include <algorithm>
#include <cairo-ft.h>
#include <cmath>
#include FT_ADVANCES_H
#include FT_MULTIPLE_MASTERS_H

#include "base/units.h"

namespace octavo::pdf {

struct FontCache::Library {
    FT_Library handle = nullptr;
    Library() { FT_Init_FreeType(&handle); }
    ~Library() { FT_Done_FreeType(handle); }
    Library(Library const&) = delete;
    Library& operator=(Library const&) = delete;
};

struct FontCache::Face {
    FontFacePtr cairo;
    FT_Face handle = nullptr;
    std::uint32_t space_glyph = 0, hyphen_glyph = 0, minus_glyph = 0;
};

namespace {

/// What must outlive Cairo's font face, which its own caches may hold longer than we do.
class FaceKeeper {
public:
    FaceKeeper(FT_Face face, std::shared_ptr<void> library, io::ResourcePtr file)
        : library_(std::move(library)), file_(std::move(file)), face_(face) {}
    ~FaceKeeper() { FT_Done_Face(face_); }
    FaceKeeper(FaceKeeper const&) = delete;
    FaceKeeper& operator=(FaceKeeper const&) = delete;

private:
    std::shared_ptr<void> library_;
    io::ResourcePtr file_;
    FT_Face face_;
};

void set_variations(FT_Face face, std::vector<std::pair<std::uint32_t, std::int32_t>> const& wanted) {
    FT_MM_Var* axes = nullptr;
    if (wanted.empty() || FT_Get_MM_Var(face, &axes) != 0) return;
    std::vector<FT_Fixed> coordinates;
    for (FT_UInt i = 0; i < axes->num_axis; ++i) {
        FT_Fixed value = axes->axis[i].def;
        for (auto const& [tag, given] : wanted)
            if (tag == axes->axis[i].tag) value = given;
        coordinates.push_back(value);
    }
    FT_Set_Var_Design_Coordinates(face, static_cast<FT_UInt>(coordinates.size()), coordinates.data());
    FT_Done_MM_Var(face->glyph->library, axes);
}

}  // namespace

cairo_matrix_t turn_matrix(paint::Turn turn) {
    cairo_matrix_t matrix;
    cairo_matrix_init_identity(&matrix);
    if (turn == paint::Turn::clockwise) cairo_matrix_init(&matrix, 0, 1, -1, 0, 0, 0);
    if (turn == paint::Turn::anticlockwise) cairo_matrix_init(&matrix, 0, -1, 1, 0, 0, 0);
    return matrix;
}

double DrawnFont::advance(std::uint32_t glyph) const {
    if (embedded != nullptr) {
        FT_Fixed units = 0;
        if (FT_Get_Advance(face, glyph, FT_LOAD_NO_SCALE, &units) != 0) return 0;
        return static_cast<double>(units) / face->units_per_EM * size * (1000 + expansion) / 1000;
    }
    cairo_glyph_t one{glyph, 0, 0};
    cairo_text_extents_t extents;
    cairo_scaled_font_glyph_extents(scaled.get(), &one, 1, &extents);
    return extents.x_advance;
}

FontCache::FontCache(text::TextEngine& text, Embedding embedding)
    : text_(text), embedding_(embedding), library_(std::make_shared<Library>()), options_(cairo_font_options_create()) {
    cairo_font_options_set_hint_style(options_.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options_.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options_.get(), CAIRO_ANTIALIAS_GRAY);
}

FontCache::~FontCache() = default;

FontCache::Face const& FontCache::face_for(text::FontSource const& font) {
    auto& slot = faces_[{font.face, font.features, font.embolden}];
    if (slot) return *slot;
    slot = std::make_unique<Face>();
    text::FaceSource const& source = text_.face_source(font.face);
    if (!source.embeddable && std::find(not_embeddable_.begin(), not_embeddable_.end(), source.family) == not_embeddable_.end())
        not_embeddable_.push_back(source.family);
    FT_Face face = nullptr;
    if (!source.file || FT_New_Memory_Face(library_->handle,
                                           reinterpret_cast<FT_Byte const*>(source.file->bytes.data()),
                                           static_cast<FT_Long>(source.file->bytes.size()),
                                           static_cast<FT_Long>(source.index), &face) != 0)
        return *slot;
    auto keeper = std::make_unique<FaceKeeper>(face, library_, source.file);
    slot->handle = face;
    set_variations(face, source.variations);
    slot->space_glyph = FT_Get_Char_Index(face, U' ');
    slot->hyphen_glyph = FT_Get_Char_Index(face, U'\u2010');
    slot->minus_glyph = FT_Get_Char_Index(face, U'-');
    slot->cairo.reset(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP));
    static cairo_user_data_key_t const key{};
    auto release = [](void* data) { delete static_cast<FaceKeeper*>(data); };
    if (cairo_font_face_set_user_data(slot->cairo.get(), &key, keeper.get(), release) == CAIRO_STATUS_SUCCESS)
        keeper.release();
    else
        slot->cairo.reset();
    if (font.embolden && slot->cairo) cairo_ft_font_face_set_synthesize(slot->cairo.get(), CAIRO_FT_SYNTHESIZE_BOLD);
    return *slot;
}

EmbeddedFont* FontCache::embed(Face const& face, text::FontSource const& font) {
    if (embedding_ != Embedding::own || panel_ || font.embolden) return nullptr;
    text::FaceSource const& source = text_.face_source(font.face);
    auto [of_face, first] = embedded_faces_.try_emplace(font.face);
    if (first && EmbeddedFace::can_hold(source, face.handle)) of_face->second = std::make_unique<EmbeddedFace>(source, face.handle);
    if (!of_face->second) return nullptr;
    EmbeddedFont*& slot = embedded_fonts_[{font.face, font.features, font.scale != 1000}];
    if (slot == nullptr) {
        embedded_.push_back(std::make_unique<EmbeddedFont>(*of_face->second, static_cast<std::uint32_t>(embedded_.size())));
        slot = embedded_.back().get();
    }
    return slot;
}

ScaledFontPtr FontCache::scale(Face const& face, double size, std::int32_t expansion, bool slant) {
    cairo_matrix_t matrix, user = turn_matrix(panel_.value_or(paint::Turn::none));
    // y grows downwards in Cairo: a slant to the right leans with −x per y.
    cairo_matrix_init(&matrix, size * (1000 + expansion) / 1000, 0, slant ? -size * synthetic_slant : 0, size, 0, 0);
    ScaledFontPtr scaled(cairo_scaled_font_create(face.cairo.get(), &matrix, &user, options_.get()));
    if (cairo_scaled_font_status(scaled.get()) != CAIRO_STATUS_SUCCESS) scaled.reset();
    return scaled;
}

std::unique_ptr<DrawnFont> FontCache::make(text::FontId font, std::int16_t expansion) {
    text::FontSource const& source = text_.font_source(font);
    Face const& face = face_for(source);
    auto drawn = std::make_unique<DrawnFont>();
    if (!face.cairo) return drawn;
    drawn->font = font;
    drawn->face = face.handle;
    drawn->size = base::to_points(source.size) * source.scale / 1000;
    drawn->expansion = expansion;
    drawn->slant = source.slant;
    drawn->embedded = embed(face, source);
    if (drawn->embedded == nullptr) drawn->scaled = scale(face, drawn->size, expansion, source.slant);
    drawn->space_glyph = face.space_glyph;
    drawn->hyphen_glyph = face.hyphen_glyph;
    drawn->minus_glyph = face.minus_glyph;
    return drawn;
}

cairo_scaled_font_t* FontCache::scaled(DrawnFont const& font) {
    if (font.scaled) return font.scaled.get();
    ScaledFontPtr& slot = scaled_[&font];
    if (!slot) slot = scale(face_for(text_.font_source(font.font)), font.size, font.expansion, font.slant);
    return slot.get();
}

DrawnFont const* FontCache::find(text::FontId font, std::int16_t expansion) {
    std::uint64_t panel = panel_ ? 1 + static_cast<std::uint64_t>(*panel_) : 0;
    auto& slot = fonts_[(std::uint64_t{font.value} << 19) | (panel << 16) | static_cast<std::uint16_t>(expansion)];
    if (!slot) slot = make(font, expansion);
    return slot->scaled || slot->embedded != nullptr ? slot.get() : nullptr;
}

}  // namespace octavo::pdf
