// From e-book to e-book, through the public interface: what the source's package says is said again.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "io/zip.h"
#include "octavo.h"

namespace octavo {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view xhtml = "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\">";

std::string page(std::string_view head, std::string_view body) {
    std::string text(xhtml);
    text.append("<head><title>t</title>").append(head).append("</head>").append(body).append("</html>");
    return text;
}

/// A book with what is easily lost: sheets of single files, a body's class, an item beside the spine, a heading without a link.
std::string book() {
    io::ZipWriter writer({});
    writer.add("mimetype", "application/epub+zip", io::Packing::stored);
    auto add = [&](std::string_view name, std::string_view text) { writer.add(name, text, io::Packing::deflated); };
    add("META-INF/container.xml",
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
        "<rootfile full-path=\"OPS/p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>");
    add("OPS/p.opf",
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"i\" prefix=\"se: https://example.org/se\">"
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"i\">urn:isbn:9780000000002</dc:identifier>"
        "<dc:title>The Book</dc:title><dc:language>en</dc:language><dc:creator id=\"c\">A. Author</dc:creator>"
        "<meta refines=\"#c\" property=\"alternate-script\" xml:lang=\"ru\">Автор</meta><dc:type>fiction</dc:type>"
        "<meta property=\"se:words\">12</meta><meta property=\"dcterms:modified\">2020-02-02T00:00:00Z</meta></metadata><manifest>"
        "<item id=\"n\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>"
        "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/>"
        "<item id=\"s\" href=\"all.css\" media-type=\"text/css\"/></manifest>"
        "<spine page-progression-direction=\"ltr\"><itemref idref=\"a\"/><itemref idref=\"b\" linear=\"no\"/></spine></package>");
    add("OPS/nav.xhtml", page("", "<body><nav epub:type=\"toc\"><ol><li><span>Part</span><ol><li><a href=\"a.xhtml\">Called so</a></li></ol></li></ol></nav>"
                                  "<nav epub:type=\"landmarks\"><ol><li><a epub:type=\"bodymatter\" href=\"a.xhtml\">Begin</a></li></ol></nav>"
                                  "<nav epub:type=\"page-list\"><ol><li><a href=\"a.xhtml#p7\">vii</a></li></ol></nav></body>"));
    add("OPS/a.xhtml", page("<link rel=\"stylesheet\" href=\"all.css\"/><style>.own { color: #123456 }</style>",
                            "<body class=\"first\"><h1>One</h1><p class=\"own\">a <span id=\"p7\" epub:type=\"pagebreak\" title=\"vii\"/>b"
                            "<a epub:type=\"noteref\" href=\"#n1\">*</a></p><aside epub:type=\"footnote\" id=\"n1\"><p>Noted.</p></aside></body>"));
    add("OPS/b.xhtml", page("<link rel=\"stylesheet\" href=\"all.css\"/>", "<body><p id=\"x\">Aside. <a href=\"a.xhtml\">back</a></p></body>"));
    add("OPS/all.css", "p.own { font-style: oblique }");
    return *writer.finish();
}

class EbookSource : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("octavo-ebook-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "book.epub", std::ios::binary) << book();
        request_.inputs = {(folder_ / "book.epub").string()};
        request_.jobs = 1;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Result make(Action action) {
        request_.action = action;
        return run(request_);
    }
    [[nodiscard]] std::string read(std::string const& name) const {
        std::ifstream stream(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    /// The members of book-octavo.epub, one after the other, each under its name.
    [[nodiscard]] std::map<std::string, std::string> members() const {
        auto resource = std::make_shared<io::Resource>();
        auto bytes = std::make_shared<std::string>(read("book-octavo.epub"));
        resource->name = "book-octavo.epub";
        resource->bytes = *bytes;
        resource->keep = bytes;
        std::map<std::string, std::string> found;
        auto reader = io::ZipReader::open(resource, {});
        if (!reader) return found;
        for (io::ZipMember const& member : reader->members()) found.emplace(member.name, *reader->read(member.name));
        return found;
    }
    std::filesystem::path folder_;
    Request request_;
};

TEST_F(EbookSource, IsWrittenAnewUnderAnotherName) {
    std::string const before = read("book.epub");
    Result result = make(Action::build);
    EXPECT_EQ(result.exit_code, exit_ok);
    EXPECT_EQ(read("book.epub"), before);
    EXPECT_EQ(read("book.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(read("book-octavo.epub").substr(30, 8), "mimetype");
    request_.output = request_.inputs.front();
    EXPECT_EQ(make(Action::epub).exit_code, exit_bad_output) << "not even when asked for";
    EXPECT_EQ(read("book.epub"), before);
}

TEST_F(EbookSource, KeepsItsPackage) {
    ASSERT_EQ(make(Action::epub).exit_code, exit_ok);
    auto files = members();
    std::string const& package = files["EPUB/package.opf"];
    for (std::string_view kept : {"<dc:type>fiction</dc:type>", ">Автор</meta>", "<meta property=\"se:words\">12</meta>", "prefix=\"se: https://example.org/se\"",
                                  "page-progression-direction=\"ltr\"", "urn:isbn:9780000000002", "linear=\"no\""})
        EXPECT_THAT(package, HasSubstr(kept));
    std::string const& nav = files["EPUB/nav.xhtml"];
    EXPECT_THAT(nav, HasSubstr("<li><span>Part</span>"));
    EXPECT_THAT(nav, HasSubstr(">Called so</a>"));
    EXPECT_THAT(nav, HasSubstr(">Begin</a>"));
    EXPECT_THAT(nav, HasSubstr(">vii</a>"));
    EXPECT_THAT(nav, Not(HasSubstr(">One</a>"))) << "its contents, not its headings";
}

TEST_F(EbookSource, KeepsItsFilesAndTheirLooks) {
    ASSERT_EQ(make(Action::epub).exit_code, exit_ok);
    std::string first, second;
    for (auto const& [name, text] : members()) {
        if (name.starts_with("EPUB/text/001")) first = text;
        if (name.starts_with("EPUB/text/002")) second = text;
    }
    EXPECT_THAT(first, HasSubstr("<body class=\"first\"")) << "the body itself, not a section in it";
    EXPECT_THAT(first, HasSubstr("epub:type=\"pagebreak\""));
    EXPECT_THAT(first, HasSubstr(">*</a>")) << "a note keeps its sign";
    auto links = [](std::string const& text) {
        std::size_t count = 0;
        for (auto at = text.find("rel=\"stylesheet\""); at != std::string::npos; at = text.find("rel=\"stylesheet\"", at + 1)) ++count;
        return count;
    };
    EXPECT_EQ(links(first), links(second) + 1) << "a sheet of one file is for that file";
}

TEST_F(EbookSource, IsPrintedWithItsNotesWhereTheyAreCalled) {
    request_.stage = Stage::box;
    Result result = make(Action::dump);
    ASSERT_EQ(result.exit_code, exit_ok);
    auto note = result.text.find("footnote");
    ASSERT_NE(note, std::string::npos) << result.text;
    EXPECT_LT(result.text.find("text \"*\""), note);
    EXPECT_GT(result.text.find("Noted."), note);
    EXPECT_THAT(result.text, Not(HasSubstr("generated \"1"))) << "the call says what the label is";
}

TEST_F(EbookSource, IsCheckedExplainedAndDumped) {
    EXPECT_EQ(make(Action::check).exit_code, exit_ok);
    request_.stage = Stage::dom;
    EXPECT_THAT(make(Action::dump).text, HasSubstr("Noted."));
    request_.selector = "p.own";
    request_.property = "font-style";
    EXPECT_THAT(make(Action::explain).text, HasSubstr("book.epub/OPS/all.css:1:"));
}

}  // namespace
}  // namespace octavo
