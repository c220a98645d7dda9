// What the tests of css/ share: text to tokens, sheets, documents and computed styles.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "css/ebook_sheet.h"
#include "css/properties/style_builder.h"
#include "css/rules.h"
#include "css/value_reader.h"

namespace octavo::css::testing {

struct Parsed {
    base::SourceFiles files;
    base::StageContext context;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    base::Diagnostics diagnostics;
    StyleSheetPtr sheet;

    Parsed() {
        context.files = &files;
        workspace = io::make_memory_workspace(context);
    }
    explicit Parsed(std::string_view text, Medium medium = Medium::print) : Parsed() { parse(text, medium); }
    void parse(std::string_view text, Medium medium = Medium::print) {
        sheet = parse_style_sheet({text, "main.css", Origin::edition, medium, {}, {}}, *workspace, context, diagnostics);
    }
    [[nodiscard]] std::string messages() const {
        std::string out;
        for (auto const& diagnostic : diagnostics.all()) out += base::render(diagnostic, files) + "\n";
        return out;
    }
    /// Longhands of the rule as "name: text of its source".
    [[nodiscard]] std::string longhands(std::size_t rule = 0) const {
        std::string out;
        if (rule >= sheet->rules.size()) return "(no rule)";
        for (Declaration const& d : sheet->declarations_of(sheet->rules[rule].block)) {
            out += std::string(d.property == Property::custom ? d.custom.view() : name_of(d.property)) + (d.important ? "! " : " ");
        }
        return out;
    }
};

/// The computed style of one element that has the declarations, in their order within each property's number.
struct Computed {
    Parsed parsed;
    StyleBuilder builder;
    ApplyContext context;

    explicit Computed(std::string_view declarations, ComputedStyle const& parent = initial_style()) : builder(parent) {
        parsed.sheet = parse_style_attribute({declarations, "attribute", Origin::edition, Medium::print, {}, {}}, parsed.context, parsed.diagnostics);
        context.parent = parent;
        context.page_width = 400 * base::point;
        context.page_height = 600 * base::point;
        context.diagnostics = &parsed.diagnostics;
        std::vector<WinningCustom> customs;
        std::vector<Declaration const*> winners;
        if (!parsed.sheet->rules.empty()) {
            for (Declaration const& d : parsed.sheet->declarations_of(parsed.sheet->rules[0].block)) {
                if (d.property == Property::custom) customs.push_back({&d, parsed.sheet->sources[d.source].where});
                else winners.push_back(&d);
            }
        }
        custom = compute_custom_properties(nullptr, customs, nullptr, {}, parsed.diagnostics);
        context.custom = custom.get();
        std::stable_sort(winners.begin(), winners.end(), [](auto const* a, auto const* b) { return a->property < b->property; });
        for (Declaration const* d : winners) apply_declaration(*d, parsed.sheet->sources[d->source].where, context, builder);
        builder.finish(context);
    }
    CustomPropertiesPtr custom;
    [[nodiscard]] ComputedStyle style() const {
        return {&builder.font, &builder.text, &builder.list_table, &builder.box, &builder.decoration, &builder.fragmentation, &builder.generated};
    }
    [[nodiscard]] bool clean() const { return parsed.diagnostics.empty(); }
};

inline constexpr Length pt = base::point;

}  // namespace octavo::css::testing
