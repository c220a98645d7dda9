#include "css/css_support.h"

#include "css/an_plus_b.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

std::string kinds(std::string_view text) {
    static constexpr std::string_view names[] = {"ident", "function", "at", "hash", "string", "bad-string", "url", "bad-url", "delim", "number",
                                                 "percentage", "dimension", "ws", "cdo", "cdc", ":", ";", ",", "[", "]", "(", ")", "{", "}", "end"};
    base::Arena arena;
    std::string out;
    for (Token const& token : tokenize(text, arena)) {
        if (!out.empty()) out += ' ';
        out += names[static_cast<std::size_t>(token.kind)];
        if (!token.text.empty()) out += "<" + std::string(token.text) + ">";
    }
    return out;
}

TEST(Tokenizer, NamesFunctionsAndUrls) {
    EXPECT_EQ(kinds("a -b --c _d \u00e9"), "ident<a> ws ident<-b> ws ident<--c> ws ident<_d> ws ident<\u00e9>");
    EXPECT_EQ(kinds("rgb(1)"), "function<rgb> number )");
    EXPECT_EQ(kinds("url( a.png )"), "url<a.png>");
    EXPECT_EQ(kinds("url('a.png')"), "function<url> string<a.png> )");
    EXPECT_EQ(kinds("URL(a b)x"), "bad-url ident<x>");
    EXPECT_EQ(kinds("url(a(b)c"), "bad-url ident<c>");
    EXPECT_EQ(kinds("@media #id #1a"), "at<media> ws hash<id> ws hash<1a>");
}

TEST(Tokenizer, Escapes) {
    EXPECT_EQ(kinds("\\66oo"), "ident<foo>");
    EXPECT_EQ(kinds("\\000066 oo"), "ident<foo>");
    EXPECT_EQ(kinds("a\\.b"), "ident<a.b>");
    EXPECT_EQ(kinds("\\110000"), "ident<\uFFFD>");
    EXPECT_EQ(kinds("\\d800 "), "ident<\uFFFD>");
    EXPECT_EQ(kinds("'a\\\nb'"), "string<ab>");
    EXPECT_EQ(kinds("\\"), "ident<\uFFFD>") << "an escape at the end of the text";
    EXPECT_EQ(kinds("\\\n"), "delim ws");
    EXPECT_EQ(kinds("'a\\"), "string<a>");
}

TEST(Tokenizer, NumbersAndUnits) {
    EXPECT_EQ(kinds("1 +2 -3 .5 1.5e3 1e3em 12% 3px 1.x"), "number ws number ws number ws number ws number ws dimension<em> ws percentage ws "
                                                        "dimension<px> ws number delim ident<x>");
    base::Arena arena;
    auto tokens = tokenize("-1.5e+2px", arena);
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_EQ(tokens[0].number, -150);
    EXPECT_FALSE(tokens[0].integer);
    EXPECT_TRUE(tokens[0].is_signed);
    EXPECT_EQ(tokenize("1e999", arena)[0].number, 3.4e38);
    EXPECT_EQ(tokenize("1e-999", arena)[0].number, 0);
    EXPECT_EQ(kinds("1e--x"), "dimension<e--x>");
}

TEST(Tokenizer, StringsCommentsAndBrackets) {
    EXPECT_EQ(kinds("'a\nb"), "bad-string ws ident<b>");
    EXPECT_EQ(kinds("a/**/b"), "ident<a> ident<b>");
    EXPECT_EQ(kinds("a/* open"), "ident<a>");
    EXPECT_EQ(kinds("<!-- -->"), "cdo ws cdc");
    EXPECT_EQ(kinds("-->"), "cdc");
    EXPECT_EQ(kinds("a:b;{}[]()"), "ident<a> : ident<b> ; { } [ ] ( )");
}

TEST(Tokenizer, PlacesCountLinesAndBytes) {
    base::Arena arena;
    auto tokens = tokenize("a\r\n b /*\n*/ \u00e9 c\fd", arena);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (Token const& token : tokens) {
        if (token.kind == TokenKind::ident) places.emplace_back(token.line, token.column);
    }
    EXPECT_EQ(places, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 1}, {2, 2}, {3, 4}, {3, 7}, {4, 1}}));
    Tokenizer inside("x\ny", arena, 10, 5);
    Token x = inside.next();
    EXPECT_EQ(x.line, 10U);
    EXPECT_EQ(x.column, 5U);
    inside.next();
    Token y = inside.next();
    EXPECT_EQ(y.line, 11U);
    EXPECT_EQ(y.column, 1U);
}

TEST(Tokenizer, SerialisedTokensReadTheSameAgain) {
    base::Arena arena;
    for (std::string_view text : {"a/**/b", "1/**/px", "#/**/a", "@a(b)", "1e3\\65 x", "\"a\\\"b\\\n\"", "\\31 a", "url(a\\)b)", "-/**/-", "+/**/1", "a/**/(", "--x:{a}"}) {
        auto first = tokenize(text, arena);
        std::string written = serialize(first);
        auto second = tokenize(arena.copy(written), arena);
        ASSERT_EQ(first.size(), second.size()) << text << " → " << written;
        for (std::size_t i = 0; i < first.size(); ++i) {
            EXPECT_EQ(first[i].kind, second[i].kind) << text;
            EXPECT_EQ(first[i].text, second[i].text) << text;
        }
    }
}

TEST(Utf8, IllFormedBytesAreReplaced) {
    EXPECT_EQ(repair_utf8("a\xff" "b"), "a\uFFFDb");
    EXPECT_EQ(repair_utf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_TRUE(is_utf8("\u00e9\u4e00\U0001F600"));
    EXPECT_FALSE(is_utf8("\xc0\x80"));
}

std::optional<AnPlusB> an_b(std::string_view text) {
    base::Arena arena;
    return parse_an_plus_b(tokenize(text, arena));
}

TEST(AnPlusB, TheSpecificationsExamples) {
    EXPECT_EQ(an_b("even"), (AnPlusB{2, 0}));
    EXPECT_EQ(an_b(" ODD "), (AnPlusB{2, 1}));
    EXPECT_EQ(an_b("2n+1"), (AnPlusB{2, 1}));
    EXPECT_EQ(an_b("4n"), (AnPlusB{4, 0}));
    EXPECT_EQ(an_b("5"), (AnPlusB{0, 5}));
    EXPECT_EQ(an_b("-n+6"), (AnPlusB{-1, 6}));
    EXPECT_EQ(an_b("n-3"), (AnPlusB{1, -3}));
    EXPECT_EQ(an_b("+n - 3"), (AnPlusB{1, -3}));
    EXPECT_EQ(an_b("3n- 1"), (AnPlusB{3, -1}));
    EXPECT_EQ(an_b("-2n-7"), (AnPlusB{-2, -7}));
    EXPECT_EQ(an_b("n"), (AnPlusB{1, 0}));
    for (std::string_view wrong : {"", "+ 2n", "2 n", "+ 2", "n2", "2n + -3", "1.5n", "-", "2n+", "even odd", "n-x"}) EXPECT_FALSE(an_b(wrong)) << wrong;
    EXPECT_TRUE(an_plus_b(2, 1, 7));
    EXPECT_FALSE(an_plus_b(-1, 3, 4));
    EXPECT_TRUE(an_plus_b(-1, 3, 1));
}

}  // namespace
}  // namespace octavo::css
