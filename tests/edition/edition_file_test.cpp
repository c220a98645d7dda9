#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edition/edition.h"

namespace octavo::edition {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

struct Reading {
    base::SourceFiles files;
    base::Diagnostics diagnostics;
    std::optional<Edition> edition;

    explicit Reading(std::string_view text) : edition(read_edition_file(text, "octavo.toml", files.add("octavo.toml"), diagnostics)) {}
    [[nodiscard]] std::vector<std::string> messages() const {
        std::vector<std::string> rendered;
        for (base::Diagnostic const& d : diagnostics.all()) rendered.push_back(base::render(d, files));
        return rendered;
    }
};

TEST(EditionFile, WhatTheEbookCannotBeAskedForIsTold) {
    Reading reading("[edition]\nsources = \"a.xml\"\n[ebook]\npage_list = \"printed\"\npicture_quality = 0\ncertifier = { report = \"x\" }\n[print]\nfonts = \"embed\"\n");
    ASSERT_TRUE(reading.edition);
    EXPECT_THAT(reading.messages(), UnorderedElementsAre(HasSubstr("octavo.toml:4:"), HasSubstr("whole number from 1 to 100"), HasSubstr("no name"), HasSubstr("\"fonts\"")));
    EXPECT_EQ(reading.edition->ebook_options.page_list, "");
}

TEST(EditionFile, EveryKeyIsRead) {
    Reading reading(R"toml(
[edition]
title = "The title"
subtitle = "Under it"
language = "en-GB"
publisher = "A press"
date = 2026-11-24
rights = "CC0"
description = "What it is"
source = "https://example.org/source"
series = "A series"
series_position = "3"
cover = "cover.svg"
subjects = ["one", "two"]
identifier = "urn:isbn:9780000000002"
creator = [{ name = "Ada Byron", role = "edt", file_as = "Byron, Ada" }, "Somebody Else"]
contributor = "A Helper"
sources = ["a.xml", "b.xml"]
contents = "Contents"

[print]
output = "a.pdf"
styles = ["book", "mine.css"]
page = "A5"
font_size = "11pt"
page_count = "multiple-of(16)"

[ebook]
output = "a.epub"
styles = "ebook"
identifier = "urn:isbn:9780000000019"
page_list = "source"
page_list_edition = "A"
page_source = "urn:isbn:9780000000026"
fonts = "embed"
picture_quality = 80
picture_size = 1600
certifier = { name = "A press", credential = "A badge", report = "https://example.org/report" }
)toml");;
    ASSERT_TRUE(reading.edition);
    EXPECT_THAT(reading.messages(), IsEmpty());
    EbookOptions const& options = reading.edition->ebook_options;
    EXPECT_EQ(reading.edition->ebook.identifier, "urn:isbn:9780000000019");
    EXPECT_EQ(options.page_list, "source");
    EXPECT_EQ(options.page_list_edition, "A");
    EXPECT_EQ(options.page_source, "urn:isbn:9780000000026");
    EXPECT_EQ(options.fonts, "embed");
    EXPECT_EQ(options.picture_quality, 80u);
    EXPECT_EQ(options.picture_size, 1600u);
    EXPECT_EQ(options.certifier + options.certifier_credential + options.certifier_report, "A pressA badgehttps://example.org/report");
    Edition const& edition = *reading.edition;
    dom::Metadata const& m = edition.metadata;
    EXPECT_EQ(m.title, "The title");
    EXPECT_EQ(m.subtitle, "Under it");
    EXPECT_EQ(m.language, "en-GB");
    EXPECT_EQ(m.publisher, "A press");
    EXPECT_EQ(m.date, "2026-11-24") << "a TOML date serves as well as a string";
    EXPECT_EQ(m.rights, "CC0");
    EXPECT_EQ(m.description, "What it is");
    EXPECT_EQ(m.source, "https://example.org/source");
    EXPECT_EQ(m.series, "A series");
    EXPECT_EQ(m.series_position, "3");
    EXPECT_EQ(m.cover, "cover.svg");
    EXPECT_THAT(m.subjects, ElementsAre("one", "two"));
    ASSERT_THAT(m.identifiers, SizeIs(1));
    EXPECT_EQ(m.identifiers[0].scheme, "isbn");
    EXPECT_THAT(edition.sources, ElementsAre("a.xml", "b.xml"));
    EXPECT_EQ(edition.contents, "Contents");
    EXPECT_TRUE(edition.print.wanted);
    EXPECT_EQ(edition.print.output, "a.pdf");
    EXPECT_THAT(edition.print.styles, ElementsAre("book", "mine.css"));
    EXPECT_EQ(edition.print.page, "A5");
    EXPECT_EQ(edition.print.font_size, "11pt");
    EXPECT_EQ(edition.print.page_count, "multiple-of(16)");
    EXPECT_TRUE(edition.ebook.wanted);
    EXPECT_EQ(edition.ebook.output, "a.epub");
    EXPECT_THAT(edition.ebook.styles, ElementsAre("ebook")) << "one string is an array of one";
}

TEST(EditionFile, CreatorsComeAsTablesAndAsNames) {
    Reading reading(R"(
[edition]
sources = "a.xml"
creator = [{ name = "Ada Byron", role = "edt", file_as = "Byron, Ada" }, "Somebody Else", { role = "ill" }]
contributor = "A Helper"
)");
    ASSERT_TRUE(reading.edition);
    std::vector<std::string> roles;
    for (dom::Contributor const& c : reading.edition->metadata.contributors) roles.push_back(c.name + "/" + c.role + "/" + c.file_as);
    // TOML tables are read in the order of their keys: contributor, creator. Who has no name is left out.
    EXPECT_THAT(roles, ElementsAre("A Helper/ctb/", "Ada Byron/edt/Byron, Ada", "Somebody Else/aut/"));
}

TEST(EditionFile, SchemesOfIdentifiers) {
    Reading reading(R"(
[edition]
sources = ["a.xml"]
identifiers = ["urn:uuid:0", "doi:10.1/2", "https://doi.org/10.1/2", "https://example.org/", "plain"]
)");
    ASSERT_TRUE(reading.edition);
    std::vector<std::string> schemes;
    for (dom::Identifier const& identifier : reading.edition->metadata.identifiers) schemes.push_back(identifier.scheme);
    EXPECT_THAT(schemes, ElementsAre("uuid", "doi", "doi", "uri", ""));
}

TEST(EditionFile, OnlyTheTablesThatStandAreWanted) {
    Reading reading("[edition]\nsources = [\"a.xml\"]\n[ebook]\n");
    ASSERT_TRUE(reading.edition);
    EXPECT_FALSE(reading.edition->print.wanted);
    EXPECT_TRUE(reading.edition->ebook.wanted);
}

TEST(EditionFile, UnknownKeysAreWarnedOfWithTheirLine) {
    Reading reading(
        "stray = 1\n"
        "[edition]\n"
        "sources = [\"a.xml\"]\n"
        "tittle = \"x\"\n"
        "creator = { name = \"A\", nick = \"B\" }\n"
        "[print]\n"
        "paper = \"A5\"\n"
        "[video]\n");
    ASSERT_TRUE(reading.edition) << "what is known is used all the same";
    EXPECT_THAT(reading.edition->sources, ElementsAre("a.xml"));
    EXPECT_FALSE(reading.diagnostics.has(base::Severity::error));
    EXPECT_THAT(reading.messages(), testing::UnorderedElementsAre(
        AllOf(HasSubstr("octavo.toml:1:"), HasSubstr("\"stray\"")), AllOf(HasSubstr("octavo.toml:4:"), HasSubstr("\"tittle\"")),
        AllOf(HasSubstr("octavo.toml:5:"), HasSubstr("\"nick\"")), AllOf(HasSubstr("octavo.toml:7:"), HasSubstr("\"paper\"")),
        AllOf(HasSubstr("octavo.toml:8:"), HasSubstr("[video]"))));
}

TEST(EditionFile, AValueOfAnotherTypeIsWarnedOfAndLeftOut) {
    Reading reading("[edition]\nsources = [\"a.xml\"]\ntitle = 7\n");
    ASSERT_TRUE(reading.edition);
    EXPECT_EQ(reading.edition->metadata.title, "");
    EXPECT_THAT(reading.messages(), ElementsAre(AllOf(HasSubstr("octavo.toml:3:"), HasSubstr("\"title\" should be a string"))));
}

TEST(EditionFile, SourcesOfAnotherTypeAreNoSources) {
    for (char const* value : {"7", "[1, 2]", "[\"\"]", "{}", "[[\"a.xml\"]]"}) {
        Reading reading(std::string("[edition]\nsources = ") + value + "\n");
        EXPECT_FALSE(reading.edition) << value;
        EXPECT_TRUE(reading.diagnostics.has(base::Severity::fatal)) << value;
    }
}

TEST(EditionFile, BadTomlIsFatalWithItsLine) {
    Reading reading("[edition]\ntitle = \"open\nsources = []\n");
    EXPECT_FALSE(reading.edition);
    ASSERT_THAT(reading.messages(), SizeIs(1));
    EXPECT_TRUE(reading.diagnostics.has(base::Severity::fatal));
    EXPECT_THAT(reading.messages()[0], AllOf(HasSubstr("octavo.toml:2:"), HasSubstr("not valid TOML")));
}

TEST(EditionFile, NoSourcesIsFatal) {
    for (char const* text : {"", "[edition]\ntitle = \"x\"\n", "[edition]\nsources = []\n"}) {
        Reading reading(text);
        EXPECT_FALSE(reading.edition) << text;
        EXPECT_TRUE(reading.diagnostics.has(base::Severity::fatal)) << text;
    }
}

TEST(EditionFile, BytesThatAreNoTextAreRefused) {
    using namespace std::string_view_literals;
    for (std::string_view text : {"\xFF\xFE\x00"sv, "[edition]\nsources = [\"a\x00.xml\"]"sv, "[[[[[[[["sv, "sources = \xC3"sv}) {
        Reading reading(text);
        EXPECT_FALSE(reading.edition);
        EXPECT_TRUE(reading.diagnostics.has(base::Severity::fatal));
    }
}

}  // namespace
}  // namespace octavo::edition
