// Fonts, itemisation, shaping behind a word cache, line-break opportunities and hyphenation: all that layout asks about text.
//
// Only home of HarfBuzz, fontconfig, ICU and libhyphen: nothing of theirs shows here. Every call is thread-safe once the
// fonts are declared. What is given back by pointer or span lives as long as the engine and never moves. Results depend on the
// arguments alone, never on what other threads did. Measured costs are in design notes of the .cpp files.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/name.h"
#include "base/stage_context.h"
#include "base/units.h"
#include "io/workspace.h"

namespace octavo::text {

using base::Length;

struct TextStyleTag;
using TextStyleId = base::Id<TextStyleTag>;
struct FontTag;
using FontId = base::Id<FontTag>;      ///< a face at a size with features and a language: what a glyph run is set in
struct FaceTag;
using FaceId = base::Id<FaceTag>;      ///< a font file, an index in it and variation coordinates

enum class Slant : std::uint8_t { normal, italic, oblique };
enum class Direction : std::uint8_t { ltr, rtl };

struct Feature {
    std::uint32_t tag = 0;
    std::uint32_t value = 1;
    friend constexpr bool operator==(Feature, Feature) = default;
};

/// All that shaping depends on.
struct TextStyle {
    std::vector<base::Name> families;   ///< in order; generic families by their CSS names
    Length size = 12 * base::point;
    std::uint16_t weight = 400;
    std::uint16_t stretch = 1000;       ///< 1000 is normal
    Slant slant = Slant::normal;
    bool kerning = true;
    bool small_caps = false;            ///< ask for smcp; scaled capitals and a diagnostic where the font has none
    std::vector<Feature> features;      ///< sorted by tag
    base::Name language;                ///< BCP 47
    Length letter_spacing = 0;          ///< added after every cluster; switches optional ligatures off
    friend bool operator==(TextStyle const&, TextStyle const&) = default;
};

struct FontMetrics {
    Length ascent = 0, descent = 0, line_gap = 0;  ///< all positive; of the font's typographic metrics
    Length x_height = 0, cap_height = 0;
    Length space = 0;                              ///< advance of U+0020, with its features and letter spacing
    Length hyphen = 0;                             ///< advance of the hyphen
    Length zero = 0;                               ///< advance of "0" (CSS ch)
    /// Upper edges, from the baseline, positive upwards (an underline's is negative); one thickness for both strokes.
    Length underline_position = 0, underline_thickness = 0, strikeout_position = 0;
};

struct Glyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;   ///< byte offset in the word's text of the first character it stands for
    Length advance = 0;
    Length x_offset = 0, y_offset = 0;
};

/// A word shaped in one font: glyphs in visual order. Immutable, shared by all its occurrences.
struct ShapedWord {
    FontId font;
    Direction direction = Direction::ltr;
    Length width = 0;
    std::span<Glyph const> glyphs;
    std::string_view text;       ///< what was shaped (UTF-8)
    bool missing = false;        ///< holds a character that no font of the list has (glyph 0)
};

/// A stretch of a paragraph in one style, one font, one direction.
struct TextRun {
    std::uint32_t begin = 0, end = 0;   ///< bytes of the paragraph's text
    TextStyleId style;
    FontId font;
    std::uint8_t bidi_level = 0;
    [[nodiscard]] Direction direction() const { return bidi_level % 2 == 1 ? Direction::rtl : Direction::ltr; }
};

struct StyleSpan {
    std::uint32_t begin = 0, end = 0;
    TextStyleId style;
    std::uint8_t isolate_depth = 0;     ///< reserved for bidi isolates; 0: none
};

enum class BaseDirection : std::uint8_t { ltr, rtl, from_text };
enum class Strictness : std::uint8_t { automatic, loose, normal, strict, anywhere };
enum class WordRule : std::uint8_t { normal, keep_all, break_all };

/// A byte offset before which a line may be broken.
struct BreakOpportunity {
    std::uint32_t offset = 0;
    bool mandatory = false;      ///< after a preserved line feed, U+2028, …
};

/// A place where a word may be divided.
struct HyphenationPoint {
    std::uint16_t offset = 0;          ///< in the word, bytes: what is before stays
    std::uint8_t quality = 0;          ///< 0: ordinary; higher is worse (near the word's ends, …)
    /// Spelling changes at the division (Hungarian, German before 1996): replace `cut` bytes from `from` by `before` + hyphen |
    /// `after`. Empty strings and cut 0 otherwise.
    std::uint16_t from = 0, cut = 0;
    std::string_view before, after;
};

struct HyphenationLimits {
    std::uint8_t word = 5, before = 2, after = 2;   ///< characters
    friend constexpr bool operator==(HyphenationLimits, HyphenationLimits) = default;
};

/// Where a face's glyphs come from, for painting and for embedding.
struct FaceSource {
    io::ResourcePtr file;
    std::uint32_t index = 0;                        ///< of the face in a collection
    std::vector<std::pair<std::uint32_t, std::int32_t>> variations;  ///< axis tag, value in 1/65536
    std::string family, style_name, version, postscript_name;
    bool embeddable = true, subsettable = true;     ///< OS/2 fsType
};

struct FontSource {
    FaceId face;
    Length size = 0;
    bool embolden = false;      ///< no bold face was found: strokes are thickened (diagnosed)
    bool slant = false;         ///< no italic face was found: glyphs are slanted (diagnosed)
    std::int32_t scale = 1000;  ///< 1/1000: of scaled capitals
    /// Fonts of one face with the same features have the same number: they show the same glyphs for the same text.
    std::uint32_t features = 0;
};

/// A family made of given files (@font-face), tried before the system's families of the same name.
struct DeclaredFace {
    base::Name family;
    std::uint16_t weight_low = 400, weight_high = 400;
    Slant slant = Slant::normal;
    std::vector<io::ResourcePtr> files;  ///< the first that can be read (TTF, OTF, WOFF, WOFF2) is taken
    std::string local;                   ///< local() name tried when `files` is empty
    std::string unicode_range;
    base::SourceSpan where;
};

class TextEngine {
public:
    virtual ~TextEngine() = default;

    // --- fonts
    [[nodiscard]] virtual TextStyleId intern(TextStyle const& style) = 0;
    /// The font that sets ordinary text of the style (its first family that exists, for its language).
    [[nodiscard]] virtual FontId primary_font(TextStyleId style) = 0;
    [[nodiscard]] virtual FontMetrics const& metrics(FontId font) = 0;
    [[nodiscard]] virtual FontSource const& font_source(FontId font) = 0;
    [[nodiscard]] virtual FaceSource const& face_source(FaceId face) = 0;

    // --- text
    /// Cuts a paragraph into runs of one style, font and direction, in logical order, covering all of `text`. Combining marks and
    /// white space stay with their neighbours. Fallback fonts are chosen by character, script and language.
    virtual void itemise(std::string_view text, std::span<StyleSpan const> spans, BaseDirection base, std::vector<TextRun>& runs) = 0;
    /// Shapes text that lies within one run. Cached.
    [[nodiscard]] virtual ShapedWord const* shape(FontId font, Direction direction, std::string_view word) = 0;
    /// UAX 14 opportunities with CSS's line-break and word-break, in order; the end of the text is not one.
    virtual void break_opportunities(std::string_view text, base::Name language, Strictness strictness, WordRule words,
                                     std::vector<BreakOpportunity>& breaks) = 0;
    /// Where `word` (letters, with U+00AD allowed) may be divided in that language. Cached. Empty where there are no patterns
    /// (diagnosed once a language).
    [[nodiscard]] virtual std::span<HyphenationPoint const> hyphenate(std::string_view word, base::Name language,
                                                                      HyphenationLimits limits) = 0;
    /// Case mapping with the language's rules (Turkish i, German ß, Greek final sigma).
    [[nodiscard]] virtual std::string to_upper(std::string_view text, base::Name language) = 0;
    [[nodiscard]] virtual std::string to_lower(std::string_view text, base::Name language) = 0;
    [[nodiscard]] virtual std::string capitalize(std::string_view text, base::Name language) = 0;

    // --- what was used
    /// Fonts' and patterns' files used so far, sorted by name.
    [[nodiscard]] virtual std::vector<io::ResourcePtr> resources() const = 0;
    /// Missing glyphs, fonts not found, synthetic styles, languages without patterns: in a stable order; empties the list.
    [[nodiscard]] virtual base::Diagnostics take_diagnostics() = 0;
};

struct TextEngineInput {
    io::Workspace& workspace;                  ///< for system fonts and patterns (read_system)
    std::vector<DeclaredFace> declared;
};
[[nodiscard]] std::unique_ptr<TextEngine> make_text_engine(TextEngineInput input, base::StageContext const& context);

}  // namespace octavo::text
