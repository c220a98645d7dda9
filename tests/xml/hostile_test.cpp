// What is not well-formed, wrongly encoded or too much: one fatal diagnostic with its place, in plain words.
#include "xml/record.h"

namespace octavo::xml::test {
namespace {

struct Case {
    std::string text;
    std::string message;
};

TEST(NotWellFormed, IsToldInPlainWordsWithItsPlace) {
    Case const cases[] = {
        {"", "1:1: fatal: there is no root element"},
        {"  \n ", "2:2: fatal: there is no root element"},
        {"text", "1:1: fatal: there is no root element"},
        {"<a>\n<b>\n</a>", "3:1: fatal: </b> was expected, not </a>: <b> of line 2 is still open"},
        {"<a>\n<b>", "2:4: fatal: the file ends too early: </b> was expected, <b> of line 2 is still open"},
        {"<a/>\n<b/>", "2:1: fatal: something stands after the end of the root element"},
        {"<a>a & b</a>", "1:7: fatal: a name was expected"},
        {"<a>a &b c</a>", "fatal: ';' was expected at the end of the reference"},
        {"<a>&#xFFFE;</a>", "1:4: fatal: this reference names no character of XML"},
        {"<a>&#0;</a>", "1:4: fatal: this reference names no character of XML"},
        {"<a>&#xZ;</a>", "fatal: hexadecimal digits"},
        {"<a b=c/>", "1:6: fatal: a quotation mark was expected"},
        {"<a b='1' b='2'/>", "1:1: fatal: the attribute 'b' stands twice on this element"},
        {"<a b='<'/>", "fatal: '<' cannot stand in the value of an attribute"},
        {"<a b/>", "fatal: '=' and a value were expected"},
        {"<a>]]></a>", "fatal: ']]>' cannot stand in text"},
        {"<a><![CDATA[x</a>", "fatal: the CDATA section does not end"},
        {"<a><!-- x</a>", "fatal: the comment does not end"},
        {"<a><?p x</a>", "fatal: the processing instruction does not end"},
        {"\n<?xml version='1.0'?><a/>", "fatal: the XML declaration can only stand at the very beginning"},
        {"<a>\n\x01</a>", "2:1: fatal: this character cannot stand in XML"},
        {std::string("<a>\n \0</a>", 10), "2:2: fatal: a zero byte cannot stand in XML"},
        {"<a", "fatal: "},
        {"<", "fatal: "},
        {"<!DOCTYPE a [", "fatal: "},
        {"<!DOCTYPE a [<!ENTITY", "fatal: "},
    };
    for (Case const& wrong : cases) {
        auto reading = read(wrong.text);
        EXPECT_EQ(reading.outcome, Outcome::failed) << wrong.text;
        EXPECT_NE(reading.messages.find("main.xml:"), std::string::npos) << wrong.text << '\n' << reading.messages;
        EXPECT_NE(reading.messages.find(wrong.message), std::string::npos) << wrong.text << '\n' << reading.messages;
    }
}

TEST(Encoding, IsFoundByMarkDeclarationAndShape) {
    std::string utf16le = "\xFF\xFE", utf16be, utf32le = std::string("\xFF\xFE\0\0", 4);
    for (char c : std::string("<?xml version='1.0' encoding='UTF-16'?>\n<a>\xE9</a>")) {
        utf16le += {c, '\0'};
        utf16be += {'\0', c};
        utf32le += {c, '\0', '\0', '\0'};
    }
    for (auto const& text :
         {utf16le, utf16be, utf32le, std::string("<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>\xE9</a>"),
          std::string("<?xml version=\"1.0\" encoding=\"windows-1252\" ?>\n<a>\xE9</a>"),
          std::string("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>é</a>"), std::string("\n<a>é</a>"),
          std::string("<?xml version='1.0' encoding='utf-16'?>\n<a>é</a>")}) {
        auto reading = read_placed(text);
        EXPECT_EQ(reading.log, "main.xml:2:1 <a>\nmain.xml:2:4 'é'\nmain.xml:2:6 </a>\n") << text << reading.messages;
    }
}

TEST(Encoding, ShiftJisThroughTheSystemsConverter) {
    auto reading = read("<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xFA\x96\x7B</a>");
    EXPECT_EQ(reading.log, "<a>日本</a>") << reading.messages;
}

TEST(Encoding, WhatIsWrongIsNamedWithItsPlace) {
    Case const cases[] = {
        {"<a>\n  \xE9t</a>",
         "main.xml:2:3: fatal: byte 0xE9 is not valid UTF-8 [xml-encoding]\n  hint: save the file as UTF-8"},
        {"<a>\xC0\x80</a>", "main.xml:1:4: fatal: byte 0xC0 is not valid UTF-8"},
        {"<a>\xED\xA0\x80</a>", "main.xml:1:4: fatal: byte 0xED is not valid UTF-8"},
        {"<a>\xF4\x90\x80\x80</a>", "main.xml:1:4: fatal: byte 0xF4"},
        {"<a>\xE2\x82", "main.xml:1:4: fatal: byte 0xE2"},
        {"<?xml version='1.0' encoding='klingon'?><a/>", "main.xml:1:1: fatal: the encoding 'KLINGON' is not known"},
        {"<?xml version='1.0' encoding='US-ASCII'?>\n<a>\xC3\xA9</a>",
         "main.xml:2:4: fatal: byte 0xC3 is not valid US-ASCII"},
        {std::string("\xFF\xFE<\0a\0/\0>\0\n\0\0\xD8x\0", 16), "main.xml:2:1: fatal: byte 0x00 is not valid UTF-16LE"},
        {std::string("\xFF\xFE<\0a\0/\0>\0x", 11), "main.xml:1:5: fatal: byte 0x78 is not valid UTF-16LE"},
        {"<?xml version='1.0' encoding='Shift_JIS'?>\n<a>\x93</a>",
         "main.xml:2:4: fatal: byte 0x93 is not valid SHIFT_JIS"},
    };
    for (Case const& wrong : cases) {
        auto reading = read(wrong.text);
        EXPECT_NE(reading.messages.find(wrong.message), std::string::npos) << wrong.text << '\n' << reading.messages;
    }
}

bool limited(Reading const& reading) { return reading.messages.find("[xml-limit]") != std::string::npos; }

TEST(Limits, DepthOfElements) {
    auto nested = [](std::size_t depth) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += "<a>";
        for (std::size_t i = 0; i < depth; ++i) text += "</a>";
        return read(text);
    };
    EXPECT_EQ(nested(512).outcome, Outcome::complete);
    EXPECT_TRUE(limited(nested(513)));
    EXPECT_TRUE(limited(nested(1'000'000)));
    std::string unclosed;
    for (int i = 0; i < 1'000'000; ++i) unclosed += "<a>";
    EXPECT_TRUE(limited(read(unclosed)));
}

TEST(Limits, AttributesOfOneElement) {
    auto crowded = [](int count) {
        std::string text = "<a";
        for (int i = 0; i < count; ++i) text += fmt::format(" a{}=''", i);
        return read(text + "/>");
    };
    EXPECT_EQ(crowded(1024).outcome, Outcome::complete);
    auto too_many = crowded(1025);
    EXPECT_NE(too_many.messages.find("main.xml:1:1: fatal: the element has more than 1024 attributes"),
              std::string::npos)
        << too_many.messages;
    EXPECT_TRUE(limited(crowded(300'000)));
    std::string listing = "<a>";
    for (int i = 0; i < 5000; ++i) listing += "&lt;b c=\"d\" e='f'&gt; ";
    EXPECT_EQ(read(listing + "</a>").outcome, Outcome::complete);
}

TEST(Limits, NamespacesInScope) {
    std::string text;
    for (int i = 0; i < 10; ++i) {
        text += "<a";
        for (int k = 0; k < 1000; ++k) text += fmt::format(" xmlns:p{}_{}='u'", i, k);
        text += ">";
    }
    EXPECT_TRUE(limited(read(text)));
}

TEST(Limits, Nodes) {
    Library library;
    library.context.limits.nodes = 1000;
    std::string text = "<a>";
    for (int i = 0; i < 500; ++i) text += "x<b/>";
    EXPECT_TRUE(limited(library.put("main.xml", text + "</a>").read()));
    library.context.limits.nodes = 1001;
    EXPECT_EQ(library.read().outcome, Outcome::complete);
}

TEST(Limits, Cancellation) {
    Library library;
    std::atomic<bool> cancel = true;
    library.context.cancel = &cancel;
    std::string text = "<a>";
    for (int i = 0; i < 10'000; ++i) text += "<b/>";
    auto reading = library.put("main.xml", text + "</a>").read();
    EXPECT_NE(reading.messages.find("[run-cancelled]"), std::string::npos) << reading.messages;
    EXPECT_LT(reading.elements, 5000U);
}

TEST(Limits, AMissingFileIsFatal) {
    auto reading = Library().read();
    EXPECT_NE(reading.messages.find("fatal: 'main.xml' is not there [io-not-found]"), std::string::npos)
        << reading.messages;
}

}  // namespace
}  // namespace octavo::xml::test
