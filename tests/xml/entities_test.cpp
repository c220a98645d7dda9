// Entities: built in, internal, external, and those made to do harm.
#include "xml/entity_table.h"
#include "xml/record.h"

namespace octavo::xml::test {
namespace {

bool says(Reading const& reading, std::string_view message) {
    return reading.messages.find(message) != std::string::npos;
}
std::string declared(std::string_view declarations, std::string_view content) {
    return fmt::format("<!DOCTYPE a [{}]><a>{}</a>", declarations, content);
}

TEST(Entities, BuiltInNamesNeedNoDtd) {
    auto reading = read("<a t='&eacute;&amp;&nbsp;&lt;'>&hellip;&AMP;&agr;&nvlt;&amp;&rsquo;</a>");
    EXPECT_EQ(reading.log, "<a t=\"é&\u00A0<\">…&α<\u20D2&’</a>");
    EXPECT_EQ(reading.texts, 1U);
    auto doctype = read(
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>"
        "<html>&Uuml;</html>");
    EXPECT_EQ(doctype.log, "<html>Ü</html>");
    EXPECT_EQ(doctype.messages, "");
}

TEST(Entities, TableHoldsWhatEachStandardNames) {
    EXPECT_EQ(find_named_characters("hellip")->first, U'…');
    EXPECT_EQ(find_named_characters("Aacute")->first, U'Á');
    EXPECT_EQ(find_named_characters("zwnj")->first, 0x200CU);
    EXPECT_EQ(find_named_characters("NotEqualTilde")->second, 0x338U);
    EXPECT_EQ(find_named_characters("sfgr")->first, U'ς');
    EXPECT_FALSE(find_named_characters("amp"));
    EXPECT_FALSE(find_named_characters("helli"));
    EXPECT_FALSE(find_named_characters(""));
}

TEST(Entities, UnknownOnesStayAsWritten) {
    auto reading = read("<a t='&foo;'>\n&foo;&foo;&bar;</a>");
    EXPECT_EQ(reading.outcome, Outcome::complete);
    EXPECT_EQ(reading.log, "<a t=\"&foo;\">\n&foo;&foo;&bar;</a>");
    EXPECT_TRUE(
        says(reading, "main.xml:1:7: error: the entity '&foo;' is not known: it is left as it is written (3 times)"))
        << reading.messages;
}

TEST(Entities, InternalOnesInTextAndAttributes) {
    auto reading =
        read(declared("<!ENTITY c 'A&#38;amp;B&#60;' ><!ENTITY d '&c; &d2;'><!ENTITY d2 'x\n&hellip;&#38;#60;'>"
                      "<!ENTITY plain 'p'><!ENTITY plain 'second'>",
                      "<b t='&d2;|&plain;'>&d2;&plain;</b>"));
    EXPECT_EQ(reading.log, "<a><b t=\"x …<|p\">x\n…<p</b></a>") << reading.messages;
}

TEST(Entities, MarkupInEntitiesStandsWhereItIsReferredTo) {
    auto reading = Library()
                       .put("main.xml",
                            "<!DOCTYPE a [<!ENTITY e 'x<b>y</b>&f;'><!ENTITY f '<c p:q=\"1\"/>'>]>\n<a xmlns='u' "
                            "xmlns:p='v'>\n t &e; u</a>")
                       .read(Recorder::Places::shown);
    EXPECT_EQ(
        reading.log,
        "main.xml:2:1 <{u}a>\nmain.xml:2:26 '\n t x'\nmain.xml:3:4 <{u}b>\nmain.xml:3:4 'y'\nmain.xml:3:4 </{u}b>\n"
        "main.xml:3:4 <{u}c {v}q=\"1\">\nmain.xml:3:4 </{u}c>\nmain.xml:3:7 ' u'\nmain.xml:3:9 </{u}a>\n")
        << reading.messages;
}

TEST(Entities, EntityMustBeWholeElements) {
    auto reading = read(declared("<!ENTITY e '<b>'>", "&e;</b>"));
    EXPECT_TRUE(says(reading, "fatal: in the entity '&e;': </b> was expected, not </entity>")) << reading.messages;
    auto closing = read(declared("<!ENTITY e '</entity><entity>'>", "&e;"));
    EXPECT_EQ(closing.outcome, Outcome::failed);
}

TEST(Entities, ExternalFilesOfTheRootAreRead) {
    auto reading = Library()
                       .put("main.xml", declared("<!ENTITY one SYSTEM 'parts/one.xml'>", "<p xmlns='u'>&one;</p>"))
                       .put("parts/one.xml", "<?xml version='1.0' encoding='iso-8859-1'?>\n<c>\xE9</c>\n <d/>")
                       .read(Recorder::Places::shown);
    EXPECT_NE(
        reading.log.find(
            "parts/one.xml:2:1 <{u}c>\nparts/one.xml:2:4 'é'\nparts/one.xml:2:6 </{u}c>\nparts/one.xml:2:10 '\n '\n"
            "parts/one.xml:3:2 <{u}d>"),
        std::string::npos)
        << reading.log << reading.messages;
}

TEST(Entities, DeclarationsInAFileOfTheRoot) {
    auto reading =
        Library()
            .put("main.xml", declared("<!ENTITY % all SYSTEM 'ent/all.ent'> %all;", "&product; &chapter;"))
            .put("ent/all.ent", "<?xml encoding='utf-8'?><!ENTITY product 'Octavo'>\n<!ENTITY chapter SYSTEM 'ch.xml'>")
            .put("ent/ch.xml", "<ch/>")
            .read();
    EXPECT_EQ(reading.log, "<a>Octavo <ch></ch></a>") << reading.messages;
    EXPECT_EQ(reading.messages, "");
}

TEST(Entities, BaseOfAnExternalEntityIsItsFile) {
    auto reading = Library()
                       .put("main.xml", declared("<!ENTITY one SYSTEM 'parts/one.xml'>", "&one;<z/>"))
                       .put("parts/one.xml", "<c/>")
                       .read();
    EXPECT_EQ(reading.bases["c"], "parts/one.xml");
    EXPECT_EQ(reading.bases["z"], "main.xml");
}

TEST(Entities, OutsideTheRootNothingIsRead) {
    for (std::string_view id : {"file:///etc/passwd", "/etc/passwd", "../x.xml", "http://localhost/x"}) {
        auto reading = read(declared(fmt::format("<!ENTITY x SYSTEM '{}'>", id), "1&x;2"));
        EXPECT_EQ(reading.outcome, Outcome::complete) << reading.messages;
        EXPECT_EQ(reading.log, "<a>12</a>");
        EXPECT_TRUE(says(reading, "warning: the entity 'x' is not read")) << reading.messages;
        auto parameter = read(declared(fmt::format("<!ENTITY % x SYSTEM '{}'> %x;", id), "1"));
        EXPECT_EQ(parameter.log, "<a>1</a>");
        EXPECT_TRUE(says(parameter, "warning: the entity 'x' is not read")) << parameter.messages;
    }
}

TEST(Entities, CharacterSetsOfPublicDtdsAreBuiltIn) {
    auto reading =
        read(declared("<!ENTITY % l PUBLIC '-//W3C//ENTITIES Latin 1 for XHTML//EN' "
                      "'http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent'> %l;",
                      "&eacute;"));
    EXPECT_EQ(reading.log, "<a>é</a>");
    EXPECT_EQ(reading.messages, "");
}

std::string laughs(std::string_view where) {
    std::string declarations = "<!ENTITY l0 'lol'>";
    for (int i = 1; i < 30; ++i) {
        declarations += fmt::format("<!ENTITY l{} '", i);
        for (int k = 0; k < 10; ++k) declarations += fmt::format("&l{};", i - 1);
        declarations += "'>";
    }
    return declared(declarations, where);
}

TEST(Entities, BillionLaughsEnd) {
    auto text = read(laughs("&l29;"));
    EXPECT_TRUE(says(text, "fatal: entities add more than 16777216 bytes [xml-limit]")) << text.messages;
    EXPECT_LE(text.text_bytes, 16U << 20);
    auto attribute = read(laughs("<b t='&l29;'/>"));
    EXPECT_TRUE(says(attribute, "[xml-limit]")) << attribute.messages;
}

TEST(Entities, QuadraticBlowUpEnds) {
    std::string references;
    for (int i = 0; i < 20'000; ++i) references += "&big;";
    auto reading = read(declared("<!ENTITY big '" + std::string(50'000, 'x') + "'>", references));
    EXPECT_TRUE(says(reading, "[xml-limit]")) << reading.messages;
    auto empty = read(declared("<!ENTITY e '<b/>'>" , [] {
        std::string all;
        for (int i = 0; i < 300'000; ++i) all += "&e;";
        return all;
    }()));
    EXPECT_TRUE(says(empty, "[xml-limit]")) << empty.messages;
}

TEST(Entities, ParameterEntitiesAreBoundedToo) {
    std::string declarations = "<!ENTITY % p0 '" + std::string(100'000, ' ') + "'>";
    for (int i = 0; i < 300; ++i) declarations += "%p0;";
    EXPECT_TRUE(says(read(declared(declarations, "")), "[xml-limit]"));
    EXPECT_EQ(read(declared("<!ENTITY % p '%p;'> %p;", "")).outcome, Outcome::failed);
}

TEST(Entities, DefaultedAttributesAreBounded) {
    std::string elements;
    for (int i = 0; i < 300; ++i) elements += "<b/>";
    auto reading = read(declared("<!ATTLIST b t CDATA '" + std::string(100'000, 'x') + "'>", elements));
    EXPECT_TRUE(says(reading, "[xml-limit]")) << reading.messages;
}

TEST(Entities, LoopsEnd) {
    EXPECT_TRUE(says(read(declared("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;")), "refers to itself"));
    EXPECT_TRUE(says(read(declared("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "<x t='&a;'/>")), "refers to itself"));
    auto files =
        Library().put("main.xml", declared("<!ENTITY a SYSTEM 'a.xml'>", "&a;")).put("a.xml", "<x>&a;</x>").read();
    EXPECT_TRUE(says(files, "a.xml:1:4: fatal: the entity '&a;' refers to itself")) << files.messages;
}

TEST(Entities, MarkupInAnAttributeIsRefused) {
    EXPECT_TRUE(says(read(declared("<!ENTITY a '&#60;'>", "<x t='&a;'/>")), "holds a '<'"));
    EXPECT_TRUE(says(read(declared("<!ENTITY a SYSTEM 'a.xml'>", "<x t='&a;'/>")), "cannot stand in an attribute"));
    EXPECT_EQ(read(declared("<!ENTITY a '&lt;'>", "<x t='&a;'/>")).log, "<a><x t=\"<\"></x></a>");
}

}  // namespace
}  // namespace octavo::xml::test
