// Everything styling makes and needs again: the rule index, the store, a style for every element, pages. Behind StyledDocument,
// explain() and dump().
#pragma once
#include <memory>
#include <mutex>
#include <optional>

#include "style/matcher.h"
#include "style/page_styles.h"

namespace octavo::style {

class StyleTree final : public StyledDocument {
public:
    StyleTree(StyleInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);

    [[nodiscard]] dom::Document const& document() const override { return document_; }
    [[nodiscard]] StyleId style_id(dom::NodeId element) const override { return styles_[element.value]; }
    [[nodiscard]] css::ComputedStyle const& style(StyleId id) const override { return store_.style(id); }
    [[nodiscard]] StyleId pseudo(dom::NodeId element, Pseudo pseudo) const override;
    [[nodiscard]] StyleId anonymous(StyleId parent, css::Display display) override;
    [[nodiscard]] StyleId initial(StyleId text, StyleId letter, StyleId around) override;
    [[nodiscard]] PageStyle const& page_style(PageQuery const& query) const override { return pages_->find(query); }
    [[nodiscard]] bool counts_pages() const override { return pages_->counts_pages(); }
    [[nodiscard]] std::vector<FontFace> const& font_faces() const override { return font_faces_; }
    [[nodiscard]] std::string counter_text(std::int32_t value, base::Name style) const override {
        return counter_styles_.representation(value, style);
    }
    [[nodiscard]] std::string marker_text(std::int32_t value, base::Name style) const override {
        return counter_styles_.marker(value, style);
    }
    [[nodiscard]] std::string root_value(std::string_view property) const override;

    /// The rules that match an element, weakest first (attributes included).
    void match(dom::NodeId element, Matches& out) { matcher_.match(element, nullptr, out); }
    [[nodiscard]] RuleIndex const& rules() const { return rules_; }
    [[nodiscard]] css::CustomPropertiesPtr const& custom_properties(StyleId id) const { return store_.custom(id); }

private:
    struct Open;
    void style_elements(base::StageContext const& context);
    StyleId style_element(dom::NodeId element, StyleId parent);
    void style_pseudo_elements(dom::NodeId element, StyleId style);
    void keep_root_values();
    void collect_font_faces();
    void collect_counter_styles();

    dom::Document const& document_;
    std::vector<css::StyleSheetPtr> sheets_;  // kept: entries and values point into them
    RuleIndex rules_;
    StyleStore store_;
    mutable std::mutex store_mutex_;
    css::MatchContext match_context_;
    AttributeStyles attributes_;
    Matcher matcher_;
    Matches matches_;
    AncestorFilter filter_;
    std::optional<StyleComputer> computer_;
    std::vector<StyleId> styles_;                                    // by node
    std::vector<std::uint32_t> pseudo_set_;                          // by node, index of pseudo_sets_ + 1; 0: none
    std::vector<std::array<StyleId, pseudo_count>> pseudo_sets_;
    std::unique_ptr<PageStyles> pages_;
    std::vector<FontFace> font_faces_;
    css::CounterStyles counter_styles_;
    std::vector<std::pair<std::string, std::string>> root_values_;   // property, text
};

}  // namespace octavo::style
