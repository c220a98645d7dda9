#include "epub/styles.h"

#include <unordered_map>

#include <fmt/format.h>

#include "css/ebook_sheet.h"
#include "epub/values.h"

namespace octavo::epub {

namespace {

/// What stands for lost element names, page marks and note references. First of all sheets, so that any other overrides it.
constexpr std::string_view own_rules = R"(.as-block { display: block }
.as-em, .as-i, .as-cite, .as-dfn, .as-var { font-style: italic }
.as-strong, .as-b { font-weight: bold }
.as-small { font-size: smaller }
.as-code, .as-samp, .as-kbd, .as-tt { font-family: monospace }
.as-center { text-align: center }
.as-u { text-decoration: underline }
.as-s, .as-strike { text-decoration: line-through }
.as-sup { vertical-align: super }
.as-sub { vertical-align: sub }
.as-li { display: list-item; margin-left: 1.5em }
.as-dd { margin-left: 1.5em }
.as-dt, .as-tr { display: block }
p.continued { text-indent: 0 }
.as-missing-picture { border: thin solid; padding: 0 0.25em; font-style: italic }
.noteref { vertical-align: super; font-size: smaller; line-height: 0; text-decoration: none }
.footnotes { margin-top: 2em; border-top: thin solid; padding-top: 0.5em; font-size: smaller }
.backlink { text-decoration: none }
.cover-page { text-align: center }
.cover-page img { max-width: 100%; max-height: 100% }
)";

/// Where quotation marks are written (generated_text.h), those that reading systems put round q would be a second pair.
constexpr std::string_view written_rules = "q::before, q::after { content: none }\n";

}  // namespace

InlineStyles::InlineStyles(dom::Document const& document, Survey const& survey) {
    base::Name const style = dom::names::style();
    for (dom::NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (!document.is_element(node) || survey.is(node, Trait::foreign)) continue;
        auto value = document.attribute(node, style);
        // A brace would end the rule made of the value; a style attribute holds none (CSS Style Attributes, section 3).
        if (!value || is_blank(*value) || value->find_first_of("{}") != std::string_view::npos) continue;
        auto [place, made] = classes_.try_emplace(*value);
        if (!made) continue;
        place->second = fmt::format("inline-{}", classes_.size());
        text_ += fmt::format(".{} {{ {} }}\n", place->second, *value);
    }
}

std::string_view InlineStyles::class_of(std::string_view value) const {
    auto found = classes_.find(value);
    return found == classes_.end() ? std::string_view{} : std::string_view{found->second};
}

std::vector<StyleFile> write_styles(StylesInput const& input, Media& media, base::StageContext const& context,
                                    base::Diagnostics& diagnostics) {
    std::vector<StyleFile> files{{"css/octavo.css", std::string(own_rules)}};
    std::unordered_map<std::string, int> names{{"octavo", 1}};
    std::vector<css::StyleSheetPtr> sheets = input.sheets;
    if (!input.inline_styles.text().empty())
        sheets.push_back(css::parse_style_sheet({.text = input.inline_styles.text(), .name = "inline.css", .origin = css::Origin::document,
                                                 .medium = css::Medium::ebook, .media_query = {}, .where = {}},
                                                input.workspace, context, diagnostics));
    if (input.generated == css::GeneratedContent::written) files.front().text += written_rules;
    std::string fonts = font_style_sheet(input.fonts, media);
    if (!fonts.empty()) files.push_back({"css/fonts-embedded.css", std::move(fonts)});
    names.emplace("fonts-embedded", 1);
    auto faces = input.fonts.empty() ? css::FontFaces::kept : css::FontFaces::left_out;
    css::EbookConstants const constants(sheets);
    auto resource_path = [&](std::string_view resource) {
        MediaFile const* file = media.add(percent_encode(resource), {}, {}, input.workspace, diagnostics);
        return file ? fmt::format("../{}", file->file) : std::string{};
    };
    for (css::StyleSheetPtr const& sheet : sheets) {
        auto generated = sheet->origin == css::Origin::base ? input.generated_of_base : input.generated;
        std::string text = css::write_ebook_style_sheet({*sheet, constants, resource_path, faces, generated}, diagnostics);
        if (is_blank(text)) continue;
        std::string_view base = std::string_view(sheet->name).substr(sheet->name.find_last_of("/:") + 1);
        std::string stem = clean_file_name(base.substr(0, base.rfind('.')));
        int count = ++names[stem];
        files.push_back({count == 1 ? fmt::format("css/{}.css", stem) : fmt::format("css/{}-{}.css", stem, count), std::move(text), sheet->parts});
    }
    return files;
}

}  // namespace octavo::epub
