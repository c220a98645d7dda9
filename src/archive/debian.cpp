#include "archive/debian.h"

#include <algorithm>
#include <filesystem>
#include <fnmatch.h>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

namespace octavo::archive {
namespace {

namespace fs = std::filesystem;

std::string text_of(fs::path const& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string_view trimmed(std::string_view text) {
    auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The next line of `text`, which is shortened by it.
std::string_view take_line(std::string_view& text) {
    auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

struct FilesParagraph {
    std::string patterns, licence;
};

std::vector<FilesParagraph> files_paragraphs(std::string_view copyright) {
    std::vector<FilesParagraph> paragraphs;
    FilesParagraph current;
    std::string* field = nullptr;
    auto finish = [&] {
        if (!current.patterns.empty()) paragraphs.push_back(current);
        current = {};
        field = nullptr;
    };
    while (!copyright.empty()) {
        std::string_view line = take_line(copyright);
        if (trimmed(line).empty()) {
            finish();
        } else if (line[0] == ' ' || line[0] == '\t') {
            // Of a licence the first line alone is its name.
            if (field == &current.patterns) current.patterns += ' ' + std::string(trimmed(line));
        } else if (line.starts_with("Files:")) {
            field = &current.patterns;
            *field = trimmed(line.substr(6));
            if (field->empty()) *field = " ";
        } else if (line.starts_with("License:")) {
            field = &current.licence;
            *field = trimmed(line.substr(8));
        } else {
            field = nullptr;
        }
    }
    finish();
    return paragraphs;
}

/// Patterns are of the source package's tree, files lie in the system's: their last parts are compared.
bool speaks_of(FilesParagraph const& paragraph, std::string const& file_name) {
    std::string_view patterns = paragraph.patterns;
    while (!trimmed(patterns).empty()) {
        patterns = trimmed(patterns);
        auto end = patterns.find_first_of(" \t");
        std::string pattern(patterns.substr(0, end));
        patterns.remove_prefix(end == std::string_view::npos ? patterns.size() : end);
        if (pattern.starts_with("debian/") || pattern == "*") continue;
        auto slash = pattern.rfind('/');
        std::string last = slash == std::string::npos ? pattern : pattern.substr(slash + 1);
        if (last != "*" && ::fnmatch(last.c_str(), file_name.c_str(), 0) == 0) return true;
    }
    return false;
}

}  // namespace

std::string licence_in_copyright(std::string_view copyright, std::string_view file_name) {
    std::string general;
    std::optional<std::string> particular;
    for (FilesParagraph const& paragraph : files_paragraphs(copyright)) {
        if (trimmed(paragraph.patterns) == "*") general = paragraph.licence;
        if (speaks_of(paragraph, std::string(file_name))) particular = paragraph.licence;
    }
    return particular.value_or(general);
}

std::map<std::string, PackageNotice> debian_notices(std::vector<std::string> const& files, std::string const& system) {
    std::map<std::string, PackageNotice> notices;
    std::map<std::string, std::vector<std::string>> wanted;  // real path → asked for
    for (std::string const& file : files) {
        std::error_code error;
        fs::path real = fs::canonical(system + file, error);
        std::string inside = error ? file : real.string().substr(system.size());
        wanted[inside].push_back(file);
    }
    std::error_code error;
    std::set<fs::path> lists;
    for (auto const& entry : fs::directory_iterator(system + "/var/lib/dpkg/info", error)) {
        if (entry.path().extension() == ".list") lists.insert(entry.path());
    }
    for (fs::path const& list : lists) {
        std::string text = text_of(list);
        for (std::string_view rest = text; !rest.empty() && !wanted.empty();) {
            auto found = wanted.find(std::string(take_line(rest)));
            if (found == wanted.end()) continue;
            PackageNotice notice;
            std::string stem = list.stem().string();
            notice.package = stem.substr(0, stem.find(':'));  // "libc6:amd64"
            fs::path copyright = system + "/usr/share/doc/" + notice.package + "/copyright";
            notice.copyright = text_of(copyright);
            if (!notice.copyright.empty()) notice.copyright_file = copyright.string().substr(system.size());
            notice.licence = licence_in_copyright(notice.copyright, fs::path(found->first).filename().string());
            for (std::string const& file : found->second) notices[file] = notice;
        }
    }
    return notices;
}

}  // namespace octavo::archive
