#include <map>
#include <thread>

#include <gmock/gmock.h>

#include "text/fixture.h"

namespace octavo::text {
namespace {

using Shape = TextTest;
using testing::ElementsAre;

TEST_F(Shape, ALigatureStandsForItsFirstLetter) {
    TextStyle italic = style({"EB Garamond"});
    italic.slant = Slant::italic;
    EXPECT_THAT(clusters(shape(italic, "office")), ElementsAre(0, 1, 4, 5));
    // The roman's cut 12 joins the letters' shapes and keeps one glyph a letter.
    EXPECT_THAT(clusters(shape(style({"EB Garamond"}), "office")), ElementsAre(0, 1, 2, 3, 4, 5));
    EXPECT_NE(shape(style({"EB Garamond"}), "fi").glyphs[1].id, shape(style({"EB Garamond"}), "i").glyphs[0].id);
}

TEST_F(Shape, ClustersAreBytesOfUtf8) { EXPECT_THAT(clusters(shape(style({"EB Garamond"}), "été—x")), ElementsAre(0, 2, 3, 5, 8)); }

TEST_F(Shape, WidthIsTheSumOfAdvances) {
    ShapedWord const& word = shape(style({"EB Garamond"}), "AVATAR");
    Length sum = 0;
    for (Glyph const& glyph : word.glyphs) sum += glyph.advance;
    EXPECT_EQ(word.width, sum);
    TextStyle loose = style({"EB Garamond"});
    loose.kerning = false;
    EXPECT_GT(shape(loose, "AVATAR").width, word.width);
}

TEST_F(Shape, InvisibleCharactersLeaveNothing) {
    TextStyle text = style({"EB Garamond"});
    Length plain = shape(text, "hyphen").width;
    for (std::string word : {"hy\u00ADphen", "hy\u200Cphen", "hy\u2060phen", "hy\u200Bphen", "\u200Ehyphen\u200E", "hy\u200Dphen"}) {
        ShapedWord const& shaped = shape(text, word);
        EXPECT_FALSE(shaped.missing);
        EXPECT_EQ(shaped.glyphs.size(), 6U);
        EXPECT_NEAR(shaped.width, plain, plain / 20);
    }
    EXPECT_EQ(shape(text, "\u00AD").glyphs.size(), 0U);
    EXPECT_EQ(shape(text, "\u00AD").width, 0);
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Shape, FormsForVerticalLinesAreAsWideAndOfOtherShape) {
    TextStyle lying = style({"Noto Serif CJK JP"}), upright = lying;
    upright.features.push_back({0x76657274, 1});  // vert, as turned cells have it
    for (char const* changed : {"\u3001", "\u300C", "\u30FC"}) {
        EXPECT_NE(shape(upright, changed).glyphs[0].id, shape(lying, changed).glyphs[0].id) << changed;
        EXPECT_EQ(shape(upright, changed).width, shape(lying, changed).width) << changed;
    }
    EXPECT_EQ(shape(upright, "\u65E5").glyphs[0].id, shape(lying, "\u65E5").glyphs[0].id);
}

TEST_F(Shape, LetterSpacingFollowsEveryGraphemeAndUndoesLigatures) {
    TextStyle text = style({"Noto Serif"});
    TextStyle spaced = text;
    spaced.letter_spacing = 512;
    spaced.kerning = text.kerning = false;
    ShapedWord const& word = shape(spaced, "office");
    EXPECT_EQ(word.glyphs.size(), 6U);
    Length letters = 0;
    for (char const* letter : {"o", "f", "f", "i", "c", "e"}) letters += shape(text, letter).width;
    EXPECT_EQ(word.width, letters + 6 * 512);
    // A mark that stays a glyph of its own takes no space between itself and its base.
    EXPECT_LT(shape(text, "office").glyphs.size(), 6U) << "without spacing there is a ligature";
    ShapedWord const& marked = shape(spaced, "q\u0323x");
    EXPECT_EQ(marked.width, shape(text, "q\u0323x").width + 2 * 512);
}

TEST_F(Shape, ArabicLettersAreNotTornApart) {
    TextStyle text = style({"EB Garamond"}, "ar"), spaced = text;
    spaced.letter_spacing = 512;
    auto width = [&](TextStyle const& of) {
        auto all = runs("سلام", of, BaseDirection::rtl);
        return engine->shape(all[0].font, Direction::rtl, "سلام")->width;
    };
    EXPECT_EQ(width(spaced), width(text));
}

TEST_F(Shape, FeaturesAndLanguagesChangeGlyphs) {
    TextStyle text = style({"EB Garamond"}), lining = text;
    lining.features.push_back({0x6C6E756D, 1});  // lnum
    TextStyle old_style = text;
    old_style.features.push_back({0x6F6E756D, 1});  // onum
    EXPECT_NE(shape(lining, "3").glyphs[0].id, shape(old_style, "3").glyphs[0].id);
    TextStyle turkish = style({"EB Garamond"}, "tr");
    turkish.slant = Slant::italic;
    EXPECT_EQ(shape(turkish, "fi").glyphs.size(), 2U) << "Turkish keeps the dot: no fi ligature";
}

TEST_F(Shape, AWordIsShapedOnce) {
    TextStyle text = style({"EB Garamond"});
    std::string first = "word", second = "word";
    ShapedWord const& a = shape(text, first);
    EXPECT_EQ(&a, &shape(text, second));
    EXPECT_EQ(a.text, "word");
    EXPECT_NE(a.text.data(), first.data());
    EXPECT_NE(&a, &shape(text, "words"));
}

TEST_F(Shape, HyphensThatAreMissingAreSetWithTheOther) {
    ShapedWord const& word = shape(style({"EB Garamond"}), "a\u2010b\u2011c");
    EXPECT_FALSE(word.missing);
    EXPECT_EQ(word.glyphs.size(), 5U);
}

TEST_F(Shape, ThreadsGetTheSameAnswers) {
    std::vector<std::string> words;
    for (int i = 0; i < 3000; ++i) words.push_back("wörd" + std::to_string(i * 7919 % 3000) + (i % 3 == 0 ? "fi" : "שלום"));
    auto widths_with = [&](unsigned threads) {
        auto own = fresh_engine();
        TextStyle roman = style({"EB Garamond", "serif"}), italic = roman;
        italic.slant = Slant::italic;
        std::vector<std::string> found(words.size());
        auto work = [&](std::size_t first) {
            for (std::size_t i = first; i < words.size(); i += threads) {
                std::vector<TextRun> result;
                StyleSpan span{0, static_cast<std::uint32_t>(words[i].size()), own->intern(i % 2 == 0 ? roman : italic), 0};
                own->itemise(words[i], {&span, 1}, BaseDirection::ltr, result);
                for (TextRun const& run : result) {
                    std::string_view part = std::string_view(words[i]).substr(run.begin, run.end - run.begin);
                    ShapedWord const* word = own->shape(run.font, run.direction(), part);
                    EXPECT_EQ(word->text, part);
                    found[i] += std::to_string(word->width) + own->face_source(own->font_source(run.font).face).postscript_name;
                    found[i] += std::to_string(own->hyphenate("hyphenation" + std::to_string(i % 50), base::Name::of("en"), {}).size());
                }
            }
        };
        std::vector<std::thread> pool;
        for (unsigned t = 1; t < threads; ++t) pool.emplace_back(work, t);
        work(0);
        for (auto& thread : pool) thread.join();
        return found;
    };
    EXPECT_EQ(widths_with(1), widths_with(4));
}

}  // namespace
}  // namespace octavo::text
