#include "style/page_styles.h"

#include <algorithm>
#include <tuple>

namespace octavo::style {

static_assert(static_cast<int>(MarginBox::left_top) == static_cast<int>(css::MarginBox::left_top) &&
              margin_box_count == css::margin_box_count);

namespace {

/// A5, where no sheet gives a size.
constexpr css::Length default_width = 429'600, default_height = 609'562;  // 148 mm, 210 mm

/// Paged Media 3, section 6.5: where a margin box's text stands when nothing is said.
void align_margin_box(MarginBox box, css::StyleBuilder& builder) {
    using css::TextAlign, css::VerticalAlign;
    TextAlign align = TextAlign::center;
    VerticalAlign vertical = VerticalAlign::middle;
    switch (box) {
        case MarginBox::top_left:
        case MarginBox::bottom_left:
        case MarginBox::top_right_corner:
        case MarginBox::bottom_right_corner: align = TextAlign::left; break;
        case MarginBox::top_right:
        case MarginBox::bottom_right:
        case MarginBox::top_left_corner:
        case MarginBox::bottom_left_corner: align = TextAlign::right; break;
        case MarginBox::left_top:
        case MarginBox::right_top: vertical = VerticalAlign::top; break;
        case MarginBox::left_bottom:
        case MarginBox::right_bottom: vertical = VerticalAlign::bottom; break;
        default: break;
    }
    builder.text.align = align;
    builder.touch(css::Group::text);
    builder.box.vertical_align = vertical;
    builder.box.display = css::Display::block;
    builder.touch(css::Group::box);
}

bool equal(PageStyle const& a, PageStyle const& b) {
    return a.width == b.width && a.height == b.height && a.page == b.page && a.footnote_area == b.footnote_area &&
           a.margin_boxes == b.margin_boxes && a.bleed == b.bleed && a.marks_crop == b.marks_crop && a.marks_cross == b.marks_cross &&
           a.page_count_multiple == b.page_count_multiple && a.no_room == b.no_room;
}

void resolve_size(css::PageBox const& box, PageStyle& out) {
    bool automatic = box.size_auto || box.width <= 0 || box.height <= 0;
    out.width = automatic ? default_width : box.width;
    out.height = automatic ? default_height : box.height;
    if (automatic && box.orientation == css::PageBox::Orientation::landscape) std::swap(out.width, out.height);
    out.page_count_multiple = static_cast<std::uint32_t>(box.page_count_multiple);
    out.marks_crop = box.marks_crop;
    out.marks_cross = box.marks_cross;
    // Paged Media 3, section 7.3: auto is 6pt where there are crop marks.
    out.bleed = box.bleed_auto ? (box.marks_crop ? 6 * base::point : 0) : box.bleed;
}

}  // namespace

PageStyles::PageStyles(Input const& input) : input_(input), cascade_(input.index) {
    for (css::StyleSheetPtr const& sheet : input_.sheets) {
        if (!sheet) continue;
        for (css::PageRule const& rule : sheet->pages) add_rule(*sheet, rule);
    }
    auto key = [](Entry const& entry) {
        return std::tuple(entry.page.level, entry.page.layer, entry.selector == nullptr ? 0 : entry.selector->specificity.packed());
    };
    std::stable_sort(entries_.begin(), entries_.end(), [&](Entry const& a, Entry const& b) { return key(a) < key(b); });
}

void PageStyles::add_rule(css::StyleSheet const& sheet, css::PageRule const& rule) {
    Entry entry;
    auto make = [&](css::DeclarationBlock block) {
        RuleEntry made{.sheet = &sheet, .block = block, .level = level_of(sheet, rule.for_print), .layer = input_.index.layer_number(sheet, rule.layer)};
        made.facts = facts_of(sheet, block);
        return made;
    };
    entry.page = make(rule.block);
    for (auto const& [box, block] : rule.margin_boxes) entry.margin_boxes.emplace_back(static_cast<MarginBox>(box), make(block));
    for (css::DeclarationBlock block : rule.footnote) entry.footnote.push_back(make(block));
    if (rule.selectors.empty()) entries_.push_back(entry);
    for (css::PageSelector const& selector : rule.selectors) {
        entry.selector = &selector;
        entries_.push_back(entry);
    }
}

PageStyle const& PageStyles::find(PageQuery const& query) {
    css::PageQueryFacts facts{.name = query.name, .index = query.index, .in_group = query.in_group, .recto = query.recto,
                              .blank = query.blank, .right_to_left = input_.root.text->direction == css::Direction::rtl};
    std::vector<std::uint32_t> matched;
    for (std::size_t index = 0; index < entries_.size(); ++index)
        if (entries_[index].selector == nullptr || css::matches(*entries_[index].selector, facts)) matched.push_back(static_cast<std::uint32_t>(index));
    std::lock_guard lock(input_.store_mutex);
    auto [known, is_new] = known_.try_emplace(matched);
    if (!is_new) return *known->second;
    std::unique_ptr<PageStyle> style = compute(matched);
    auto same = std::find_if(styles_.begin(), styles_.end(), [&](auto const& other) { return equal(*other, *style); });
    if (same == styles_.end()) {
        styles_.push_back(std::move(style));
        same = styles_.end() - 1;
    }
    known->second = same->get();
    return *known->second;
}

bool PageStyles::counts_pages() const {
    return std::any_of(entries_.begin(), entries_.end(), [](Entry const& entry) {
        return entry.selector != nullptr && entry.selector->has_nth && entry.selector->nth_group.empty();
    });
}

Viewport PageStyles::viewport() {
    PageStyle const& page = find({.name = {}, .index = 2, .in_group = 2, .recto = true, .blank = false});
    css::BoxGroup const& box = *page.page.box;
    auto side = [&](css::Side which, css::Length base) {
        auto index = static_cast<std::size_t>(which);
        return box.margin[index].resolve(base) + box.padding[index].resolve(base) + page.page.decoration->border[index].width;
    };
    return {std::max(0, page.width - side(css::Side::left, page.width) - side(css::Side::right, page.width)),
            std::max(0, page.height - side(css::Side::top, page.height) - side(css::Side::bottom, page.height))};
}

/// Margins and padding that leave no room for two letters, or for a line, take half of the page.
void PageStyles::keep_room(css::StyleBuilder& builder, PageStyle& page) const {
    css::BoxGroup& box = builder.box;
    auto squeeze = [&](css::Side start, css::Side end, css::Length extent, css::Length least) {
        base::LongLength taken = 0;
        auto edges = {&box.margin[static_cast<std::size_t>(start)], &box.margin[static_cast<std::size_t>(end)],
                      &box.padding[static_cast<std::size_t>(start)], &box.padding[static_cast<std::size_t>(end)]};
        for (css::LengthPercentage const* edge : edges) taken += edge->resolve(extent);
        if (extent - taken >= least || taken <= 0) return;
        for (css::LengthPercentage* edge : edges)
            *edge = css::LengthPercentage::of(static_cast<css::Length>(base::LongLength{edge->resolve(extent)} * (extent / 2) / taken));
        builder.touch(css::Group::box);
        css::Property cause = start == css::Side::top ? css::Property::margin_top : css::Property::margin_left;
        Winner winner = cascade_.winner(cause);
        if (winner.declaration != nullptr) page.no_room = winner.where();
    };
    squeeze(css::Side::left, css::Side::right, page.width, 2 * input_.root.font->size);
    squeeze(css::Side::top, css::Side::bottom, page.height, input_.root.font->size);
}

template <typename Prepare, typename Finish>
PageStyles::Computed PageStyles::compute_context(Blocks const& blocks, css::ComputedStyle const& parent,
                                                 css::CustomPropertiesPtr const& parent_custom, Prepare&& prepare, Finish&& finish) {
    base::Diagnostics unused;  // a page's values are told of where they are parsed; after that there is no one place to name
    cascade_.run(blocks, {parent.text->direction, parent.text->writing_mode});
    Computed computed;
    computed.custom = css::compute_custom_properties(parent_custom, cascade_.custom(), nullptr, {}, unused);
    css::ApplyContext context;
    context.parent = parent;
    context.root_font_size = input_.root.font->size;
    if (input_.root.text->line_height.kind != css::LineHeight::Kind::normal)
        context.root_line_height = css::used_line_height(input_.root.text->line_height, input_.root.font->size, 0);
    context.page_width = input_.viewport.width;
    context.page_height = input_.viewport.height;
    context.custom = computed.custom.get();
    context.diagnostics = &unused;
    css::StyleBuilder builder(parent);
    prepare(builder);
    cascade_.for_winners([&](css::Property, Winner const& winner) {
        css::apply_declaration(*winner.declaration, winner.where(), context, builder);
    });
    builder.finish(context);
    computed.box = builder.page;
    finish(builder);
    computed.style = input_.store.intern(std::move(builder), parent);
    return computed;
}

std::unique_ptr<PageStyle> PageStyles::compute(std::vector<std::uint32_t> const& matched) {
    auto style = std::make_unique<PageStyle>();
    Blocks page_blocks, footnote_blocks;
    for (std::uint32_t index : matched) {
        page_blocks.push_back(&entries_[index].page);
        for (RuleEntry const& block : entries_[index].footnote) footnote_blocks.push_back(&block);
    }
    auto as_block = [](css::StyleBuilder& builder) {
        builder.box.display = css::Display::block;
        builder.touch(css::Group::box);
    };
    Computed page = compute_context(page_blocks, input_.root, input_.root_custom, as_block, [&](css::StyleBuilder& builder) {
        resolve_size(builder.page, *style);
        keep_room(builder, *style);
    });
    style->page = page.style;
    style->footnote_area = compute_context(footnote_blocks, page.style, page.custom, as_block, [](css::StyleBuilder&) {}).style;
    compute_margin_boxes(matched, page, *style);
    return style;
}

void PageStyles::compute_margin_boxes(std::vector<std::uint32_t> const& matched, Computed const& page, PageStyle& out) {
    for (std::size_t number = 0; number < margin_box_count; ++number) {
        auto which = static_cast<MarginBox>(number);
        Blocks blocks;
        for (std::uint32_t index : matched)
            for (auto const& [box, block] : entries_[index].margin_boxes)
                if (box == which) blocks.push_back(&block);
        if (blocks.empty()) continue;
        Computed computed = compute_context(blocks, page.style, page.custom,
                                            [&](css::StyleBuilder& builder) { align_margin_box(which, builder); }, [](css::StyleBuilder&) {});
        // Paged Media 3, section 5.2: a box is made only where `content` is neither normal nor none.
        if (computed.style.generated->content_kind == css::GeneratedGroup::ContentKind::items)
            out.margin_boxes.emplace_back(which, computed.style);
    }
}

}  // namespace octavo::style
