// Text that comes out as it went in: whole documents, read back from their PDFs by other programs, in the order and the
// structure that they had. A validator does not judge that.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "octavo.h"

namespace octavo {
namespace {

std::string output_of(std::string const& command) {
    std::string out;
    std::FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), got);
    ::pclose(pipe);
    return out;
}

class TextTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("octavo-text-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// The PDF of the body, as `page` and `conform` have it.
    void make(std::string const& body, std::string const& page = "A5") {
        std::ofstream(folder_ / "x.xhtml", std::ios::binary)
            << "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\"><head><title>T</title></head><body>"
            << body << "</body></html>";
        Request request;
        request.action = Action::pdf;
        request.inputs = {(folder_ / "x.xhtml").string()};
        request.page = page;
        ASSERT_EQ(run(request).exit_code, exit_ok);
    }
    [[nodiscard]] std::string pdf() const { return "'" + (folder_ / "x.pdf").string() + "'"; }
    /// Structure and text from the first heading of level 2 on; objects' numbers left out.
    [[nodiscard]] std::string structure() const {
        std::string text = output_of("pdfinfo -struct-text " + pdf() + " | grep -v Object");
        std::size_t start = text.find("H2");
        return start == std::string::npos ? text : text.substr(text.rfind('\n', start) + 1);
    }
    /// As mutool reads it, lines joined.
    [[nodiscard]] std::string plain() const {
        std::string text = output_of("mutool draw -q -F text -o - " + pdf()), out;
        for (char c : text) {
            bool white = c == '\n' || c == ' ';
            if (!white || (!out.empty() && out.back() != ' ')) out += white ? ' ' : c;
        }
        return out;
    }
    [[nodiscard]] bool has(std::string const& text) const { return plain().find(text) != std::string::npos; }
    std::filesystem::path folder_;
};

TEST_F(TextTest, LettersAndFigures) {
    make("<h2>H</h2><p>The office, efficient, Th: <span style='font-variant-caps: small-caps'>Small Caps of The office</span>, "
         "<span style='font-variant-numeric: lining-nums'>1945</span> and <span style='font-variant-numeric: oldstyle-nums'>1945</span>, "
         "e\xCC\x81t\xC3\xA9, a\xCC\xB1 b\xCC\xB1, d\xE2\x81\xA0\xE2\x80\x94then.</p>");
    EXPECT_EQ(structure(),
              "  H2 (block)\n    \"H\"\n  P (block)\n    \"The office, efficient, Th: Small Caps of The office, 1945 and 1945, "
              "\xC3\xA9t\xC3\xA9, a\xCC\xB1 \xE1\xB8\x87, d\xE2\x80\x94then.\"\n");
    EXPECT_TRUE(has("The office, efficient, Th: Small Caps of The office, 1945 and 1945, \xC3\xA9t\xC3\xA9,")) << plain();
}

TEST_F(TextTest, JapaneseHebrewGreek) {
    make("<h2>H</h2><p lang='ja'>日本語の文章です。東京、「大阪」。</p><p lang='he' dir='rtl'>זה משפט ארוך יותר עם מספר 1948 ומילים.</p>"
         "<p lang='el'>ἐν ἀρχῇ ἦν ὁ λόγος</p><p lang='he' dir='rtl'>שָׁלוֹם עוֹלָם</p>");
    EXPECT_TRUE(structure().starts_with(
        "  H2 (block)\n    \"H\"\n  P (block)\n    \"日本語の文章です。東京、「大阪」。\"\n  P (block)\n"
        "    \"זה משפט ארוך יותר עם מספר 1948 ומילים.\"\n  P (block)\n    \"ἐν ἀρχῇ ἦν ὁ λόγος\"\n")) << structure();
    for (auto text : {"日本語の文章です。東京、「大阪」。", "זה משפט ארוך יותר עם מספר 1948 ומילים."}) EXPECT_TRUE(has(text)) << plain();
}

TEST_F(TextTest, ManySpacesFromRightToLeft) {
    std::string words;
    for (int i = 0; i < 3000; ++i) words += "אבג דה ";
    make("<h2>H</h2><p lang='he' dir='rtl'>" + words + "ו</p>");
    std::string text = structure();
    EXPECT_EQ(text.find("אבגדה"), std::string::npos);
    EXPECT_EQ(text.find("דהאבג"), std::string::npos);
}

TEST_F(TextTest, WordsDividedOverLinesAndPages) {
    std::string sentence;
    for (int i = 0; i < 60; ++i) sentence += "Incomprehensible considerations notwithstanding, extraordinary circumstances prevailed. ";
    make("<h2>H</h2><p>" + sentence + "</p>", "A6");
    std::string text;
    for (char c : output_of("pdftotext -nopgbrk " + pdf() + " -"))
        text += c == '\n' ? ' ' : c;
    ASSERT_NE(text.find("\xC2\xAD"), std::string::npos) << "nothing was divided: " << text.substr(0, 200);
    for (std::size_t at = text.find("\xC2\xAD"); at != std::string::npos; at = text.find("\xC2\xAD")) text.erase(at, 3);   // with the line's end
    std::size_t whole = 0;
    for (std::size_t at = text.find("notwithstanding"); at != std::string::npos; at = text.find("notwithstanding", at + 1)) ++whole;
    EXPECT_GE(whole, 55u);   // the pages' own lines may stand in a few
    std::string tree = structure();
    EXPECT_EQ(tree.find("P (block)", tree.find("P (block)") + 1), std::string::npos) << "one paragraph, one P";
}

TEST_F(TextTest, BreaksPicturesAndMissingCharactersStandWhereTheyStood) {
    std::ofstream(folder_ / "a.svg") << "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    make("<h2>H</h2><p>one<br/>two <img src='a.svg' alt='a square'/> three &#x1F9FF; four</p><hr/><p>five</p>");
    EXPECT_EQ(structure(),
              "  H2 (block)\n    \"H\"\n  P (block)\n    \"one two \"\n    Figure:\n       /BBox [" +
                  structure().substr(structure().find("BBox [") + 6, structure().find(']') - structure().find("BBox [") - 6) +
                  "]\n      \"\"\n    \" three \"\n    \" \"\n    \" four\"\n  P (block)\n    \"five\"\n");
    std::string text = output_of("pdftotext " + pdf() + " -");   // poppler's structure leaves replacement texts out
    EXPECT_NE(text.find("three \xF0\x9F\xA7\xBF four"), std::string::npos) << text;
}

TEST_F(TextTest, ListsNotesAndTables) {
    make("<h2>H</h2><ol><li>first</li></ol><p>Text<aside epub:type='footnote'>The note.</aside> goes on.</p>"
         "<table><caption>C</caption><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>");
    EXPECT_EQ(structure(),
              "  H2 (block)\n    \"H\"\n  L (block):\n     /ListNumbering /Decimal\n    LI (block)\n      Lbl (block)\n        \"1.\"\n"
              "      LBody (block)\n        \"first\"\n  P (block)\n    \"Text\"\n    Reference (inline)\n      \"1\"\n    \" goes on.\"\n"
              "  Note <note-12> (inline)\n    Lbl (block)\n      \"1.\xE2\x80\x82\"\n    \"The note.\"\n"
              "  Table (block)\n    Caption\n      \"C\"\n    TBody\n      TR\n        TH:\n           /Scope /Column\n          \"a\"\n"
              "        TH:\n           /Scope /Column\n          \"b\"\n      TR\n        TD\n          \"1\"\n        TD\n          \"2\"\n");
}

}  // namespace
}  // namespace octavo
