#include <algorithm>
#include <cstdlib>
#include <set>

#include <hyphen.h>

#include "text/fixture.h"
#include "text/hyphenator.h"
#include "text/pattern_trie.h"

namespace octavo::text {
namespace {

class Hyphenation : public TextTest {
protected:
    std::string divided(std::string_view word, std::string_view language, HyphenationLimits limits = {}) {
        std::string result;
        std::size_t at = 0;
        for (HyphenationPoint const& point : engine->hyphenate(word, base::Name::of(language), limits)) {
            EXPECT_GE(point.offset, at);
            EXPECT_LE(point.offset, word.size());
            result += std::string(word.substr(at, point.offset - at)) + "|";
            at = point.offset;
        }
        return result + std::string(word.substr(at));
    }
};

TEST_F(Hyphenation, English) {
    EXPECT_EQ(divided("hyphenation", "en"), "hy|phen|ation");
    EXPECT_EQ(divided("HYPHENATION", "en-US"), "HY|PHEN|ATION");
    EXPECT_EQ(divided("Hyphenation", "en", {5, 3, 3}), "Hyphen|ation");
    EXPECT_EQ(divided("cat", "en"), "cat");
    EXPECT_EQ(divided("table", "en", {6, 2, 2}), "table");
    EXPECT_EQ(divided("", "en"), "");
}

TEST_F(Hyphenation, FrenchAndGerman) {
    EXPECT_EQ(divided("développement", "fr"), "dé|ve|lop|pe|ment");
    EXPECT_EQ(divided("Silbentrennung", "de"), "Sil|ben|tren|nung");
    EXPECT_EQ(divided("Übergröße", "de-DE"), "Über|grö|ße");
    EXPECT_EQ(divided("Straßenbahn", "de-AT"), "Stra|ßen|bahn");
}

TEST_F(Hyphenation, ApostrophesAreNeverAtADivision) {
    EXPECT_EQ(divided("don’t", "en"), "don’t");
    EXPECT_EQ(divided("l’homme", "fr"), "l’homme");
    for (char const* word : {"aujourd’hui", "qu’aussitôt", "l'expérience"}) {
        std::string result = divided(word, "fr");
        EXPECT_NE(result.find('|'), std::string::npos) << result;
        for (char const* bad : {"|’", "’|", "|'", "'|"}) EXPECT_EQ(result.find(bad), std::string::npos) << result;
    }
}

TEST_F(Hyphenation, PartsOfCompoundsAreWordsAndWorse) {
    EXPECT_EQ(divided("well-known", "en"), "well-known");
    EXPECT_EQ(divided("self-hyphenation", "en"), "self-hy|phen|ation");
    for (HyphenationPoint const& point : engine->hyphenate("self-hyphenation", base::Name::of("en"), {})) EXPECT_GT(point.quality, 0);
}

TEST_F(Hyphenation, SoftHyphensRuleAlone) {
    EXPECT_EQ(divided("hyphen\u00ADation", "en"), "hyphen\u00AD|ation");
    EXPECT_EQ(divided("a\u00ADb", "xx"), "a\u00AD|b");
    EXPECT_EQ(divided("\u00ADword\u00AD", "en"), "\u00ADword\u00AD");
}

TEST_F(Hyphenation, WhatHoldsDigitsStaysWhole) {
    EXPECT_EQ(divided("hyphenation2", "en"), "hyphenation2");
    EXPECT_EQ(divided("(hyphenation)", "en"), "(hy|phen|ation)");
}

TEST_F(Hyphenation, ALanguageWithoutPatternsIsSaidOnce) {
    EXPECT_EQ(divided("palavra", "xx"), "palavra");
    EXPECT_EQ(divided("palavras", "xx"), "palavras");
    EXPECT_EQ(divided("palavras", "../../etc/x"), "palavras");
    base::Diagnostics found = engine->take_diagnostics();
    ASSERT_EQ(found.all().size(), 2U);
    EXPECT_EQ(found.all()[1].code, base::Code::text_no_patterns);
    EXPECT_EQ(found.all()[1].count, 1U);
    EXPECT_EQ(divided("palavras", ""), "palavras");
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Hyphenation, HostileWords) {
    EXPECT_EQ(divided(std::string(100'000, 'a'), "en").size(), 100'000U);
    std::string garbage = "hy\x80\xFF\xE2phen";
    EXPECT_EQ(divided(garbage, "en").size() >= garbage.size(), true);
    (void)divided("日本語の文章です", "de");
    (void)divided("\u0301\u0301\u0301\u0301\u0301\u0301", "en");
}

TEST_F(Hyphenation, AnswersAreKept) {
    auto first = engine->hyphenate("hyphenation", base::Name::of("en"), {});
    std::string copy = "hyphenation";
    EXPECT_EQ(engine->hyphenate(copy, base::Name::of("en"), {}).data(), first.data());
    EXPECT_EQ(engine->resources().size(), 1U);
}

/// What libhyphen says of a word, with the file's own limits.
std::string by_libhyphen(HyphenDict* dict, std::string const& word) {
    std::string marks(word.size() + 5, '\0');
    char** replacements = nullptr;
    int *positions = nullptr, *cuts = nullptr;
    hnj_hyphen_hyphenate2(dict, word.c_str(), static_cast<int>(word.size()), marks.data(), nullptr, &replacements, &positions, &cuts);
    std::string result;
    for (std::size_t i = 0; i < word.size(); ++i) {
        result += word[i];
        if ((marks[i] & 1) != 0 && i + 1 < word.size()) result += '|';
        if (replacements != nullptr) std::free(replacements[i]);
    }
    std::free(replacements);
    std::free(positions);
    std::free(cuts);
    return result;
}

TEST_F(Hyphenation, TheTrieDividesAsLibhyphenDoes) {
    std::string text;
    for (char const* file : {"/sources/article.xml", "/sources/people.xml", "/sources/organizations.xml", "/README.md", "/src/README.md"})
        text += file_text(std::string(source_folder) + file);
    std::string all = corpus().empty() ? std::string() : corpus() + "/xhtml";
    for (auto const& entry : all.empty() ? std::filesystem::recursive_directory_iterator() : std::filesystem::recursive_directory_iterator(all))
        if (entry.path().extension() == ".xhtml" && text.size() < 1'000'000) text += file_text(entry.path());
    for (char const* language : {"en_US", "en_GB", "fr"}) {
        HyphenDict* dict = hnj_hyphen_load((std::string("/usr/share/hyphen/hyph_") + language + ".dic").c_str());
        ASSERT_NE(dict, nullptr);
        std::string tag = language;
        std::replace(tag.begin(), tag.end(), '_', '-');
        std::set<std::string> words;
        std::string word;
        for (char c : text) {
            if (c >= 'a' && c <= 'z') word += c;
            else {
                if (word.size() >= 5) words.insert(word);
                word.clear();
            }
        }
        ASSERT_GT(words.size(), 500U);
        for (std::string const& one : words) ASSERT_EQ(divided(one, tag), by_libhyphen(dict, one)) << language;
        hnj_hyphen_free(dict);
    }
}

TEST(PatternTrie, RefusesWhatIsNotPlain) {
    EXPECT_FALSE(PatternTrie().load(""));
    EXPECT_FALSE(PatternTrie().load("UTF-8\n"));
    EXPECT_FALSE(PatternTrie().load("UTF-8\nf1f/ff=f,1,2\n"));
    EXPECT_FALSE(PatternTrie().load("UTF-8\na1b\nNEXTLEVEL\nb1a\nNEXTLEVEL\na1c\n"));
    EXPECT_FALSE(PatternTrie().load("no such encoding\na1b\n"));
    PatternTrie trie;
    ASSERT_TRUE(trie.load("ISO8859-1\r\n% comment\nLEFTHYPHENMIN 3\r\n.\xFC" "1b\r\nb2er\n1be\n"));
    EXPECT_EQ(trie.before(), 3);
    std::vector<std::uint8_t> values;
    trie.values(U"über", values);
    EXPECT_EQ(values, (std::vector<std::uint8_t>{1, 2, 0, 0}));
}

TEST(PatternTrie, TheFirstLevelJoinsAndTheSecondDividesTheParts) {
    PatternTrie trie;
    ASSERT_TRUE(trie.load("UTF-8\nca1bab\nNEXTLEVEL\n.b1a\na1b\nc1a\n"));
    std::vector<std::uint8_t> values;
    trie.values(U"cabab", values);  // the joint ca|bab; c1a and .b1a are too near it, a1b is not
    EXPECT_EQ(values, (std::vector<std::uint8_t>{0, 1, 0, 1, 0}));
}

TEST(PatternFiles, FromTheMostExactToTheLanguageAlone) {
    auto name = [](std::string const& path) { return path.substr(path.rfind("hyph_") + 5); };
    auto british = pattern_files("en-gb");
    ASSERT_GE(british.size(), 3U);
    EXPECT_EQ(name(british[0]), "en_GB.dic");
    EXPECT_EQ(name(british[1]), "en.dic");
    EXPECT_EQ(name(british[2]), "en_US.dic");
    EXPECT_EQ(name(pattern_files("de-1901")[0]), "de_1901.dic");
    EXPECT_EQ(name(pattern_files("sr-Latn-RS")[0]), "sr_Latn_RS.dic");
    EXPECT_TRUE(pattern_files("../x").empty());
    EXPECT_TRUE(pattern_files("").empty());
}

using CaseMapping = TextTest;

TEST_F(CaseMapping, FollowsTheLanguage) {
    auto en = base::Name::of("en");
    EXPECT_EQ(engine->to_upper("straße", base::Name::of("de")), "STRASSE");
    EXPECT_EQ(engine->to_upper("istanbul", base::Name::of("tr")), "İSTANBUL");
    EXPECT_EQ(engine->to_lower("ΟΔΥΣΣΕΥΣ", base::Name::of("el")), "οδυσσευς");
    EXPECT_EQ(engine->capitalize("the “old” man's l’eau 3rd ǆ", en), "The “Old” Man's L’eau 3rd ǅ");
    EXPECT_EQ(engine->to_upper("", en), "");
    EXPECT_EQ(engine->capitalize("iğne", base::Name::of("tr")), "İğne");
}

}  // namespace
}  // namespace octavo::text
