#include "read/text.h"

#include <gtest/gtest.h>

#include "read/metadata.h"

namespace octavo::read {
namespace {

TEST(Text, Collapsed) {
    EXPECT_EQ(collapsed("  a \n\t b "), "a b");
    EXPECT_EQ(collapsed(" \n "), "");
    EXPECT_EQ(collapsed("a\u00A0 b"), "a\u00A0 b");
}

TEST(Text, Words) {
    EXPECT_EQ(words(" #a\n#b "), (std::vector<std::string_view>{"#a", "#b"}));
    EXPECT_TRUE(words("").empty());
    EXPECT_TRUE(has_word("ab a", "a"));
    EXPECT_FALSE(has_word("ab", "a"));
}

TEST(Text, ClassWord) {
    EXPECT_EQ(class_word("Small Caps"), "small-caps");
    EXPECT_EQ(class_word("color(red)"), "color-red");
    EXPECT_EQ(class_word("***"), "");
    EXPECT_EQ(class_word("größe"), "größe");
}

TEST(Text, Integers) {
    EXPECT_EQ(to_integer(" 12 "), 12);
    EXPECT_EQ(to_integer("-3"), -3);
    EXPECT_FALSE(to_integer("1.5"));
    EXPECT_FALSE(to_integer(""));
    EXPECT_FALSE(to_integer("99999999999"));
}

TEST(Text, PseudoAttributes) {
    EXPECT_EQ(pseudo_attribute("type=\"text/css\" href = 'a&amp;b.css'", "href"), "a&b.css");
    EXPECT_EQ(pseudo_attribute("xhref=\"no\" href=\"yes\"", "href"), "yes");
    EXPECT_EQ(pseudo_attribute("href=\"open", "href"), "");
    EXPECT_EQ(pseudo_attribute("", "href"), "");
}

TEST(Text, Schemes) {
    EXPECT_TRUE(has_scheme("https://x"));
    EXPECT_TRUE(has_scheme("mailto:a"));
    EXPECT_FALSE(has_scheme("a/b:c"));
    EXPECT_FALSE(has_scheme("#a:b"));
    EXPECT_FALSE(has_scheme(":x"));
}

TEST(Metadata, Identifiers) {
    EXPECT_EQ(identifier_of("978-0-00-000000-2", "ISBN").value, "urn:isbn:9780000000002");
    EXPECT_EQ(identifier_of("urn:isbn:978-0-00-000000-2", "").scheme, "isbn");
    EXPECT_EQ(identifier_of("10.1/x", "doi").value, "https://doi.org/10.1/x");
    EXPECT_EQ(identifier_of("urn:uuid:a", "URN").scheme, "uuid");
    EXPECT_EQ(identifier_of(" A1 ", "STC").value, "A1");
    EXPECT_EQ(identifier_of("A1", "STC").scheme, "stc");
}

TEST(Metadata, Names) {
    EXPECT_EQ(person_name_of("Breton, Nicholas, 1545?-1626?").display, "Nicholas Breton");
    EXPECT_EQ(person_name_of("Breton, Nicholas").file_as, "Breton, Nicholas");
    EXPECT_EQ(person_name_of("King, Martin Luther, Jr.").display, "King, Martin Luther, Jr.");
    EXPECT_EQ(person_name_of("Chapman and Hall, Ltd.").display, "Chapman and Hall, Ltd.");
    EXPECT_EQ(person_name_of("Sappho").file_as, "");
    EXPECT_EQ(person_name_of(",").display, ",");
    EXPECT_EQ(person_name_of("").display, "");
}

TEST(Metadata, Languages) {
    EXPECT_EQ(language_tag("eng"), "en");
    EXPECT_EQ(language_tag("GER_at"), "de-at");
    EXPECT_EQ(language_tag("grc"), "grc");
    EXPECT_EQ(language_tag(""), "");
}

TEST(Metadata, Relators) {
    EXPECT_EQ(relator_code("Translator"), "trl");
    EXPECT_EQ(relator_code("marc:ill"), "ill");
    EXPECT_EQ(relator_code("Beratung"), "oth");
}

}  // namespace
}  // namespace octavo::read
