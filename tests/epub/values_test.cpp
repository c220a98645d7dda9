#include "epub/values.h"

#include <gtest/gtest.h>

namespace octavo::epub {

TEST(LanguageTag, TakesWhatRfc5646CallsWellFormed) {
    for (char const* tag : {"en", "de-AT", "zh-Hans", "zh-Hant-TW", "ja-Latn", "ja-Hira", "sl-rozaj-biske", "de-CH-1901", "es-419", "x-old",
                            "en-x-private", "en-a-myext-b-another", "grc", "zh-yue"})
        EXPECT_TRUE(is_language_tag(tag)) << tag;
}

TEST(LanguageTag, RefusesOthers) {
    for (char const* tag : {"", "e", "x", "en-", "-en", "en_US", "en us", "deutsch-österreich", "en-x", "en-a", "12", "en--US", "abcdefghi"})
        EXPECT_FALSE(is_language_tag(tag)) << tag;
}

TEST(Dates, TakeTheProfileOfW3c) {
    for (char const* date : {"2026", "2026-11", "2026-11-24", "2024-02-29", "2026-11-24T10:00Z", "2026-11-24T10:00:00Z", "2026-11-24T10:00:00.5+01:00"})
        EXPECT_TRUE(is_w3c_date(date)) << date;
    for (char const* date : {"", "26", "0000", "2026-13", "2026-02-29", "2026-11-31", "24.11.2026", "2026-11-24T25:00Z", "2026-11-24T10:00", "c. 1900"})
        EXPECT_FALSE(is_w3c_date(date)) << date;
    EXPECT_TRUE(is_html_date("1937-07-07"));
    EXPECT_FALSE(is_html_date("1937"));
    EXPECT_TRUE(is_utc_timestamp("2026-11-24T00:00:00Z"));
    EXPECT_FALSE(is_utc_timestamp("2026-11-24T00:00:00+00:00"));
    EXPECT_FALSE(is_utc_timestamp("2026-11-24T00:00Z"));
}

TEST(Timestamp, CountsLeapYears) {
    EXPECT_EQ(utc_timestamp(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc_timestamp(951827696), "2000-02-29T12:34:56Z");
    EXPECT_EQ(utc_timestamp(1795478400), "2026-11-24T00:00:00Z");
    EXPECT_EQ(utc_timestamp(-5), "1970-01-01T00:00:00Z");
}

TEST(ExternalUrl, KeepsGoodOnesAndEncodesWhatIsRaw) {
    EXPECT_EQ(external_url("https://example.org/a?b=c#d"), "https://example.org/a?b=c#d");
    EXPECT_EQ(external_url("  http://example.org/a b "), "http://example.org/a%20b");
    EXPECT_EQ(external_url("http://example.org/%zz"), "http://example.org/%25zz");
    EXPECT_EQ(external_url("http://example.org/ü"), "http://example.org/%C3%BC");
    EXPECT_EQ(external_url("http://example.org/a#b#c"), "http://example.org/a#b%23c");
    EXPECT_EQ(external_url("mailto:a@example.org"), "mailto:a@example.org");
}

TEST(ExternalUrl, RefusesWhatLeadsNowhere) {
    for (char const* url : {"file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http:", "http://", "http:///x", "http:foo",
                            "https://exa mple.org/", "http://a:99999/", "tei:something", "mailto:"})
        EXPECT_FALSE(external_url(url)) << url;
}

TEST(CleanNames, KeepLettersAndReplaceTheRest) {
    EXPECT_EQ(clean_id("note 1"), "note_1");
    EXPECT_EQ(clean_id("Kōbe.2-x"), "Kōbe.2-x");
    EXPECT_EQ(clean_id("a\"<b"), "a__b");
    EXPECT_EQ(clean_file_name("Karte von Wien (1).PNG"), "karte_von_wien_1_.png");
    EXPECT_EQ(clean_file_name("地図"), "file");
    EXPECT_EQ(clean_file_name("../x"), "_x");
}

TEST(Counts, RefuseSignsZerosAndOverflow) {
    EXPECT_EQ(parse_count("12"), 12u);
    EXPECT_EQ(parse_count("0"), 0u);
    for (char const* text : {"", "-1", "+1", "01", "1.5", "10%", "12345678901"}) EXPECT_FALSE(parse_count(text)) << text;
    EXPECT_TRUE(is_integer("-12"));
    EXPECT_FALSE(is_integer("-"));
}

}  // namespace octavo::epub
