#include "edition/verify_pdf.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <unistd.h>

#include "archive/bag.h"
#include "edition/difference.h"
#include "io/folder_artefact.h"
#include "io/folder_listing.h"
#include "pdf/attachment_reader.h"

namespace octavo::edition {
namespace {

using Files = std::map<std::string, std::string>;

class PdfVerifier {
public:
    PdfVerifier(PdfToVerify const& pdf, base::StageContext const& context, base::Diagnostics& diagnostics)
        : pdf_(pdf), context_(context), diagnostics_(diagnostics) {}

    void verify(Result& result) {
        auto bytes = io::read_small_file(pdf_.path, context_.limits.input_bytes);
        if (!bytes) {
            bytes.error().severity = base::Severity::fatal;
            diagnostics_.add(std::move(bytes.error()));
            return;
        }
        auto files = pdf::read_attachments(*bytes, context_.limits.total_bytes);
        if (!files) return refuse(fmt::format("it is damaged or no PDF: {}", files.error()));
        auto recipe = recipe_in(*files);
        if (!recipe) {
            return refuse("it has no sources embedded by octavo", "PDFs made with --conform=pdfa-3a or pdfa-4f have them");
        }
        for (std::string const& input : recipe->inputs) {
            if (auto fault = archive::fault_of_name(input); !fault.empty()) return refuse(fmt::format("the source '{}' is refused: {}", input, fault));
        }
        rebuild(*files, *recipe, *bytes, result);
    }

private:
    void refuse(std::string why, std::string hint = {}) {
        diagnostics_.add({.code = base::Code::archive_package, .severity = base::Severity::fatal,
                          .message = fmt::format("'{}' cannot be verified: {}", pdf_.path, why), .hint = std::move(hint)});
    }

    static std::optional<Recipe> recipe_in(Files const& files) {
        auto found = files.find(std::string(recipe_name));
        return found == files.end() ? std::nullopt : read_recipe(found->second);
    }

    void rebuild(Files const& files, Recipe const& recipe, std::string const& bytes, Result& result) {
        std::error_code error;
        std::string place = (std::filesystem::temp_directory_path(error) / fmt::format("octavo-verify-{}", ::getpid())).string();
        auto folder = io::FolderArtefact::create(place);  // never committed: it goes when it has served
        if (!folder) {
            diagnostics_.add(folder.error());
            return;
        }
        for (auto const& [name, content] : files) {
            if (auto fault = archive::fault_of_name(name); !fault.empty()) return refuse(fmt::format("its embedded file '{}' is refused: {}", name, fault));
            folder->add(name, content);
        }
        if (auto problem = folder->problem()) {
            diagnostics_.add(*problem);
            return;
        }
        Rebuilt rebuilt = rebuild_pdf({recipe, folder->temporary_path(), pdf_.build}, context_);
        if (!rebuilt.failure.empty()) return differs(fmt::format("it cannot be made again: {}", rebuilt.failure), hint_of(differences(recipe, recipe), ""));
        std::string const& again = *rebuilt.editions.front();
        std::vector<std::string> reasons = differences(recipe, recipe_of_pdf(again).value_or(recipe));
        if (again == bytes) {
            result.text = fmt::format("{}: made again of its {} embedded files, byte for byte the same ({} bytes)\n", pdf_.path, files.size(), bytes.size());
            for (std::string const& reason : reasons) {
                diagnostics_.add({.code = base::Code::archive_rebuild, .severity = base::Severity::note, .message = fmt::format("{}; the PDF is the same", reason)});
            }
            return;
        }
        differs(fmt::format("it comes out otherwise: {}", describe_difference(bytes, again, EditionKind::print, context_)),
                hint_of(reasons, "octavo and the fonts are the same as then: the PDF or a file in it was altered, or a library is another (which a PDF does not record)"));
    }

    [[nodiscard]] std::optional<Recipe> recipe_of_pdf(std::string const& bytes) const {
        auto files = pdf::read_attachments(bytes, context_.limits.total_bytes);
        return files ? recipe_in(*files) : std::nullopt;
    }

    /// Between what it was made with and what it was made with now.
    static std::vector<std::string> differences(Recipe const& then, Recipe const& now) {
        std::vector<std::string> found;
        if (then.octavo != version()) found.push_back(fmt::format("made with octavo {}, rebuilt with {}", then.octavo, version()));
        auto named = [](Recipe const& recipe, std::string const& name) {
            return std::find_if(recipe.system_files.begin(), recipe.system_files.end(), [&](auto const& file) { return file.name == name; });
        };
        for (Recipe::SystemFile const& file : then.system_files) {
            auto same = named(now, file.name);
            if (same == now.system_files.end()) found.push_back(fmt::format("the file '{}' of the system was used then and is not now", file.name));
            else if (same->sha256 != file.sha256) {
                found.push_back(fmt::format("the file '{}' of the system is another: SHA-256 {}… instead of {}…", file.name, same->sha256.substr(0, 16), file.sha256.substr(0, 16)));
            }
        }
        for (Recipe::SystemFile const& file : now.system_files) {
            if (named(then, file.name) == then.system_files.end()) found.push_back(fmt::format("the file '{}' of the system is used now and was not then", file.name));
        }
        return found;
    }

    static std::string hint_of(std::vector<std::string> const& reasons, std::string_view otherwise) {
        return reasons.empty() ? std::string(otherwise) : fmt::format("what differs: {}", fmt::join(reasons, "; "));
    }

    void differs(std::string what, std::string hint) {
        diagnostics_.add({.code = base::Code::archive_rebuild, .severity = base::Severity::fatal,
                          .message = fmt::format("'{}' is not as it was made: {}", pdf_.path, what), .hint = std::move(hint)});
    }

    PdfToVerify const& pdf_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
};

}  // namespace

void verify_pdf(PdfToVerify const& pdf, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result) {
    PdfVerifier(pdf, context, diagnostics).verify(result);
}

}  // namespace octavo::edition
