// Running heads as dictionaries have them: the first and the last entry of each page.
#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

std::string text_of_page(page::test::Typeset const& set, std::uint32_t index) {
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    std::string text;
    for (std::uint32_t i = 0; i <= index; ++i) {
        list.clear();
        painter.paint(i, list);
    }
    for (TextItem const& item : list.texts) text += list.text.substr(item.first_byte, item.byte_count);
    std::erase(text, ' ');
    return text;
}

TEST(RunningHeads, NameTheFirstAndTheLastEntryOfThePage) {
    // Three lines an entry, about thirteen lines a page: the fifth goes on on the second page, and the last one fills the third.
    std::string body;
    for (int i = 0; i < 9; ++i) {
        std::string word(1, static_cast<char>('a' + i));
        body += "<div><dfn>" + word + word + word + "</dfn> first<br/>second<br/>third";
        for (int k = 0; i == 8 && k < 20; ++k) body += "<br/>more";
        body += "</div>";
    }
    page::test::Typeset set(body, "div { orphans: 1; widows: 1 } dfn { string-set: entry content() } @page { @top-left { content: \"[\" string(entry, first) \"]\" } "
                                  "@top-right { content: \"{\" string(entry, last) \"}\" } @top-center { content: \"<\" string(entry, start) \">\" } "
                                  "@bottom-center { content: \"+\" string(entry, first-except) \"+\" } }");
    ASSERT_GE(set.pages.pages.size(), 3u);
    std::string one = text_of_page(set, 0), two = text_of_page(set, 1), three = text_of_page(set, 2);
    EXPECT_THAT(one, testing::HasSubstr("[aaa]"));
    EXPECT_THAT(one, testing::HasSubstr("{eee}"));
    EXPECT_THAT(two, testing::HasSubstr("[fff]")) << "the first that begins on the page";
    EXPECT_THAT(two, testing::HasSubstr("<eee>")) << "the one it begins with";
    EXPECT_THAT(two, testing::HasSubstr("{iii}"));
    EXPECT_THAT(two, testing::HasSubstr("++"));
    EXPECT_THAT(three, testing::AllOf(testing::HasSubstr("[iii]"), testing::HasSubstr("{iii}"))) << "none begins here: the one that goes on";
    EXPECT_THAT(three, testing::HasSubstr("+iii+"));
}

}  // namespace
}  // namespace octavo::paint
