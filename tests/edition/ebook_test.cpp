// The e-book through the public interface: its cover, its fonts, its page list.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "io/workspace.h"
#include "io/zip.h"
#include "octavo.h"

namespace octavo {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class EbookRun : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("octavo-ebook-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::map<std::string, std::string> make(Request request, std::string const& body) {
        std::ofstream(folder_ / "x.xhtml") << "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\"><head><title>A Title</title></head><body>"
                                           << body << "</body></html>";
        request.action = Action::epub;
        request.inputs = {(folder_ / "x.xhtml").string()};
        result_ = run(request);
        EXPECT_EQ(result_.exit_code, exit_ok);
        std::ifstream stream(folder_ / "x.epub", std::ios::binary);
        auto archive = std::make_shared<io::Resource>();
        book_ = {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        archive->bytes = book_;
        std::map<std::string, std::string> members;
        auto reader = io::ZipReader::open(archive, {});
        if (!reader) return members;
        for (io::ZipMember const& member : reader->members()) members[member.name] = reader->read(member.name).value_or("");
        return members;
    }
    [[nodiscard]] bool warned(std::string_view code) const {
        return std::any_of(result_.messages.begin(), result_.messages.end(), [&](Message const& message) { return message.code == code; });
    }
    std::filesystem::path folder_;
    std::string book_;
    Result result_;
};

TEST_F(EbookRun, ACoverIsMadeOfTheTitlePage) {
    auto members = make({}, "<h1>A Title</h1><p>Text.</p>");
    std::string const& cover = members["EPUB/images/cover.jpg"];
    ASSERT_GT(cover.size(), 1000u);
    EXPECT_EQ(cover.substr(0, 3), "\xFF\xD8\xFF");
    std::size_t frame = cover.find("\xFF\xC0");  // SOF0: precision, height, width
    ASSERT_NE(frame, std::string::npos);
    auto number = [&](std::size_t at) { return static_cast<unsigned char>(cover[at]) * 256u + static_cast<unsigned char>(cover[at + 1]); };
    EXPECT_EQ(number(frame + 5), 2560u);
    EXPECT_EQ(number(frame + 7), 1600u);
    EXPECT_THAT(members["EPUB/text/cover.xhtml"], HasSubstr("alt=\"A Title\""));
    EXPECT_THAT(members["EPUB/package.opf"], HasSubstr("properties=\"cover-image\""));
    EXPECT_EQ(cover, make({}, "<h1>A Title</h1><p>Text.</p>")["EPUB/images/cover.jpg"]) << "the same bytes each time";
    Request none;
    none.cover = "none";
    EXPECT_FALSE(make(none, "<h1>A Title</h1>").contains("EPUB/images/cover.jpg"));
}

TEST_F(EbookRun, FontsAreCutDownToWhatIsUsed) {
    Request request;
    request.embed_fonts = true;
    auto members = make(request, "<h1>A Title</h1><p>Text, <em>emphasis</em>, <b>bold</b>, <span lang=\"ja\">日本</span> and <span lang=\"zh\">中国</span>.</p>");
    std::string const& css = members["EPUB/css/fonts-embedded.css"];
    EXPECT_THAT(css, AllOf(HasSubstr("font-family: \"EB Garamond\""), HasSubstr("font-style: italic"), HasSubstr("font-weight: 700"),
                           HasSubstr("font-family: \"Noto Serif CJK JP\""), HasSubstr("font-family: \"Noto Serif CJK SC\"")));
    std::size_t fonts = 0;
    for (auto const& [name, bytes] : members) {
        if (!name.starts_with("EPUB/fonts/")) continue;
        ++fonts;
        EXPECT_LT(bytes.size(), 200'000u) << name << ": a subset";
        EXPECT_TRUE(bytes.starts_with("OTTO") || bytes.starts_with(std::string_view("\0\1\0\0", 4))) << name;
        EXPECT_THAT(css, HasSubstr("url(../" + name.substr(5) + ")"));
    }
    EXPECT_GE(fonts, 5u);
    EXPECT_FALSE(make({}, "<h1>A Title</h1>").contains("EPUB/css/fonts-embedded.css"));
}

TEST_F(EbookRun, PagesArePrintedOnesOrTheSourcesOrNone) {
    std::string body = "<h1>A Title</h1><p>one <span epub:type=\"pagebreak\" id=\"p7\" title=\"7\"></span>two</p>";
    Request request;
    request.page_list = "source";
    EXPECT_THAT(make(request, body)["EPUB/nav.xhtml"], HasSubstr(">7</a>"));
    request.page_list = "print";
    EXPECT_THAT(make(request, body)["EPUB/nav.xhtml"], AllOf(HasSubstr("epub:type=\"page-list\""), Not(HasSubstr(">7</a>"))));
    request.page_list = "none";
    EXPECT_THAT(make(request, body)["EPUB/nav.xhtml"], Not(HasSubstr("page-list")));
    request.page_list = "source";
    (void)make(request, "<h1>A Title</h1>");
    EXPECT_TRUE(warned("epub-page-list"));
}

}  // namespace
}  // namespace octavo
