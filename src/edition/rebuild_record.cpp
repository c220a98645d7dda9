#include "edition/rebuild_record.h"

#include <fmt/format.h>
#include <iterator>

#include "archive/bag.h"
#include "edition/toml.h"

namespace octavo::edition {
namespace {

class RecordWriter {
public:
    std::string write(RebuildRecord const& record) {
        out_ = write_recipe(record.recipe);
        table("[ebook]");
        value("page_list", record.page_list);
        if (record.embed_fonts) out_ += "embed_fonts = true\n";
        table("[program]");
        value("sha512", record.program);
        table("[libraries]");
        for (base::LibraryVersion const& library : record.libraries) value(toml_string(library.name), library.version);
        for (RecordedEdition const& edition : record.editions) {
            table("[[edition]]");
            value("kind", edition.kind == EditionKind::print ? "print" : "ebook");
            value("file", edition.file);
            value("sha512", edition.sha512);
        }
        for (RecordedStyle const& style : record.styles) {
            table("[[style]]");
            value("name", style.name);
            value("sha512", style.sha512);
        }
        for (RecordedFile const& file : record.files) write_file(file);
        return std::move(out_);
    }

private:
    void table(std::string_view head) { fmt::format_to(std::back_inserter(out_), "\n{}\n", head); }
    void value(std::string_view key, std::string_view text) {
        if (!text.empty()) fmt::format_to(std::back_inserter(out_), "{} = {}\n", key, toml_string(text));
    }
    void write_file(RecordedFile const& file) {
        table("[[file]]");
        value("use", file.use);
        value("path", file.path);
        value("name", file.name);
        value("version", file.version);
        value("licence", file.licence);
        value("package", file.package);
        value("sha256", file.sha256);
        value("copy", file.copy);
        value("why_not_copied", file.why_not);
    }

    std::string out_;
};

class RecordReader {
public:
    explicit RecordReader(toml::table const& root) : root_(root) {}

    void read(RebuildRecord& record) {
        record.page_list = root_["ebook"]["page_list"].value_or(std::string());
        record.embed_fonts = root_["ebook"]["embed_fonts"].value_or(false);
        record.program = root_["program"]["sha512"].value_or(std::string());
        if (auto const* libraries = root_["libraries"].as_table()) {
            for (auto const& [key, node] : *libraries) record.libraries.push_back({std::string(key.str()), node.value_or(std::string())});
        }
        each("edition", [&](toml::table const& table) {
            record.editions.push_back({text(table, "kind") == "ebook" ? EditionKind::ebook : EditionKind::print, text(table, "file"), text(table, "sha512")});
        });
        each("style", [&](toml::table const& table) { record.styles.push_back({text(table, "name"), text(table, "sha512")}); });
        each("file", [&](toml::table const& table) {
            record.files.push_back({text(table, "use"), text(table, "path"), text(table, "name"), text(table, "version"), text(table, "licence"),
                                    text(table, "package"), text(table, "sha256"), text(table, "copy"), text(table, "why_not_copied")});
        });
    }

private:
    static std::string text(toml::table const& table, std::string_view key) { return table[key].value_or(std::string()); }
    template <typename Visit> void each(std::string_view key, Visit visit) {
        if (auto const* array = root_[key].as_array()) {
            for (toml::node const& node : *array) {
                if (auto const* table = node.as_table()) visit(*table);
            }
        }
    }
    toml::table const& root_;
};

/// The system's files that a record may name: where octavo looks for fonts and patterns, and nowhere else.
bool is_place_of_system_files(std::string_view path) {
    for (std::string_view folder : {"/usr/share/fonts/", "/usr/local/share/fonts/", "/usr/share/hyphen/"}) {
        if (path.starts_with(folder)) return archive::fault_of_name(path.substr(1)).empty();
    }
    return false;
}

/// Why the record cannot be followed; empty: it can.
std::string fault_of(RebuildRecord const& record) {
    if (record.editions.empty()) return "it names no editions";
    for (std::string const& input : record.recipe.inputs) {
        if (auto fault = archive::fault_of_name(input); !fault.empty()) return fmt::format("the input '{}' is refused: {}", input, fault);
    }
    for (RecordedEdition const& edition : record.editions) {
        if (auto fault = archive::fault_of_name(edition.file); !fault.empty()) return fmt::format("the edition '{}' is refused: {}", edition.file, fault);
    }
    for (RecordedFile const& file : record.files) {
        if (file.of_system() && !is_place_of_system_files(file.path)) return fmt::format("the file '{}' is refused: it is no font or pattern of the system", file.path);
        if (file.copy.empty()) continue;
        if (auto fault = archive::fault_of_name(file.copy); !fault.empty()) return fmt::format("the copy '{}' is refused: {}", file.copy, fault);
    }
    return {};
}

}  // namespace

std::string write_record(RebuildRecord const& record) { return RecordWriter().write(record); }

std::optional<RebuildRecord> read_record(std::string_view text, std::string_view name, base::FileId file, base::Diagnostics& diagnostics) {
    auto fail = [&](base::SourceSpan where, std::string message) {
        diagnostics.add({.code = base::Code::archive_package, .severity = base::Severity::fatal, .where = where, .message = std::move(message)});
    };
    toml::parse_result parsed = toml::parse(text, name);
    if (!parsed) {
        auto const& at = parsed.error().source().begin;
        fail({file, static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)},
             fmt::format("the record of the build is not valid TOML: {}", parsed.error().description()));
        return std::nullopt;
    }
    RebuildRecord record;
    auto recipe = read_recipe(text);
    if (!recipe) {
        fail({file, 0, 0}, "the record of the build does not say which octavo made the editions, and of what");
        return std::nullopt;
    }
    record.recipe = std::move(*recipe);
    RecordReader(parsed.table()).read(record);
    if (std::string fault = fault_of(record); !fault.empty()) {
        fail({file, 0, 0}, fmt::format("the record of the build cannot be followed: {}", fault));
        return std::nullopt;
    }
    return record;
}

}  // namespace octavo::edition
