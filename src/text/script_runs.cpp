#include "text/script_runs.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

namespace octavo::text {
namespace {

[[nodiscard]] UScriptCode merged(UScriptCode script, UScriptCode east_asian) {
    bool is_east_asian =
        script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO;
    return is_east_asian ? east_asian : script;
}

/// The script of the character itself; Common when its context decides. A character shared by few scripts
/// (Script_Extensions) follows its context if that is among them, else takes the first of its own.
[[nodiscard]] UScriptCode own_script(char32_t character, UScriptCode before, UScriptCode east_asian) {
    auto c = static_cast<UChar32>(character);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (script == USCRIPT_INHERITED) return USCRIPT_COMMON;
    if (script != USCRIPT_COMMON) return merged(script, east_asian);
    std::array<UScriptCode, 32> extensions{};
    int32_t count = uscript_getScriptExtensions(c, extensions.data(), static_cast<int32_t>(extensions.size()), &status);
    if (U_FAILURE(status) || count < 1 || extensions[0] == USCRIPT_COMMON) return USCRIPT_COMMON;
    auto end = extensions.begin() + count;
    bool follows =
        std::any_of(extensions.begin(), end, [&](UScriptCode one) { return merged(one, east_asian) == before; });
    return follows ? before : merged(extensions[0], east_asian);
}

struct OpenBracket {
    UChar32 closing;
    UScriptCode script;
};

}  // namespace

void resolve_scripts(std::u32string_view text, UScriptCode otherwise, UScriptCode east_asian,
                     std::vector<UScriptCode>& scripts) {
    scripts.assign(text.size(), USCRIPT_COMMON);
    constexpr std::size_t deepest = 63;  // UAX 9's bound on bracket pairs
    std::vector<OpenBracket> open;
    UScriptCode current = USCRIPT_COMMON;
    std::size_t waiting = 0;  // characters before the first one with a script
    for (std::size_t i = 0; i < text.size(); ++i) {
        UScriptCode own = own_script(text[i], current, east_asian);
        auto c = static_cast<UChar32>(text[i]);
        if (own == USCRIPT_COMMON && text[i] >= 0x28) {
            auto kind = u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
            if (kind == U_BPT_OPEN && open.size() < deepest) open.push_back({u_getBidiPairedBracket(c), current});
            if (kind == U_BPT_CLOSE) {
                auto match = std::find_if(open.rbegin(), open.rend(),
                                          [&](OpenBracket const& bracket) { return bracket.closing == c; });
                if (match != open.rend()) {
                    if (match->script != USCRIPT_COMMON) current = match->script;
                    open.erase(match.base() - 1, open.end());
                }
            }
        }
        if (own != USCRIPT_COMMON) {
            current = own;
            for (; waiting < i; ++waiting) scripts[waiting] = own;
            for (OpenBracket& bracket : open)
                if (bracket.script == USCRIPT_COMMON) bracket.script = own;
        }
        if (current != USCRIPT_COMMON) {
            scripts[i] = current;
            waiting = i + 1;
        }
    }
    for (UScriptCode& script : scripts)
        if (script == USCRIPT_COMMON) script = otherwise;
}

}  // namespace octavo::text
