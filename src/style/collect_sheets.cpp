// The style sheets of a run, in order of origin: octavo's base, the document's, the edition's.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "css/token.h"
#include "style/styled_document.h"

namespace octavo::style {

namespace {

class Collector {
public:
    Collector(SheetsInput const& input, io::Workspace& workspace, base::StageContext const& context, base::Diagnostics& diagnostics)
        : input_(input), workspace_(workspace), context_(context), diagnostics_(diagnostics) {}

    std::vector<css::StyleSheetPtr> run() {
        add_text(css::builtin_style_sheet("base"), "octavo:base.css", css::Origin::base);
        add_text(metadata_sheet(input_.document.metadata), "octavo:metadata.css", css::Origin::base);
        bool early = input_.builtin == SheetsInput::Builtin::before_document;
        auto add_edition_styles = [&](bool before) {
            for (std::string const& name : input_.edition_styles)
                if ((early && !name.ends_with(".css")) == before) add_edition_style(name, before ? css::Origin::base : css::Origin::edition);
        };
        add_edition_styles(true);
        for (dom::DocumentStyle const& style : input_.document.styles) add_document_style(style);
        for (std::string const& text : input_.defaults) add_text(text, "octavo:defaults.css", css::Origin::edition);
        add_edition_styles(false);
        for (std::string const& text : input_.user_css) add_text(text, "octavo:options.css", css::Origin::edition);
        return std::move(sheets_);
    }

private:
    /// Named strings that running heads can take: string(octavo-title), string(octavo-author). Where a book has no chapters, or
    /// before the first of them, string(chapter) is its title.
    static std::string metadata_sheet(dom::Metadata const& metadata) {
        std::string authors;
        for (dom::Contributor const& contributor : metadata.contributors) {
            if (contributor.role != "aut") continue;
            if (!authors.empty()) authors += ", ";
            authors += contributor.name;
        }
        std::string title = css::serialize_string(metadata.title);
        return fmt::format("@media print {{ :root {{ string-set: octavo-title {}, octavo-author {}, chapter {} }} }}", title,
                           css::serialize_string(authors), title);
    }

    void add_text(std::string_view text, std::string_view name, css::Origin origin) {
        if (text.empty()) return;
        parse({.text = text, .name = name, .origin = origin, .medium = input_.medium, .media_query = {}, .where = {}});
    }

    void parse(css::ParseInput const& parse) {
        if (auto sheet = css::parse_style_sheet(parse, workspace_, context_, diagnostics_)) sheets_.push_back(std::move(sheet));
    }

    /// A sheet that several files of a document link is read once, at its first place.
    void add_document_style(dom::DocumentStyle const& style) {
        css::ParseInput input{.text = style.text, .name = style.base_name, .origin = css::Origin::document, .medium = input_.medium,
                              .media_query = style.media, .where = style.where, .parts = style.parts,
                              .page_rules = input_.document.parts.empty() ? css::PageRules::of_paper : css::PageRules::of_screens};
        if (style.reference.empty()) {
            parse(input);
            return;
        }
        auto resource = workspace_.read(style.reference, style.base_name, style.where);
        if (!resource) {
            resource.error().severity = base::Severity::warning;  // the document stands without it
            diagnostics_.add_counted(std::move(resource.error()));
            return;
        }
        std::pair<std::string, std::string> key{(*resource)->name, style.media};
        if (std::find(linked_.begin(), linked_.end(), key) != linked_.end()) return;
        linked_.push_back(std::move(key));
        input.text = (*resource)->bytes;
        input.name = (*resource)->name;
        input.where = {};
        parse(input);
    }

    /// "book" is a sheet octavo brings; "house.css" is a resource beside the edition file.
    void add_edition_style(std::string const& name, css::Origin origin) {
        if (!name.ends_with(".css")) {
            std::string_view text = css::builtin_style_sheet(name);
            if (text.empty()) {
                diagnostics_.add({.code = base::Code::io_not_found, .severity = base::Severity::fatal,
                                  .message = fmt::format("octavo has no style sheet of the name '{}'", name),
                                  .hint = "name a file with its ending: styles = [\"house.css\"]"});
                return;
            }
            // An e-book's reading system knows no origins: what it reads is what is reckoned with.
            bool gives_way = origin == css::Origin::edition && input_.medium == css::Medium::print;
            add_text(text, fmt::format("octavo:{}.css", name), gives_way ? css::Origin::builtin : origin);
            return;
        }
        auto resource = workspace_.read(name, {}, {});
        if (!resource) {
            resource.error().severity = base::Severity::fatal;  // asked for by name: without it the edition is not what was meant
            diagnostics_.add(std::move(resource.error()));
            return;
        }
        add_text((*resource)->bytes, (*resource)->name, origin);
    }

    SheetsInput const& input_;
    io::Workspace& workspace_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    std::vector<css::StyleSheetPtr> sheets_;
    std::vector<std::pair<std::string, std::string>> linked_;  // resource and media
};

}  // namespace

std::vector<css::StyleSheetPtr> collect_sheets(SheetsInput const& input, io::Workspace& workspace, base::StageContext const& context,
                                               base::Diagnostics& diagnostics) {
    return Collector(input, workspace, context, diagnostics).run();
}

}  // namespace octavo::style
