// What octavo tells of the layout: each fault with its place in the source, the printed page, and the rule of the style sheet; --strict.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/diagnostics.h"
#include "octavo.h"

namespace octavo {
namespace {

using testing::HasSubstr;

std::string lines(std::string const& word, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i == 0 ? "" : "<br/>") + word + " " + std::to_string(i);
    return text;
}
std::string sentences(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "Sentence " + std::to_string(i) + " has some ordinary words. ";
    return text;
}

class LayoutMessages : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("octavo-layout-messages-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string put(std::string const& name, std::string const& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    /// A page before, so that what follows begins on line 2 of the source and on page iv or later.
    Request request(std::string const& body, std::string const& css) {
        put("own.css", "@page { size: 300pt 220pt; margin: 20pt }\n"
                       ":root { font: 10pt/12pt \"EB Garamond\"; -octavo-baseline-grid: 12pt }\n" + css);
        Request made;
        made.action = Action::pdf;
        made.inputs = {put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\"><head><title>T</title></head><body>"
                                      "<div style=\"page: front\"><section><p>Before.</p></section>\n" + body + "</div></body></html>")};
        made.styles = {"own.css"};
        return made;
    }
    [[nodiscard]] std::string read(std::string const& name) const {
        std::ifstream stream(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    std::filesystem::path folder_;
};

struct Case {
    char const* code;
    std::string body, css;
    char const* text;          ///< in the message
    char const* rule;          ///< in the hint
};

std::vector<Case> cases() {
    std::string long_word(40, 'm');
    std::string wide = "<table><tr><td>" + long_word + "</td></tr></table>", wider = "<table><tr><td>" + long_word + long_word + "</td></tr></table>";
    return {
        {"layout-overfull", "<p class='pre'>" + sentences(4) + "</p>", ".pre { white-space: pre }", "pt too long", ".pre { white-space: pre }  own.css:3:8"},
        {"layout-overfull", "<p class='solid'>" + long_word + long_word + "</p>", ".solid { hyphens: none }", "wider than the line", ".solid { hyphens: none }  own.css:3:10"},
        {"layout-loose-line", "<p class='j'>to be <span style='display: inline-block; width: 250pt'>wide</span> and so on with it</p>",
         "p.j { text-align: justify; hyphens: none }", "very loose", "p.j { text-align: justify }  own.css:3:7"},
        {"layout-too-tall", "<div class='f'><p>" + lines("float", 30) + "</p></div><p>After.</p>", ".f { float: left }", "stands in the flow", ".f { float: left }  own.css:3:6"},
        {"layout-table-too-wide", wide, "td { hyphens: none; font-size: 12pt } table { -octavo-table-overflow: shrink }", "% of its size",
         "table { -octavo-table-overflow: shrink }  own.css:3:"},
        {"layout-table-too-wide", "<table><tr><td>" + long_word + "</td></tr></table>", "@page { size: 220pt 360pt } td { hyphens: none } table { -octavo-table-overflow: turn }",
         "turned onto its side", "table { -octavo-table-overflow: turn }  own.css:3:"},
        {"layout-table-too-wide", wider, "", "wider than its place", "no rule sets -octavo-table-overflow"},
        {"layout-table-spans", "<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>c</td></tr></table>", "", "this cell would lie over", ""},
        {"page-widow", "<p class='w'>" + lines("line", 24) + "</p>", "p.w { orphans: 20; widows: 20 }", "an orphan|too few close", "p.w { orphans: 20 }  own.css:3:7"},
        {"page-widow", "<p class='w'>" + lines("line", 24) + "</p>", "p.w { orphans: 20; widows: 20 }", "a widow|too few open", "p.w { widows: 20 }  own.css:3:20"},
        {"page-short", "<p>" + lines("line", 5) + "</p><div class='k'><p>" + lines("kept", 12) + "</p></div>", ".k { break-inside: avoid }", "lines short",
         ".k { break-inside: avoid }  own.css:3:6"},
        {"page-note-split", "<p>" + lines("line", 3) + "<a href='#n' epub:type='noteref'>1</a></p><aside id='n' epub:type='footnote'><p>" + lines("note", 17) + "</p></aside>",
         "aside { footnote-policy: auto }", "a note goes on", "aside { footnote-policy: auto }  own.css:3:9"},
        {"page-no-room", "<p>" + lines("line", 3) + "</p><div class='k'><p>" + lines("kept", 1) + "</p></div>",
         ".k { break-inside: avoid } .k p { line-height: 400pt }", "too tall", ".k { break-inside: avoid }"},
        {"page-float-moved", "<p>" + lines("line", 3) + "</p><div class='f'><p>" + lines("float", 8) + "</p></div><p>" + lines("line", 2) + "</p><div class='f'><p>" +
         lines("float", 8) + "</p></div><p>" + lines("line", 20) + "</p>", ".f { float: top }", "this float is called on page", ".f { float: top }  own.css:3:6"},
        {"page-avoided-break", "<div class='p'><p class='a'>tall</p><p class='on'>" + lines("b", 2) + "</p></div>",
         ".on { break-before: avoid; orphans: 6 } .p { break-before: page } .a { line-height: 180pt }", "the style sheet avoids a break", ".on { break-before: avoid }  own.css:3:7"},
        {"page-avoided-break", "<p class='k'>" + lines("kept", 40) + "</p>", ".k { break-inside: avoid }", "the style sheet avoids a break", ".k { break-inside: avoid }  own.css:3:6"},
        {"page-avoided-break", "<div class='p'><p class='h'>tall</p><p class='n'>" + lines("b", 2) + "</p></div>",
         ".h { break-after: avoid; line-height: 180pt } .p { break-before: page } .n { orphans: 6 }", "the style sheet avoids a break", ".h { break-after: avoid }  own.css:3:6"},
        {"page-unresolved-reference", "<p><span class='x' data-to='#gone'>there</span></p>", ".x::after { content: target-counter(attr(data-to), page) }", "nothing has the id",
         ".x::after { content: target-counter(attr(data-to), page) }  own.css:3:13"},
        {"text-missing-glyph", "<p class='g'>\xEF\xA3\xBA</p>", ".g { font-family: \"EB Garamond\" }", "no font has U+F8FA", ".g { font-family: \"EB Garamond\" }  own.css:3:6"},
    };
}

TEST_F(LayoutMessages, EachHasItsPlaceItsPageAndItsRule) {
    for (Case const& c : cases()) {
        Result result = run(request(c.body, c.css));
        EXPECT_EQ(result.exit_code, exit_ok) << c.code;
        std::string all;
        bool found = false;
        std::string_view texts(c.text);
        for (Message const& m : result.messages) {
            all += m.rendered + "\n";
            bool says = m.text.find(texts.substr(0, texts.find('|'))) != std::string::npos ||
                        (texts.find('|') != std::string_view::npos && m.text.find(texts.substr(texts.find('|') + 1)) != std::string::npos);
            bool names_page = m.text.starts_with("page i") || m.text.starts_with("page v");
            if (m.code == c.code && says && names_page && m.line == 2 && m.column > 0 && m.file == "x.xhtml") found = found || m.hint.find(c.rule) != std::string::npos;
        }
        EXPECT_TRUE(found) << c.code << ": \"" << c.text << "\", \"" << c.rule << "\" not in\n" << all;
    }
}

TEST_F(LayoutMessages, StrictMakesThemErrorsNotesTooAndTheProductIsWhole) {
    for (Case const& c : cases()) {
        Request asked = request(c.body, c.css);
        Result plain = run(asked);
        std::string product = read("x.pdf");
        asked.strict = true;
        Result strict = run(asked);
        EXPECT_EQ(strict.exit_code, exit_strict) << c.code;
        ASSERT_EQ(strict.messages.size(), plain.messages.size()) << c.code;
        for (std::size_t i = 0; i < strict.messages.size(); ++i) {
            bool of_layout = plain.messages[i].code.starts_with("layout-") || plain.messages[i].code == c.code;
            EXPECT_EQ(strict.messages[i].text, plain.messages[i].text);
            EXPECT_LT(plain.messages[i].severity, Severity::error) << plain.messages[i].rendered;
            if (!of_layout) continue;
            EXPECT_EQ(strict.messages[i].severity, Severity::error) << strict.messages[i].rendered;
            EXPECT_THAT(strict.messages[i].rendered, HasSubstr("error: ")) << "what is printed says so";
        }
        EXPECT_EQ(read("x.pdf"), product) << c.code << ": strictness changes what is told, not what is made";
        EXPECT_FALSE(product.empty());
        for (auto const& left : std::filesystem::directory_iterator(folder_)) {
            std::string name = left.path().filename().string();
            EXPECT_TRUE(name == "x.pdf" || name == "x.xhtml" || name == "own.css") << name;
        }
    }
}

TEST_F(LayoutMessages, WithoutFaultsStrictEndsWell) {
    Request asked = request("<p>" + sentences(8) + "</p>", "p { text-align: start }");
    asked.strict = true;
    Result result = run(asked);
    EXPECT_EQ(result.exit_code, exit_ok) << (result.messages.empty() ? "" : result.messages[0].rendered);
}

TEST_F(LayoutMessages, NotesThatAreNoFaultsStayNotes) {
    Request asked = request("<p>" + sentences(8) + "</p>", "p { text-align: start } @page { -octavo-page-count: multiple-of(4) }");
    asked.strict = true;
    Result result = run(asked);
    for (Message const& m : result.messages) EXPECT_LE(m.severity, Severity::warning) << m.rendered;
    EXPECT_EQ(base::kind(base::Code::page_count), base::Kind::general);
    EXPECT_EQ(base::kind(base::Code::page_float_moved), base::Kind::layout);
    EXPECT_EQ(base::kind(base::Code::css_syntax), base::Kind::general);
}

}  // namespace
}  // namespace octavo
