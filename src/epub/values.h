// Lexical checks of what goes into the e-book: language tags, dates, identifiers, URLs. EPUBCheck refuses what is malformed, so
// a value is written in its repaired form or not at all.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace octavo::epub {

/// Well-formed by RFC 5646, section 2.1 (registered subtags are not looked up)?
[[nodiscard]] bool is_language_tag(std::string_view tag);
/// A date of the W3C profile of ISO 8601: 2026, 2026-11, 2026-11-24, 2026-11-24T10:00:00Z or with an offset.
[[nodiscard]] bool is_w3c_date(std::string_view text);
/// A date, or date and time with zone, as `datetime` of HTML takes it on ins, del and time.
[[nodiscard]] bool is_html_date(std::string_view text);
/// CCYY-MM-DDThh:mm:ssZ, as dcterms:modified must be.
[[nodiscard]] bool is_utc_timestamp(std::string_view text);
/// Seconds since 1970 in that form (years 1970 to 9999).
[[nodiscard]] std::string utc_timestamp(std::int64_t seconds);
[[nodiscard]] bool is_uuid(std::string_view text);
/// 0, 1, 12 …: no sign, no leading zero but in "0", at most nine digits.
[[nodiscard]] std::optional<std::uint32_t> parse_count(std::string_view text);
/// An integer with an optional minus sign, at most nine digits.
[[nodiscard]] bool is_integer(std::string_view text);

/// The id as HTML and URL fragments take it without escapes: letters, digits, '.', '-', '_' and what is not ASCII stay,
/// anything else becomes '_'. Empty stays empty.
[[nodiscard]] std::string clean_id(std::string_view id);
/// The file name for the archive: ASCII letters, digits, '.', '-', '_'; lower case; "file" where nothing is left.
[[nodiscard]] std::string clean_file_name(std::string_view name);
/// `text` with every byte percent-encoded that may not stand in a URL's path or fragment.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// The scheme of an absolute URL in lower case, without the colon; empty for a relative reference.
[[nodiscard]] std::string url_scheme(std::string_view reference);
/// The URL of another publication as it may stand in a link: repaired where only characters were not encoded; none where it is
/// malformed or its scheme leads nowhere in an e-book (file:, data:, javascript:, schemes not registered).
[[nodiscard]] std::optional<std::string> external_url(std::string_view reference);

/// White space collapsed to single spaces and trimmed.
[[nodiscard]] std::string collapse_space(std::string_view text);
[[nodiscard]] bool is_blank(std::string_view text);
[[nodiscard]] std::string to_lower_ascii(std::string_view text);

}  // namespace octavo::epub
