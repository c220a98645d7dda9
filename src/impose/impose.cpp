#include "impose/impose.h"

#include <fmt/format.h>

#include "impose/instructions.h"
#include "impose/marks.h"
#include "impose/source_pages.h"
#include "pdf/document_metadata.h"
#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

struct Failure {
    base::Code code;
    std::string message, hint;
};

constexpr std::uint32_t sides_per_node = 64;

class Imposer {
public:
    Imposer(ImposeInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics)
        : input_(input), context_(context), diagnostics_(diagnostics), options_(input.options) {}

    Report run() {
        open();
        make_layout();
        auto artefact = input_.workspace.create(input_.output);
        if (!artefact) throw artefact.error();
        write(**artefact);
        if (source_.anyWarnings()) {
            diagnostics_.add({.code = base::Code::impose_input, .severity = base::Severity::warning,
                              .message = fmt::format("{}: the PDF is damaged; what could be read of it is on the sheets", input_.name),
                              .hint = "look at every sheet before printing"});
        }
        if (auto done = (*artefact)->commit(); !done) throw done.error();
        return {instructions({plan_, options_, pages_, placements_.smallest, placements_.largest, turn_back_, input_.output}),
                static_cast<std::uint32_t>(plan_.sheets.size()), sides_};
    }

private:
    void open();
    void make_layout();
    void measure_pages();
    void check_room();
    void write(io::Artefact& target);
    void write_sheets(pdf::ObjectWriter& writer);
    void write_side(pdf::ObjectWriter& writer, Sheet const& sheet, std::vector<Cell> const& cells, Side side);
    void write_catalog(pdf::ObjectWriter& writer, FormCopier& copier);
    [[nodiscard]] std::string source_text(char const* key);

    ImposeInput const& input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    Options options_;
    QPDF source_;
    std::vector<SourcePage> pages_;
    Plan plan_;
    struct {
        std::int64_t smallest = 1'000'000, largest = 1'000'000;   ///< scales
    } placements_;
    bool turn_back_ = false;      ///< the back is written upside down, because of how the printer turns the paper
    std::uint32_t first_form_ = 0, first_side_ = 0, first_node_ = 0, root_ = 0, font_ = 0, sides_ = 0, side_index_ = 0;
};

void Imposer::open() {
    source_.setSuppressWarnings(true);
    try {
        source_.processMemoryFile(input_.name.c_str(), input_.pdf.data(), input_.pdf.size());
    } catch (QPDFExc const& problem) {
        if (problem.getErrorCode() == qpdf_e_password) {
            throw Failure{base::Code::impose_input, fmt::format("{}: the PDF is encrypted and asks for a password", input_.name),
                          "take the password off with its owner's leave, then try again"};
        }
        throw Failure{base::Code::impose_input, fmt::format("{}: this is no PDF that can be read ({})", input_.name, problem.getMessageDetail()), {}};
    }
    std::vector<QPDFObjectHandle> const& pages = source_.getAllPages();
    if (pages.empty()) throw Failure{base::Code::impose_input, fmt::format("{}: the PDF has no pages", input_.name), {}};
    if (pages.size() > context_.limits.pages) {
        throw Failure{base::Code::run_limit, fmt::format("{}: {} pages are more than {}", input_.name, pages.size(), context_.limits.pages), {}};
    }
    for (QPDFObjectHandle const& page : pages) pages_.push_back(source_page(page));
}

void Imposer::make_layout() {
    options_.plan.page_count = static_cast<std::uint32_t>(pages_.size());
    QPDFObjectHandle preferences = source_.getRoot().getKey("/ViewerPreferences");
    QPDFObjectHandle direction = preferences.isDictionary() ? preferences.getKey("/Direction") : QPDFObjectHandle::newNull();
    if (!options_.binding_given && direction.isName() && direction.getName() == "/R2L") options_.plan.binding = Binding::right;
    plan_ = make_plan(options_.plan);
    options_.layout.paper = orient(plan_, options_.layout, pages_.front());
    // Turning about a vertical axis is turning about the long edge where the paper stands, about the short edge where it lies.
    Paper const& paper = options_.layout.paper;
    bool standing = paper.height >= paper.width;
    Edge natural = standing == (plan_.turn == Turn::sideways) ? Edge::long_edge : Edge::short_edge;
    if (!options_.flip_given) options_.flip = natural;
    turn_back_ = options_.flip != natural;
    check_room();
    measure_pages();
}

void Imposer::check_room() {
    base::LongLength deepest = base::LongLength{options_.layout.thickness} * plan_.deepest;
    Box room = room_of(plan_, options_.layout, Cell{});
    if (room.width() < 10 * base::point || room.height() < 10 * base::point) {
        throw Failure{base::Code::impose_paper, "margin and gutter leave no room for a page on this paper", "make them smaller, or take larger paper"};
    }
    base::Length across = plan_.columns == 2 ? room.width() : room.height();
    if (plan_.folded && deepest * 10 > across) {
        throw Failure{base::Code::impose_option,
                      fmt::format("{} nested sheets of {} push out by {}: more than a tenth of the page", plan_.deepest + 1,
                                  millimetres(options_.layout.thickness), millimetres(deepest)),
                      "use signatures of a few sheets each (--scheme signatures --sheets 4)"};
    }
}

void Imposer::measure_pages() {
    std::uint32_t too_large = 0, first = 0;
    bool any = false;
    for (std::uint32_t i = 0; i < pages_.size(); ++i) {
        Placement placed = place(plan_, options_.layout, Sheet{.front = {}, .back = {}, .depth = 0}, Cell{.page = i}, pages_[i]);
        placements_.smallest = any ? std::min(placements_.smallest, placed.scale) : placed.scale;
        placements_.largest = any ? std::max(placements_.largest, placed.scale) : placed.scale;
        any = true;
        Box room = room_of(plan_, options_.layout, Cell{});
        bool over = placed.box.width() > room.width() + base::point / 4 || placed.box.height() > room.height() + base::point / 4;
        if (over && too_large++ == 0) first = i;
    }
    if (placements_.smallest < 10'000) {
        throw Failure{base::Code::impose_paper, "the paper is too small: pages would be less than a hundredth of their size", "take larger paper"};
    }
    if (too_large == 0) return;
    Box room = room_of(plan_, options_.layout, Cell{});
    diagnostics_.add({.code = base::Code::impose_paper, .severity = base::Severity::warning,
                      .message = fmt::format("{} {} larger than the room for them and cut off (first page {}: {}; room: {})", too_large,
                                             too_large == 1 ? "page is" : "pages are", first + 1,
                                             measure(pages_[first].shown_width(), pages_[first].shown_height()), measure(room.width(), room.height())),
                      .hint = "let pages be scaled (--fit shrink), or take larger paper"});
}

void Imposer::write(io::Artefact& target) {
    pdf::ObjectWriter writer(target);
    FormCopier copier(writer);
    sides_ = static_cast<std::uint32_t>(plan_.sheets.size()) * (plan_.two_sided ? 2 : 1);
    root_ = writer.reserve();
    first_form_ = writer.reserve(static_cast<std::uint32_t>(pages_.size()));
    first_side_ = writer.reserve(sides_);
    first_node_ = writer.reserve((sides_ + sides_per_node - 1) / sides_per_node);
    if (options_.sheet_numbers) {
        font_ = writer.reserve();
        writer.write_object(font_, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    }
    std::vector<QPDFObjectHandle> const& pages = source_.getAllPages();
    for (std::uint32_t i = 0; i < pages_.size(); ++i) {
        if (context_.cancelled()) throw Failure{base::Code::run_cancelled, "stopped on request", {}};
        copier.write_form(first_form_ + i, pages[i], pages_[i]);
        copier.copy_pending();
        if (i % 64 == 0) context_.report("sheets", i, pages_.size());
    }
    write_sheets(writer);
    write_catalog(writer, copier);
}

void Imposer::write_sheets(pdf::ObjectWriter& writer) {
    for (Sheet const& sheet : plan_.sheets) {
        write_side(writer, sheet, sheet.front, Side::front);
        if (plan_.two_sided) write_side(writer, sheet, sheet.back, Side::back);
    }
    std::string root = "<</Type/Pages/Kids[";
    for (std::uint32_t first = 0; first < sides_; first += sides_per_node) {
        std::uint32_t count = std::min(sides_per_node, sides_ - first), node = first_node_ + first / sides_per_node;
        std::string out = "<</Type/Pages/Parent ";
        pdf::append_reference(out, root_);
        out += fmt::format("/Count {}/Kids[", count);
        for (std::uint32_t i = 0; i < count; ++i) {
            pdf::append_reference(out, first_side_ + first + i);
            out += ' ';
        }
        writer.write_object(node, out + "]>>");
        pdf::append_reference(root, node);
        root += ' ';
    }
    writer.write_object(root_, root + fmt::format("]/Count {}>>", sides_));
}

void Imposer::write_side(pdf::ObjectWriter& writer, Sheet const& sheet, std::vector<Cell> const& cells, Side side) {
    Paper const& paper = options_.layout.paper;
    std::string content, forms;
    if (side == Side::back && turn_back_) {
        content += "-1 0 0 -1 ";
        pdf::append_length(content, paper.width);
        content += ' ';
        pdf::append_length(content, paper.height);
        content += " cm\n";
    }
    std::vector<Placement> placed;
    for (Cell const& cell : cells) {
        if (cell.page == blank_page) continue;
        placed.push_back(place(plan_, options_.layout, sheet, cell, pages_[cell.page]));
        append_page(content, placed.back(), cell.page);
        std::string name = fmt::format("/P{} ", cell.page + 1);
        if (forms.find(name) != std::string::npos) continue;
        forms += name;
        pdf::append_reference(forms, first_form_ + cell.page);
    }
    append_marks(content, {plan_, options_, sheet, placed, side});
    std::uint32_t contents = writer.reserve();
    writer.write_compressed(contents, {}, content);
    std::string out = "<</Type/Page/Parent ";
    pdf::append_reference(out, first_node_ + side_index_ / sides_per_node);
    out += "/MediaBox[0 0 ";
    pdf::append_length(out, paper.width);
    out += ' ';
    pdf::append_length(out, paper.height);
    out += "]/Contents ";
    pdf::append_reference(out, contents);
    out += "/Resources<</XObject<<" + forms + ">>";
    if (font_ != 0) {
        out += "/Font<</F ";
        pdf::append_reference(out, font_);
        out += ">>";
    }
    writer.write_object(first_side_ + side_index_++, out + ">>>>");
}

std::string Imposer::source_text(char const* key) {
    QPDFObjectHandle info = source_.getTrailer().getKey("/Info");
    QPDFObjectHandle value = info.isDictionary() ? info.getKey(key) : QPDFObjectHandle::newNull();
    return value.isString() ? value.getUTF8Value() : std::string();
}

/// The PDF date (ISO 32000-1 §7.9.4) as an XML date in UTC, the offset left out; empty when it is none.
std::string iso_date(std::string_view pdf) {
    if (pdf.starts_with("D:")) pdf.remove_prefix(2);
    if (pdf.size() < 14 || pdf.substr(0, 14).find_first_not_of("0123456789") != std::string_view::npos) return {};
    return fmt::format("{}-{}-{}T{}:{}:{}Z", pdf.substr(0, 4), pdf.substr(4, 2), pdf.substr(6, 2), pdf.substr(8, 2), pdf.substr(10, 2), pdf.substr(12, 2));
}

void Imposer::write_catalog(pdf::ObjectWriter& writer, FormCopier& copier) {
    dom::Metadata about;
    std::string title = source_text("/Title");
    about.title = "Booklet of " + (title.empty() ? input_.name : title);
    about.description = "Sheets to print, fold and cut. The tags, links and outline of the original are left out: this file is for paper; "
                        "for reading on a screen, use the original.";
    if (std::string author = source_text("/Author"); !author.empty()) about.contributors.push_back({author, "aut", ""});
    about.modified = iso_date(source_text("/ModDate"));
    std::string producer = "octavo " OCTAVO_VERSION;
    pdf::MetadataInput metadata{about, producer, "", {}};
    std::uint32_t catalog = writer.reserve(), packet = writer.reserve(), information = writer.reserve();
    std::string out = "<</Type/Catalog/Pages ";
    pdf::append_reference(out, root_);
    out += "/Metadata ";
    pdf::append_reference(out, packet);
    out += "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex";
    out += !plan_.two_sided ? "/Simplex" : options_.flip == Edge::short_edge ? "/DuplexFlipShortEdge" : "/DuplexFlipLongEdge";
    out += ">>";
    QPDFObjectHandle layers = source_.getRoot().getKey("/OCProperties");
    if (layers.isDictionary()) {   // layers that were hidden stay hidden
        out += "/OCProperties ";
        copier.append(out, layers);
        copier.copy_pending();
    }
    writer.write_object(catalog, out + ">>");
    writer.write_stream(packet, "/Type/Metadata/Subtype/XML", pdf::xmp_packet(metadata));
    writer.write_object(information, pdf::information_dictionary(metadata));
    writer.finish(catalog, information);
}

}  // namespace

tl::expected<Report, base::Diagnostic> impose(ImposeInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    auto refused = [](base::Code code, std::string message, std::string hint = {}) {
        return tl::unexpected(base::Diagnostic{.code = code, .severity = base::Severity::fatal, .message = std::move(message), .hint = std::move(hint)});
    };
    try {
        return Imposer(input, context, diagnostics).run();
    } catch (Failure const& failure) {
        return refused(failure.code, failure.message, failure.hint);
    } catch (base::Diagnostic const& failure) {   // the workspace's
        return tl::unexpected(failure);
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const& problem) {     // libqpdf's
        return refused(base::Code::impose_input, fmt::format("{}: the PDF is damaged: {}", input.name, problem.what()));
    }
}

}  // namespace octavo::impose
