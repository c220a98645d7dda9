// The whole of an e-book: archive, cutting, links, notes, page marks, navigation, package, pictures.
#include "small_book.h"

namespace octavo::epub::test {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

constexpr std::string_view chapters =
    "<body><section epub:type=\"titlepage\"><h1>A Book</h1></section>"
    "<div epub:type=\"bodymatter\"><section epub:type=\"part\" id=\"part\"><h1>Part</h1>"
    "<section epub:type=\"chapter\" id=\"one\"><h2>One</h2><p>See <a href=\"#here\">there</a>, <a href=\"#one\">here</a>.</p></section>"
    "<section epub:type=\"chapter\" id=\"two\"><h2>Two</h2><p>Text <span id=\"here\">here</span>.</p></section></section></div>"
    "<section epub:type=\"appendix\"><h1>More</h1><p>x</p></section></body>";

constexpr std::string_view png = "\x89PNG\r\n\x1A\nrest of the picture";

}  // namespace

class WholeBook : public BookTest {};

TEST_F(WholeBook, MimetypeIsTheFirstMemberAndStored) {
    Ebook book = make(chapters);
    ASSERT_GT(book.bytes.size(), 58u);
    EXPECT_EQ(book.bytes.substr(0, 4), std::string("PK\3\4"));
    EXPECT_EQ(book.bytes.substr(8, 2), std::string("\0\0", 2)) << "compression method: stored";
    EXPECT_EQ(book.bytes.substr(28, 2), std::string("\0\0", 2)) << "no extra field";
    EXPECT_EQ(book.bytes.substr(30, 28), "mimetypeapplication/epub+zip");
    EXPECT_EQ(book.names.at(0), "mimetype");
    EXPECT_THAT(book.members["META-INF/container.xml"], HasSubstr("full-path=\"EPUB/package.opf\""));
}

TEST_F(WholeBook, IsCutAtPartsAndChapters) {
    Ebook book = make(chapters);
    EXPECT_THAT(book.documents(), ElementsAre("text/001-titlepage.xhtml", "text/002-part.xhtml", "text/003-chapter.xhtml", "text/004-chapter.xhtml",
                                              "text/005-appendix.xhtml"));
    EXPECT_THAT(book["text/001-titlepage.xhtml"], HasSubstr("<body epub:type=\"frontmatter\">"));
    EXPECT_THAT(book["text/005-appendix.xhtml"], HasSubstr("<body epub:type=\"backmatter\">"));
    EXPECT_THAT(book["text/002-part.xhtml"], AllOf(HasSubstr("id=\"part\""), Not(HasSubstr("One"))));
    EXPECT_THAT(book["text/004-chapter.xhtml"], HasSubstr("<section class=\"continued\"><section id=\"two\""));
    EXPECT_THAT(book["text/004-chapter.xhtml"], HasSubstr("<title>Two</title>"));
}

TEST_F(WholeBook, EveryTagThatIsOpenedAgainIsClosed) {
    Ebook book = make(chapters);
    for (std::string const& file : book.documents())
        for (char const* name : {"section", "div", "p"})
            EXPECT_EQ(occurrences(book[file], std::string("<") + name), occurrences(book[file], std::string("</") + name + ">")) << file;
}

TEST_F(WholeBook, LinksLeadToTheirFiles) {
    Ebook book = make(chapters);
    EXPECT_THAT(book["text/003-chapter.xhtml"], HasSubstr("<a href=\"004-chapter.xhtml#here\">there</a>, <a href=\"#one\">here</a>"));
}

TEST_F(WholeBook, DanglingLinksKeepTheirTextAndAreTold) {
    Ebook book = make("<body><p><a href=\"#nowhere\">a</a> <a href=\"other.html\">b</a> <a href=\"file:///x\">c</a></p></body>");
    EXPECT_THAT(book.body(), HasSubstr("<p><a>a</a> <a>b</a> <a>c</a></p>"));
    EXPECT_EQ(book.count(base::Code::epub_resource), 3u);
}

TEST_F(WholeBook, LargeChaptersAreCutAtTheirSections) {
    std::string section = "<section><h3>S</h3><p>" + std::string(120'000, 'x') + "</p></section>";
    Ebook book = make("<body><section epub:type=\"chapter\"><h2>C</h2>" + section + section + section + section + "</section></body>");
    ASSERT_EQ(book.documents().size(), 2u);
    std::size_t words = 0;
    for (std::string const& file : book.documents()) words += occurrences(book[file], "<h3");
    EXPECT_EQ(words, 4u);
}

TEST_F(WholeBook, AFlatTextIsCutAtItsHeadings) {
    Ebook book = make("<body><h1>Book</h1><h2>A</h2><p>a</p><h2>B</h2><p>b</p></body>");
    ASSERT_EQ(book.documents().size(), 3u);
    EXPECT_THAT(book.body(book.documents()[2]), AllOf(HasSubstr("<h2 id=\"heading-3\">B</h2><p>b</p>"), Not(HasSubstr("<p>a</p>"))));
}

TEST_F(WholeBook, NotesMoveToTheEndOfTheirDocument) {
    Ebook book = make("<body><section><h2>A<aside role=\"doc-footnote\" id=\"n\">first <em>note</em></aside></h2><p>x</p></section>"
                      "<section><h2>B</h2><p>y<aside role=\"doc-footnote\"><p>second</p><p>goes on</p></aside>.</p></section></body>");
    EXPECT_THAT(book.body(book.documents()[0]),
                AllOf(HasSubstr(">A<a class=\"noteref\" id=\"noteref-1\" href=\"#n\" epub:type=\"noteref\" role=\"doc-noteref\">1</a></h2>"),
                      HasSubstr("<aside id=\"n\" epub:type=\"footnote\" role=\"doc-footnote\"><p><a class=\"backlink\" href=\"#noteref-1\" "
                                "epub:type=\"backlink\" role=\"doc-backlink\">1</a> first <em>note</em></p></aside>")));
    EXPECT_THAT(book.body(book.documents()[1]),
                AllOf(HasSubstr("<p>y<a class=\"noteref\" id=\"noteref-2\" href=\"#note-2\""), HasSubstr(">2</a> second</p><p>goes on</p></aside>")));
    EXPECT_THAT(book["nav.xhtml"], Not(HasSubstr("first")));
}

TEST_F(WholeBook, NotesCanBeNumberedByDocument) {
    Options options;
    options.notes = NoteNumbering::by_document;
    Ebook book = make("<body><section><p>x<aside role=\"doc-footnote\">a</aside></p></section>"
                      "<section><p>y<aside role=\"doc-footnote\">b</aside></p></section></body>", options);
    EXPECT_THAT(book.body(book.documents()[1]), HasSubstr("role=\"doc-noteref\">1</a>"));
}

TEST_F(WholeBook, NotesInNotesInLinksAndInListsAreKept) {
    Ebook book = make("<body><p><a href=\"https://example.org/\">x<aside role=\"doc-footnote\">in a link"
                      "<aside role=\"doc-footnote\">in a note</aside></aside></a></p>"
                      "<ul><li>i</li><aside role=\"doc-footnote\">in a list</aside></ul></body>");
    std::string text = book.body();
    EXPECT_THAT(text, HasSubstr("<a href=\"https://example.org/\">x</a><a class=\"noteref\""));
    for (char const* words : {"in a link", "in a note", "in a list"}) EXPECT_EQ(occurrences(text, words), 1u) << words;
    EXPECT_EQ(occurrences(text, "role=\"doc-noteref\""), 3u);
    EXPECT_EQ(occurrences(text, "role=\"doc-footnote\""), 3u);
}

TEST_F(WholeBook, NotesThatAReferenceLeadsToStayWhereTheyAre) {
    Ebook book = make("<body><p>x<a role=\"doc-noteref\" href=\"#n\">*</a></p><aside role=\"doc-footnote\" id=\"n\"><p>note</p></aside><p>y</p></body>");
    std::string text = book.body();
    EXPECT_THAT(text, HasSubstr("<aside id=\"n\" epub:type=\"footnote\" role=\"doc-footnote\"><p>note</p></aside><p>y</p>"));
    EXPECT_THAT(text, Not(HasSubstr("backlink")));
}

TEST_F(WholeBook, PagesAreMarkedInTheTextAndBeforeDividedWords) {
    dom::Document document = markup("<body><section><h2>A</h2><p>first chapter</p></section><section><h2>B</h2><p>über</p></section></body>");
    dom::PageMap pages;
    for (dom::NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (!document.is_text(node)) continue;
        if (document.text(node) == "A") pages.pages.push_back({"i", {node, 0}});
        if (document.text(node) == "first chapter") pages.pages.push_back({"1", {node, 10}});
        if (document.text(node) == "über") pages.pages.push_back({"2", {node, 1}});  // inside the two bytes of ü
    }
    pages.pages.push_back({"3", {}});  // blank
    Options options;
    options.pages = &pages;
    Ebook book = make(document, options);
    EXPECT_THAT(book.body(book.documents()[0]),
                HasSubstr("<p>first <span id=\"page-1\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" aria-label=\"1\"></span>chapter</p>"));
    EXPECT_THAT(book.body(book.documents()[1]), HasSubstr("<p><span id=\"page-2\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" aria-label=\"2\"></span>über</p>"));
    EXPECT_THAT(book["nav.xhtml"], AllOf(HasSubstr("epub:type=\"page-list\""), HasSubstr("<a href=\"text/001-section.xhtml#page-i\">i</a>"),
                                         HasSubstr("<a href=\"text/002-section.xhtml#page-2\">2</a>"), Not(HasSubstr(">3</a>"))));
    EXPECT_THAT(book["toc.ncx"], AllOf(HasSubstr("<pageList>"), HasSubstr("type=\"normal\" value=\"2\""), HasSubstr("type=\"special\"><navLabel><text>i<"),
                                       HasSubstr("name=\"dtb:maxPageNumber\" content=\"2\"")));
    EXPECT_THAT(book["package.opf"], AllOf(HasSubstr("pageBreakMarkers"), HasSubstr("<meta property=\"pageBreakSource\">")));
}

TEST_F(WholeBook, ANumberThatTwoPagesBearIsAValueOnce) {
    dom::Document document = markup("<body><p>A</p><p>B</p></body>");
    dom::PageMap pages;
    for (dom::NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (document.is_text(node)) pages.pages.push_back({"1", {node, 0}});
    }
    Options options;
    options.pages = &pages;
    Ebook book = make(document, options);
    std::string ncx = book["toc.ncx"];
    std::size_t first = ncx.find("value=\"1\"");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(ncx.find("value=\"1\"", first + 1), std::string::npos) << "NCX: value and type tell a page";
    EXPECT_THAT(ncx, HasSubstr("type=\"special\"><navLabel><text>1<")) << "the second stays in the list";
}

TEST_F(WholeBook, PagesOfAnOlderEditionCanBeChosen) {
    dom::Document document = markup("<body><p>one two</p></body>");
    dom::NodeId text = document.node(document.node(document.root()).first_child).first_child;
    dom::Anchor anchor;
    anchor.kind = dom::AnchorKind::page_break;
    anchor.at = {text, 4};
    anchor.label = "12r";
    document.anchors.push_back(anchor);
    Options options;
    options.page_source = PageSource::source;
    Ebook book = make(document, options);
    EXPECT_THAT(book.body(), HasSubstr("one <span id=\"page-12r\" epub:type=\"pagebreak\""));
    EXPECT_THAT(book["nav.xhtml"], HasSubstr("#page-12r\">12r</a>"));
    EXPECT_THAT(make(document)["nav.xhtml"], Not(HasSubstr("page-list")));
}

TEST_F(WholeBook, OfSeveralOlderEditionsOneIsTold) {
    dom::Document document = markup("<body><p>one two three</p></body>");
    dom::NodeId text = document.node(document.node(document.root()).first_child).first_child;
    auto page = [&](std::uint32_t byte, char const* label, char const* edition) {
        dom::Anchor anchor;
        anchor.kind = dom::AnchorKind::page_break;
        anchor.at = {text, byte};
        anchor.label = label;
        anchor.edition = base::Name::of(edition);
        document.anchors.push_back(anchor);
    };
    page(0, "7", "A");
    page(4, "301", "B");
    page(8, "8", "A");
    document.metadata.page_source = "urn:isbn:9780000000019";
    Options options;
    options.page_source = PageSource::source;
    Ebook first = make(document, options);
    EXPECT_THAT(first["nav.xhtml"], AllOf(HasSubstr(">7</a>"), HasSubstr(">8</a>"), Not(HasSubstr(">301</a>"))));
    EXPECT_EQ(first.count(base::Code::epub_page_list), 1u) << "that the other is left out";
    EXPECT_THAT(first["package.opf"], HasSubstr("<meta property=\"pageBreakSource\">urn:isbn:9780000000019</meta>"));
    options.source_edition = "B";
    options.source_identifier = "urn:isbn:9780000000026";
    Ebook second = make(document, options);
    EXPECT_THAT(second["nav.xhtml"], AllOf(HasSubstr(">301</a>"), Not(HasSubstr(">7</a>"))));
    EXPECT_EQ(second.count(base::Code::epub_page_list), 0u);
    EXPECT_THAT(second["package.opf"], HasSubstr("<meta property=\"pageBreakSource\">urn:isbn:9780000000026</meta>"));
    options.source_edition = "C";
    Ebook none = make(document, options);
    EXPECT_THAT(none["nav.xhtml"], Not(HasSubstr("page-list")));
    EXPECT_EQ(none.count(base::Code::epub_page_list), 1u);
}

TEST_F(WholeBook, NavigationIsNested) {
    Ebook book = make(chapters);
    std::string nav = book["nav.xhtml"];
    std::erase(nav, '\n');
    while (nav.find("  ") != std::string::npos) nav.replace(nav.find("  "), 2, "");
    EXPECT_THAT(nav, HasSubstr("<li><a href=\"text/002-part.xhtml\">Part</a><ol><li><a href=\"text/003-chapter.xhtml\">One</a></li>"
                               "<li><a href=\"text/004-chapter.xhtml\">Two</a></li></ol>"));
    EXPECT_THAT(nav, AllOf(HasSubstr("<a epub:type=\"titlepage\" href=\"text/001-titlepage.xhtml\">"),
                           HasSubstr("<a epub:type=\"bodymatter\" href=\"text/002-part.xhtml\">")));
    EXPECT_EQ(occurrences(book["toc.ncx"], "<navPoint"), 5u);
    EXPECT_THAT(book["toc.ncx"], HasSubstr("content=\"urn:uuid:af4220c0-2e3b-4c09-94d7-9c1f3e35dde4\""));
}

TEST_F(WholeBook, ATextWithoutHeadingsIsOneEntry) {
    EXPECT_THAT(make("<body><p>x</p></body>")["nav.xhtml"], HasSubstr("<a href=\"text/001-section.xhtml\">A Book</a>"));
}

TEST_F(WholeBook, MetadataComeWithTheirRefinements) {
    dom::Document document = markup("<body><h1>x</h1></body>");
    document.metadata.subtitle = "Or & Not";
    document.metadata.contributors = {{"Ann Author", "aut", "Author, Ann"}, {"Ed Itor", "edt", ""}};
    document.metadata.identifiers.push_back({"9780000000002", "isbn"});
    document.metadata.series = "Books";
    document.metadata.series_position = "2";
    document.metadata.date = "about 1900";
    Ebook book = make(document);
    std::string const& package = book["package.opf"];
    EXPECT_THAT(package, AllOf(HasSubstr("<dc:title id=\"title\">A Book</dc:title>"), HasSubstr("<dc:title id=\"subtitle\">Or &amp; Not</dc:title>"),
                               HasSubstr("<dc:creator id=\"creator-1\">Ann Author</dc:creator>"),
                               HasSubstr("<meta refines=\"#creator-1\" property=\"role\" scheme=\"marc:relators\">aut</meta>"),
                               HasSubstr("<meta refines=\"#creator-1\" property=\"file-as\">Author, Ann</meta>"),
                               HasSubstr("<dc:contributor id=\"contributor-1\">Ed Itor</dc:contributor>")));
    EXPECT_THAT(package, AllOf(HasSubstr("<dc:identifier id=\"identifier\">urn:uuid:af4220c0"), HasSubstr("<dc:identifier id=\"identifier-2\">urn:isbn:9780000000002</dc:identifier>"),
                               HasSubstr("<meta refines=\"#series\" property=\"group-position\">2</meta>"), Not(HasSubstr("<dc:date>")),
                               HasSubstr("<meta property=\"dcterms:modified\">2026-11-24T00:00:00Z</meta>")));
    EXPECT_EQ(book.count(base::Code::epub_metadata), 1u);
}

TEST_F(WholeBook, WhatEpubRequiresIsMadeUpTheSameWayEachTime) {
    auto bare = [](std::string_view text) {
        dom::Document document = markup(text);
        document.metadata = {};
        return document;
    };
    std::string one = make(bare("<body><h1>Heading</h1></body>"))["package.opf"];
    EXPECT_EQ(one, make(bare("<body><h1>Heading</h1></body>"))["package.opf"]);
    EXPECT_THAT(one, AllOf(HasSubstr(">Heading</dc:title>"), HasSubstr("<dc:language>und</dc:language>"), HasSubstr(">2000-01-01T00:00:00Z<")));
    auto identifier = [](std::string const& package) { return package.substr(package.find("urn:uuid:"), 45); };
    EXPECT_NE(identifier(one), identifier(make(bare("<body><h1>Heading.</h1></body>"))["package.opf"]));
}

TEST_F(WholeBook, RightToLeftBooksTurnTheirPagesSo) {
    dom::Document document = markup("<body><p>x</p></body>");
    document.metadata.language = "yi";
    EXPECT_THAT(make(document)["package.opf"], HasSubstr("page-progression-direction=\"rtl\""));
    document.metadata.language = "yi-Latn";
    EXPECT_THAT(make(document)["package.opf"], Not(HasSubstr("page-progression-direction")));
}

TEST_F(WholeBook, PicturesGoInOnceUnderATrueName) {
    workspace->put("pictures/Map 1.jpg", std::string(png));  // a PNG, whatever it is called
    Ebook book = make("<body><p><img src=\"pictures/Map%201.jpg\" alt=\"A map\" width=\"50%\" height=\"30\"/>"
                      "<img src=\"./pictures/Map%201.jpg\" alt=\"\"/></p></body>");
    EXPECT_THAT(book.body(), HasSubstr("<img src=\"../images/map_1.png\" alt=\"A map\" height=\"30\"/><img src=\"../images/map_1.png\" alt=\"\"/>"));
    EXPECT_EQ(book["images/map_1.png"], png);
    EXPECT_EQ(occurrences(book["package.opf"], "image/png"), 1u);
    EXPECT_THAT(book["package.opf"], AllOf(HasSubstr("alternativeText"), HasSubstr("<meta property=\"schema:accessModeSufficient\">textual</meta>")));
}

TEST_F(WholeBook, AlternativesStandForPicturesThatCannotBeHad) {
    workspace->put("a.tiff", "II*\0picture");
    Ebook book = make("<body><p><img src=\"gone.png\" alt=\"gone\"/> <img src=\"https://example.org/x.png\" alt=\"remote\"/> "
                      "<img src=\"a.tiff\" alt=\"tiff\"/> <img src=\"../outside.png\" alt=\"outside\"/></p></body>");
    std::string text = book.body();
    for (char const* alternative : {"gone", "remote", "tiff", "outside"}) EXPECT_THAT(text, HasSubstr(std::string("<span class=\"as-missing-picture\">") + alternative + "</span>"));
    EXPECT_THAT(text, Not(HasSubstr("<img")));
    EXPECT_EQ(book.diagnostics.all().size(), 4u);
    EXPECT_EQ(book.count(base::Code::read_remote_resource), 1u);
    EXPECT_THAT(book["package.opf"], Not(HasSubstr("remote-resources")));
}

TEST_F(WholeBook, ClaimsNothingThatTheContentDoesNotHave) {
    workspace->put("a.png", std::string(png));
    Options options;
    options.certifier = {"A press", "", ""};
    std::string good = make("<body><h1>x</h1><p><img src=\"a.png\" alt=\"a\"/></p></body>", options)["package.opf"];
    EXPECT_THAT(good, AllOf(HasSubstr("dcterms:conformsTo"), HasSubstr("A press</meta>")));
    Ebook bad = make("<body><h1>x</h1><p>\n<img src=\"a.png\"/></p></body>", options);
    EXPECT_THAT(bad["package.opf"], AllOf(Not(HasSubstr("conformsTo")), Not(HasSubstr("alternativeText"))));
    ASSERT_EQ(bad.count(base::Code::epub_accessibility), 1u);
    EXPECT_EQ(bad.diagnostics.all().back().where.line, 2u);
    EXPECT_THAT(make("<body><h1>x</h1></body>")["package.opf"], AllOf(Not(HasSubstr("conformsTo")), Not(HasSubstr("pageNavigation"))));
}

TEST_F(WholeBook, AClaimGoesWithEachLanguageThatIsMissing) {
    Options options;
    options.certifier = {"A press", "A badge", "https://example.org/report"};
    auto package = [&](std::string_view text) { return make(text, options)["package.opf"]; };
    EXPECT_THAT(package("<body><h1>x</h1><p>In Japan: <span lang=\"ja\">日本</span>, π, Latin.</p></body>"),
                AllOf(HasSubstr("dcterms:conformsTo"), HasSubstr("<meta property=\"a11y:certifierCredential\" refines=\"#certifier\">A badge</meta>"),
                      HasSubstr("<link rel=\"a11y:certifierReport\" refines=\"#certifier\" href=\"https://example.org/report\"/>")));
    Ebook bad = make("<body><h1>x</h1><p>In Japan:\n<span>日本</span></p></body>", options);
    EXPECT_THAT(bad["package.opf"], Not(HasSubstr("conformsTo")));
    ASSERT_EQ(bad.count(base::Code::epub_accessibility), 1u);
    EXPECT_EQ(bad.diagnostics.all().back().where.line, 2u);
    EXPECT_THAT(package("<body><h1>x</h1><p lang=\"ja\">русский</p></body>"), Not(HasSubstr("conformsTo")));
    EXPECT_THAT(package("<body><h1>x</h1><p lang=\"ru-Latn\">русский</p></body>"), Not(HasSubstr("conformsTo")));
    EXPECT_THAT(package("<body><h1>x</h1><p lang=\"not a tag\">x</p></body>"), Not(HasSubstr("conformsTo")));
    dom::Document document = markup("<body><h1>x</h1></body>");
    document.metadata.language.clear();
    EXPECT_THAT(make(document, options)["package.opf"], Not(HasSubstr("conformsTo")));
}

TEST_F(WholeBook, AClaimGoesWithThePageListOfAPrintedBook) {
    dom::Document document = markup("<body><h1>x</h1></body>");
    dom::PageMap pages;
    pages.pages.push_back({"1", {document.node(document.node(document.root()).first_child).first_child, 0}});
    Options options;
    options.certifier = {"A press", "", ""};
    options.pages = &pages;
    EXPECT_THAT(make(document, options)["package.opf"], AllOf(HasSubstr("pageNavigation"), HasSubstr("dcterms:conformsTo")));
    options.page_source = PageSource::none;
    Ebook without = make(document, options);
    EXPECT_THAT(without["package.opf"], AllOf(Not(HasSubstr("pageNavigation")), Not(HasSubstr("pageBreakSource")), Not(HasSubstr("conformsTo"))));
    EXPECT_EQ(without.count(base::Code::epub_accessibility), 1u);
}

TEST_F(WholeBook, CoverComesFirst) {
    Options options;
    options.cover = png;
    Ebook book = make("<body><h1>x</h1></body>", options);
    EXPECT_THAT(book["package.opf"], AllOf(HasSubstr("href=\"images/cover.png\" media-type=\"image/png\" properties=\"cover-image\""),
                                           HasSubstr("<spine toc=\"item-toc.ncx\">\n    <itemref idref=\"item-text-cover.xhtml\"/>")));
    EXPECT_THAT(book["text/cover.xhtml"], HasSubstr("role=\"doc-cover\""));
}

TEST_F(WholeBook, BytesDependOnTheInputAlone) {
    std::string text = "<body>";
    for (int i = 0; i < 40; ++i) text += "<section><h2>T</h2><p>x<aside role=\"doc-footnote\">n</aside></p></section>";
    text += "</body>";
    std::string one = make(text).bytes;
    Options options;
    options.workers = 4;
    EXPECT_EQ(one, make(text, options).bytes);
}

TEST_F(WholeBook, AnEmptyDocumentIsAnError) {
    dom::Document document;
    std::vector<css::StyleSheetPtr> sheets;
    base::Diagnostics diagnostics;
    auto written = write_epub({.document = document, .sheets = sheets, .workspace = *workspace, .output = "x.epub"}, context, diagnostics);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, base::Code::read_empty);
    EXPECT_EQ(workspace->artefact("x.epub"), nullptr);
}

}  // namespace octavo::epub::test
