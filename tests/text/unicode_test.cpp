#include "text/unicode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/protrusion.h"

namespace octavo::text {
namespace {

std::vector<char32_t> decoded(std::string_view text) {
    std::vector<char32_t> all;
    for (std::size_t at = 0; at < text.size();) {
        Decoded next = decode_at(text, at);
        EXPECT_GT(next.length, 0U);
        EXPECT_LE(at + next.length, text.size());
        all.push_back(next.character);
        at += next.length;
    }
    return all;
}

using testing::ElementsAre;

TEST(Unicode, DecodesEveryLength) { EXPECT_THAT(decoded("aé€😀"), ElementsAre(U'a', U'é', U'€', U'😀')); }

TEST(Unicode, MalformedBytesBecomeReplacementsOnePerMaximalSubpart) {
    EXPECT_THAT(decoded("\x80z"), ElementsAre(0xFFFD, U'z'));
    EXPECT_THAT(decoded("\xE2\x82z"), ElementsAre(0xFFFD, U'z'));
    EXPECT_THAT(decoded("\xE2\x82"), ElementsAre(0xFFFD));
    EXPECT_THAT(decoded("\xC0\xAF"), ElementsAre(0xFFFD, 0xFFFD));
    EXPECT_THAT(decoded("\xED\xA0\x80"), ElementsAre(0xFFFD, 0xFFFD, 0xFFFD));  // a surrogate
    EXPECT_THAT(decoded("\xF4\x90\x80\x80"), ElementsAre(0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD));
    EXPECT_THAT(decoded("\xFF"), ElementsAre(0xFFFD));
}

TEST(Unicode, DecodesBackwards) {
    std::string text = "aé€😀";
    EXPECT_EQ(decode_before(text, text.size()).character, U'😀');
    EXPECT_EQ(decode_before(text, 6).character, U'€');
    EXPECT_EQ(decode_before(text, 3).character, U'é');
    EXPECT_EQ(decode_before(text, 1).character, U'a');
    EXPECT_EQ(decode_before("\x80", 1).character, 0xFFFDU);
    EXPECT_EQ(decode_before("\x80\x80\x80\x80\x80", 5).length, 1U);
}

TEST(Unicode, EncodesWhatItDecodes) {
    for (char32_t c : {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        std::string text;
        append_utf8(text, c);
        EXPECT_THAT(decoded(text), ElementsAre(c));
    }
    std::string bad;
    append_utf8(bad, 0xD800);
    append_utf8(bad, 0x110000);
    EXPECT_THAT(decoded(bad), ElementsAre(0xFFFD, 0xFFFD));
}

TEST(Unicode, GraphemeClustersHoldMarksJoinersAndFlags) {
    EXPECT_EQ(cluster_end("e\u0301x", 0), 3U);
    EXPECT_EQ(cluster_end("\r\nx", 0), 2U);
    std::string family = "👩\u200D👧x";
    EXPECT_EQ(cluster_end(family, 0), family.size() - 1);
    std::string flags = "🇫🇷🇩🇪";
    EXPECT_EQ(cluster_end(flags, 0), 8U);
    EXPECT_EQ(cluster_end(flags, 8), 16U);
    EXPECT_EQ(cluster_end("\u1112\u1161\u11AB", 0), 9U);
    EXPECT_EQ(cluster_end("ab", 0), 1U);
}

TEST(Unicode, FirstLetterTakesPunctuationAround) {
    EXPECT_EQ(first_letter_length("Word"), 1U);
    EXPECT_EQ(first_letter_length("“Word"), 4U);
    EXPECT_EQ(first_letter_length("É.t"), 3U);
    EXPECT_EQ(first_letter_length("(“A”) b"), std::string("(“A”)").size());
    EXPECT_EQ(first_letter_length("…"), 0U);
    EXPECT_EQ(first_letter_length(""), 0U);
    EXPECT_EQ(first_letter_length(" a"), 0U);
}

TEST(Unicode, Properties) {
    EXPECT_TRUE(is_cjk(U'漢') && is_cjk(U'の') && is_cjk(U'。') && is_cjk(U'한'));
    EXPECT_FALSE(is_cjk(U'a') || is_cjk(U'α') || is_cjk(U'—'));
    EXPECT_TRUE(is_default_ignorable(0xAD) && is_default_ignorable(0x200D) && is_default_ignorable(0x2060));
    EXPECT_TRUE(is_word_space(0xA0));
    EXPECT_FALSE(is_word_space(0x2009));
    EXPECT_TRUE(is_punctuation(U'—') && !is_first_letter_punctuation(U'—') && is_first_letter_punctuation(U'«'));
}

TEST(Protrusion, SmallMarksHangMostAndLettersLittle) {
    EXPECT_GT(protrusion_of(U'.').end, 500);
    EXPECT_EQ(protrusion_of(U'.').start, 0);
    EXPECT_GT(protrusion_of(0x2010).end, protrusion_of(0x2014).end);
    EXPECT_EQ(protrusion_of(U'(').end, 0);
    EXPECT_EQ(protrusion_of(U'm').end, 0);
    EXPECT_EQ(protrusion_of(U'漢').start, 0);
    EXPECT_GT(protrusion_of(0x201C).start, 300);
}

TEST(Composition, IsFormC) {
    EXPECT_EQ(composed("e\xCC\x81t\xC3\xA9 fi"), "\xC3\xA9t\xC3\xA9 fi");
    EXPECT_EQ(composed("q\xCC\x83"), "q\xCC\x83");
    EXPECT_EQ(composed("\xF0\x9D\x85\x97"), "\xF0\x9D\x85\x97");
    EXPECT_EQ(composed(""), "");
}

TEST(Unicode, SomeLettersStandUprightInVerticalLines) {
    for (char32_t c : {U'\u65E5', U'\u3042', U'\uD55C', U'\u3001', U'\u300C', U'\u30FC'}) EXPECT_TRUE(stands_upright(c)) << static_cast<unsigned>(c);
    for (char32_t c : {U'a', U'1', U'(', U'\u05D0', U'\u2014'}) EXPECT_FALSE(stands_upright(c)) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace octavo::text
