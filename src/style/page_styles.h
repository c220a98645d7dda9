// Styles of pages (Paged Media 3): the page context, its footnote area and its margin boxes, for each kind of page there is.
//
// The @page rules that a page's selectors let in are cascaded by their own specificity (section 4.5). Pages for which the same
// rules hold, or whose styles come out equal, have one PageStyle. Cost: a test of every @page selector and a look-up a query;
// a cascade a kind of page. Thread-safe after its making.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "style/style_computer.h"

namespace octavo::style {

class PageStyles {
public:
    struct Input {
        std::vector<css::StyleSheetPtr> const& sheets;
        RuleIndex const& index;
        StyleStore& store;
        std::mutex& store_mutex;          ///< guards the store, which anonymous styles use too
        css::ComputedStyle root;          ///< the page context inherits from it
        css::CustomPropertiesPtr root_custom;
        Viewport viewport;
    };
    explicit PageStyles(Input const& input);
    [[nodiscard]] PageStyle const& find(PageQuery const& query);
    /// Some rule counts pages in the document.
    [[nodiscard]] bool counts_pages() const;
    /// The content area of a page of no name, not the first: what vw and vh refer to.
    [[nodiscard]] Viewport viewport();

private:
    /// A page rule under one of its selectors.
    struct Entry {
        css::PageSelector const* selector = nullptr;  ///< null: every page
        RuleEntry page;
        std::vector<std::pair<MarginBox, RuleEntry>> margin_boxes;
        std::vector<RuleEntry> footnote;
    };
    struct Computed {
        css::ComputedStyle style;
        css::CustomPropertiesPtr custom;
        css::PageBox box;
    };
    using Blocks = std::vector<RuleEntry const*>;
    void add_rule(css::StyleSheet const& sheet, css::PageRule const& rule);
    [[nodiscard]] std::unique_ptr<PageStyle> compute(std::vector<std::uint32_t> const& matched);
    void compute_margin_boxes(std::vector<std::uint32_t> const& matched, Computed const& page, PageStyle& out);
    template <typename Prepare, typename Finish>
    [[nodiscard]] Computed compute_context(Blocks const& blocks, css::ComputedStyle const& parent,
                                           css::CustomPropertiesPtr const& parent_custom, Prepare&& prepare, Finish&& finish);
    void keep_room(css::StyleBuilder& builder, PageStyle& page) const;

    Input input_;
    Cascade cascade_;
    std::vector<Entry> entries_;  // weakest first
    std::map<std::vector<std::uint32_t>, PageStyle const*> known_;  // by the numbers of the entries that hold
    std::vector<std::unique_ptr<PageStyle>> styles_;
};

}  // namespace octavo::style
