#include "style/attribute_styles.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace octavo::style {

namespace {

struct HintNames {
    base::Name width = base::Name::of("width"), height = base::Name::of("height"), nowrap = base::Name::of("nowrap"),
               reversed = base::Name::of("reversed"), img = base::Name::of("img"), table = base::Name::of("table"),
               td = base::Name::of("td"), th = base::Name::of("th"), col = base::Name::of("col"), hr = base::Name::of("hr"),
               ol = base::Name::of("ol"), li = base::Name::of("li");
};
HintNames const& hint_names() {
    static HintNames const names;
    return names;
}

bool is_space(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

/// HTML, "rules for parsing dimension values": digits, a fraction, then '%' or nothing that matters.
std::optional<std::string> dimension(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    std::size_t length = 0;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
    if (length == 0 || length > 6) return std::nullopt;
    if (length + 1 < text.size() && text[length] == '.' && text[length + 1] >= '0' && text[length + 1] <= '9') {
        ++length;
        while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
    }
    std::string number(text.substr(0, length));
    std::string_view rest = text.substr(length);
    for (std::string_view unit : {"%", "pt", "cm", "mm", "in", "em", "pc"})
        if (rest.starts_with(unit)) return number + std::string(unit);
    return number + "px";
}

std::optional<std::int32_t> integer(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    std::int32_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return value;
}

}  // namespace

std::string presentational_hints(dom::Document const& document, dom::NodeId element) {
    HintNames const& names = hint_names();
    base::Name html = document.element(element).html;
    bool picture = html == names.img, cell = html == names.td || html == names.th;
    bool sized = picture || cell || html == names.table || html == names.col || html == names.hr;
    if (!sized && html != names.ol && html != names.li) return {};
    std::string hints;
    auto dimension_of = [&](base::Name attribute) {
        auto text = document.attribute(element, attribute);
        return text ? dimension(*text) : std::nullopt;
    };
    auto dimension_hint = [&](base::Name attribute, std::string_view property) {
        auto value = dimension_of(attribute);
        if (value) hints += fmt::format("{}:{};", property, *value);
        return value.has_value();
    };
    if (sized) {
        bool has_width = dimension_hint(names.width, "width");
        // A share of the page's height beside a width would stretch the picture: its own proportions hold.
        bool stretches = picture && has_width && dimension_of(names.height).value_or("").ends_with('%');
        bool has_height = picture || cell || html == names.table;
        if (has_height && !stretches) dimension_hint(names.height, "height");
        if (cell && document.attribute(element, names.nowrap)) hints += "white-space:nowrap;";
    } else if (html == names.ol) {
        auto start = document.attribute(element, dom::names::start());
        auto value = start ? integer(*start) : std::nullopt;
        if (value && *value > std::numeric_limits<std::int32_t>::min())
            hints += fmt::format("counter-reset:list-item {};", *value - 1);
    } else {
        auto text = document.attribute(element, dom::names::value());
        if (auto value = text ? integer(*text) : std::nullopt) hints += fmt::format("counter-set:list-item {};", *value);
    }
    return hints;
}

void AttributeStyles::collect(dom::NodeId element, std::vector<EntryId>& out) {
    if (input_.document.attributes(element).empty()) return;
    if (std::string hints = presentational_hints(input_.document, element); !hints.empty()) add(hints, CascadeLevel::hint, element, out);
    if (auto text = input_.document.attribute(element, dom::names::style()); text && !text->empty())
        add(std::string(*text), CascadeLevel::style_attribute, element, out);
}

void AttributeStyles::add(std::string const& text, CascadeLevel level, dom::NodeId element, std::vector<EntryId>& out) {
    base::Name base_name = input_.document.base_name(element);
    std::string key = fmt::format("{}\n{}\n{}", static_cast<int>(level), base_name.view(), text);
    auto [known, is_new] = known_.try_emplace(std::move(key));
    if (is_new) {
        css::ParseInput parse{.text = text, .name = base_name.view(), .origin = css::Origin::document, .medium = input_.medium,
                              .media_query = {}, .where = input_.document.node(element).where};
        css::StyleSheetPtr sheet = css::parse_style_attribute(parse, input_.context, input_.diagnostics);
        if (sheet && !sheet->rules.empty()) {
            known->second = input_.index.add_attribute_entry(*sheet, sheet->rules.front().block, level);
            sheets_.push_back(std::move(sheet));
        }
    }
    if (known->second) out.push_back(known->second);
}

}  // namespace octavo::style
