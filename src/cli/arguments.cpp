#include "cli/arguments.h"

#include <CLI/CLI.hpp>
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
  octavo check article.xml                  what would be complained about; nothing is written
  octavo explain article.xml "h2" margin-top    which rule set it, and which rules lost
  octavo dump --stage=pages article.xml     where every paragraph stands

Sources are TEI P5, XHTML, or the package file (.opf) of a book. Nothing outside the source's folder is read
(--root widens it), and nothing is fetched from a network.

Exit status: 0 done; 1 done, but with warnings and --strict; 2 the input cannot be used; 3 a product cannot be
written; 4 a limit was met; 5 stopped; 64 the command line makes no sense; 70 a defect in octavo.)";

void add_common(CLI::App& command, Arguments& a) {
    command.add_option("--root", a.request.root, "Folder that holds everything that may be read (default: the input's)")->type_name("DIR");
    command.add_option("--style", a.request.styles, "Style sheet applied last: a file below the root, or book, ebook; may be repeated")
        ->type_name("CSS")
        ->allow_extra_args(false);
    command.add_option("-j,--jobs", a.request.jobs, "Worker threads (default: one per core); never changes what comes out")->type_name("N");
    command.add_flag("--strict", a.request.strict, "Exit with status 1 when there is any warning");
    command.add_flag("--timings", a.timings, "Print what each stage took");
    command.add_flag("-q,--quiet", a.quiet, "Print warnings and errors only, and no progress");
    std::map<std::string, MessageFormat> formats{{"text", MessageFormat::text}, {"json", MessageFormat::json}};
    command.add_option("--diagnostics", a.messages, "How messages are printed: text, or json (one object a line)")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""))
        ->type_name("FORMAT");
}

void add_metadata(CLI::App& command, Arguments& a) {
    command.add_option("--title", a.request.title, "Title, instead of the source's")->type_name("TEXT");
    command.add_option("--author", a.request.authors, "Author, instead of the source's; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command.add_option("--lang", a.request.language, "Language of the whole (BCP 47, e.g. en-GB)")->type_name("TAG");
    command.add_option("--cover", a.request.cover, "Cover picture, below the root")->type_name("FILE");
}

void add_page(CLI::App& command, Arguments& a) {
    command.add_option("--page", a.request.page, "Page size: A5, A4, letter, \"148mm 210mm\", …")->type_name("SIZE");
    command.add_option("--font-size", a.request.font_size, "Size of the text, e.g. 11pt")->type_name("LENGTH");
}

void add_input(CLI::App& command, Arguments& a, char const* help) {
    command.add_option("input", a.request.inputs, help)->required()->type_name("FILE");
}

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
        add_check();
        add_explain();
        add_dump();
    }

    void add_build() {
        CLI::App* command = app.add_subcommand("build", "Make every edition that octavo.toml (or a bare source) asks for");
        command->add_option("input", arguments.request.inputs, "Edition file, or sources in reading order (default: octavo.toml)")->type_name("FILE");
        add_metadata(*command, arguments);
        add_page(*command, arguments);
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
        add_common(*command, arguments);
        command->callback([this, action] { arguments.request.action = action; });
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
