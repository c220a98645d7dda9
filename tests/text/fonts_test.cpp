#include <algorithm>

#include <gmock/gmock.h>
#include <woff2/encode.h>

#include "text/fixture.h"
#include "text/font_match.h"
#include "text/style_fonts.h"
#include "text/cff_keys.h"
#include "text/glyph_subset.h"
#include "text/subset.h"

namespace octavo::text {
namespace {

using Fonts = TextTest;
using testing::HasSubstr;

constexpr char const* garamond = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Regular.otf";
constexpr char const* garamond_woff = "/usr/share/fonts/woff/ebgaramond/EBGaramond12-Italic.woff";

FaceTraits weight(std::uint16_t low, std::uint16_t high) { return {low, high, 1000, 1000, Slant::normal, 0, 0}; }

TEST(FontMatch, WeightsAreSoughtAsCssFontsSays) {
    std::vector<FaceTraits> faces{weight(300, 300), weight(400, 400), weight(500, 500), weight(700, 700), weight(900, 900)};
    auto best = [&](std::uint16_t wished) { return best_face(faces, {wished, 1000, Slant::normal, 0}); };
    EXPECT_EQ(best(100), 0U);
    EXPECT_EQ(best(350), 0U);
    EXPECT_EQ(best(450), 2U);
    EXPECT_EQ(best(600), 3U);
    EXPECT_EQ(best(800), 4U);
    EXPECT_EQ(best(950), 4U);
    std::vector<FaceTraits> no_regular{weight(300, 300), weight(500, 500), weight(600, 600)};
    EXPECT_EQ(best_face(no_regular, {400, 1000, Slant::normal, 0}), 1U);
    std::vector<FaceTraits> light_or_bold{weight(300, 300), weight(600, 600)};
    EXPECT_EQ(best_face(light_or_bold, {400, 1000, Slant::normal, 0}), 0U);
    EXPECT_EQ(best_face(light_or_bold, {500, 1000, Slant::normal, 0}), 0U);
    std::vector<FaceTraits> range{weight(100, 350), weight(400, 900)};
    EXPECT_EQ(best_face(range, {700, 1000, Slant::normal, 0}), 1U);
}

TEST(FontMatch, WidthComesBeforeSlantAndSlantBeforeWeight) {
    FaceTraits condensed_italic{400, 400, 750, 750, Slant::italic, 0, 0}, normal{400, 400, 1000, 1000, Slant::normal, 0, 0};
    FaceTraits bold_italic{700, 700, 1000, 1000, Slant::italic, 0, 0};
    std::vector<FaceTraits> faces{condensed_italic, normal, bold_italic};
    EXPECT_EQ(best_face(faces, {400, 1000, Slant::italic, 0}), 2U);
    EXPECT_EQ(best_face(faces, {400, 750, Slant::normal, 0}), 0U);
}

TEST_F(Fonts, GaramondIsCutForTheSize) {
    TextStyle text = style({"EB Garamond"});
    EXPECT_EQ(face_of(engine->primary_font(engine->intern(text))).postscript_name, "EBGaramond12-Regular");
    text.size = base::from_points(9.5);
    EXPECT_EQ(face_of(engine->primary_font(engine->intern(text))).postscript_name, "EBGaramond12-Regular");
    text.size = base::from_points(8.5);
    EXPECT_EQ(face_of(engine->primary_font(engine->intern(text))).postscript_name, "EBGaramond08-Regular");
    text.families = {base::Name::of("EB Garamond 12")};
    EXPECT_EQ(face_of(engine->primary_font(engine->intern(text))).postscript_name, "EBGaramond12-Regular");
    text.families = {base::Name::of("eb  garamond")};
    text.slant = Slant::italic;
    EXPECT_EQ(face_of(engine->primary_font(engine->intern(text))).postscript_name, "EBGaramond08-Italic");
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Fonts, OpenTypeOutlinesArePreferredAndTheFileIsKnown) {
    FaceSource const& face = face_of(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    EXPECT_THAT(face.file->name, HasSubstr(".otf"));
    EXPECT_NE(face.file->digest, io::Sha256{});
    EXPECT_TRUE(face.embeddable && face.subsettable);
    ASSERT_EQ(engine->resources().size(), 1U);
    EXPECT_EQ(engine->resources()[0]->name, garamond);
}

TEST_F(Fonts, AMissingFamilyIsNamedWithWhatIsUsed) {
    FontId font = engine->primary_font(engine->intern(style({"No Such Type", "Noto Serif"})));
    EXPECT_EQ(family_of(font), "Noto Serif");
    base::Diagnostics found = engine->take_diagnostics();
    ASSERT_EQ(found.all().size(), 1U);
    EXPECT_EQ(found.all()[0].code, base::Code::text_missing_font);
    EXPECT_THAT(found.all()[0].message, HasSubstr("No Such Type"));
    EXPECT_THAT(found.all()[0].hint, HasSubstr("Noto Serif"));
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Fonts, GenericFamiliesGoByLanguage) {
    auto primary = [&](char const* family, char const* language) { return family_of(engine->primary_font(engine->intern(style({family}, language)))); };
    EXPECT_EQ(primary("serif", "en"), "EB Garamond");
    EXPECT_EQ(primary("sans-serif", "en"), "Noto Sans");
    EXPECT_THAT(primary("monospace", "en"), HasSubstr("Mono"));
    EXPECT_EQ(primary("serif", "ja"), "Noto Serif CJK JP");
    EXPECT_EQ(primary("serif", "zh-Hant-TW"), "Noto Serif CJK TC");
    EXPECT_EQ(primary("sans-serif", "ko"), "Noto Sans CJK KR");
}

TEST_F(Fonts, ABoldItalicThatIsMissingIsMadeAndSaid) {
    TextStyle text = style({"EB Garamond"});
    text.weight = 700;
    text.slant = Slant::italic;
    FontSource const& font = engine->font_source(engine->primary_font(engine->intern(text)));
    EXPECT_TRUE(font.embolden);
    EXPECT_FALSE(font.slant);
    base::Diagnostics found = engine->take_diagnostics();
    ASSERT_TRUE(found.has(base::Code::text_synthetic_style));
    EXPECT_THAT(found.all()[0].message, HasSubstr("thickened"));
    text.slant = Slant::normal;
    EXPECT_FALSE(engine->font_source(engine->primary_font(engine->intern(text))).embolden);
}

TEST_F(Fonts, MetricsAreInProportionToTheSize) {
    FontMetrics const& m = engine->metrics(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    Length size = 11 * base::point;
    EXPECT_GT(m.ascent, size / 2);
    EXPECT_GT(m.descent, size / 10);
    EXPECT_NEAR(m.x_height, 0.40 * size, 0.05 * size);
    EXPECT_NEAR(m.cap_height, 0.65 * size, 0.05 * size);
    EXPECT_GT(m.space, size / 8);
    EXPECT_GT(m.hyphen, size / 8);
    EXPECT_LT(m.underline_position, 0);
    EXPECT_GT(m.underline_thickness, 0);
    EXPECT_GT(m.strikeout_position, 0);
    TextStyle twice = style({"EB Garamond"});
    twice.size = 2 * size;
    EXPECT_NEAR(engine->metrics(engine->primary_font(engine->intern(twice))).x_height, 2 * m.x_height, 2);
}

TEST_F(Fonts, StylesAreInterned) {
    TextStyle text = style({"EB Garamond"});
    TextStyleId id = engine->intern(text);
    EXPECT_EQ(engine->intern(text), id);
    text.features.push_back({0x6F6E756D, 1});
    EXPECT_NE(engine->intern(text), id);
}

TEST_F(Fonts, DeclaredFacesStandBeforeInstalledOnesWithinTheirRange) {
    DeclaredFace face;
    face.family = base::Name::of("Noto Serif");
    face.files = {workspace->read_system(garamond_woff).value()};
    face.unicode_range = "U+41-5A, U+20, u+4??";
    auto own = fresh_engine({face});
    engine = std::move(own);
    EXPECT_EQ(described(runs("ABc", style({"Noto Serif"}))), "EB Garamond[0,2)0 Noto Serif[2,3)0 ");
    FaceSource const& source = face_of(engine->primary_font(engine->intern(style({"Noto Serif"}))));
    EXPECT_EQ(source.file->name, garamond_woff);
    EXPECT_EQ(source.file->bytes.substr(0, 4), std::string_view("\0\1\0\0", 4)) << "WOFF is unwrapped for those who embed it";
    EXPECT_TRUE(engine->take_diagnostics().empty());
}

TEST_F(Fonts, Woff2IsRead) {
    FaceSource const& plain = face_of(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    SubsetRequest request{plain, {U'A', U'B', U' '}};
    auto packed = subset_font(request);
    ASSERT_TRUE(packed.has_value());
    EXPECT_EQ(packed->substr(0, 4), "wOF2");
    auto bytes = std::make_shared<std::string>(*packed);
    DeclaredFace face;
    face.family = base::Name::of("Own");
    face.files = {std::make_shared<io::Resource>(io::Resource{"own.woff2", *bytes, {}, bytes})};
    engine = fresh_engine({face});
    auto all = runs("AB", style({"Own"}));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(face_of(all[0].font).file->name, "own.woff2");
    EXPECT_FALSE(engine->shape(all[0].font, Direction::ltr, "AB")->missing);
}

TEST_F(Fonts, ABrokenDeclaredFaceIsSaidAndPassedOver) {
    DeclaredFace face;
    face.family = base::Name::of("Broken");
    std::string font = file_text(garamond);
    for (std::string content : {std::string("no font"), std::string("wOF2\0\0\0\1", 8), std::string("wOFF", 4), std::string(), font.substr(0, 300)}) {
        auto bytes = std::make_shared<std::string>(content);
        face.files = {std::make_shared<io::Resource>(io::Resource{"broken", *bytes, {}, bytes})};
        engine = fresh_engine({face});
        EXPECT_EQ(family_of(engine->primary_font(engine->intern(style({"Broken", "Noto Serif"})))), "Noto Serif");
        EXPECT_TRUE(engine->take_diagnostics().has(base::Code::text_missing_font));
    }
}

TEST(UnicodeRange, WildcardsRangesAndRubbish) {
    EXPECT_EQ(parsed_unicode_range("U+26, U+0-7F,U+4??"), (CharacterRanges{{0x26, 0x26}, {0, 0x7F}, {0x400, 0x4FF}}));
    EXPECT_TRUE(parsed_unicode_range("26, U+, U+zz, U+5-2, U+110000").empty());
}

TEST_F(Fonts, SubsetsAreSmallerDeterministicAndKeepTheirGlyphs) {
    FaceSource const& face = face_of(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    SubsetRequest request{face, {U'f', U'i', U'T', U'h'}, {}, {}, SubsetFormat::opentype};
    auto first = subset_font(request);
    std::reverse(request.characters.begin(), request.characters.end());
    auto second = subset_font(request);
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(*first, *second);
    EXPECT_EQ(first->substr(0, 4), "OTTO");
    EXPECT_LT(first->size() * 5, face.file->bytes.size());
    FaceSource forbidden = face;
    forbidden.embeddable = false;
    auto refused = subset_font({forbidden, {U'a'}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::text_font_embedding);
    FaceSource whole = face;
    whole.subsettable = false;
    auto all = subset_font({whole, {U'a'}, {}, {}, SubsetFormat::opentype});
    ASSERT_TRUE(all.has_value());
    EXPECT_GT(all->size() * 10, face.file->bytes.size() * 9);
}

TEST_F(Fonts, ProgramsForPagesHoldTheGlyphsAlone) {
    FaceSource const& cff = face_of(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    FaceSource const& truetype = face_of(engine->primary_font(engine->intern(style({"DejaVu Serif"}))));
    EXPECT_EQ(program_kind(cff), ProgramKind::cff);
    EXPECT_EQ(program_kind(truetype), ProgramKind::truetype);
    std::vector<std::uint32_t> const few{70, 36, 40, 36}, more{36, 40, 70, 80, 90, 91, 92};
    for (FaceSource const* face : {&cff, &truetype}) {
        auto small = subset_glyphs(*face, few, GlyphKeys::glyph_numbers), larger = subset_glyphs(*face, more, GlyphKeys::glyph_numbers);
        ASSERT_TRUE(small && larger);
        EXPECT_LT(small->bytes.size(), larger->bytes.size());
        EXPECT_LT(small->bytes.size(), face->file->bytes.size() / 5);
        EXPECT_EQ(small->bytes, subset_glyphs(*face, few, GlyphKeys::glyph_numbers)->bytes);
    }
    EXPECT_TRUE(subset_glyphs(truetype, few, GlyphKeys::glyph_numbers)->bytes.starts_with(std::string_view("\0\1\0\0", 4)));
    EXPECT_TRUE(subset_glyphs(cff, few, GlyphKeys::glyph_numbers)->bytes.starts_with(std::string_view("\1\0", 2))) << "a bare CFF table";
    FaceSource instance = truetype;
    instance.variations = {{0x77676874, 0x10000}};
    EXPECT_EQ(program_kind(instance), std::nullopt);
    FaceSource damaged = truetype;
    damaged.file = std::make_shared<io::Resource>(io::Resource{"broken", "no font", {}, {}});
    EXPECT_FALSE(subset_glyphs(damaged, few, GlyphKeys::glyph_numbers).has_value());
    FaceSource uncut = cff;
    uncut.subsettable = false;
    EXPECT_GT(subset_glyphs(uncut, few, GlyphKeys::glyph_numbers)->bytes.size() * 3, cff.file->bytes.size());
}

TEST_F(Fonts, NamedGlyphsAreKeyedByCids) {
    FaceSource const& face = face_of(engine->primary_font(engine->intern(style({"EB Garamond"}))));
    std::vector<std::uint32_t> const wanted{36, 40, 70};
    std::string cff = subset_glyphs(face, wanted, GlyphKeys::glyph_numbers)->bytes;
    EXPECT_NE(cff.find("AdobeIdentity"), std::string::npos);
    EXPECT_NE(cff.find(std::string_view("\0\0\x24\0\x28\0\x46", 7)), std::string::npos) << "a charset of the glyphs' own numbers";
    std::vector<std::uint16_t> const cids{0, 36, 40, 70};
    EXPECT_FALSE(keyed_by_cids(cff, cids)) << "it is keyed already";
    std::string named = subset_glyphs(face, wanted, GlyphKeys::cids)->bytes;   // as HarfBuzz leaves it
    EXPECT_EQ(keyed_by_cids(named, cids), cff);
    EXPECT_FALSE(keyed_by_cids(named, std::span(cids).first(3)));
    for (std::size_t length = 0; length < named.size(); ++length) EXPECT_FALSE(keyed_by_cids(std::string_view(named).substr(0, length), cids)) << length;
    for (std::size_t at = 0; at < std::min<std::size_t>(named.size(), 400); ++at) {
        std::string damaged = named;
        damaged[at] = '\xFF';
        (void)keyed_by_cids(damaged, cids);   // whatever it says, it reads nothing outside
    }
}

}  // namespace
}  // namespace octavo::text
