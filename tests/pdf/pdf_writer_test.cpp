// Whole files: text, pictures, navigation, metadata, determinism; looked at with other programs.
#include "pdf/support.h"

#include <sstream>
#include <cairo.h>
#include <jpeglib.h>

namespace octavo::test {
namespace {

using paint::Mark;

std::string text_of(std::string const& pdf, std::string const& options = "") {
    TemporaryFile file(pdf);
    return run("pdftotext " + options + " " + file.path() + " -").output;
}
void expect_sound(std::string const& pdf) {
    TemporaryFile file(pdf);
    Outcome checked = run("qpdf --check " + file.path());
    EXPECT_EQ(checked.status, 0) << checked.output;
    EXPECT_EQ(checked.output.find("WARNING"), std::string::npos) << checked.output;
}
/// The file with everything readable, each white space one blank.
std::string unpacked(std::string const& pdf) {
    TemporaryFile file(pdf);
    std::string out;
    for (char c : run("qpdf --qdf --normalize-content=n --object-streams=disable " + file.path() + " -").output) {
        bool white = c == ' ' || c == '\n';
        if (!white || out.empty() || out.back() != ' ') out += white ? ' ' : c;
    }
    return out;
}

class PdfWriting : public PdfTest {
protected:
    void SetUp() override {
        roman = engine.add(garamond, 11 * base::point);
        paragraph = element("p");
    }
    /// One page that says `what` in one paragraph.
    paint::DisplayList saying(std::string const& what) {
        paint::DisplayList list;
        PageMaker page(engine, list);
        page.text(page.mark(paragraph), roman, 30, 50, what);
        return list;
    }
    text::FontId roman;
    dom::NodeId paragraph;
};

TEST_F(PdfWriting, LigaturesAndSpacesAreReadBack) {
    std::string pdf = write({saying("The office of the chief, Pe\xC3\xB1" "a & (sons)")});
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    EXPECT_EQ(text_of(pdf), "The office of the chief, Pe\xC3\xB1" "a & (sons)\n\n\f");
    // The ligature says what it stands for by its font, not by a Span around each.
    EXPECT_EQ(unpacked(pdf).find("/ActualText"), std::string::npos);
    EXPECT_NE(unpacked(pdf).find("<006600660069>"), std::string::npos);
    if (has_program("mutool")) {
        TemporaryFile file(pdf);
        EXPECT_NE(run("mutool draw -q -F txt " + file.path()).output.find("The office of the chief"),
                  std::string::npos);
    }
}

TEST_F(PdfWriting, RightToLeftTextIsReadInItsOrder) {
    auto font = engine.add(hebrew, 12 * base::point);
    paint::DisplayList list;
    PageMaker page(engine, list);
    std::vector<PageMaker::Piece> pieces;
    std::vector<std::u32string> characters{U"ש", U"ל", U"ו", U"ם"};
    std::vector<std::string> texts{"ש", "ל", "ו", "ם"};
    for (std::size_t i = 0; i < texts.size(); ++i) pieces.push_back({texts[i], {engine.glyph(font, characters[i][0])}});
    page.add_pieces(page.mark(paragraph), font, 100, 50, pieces, {}, true);
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    std::string text = text_of(pdf);
    EXPECT_NE(text.find("שלום"), std::string::npos) << text;
}

TEST_F(PdfWriting, JapaneseIsReadBack) {
    if (!std::filesystem::exists(japanese)) GTEST_SKIP() << "no " << japanese;
    auto font = engine.add(japanese, 12 * base::point);
    paint::DisplayList list;
    PageMaker page(engine, list);
    page.text(page.mark(paragraph), font, 30, 50, "日本語の文章。");
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    EXPECT_NE(text_of(pdf).find("日本語の文章。"), std::string::npos);
}

TEST_F(PdfWriting, WhiteSpaceWithoutGlyphAndHyphenWithoutTextAreMadeGood) {
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto mark = page.mark(paragraph);
    auto g = [&](char32_t c) { return engine.glyph(roman, c); };
    page.add_pieces(mark, roman, 30, 50, {{"a", {g(U'a')}}, {"b", {g(U'b')}}, {" ", {}}}, {}, false);
    page.add_pieces(mark, roman, 30, 64, {{"c", {g(U'c')}}, {"\xC2\xAD", {}}, {"", {g(U'-')}}}, {}, false);
    page.add_pieces(mark, roman, 30, 78, {{"d", {g(U'd')}}}, {}, false);
    std::string pdf = write({list}), plain = unpacked(pdf);
    ASSERT_EQ(problem, "");
    EXPECT_TRUE(plain.find("<00AD>") != std::string::npos);
    TemporaryFile file(pdf);
    std::string structure = run("pdfinfo -struct-text " + file.path()).output;
    EXPECT_NE(structure.find("ab c"), std::string::npos) << structure;
}

TEST_F(PdfWriting, ABlankByItselfIsKeptWhereverItStands) {
    for (double place : {0.0, 1 / 256.0, 0.5, 1 / 1024.0, 2 / 1024.0, -2 / 1024.0}) {
        paint::DisplayList list;
        PageMaker page(engine, list);
        auto mark = page.mark(paragraph);
        page.text(mark, roman, 30, 50 + place, "one");
        page.text(page.mark(element("em", paragraph)), roman, 60 + place, 50 + place, " ");   // of another colour or direction: a call of its own
        list.texts.back().color = {200, 0, 0, 255};
        page.text(mark, roman, 64, 50 + place, "two");
        TemporaryFile file(write({list}));
        ASSERT_EQ(problem, "");
        EXPECT_NE(run("pdfinfo -struct-text " + file.path()).output.find("one two"), std::string::npos) << place;
    }
}

TEST_F(PdfWriting, AMissingGlyphIsABoxThatSaysItsCharacter) {
    paint::DisplayList list;
    PageMaker page(engine, list);
    page.add_pieces(page.mark(paragraph), roman, 30, 50, {{"a", {engine.glyph(roman, U'a')}}, {"語", {0}}}, {}, false);
    std::string plain = unpacked(write({list}));
    ASSERT_EQ(problem, "");
    EXPECT_NE(plain.find("/Span<</MCID 1/ActualText<FEFF8A9E>>>BDC"), std::string::npos);
}

TEST_F(PdfWriting, LettersKeepTheirPlaceWhereSmallCapitalsCameFirst) {
    auto capitals = engine.with_features(roman, 1);
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto mark = page.mark(paragraph);
    page.add_pieces(mark, capitals, 30, 50, {{"s", {engine.glyph(roman, U'S')}}, {"t", {engine.glyph(roman, U'T')}}}, {}, false);
    page.text(mark, roman, 30, 64, "sister stays");
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    EXPECT_EQ(text_of(pdf), "st\nsister stays\n\n\f");
    EXPECT_EQ(unpacked(pdf).find("/ActualText"), std::string::npos) << "s says s in both";
    std::string codes;
    for (char32_t c : std::u32string_view(U"sister stays")) {
        std::uint32_t glyph = engine.glyph(roman, c);
        for (std::uint32_t byte : {glyph >> 8, glyph & 0xFF}) codes += static_cast<char>(byte);
    }
    TemporaryFile file(pdf);
    EXPECT_NE(run("qpdf --qdf --normalize-content=n " + file.path() + " -").output.find("(" + codes + ")]TJ"), std::string::npos)
        << "all letters of one font in one string";
    EXPECT_EQ(run("pdffonts " + file.path() + " | grep -c Garamond").output, "2\n") << "a font for each set of features";
}

TEST_F(PdfWriting, AGlyphOfTwoTextsSaysTheSecondBesideIt) {
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto a = engine.glyph(roman, U'a'), b = engine.glyph(roman, U'b'), accent = engine.glyph(roman, U'\'');
    page.add_pieces(page.mark(paragraph), roman, 30, 50, {{"a", {a}}, {"b", {b}}, {"\xCE\xB1", {a}}, {"e\xCC\x81", {b, accent}}, {"a", {a}}}, {}, false);
    std::string pdf = write({list}), plain = unpacked(pdf);
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    EXPECT_EQ(text_of(pdf), "ab\xCE\xB1\xC3\xA9" "a\n\n\f");
    EXPECT_NE(plain.find("/Span<</ActualText<FEFF03B1>>>BDC"), std::string::npos);
    EXPECT_NE(plain.find("/Span<</ActualText<FEFF00E9>>>BDC"), std::string::npos);
}

TEST_F(PdfWriting, GlyphsStandWhereTheyWerePlacedHoweverFar) {
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto mark = page.mark(paragraph);
    // Three words on one line far apart, in one font: the last is moved to, since readers take wide gaps for columns.
    for (double x : {30.0, 60.3, 280.0}) page.text(mark, roman, x, 50, "word");
    TemporaryFile file(write({list}));
    ASSERT_EQ(problem, "");
    std::string words = run("pdftotext -bbox " + file.path() + " -").output;
    for (char const* left : {"xMin=\"30.0", "xMin=\"60.3", "xMin=\"280.0"}) EXPECT_NE(words.find(left), std::string::npos) << left << words;
}

TEST_F(PdfWriting, ExpansionSlantAndEmboldeningKeepTheText) {
    text::FaceSource face;
    face.file = resource(garamond, read_file(garamond));
    auto bold = engine.add(face, {.face = {}, .size = 11 * base::point, .embolden = true});
    auto slanted = engine.add(face, {.face = {}, .size = 11 * base::point, .slant = true, .scale = 800});
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto mark = page.mark(paragraph);
    list.texts[page.text(mark, roman, 30, 50, "Wider words")].expansion = 20;
    page.text(mark, bold, 30, 64, "Bolder words");
    page.text(mark, slanted, 30, 78, "Leaning words");
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    EXPECT_EQ(text_of(pdf), "Wider words\nBolder words\nLeaning words\n\n\f");
    EXPECT_NE(unpacked(pdf).find("1.02 0 0 -1 "), std::string::npos);
}

std::string jpeg(int components, int width = 16, int height = 8) {
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &buffer, &size);
    encoder.image_width = static_cast<unsigned>(width);
    encoder.image_height = static_cast<unsigned>(height);
    encoder.input_components = components;
    encoder.in_color_space = components == 4 ? JCS_CMYK : components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_start_compress(&encoder, TRUE);
    std::vector<unsigned char> row(static_cast<std::size_t>(width * components), 100);
    unsigned char* rows = row.data();
    for (int y = 0; y < height; ++y) jpeg_write_scanlines(&encoder, &rows, 1);
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::string bytes(reinterpret_cast<char*>(buffer), size);
    std::free(buffer);
    return bytes;
}

class PdfPictures : public PdfWriting {
protected:
    void add(std::string name, std::string bytes, box::Picture::Format format) {
        box::Picture picture;
        picture.reference = name;
        picture.resource = resource(std::move(name), std::move(bytes));
        picture.format = format;
        boxes.pictures.push_back(picture);
    }
    /// The picture on `pages` pages.
    std::string show(std::size_t pages = 1, std::string_view alternative = "what is seen") {
        dom::NodeId image = element("img");
        if (!alternative.empty()) document.derive(image, dom::names::alt(), alternative);
        std::vector<paint::DisplayList> lists(pages);
        for (auto& list : lists) {
            PageMaker page(engine, list);
            page.picture(page.mark(image), 0, 20, 20, 100, 50);
        }
        return write(lists);
    }
};

TEST_F(PdfPictures, JpegBytesAreNotTouched) {
    std::string bytes = jpeg(3);
    add("a.jpg", bytes, box::Picture::Format::jpeg);
    std::string pdf = show(3);
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    std::size_t first = pdf.find(bytes);
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(pdf.find(bytes, first + 1), std::string::npos) << "embedded twice";
    EXPECT_EQ(unpacked(pdf).find("/Interpolate"), std::string::npos);
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
}

TEST_F(PdfPictures, CmykJpegBecomesRgb) {
    add("a.jpg", jpeg(4), box::Picture::Format::jpeg);
    std::string plain = unpacked(show());
    ASSERT_EQ(problem, "");
    EXPECT_EQ(plain.find("/DeviceCMYK"), std::string::npos);
    EXPECT_NE(plain.find("/Subtype /Image"), std::string::npos);
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
}

TEST_F(PdfPictures, TruncatedJpegIsDecodedAsFarAsItGoes) {
    std::string bytes = jpeg(3, 64, 64);
    add("a.jpg", bytes.substr(0, bytes.size() - 20), box::Picture::Format::jpeg);
    expect_sound(show());
    EXPECT_EQ(problem, "");
}

TEST_F(PdfPictures, PngWithAlphaHasASoftMask) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 4, 4);
    cairo_t* cairo = cairo_create(surface);
    cairo_set_source_rgba(cairo, 1, 0, 0, 0.5);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    std::string bytes;
    cairo_surface_write_to_png_stream(surface, [](void* out, unsigned char const* data, unsigned length) {
        static_cast<std::string*>(out)->append(reinterpret_cast<char const*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    }, &bytes);
    cairo_surface_destroy(surface);
    add("a.png", bytes, box::Picture::Format::png);
    std::string pdf = show(2);
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    std::string plain = unpacked(pdf);
    std::size_t first = plain.find("/SMask ");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(plain.find("/SMask ", first + 1), std::string::npos) << "embedded twice";
}

TEST_F(PdfPictures, SvgIsDrawnAsVectors) {
    add("a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">
        <g opacity="0.5"><circle cx="50" cy="25" r="20" fill="#336699"/>
        <rect x="1" y="1" width="0.0078125" height="0.01171875" fill="black"/></g></svg>)",
        box::Picture::Format::svg);
    std::string pdf = show(2);
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    EXPECT_EQ(unpacked(pdf).find("/Subtype /Image"), std::string::npos);
    EXPECT_NE(unpacked(pdf).find("/Subtype /Form"), std::string::npos);
}

TEST_F(PdfPictures, ADamagedPictureIsToldAndFramed) {
    add("a.png", "\x89PNG\r\n\x1A\nrubbish, but long enough to have a header", box::Picture::Format::png);
    std::string pdf = show(2);
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    ASSERT_EQ(diagnostics.all().size(), 1u) << messages(diagnostics);
    EXPECT_EQ(diagnostics.all()[0].code, base::Code::pdf_picture);
    EXPECT_TRUE(diagnostics.all()[0].where.known());
}

TEST_F(PdfPictures, WithoutAlternativeNoAccessibilityIsClaimed) {
    add("a.jpg", jpeg(1), box::Picture::Format::jpeg);
    std::string pdf = show(1, "");
    ASSERT_EQ(problem, "");
    EXPECT_EQ(pdf.find("<pdfuaid:part>"), std::string::npos);
    EXPECT_NE(pdf.find("<pdfaid:conformance>A</pdfaid:conformance>"), std::string::npos);
    ASSERT_TRUE(diagnostics.has(base::Code::pdf_conformance));
    EXPECT_TRUE(diagnostics.all()[0].where.known());
}

TEST_F(PdfWriting, OutlineNestsAndCloses) {
    bookmarks = {{.label = "One", .level = 1, .page = 0, .x = 0, .y = 0, .node = {}, .closed = false},
                 {.label = "One point one", .level = 2, .page = 0, .x = 0, .y = 0, .node = {}, .closed = true},
                 {.label = "Deep \xE2\x80\x94 down", .level = 3, .page = 1, .x = 0, .y = 100 * base::point, .node = {},
                  .closed = false},
                 {.label = "Two", .level = 1, .page = 1, .x = 0, .y = 0, .node = {}, .closed = false}};
    std::string pdf = write({saying("first"), saying("second")});
    ASSERT_EQ(problem, "");
    TemporaryFile file(pdf);
    std::string json = run("qpdf --json --json-key=outlines " + file.path()).output;
    EXPECT_NE(json.find("Deep \xE2\x80\x94 down"), std::string::npos) << json;
    EXPECT_NE(json.find("\"destpageposfrom1\": 2"), std::string::npos);
    std::string plain = unpacked(pdf);
    EXPECT_NE(plain.find("/Count -1"), std::string::npos);
    EXPECT_NE(plain.find("/Count 3"), std::string::npos);
}

TEST_F(PdfWriting, PageLabelsFollowTheBook) {
    labels = {{.first_page = 0, .style = pdf::PageLabel::Style::lower_roman, .start = 1, .prefix = ""},
              {.first_page = 1, .style = pdf::PageLabel::Style::decimal, .start = 5, .prefix = "A-"}};
    std::string pdf = write({saying("first"), saying("second")});
    ASSERT_EQ(problem, "");
    TemporaryFile file(pdf);
    std::string json = run("qpdf --json --json-key=pagelabels " + file.path()).output;
    EXPECT_NE(json.find("/r"), std::string::npos) << json;
    EXPECT_NE(json.find("A-"), std::string::npos);
    EXPECT_NE(json.find("\"/St\": 5"), std::string::npos);
}

TEST_F(PdfWriting, LinksLeadToPlacesAndAddresses) {
    dom::NodeId inner = element("a", paragraph), outer = element("a", paragraph), lost = element("a", paragraph),
        target = element("p");
    for (dom::NodeId link : {inner, outer, lost}) document.append_child(link, document.make_text("the link", {}));
    paint::DisplayList first, second;
    PageMaker page(engine, first), other(engine, second);
    page.text(page.mark(inner), roman, 30, 50, "inner");
    page.text(page.mark(outer), roman, 60, 50, "outer");
    first.links.push_back({30 * base::point, 40 * base::point, 20 * base::point, 12 * base::point, inner, target, ""});
    first.links.push_back({60 * base::point, 40 * base::point, 20 * base::point, 12 * base::point, outer, {},
                           "https://example.org/\xC3\xA4 (b)"});
    first.links.push_back({90 * base::point, 40 * base::point, 20 * base::point, 12 * base::point, lost, element("p"),
                           ""});
    other.text(other.mark(target), roman, 30, 50, "target");
    second.destinations.push_back({target, 30 * base::point, 40 * base::point});
    std::string pdf = write({first, second});
    ASSERT_EQ(problem, "");
    expect_sound(pdf);
    std::string plain = unpacked(pdf);
    EXPECT_NE(plain.find("https://example.org/%C3%A4%20\\(b\\)"), std::string::npos);
    EXPECT_NE(plain.find("/Contents (the link)"), std::string::npos);
    EXPECT_NE(plain.find("/XYZ 30 360 null"), std::string::npos);
    std::size_t annotations = 0;
    for (std::size_t at = plain.find("/Subtype /Link"); at != std::string::npos; at =
         plain.find("/Subtype /Link", at + 1)) ++annotations;
    EXPECT_EQ(annotations, 2u);
}

TEST_F(PdfWriting, Pdf2HasNamespacesAndStructureDestinations) {
    aim = *pdf::read_aim("pdfa-4,pdfua-2");
    dom::NodeId link = element("a", paragraph), note = element("aside", paragraph), target = element("h2");
    document.set_role(note, dom::Role::footnote);
    document.append_child(link, document.make_text("the link", {}));
    paint::DisplayList list;
    PageMaker page(engine, list);
    page.text(page.mark(link), roman, 30, 50, "the link");
    page.text(page.mark(note, Mark::Kind::label), roman, 80, 50, "1");
    page.text(page.mark({}, Mark::Kind::page_number), roman, 80, 380, "7");
    page.text(page.mark(target), roman, 30, 80, "target");
    page.text(page.mark(note, Mark::Kind::label, 1), roman, 30, 350, "1");
    page.text(page.mark(note, Mark::Kind::content, 1), roman, 40, 350, "The note.");
    list.links.push_back({30 * base::point, 40 * base::point, 40 * base::point, 12 * base::point, link, target, ""});
    list.destinations.push_back({target, 30 * base::point, 70 * base::point});
    bookmarks = {{.label = "Target", .level = 1, .page = 0, .x = 0, .y = 0, .node = target, .closed = false}};
    std::string pdf = write({list}), plain = unpacked(pdf);
    ASSERT_EQ(problem, "") << messages(diagnostics);
    expect_sound(pdf);
    EXPECT_EQ(pdf.substr(0, 8), "%PDF-2.0");
    EXPECT_EQ(plain.find("/Title (A title)"), std::string::npos) << "an information dictionary";
    EXPECT_EQ(plain.find("/Dest "), std::string::npos) << "a destination that is no structure destination";
    std::size_t destinations = 0;
    for (std::size_t at = plain.find("/SD "); at != std::string::npos; at = plain.find("/SD ", at + 1)) ++destinations;
    EXPECT_EQ(destinations, 2u);
    for (auto part : {"http://iso.org/pdf2/ssn", "/S /FENote", "/NoteType /Footnote", "/Ref [", "/Subtype/PageNum", "pdfuaid:rev>2024", "pdfaid:rev>2020"})
        EXPECT_NE(plain.find(part), std::string::npos) << part;
}

TEST_F(PdfWriting, TheSameInputGivesTheSameBytes) {
    metadata.modified = "2026-11-24T10:00:00Z";
    bookmarks = {{.label = "One", .level = 1, .page = 0, .x = 0, .y = 0, .node = {}, .closed = false}};
    std::string first = write({saying("one"), saying("two, office")});
    std::string second = write({saying("one"), saying("two, office")});
    ASSERT_EQ(problem, "");
    EXPECT_EQ(first, second);
    EXPECT_NE(first, write({saying("one"), saying("three")}));
    TemporaryFile file(first);
    EXPECT_NE(run("TZ=UTC pdfinfo -isodates " + file.path()).output.find("2026-11-24T10:00:00Z"), std::string::npos);
}

TEST_F(PdfWriting, WithoutADateThereIsNone) {
    std::string pdf = write({saying("one")});
    EXPECT_EQ(unpacked(pdf).find("Date"), std::string::npos);
}

TEST_F(PdfWriting, MetadataIsEscaped) {
    metadata.title = "Tom & <Jerry>";
    metadata.contributors = {{"\xC3\x89mile", "aut", ""}, {"Nobody", "edt", ""}};
    std::string pdf = write({saying("one")});
    EXPECT_NE(pdf.find("Tom &amp; &lt;Jerry&gt;"), std::string::npos);
    TemporaryFile file(pdf);
    std::string info = run("pdfinfo " + file.path()).output;
    EXPECT_NE(info.find("Tom & <Jerry>"), std::string::npos) << info;
    EXPECT_NE(info.find("\xC3\x89mile"), std::string::npos) << info;
    EXPECT_EQ(info.find("Nobody"), std::string::npos);
    EXPECT_NE(info.find("PDF version:     1.7"), std::string::npos);
}

TEST_F(PdfWriting, BleedMovesContentNotSentinels) {
    paint::DisplayList list = saying("bled");
    list.bleed = 9 * base::point;
    std::string plain = unpacked(write({list}));
    ASSERT_EQ(problem, "");
    EXPECT_NE(plain.find("/TrimBox"), std::string::npos);
    EXPECT_NE(plain.find("1 0 0 -1 39 59 Tm"), std::string::npos);
}

TEST_F(PdfWriting, PagesOfSeveralSizesEachHaveTheirBoxes) {
    std::vector<paint::DisplayList> pages;
    std::vector<std::pair<double, double>> sizes{{300, 400}, {400, 300}, {200.5, 500.25}, {300, 400}};
    for (auto [width, height] : sizes) {
        pages.push_back(saying("page"));
        pages.back().width = base::from_points(width);
        pages.back().height = base::from_points(height);
    }
    pages[1].bleed = 9 * base::point;
    TemporaryFile file(write(pages));
    ASSERT_EQ(problem, "");
    std::string info = run("pdfinfo -box -f 1 -l 4 " + file.path()).output;
    auto box = [&](std::size_t page, std::string const& name) {
        std::string key = "Page " + std::string(page < 10 ? "   " : "  ") + std::to_string(page) + " " + name + ":";
        std::size_t at = info.find(key);
        std::vector<double> numbers(4, -1);
        if (at == std::string::npos) return numbers;
        std::istringstream line(info.substr(at + key.size()));
        for (double& number : numbers) line >> number;
        return numbers;
    };
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        double bleed = i == 1 ? 9 : 0;
        auto [width, height] = sizes[i];
        std::vector<double> media = box(i + 1, "MediaBox"), trim = box(i + 1, "TrimBox");
        ASSERT_GE(media[2], 0) << info;
        EXPECT_NEAR(media[2] - media[0], width + 2 * bleed, 0.01) << i << "\n" << info;
        EXPECT_NEAR(media[3] - media[1], height + 2 * bleed, 0.01) << i;
        EXPECT_NEAR(trim[0] - media[0], bleed, 0.01) << i << "\n" << info;
        EXPECT_NEAR(trim[2] - trim[0], width, 0.01) << i;
        EXPECT_NEAR(trim[3] - trim[1], height, 0.01) << i;
    }
}

TEST_F(PdfWriting, BlackIsGray) {
    std::string plain = unpacked(write({saying("black")}));
    EXPECT_EQ(plain.find("0 0 0 rg"), std::string::npos);
    EXPECT_NE(plain.find("0 g"), std::string::npos);
}

TEST_F(PdfWriting, NothingIsNoDocument) {
    EXPECT_EQ(write({}), "");
    EXPECT_NE(problem.find("no pages"), std::string::npos);
    EXPECT_EQ(workspace->artefact("out.pdf"), nullptr);
}

TEST_F(PdfWriting, AnUnreadableFontLosesTextAndTheClaims) {
    text::FaceSource face;
    face.file = resource("rubbish.otf", "rubbish");
    auto rubbish = text::FontId(std::uint32_t{1});
    engine.add(face, {.face = {}, .size = base::point});
    paint::DisplayList list = saying("kept");
    list.texts.push_back(list.texts[0]);
    list.texts[1].font = rubbish;
    list.items.push_back({paint::ItemKind::text, 0, 1, 1000});
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    EXPECT_EQ(text_of(pdf), "kept\n\n\f");
    EXPECT_TRUE(diagnostics.has(base::Code::pdf_conformance));
    EXPECT_EQ(pdf.find("<pdfaid:part>"), std::string::npos);
}

TEST_F(PdfWriting, CancellingLeavesNothing) {
    std::atomic<bool> stop = true;
    context.cancel = &stop;
    EXPECT_EQ(write({saying("one")}), "");
    EXPECT_EQ(workspace->artefact("out.pdf"), nullptr);
}

}  // namespace
}  // namespace octavo::test
