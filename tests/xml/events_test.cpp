// Elements, text, namespaces and their places.
#include "xml/record.h"

namespace octavo::xml::test {
namespace {

TEST(Events, ElementsAttributesAndText) {
    auto reading = read("<a x='1' y=\"two\">one<b/>two<!-- no -->three<![CDATA[<&]]></a>");
    EXPECT_EQ(reading.outcome, Outcome::complete);
    EXPECT_EQ(reading.log, "<a x=\"1\" y=\"two\">one<b></b>twothree<&</a>");
    EXPECT_EQ(reading.texts, 2U);
    EXPECT_EQ(reading.messages, "");
}

TEST(Events, Namespaces) {
    auto reading = read("<a xmlns='u' xmlns:p='v' p:x='1' y='2'><p:b/><c xmlns=''/></a>");
    EXPECT_EQ(reading.log, "<{u}a {v}x=\"1\" y=\"2\"><{v}b></{v}b><c></c></{u}a>");
}

TEST(Events, UndeclaredPrefixIsAnErrorButNotTheEnd) {
    auto reading = read("<a>\n <p:b q:x='1'/></a>");
    EXPECT_EQ(reading.outcome, Outcome::complete);
    EXPECT_EQ(reading.log, "<a>\n <b x=\"1\"></b></a>");
    EXPECT_NE(reading.messages.find("main.xml:2:2: error: the prefix 'p' is not declared"), std::string::npos)
        << reading.messages;
    EXPECT_NE(reading.messages.find("the prefix 'q' is not declared"), std::string::npos) << reading.messages;
}

TEST(Events, PlacesOfTagsTextAndInstructions) {
    auto reading = read_placed("<?xml version='1.0'?>\n<?go  fast?>\n<a\n  x='>' y='1'>one\n  <b/>&lt;é<c\n/>"
                               "é&#65;<!-- -->x</a>");
    EXPECT_EQ(reading.log,
              "main.xml:2:1 <?go fast?>\n"
              "main.xml:3:1 <a x=\">\" y=\"1\">\n"
              "main.xml:4:15 'one\n  '\n"
              "main.xml:5:3 <b>\n"
              "main.xml:5:3 </b>\n"
              "main.xml:5:7 '<é'\n"
              "main.xml:5:13 <c>\n"
              "main.xml:5:13 </c>\n"
              "main.xml:6:3 'éAx'\n"
              "main.xml:6:19 </a>\n");
}

TEST(Events, PlacesOfTextThatBeginsWithAReferenceOrCdata) {
    auto reading = read_placed("<a>&amp;x<b/>&#x41;y<b/>  <![CDATA[z]]>w<b/><![CDATA[\nq]]></a>");
    EXPECT_NE(reading.log.find("main.xml:1:4 '&x'"), std::string::npos) << reading.log;
    EXPECT_NE(reading.log.find("main.xml:1:14 'Ay'"), std::string::npos) << reading.log;
    EXPECT_NE(reading.log.find("main.xml:1:25 '  zw'"), std::string::npos) << reading.log;
    EXPECT_NE(reading.log.find("main.xml:1:54 '\nq'"), std::string::npos) << reading.log;
}

TEST(Events, LinesBeyondSixtyFiveThousand) {
    std::string text = "<a>\n";
    for (int i = 2; i < 70'000; ++i) text += "x\n";
    text += "  <b/>";
    auto reading = read_placed(text + "</a>");
    EXPECT_NE(reading.log.find("main.xml:70000:3 <b>"), std::string::npos);
    auto broken = read(text + "</wrong>");
    EXPECT_NE(broken.messages.find("main.xml:70000:7: fatal: </a> was expected, not </wrong>: <a> of line 1"),
              std::string::npos)
        << broken.messages;
}

TEST(Events, LineEndsOfAllKindsBecomeLineFeeds) {
    auto reading = read_placed("<a>\r\n1\r2\n<b/>\r\né\r\n<c/></a>");
    EXPECT_EQ(reading.log,
              "main.xml:1:1 <a>\nmain.xml:1:4 '\n1\n2\n'\nmain.xml:4:1 <b>\nmain.xml:4:1 </b>\n"
              "main.xml:4:5 '\né\n'\nmain.xml:6:1 <c>\nmain.xml:6:1 </c>\nmain.xml:6:5 </a>\n");
}

TEST(Events, LongTextIsOneEvent) {
    std::string body;
    for (int i = 0; i < 300'000; ++i) body += "ä &amp; b";
    auto reading = read("<a>" + body + "</a>");
    EXPECT_EQ(reading.texts, 1U);
    EXPECT_EQ(reading.text_bytes, 300'000U * 6);
    auto huge = read("<a>" + std::string(11'000'000, 'x') + "</a>");
    EXPECT_EQ(huge.outcome, Outcome::complete);
    EXPECT_EQ(huge.text_bytes, 11'000'000U);
}

TEST(Events, AttributeValuesAreNormalised) {
    auto reading =
        read("<!DOCTYPE a [<!ATTLIST a t NMTOKENS #IMPLIED d CDATA 'dflt'>]><a x=' p\n\tq ' t='  u   v ' y='&#10;'/>");
    EXPECT_EQ(reading.log, "<a x=\" p  q \" t=\"u v\" y=\"\n\" d=\"dflt\"></a>");
}

TEST(Events, XmlBase) {
    auto reading = Library().put("main.xml", "<a><b xml:base='sub/'><c xml:base='x/y.xml'/></b><d/></a>").read();
    EXPECT_EQ(reading.bases["a"], "main.xml");
    EXPECT_EQ(reading.bases["b"], "sub/");
    EXPECT_EQ(reading.bases["c"], "sub/x/y.xml");
    EXPECT_EQ(reading.bases["d"], "main.xml");
    auto remote = read("<a xml:base='https://example.org/book'><b/></a>");
    EXPECT_EQ(remote.bases["b"], "main.xml");
    EXPECT_NE(remote.messages.find("has no effect [io-remote]"), std::string::npos) << remote.messages;
}

TEST(Events, AHandlersExceptionComesThrough) {
    struct Thrower : EventHandler {
        void start_element(StartEvent const&) override { throw std::runtime_error("enough"); }
        void end_element(base::SourceSpan) override {}
        void text(std::string_view, base::SourceSpan) override {}
    } thrower;
    Library library;
    auto workspace = io::make_memory_workspace(library.context);
    workspace->put("main.xml", "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;</a>");
    base::Diagnostics diagnostics;
    EXPECT_THROW(read_events(*workspace, "main.xml", thrower, library.context, diagnostics), std::runtime_error);
}

}  // namespace
}  // namespace octavo::xml::test
