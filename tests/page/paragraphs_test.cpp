// Lines of paragraphs as readers see them: tracking, last lines, the same word at the edge of lines in a row.
#include <algorithm>
#include <random>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

layout::GalleyStore const& store_of(Typeset const& t) { return *t.pages.runs[RunId(0u)].store; }

std::string of_words(unsigned seed, int count) {
    static constexpr std::array words{"the", "of", "and", "river", "mountain", "stands", "old", "a", "village", "that", "went", "morning", "in", "with", "yesterday"};
    std::minstd_rand random(seed);
    std::string text;
    for (int i = 0; i < count; ++i) text += (i > 0 ? " " : "") + std::string(words[random() % words.size()]);
    return text + ".";
}

std::string paragraphs(int count, int words) {
    std::string body;
    for (int i = 0; i < count; ++i) body += "<p>" + of_words(static_cast<unsigned>(i) + 1, words + i % 17) + "</p>";
    return body;
}

TEST(Tracking, IsAddedToEveryLetterAndCountsInTheLines) {
    auto natural = [](char const* spacing) {
        Typeset t("<p>Tracked word</p>", std::string("p { letter-spacing: ") + spacing + " }");
        layout::Paragraph const& p = store_of(t).paragraphs[0];
        return store_of(t).lines[store_of(t).candidates[p.first_candidate + p.best].first_line].natural;
    };
    EXPECT_NEAR(natural("2pt") - natural("0"), 12 * 2 * point, 2 * point);
    Typeset loose(paragraphs(1, 60), "p { letter-spacing: 3pt }"), usual(paragraphs(1, 60));
    auto lines = [](Typeset const& t) {
        layout::Paragraph const& p = store_of(t).paragraphs[0];
        return store_of(t).candidates[p.first_candidate + p.best].count;
    };
    EXPECT_GT(lines(loose), lines(usual));
}

TEST(LastLines, AreNoShorterThanTheIndent) {
    Typeset t(paragraphs(60, 50), "p { text-align: justify; text-indent: 24pt; hyphens: auto }");
    for (layout::Paragraph const& p : store_of(t).paragraphs) {
        auto lines = store_of(t).lines_of(store_of(t).candidates[p.first_candidate + p.best]);
        if (lines.size() < 2) continue;
        EXPECT_GE(lines.back().natural, 24 * point) << p.text.substr(0, 30);
    }
}

TEST(Stacks, AWordHardlyEverStandsThriceAtTheEdge) {
    Typeset t(paragraphs(150, 60), "p { text-align: justify; hyphens: auto }");
    layout::GalleyStore const& store = store_of(t);
    int stacks = 0;
    for (layout::Paragraph const& p : store.paragraphs) {
        auto lines = store.lines_of(store.candidates[p.first_candidate + p.best]);
        auto first = [&](std::size_t k) { return lines[k].first_byte == 0 ? store.pieces[p.first_piece + lines[k].first].word : nullptr; };
        auto last = [&](std::size_t k) { return lines[k].end_byte == 0 ? store.pieces[p.first_piece + lines[k].end - 1].word : nullptr; };
        for (std::size_t k = 0; k + 2 < lines.size(); ++k) {
            // A paragraph's first word and its last stand nowhere else.
            stacks += k > 0 && first(k) != nullptr && first(k) == first(k + 1) && first(k) == first(k + 2);
            stacks += k + 3 < lines.size() && last(k) != nullptr && last(k) == last(k + 1) && last(k) == last(k + 2);
        }
    }
    EXPECT_LE(stacks, 3) << "of 150 paragraphs made of fifteen words; 8 where nothing is done about them";
}

}  // namespace
}  // namespace octavo::page::test
