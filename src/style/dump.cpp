#include "style/dump.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "css/properties/style_builder.h"
#include "style/computed_text.h"

namespace octavo::style {

namespace {

constexpr std::array<std::string_view, pseudo_count> pseudo_names{"before", "after", "marker", "first-letter", "first-line", "footnote-call",
                                                                  "footnote-marker"};

class Dumper {
public:
    explicit Dumper(StyledDocument const& document) : document_(document) {}

    std::string run() {
        dom::Document const& dom = document_.document();
        for (dom::NodeId node = dom.root(); node;) {
            if (!dom.is_element(node)) {
                node = dom.next_in_order(node, dom.root());
                continue;
            }
            write_element(node);
            bool hidden = document_.of(node).box->display == css::Display::none;
            node = hidden ? dom.next_after_subtree(node, dom.root()) : dom.next_in_order(node, dom.root());
        }
        for (std::size_t index = 0; index < met_.size(); ++index)
            out_ += fmt::format("{} {{ {} }}\n", index + 1, describe(document_.style(met_[index])));
        return std::move(out_);
    }

private:
    std::size_t number(StyleId id) {
        if (id.value >= numbers_.size()) numbers_.resize(id.value + std::size_t{1});
        if (numbers_[id.value] == 0) {
            met_.push_back(id);
            numbers_[id.value] = met_.size();
        }
        return numbers_[id.value];
    }

    void write_element(dom::NodeId node) {
        dom::Document const& dom = document_.document();
        dom::Element const& element = dom.element(node);
        std::size_t depth = 0;
        for (dom::NodeId above = node; above != dom.root(); above = dom.node(above).parent) ++depth;
        out_ += fmt::format("{:{}}{}", "", depth * 2, element.html.view());
        if (auto id = dom.attribute(node, dom::names::id()); id && !id->empty()) out_ += fmt::format("#{}", *id);
        if (element.role != dom::Role::none) out_ += fmt::format("[{}]", dom::role_name(element.role));
        if (document_.of(node).box->display == css::Display::none) {
            out_ += " none\n";
            return;
        }
        out_ += fmt::format(" {}", number(document_.style_id(node)));
        for (std::size_t index = 0; index < pseudo_count; ++index)
            if (StyleId id = document_.pseudo(node, static_cast<Pseudo>(index))) out_ += fmt::format(" ::{} {}", pseudo_names[index], number(id));
        out_ += '\n';
    }

    StyledDocument const& document_;
    std::string out_;
    std::vector<std::size_t> numbers_;  // by StyleId; 0: not met yet
    std::vector<StyleId> met_;
};

}  // namespace

std::string describe(css::ComputedStyle const& style) {
    std::string out;
    css::ComputedStyle const& initial = css::initial_style();
    std::string_view last_features;
    for (std::size_t index = 1; index < static_cast<std::size_t>(css::first_logical_property); ++index) {
        auto property = static_cast<css::Property>(index);
        std::string value = computed_text(property, style);
        if (value.empty() || value == computed_text(property, initial)) continue;
        // Features are one list for all the properties that ask for some; it is written under the first.
        bool feature = (property >= css::Property::font_variant_ligatures && property <= css::Property::font_variant_east_asian) ||
                       property == css::Property::font_feature_settings;
        if (feature && !last_features.empty()) continue;
        std::string_view name = feature ? std::string_view("font-feature-settings") : css::name_of(property);
        if (feature) last_features = name;
        out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", name, value);
    }
    return out;
}

std::string dump(StyledDocument const& document) { return Dumper(document).run(); }

}  // namespace octavo::style
