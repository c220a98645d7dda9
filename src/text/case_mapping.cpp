#include "text/case_mapping.h"

#include <array>
#include <memory>

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

struct CaseMapCloser {
    void operator()(UCaseMap* map) const { ucasemap_close(map); }
};
using CaseMapPtr = std::unique_ptr<UCaseMap, CaseMapCloser>;

CaseMapPtr case_map(std::string_view language) {
    std::string tag(language);
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag.c_str(), locale.data(), static_cast<int32_t>(locale.size()), nullptr, &status);
    if (U_FAILURE(status)) locale[0] = '\0';
    status = U_ZERO_ERROR;
    return CaseMapPtr(ucasemap_open(locale.data(), 0, &status));
}

using Mapping = int32_t (*)(UCaseMap const*, char*, int32_t, char const*, int32_t, UErrorCode*);

std::string mapped(std::string_view text, std::string_view language, Mapping mapping) {
    CaseMapPtr map = case_map(language);
    if (!map) return std::string(text);
    std::string result(text.size() + text.size() / 2 + 8, '\0');
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t length = mapping(map.get(), result.data(), static_cast<int32_t>(result.size()), text.data(),
                                 static_cast<int32_t>(text.size()), &status);
        if (status == U_BUFFER_OVERFLOW_ERROR) {
            result.resize(static_cast<std::size_t>(length));
            continue;
        }
        if (U_FAILURE(status)) return std::string(text);
        result.resize(static_cast<std::size_t>(length));
        return result;
    }
}

int32_t utf8_upper(UCaseMap const* map, char* to, int32_t capacity, char const* from, int32_t length,
                   UErrorCode* status) {
    return ucasemap_utf8ToUpper(map, to, capacity, from, length, status);
}
int32_t utf8_lower(UCaseMap const* map, char* to, int32_t capacity, char const* from, int32_t length,
                   UErrorCode* status) {
    return ucasemap_utf8ToLower(map, to, capacity, from, length, status);
}
/// Title case of one letter on its own. Its own map: titling attaches a break iterator to the map it is given.
int32_t utf8_title(UCaseMap const* map, char* to, int32_t capacity, char const* from, int32_t length,
                   UErrorCode* status) {
    std::unique_ptr<UCaseMap, CaseMapCloser> own(
        ucasemap_open(ucasemap_getLocale(map), U_TITLECASE_NO_LOWERCASE | U_TITLECASE_NO_BREAK_ADJUSTMENT, status));
    return ucasemap_utf8ToTitle(own.get(), to, capacity, from, length, status);
}

}  // namespace

std::string upper_case(std::string_view text, std::string_view language) { return mapped(text, language, utf8_upper); }
std::string lower_case(std::string_view text, std::string_view language) { return mapped(text, language, utf8_lower); }

std::string capitalized(std::string_view text, std::string_view language) {
    std::string result;
    bool inside = false;  // a word has begun
    for (std::size_t at = 0; at < text.size();) {
        Decoded next = decode_at(text, at);
        std::size_t end = cluster_end(text, at);
        bool letter = is_letter(next.character) || u_charType(static_cast<UChar32>(next.character)) == U_LETTER_NUMBER;
        bool digit = is_digit(next.character);
        if (letter && !inside)
            result += mapped(text.substr(at, end - at), language, utf8_title);
        else
            result += text.substr(at, end - at);
        // An apostrophe inside a word does not end it ("don't", "l’eau" stays "L’eau").
        bool apostrophe = next.character == U'\'' || next.character == 0x2019 || next.character == 0x02BC;
        inside = letter || digit || (inside && apostrophe);
        at = end;
    }
    return result;
}

}  // namespace octavo::text
