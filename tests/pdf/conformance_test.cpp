// Whole files before veraPDF: PDF/A-2a and PDF/UA-1 together.
#include "pdf/support.h"
#include "source_folder.h"

namespace octavo::test {
namespace {

using paint::Mark;

/// The validator's jar; empty with a reason in `missing`. It is not fetched here: that takes as long as the network likes,
/// and tests run side by side.
std::string verapdf(std::string& missing) {
    Outcome got = run(std::string("'") + source_folder + "/tests/conform/get_verapdf' --installed 2>/dev/null");
    if (got.status != 0 || got.output.empty() || !has_program("java"))
        missing = "veraPDF is not there: tests/conform/get_verapdf installs it (tests/run does)";
    return got.output.substr(0, got.output.find('\n'));
}

class PdfConformance : public PdfTest {
protected:
    void SetUp() override {
        jar = verapdf(missing);
        roman = engine.add(garamond, 11 * base::point);
        italic = engine.add(garamond_italic, 11 * base::point);
    }
    void expect_valid(std::string const& pdf, std::string const& flavour) {
        TemporaryFile file(pdf);
        Outcome checked = run("java -cp '" + jar + "' org.verapdf.apps.GreenfieldCliWrapper -f " + flavour
                              + " --format xml " + file.path());
        EXPECT_NE(checked.output.find("isCompliant=\"true\""), std::string::npos) << checked.output.substr(0, 6000);
    }
    /// One line of text, further down each time.
    void say(PageMaker& page, paint::MarkId mark, std::string const& what, text::FontId font) {
        page.text(mark, font, 30, y += 14, what);
    }

    std::string jar, missing;
    text::FontId roman, italic;
    double y = 40;
};

TEST_F(PdfConformance, ABookIsArchivalAndAccessible) {
    if (!missing.empty()) GTEST_SKIP() << missing;
    dom::NodeId body = element("body"), section = element("section", body), h1 = element("h1", section),
        h3 = element("h3", section);
    dom::NodeId p = element("p", section), em = element("em", p), link = element("a", p), note = element("aside", p),
        note_p = element("p", note);
    document.set_role(note, dom::Role::footnote);
    document.derive(link, dom::names::href(), "https://example.org/");
    document.append_child(link, document.make_text("a link", {}));
    dom::NodeId quote = element("blockquote", section), quoted = element("p", quote);
    document.derive(quote, dom::names::lang(), "fr");
    dom::NodeId list = element("ol", section), item = element("li", list);
    dom::NodeId table = element("table", section), caption = element("caption", table), head = element("thead", table),
        head_row = element("tr", head);
    dom::NodeId th1 = element("th", head_row), th2 = element("th", head_row), rows = element("tbody", table),
        row = element("tr", rows), td = element("td", row);
    dom::NodeId figure = element("figure", section), image = element("img", figure),
        legend = element("figcaption", figure);
    document.derive(image, dom::names::alt(), "A diagram");
    dom::NodeId contents = element("nav", body), contents_list = element("ol", contents),
        contents_item = element("li", contents_list);
    dom::NodeId contents_link = element("a", contents_item), index = element("section", body),
        entries = element("ul", index), entry = element("li", entries);
    document.set_role(contents, dom::Role::toc);
    document.set_role(index, dom::Role::index);
    document.append_child(contents_link, document.make_text("Chapter", {}));
    document.index_ids();
    box::Picture picture;
    picture.reference = "a.svg";
    picture.resource = resource("a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">
        <circle cx="9" cy="9" r="8" fill="red" opacity=".5"/></svg>)");
    picture.format = box::Picture::Format::svg;
    boxes.pictures.push_back(picture);

    std::vector<paint::DisplayList> pages(2);
    PageMaker first(engine, pages[0]), second(engine, pages[1]);
    say(first, first.mark({}, Mark::Kind::page_header), "Running head", italic);
    say(first, first.mark(h1), "Chapter", roman);
    say(first, first.mark(h3), "Section", roman);
    say(first, first.mark(p), "An efficient paragraph", roman);
    say(first, first.mark(em), "with stress", italic);
    say(first, first.mark(link), "a link", roman);
    say(first, first.mark(note, Mark::Kind::label), "1", roman);
    first.rectangle(first.mark({}, Mark::Kind::note_separator),
                    {30 * base::point, 300 * base::point, 50 * base::point, 512, {}});
    say(first, first.mark(note, Mark::Kind::label, 1), "1", roman);
    say(first, first.mark(note_p, Mark::Kind::content, 1), "A note.", roman);
    y = 40;
    say(second, second.mark(p), "goes on overleaf.", roman);
    say(second, second.mark(quoted), "Une citation.", roman);
    say(second, second.mark(item, Mark::Kind::label), "1.", roman);
    say(second, second.mark(item), "An item.", roman);
    say(second, second.mark(caption), "A table", roman);
    say(second, second.mark(th1), "Head one", roman);
    say(second, second.mark(th2), "Head two", roman);
    say(second, second.mark(td), "Only cell", roman);
    second.picture(second.mark(image), 0, 30, 200, 60, 30);
    say(second, second.mark(legend), "A legend", roman);
    say(second, second.mark(contents_link), "Chapter", roman);
    second.picture(second.mark(image), 0, 130, 200, 60, 30);
    say(second, second.mark(entry), "Entry, 1", roman);
    second.rectangle(second.mark(td, Mark::Kind::background), {0, 0, 9000, 9000, {200, 220, 255, 128}});
    pages[0].links.push_back({30 * base::point, 100 * base::point, 40 * base::point, 14 * base::point, link, {},
                              "https://example.org/"});
    pages[1].links.push_back({30 * base::point, 250 * base::point, 40 * base::point, 14 * base::point, contents_link,
                              h1, ""});
    pages[0].destinations.push_back({h1, 30 * base::point, 40 * base::point});
    bookmarks = {{.label = "Chapter", .level = 1, .page = 0, .x = 0, .y = 0, .node = h1, .closed = false}};
    metadata.modified = "2026-11-24T10:00:00Z";
    metadata.contributors = {{"An Author", "aut", ""}};
    metadata.subjects = {"Books"};
    std::string pdf = write(pages);
    ASSERT_EQ(problem, "");
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
    EXPECT_NE(pdf.find("<pdfaid:conformance>A</pdfaid:conformance>"), std::string::npos);
    EXPECT_NE(pdf.find("<pdfuaid:part>1</pdfuaid:part>"), std::string::npos);
    expect_valid(pdf, "2a");
    expect_valid(pdf, "ua1");
}

TEST_F(PdfConformance, ScriptsAndSyntheticFacesAreArchivalToo) {
    if (!missing.empty()) GTEST_SKIP() << missing;
    auto rtl = engine.add(hebrew, 11 * base::point);
    text::FaceSource face;
    face.file = resource(garamond, read_file(garamond));
    auto bold = engine.add(face, {.face = {}, .size = 11 * base::point, .embolden = true});
    auto slanted = engine.add(face, {.face = {}, .size = 11 * base::point, .slant = true});
    dom::NodeId p = element("p"), h = element("p");
    std::vector<paint::DisplayList> pages(1);
    PageMaker page(engine, pages[0]);
    auto mark = page.mark(p);
    say(page, mark, "Bold affluence \xE2\x80\x94 \xC3\xA9t\xC3\xA9", bold);
    say(page, mark, "Leaning", slanted);
    if (std::filesystem::exists(japanese)) say(page, mark, "日本語", engine.add(japanese, 11 * base::point));
    page.add_pieces(mark, roman, 30, 200,
                    {{"語", {0}}, {"x", {engine.glyph(roman, U'x')}}, {" ", {}}, {"", {engine.glyph(roman, U'-')}}}, {},
                        false);
    page.add_pieces(page.mark(h), rtl, 100, 250, {{"ש", {engine.glyph(rtl, U'ש')}}, {"ל", {engine.glyph(rtl, U'ל')}}},
                    {}, true);
    pages[0].texts.front().expansion = -15;
    std::string pdf = write(pages);
    ASSERT_EQ(problem, "");
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
    expect_valid(pdf, "2a");
    expect_valid(pdf, "ua1");
}

TEST(Aims, AreReadFromTheirNames) {
    using enum pdf::Standard;
    auto aim = pdf::read_aim("pdfa-3a, pdfua-1");
    ASSERT_TRUE(aim);
    EXPECT_EQ(aim->version, pdf::PdfVersion::v1_7);
    EXPECT_EQ(aim->embedding, pdf::Embedding::sources);
    EXPECT_EQ(aim->demanded, pdf::bit(pdfa_3a) | pdf::bit(pdfua_1));
    aim = pdf::read_aim("pdfua-2");
    ASSERT_TRUE(aim);
    EXPECT_EQ(aim->version, pdf::PdfVersion::v2_0);
    EXPECT_EQ(pdf::candidates(*aim), pdf::bit(pdfa_4) | pdf::bit(pdfua_2) | pdf::bit(wtpdf));
    EXPECT_EQ(pdf::read_aim("")->demanded, 0);
    for (auto bad : {"pdfa", "pdfa-2a,pdfa-3a", "pdfua-1,pdfa-4", "pdfa-4,pdfa-4f", ",", "pdfa-2a,,pdfua-1"})
        EXPECT_FALSE(pdf::read_aim(bad)) << bad;
}

/// No validator: what is demanded and not met.
class PdfDemands : public PdfTest {
protected:
    std::vector<paint::DisplayList> one_page() {
        std::vector<paint::DisplayList> pages(1);
        PageMaker page(engine, pages[0]);
        page.text(page.mark(element("p")), engine.add(garamond, 11 * base::point), 30, 50, "Text");
        return pages;
    }
};

TEST_F(PdfDemands, UnmetOnesLeaveNoFile) {
    metadata.title.clear();
    aim = *pdf::read_aim("pdfa-2a,pdfua-1");
    EXPECT_EQ(write(one_page()), "");
    EXPECT_EQ(problem, "no PDF was written: it would not be PDF/UA-1");
    EXPECT_TRUE(diagnostics.has(base::Severity::error));
    EXPECT_EQ(workspace->artefact("out.pdf"), nullptr);
}

TEST_F(PdfDemands, WhatIsNotDemandedIsClaimedLess) {
    metadata.title.clear();
    aim = *pdf::read_aim("pdfa-2a");
    std::string pdf = write(one_page());
    EXPECT_NE(pdf.find("<pdfaid:conformance>A<"), std::string::npos);
    EXPECT_EQ(pdf.find("<pdfuaid:part>"), std::string::npos);
    EXPECT_FALSE(diagnostics.has(base::Severity::error));
    EXPECT_TRUE(diagnostics.has(base::Severity::warning));
}

TEST_F(PdfDemands, EmbeddingNeedsSomethingToEmbed) {
    aim = *pdf::read_aim("pdfa-3b");
    EXPECT_EQ(write(one_page()), "");
    EXPECT_EQ(problem, "no PDF was written: it would not be PDF/A-3b");
}

TEST_F(PdfDemands, FilesAreEmbeddedUnderTheirNames) {
    aim = *pdf::read_aim("pdfa-3a,pdfua-1");
    std::string bytes("\0<TEI/>\n", 8);
    attachments = {{.name = "text/\xC3\xA4rzte.xml", .mime_type = "application/tei+xml", .bytes = bytes,
                    .description = "source", .modified = "2026-11-24T10:00:00Z"},
                   {.name = "style (1).css", .mime_type = "text/css", .bytes = "p {}", .description = "", .modified = "",
                    .relationship = pdf::Relationship::supplement}};
    TemporaryFile file(write(one_page()));
    ASSERT_EQ(problem, "");
    EXPECT_EQ(run("qpdf --check " + file.path()).status, 0);
    EXPECT_EQ(run("qpdf --show-attachment='text/\xC3\xA4rzte.xml' " + file.path()).output, bytes);
    EXPECT_EQ(run("qpdf --show-attachment='style (1).css' " + file.path()).output, "p {}");
    std::string plain = run("qpdf --qdf --object-streams=disable " + file.path() + " -").output;
    EXPECT_NE(plain.find("/AFRelationship /Source"), std::string::npos);
    EXPECT_NE(plain.find("/AFRelationship /Supplement"), std::string::npos);
    EXPECT_NE(plain.find("/Subtype /application#2ftei+xml"), std::string::npos);
    EXPECT_NE(plain.find("/ModDate (D:20261124100000Z)"), std::string::npos);
}

}  // namespace
}  // namespace octavo::test
