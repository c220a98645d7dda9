#include "style/style_tree.h"

#include <algorithm>

#include <fmt/format.h>

namespace octavo::style {

/// An element whose descendants are being styled, and the names it put into the filter.
struct StyleTree::Open {
    dom::NodeId element;
    std::uint32_t first_hash = 0;
};

StyleTree::StyleTree(StyleInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics)
    : document_(input.document), sheets_(input.sheets), rules_(sheets_), match_context_(input.document),
      attributes_({input.document, rules_, input.medium, context, diagnostics}), matcher_(rules_, match_context_, attributes_) {
    collect_font_faces();
    collect_counter_styles();
    Viewport viewport = PageStyles({sheets_, rules_, store_, store_mutex_, css::initial_style(), nullptr, {}}).viewport();
    computer_.emplace(StyleComputer::Input{document_, rules_, store_, diagnostics, viewport});
    css::StyleBuilder hidden(css::initial_style());
    hidden.box.display = css::Display::none;
    hidden.touch(css::Group::box);
    StyleId none = store_.number(store_.intern(std::move(hidden), css::initial_style()), nullptr);
    styles_.assign(document_.node_count(), none);
    pseudo_set_.assign(document_.node_count(), 0);
    if (document_.root()) style_elements(context);
    StyleId root = document_.root() ? style_id(document_.root()) : none;
    pages_ = std::make_unique<PageStyles>(
        PageStyles::Input{sheets_, rules_, store_, store_mutex_, store_.style(root), store_.custom(root), viewport});
}

/// In document order; what is in a subtree of `display: none` has no style.
void StyleTree::style_elements(base::StageContext const& context) {
    std::vector<Open> open;
    std::vector<std::uint32_t> hashes;
    auto close = [&] {
        for (std::size_t index = open.back().first_hash; index < hashes.size(); ++index) filter_.remove(hashes[index]);
        hashes.resize(open.back().first_hash);
        open.pop_back();
    };
    dom::NodeId node = document_.root();
    for (std::uint32_t count = 0; node; ++count) {
        if ((count & 4095U) == 0 && context.cancelled()) return;
        if (!document_.is_element(node)) {
            node = document_.next_in_order(node, document_.root());
            continue;
        }
        dom::NodeId parent = node == document_.root() ? dom::NodeId{} : document_.node(node).parent;
        while (!open.empty() && open.back().element != parent) close();
        StyleId style = style_element(node, parent ? style_id(parent) : StyleId{});
        if (store_.style(style).box->display == css::Display::none) {
            node = document_.next_after_subtree(node, document_.root());
            continue;
        }
        if (document_.node(node).first_child) {
            open.push_back({node, static_cast<std::uint32_t>(hashes.size())});
            css::collect_hashes(match_context_, node, hashes);
            for (std::size_t index = open.back().first_hash; index < hashes.size(); ++index) filter_.add(hashes[index]);
        }
        node = document_.next_in_order(node, document_.root());
    }
}

StyleId StyleTree::style_element(dom::NodeId element, StyleId parent) {
    matcher_.match(element, &filter_, matches_);
    StyleComputer::Request request{.entries = matches_.element, .parent = parent, .element = element,
                                   .kind = parent ? StyleComputer::Kind::element : StyleComputer::Kind::root, .language = {}};
    if (auto language = document_.attribute(element, dom::names::lang())) request.language = base::Name::of(*language);
    if (!parent && request.language.empty()) request.language = base::Name::of(document_.metadata.language);
    StyleId style = computer_->compute(request);
    styles_[element.value] = style;
    if (!parent) keep_root_values();
    if (store_.style(style).box->display != css::Display::none) style_pseudo_elements(element, style);
    return style;
}

void StyleTree::style_pseudo_elements(dom::NodeId element, StyleId style) {
    std::array<StyleId, pseudo_count> set{};
    bool any = false;
    for (std::size_t number = 0; number < pseudo_count; ++number) {
        if (matches_.pseudo[number].empty()) continue;
        auto which = static_cast<Pseudo>(number);
        StyleId id = computer_->compute({.entries = matches_.pseudo[number], .parent = style, .element = element,
                                         .kind = StyleComputer::Kind::pseudo, .language = {}});
        css::ComputedStyle const& computed = store_.style(id);
        // Generated Content 3, section 2: ::before and ::after exist only with content.
        bool generated = which == Pseudo::before || which == Pseudo::after;
        if (generated && computed.generated->content_kind != css::GeneratedGroup::ContentKind::items) continue;
        if (computed.box->display == css::Display::none) continue;
        set[number] = id;
        any = true;
    }
    if (!any) return;
    pseudo_sets_.push_back(set);
    pseudo_set_[element.value] = static_cast<std::uint32_t>(pseudo_sets_.size());
}

StyleId StyleTree::pseudo(dom::NodeId element, Pseudo pseudo) const {
    std::uint32_t set = pseudo_set_[element.value];
    return set == 0 ? StyleId{} : pseudo_sets_[set - 1][static_cast<std::size_t>(pseudo)];
}

StyleId StyleTree::anonymous(StyleId parent, css::Display display) {
    std::lock_guard lock(store_mutex_);
    css::ComputedStyle const style = store_.style(parent);
    css::StyleBuilder builder(style);
    builder.box.display = display;
    builder.touch(css::Group::box);
    if (!style.fragmentation->page.empty()) {
        builder.fragmentation.page = style.fragmentation->page;
        builder.touch(css::Group::fragmentation);
    }
    return store_.number(store_.intern(std::move(builder), style), store_.custom(parent));
}

StyleId StyleTree::initial(StyleId text, StyleId letter, StyleId around) {
    std::lock_guard lock(store_mutex_);
    css::ComputedStyle style = store_.style(text);
    css::StyleBuilder builder(style);
    builder.box = *style.box;
    builder.box.initial_letter = store_.style(letter).box->initial_letter;
    builder.box.initial_sink = store_.style(letter).box->initial_sink;
    builder.box.initial_of = around.value + 1;
    builder.box.float_ = css::Float::inline_start;
    builder.touch(css::Group::box);
    css::ComputedStyle made = store_.intern(std::move(builder), style);
    made.decoration = style.decoration;
    made.fragmentation = style.fragmentation;
    made.generated = style.generated;
    return store_.number(made, store_.custom(text));
}

void StyleTree::keep_root_values() {
    Cascade const& cascade = computer_->cascade();
    cascade.for_winners([&](css::Property property, Winner const& winner) {
        css::SourceDeclaration const& source = winner.entry->sheet->sources[winner.declaration->source];
        root_values_.emplace_back(css::name_of(property), source.text);
    });
    css::PageBox const& page = computer_->page_box();
    auto computed = [&](std::string_view property, bool set, std::string text) {
        std::erase_if(root_values_, [&](auto const& known) { return known.first == property; });
        if (set) root_values_.emplace_back(property, std::move(text));
    };
    computed("-octavo-baseline-grid", page.baseline_grid > 0, fmt::format("{}pt", base::to_points(page.baseline_grid)));
    computed("-octavo-page-count", page.page_count_multiple > 0, fmt::format("multiple-of({})", page.page_count_multiple));
}

std::string StyleTree::root_value(std::string_view property) const {
    if (property.starts_with("--")) {
        if (!document_.root()) return {};
        css::CustomPropertiesPtr const& custom = store_.custom(style_id(document_.root()));
        auto const* tokens = custom ? custom->find(base::Name::of(property)) : nullptr;
        return tokens == nullptr ? std::string() : css::serialize(*tokens);
    }
    auto found = std::find_if(root_values_.begin(), root_values_.end(), [&](auto const& known) { return known.first == property; });
    return found == root_values_.end() ? std::string() : found->second;
}

void StyleTree::collect_font_faces() {
    for (css::StyleSheetPtr const& sheet : sheets_) {
        if (!sheet) continue;
        for (css::FontFaceRule const& rule : sheet->font_faces) {
            FontFace face{.family = rule.family, .sources = {}, .weight_low = rule.weight_low, .weight_high = rule.weight_high,
                          .style = rule.style, .unicode_range = rule.unicode_range, .where = rule.where};
            for (auto const& source : rule.sources) face.sources.push_back({source.reference, source.local});
            font_faces_.push_back(std::move(face));
        }
    }
}

void StyleTree::collect_counter_styles() {
    for (css::StyleSheetPtr const& sheet : sheets_)
        if (sheet)
            for (css::CounterStyle const& style : sheet->counter_styles) counter_styles_.define(style);
}

}  // namespace octavo::style
