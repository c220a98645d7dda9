#include "text/itemiser.h"

#include <algorithm>

#include <unicode/ubidi.h>

#include "text/script_runs.h"
#include "text/unicode.h"

namespace octavo::text {
namespace {

struct BidiCloser {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

/// A paragraph taken apart; reused by its thread.
struct Scratch {
    std::u32string characters;
    std::vector<std::uint32_t> offsets;  // of each character, and the end
    std::vector<UScriptCode> scripts;
    std::vector<std::uint8_t> levels;
    std::vector<FontId> fonts;
    std::u16string utf16;
    std::unique_ptr<UBiDi, BidiCloser> bidi{ubidi_open()};
};

void decode(std::string_view text, Scratch& scratch) {
    scratch.characters.clear();
    scratch.offsets.clear();
    for (std::uint32_t at = 0; at < text.size();) {
        Decoded next = decode_at(text, at);
        scratch.characters.push_back(next.character);
        scratch.offsets.push_back(at);
        at += next.length;
    }
    scratch.offsets.push_back(static_cast<std::uint32_t>(text.size()));
}

[[nodiscard]] bool may_turn(char32_t c) {
    // No character before U+0590 is right-to-left or a control of direction.
    if (c < 0x590) return false;
    switch (u_charDirection(static_cast<UChar32>(c))) {
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
        case U_ARABIC_NUMBER:
        case U_LEFT_TO_RIGHT_EMBEDDING:
        case U_LEFT_TO_RIGHT_OVERRIDE:
        case U_RIGHT_TO_LEFT_EMBEDDING:
        case U_RIGHT_TO_LEFT_OVERRIDE:
        case U_FIRST_STRONG_ISOLATE:
        case U_LEFT_TO_RIGHT_ISOLATE:
        case U_RIGHT_TO_LEFT_ISOLATE: return true;
        default: return false;
    }
}

void find_levels(BaseDirection base, Scratch& scratch) {
    std::u32string const& text = scratch.characters;
    scratch.levels.assign(text.size(), 0);
    if (base != BaseDirection::rtl && std::none_of(text.begin(), text.end(), may_turn)) return;
    scratch.utf16.clear();
    for (char32_t c : text) {
        if (c > 0xFFFF) {
            scratch.utf16.push_back(U16_LEAD(c));
            scratch.utf16.push_back(U16_TRAIL(c));
        } else {
            scratch.utf16.push_back(static_cast<char16_t>(c));
        }
    }
    UBiDiLevel paragraph = base == BaseDirection::ltr   ? UBiDiLevel{0}
                           : base == BaseDirection::rtl ? UBiDiLevel{1}
                                                        : UBIDI_DEFAULT_LTR;
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setPara(scratch.bidi.get(), scratch.utf16.data(), static_cast<int32_t>(scratch.utf16.size()), paragraph,
                  nullptr, &status);
    UBiDiLevel const* levels = ubidi_getLevels(scratch.bidi.get(), &status);
    if (U_FAILURE(status) || levels == nullptr) return;
    std::size_t unit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        scratch.levels[i] = levels[unit];
        unit += text[i] > 0xFFFF ? 2 : 1;
    }
}

[[nodiscard]] bool is_east_asian(UScriptCode script) {
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_HANGUL;
}

/// White space and invisible characters are set in whatever their neighbours are set in.
[[nodiscard]] bool has_no_wish(char32_t c) { return c == U' ' || c == 0xA0 || c == 0x3000 || needs_no_glyph(c); }

/// Whether a character without a script of its own should look like the letters around it: marks of punctuation in text
/// of another script do, but in East Asian text what is ASCII stays with the Latin font.
[[nodiscard]] bool follows_letters(char32_t c, UScriptCode script) {
    if (script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC) return false;
    if (is_east_asian(script) && c < 0x80) return false;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode own = uscript_getScript(static_cast<UChar32>(c), &status);
    return own == USCRIPT_COMMON || own == USCRIPT_INHERITED;
}

/// Chooses a font for each cluster of one style and one script: characters first..last.
class StretchFonts {
public:
    StretchFonts(FontChooser& chooser, Scratch& scratch, TextStyleId style)
        : chooser_(chooser), scratch_(scratch), style_(style) {}

    void choose(std::size_t first, std::size_t last) {
        script_ = scratch_.scripts[first];
        FontId letters = font_of_first_letter(first, last);
        for (std::size_t at = first; at < last;) {
            std::size_t end = next_cluster(at, last);
            std::u32string_view cluster = std::u32string_view(scratch_.characters).substr(at, end - at);
            FontId font;
            if (!has_no_wish(cluster.front())) {
                if (letters.valid() && follows_letters(cluster.front(), script_) && chooser_.can_set(letters, cluster))
                    font = letters;
                else
                    font = found(cluster);
                if (!follows_letters(cluster.front(), script_)) letters = font;
            }
            std::fill(scratch_.fonts.begin() + static_cast<std::ptrdiff_t>(at),
                      scratch_.fonts.begin() + static_cast<std::ptrdiff_t>(end), font);
            at = end;
        }
    }

private:
    [[nodiscard]] std::size_t next_cluster(std::size_t at, std::size_t last) const {
        std::u32string const& text = scratch_.characters;
        std::size_t end = at + 1;
        while (end < last && (continues_cluster(text[end]) || (text[end - 1] == 0x200D && !is_letter(text[end]))))
            ++end;
        return end;
    }
    [[nodiscard]] FontId font_of_first_letter(std::size_t first, std::size_t last) {
        for (std::size_t at = first; at < last; ++at) {
            char32_t c = scratch_.characters[at];
            if (is_letter(c) && !follows_letters(c, script_)) return chooser_.font_for(style_, c, script_);
        }
        return {};
    }
    [[nodiscard]] FontId found(std::u32string_view cluster) {
        FontId font = chooser_.font_for_cluster(style_, cluster, script_);
        for (char32_t c : cluster)
            if (!font.valid() || !chooser_.can_set(font, std::u32string_view(&c, 1))) {
                if (!needs_no_glyph(c) && !chooser_.font_for(style_, c, script_).valid())
                    chooser_.report_missing(style_, c, script_);
            }
        return font.valid() ? font : chooser_[style_].primary;
    }

    FontChooser& chooser_;
    Scratch& scratch_;
    TextStyleId style_;
    UScriptCode script_ = USCRIPT_LATIN;
};

/// Characters that wished for no font take the one before them, at the beginning the one after them.
void fill_gaps(Scratch& scratch, std::size_t first, std::size_t last, FontId otherwise) {
    FontId before;
    for (std::size_t i = first; i < last; ++i) {
        if (scratch.fonts[i].valid()) {
            before = scratch.fonts[i];
        } else if (before.valid()) {
            scratch.fonts[i] = before;
        }
    }
    FontId after = otherwise;
    for (std::size_t i = last; i-- > first;) {
        if (scratch.fonts[i].valid())
            after = scratch.fonts[i];
        else
            scratch.fonts[i] = after;
    }
}

void append_run(std::vector<TextRun>& runs, TextRun const& run) {
    if (run.begin == run.end) return;
    if (!runs.empty()) {
        TextRun& last = runs.back();
        if (last.end == run.begin && last.style == run.style && last.font == run.font &&
            last.bidi_level == run.bidi_level) {
            last.end = run.end;
            return;
        }
    }
    runs.push_back(run);
}

}  // namespace

bool Itemiser::is_plain(std::string_view text, std::span<StyleSpan const> spans) const {
    for (StyleSpan const& span : spans) {
        PlainSet const* plain = chooser_[span.style].plain;
        if (plain == nullptr) return span.begin == span.end;
        for (std::size_t at = span.begin; at < span.end;) {
            auto byte = static_cast<unsigned char>(text[at]);
            Decoded next = byte < 0x80 ? Decoded{byte, 1} : decode_at(text, at);
            if (!plain->has(next.character)) return false;
            at += next.length;
        }
    }
    return true;
}

void Itemiser::itemise(std::string_view text, std::span<StyleSpan const> spans, BaseDirection base,
                       std::vector<TextRun>& runs) const {
    runs.clear();
    if (text.empty() || spans.empty()) return;
    if (base != BaseDirection::rtl && is_plain(text, spans)) {
        for (StyleSpan const& span : spans)
            append_run(runs, {span.begin, span.end, span.style, chooser_[span.style].plain_font, 0});
        return;
    }
    thread_local Scratch scratch;
    decode(text, scratch);
    StyleFonts const& first_style = chooser_[spans.front().style];
    UScriptCode east_asian = first_style.script == USCRIPT_HIRAGANA ? USCRIPT_HIRAGANA : USCRIPT_HAN;
    resolve_scripts(scratch.characters, first_style.script, east_asian, scratch.scripts);
    find_levels(base, scratch);
    scratch.fonts.assign(scratch.characters.size(), FontId());
    std::size_t at = 0;
    for (StyleSpan const& span : spans) {
        while (at < scratch.characters.size() && scratch.offsets[at] < span.begin) ++at;
        std::size_t first = at;
        while (at < scratch.characters.size() && scratch.offsets[at] < span.end) ++at;
        StretchFonts stretch(chooser_, scratch, span.style);
        for (std::size_t from = first; from < at;) {
            std::size_t to = from + 1;
            while (to < at && scratch.scripts[to] == scratch.scripts[from]) ++to;
            stretch.choose(from, to);
            from = to;
        }
        fill_gaps(scratch, first, at, chooser_[span.style].primary);
        for (std::size_t i = first; i < at; ++i) {
            std::uint32_t end = i + 1 == at ? span.end : scratch.offsets[i + 1];
            append_run(runs, {i == first ? span.begin : scratch.offsets[i], end, span.style, scratch.fonts[i],
                              scratch.levels[i]});
        }
    }
}

}  // namespace octavo::text
