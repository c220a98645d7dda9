#include "edition/recipe.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "edition/toml.h"
#include "io/checksum.h"

namespace octavo::edition {
namespace {

void add(std::string& out, std::string_view key, std::string const& value) {
    if (!value.empty()) out += fmt::format("{} = {}\n", key, toml_string(value));
}

void add(std::string& out, std::string_view key, std::vector<std::string> const& values) {
    if (values.empty()) return;
    out += fmt::format("{} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ", ") + toml_string(values[i]);
    out += "]\n";
}

struct Kind {
    std::string_view ending, mime_type, description;
};
constexpr std::array kinds{
    Kind{".xml", "application/xml", "source"},
    Kind{".tei", "application/tei+xml", "source"},
    Kind{".xhtml", "application/xhtml+xml", "source"},
    Kind{".html", "application/xhtml+xml", "source"},
    Kind{".htm", "application/xhtml+xml", "source"},
    Kind{".opf", "application/oebps-package+xml", "package file"},
    Kind{".toml", "application/toml", "edition file"},
    Kind{".css", "text/css", "style sheet"},
    Kind{".png", "image/png", "picture"},
    Kind{".jpg", "image/jpeg", "picture"},
    Kind{".jpeg", "image/jpeg", "picture"},
    Kind{".svg", "image/svg+xml", "picture"},
    Kind{".gif", "image/gif", "picture"},
    Kind{".webp", "image/webp", "picture"},
    Kind{".otf", "font/otf", "font"},
    Kind{".ttf", "font/ttf", "font"},
    Kind{".ttc", "font/collection", "font"},
    Kind{".woff", "font/woff", "font"},
    Kind{".woff2", "font/woff2", "font"},
};

Kind kind_of(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (Kind const& kind : kinds)
        if (lower.ends_with(kind.ending)) return kind;
    return {"", "application/octet-stream", "part of the source"};
}

std::vector<std::string> texts(toml::node_view<toml::node const> node) {
    std::vector<std::string> out;
    if (toml::array const* array = node.as_array())
        for (toml::node const& item : *array)
            if (auto text = item.value<std::string>()) out.push_back(*text);
    return out;
}

}  // namespace

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

Recipe recipe_of(Request const& request, Edition const& edition, io::Workspace& workspace) {
    Recipe recipe;
    recipe.octavo = version();
    recipe.source_date_epoch = workspace.source_date_epoch();
    recipe.inputs = edition.inputs;
    recipe.title = request.title;
    recipe.language = request.language;
    recipe.cover = request.cover;
    recipe.page = request.page;
    recipe.font_size = request.font_size;
    recipe.conform = request.conform;
    recipe.authors = request.authors;
    recipe.styles = request.styles;
    for (auto const& file : workspace.resources())
        if (file->name.starts_with('/'))
            recipe.system_files.push_back({file->name.substr(file->name.rfind('/') + 1), io::hex(file->digest)});
    std::sort(recipe.system_files.begin(), recipe.system_files.end());
    return recipe;
}

std::string write_recipe(Recipe const& recipe) {
    std::string out =
        "# How octavo made this, and of what: \"octavo verify\" makes it again by this file.\n";
    add(out, "octavo", recipe.octavo);
    if (recipe.source_date_epoch >= 0) out += fmt::format("source_date_epoch = {}\n", recipe.source_date_epoch);
    add(out, "inputs", recipe.inputs);
    out += "\n[options]\n";
    add(out, "title", recipe.title);
    add(out, "author", recipe.authors);
    add(out, "lang", recipe.language);
    add(out, "cover", recipe.cover);
    add(out, "page", recipe.page);
    add(out, "font-size", recipe.font_size);
    add(out, "style", recipe.styles);
    add(out, "conform", recipe.conform);
    for (Recipe::SystemFile const& file : recipe.system_files)
        out += fmt::format("\n[[system]]\nname = {}\nsha256 = {}\n", toml_string(file.name), toml_string(file.sha256));
    return out;
}

std::optional<Recipe> read_recipe(std::string_view text) {
    toml::parse_result parsed = toml::parse(text, recipe_name);
    if (!parsed) return std::nullopt;
    toml::table const& table = parsed.table();
    auto text_of = [](toml::node_view<toml::node const> node) { return node.value_or(std::string()); };
    Recipe recipe;
    recipe.octavo = text_of(table["octavo"]);
    recipe.source_date_epoch = table["source_date_epoch"].value_or(std::int64_t{-1});
    recipe.inputs = texts(table["inputs"]);
    toml::node_view<toml::node const> options = table["options"];
    recipe.title = text_of(options["title"]);
    recipe.authors = texts(options["author"]);
    recipe.language = text_of(options["lang"]);
    recipe.cover = text_of(options["cover"]);
    recipe.page = text_of(options["page"]);
    recipe.font_size = text_of(options["font-size"]);
    recipe.styles = texts(options["style"]);
    recipe.conform = text_of(options["conform"]);
    if (toml::array const* files = table["system"].as_array())
        for (toml::node const& file : *files)
            if (toml::table const* entry = file.as_table())
                recipe.system_files.push_back({text_of((*entry)["name"]), text_of((*entry)["sha256"])});
    if (recipe.octavo.empty() || recipe.inputs.empty()) return std::nullopt;
    return recipe;
}

Request request_of(Recipe const& recipe, std::string const& root, std::string const& output) {
    Request request;
    request.action = Action::pdf;
    request.root = root;
    request.output = output;
    for (std::string const& input : recipe.inputs) request.inputs.push_back(root + "/" + input);
    request.title = recipe.title;
    request.language = recipe.language;
    request.cover = recipe.cover;
    request.page = recipe.page;
    request.font_size = recipe.font_size;
    request.conform = recipe.conform;
    request.authors = recipe.authors;
    request.styles = recipe.styles;
    return request;
}

std::vector<pdf::Attachment> attachments_of(io::Workspace& workspace, std::string const& recipe,
                                            std::string const& modified) {
    std::vector<pdf::Attachment> attachments;
    for (auto const& file : workspace.resources()) {
        if (file->name.starts_with('/') || file->name == recipe_name) continue;
        Kind kind = kind_of(file->name);
        attachments.push_back({file->name, std::string(kind.mime_type), file->bytes, std::string(kind.description),
                               modified, pdf::Relationship::source});
    }
    attachments.push_back({std::string(recipe_name), "application/toml", recipe,
                           "octavo's version and options, to rebuild the document from its sources", modified,
                           pdf::Relationship::supplement});
    return attachments;
}

}  // namespace octavo::edition
