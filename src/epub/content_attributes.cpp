#include <algorithm>

#include <fmt/format.h>

#include "epub/content.h"
#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

namespace {

/// Attributes every element takes and that need no check but what is done here.
bool is_global(std::string_view name) { return name == "title" || name == "translate" || name == "hidden" || name == "dir"; }

std::optional<std::string_view> global_value(std::string_view name, std::string_view value) {
    if (name == "title") return value;
    if (name == "hidden") return "hidden";
    if (name == "dir") return value == "ltr" || value == "rtl" || value == "auto" ? std::optional(value) : std::nullopt;
    return value == "yes" || value == "no" ? std::optional(value) : std::nullopt;
}

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> values) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// The value as HTML takes it; none where it does not.
std::optional<std::string> checked_value(Attr attribute, std::string_view value) {
    auto keep_if = [&](bool good) { return good ? std::optional<std::string>(value) : std::nullopt; };
    switch (attribute) {
        case Attr::width: case Attr::height: {
            if (value.ends_with("px")) value.remove_suffix(2);
            return keep_if(parse_count(value).has_value());
        }
        case Attr::colspan: case Attr::span: return keep_if(parse_count(value).value_or(0) > 0);
        case Attr::rowspan: return keep_if(parse_count(value).has_value());
        case Attr::start: case Attr::value: return keep_if(is_integer(value));
        case Attr::reversed: return "reversed";
        case Attr::open: return "open";
        case Attr::list_type: return keep_if(is_one_of(value, {"1", "a", "A", "i", "I"}));
        case Attr::scope: return keep_if(is_one_of(value, {"row", "col", "rowgroup", "colgroup"}));
        case Attr::hreflang: return keep_if(is_language_tag(value));
        case Attr::rel: return keep_if(!is_blank(value));
        case Attr::datetime: return keep_if(is_html_date(value));
        case Attr::cite: return external_url(value);
        default: return {};
    }
}

bool is_data_attribute(std::string_view name) {
    if (!name.starts_with("data-") || name.size() == 5) return false;
    return std::all_of(name.begin() + 5, name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

}  // namespace

void Content::open(NodeId node, std::string_view name, std::string_view as, Start start) {
    start_tag(node, name, as, start);
    out_ += '>';
}

void Content::start_tag(NodeId node, std::string_view name, std::string_view as, Start start) {
    out_ += '<';
    out_ += name;
    write_attributes(node, name, as, start);
    if (start == Start::here && plan_.survey.is(node, Trait::marked)) add_marks(node);
}

void Content::write_classes(NodeId node, std::string_view as, Start start) {
    static base::Name const cls = dom::names::cls(), style = dom::names::style();
    dom::Element const& element = document_.element(node);
    std::string_view classes = document_.attribute(node, cls).value_or(std::string_view{});
    std::string_view source = plan_.used_names.class_of(element);
    std::string_view name = element.html.view();
    bool tell_name = !as.empty();
    std::string_view inline_style;
    if (auto value = document_.attribute(node, style)) inline_style = plan_.inline_styles.class_of(*value);
    if (classes.empty() && source.empty() && inline_style.empty() && !tell_name && start == Start::here) return;
    std::string value = collapse_space(classes);
    auto add = [&value](std::string_view prefix, std::string_view word) {
        if (word.empty()) return;
        if (!value.empty()) value += ' ';
        value += prefix;
        value += word;
    };
    add({}, source);
    add({}, inline_style);
    if (tell_name) add("as-", as == "*" ? name : as);
    if (start == Start::earlier) add({}, "continued");
    if (!value.empty()) append_attribute(out_, "class", value);
}

void Content::write_attributes(NodeId node, std::string_view name, std::string_view as, Start start) {
    static base::Name const xhtml = base::Name::of("http://www.w3.org/1999/xhtml");
    dom::Element const& element = document_.element(node);
    HtmlRow const& row = html_row(base::Name::of(name));
    write_classes(node, as, start);
    if (start == Start::here)
        if (std::string_view id = plan_.ids.of(node); !id.empty()) append_attribute(out_, "id", id);
    bool linked = false;
    if (name == "a")
        if (auto href = link_of(node)) {
            append_attribute(out_, "href", *href);
            linked = true;
        }
    // A letter's or a poem's head and foot are no banner and no site's footer, which is what assistive technology takes them for
    // outside a section (HTML-AAM 1.0).
    bool edge = name == "header" || name == "footer";
    if (start == Start::here && element.role != dom::Role::none) {
        // An element of the source that marks an older edition's page is not one of this edition's page list.
        bool older_page = element.role == dom::Role::pagebreak;
        if (std::string_view type = dom::epub_type(element.role); !type.empty() && !older_page) {
            append_attribute(out_, "epub:type", type);
            uses_z3998_ = uses_z3998_ || type.starts_with("z3998:");
        }
        if (std::string_view role = role_on(name, element.role, linked ? Linked::yes : Linked::no); !role.empty() && !older_page) {
            append_attribute(out_, "role", role);
            edge = false;
        }
    }
    if (edge) append_attribute(out_, "role", "presentation");
    // An attribute of the source may have the name of one that stands for something else: the first stands.
    std::vector<std::string_view> told;
    auto tell = [&](std::string_view local, std::string_view value) {
        if (std::find(told.begin(), told.end(), local) != told.end()) return;
        told.push_back(local);
        append_attribute(out_, local, value);
    };
    if (element.role != dom::Role::none && plan_.used_names.tell_roles()) tell("data-role", dom::role_name(element.role));
    std::span<dom::Attribute const> attributes = document_.attributes(node);
    for (dom::Attribute const& attribute : attributes) {
        bool of_html = attribute.origin == dom::AttributeOrigin::derived;
        if (!of_html && attribute.ns.empty() && element.source_ns == xhtml) {
            auto derived = [&](dom::Attribute const& other) {
                return other.origin == dom::AttributeOrigin::derived && other.local == attribute.local;
            };
            of_html = std::none_of(attributes.begin(), attributes.end(), derived);
        }
        if (of_html && is_data_attribute(attribute.local.view())) tell(attribute.local.view(), attribute.value);
        else if (of_html) write_attribute(node, row, name, attribute);
        else if (std::string_view data = plan_.used_names.data_attribute(element, attribute); !data.empty()) tell(data, attribute.value);
    }
}

void Content::write_attribute(NodeId, HtmlRow const& row, std::string_view name, dom::Attribute const& attribute) {
    std::string_view local = attribute.local.view();
    if (local == "lang") {
        if (!is_language_tag(attribute.value)) return;
        append_attribute(out_, "xml:lang", attribute.value);
        append_attribute(out_, "lang", attribute.value);
    } else if (is_global(local)) {
        if (auto value = global_value(local, attribute.value)) append_attribute(out_, local, *value);
    } else if (local == "aria-hidden" && attribute.value == "true") {
        append_attribute(out_, local, attribute.value);
    } else if (local == "aria-label" && !is_blank(attribute.value) && (name == "section" || name == "nav" || name == "aside")) {
        append_attribute(out_, local, attribute.value);
    } else if (Attr known = html_attribute(local); takes(row, known)) {
        if (auto value = checked_value(known, attribute.value)) append_attribute(out_, local, *value);
    }
}

std::optional<std::string> Content::link_of(NodeId node) const {
    static base::Name const a = base::Name::of("a");
    if (document_.element(node).html != a) return {};
    auto href = document_.attribute(node, dom::names::href());
    if (!href) return {};
    auto resolved = plan_.links.resolve(node, *href, index_);
    if (!resolved)
        diagnostics_.add_counted({.code = base::Code::epub_resource, .severity = base::Severity::warning, .where = document_.node(node).where,
                                  .message = fmt::format("the link to {} leads nowhere in the e-book: its text stays, the link is left out", *href),
                                  .hint = "link to an id of the book, or to a full address"});
    return resolved;
}

}  // namespace octavo::epub
