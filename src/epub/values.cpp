#include "epub/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace octavo::epub {

namespace {

constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

template <typename Test>
bool all_of(std::string_view text, Test test) {
    return std::all_of(text.begin(), text.end(), test);
}

std::optional<int> digits(std::string_view& text, std::size_t count) {
    if (text.size() < count || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count), is_digit)) return {};
    int value = 0;
    std::from_chars(text.data(), text.data() + count, value);
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

int days_in(int year, int month) {
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

enum class DatePart : std::uint8_t { none, year, month, day };

/// Reads a calendar date from the front of `text`.
DatePart read_date(std::string_view& text) {
    auto year = digits(text, 4);
    if (!year || *year == 0) return DatePart::none;
    if (!skip(text, '-')) return DatePart::year;
    auto month = digits(text, 2);
    if (!month || *month < 1 || *month > 12) return DatePart::none;
    if (!skip(text, '-')) return DatePart::month;
    auto day = digits(text, 2);
    if (!day || *day < 1 || *day > days_in(*year, *month)) return DatePart::none;
    return DatePart::day;
}

/// Reads hh:mm[:ss[.f]] and then a zone.
bool read_time_and_zone(std::string_view text) {
    auto hour = digits(text, 2);
    if (!hour || *hour > 23 || !skip(text, ':')) return false;
    auto minute = digits(text, 2);
    if (!minute || *minute > 59) return false;
    if (skip(text, ':')) {
        auto second = digits(text, 2);
        if (!second || *second > 59) return false;
        if (skip(text, '.')) {
            std::size_t fraction = 0;
            while (fraction < text.size() && is_digit(text[fraction])) ++fraction;
            if (fraction == 0 || fraction > 3) return false;
            text.remove_prefix(fraction);
        }
    }
    if (text == "Z") return true;
    if (!skip(text, '+') && !skip(text, '-')) return false;
    auto zone_hour = digits(text, 2);
    if (!zone_hour || *zone_hour > 23 || !skip(text, ':')) return false;
    auto zone_minute = digits(text, 2);
    return zone_minute && *zone_minute <= 59 && text.empty();
}

}  // namespace

bool is_language_tag(std::string_view tag) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0; start <= tag.size();) {
        std::size_t end = std::min(tag.find('-', start), tag.size());
        parts.push_back(tag.substr(start, end - start));
        if (parts.back().empty() || parts.back().size() > 8 || !all_of(parts.back(), is_alnum)) return false;
        start = end + 1;
    }
    std::size_t i = 0;
    auto take = [&](auto fits) { return i < parts.size() && fits(parts[i]) ? (++i, true) : false; };
    auto is_private = [](std::string_view part) { return part == "x" || part == "X"; };
    if (!is_private(parts[0])) {
        if (parts[0].size() < 2 || !all_of(parts[0], is_alpha)) return false;
        i = 1;
        auto extended = [](std::string_view part) { return part.size() == 3 && all_of(part, is_alpha); };
        for (int count = 0; count < 3 && parts[0].size() <= 3 && take(extended);) ++count;
        take([](std::string_view part) { return part.size() == 4 && all_of(part, is_alpha); });  // script
        take([](std::string_view part) {                                                         // region
            return (part.size() == 2 && all_of(part, is_alpha)) || (part.size() == 3 && all_of(part, is_digit));
        });
        while (take([](std::string_view part) { return part.size() >= 5 || (part.size() == 4 && is_digit(part.front())); })) {}
        while (i < parts.size() && parts[i].size() == 1 && !is_private(parts[i])) {              // extensions
            ++i;
            if (!take([](std::string_view part) { return part.size() >= 2; })) return false;
            while (take([](std::string_view part) { return part.size() >= 2; })) {}
        }
    }
    if (i == parts.size()) return true;
    return is_private(parts[i]) && i + 1 < parts.size();
}

bool is_w3c_date(std::string_view text) {
    DatePart part = read_date(text);
    if (part == DatePart::none) return false;
    return text.empty() || (part == DatePart::day && skip(text, 'T') && read_time_and_zone(text));
}

bool is_html_date(std::string_view text) {
    if (read_date(text) != DatePart::day) return false;
    return text.empty() || (skip(text, 'T') && read_time_and_zone(text));
}

bool is_utc_timestamp(std::string_view text) {
    return text.size() == 20 && text.back() == 'Z' && is_html_date(text) && std::count(text.begin(), text.end(), ':') == 2;
}

std::string utc_timestamp(std::int64_t seconds) {
    seconds = std::clamp<std::int64_t>(seconds, 0, 253402300799);
    std::int64_t days = seconds / 86400, rest = seconds % 86400;
    // Civil date from days since 1970-01-01: eras of 400 years that begin in March.
    std::int64_t shifted = days + 719468;
    std::int64_t era = shifted / 146097, of_era = shifted % 146097;
    std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t month_from_march = (5 * of_year + 2) / 153;
    std::int64_t day = of_year - (153 * month_from_march + 2) / 5 + 1;
    std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, rest / 3600, rest / 60 % 60, rest % 60);
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

std::optional<std::uint32_t> parse_count(std::string_view text) {
    if (text.empty() || text.size() > 9 || (text.size() > 1 && text.front() == '0')) return {};
    if (!std::all_of(text.begin(), text.end(), is_digit)) return {};
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_integer(std::string_view text) {
    skip(text, '-');
    return !text.empty() && text.size() <= 9 && std::all_of(text.begin(), text.end(), is_digit);
}

std::string clean_id(std::string_view id) {
    std::string result(id);
    for (char& c : result)
        if (is_ascii(c) && !is_alnum(c) && c != '.' && c != '-' && c != '_') c = '_';
    return result;
}

std::string clean_file_name(std::string_view name) {
    std::string result;
    for (char c : name) {
        bool good = is_alnum(c) || c == '.' || c == '-' || c == '_';
        if (!good && (result.empty() || result.back() == '_')) continue;
        result += good ? c : '_';
    }
    result = to_lower_ascii(result);
    while (!result.empty() && (result.back() == '.' || result.back() == '_')) result.pop_back();
    while (!result.empty() && result.front() == '.') result.erase(result.begin());
    return result.empty() ? "file" : result;
}

std::string percent_encode(std::string_view text) {
    std::string result;
    for (char c : text) {
        if (is_ascii(c) && (is_alnum(c) || std::string_view("-._~!$&'()*+,;=:@/").find(c) != std::string_view::npos)) result += c;
        else fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string url_scheme(std::string_view reference) {
    std::size_t colon = reference.find(':');
    if (colon == 0 || colon == std::string_view::npos || !is_alpha(reference.front())) return {};
    std::string_view scheme = reference.substr(0, colon);
    if (!std::all_of(scheme.begin(), scheme.end(), [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; })) return {};
    return to_lower_ascii(scheme);
}

std::optional<std::string> external_url(std::string_view reference) {
    constexpr std::array<std::string_view, 4> with_host{"http", "https", "ftp", "ftps"};
    constexpr std::array<std::string_view, 12> opaque{"mailto", "tel", "urn", "news", "geo", "sip", "sips", "sms", "xmpp", "irc",
                                                      "doi", "info"};
    while (!reference.empty() && is_space(reference.front())) reference.remove_prefix(1);
    while (!reference.empty() && is_space(reference.back())) reference.remove_suffix(1);
    std::string scheme = url_scheme(reference);
    bool has_host = std::find(with_host.begin(), with_host.end(), scheme) != with_host.end();
    if (!has_host && std::find(opaque.begin(), opaque.end(), scheme) == opaque.end()) return {};
    std::string_view rest = reference.substr(scheme.size() + 1);
    if (rest.empty()) return {};
    std::string result = scheme + ':';
    if (has_host) {
        if (!rest.starts_with("//")) return {};
        rest.remove_prefix(2);
        std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
        if (authority.empty() || authority.front() == ':') return {};
        auto host_character = [](char c) {
            return !is_ascii(c) || is_alnum(c) || std::string_view("-._~@:[]%").find(c) != std::string_view::npos;
        };
        if (!std::all_of(authority.begin(), authority.end(), host_character)) return {};
        std::size_t port = authority.rfind(':');
        if (port != std::string_view::npos && authority.find(']', port) == std::string_view::npos &&
            (port + 1 == authority.size() || !parse_count(authority.substr(port + 1)) || *parse_count(authority.substr(port + 1)) > 65535))
            return {};
        result += "//";
        result += authority;
        rest.remove_prefix(authority.size());
    }
    bool in_fragment = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        char c = rest[i];
        bool escape = c == '%' && i + 2 < rest.size() && is_hex(rest[i + 1]) && is_hex(rest[i + 2]);
        bool plain = is_ascii(c) && (is_alnum(c) || std::string_view("-._~!$&'()*+,;=:@/?").find(c) != std::string_view::npos);
        if (c == '#' && !in_fragment) in_fragment = plain = true;
        if (plain || escape) result += c;
        else fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string collapse_space(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    bool pending = false;
    for (char c : text) {
        if (is_space(c)) {
            pending = !result.empty();
            continue;
        }
        if (pending) result += ' ';
        pending = false;
        result += c;
    }
    return result;
}

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

std::string to_lower_ascii(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

}  // namespace octavo::epub
