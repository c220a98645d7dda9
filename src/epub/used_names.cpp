#include "epub/used_names.h"

#include "css/ebook_names.h"
#include "css/rules.h"

namespace octavo::epub {

namespace {
std::uint64_t key(base::Name ns, base::Name local) { return std::uint64_t{ns.number()} << 32 | local.number(); }
}  // namespace

struct UsedNames::Collector {
    UsedNames& names;

    void visit(std::span<css::Selector const> selectors) {
        for (css::Selector const& selector : selectors)
            for (css::SimpleSelector const& simple : selector.parts) visit(simple);
    }
    void visit(css::SimpleSelector const& simple) {
        bool source = simple.namespace_test == css::NamespaceTest::source || simple.namespace_test == css::NamespaceTest::none;
        base::Name ns = simple.namespace_test == css::NamespaceTest::source ? simple.ns : base::Name{};
        if (simple.kind == css::SimpleKind::type && source)
            names.elements_.try_emplace(key(ns, simple.name), css::ebook_class(ns, simple.name));
        static base::Name const role = base::Name::of("data-role");
        if (simple.kind == css::SimpleKind::attribute && simple.name == role && !source) names.tell_roles_ = true;
        else if (simple.kind == css::SimpleKind::attribute)
            names.attributes_.try_emplace(key(ns, simple.name), css::ebook_data_attribute(ns, simple.name));
        visit(simple.list);
    }
};

UsedNames::UsedNames(std::vector<css::StyleSheetPtr> const& sheets) {
    Collector collector{*this};
    for (css::StyleSheetPtr const& sheet : sheets)
        for (css::StyleRule const& rule : sheet->rules) collector.visit(rule.selectors);
}

std::string_view UsedNames::class_of(dom::Element const& element) const {
    if (element.source_local.empty() || elements_.empty()) return {};
    auto found = elements_.find(key(element.source_ns, element.source_local));
    return found == elements_.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view UsedNames::data_attribute(dom::Element const& element, dom::Attribute const& attribute) const {
    if (attributes_.empty()) return {};
    auto found = attributes_.find(key(attribute.ns, attribute.local));
    if (found == attributes_.end()) return {};
    if (attribute.ns.empty() && css::is_html_attribute(element.html.view(), attribute.local.view())) return {};
    return found->second;
}

}  // namespace octavo::epub
