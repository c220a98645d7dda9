#include "edition/rebuild.h"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>

#include "css/style_sheet.h"
#include "edition/versions.h"
#include "io/checksum.h"
#include "io/folder_listing.h"
#include "io/paths.h"

namespace octavo::edition {
namespace {

/// The sources on the disk, some files of the system, a fixed date; products stay in memory.
class RebuildWorkspace : public io::Workspace {
public:
    struct Place {
        std::vector<io::SystemFile> const* files;  ///< null: what the system has
        std::int64_t epoch;
        io::MemoryWorkspace& held;
    };
    RebuildWorkspace(std::unique_ptr<io::Workspace> sources, Place const& place) : sources_(std::move(sources)), place_(place) {}

    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        return sources_->read(reference, from_name, where);
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override {
        if (place_.files == nullptr) return sources_->read_system(path);
        auto known = std::find_if(place_.files->begin(), place_.files->end(), [&](io::SystemFile const& file) { return file.name == path; });
        if (known == place_.files->end()) {
            return tl::unexpected(base::Diagnostic{.code = base::Code::io_not_found, .severity = base::Severity::error,
                                                   .message = fmt::format("'{}' is not among what the package was made with", path)});
        }
        auto file = sources_->read_system(known->path);
        if (!file) return file;
        auto named = std::make_shared<io::Resource>(**file);
        named->name = known->name;
        named->keep = std::const_pointer_cast<io::Resource>(*file);
        std::lock_guard lock(mutex_);
        return system_.try_emplace(known->name, std::move(named)).first->second;
    }
    std::vector<io::SystemFile> const* system_files() const override { return place_.files; }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view path) override { return place_.held.create(path); }
    std::int64_t source_date_epoch() const override { return place_.epoch; }
    std::vector<io::ResourcePtr> resources() const override {
        if (place_.files == nullptr) return sources_->resources();
        std::vector<io::ResourcePtr> all;
        std::lock_guard lock(mutex_);
        for (auto const& [name, file] : system_) all.push_back(file);
        for (io::ResourcePtr const& resource : sources_->resources()) {
            if (!resource->name.starts_with('/')) all.push_back(resource);
        }
        std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a->name < b->name; });
        return all;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, io::ResourcePtr> system_;  // by the name that they are known by
    std::unique_ptr<io::Workspace> sources_;
    Place place_;
};

/// Where the recorded files of the system are, and in what they differ from then.
std::vector<io::SystemFile> find_files(RebuildInput const& input, std::vector<std::string>& differences) {
    std::vector<io::SystemFile> found;
    for (RecordedFile const& file : input.record.files) {
        if (!file.of_system()) {
            if (file.copy.empty()) differences.push_back(fmt::format("the font '{}' ({} {}) is not in the package: {}", file.path, file.name, file.version, file.why_not));
            continue;
        }
        std::string path = file.copy.empty() ? file.path : fmt::format("{}/{}", input.copies, file.copy);
        std::string what = file.use == "font" ? fmt::format("the font '{}' ({} {})", file.path, file.name, file.version)
                                              : fmt::format("the hyphenation patterns '{}'", file.path);
        auto digest = io::file_digest(path, io::Hash::sha256);
        if (!digest && file.copy.empty()) {
            // A link on the system, e.g. hyph_en_AU.dic: the trusted place may hold them.
            if (auto workspace = io::open_disk_workspace("/", {})) {
                if (auto resource = (*workspace)->read_system(path)) digest = io::hex((*resource)->digest);
            }
        }
        if (!digest) {
            differences.push_back(fmt::format("{} is not there{}", what, file.copy.empty() ? ", and no copy of it is in the package: " + file.why_not : ""));
            continue;
        }
        if (*digest != file.sha256) {
            differences.push_back(fmt::format("{} is another: SHA-256 {}… instead of {}…", what, digest->substr(0, 16), file.sha256.substr(0, 16)));
        }
        found.push_back({file.path, path});
    }
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return found;
}

void compare_versions(RebuildRecord const& record, std::vector<std::string>& differences) {
    if (record.recipe.octavo != version()) {
        differences.push_back(fmt::format("made with octavo {}, rebuilt with {}", record.recipe.octavo, version()));
    } else if (std::string program = program_digest(); !record.program.empty() && record.program != program) {
        differences.push_back(fmt::format("octavo {} is another build than the one it was made with", record.recipe.octavo));
    }
    for (RecordedStyle const& style : record.styles) {
        std::string_view text = css::builtin_style_sheet(style.name);
        if (io::hex(io::sha512(text)) != style.sha512) differences.push_back(fmt::format("the built-in style sheet \"{}\" is another in this octavo", style.name));
    }
    std::vector<base::LibraryVersion> now = all_library_versions();
    for (base::LibraryVersion const& then : record.libraries) {
        auto same = std::find_if(now.begin(), now.end(), [&](base::LibraryVersion const& library) { return library.name == then.name; });
        if (same == now.end()) differences.push_back(fmt::format("made with {} {}, which this octavo does not use", then.name, then.version));
        else if (same->version != then.version) differences.push_back(fmt::format("made with {} {}, rebuilt with {}", then.name, then.version, same->version));
    }
}

/// Carries `request` out in memory; what comes of it goes to `rebuilt`.
void carry_out(Request request, std::vector<io::SystemFile> const* files, std::int64_t epoch, Builder const& build, base::StageContext const& context,
               Rebuilt& rebuilt) {
    request.jobs = context.workers;
    auto held = io::make_memory_workspace(context);
    Result result = build(request, [&](Edition& edition) -> tl::expected<std::unique_ptr<io::Workspace>, base::Diagnostic> {
        keep_to_editions(edition);
        auto sources = io::open_disk_workspace(request.root, context);
        if (!sources) return tl::unexpected(sources.error());
        return std::make_unique<RebuildWorkspace>(std::move(*sources), RebuildWorkspace::Place{files, epoch, *held});
    });
    std::string before;  // what ends a run often follows from an error, e.g. a file that is not there
    for (Message const& message : result.messages) {
        if (message.severity == Severity::error) before = message.rendered + "; ";
        if (message.severity == Severity::fatal && rebuilt.failure.empty()) rebuilt.failure = before + message.rendered;
    }
    if (!rebuilt.failure.empty()) return;
    for (std::string const& output : result.outputs) rebuilt.editions.push_back(std::make_shared<std::string const>(*held->artefact(output)));
}

}  // namespace

Rebuilt rebuild(RebuildInput const& input, base::StageContext const& context) {
    Rebuilt rebuilt;
    std::vector<io::SystemFile> files = find_files(input, rebuilt.differences);
    compare_versions(input.record, rebuilt.differences);
    Request request = request_of(input.record.recipe, input.sources, {});
    request.action = Action::build;
    request.page_list = input.record.page_list;
    request.embed_fonts = input.record.embed_fonts;
    carry_out(std::move(request), &files, input.record.recipe.source_date_epoch, input.build, context, rebuilt);
    if (rebuilt.failure.empty() && rebuilt.editions.size() != input.record.editions.size()) {
        rebuilt.failure = fmt::format("{} editions come out, {} were recorded", rebuilt.editions.size(), input.record.editions.size());
    }
    return rebuilt;
}

Rebuilt rebuild_pdf(PdfRebuildInput const& input, base::StageContext const& context) {
    Rebuilt rebuilt;
    carry_out(request_of(input.recipe, input.sources, "rebuilt.pdf"), nullptr, input.recipe.source_date_epoch, input.build, context, rebuilt);
    if (rebuilt.failure.empty() && rebuilt.editions.empty()) rebuilt.failure = "no PDF comes out";
    return rebuilt;
}

}  // namespace octavo::edition
