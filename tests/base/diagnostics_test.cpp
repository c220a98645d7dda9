#include "base/diagnostics.h"

#include <gtest/gtest.h>
#include <set>

namespace octavo::base {
namespace {

Diagnostic warning(std::string message, SourceSpan where = {}) {
    return {.code = Code::css_syntax, .severity = Severity::warning, .where = where, .message = std::move(message)};
}

TEST(Diagnostics, RenderAsOneLineWithPlaceCountAndHint) {
    SourceFiles files;
    Diagnostic diagnostic = warning("odd", {files.add("a.css"), 12, 3});
    EXPECT_EQ(render(diagnostic, files), "a.css:12:3: warning: odd [css-syntax]");
    diagnostic.count = 4;
    diagnostic.hint = "try this";
    EXPECT_EQ(render(diagnostic, files), "a.css:12:3: warning: odd (4 times) [css-syntax]\n  hint: try this");
    diagnostic.where.line = 0;
    diagnostic.severity = Severity::fatal;
    EXPECT_EQ(render(diagnostic, files), "a.css: fatal: odd (4 times) [css-syntax]\n  hint: try this");
    diagnostic.where = {};
    diagnostic.hint.clear();
    EXPECT_EQ(render(diagnostic, files), "fatal: odd (4 times) [css-syntax]");
}

TEST(Diagnostics, RepeatedOnesAreCountedAtTheirFirstPlace) {
    Diagnostics diagnostics;
    diagnostics.add_counted(warning("a", {FileId(0U), 1, 1}));
    diagnostics.add_counted(warning("b"));
    diagnostics.add_counted(warning("a", {FileId(0U), 9, 1}));
    diagnostics.add(warning("a"));
    ASSERT_EQ(diagnostics.all().size(), 3U);
    EXPECT_EQ(diagnostics.all()[0].count, 2U);
    EXPECT_EQ(diagnostics.all()[0].where.line, 1U);
    EXPECT_EQ(diagnostics.all()[2].count, 1U);
}

TEST(Diagnostics, MergingKeepsOrderAndFoldsWhatBothCounted) {
    Diagnostics one, two;
    one.add_counted(warning("a"));
    one.add(warning("x"));
    two.add(warning("y"));
    two.add_counted(warning("a"));
    two.add_counted(warning("a"));
    two.add_counted(warning("c"));
    one.merge(std::move(two));
    std::string all;
    for (auto const& diagnostic : one.all()) all += diagnostic.message + std::to_string(diagnostic.count) + ' ';
    EXPECT_EQ(all, "a3 x1 y1 c1 ");
    one.add_counted(warning("c"));
    EXPECT_EQ(one.all().back().count, 2U);
}

TEST(Diagnostics, AreFoundBySeverityAndCode) {
    Diagnostics diagnostics;
    EXPECT_FALSE(diagnostics.has(Severity::note));
    diagnostics.add(warning("a"));
    EXPECT_TRUE(diagnostics.has(Severity::warning));
    EXPECT_FALSE(diagnostics.has(Severity::error));
    EXPECT_TRUE(diagnostics.has(Code::css_syntax));
    EXPECT_FALSE(diagnostics.has(Code::io_remote));
}

TEST(Diagnostics, SlugsAreDistinctLowerCaseWords) {
    std::set<std::string_view> seen;
#define OCTAVO_ROW(enumerator, text, kind)                                                       \
    EXPECT_EQ(slug(Code::enumerator), text);                                                     \
    EXPECT_TRUE(seen.insert(text).second) << text;                                               \
    EXPECT_EQ(std::string_view(text).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), \
              std::string_view::npos)                                                            \
        << text;
    OCTAVO_DIAGNOSTIC_CODES(OCTAVO_ROW)
#undef OCTAVO_ROW
}

}  // namespace
}  // namespace octavo::base
