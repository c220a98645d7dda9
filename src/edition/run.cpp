// The run: request → edition → document → products. The only place where the stages of both editions meet.
#include <chrono>
#include <fmt/format.h>
#include <thread>

#include "dom/dump.h"
#include "edition/booklet.h"
#include "edition/ebook_edition.h"
#include "edition/edition.h"
#include "edition/event_time.h"
#include "edition/package.h"
#include "edition/press_edition.h"
#include "edition/print_edition.h"
#include "edition/verify.h"
#include "io/paths.h"
#include "layout/dump.h"
#include "octavo.h"
#include "paint/dump.h"
#include "page/findings.h"
#include "paint/painter.h"
#include "read/read.h"
#include "style/dump.h"

namespace octavo {
namespace {

using base::Code;

class Clock {
public:
    explicit Clock(std::vector<Timing>& timings) : timings_(timings) {}
    void mark(char const* stage) {
        stop();
        current_ = stage;
        begin_ = std::chrono::steady_clock::now();
    }
    void stop() {
        if (current_.empty()) return;
        std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin_;
        timings_.push_back({current_, took.count()});
        current_.clear();
    }

private:
    std::vector<Timing>& timings_;
    std::string current_;
    std::chrono::steady_clock::time_point begin_;
};

int exit_code_of(base::Diagnostic const& fatal) {
    switch (fatal.code) {
        case Code::io_unwritable: return exit_bad_output;
        case Code::archive_fixity:
        case Code::archive_rebuild: return exit_differs;
        case Code::io_limit:
        case Code::xml_limit:
        case Code::run_limit: return exit_limit;
        case Code::run_cancelled: return exit_cancelled;
        case Code::internal_error:
        case Code::pdf_finish: return exit_internal;
        default: return exit_bad_input;
    }
}

class Run {
public:
    /// `open`: where the edition is made; empty: on the disk.
    Run(Request const& request, Progress const& progress, std::atomic<bool> const* cancel, edition::WorkspaceOpener open = {})
        : request_(request), open_(std::move(open)), clock_(result_.timings) {
        context_.workers = request.jobs != 0 ? request.jobs : std::max(1U, std::thread::hardware_concurrency());
        context_.cancel = cancel;
        context_.files = &files_;
        if (progress) {
            context_.progress = [&progress](std::string_view stage, std::uint64_t done, std::uint64_t total) {
                progress(std::string(stage).c_str(), done, total);
            };
        }
    }

    Result carry_out() {
        work();
        clock_.stop();
        bool failed = false;
        for (base::Diagnostic& d : diagnostics_.to_complete()) {
            if (request_.strict && base::kind(d.code) == base::Kind::layout) d.severity = std::max(d.severity, base::Severity::error);
            if (d.severity == base::Severity::fatal && !failed) {
                result_.exit_code = exit_code_of(d);
                failed = true;
            }
            result_.messages.push_back(message_of(d));
        }
        if (!failed && request_.strict && diagnostics_.has(base::Severity::warning)) result_.exit_code = exit_strict;
        return std::move(result_);
    }

private:
    [[nodiscard]] Message message_of(base::Diagnostic const& d) const {
        Message message;
        message.severity = static_cast<Severity>(d.severity);
        message.code = std::string(base::slug(d.code));
        message.file = std::string(files_.name(d.where.file));
        message.line = d.where.line;
        message.column = d.where.column;
        message.text = d.message;
        message.hint = d.hint;
        message.count = d.count;
        message.rendered = base::render(d, files_);
        return message;
    }

    void work() {
        if (edition::needs_no_document(request_)) {
            clock_.mark("sheets");
            note(edition::make_booklet_alone(request_, context_, diagnostics_, result_));
            return;
        }
        if (request_.action == Action::verify) {
            clock_.mark("verify");
            verify();
            return;
        }
        clock_.mark("read");
        auto edition = edition::plan_edition(request_, context_, diagnostics_);
        if (!edition) return;
        auto opened = open_ ? open_(*edition) : io::open_disk_workspace(edition->root, context_);
        if (!opened) {
            diagnostics_.add(opened.error());
            return;
        }
        std::unique_ptr<io::Workspace> workspace = io::open_archives(std::move(*opened), context_);
        std::optional<io::FolderArtefact> package;
        if (request_.action == Action::archive) {
            auto folder = io::FolderArtefact::create(edition->archive.output);  // before the work, which would be in vain
            if (!folder) {
                diagnostics_.add(folder.error());
                return;
            }
            package.emplace(std::move(*folder));
        }
        if (stopped()) return;
        if (edition->print.aim.embedding == pdf::Embedding::sources && !read_edition_file(*edition, *workspace)) return;
        auto document = read::read_document(*workspace, edition->sources, context_, diagnostics_, {edition->index, edition->contents_depth, edition->metadata.language});
        if (!document) {
            if (!diagnostics_.has(base::Severity::fatal)) {
                diagnostics_.add({.code = Code::read_empty, .severity = base::Severity::fatal, .message = "nothing could be read"});
            }
            return;
        }
        bool makes_editions = request_.action != Action::explain && request_.action != Action::dump;
        if (makes_editions && !document->first_child_element(document->body())) {
            diagnostics_.add({.code = Code::read_empty, .severity = base::Severity::fatal,
                              .message = "the sources have no content: there is nothing to make editions of"});
            return;
        }
        edition::complete_metadata(document->metadata, edition->metadata);
        document->metadata.modified = edition::product_date(document->metadata, workspace->source_date_epoch());
        if (document->parts.empty()) read::ensure_title_page(*document);  // a book from a package is complete
        if (!edition->metadata.rights.empty()) read::ensure_imprint(*document);
        if (edition->contents != "none" && !edition->contents.empty()) {
            read::ensure_contents(*document, edition->contents == "auto" ? std::string() : edition->contents, edition->contents_depth);
        }
        switch (request_.action) {
            case Action::explain: explain(*document, *edition, *workspace); break;
            case Action::dump: dump(*document, *edition, *workspace); break;
            case Action::archive: archive(*document, *edition, *workspace, std::move(*package)); break;
            default: make_editions(*document, *edition, *workspace); break;
        }
    }

    /// The edition file becomes one of the resources that were read, so that it is embedded with them.
    bool read_edition_file(edition::Edition const& edition, io::Workspace& workspace) {
        if (!edition.inputs.front().ends_with(".toml")) return true;
        auto file = workspace.read(io::reference_of_path(edition.inputs.front()), "", {});
        if (file) return true;
        file.error().severity = base::Severity::fatal;
        diagnostics_.add(file.error());
        return false;
    }

    void archive(dom::Document const& document, edition::Edition const& edition, io::Workspace& workspace, io::FolderArtefact package) {
        edition::HeldWorkspace held(workspace, context_);
        make_editions(document, edition, held);
        result_.outputs.clear();
        if (diagnostics_.has(base::Severity::fatal)) return;
        clock_.mark("package");
        edition::PackageInput input{request_, edition, document.metadata, held, edition::event_time(workspace.source_date_epoch())};
        keep(edition::write_package(input, std::move(package), context_, diagnostics_, result_), edition.archive.output);
    }

    void verify() {
        edition::Builder build = [this](Request const& request, edition::WorkspaceOpener const& open) {
            return Run(request, {}, context_.cancel, open).carry_out();
        };
        edition::verify(request_, build, context_, diagnostics_, result_);
    }

    [[nodiscard]] edition::StageMark marker() {
        return [this](char const* stage) { clock_.mark(stage); };
    }

    void make_editions(dom::Document const& document, edition::Edition const& edition, io::Workspace& workspace) {
        edition::StageMark mark = marker();
        std::unique_ptr<edition::PrintLayout> layout;
        bool check = request_.action == Action::check;
        bool tells_pages = edition.ebook.wanted && edition::needs_printed_pages(edition.ebook_options);
        if (edition.print.wanted || edition.booklet.wanted || check || tells_pages) {
            edition::PrintInput input{document, edition.print, workspace, mark,
                                      [&] { return edition::recipe_of(request_, edition, workspace); }};
            layout = edition::make_boxes(input, context_, diagnostics_);
            if (stopped() || diagnostics_.has(base::Severity::fatal)) return;
            edition::make_pages(*layout, input, context_, diagnostics_);
            if (stopped() || diagnostics_.has(base::Severity::fatal)) return;
            result_.pages = static_cast<std::uint32_t>(layout->pages.pages.size());
            if (request_.explain_pages) result_.text += page::explain_pages(layout->pages, *layout->context);
            if (check) return;
            bool prints = edition.print.wanted || edition.booklet.wanted;
            if (prints && !write_print(*layout, input, edition)) return;
        }
        if (edition.ebook.wanted) {
            if (stopped()) return;
            clock_.mark("e-book");
            dom::PageMap const* pages = layout ? &layout->pages.map : nullptr;
            auto written = edition::write_ebook({document, edition, workspace, pages}, context_, diagnostics_);
            if (!diagnostics_.has(base::Severity::fatal)) keep(written, edition.ebook.output);
        }
        if ((edition.press.wanted || edition.cover.wanted) && !diagnostics_.has(base::Severity::fatal)) {
            if (stopped()) return;
            note(edition::make_press_editions({document, edition, workspace, mark}, context_, diagnostics_, result_));
        }
    }

    /// The PDF, and the sheets made of it.
    bool write_print(edition::PrintLayout& layout, edition::PrintInput const& input, edition::Edition const& edition) {
        if (!edition.booklet.wanted) return keep(edition::write_pdf(layout, input, context_, diagnostics_), edition.print.output);
        edition::HeldWorkspace held(input.workspace, context_);
        edition::Target target = input.target;
        if (!edition.print.wanted) target.aim = {};   // demanded of the print edition, not of sheets to fold
        edition::PrintInput pages{input.document, target, held, input.mark, input.recipe};
        auto written = edition::write_pdf(layout, pages, context_, diagnostics_);
        if (written && edition.print.wanted) written = held.release(target.output);
        if (!written || edition.print.wanted) {
            if (!keep(written, target.output)) return false;
        }
        clock_.mark("sheets");
        std::string const& title = input.document.metadata.title;
        std::uint32_t back = edition::back_matter_page(input.document, layout.pages.map, result_.pages);
        return note(edition::write_booklet({*held.artefact(target.output), title, edition.booklet, request_.booklet_product, back, input.workspace},
                                           context_, diagnostics_, result_));
    }

    /// Whether the run was cancelled; says so.
    bool stopped() {
        if (!context_.cancelled()) return false;
        diagnostics_.add({.code = Code::run_cancelled, .severity = base::Severity::fatal, .message = "stopped on request"});
        return true;
    }

    /// Notes what was written, or why it could not be.
    bool keep(tl::expected<void, base::Diagnostic> const& written, std::string const& output) {
        if (written) result_.outputs.push_back(output);
        return note(written);
    }
    /// Says why something could not be made.
    bool note(tl::expected<void, base::Diagnostic> const& made) {
        if (made) return true;
        base::Diagnostic failure = made.error();
        failure.severity = base::Severity::fatal;
        diagnostics_.add(std::move(failure));
        return false;
    }

    void explain(dom::Document const& document, edition::Edition const& edition, io::Workspace& workspace) {
        css::Medium medium = request_.ebook_medium ? css::Medium::ebook : css::Medium::print;
        edition::StageMark mark = marker();
        edition::PrintInput input{document, request_.ebook_medium ? edition.ebook : edition.print, workspace, mark};
        auto sheets = edition::sheets_of(input, medium, context_, diagnostics_);
        style::StyleInput styles{document, sheets, medium};
        auto elements = style::select(styles, request_.selector, diagnostics_);
        if (elements.empty() && !diagnostics_.has(base::Severity::error)) {
            diagnostics_.add({.code = Code::css_invalid_selector, .severity = base::Severity::fatal,
                              .message = fmt::format("no element of the document matches \"{}\"", request_.selector)});
            return;
        }
        constexpr std::size_t most = 5;  // the first elements tell; a selector that matches thousands would not be read
        for (std::size_t i = 0; i < std::min(elements.size(), most); ++i) {
            result_.text += style::explain(styles, elements[i], request_.property, files_);
            if (!result_.text.empty() && result_.text.back() != '\n') result_.text += '\n';
        }
        if (elements.size() > most) result_.text += fmt::format("({} more elements match)\n", elements.size() - most);
    }

    void dump(dom::Document const& document, edition::Edition const& edition, io::Workspace& workspace) {
        if (request_.stage == Stage::dom) {
            result_.text = dom::dump(document, files_);
            return;
        }
        edition::StageMark mark = marker();
        edition::PrintInput input{document, edition.print, workspace, mark};
        if (request_.stage == Stage::style && request_.ebook_medium) {
            edition::PrintInput book{document, edition.ebook, workspace, mark};
            auto sheets = edition::sheets_of(book, css::Medium::ebook, context_, diagnostics_);
            result_.text = style::dump(*style::style_document({document, sheets, css::Medium::ebook}, context_, diagnostics_));
            return;
        }
        auto layout = edition::make_boxes(input, context_, diagnostics_);
        if (request_.stage == Stage::style) result_.text = style::dump(*layout->styled);
        if (request_.stage == Stage::box) result_.text = box::dump(layout->boxes, *layout->styled);
        if (request_.stage < Stage::galley) return;
        edition::make_pages(*layout, input, context_, diagnostics_);
        if (request_.stage == Stage::pages) result_.text = page::dump(layout->pages, *layout->context);
        if (request_.stage == Stage::galley) {
            for (page::Run const& run : layout->pages.runs) result_.text += layout::dump(*run.store, *layout->context);
        }
        if (request_.stage != Stage::display) return;
        paint::Painter painter(*layout->context, layout->pages);
        paint::DisplayList page;
        for (std::uint32_t i = 0; i < layout->pages.pages.size(); ++i) {
            painter.paint(i, page);
            result_.text += paint::dump(page, document);
        }
    }

    Request const& request_;
    edition::WorkspaceOpener open_;
    base::SourceFiles files_;
    base::StageContext context_;
    base::Diagnostics diagnostics_;
    Result result_;
    Clock clock_;
};

}  // namespace

Result run(Request const& request, Progress const& progress, std::atomic<bool> const* cancel) {
    try {
        return Run(request, progress, cancel).carry_out();
    } catch (std::bad_alloc const&) {
        Result result;
        result.exit_code = exit_limit;
        result.messages.push_back({Severity::fatal, "run-limit", "", 0, 0, "out of memory", "", 1, "fatal: out of memory [run-limit]"});
        return result;
    } catch (std::exception const& failure) {
        Result result;
        result.exit_code = exit_internal;
        std::string text = fmt::format("a defect in octavo: {}", failure.what());
        result.messages.push_back({Severity::fatal, "internal-error", "", 0, 0, text, "please report it with the source", 1,
                                   fmt::format("fatal: {} [internal-error]", text)});
        return result;
    }
}

char const* version() { return OCTAVO_VERSION; }

}  // namespace octavo
