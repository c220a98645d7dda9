#include <algorithm>
#include <gtest/gtest.h>

#include "text/collation.h"

namespace octavo::text {
namespace {

std::vector<std::string> sorted(std::string_view language, std::vector<std::string> words) {
    Collation collation(language);
    std::sort(words.begin(), words.end(), [&](auto const& a, auto const& b) { return collation.key(a) < collation.key(b); });
    return words;
}

TEST(Collation, OrdersByLanguage) {
    EXPECT_EQ(sorted("de", {"Zebra", "Äpfel", "Apfel", "Arm"}), (std::vector<std::string>{"Apfel", "Äpfel", "Arm", "Zebra"}));
    EXPECT_EQ(sorted("sv", {"zebra", "ärta", "apa", "ål"}), (std::vector<std::string>{"apa", "zebra", "ål", "ärta"}));
    EXPECT_EQ(sorted("cs", {"chata", "cihla", "hora"}), (std::vector<std::string>{"cihla", "hora", "chata"}));
}

TEST(Collation, GoesWordByWordAndPassesOverQuotationMarks) {
    EXPECT_EQ(sorted("en", {"Newark", "New York", "\xE2\x80\x9CNadir\xE2\x80\x9D"}),
              (std::vector<std::string>{"\xE2\x80\x9CNadir\xE2\x80\x9D", "New York", "Newark"}));
}

TEST(Collation, LettersAreTheLanguages) {
    EXPECT_EQ(Collation("de").letter("Äpfel"), "A");
    EXPECT_EQ(Collation("sv").letter("ärta"), "Ä");
    EXPECT_EQ(Collation("en").letter("\xE2\x80\x98\xC3\x89mile\xE2\x80\x99"), "E");
    EXPECT_EQ(Collation("cs").letter("chata"), "CH");
    EXPECT_EQ(Collation("ru").letter("яблоко"), "Я");
    EXPECT_EQ(Collation("he").letter("ספר"), "ס");
    EXPECT_EQ(Collation("en").letter("Ωμέγα"), "Ω");
    EXPECT_EQ(Collation("ru").letter("zebra"), "Z");
}

TEST(Collation, NoLetterForDigitsSymbolsAndNothing) {
    Collation english("en");
    EXPECT_EQ(english.letter("42nd Street"), "");
    EXPECT_EQ(english.letter("+++"), "");
    EXPECT_EQ(english.letter(""), "");
    EXPECT_EQ(Collation("not a language").letter("word"), "W");
}

}  // namespace
}  // namespace octavo::text
