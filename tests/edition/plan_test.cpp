#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edition/edition.h"
#include "io/temporary_folder.h"

namespace octavo::edition {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// <folder>/books/one/octavo.toml with a style sheet and a cover of its own, its source in <folder>/texts.
class Plan : public testing::Test {
protected:
    Plan() {
        context_.files = &files_;
        folder_.write("texts/a.xml", "<p/>");
        toml_ = (folder_ / "books/one/octavo.toml").string();
        folder_.write("books/one/octavo.toml", R"(
[edition]
title = "Of the file"
language = "fr"
creator = ["One", { name = "Two", role = "edt" }]
cover = "cover.svg"
sources = ["../../texts/a.xml", "here.xml"]
[print]
output = "../../out/one.pdf"
styles = ["book", "own.css", "../house.css"]
[ebook]
)");
    }
    std::optional<Edition> plan(Request const& request) { return plan_edition(request, context_, diagnostics_); }
    Request of_file() {
        Request request;
        request.inputs = {toml_};
        return request;
    }

    io::test::TemporaryFolder folder_;
    std::string toml_;
    base::SourceFiles files_;
    base::StageContext context_;
    base::Diagnostics diagnostics_;
};

TEST_F(Plan, AnEditionFileIsSeenFromItsOwnFolder) {
    auto edition = plan(of_file());
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->root, (folder_ / "books/one").string());
    EXPECT_THAT(edition->sources, ElementsAre("../../texts/a.xml", "here.xml")) << "what climbs out is left for the workspace to refuse";
    EXPECT_THAT(edition->print.styles, ElementsAre("book", "own.css", "../house.css"));
    EXPECT_EQ(edition->metadata.cover, "cover.svg");
    EXPECT_EQ(edition->print.output, (folder_ / "out/one.pdf").string());
    EXPECT_EQ(edition->ebook.output, (folder_ / "books/one/octavo.epub").string()) << "by the name of the edition file";
    EXPECT_THAT(edition->ebook.styles, ElementsAre("ebook")) << "octavo's own where none is named";
    EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Plan, AWiderRootIsWhereEverythingIsSeenFrom) {
    Request request = of_file();
    request.root = folder_.string();
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->root, folder_.string());
    EXPECT_THAT(edition->sources, ElementsAre("texts/a.xml", "books/one/here.xml"));
    EXPECT_THAT(edition->print.styles, ElementsAre("book", "books/one/own.css", "books/house.css"));
    EXPECT_EQ(edition->metadata.cover, "books/one/cover.svg");
    EXPECT_EQ(edition->print.output, (folder_ / "out/one.pdf").string()) << "products are seen from the edition file as ever";
}

TEST_F(Plan, ARootThatDoesNotHoldTheEditionFileIsRefused) {
    Request request = of_file();
    request.root = (folder_ / "texts").string();
    EXPECT_FALSE(plan(request));
    EXPECT_TRUE(diagnostics_.has(base::Code::io_outside_root));
    EXPECT_TRUE(diagnostics_.has(base::Severity::fatal));
}

TEST_F(Plan, SourcesOutsideTheRootAreRefused) {
    Request request;
    request.inputs = {(folder_ / "texts/a.xml").string()};
    request.root = (folder_ / "books").string();
    EXPECT_FALSE(plan(request));
    EXPECT_TRUE(diagnostics_.has(base::Code::io_outside_root));
}

TEST_F(Plan, AFolderWhoseNameBeginsWithDotsIsInside) {
    folder_.write("..texts/a.xml", "<p/>");
    Request request;
    request.inputs = {(folder_ / "..texts/a.xml").string()};
    request.root = folder_.string();
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_THAT(edition->sources, ElementsAre("..texts/a.xml"));
}

TEST_F(Plan, NamesOfFilesArePathsAndNoUrls) {
    folder_.write("texts/a#b 50%.toml", "[edition]\nsources = [\"c?d#e.xml\", \"https://example.org/x.xml\", \"/etc/x.xml\"]\n");
    Request request;
    request.inputs = {(folder_ / "texts/a#b 50%.toml").string()};
    request.root = folder_.string();
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_THAT(edition->sources, ElementsAre("texts/c%3Fd%23e.xml", "https://example.org/x.xml", "/etc/x.xml"));

    request.inputs = {(folder_ / "texts/a#b.xml").string()};
    edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_THAT(edition->sources, ElementsAre("texts/a%23b.xml"));
    EXPECT_EQ(edition->print.output, (folder_ / "texts/a#b.pdf").string());
}

TEST_F(Plan, ABareSourceGivesBothEditionsBesideIt) {
    Request request;
    request.inputs = {(folder_ / "texts/a.xml").string(), (folder_ / "texts/b.xml").string()};
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->root, (folder_ / "texts").string());
    EXPECT_THAT(edition->sources, ElementsAre("a.xml", "b.xml"));
    EXPECT_TRUE(edition->print.wanted && edition->ebook.wanted);
    EXPECT_EQ(edition->print.output, (folder_ / "texts/a.pdf").string());
    EXPECT_EQ(edition->ebook.output, (folder_ / "texts/a.epub").string());
    EXPECT_THAT(edition->print.styles, ElementsAre("book"));
}

TEST_F(Plan, TheRequestWinsOverTheFile) {
    Request request = of_file();
    request.title = "Of the request";
    request.authors = {"Three", "Four"};
    request.cover = "other.svg";
    request.page = "A4";
    request.font_size = "12pt";
    request.styles = {"last.css"};
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->metadata.title, "Of the request");
    EXPECT_EQ(edition->metadata.language, "fr") << "what the request leaves out stays";
    std::vector<std::string> names;
    for (dom::Contributor const& c : edition->metadata.contributors) names.push_back(c.name + "/" + c.role);
    EXPECT_THAT(names, ElementsAre("Three/aut", "Four/aut", "Two/edt")) << "authors are replaced, others kept";
    EXPECT_EQ(edition->metadata.cover, "other.svg");
    EXPECT_EQ(edition->print.page, "A4");
    EXPECT_EQ(edition->print.font_size, "12pt");
    EXPECT_THAT(edition->print.styles, ElementsAre("book", "own.css", "../house.css", "last.css"));
    EXPECT_THAT(edition->ebook.styles, ElementsAre("ebook", "last.css"));
}

TEST_F(Plan, PressAndCoverAskForNothingElse) {
    Request request;
    folder_.write("texts/sheets.toml", "[edition]\nsources = [\"a.xml\"]\n[print]\n[ebook]\n[booklet]\n");
    request.inputs = {(folder_ / "texts/sheets.toml").string()};
    for (Action action : {Action::press, Action::cover}) {
        request.action = action;
        auto edition = plan(request);
        ASSERT_TRUE(edition);
        EXPECT_FALSE(edition->print.wanted || edition->ebook.wanted || edition->booklet.wanted);
        EXPECT_EQ(edition->press.wanted, action == Action::press);
        EXPECT_EQ(edition->cover.wanted, action == Action::cover);
    }
}

TEST_F(Plan, PdfAndEpubAskForOneEdition) {
    Request request = of_file();
    request.action = Action::epub;
    request.output = "elsewhere.epub";
    auto edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_FALSE(edition->print.wanted);
    EXPECT_TRUE(edition->ebook.wanted);
    EXPECT_EQ(edition->ebook.output, "elsewhere.epub");
    EXPECT_EQ(edition->print.output, (folder_ / "out/one.pdf").string());

    request.action = Action::pdf;
    request.output = "elsewhere.pdf";
    edition = plan(request);
    ASSERT_TRUE(edition);
    EXPECT_TRUE(edition->print.wanted);
    EXPECT_FALSE(edition->ebook.wanted);
    EXPECT_EQ(edition->print.output, "elsewhere.pdf");
}

TEST_F(Plan, NothingToReadIsSaid) {
    EXPECT_FALSE(plan(Request{}));
    Request request;
    request.inputs = {(folder_ / "none.toml").string()};
    EXPECT_FALSE(plan(request));
    EXPECT_TRUE(diagnostics_.has(base::Code::io_not_found));
}

TEST(CompleteMetadata, WhatTheEditionGivesReplacesWhatTheHeaderGave) {
    dom::Metadata document, edition;
    document.title = "header";
    document.language = "de";
    document.subjects = {"kept"};
    document.contributors = {{"Header", "aut", ""}, {"Header too", "edt", ""}};
    edition.title = "edition";
    edition.contributors = {{"Edition", "aut", ""}};
    complete_metadata(document, edition);
    EXPECT_EQ(document.title, "edition");
    EXPECT_EQ(document.language, "de");
    EXPECT_THAT(document.subjects, ElementsAre("kept"));
    ASSERT_EQ(document.contributors.size(), 1u);
    EXPECT_EQ(document.contributors[0].name, "Edition");
}

std::string date_of(std::string date, std::int64_t epoch = -1) {
    dom::Metadata metadata;
    metadata.date = std::move(date);
    return product_date(metadata, epoch);
}

TEST(ProductDate, TheEpochWins) {
    EXPECT_EQ(date_of("2020", 0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(date_of("", 951'782'400), "2000-02-29T00:00:00Z");
    EXPECT_EQ(date_of("", 951'868'799), "2000-02-29T23:59:59Z");
    EXPECT_EQ(date_of("", 951'868'800), "2000-03-01T00:00:00Z");
    EXPECT_EQ(date_of("", 4'107'542'400), "2100-03-01T00:00:00Z") << "2100 is no leap year";
}

TEST(ProductDate, ElseTheDateAsFarAsItIsKnown) {
    EXPECT_EQ(date_of("2026"), "2026-01-01T00:00:00Z");
    EXPECT_EQ(date_of("2026-11"), "2026-11-01T00:00:00Z");
    EXPECT_EQ(date_of("2026-11-24"), "2026-11-24T00:00:00Z");
    EXPECT_EQ(date_of("2026-11-24T10:20:30Z"), "2026-11-24T00:00:00Z") << "the day is what a header is trusted for";
    EXPECT_EQ(date_of("2026-xx-24"), "2026-01-01T00:00:00Z");
}

TEST(ProductDate, ElseAConstant) {
    for (char const* none : {"", "about 1800", "180", "-044-03-15", "\xC3\xA9t\xC3\xA9 1900"}) EXPECT_EQ(date_of(none), "2000-01-01T00:00:00Z") << none;
}

}  // namespace
}  // namespace octavo::edition
