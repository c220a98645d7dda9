// Named cases: tests/read/cases/<vocabulary>/<name>.xml is read, its dump and diagnostics must be <name>.dom beside it.
// A file whose root is none of a document's is put into a TEI body, starting on line 2. With OCTAVO_RECORD=1 in the
// environment the .dom files are written anew: read the difference before committing it.
#include <algorithm>

#include "read/support.h"

namespace octavo::test {
namespace {

namespace fs = std::filesystem;

std::string folder() { return std::string(source_folder) + "/tests/read/cases"; }

std::vector<std::string> cases() {
    std::vector<std::string> found;
    for (auto const& entry : fs::recursive_directory_iterator(folder())) {
        fs::path path = entry.path();
        if (path.extension() == ".xml" && path.parent_path().filename() != "parts")
            found.push_back(fs::relative(path, folder()).string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool is_document(std::string const& text) {
    return text.starts_with("<?xml") || text.starts_with("<TEI") || text.starts_with("<html") ||
           text.starts_with("<package") || text.starts_with("<article") || text.starts_with("<book") ||
           text.starts_with("<teiCorpus");
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, Dump) {
    std::string path = folder() + "/" + GetParam();
    std::string text = slurp(path);
    if (!is_document(text)) {
        text =
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><text><body>\n" +
            text + "</body></text></TEI>";
    }
    std::string name = fs::path(path).filename().string();
    std::vector<Source> sources{{name, text}};
    // Files a case needs besides are in the folder "parts".
    if (fs::path parts = fs::path(path).parent_path() / "parts"; fs::exists(parts)) {
        for (auto const& entry : fs::directory_iterator(parts)) {
            sources.push_back({"parts/" + entry.path().filename().string(), slurp(entry.path().string())});
        }
    }
    auto reading = read_sources(sources, {name});
    std::string found = reading->document ? dom::dump(*reading->document, reading->files) : "no document\n";
    if (std::string messages = reading->messages(); !messages.empty()) found += "--\n" + messages;
    std::string golden = path.substr(0, path.size() - 4) + ".dom";
    if (std::getenv("OCTAVO_RECORD") != nullptr) std::ofstream(golden, std::ios::binary) << found;
    EXPECT_EQ(found, slurp(golden));
}

INSTANTIATE_TEST_SUITE_P(Read, Cases, testing::ValuesIn(cases()), [](testing::TestParamInfo<std::string> const& file) {
    std::string name = file.param.substr(0, file.param.size() - 4);
    std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

}  // namespace
}  // namespace octavo::test
