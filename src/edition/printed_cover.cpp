#include "edition/printed_cover.h"

#include <fmt/format.h>

#include "cover/cover_page.h"
#include "impose/paper.h"
#include "paint/painter.h"
#include "paint/printer_marks.h"
#include "paint/sheet.h"
#include "pdf/preflight.h"
#include "read/read.h"

namespace octavo::edition {
namespace {

using base::Length;

constexpr char const* cover_source = "octavo-cover.xhtml";

struct Refused {
    base::Code code{};
    std::string message, hint;
};

/// Reads as `under` does, and the cover's own document.
class CoverWorkspace : public io::Workspace {
public:
    CoverWorkspace(io::Workspace& under, base::StageContext const& context, std::string document)
        : under_(under), own_(io::make_memory_workspace(context)) {
        own_->put(cover_source, std::move(document));
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from, base::SourceSpan where) override {
        return reference == cover_source ? own_->read(reference, {}, where) : under_.read(reference, from, where);
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override { return under_.read_system(path); }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view path) override { return under_.create(path); }
    std::int64_t source_date_epoch() const override { return under_.source_date_epoch(); }
    std::vector<io::ResourcePtr> resources() const override { return under_.resources(); }

private:
    io::Workspace& under_;
    std::unique_ptr<io::MemoryWorkspace> own_;
};

/// What is to be made, understood.
struct Design {
    cover::CoverText text;
    cover::SpineText spine_text = cover::SpineText::none;
    cover::CoverSize size;
    bool bound_right = false;
};

class Designer {
public:
    Designer(CoverJob const& job, base::Diagnostics& diagnostics) : job_(job), options_(job.edition.cover_options), diagnostics_(diagnostics) {}

    Design design() {
        Design made;
        made.bound_right = bound_right();
        made.size = {job_.width, job_.height, spine()};
        made.text = texts();
        made.spine_text = spine_text(made);
        return made;
    }

    [[nodiscard]] std::string const& measure() const { return measure_; }

private:
    void warn(base::Code code, std::string message, std::string hint) {
        diagnostics_.add({.code = code, .severity = base::Severity::warning, .message = std::move(message), .hint = std::move(hint)});
    }

    Length length(char const* what, std::string const& text, char const* most) const {
        auto read = impose::parse_length(text);
        if (!read || *read < 0 || *read > *impose::parse_length(most))
            throw Refused{base::Code::cover_option, fmt::format("\"{}\" is no {}", text, what), fmt::format("write a length such as 3mm, up to {}", most)};
        return *read;
    }

    bool bound_right() const {
        if (options_.binding.empty()) return job_.right_to_left;
        if (options_.binding != "left" && options_.binding != "right")
            throw Refused{base::Code::cover_option, fmt::format("\"{}\" is no edge that a cover is bound on", options_.binding), "there are left and right"};
        return options_.binding == "right";
    }

    Length spine() {
        constexpr Length glued = 5'806;   // 2 mm: below it there is nothing for glue to hold
        if (!options_.spine.empty()) {
            measure_ = "as it was given";
            return checked_spine(length("width of a spine", options_.spine, "200mm"), glued);
        }
        std::string paper = options_.paper;
        if (paper.empty()) {
            paper = "0.1mm";
            warn(base::Code::cover_spine, "no paper was named: the spine is reckoned with leaves of 0.1 mm", "give its thickness, or weight and volume, with --paper");
        }
        auto leaf = cover::leaf_thickness(paper);
        if (!leaf) throw Refused{base::Code::cover_option, leaf.error(), {}};
        Length board = options_.board.empty() ? 0 : length("thickness of a cover", options_.board, "10mm");
        measure_ = fmt::format("{} pages, leaves of {:.3f} mm", job_.pages, *leaf / 1000.0);
        if (board != 0) measure_ += fmt::format(", board of {}", impose::millimetres(board));
        return checked_spine(cover::spine_width({job_.pages, *leaf, board}), glued);
    }
    Length checked_spine(Length width, Length glued) {
        constexpr Length least = 290, most = 580'000;   // 0.1 mm, 200 mm
        if (width < least) throw Refused{base::Code::cover_spine, fmt::format("a spine of {} is none", impose::millimetres(width)), "give its width with --spine"};
        if (width > most)
            throw Refused{base::Code::cover_spine, fmt::format("a spine of {} cannot be bound", impose::millimetres(width)), "make two volumes, or check the paper"};
        if (width < glued)
            warn(base::Code::cover_spine, fmt::format("the spine is {} wide: too thin to be glued", impose::millimetres(width)), "staple it: a booklet's cover is its first sheet");
        return width;
    }

    cover::CoverText texts() const {
        dom::Metadata const& metadata = job_.document.metadata;
        cover::CoverText text{.title = metadata.title, .subtitle = metadata.subtitle, .publisher = metadata.publisher};
        for (dom::Contributor const& contributor : metadata.contributors)
            if (contributor.role == "aut" || contributor.role.empty()) text.authors += (text.authors.empty() ? "" : ", ") + contributor.name;
        if (text.title.empty()) throw Refused{base::Code::cover_option, "the book has no title to put on its cover", "give one with --title"};
        text.blurb = options_.blurb.empty() ? metadata.description : options_.blurb;
        text.picture = options_.picture;
        text.language = metadata.language;
        text.right_to_left = job_.right_to_left;
        add_isbn(text, metadata);
        return text;
    }

    void add_isbn(cover::CoverText& text, dom::Metadata const& metadata) const {
        std::string given = options_.isbn;
        for (dom::Identifier const& identifier : metadata.identifiers)
            if (given.empty() && identifier.scheme == "isbn") given = identifier.value;
        if (given.empty()) return;
        auto isbn = cover::read_isbn(given);
        if (!isbn) throw Refused{base::Code::cover_isbn, fmt::format("the ISBN \"{}\" is wrong: {}", given, isbn.error()), {}};
        auto symbol = cover::barcode_svg(*isbn);
        if (!symbol) throw Refused{base::Code::cover_isbn, fmt::format("no barcode can be made of the ISBN \"{}\": {}", given, symbol.error()), {}};
        text.isbn = isbn->shown;
        text.barcode = *symbol;
    }

    cover::SpineText spine_text(Design const& made) {
        cover::SpineText text = cover::customary_spine_text(made.text.language, made.bound_right);
        std::string const& asked = options_.spine_text;
        if (asked == "down") text = cover::SpineText::down;
        else if (asked == "up") text = cover::SpineText::up;
        else if (asked == "none") return cover::SpineText::none;
        else if (!asked.empty())
            throw Refused{base::Code::cover_option, fmt::format("\"{}\" is no direction for a spine's text", asked), "there are down, up and none"};
        if (made.size.spine >= cover::least_spine_with_text) return text;
        if (!asked.empty())
            warn(base::Code::cover_spine, fmt::format("the spine is {} wide and bears no text", impose::millimetres(made.size.spine)),
                 fmt::format("text needs {}", impose::millimetres(cover::least_spine_with_text)));
        return cover::SpineText::none;
    }

    CoverJob const& job_;
    CoverOptions const& options_;
    base::Diagnostics& diagnostics_;
    std::string measure_;
};

/// Front, spine and back painted, each on a page of its own.
using Pages = std::array<paint::DisplayList, 3>;
enum : std::size_t { front, spine, back };

Pages paint_pages(PrintLayout const& layout) {
    constexpr std::array names{std::string_view{"cover-front"}, std::string_view{"cover-spine"}, std::string_view{"cover-back"}};
    constexpr std::array spoken{"front", "spine", "back"};
    auto const& pages = layout.pages.pages;
    for (std::size_t i = 0; i < std::max(names.size(), pages.size()); ++i) {
        if (i < names.size() && i < pages.size() && pages[i].query.name.view() == names[i]) continue;
        std::size_t full = i == 0 ? 0 : std::min(i, names.size()) - 1;
        throw Refused{base::Code::cover_option, fmt::format("what is to stand on the {} does not fit on it", spoken[full]),
                      "shorten it, or set it smaller in a style sheet of [cover]"};
    }
    Pages painted;
    paint::Painter painter(*layout.context, layout.pages);
    for (std::size_t i = 0; i < painted.size(); ++i) painter.paint(static_cast<std::uint32_t>(i), painted[i]);
    return painted;
}

/// The sheet: back, spine, front from left to right, or the other way round for a book bound on the right.
paint::Sheet put_together(Design const& design, PressPlan const& press, Pages const& pages) {
    paint::Sheet sheet;
    Length width = design.size.width, height = design.size.height, spine_width = design.size.spine;
    style::PageStyle style;
    style.width = 2 * width + spine_width;
    style.height = height;
    style.bleed = pages[front].bleed;
    style.marks_crop = press.marks_crop;
    style.marks_cross = press.marks_cross;
    sheet.frame.width = style.width;
    sheet.frame.height = height;
    sheet.frame.bleed = style.bleed;
    sheet.frame.slug = paint::slug_of(style);
    paint::Canvas canvas(sheet.frame);
    std::array folds{width, width + spine_width};
    paint::paint_printer_marks(style, folds, canvas);

    Length left = design.bound_right ? width + spine_width : 0, right = design.bound_right ? 0 : width + spine_width, bleed = style.bleed;
    // A panel, the bleed where the sheet ends, and as much of it under the spine, so that no seam is seen between them.
    auto outer = [&, under = std::min(bleed, spine_width / 2)](Length x) {
        return paint::Area{x == 0 ? -bleed : x - under, -bleed, width + bleed + under, height + 2 * bleed};
    };
    sheet.panels.push_back({&pages[back], left, 0, paint::Turn::none, outer(left)});
    sheet.panels.push_back({&pages[front], right, 0, paint::Turn::none, outer(right)});
    bool up = design.spine_text == cover::SpineText::up;
    paint::Area middle{width, -bleed, spine_width, height + 2 * bleed};
    sheet.panels.push_back({&pages[spine], up ? width : width + spine_width, up ? height : 0, up ? paint::Turn::anticlockwise : paint::Turn::clockwise, middle});
    return sheet;
}

Target cover_target(CoverJob const& job) {
    Target target = job.edition.cover;
    target.styles.insert(target.styles.begin(), "cover");
    target.page.clear();
    return target;
}

void carry_out(CoverJob const& job, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result) {
    job.mark("cover");
    Designer designer(job, diagnostics);
    Design design = designer.design();
    CoverWorkspace workspace(job.workspace, context, cover::cover_document(design.text, design.spine_text));
    auto document = read::read_document(workspace, {cover_source}, context, diagnostics);
    if (!document) throw Refused{base::Code::internal_error, "the cover's own document cannot be read", {}};
    document->metadata = job.document.metadata;
    PressPlan press = job.press;
    press.rules = cover::cover_rules(design.size, cover::spine_line(design.text).characters());
    Target target = cover_target(job);
    StageMark quiet = [](char const*) {};
    PressUse use{press, nullptr};
    PrintInput input{*document, target, workspace, quiet, {}, &use};
    auto layout = make_boxes(input, context, diagnostics);
    if (diagnostics.has(base::Severity::fatal)) return;
    make_pages(*layout, input, context, diagnostics);
    Pages pages = paint_pages(*layout);
    paint::Sheet sheet = put_together(design, press, pages);
    auto writer = pdf::open_pdf({.text = *layout->text, .boxes = layout->boxes, .document = *document, .workspace = workspace, .output = target.output,
                                 .tagging = pdf::Tagging::untagged, .press = &press.settings}, context, diagnostics);
    if (!writer) throw writer.error();
    (*writer)->add_sheet(sheet);
    if (auto done = (*writer)->finish({document->metadata, {}, {}, "octavo " OCTAVO_VERSION}); !done) throw done.error();
    result.text += fmt::format("Cover: front and back {}, spine {} ({}); the sheet is {} trimmed.\n", impose::measure(job.width, job.height),
                               impose::millimetres(design.size.spine), designer.measure(), impose::measure(sheet.frame.width, sheet.frame.height));
    if (job.edition.press_options.preflight) result.text += "\n" + target.output + "\n" + (*writer)->preflight()->report(context.files);
}

}  // namespace

void override_options(CoverOptions& options, CoverOptions const& over) {
    for (auto const& key : cover_texts)
        if (!(over.*key.member).empty()) options.*key.member = over.*key.member;
    for (auto const& key : cover_numbers)
        if (over.*key.member != 0) options.*key.member = over.*key.member;
}

tl::expected<void, base::Diagnostic> write_cover(CoverJob const& job, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result) {
    try {
        carry_out(job, context, diagnostics, result);
    } catch (Refused const& refused) {
        return tl::unexpected(base::Diagnostic{.code = refused.code, .severity = base::Severity::fatal, .message = refused.message, .hint = refused.hint});
    } catch (base::Diagnostic const& failure) {
        return tl::unexpected(failure);
    }
    return {};
}

}  // namespace octavo::edition
