// From a style to fonts: its families in order, then the fallback for a script and language, then any installed font.
//
// Input: TextStyles and characters. Output: FontIds. CSS Fonts 4 §5: each family contributes its best face; a character
// takes the first face that can set it. Declared faces stand before installed ones of the same family, limited to their
// unicode-range. Faces are opened when first needed. What a character gets depends on the style and the character
// alone.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <unicode/uscript.h>

#include "text/append_only.h"
#include "text/fallback_fonts.h"
#include "text/font_store.h"

namespace octavo::text {

using CharacterRanges = std::vector<std::pair<char32_t, char32_t>>;

/// A face that a style may use. Immutable but for `face`, which is found out once.
struct Choice {
    std::int64_t installed = -1;  ///< index in the catalogue, or
    std::int32_t declared = -1;   ///< index of a declared face
    FaceId face{};                ///< opened; invalid: not yet
    bool unreadable = false;
    bool embolden = false, slant = false;
    CharacterRanges const* ranges = nullptr;  ///< null: all characters
};

struct StyleFonts {
    TextStyle style;
    Genre genre = Genre::serif;
    UScriptCode script = USCRIPT_LATIN;  ///< that the language is written in
    std::vector<Choice> own;             ///< of the style's families
    FontId primary;                      ///< in the language's script
    FontId plain_font;                   ///< the primary in Latin script
    PlainSet const* plain = nullptr;     ///< characters that `plain_font` sets without further questions; null: none

    mutable std::shared_mutex mutex;  // guards what follows
    std::map<UScriptCode, std::vector<Choice>> fallbacks;
    std::unordered_map<std::uint64_t, FontId> by_character;  // looked up by key only
};

class FontChooser {
public:
    FontChooser(FontStore& store, Findings& findings, std::vector<DeclaredFace> declared);

    [[nodiscard]] TextStyleId intern(TextStyle const& style);
    [[nodiscard]] StyleFonts const& operator[](TextStyleId id) const { return styles_[id.value]; }

    /// The font for one character of `script`; the primary where none has it.
    [[nodiscard]] FontId font_for(TextStyleId style, char32_t character, UScriptCode script);
    /// The font for a base with its marks: the one that can set all of them, else the one of the base.
    [[nodiscard]] FontId font_for_cluster(TextStyleId style, std::u32string_view cluster, UScriptCode script);
    /// Every character of the cluster, put together or apart, can be set in `font`.
    [[nodiscard]] bool can_set(FontId font, std::u32string_view cluster) const;
    /// Says that no font has this character.
    void report_missing(TextStyleId style, char32_t character, UScriptCode script);

private:
    void load_declared();
    void resolve(StyleFonts& fonts);
    [[nodiscard]] bool is_known(std::string_view name) const;
    void add_family(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish);
    bool add_declared(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish);
    bool add_installed(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish);
    [[nodiscard]] bool open(Choice& choice, FaceWish const& wish);
    [[nodiscard]] bool covers(Choice& choice, char32_t character, FaceWish const& wish);
    [[nodiscard]] FontId find(StyleFonts& fonts, std::u32string_view cluster, UScriptCode script);
    [[nodiscard]] FontId font_of(StyleFonts const& fonts, Choice const& choice, UScriptCode script, char32_t character);
    [[nodiscard]] std::vector<Choice>& fallbacks_of(StyleFonts& fonts, UScriptCode script);
    void report_synthesis(StyleFonts const& fonts, Choice const& choice);

    FontStore& store_;
    Findings& findings_;
    std::vector<DeclaredFace> declared_;
    std::vector<FaceId> declared_faces_;
    std::vector<FaceTraits> declared_traits_;
    std::vector<CharacterRanges> declared_ranges_;
    std::map<std::string, std::vector<std::int32_t>> declared_families_;
    std::mutex mutex_;
    AppendOnly<StyleFonts> styles_;
    std::map<std::string, TextStyleId> styles_by_key_;
};

/// CSS Fonts 4 §4.5: "U+26, U+0-7F, U+4??"; what is malformed is left out.
[[nodiscard]] CharacterRanges parsed_unicode_range(std::string_view text);

}  // namespace octavo::text
