#include "text/fixture.h"
#include "text/line_breaks.h"

namespace octavo::text {
namespace {

/// The text with `|` at opportunities and `!` at mandatory breaks.
std::string broken(std::string_view text, std::string_view language = "en", Strictness strictness = Strictness::automatic,
                   WordRule words = WordRule::normal) {
    std::vector<BreakOpportunity> breaks;
    find_line_breaks(text, base::Name::of(language), strictness, words, breaks);
    std::string result;
    std::size_t at = 0;
    for (BreakOpportunity const& one : breaks) {
        EXPECT_GT(one.offset, at);
        EXPECT_LT(one.offset, text.size());
        result += text.substr(at, one.offset - at);
        result += one.mandatory ? '!' : '|';
        at = one.offset;
    }
    return result + std::string(text.substr(at));
}

TEST(LineBreaks, AfterSpacesAndHyphens) {
    EXPECT_EQ(broken("It is, a well-known truth."), "It |is, |a |well-|known |truth.");
    EXPECT_EQ(broken("two  spaces "), "two  |spaces ");
    EXPECT_EQ(broken(" lead"), " |lead");
    EXPECT_EQ(broken(""), "");
    EXPECT_EQ(broken("1,000.5 -5 10-20"), "1,000.5 |-5 |10-20");
    EXPECT_EQ(broken("no\u00A0break but\u200Bhere"), "no\u00A0break |but\u200B|here");
    EXPECT_EQ(broken("word\u2060joined “quoted” text"), "word\u2060joined |“quoted” |text");
}

TEST(LineBreaks, EmDashesEndLinesAndDoNotBeginThem) {
    EXPECT_EQ(broken("said—and went"), "said—|and |went");
    EXPECT_EQ(broken("casa —dijo ella— vino"), "casa |—dijo |ella— |vino");
    EXPECT_EQ(broken("—¡Hola!"), "—¡Hola!");
    EXPECT_EQ(broken("one — two"), "one |— |two");
}

TEST(LineBreaks, SoftHyphensAreHyphenationsAffair) { EXPECT_EQ(broken("hy\u00ADphen ation"), "hy\u00ADphen |ation"); }

TEST(LineBreaks, PreservedLineFeedsAreMandatory) {
    EXPECT_EQ(broken("a\nb\u2028c"), "a\n!b\u2028!c");
    EXPECT_EQ(broken("end\n"), "end\n");
}

TEST(LineBreaks, JapaneseKinsokuByStrictness) {
    EXPECT_EQ(broken("日本語。", "ja"), "日|本|語。");
    EXPECT_EQ(broken("「はっ」", "ja", Strictness::strict), "「はっ」");
    EXPECT_EQ(broken("「はっ」", "ja", Strictness::loose), "「は|っ」");
    EXPECT_EQ(broken("ab 日", "ja", Strictness::anywhere), "a|b |日");
}

TEST(LineBreaks, WordRules) {
    EXPECT_EQ(broken("日本語 text", "ja", Strictness::automatic, WordRule::keep_all), "日本語 |text");
    EXPECT_EQ(broken("ab c.", "en", Strictness::automatic, WordRule::break_all), "a|b |c.");
}

TEST(LineBreaks, ThaiGoesByItsDictionary) { EXPECT_NE(broken("ภาษาไทยง่าย", "th").find('|'), std::string::npos); }

void expect_same(std::string_view text, base::Name language) {
    std::vector<BreakOpportunity> fast, slow;
    find_line_breaks(text, language, Strictness::automatic, WordRule::normal, fast);
    find_line_breaks(text, language, Strictness::automatic, WordRule::normal, slow, BreakPath::icu_only);
    bool same = fast.size() == slow.size();
    for (std::size_t i = 0; same && i < fast.size(); ++i) same = fast[i].offset == slow[i].offset && fast[i].mandatory == slow[i].mandatory;
    EXPECT_TRUE(same) << text;
}

TEST(LineBreaks, TheFastPathGivesWhatIcuGivesOnMadeUpText) {
    // Strings of nine characters over an alphabet of one character a class.
    std::vector<std::string> const alphabet{"a", "É", "1", " ", ".", ",", ";", "!", "?", "-", "’", "“", "”", "(", ")", "—", "–", "…", "/", "\u00A0", "%", "$", "ж", "漢", "\n"};
    std::uint64_t seed = 88172645463325252ULL;
    for (int round = 0; round < 30000; ++round) {
        std::string text;
        for (int i = 0; i < 9; ++i) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            text += alphabet[seed % alphabet.size()];
        }
        expect_same(text, base::Name::of("en"));
        if (HasFailure()) return;
    }
}

TEST(LineBreaks, TheFastPathGivesWhatIcuGivesOnRealText) {
    if (corpus().empty()) GTEST_SKIP() << "no corpus: set OCTAVO_CORPUS";
    std::size_t paragraphs = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(corpus() + "/tei-texts")) {
        if (!entry.is_regular_file() || paragraphs > 4000) continue;
        for (std::string const& text : rough_paragraphs(entry.path())) {
            expect_same(text, base::Name::of("fr"));
            ++paragraphs;
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(paragraphs, 100U);
}

}  // namespace
}  // namespace octavo::text
