// What is about a reading as a whole: several sources, limits, what an edition asks for, hostile input.
#include <chrono>

#include "read/support.h"

namespace octavo::test {
namespace {

using dom::NodeId;

constexpr std::string_view tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">";

std::string tei_text(std::string_view body) {
    return std::string(tei) + "<text><body>" + std::string(body) + "</body></text></TEI>";
}

TEST(Sources, SeveralAreSectionsOfOneBody) {
    auto reading = read_sources(
        {{"one.xml", tei_text("<div xml:id='x'><head>A</head><p><ref target='two.xml#x'>two</ref></p></div>")},
         {"two.xml", tei_text("<p xml:id='x'>B</p>")}},
        {"one.xml", "two.xml"});
    ASSERT_TRUE(reading->document) << reading->messages();
    EXPECT_EQ(reading->messages(), "");
    EXPECT_EQ(without_positions(reading->dump_body()),
              "body @one.xml:1:42\n"
              "  section.text tei:text\n"
              "    div.body role=bodymatter tei:body\n"
              "      section#x.div tei:div xml:id=\"x\"\n"
              "        h3.head tei:head\n"
              "          \"A\"\n"
              "        p tei:p\n"
              "          a.ref tei:ref target=\"two.xml#x\" +href=\"#x-2\"\n"
              "            \"two\"\n"
              "  section.text tei:text @two.xml:1:42\n"
              "    div.body role=bodymatter tei:body\n"
              "      p#x-2 tei:p xml:id=\"x\"\n"
              "        \"B\"\n");
}

TEST(Sources, MixedVocabularies) {
    auto reading = read_sources({{"one.xml", tei_text("<p>A</p>")},
                                 {"two.xhtml",
                                  "<html xmlns='http://www.w3.org/1999/xhtml' "
                                  "xml:lang='de'><head><title>t</title></head><body><h1>B</h1></body></html>"}},
                                {"one.xml", "two.xhtml"});
    ASSERT_TRUE(reading->document) << reading->messages();
    NodeId heading = reading->first("h1");
    ASSERT_TRUE(heading);
    EXPECT_EQ(reading->document->language(heading).view(), "de");
}

TEST(Sources, UnknownVocabulary) {
    auto reading = read_sources({{"a.xml", "<recipe><title>x</title></recipe>"}}, {"a.xml"});
    EXPECT_FALSE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Code::read_unknown_vocabulary));
    EXPECT_NE(reading->messages().find("<recipe> in no namespace"), std::string::npos) << reading->messages();
}

TEST(Sources, NotWellFormed) {
    auto reading = read_sources({{"a.xml", std::string(tei) + "<text>"}}, {"a.xml"});
    EXPECT_FALSE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Severity::fatal));
}

TEST(Sources, Missing) {
    auto reading = read_sources({}, {"nothing.xml"});
    EXPECT_FALSE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Severity::error));
}

TEST(Sources, NoneGiven) {
    auto reading = read_sources({}, {});
    EXPECT_FALSE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Code::read_empty));
}

// One file alone is within the limit, both together are not: reading stops there, and what was read is a Document.
TEST(Limits, NodesOfAllSources) {
    auto reading = std::make_unique<Reading>();
    reading->context.limits.nodes = 150;
    auto memory = io::make_memory_workspace(reading->context);
    std::string body;
    for (int i = 0; i < 45; ++i) body += "<p>x</p>";
    memory->put("a.xml", tei_text(body));
    memory->put("b.xml", tei_text(body));
    reading->document = read::read_document(*memory, {"a.xml", "b.xml"}, reading->context, reading->diagnostics);
    ASSERT_TRUE(reading->document) << reading->messages();
    EXPECT_TRUE(reading->diagnostics.has(base::Code::run_limit)) << reading->messages();
    EXPECT_LT(reading->document->text_content(reading->document->root()).size(), 90U);
    EXPECT_GT(reading->document->text_content(reading->document->root()).size(), 45U);
}

TEST(Limits, Cancelled) {
    auto reading = std::make_unique<Reading>();
    std::atomic<bool> cancel = true;
    reading->context.cancel = &cancel;
    auto memory = io::make_memory_workspace(reading->context);
    memory->put("a.xml", tei_text("<p>x</p>"));
    reading->document = read::read_document(*memory, {"a.xml"}, reading->context, reading->diagnostics);
    EXPECT_FALSE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Code::run_cancelled));
}

// Depth up to the limit, in the elements whose handlers look furthest.
TEST(Hostile, DeepNesting) {
    for (std::string_view element : {"seg", "list", "div", "q", "choice", "note", "hi", "app", "foo", "listPerson"}) {
        std::string open;
        std::string close;
        for (int i = 0; i < 400; ++i) {
            open += "<" + std::string(element) + ">";
            close += "</" + std::string(element) + ">";
        }
        auto reading = read_tei("<p>" + open + "x" + close + "</p>");
        ASSERT_TRUE(reading->document) << element;
        EXPECT_NE(reading->document->text_content(reading->document->root()).find('x'), std::string::npos) << element;
    }
}

// Many siblings must not cost their square: each of these took minutes when it did.
TEST(Hostile, ManySiblings) {
    auto begin = std::chrono::steady_clock::now();
    for (std::string_view sibling :
         {"<pb/>", "<q/>", "<stage/>", "<bibl/>", "<head/>", "<note/>", "<lb/>", "<foo/>", "<anchor xml:id='a'/>"}) {
        std::string body;
        for (int i = 0; i < 20000; ++i) body += sibling;
        auto reading = read_tei(body);
        ASSERT_TRUE(reading->document) << sibling;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

TEST(Hostile, OddAttributes) {
    auto reading = read_tei(
        "<div xml:id=' '><table><row><cell cols='-3' rows='x'>a</cell></row></table><p rend='   ' rendition='# #'>b</p>"
        "<graphic url=' ' width='1cm; position: fixed'/><ref target='   '>c</ref><ptr/><list><item "
        "n='99999999999999'>d</item></list>"
        "<date when='soon'>e</date><space quantity='1000000'/><gap quantity=''/></div>");
    ASSERT_TRUE(reading->document);
    EXPECT_FALSE(reading->document->attribute(reading->first("td"), dom::names::colspan()));
    EXPECT_FALSE(reading->document->attribute(reading->first("img"), dom::names::style()));
    EXPECT_FALSE(reading->first("time"));
    EXPECT_TRUE(reading->diagnostics.has(base::Code::read_missing_picture));
}

TEST(Empty, NoTextAtAll) {
    auto reading = read_sources({{"a.xml", std::string(tei) + "</TEI>"}}, {"a.xml"});
    ASSERT_TRUE(reading->document);
    EXPECT_TRUE(reading->diagnostics.has(base::Code::read_empty));
    EXPECT_FALSE(read::ensure_title_page(*reading->document));  // no title is known
}

TEST(Edition, TitlePage) {
    auto reading = read_tei(
        "<p>x</p>",
        "<teiHeader><fileDesc><titleStmt><title>Main</title><title type='sub'>Under</title><author>Bee, Ann</author>"
        "</titleStmt><publicationStmt><publisher>Press</publisher><pubPlace>Bonn</pubPlace><date when='2001-02-03'/>"
        "</publicationStmt></fileDesc></teiHeader>");
    ASSERT_TRUE(reading->document);
    EXPECT_TRUE(read::ensure_title_page(*reading->document));
    EXPECT_FALSE(read::ensure_title_page(*reading->document));
    EXPECT_EQ(reading->dump_of(reading->first("section")),
              "section.titlePage role=titlepage\n"
              "  hgroup\n"
              "    h1\n"
              "      \"Main\"\n"
              "    p role=subtitle\n"
              "      \"Under\"\n"
              "  p.byline\n"
              "    \"Ann Bee\"\n"
              "  p.docImprint\n"
              "    \"Bonn, Press, 2001\"\n");
}

TEST(Edition, ImprintBehindTheTitlePage) {
    auto reading = read_tei(
        "<p>x</p>",
        "<teiHeader><fileDesc><titleStmt><title>Main</title></titleStmt><publicationStmt><publisher>Press</publisher>"
        "<date when='2001-02-03'/></publicationStmt></fileDesc></teiHeader>");
    ASSERT_TRUE(reading->document);
    dom::Document& document = *reading->document;
    document.metadata.rights = "All rights given away";
    EXPECT_FALSE(read::ensure_imprint(document)) << "there is no title page whose back it could take";
    ASSERT_TRUE(read::ensure_title_page(document));
    EXPECT_TRUE(read::ensure_imprint(document));
    EXPECT_FALSE(read::ensure_imprint(document));
    dom::NodeId imprint = document.node(reading->first("section")).next;
    EXPECT_EQ(reading->dump_of(imprint),
              "section.octavo-imprint role=copyright_page\n"
              "  p\n"
              "    \"Press, 2001-02-03\"\n"
              "  p\n"
              "    \"All rights given away\"\n");
}

TEST(Edition, ImprintsAreShort) {
    auto reading = read_tei("<p>x</p>",
                            "<teiHeader><fileDesc><titleStmt><title>Main</title></titleStmt><publicationStmt><publisher>Press</publisher>"
                            "</publicationStmt></fileDesc></teiHeader>");
    ASSERT_TRUE(reading->document && read::ensure_title_page(*reading->document));
    reading->document->metadata.rights = std::string(1000, 'x');
    EXPECT_FALSE(read::ensure_imprint(*reading->document));
}

TEST(Edition, Contents) {
    auto reading = read_sources(
        {{"a.xml", std::string(tei) +
                       "<text><front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage></front>"
                       "<body><div><head>A</head><p>x</p></div><div "
                       "xml:id='section-1'><head>B</head></div></body></text></TEI>"}},
        {"a.xml"});
    ASSERT_TRUE(reading->document);
    EXPECT_TRUE(read::ensure_contents(*reading->document, "Contents"));
    EXPECT_FALSE(read::ensure_contents(*reading->document, "Contents"));
    NodeId nav = reading->first("nav");
    EXPECT_EQ(reading->dump_of(nav),
              "nav role=toc\n"
              "  h2\n"
              "    \"Contents\"\n"
              "  ol\n"
              "    li\n"
              "      a +href=\"#section-1-2\"\n"
              "        \"A\"\n"
              "    li\n"
              "      a +href=\"#section-1\"\n"
              "        \"B\"\n");
    EXPECT_EQ(reading->document->element(reading->document->node(nav).previous).role, dom::Role::frontmatter);
    EXPECT_TRUE(reading->document->by_id("section-1-2"));
}

}  // namespace
}  // namespace octavo::test
