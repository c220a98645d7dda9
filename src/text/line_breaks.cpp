#include "text/line_breaks.h"

#include <array>
#include <map>
#include <memory>
#include <string>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

struct IteratorCloser {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using IteratorPtr = std::unique_ptr<UBreakIterator, IteratorCloser>;

constexpr char32_t soft_hyphen = 0xAD, em_dash = 0x2014;

/// Book composition takes the strict rules (small kana never begin a line) where the style does not say.
char const* keyword(Strictness strictness) {
    switch (strictness) {
        case Strictness::loose: return "@lb=loose";
        case Strictness::normal: return "@lb=normal";
        default: return "@lb=strict";
    }
}

UBreakIterator* thread_iterator(base::Name language, Strictness strictness) {
    thread_local std::map<std::pair<std::uint32_t, Strictness>, IteratorPtr> iterators;
    auto [slot, fresh] = iterators.try_emplace({language.number(), strictness});
    if (fresh) {
        std::string tag(language.view());
        std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
        UErrorCode status = U_ZERO_ERROR;
        uloc_forLanguageTag(tag.c_str(), locale.data(), static_cast<int32_t>(locale.size()), nullptr, &status);
        std::string name = (U_SUCCESS(status) ? locale.data() : "") + std::string(keyword(strictness));
        status = U_ZERO_ERROR;
        slot->second.reset(ubrk_open(UBRK_LINE, name.c_str(), nullptr, 0, &status));
    }
    return slot->second.get();
}

/// One stretch of text on its way through ICU: UTF-16 and the byte offset of every unit.
struct Units {
    std::u16string text;
    std::vector<std::uint32_t> offsets;

    void fill(std::string_view utf8, std::uint32_t begin, std::uint32_t end) {
        text.clear();
        offsets.clear();
        for (std::uint32_t at = begin; at < end;) {
            Decoded next = decode_at(utf8, at);
            if (next.character > 0xFFFF) {
                text.push_back(static_cast<char16_t>(0xD7C0 + (next.character >> 10)));
                text.push_back(static_cast<char16_t>(0xDC00 + (next.character & 0x3FF)));
                offsets.push_back(at);
                offsets.push_back(at);
            } else {
                text.push_back(static_cast<char16_t>(next.character));
                offsets.push_back(at);
            }
            at += next.length;
        }
    }
};

/// Whether the em dash that ends at `offset` opens what follows: it stands at the beginning or after a space, and a
/// word follows at once (dialogue and parenthesis in Spanish, French and Polish).
bool opens(std::string_view text, std::size_t offset) {
    std::size_t before = offset - 3;
    if (before > 0 && !is_white_space(decode_before(text, before).character) &&
        decode_before(text, before).character != 0xA0)
        return false;
    return !is_white_space(decode_at(text, offset).character);
}

/// ICU's opportunity, unless it is one of the three that octavo leaves out.
void add(std::string_view text, std::uint32_t offset, std::vector<BreakOpportunity>& breaks) {
    char32_t before = decode_before(text, offset).character;
    bool mandatory = before == U'\n' || before == U'\r' || before == 0x0B || before == U'\f' || before == 0x85 ||
                     before == 0x2028 || before == 0x2029;
    if (!mandatory) {
        if (before == soft_hyphen) return;
        char32_t after = decode_at(text, offset).character;
        if (after == em_dash && !is_white_space(before)) return;
        if (before == em_dash && opens(text, offset)) return;
    }
    breaks.push_back({offset, mandatory});
}

/// ICU over text[begin, end); `end` itself is added when it is not the text's end.
void through_icu(std::string_view text, std::uint32_t begin, std::uint32_t end, UBreakIterator* iterator,
                 std::vector<BreakOpportunity>& breaks) {
    thread_local Units units;
    units.fill(text, begin, end);
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, reinterpret_cast<UChar const*>(units.text.data()), static_cast<int32_t>(units.text.size()),
                 &status);
    if (U_FAILURE(status)) return;
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
        bool is_end = static_cast<std::size_t>(at) >= units.text.size();
        std::uint32_t offset = is_end ? end : units.offsets[static_cast<std::size_t>(at)];
        if (offset < text.size()) add(text, offset, breaks);
    }
}

/// line-break: anywhere and word-break: break-all see grapheme clusters.
void every_cluster(std::string_view text, std::vector<BreakOpportunity>& breaks) {
    for (std::size_t at = 0; at < text.size();) {
        at = cluster_end(text, at);
        if (at >= text.size()) break;
        char32_t before = decode_before(text, at).character;
        bool mandatory = before == U'\n' || before == 0x2028 || before == 0x2029;
        if (!mandatory && is_white_space(decode_at(text, at).character)) continue;
        breaks.push_back({static_cast<std::uint32_t>(at), mandatory});
    }
}

[[nodiscard]] bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || is_mark(c); }

/// CSS Text 3 §5.2: keep-all forbids breaks between typographic letter units; break-all allows them.
void apply_word_rule(std::string_view text, WordRule rule, std::vector<BreakOpportunity>& breaks) {
    if (rule == WordRule::keep_all) {
        std::erase_if(breaks, [&](BreakOpportunity const& one) {
            return !one.mandatory && is_word_character(decode_before(text, one.offset).character) &&
                   is_word_character(decode_at(text, one.offset).character);
        });
        return;
    }
    std::vector<BreakOpportunity> all;
    std::size_t known = 0;
    for (std::size_t at = 0; at < text.size();) {
        at = cluster_end(text, at);
        if (at >= text.size()) break;
        if (known < breaks.size() && breaks[known].offset <= at) {
            all.push_back(breaks[known++]);
        } else if (is_word_character(decode_before(text, at).character) &&
                   is_word_character(decode_at(text, at).character)) {
            all.push_back({static_cast<std::uint32_t>(at), false});
        }
    }
    breaks.swap(all);
}

// --- the fast path

/// What the fast path knows of a character. Classes of UAX 14: letter AL; digit NU; stop IS (. , ; :); apostrophe QU.
enum class Plain : unsigned char { other, space, letter, digit, stop };

constexpr std::array<Plain, 128> ascii_table = [] {
    std::array<Plain, 128> table{};
    for (unsigned char c = 'a'; c <= 'z'; ++c) table[c] = Plain::letter;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) table[c] = Plain::letter;
    for (unsigned char c = '0'; c <= '9'; ++c) table[c] = Plain::digit;
    for (unsigned char c : {'.', ',', ';', ':'}) table[c] = Plain::stop;
    table[' '] = Plain::space;
    return table;
}();

/// Letters of Latin-1 and Latin Extended-A, all of class AL.
[[nodiscard]] constexpr bool is_extended_letter(char32_t c) {
    return c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7;
}

struct Scan {
    std::string_view text;
    std::uint32_t at = 0;

    [[nodiscard]] Plain next(std::uint32_t& length) const {
        auto byte = static_cast<unsigned char>(text[at]);
        length = 1;
        if (byte < 0x80) return ascii_table[byte];
        Decoded decoded = decode_at(text, at);
        length = decoded.length;
        return is_extended_letter(decoded.character) ? Plain::letter : Plain::other;
    }
};

/// Between a letter, digit or stop with spaces after it, and a letter or digit, there is always an opportunity (LB18),
/// and what is before it does not bear on what is after. So the text falls into stretches of words that are wholly
/// plain, which have no other opportunities inside (LB28, LB23, LB25, LB29: AL, NU and IS do not part), and of others,
/// which ICU is asked about.
void fast_breaks(std::string_view text, UBreakIterator* iterator, std::vector<BreakOpportunity>& breaks) {
    Scan scan{text};
    std::uint32_t stretch = 0;    // begin of what is not yet decided
    bool asks_icu = false;        // the stretch holds something that is not plain
    Plain before = Plain::other;  // last character that is not a space
    bool spaced = false;
    while (scan.at < text.size()) {
        std::uint32_t length = 1;
        Plain here = scan.next(length);
        bool word = here == Plain::letter || here == Plain::digit;
        if (spaced && word && before != Plain::other) {
            if (asks_icu)
                through_icu(text, stretch, scan.at, iterator, breaks);
            else
                breaks.push_back({scan.at, false});
            stretch = scan.at;
            asks_icu = false;
        } else if (here == Plain::other || (spaced && here != Plain::space) ||
                   (here == Plain::stop && before == Plain::other) ||
                   (here != Plain::space && before == Plain::stop && here == Plain::digit)) {
            asks_icu = true;
        }
        spaced = here == Plain::space;
        if (here != Plain::space) before = here;
        scan.at += length;
    }
    if (asks_icu) through_icu(text, stretch, scan.at, iterator, breaks);
}

}  // namespace

void find_line_breaks(std::string_view text, base::Name language, Strictness strictness, WordRule words,
                      std::vector<BreakOpportunity>& breaks, BreakPath path) {
    breaks.clear();
    if (strictness == Strictness::anywhere) {
        every_cluster(text, breaks);
        return;
    }
    UBreakIterator* iterator = thread_iterator(language, strictness);
    if (iterator == nullptr) return;
    if (path == BreakPath::fast)
        fast_breaks(text, iterator, breaks);
    else
        through_icu(text, 0, static_cast<std::uint32_t>(text.size()), iterator, breaks);
    if (words != WordRule::normal) apply_word_rule(text, words, breaks);
}

}  // namespace octavo::text
