#include "css/css_support.h"

#include "css/ink.h"
#include "css/properties/quotes.h"

namespace octavo::css {
namespace {

using testing::Computed;
using testing::pt;

TEST(Table, EveryPropertyHasARowWhoseInitialValueParsesToTheInitialStyle) {
    for (std::size_t i = 1; i < property_count; ++i) {
        auto property = static_cast<Property>(i);
        PropertyRow const& row = row_of(property);
        ASSERT_EQ(row.property, property);
        EXPECT_EQ(find_property(row.name), &row) << row.name;
        base::Arena arena;
        auto tokens = tokenize(row.initial, arena);
        ValueReader reader(tokens, arena, {});
        Value value;
        EXPECT_TRUE(row.parse(reader, value) && reader.at_end()) << row.name << ": " << row.initial;
        ApplyContext context;
        context.parent = initial_style();
        StyleBuilder by_value(initial_style()), untouched(initial_style());
        apply_value(property, value, context, by_value);
        by_value.finish(context);
        untouched.finish(context);
        EXPECT_TRUE(by_value.font == untouched.font && by_value.text == untouched.text && by_value.list_table == untouched.list_table &&
                    by_value.box == untouched.box && by_value.decoration == untouched.decoration &&
                    by_value.fragmentation == untouched.fragmentation && by_value.generated == untouched.generated)
            << row.name;
    }
}

TEST(Table, InheritedPropertiesAreInInheritedGroups) {
    for (std::size_t i = 1; i < property_count; ++i) {
        PropertyRow const& row = row_of(static_cast<Property>(i));
        bool group = row.group == Group::font || row.group == Group::text || row.group == Group::list_table;
        EXPECT_EQ(row.inherited == Inherited::yes, group) << row.name;
    }
}

TEST(Lengths, EveryUnitIsAbsolute) {
    Computed c("font-size: 10pt; margin: 72px 1in 25.4mm 6pc; padding: 2em 1ex 2ch 40q; width: 10vw; height: 10vh; text-indent: 1.5rem");
    ASSERT_TRUE(c.clean());
    EXPECT_EQ(c.builder.box.margin[0].length, 54 * pt);
    EXPECT_EQ(c.builder.box.margin[1].length, 72 * pt);
    EXPECT_EQ(c.builder.box.margin[2].length, 72 * pt);
    EXPECT_EQ(c.builder.box.margin[3].length, 72 * pt);
    EXPECT_EQ(c.builder.box.padding[0].length, 20 * pt);
    EXPECT_EQ(c.builder.box.padding[1].length, 5 * pt);
    EXPECT_EQ(c.builder.box.padding[2].length, 10 * pt);
    EXPECT_EQ(c.builder.box.padding[3].length, base::from_points(28.3464566929));
    EXPECT_EQ(c.builder.box.width.length, 40 * pt);
    EXPECT_EQ(c.builder.box.height.length, 60 * pt);
    EXPECT_EQ(c.builder.text.indent.length, 18 * pt);
}

TEST(Lengths, LineHeightUnits) {
    Computed c("font-size: 10pt; line-height: 1.4; margin-top: 2lh; margin-bottom: 1rlh");
    EXPECT_EQ(c.builder.box.margin[0].length, 28 * pt);
    EXPECT_EQ(c.builder.box.margin[2].length, base::from_points(14.4));
}

TEST(Calc, MixesUnitsAndKeepsPercentages) {
    Computed c("width: calc(50% + 2 * (10pt - 4px)); height: calc(100pt / 4); margin-left: calc(-1 * 3pt); orphans: calc(2.4 + 1); padding-left: calc(1pt - 5pt)");
    ASSERT_TRUE(c.clean()) << c.parsed.messages();
    EXPECT_EQ(c.builder.box.width, (LengthPercentage{LengthPercentage::Kind::value, 50'000, 14 * pt}));
    EXPECT_EQ(c.builder.box.height.length, 25 * pt);
    EXPECT_EQ(c.builder.box.margin[3].length, -3 * pt);
    EXPECT_EQ(c.builder.text.orphans, 3);
    EXPECT_EQ(c.builder.box.padding[3].length, 0) << "a negative result is clamped";
}

TEST(Calc, MinMaxClamp) {
    Computed c("width: min(10pt, 2em, 1in); height: max(10pt, 5px); margin-top: clamp(5pt, 20pt, 12pt); font-size: 10pt");
    EXPECT_EQ(c.builder.box.width.length, 10 * pt);
    EXPECT_EQ(c.builder.box.height.length, 10 * pt);
    EXPECT_EQ(c.builder.box.margin[0].length, 12 * pt);
}

TEST(Calc, WhatHasNoTypeIsInvalid) {
    for (std::string_view wrong : {"calc(1px + 1)", "calc(1px * 1px)", "calc(1 / 1px)", "calc(1px+2px)", "calc()", "calc(1px 2px)", "min()", "clamp(1px, 2px)", "calc(1px +)",
                                   "calc(1foo)", "calc(2)"}) {
        Computed c("width: " + std::string(wrong));
        EXPECT_TRUE(c.parsed.diagnostics.has(base::Code::css_invalid_value)) << wrong;
    }
}

TEST(Calc, DepthIsBounded) {
    std::string deep = "width: ";
    for (int i = 0; i < 100'000; ++i) deep += "calc(";
    Computed c(deep + "1px");
    EXPECT_TRUE(c.parsed.diagnostics.has(base::Code::css_invalid_value) || c.parsed.diagnostics.has(base::Code::css_limit));
    std::string some = "1px";
    for (int i = 0; i < 40; ++i) some = "calc(" + some + ")";
    EXPECT_EQ(Computed("width: " + some).builder.box.width.length, pt * 3 / 4);
}

TEST(Colors, AllNotations) {
    auto color = [](std::string_view text) {
        Computed c("color: " + std::string(text));
        EXPECT_TRUE(c.clean()) << text;
        return c.builder.text.color;
    };
    EXPECT_EQ(color("RebeccaPurple"), (Color{0x66, 0x33, 0x99, 255}));
    EXPECT_EQ(color("#1a2"), (Color{0x11, 0xAA, 0x22, 255}));
    EXPECT_EQ(color("#11223344"), (Color{0x11, 0x22, 0x33, 0x44}));
    EXPECT_EQ(color("rgb(255, 0, 50%)").red, 255);
    EXPECT_EQ(color("rgb(10 20 30 / 50%)"), (Color{10, 20, 30, 128}));
    EXPECT_EQ(color("rgba(10, 20, 30, .5)"), (Color{10, 20, 30, 128}));
    EXPECT_EQ(color("hsl(120deg 100% 25%)"), (Color{0, 128, 0, 255}));
    EXPECT_EQ(color("hwb(0 0% 0%)"), (Color{255, 0, 0, 255}));
    EXPECT_EQ(color("device-cmyk(0 1 1 0)").red, 255);
    EXPECT_EQ(color("device-cmyk(0% 0% 0% 100%)").green, 0);
    EXPECT_EQ(color("transparent").alpha, 0);
    for (std::string_view wrong : {"#12", "#ggg", "rgb(1,2)", "rgb(1 2, 3)", "nocolor", "hsl(1,2,3,4,5)"}) {
        EXPECT_FALSE(Computed("color: " + std::string(wrong)).clean()) << wrong;
    }
}

TEST(Colors, InksForThePress) {
    auto color = [](std::string_view text) {
        Computed c("color: " + std::string(text));
        EXPECT_TRUE(c.clean()) << text;
        return c.builder.text.color;
    };
    Ink const& process = ink_of(color("device-cmyk(0 1 50% 0.125)").ink);
    EXPECT_TRUE(process.name.empty());
    EXPECT_EQ(process.cmyk, (std::array<std::uint16_t, 4>{0, 1000, 500, 125}));
    Color full = color("-octavo-spot(\"PANTONE 185 C\", #e4002b)"), half = color("-octavo-spot('PANTONE 185 C', #e4002b, 50%)");
    EXPECT_EQ((std::array{full.red, full.green, full.blue}), (std::array<std::uint8_t, 3>{0xE4, 0, 0x2B}));
    EXPECT_EQ(ink_of(full.ink).name.view(), "PANTONE 185 C");
    EXPECT_EQ(ink_of(half.ink).tint, 500);
    EXPECT_EQ(half.green, 128) << "a tint is paler where it cannot be printed as one";
    EXPECT_EQ(color("-octavo-spot('Gold', device-cmyk(0 .2 .6 .2))").ink, color("-octavo-spot('Gold', device-cmyk(0 .2 .6 .2))").ink);
    EXPECT_EQ(ink_of(color("-octavo-spot('Gold', device-cmyk(0 .2 .6 .2))").ink).cmyk[2], 600);
    for (std::string_view wrong : {"-octavo-spot(Gold, red)", "-octavo-spot('Gold')", "-octavo-spot('', red)", "-octavo-spot('G', red, x)"})
        EXPECT_FALSE(Computed("color: " + std::string(wrong)).clean()) << wrong;
}

TEST(Colors, CurrentcolorFollowsColor) {
    Computed c("color: red; border: 1px solid; border-left-color: blue; border-right-style: none");
    EXPECT_EQ(c.builder.decoration.border[0].color, (Color{255, 0, 0, 255}));
    EXPECT_EQ(c.builder.decoration.border[3].color, (Color{0, 0, 255, 255}));
    EXPECT_EQ(c.builder.decoration.border[1].width, 0);
    EXPECT_EQ(c.builder.decoration.border[0].width, pt * 3 / 4);
    EXPECT_TRUE(c.builder.has_touched(Group::decoration));
}

TEST(Fonts, SizesWeightsAndFamilies) {
    Computed parent("font-size: 20pt; font-weight: 600; font-family: Foo Bar, \"A  B\", SERIF");
    ASSERT_EQ(parent.builder.font.families.size(), 3U);
    EXPECT_EQ(parent.builder.font.families[0].view(), "Foo Bar");
    EXPECT_EQ(parent.builder.font.families[1].view(), "A  B");
    EXPECT_EQ(parent.builder.font.families[2].view(), "serif");
    EXPECT_EQ(Computed("font-size: 150%", parent.style()).builder.font.size, 30 * pt);
    EXPECT_EQ(Computed("font-size: 0.5em", parent.style()).builder.font.size, 10 * pt);
    EXPECT_EQ(Computed("font-size: larger", parent.style()).builder.font.size, 24 * pt);
    EXPECT_EQ(Computed("font-size: x-large", parent.style()).builder.font.size, 18 * pt);
    EXPECT_EQ(Computed("font-weight: bolder", parent.style()).builder.font.weight, 900);
    EXPECT_EQ(Computed("font-weight: lighter", parent.style()).builder.font.weight, 400);
    EXPECT_EQ(Computed("font-size: initial", parent.style()).builder.font.size, 12 * pt);
    EXPECT_EQ(Computed("", parent.style()).builder.font, parent.builder.font);
    EXPECT_FALSE(Computed("font-size: -1pt").clean());
}

TEST(Fonts, TheShorthandSetsAllItNames) {
    Computed c("line-height: 3; font-kerning: none; font: italic small-caps 700 condensed 10pt/1.5 \"EB Garamond\", serif");
    ASSERT_TRUE(c.clean()) << c.parsed.messages();
    EXPECT_EQ(c.builder.font.style, FontStyle::italic);
    EXPECT_EQ(c.builder.font.weight, 700);
    EXPECT_EQ(c.builder.font.stretch, 750);
    EXPECT_EQ(c.builder.font.size, 10 * pt);
    EXPECT_TRUE(c.builder.font.synthesize_small_caps);
    EXPECT_EQ(c.builder.text.line_height.number, 1500);
    EXPECT_TRUE(c.builder.font.kerning) << "reset";
    EXPECT_EQ(Computed("font: 12pt serif").builder.text.line_height.kind, LineHeight::Kind::normal);
    for (std::string_view wrong : {"font: 12pt", "font: serif", "font: bold", "font: bold bold 1em x", "font: 12pt/ serif"}) EXPECT_FALSE(Computed(wrong).clean()) << wrong;
}

std::string features(FontGroup const& font) {
    std::string out;
    for (FontFeature f : font.features) {
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(f.tag >> shift & 0xFF);
        out += "=" + std::to_string(f.value) + " ";
    }
    return out;
}

TEST(Fonts, VariantsAndFeatureSettingsMerge) {
    Computed c("font-variant: small-caps oldstyle-nums tabular-nums; font-feature-settings: \"ss01\", \"onum\" off, \"cv02\" 3");
    EXPECT_EQ(features(c.builder.font), "cv02=3 onum=0 smcp=1 ss01=1 tnum=1 ");
    Computed child("font-variant-numeric: normal", c.style());
    EXPECT_EQ(features(child.builder.font), "cv02=3 onum=0 smcp=1 ss01=1 ") << "what font-feature-settings said is inherited by itself";
    EXPECT_EQ(features(Computed("font-feature-settings: normal", c.style()).builder.font), "onum=1 smcp=1 tnum=1 ");
    EXPECT_EQ(features(Computed("font-variant-ligatures: none").builder.font), "calt=0 clig=0 dlig=0 hlig=0 liga=0 ");
    EXPECT_FALSE(Computed("font-variant: small-caps small-caps").clean());
    EXPECT_FALSE(Computed("font-variant-numeric: lining-nums oldstyle-nums").clean());
    EXPECT_FALSE(Computed("font-feature-settings: \"toolong\"").clean());
}

TEST(Text, WhiteSpaceAndWrapping) {
    Computed pre("white-space: pre");
    EXPECT_EQ(pre.builder.text.white_space, WhiteSpaceCollapse::preserve);
    EXPECT_EQ(pre.builder.text.wrap, TextWrapMode::nowrap);
    EXPECT_EQ(Computed("white-space: nowrap").builder.text.wrap, TextWrapMode::nowrap);
    EXPECT_EQ(Computed("white-space: break-spaces").builder.text.white_space, WhiteSpaceCollapse::break_spaces);
    EXPECT_EQ(Computed("white-space: preserve nowrap").builder.text.white_space, WhiteSpaceCollapse::preserve);
    EXPECT_EQ(Computed("text-wrap: balance").builder.text.wrap_style, TextWrapStyle::balance);
    Computed c("text-indent: 2em hanging; hyphens: auto; hyphenate-limit-chars: 6 3; hyphenate-limit-lines: 2; hyphenate-limit-last: always; "
               "-epub-hyphens: none; hanging-punctuation: first last; text-align: justify; word-break: break-word; tab-size: 4; letter-spacing: .1em");
    ASSERT_TRUE(c.clean()) << c.parsed.messages();
    EXPECT_TRUE(c.builder.text.indent_hanging);
    EXPECT_EQ(c.builder.text.hyphens, Hyphens::none) << "the alias came last";
    EXPECT_EQ(c.builder.text.hyphenate_limit_chars, (std::array<std::uint8_t, 3>{6, 3, 3}));
    EXPECT_EQ(c.builder.text.hyphenate_limit_lines, 2);
    EXPECT_TRUE(c.builder.text.hyphenate_limit_last_always);
    EXPECT_TRUE(c.builder.text.hanging_punctuation);
    EXPECT_EQ(c.builder.text.overflow_wrap, OverflowWrap::anywhere);
    EXPECT_EQ(c.builder.text.tab_size_spaces, 4);
    EXPECT_EQ(Computed("-octavo-expansion: 2%").builder.text.expansion, 20);
    EXPECT_EQ(Computed("-octavo-float-room: 50pt").builder.text.float_room, 50 * base::point);
}

TEST(Text, LineHeightInheritsAsWritten) {
    Computed number("font-size: 20pt; line-height: 1.5"), percent("font-size: 20pt; line-height: 150%");
    EXPECT_EQ(Computed("font-size: 10pt", number.style()).builder.text.line_height.number, 1500);
    EXPECT_EQ(Computed("font-size: 10pt", percent.style()).builder.text.line_height.length, 30 * pt);
}

TEST(Quotes, ByLanguage) {
    EXPECT_EQ(default_quotes("de-AT")[0], "„");
    EXPECT_EQ(default_quotes("de-CH")[0], "«");
    EXPECT_EQ(default_quotes("tlh")[0], "“");
    EXPECT_EQ(default_quotes("")[0], "“");
    EXPECT_EQ(Computed("quotes: '<' '>'").builder.text.quotes, (std::vector<std::string>{"<", ">"}));
    EXPECT_TRUE(Computed("quotes: none").builder.text.quotes.empty());
    EXPECT_FALSE(Computed("quotes: '<'").clean());
}

TEST(Box, SidesAndDisplay) {
    Computed c("margin: 1pt 2pt 3pt; padding: 1pt 2pt; inset: auto 5%; display: inline flow-root; float: footnote; position: relative");
    EXPECT_EQ(c.builder.box.margin[3].length, 2 * pt);
    EXPECT_EQ(c.builder.box.margin[2].length, 3 * pt);
    EXPECT_EQ(c.builder.box.padding[2].length, 1 * pt);
    EXPECT_EQ(c.builder.box.inset[1].percent, 5000);
    EXPECT_EQ(c.builder.box.float_, Float::footnote);
    EXPECT_EQ(c.builder.box.display, Display::block) << "a float is a block";
    EXPECT_EQ(Computed("display: block list-item").builder.box.display, Display::list_item);
    EXPECT_EQ(Computed("display: inline table").builder.box.display, Display::inline_table);
    EXPECT_EQ(Computed("position: running(head)").builder.box.running_name.view(), "head");
    EXPECT_EQ(Computed("vertical-align: 25%").builder.box.vertical_shift.percent, 25'000);
    for (std::string_view wrong : {"margin: 1pt 2pt 3pt 4pt 5pt", "margin: 1", "padding: -1pt", "padding: auto", "width: -3pt", "display: block inline", "display: foo"}) {
        EXPECT_FALSE(Computed(wrong).clean()) << wrong;
    }
}

TEST(Logical, FollowDirectionAndWritingMode) {
    Computed ltr("margin-inline: 1pt 2pt; padding-block-start: 3pt; inline-size: 9pt");
    EXPECT_EQ(ltr.builder.box.margin[3].length, 1 * pt);
    EXPECT_EQ(ltr.builder.box.margin[1].length, 2 * pt);
    EXPECT_EQ(ltr.builder.box.padding[0].length, 3 * pt);
    EXPECT_EQ(ltr.builder.box.width.length, 9 * pt);
    EXPECT_EQ(Computed("direction: rtl; margin-inline-start: 1pt").builder.box.margin[1].length, pt);
    Computed vertical("writing-mode: vertical-rl; border-block-start: 2pt solid; inline-size: 9pt; margin-inline-end: 1pt");
    EXPECT_EQ(vertical.builder.decoration.border[1].width, 2 * pt);
    EXPECT_EQ(vertical.builder.box.height.length, 9 * pt);
    EXPECT_EQ(vertical.builder.box.margin[2].length, pt);
    EXPECT_EQ(physical_property(Property::inset_block_start, Direction::ltr, WritingMode::vertical_lr), Property::left);
}

TEST(Shorthands, BackgroundListColumnsDecoration) {
    Computed c("background: url(a.png) no-repeat center / cover, #fff; list-style: none inside; columns: 2 10em; column-rule: thin dotted red; "
               "text-decoration: underline overline dashed; gap: 1px");
    EXPECT_EQ(c.builder.decoration.background_image, "a.png");
    EXPECT_EQ(c.builder.decoration.background, (Color{255, 255, 255, 255}));
    EXPECT_TRUE(c.builder.list_table.list_style_type.empty());
    EXPECT_EQ(c.builder.list_table.list_position, ListPosition::inside);
    EXPECT_EQ(c.builder.fragmentation.column_count, 2);
    EXPECT_EQ(c.builder.fragmentation.column_width.length, 120 * pt);
    EXPECT_EQ(c.builder.fragmentation.column_rule.style, BorderStyle::dotted);
    EXPECT_TRUE(c.builder.decoration.underline && c.builder.decoration.overline);
    EXPECT_EQ(Computed("list-style: 'x'").builder.list_table.list_style_string, "x");
    EXPECT_EQ(Computed("list-style: lower-roman url(b.png)").builder.list_table.list_style_image, "b.png");
    EXPECT_FALSE(Computed("list-style: none none none").clean());
    EXPECT_FALSE(Computed("background: red, url(a)").clean()) << "the colour stands last";
}

TEST(Breaks, OldNamesAndNew) {
    EXPECT_EQ(Computed("page-break-before: always").builder.fragmentation.before, Break::page);
    EXPECT_EQ(Computed("break-before: recto").builder.fragmentation.before, Break::recto);
    EXPECT_EQ(Computed("page-break-inside: avoid").builder.fragmentation.inside, Break::avoid);
    EXPECT_EQ(Computed("break-after: avoid-page").builder.fragmentation.after, Break::avoid_page);
    Computed named("page: chapter");
    EXPECT_EQ(Computed("", named.style()).builder.fragmentation.page.view(), "chapter") << "auto is the parent's";
    EXPECT_FALSE(Computed("break-inside: page").clean());
}

TEST(Pages, SizeMarksBleed) {
    EXPECT_EQ(Computed("size: A5").builder.page.width, base::from_points(148 * 72 / 25.4));
    EXPECT_EQ(Computed("size: a5 landscape").builder.page.height, base::from_points(148 * 72 / 25.4));
    EXPECT_EQ(Computed("size: 10cm").builder.page.height, base::from_points(100 * 72 / 25.4));
    EXPECT_EQ(Computed("size: landscape").builder.page.orientation, PageBox::Orientation::landscape);
    Computed c("marks: crop cross; bleed: 3mm; -octavo-page-count: multiple-of(16); -octavo-baseline-grid: 14pt");
    EXPECT_TRUE(c.builder.page.marks_crop && c.builder.page.marks_cross);
    EXPECT_EQ(c.builder.page.bleed, base::from_points(3 * 72 / 25.4));
    EXPECT_EQ(c.builder.page.page_count_multiple, 16);
    EXPECT_EQ(c.builder.page.baseline_grid, 14 * pt);
    EXPECT_FALSE(Computed("size: A5 10cm").clean());
}

TEST(Content, EveryFunction) {
    using K = ContentItem::Kind;
    Computed c("content: 'a' attr(n, 'x') counter(page) counters(s, '.', lower-roman) open-quote url(i.png) content(text) string(title, first-except) "
               "element(head, last) target-counter(attr(href url), page, lower-roman) target-text('#x', first-letter) leader(dotted) "
               "-octavo-target-pages(attr(refs)) contents / 'alt'");
    ASSERT_TRUE(c.clean()) << c.parsed.messages();
    std::vector<K> kinds;
    for (ContentItem const& item : c.builder.generated.content) kinds.push_back(item.kind);
    EXPECT_EQ(kinds, (std::vector<K>{K::string, K::attribute, K::counter, K::counters, K::open_quote, K::image, K::element_content, K::string_reference,
                                     K::running_element, K::target_counter, K::target_text, K::leader, K::target_pages, K::element_content}));
    auto const& items = c.builder.generated.content;
    EXPECT_EQ(items[1].name.view(), "n");
    EXPECT_EQ(items[1].text, "x");
    EXPECT_EQ(items[3].style.view(), "lower-roman");
    EXPECT_EQ(items[7].which, ContentItem::Which::first_except);
    EXPECT_EQ(items[9].target_attribute.view(), "href");
    EXPECT_EQ(items[9].style.view(), "lower-roman");
    EXPECT_EQ(items[10].target, "#x");
    EXPECT_EQ(Computed("content: none").builder.generated.content_kind, GeneratedGroup::ContentKind::none);
    for (std::string_view wrong : {"content: counter()", "content: 'a' foo", "content: leader()", "content: target-counter(page)", "content: string(a b)"}) {
        EXPECT_FALSE(Computed(wrong).clean()) << wrong;
    }
}

TEST(Content, CountersStringsBookmarks) {
    Computed c("counter-reset: a 3 b; counter-increment: a; counter-set: b -2; string-set: title content(), n counter(page) '!'; bookmark-level: 2; "
               "bookmark-label: content() attr(n); bookmark-state: closed");
    ASSERT_TRUE(c.clean());
    auto const& g = c.builder.generated;
    EXPECT_EQ(g.counter_reset, (std::vector<CounterChange>{{base::Name::of("a"), 3}, {base::Name::of("b"), 0}}));
    EXPECT_EQ(g.counter_increment[0].value, 1);
    EXPECT_EQ(g.counter_set[0].value, -2);
    ASSERT_EQ(g.string_set.size(), 2U);
    EXPECT_EQ(g.string_set[1].items.size(), 2U);
    EXPECT_EQ(g.bookmark_level, 2);
    EXPECT_EQ(g.bookmark_label.size(), 2U);
    EXPECT_TRUE(g.bookmark_closed);
}

TEST(Wide, InheritInitialUnset) {
    Computed parent("color: red; margin: 5pt; border: 3pt solid");
    Computed inherit("margin: inherit; color: initial; border: inherit", parent.style());
    EXPECT_EQ(inherit.builder.box.margin[2].length, 5 * pt);
    EXPECT_EQ(inherit.builder.text.color, (Color{0, 0, 0, 255}));
    EXPECT_EQ(inherit.builder.decoration.border[0].width, 3 * pt);
    Computed unset("margin: unset; color: unset", parent.style());
    EXPECT_EQ(unset.builder.box.margin[0].length, 0);
    EXPECT_EQ(unset.builder.text.color.red, 255);
    EXPECT_EQ(Computed("all: initial", parent.style()).builder.text.color.red, 0);
}

TEST(Variables, SubstituteWithFallbacks) {
    Computed c("--a: 3pt; --b: calc(var(--a) * 2); margin: var(--a) var(--b); color: var(--none, rgb(1, 2, 3)); width: var(--none); --Case: 1; "
               "padding-left: var(--case, 7pt)");
    EXPECT_EQ(c.builder.box.margin[0].length, 3 * pt);
    EXPECT_EQ(c.builder.box.margin[1].length, 6 * pt);
    EXPECT_EQ(c.builder.text.color, (Color{1, 2, 3, 255}));
    EXPECT_TRUE(c.builder.box.width.is_auto()) << "invalid at computed-value time: unset";
    EXPECT_EQ(c.builder.box.padding[3].length, 7 * pt);
    EXPECT_TRUE(c.parsed.diagnostics.has(base::Code::css_invalid_value));
}

TEST(Variables, CyclesAreInvalidWithOneWarning) {
    Computed c("--a: var(--b); --b: var(--c) 1; --c: var(--a, x); --d: var(--a, 4pt); --self: var(--self); width: var(--d)");
    EXPECT_EQ(c.custom->find(base::Name::of("--a")), nullptr);
    EXPECT_EQ(c.custom->find(base::Name::of("--b")), nullptr);
    EXPECT_EQ(c.custom->find(base::Name::of("--self")), nullptr);
    EXPECT_EQ(c.builder.box.width.length, 4 * pt) << "what refers into a cycle takes its fallback";
    EXPECT_TRUE(c.parsed.diagnostics.has(base::Code::css_variable_cycle));
}

TEST(Variables, ExpansionIsBounded) {
    std::string bomb = "--x0: a a a a a a a a a a;";
    for (int i = 1; i < 12; ++i) {
        std::string previous = "var(--x" + std::to_string(i - 1) + ") ";
        bomb += "--x" + std::to_string(i) + ":";
        for (int k = 0; k < 10; ++k) bomb += previous;
        bomb += ";";
    }
    Computed c(bomb + "font-family: var(--x11)");
    EXPECT_EQ(c.builder.font.families[0].view(), "serif");
    EXPECT_EQ(c.custom->find(base::Name::of("--x11")), nullptr);
}

TEST(Attr, GivesTypedValues) {
    dom::Document document;
    dom::NodeId node = document.make_element(base::Name::of("p"), {});
    document.derive(node, base::Name::of("cols"), "3");
    Computed c("");
    auto sheet = parse_style_attribute({"column-count: attr(cols type(<integer>)); width: attr(cols pt); height: attr(none px, 8pt)", "x", Origin::edition, Medium::print, {}, {}},
                                       c.parsed.context, c.parsed.diagnostics);
    c.context.document = &document;
    c.context.element = node;
    for (Declaration const& d : sheet->declarations) apply_declaration(d, {}, c.context, c.builder);
    EXPECT_EQ(c.builder.fragmentation.column_count, 3);
    EXPECT_EQ(c.builder.box.width.length, 3 * pt);
    EXPECT_EQ(c.builder.box.height.length, 8 * pt);
}

}  // namespace
}  // namespace octavo::css
