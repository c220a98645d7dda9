#include <gtest/gtest.h>

#include "css/rules.h"

namespace octavo::css {
namespace {

TEST(Builtin, EverySheetParsesWithoutAWarning) {
    base::SourceFiles files;
    base::StageContext context;
    context.files = &files;
    auto workspace = io::make_memory_workspace(context);
    for (std::string_view name : {"base", "book", "ebook"}) {
        for (Medium medium : {Medium::print, Medium::ebook}) {
            base::Diagnostics diagnostics;
            std::string_view text = builtin_style_sheet(name);
            ASSERT_FALSE(text.empty()) << name;
            auto sheet = parse_style_sheet({text, name, Origin::base, medium, {}, {}}, *workspace, context, diagnostics);
            for (auto const& diagnostic : diagnostics.all()) ADD_FAILURE() << base::render(diagnostic, files);
        }
    }
    EXPECT_TRUE(builtin_style_sheet("no such sheet").empty());
}

}  // namespace
}  // namespace octavo::css
