#include "xml/serialise.h"

#include "xml/record.h"

namespace octavo::xml::test {
namespace {

TEST(Serialise, XhtmlKeepsElementsOpenUnlessVoid) {
    std::string out;
    Writer writer(out, Syntax::xhtml);
    writer.declaration();
    writer.doctype("html");
    writer.start("html");
    writer.name_space("", "http://www.w3.org/1999/xhtml");
    writer.name_space("epub", "http://www.idpf.org/2007/ops");
    writer.start("p");
    writer.attribute("class", "a \"b\" <c> & 'd'\n");
    writer.end();
    writer.start("br");
    writer.end();
    writer.element("i", "x < y & z > w ]]>");
    writer.element("td", "");
    writer.raw("<b/>");
    writer.instruction("go", "on");
    writer.end();
    EXPECT_EQ(writer.depth(), 0U);
    EXPECT_EQ(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
        "xmlns:epub=\"http://www.idpf.org/2007/ops\"><p class=\"a &quot;b&quot; &lt;c> &amp; 'd'&#10;\"></p><br/>"
        "<i>x &lt; y &amp; z &gt; w ]]&gt;</i><td></td><b/><?go on?></html>");
}

TEST(Serialise, XmlClosesEmptyElements) {
    std::string out;
    Writer writer(out, Syntax::xml);
    writer.start("package");
    writer.element("p", "");
    writer.end();
    EXPECT_EQ(out, "<package><p/></package>");
}

TEST(Serialise, WhatXmlForbidsIsReplaced) {
    std::string out;
    append_text(out, std::string_view("a\0b\x1F\t\n\r\uFFFE\uFFFD\uFFFF\uFEFF", 19));
    EXPECT_EQ(out, "a\uFFFDb\uFFFD\t\n&#13;\uFFFD\uFFFD\uFFFD\uFEFF");
}

TEST(Serialise, WhatIsWrittenReadsBackTheSame) {
    std::string value = "<&>\"'\t\n\r é日\u00A0 ]]> --";
    std::string out;
    Writer writer(out, Syntax::xhtml);
    writer.start("a");
    writer.attribute("t", value);
    writer.text(value);
    writer.end();
    EXPECT_EQ(read(out).log, "<a t=\"" + value + "\">" + value + "</a>");
}

TEST(Serialise, VoidElements) {
    for (auto name : {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
                      "track", "wbr"}) {
        EXPECT_TRUE(is_void_element(name)) << name;
    }
    for (auto name : {"p", "", "b", "BR", "script", "a"}) EXPECT_FALSE(is_void_element(name)) << name;
}

}  // namespace
}  // namespace octavo::xml::test
