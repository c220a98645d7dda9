#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "edition/booklet.h"
#include "edition/edition.h"
#include "edition/press_edition.h"
#include "io/paths.h"

namespace octavo::edition {
namespace {

namespace fs = std::filesystem;

void fail(base::Diagnostics& diagnostics, base::Code code, std::string message, std::string hint = {}) {
    diagnostics.add({.code = code, .severity = base::Severity::fatal, .message = std::move(message), .hint = std::move(hint)});
}

std::string folder_of(fs::path const& file) {
    fs::path parent = file.parent_path();
    return parent.empty() ? "." : parent.string();
}

/// `file` as a resource name below `root`; empty when it lies outside.
std::string below(fs::path const& file, fs::path const& root) {
    std::error_code error;
    fs::path relative = fs::relative(fs::absolute(file, error), fs::absolute(root, error), error);
    std::string name = relative.generic_string();
    bool outside = name == ".." || name.starts_with("../");
    return error || outside ? std::string() : name;
}

/// What an edition file in `folder` (below the root; empty: the root) calls `name`, as a reference seen from the root. What is no
/// relative path stays, for the workspace to refuse by what it is.
std::string reference_from(fs::path const& folder, std::string const& name) {
    io::ReferenceKind kind = io::resolve_reference(name, {}).kind;
    bool relative = kind == io::ReferenceKind::local || kind == io::ReferenceKind::climbing;
    return relative && !name.empty() ? io::reference_of_path((folder / name).lexically_normal().generic_string()) : name;
}

/// Built-in sheets have names without an ending.
bool is_style_file(std::string_view style) { return style.ends_with(".css"); }

/// Sources, style files and cover, which the edition file names as seen from its own folder.
void see_from_root(fs::path const& folder, Edition& edition) {
    for (std::string& source : edition.sources) source = reference_from(folder, source);
    for (Target* target : {&edition.print, &edition.ebook, &edition.press, &edition.cover}) {
        for (std::string& style : target->styles) {
            if (is_style_file(style)) style = reference_from(folder, style);
        }
    }
    edition.metadata.cover = reference_from(folder, edition.metadata.cover);
    edition.cover_options.picture = reference_from(folder, edition.cover_options.picture);
    edition.press_options.output_intent = reference_from(folder, edition.press_options.output_intent);
}

std::optional<Edition> from_edition_file(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics) {
    std::string const& path = request.inputs.front();
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream.is_open() || stream.bad()) {
        fail(diagnostics, base::Code::io_not_found, fmt::format("{}: the edition file cannot be read", path));
        return std::nullopt;
    }
    auto edition = read_edition_file(text, path, context.files->add(path), diagnostics);
    if (!edition) return edition;
    fs::path base = folder_of(path);
    edition->root = request.root.empty() ? base.string() : request.root;
    std::string folder = below(base, edition->root);
    if (folder.empty()) {
        fail(diagnostics, base::Code::io_outside_root, fmt::format("{}: lies outside the root {}", path, edition->root));
        return std::nullopt;
    }
    see_from_root(folder, *edition);
    edition->inputs = {(fs::path(folder) / fs::path(path).filename()).lexically_normal().generic_string()};
    bool others = edition->booklet.wanted || edition->press.wanted || edition->cover.wanted;
    if (!edition->print.wanted && !edition->ebook.wanted && !others) edition->print.wanted = edition->ebook.wanted = true;
    for (std::string* output : {&edition->print.output, &edition->ebook.output, &edition->booklet.output, &edition->booklet.options.preview,
                                &edition->press.output, &edition->cover.output, &edition->archive.output}) {
        if (!output->empty()) *output = (base / *output).lexically_normal().string();
    }
    return edition;
}

std::optional<Edition> from_sources(Request const& request, base::Diagnostics& diagnostics) {
    Edition edition;
    edition.root = request.root.empty() ? folder_of(request.inputs.front()) : request.root;
    for (std::string const& input : request.inputs) {
        std::string name = below(input, edition.root);
        if (name.empty()) {
            fail(diagnostics, base::Code::io_outside_root, fmt::format("{}: lies outside the root {}", input, edition.root),
                 "name a folder that holds everything with --root");
            return std::nullopt;
        }
        edition.sources.push_back(io::reference_of_path(name));
        edition.inputs.push_back(name);
    }
    edition.print.wanted = edition.ebook.wanted = true;
    return edition;
}

/// Whether `path` is one of the files that are read.
bool is_input(Request const& request, std::string const& path) {
    std::error_code error;
    return std::any_of(request.inputs.begin(), request.inputs.end(), [&](std::string const& input) { return fs::equivalent(input, path, error); });
}

/// A product that would take its own source's place is refused.
bool spares_sources(Request const& request, Edition const& edition, base::Diagnostics& diagnostics) {
    for (Target const* target : {&edition.print, &edition.ebook}) {
        if (!target->wanted || !is_input(request, target->output)) continue;
        fail(diagnostics, base::Code::io_unwritable, fmt::format("{} is the source: it is not replaced by what is made of it", target->output),
             "name another file with -o");
        return false;
    }
    return true;
}

void apply_request(Request const& request, Edition& edition) {
    dom::Metadata& m = edition.metadata;
    if (!request.title.empty()) m.title = request.title;
    if (!request.language.empty()) m.language = request.language;
    if (request.cover == "none") m.cover.clear(), edition.ebook_options.cover = EbookOptions::Cover::none;
    else if (!request.cover.empty()) m.cover = reference_from({}, request.cover);
    if (!request.authors.empty()) {
        std::erase_if(m.contributors, [](dom::Contributor const& c) { return c.role == "aut"; });
        for (auto author = request.authors.rbegin(); author != request.authors.rend(); ++author) {
            m.contributors.insert(m.contributors.begin(), {*author, "aut", ""});
        }
    }
    if (!request.page.empty()) edition.print.page = request.page;
    if (!request.font_size.empty()) edition.print.font_size = request.font_size;
    if (!request.conform.empty()) {
        edition.print.conform = request.conform;
        edition.print.conform_where = {};
    }
    if (!request.page_list.empty()) edition.ebook_options.page_list = request.page_list;
    if (request.embed_fonts) edition.ebook_options.fonts = "embed";
    if (edition.print.styles.empty()) edition.print.styles = {"book"};
    if (edition.ebook.styles.empty()) edition.ebook.styles = {"ebook"};
    if (edition.ebook_options.fonts == "embed") edition.ebook.styles.insert(edition.ebook.styles.begin(), "fonts");
    for (std::string const& name : request.styles) {
        std::string style = is_style_file(name) ? reference_from({}, name) : name;
        edition.print.styles.push_back(style);
        edition.ebook.styles.push_back(style);
    }
    override_options(edition.booklet.options, request.booklet);
    bool pdf = request.action == Action::pdf, epub = request.action == Action::epub, booklet = request.action == Action::booklet;
    if (pdf || epub || booklet) edition.print.wanted = pdf, edition.ebook.wanted = epub, edition.booklet.wanted = booklet;
    if (!request.output.empty()) {
        if (pdf) edition.print.output = request.output;
        if (epub) edition.ebook.output = request.output;
        if (booklet) edition.booklet.output = request.output;
    }
    if (booklet && request.booklet_product == BookletProduct::preview && request.output.empty()) edition.booklet.output = edition.booklet.options.preview;
    if (edition.booklet.output.empty()) edition.booklet.output = usual_booklet_output(request);
    std::string stem = fs::path(request.inputs.front()).replace_extension().string();
    if (edition.print.output.empty()) edition.print.output = stem + ".pdf";
    if (edition.ebook.output.empty()) edition.ebook.output = stem + (is_input(request, stem + ".epub") ? "-octavo.epub" : ".epub");
    plan_press_targets(request, edition);
    if (request.action == Action::archive) {
        keep_to_editions(edition);
        if (!request.output.empty()) edition.archive.output = request.output;
    }
    if (edition.archive.output.empty()) edition.archive.output = stem + "-archive";
}

}  // namespace

std::optional<Edition> plan_edition(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics) {
    if (request.inputs.empty()) {
        fail(diagnostics, base::Code::edition_file, "nothing to read: no edition file and no source was given");
        return std::nullopt;
    }
    bool edition_file = fs::path(request.inputs.front()).extension() == ".toml";
    auto edition = edition_file ? from_edition_file(request, context, diagnostics) : from_sources(request, diagnostics);
    if (!edition) return edition;
    apply_request(request, *edition);
    if (!spares_sources(request, *edition, diagnostics)) return std::nullopt;
    auto aim = pdf::read_aim(edition->print.conform);
    if (!aim) {
        diagnostics.add({.code = base::Code::edition_file, .severity = base::Severity::fatal, .where = edition->print.conform_where,
                         .message = fmt::format("\"{}\" cannot be conformed to: {}", edition->print.conform, aim.error())});
        return std::nullopt;
    }
    edition->print.aim = *aim;
    return edition;
}

void keep_to_editions(Edition& edition) {
    edition.booklet.wanted = false;
    if (!edition.print.wanted && !edition.ebook.wanted) edition.print.wanted = edition.ebook.wanted = true;
}

void complete_metadata(dom::Metadata& document, dom::Metadata const& edition) {
    auto take = [](std::string& into, std::string const& from) {
        if (!from.empty()) into = from;
    };
    take(document.title, edition.title);
    take(document.subtitle, edition.subtitle);
    take(document.language, edition.language);
    take(document.publisher, edition.publisher);
    take(document.rights, edition.rights);
    take(document.description, edition.description);
    take(document.source, edition.source);
    take(document.date, edition.date);
    take(document.series, edition.series);
    take(document.series_position, edition.series_position);
    take(document.cover, edition.cover);
    if (!edition.contributors.empty()) document.contributors = edition.contributors;
    if (!edition.identifiers.empty()) document.identifiers = edition.identifiers;
    if (!edition.subjects.empty()) document.subjects = edition.subjects;
}

namespace {

/// Days since 1970-01-01 → civil date (Howard Hinnant's algorithm for the proleptic Gregorian calendar).
std::array<std::int64_t, 3> civil_from_days(std::int64_t days) {
    days += 719'468;
    std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    std::int64_t day_of_era = days - era * 146'097;
    std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t month_index = (5 * day_of_year + 2) / 153;
    std::int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
    return {year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * month_index + 2) / 5 + 1};
}

bool digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string utc_time(std::int64_t seconds) {
    auto [year, month, day] = civil_from_days(seconds / 86'400);
    std::int64_t second = seconds % 86'400;
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, second / 3600, second / 60 % 60, second % 60);
}

std::string product_date(dom::Metadata const& metadata, std::int64_t epoch) {
    if (epoch >= 0) return utc_time(epoch);
    std::string_view date = metadata.date;
    bool year = date.size() >= 4 && digits(date.substr(0, 4));
    bool month = year && date.size() >= 7 && date[4] == '-' && digits(date.substr(5, 2));
    bool day = month && date.size() >= 10 && date[7] == '-' && digits(date.substr(8, 2));
    if (!year) return "2000-01-01T00:00:00Z";  // no date is known: the same bytes are worth more than a guess
    return fmt::format("{}-{}-{}T00:00:00Z", date.substr(0, 4), month ? date.substr(5, 2) : "01", day ? date.substr(8, 2) : "01");
}

}  // namespace octavo::edition
