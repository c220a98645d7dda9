// Sentinels, the content rewriter, ToUnicode, the outline of objects: parts of the finishing pass by themselves.
#include <cmath>
#include <gtest/gtest.h>

#include "pdf/conformance.h"
#include "pdf/content_rewriter.h"
#include "pdf/pdf_syntax.h"
#include "pdf/sentinel.h"

namespace octavo::pdf {
namespace {

using paint::Mark;

std::vector<std::string> const texts{"x"};
Sequence content(std::uint32_t mcid) { return {.kind = SequenceKind::content, .mark = {}, .mcid = mcid, .text = Sequence::none}; }
Sequence artefact(Mark::Kind kind) { return {.kind = SequenceKind::artefact, .mark = {.kind = kind}}; }

std::string rewritten(std::string_view bytes, std::vector<Sequence> const& sequences) {
    std::string out;
    auto done = rewrite_content({.bytes = bytes, .sequences = sequences, .texts = texts, .font = {}}, out);
    return done ? out : "error: " + done.error();
}

constexpr std::string_view begin0 = "1 1 0.008 0.012 re f\n", end0 = "1 1 0.012 0.008 re f\n";
constexpr std::string_view begin1 = "1.004 1 0.008 0.012 re f\n", end1 = "1.004 1 0.012 0.008 re f\n";
std::string operator+(std::string_view a, std::string_view b) { return std::string(a).append(b); }

TEST(Sentinels, AreReadAtThreeDecimals) {
    for (std::uint32_t k : {0u, 1u, 255u, 256u, 300u, 65535u}) {
        auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
        double x = rounded(1 + (k % 256) / 256.0), y = rounded(1 + (k / 256) / 256.0);
        EXPECT_EQ(read_sentinel(x, y, 0.008, 0.012), (Sentinel{k, SentinelEdge::begin})) << k;
        EXPECT_EQ(read_sentinel(x, y, 0.012, 0.008), (Sentinel{k, SentinelEdge::end})) << k;
    }
    EXPECT_EQ(read_sentinel(1, 1, 0.012, 0.012), (Sentinel{0, SentinelEdge::text}));
    EXPECT_EQ(read_sentinel(1, 1, 0.008, 0.008), std::nullopt);
    EXPECT_EQ(read_sentinel(0.99, 1, 0.008, 0.012), std::nullopt);
    EXPECT_EQ(read_sentinel(1, 1, 5, 7), std::nullopt);
    EXPECT_EQ(read_sentinel(-1e9, -1e9, -1e9, -1e9), std::nullopt);
}

TEST(ContentRewriter, PutsOperatorsWhereSentinelsStood) {
    EXPECT_EQ(rewritten(begin0 + "BT (a) Tj ET\n" + end0, {content(0)}), "/Span<</MCID 0>>BDC\nBT (a) Tj ET\nEMC\n");
    EXPECT_EQ(rewritten("q\n" + std::string(begin0) + end0 + begin1 + end1 + "Q",
                        {artefact(Mark::Kind::page_header), content(7)}),
              "q\n/Artifact<</Type/Pagination/Subtype/Header>>BDC\nEMC\n/Span<</MCID 7>>BDC\nEMC\nQ");
}

TEST(ContentRewriter, MatchesTokensNotLines) {
    EXPECT_EQ(rewritten("1\n1 0.008\n0.012 re\nf 1 1 0.012 0.008\nre f", {content(0)}), "/Span<</MCID 0>>BDC EMC");
    EXPECT_EQ(rewritten("(1 1 0.008 0.012 re f \\) () ) Tj % 1 1 0.008 0.012 re f\n", {}),
              "(1 1 0.008 0.012 re f \\) () ) Tj % 1 1 0.008 0.012 re f\n");
    EXPECT_EQ(rewritten("1 1 0.008 0.012 re S", {}), "1 1 0.008 0.012 re S");
}

TEST(ContentRewriter, AReplacementSaysItsText) {
    Sequence replacement{.kind = SequenceKind::replacement, .mark = {}, .mcid = 0, .text = 0};
    EXPECT_EQ(rewritten(begin0 + begin1 + end1 + end0, {content(0), replacement}),
              "/Span<</MCID 0>>BDC\n/Span<</ActualText<FEFF0078>>>BDC\nEMC\nEMC\n");
}

TEST(ContentRewriter, PutsBlocksOfTextWhereTheyStood) {
    std::vector<std::uint32_t> const lengths{5, 6};
    auto with_text = [&](std::string_view bytes, std::span<std::uint32_t const> blocks) {
        std::vector<Sequence> const one{content(0)};
        std::string out;
        auto done = rewrite_content({.bytes = bytes, .sequences = one, .texts = texts, .text = "BT ETBT  ET", .blocks = blocks, .font = {}}, out);
        return done ? out : "error: " + done.error();
    };
    std::string const first = "1 1 0.012 0.012 re f\n", second = "1.004 1 0.012 0.012 re f\n";
    EXPECT_EQ(with_text(begin0 + first + "1 0 0 rg " + second + std::string(end0), lengths),
              "/Span<</MCID 0>>BDC\nBT ET\n1 0 0 rg BT  ET\nEMC\n");
    EXPECT_EQ(with_text(begin0 + first + std::string(end0), lengths), "error: 1 of 2 blocks of text were found");
    EXPECT_EQ(with_text(begin0 + second + std::string(end0), lengths), "error: text 1 stands where 0 should");
    EXPECT_EQ(with_text(begin0 + first + second + std::string(end0), std::span(lengths).first(1)), "error: text 1 stands where 1 should");
}

TEST(ContentRewriter, FailsLoudly) {
    std::string whole = begin0 + end0;
    EXPECT_EQ(rewritten("", {content(0)}), "error: 0 of 1 marked sequences were found");
    EXPECT_EQ(rewritten(whole, {}), "error: marked sequence 0 begins where 0 should");
    EXPECT_EQ(rewritten(begin0, {content(0)}), "error: a marked sequence is not ended");
    EXPECT_EQ(rewritten(end0, {content(0)}), "error: marked sequence 0 ends out of place");
    EXPECT_EQ(rewritten(whole + whole, {content(0), content(1)}), "error: marked sequence 0 begins where 1 should");
    EXPECT_EQ(rewritten(begin0 + begin1 + end0 + end1, {content(0), content(1)}),
              "error: marked sequence 0 ends out of place");
    EXPECT_EQ(rewritten(begin1 + end1, {content(0), content(1)}), "error: marked sequence 1 begins where 0 should");
    // Inside a text object a sentinel is none, so it is missing.
    EXPECT_EQ(rewritten("BT " + whole + " ET", {content(0)}), "error: 0 of 1 marked sequences were found");
    // A sentinel across Cairo's own marked content.
    EXPECT_EQ(rewritten(begin0 + "/Span << /ActualText <feff0041> >> BDC " + end0 + " EMC", {content(0)}),
              "error: marked sequence 0 ends out of place");
    EXPECT_EQ(rewritten("EMC", {}), "error: marked content ends that was not begun");
    EXPECT_EQ(rewritten("(open", {}), "error: a string is not ended");
    EXPECT_EQ(rewritten("<41", {}), "error: a string is not ended");
    EXPECT_EQ(rewritten("BI /W 1 ID x EI", {}), "error: an inline image stands in the page");
}

TEST(ToUnicode, SoftHyphensAreRepairedWhereThereAreNoOthers) {
    FontText font;
    font.says = {{7, "2010"}};
    EXPECT_FALSE(says_by_itself(font, 7, "FEFF00AD"));
    font.hyphens_are_soft = true;
    EXPECT_TRUE(says_by_itself(font, 7, "FEFF00AD"));
    EXPECT_TRUE(font.repaired);
    EXPECT_EQ(font.says[7], "00AD");
}

TEST(ContentRewriter, DropsSpansThatTheFontMakesIdle) {
    FontText font;
    font.says = {{0x0C, "FB03"}, {0x2D, "002D"}};
    auto find = [&](std::string_view name) { return name == "f-0-1" ? &font : nullptr; };
    std::string out;
    std::string_view page =
        "/f-0-1 1 Tf /Span << /ActualText <feff006600660069> >> BDC <0c>Tj EMC /Span << /ActualText <feff00ad> >> BDC <2d>Tj EMC";
    ASSERT_TRUE(rewrite_content({.bytes = page, .sequences = {}, .texts = texts, .font = find}, out));
    EXPECT_EQ(out, "/f-0-1 1 Tf  <0c>Tj  /Span << /ActualText <feff00ad> >> BDC <2d>Tj EMC");
    EXPECT_TRUE(font.repaired);
    EXPECT_EQ(font.says[0x0C], "006600660069");
    EXPECT_EQ(font.says[0x2D], "002D");
}

TEST(ContentRewriter, KeepsSpansOfSeveralCodesOrUnknownFonts) {
    FontText font;
    font.says = {{0x0C, "FB03"}};
    auto find = [&](std::string_view name) { return name == "f" ? &font : nullptr; };
    for (std::string_view page : {"/f 1 Tf /Span << /ActualText <feff0066> >> BDC <0c0c>Tj EMC",
                                  "/g 1 Tf /Span << /ActualText <feff0066> >> BDC <0c>Tj EMC"}) {
        std::string out;
        ASSERT_TRUE(rewrite_content({.bytes = page, .sequences = {}, .texts = texts, .font = find}, out));
        EXPECT_EQ(out, page);
    }
    EXPECT_FALSE(font.repaired);
}

TEST(ToUnicode, IsReadAndWritten) {
    FontText font =
        read_to_unicode("1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <20> <0020> <0c> <fb03> endbfchar 1 beginbfrange <41> <43> <0041> endbfrange");
    EXPECT_FALSE(font.two_bytes);
    EXPECT_EQ(font.says.size(), 5u);
    EXPECT_EQ(font.says[0x0C], "FB03");
    EXPECT_EQ(font.says[0x43], "0043");
    FontText again = read_to_unicode(write_to_unicode(font));
    EXPECT_EQ(again.says, font.says);
    EXPECT_EQ(again.two_bytes, font.two_bytes);
    EXPECT_TRUE(read_to_unicode("1 beginbfchar <0001> <D840DC0B> endbfchar").two_bytes);
}

TEST(Syntax, NumbersAndStrings) {
    auto length = [](base::LongLength value) { std::string out; append_length(out, value); return out; };
    EXPECT_EQ(length(1024), "1");
    EXPECT_EQ(length(1), "0.001");
    EXPECT_EQ(length(-1536), "-1.5");
    EXPECT_EQ(length(-0), "0");
    EXPECT_EQ(length(1024 * 595 + 512 + 256), "595.75");
    auto text = [](std::string_view value) { std::string out; append_text_string(out, value); return out; };
    EXPECT_EQ(text("a(b)\\"), "(a\\(b\\)\\\\)");
    EXPECT_EQ(text("\xC3\xA9"), "<FEFF00E9>");
    EXPECT_EQ(text("\xF0\x9F\x98\x80"), "<FEFFD83DDE00>");
    EXPECT_EQ(text("\xFF"), "<FEFFFFFD>");
    EXPECT_EQ(text("\xED\xA0\x80"), "<FEFFFFFDFFFDFFFD>");
}

TEST(ConformanceTable, RowsStandInTheOrderOfTheirCodes) {
    for (int i = 0; i <= static_cast<int>(ViolationCode::no_sources); ++i)
        EXPECT_EQ(violation_row(static_cast<ViolationCode>(i)).code, static_cast<ViolationCode>(i));
}

TEST(ConformanceTable, ClaimsTheMostThatIsAllowed) {
    Conformance conformance;
    EXPECT_EQ(conformance.claim().pdfa_level, 'A');
    EXPECT_EQ(conformance.claim().pdfua_part, 1);
    conformance.add({.code = ViolationCode::no_language});
    EXPECT_EQ(conformance.claim().pdfa_level, 'U');
    EXPECT_EQ(conformance.claim().pdfua_part, 0);
    conformance.add({.code = ViolationCode::font_not_embeddable, .where = {}, .subject = "X"});
    EXPECT_EQ(conformance.claim().pdfa_level, 0);
    base::Diagnostics diagnostics;
    conformance.report(diagnostics);
    ASSERT_EQ(diagnostics.all().size(), 2u);
    EXPECT_EQ(diagnostics.all()[0].message,
              "the document's language is not known: the PDF does not claim PDF/A-2a, PDF/UA-1");
}

}  // namespace
}  // namespace octavo::pdf
