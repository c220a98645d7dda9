// What is told of the finished pages: coarse pictures wherever they stand, characters that no font has.
#include <gmock/gmock.h>

#include "page/source_places.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using namespace std::string_literals;

std::string be32(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}
std::string png(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1A\n" + be32(13) + "IHDR" + be32(width) + be32(height) + "\x08\x02\0\0\0crc!"s + be32(0) + "IDAT" + "crc!";
}

std::vector<base::Diagnostic> told(base::Diagnostics const& all, base::Code code) {
    std::vector<base::Diagnostic> found;
    for (base::Diagnostic const& d : all.all()) {
        if (d.code == code) found.push_back(d);
    }
    return found;
}

TEST(Report, NamesPicturesTooCoarseForPrintWhereverTheyStand) {
    std::string picture = "<img src='a.png' alt='a' style='width: 72pt'/>";
    struct Case {
        char const* body;
        char const* css;
    };
    for (Case const& c : {Case{"<p>x</p>IMG", "img { display: block }"}, Case{"<p>IMG in a line</p>", ""}, Case{"<p>x</p><div class='f'>IMG</div><p>y</p>", ".f { float: top }"},
                          Case{"<p>IMG side</p>", "img { float: left }"}, Case{"<p>x<aside role='doc-footnote'>IMG</aside></p>", ""},
                          Case{"<table><tr><td>IMG</td></tr></table>", ""}}) {
        std::string body = "\n" + std::string(c.body);
        body.replace(body.find("IMG"), 3, picture);
        Typeset coarse(body, std::string(c.css) + " img { width: 72pt }", 1, {{"a.png", png(200, 100)}});
        auto found = told(coarse.diagnostics, base::Code::layout_low_resolution);
        ASSERT_EQ(found.size(), 1u) << body;
        EXPECT_EQ(found[0].message, "page 1: \"a.png\" has 200 pixels an inch, print wants 300") << body;
        EXPECT_EQ(found[0].where.line, 2u) << body;
        Typeset fine(body, std::string(c.css) + " img { width: 72pt }", 1, {{"a.png", png(301, 100)}});
        EXPECT_TRUE(told(fine.diagnostics, base::Code::layout_low_resolution).empty()) << body;
    }
}

TEST(Report, ACharacterThatNoFontHasIsToldWithItsPageAndPlace) {
    Typeset t("<section><p>one</p></section>\n<section><p>two\nand \xEF\xA3\xBA here</p></section>");
    base::Diagnostics all = with_places(t.text->take_diagnostics(), {t.pages, *t.layout, RuleOf{}});
    auto found = told(all, base::Code::text_missing_glyph);
    std::erase_if(found, [](base::Diagnostic const& d) { return d.message.find("U+F8FA") == std::string::npos; });
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].message, testing::StartsWith("page 2: no font has U+F8FA"));
    EXPECT_THAT(found[0].hint, testing::HasSubstr("EB Garamond"));
    EXPECT_EQ(found[0].where.line, 3u);
    EXPECT_EQ(found[0].where.column, 5u);
}

}  // namespace
}  // namespace octavo::page::test
