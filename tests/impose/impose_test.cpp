// Whole files, with small PDFs written here; looked at with other programs.
#include "impose/imposing.h"

namespace octavo::test {
namespace {

TEST_F(Imposing, SheetsAreSoundAndHoldThePages) {
    auto report = make(make_pdf(8));
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->sheets, 2U);
    EXPECT_EQ(report->sides, 4U);
    expect_sound();
    EXPECT_EQ(words_on(1), "page 8 page 1 ");
    EXPECT_EQ(words_on(2), "page 2 page 7 ");
    EXPECT_EQ(look(sheets(), "pdffonts {} | tail -n +3 | wc -l").output, "1\n");   // shared by all pages, copied once
    EXPECT_NE(look(sheets(), "pdfinfo {}").output.find("Booklet of pages.pdf"), std::string::npos);
    EXPECT_NE(report->instructions.find("short edge"), std::string::npos);
    EXPECT_TRUE(diagnostics.empty());
}

TEST_F(Imposing, TheSameBytesTwice) {
    ASSERT_TRUE(make(make_pdf(13), {.scheme = "signatures", .marks = "fold,crop,registration,stitching,collating,info", .sheets = 2}));
    std::string first = sheets();
    ASSERT_TRUE(make(make_pdf(13), {.scheme = "signatures", .marks = "fold,crop,registration,stitching,collating,info", .sheets = 2}));
    EXPECT_EQ(first, sheets());
    EXPECT_EQ(look(first, "qpdf --check {}").status, 0);
}

TEST_F(Imposing, EverySchemeIsSound) {
    for (char const* scheme : {"saddle", "signatures", "perfect", "cut-and-stack", "n-up", "repeat", "zine"}) {
        for (char const* binding : {"left", "right", "top"}) {
            ASSERT_TRUE(make(make_pdf(9, "/Rotate 90/CropBox[10 10 300 500]"), {.scheme = scheme, .binding = binding, .flip = "long", .marks = "fold,crop,registration,stitching,collating,info"})) << scheme;
            SCOPED_TRACE(scheme);
            expect_sound();
        }
    }
}

TEST_F(Imposing, ContentsInSeveralStreamsAreOne) {
    ASSERT_TRUE(make(make_pdf(1, "/Contents[5 0 R 5 0 R]")));
    expect_sound();
    EXPECT_NE(look(sheets(), "pdftotext {} -").output.find("page 1"), std::string::npos);
}

// What all pages inherit from the page tree is one object, not one for each.
TEST_F(Imposing, InheritedResourcesAreWrittenOnce) {
    ASSERT_TRUE(make(make_pdf(40)));
    EXPECT_EQ(look(sheets(), "qpdf --qdf --object-streams=disable {} - | grep -a -c /Font").output, "2\n");   // and the font itself
}

// A field that was filled in, a stamp: what a printer would show. Links, hidden ones and those for the screen are none.
TEST_F(Imposing, AnnotationsThatPrintAreOnTheSheets) {
    PdfMaker maker;
    maker.add("<</Type/Catalog/Pages 2 0 R>>");
    maker.add("<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]>>");
    maker.add("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R 7 0 R 8 0 R 9 0 R]>>");
    maker.add_stream("BT /F 20 Tf 50 300 Td (form) Tj ET");
    maker.add("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
    auto field = [](int flags, int appearance) {
        return fmt::format("<</Type/Annot/Subtype/Widget/F {}/Rect[50 100 150 120]/AP<</N {} 0 R>>>>", flags, appearance);
    };
    maker.add(field(4, 10));
    maker.add(field(6, 11));
    maker.add(field(0, 11));
    maker.add("<</Type/Annot/Subtype/Widget/F 4/Rect[50 50 150 70]/V(lost)>>");
    for (char const* word : {"filled", "hidden"}) {
        maker.add_stream(fmt::format("BT /F 12 Tf 2 4 Td ({}) Tj ET", word), "/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 5 0 R>>>>");
    }
    ASSERT_TRUE(make(maker.file()));
    expect_sound();
    EXPECT_EQ(words_on(1), "form filled ");
    ASSERT_EQ(diagnostics.all().size(), 1u);
    EXPECT_NE(diagnostics.all()[0].message.find("1 annotation has no appearance"), std::string::npos) << diagnostics.all()[0].message;
}

TEST_F(Imposing, DamagedContentIsToldByPage) {
    PdfMaker maker;
    maker.add("<</Type/Catalog/Pages 2 0 R>>");
    maker.add("<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Resources<</Font<</F 6 0 R>>>>>>");
    maker.add("<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]>>");
    maker.add_stream("this is not compressed", "/Filter/FlateDecode");
    maker.add_stream("BT /F 20 Tf 50 300 Td (kept) Tj ET");
    maker.add("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
    ASSERT_TRUE(make(maker.file()));
    EXPECT_NE(words_on(1).find("kept"), std::string::npos);
    EXPECT_TRUE(diagnostics.has(base::Code::impose_input));
}

TEST_F(Imposing, BooksFromRightToLeftAreBoundOnTheRight) {
    std::string manga = make_pdf(std::vector<MadePage>(8), "/ViewerPreferences<</Direction/R2L>>");
    ASSERT_TRUE(make(manga));
    EXPECT_EQ(words_on(1), "page 1 page 8 ");
    ASSERT_TRUE(make(manga, {.binding = "left"}));
    EXPECT_EQ(words_on(1), "page 8 page 1 ");
}

TEST_F(Imposing, InstructionsAreAFirstSheetWhenAskedFor) {
    auto report = make(make_pdf(8), {.instructions = true});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->sides, 6U);
    EXPECT_NE(words_on(1).find("Print at actual size"), std::string::npos);
    EXPECT_EQ(words_on(2), " ");
    EXPECT_EQ(words_on(3), "page 8 page 1 ");
}

TEST_F(Imposing, TheReportStatesTheCreepOfEachSheet) {
    auto report = make(make_pdf(16), {.thickness = "0.1mm"});
    ASSERT_TRUE(report);
    EXPECT_NE(report->instructions.find("to the fold, sheet by sheet from the outermost: 0 mm, 0.1 mm, 0.2 mm, 0.3 mm."), std::string::npos) << report->instructions;
    report = make(make_pdf(16), {.thickness = "0.1mm", .creep = "outwards"});
    ASSERT_TRUE(report);
    EXPECT_NE(report->instructions.find("away from the fold, sheet by sheet from the outermost: 0.3 mm, 0.2 mm, 0.1 mm, 0 mm."), std::string::npos) << report->instructions;
}

TEST_F(Imposing, InformationNamesSheetSideAndPages) {
    ASSERT_TRUE(make(make_pdf(8), {.marks = "info"}));
    EXPECT_NE(words_on(2).find("sheet 1 of 2 \u00B7 back \u00B7 pages 2, 7"), std::string::npos) << words_on(2);
}

TEST_F(Imposing, WhereTheBackMatterBeginsMustBeKnown) {
    expect_refused(make_pdf(5), base::Code::impose_option, {.blanks = "before-back"});
    ASSERT_TRUE(make(make_pdf(5), {.blanks = "before-page:3"}));
    EXPECT_EQ(words_on(2), "page 2 page 5 ");   // of 1 2 _ _ 3 4 5 _
    auto options = impose::read_options({.blanks = "before-back"});
    workspace = io::make_memory_workspace(context);
    ASSERT_TRUE(impose::impose({make_pdf(5), "pages.pdf", *options, *workspace, "out.pdf", BookletProduct::sheets, 2}, context, diagnostics));
    EXPECT_EQ(words_on(2), "page 2 page 5 ");
}

TEST_F(Imposing, PagesTooLargeForTrueScaleAreTold) {
    ASSERT_TRUE(make(make_pdf(4), {.paper = "A5", .fit = "actual"}));
    ASSERT_TRUE(diagnostics.has(base::Code::impose_paper));
    EXPECT_NE(diagnostics.all()[0].message.find("4 pages are larger"), std::string::npos) << diagnostics.all()[0].message;
}

TEST_F(Imposing, BadInputIsRefusedAndLeavesNothing) {
    expect_refused("", base::Code::impose_input);
    expect_refused("not a PDF", base::Code::impose_input);
    expect_refused(make_pdf(0), base::Code::impose_input);
    expect_refused(make_pdf(4), base::Code::impose_paper, {.margin = "10cm", .gutter = "10cm"});
    expect_refused(make_pdf(400), base::Code::impose_option, {.thickness = "3mm"});
    std::string encrypted = look(make_pdf(2), "qpdf --encrypt secret owner 256 -- {} -").output;
    expect_refused(encrypted, base::Code::impose_input);
}

TEST_F(Imposing, PreviewsAreDrawnByTheirEnding) {
    auto options = impose::read_options({.scheme = "zine"});
    workspace = io::make_memory_workspace(context);
    auto draw = [&](char const* output) {
        std::string pdf = make_pdf(8);
        return impose::impose({pdf, "<&>.pdf", *options, *workspace, output, BookletProduct::preview}, context, diagnostics).has_value();
    };
    ASSERT_TRUE(draw("out.svg"));
    std::string svg = *workspace->artefact("out.svg");
    EXPECT_NE(svg.find("<title>Sheets of &lt;&amp;&gt;.pdf</title>"), std::string::npos);
    std::size_t upside_down = 0;
    for (std::size_t at = svg.find("rotate(180"); at != std::string::npos; at = svg.find("rotate(180", at + 1)) ++upside_down;
    EXPECT_EQ(upside_down, 4U);
    ASSERT_TRUE(draw("out.png"));
    EXPECT_EQ(workspace->artefact("out.png")->substr(1, 3), "PNG");
    EXPECT_FALSE(draw("out.jpeg"));
    EXPECT_EQ(workspace->artefact("out.jpeg"), nullptr);
}

TEST_F(Imposing, CalibrationIsASheetOfTwoSides) {
    workspace = io::make_memory_workspace(context);
    auto options = impose::read_options({.paper = "letter"});
    auto report = impose::calibrate({*options, *workspace, "out.pdf"});
    ASSERT_TRUE(report) << report.error().message;
    expect_sound();
    EXPECT_NE(words_on(1).find("front"), std::string::npos);
    EXPECT_NE(words_on(2).find("--flip long"), std::string::npos);
    EXPECT_NE(look(sheets(), "pdfinfo {}").output.find("792 x 612"), std::string::npos);
}

TEST_F(Imposing, EncryptedWithoutPasswordIsRead) {
    std::string encrypted = look(make_pdf(2), "qpdf --encrypt '' owner 256 -- {} -").output;
    ASSERT_TRUE(make(encrypted));
    EXPECT_NE(look(sheets(), "pdftotext {} -").output.find("page 2"), std::string::npos);
}

// Every prefix is repaired or refused; nothing is half-written.
TEST_F(Imposing, TruncatedFilesNeverHarm) {
    std::string whole = make_pdf(3);
    for (std::size_t length = 0; length < whole.size(); length += 37) {
        bool done = make(whole.substr(0, length)).has_value();
        EXPECT_EQ(done, workspace->artefact("out.pdf") != nullptr);
    }
}

}  // namespace
}  // namespace octavo::test
