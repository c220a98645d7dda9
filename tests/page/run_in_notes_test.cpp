// Notes run in: those of a page as one paragraph (footnote-display: inline).
#include <map>
#include <random>

#include "page/findings.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

constexpr char const* inline_css = "aside { footnote-display: inline; text-align: justify; hyphens: none }";

std::string note(std::string const& text, std::string const& attributes = {}) {
    return "<aside role='doc-footnote' " + attributes + ">" + text + "</aside>";
}
std::vector<std::string> notes_on(Typeset const& t, std::size_t page) {
    if (!t.pages.pages[page].run.valid()) return {};
    return t.lines(t.pages.pages[page].notes, t.pages.pages[page]);
}
std::string joined(std::vector<std::string> const& lines) {
    std::string all;
    for (std::string const& line : lines) all += line + "\n";
    return all;
}

/// Every note's words stand once and in order, each note begins on its call's page or right behind one that goes on over it, no page is overfull, and the area is as tall as
/// what stands in it.
void expect_sound(Typeset const& t, int words, std::string const& what) {
    std::string all;
    std::vector<std::size_t> page_of_byte;
    std::map<int, std::size_t> call_page;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        if (!page.run.valid()) continue;
        all += joined(notes_on(t, i));
        page_of_byte.resize(all.size(), i);
        std::string text = t.page_text(i);
        for (std::size_t at = text.find("call"); at != std::string::npos; at = text.find("call", at + 1)) {
            int number = 0;
            for (at += 4; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) number = number * 10 + text[at] - '0';
            call_page[number] = i;
        }
        layout::GalleyStore const& store = t.pages.store_of(page);
        Length body = 0, foot = 0;
        for (Placement const& p : page.flow) {
            if (store.galleys[p.galley].items[p.item].kind != layout::GalleyItem::Kind::paragraph) continue;
            body = std::max(body, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 12 * point);
        }
        for (Placement const& p : page.notes) {
            if (store.galleys[p.galley].items[p.item].kind != layout::GalleyItem::Kind::paragraph) continue;
            foot = std::max(foot, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 10 * point);
        }
        EXPECT_LE(body + page.notes_height, content_area(*page.style).height + page.extra) << what << " page " << i;
        Length edges = page.notes.empty() ? 0 : note_area_edges(*page.style, 260 * point);
        EXPECT_EQ(foot, page.notes_height - edges) << what << " page " << i;
    }
    std::size_t at = 0;
    for (int k = 0; k < words; ++k) {
        std::string word = "w" + std::to_string(k) + ";";
        std::size_t found = all.find(word, at);
        ASSERT_NE(found, std::string::npos) << what << " " << word;
        ASSERT_EQ(all.find(word, found + 1), std::string::npos) << what << " " << word << " stands twice";
        at = found;
    }
    for (auto [number, page] : call_page) {
        std::size_t found = all.find("n" + std::to_string(number) + ":");
        ASSERT_NE(found, std::string::npos) << what << " note " << number;
        std::size_t begins = page_of_byte[found];
        EXPECT_GE(begins, page) << what << " note " << number;
        std::size_t before = found == 0 ? begins : page_of_byte[found - 1];
        EXPECT_TRUE(begins == page || before + 1 >= begins) << what << " note " << number << " waits for none";
    }
}

TEST(RunInNotes, FillLinesTogether) {
    std::string body = "<p>a" + note(sentences(2, "alpha")) + " b" + note("short") + " c" + note(sentences(3, "beta")) + "</p>";
    Typeset t(body, inline_css), block(body);
    Page const& page = t.pages.pages[0];
    ASSERT_EQ(page.notes.size(), 1U);
    std::vector<std::string> lines = notes_on(t, 0);
    EXPECT_LT(lines.size(), notes_on(block, 0).size());
    EXPECT_EQ(joined(lines).find("1.\xE2\x80\x82Sentence 0"), 0U);
    EXPECT_NE(joined(lines).find("2.\xE2\x80\x82short"), std::string::npos);
    // All lines but the last are full: none has room for the first word of the next.
    layout::GalleyStore const& store = t.pages.store_of(page);
    layout::Paragraph const& p = store.paragraphs[store.galleys[page.notes[0].galley].items[0].index];
    auto broken = store.lines_of(store.candidates[p.first_candidate + p.best]);
    ASSERT_EQ(broken.size(), lines.size());
    for (std::size_t k = 0; k + 1 < broken.size(); ++k) EXPECT_GT(broken[k].natural, p.measure / 10 * 8) << k;
    EXPECT_EQ(p.insertion_count, 0U);
}

TEST(RunInNotes, NoneIsLostWhateverTheirLengths) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
        int words = 0, notes = 0;
        std::string body;
        for (int paragraph = 0; paragraph < 14; ++paragraph) {
            body += "<p>" + sentences(number(0, 3));
            for (int k = number(0, 4); k > 0; --k) {
                int length = number(0, 9) == 0 ? number(100, 400) : number(1, 40);
                std::string text = "n" + std::to_string(notes) + ":";
                for (int w = 0; w < length; ++w) text += (w % 7 == 3 ? " <em>w" : " w") + std::to_string(words++) + (w % 7 == 3 ? ";</em>" : ";");
                body += " call" + std::to_string(notes++) + " " + note(text) + " and on, " + sentences(number(0, 1));
            }
            body += "</p>";
        }
        Typeset t(body, inline_css);
        expect_sound(t, words, "seed " + std::to_string(seed));
    }
}

TEST(RunInNotes, OneThatGoesOnOverleafIsTold) {
    Typeset t("<p>" + sentences(3) + "call" + note("before") + note(sentences(40), "id='long'") + "</p><p>" + sentences(20) + "</p>", inline_css);
    std::vector<Finding> found = find_departures(t.pages, *t.layout);
    auto split = std::find_if(found.begin(), found.end(), [](Finding const& f) { return f.cause == Cause::note_split; });
    ASSERT_NE(split, found.end());
    EXPECT_EQ(split->page, 0U);
    EXPECT_EQ(split->element, t.document->by_id("long"));
    EXPECT_EQ(t.pages.pages[0].notes.size(), 1U);
}

TEST(RunInNotes, NumbersStayWithTheirNotes) {
    std::string body = "<p>";
    for (int i = 1; i < 30; ++i) body += "x" + note("incomprehensibly " + std::string(static_cast<std::size_t>(i), 'm')) + " ";
    Typeset t(body + "</p>", inline_css);
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        for (std::string const& line : notes_on(t, i)) EXPECT_FALSE(line.ends_with(".") || line.ends_with(".\xE2\x80\x82")) << line;
    }
}

TEST(RunInNotes, ThoseThatAreNoSingleParagraphStandAsBlocksBetweenThem) {
    Typeset t("<p>a" + note("one") + " b" + note("<p>two</p><p>more</p>") + " c" + note("three") + " d" + note("four") + "</p>", inline_css);
    EXPECT_EQ(notes_on(t, 0), (std::vector<std::string>{"1.\xE2\x80\x82one", "2.\xE2\x80\x82two", "more", "3.\xE2\x80\x82three4.\xE2\x80\x82" "four"}));
}

TEST(RunInNotes, EverySeriesIsAParagraph) {
    Typeset t("<p>a" + note("author") + " b" + note("text", "class='t'") + " c" + note("author again") + " d" + note("text again", "class='t'") + "</p>",
              std::string(inline_css) + ".t { -octavo-note-series: 1 }  aside::footnote-marker { content: none }");
    EXPECT_EQ(notes_on(t, 0), (std::vector<std::string>{"authorauthor again", "texttext again"}));
}

TEST(RunInNotes, CompactLeavesLongOnesAsBlocks) {
    std::string body = "<p>a" + note("one") + " b" + note("two") + " c" + note(sentences(3)) + " d" + note("four") + "</p>";
    Typeset t(body, "aside { footnote-display: compact }");
    auto const& notes = t.pages.pages[0].notes;
    ASSERT_EQ(notes.size(), 4U);
    EXPECT_EQ(notes[0].y, notes[1].y);
    EXPECT_EQ(notes[2].x, 0);
    EXPECT_EQ(notes[3].x, 0);
}

TEST(RunInNotes, TheirWorkersDoNotMatter) {
    std::string body;
    for (int i = 0; i < 20; ++i) body += "<section><p>" + sentences(4) + "x" + note(sentences(i, "word")) + " y" + note("short") + "</p></section>";
    Typeset one(body, inline_css, 1), four(body, inline_css, 4);
    ASSERT_EQ(one.pages.pages.size(), four.pages.pages.size());
    for (std::size_t i = 0; i < one.pages.pages.size(); ++i) EXPECT_EQ(notes_on(one, i), notes_on(four, i));
}

}  // namespace
}  // namespace octavo::page::test
