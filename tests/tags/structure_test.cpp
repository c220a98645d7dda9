// The structure tree against hand-made documents and marked sequences: the dump is what a reader would walk through.
#include <gtest/gtest.h>

#include "tags/containment.h"
#include "tags/structure_owner.h"
#include "tags/structure_tree.h"
#include "tags/table_grid.h"

namespace octavo::tags {
namespace {

class Structure : public ::testing::Test {
protected:
    Structure() {
        root = document.make_element(base::Name::of("html"), {});
        document.set_root(root);
    }
    dom::NodeId add(std::string_view html, dom::NodeId parent = {}, dom::Role role = dom::Role::none) {
        dom::NodeId made = document.make_element(base::Name::of(html), {});
        document.set_role(made, role);
        document.append_child(parent.valid() ? parent : root, made);
        return made;
    }
    void attribute(dom::NodeId node, std::string_view name, std::string_view value) {
        document.derive(node, base::Name::of(name), value);
    }
    void show(dom::NodeId node, bool label = false, std::uint32_t part = 0) {
        contents.push_back({node, page, mcid++, part, label}); }
    void turn() {
        ++page;
        mcid = 0;
    }
    std::string tree() { return dump(built()); }
    /// With the references of PDF 2.0.
    std::string tree_2() {
        document.index_ids();
        StructureInput input{document, contents, links, "en"};
        StructureTree made = build_structure(input);
        add_references(made, StructureTargets(made, document), input);
        return dump(made);
    }
    StructureTree built() {
        document.index_ids();
        return build_structure({document, contents, links, "en"});
    }

    dom::Document document;
    dom::NodeId root;
    std::vector<MarkedContent> contents;
    std::vector<LinkAnnotation> links;
    std::uint32_t page = 0, mcid = 0;
};

TEST_F(Structure, AParagraphOverTwoPagesIsOne) {
    auto section = add("section", add("body")), p = add("p", section), next = add("p", section);
    show(p);
    turn();
    show(p);
    show(next);
    EXPECT_EQ(tree(), "Document\n  Sect\n    P\n      0/0\n      1/0\n    P\n      1/1\n");
}

TEST_F(Structure, HeadingsDescendWithoutGaps) {
    for (auto name : {"h2", "h4", "h4", "h3", "h2", "h1"}) show(add(name));
    EXPECT_EQ(tree(),
              "Document\n  H1\n    0/0\n  H2\n    0/1\n  H2\n    0/2\n  H2\n    0/3\n  H1\n    0/4\n  H1\n    0/5\n");
}

TEST_F(Structure, ANoteFollowsTheParagraphThatCallsIt) {
    auto body = add("body"), p = add("p", body), note = add("aside", p, dom::Role::footnote), inside = add("p", note),
        next = add("p", body);
    show(p);
    show(note, true);   // the call
    show(p);
    show(next);
    show(note, true, 1);   // the note's own number
    show(inside, false, 1);
    turn();
    show(next);
    show(inside, false, 1);   // its rest on the next page
    EXPECT_EQ(tree(),
              "Document\n  P\n    0/0\n    Reference\n      0/1\n    0/2\n  Note id=note-3\n    Lbl\n      0/4\n    P\n      0/5\n      1/1\n"
              "  P\n    0/3\n    1/0\n");
}

TEST_F(Structure, NotesInCellsStayInThem) {
    auto table = add("table"), row = add("tr", table), cell = add("td", row),
        note = add("span", cell, dom::Role::footnote);
    show(cell);
    show(note, true);
    show(cell);
    show(note, false, 1);
    EXPECT_EQ(tree(),
              "Document\n  Table\n    TBody\n      TR\n        TD\n          0/0\n          Reference\n            0/1\n          0/2\n"
                      "          Note id=note-4\n            0/3\n");
}

TEST_F(Structure, ListsHaveLabelsAndBodies) {
    auto list = add("ol"), first = add("li", list), second = add("li", list), inner = add("ul", second),
        deep = add("li", inner), p = add("p", deep);
    attribute(list, "type", "a");
    show(first, true);
    show(first);
    show(second, true);
    show(second);
    show(deep, true);
    show(p);
    EXPECT_EQ(tree(),
              "Document\n  L lower-alpha\n    LI\n      Lbl\n        0/0\n      LBody\n        0/1\n    LI\n      Lbl\n        0/2\n      LBody\n"
              "        P\n          0/3\n        L disc\n          LI\n            Lbl\n              0/4\n            LBody\n              P\n                0/5\n");
}

TEST_F(Structure, DefinitionsAreListItems) {
    auto list = add("dl"), a = add("dt", list), b = add("dt", list), d = add("dd", list), c = add("dt", list);
    for (auto node : {a, b, d, c}) show(node);
    EXPECT_EQ(tree(),
              "Document\n  L description\n    LI\n      Lbl\n        0/0\n      Lbl\n        0/1\n      LBody\n        0/2\n    LI\n      Lbl\n        0/3\n");
}

TEST_F(Structure, TablesAreMadeRegular) {
    auto table = add("table"), caption = add("caption", table), foot = add("tfoot", table), foot_row = add("tr", foot),
        sum = add("td", foot_row);
    auto head = add("thead", table), head_row = add("tr", head), a = add("th", head_row), b = add("th", head_row);
    auto body = add("tbody", table), row = add("tr", body), tall = add("th", row), last = add("tr", body),
        cell = add("td", last);
    attribute(tall, "rowspan", "5");
    attribute(a, "id", "col-a");
    attribute(cell, "headers", "col-a missing");
    for (auto node : {caption, a, b, tall, cell, sum}) show(node);
    EXPECT_EQ(tree(),
              "Document\n  Table\n    Caption\n      0/0\n    THead\n      TR\n        TH id=col-a scope=column\n          0/1\n        TH scope=column\n          0/2\n"
              "    TBody\n      TR\n        TH scope=row rowspan=2\n          0/3\n        TD\n      TR\n        TD header=col-a\n          0/4\n"
              "    TFoot\n      TR\n        TD\n          0/5\n        TD\n");
}

TEST_F(Structure, AHeadWithoutABodyIsABody) {
    auto table = add("table"), head = add("thead", table), row = add("tr", head), cell = add("th", row);
    show(cell);
    EXPECT_EQ(tree(), "Document\n  Table\n    TBody\n      TR\n        TH scope=column\n          0/0\n");
}

TEST_F(Structure, AFigureHoldsItsPictureAndCaption) {
    auto figure = add("figure"), image = add("img", figure), caption = add("figcaption", figure);
    attribute(image, "alt", "A cat");
    show(image);
    show(caption);
    EXPECT_EQ(tree(), "Document\n  Figure alt=\"A cat\"\n    0/0\n    Caption\n      0/1\n");
}

TEST_F(Structure, AFigureOfSeveralIsAGroup) {
    auto figure = add("figure"), one = add("img", figure), two = add("img", figure),
        caption = add("figcaption", figure);
    attribute(one, "alt", "1");
    for (auto node : {one, two, caption}) show(node);
    auto made = built();
    EXPECT_EQ(dump(made),
              "Document\n  Div\n    Figure alt=\"1\"\n      0/0\n    Figure\n      0/1\n    Caption\n      0/2\n");
    EXPECT_EQ(made.figures_without_alternative, std::vector{two});
}

TEST_F(Structure, LinksHoldTheirAnnotations) {
    auto p = add("p"), link = add("a", p), bare = add("a", p);
    attribute(link, "href", "#x");
    show(p);
    show(link);
    show(p);
    show(bare);
    turn();
    show(link);
    links = {{link, 0}, {link, 1}};
    EXPECT_EQ(tree(),
              "Document\n  P\n    0/0\n    Link\n      0/1\n      1/0\n      link 0\n      link 1\n    0/2\n    0/3\n");
}

TEST_F(Structure, ContentsAndReferences) {
    auto nav = add("nav", {}, dom::Role::toc), title = add("h2", nav), list = add("ol", nav), item = add("li", list),
        link = add("a", item);
    auto inner = add("ol", item), deep = add("li", inner), deep_link = add("a", deep);
    show(title);
    show(link);
    show(deep_link);
    links = {{link, 0}, {deep_link, 0}};
    EXPECT_EQ(tree(),
              "Document\n  Sect\n    H1\n      0/0\n    TOC\n      TOCI\n        P\n          Reference\n            Link\n              0/1\n              link 0\n"
                      "        TOC\n          TOCI\n            Reference\n              Link\n                0/2\n                link 1\n");
}

TEST_F(Structure, LanguagesAndExpansions) {
    auto p = add("p"), foreign = add("span", p), abbreviation = add("abbr", p), same = add("i", p),
        quote = add("blockquote"), inside = add("p", quote);
    attribute(foreign, "lang", "de");
    attribute(abbreviation, "title", "World Wide Web");
    attribute(quote, "lang", "la");
    attribute(inside, "lang", "la");
    for (auto node : {foreign, abbreviation, same, inside}) show(node);
    EXPECT_EQ(tree(),
              "Document\n  P\n    Span lang=de\n      0/0\n    Span expansion=\"World Wide Web\"\n      0/1\n    0/2\n  BlockQuote lang=la\n    P\n      0/3\n");
}

TEST_F(Structure, RubyHasBaseAndText) {
    auto p = add("p"), ruby = add("ruby", p), rt = add("rt", ruby);
    show(ruby);
    show(rt);
    EXPECT_EQ(tree(), "Document\n  P\n    Ruby\n      RB\n        0/0\n      RT\n        0/1\n");
}

TEST_F(Structure, EachBaseOfARubyIsOne) {
    auto p = add("p"), ruby = add("ruby", p), rb = add("rb", ruby), rp = add("rp", ruby), rt = add("rt", ruby),
        rp2 = add("rp", ruby), next = add("rt", ruby), bare = add("ruby", p);
    for (auto node : {rb, rp, rt, rp2}) show(node);
    show(ruby);
    show(next);
    show(bare);
    EXPECT_EQ(tree(),
              "Document\n  P\n    Ruby\n      RB\n        0/0\n      RP\n        0/1\n      RT\n        0/2\n      RP\n        0/3\n"
              "    Ruby\n      RB\n        0/4\n      RT\n        0/5\n    RB\n      0/6\n");
}

TEST_F(Structure, BibliographyEntriesAreInline) {
    auto list = add("ul"), item = add("li", list, dom::Role::biblioentry), block = add("p", {}, dom::Role::biblioentry),
        large = add("div", {}, dom::Role::biblioentry), inside = add("p", large);
    for (auto node : {item, block, inside}) show(node);
    EXPECT_EQ(tree(),
              "Document\n  L\n    LI\n      LBody\n        BibEntry\n          0/0\n  P\n    BibEntry\n      0/1\n  Div\n    P\n      0/2\n");
}

TEST_F(Structure, AnIndexHoldsItsLists) {
    auto index = add("section", {}, dom::Role::index), title = add("h2", index), list = add("ul", index),
        item = add("li", list), locator = add("a", item);
    show(title);
    show(item);
    show(locator);
    links = {{locator, 0}};
    EXPECT_EQ(tree(),
              "Document\n  Index\n    H1\n      0/0\n    L\n      LI\n        LBody\n          0/1\n          Link\n            0/2\n            link 0\n");
}

TEST_F(Structure, AFigureOfATableGivesItItsCaption) {
    auto figure = add("figure"), table = add("table", figure), row = add("tr", table), cell = add("td", row),
        caption = add("figcaption", figure);
    show(cell);
    show(caption);
    EXPECT_EQ(tree(), "Document\n  Table\n    Caption\n      0/1\n    TBody\n      TR\n        TD\n          0/0\n");
}

TEST_F(Structure, SkippedLevelsOfHeadingsAreNamed) {
    auto xhtml = [&](std::string_view html) {
        auto made = add(html);
        document.set_source_name(made, dom::names::xhtml_namespace(), base::Name::of(html));
        show(made);
        return made;
    };
    xhtml("h1");
    auto skipped = xhtml("h3"), again = xhtml("h3");
    xhtml("h2");
    xhtml("h3");
    auto last = xhtml("h6");
    show(add("h6"));   // of another vocabulary: the level was not its author's choice
    EXPECT_EQ(built().skipped_headings, (std::vector{skipped, again, last}));
}

TEST_F(Structure, NotesAndTheirCallsReferToEachOther) {
    auto p = add("p"), note = add("aside", p, dom::Role::footnote), inside = add("p", note),
        other = add("p"), again = add("a", other, dom::Role::noteref);
    attribute(note, "id", "n");
    attribute(again, "href", "#n");
    show(p);
    show(note, true);
    show(note, true, 1);
    show(inside, false, 1);
    show(again);
    EXPECT_EQ(tree_2(),
              "Document\n  P\n    0/0\n    Reference ref=5\n      0/1\n  Note id=n ref=1 ref=6\n    Lbl\n      0/2\n    P\n      0/3\n"
              "  P\n    Reference ref=5\n      0/4\n");
}

TEST_F(Structure, EndnotesAreNotesAndLinksLeadToThem) {
    auto p = add("p"), call = add("a", p, dom::Role::noteref), notes = add("section", {}, dom::Role::endnotes),
        note = add("aside", notes, dom::Role::endnote), inside = add("p", note), back = add("a", inside, dom::Role::backlink);
    show(p);
    show(call);
    show(back);
    show(inside);
    links = {{call, 0, note}, {back, 0, call}};
    EXPECT_EQ(tree_2(),
              "Document\n  P\n    0/0\n    Reference ref=6\n      Link\n        0/1\n        link 0\n  Sect\n    Note id=note-4 endnote ref=2\n"
              "      P\n        Link\n          0/2\n          link 1\n        0/3\n");
}

TEST_F(Structure, ContentsReferToWhatTheyList) {
    auto nav = add("nav", {}, dom::Role::toc), list = add("ol", nav), item = add("li", list), link = add("a", item),
        chapter = add("section"), title = add("h2", chapter);
    show(link);
    show(title);
    links = {{link, 0, chapter}};
    EXPECT_EQ(tree_2(),
              "Document\n  Sect\n    TOC\n      TOCI ref=7\n        Reference\n          Link\n            0/0\n            link 0\n"
              "  Sect\n    H1\n      0/1\n");
}

TEST_F(Structure, TargetsAreTheElementOrWhatIsInItOrAroundIt) {
    auto body = add("body"), division = add("div", body), p = add("p", division), em = add("em", p), empty = add("p", body);
    show(p);
    StructureTree made = built();
    StructureTargets targets(made, document);
    ElementId paragraph = targets.of(p);
    EXPECT_EQ(made.elements[paragraph].type, StructureType::p);
    EXPECT_EQ(targets.of(division), paragraph);
    EXPECT_EQ(targets.of(em), paragraph);
    EXPECT_EQ(made.elements[targets.of(empty)].type, StructureType::document);
    EXPECT_FALSE(targets.of(dom::NodeId{}).valid());
}

TEST_F(Structure, WhatMayNotStandThereIsSoftened) {
    auto table = add("table"), row = add("tr", table), cell = add("td", row), quote = add("blockquote", cell),
        p = add("p", quote), note = add("aside", {}, dom::Role::footnote), title = add("h2", note), rest = add("p", note),
        outer = add("aside"), figure = add("figure", outer), one = add("img", figure), two = add("img", figure),
        legend = add("figcaption", figure), after = add("p", outer);
    attribute(one, "alt", "1");
    attribute(two, "alt", "2");
    for (auto node : {p, title, rest, one, two, legend, after}) show(node);
    StructureTree made = built();
    soften(made);
    EXPECT_EQ(dump(made),
              "Document\n  Table\n    TBody\n      TR\n        TD\n          Div\n            P\n              0/0\n"
              "  Note id=note-6\n    P\n      0/1\n    P\n      0/2\n"
              "  Sect\n    Div\n      Figure alt=\"1\"\n        0/3\n      Figure alt=\"2\"\n        0/4\n      P\n        0/5\n    P\n      0/6\n");
    EXPECT_TRUE(may_contain(StructureType::sect, StructureType::block_quote));
    EXPECT_FALSE(may_contain(StructureType::td, StructureType::block_quote));
}

TEST_F(Structure, AListOfContentsThatLeadsNowhereIsAList) {
    auto nav = add("nav", {}, dom::Role::toc), list = add("ol", nav), item = add("li", list), link = add("a", item),
        other = add("li", list);
    show(link);
    show(other);
    links = {{link, 0}};
    EXPECT_EQ(tree(), "Document\n  Sect\n    L\n      LI\n        LBody\n          Link\n            0/0\n            link 0\n      LI\n        LBody\n          0/1\n");
}

TEST_F(Structure, DivisionsWithTextAreParagraphs) {
    auto outer = add("div"), first = add("div", outer), second = add("div", outer), poem = add("lg", outer),
        line = add("l", poem), other = add("l", poem);
    for (auto node : {first, second, line, other}) show(node);
    EXPECT_EQ(tree(), "Document\n  P\n    0/0\n  P\n    0/1\n  P\n    0/2\n  P\n    0/3\n");
}

TEST_F(Structure, NothingDrawnIsLost) {
    auto table = add("table"), row = add("tr", table), unlinked = add("p");
    document.remove(unlinked);
    show(row);
    show(unlinked);
    contents.push_back({dom::NodeId(std::uint32_t{999'999}), 0, mcid++, 0, false});
    std::string dumped = tree();
    for (auto place : {"0/0", "0/1", "0/2"}) EXPECT_NE(dumped.find(place), std::string::npos) << dumped;
}

TEST_F(Structure, OwnersAreTheNearestElementsThatSaySomething) {
    auto p = add("p"), em = add("em", p), deep = add("strong", em), foreign = add("i", em), code = add("code", em),
        image = add("img", p);
    attribute(foreign, "lang", "el");
    attribute(image, "alt", "");
    StructureOwners owners(document);
    EXPECT_EQ(owners.of(deep), p);
    EXPECT_EQ(owners.of(em), p);
    EXPECT_EQ(owners.of(foreign), foreign);
    EXPECT_EQ(owners.of(code), code);
    EXPECT_TRUE(owners.decorative(image));
    EXPECT_FALSE(owners.decorative(p));
    EXPECT_EQ(owners.of(dom::NodeId{}), dom::NodeId{});
}

TEST(TableGrid, SpansNeitherOverlapNorLeave) {
    std::vector<GridGroup> groups(1);
    groups[0].resize(3);
    groups[0][0].cells = {{1, 0}, {1000, 1}};
    groups[0][1].cells = {{1, 1}};
    make_regular(groups);
    EXPECT_EQ(groups[0][0].cells[0].rowspan, 3u);
    EXPECT_EQ(groups[0][1].columns, std::vector<std::uint32_t>{1});
    EXPECT_EQ(groups[0][1].padding, std::vector<std::uint32_t>{999});
    EXPECT_EQ(groups[0][2].padding, std::vector<std::uint32_t>{1000});
}

TEST(TableGrid, AColumnSpanStopsAtARowSpan) {
    std::vector<GridGroup> groups(1);
    groups[0].resize(2);
    groups[0][0].cells = {{1, 1}, {1, 2}};
    groups[0][1].cells = {{2, 1}};
    make_regular(groups);
    EXPECT_EQ(groups[0][1].cells[0].colspan, 1u);
    EXPECT_TRUE(groups[0][1].padding.empty());
}

TEST(StructureTypes, EachHasANameInBothVersions) {
    for (int i = 1; i <= static_cast<int>(StructureType::formula); ++i) {
        TypeRow const& row = type_row(static_cast<StructureType>(i));
        EXPECT_FALSE(row.name_1_7.empty()) << i;
        EXPECT_FALSE(row.name_2_0.empty()) << i;
    }
    EXPECT_EQ(type_row(StructureType::note).name_2_0, "FENote");
    EXPECT_EQ(type_row(StructureType::toci).space_2_0, StructureNamespace::pdf);
    EXPECT_EQ(type_row(StructureType::sect).space_2_0, StructureNamespace::pdf2);
}

TEST(LanguageTags, Form) {
    for (auto good : {"en", "zh-Hant", "de-1996", "x-klingon"}) EXPECT_TRUE(is_language_tag(good)) << good;
    for (auto bad : {"", "e n", "en_US", "-en", "en-", "abcdefghi", "1en"}) EXPECT_FALSE(is_language_tag(bad)) << bad;
}

}  // namespace
}  // namespace octavo::tags
