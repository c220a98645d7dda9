// Names, ids, places, lengths, arenas and UTF-8.
#include <gtest/gtest.h>
#include <limits>
#include <thread>

#include "base/arena.h"
#include "base/id.h"
#include "base/name.h"
#include "base/source.h"
#include "base/units.h"
#include "base/utf8.h"

namespace octavo::base {
namespace {

TEST(Name, TheSameTextIsTheSameName) {
    EXPECT_EQ(Name::of("div"), Name::of(std::string("div")));
    EXPECT_NE(Name::of("div"), Name::of("DIV"));
    EXPECT_EQ(Name::of(""), Name());
    EXPECT_TRUE(Name().empty());
    EXPECT_EQ(Name().view(), "");
    EXPECT_EQ(Name::of("p").view(), "p");
    EXPECT_EQ(Name::of("p").view().data()[1], '\0');
}

TEST(Name, TextsStayWhereTheyAreWhileOthersCome) {
    std::string_view before = Name::of("stays").view();
    std::array<std::vector<Name>, 4> names;
    {
        std::vector<std::jthread> threads;
        for (auto& mine : names) {
            threads.emplace_back([&mine] {
                for (int i = 0; i < 20'000; ++i) mine.push_back(Name::of("n" + std::to_string(i)));
            });
        }
    }
    EXPECT_EQ(Name::of("stays").view().data(), before.data());
    for (auto const& mine : names) EXPECT_EQ(mine, names[0]);
    for (int i = 0; i < 20'000; ++i) ASSERT_EQ(names[0][static_cast<std::size_t>(i)].view(), "n" + std::to_string(i));
}

struct Tag;

TEST(Id, NoneIsNotAPosition) {
    Id<Tag> none;
    EXPECT_FALSE(none);
    EXPECT_TRUE(Id<Tag>(0U));
    EXPECT_LT(Id<Tag>(1U), Id<Tag>(2U));
    IdVector<Tag, std::string> items;
    auto first = items.push("a");
    auto second = items.push("b");
    EXPECT_EQ(items[first] + items[second], "ab");
    EXPECT_EQ(items.size(), 2U);
}

TEST(Source, FilesKeepTheirNumberAndName) {
    SourceFiles files;
    FileId a = files.add("a"), b = files.add("b");
    EXPECT_EQ(files.add("a"), a);
    EXPECT_NE(a, b);
    EXPECT_EQ(files.name(b), "b");
    EXPECT_EQ(files.name({}), "");
    EXPECT_EQ(files.name(FileId(99U)), "");
}

TEST(Units, RoundAndSaturate) {
    EXPECT_EQ(from_points(1), 1024);
    EXPECT_EQ(from_points(-0.5), -512);
    EXPECT_EQ(from_points(1e30), length_max);
    EXPECT_EQ(from_points(-1e30), -length_max);
    EXPECT_EQ(from_points(std::numeric_limits<double>::quiet_NaN()), 0);
    EXPECT_EQ(to_points(from_points(10.5)), 10.5);
    EXPECT_EQ(scale(3, 1, 2), 2);
    EXPECT_EQ(scale(-3, 1, 2), -2);
    EXPECT_EQ(scale(length_max, length_max, length_max), length_max);
}

TEST(Arena, CopiesLiveWithIt) {
    Arena arena;
    std::string_view copy;
    {
        std::string text(100'000, 'x');
        copy = arena.copy(text);
    }
    EXPECT_EQ(copy, std::string(100'000, 'x'));
    EXPECT_EQ(arena.copy(std::string_view()), "");
    std::array<int, 3> numbers{1, 2, 3};
    (void)arena.copy("x");
    auto kept = arena.copy(std::span<int const>(numbers));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(kept.data()) % alignof(int), 0U);
    EXPECT_EQ(kept[2], 3);
}

TEST(Utf8, EveryCodePointIsWrittenWellFormed) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        std::string text;
        append_utf8(text, c);
        ASSERT_EQ(well_formed_utf8(text), text.size()) << static_cast<std::uint32_t>(c);
        ASSERT_EQ(text.size(), c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U);
        // All that is cut short is wrong at its first byte.
        for (std::size_t length = 1; length < text.size(); ++length)
            ASSERT_EQ(well_formed_utf8(std::string_view(text).substr(0, length)), 0U);
    }
    std::string replaced;
    append_utf8(replaced, 0xD800);
    append_utf8(replaced, 0x110000);
    EXPECT_EQ(replaced, "\uFFFD\uFFFD");
}

TEST(Utf8, TheFirstWrongByteIsFoundWhereverItIs) {
    for (std::string_view wrong :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3("}) {
        for (std::size_t before = 0; before < 20; ++before) {
            std::string text = std::string(before, 'a') + std::string(wrong) + "aaaaaaaaaaaaaaaa";
            EXPECT_EQ(well_formed_utf8(text), before);
            EXPECT_EQ(well_formed_utf8("é" + text), before + 2);
        }
    }
    EXPECT_EQ(well_formed_utf8(""), 0U);
}

}  // namespace
}  // namespace octavo::base
