#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

#include "edition/booklet.h"
#include "edition/edition.h"
#include "edition/press.h"
#include "edition/printed_cover.h"
#include "edition/toml.h"
#include "impose/impose.h"

namespace octavo::edition {
namespace {

class EditionReader {
public:
    EditionReader(base::FileId file, base::Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    std::optional<Edition> read(toml::table const& root) {
        for (auto const& [key, node] : root) {
            std::string_view name = key.str();
            toml::table const* table = node.as_table();
            if (table == nullptr) {
                warn(node, fmt::format("\"{}\" stands outside a table and is not known", name));
            } else if (name == "edition") {
                read_edition(*table);
            } else if (name == "print") {
                read_target(*table, edition_.print, [](auto, auto const&) { return false; });
            } else if (name == "ebook") {
                read_target(*table, edition_.ebook, [&](auto entry, toml::node const& value) { return read_ebook_option(value, entry); });
            } else if (name == "booklet") {
                read_booklet(*table);
            } else if (name == "press") {
                read_target(*table, edition_.press, [&](auto entry, toml::node const& value) { return read_press(entry, value); });
            } else if (name == "cover") {
                read_target(*table, edition_.cover, [&](auto entry, toml::node const& value) { return read_cover_sheet(entry, value); });
            } else if (name == "archive") {
                read_archive(*table);
            } else {
                warn(node, fmt::format("no table [{}] is known", name));
            }
        }
        if (edition_.sources.empty()) {
            diagnostics_.add({.code = base::Code::edition_file, .severity = base::Severity::fatal, .where = {file_, 0, 0},
                              .message = "the edition names no sources", .hint = "add sources = [\"article.xml\"] to [edition]"});
            return std::nullopt;
        }
        return std::move(edition_);
    }

private:
    [[nodiscard]] base::SourceSpan where(toml::node const& node) const {
        return {file_, static_cast<std::uint32_t>(node.source().begin.line), static_cast<std::uint32_t>(node.source().begin.column)};
    }
    void warn(toml::node const& node, std::string message) {
        diagnostics_.add({.code = base::Code::edition_file, .severity = base::Severity::warning, .where = where(node), .message = std::move(message)});
    }

    std::string text(toml::node const& node, std::string_view key) {
        if (auto value = node.value<std::string>(); value && node.is_string()) return *value;
        if (auto date = node.as_date()) return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
        warn(node, fmt::format("\"{}\" should be a string", key));
        return {};
    }

    std::uint32_t levels(toml::node const& node, std::string_view key) {
        auto value = node.value<std::int64_t>();
        if (value && node.is_integer() && *value >= 1 && *value <= 6) return static_cast<std::uint32_t>(*value);
        warn(node, fmt::format("\"{}\" should be a number from 1 to 6", key));
        return edition_.contents_depth;
    }

    /// One string or an array of them; empty ones say nothing and are left out.
    std::vector<std::string> texts(toml::node const& node, std::string_view key) {
        std::vector<std::string> result;
        if (toml::array const* array = node.as_array()) {
            for (toml::node const& item : *array) result.push_back(text(item, key));
        } else {
            result.push_back(text(node, key));
        }
        std::erase(result, std::string());
        return result;
    }

    void read_edition(toml::table const& table) {
        edition_.metadata.where = where(table);
        for (auto const& [key, node] : table) {
            std::string_view name = key.str();
            dom::Metadata& m = edition_.metadata;
            if (name == "title") m.title = text(node, name);
            else if (name == "subtitle") m.subtitle = text(node, name);
            else if (name == "language") m.language = text(node, name);
            else if (name == "publisher") m.publisher = text(node, name);
            else if (name == "date") m.date = text(node, name);
            else if (name == "rights") m.rights = text(node, name);
            else if (name == "description") m.description = text(node, name);
            else if (name == "source") m.source = text(node, name);
            else if (name == "series") m.series = text(node, name);
            else if (name == "series_position") m.series_position = text(node, name);
            else if (name == "cover") read_cover(text(node, name));
            else if (name == "subjects") m.subjects = texts(node, name);
            else if (name == "sources") edition_.sources = texts(node, name);
            else if (name == "contents") edition_.contents = text(node, name);
            else if (name == "contents_depth") edition_.contents_depth = levels(node, name);
            else if (name == "index") edition_.index = text(node, name);
            else if (name == "identifier" || name == "identifiers") {
                for (std::string& value : texts(node, name)) m.identifiers.push_back({value, scheme_of(value)});
            } else if (name == "creator" || name == "contributor") {
                read_contributors(node, name);
            } else {
                warn(node, fmt::format("no key \"{}\" is known in [edition]", name));
            }
        }
    }

    void read_cover(std::string const& value) {
        if (value == "none") edition_.ebook_options.cover = EbookOptions::Cover::none;
        else edition_.metadata.cover = value;
    }

    static std::string scheme_of(std::string_view value) {
        if (value.starts_with("urn:isbn:")) return "isbn";
        if (value.starts_with("urn:uuid:")) return "uuid";
        if (value.starts_with("doi:") || value.starts_with("https://doi.org/")) return "doi";
        return value.find(':') != std::string_view::npos ? "uri" : "";
    }

    void read_contributors(toml::node const& node, std::string_view key) {
        auto add = [&](toml::node const& entry) {
            dom::Contributor contributor;
            contributor.role = key == "creator" ? "aut" : "ctb";
            if (toml::table const* table = entry.as_table()) {
                for (auto const& [name, value] : *table) {
                    if (name.str() == "name") contributor.name = text(value, name.str());
                    else if (name.str() == "role") contributor.role = text(value, name.str());
                    else if (name.str() == "file_as") contributor.file_as = text(value, name.str());
                    else warn(value, fmt::format("no key \"{}\" is known of a creator", name.str()));
                }
            } else {
                contributor.name = text(entry, key);
            }
            if (!contributor.name.empty()) edition_.metadata.contributors.push_back(std::move(contributor));
        };
        if (toml::array const* array = node.as_array()) {
            for (toml::node const& entry : *array) add(entry);
        } else {
            add(node);
        }
    }

    /// Keys that one kind of target has beside those that all have.
    using OtherKeys = std::function<bool(std::string_view, toml::node const&)>;

    void read_target(toml::table const& table, Target& target, OtherKeys const& others) {
        target.wanted = true;
        for (auto const& [key, node] : table) {
            std::string_view name = key.str();
            if (name == "output") target.output = text(node, name);
            else if (name == "styles") target.styles = texts(node, name);
            else if (name == "page") target.page = text(node, name);
            else if (name == "font_size") target.font_size = text(node, name);
            else if (name == "page_count" && &target != &edition_.ebook) target.page_count = text(node, name);
            else if (name == "conform" && &target == &edition_.print) read_conform(node);
            else if (name == "identifier") target.identifier = text(node, name);
            else if (!others(name, node)) warn(node, fmt::format("no key \"{}\" is known of this target", name));
        }
    }

    template <typename Options, std::size_t count>
    bool read_text(std::array<OptionKey<Options, std::string>, count> const& keys, std::pair<std::string_view, toml::node const*> entry, Options& into) {
        for (auto const& key : keys) {
            if (key.name != entry.first) continue;
            std::string all;
            for (std::string const& part : texts(*entry.second, entry.first)) all += (all.empty() ? "" : ",") + part;
            into.*key.member = all;
            return true;
        }
        return false;
    }
    template <typename Options, std::size_t count>
    bool read_number(std::array<OptionKey<Options, unsigned>, count> const& keys, std::pair<std::string_view, toml::node const*> entry, Options& into) {
        for (auto const& key : keys) {
            if (key.name != entry.first) continue;
            auto value = entry.second->value<std::int64_t>();
            if (!value || *value < 1 || *value > 1'000'000) warn(*entry.second, fmt::format("\"{}\" should be a whole number from 1", key.name));
            else into.*key.member = static_cast<unsigned>(*value);
            return true;
        }
        return false;
    }

    bool read_press(std::string_view name, toml::node const& node) {
        PressOptions& options = edition_.press_options;
        if (name == "bare" || name == "preflight") {
            if (!node.is_boolean()) warn(node, fmt::format("\"{}\" should be true or false", name));
            (name == "bare" ? options.bare : options.preflight) = node.value<bool>().value_or(false);
            return true;
        }
        return read_text(press_texts, {name, &node}, options) || read_number(press_numbers, {name, &node}, options);
    }
    bool read_cover_sheet(std::string_view name, toml::node const& node) {
        return read_text(cover_texts, {name, &node}, edition_.cover_options) || read_number(cover_numbers, {name, &node}, edition_.cover_options);
    }

    void read_conform(toml::node const& node) {
        std::string& conform = edition_.print.conform;
        edition_.print.conform_where = where(node);
        for (std::string const& standard : texts(node, "conform")) conform += (conform.empty() ? "" : ",") + standard;
    }

    void read_booklet(toml::table const& table) {
        edition_.booklet.wanted = true;
        for (auto const& [key, node] : table) {
            std::string_view name = key.str();
            if (name == "output") edition_.booklet.output = text(node, name);
            else if (!read_booklet_option(name, node)) warn(node, fmt::format("no key \"{}\" is known in [booklet]", name));
        }
    }

    /// Each option is tried by itself, so that what is wrong with it is told at its place.
    bool read_booklet_option(std::string_view name, toml::node const& node) {
        BookletOptions one;
        auto row = std::find_if(booklet_keys.begin(), booklet_keys.end(), [&](BookletKey const& key) { return key.name == name; });
        if (row != booklet_keys.end()) {
            for (std::string const& part : texts(node, name)) (one.*row->member) += ((one.*row->member).empty() ? "" : ",") + part;
        } else if (name == "sheets") {
            auto count = node.value<std::int64_t>();
            if (!count || *count < 1 || *count > 1'000'000) warn(node, "\"sheets\" should be a whole number from 1");
            else one.sheets = static_cast<unsigned>(*count);
        } else if (name == "instructions") {
            if (!node.is_boolean()) warn(node, "\"instructions\" should be true or false");
            one.instructions = node.is_boolean() && *node.value<bool>();
        } else {
            return false;
        }
        if (auto understood = impose::read_options(one); !understood) {
            understood.error().where = where(node);
            diagnostics_.add(understood.error());
        }
        override_options(edition_.booklet.options, one);
        return true;
    }

    bool read_ebook_option(toml::node const& node, std::string_view name) {
        EbookOptions& options = edition_.ebook_options;
        if (name == "page_list") options.page_list = one_of(node, name, {"print", "source", "none"});
        else if (name == "page_list_edition") options.page_list_edition = text(node, name);
        else if (name == "page_source") options.page_source = text(node, name);
        else if (name == "fonts") options.fonts = one_of(node, name, {"embed", "none"});
        else if (name == "picture_quality") options.picture_quality = number(node, name, 100);
        else if (name == "picture_size") options.picture_size = number(node, name, 65'535);
        else if (name == "certifier") read_certifier(node);
        else return false;
        return true;
    }

    void read_certifier(toml::node const& node) {
        EbookOptions& options = edition_.ebook_options;
        toml::table const* table = node.as_table();
        if (table == nullptr) {
            options.certifier = text(node, "certifier");
            return;
        }
        for (auto const& [key, value] : *table) {
            if (key.str() == "name") options.certifier = text(value, key.str());
            else if (key.str() == "credential") options.certifier_credential = text(value, key.str());
            else if (key.str() == "report") options.certifier_report = text(value, key.str());
            else warn(value, fmt::format("no key \"{}\" is known of a certifier", key.str()));
        }
        if (options.certifier.empty()) warn(node, "the certifier has no name: nobody certifies");
    }

    std::string one_of(toml::node const& node, std::string_view key, std::initializer_list<std::string_view> words) {
        std::string value = text(node, key);
        if (value.empty() || std::find(words.begin(), words.end(), value) != words.end()) return value;
        warn(node, fmt::format("\"{}\" is one of: {}", key, fmt::join(words, ", ")));
        return {};
    }

    unsigned number(toml::node const& node, std::string_view key, std::int64_t most) {
        auto value = node.value<std::int64_t>();
        if (node.is_integer() && value && *value >= 1 && *value <= most) return static_cast<unsigned>(*value);
        warn(node, fmt::format("\"{}\" should be a whole number from 1 to {}", key, most));
        return 0;
    }

    void read_archive(toml::table const& table) {
        ArchiveSettings& a = edition_.archive;
        for (auto const& [key, node] : table) {
            std::string_view name = key.str();
            if (name == "output") a.output = text(node, name);
            else if (name == "organization") a.organization = text(node, name);
            else if (name == "contact_name") a.contact_name = text(node, name);
            else if (name == "contact_email") a.contact_email = text(node, name);
            else if (name == "description") a.description = text(node, name);
            else if (name == "fonts") read_font_copies(node);
            else warn(node, fmt::format("no key \"{}\" is known in [archive]", name));
        }
    }

    void read_font_copies(toml::node const& node) {
        std::string value = text(node, "fonts");
        if (value == "licensed") edition_.archive.fonts = FontCopies::licensed;
        else if (value == "all") edition_.archive.fonts = FontCopies::all;
        else if (value == "none") edition_.archive.fonts = FontCopies::none;
        else warn(node, fmt::format("\"fonts\" is \"licensed\", \"all\" or \"none\", not \"{}\"", value));
    }

    base::FileId file_;
    base::Diagnostics& diagnostics_;
    Edition edition_;
};

}  // namespace

std::optional<Edition> read_edition_file(std::string_view text, std::string_view name, base::FileId file, base::Diagnostics& diagnostics) {
    toml::parse_result parsed = toml::parse(text, name);
    if (!parsed) {
        auto const& at = parsed.error().source().begin;
        diagnostics.add({.code = base::Code::edition_file, .severity = base::Severity::fatal,
                         .where = {file, static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)},
                         .message = fmt::format("the edition file is not valid TOML: {}", parsed.error().description())});
        return std::nullopt;
    }
    return EditionReader(file, diagnostics).read(parsed.table());
}

}  // namespace octavo::edition
