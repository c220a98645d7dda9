#include <gmock/gmock.h>

#include "text/fixture.h"

namespace octavo::text {
namespace {

using Itemise = TextTest;
using testing::HasSubstr;

TEST_F(Itemise, PlainTextIsOneRun) {
    EXPECT_EQ(described(runs("It is a truth universally acknowledged — “naïve”…", style({"EB Garamond"}))), "EB Garamond[0,58)0 ");
    EXPECT_TRUE(runs("", style({"EB Garamond"})).empty());
}

TEST_F(Itemise, RunsCoverTheTextWithoutGapsWhateverItIs) {
    for (std::string text : {std::string("a\0b\x80\xFF", 5), std::string("\u05D0 (x) \u0301"), std::string("\u200F\u200D\uFE0F"), std::string("漢字かな交じり文 abc ひ"),
                             std::string("\U0010FFFD\U000E0001"), std::string("a\u0301\u0302\u202Eabc\u202C"), std::string("\n\tx\n\u05D0\n")}) {
        for (BaseDirection base : {BaseDirection::ltr, BaseDirection::rtl, BaseDirection::from_text}) {
            std::uint32_t at = 0;
            for (TextRun const& run : runs(text, style({"EB Garamond"}), base)) {
                EXPECT_EQ(run.begin, at);
                EXPECT_GT(run.end, run.begin);
                at = run.end;
                (void)engine->shape(run.font, run.direction(), std::string_view(text).substr(run.begin, run.end - run.begin));
            }
            EXPECT_EQ(at, text.size());
        }
    }
}

TEST_F(Itemise, HebrewRunsFromRightToLeftInItsOwnFont) {
    std::string text = "the word שלום means";
    auto all = runs(text, style({"EB Garamond"}));
    ASSERT_GE(all.size(), 3U) << described(all);
    EXPECT_EQ(family_of(all[1].font), "Noto Serif Hebrew");
    EXPECT_EQ(all[1].direction(), Direction::rtl);
    EXPECT_EQ(text.substr(all[1].begin, all[1].end - all[1].begin).find("שלום"), 0U);
    ShapedWord const* word = engine->shape(all[1].font, Direction::rtl, "שלום");
    EXPECT_EQ(clusters(*word), (std::vector<std::uint32_t>{6, 4, 2, 0})) << "glyphs stand in visual order";
    EXPECT_FALSE(word->missing);
    EXPECT_EQ(runs("abc", style({"EB Garamond"}), BaseDirection::rtl)[0].bidi_level, 2);
    EXPECT_EQ(runs("שלום abc", style({"EB Garamond"}), BaseDirection::from_text)[0].bidi_level, 1);
}

TEST_F(Itemise, PunctuationAndPointsInHebrewStayWithIt) {
    auto all = runs("שָׁלוֹם, (עוֹלָם)!", style({"EB Garamond"}, "he"), BaseDirection::rtl);
    // Noto Serif Hebrew has no comma, brackets or exclamation mark; the points must not leave their letters.
    EXPECT_EQ(described(all), "Noto Serif Hebrew[0,14)1 EB Garamond[14,17)1 Noto Serif Hebrew[17,29)1 EB Garamond[29,31)1 ");
}

TEST_F(Itemise, HanCharactersGoByTheLanguage) {
    auto family = [&](char const* language) { return family_of(runs("直骨", style({"EB Garamond"}, language))[0].font); };
    EXPECT_EQ(family("ja"), "Noto Serif CJK JP");
    EXPECT_EQ(family("zh"), "Noto Serif CJK SC");
    EXPECT_EQ(family("zh-Hant"), "Noto Serif CJK TC");
    EXPECT_EQ(family("zh-HK"), "Noto Serif CJK HK");
    EXPECT_EQ(family("ko"), "Noto Serif CJK KR");
    EXPECT_EQ(family("en"), "Noto Serif CJK JP");
    TextStyle sans = style({"Noto Sans", "sans-serif"}, "ja");
    EXPECT_EQ(family_of(runs("直", sans)[0].font), "Noto Sans CJK JP");
}

TEST_F(Itemise, KanaAndHanAreOneRunWithTheirPunctuation) {
    std::string text = "「漢字とカナ」。";
    auto all = runs(text, style({"EB Garamond"}, "ja"));
    EXPECT_EQ(described(all), "Noto Serif CJK JP[0," + std::to_string(text.size()) + ")0 ");
}

TEST_F(Itemise, MarksStayWithTheirBase) {
    std::string text = "e\u0301x\u0323\u0307 q\u20DD";
    for (TextRun const& run : runs(text, style({"EB Garamond"}))) {
        unsigned char first = static_cast<unsigned char>(text[run.begin]);
        EXPECT_FALSE(first == 0xCC || first == 0xE2) << "a run begins with a mark";
    }
}

TEST_F(Itemise, ACharacterThatNoFontHasIsKeptAndSaid) {
    std::string text = "a \U0010FFFD z";
    auto all = runs(text, style({"EB Garamond"}));
    ShapedWord const* word = engine->shape(all.front().font, Direction::ltr, "\U0010FFFD");
    EXPECT_TRUE(word->missing);
    ASSERT_EQ(word->glyphs.size(), 1U);
    EXPECT_EQ(word->glyphs[0].id, 0U);
    base::Diagnostics found = engine->take_diagnostics();
    ASSERT_EQ(found.all().size(), 1U);
    EXPECT_EQ(found.all()[0].code, base::Code::text_missing_glyph);
    EXPECT_THAT(found.all()[0].message, HasSubstr("U+10FFFD"));
    EXPECT_THAT(found.all()[0].hint, HasSubstr("EB Garamond"));
    EXPECT_THAT(found.all()[0].hint, HasSubstr("DejaVu Serif"));
}

TEST_F(Itemise, OtherScriptsFindFonts) {
    for (std::string text : {"नमस्ते", "สวัสดี", "მსოფლიო", "Ελληνικά", "Русский", "Հայերեն", "العربية", "አማርኛ", "བོད་ཡིག", "♫", "∮", "☞", "𝔄", "ꙮ", "🂡", "⠿"}) {
        for (TextRun const& run : runs(text, style({"EB Garamond"})))
            EXPECT_FALSE(engine->shape(run.font, run.direction(), std::string_view(text).substr(run.begin, run.end - run.begin))->missing) << text << " " << described(runs(text, style({"EB Garamond"})));
    }
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Itemise, StylesCutRuns) {
    TextStyle upright = style({"EB Garamond"}), italic = upright;
    italic.slant = Slant::italic;
    TextStyleId a = engine->intern(upright), b = engine->intern(italic);
    std::vector<StyleSpan> spans{{0, 3, a, 0}, {3, 3, b, 0}, {3, 6, b, 0}, {6, 9, b, 0}};
    std::vector<TextRun> result;
    engine->itemise("abcdef\u05D0g", spans, BaseDirection::ltr, result);
    ASSERT_GE(result.size(), 3U);
    EXPECT_EQ(result[0].end, 3U);
    EXPECT_EQ(result[1].begin, 3U);
    EXPECT_EQ(result[1].end, 6U);
    EXPECT_EQ(result[1].style, b);
}

TEST_F(Itemise, SmallCapitalsAreTheFontsOrScaled) {
    TextStyle text = style({"EB Garamond"});
    ShapedWord const& plain = shape(text, "war");
    text.small_caps = true;
    ShapedWord const& real = shape(text, "war");
    EXPECT_NE(real.glyphs[0].id, plain.glyphs[0].id);
    EXPECT_EQ(engine->font_source(real.font).scale, 1000);
    text.weight = 700;  // EB Garamond Bold has none
    auto all = runs("War", text);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(engine->font_source(all[0].font).scale, 1000);
    EXPECT_LT(engine->font_source(all[1].font).scale, 900);
    TextStyle bold = style({"EB Garamond"});
    bold.weight = 700;
    EXPECT_EQ(engine->shape(all[1].font, Direction::ltr, "ar")->glyphs[0].id, shape(bold, "AR").glyphs[0].id);
    EXPECT_TRUE(engine->take_diagnostics().has(base::Code::text_synthetic_style));
}

}  // namespace
}  // namespace octavo::text
