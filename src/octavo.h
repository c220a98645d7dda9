// The public interface of octavo: values and one call.
//
//     octavo::Request request;
//     request.action = octavo::Action::build;
//     request.inputs = {"octavo.toml"};
//     octavo::Result result = octavo::run(request);
//
// Nothing is thrown; what went wrong is in Result::messages and Result::exit_code. run() may be called from several threads at once.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace octavo {

enum class Action : std::uint8_t {
    build,    ///< every edition the edition file (or, without one, the source) asks for
    pdf,      ///< the print edition
    epub,     ///< the e-book
    check,    ///< read, style and lay out; write nothing
    explain,  ///< which declarations set `property` on what `selector` selects
    dump,     ///< one stage's result as text
    press,    ///< the print edition as a print shop wants it
    cover,    ///< front, spine and back of the press edition on one sheet
    booklet,  ///< the print edition, or a PDF, on sheets to print, fold and cut (`build` makes it where the edition file has a [booklet])
    archive,  ///< both editions with all they were made of, as a BagIt bag
    verify,   ///< whether a bag, or a PDF with embedded sources, is as it was and comes out the same
};

/// What `dump` prints.
enum class Stage : std::uint8_t { dom, style, box, galley, pages, display };

/// What `booklet` makes.
enum class BookletProduct : std::uint8_t {
    sheets,       ///< a PDF of the sheets
    preview,      ///< a picture of them, SVG or PNG by the output's ending
    calibration,  ///< one sheet that shows how far the back lies off the front; needs no input
};

/// How pages are put on sheets. An empty string leaves the choice to the edition file, then to octavo.
struct BookletOptions {
    std::string paper{};     ///< "A4", "letter", "210mm x 297mm"; default: usual_paper
    std::string usual_paper{}; ///< where neither `paper` nor the edition file says one; empty: A4
    std::string scheme{};    ///< saddle (the default), signatures, perfect, cut-and-stack, n-up, repeat, zine
    std::string binding{};   ///< left, right, top; default: as the PDF's reading direction has it, else left
    std::string fit{};       ///< shrink (the default: pages that are too large), fill, actual
    std::string flip{};      ///< short, long: the edge the printer turns the paper about; default: what leaves both sides upright
    std::string blanks{};    ///< end (the default), before-last, before-last:2, before-back, before-page:180, balanced
    std::string margin{};    ///< what the printer cannot print on at the paper's edges, e.g. "4mm"
    std::string gutter{};    ///< room between a page and the fold or cut
    std::string thickness{}; ///< of one sheet, e.g. "0.1mm": nested sheets are moved by what they stand out
    std::string creep{};     ///< inwards (the default), outwards
    std::string grid{};      ///< "2x2": columns and rows of cut-and-stack, n-up, repeat
    std::string marks{};     ///< fold, crop, registration, stitching, collating, info, with commas between; none by default
    std::string back_offset{}; ///< "0.5mm,-1mm": backs are moved to the right and up, as they are read
    std::string preview{};   ///< also a picture of the sheets: a path that ends in .svg or .png
    unsigned sheets = 0;     ///< in a signature; 0: 4
    bool instructions = false; ///< what to do at the printer, as a first sheet
};

/// What a print shop asks for. What is empty is as the edition file's [press] says, then as the profile has it.
struct PressOptions {
    std::string profile{};           ///< home-duplex, print-shop (the default), print-on-demand
    std::string output_intent{};     ///< the press's ICC profile: a file below the root, or an absolute path; none: no PDF/X-4
    std::string output_condition{};  ///< its registered name, e.g. "FOGRA39"
    std::string bleed{};             ///< "3mm"; page rules may give more
    std::string marks{};             ///< crop, cross, with commas between, or none
    std::string safe{};              ///< text nearer to the trim is told of
    unsigned resolution = 0;         ///< pictures of fewer pixels an inch are told of; 0: as the profile has it
    unsigned ink_limit = 0;          ///< per cent of all inks together; 0: as the profile has it
    bool bare = false;               ///< no outline, page labels and descriptions
    bool preflight = false;          ///< the report goes to Result::text
};

/// What a cover is made of. What is empty is as the edition file's [cover] says, then as octavo has it.
struct CoverOptions {
    std::string paper{};             ///< of the pages: "0.1mm" a leaf, "90g/m2 x 1.5" (weight and volume), "444ppi"
    std::string board{};             ///< thickness of the cover itself
    std::string spine{};             ///< its width, instead of what follows from pages and paper
    std::string spine_text{};        ///< down, up, none; default: by the language's custom
    std::string binding{};           ///< left, right; default: by the text's direction
    std::string isbn{}, blurb{};     ///< default: the edition's identifier and description
    std::string picture{};           ///< on the front, below the root
    unsigned pages = 0;              ///< 0: as many as the press edition has
};

struct Request {
    Action action = Action::build;
    std::vector<std::string> inputs;    ///< an edition file (octavo.toml), or sources in reading order; verify: a bag's folder, or a PDF
    std::string output;                 ///< pdf, epub, booklet, archive: where to; empty: the source's name with another ending

    // What the edition file says is overridden by what is given here.
    std::string title, language, cover, page, font_size;
    std::vector<std::string> authors;
    std::string conform;                ///< standards the PDF must meet: "pdfa-2a,pdfua-1"; empty: what its content allows
    std::vector<std::string> styles;    ///< style sheets after the edition's own: built-in names or files below the root
    std::string page_list;              ///< e-book: "print", "source" or "none": whose pages it tells
    bool embed_fonts = false;           ///< e-book: its fonts go in, cut down to what it uses
    std::string root;                   ///< nothing outside this folder is read; empty: the folder of the first input

    Stage stage = Stage::dom;           ///< dump
    bool ebook_medium = false;          ///< explain, dump: of the e-book's styles, not print's
    std::string selector, property;     ///< explain

    BookletOptions booklet;
    BookletProduct booklet_product = BookletProduct::sheets;
    PressOptions press;
    CoverOptions cover_sheet;
    std::vector<std::string> reports;   ///< archive: files that belong to it, such as validators' reports

    bool explain_pages = false;         ///< Result::text says what setting each page cost, and why
    unsigned jobs = 0;                  ///< worker threads; 0: as many as there are cores
    bool strict = false;                ///< what is told of the layout is an error, notes too; these and warnings make the exit code 1
};

enum class Severity : std::uint8_t { note, warning, error, fatal };

struct Message {
    Severity severity = Severity::warning;
    std::string code;                   ///< e.g. "css-unknown-property"
    std::string file;                   ///< empty: not about a place
    std::uint32_t line = 0, column = 0; ///< from 1; 0: unknown
    std::string text, hint;
    std::uint32_t count = 1;            ///< how often, where repeated ones were folded into one
    std::string rendered;               ///< "file:line:column: severity: text [code]" with the hint on a second line
};

struct Timing {
    std::string stage;
    double milliseconds = 0;            ///< wall clock
};

/// Meaning of Result::exit_code and of the program's exit status.
enum ExitCode : int {
    exit_ok = 0,
    exit_strict = 1,        ///< done, products whole, but there were warnings or errors of layout and `strict` was asked for
    exit_bad_input = 2,     ///< a source, style sheet or edition file cannot be used
    exit_bad_output = 3,    ///< a product could not be written; nothing was left half-written
    exit_limit = 4,         ///< a limit on size, depth, time or memory was met
    exit_cancelled = 5,
    exit_differs = 6,       ///< verify: a file was altered, is missing or was added, or an edition comes out otherwise
    exit_usage = 64,        ///< the command line makes no sense
    exit_internal = 70,     ///< a defect in octavo
};

struct Result {
    int exit_code = exit_ok;
    std::vector<Message> messages;
    std::vector<std::string> outputs;   ///< files written
    std::string text;                   ///< of explain, dump, explain_pages, archive, verify; of booklet: what to do at the printer; of press: the report
    std::vector<Timing> timings;
    std::uint32_t pages = 0;            ///< of the print edition
};

/// Called now and then from a working thread: stage, items done, items in all (0: unknown).
using Progress = std::function<void(char const* stage, std::uint64_t done, std::uint64_t total)>;

/// Carries the request out. `cancel` may be set from another thread to stop early.
[[nodiscard]] Result run(Request const& request, Progress const& progress = {}, std::atomic<bool> const* cancel = nullptr);

/// "0.1.0"
[[nodiscard]] char const* version();

}  // namespace octavo
