#include "edition/package.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <set>

#include "archive/bag_writer.h"
#include "archive/premis.h"
#include "css/style_sheet.h"
#include "edition/event_time.h"
#include "edition/used_files.h"
#include "edition/versions.h"
#include "io/checksum.h"
#include "io/paths.h"

namespace octavo::edition {
namespace {

namespace fs = std::filesystem;
using Done = tl::expected<void, base::Diagnostic>;

/// Events by these names link to the objects they are about.
constexpr char const* creation_event = "creation";
constexpr char const* digest_event = "message-digest-calculation";
constexpr char const* package_event = "information-package-creation";

class Packer {
public:
    Packer(PackageInput const& input, io::FolderArtefact folder, base::StageContext const& context, base::Diagnostics& diagnostics)
        : input_(input), context_(context), diagnostics_(diagnostics), bag_(std::move(folder)) {}

    Done pack(Result& result) {
        if (auto read = read_edition_file(); !read) return read;
        used_ = used_files(input_.workspace.resources(), input_.edition.archive.fonts);
        add_editions();
        add_sources();
        add_styles();
        add_used_files();
        if (auto added = add_reports(); !added) return added;
        bag_.add_payload("rebuild.toml", write_record(record()));
        bag_.add_tag_file("metadata/premis.xml", archive::write_premis(premis()));
        result.text = summary();
        return bag_.finish(info());
    }

private:
    /// Its bytes belong to the sources, though the plan read it by another way.
    Done read_edition_file() {
        std::string const& name = input_.edition.inputs.front();
        if (!name.ends_with(".toml")) return {};
        auto file = input_.workspace.read(io::reference_of_path(name), "", {});
        if (!file) return tl::unexpected(file.error());
        return {};
    }

    void add_editions() {
        auto add = [&](Target const& target, EditionKind kind) {
            std::string const* bytes = target.wanted ? input_.workspace.artefact(target.output) : nullptr;
            if (bytes == nullptr) return;
            std::string name = fs::path(target.output).filename().string();
            if (!editions_.empty() && editions_.front().file == "editions/" + name) name = "ebook-" + name;
            bag_.add_payload("editions/" + name, *bytes);
            editions_.push_back({kind, "editions/" + name, io::hex(io::sha512(*bytes))});
        };
        add(input_.edition.print, EditionKind::print);
        add(input_.edition.ebook, EditionKind::ebook);
    }

    void add_sources() {
        std::set<std::string> withheld;
        for (RecordedFile const& file : used_.files) {
            if (file.copy.empty()) withheld.insert(file.path);
        }
        for (io::ResourcePtr const& resource : input_.workspace.resources()) {
            if (resource->name.starts_with('/') || withheld.contains(resource->name)) continue;
            sources_.push_back("data/sources/" + resource->name);
            bag_.add_payload("sources/" + resource->name, resource->bytes);
        }
    }

    void add_styles() {
        std::set<std::string> names{"base"};
        for (Target const* target : {&input_.edition.print, &input_.edition.ebook}) {
            if (target->wanted) names.insert(target->styles.begin(), target->styles.end());
        }
        bool cover_made = input_.edition.ebook.wanted && input_.metadata.cover.empty() && input_.edition.ebook_options.cover == EbookOptions::Cover::made;
        if (cover_made) names.insert("cover");
        for (std::string const& name : names) {
            std::string_view text = css::builtin_style_sheet(name);
            if (text.empty()) continue;  // a file: among the sources
            bag_.add_payload(fmt::format("styles/{}.css", name), text);
            styles_.push_back({name, io::hex(io::sha512(text))});
        }
    }

    void add_used_files() {
        for (io::ResourcePtr const& resource : input_.workspace.resources()) {
            auto file = std::find_if(used_.files.begin(), used_.files.end(), [&](RecordedFile const& f) { return f.path == resource->name; });
            if (file == used_.files.end()) continue;
            if (file->copy.empty()) {
                diagnostics_.add({.code = base::Code::archive_licence, .severity = base::Severity::warning,
                                  .message = fmt::format("'{}' is not in the package: {}", file->path, file->why_not),
                                  .hint = "its name, version and digest are recorded; to rebuild the editions, the same file must be there"});
            } else if (file->of_system()) {
                bag_.add_payload(file->copy, resource->bytes);
            }
        }
        for (auto const& [package, text] : used_.notices) bag_.add_payload(fmt::format("licences/{}/copyright", package), text);
    }

    Done add_reports() {
        std::set<std::string> taken;
        for (std::string const& path : input_.request.reports) {
            fs::path file = path;
            auto workspace = io::open_disk_workspace(file.has_parent_path() ? file.parent_path().string() : ".", context_);
            if (!workspace) return tl::unexpected(workspace.error());
            auto report = (*workspace)->read(io::reference_of_path(file.filename().string()), "", {});
            if (!report) return tl::unexpected(report.error());
            std::string name = file.filename().string();
            for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{}-{}{}", file.stem().string(), n, file.extension().string());
            bag_.add_payload("reports/" + name, (*report)->bytes);
            reports_.push_back("data/reports/" + name);
        }
        return {};
    }

    [[nodiscard]] RebuildRecord record() const {
        RebuildRecord record;
        record.recipe = recipe_of(input_.request, input_.edition, input_.workspace);
        record.recipe.system_files.clear();
        record.page_list = input_.request.page_list;
        record.embed_fonts = input_.request.embed_fonts;
        record.program = program_digest();
        record.libraries = all_library_versions();
        record.editions = editions_;
        record.styles = styles_;
        record.files = used_.files;
        return record;
    }

    [[nodiscard]] archive::Premis premis() const {
        archive::Premis premis;
        std::vector<std::string> made;
        for (RecordedEdition const& edition : editions_) made.push_back("data/" + edition.file);
        std::vector<std::string> all;
        for (auto const& [name, file] : bag_.payload()) {
            archive::PremisObject object;
            object.name = name;
            object.digest = file.digest;
            object.size = file.size;
            object.made_here = std::find(made.begin(), made.end(), name) != made.end();
            if (object.made_here) {
                object.made_of = sources_;
                object.events.emplace_back(creation_event);
            }
            if (std::find(reports_.begin(), reports_.end(), name) != reports_.end()) object.documents = made;
            for (RecordedFile const& used : used_.files) {
                if (name == "data/" + used.copy) object.original_name = used.path;
            }
            object.events.insert(object.events.end(), {digest_event, package_event});
            all.push_back(name);
            premis.objects.push_back(std::move(object));
        }
        std::string packed_at = utc_time(event_time(input_.workspace.source_date_epoch()));
        premis.events = {{creation_event, "creation", utc_time(input_.made_at), "the editions were made of the sources, as rebuild.toml records",
                          "success", {}, sources_, made},
                         {digest_event, "message digest calculation", packed_at, "SHA-512 of every file of the payload", "success", {}, {}, all},
                         {package_event, "information package creation", packed_at, "a BagIt bag, RFC 8493", "success", {}, all, {}}};
        premis.agent = {"octavo", "octavo", version(), {}, {creation_event, digest_event, package_event}};
        for (base::LibraryVersion const& library : all_library_versions()) premis.agent.notes.push_back(fmt::format("ran with {} {}", library.name, library.version));
        return premis;
    }

    [[nodiscard]] archive::BagInfo info() const {
        ArchiveSettings const& settings = input_.edition.archive;
        dom::Metadata const& m = input_.metadata;
        archive::BagInfo info;
        info.emplace_back("Source-Organization", settings.organization.empty() ? m.publisher : settings.organization);
        info.emplace_back("Contact-Name", settings.contact_name);
        info.emplace_back("Contact-Email", settings.contact_email);
        std::string title = m.subtitle.empty() ? m.title : fmt::format("{}: {}", m.title, m.subtitle);
        info.emplace_back("External-Description", !settings.description.empty() ? settings.description : !m.description.empty() ? m.description : title);
        for (dom::Identifier const& identifier : m.identifiers) info.emplace_back("External-Identifier", identifier.value);
        info.emplace_back("Title", title);
        for (dom::Contributor const& contributor : m.contributors) {
            if (contributor.role == "aut") info.emplace_back("Creator", contributor.name);
        }
        info.emplace_back("Date", m.date);
        info.emplace_back("Language", m.language);
        info.emplace_back("Rights", m.rights);
        info.emplace_back("Bagging-Date", utc_time(event_time(input_.workspace.source_date_epoch())).substr(0, 10));
        info.emplace_back("Bag-Software-Agent", fmt::format("octavo {}", version()));
        return info;
    }

    [[nodiscard]] std::string summary() const {
        std::string text = fmt::format("{}: a bag of {} files\n", input_.edition.archive.output, bag_.payload().size());
        for (RecordedEdition const& edition : editions_) {
            fmt::format_to(std::back_inserter(text), "  data/{}  {} bytes\n", edition.file, bag_.payload().at("data/" + edition.file).size);
        }
        auto copied = std::count_if(used_.files.begin(), used_.files.end(), [](RecordedFile const& file) { return !file.copy.empty(); });
        fmt::format_to(std::back_inserter(text), "  {} sources; {} of {} fonts and hyphenation patterns; {} reports\n", sources_.size(), copied,
                       used_.files.size(), reports_.size());
        return text;
    }

    PackageInput const& input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    archive::BagWriter bag_;
    UsedFiles used_;
    std::vector<RecordedEdition> editions_;
    std::vector<RecordedStyle> styles_;
    std::vector<std::string> sources_, reports_;  // names in the bag
};

}  // namespace

tl::expected<void, base::Diagnostic> write_package(PackageInput const& input, io::FolderArtefact folder, base::StageContext const& context,
                                                   base::Diagnostics& diagnostics, Result& result) {
    return Packer(input, std::move(folder), context, diagnostics).pack(result);
}

}  // namespace octavo::edition
