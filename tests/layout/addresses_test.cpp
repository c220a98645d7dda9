#include <gtest/gtest.h>

#include "layout/inline/addresses.h"

namespace octavo::layout {
namespace {

std::string parts(std::string_view address) {
    std::string out;
    while (!address.empty()) {
        std::uint32_t part = address_break(address);
        if (!out.empty()) out += '|';
        out += address.substr(0, part);
        address.remove_prefix(part);
    }
    return out;
}

TEST(Addresses, AreFoundWhereTheyBegin) {
    EXPECT_EQ(address_length("https://example.org/a/b more"), 23U);
    EXPECT_EQ(address_length("(https://example.org/a/b) more"), 25U);
    EXPECT_EQ(address_length("www.example.org/a/b/c"), 21U);
    EXPECT_EQ(address_length("http://a.b"), 0U);
    EXPECT_EQ(address_length("an ordinary sentence that is long"), 0U);
}

TEST(Addresses, EndLinesAfterTheSchemeAndBeforeOtherSigns) {
    EXPECT_EQ(parts("https://example.org/long-path/file.html?a=1&b=22#part"),
              "https://|example|.org|/long-path|/file|.html|?a=1|&b=22|#part");
    EXPECT_EQ(parts("(https://example.org/abc)"), "(https://|example|.org|/abc)");
    EXPECT_EQ(parts("www.example.org/abc."), "www|.example|.org|/abc.");
}

}  // namespace
}  // namespace octavo::layout
