// Whole books: every visible character of the Document stands in the boxes once; how long it takes is printed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "box/characters.h"
#include "box/support.h"
#include "read/read.h"
#include "source_folder.h"

namespace octavo::box::test {
namespace {

std::string corpus() {
    char const* set = std::getenv("OCTAVO_CORPUS");
    return set != nullptr ? set : std::string(source_folder) + "/../shared/corpus";
}

std::size_t visible(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_white_space));
}

/// Bytes that are not white space, in text that is displayed.
std::size_t displayed(style::StyledDocument const& styled) {
    dom::Document const& document = styled.document();
    std::size_t sum = 0;
    for (dom::NodeId node = document.root(); node;) {
        bool skip = document.is_element(node) && (styled.of(node).box->display == css::Display::none ||
                                                  styled.of(node).generated->content_kind != css::GeneratedGroup::ContentKind::normal);
        if (document.is_text(node)) sum += visible(document.text(node));
        node = skip ? document.next_after_subtree(node) : document.next_in_order(node);
    }
    return sum;
}

class Corpus : public testing::TestWithParam<std::pair<char const*, char const*>> {};

TEST_P(Corpus, NothingIsLost) {
    auto [folder, source] = GetParam();
    std::string root = corpus() + "/" + folder;
    if (!std::filesystem::exists(root + "/" + source)) GTEST_SKIP() << "no " << source << " in " << root << " (set OCTAVO_CORPUS)";
    base::SourceFiles files;
    base::StageContext context;
    context.files = &files;
    base::Diagnostics diagnostics;
    auto workspace = io::open_disk_workspace(root, context);
    ASSERT_TRUE(workspace.has_value());
    auto document = read::read_document(**workspace, {source}, context, diagnostics);
    ASSERT_TRUE(document.has_value());
    auto sheets = style::collect_sheets({*document, {"book"}, {}, css::Medium::print}, **workspace, context, diagnostics);
    auto styled = style::style_document({*document, sheets, css::Medium::print}, context, diagnostics);
    auto before = std::chrono::steady_clock::now();
    BoxTree tree = build_boxes({*styled, **workspace, nullptr}, context, diagnostics);
    auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
    std::size_t sum = 0, bytes = 0, copied = 0;
    std::vector<bool> seen(tree.items.size());
    for (Box const& box : tree.boxes) {
        for (std::uint32_t i = 0; i < box.items.count; ++i) {
            InlineItem const& item = tree.items[box.items.first + i];
            if (item.kind != ItemKind::text || item.generated) continue;
            sum += visible(item.text);
            bytes += item.text.size();
            std::string_view text = document->text(item.node);
            bool view = item.text.data() >= text.data() && item.text.data() < text.data() + text.size();
            copied += view ? 0 : item.text.size();
        }
    }
    std::printf("%s: %zu boxes, %zu items, %zu bytes of text (%zu copied), %.1f ms\n", source, tree.boxes.size(), tree.items.size(), bytes,
                copied, took);
    EXPECT_EQ(sum, displayed(*styled));
    EXPECT_GT(sum, 10'000U);
}

INSTANTIATE_TEST_SUITE_P(Books, Corpus,
                         testing::Values(std::pair{"xhtml/jane-austen_pride-and-prejudice/src/epub", "content.opf"},
                                         std::pair{"xhtml/william-shakespeare_hamlet/src/epub", "content.opf"}));

}  // namespace
}  // namespace octavo::box::test
