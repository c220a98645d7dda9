#include "css/css_support.h"

namespace octavo::css {
namespace {

constexpr std::string_view tei = "http://www.tei-c.org/ns/1.0";

// <html><body id=b class="x y"><section.tei:div type=chapter><h1/>"text"<p class=first/><p lang=de-AT/><p/></section><p id=last/> </body></html>
class Selectors : public ::testing::Test {
protected:
    dom::Document document;
    dom::NodeId html, body, section, h1, p1, p2, p3, last;
    Namespaces namespaces;

    dom::NodeId add(dom::NodeId parent, std::string_view name) {
        dom::NodeId node = document.make_element(base::Name::of(name), {});
        if (parent.valid()) document.append_child(parent, node);
        return node;
    }
    void SetUp() override {
        html = add({}, "html");
        document.set_root(html);
        body = add(html, "body");
        section = add(body, "section");
        h1 = add(section, "h1");
        document.append_child(section, document.make_text("text", {}));
        p1 = add(section, "p");
        p2 = add(section, "p");
        p3 = add(section, "p");
        last = add(body, "p");
        document.append_child(p3, document.make_text(" \n", {}));
        document.append_child(p1, document.make_text("x", {}));
        document.derive(body, dom::names::id(), "b");
        document.derive(body, dom::names::cls(), "x y");
        document.derive(p1, dom::names::cls(), "first");
        document.derive(p2, dom::names::lang(), "de-AT");
        document.derive(last, dom::names::id(), "last");
        document.derive(last, dom::names::href(), "http://e.org/A.html");
        document.set_source_name(section, base::Name::of(tei), base::Name::of("div"));
        document.set_source_name(h1, base::Name::of(tei), base::Name::of("head"));
        document.set_source_name(p2, {}, base::Name::of("sec"));
        document.set_attribute(section, {{}, base::Name::of("type"), document.keep("chapter one"), dom::AttributeOrigin::source});
        document.set_attribute(section, {base::Name::of(tei), base::Name::of("rend"), document.keep("it"), dom::AttributeOrigin::source});
        document.index_ids();
        namespaces.prefixes = {{base::Name::of("tei"), base::Name::of(tei)}, {base::Name::of("h"), xhtml_namespace()}};
    }
    // The names of what matches, in order; with and without tables must agree
    std::string match(std::string_view text) {
        base::Diagnostics diagnostics;
        auto owned = parse_selector_text(text, namespaces, diagnostics);
        if (owned.selectors.empty()) return "invalid";
        MatchContext context(document);
        std::string out;
        for (dom::NodeId node = html; node.valid(); node = document.next_in_order(node)) {
            if (!document.is_element(node)) continue;
            bool any = false;
            for (Selector const& selector : owned.selectors) {
                bool with = matches(selector, context, node);
                EXPECT_EQ(with, matches(selector, document, node)) << text;
                any = any || with;
                // What matches passes the ancestor filter
                std::vector<std::uint32_t> hashes;
                for (auto up = document.node(node).parent; up.valid(); up = document.node(up).parent) collect_hashes(context, up, hashes);
                for (std::uint32_t hash : selector.ancestor_hashes) {
                    bool offered = std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
                    EXPECT_TRUE(!with || hash == 0 || offered) << text;
                }
            }
            if (!any) continue;
            static std::vector<std::string> const names{"html", "body", "section", "h1", "p1", "p2", "p3", "last"};
            dom::NodeId const nodes[] = {html, body, section, h1, p1, p2, p3, last};
            for (std::size_t i = 0; i < 8; ++i) {
                if (nodes[i] == node) out += (out.empty() ? "" : " ") + names[i];
            }
        }
        return out;
    }
    Specificity specificity(std::string_view text) {
        base::Diagnostics diagnostics;
        auto owned = parse_selector_text(text, namespaces, diagnostics);
        return owned.selectors.empty() ? Specificity{99, 99, 99} : owned.selectors[0].specificity;
    }
    std::string ebook(std::string_view text) {
        base::Diagnostics diagnostics;
        auto owned = parse_selector_text(text, namespaces, diagnostics);
        return owned.selectors.empty() ? "invalid" : to_ebook_selector(owned.selectors[0]);
    }
};

TEST_F(Selectors, TypesIdsClasses) {
    EXPECT_EQ(match("P"), "p1 p2 p3 last");
    EXPECT_EQ(match("*"), "html body section h1 p1 p2 p3 last");
    EXPECT_EQ(match("#b.x.y"), "body");
    EXPECT_EQ(match(".X"), "");
    EXPECT_EQ(match("h1, #last"), "h1 last");
}

TEST_F(Selectors, NamespacesSelectSourceNames) {
    EXPECT_EQ(match("tei|div"), "section");
    EXPECT_EQ(match("tei|*"), "section h1");
    EXPECT_EQ(match("tei|section"), "");
    EXPECT_EQ(match("div"), "");
    EXPECT_EQ(match("h|section"), "section");
    EXPECT_EQ(match("|sec"), "p2");
    EXPECT_EQ(match("*|div"), "section");
    EXPECT_EQ(match("nope|div"), "invalid");
    EXPECT_EQ(match("[tei|rend]"), "section");
    EXPECT_EQ(match("[tei|type]"), "");
    namespaces.has_default = true;
    namespaces.default_uri = base::Name::of(tei);
    EXPECT_EQ(match("div"), "section");
    EXPECT_EQ(match("p"), "");
    EXPECT_EQ(match(".first"), "p1") << "a compound without a type is not bound to the default namespace";
}

TEST_F(Selectors, Attributes) {
    EXPECT_EQ(match("[type]"), "section");
    EXPECT_EQ(match("[type='chapter one']"), "section");
    EXPECT_EQ(match("[type~=one]"), "section");
    EXPECT_EQ(match("[type~='']"), "");
    EXPECT_EQ(match("[type^=chap][type$=one][type*=' ']"), "section");
    EXPECT_EQ(match("[type^='']"), "");
    EXPECT_EQ(match("[lang|=de]"), "p2");
    EXPECT_EQ(match("[lang|=d]"), "");
    EXPECT_EQ(match("[type=\"CHAPTER ONE\"]"), "");
    EXPECT_EQ(match("[type=\"CHAPTER ONE\" i]"), "section");
    EXPECT_EQ(match("[lang=DE-at]"), "p2") << "HTML folds the case of lang";
    EXPECT_EQ(match("[lang=DE-at s]"), "");
    for (std::string_view wrong : {"[", "[]", "[a=]", "[a==b]", "[a~ =b]", "[a=b c]", "[=b]", "[*]"}) EXPECT_EQ(match(wrong), "invalid") << wrong;
}

TEST_F(Selectors, Combinators) {
    EXPECT_EQ(match("body p"), "p1 p2 p3 last");
    EXPECT_EQ(match("body > p"), "last");
    EXPECT_EQ(match("h1 + p"), "p1");
    EXPECT_EQ(match("h1~p"), "p1 p2 p3");
    EXPECT_EQ(match("section ~ p"), "last");
    EXPECT_EQ(match("html body > section > h1 ~ p + p"), "p2 p3");
    EXPECT_EQ(match("section > body p"), "");
    for (std::string_view wrong : {"> p", "p >", "a > > b", "a,,b", ",a", "", "a ! b"}) EXPECT_EQ(match(wrong), "invalid") << wrong;
}

TEST_F(Selectors, BacktrackingFindsTheRightAncestor) {
    dom::NodeId a = add(last, "div"), b = add(a, "div"), c = add(b, "em");
    document.derive(a, dom::names::cls(), "k");
    base::Diagnostics diagnostics;
    auto owned = parse_selector_text("p > .k div em, .k > div > em", namespaces, diagnostics);
    EXPECT_TRUE(matches(owned.selectors[0], document, c));
    EXPECT_TRUE(matches(owned.selectors[1], document, c));
    auto none = parse_selector_text("body > div em, .k > em", namespaces, diagnostics);
    EXPECT_FALSE(matches(none.selectors[0], document, c));
    EXPECT_FALSE(matches(none.selectors[1], document, c));
}

TEST_F(Selectors, PositionsAmongSiblings) {
    EXPECT_EQ(match("section > :first-child"), "h1");
    EXPECT_EQ(match("p:first-of-type"), "p1 last");
    EXPECT_EQ(match("|sec:first-of-type"), "p2") << "named by its source, counted by its source";
    EXPECT_EQ(match("section > :nth-child(2n)"), "p1 p3");
    EXPECT_EQ(match("p:nth-last-child(1)"), "p3 last");
    EXPECT_EQ(match("section :nth-child(2 of p)"), "p2") << "source names do not matter to 'of p'";
    EXPECT_EQ(match("h1:only-of-type"), "h1");
    EXPECT_EQ(match("body:only-child"), "body");
    EXPECT_EQ(match(":root"), "html");
    EXPECT_EQ(match("p:empty"), "p2 p3 last");
}

TEST_F(Selectors, LogicalCombinations) {
    EXPECT_EQ(match(":is(h1, #last, :unknown)"), "h1 last") << "forgiving";
    EXPECT_EQ(match("p:not(.first, :lang(de))"), "p3 last");
    EXPECT_EQ(match("p:not(:unknown)"), "invalid");
    EXPECT_EQ(match(":where(section) p"), "p1 p2 p3");
    EXPECT_EQ(match(":has(> h1)"), "section");
    EXPECT_EQ(match("p:has(+ p)"), "p1 p2");
    EXPECT_EQ(match("p:has(~ p:lang(de))"), "p1");
    EXPECT_EQ(match(":has(h1 + p.first)"), "html body section");
    EXPECT_EQ(match(":has(:has(p))"), "invalid");
    EXPECT_EQ(match(":is()"), "");
}

TEST_F(Selectors, LanguagesDirectionsLinks) {
    EXPECT_EQ(match(":lang(de)"), "p2");
    EXPECT_EQ(match(":lang('*-AT')"), "p2");
    EXPECT_EQ(match(":lang(fr, de-at)"), "p2");
    EXPECT_EQ(match(":lang(d)"), "");
    EXPECT_EQ(match(":link"), "last");
    EXPECT_EQ(match(":any-link"), "last");
    EXPECT_EQ(match(":dir(rtl)"), "");
    document.derive(section, dom::names::dir(), "rtl");
    EXPECT_EQ(match("p:dir(rtl)"), "p1 p2 p3");
}

TEST_F(Selectors, DynamicOnesNeverMatchAndWarnNot) {
    base::Diagnostics diagnostics;
    auto owned = parse_selector_text("a:hover, p:focus-visible, p::selection", namespaces, diagnostics);
    EXPECT_EQ(owned.selectors.size(), 3U);
    EXPECT_TRUE(diagnostics.empty());
    EXPECT_EQ(match("p:hover"), "");
    EXPECT_EQ(match("p:not(:hover)"), "p1 p2 p3 last");
    EXPECT_EQ(match("p::selection"), "");
}

TEST_F(Selectors, PseudoElements) {
    base::Diagnostics diagnostics;
    auto owned = parse_selector_text("p:before, p::footnote-call, ::marker, p::first-letter", namespaces, diagnostics);
    ASSERT_EQ(owned.selectors.size(), 4U);
    EXPECT_EQ(owned.selectors[0].pseudo, PseudoElement::before);
    EXPECT_EQ(owned.selectors[1].pseudo, PseudoElement::footnote_call);
    EXPECT_EQ(owned.selectors[2].pseudo, PseudoElement::marker);
    EXPECT_TRUE(matches(owned.selectors[2], document, p1));
    for (std::string_view wrong : {"p:marker", "p::nope", "p::before span", "p::before.x", ":not(p::before)", "p: before", "p::before::after"}) {
        EXPECT_EQ(match(wrong), "invalid") << wrong;
    }
}

TEST_F(Selectors, SpecificityExamplesOfTheSpecification) {
    EXPECT_EQ(specificity("*"), (Specificity{0, 0, 0}));
    EXPECT_EQ(specificity("LI"), (Specificity{0, 0, 1}));
    EXPECT_EQ(specificity("UL LI"), (Specificity{0, 0, 2}));
    EXPECT_EQ(specificity("UL OL+LI"), (Specificity{0, 0, 3}));
    EXPECT_EQ(specificity("H1 + *[REL=up]"), (Specificity{0, 1, 1}));
    EXPECT_EQ(specificity("UL OL LI.red"), (Specificity{0, 1, 3}));
    EXPECT_EQ(specificity("LI.red.level"), (Specificity{0, 2, 1}));
    EXPECT_EQ(specificity("#x34y"), (Specificity{1, 0, 0}));
    EXPECT_EQ(specificity("#s12:not(FOO)"), (Specificity{1, 0, 1}));
    EXPECT_EQ(specificity(".foo :is(.bar, #baz)"), (Specificity{1, 1, 0}));
    EXPECT_EQ(specificity(":where(#a) p"), (Specificity{0, 0, 1}));
    EXPECT_EQ(specificity(":nth-child(even of li, .item)"), (Specificity{0, 2, 0}));
    EXPECT_EQ(specificity("p::before"), (Specificity{0, 0, 2}));
    EXPECT_EQ(specificity(":lang(a, b)"), (Specificity{0, 1, 0}));
}

TEST_F(Selectors, KeysForTheRuleHash) {
    base::Diagnostics diagnostics;
    auto key = [&](std::string_view text) { return parse_selector_text(text, namespaces, diagnostics).selectors[0].key; };
    EXPECT_EQ(key("a p.x#y").kind, SelectorKey::Kind::id);
    EXPECT_EQ(key("#a p.x").kind, SelectorKey::Kind::class_);
    EXPECT_EQ(key("p:first-child").kind, SelectorKey::Kind::type);
    EXPECT_EQ(key("tei|div").kind, SelectorKey::Kind::source_type);
    EXPECT_EQ(key("[rend]").kind, SelectorKey::Kind::attribute);
    EXPECT_EQ(key(":not(p)").kind, SelectorKey::Kind::universal);
    EXPECT_EQ(key("*|p").kind, SelectorKey::Kind::universal) << "it may be either name";
}

TEST_F(Selectors, ForTheEbook) {
    EXPECT_EQ(ebook("tei|div[type=chapter]"), ".tei-div[data-type=\"chapter\"]");
    EXPECT_EQ(ebook("h|p > tei|persName:first-child"), "p > .tei-persname:first-child");
    EXPECT_EQ(ebook("ol[type=a] li[value]"), "ol[type=\"a\"] li[value]");
    EXPECT_EQ(ebook("|sec.x::before"), ".src-sec.x::before");
    EXPECT_EQ(ebook("p::footnote-call"), "");
    EXPECT_EQ(ebook("a:hover"), "");
    EXPECT_EQ(ebook(":is(tei|p, q:hover) em"), ":is(.tei-p) em");
    EXPECT_EQ(ebook("p:not(:nth-child(2n+1)) + *"), "p:not(:nth-child(2n+1)) + *");
    EXPECT_EQ(ebook("section:has(> tei|head)"), "section:has(> .tei-head)");
}

TEST_F(Selectors, WrittenSelectorsReadTheSameAgain) {
    for (std::string_view text : {"p", "a > b + c ~ d e", "#x.y[z=\"1\" i]", ":is(a, b) :not(c)", ":nth-child(2n-1 of .x)", "p::before", ":has(> a)", "tei|p *"}) {
        base::Diagnostics diagnostics;
        auto owned = parse_selector_text(text, namespaces, diagnostics);
        ASSERT_EQ(owned.selectors.size(), 1U) << text;
        EXPECT_EQ(to_string(owned.selectors[0]), text);
    }
}

TEST_F(Selectors, NestingIsBounded) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += ":not(";
    EXPECT_EQ(match(deep + "p"), "invalid");
    std::string chain = "p";
    for (int i = 0; i < 900; ++i) chain = "html " + chain;
    EXPECT_EQ(match(chain), "") << "one ancestor named html cannot be 900";
}

}  // namespace
}  // namespace octavo::css
