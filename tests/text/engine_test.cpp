#include "text/text_engine.h"
#include <gtest/gtest.h>
#include "text/fake_workspace.h"
namespace octavo::text {
namespace {
TEST(Engine, LigaturesOfEbGaramondMapToTheirFirstLetter) {
    FakeWorkspace workspace;
    auto engine = make_text_engine({workspace, {}}, {});
    TextStyle style; style.families = {base::Name::of("EB Garamond")}; style.language = base::Name::of("en"); style.slant = Slant::italic;
    auto id = engine->intern(style);
    auto const* word = engine->shape(engine->primary_font(id), Direction::ltr, "office");
    ASSERT_FALSE(word->missing);
    EXPECT_EQ(word->glyphs.size(), 4U);
}
}
}
