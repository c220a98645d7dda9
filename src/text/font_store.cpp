#include "text/font_store.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <hb-ot.h>

#include "text/font_decoding.h"
#include "text/shaper.h"

namespace octavo::text {
namespace {

/// Scaled capitals beside old-style figures and lower case: Typefaces' own small capitals are 0.70 to 0.82 of the
/// capitals' height.
constexpr std::int32_t small_capital_scale = 780;

/// What decides which glyphs a face shows for a text.
std::string serialised_features(FontKey const& key) {
    std::string text(1, key.capitals ? 'c' : '-');
    for (Feature feature : key.features) text += fmt::format("/{}={}", feature.tag, feature.value);
    return text;
}

std::string serialised(FontKey const& key) {
    std::string text = fmt::format("{}/{}/{}/{}/{}/{}{}{}", key.face.value, key.size, key.language.number(),
                                   key.letter_spacing, static_cast<std::uint32_t>(key.script), key.kerning ? 'k' : '-',
                                   key.embolden ? 'b' : '-', key.slant ? 's' : '-');
    return text + serialised_features(key);
}

/// CSS Text 3 §8.2.1: letters that join are not torn apart.
bool is_cursive(hb_script_t script) {
    switch (script) {
        case HB_SCRIPT_ARABIC:
        case HB_SCRIPT_SYRIAC:
        case HB_SCRIPT_MONGOLIAN:
        case HB_SCRIPT_NKO:
        case HB_SCRIPT_MANDAIC:
        case HB_SCRIPT_PHAGS_PA:
        case HB_SCRIPT_HANIFI_ROHINGYA:
        case HB_SCRIPT_ADLAM: return true;
        default: return false;
    }
}

std::vector<hb_feature_t> features_of(FontKey const& key, Length tracking) {
    std::vector<hb_feature_t> features;
    auto set = [&](hb_tag_t tag, std::uint32_t value) {
        features.push_back({tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    };
    if (!key.kerning) set(HB_TAG('k', 'e', 'r', 'n'), 0);
    for (Feature feature : key.features) set(feature.tag, feature.value);
    if (tracking != 0)
        for (hb_tag_t tag : {HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), HB_TAG('d', 'l', 'i', 'g'),
                             HB_TAG('h', 'l', 'i', 'g')})
            set(tag, 0);
    return features;
}

Variations variations_for(SystemFace const& face, hb_face_t* handle, FaceWish const& wish) {
    Variations variations;
    if (!face.variable) return variations;
    auto set = [&](hb_tag_t tag, double value) {
        hb_ot_var_axis_info_t axis{};
        if (hb_ot_var_find_axis_info(handle, tag, &axis) == 0) return;
        double kept = std::clamp(value, static_cast<double>(axis.min_value), static_cast<double>(axis.max_value));
        variations.emplace_back(tag, static_cast<std::int32_t>(kept * 65536));
    };
    set(HB_TAG('w', 'g', 'h', 't'), wish.weight);
    set(HB_TAG('w', 'd', 't', 'h'), wish.stretch / 10.0);
    set(HB_TAG('o', 'p', 's', 'z'), base::to_points(wish.size));
    return variations;
}

Length width_of(Font const& font, std::string_view text) {
    ShapeResult result;
    shape_text(font, Direction::ltr, text, result);
    return result.width;
}

Length metric(Font const& font, hb_ot_metrics_tag_t tag, Length otherwise) {
    hb_position_t value = 0;
    return hb_ot_metrics_get_position(font.handle.get(), tag, &value) != 0 && value != 0 ? value : otherwise;
}

Length glyph_height(Font const& font, char32_t character, Length otherwise) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t extents{};
    if (hb_font_get_nominal_glyph(font.handle.get(), character, &glyph) == 0) return otherwise;
    if (hb_font_get_glyph_extents(font.handle.get(), glyph, &extents) == 0 || extents.y_bearing <= 0) return otherwise;
    return extents.y_bearing;
}

/// HarfBuzz takes OS/2's typographic values when USE_TYPO_METRICS is set, else hhea's. What a font does not say is put
/// at the proportions of common text faces.
FontMetrics measured(Font const& font) {
    Length size = font.key.size;
    FontMetrics metrics;
    metrics.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, base::scale(size, 8, 10));
    metrics.descent = std::abs(metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, base::scale(size, 2, 10)));
    metrics.line_gap = std::max(0, metric(font, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP, 0));
    metrics.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, glyph_height(font, U'x', size / 2));
    metrics.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, glyph_height(font, U'H', base::scale(size, 7, 10)));
    metrics.space = width_of(font, " ");
    metrics.hyphen = width_of(font, "\u2010");
    metrics.zero = font.face->has(U'0') ? width_of(font, "0") - font.tracking : size / 2;
    metrics.underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -size / 10);
    metrics.underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, size / 20);
    metrics.strikeout_position = metric(font, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, metrics.x_height / 2);
    return metrics;
}

}  // namespace

FontStore::FontStore(io::Workspace& workspace, Findings& findings) : workspace_(workspace), findings_(findings) {
    if (auto const* files = workspace.system_files()) given_ = std::make_unique<FontCatalogue const>(*files);
    catalogue_ = given_ ? given_.get() : &FontCatalogue::system();
}

FaceId FontStore::keep(std::string key, std::unique_ptr<Face> face, io::ResourcePtr original) {
    FaceId id;
    if (face->usable()) {
        if (original) files_.emplace(original->name, std::move(original));
        id = FaceId(faces_.push(std::move(face)));
    }
    faces_by_key_.emplace(std::move(key), id);
    return id;
}

FaceId FontStore::system_face(std::uint32_t catalogue_index, FaceWish const& wish) {
    SystemFace const& entry = catalogue_->faces()[catalogue_index];
    std::string key = fmt::format("system/{}", catalogue_index);
    if (entry.variable) key += fmt::format("/{}/{}/{}", wish.weight, wish.stretch, wish.size);
    std::lock_guard lock(mutex_);
    if (auto found = faces_by_key_.find(key); found != faces_by_key_.end()) return found->second;
    auto file = workspace_.read_system(entry.file);
    if (!file) {
        findings_.add(base::Code::text_missing_font, base::Severity::warning, file.error().message,
                      "install the font again");
        faces_by_key_.emplace(std::move(key), FaceId());
        return {};
    }
    auto face = std::make_unique<Face>(*file, entry.index, Variations());
    if (Variations variations = variations_for(entry, face->handle(), wish); !variations.empty())
        face = std::make_unique<Face>(*file, entry.index, std::move(variations));
    return keep(std::move(key), std::move(face), *file);
}

FaceId FontStore::declared_face(io::ResourcePtr const& file) {
    std::lock_guard lock(mutex_);
    std::string key = "file/" + file->name;
    if (auto found = faces_by_key_.find(key); found != faces_by_key_.end()) return found->second;
    auto plain = unwrapped_font(file->bytes);
    if (!plain) return {};
    io::ResourcePtr opened = file;
    if (!plain->empty()) {
        // Named and digested as what was read; the bytes are what shaping and embedding need.
        auto bytes = std::make_shared<std::string>(std::move(*plain));
        opened = std::make_shared<io::Resource>(io::Resource{file->name, *bytes, file->digest, bytes});
    }
    return keep(std::move(key), std::make_unique<Face>(opened, 0, Variations()), file);
}

FaceId FontStore::empty_face() {
    std::lock_guard lock(mutex_);
    auto [slot, fresh] = faces_by_key_.try_emplace("empty");
    if (fresh) slot->second = FaceId(faces_.push(std::make_unique<Face>(nullptr, 0, Variations())));
    return slot->second;
}

FontId FontStore::font(FontKey const& key) {
    std::string text = serialised(key);
    std::lock_guard lock(mutex_);
    if (auto found = fonts_by_key_.find(text); found != fonts_by_key_.end()) return found->second;
    FontId id(fonts_.push(make(key)));
    fonts_by_key_.emplace(std::move(text), id);
    return id;
}

std::unique_ptr<Font> FontStore::make(FontKey const& key) {
    auto font = std::make_unique<Font>();
    font->key = key;
    font->face = &faces_[key.face.value];
    std::int32_t scale = key.capitals ? small_capital_scale : 1000;
    auto features = static_cast<std::uint32_t>(feature_sets_.size());
    features = feature_sets_.try_emplace(serialised_features(key), features).first->second;
    font->source = {key.face, key.size, key.embolden, key.slant, scale, features};
    font->handle = font->face->font(base::scale(key.size, scale, 1000));
    std::string language(key.language.view());
    font->language = language.empty() ? HB_LANGUAGE_INVALID : hb_language_from_string(language.c_str(), -1);
    font->tracking = is_cursive(key.script) ? 0 : key.letter_spacing;
    font->features = features_of(key, font->tracking);
    font->hyphen_as = font->face->has(0x2010) || !font->face->has(U'-') ? 0x2010 : U'-';
    unsigned coordinate_count = 0;
    int const* coordinates = hb_font_get_var_coords_normalized(font->handle.get(), &coordinate_count);
    for (hb_direction_t direction : {HB_DIRECTION_LTR, HB_DIRECTION_RTL}) {
        hb_segment_properties_t properties{};
        properties.direction = direction;
        properties.script = key.script;
        properties.language = font->language;
        font->plans[direction == HB_DIRECTION_RTL].reset(hb_shape_plan_create2(
            font->face->handle(), &properties, font->features.data(), static_cast<unsigned>(font->features.size()),
            coordinates, coordinate_count, nullptr));
    }
    font->metrics = measured(*font);
    return font;
}

std::vector<io::ResourcePtr> FontStore::resources() const {
    std::lock_guard lock(mutex_);
    std::vector<io::ResourcePtr> files;
    for (auto const& [name, file] : files_) files.push_back(file);
    return files;
}

}  // namespace octavo::text
