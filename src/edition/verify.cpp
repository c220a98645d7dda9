#include "edition/verify.h"

#include <filesystem>
#include <fmt/format.h>
#include <iterator>

#include "archive/bag_reader.h"
#include "edition/difference.h"
#include "edition/verify_pdf.h"
#include "io/checksum.h"

namespace octavo::edition {
namespace {

constexpr std::uint64_t largest_record = 16ULL << 20;

class PackageVerifier {
public:
    PackageVerifier(Request const& request, Builder const& build, base::StageContext const& context, base::Diagnostics& diagnostics)
        : request_(request), build_(build), context_(context), diagnostics_(diagnostics) {}

    void verify(Result& result) {
        auto bag = archive::open_bag(folder(), context_, diagnostics_);
        if (!bag) {
            diagnostics_.add(bag.error());
            return;
        }
        bag_ = std::move(*bag);
        fixity_ = archive::check_fixity(bag_, context_, diagnostics_);
        if (context_.cancelled()) {
            diagnostics_.add({.code = base::Code::run_cancelled, .severity = base::Severity::fatal, .message = "stopped on request"});
            return;
        }
        if (fixity_.intact()) result.text = fmt::format("{}: {} files are as the manifests say\n", folder(), bag_.files.size());
        if (auto record = read()) rebuild_editions(*record, result);
        conclude();
    }

private:
    [[nodiscard]] std::string folder() const {
        std::string folder = request_.inputs.front();
        while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
        return folder;
    }
    [[nodiscard]] std::string path_of(std::string_view name) const { return fmt::format("{}/{}", folder(), name); }

    std::optional<RebuildRecord> read() {
        std::string path = path_of("data/rebuild.toml");
        auto text = io::read_small_file(path, largest_record);
        if (text) return read_record(*text, path, context_.files->add(path), diagnostics_);
        diagnostics_.add({.code = base::Code::archive_package, .severity = base::Severity::fatal,
                          .message = fmt::format("the editions cannot be made again: {}", text.error().message),
                          .hint = "packages made by \"octavo archive\" have a record of the build; of others, only the fixity is checked"});
        return std::nullopt;
    }

    void rebuild_editions(RebuildRecord const& record, Result& result) {
        std::string data = std::filesystem::absolute(path_of("data")).lexically_normal().string();
        Rebuilt rebuilt = rebuild({record, data + "/sources", data, build_}, context_);
        if (context_.cancelled()) {
            diagnostics_.add({.code = base::Code::run_cancelled, .severity = base::Severity::fatal, .message = "stopped on request"});
            return;
        }
        for (std::string const& reason : reasons_in_package()) rebuilt.differences.insert(rebuilt.differences.begin(), reason);
        if (!rebuilt.failure.empty()) {
            rebuild_fault(fmt::format("the editions cannot be made again: {}", rebuilt.failure), rebuilt);
            return;
        }
        for (std::size_t i = 0; i < record.editions.size(); ++i) compare(record.editions[i], *rebuilt.editions[i], rebuilt, result);
        if (edition_faults_ > 0) return;
        for (std::string const& difference : rebuilt.differences) {
            diagnostics_.add({.code = base::Code::archive_rebuild, .severity = base::Severity::note,
                              .message = fmt::format("{}; the editions are the same", difference)});
        }
    }

    void compare(RecordedEdition const& edition, std::string const& rebuilt, Rebuilt const& how, Result& result) {
        std::string name = "data/" + edition.file;
        if (!bag_.files.contains(name)) {
            rebuild_fault(fmt::format("'{}' is missing and cannot be compared", name), how);
            return;
        }
        auto kept = io::read_small_file(path_of(name), context_.limits.input_bytes);
        if (kept && *kept == rebuilt) {
            fmt::format_to(std::back_inserter(result.text), "{}: made again, byte for byte the same ({} bytes)\n", name, rebuilt.size());
            return;
        }
        if (io::hex(io::sha512(rebuilt)) == edition.sha512) {
            // What was altered is the file, not what it was made of.
            if (!fixity_.altered.contains(name)) ++editions_altered_;
            diagnostics_.add({.code = base::Code::archive_rebuild, .severity = base::Severity::error,
                              .message = fmt::format("'{}' was altered itself: made again, it is what was recorded of it", name)});
            return;
        }
        std::string difference = kept ? describe_difference(*kept, rebuilt, edition.kind, context_) : kept.error().message;
        rebuild_fault(fmt::format("'{}' comes out otherwise: {}", name, difference), how);
    }

    void rebuild_fault(std::string message, Rebuilt const& how) {
        ++edition_faults_;
        std::string hint = "nothing that is recorded differs: please report this with the package";
        if (!how.differences.empty()) hint = fmt::format("what differs: {}", fmt::join(how.differences, "; "));
        diagnostics_.add({.code = base::Code::archive_rebuild, .severity = base::Severity::error, .message = std::move(message), .hint = std::move(hint)});
    }

    /// What fixity has found among the things that the editions are made of.
    [[nodiscard]] std::vector<std::string> reasons_in_package() const {
        std::vector<std::string> reasons;
        auto look = [&](std::set<std::string> const& names, std::string_view what) {
            for (std::string const& name : names) {
                // Fonts and patterns are compared with the record anyway.
                if (name == "data/rebuild.toml" || name.starts_with("data/sources/")) reasons.push_back(fmt::format("'{}' {}", name, what));
            }
        };
        look(fixity_.altered, "is altered");
        look(fixity_.missing, "is missing");
        return reasons;
    }

    void conclude() {
        if (diagnostics_.has(base::Severity::fatal)) return;
        std::vector<std::string> faults;
        auto count = [&](std::size_t number, std::string_view one, std::string_view many) {
            if (number > 0) faults.push_back(fmt::format("{} {}", number, number == 1 ? one : many));
        };
        count(fixity_.altered.size(), "file altered", "files altered");
        count(fixity_.missing.size(), "file missing", "files missing");
        count(fixity_.added.size(), "file added", "files added");
        count(editions_altered_, "edition altered", "editions altered");
        if (fixity_.sum_differs && faults.empty()) faults.emplace_back("the sum of the payload differs");
        count(edition_faults_, "edition that does not come out the same", "editions that do not come out the same");
        if (faults.empty()) return;
        diagnostics_.add({.code = base::Code::archive_fixity, .severity = base::Severity::fatal,
                          .message = fmt::format("'{}' is not as it was made: {}", folder(), fmt::join(faults, ", "))});
    }

    Request const& request_;
    Builder const& build_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    archive::Bag bag_;
    archive::Fixity fixity_;
    std::size_t edition_faults_ = 0, editions_altered_ = 0;
};

}  // namespace

void verify(Request const& request, Builder const& build, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result) {
    if (request.inputs.size() != 1) {
        diagnostics.add({.code = base::Code::archive_package, .severity = base::Severity::fatal, .message = "one package is verified at a time: name its folder, or a PDF"});
        return;
    }
    std::error_code error;
    if (std::filesystem::is_regular_file(request.inputs.front(), error)) {
        verify_pdf({request.inputs.front(), build}, context, diagnostics, result);
        return;
    }
    PackageVerifier(request, build, context, diagnostics).verify(result);
}

}  // namespace octavo::edition
