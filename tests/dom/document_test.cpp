#include "dom/document.h"

#include <gtest/gtest.h>

#include "dom/dump.h"

namespace octavo::dom {
namespace {

base::Name name(std::string_view text) { return base::Name::of(text); }

class Tree : public testing::Test {
protected:
    NodeId element(std::string_view html, NodeId parent = {}) {
        NodeId made = document.make_element(name(html), {file, 1, ++column});
        if (parent) document.append_child(parent, made);
        return made;
    }
    NodeId text(std::string_view value, NodeId parent) {
        NodeId made = document.make_text(value, {file, 1, ++column});
        document.append_child(parent, made);
        return made;
    }
    std::string children(NodeId parent) {
        std::string out;
        NodeId previous;
        for (NodeId at = document.node(parent).first_child; at; at = document.node(at).next) {
            EXPECT_EQ(document.node(at).parent, parent);
            EXPECT_EQ(document.node(at).previous, previous);
            previous = at;
            out += document.is_text(at) ? std::string(document.text(at))
                                        : "<" + std::string(document.element(at).html.view()) + ">";
        }
        EXPECT_EQ(document.node(parent).last_child, previous);
        return out;
    }

    base::SourceFiles files;
    base::FileId file = files.add("a.xml");
    std::uint32_t column = 0;
    Document document;
};

TEST_F(Tree, InsertMoveAndRemove) {
    NodeId root = element("div");
    document.set_root(root);
    NodeId a = element("a", root);
    NodeId c = element("c", root);
    NodeId b = element("b");
    document.insert_before(root, b, c);
    EXPECT_EQ(children(root), "<a><b><c>");
    document.append_child(root, a);  // moves
    EXPECT_EQ(children(root), "<b><c><a>");
    document.insert_before(root, a, b);
    EXPECT_EQ(children(root), "<a><b><c>");
    document.remove(b);
    EXPECT_EQ(children(root), "<a><c>");
    document.remove(b);  // not in the tree: nothing happens
    document.append_child(b, c);
    EXPECT_EQ(children(root), "<a>");
    EXPECT_EQ(children(b), "<c>");
}

TEST_F(Tree, UnwrapPutsChildrenInPlace) {
    NodeId root = element("div");
    text("1", root);
    NodeId inner = element("span", root);
    text("2", inner);
    element("b", inner);
    text("3", root);
    document.unwrap(inner);
    EXPECT_EQ(children(root), "12<b>3");
    NodeId empty = element("i", root);
    document.unwrap(empty);
    EXPECT_EQ(children(root), "12<b>3");
}

TEST_F(Tree, WrapAndMoveChildren) {
    NodeId root = element("div");
    element("a", root);
    NodeId b = element("b", root);
    element("c", root);
    NodeId around = document.wrap(b, name("ul"));
    EXPECT_EQ(children(root), "<a><ul><c>");
    EXPECT_EQ(children(around), "<b>");
    document.move_children(root, b);
    EXPECT_EQ(children(root), "");
}

TEST_F(Tree, OrderStaysWithin) {
    NodeId root = element("div");
    document.set_root(root);
    NodeId a = element("a", root);
    NodeId inner = element("b", a);
    NodeId last = element("c", root);
    EXPECT_EQ(document.next_in_order(root), a);
    EXPECT_EQ(document.next_in_order(inner), last);
    EXPECT_FALSE(document.next_in_order(inner, a));
    EXPECT_EQ(document.next_after_subtree(a), last);
    EXPECT_FALSE(document.next_after_subtree(a, a));
    EXPECT_FALSE(document.next_in_order(last));
}

TEST_F(Tree, CloneIsDeepAndWithoutIds) {
    NodeId root = element("div");
    document.derive(root, names::id(), "x");
    document.derive(root, names::title(), "t");
    document.set_source_name(root, names::tei_namespace(), name("div"));
    NodeId a = element("a", root);
    text("1", a);
    element("b", a);
    text("2", root);
    NodeId copy = document.clone(root);
    EXPECT_FALSE(document.node(copy).parent);
    EXPECT_EQ(children(copy), "<a>2");
    EXPECT_EQ(document.text_content(copy), "12");
    EXPECT_FALSE(document.attribute(copy, names::id()));
    EXPECT_EQ(document.attribute(copy, names::title()), "t");
    EXPECT_EQ(document.element(copy).source_local, name("div"));
    document.set_text(document.node(document.node(copy).first_child).first_child, "changed");
    EXPECT_EQ(document.text_content(root), "12");
}

TEST_F(Tree, DerivedAttributeComesFirst) {
    NodeId p = element("p");
    Attribute const source[] = {{{}, name("lang"), "la", AttributeOrigin::source},
                                {names::xml_namespace(), name("lang"), "de", AttributeOrigin::source}};
    document.set_attributes(p, source);
    NodeId other = element("q");
    document.derive(other, names::title(), "between");
    EXPECT_EQ(document.attribute(p, names::lang()), "la");
    document.derive(p, names::lang(), "en");
    EXPECT_EQ(document.attribute(p, names::lang()), "en");
    EXPECT_EQ(document.source_attribute(p, {}, names::lang()), "la");
    EXPECT_EQ(document.source_attribute(p, names::xml_namespace(), names::lang()), "de");
    EXPECT_EQ(document.attribute(other, names::title()), "between");
    document.derive(p, names::lang(), "fr");
    EXPECT_EQ(document.attributes(p).size(), 3U);
    document.remove_attribute(p, names::lang(), AttributeOrigin::derived);
    EXPECT_EQ(document.attribute(p, names::lang()), "la");
    EXPECT_EQ(document.source_attribute(p, names::xml_namespace(), names::lang()), "de");
}

TEST_F(Tree, ManyAttributesKeepTheirOwners) {
    std::vector<NodeId> all;
    for (int i = 0; i < 50; ++i) all.push_back(element("p"));
    for (int round = 0; round < 5; ++round) {
        for (NodeId p : all)
            document.derive(p, name("a" + std::to_string(round)),
                            std::to_string(p.value * 10 + static_cast<unsigned>(round)));
    }
    for (NodeId p : all) {
        ASSERT_EQ(document.attributes(p).size(), 5U);
        for (unsigned round = 0; round < 5; ++round) {
            EXPECT_EQ(document.attribute(p, name("a" + std::to_string(round))), std::to_string(p.value * 10 + round));
        }
    }
}

TEST_F(Tree, ClassesAreWords) {
    NodeId p = element("p");
    document.add_class(p, "ab");
    document.add_class(p, "a");
    document.add_class(p, "ab");
    document.add_class(p, "");
    EXPECT_EQ(document.attribute(p, names::cls()), "ab a");
    EXPECT_TRUE(document.has_class(p, "a"));
    EXPECT_FALSE(document.has_class(p, "b"));
}

TEST_F(Tree, ClassesOfXhtmlComeAlong) {
    NodeId p = element("p");
    document.set_source_name(p, names::xhtml_namespace(), name("p"));
    Attribute const source[] = {{{}, names::cls(), "own two", AttributeOrigin::source}};
    document.set_attributes(p, source);
    EXPECT_TRUE(document.has_class(p, "two"));
    document.add_class(p, "new");
    EXPECT_EQ(document.attribute(p, names::cls()), "own two new");
}

TEST_F(Tree, LanguageIsTheNearest) {
    NodeId root = element("div");
    NodeId p = element("p", root);
    NodeId t = text("x", p);
    EXPECT_TRUE(document.language(t).empty());
    document.derive(root, names::lang(), "de");
    EXPECT_EQ(document.language(t).view(), "de");
    document.derive(p, names::lang(), "");
    EXPECT_TRUE(document.language(t).empty());
}

TEST_F(Tree, IdsOfWhatIsInTheTree) {
    NodeId root = element("div");
    document.set_root(root);
    NodeId p = element("p", root);
    document.derive(p, names::id(), "x");
    document.derive(element("p"), names::id(), "outside");
    document.index_ids();
    EXPECT_EQ(document.by_id("x"), p);
    EXPECT_FALSE(document.by_id("outside"));
    EXPECT_FALSE(document.by_id("y"));
}

TEST_F(Tree, BaseNamesAreInherited) {
    NodeId root = element("div");
    NodeId a = element("a", root);
    NodeId b = element("b", a);
    document.base_names.push_back(name("main.xml"));
    EXPECT_EQ(document.base_name(b).view(), "main.xml");
    document.set_base_name(b, name("b.xml"));
    document.set_base_name(root, name("root.xml"));
    EXPECT_EQ(document.base_name(a).view(), "root.xml");
    EXPECT_EQ(document.base_name(b).view(), "b.xml");
}

TEST_F(Tree, BodyIsTheRootWhereThereIsNone) {
    NodeId root = element("html");
    document.set_root(root);
    EXPECT_EQ(document.body(), root);
    element("head", root);
    NodeId body = element("body", root);
    EXPECT_EQ(document.body(), body);
}

TEST_F(Tree, MovingADocumentKeepsItsTexts) {
    NodeId root = element("div");
    document.set_root(root);
    text("kept", root);
    document.derive(root, names::id(), "r");
    document.index_ids();
    Document moved = std::move(document);
    EXPECT_EQ(moved.text_content(root), "kept");
    EXPECT_EQ(moved.by_id("r"), root);
}

TEST_F(Tree, Dump) {
    NodeId root = element("section");
    document.set_root(root);
    document.set_source_name(root, names::tei_namespace(), name("div"));
    Attribute const source[] = {{{}, names::type(), "a\"b", AttributeOrigin::source},
                                {name("urn:x"), name("y"), "1", AttributeOrigin::source}};
    document.set_attributes(root, source);
    document.derive(root, names::id(), "s");
    document.add_class(root, "one");
    document.add_class(root, "two");
    document.derive(root, names::lang(), "de");
    document.set_role(root, Role::chapter);
    NodeId t = text("tab\there\n\\ \x01", root);
    document.append_child(root, document.make_element(name("br"), {}));
    document.metadata.title = "T";
    document.anchors.push_back({AnchorKind::page_break, {t, 4}, name("p1"), {}, "12", {}});
    EXPECT_EQ(dump(document, files),
              "title: \"T\"\n"
              "section#s.one.two role=chapter tei:div type=\"a\\\"b\" {urn:x}y=\"1\" +lang=\"de\" @a.xml:1:1\n"
              "  \"tab\\there\\n\\\\ \\u0001\"\n"
              "  br\n"
              "anchor page_break #p1 \"12\" before \"here\\n\\\\ \\u0001\"\n");
}

TEST(Roles, FromTokens) {
    EXPECT_EQ(role_from_tokens("bodymatter chapter", ""), Role::chapter);
    EXPECT_EQ(role_from_tokens("bodymatter z3998:fiction", ""), Role::bodymatter);
    EXPECT_EQ(role_from_tokens("bodymatter", "doc-appendix"), Role::appendix);
    EXPECT_EQ(role_from_tokens("  rearnotes\n", ""), Role::endnotes);
    EXPECT_EQ(role_from_tokens("unheard-of", "button"), Role::none);
    EXPECT_EQ(role_from_tokens("", "doc-noteref"), Role::noteref);
    EXPECT_EQ(role_from_tokens("", "doc-endnote"), Role::endnote);
    EXPECT_EQ(role_name(Role::list_of_figures), "list_of_figures");
    EXPECT_EQ(aria_role(Role::toc), "doc-toc");
    EXPECT_EQ(epub_type(Role::toc), "toc");
    EXPECT_EQ(role_name(Role::see_also), "see_also");
}

}  // namespace
}  // namespace octavo::dom
