// What moves or is written out: notes at the book's end, generated text, long texts without headings, fonts.
#include "small_book.h"

namespace octavo::epub::test {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Placement : public BookTest {};

TEST_F(Placement, NotesAtTheBooksEndAreADocumentOfTheirOwn) {
    Options options;
    options.note_placement = NotePlacement::book;
    Ebook book = make("<body><section><h2>A</h2><p>x<aside role=\"doc-footnote\" id=\"n\">first <a href=\"#b\">there</a>"
                      "<aside role=\"doc-footnote\">inner</aside></aside></p></section>"
                      "<section id=\"b\"><h2>B</h2><p>y<aside role=\"doc-footnote\">second</aside></p><p><a href=\"#n\">to the note</a></p></section></body>",
                      options);
    ASSERT_EQ(book.documents().size(), 3u);
    std::string notes = book.body("text/003-notes.xhtml");
    EXPECT_THAT(book.body("text/001-section.xhtml"), AllOf(HasSubstr("href=\"003-notes.xhtml#n\" epub:type=\"noteref\""), Not(HasSubstr("first"))));
    EXPECT_THAT(notes, AllOf(HasSubstr("<section epub:type=\"endnotes\" role=\"doc-endnotes\">"), HasSubstr("<h2>Notes</h2>"),
                             HasSubstr("href=\"001-section.xhtml#noteref-1\" epub:type=\"backlink\""), HasSubstr("<a href=\"002-section.xhtml#b\">there</a>"),
                             HasSubstr("href=\"#note-2\" epub:type=\"noteref\""), HasSubstr("href=\"#noteref-2\" epub:type=\"backlink\"")));
    EXPECT_THAT(book.body("text/002-section.xhtml"), HasSubstr("<a href=\"003-notes.xhtml#n\">to the note</a>"));
    for (char const* words : {"first", "inner", "second"}) EXPECT_EQ(notes.find(words), notes.rfind(words)) << words;
    EXPECT_THAT(book["nav.xhtml"], AllOf(HasSubstr("<a href=\"text/003-notes.xhtml\">Notes</a>"), HasSubstr("<a epub:type=\"endnotes\" href=\"text/003-notes.xhtml\">")));
}

TEST_F(Placement, CountersGoOnOverTheFiles) {
    Options options;
    options.styled = Options::Styled::yes;
    options.css = "body { counter-reset: c } h2 { counter-increment: c } h2::before { content: counter(c, upper-roman) \". \"; font-style: italic } "
                  "q::before { content: open-quote } q::after { content: close-quote } a::after { content: \" (\" target-counter(attr(href), c) \")\" } "
                  ".orn::before { content: \"\" }";
    Ebook book = make("<body><section><h2 id=\"one\">A</h2><p class=\"orn\">x <q>said</q></p></section>"
                      "<section><h2>B</h2><p>see <a href=\"#one\">there</a></p></section></body>", options);
    EXPECT_THAT(book.body(book.documents()[0]), AllOf(HasSubstr("<span class=\"octavo-before\">I. </span>A</h2>"),
                                                      HasSubstr("<q><span class=\"octavo-before\">“</span>said<span class=\"octavo-after\">”</span></q>"),
                                                      HasSubstr("<p class=\"orn\">x ")));
    EXPECT_THAT(book.body(book.documents()[1]), AllOf(HasSubstr("<span class=\"octavo-before\">II. </span>B"),
                                                      HasSubstr("there<span class=\"octavo-after\"> (1)</span></a>")));
    EXPECT_THAT(book["css/small.css"], AllOf(HasSubstr("h2 > .octavo-before"), Not(HasSubstr("upper-roman"))));
    EXPECT_THAT(book["css/octavo.css"], HasSubstr("q::before, q::after { content: none }"));
    EXPECT_THAT(book["nav.xhtml"], AllOf(HasSubstr(">A</a>"), Not(HasSubstr("I."))));
}

TEST_F(Placement, ALongTextWithoutHeadingsIsCutBetweenItsParagraphs) {
    std::string paragraph = "<p id=\"P\">" + std::string(40'000, 'x') + "</p>", text = "<body><section><h2>C</h2>";
    for (int i = 0; i < 20; ++i) {
        std::string numbered = paragraph;
        text += numbered.replace(numbered.find("P"), 1, "p" + std::to_string(i)) + (i == 6 ? "<hr/>" : "");
    }
    Ebook book = make(text + "<p><a href=\"#p0\">back</a></p></section></body>");
    ASSERT_GT(book.documents().size(), 2u);
    for (std::string const& file : book.documents()) EXPECT_LT(book[file].size(), 345'000u) << file;
    std::string all;
    for (std::string const& file : book.documents()) all += book.body(file);
    for (int i = 0; i < 20; ++i) EXPECT_NE(all.find("<p id=\"p" + std::to_string(i) + "\">"), std::string::npos) << i;
    EXPECT_THAT(book.body(book.documents()[1]), HasSubstr("<section class=\"continued\"><p id=\"p7\">")) << "cut at the break of the text";
    EXPECT_THAT(book.body(book.documents().back()), HasSubstr("<a href=\"001-section.xhtml#p0\">back</a>"));
}

TEST_F(Placement, FontsGoInUnderTheNamesThatSheetsKnow) {
    Options options;
    options.fonts.push_back({.name = "Some Font", .bytes = std::string("OTTO") + std::string(40, 'x'),
                             .rules = {{.family = "Mine", .weight_low = 400, .weight_high = 700, .italic = true, .unicode_range = "U+41-5A"}}});
    options.css = "@font-face { font-family: Mine; src: url(whole.otf) } p { font-family: Mine }";
    Ebook book = make("<body><p>x</p></body>", options);
    EXPECT_EQ(book["fonts/some_font.otf"].substr(0, 4), "OTTO");
    std::string css = book["css/fonts-embedded.css"];
    EXPECT_THAT(css, AllOf(HasSubstr("font-family: \"Mine\""), HasSubstr("src: url(../fonts/some_font.otf) format(\"opentype\")"), HasSubstr("font-weight: 400 700"),
                           HasSubstr("font-style: italic"), HasSubstr("unicode-range: U+41-5A")));
    EXPECT_THAT(book["css/small.css"], Not(HasSubstr("@font-face")));
    EXPECT_THAT(book["package.opf"], HasSubstr("media-type=\"font/otf\""));
}

TEST_F(Placement, PicturesAreMadeSmallerOnlyWhereThatIsAskedFor) {
    constexpr std::string_view png = "\x89PNG\r\n\x1A\nrest of the picture";
    workspace->put("a.png", std::string(png));
    std::string_view text = "<body><p><img src=\"a.png\" alt=\"\"/></p></body>";
    EXPECT_EQ(make(text)["images/a.png"], png);
    Options options;
    options.smaller_picture = [](std::string_view bytes) { return std::string(bytes.substr(0, 12)); };
    EXPECT_EQ(make(text, options)["images/a.png"], png.substr(0, 12));
}

TEST_F(Placement, IdentifiersSayWhatTheyAre) {
    dom::Document document = markup("<body><h1>x</h1></body>");
    document.metadata.identifiers.push_back({"9780000000002", "isbn"});
    document.metadata.identifiers.push_back({"https://doi.org/10.1/x", "doi"});
    std::string package = make(document)["package.opf"];
    EXPECT_THAT(package, AllOf(HasSubstr("<dc:identifier id=\"identifier-2\">urn:isbn:9780000000002</dc:identifier>"),
                               HasSubstr("<meta refines=\"#identifier-2\" property=\"identifier-type\" scheme=\"onix:codelist5\">15</meta>"),
                               HasSubstr("<meta refines=\"#identifier-3\" property=\"identifier-type\" scheme=\"onix:codelist5\">06</meta>"),
                               Not(HasSubstr("refines=\"#identifier\""))));
}

}  // namespace octavo::epub::test
