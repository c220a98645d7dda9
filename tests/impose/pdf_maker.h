// Small PDFs written by hand, and a look at the result through other programs.
#pragma once
#include <array>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace octavo::test {

/// Numbers objects in the order they are added, from 1; object 1 is the catalog.
class PdfMaker {
public:
    int add(std::string const& body) {
        objects_.push_back(body);
        return static_cast<int>(objects_.size());
    }
    int add_stream(std::string const& data, std::string const& entries = "") {
        return add(fmt::format("<<{}/Length {}>>\nstream\n{}\nendstream", entries, data.size(), data));
    }
    [[nodiscard]] std::string file() const {
        std::string out = "%PDF-1.6\n", table;
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            table += fmt::format("{:010} 00000 n \n", out.size());
            out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects_[i]);
        }
        std::size_t start = out.size(), count = objects_.size() + 1;
        return out + fmt::format("xref\n0 {}\n0000000000 65535 f \n{}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", count, table, count, start);
    }

private:
    std::vector<std::string> objects_;
};

/// What differs from page to page.
struct MadePage {
    std::string entries;   ///< of its dictionary
    std::string content;   ///< empty: "page <number>"
};

/// Pages that inherit the page tree's size and resources (a font /F).
inline std::string make_pdf(std::vector<MadePage> const& pages, std::string const& catalog = "") {
    PdfMaker maker;
    std::string kids;
    for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", 4 + 2 * i);
    maker.add("<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
    maker.add(fmt::format("<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 420 595]/Resources<</Font<</F 3 0 R>>>>>>", kids, pages.size()));
    maker.add("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
    for (std::size_t i = 0; i < pages.size(); ++i) {
        maker.add(fmt::format("<</Type/Page/Parent 2 0 R/Contents {} 0 R{}>>", 5 + 2 * i, pages[i].entries));
        maker.add_stream(pages[i].content.empty() ? fmt::format("BT /F 24 Tf 60 500 Td (page {}) Tj ET", i + 1) : pages[i].content);
    }
    return maker.file();
}
inline std::string make_pdf(unsigned count, std::string const& entries = "") { return make_pdf(std::vector<MadePage>(count, {entries, ""})); }

struct Outcome {
    int status = -1;
    std::string output;
};

/// Runs `command` with "{}" standing for the path of a file that holds `pdf`.
inline Outcome look(std::string const& pdf, std::string const& command) {
    std::string path = (std::filesystem::temp_directory_path() / fmt::format("octavo-impose-{}.pdf", getpid())).string();
    std::ofstream(path, std::ios::binary) << pdf;
    Outcome outcome;
    if (FILE* pipe = popen(fmt::format(fmt::runtime(command), path).append(" 2>&1").c_str(), "r")) {
        std::array<char, 4096> buffer{};
        while (std::size_t length = std::fread(buffer.data(), 1, buffer.size(), pipe)) outcome.output.append(buffer.data(), length);
        outcome.status = pclose(pipe);
    }
    std::filesystem::remove(path);
    return outcome;
}

}  // namespace octavo::test
