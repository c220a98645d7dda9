// Initial letters of TEI: those of an edition's style sheet, of a rendition's first letter, and what the source itself marks as one.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "octavo.h"

namespace octavo {
namespace {

using testing::HasSubstr;

std::string galley_of(std::string const& paragraphs, std::string const& css, std::string const& declarations = "") {
    auto folder = std::filesystem::path(testing::TempDir()) / ("octavo-tei-initials-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "x.xml") << "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"en\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
                                       "<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc><encodingDesc><tagsDecl>" +
                                           declarations + "</tagsDecl></encodingDesc></teiHeader><text><body><div>" + paragraphs + "</div></body></text></TEI>";
    std::ofstream(folder / "own.css") << "@namespace tei \"http://www.tei-c.org/ns/1.0\"; " + css;
    Request request;
    request.action = Action::dump;
    request.stage = Stage::galley;
    request.inputs = {(folder / "x.xml").string()};
    request.styles = {"own.css"};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok);
    std::filesystem::remove_all(folder);
    return result.text;
}

constexpr char const* words = "nce upon a time there was a paragraph of several lines that begins with an initial over three of them, and it goes on and on "
                              "until it has them all, which takes some words more than one would think it does.";

TEST(TeiInitials, AnEditionsSheetSetsThemByTheSourcesElements) {
    std::string shown = galley_of(std::string("<p n=\"1\">O") + words + "</p><p>O" + words + "</p>", "tei|p[n=\"1\"]::first-letter { initial-letter: 3 }");
    EXPECT_THAT(shown, HasSubstr("|O|"));
    EXPECT_THAT(shown, HasSubstr("|nce upon a time"));
    EXPECT_THAT(shown, HasSubstr("lines 1–3 together")) << "three lines beside it";
    EXPECT_THAT(shown, HasSubstr("|Once upon a time")) << "the other paragraph has none";
}

TEST(TeiInitials, ARenditionsFirstLetterIsOne) {
    std::string shown = galley_of(std::string("<p rendition=\"#drop\">O") + words + "</p>", "",
                                  "<rendition xml:id=\"drop\" scheme=\"css\" scope=\"first-letter\">initial-letter: 2</rendition>");
    EXPECT_THAT(shown, HasSubstr("|O|"));
    EXPECT_THAT(shown, HasSubstr("lines 1–2 together"));
}

TEST(TeiInitials, WhatTheSourceMarksBeginsItsParagraphAsOne) {
    std::string marked = std::string("<p><hi rend=\"initial\">O</hi>") + words + "</p>";
    std::string shown = galley_of(marked, "tei|hi[rend=\"initial\"] { initial-letter: 3 1 }");
    EXPECT_THAT(shown, HasSubstr("|O|")) << "raised: it stands on the first line";
    EXPECT_THAT(shown, HasSubstr("|nce upon a time"));
    EXPECT_THAT(galley_of(marked, ""), HasSubstr("|Once upon a time")) << "nothing is one unless a style sheet says so";
}

}  // namespace
}  // namespace octavo
