// Why a property has its value: the cascade of one element, told.
#include <algorithm>

#include <fmt/format.h>

#include "css/properties/style_builder.h"
#include "style/computed_text.h"
#include "style/style_tree.h"

namespace octavo::style {

namespace {

std::string_view level_name(CascadeLevel level) {
    switch (level) {
        case CascadeLevel::base: return "base";
        case CascadeLevel::hint: return "attribute";
        case CascadeLevel::document: return "document";
        case CascadeLevel::style_attribute: return "style attribute";
        case CascadeLevel::builtin: return "octavo";
        case CascadeLevel::document_print: return "document, for print";
        case CascadeLevel::edition: break;
    }
    return "edition";
}

class Explanation {
public:
    Explanation(StyleTree& tree, dom::NodeId element, base::SourceFiles const& files, std::optional<Pseudo> pseudo = std::nullopt)
        : tree_(tree), element_(element), files_(files), cascade_(tree.rules()) {
        Matches matches;
        tree_.match(element_, matches);
        css::ComputedStyle const& parent = parent_style();
        cascade_.run(pseudo ? matches.pseudo[static_cast<std::size_t>(*pseudo)] : matches.element, {parent.text->direction, parent.text->writing_mode});
    }

    std::string longhand(css::Property property) const {
        css::ComputedStyle const& style = tree_.of(element_);
        property = css::physical_property(property, style.text->direction, style.text->writing_mode);
        std::vector<Winner> history = cascade_.history(property);
        std::string out = declarations(history);
        std::string computed = computed_text(property, style);
        if (computed.empty()) computed = tree_.document().root() == element_ ? tree_.root_value(css::name_of(property)) : std::string();
        out += fmt::format("{}: {}", css::name_of(property), computed.empty() ? "not set" : computed);
        if (history.empty()) out += origin_of_undeclared(property);
        return out + '\n';
    }

    std::string custom(base::Name name) const {
        std::vector<Winner> history = cascade_.history(name);
        std::string out = declarations(history);
        css::CustomPropertiesPtr const& properties = tree_.custom_properties(tree_.style_id(element_));
        auto const* tokens = properties ? properties->find(name) : nullptr;
        out += fmt::format("{}: {}", name.view(), tokens == nullptr ? "not set" : css::serialize(*tokens));
        if (history.empty() && tokens != nullptr) out += " (inherited)";
        return out + '\n';
    }

private:
    [[nodiscard]] css::ComputedStyle const& parent_style() const {
        bool is_root = element_ == tree_.document().root();
        return is_root ? css::initial_style() : tree_.of(tree_.document().node(element_).parent);
    }

    [[nodiscard]] std::string origin_of_undeclared(css::Property property) const {
        if (css::row_of(property).inherited == css::Inherited::no || element_ == tree_.document().root()) return " (initial value)";
        return fmt::format(" (inherited from <{}>)", tree_.document().element(tree_.document().node(element_).parent).html.view());
    }

    [[nodiscard]] std::string place(base::SourceSpan where) const {
        if (!where.known() || !where.file) return "octavo";
        return fmt::format("{}:{}:{}", files_.name(where.file), where.line, where.column);
    }

    /// The winner first; the one that a `revert` made the winner is marked too, since history does not heed it.
    [[nodiscard]] std::string declarations(std::vector<Winner> const& history) const {
        std::string out;
        css::Declaration const* winner = nullptr;
        if (!history.empty() && history.back().declaration->property != css::Property::custom) {
            css::ComputedStyle const& style = tree_.of(element_);
            winner = cascade_.winner(css::physical_property(history.back().declaration->property, style.text->direction,
                                                            style.text->writing_mode)).declaration;
        } else if (!history.empty()) {
            winner = history.back().declaration;
        }
        for (auto item = history.rbegin(); item != history.rend(); ++item) {
            RuleEntry const& entry = *item->entry;
            css::SourceDeclaration const& source = entry.sheet->sources[item->declaration->source];
            std::string specificity;
            if (entry.selector != nullptr) {
                css::Specificity const& value = entry.selector->specificity;
                specificity = fmt::format(" ({},{},{})", value.ids, value.classes, value.types);
            }
            bool from_attribute = entry.selector == nullptr;
            out += fmt::format("{} {} {{ {}: {}{} }}  {}{}  {}\n", item->declaration == winner ? '*' : ' ',
                               from_attribute ? std::string("@") : css::to_string(*entry.selector), source.property.view(), source.text,
                               item->declaration->important ? " !important" : "", level_name(entry.level), specificity,
                               place(from_attribute ? tree_.document().node(element_).where : source.where));
        }
        return out;
    }

    StyleTree& tree_;
    dom::NodeId element_;
    base::SourceFiles const& files_;
    Cascade cascade_;
};

}  // namespace

std::string explain(StyleInput const& input, dom::NodeId element, std::string_view property, base::SourceFiles const& files) {
    base::StageContext context;
    base::Diagnostics unused;
    StyleTree tree(input, context, unused);
    return explain(tree, element, property, files);
}

std::string explain(StyledDocument& styled, dom::NodeId element, std::string_view property, base::SourceFiles const& files) {
    Explanation explanation(dynamic_cast<StyleTree&>(styled), element, files);  // style_document makes no other
    if (property.starts_with("--")) return explanation.custom(base::Name::of(property));
    std::string lower(property);
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    if (css::PropertyRow const* row = css::find_property(lower)) return explanation.longhand(row->property);
    if (css::ShorthandRow const* shorthand = css::find_shorthand(lower)) {
        std::string out;
        for (css::Property longhand : shorthand->longhands) out += explanation.longhand(longhand);
        return out;
    }
    return fmt::format("{}: not a property octavo knows\n", property);
}

std::string winning_declaration(StyledDocument& styled, dom::NodeId element, std::optional<Pseudo> pseudo, std::string_view property,
                                base::SourceFiles const& files) {
    css::PropertyRow const* row = css::find_property(property);
    if (row == nullptr) return {};
    Explanation explanation(dynamic_cast<StyleTree&>(styled), element, files, pseudo);
    std::string told = explanation.longhand(row->property);
    return told.starts_with("* ") ? told.substr(2, told.find('\n') - 2) : std::string();
}

}  // namespace octavo::style
