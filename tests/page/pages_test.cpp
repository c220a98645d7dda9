#include "page/fragments.h"
#include "page/runs.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

dom::NodeId by_id(Typeset const& t, char const* id) { return t.document->by_id(id); }

TEST(Pages, TextFillsPagesInOrder) {
    Typeset t("<p id='a'>" + sentences(60) + "</p>");
    ASSERT_GT(t.pages.pages.size(), 2u);
    std::string all;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) all += t.page_text(i);
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
    std::size_t at = 0;
    for (int i = 0; i < 60; ++i) {
        std::size_t found = all.find("Sentence" + std::to_string(i) + "with", at);
        ASSERT_NE(found, std::string::npos) << i;
        at = found;
    }
    EXPECT_EQ(t.pages.map.of(by_id(t, "a")), (dom::PageSpan{0, static_cast<std::uint32_t>(t.pages.pages.size() - 1)}));
}

TEST(Pages, PageMapNamesTheFirstCharacterOfEachPage) {
    Typeset t("<p>" + sentences(60) + "</p>");
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        dom::DomPosition first = t.pages.map.pages[i].first;
        ASSERT_TRUE(t.document->is_text(first.node));
        std::string_view there = t.document->text(first.node).substr(first.byte, 12);
        EXPECT_EQ(t.page_text(i).substr(0, there.find(' ')), there.substr(0, there.find(' '))) << "page " << i;
    }
}

TEST(Pages, EveryWordLeadsBackToItsPlaceInTheSource) {
    Typeset t("<p>One  two\n three <em>four</em> &amp; five</p>");
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    int words = 0;
    for (layout::Paragraph const& p : store.paragraphs) {
        std::uint32_t start = 0, item_before = layout::no_index;
        for (layout::Piece const& piece : store.pieces_of(p)) {
            if (piece.kind != layout::Piece::Kind::word || piece.bytes == 0) continue;
            box::InlineItem const& item = t.boxes.items[piece.item];
            if (piece.item != item_before) {
                start = 0;
                for (std::uint32_t i = t.boxes.boxes[p.box].items.first; i < piece.item; ++i) start += layout::text_length(*t.layout, i);
                item_before = piece.item;
            }
            for (text::Glyph const& glyph : piece.word->glyphs) {
                dom::DomPosition at = t.boxes.position(item, piece.begin - start + glyph.cluster);
                ASSERT_TRUE(t.document->is_text(at.node));
                EXPECT_EQ(t.document->text(at.node)[at.byte], p.text[piece.begin + glyph.cluster]);
            }
            ++words;
        }
    }
    EXPECT_EQ(words, 6);
}

TEST(Pages, ForcedBreaksStartRuns) {
    Typeset t("<section><p>A</p></section><section><p>B</p></section>", "section + section { break-before: recto }");
    EXPECT_EQ(find_runs(*t.layout).size(), 2u);
    ASSERT_EQ(t.pages.pages.size(), 3u);
    EXPECT_FALSE(t.pages.pages[1].run.valid());
    EXPECT_TRUE(t.pages.pages[1].query.blank);
    EXPECT_EQ(t.page_text(2), "B\n");
}

TEST(Pages, ANoteStandsOnThePageOfItsCall) {
    std::string body;
    for (int i = 0; i < 12; ++i) {
        body += "<p>" + sentences(4) + "call" + std::to_string(i) + "<aside epub:type='footnote' role='doc-footnote'>Note number " + std::to_string(i) + ".</aside> end.</p>";
    }
    Typeset t(body);
    int seen = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        std::string notes;
        for (std::string const& line : t.lines(t.pages.pages[i].notes, t.pages.pages[i])) notes += line + "\n";
        for (int n = 0; n < 12; ++n) {
            bool called = t.page_text(i).find("call" + std::to_string(n)) != std::string::npos;
            if (notes.find("Note number " + std::to_string(n) + ".") == std::string::npos) continue;
            EXPECT_TRUE(called) << "note " << n << " on page " << i;
            ++seen;
        }
    }
    EXPECT_EQ(seen, 12);
}

TEST(Pages, ANoteInANoteIsNotLost) {
    Typeset t("<p>Text<aside epub:type='footnote' role='doc-footnote'>Outer<aside epub:type='footnote' role='doc-footnote'>Inner.</aside> note.</aside>.</p>");
    std::string notes;
    for (std::string const& line : t.lines(t.pages.pages[0].notes, t.pages.pages[0])) notes += line + "|";
    EXPECT_NE(notes.find("Outer"), std::string::npos);
    EXPECT_NE(notes.find("Inner."), std::string::npos);
}

TEST(Pages, ANoteInATableCellIsNotLost) {
    Typeset t("<table><tr><td>Cell<aside epub:type='footnote' role='doc-footnote'>Of a cell.</aside></td></tr></table>");
    std::string notes;
    for (std::string const& line : t.lines(t.pages.pages[0].notes, t.pages.pages[0])) notes += line + "|";
    EXPECT_NE(notes.find("Of a cell."), std::string::npos);
}

TEST(Pages, ALongNoteGoesOnOverleafWhole) {
    Typeset t("<p>Text<aside epub:type='footnote' role='doc-footnote'>" + sentences(40) + "</aside> goes on. " + sentences(30) + "</p>");
    std::string notes;
    for (Page const& page : t.pages.pages) {
        if (!page.run.valid()) continue;
        for (std::string const& line : t.lines(page.notes, page)) notes += line + " ";
    }
    for (int i = 0; i < 40; ++i) EXPECT_NE(notes.find("Sentence " + std::to_string(i) + " "), std::string::npos) << i;
    std::size_t twice = notes.find("Sentence 17 ");
    EXPECT_EQ(notes.find("Sentence 17 ", twice + 1), std::string::npos);
}

TEST(Pages, ReferencesAgreeWithThePages) {
    std::string body = "<ul><li><a href='#c'>To c</a></li></ul>";
    for (int i = 0; i < 5; ++i) body += "<p>" + sentences(20) + "</p>";
    body += "<p id='c'>Target</p>";
    Typeset t(body, "a::after { content: leader('.') target-counter(attr(href), page) }");
    ASSERT_EQ(t.boxes.references.size(), 1u);
    std::uint32_t page = t.pages.map.of(by_id(t, "c")).first;
    EXPECT_GT(page, 1u);
    EXPECT_EQ(t.references->text(0), t.pages.map.pages[page].label);
    EXPECT_GE(t.pages.rounds, 2u);
    EXPECT_FALSE(t.diagnostics.has(base::Code::page_reference_loop));
}

TEST(Pages, ALoopOfReferencesEndsAndIsNamed) {
    // While its target stands on page 1 the reference shows many lines, which move the target to page 2; there it shows one word.
    std::string many;
    for (int i = 0; i < 90; ++i) many += "many ";
    Typeset t("<p>" + sentences(8) + "</p><p>see <a href='#x'>this</a></p><p id='x'>target</p><p>" + sentences(3) + "</p>",
              "@counter-style far { system: fixed; symbols: \"" + many + "\" \"one\" \"two\" } a::after { content: target-counter(attr(href), page, far) }");
    EXPECT_EQ(t.pages.rounds, 5u);
    int loops = 0;
    for (base::Diagnostic const& d : t.diagnostics.all()) {
        if (d.code != base::Code::page_reference_loop) continue;
        ++loops;
        EXPECT_TRUE(d.message.starts_with("page ")) << d.message;
        EXPECT_NE(d.message.find("a loop: this reference to #x shows \""), std::string::npos) << d.message;
        EXPECT_NE(d.message.find("\"one\""), std::string::npos) << d.message;
        EXPECT_TRUE(d.where.known());
    }
    EXPECT_EQ(loops, 1);
}

TEST(Pages, AReferenceSaysWhenItsTargetStandsOnTheFacingPage) {
    Typeset t("<section><p id='a'>one</p></section><section><p>two <a href='#c'>x</a></p></section><section><p id='c'>three <a href='#a'>y</a></p></section>"
              "<section><p>four <a href='#c'>z</a></p></section>",
              "a::after { content: \" (\" -octavo-target-place(attr(href)) \")\" }");
    EXPECT_NE(t.page_text(1).find("(on the facing page)"), std::string::npos) << t.page_text(1);
    EXPECT_NE(t.page_text(2).find("1)"), std::string::npos) << t.page_text(2);
    EXPECT_EQ(t.page_text(2).find("facing"), std::string::npos) << t.page_text(2);
    EXPECT_EQ(t.page_text(3).find("facing"), std::string::npos) << t.page_text(3);
}

TEST(Pages, OnlyWhatHoldsAReferenceIsSetAgain) {
    std::string body = "<p><a href='#c'>To</a></p><p id='b'>" + sentences(20) + "</p><p id='c'>Target</p>";
    Typeset t(body, "a::after { content: target-counter(attr(href), page) }");
    layout::GalleyStore& store = *t.pages.runs[RunId(0u)].store;
    std::vector<std::uint32_t> pieces;
    for (layout::Paragraph const& p : store.paragraphs) pieces.push_back(p.first_piece);
    base::Diagnostics diagnostics;
    (void)layout::update_references(*t.layout, store, t.pages.runs[RunId(0u)].space, diagnostics);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        EXPECT_EQ(store.paragraphs[i].first_piece != pieces[i], store.paragraphs[i].has_reference) << i;
    }
}

TEST(Pages, RunningStringsKnowFirstAndLast) {
    Typeset t("<h2>Alpha</h2><p>" + sentences(10) + "</p><h2>Beta</h2><p>" + sentences(60) + "</p>",
              "h2 { string-set: head content(text); break-after: avoid; font-size: 10pt; line-height: 12pt; margin: 0 }");
    auto value = [&](std::size_t page) { return t.pages.states[page].strings.front().second; };
    EXPECT_EQ(value(0).first, "Alpha");
    std::uint32_t last = static_cast<std::uint32_t>(t.pages.pages.size() - 1);
    EXPECT_EQ(value(last).start, "Beta");
    EXPECT_FALSE(value(last).set_here);
}

TEST(Pages, PageNumbersStartAgainWhereTheSheetSays) {
    Typeset t("<section><p>Front</p></section><section class='b'><p>Body</p></section>",
              ".b { counter-reset: page 1 } @page { @bottom-center { content: counter(page) } }");
    ASSERT_EQ(t.pages.pages.size(), 2u);
    EXPECT_EQ(t.pages.pages[1].number, 1);
}

TEST(Pages, ATablesHeadIsRepeatedAndNoRowIsLost) {
    std::string body = "<table><thead><tr><th>Head</th></tr></thead><tbody>";
    for (int i = 0; i < 60; ++i) body += "<tr><td>row" + std::to_string(i) + ".</td></tr>";
    Typeset t(body + "</tbody></table>");
    ASSERT_GT(t.pages.pages.size(), 3u);
    struct Visitor {
        layout::GalleyStore const& store;
        std::vector<std::string>& texts;
        void item(Fragment const& f) {
            layout::GalleyItem const& item = store.galleys[f.galley].items[f.item];
            if (item.kind == layout::GalleyItem::Kind::paragraph && f.end_slice > f.first_slice) texts.emplace_back(store.paragraphs[item.index].text);
        }
        void cell(CellFragment const&) {}
        void row(Fragment const&, Length) {}
    };
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        std::vector<std::string> texts;
        Visitor visitor{*t.pages.runs[t.pages.pages[i].run].store, texts};
        for (Placement const& p : t.pages.pages[i].flow) walk_fragment(visitor.store, fragment_of(p), visitor);
        ASSERT_FALSE(texts.empty());
        EXPECT_EQ(texts.front(), "Head") << "page " << i;
        rows.insert(rows.end(), texts.begin() + 1, texts.end());
    }
    ASSERT_EQ(rows.size(), 60u);
    for (int i = 0; i < 60; ++i) EXPECT_EQ(rows[static_cast<std::size_t>(i)], "row" + std::to_string(i) + ".");
}

TEST(Pages, ATallCellIsSplitAndKeepsAllItsLines) {
    Typeset t("<table><tbody><tr><td>" + sentences(60) + "</td><td rowspan='2'>side</td></tr><tr><td>below</td></tr></tbody></table>");
    ASSERT_GT(t.pages.pages.size(), 1u);
    struct Visitor {
        layout::GalleyStore const& store;
        std::map<std::uint32_t, std::uint32_t> lines;  // paragraph → lines shown
        void item(Fragment const& f) {
            layout::GalleyItem const& item = store.galleys[f.galley].items[f.item];
            if (item.kind == layout::GalleyItem::Kind::paragraph) lines[item.index] += f.end_slice - f.first_slice;
        }
        void cell(CellFragment const&) {}
        void row(Fragment const&, Length) {}
    };
    Visitor visitor{*t.pages.runs[RunId(0u)].store, {}};
    for (Page const& page : t.pages.pages) {
        for (Placement const& p : page.flow) walk_fragment(visitor.store, fragment_of(p), visitor);
    }
    EXPECT_EQ(visitor.lines.size(), 3u);
    for (auto const& [index, lines] : visitor.lines) {
        layout::Paragraph const& p = visitor.store.paragraphs[index];
        EXPECT_EQ(lines, visitor.store.candidates[p.first_candidate + p.best].count);
    }
}

TEST(Pages, TheNumberOfWorkersChangesNothing) {
    std::string body;
    for (int i = 0; i < 9; ++i) body += "<section><h2>Head " + std::to_string(i) + "</h2><p>" + sentences(12 + i * 5) + "</p></section>";
    Typeset one(body, "", 1), eight(body, "", 8);
    EXPECT_EQ(dump(one.pages, *one.layout), dump(eight.pages, *eight.layout));
}

TEST(Pages, AnEmptyDocumentHasNoPages) {
    Typeset t("");
    EXPECT_TRUE(t.pages.pages.empty());
}

TEST(Pages, CrossReferenceListsJoinPages) {
    auto label = [](std::uint32_t page) { return std::to_string(page); };
    EXPECT_EQ(join_pages({7, 2, 5, 6, 2}, label), "2, 5\xE2\x80\x93" "7");
    EXPECT_EQ(join_pages({4, 5}, label), "4, 5");
    EXPECT_EQ(join_pages({}, label), "");
}

TEST(Pages, LinesWithoutHeightAreSet) {
    Typeset set("<p style=\"line-height: 0\">flat</p><p>and on</p>");
    ASSERT_EQ(set.pages.pages.size(), 1U);
    EXPECT_EQ(set.page_text(0), "flat\nand on\n");
}

}  // namespace
}  // namespace octavo::page::test
