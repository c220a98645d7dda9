// Any bytes as a style sheet, for both media: parsed, its selectors matched and written, its values applied, the e-book's sheet made.
#include <cstdlib>

#include "css/ebook_sheet.h"
#include "css/properties/style_builder.h"
#include "css/rules.h"

namespace {

using namespace octavo;

dom::Document make_document() {
    dom::Document document;
    dom::NodeId root = document.make_element(base::Name::of("html"), {});
    document.set_root(root);
    dom::NodeId parent = root;
    for (std::string_view name : {"body", "section", "p", "em"}) {
        dom::NodeId node = document.make_element(base::Name::of(name), {});
        document.append_child(parent, node);
        document.append_child(parent, document.make_element(base::Name::of("p"), {}));
        document.derive(node, dom::names::cls(), "a b");
        document.derive(node, dom::names::id(), name);
        parent = node;
    }
    document.index_ids();
    return document;
}

void apply_rule(css::StyleSheet const& sheet, css::DeclarationBlock block, dom::Document const& document) {
    base::Diagnostics diagnostics;
    std::vector<css::WinningCustom> customs;
    for (css::Declaration const& declaration : sheet.declarations_of(block)) {
        if (declaration.property == css::Property::custom) customs.push_back({&declaration, {}});
    }
    auto custom = css::compute_custom_properties(nullptr, customs, &document, document.root(), diagnostics);
    css::ApplyContext context;
    context.parent = css::initial_style();
    context.document = &document;
    context.element = document.root();
    context.custom = custom.get();
    context.diagnostics = &diagnostics;
    css::StyleBuilder builder(context.parent);
    for (css::Declaration const& declaration : sheet.declarations_of(block)) {
        if (declaration.property != css::Property::custom) css::apply_declaration(declaration, sheet.sources[declaration.source].where, context, builder);
    }
    builder.finish(context);
}

void exercise(css::StyleSheetPtr const& sheet, dom::Document const& document) {
    css::MatchContext match(document);
    for (css::StyleRule const& rule : sheet->rules) {
        for (css::Selector const& selector : rule.selectors) {
            (void)css::to_string(selector);
            for (std::size_t i = 0; i < document.node_count(); ++i) {
                dom::NodeId node(i);
                if (document.is_element(node) && css::matches(selector, match, node) != css::matches(selector, document, node)) std::abort();
            }
        }
        apply_rule(*sheet, rule.block, document);
    }
    css::CounterStyles counters;
    for (css::CounterStyle const& style : sheet->counter_styles) counters.define(style);
    for (css::CounterStyle const& style : sheet->counter_styles) {
        for (int value : {-7, 0, 1, 12, 2'000'000'000}) (void)counters.marker(value, style.name);
    }
    base::Diagnostics diagnostics;
    std::vector<css::StyleSheetPtr> sheets{sheet};
    css::EbookConstants constants(sheets);
    (void)css::write_ebook_style_sheet({*sheet, constants, [](std::string_view name) { return std::string(name); }}, diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static dom::Document const document = make_document();
    static base::SourceFiles files;
    base::StageContext context;
    context.files = &files;
    auto workspace = io::make_memory_workspace(context);
    std::string text(reinterpret_cast<char const*>(data), size);
    workspace->put("main.css", text);
    for (css::Medium medium : {css::Medium::print, css::Medium::ebook}) {
        base::Diagnostics diagnostics;
        exercise(css::parse_style_sheet({text, "main.css", css::Origin::edition, medium, {}, {}}, *workspace, context, diagnostics), document);
        (void)css::parse_style_attribute({text, "main.css", css::Origin::edition, medium, {}, {}}, context, diagnostics);
    }
    return 0;
}
