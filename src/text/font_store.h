// Faces and fonts by id: a face is a file opened once, a font is a face at a size with features, language and script.
//
// Font files are read only when something is set in them. Both kinds are made under a lock and read without one.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <hb.h>

#include "text/append_only.h"
#include "text/face.h"
#include "text/findings.h"
#include "text/font_catalogue.h"

namespace octavo::text {

/// All that makes a font what it is.
struct FontKey {
    FaceId face;
    Length size = 0;
    std::vector<Feature> features;
    base::Name language;
    Length letter_spacing = 0;
    hb_script_t script = HB_SCRIPT_LATIN;
    bool kerning = true;
    bool embolden = false, slant = false;
    bool capitals = false;  ///< sets lower-case letters as scaled capitals

    friend bool operator==(FontKey const&, FontKey const&) = default;
};

struct PlanCloser {
    void operator()(hb_shape_plan_t* plan) const { hb_shape_plan_destroy(plan); }
};
using PlanPtr = std::unique_ptr<hb_shape_plan_t, PlanCloser>;

struct Font {
    FontKey key;
    FontSource source;
    FontMetrics metrics;
    Face const* face = nullptr;
    HbFontPtr handle;
    hb_language_t language = HB_LANGUAGE_INVALID;
    std::vector<hb_feature_t> features;
    PlanPtr plans[2];             ///< by Direction
    Length tracking = 0;          ///< letter spacing, 0 in scripts whose letters join
    std::uint32_t hyphen_as = 0;  ///< the character shaped for U+2010
};

class FontStore {
public:
    FontStore(io::Workspace& workspace, Findings& findings);

    /// The fonts to choose from: the system's, or those that the workspace gives in their place.
    [[nodiscard]] FontCatalogue const& catalogue() const { return *catalogue_; }

    /// The face of a system file; an invalid id when it cannot be read (diagnosed).
    [[nodiscard]] FaceId system_face(std::uint32_t catalogue_index, FaceWish const& wish);
    /// The face of bytes that a style sheet declared (WOFF is unwrapped); an invalid id when they are no font.
    [[nodiscard]] FaceId declared_face(io::ResourcePtr const& file);
    /// The last resort on a system without any font: a face without glyphs.
    [[nodiscard]] FaceId empty_face();

    [[nodiscard]] Face const& face(FaceId id) const { return faces_[id.value]; }
    [[nodiscard]] FontId font(FontKey const& key);
    [[nodiscard]] Font const& operator[](FontId id) const { return fonts_[id.value]; }
    /// Files that were opened, sorted by name.
    [[nodiscard]] std::vector<io::ResourcePtr> resources() const;

private:
    [[nodiscard]] FaceId keep(std::string key, std::unique_ptr<Face> face, io::ResourcePtr original);
    [[nodiscard]] std::unique_ptr<Font> make(FontKey const& key);

    io::Workspace& workspace_;
    Findings& findings_;
    std::unique_ptr<FontCatalogue const> given_;  // null: the system's
    FontCatalogue const* catalogue_;
    mutable std::mutex mutex_;
    AppendOnly<Face> faces_;
    AppendOnly<Font> fonts_;
    std::map<std::string, FaceId> faces_by_key_;
    std::map<std::string, FontId> fonts_by_key_;
    std::map<std::string, std::uint32_t> feature_sets_;
    std::map<std::string, io::ResourcePtr> files_;
};

}  // namespace octavo::text
