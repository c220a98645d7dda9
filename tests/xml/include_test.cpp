// XInclude: files, parts of files and text; fallbacks, loops, and what is outside the root.
#include "xml/record.h"

namespace octavo::xml::test {
namespace {

std::string book(std::string_view inside) {
    return fmt::format("<book xmlns:xi='http://www.w3.org/2001/XInclude'>\n{}</book>", inside);
}
bool says(Reading const& reading, std::string_view message) {
    return reading.messages.find(message) != std::string::npos;
}

TEST(Include, FilesKeepTheirOwnPlacesAndBase) {
    auto reading = Library()
                       .put("main.xml", book("x<xi:include href='parts/one.xml'/>y\n"))
                       .put("parts/one.xml", "<?xml-stylesheet href='own.css'?>\n\n <part>é<xi:include xmlns:xi="
                                             "'http://www.w3.org/2001/XInclude' href='two.xml'/></part>")
                       .put("parts/two.xml", "<!-- c --><two>z</two>")
                       .read(Recorder::Places::shown);
    EXPECT_EQ(
        reading.log,
        "main.xml:1:1 <book>\nmain.xml:1:50 '\nx'\nparts/one.xml:3:2 <part>\nparts/one.xml:3:8 'é'\n"
        "parts/two.xml:1:11 <two>\nparts/two.xml:1:16 'z'\nparts/two.xml:1:17 </two>\nparts/one.xml:3:81 </part>\n"
        "main.xml:2:36 'y\n'\nmain.xml:3:1 </book>\n");
    EXPECT_EQ(reading.bases["part"], "parts/one.xml");
    EXPECT_EQ(reading.bases["two"], "parts/two.xml");
    EXPECT_EQ(reading.messages, "");
}

TEST(Include, HrefIsSeenFromXmlBase) {
    auto reading = Library()
                       .put("main.xml", book("<p xml:base='parts/'><xi:include href='one.xml'/></p>"))
                       .put("parts/one.xml", "<one/>")
                       .read();
    EXPECT_EQ(reading.outcome, Outcome::complete) << reading.messages;
    EXPECT_EQ(reading.bases["one"], "parts/one.xml");
}

TEST(Include, PartsByPointer) {
    std::string part = "<r><s xml:id='s1'>one<t/></s><s id='s2'><u>a</u><u>b<v/></u></s></r>";
    auto of = [&](std::string_view pointer) {
        return Library()
            .put("main.xml", book(fmt::format("<xi:include href='p.xml' xpointer=\"{}\"/>", pointer)))
            .put("p.xml", part)
            .read();
    };
    std::string start = "<book>\n";
    EXPECT_EQ(of("s1").log, start + "<s {http://www.w3.org/XML/1998/namespace}id=\"s1\">one<t></t></s></book>");
    EXPECT_EQ(of("element(s2/2)").log, start + "<u>b<v></v></u></book>");
    EXPECT_EQ(of("element(/1/2/1)").log, start + "<u>a</u></book>");
    EXPECT_EQ(of("xpointer(id('s2'))").elements, 5U);
    for (std::string_view wrong : {"none", "element(/1/2/3)", "element(/2)", "element(s1/1/1)"}) {
        EXPECT_TRUE(says(of(wrong), "p.xml' has no element")) << wrong << of(wrong).messages;
    }
    EXPECT_EQ(of("none").outcome, Outcome::complete);
    EXPECT_EQ(of("none").log, "<book>\n</book>");
    EXPECT_TRUE(says(of("xpath1(//s)"), "error: xpointer=\"xpath1(//s)\" is of a kind that is not supported"));
    EXPECT_TRUE(says(of("element(/1/x)"), "of a kind that is not supported"));
}

TEST(Include, PartsOfTheSameFile) {
    auto reading = read(book("<p id='a'>q</p><xi:include xpointer='a'/><xi:include href='main.xml#a'/>"));
    EXPECT_EQ(reading.log, "<book>\n<p id=\"a\">q</p><p id=\"a\">q</p><p id=\"a\">q</p></book>") << reading.messages;
}

TEST(Include, IncludesOutsideTheChosenPartAreNotFollowed) {
    auto reading = Library()
                       .put("main.xml", book("<xi:include href='p.xml' xpointer='x'/>"))
                       .put("p.xml", book("<xi:include href='missing.xml'/><x id='x'>1</x>"))
                       .read();
    EXPECT_EQ(reading.log, "<book>\n<x id=\"x\">1</x></book>") << reading.messages;
}

TEST(Include, Text) {
    auto reading = Library()
                       .put("main.xml", book("<xi:include parse='text' href='a.txt'/><b/><xi:include parse='text' "
                                             "href='l.txt' encoding='iso-8859-1'/>"))
                       .put("a.txt", "\xEF\xBB\xBF<&\r\né")
                       .put("l.txt", "\xE9")
                       .read(Recorder::Places::shown);
    EXPECT_NE(reading.log.find("a.txt:1:1 '<&\né'\n"), std::string::npos) << reading.log;
    EXPECT_NE(reading.log.find("l.txt:1:1 'é'\n"), std::string::npos) << reading.log;
    auto binary =
        Library().put("main.xml", book("<xi:include parse='text' href='a'/>")).put("a", std::string("x\n\1", 3)).read();
    EXPECT_TRUE(says(binary, "byte 0x01 in line 2 cannot stand in XML")) << binary.messages;
}

TEST(Include, FallbackStandsInForWhatIsMissing) {
    auto reading =
        Library()
            .put("main.xml", book("<xi:include href='no.xml'>\n<x/><xi:fallback>f<g/><xi:include href='o.xml'/>"
                                  "</xi:fallback><y/></xi:include>z"))
            .put("o.xml", "<o/>")
            .read();
    EXPECT_EQ(reading.outcome, Outcome::complete);
    EXPECT_EQ(reading.log, "<book>\nf<g></g><o></o>z</book>");
    EXPECT_TRUE(
        says(reading, "main.xml:2:1: warning: 'no.xml' is not there [io-not-found]\n  hint: the xi:fallback of line 3"))
        << reading.messages;
}

TEST(Include, AnUnusedFallbackIsSilent) {
    auto reading =
        Library()
            .put("main.xml",
                 book("<xi:include href='o.xml'><xi:fallback>no<xi:include href='no.xml'/></xi:fallback></xi:include>"))
            .put("o.xml", "<o/>")
            .read();
    EXPECT_EQ(reading.log, "<book>\n<o></o></book>");
    EXPECT_EQ(reading.messages, "");
}

TEST(Include, WithoutFallbackWhatIsMissingEndsTheReading) {
    auto reading = read(book(" <xi:include href='no.xml'/>"));
    EXPECT_EQ(reading.outcome, Outcome::failed);
    EXPECT_TRUE(says(reading, "main.xml:2:2: error: 'no.xml' is not there [io-not-found]")) << reading.messages;
    EXPECT_TRUE(says(reading, "main.xml:2:2: fatal: what xi:include names")) << reading.messages;
    auto nested =
        read(book("<xi:include href='no.xml'><xi:fallback><xi:include href='nope.xml'/></xi:fallback></xi:include>"));
    EXPECT_EQ(nested.outcome, Outcome::failed);
    EXPECT_TRUE(says(nested, "'nope.xml' is not there")) << nested.messages;
}

TEST(Include, NothingOutsideTheRootIsRead) {
    for (std::string_view href :
         {"../secret.xml", "/etc/passwd", "file:///etc/passwd", "%2e%2e/secret.xml", "a/../../secret.xml"}) {
        auto reading = read(book(fmt::format("<xi:include href='{}'/>", href)));
        EXPECT_EQ(reading.outcome, Outcome::failed);
        EXPECT_TRUE(says(reading, "main.xml:2:1: error: ") && says(reading, "[io-outside-root]")) << reading.messages;
    }
    EXPECT_TRUE(says(read(book("<xi:include href='http://localhost/x.xml'/>")), "[io-remote]"));
}

TEST(Include, LoopsEnd) {
    auto direct = read(book("<xi:include href='main.xml'/>"));
    EXPECT_TRUE(says(direct, "main.xml:2:1: fatal: 'main.xml' includes itself [xinclude-failed]")) << direct.messages;
    auto through = Library()
                       .put("main.xml", book("<xi:include href='b.xml'/>"))
                       .put("b.xml", book("<xi:include href='main.xml'/>"))
                       .read();
    EXPECT_TRUE(says(through, "b.xml:2:1: fatal: 'main.xml' includes itself")) << through.messages;
    auto part = read(book("<p id='a'><xi:include xpointer='a'/></p>"));
    EXPECT_TRUE(says(part, "includes itself")) << part.messages;
}

TEST(Include, DepthIsBounded) {
    Library library;
    library.put("main.xml", book("<xi:include href='0.xml'/>"));
    for (int i = 0; i < 40; ++i)
        library.put(fmt::format("{}.xml", i), book(fmt::format("<xi:include href='{}.xml'/>", i + 1)));
    EXPECT_TRUE(says(library.read(), "[xml-limit]"));
}

TEST(Include, ExponentialInclusionEnds) {
    Library library;
    library.put("main.xml", book("<xi:include href='0.xml'/>"));
    for (int i = 0; i < 24; ++i) {
        std::string include = fmt::format("<xi:include href='{}.xml'/>", i + 1);
        library.put(fmt::format("{}.xml", i), book(include + include + include + include));
    }
    library.put("24.xml", "<x/>");
    EXPECT_TRUE(says(library.read(), "[xml-limit]"));
}

TEST(Include, ErrorsInAnIncludedFileNameIt) {
    auto reading = Library()
                       .put("main.xml", book("<xi:include href='b.xml'><xi:fallback/></xi:include>"))
                       .put("b.xml", "<b>\n<c></b>")
                       .read();
    EXPECT_EQ(reading.outcome, Outcome::failed);
    EXPECT_EQ(reading.messages,
              "b.xml:2:4: fatal: </c> was expected, not </b>: <c> of line 2 is still open [xml-not-well-formed]\n");
}

TEST(Include, OneRootOnly) {
    Library library;
    library.put("main.xml", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/>")
        .put("b.xml", " <b/>\n");
    EXPECT_EQ(library.read().log, "<b></b>");
    library.put("main.xml",
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' "
                "href='no'><xi:fallback><a/><b/></xi:fallback></xi:include>");
    EXPECT_TRUE(says(library.read(), "<b> would be a second root element"));
    library.put("main.xml", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='b.xml'/>");
    EXPECT_TRUE(says(library.read(), "text would stand outside the root element"));
}

TEST(Include, WrongAttributes) {
    EXPECT_TRUE(says(read(book("<xi:include href='a' parse='pdf'/>")), "neither xml nor text"));
    EXPECT_TRUE(says(read(book("<xi:include/>")), "names nothing"));
}

}  // namespace
}  // namespace octavo::xml::test
