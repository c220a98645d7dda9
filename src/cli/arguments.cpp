#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

namespace octavo::cli {
namespace {

constexpr char const* description =
    "octavo makes a printed book (PDF) and an e-book (EPUB) from one structured XML source.";

constexpr char const* footer = R"(Examples:
  octavo build                              both editions that ./octavo.toml describes
  octavo build article.xml                  both editions of one source, beside it
  octavo pdf novel.xml -o novel.pdf --page A5 --font-size 10.5pt
  octavo epub content.opf -o novel.epub --style mine.css
  octavo pdf novel.epub                     an e-book on paper; octavo epub writes it anew
  octavo booklet article.xml -o booklet.pdf     sheets to print on both sides, fold and staple; also of any PDF
  octavo booklet novel.pdf --scheme signatures --sheets 5 --thickness 0.1mm --paper letter
  octavo press octavo.toml --output-intent press.icc --preflight     PDF/X-4 for a print shop, with a report
  octavo cover octavo.toml --paper 0.1mm    front, spine and back, as thick as the book
  octavo archive octavo.toml -o bag         both editions with all they were made of, for archives; "octavo verify bag" checks it
  octavo check article.xml                  what would be complained about; nothing is written
  octavo explain article.xml "h2" margin-top    which rule set it, and which rules lost
  octavo dump --stage=pages article.xml     where every paragraph stands

Sources are TEI P5, XHTML, an EPUB or the package file (.opf) of one. Nothing outside the source's folder is read
(--root widens it), and nothing is fetched from a network.

Exit status: 0 done; 1 done, and the products are whole, but there were warnings or faults of layout, and --strict;
2 the input cannot be used; 3 a product cannot be written; 4 a limit was met; 5 stopped; 6 verify: something is not as it was; 64 the command line makes no sense; 70 a defect in octavo.)";

void add_common(CLI::App& command, Arguments& a) {
    command.add_option("--root", a.request.root, "Folder that holds everything that may be read (default: the input's)")->type_name("DIR");
    command.add_option("--style", a.request.styles, "Style sheet applied last: a file below the root, or book, ebook, cover; may be repeated")
        ->type_name("CSS")
        ->allow_extra_args(false);
    command.add_option("-j,--jobs", a.request.jobs, "Worker threads (default: one per core); never changes what comes out")->type_name("N");
    command.add_flag("--strict", a.request.strict, "Exit with status 1 when there is any warning; what is told of the layout is an error then, notes too "
                                                      "(widows, loose and overfull lines, short pages, moved floats, coarse pictures, missing glyphs, …)");
    command.add_flag("--timings", a.timings, "Print what each stage took");
    command.add_flag("-q,--quiet", a.quiet, "Print warnings and errors only, and no progress");
    std::map<std::string, MessageFormat> formats{{"text", MessageFormat::text}, {"json", MessageFormat::json}};
    command.add_option("--diagnostics", a.messages, "How messages are printed: text, or json (one object a line)")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))
        ->type_name("FORMAT");
}

void add_title(CLI::App& command, Arguments& a) {
    command.add_option("--title", a.request.title, "Title, instead of the source's")->type_name("TEXT");
    command.add_option("--author", a.request.authors, "Author, instead of the source's; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command.add_option("--lang", a.request.language, "Language of the whole (BCP 47, e.g. en-GB)")->type_name("TAG");
}

void add_metadata(CLI::App& command, Arguments& a) {
    add_title(command, a);
    command.add_option("--cover", a.request.cover, "Cover picture, below the root; none: the e-book gets none (default: made of the title page)")->type_name("FILE");
}

void add_page(CLI::App& command, Arguments& a) {
    command.add_option("--page", a.request.page, "Page size: A5, A4, letter, \"148mm 210mm\", …")->type_name("SIZE");
    command.add_option("--font-size", a.request.font_size, "Size of the text, e.g. 11pt")->type_name("LENGTH");
    command.add_flag("--explain-pages", a.request.explain_pages, "Print what setting each page cost: lines short, paragraphs altered, spreads varied, …");
}

void add_conform(CLI::App& command, Arguments& a) {
    command.add_option("--conform", a.request.conform,
                       "Standards the PDF must meet, or there is none: pdfa-2a, pdfua-1; pdfa-3a (embeds what a rebuild needs); of PDF 2.0: pdfa-4, "
                       "pdfa-4f (likewise), pdfua-2, wtpdf. Default: those of pdfa-2a,pdfua-1 that the content allows")
        ->type_name("STANDARDS");
}

void add_ebook(CLI::App& command, Arguments& a) {
    command.add_option("--page-list", a.request.page_list, "Whose pages the e-book tells: print (default), source (as its page breaks say), none")
        ->check(CLI::IsMember({"print", "source", "none"}))
        ->type_name("WHICH");
    command.add_flag("--embed-fonts", a.request.embed_fonts, "Put the e-book's fonts into it, cut down to the characters used");
}

void add_input(CLI::App& command, Arguments& a, char const* help) {
    command.add_option("input", a.request.inputs, help)->required()->type_name("FILE");
}

/// Letter where people's paper is Letter. The report names it, and no other choice hangs on the locale.
std::string usual_paper() {
    for (char const* variable : {"LC_ALL", "LC_PAPER", "LANG"}) {
        char const* value = std::getenv(variable);
        if (value == nullptr || *value == '\0') continue;
        std::string_view locale = value;
        return locale.substr(0, 5).ends_with("_US") || locale.substr(0, 5).ends_with("_CA") ? "letter" : "A4";
    }
    return "A4";
}

constexpr char const* booklet_footer = R"(Where neither --paper nor the edition file's [booklet] says the paper, it is A4, or letter where the locale
(LC_ALL, LC_PAPER, LANG) is of the United States or Canada. Nothing else depends on the locale; "octavo build" never does.

Examples:
  octavo booklet article.xml                       A4, folded once and stapled; beside the source
  octavo booklet novel.pdf -o sheets.pdf --scheme signatures --sheets 5 --thickness 0.1mm
  octavo booklet manga.pdf --binding right --paper letter
  octavo booklet slides.pdf --scheme n-up --grid 2x2 --margin 5mm --gutter 2mm
  octavo booklet cards.pdf --scheme repeat --grid 2x4 --fit actual --marks crop
  octavo booklet eight-pages.pdf --scheme zine
  octavo booklet octavo.toml --preview -o sheets.png    the sheets with their folds and page numbers as a picture
  octavo booklet --calibration                          a sheet that shows what to give as --back-offset

What to do at the printer is printed on standard output.)";

constexpr char const* press_footer = R"(Profiles, whose parts the options and the edition file's [press] change one by one:
  home-duplex       a printer at home: no bleed, no marks; tells of text within 4 mm of the edge and pictures under 200 dpi
  print-shop        3 mm of bleed, crop marks and crosses; tells of text within 3 mm, pictures under 300 dpi, more than 300 % of ink
  print-on-demand   0.125 in of bleed, no marks, nothing that screens want; tells of text within 0.25 in, 300 dpi, 240 % of ink

Black and grey become black ink alone. With an output intent all other colours and pictures become CMYK by its profile, and the file
is PDF/X-4 for that condition; without one they stay RGB. A spot colour is named in the style sheet:
  h1 { color: -octavo-spot("PANTONE 185 C", #e4002b) }
What the page rules say of `bleed` and `marks` counts; less bleed than --bleed asks for is an error. There are no links.

Examples:
  octavo press novel.xml --output-intent PSOuncoated_v3_FOGRA52.icc --output-condition FOGRA52 --preflight
  octavo press octavo.toml --profile print-on-demand -o interior.pdf)";

constexpr char const* cover_footer = R"(The cover is styled by the built-in sheet "cover", then by those of the edition file's [cover] and of --style. Its colours, bleed and
marks are those of the press edition ([press], and the options above; "octavo press --help" tells of the profiles).

Examples:
  octavo cover octavo.toml -o cover.pdf --paper "90g/m2 x 1.5" --isbn 978-3-16-148410-0
  octavo cover novel.xml --spine 14mm --blurb "A novel." --style mycover.css)";

constexpr char const* archive_footer = R"(Into DIR, a BagIt bag (RFC 8493, SHA-512), go both editions, every source and style sheet that was read, the fonts and
hyphenation patterns that were used as far as their licences allow it (of the others: name, version, digest), the
versions of octavo and its libraries, and PREMIS events. DIR appears whole or not at all and must not exist before.

The edition file may say more in [archive]:
  [archive]
  output = "../archive/article"
  organization = "Library of …"         (Source-Organization; default: the publisher)
  contact_name, contact_email, description
  fonts = "licensed"                    or "all" if you have the right to pass them on, or "none"

Times of events are SOURCE_DATE_EPOCH where it is set; the payload is the same bytes on every run in any case.

Examples:
  octavo archive octavo.toml -o article-2026
  octavo archive octavo.toml -o article-2026 --report verapdf.xml --report epubcheck.json
  octavo verify article-2026)";

constexpr char const* verify_footer = R"(Digests of all files are compared with the manifests, then the editions are made again from what the package holds (with its
own fonts and patterns) and compared byte for byte. Where something differs, octavo says what, and what else differs
that explains it: an altered source, a font, the version of a library. Nothing is written.

A PDF with its sources embedded is made again from these, with the system's fonts and patterns, whose digests it records.

Exit status: 0 all is as it was; 6 something is not; 2 it is no package or PDF that can be verified or trusted.)";

struct Commands {
    CLI::App app{description, "octavo"};
    Arguments arguments;

    Commands() {
        app.footer(footer);
        app.require_subcommand(1);
        app.set_version_flag("--version", std::string("octavo ") + version());
        app.get_formatter()->column_width(34);
        add_build();
        add_product("pdf", "Make the print edition (PDF)", Action::pdf);
        add_product("epub", "Make the e-book (EPUB 3)", Action::epub);
        add_booklet();
        add_press();
        add_cover();
        add_archive();
        add_verify();
        add_check();
        add_explain();
        add_dump();
    }

    void add_build() {
        CLI::App* command = app.add_subcommand("build", "Make every edition that octavo.toml (or a bare source) asks for");
        command->add_option("input", arguments.request.inputs, "Edition file, or sources in reading order (default: octavo.toml)")->type_name("FILE");
        add_metadata(*command, arguments);
        add_page(*command, arguments);
        add_conform(*command, arguments);
        add_ebook(*command, arguments);
        add_common(*command, arguments);
        command->callback([this] {
            arguments.request.action = Action::build;
            if (arguments.request.inputs.empty()) arguments.request.inputs = {"octavo.toml"};
        });
    }

    void add_product(char const* name, char const* help, Action action) {
        CLI::App* command = app.add_subcommand(name, help);
        add_input(*command, arguments, "Edition file, or sources in reading order");
        command->add_option("-o,--output", arguments.request.output, "Where to write (default: beside the source)")->type_name("FILE");
        add_metadata(*command, arguments);
        if (action == Action::pdf) add_page(*command, arguments);
        if (action == Action::pdf) add_conform(*command, arguments);
        if (action == Action::epub) add_ebook(*command, arguments);
        add_common(*command, arguments);
        command->callback([this, action] { arguments.request.action = action; });
    }

    void add_booklet() {
        CLI::App* command = app.add_subcommand("booklet", "Put the print edition, or any PDF, on sheets to print, fold and cut");
        BookletOptions& b = arguments.request.booklet;
        auto option = [command](char const* name, std::string& into, char const* help, char const* type) {
            command->add_option(name, into, help)->type_name(type);
        };
        command->add_option("input", arguments.request.inputs, "A PDF, an edition file, or sources in reading order")->type_name("FILE");
        option("-o,--output", arguments.request.output, "Where to write (default: beside the input, ending in -booklet.pdf)", "FILE");
        command->add_flag("--preview", preview_, "Draw the sheets as a picture instead: FILE ends in .svg or .png");
        command->add_flag("--calibration", calibration_, "Make a sheet that shows how far the printer's backs lie off its fronts");
        command->add_flag("--instructions", b.instructions, "Put what to do at the printer on a first sheet");
        option("--paper", b.paper, "A4, letter, \"210mm x 297mm\", … (default: see below)", "SIZE");
        option("--scheme", b.scheme, "saddle (default), signatures, perfect, cut-and-stack, n-up, repeat or zine", "NAME");
        option("--binding", b.binding, "left (default), right or top", "EDGE");
        command->add_option("--sheets", b.sheets, "Sheets in a signature (default: 4)")->type_name("N");
        option("--grid", b.grid, "Columns and rows of cut-and-stack, n-up and repeat (default: 2x1)", "CxR");
        option("--fit", b.fit, "shrink pages that are too large (default), fill, or actual size", "HOW");
        option("--flip", b.flip, "Edge the printer turns the paper about: short or long", "EDGE");
        option("--blanks", b.blanks,
               "Where blanks go: end (default); before-last or before-last:2 (a back cover stays last); before-back or before-page:180; balanced",
               "WHERE");
        option("--margin", b.margin, "Free at the paper's edges", "LENGTH");
        option("--gutter", b.gutter, "Free between a page and the fold or cut", "LENGTH");
        option("--thickness", b.thickness, "Of a sheet, e.g. 0.1mm: makes up for what nested sheets stand out", "LENGTH");
        option("--creep", b.creep, "inwards (default) or outwards", "DIRECTION");
        option("--marks", b.marks, "fold, crop, registration, stitching, collating, info, with commas between (default: none)", "MARKS");
        option("--back-offset", b.back_offset, "Move backs to the right and up, e.g. 0.5mm,-1mm", "X,Y");
        add_metadata(*command, arguments);
        add_page(*command, arguments);
        add_common(*command, arguments);
        command->footer(booklet_footer);
        command->callback([this] {
            arguments.request.action = Action::booklet;
            arguments.request.booklet.usual_paper = usual_paper();
            if (preview_ && calibration_) throw CLI::ValidationError("--preview and --calibration", "one at a time");
            if (preview_) arguments.request.booklet_product = BookletProduct::preview;
            if (calibration_) arguments.request.booklet_product = BookletProduct::calibration;
            if (arguments.request.inputs.empty() && !calibration_) throw CLI::RequiredError("input");
        });
    }

    /// What both the pages and the cover are made for.
    void add_printer(CLI::App& command) {
        PressOptions& p = arguments.request.press;
        auto option = [&command](char const* name, std::string& into, char const* help, char const* type) {
            command.add_option(name, into, help)->type_name(type);
        };
        option("--profile", p.profile, "home-duplex, print-shop (default) or print-on-demand: see below", "NAME");
        option("--output-intent", p.output_intent, "ICC profile of the press and paper: colours become CMYK, the PDF is PDF/X-4", "FILE");
        option("--output-condition", p.output_condition, "Registered name of that condition, e.g. FOGRA39", "NAME");
        option("--bleed", p.bleed, "What the printer wants beyond the trim, e.g. 3mm", "LENGTH");
        option("--marks", p.marks, "crop, cross, with commas between, or none", "MARKS");
        option("--safe", p.safe, "Tell of text nearer to the trim than this", "LENGTH");
        command.add_option("--resolution", p.resolution, "Tell of pictures of fewer pixels an inch")->type_name("DPI");
        command.add_option("--ink-limit", p.ink_limit, "Tell of colours that take more ink, all inks together")->type_name("PERCENT");
        command.add_flag("--bare", p.bare, "No outline, page labels and descriptions");
        command.add_flag("--preflight", p.preflight, "Print the report of what a printer looks at");
    }

    void add_press() {
        CLI::App* command = app.add_subcommand("press", "Make the print edition as a print shop wants it (PDF/X-4)");
        add_input(*command, arguments, "Edition file, or sources in reading order");
        command->add_option("-o,--output", arguments.request.output, "Where to write (default: beside the source, ending in -press.pdf)")->type_name("FILE");
        add_printer(*command);
        add_metadata(*command, arguments);
        add_page(*command, arguments);
        add_common(*command, arguments);
        command->footer(press_footer);
        command->callback([this] { arguments.request.action = Action::press; });
    }

    void add_cover() {
        CLI::App* command = app.add_subcommand("cover", "Make the cover: front, spine and back on one sheet");
        CoverOptions& c = arguments.request.cover_sheet;
        auto option = [command](char const* name, std::string& into, char const* help, char const* type) {
            command->add_option(name, into, help)->type_name(type);
        };
        add_input(*command, arguments, "Edition file, or sources in reading order");
        command->add_option("-o,--output", arguments.request.output, "Where to write (default: beside the source, ending in -cover.pdf)")->type_name("FILE");
        option("--paper", c.paper, "Of the pages: 0.1mm (a leaf), \"90g/m2 x 1.5\" (weight, volume) or 444ppi", "PAPER");
        option("--board", c.board, "Thickness of the cover itself", "LENGTH");
        option("--spine", c.spine, "Width of the spine, instead of what follows from pages and paper", "LENGTH");
        command->add_option("--pages", c.pages, "Pages of the book (default: they are counted)")->type_name("N");
        option("--spine-text", c.spine_text, "down, up or none (default: by the language's custom; none under 6 mm)", "HOW");
        option("--binding", c.binding, "left or right (default: by the text's direction)", "EDGE");
        option("--isbn", c.isbn, "For the barcode (default: the edition's identifier)", "ISBN");
        option("--blurb", c.blurb, "Text for the back (default: the edition's description)", "TEXT");
        option("--picture", c.picture, "Picture for the front, below the root", "FILE");
        add_printer(*command);
        add_title(*command, arguments);
        add_page(*command, arguments);
        add_common(*command, arguments);
        command->footer(cover_footer);
        command->callback([this] { arguments.request.action = Action::cover; });
    }

    void add_archive() {
        CLI::App* command = app.add_subcommand("archive", "Pack both editions with all they were made of, for archives (BagIt)");
        add_input(*command, arguments, "Edition file, or sources in reading order");
        command->add_option("-o,--output", arguments.request.output, "Folder to make (default: beside the input, ending in -archive)")->type_name("DIR");
        command->add_option("--report", arguments.request.reports, "A validator's report, or any file that belongs to it; may be repeated")
            ->type_name("FILE")
            ->allow_extra_args(false);
        add_metadata(*command, arguments);
        add_page(*command, arguments);
        add_conform(*command, arguments);
        add_ebook(*command, arguments);
        add_common(*command, arguments);
        command->footer(archive_footer);
        command->callback([this] { arguments.request.action = Action::archive; });
    }

    void add_verify() {
        CLI::App* command = app.add_subcommand("verify", "Check that a package is as it was, and make its editions again");
        command->add_option("package", source_, "Folder that \"octavo archive\" made, or a PDF with its sources embedded (--conform=pdfa-3a, pdfa-4f)")
            ->required()
            ->type_name("DIR|PDF");
        add_common(*command, arguments);
        command->footer(verify_footer);
        command->callback([this] {
            arguments.request.action = Action::verify;
            arguments.request.inputs = {source_};
        });
    }

    void add_check() {
        CLI::App* command = app.add_subcommand("check", "Read, style and lay out, and say what is wrong; write nothing");
        add_input(*command, arguments, "Edition file, or sources in reading order");
        add_page(*command, arguments);
        add_common(*command, arguments);
        command->callback([this] { arguments.request.action = Action::check; });
    }

    void add_explain() {
        CLI::App* command = app.add_subcommand("explain", "Say which declarations set a property, the winner first");
        command->add_option("input", source_, "Edition file or source")->required()->type_name("FILE");
        command->add_option("selector", arguments.request.selector, "Which elements, e.g. \"#intro > p\"")->required()->type_name("SELECTOR");
        command->add_option("property", arguments.request.property, "Which property, e.g. margin-top")->required()->type_name("PROPERTY");
        command->add_flag("--ebook", arguments.request.ebook_medium, "In the e-book's styles, not print's");
        add_common(*command, arguments);
        command->callback([this] {
            arguments.request.action = Action::explain;
            arguments.request.inputs = {source_};
        });
    }

    void add_dump() {
        CLI::App* command = app.add_subcommand("dump", "Print what a stage has made");
        std::map<std::string, Stage> stages{{"dom", Stage::dom},       {"style", Stage::style}, {"box", Stage::box},
                                            {"galley", Stage::galley}, {"pages", Stage::pages}, {"display", Stage::display}};
        command->add_option("--stage", arguments.request.stage, "dom, style, box, galley, pages or display")
            ->required()
            ->transform(CLI::CheckedTransformer(stages, CLI::ignore_case).description(""))
            ->type_name("STAGE");
        add_input(*command, arguments, "Edition file, or sources in reading order");
        command->add_flag("--ebook", arguments.request.ebook_medium, "Of the e-book's styles (stage style)");
        add_page(*command, arguments);
        add_common(*command, arguments);
        command->callback([this] { arguments.request.action = Action::dump; });
    }

private:
    std::string source_;
    bool preview_ = false, calibration_ = false;
};

}  // namespace

Parsed parse_arguments(int count, char const* const* values) {
    Commands commands;
    Parsed parsed;
    try {
        commands.app.parse(count, values);
        parsed.arguments = commands.arguments;
    } catch (CLI::CallForHelp const&) {
        parsed.text = commands.app.help();
    } catch (CLI::CallForAllHelp const&) {
        parsed.text = commands.app.help("", CLI::AppFormatMode::All);
    } catch (CLI::CallForVersion const& call) {
        parsed.text = std::string(call.what()) + "\n";
    } catch (CLI::ParseError const& error) {
        parsed.text = std::string("octavo: ") + error.what() + "\nRun \"octavo --help\" to see what there is.\n";
        parsed.exit_code = exit_usage;
    }
    return parsed;
}

}  // namespace octavo::cli
