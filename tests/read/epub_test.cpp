// Reading EPUBs: archives, containers, packages of both versions, and what is damaged or hostile in them.
#include <gmock/gmock.h>

#include "io/checksum.h"
#include "io/zip.h"
#include "support.h"

namespace octavo::read {
namespace {

using test::Reading;
using test::Source;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view container =
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
    "<rootfile full-path=\"OPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

std::string page(std::string_view body, std::string_view head = "") {
    std::string text = "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title>t</title>";
    text += head;
    text += "</head>\n<body>";
    text += body;
    return text + "</body></html>";
}

std::string package(std::string_view metadata, std::string_view manifest, std::string_view spine, std::string_view more = "") {
    std::string text = "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"u\" prefix=\"se: https://example.org/se\">\n"
                       "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:opf=\"http://www.idpf.org/2007/opf\">";
    text += "<dc:identifier id=\"u\">urn:uuid:12345678-1234-1234-1234-123456789abc</dc:identifier><dc:language>en</dc:language>";
    text += metadata;
    text += "</metadata>\n<manifest>";
    text += manifest;
    text += "</manifest>\n<spine";
    text += spine;
    text += "</spine>";
    text += more;
    return text + "</package>";
}

std::string item(std::string_view id, std::string_view href, std::string_view more = "", std::string_view type = "application/xhtml+xml") {
    std::string text = "<item id=\"";
    text.append(id).append("\" href=\"").append(href).append("\" media-type=\"").append(type).append("\" ").append(more);
    return text + "/>\n";
}

std::string archive_of(std::vector<Source> const& members) {
    io::ZipWriter writer({});
    writer.add("mimetype", "application/epub+zip", io::Packing::stored);
    for (Source const& member : members) writer.add(member.name, member.text, io::Packing::deflated);
    return *writer.finish();
}

std::unique_ptr<Reading> read_archive(std::string bytes) {
    auto reading = std::make_unique<Reading>();
    auto memory = io::make_memory_workspace(reading->context);
    memory->put("book.epub", std::move(bytes));
    reading->workspace = io::open_archives(std::move(memory), reading->context);
    reading->document = read_document(*reading->workspace, {"book.epub"}, reading->context, reading->diagnostics);
    return reading;
}

/// An EPUB with this package and these files in OPS.
std::unique_ptr<Reading> read_book(std::string const& opf, std::vector<Source> const& files, std::vector<Source> const& others = {}) {
    std::vector<Source> members{{"META-INF/container.xml", std::string(container)}, {"OPS/book.opf", opf}};
    for (Source const& file : files) members.push_back({"OPS/" + file.name, file.text});
    members.insert(members.end(), others.begin(), others.end());
    return read_archive(archive_of(members));
}

/// A book of one file; `spine` and `manifest` go beside it.
std::unique_ptr<Reading> read_page(std::string_view body, std::vector<Source> const& more = {}, std::string const& manifest = "") {
    std::vector<Source> files{{"one.xhtml", page(body)}};
    files.insert(files.end(), more.begin(), more.end());
    return read_book(package("<dc:title>T</dc:title>", item("one", "one.xhtml") + manifest, "><itemref idref=\"one\"/>"), files);
}

std::string text_of(Reading const& reading) { return reading.document->text_content(reading.document->body()); }

std::string contents_of(Reading const& reading) {
    std::string out;
    for (dom::ContentsLine const& line : reading.document->contents) {
        std::string text = line.target ? reading.document->text_content(line.target) : "-";
        out += std::to_string(line.level) + " " + line.label + " > " + text.substr(0, 12) + "\n";
    }
    return out;
}

TEST(Epub, PackageSpineAndPositions) {
    auto read = read_book(package("<dc:title>T</dc:title>", item("a", "text/a%20b.xhtml") + item("b", "b.xhtml"),
                                  "><itemref idref=\"b\"/><itemref idref=\"a\" linear=\"no\"/>"),
                          {{"text/a b.xhtml", page("<p>A</p>\n<p id=\"gone\"><a href=\"../b.xhtml#y\">dead</a></p>")},
                           {"b.xhtml", page("<p id=\"x\">B <a href=\"text/a%20b.xhtml\">there</a></p>")}});
    ASSERT_TRUE(read->document) << read->messages();
    EXPECT_EQ(text_of(*read), "B thereA\ndead");
    ASSERT_EQ(read->document->parts.size(), 2U);
    EXPECT_EQ(read->document->parts[0].linear, dom::Part::Linear::yes);
    EXPECT_EQ(read->document->parts[1].linear, dom::Part::Linear::no);
    EXPECT_EQ(read->document->parts[1].name.view(), "book.epub/OPS/text/a b.xhtml");
    EXPECT_THAT(read->messages(), HasSubstr("book.epub/OPS/text/a b.xhtml:3:14: warning: nothing has the id that \"../b.xhtml#y\""));
    EXPECT_THAT(read->messages(), Not(HasSubstr("error")));
}

TEST(Epub, ContentsOfTheNavAreKeptAsTheyAre) {
    std::string nav = page(
        "<nav epub:type=\"toc\"><h1>In this book</h1><ol><li><a href=\"one.xhtml\">The <i>first</i> of all</a></li>"
        "<li><span>Part II</span><ol><li><a href=\"one.xhtml#b\"><img alt=\"Pictured\" src=\"x.png\"/></a></li></ol></li>"
        "<li><a href=\"none.xhtml\">Nowhere</a></li><li><a href=\"one.xhtml#none\">Nearly</a></li></ol></nav>"
        "<nav epub:type=\"landmarks\"><ol><li><a epub:type=\"bodymatter\" href=\"one.xhtml#b\">Go</a></li></ol></nav>");
    auto read = read_page("<h1>One</h1><h2 id=\"b\">Two</h2>", {{"nav.xhtml", nav}}, item("n", "nav.xhtml", "properties=\"nav\""));
    ASSERT_TRUE(read->document) << read->messages();
    EXPECT_EQ(contents_of(*read), "1 The first of all > OneTwo\n1 Part II > -\n2 Pictured > Two\n1 Nearly > OneTwo\n");
    ASSERT_EQ(read->document->landmarks.size(), 1U);
    EXPECT_EQ(read->document->landmarks[0].type, "bodymatter");
    EXPECT_EQ(read->document->landmarks[0].label, "Go");
    EXPECT_THAT(read->messages(), HasSubstr("book.epub/OPS/nav.xhtml:2:"));
    EXPECT_THAT(read->messages(), HasSubstr("\"none.xhtml\" leads nowhere"));
    EXPECT_THAT(text_of(*read), Not(HasSubstr("In this book"))) << "not in the spine, not in the text";
}

TEST(Epub, Epub2HasNcxGuideAndAttributes) {
    std::string ncx =
        "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\"><navMap><navPoint><navLabel><text>One</text></navLabel><content src=\"one.xhtml\"/>"
        "<navPoint><navLabel><text>Inner</text></navLabel><content src=\"one.xhtml#b\"/></navPoint></navPoint></navMap>"
        "<pageList><pageTarget value=\"7\"><navLabel><text>7</text></navLabel><content src=\"one.xhtml#p7\"/></pageTarget></pageList></ncx>";
    auto read = read_book(
        package("<dc:title>T</dc:title><dc:creator opf:role=\"edt\" opf:file-as=\"Doe, Jane\">Jane Doe</dc:creator>"
                "<dc:date opf:event=\"modification\">2020</dc:date><dc:date opf:event=\"publication\">1999</dc:date>"
                "<meta name=\"calibre:series\" content=\"Saga\"/><meta name=\"calibre:series_index\" content=\"3.0\"/><meta name=\"cover\" content=\"c\"/>",
                item("one", "one.xhtml", "", "text/html") + item("ncx", "toc.ncx", "", "application/x-dtbncx+xml") +
                    item("c", "cover%231.png", "", "image/png"),
                " toc=\"ncx\" page-progression-direction=\"rtl\"><itemref idref=\"one\"/>",
                "<guide><reference type=\"text\" title=\"Start\" href=\"one.xhtml#b\"/><reference type=\"other.x\" title=\"X\" href=\"one.xhtml\"/></guide>"),
        {{"one.xhtml", page("<h1>One&nbsp;&mdash;</h1><p>a<a name=\"p7\"></a>b</p><h2 id=\"b\">Inner</h2>")}, {"toc.ncx", ncx}});
    ASSERT_TRUE(read->document) << read->messages();
    EXPECT_EQ(contents_of(*read), "1 One > One\u00a0\u2014abIn\n2 Inner > Inner\n");
    ASSERT_EQ(read->document->landmarks.size(), 1U);
    EXPECT_EQ(read->document->landmarks[0].type, "bodymatter");
    ASSERT_EQ(read->document->anchors.size(), 1U);
    EXPECT_EQ(read->document->anchors[0].label, "7");
    EXPECT_EQ(read->document->text(read->document->anchors[0].at.node), "b");
    dom::Metadata const& metadata = read->document->metadata;
    ASSERT_EQ(metadata.contributors.size(), 1U);
    EXPECT_EQ(metadata.contributors[0].role, "edt");
    EXPECT_EQ(metadata.contributors[0].file_as, "Doe, Jane");
    EXPECT_EQ(metadata.contributors[0].element, "dc:creator");
    EXPECT_EQ(metadata.date, "1999");
    EXPECT_EQ(metadata.series, "Saga");
    EXPECT_EQ(metadata.series_position, "3");
    EXPECT_EQ(metadata.progression, "rtl");
    EXPECT_EQ(metadata.cover, "book.epub/OPS/cover%231.png") << "a reference to the resource";
}

TEST(Epub, StatementsOfThePackageAreKept) {
    auto read = read_book(
        package("<dc:title id=\"t\">Main</dc:title><meta refines=\"#t\" property=\"title-type\">main</meta><meta refines=\"#t\" property=\"file-as\">Main, The</meta>"
                "<dc:title id=\"s\">Short</dc:title><meta refines=\"#s\" property=\"title-type\">short</meta>"
                "<dc:creator id=\"c\" xml:lang=\"ja\">N</dc:creator><meta refines=\"#c\" property=\"role\" scheme=\"marc:relators\">aut</meta>"
                "<meta refines=\"#c\" property=\"alternate-script\">M</meta><meta refines=\"#c\" property=\"unknown\">M</meta>"
                "<dc:language>de</dc:language><dc:type>dictionary</dc:type><dc:subject id=\"j\">Law</dc:subject><meta refines=\"#j\" property=\"authority\">LCSH</meta>"
                "<meta property=\"se:word-count\">9</meta><meta property=\"nope:x\">9</meta><meta property=\"dcterms:modified\">2020-01-01T00:00:00Z</meta>"
                "<meta property=\"schema:accessMode\">textual</meta>",
                item("one", "one.xhtml"), "><itemref idref=\"one\"/>"),
        {{"one.xhtml", page("<p>x</p>")}});
    ASSERT_TRUE(read->document) << read->messages();
    dom::Metadata const& metadata = read->document->metadata;
    EXPECT_EQ(metadata.title, "Main");
    ASSERT_EQ(metadata.title_refinements.size(), 1U);
    EXPECT_EQ(metadata.title_refinements[0], (dom::Refinement{"file-as", "Main, The"}));
    ASSERT_EQ(metadata.contributors.size(), 1U);
    EXPECT_EQ(metadata.contributors[0].refinements, (std::vector<dom::Refinement>{{"alternate-script", "M"}, {"xml:lang", "ja"}}));
    std::vector<std::string> names;
    for (dom::Statement const& statement : metadata.statements) names.push_back(statement.name + "=" + statement.value);
    EXPECT_EQ(names, (std::vector<std::string>{"dc:title=Short", "dc:language=de", "dc:type=dictionary", "dc:subject=Law", "se:word-count=9"}));
    EXPECT_EQ(metadata.modified, "2020-01-01T00:00:00Z");
}

TEST(Epub, PageMarksAndThePageListAgree) {
    std::string nav = page("<nav epub:type=\"page-list\"><ol><li><a href=\"one.xhtml#p1\">1</a></li><li><a href=\"one.xhtml#p2\">2</a></li>"
                           "<li><a href=\"one.xhtml#p3\">iii</a></li></ol></nav>");
    auto read = read_page("<p>a<span epub:type=\"pagebreak\" id=\"p1\" title=\"one\"></span>b</p><p id=\"p2\">c</p>"
                          "<p>d <span role=\"doc-pagebreak\" id=\"p3\">[iii]</span> e <span role=\"doc-pagebreak\" aria-label=\"4\"/>f</p>",
                          {{"nav.xhtml", nav}}, item("n", "nav.xhtml", "properties=\"nav\""));
    ASSERT_TRUE(read->document) << read->messages();
    std::string labels;
    for (dom::Anchor const& anchor : read->document->anchors) labels += std::string(anchor.label) + " ";
    EXPECT_EQ(labels, "1 2 iii 4 ");
    EXPECT_EQ(text_of(*read), "abcd [iii] e f") << "what a mark says is text of the book";
    EXPECT_EQ(read->document->text_content(read->document->anchors[1].at.node), "c");
}

TEST(Epub, SheetsAreForTheFilesThatBringThem) {
    auto read = read_book(package("<dc:title>T</dc:title>", item("a", "a.xhtml") + item("b", "b.xhtml"), "><itemref idref=\"a\"/><itemref idref=\"b\"/>"),
                          {{"a.xhtml", page("<p>a</p>", "<link rel=\"stylesheet\" href=\"all.css\"/><style>p { color: red }</style>")},
                           {"b.xhtml", page("<p>b</p>", "<link rel=\"stylesheet\" href=\"all.css\"/>")},
                           {"all.css", "p { color: blue }"}});
    ASSERT_TRUE(read->document);
    ASSERT_EQ(read->document->styles.size(), 2U);
    EXPECT_TRUE(read->document->styles[0].parts.empty()) << "both link it";
    EXPECT_EQ(read->document->styles[1].parts, std::vector<std::uint32_t>{0});
}

TEST(Epub, FallbacksAndDrawingsAreRead) {
    auto read = read_book(package("<dc:title>T</dc:title>",
                                  item("x", "x.bin", "fallback=\"y\"", "application/x-thing") + item("y", "y.xhtml") +
                                      item("s", "s.svg", "", "image/svg+xml") + item("z", "z.pdf", "", "application/pdf"),
                                  "><itemref idref=\"x\"/><itemref idref=\"s\"/><itemref idref=\"z\"/><itemref idref=\"x\"/><itemref idref=\"none\"/>"),
                          {{"y.xhtml", page("<p>instead</p>")}, {"s.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>drawn</text></svg>"}});
    ASSERT_TRUE(read->document) << read->messages();
    EXPECT_EQ(text_of(*read), "insteaddrawn");
    EXPECT_THAT(read->messages(), HasSubstr("book.epub/OPS/book.opf:8:48: warning: z.pdf"));
    EXPECT_THAT(read->messages(), HasSubstr("stands in the spine twice"));
    EXPECT_THAT(read->messages(), HasSubstr("the spine names \"none\""));
}

TEST(Epub, ObfuscatedFontsAreRead) {
    std::string const font(2000, 'F');
    io::Sha1 digest = io::sha1("urn:uuid:12345678-1234-1234-1234-123456789abc");
    std::string idpf = font, adobe = font;
    for (std::size_t i = 0; i < 1040; ++i) idpf[i] = static_cast<char>(idpf[i] ^ static_cast<char>(digest[i % 20]));
    constexpr std::string_view key = "\x12\x34\x56\x78\x12\x34\x12\x34\x12\x34\x12\x34\x56\x78\x9a\xbc";
    for (std::size_t i = 0; i < 1024; ++i) adobe[i] = static_cast<char>(adobe[i] ^ key[i % 16]);
    std::string encryption = "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\">";
    for (auto const& [algorithm, name] : {std::pair{"http://www.idpf.org/2008/embedding", "OPS/i.otf"}, {"http://ns.adobe.com/pdf/enc#RC", "OPS/a.otf"}}) {
        encryption += std::string("<enc:EncryptedData><enc:EncryptionMethod Algorithm=\"") + algorithm +
                      "\"/><enc:CipherData><enc:CipherReference URI=\"" + name + "\"/></enc:CipherData></enc:EncryptedData>";
    }
    auto read = read_book(package("<dc:title>T</dc:title>", item("one", "one.xhtml"), "><itemref idref=\"one\"/>"),
                          {{"one.xhtml", page("<p>x</p>")}, {"i.otf", idpf}, {"a.otf", adobe}}, {{"META-INF/encryption.xml", encryption + "</encryption>"}});
    ASSERT_TRUE(read->document) << read->messages();
    EXPECT_EQ((*read->workspace->read("book.epub/OPS/i.otf", {}, {}))->bytes, font);
    EXPECT_EQ((*read->workspace->read("book.epub/OPS/a.otf", {}, {}))->bytes, font);
}

// --- damaged and hostile books: refused with a place, never read by half

void expect_refused(std::unique_ptr<Reading> const& read, std::string_view place, std::string_view message) {
    EXPECT_FALSE(read->document);
    EXPECT_TRUE(read->diagnostics.has(base::Severity::fatal)) << read->messages();
    EXPECT_THAT(read->messages(), HasSubstr(place));
    EXPECT_THAT(read->messages(), HasSubstr(message));
}

TEST(EpubDamage, ProtectedBooksAreRefused) {
    std::string encryption = "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
                             "<EncryptedData xmlns=\"http://www.w3.org/2001/04/xmlenc#\"><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/>"
                             "<CipherData><CipherReference URI=\"OPS/one.xhtml\"/></CipherData></EncryptedData></encryption>";
    auto read = read_book(package("<dc:title>T</dc:title>", item("one", "one.xhtml"), "><itemref idref=\"one\"/>"), {{"one.xhtml", "cipher"}},
                          {{"META-INF/encryption.xml", encryption}, {"META-INF/rights.xml", "<rights/>"}});
    expect_refused(read, "book.epub/META-INF/encryption.xml:2:1: fatal:", "protected by Adobe's ADEPT: 'OPS/one.xhtml'");
}

TEST(EpubDamage, WhatIsNoBookIsRefused) {
    expect_refused(read_archive(archive_of({{"content.xml", "<x/>"}})), "fatal", "'book.epub' is no EPUB");
    expect_refused(read_archive(archive_of({{"META-INF/container.xml", "<container/>"}})), "book.epub/META-INF/container.xml:1:1", "names no package document");
    expect_refused(read_archive(archive_of({{"META-INF/container.xml", std::string(container)}})), "book.epub/META-INF/container.xml:1:", "'OPS/book.opf' is not in");
    expect_refused(read_archive(archive_of({{"META-INF/container.xml", std::string(container)}, {"OPS/book.opf", page("<p>x</p>")}})), "book.epub/OPS/book.opf:1:1",
                   "no package document");
    std::string bytes = archive_of({{"META-INF/container.xml", std::string(container)}});
    auto half = read_archive(bytes.substr(0, bytes.size() / 2));
    EXPECT_FALSE(half->document);
    EXPECT_TRUE(half->diagnostics.has(base::Severity::error));
}

TEST(EpubDamage, AMissingSpineOrChapterIsRefused) {
    expect_refused(read_book(package("<dc:title>T</dc:title>", item("one", "one.xhtml"), ">"), {{"one.xhtml", page("<p>x</p>")}}), "book.epub/OPS/book.opf:5:1",
                   "has no spine");
    expect_refused(read_book(package("<dc:title>T</dc:title>", item("one", "one.xhtml"), "><itemref idref=\"one\"/>"), {}), "book.epub/OPS/book.opf:3:11",
                   "'OPS/one.xhtml' is not in");
    expect_refused(read_page("<p>a<b></p>"), "book.epub/OPS/one.xhtml:2:", "</b> was expected");
}

TEST(EpubDamage, NothingClimbsOut) {
    for (std::string_view out : {"../../secret.xhtml", "../../../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/secret.xhtml", "file:///etc/passwd"}) {
        auto read = read_book(package("<dc:title>T</dc:title>", item("one", out), "><itemref idref=\"one\"/>"), {});
        EXPECT_FALSE(read->document) << out;
        EXPECT_TRUE(read->diagnostics.has(base::Code::io_outside_root)) << read->messages();
    }
    std::string climbing(container);
    climbing.replace(climbing.find("OPS/book.opf"), 12, "../x.opf");
    expect_refused(read_archive(archive_of({{"META-INF/container.xml", climbing}})), "META-INF/container.xml:1:", "leads out of the archive");
}

TEST(EpubDamage, BombsAreRefused) {
    auto read = read_page("<p>x</p>", {{"bomb.xhtml", page(std::string(50'000'000, ' '))}});
    ASSERT_TRUE(read->document) << "what nothing refers to is not unpacked: " << read->messages();
    read = read_book(package("<dc:title>T</dc:title>", item("b", "bomb.xhtml"), "><itemref idref=\"b\"/>"), {{"bomb.xhtml", page(std::string(50'000'000, ' '))}});
    expect_refused(read, "book.epub/OPS/book.opf:3:11", "bytes are said to be packed into");
    EXPECT_TRUE(read->diagnostics.has(base::Code::io_limit));
}

TEST(EpubDamage, DuplicateIdsAndLostLinksAreWarnings) {
    auto read = read_page("<p id=\"a\">One</p>\n<p id=\"a\">Two <a href=\"#b\">b</a> <a href=\"none.xhtml\">c</a></p>");
    ASSERT_TRUE(read->document);
    EXPECT_THAT(read->messages(), HasSubstr("book.epub/OPS/one.xhtml:3:1: warning: the id \"a\" was given before, at book.epub/OPS/one.xhtml:2:7"));
    EXPECT_THAT(read->messages(), HasSubstr("book.epub/OPS/one.xhtml:3:15: warning: nothing has the id that \"#b\""));
    EXPECT_EQ(text_of(*read), "One\nTwo b c");
}

TEST(Epub, SeveralBooksBecomeOne) {
    auto reading = std::make_unique<Reading>();
    auto memory = io::make_memory_workspace(reading->context);
    for (std::string title : {"First", "Second"}) {
        std::string nav = page("<nav epub:type=\"toc\"><ol><li><a href=\"one.xhtml\">Chapter of " + title + "</a></li></ol></nav>");
        memory->put(title + ".epub",
                    archive_of({{"META-INF/container.xml", std::string(container)},
                                {"OPS/book.opf", package("<dc:title>" + title + "</dc:title><dc:creator>" + title + "</dc:creator>",
                                                         item("one", "one.xhtml") + item("n", "nav.xhtml", "properties=\"nav\""), "><itemref idref=\"one\"/>")},
                                {"OPS/one.xhtml", page("<h1 id=\"h\">" + title + "</h1><p><a href=\"#h\">up</a></p>")},
                                {"OPS/nav.xhtml", nav}}));
    }
    reading->workspace = io::open_archives(std::move(memory), reading->context);
    reading->document = read_document(*reading->workspace, {"First.epub", "Second.epub"}, reading->context, reading->diagnostics);
    ASSERT_TRUE(reading->document) << reading->messages();
    EXPECT_EQ(contents_of(*reading), "1 First > Firstup\n2 Chapter of First > Firstup\n1 Second > Secondup\n2 Chapter of Second > Secondup\n");
    EXPECT_EQ(reading->document->metadata.title, "First");
    EXPECT_EQ(reading->document->metadata.contributors.size(), 2U);
}

}  // namespace
}  // namespace octavo::read
