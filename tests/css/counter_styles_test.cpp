#include "css/css_support.h"

namespace octavo::css {
namespace {

std::string text(std::int32_t value, std::string_view style) { return CounterStyles().representation(value, base::Name::of(style)); }

TEST(CounterStyles, Predefined) {
    EXPECT_EQ(text(-7, "decimal"), "-7");
    EXPECT_EQ(text(7, "decimal-leading-zero"), "07");
    EXPECT_EQ(text(-7, "decimal-leading-zero"), "-7");
    EXPECT_EQ(text(1994, "upper-roman"), "MCMXCIV");
    EXPECT_EQ(text(4, "lower-roman"), "iv");
    EXPECT_EQ(text(4000, "lower-roman"), "4000");
    EXPECT_EQ(text(0, "lower-roman"), "0");
    EXPECT_EQ(text(27, "lower-alpha"), "aa");
    EXPECT_EQ(text(702, "upper-latin"), "ZZ");
    EXPECT_EQ(text(0, "lower-alpha"), "0");
    EXPECT_EQ(text(3, "lower-greek"), "γ");
    EXPECT_EQ(text(1234, "armenian"), "ՌՄԼԴ");
    EXPECT_EQ(text(1234, "georgian"), "ჩსლდ");
    EXPECT_EQ(text(15, "hebrew"), "טו");
    EXPECT_EQ(text(1234, "hebrew"), "א׳רלד");
    EXPECT_EQ(text(42, "arabic-indic"), "٤٢");
    EXPECT_EQ(text(100, "cjk-decimal"), "一〇〇");
    EXPECT_EQ(text(12, "cjk-ideographic"), "十二");
    EXPECT_EQ(text(1005, "simp-chinese-informal"), "一千零五");
    EXPECT_EQ(text(110, "simp-chinese-informal"), "一百一十");
    EXPECT_EQ(text(111, "japanese-informal"), "百十一");
    EXPECT_EQ(text(3, "hiragana"), "う");
    EXPECT_EQ(text(5, "square"), "▪");
    EXPECT_EQ(text(100, "ethiopic-numeric"), "፻");
    EXPECT_EQ(text(78010092, "ethiopic-numeric"), "፸፰፻፩፼፺፪");
    EXPECT_EQ(text(3, "no-such-style"), "3");
    EXPECT_EQ(text(3, ""), "3");
    EXPECT_EQ(text(3, "none"), "");
    EXPECT_EQ(text(std::numeric_limits<std::int32_t>::min(), "decimal"), "-2147483648");
    EXPECT_EQ(CounterStyles().marker(2, base::Name::of("decimal")), "2. ");
    EXPECT_EQ(CounterStyles().marker(2, base::Name::of("disc")), "• ");
}

CounterStyles declared(std::string_view css) {
    testing::Parsed p(css);
    CounterStyles styles;
    for (CounterStyle const& style : p.sheet->counter_styles) styles.define(style);
    return styles;
}

TEST(CounterStyles, DeclaredOnes) {
    CounterStyles s = declared("@counter-style box { system: cyclic; symbols: a b; suffix: ') ' }"
                               "@counter-style tri { system: symbolic; symbols: '*' '+' }"
                               "@counter-style fix { system: fixed 3; symbols: x y; fallback: lower-roman }"
                               "@counter-style pad { system: extends decimal; pad: 4 '0'; negative: '(' ')'; prefix: '§' }"
                               "@counter-style some { system: extends upper-roman; range: 1 3, 7 infinite; fallback: lower-alpha }"
                               "@counter-style dice { system: additive; additive-symbols: 6 f, 1 i, 0 o }"
                               "@counter-style loop { system: extends loop2 } @counter-style loop2 { system: extends loop }"
                               "@counter-style short { system: numeric; symbols: a } @counter-style decimal { symbols: z }");
    auto get = [&](std::int32_t value, std::string_view style) { return s.representation(value, base::Name::of(style)); };
    EXPECT_EQ(get(3, "box"), "a");
    EXPECT_EQ(get(0, "box"), "b");
    EXPECT_EQ(s.marker(1, base::Name::of("box")), "a) ");
    EXPECT_EQ(get(3, "tri"), "**");
    EXPECT_EQ(get(0, "tri"), "0");
    EXPECT_EQ(get(4, "fix"), "y");
    EXPECT_EQ(get(5, "fix"), "v");
    EXPECT_EQ(get(7, "pad"), "0007");
    EXPECT_EQ(get(-7, "pad"), "(07)") << "the negative sign counts for the padding, and stands outside it";
    EXPECT_EQ(s.marker(7, base::Name::of("pad")), "§0007. ");
    EXPECT_EQ(get(3, "some"), "III");
    EXPECT_EQ(get(4, "some"), "d");
    EXPECT_EQ(get(8, "dice"), "fii");
    EXPECT_EQ(get(0, "dice"), "o");
    EXPECT_EQ(get(5, "loop"), "5");
    EXPECT_FALSE(s.known(base::Name::of("short")));
    EXPECT_EQ(get(5, "decimal"), "5") << "decimal cannot be replaced";
    EXPECT_EQ(get(2'000'000'000, "tri"), "2000000000") << "no representation of a billion signs";
}

}  // namespace
}  // namespace octavo::css
