// The public interface on real files in a folder of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "edition/recipe.h"
#include "octavo.h"

namespace octavo {
namespace {

class RunTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("octavo-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string put(std::string const& name, std::string const& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    std::string page(std::string const& body) {
        return put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>T</title></head><body>" + body + "</body></html>");
    }
    [[nodiscard]] bool exists(std::string const& name) const { return std::filesystem::exists(folder_ / name); }
    [[nodiscard]] std::string read(std::string const& name) const {
        std::ifstream stream(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    std::filesystem::path folder_;
};

TEST_F(RunTest, MakesBothEditionsBesideTheSource) {
    Request request;
    request.inputs = {page("<h1>T</h1><p>Some text.</p>")};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok);
    EXPECT_EQ(result.outputs.size(), 2u);
    EXPECT_EQ(read("x.pdf").substr(0, 5), "%PDF-");
    EXPECT_EQ(read("x.epub").substr(30, 8), "mimetype");
    EXPECT_GE(result.pages, 1u);
}

TEST_F(RunTest, TheSameBytesForAnyNumberOfWorkers) {
    std::string body;
    for (int i = 0; i < 20; ++i) {
        body += "<section id='s" + std::to_string(i) + "'><h2>Chapter " + std::to_string(i) + "</h2><p>";
        for (int k = 0; k < 40; ++k) body += "Words that fill the lines of this chapter, number " + std::to_string(k * i) + ". ";
        body += "</p></section>";
    }
    Request request;
    request.inputs = {page(body)};
    request.jobs = 1;
    ASSERT_EQ(run(request).exit_code, exit_ok);
    std::string pdf = read("x.pdf"), epub = read("x.epub");
    request.jobs = 8;
    ASSERT_EQ(run(request).exit_code, exit_ok);
    EXPECT_EQ(read("x.pdf"), pdf);
    EXPECT_EQ(read("x.epub"), epub);
}

TEST_F(RunTest, StopsWhenItIsAskedTo) {
    Request request;
    request.inputs = {page("<p>Some text.</p>")};
    std::atomic<bool> stop{true};
    Result result = run(request, {}, &stop);
    EXPECT_EQ(result.exit_code, exit_cancelled);
    EXPECT_FALSE(exists("x.pdf"));
    EXPECT_FALSE(exists("x.epub"));
}

TEST_F(RunTest, TellsItsProgress) {
    Request request;
    request.inputs = {page("<p>Some text.</p>")};
    std::vector<std::string> stages;
    (void)run(request, [&](char const* stage, std::uint64_t done, std::uint64_t total) {
        EXPECT_TRUE(total == 0 || done <= total);
        if (stages.empty() || stages.back() != stage) stages.emplace_back(stage);
    });
    EXPECT_NE(std::find(stages.begin(), stages.end(), "pages"), stages.end());
}

TEST_F(RunTest, BadXmlNamesItsPlaceAndLeavesAnOldProductAlone) {
    put("x.pdf", "old");
    Request request;
    request.inputs = {put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<body><p>a</b></body></html>")};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_bad_input);
    ASSERT_FALSE(result.messages.empty());
    EXPECT_EQ(result.messages[0].line, 2u);
    EXPECT_EQ(result.messages[0].code, "xml-not-well-formed");
    EXPECT_EQ(read("x.pdf"), "old");
}

TEST_F(RunTest, ChecksWithoutWriting) {
    Request request;
    request.action = Action::check;
    request.inputs = {page("<p>Some <a href='#nowhere'>text</a>.</p>")};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok);
    EXPECT_FALSE(exists("x.pdf"));
    request.strict = true;
    EXPECT_EQ(run(request).exit_code, exit_strict);
}

TEST_F(RunTest, AMissingStyleSheetStopsTheRunOnlyWhenItWasAskedFor) {
    Request request;
    request.inputs = {page("<p>Some text.</p>")};
    request.styles = {"gone.css"};
    EXPECT_EQ(run(request).exit_code, exit_bad_input);
    EXPECT_FALSE(exists("x.pdf"));
    request.styles = {"no-such-built-in"};
    EXPECT_EQ(run(request).exit_code, exit_bad_input);
    request.styles.clear();
    request.inputs = {put("y.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title>"
                                     "<link rel='stylesheet' href='gone.css'/></head><body><p>Text.</p></body></html>")};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok);
    bool warned = false;
    for (Message const& m : result.messages) warned = warned || (m.code == "io-not-found" && m.severity == Severity::warning);
    EXPECT_TRUE(warned);
}

TEST_F(RunTest, ExplainsTheWinner) {
    put("mine.css", "p { text-indent: 3pt }");
    Request request;
    request.action = Action::explain;
    request.inputs = {page("<p>Some text.</p>")};
    request.styles = {"mine.css"};
    request.selector = "p";
    request.property = "text-indent";
    Result result = run(request);
    EXPECT_NE(result.text.find("mine.css:1"), std::string::npos) << result.text;
    EXPECT_NE(result.text.find("3pt"), std::string::npos);
}

TEST_F(RunTest, DumpsEveryStage) {
    Request request;
    request.action = Action::dump;
    request.inputs = {page("<p>Some text.</p>")};
    for (Stage stage : {Stage::dom, Stage::box, Stage::galley, Stage::pages, Stage::display}) {
        request.stage = stage;
        EXPECT_NE(run(request).text.find("Some"), std::string::npos) << static_cast<int>(stage);
    }
    request.stage = Stage::style;
    EXPECT_NE(run(request).text.find("font-size"), std::string::npos);
}

TEST_F(RunTest, DemandsAreMetOrNothingIsWritten) {
    Request request;
    request.action = Action::pdf;
    request.inputs = {page("<h1>T</h1>\n<p>Text <img src='gone.png'/></p>")};
    request.conform = "pdfa-2a,pdfua-1";
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_bad_input);
    EXPECT_FALSE(exists("x.pdf"));
    bool told = false;
    for (Message const& message : result.messages)
        told = told || (message.severity == Severity::error && message.code == "pdf-conformance" && message.line == 2);
    EXPECT_TRUE(told);
    request.conform = "pdfa-2";
    EXPECT_EQ(run(request).exit_code, exit_bad_input);
    request.conform.clear();
    EXPECT_EQ(run(request).exit_code, exit_ok);
    EXPECT_TRUE(exists("x.pdf"));
}

TEST_F(RunTest, APdfIsRebuiltFromWhatIsEmbedded) {
    std::filesystem::create_directories(folder_ / "text one");
    put("text one/b.css", "p { color: #123456 }");
    put("text one/x.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>T</title><link rel='stylesheet' href='b.css'/></head>"
        "<body><h1>T</h1><p>Some text of \xC3\xA4 chapter.</p></body></html>");
    std::string edition = put("e.toml", "[edition]\nsources = [\"text one/x.xhtml\"]\n[print]\nconform = [\"pdfa-3a\", \"pdfua-1\"]\noutput = \"first.pdf\"\n");
    Request request;
    request.action = Action::pdf;
    request.inputs = {edition};
    request.font_size = "12pt";
    request.authors = {"A \"quoted\" name", "Another"};
    ASSERT_EQ(run(request).exit_code, exit_ok);
    std::filesystem::path fresh = folder_ / "fresh";
    for (std::string name : {"e.toml", "text one/b.css", "text one/x.xhtml", "octavo-rebuild.toml"}) {
        std::filesystem::create_directories((fresh / name).parent_path());
        std::string command = "qpdf --show-attachment='" + name + "' '" + (folder_ / "first.pdf").string() + "' > '" + (fresh / name).string() + "'";
        ASSERT_EQ(std::system(command.c_str()), 0) << name;
    }
    auto recipe = edition::read_recipe(read("fresh/octavo-rebuild.toml"));
    ASSERT_TRUE(recipe);
    EXPECT_EQ(recipe->octavo, version());
    EXPECT_EQ(recipe->authors, request.authors);
    EXPECT_FALSE(recipe->system_files.empty());
    ASSERT_EQ(run(edition::request_of(*recipe, fresh.string(), (folder_ / "second.pdf").string())).exit_code, exit_ok);
    EXPECT_EQ(read("first.pdf"), read("second.pdf"));
}

TEST(Recipes, AreReadAsTheyWereWritten) {
    edition::Recipe recipe;
    recipe.octavo = "0.1.0";
    recipe.source_date_epoch = 86400;
    recipe.inputs = {"a b.xml", "\xC3\xA4\"\\\n.xml"};
    recipe.title = "A title\twith a tab";
    recipe.styles = {"book", "mine.css"};
    recipe.conform = "pdfa-4f";
    recipe.system_files = {{"x.otf", "00ff"}};
    auto got = edition::read_recipe(edition::write_recipe(recipe));
    ASSERT_TRUE(got);
    EXPECT_EQ(edition::write_recipe(*got), edition::write_recipe(recipe));
    EXPECT_EQ(got->inputs, recipe.inputs);
    EXPECT_EQ(got->title, recipe.title);
    EXPECT_FALSE(edition::read_recipe("octavo = "));
    EXPECT_FALSE(edition::read_recipe("a = 1"));
}

}  // namespace
}  // namespace octavo
