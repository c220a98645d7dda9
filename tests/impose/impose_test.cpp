// Whole files, with small PDFs written here; looked at with other programs.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "impose/impose.h"

namespace octavo::test {
namespace {

/// A PDF of `count` pages that share one font; page i says "page i". `extra` goes into every page's dictionary.
std::string make_pdf(unsigned count, std::string const& extra = "") {
    std::string out = "%PDF-1.4\n", table;
    unsigned number = 0;
    auto object = [&](std::string const& body) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", ++number, body);
    };
    std::string kids;
    for (unsigned i = 0; i < count; ++i) kids += fmt::format("{} 0 R ", 4 + 2 * i);
    object("<</Type/Catalog/Pages 2 0 R>>");
    object(fmt::format("<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 420 595]/Resources<</Font<</F 3 0 R>>>>>>", kids, count));
    object("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
    for (unsigned i = 0; i < count; ++i) {
        object(fmt::format("<</Type/Page/Parent 2 0 R/Contents {} 0 R{}>>", 5 + 2 * i, extra));
        std::string text = fmt::format("BT /F 24 Tf 60 500 Td (page {}) Tj ET", i + 1);
        object(fmt::format("<</Length {}>>\nstream\n{}\nendstream", text.size(), text));
    }
    std::size_t start = out.size();
    return out + fmt::format("xref\n0 {}\n0000000000 65535 f \n{}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", number + 1, table, number + 1, start);
}

struct Outcome {
    int status = -1;
    std::string output;
};

Outcome look(std::string const& pdf, std::string const& command) {
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

class Imposing : public testing::Test {
protected:
    tl::expected<impose::Report, base::Diagnostic> make(std::string const& pdf, BookletOptions const& text = {}) {
        auto options = impose::read_options(text);
        if (!options) return tl::unexpected(options.error());
        workspace = io::make_memory_workspace(context);
        return impose::impose({pdf, "pages.pdf", *options, *workspace, "out.pdf"}, context, diagnostics);
    }
    std::string sheets() { return workspace->artefact("out.pdf") != nullptr ? *workspace->artefact("out.pdf") : std::string(); }
    void expect_refused(std::string const& pdf, base::Code code, BookletOptions const& text = {}) {
        auto report = make(pdf, text);
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().code, code) << report.error().message;
        EXPECT_EQ(workspace->artefact("out.pdf"), nullptr);
    }
    base::StageContext context;
    base::Diagnostics diagnostics;
    std::unique_ptr<io::MemoryWorkspace> workspace;
};

TEST_F(Imposing, SheetsAreSoundAndHoldThePages) {
    auto report = make(make_pdf(8));
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->sheets, 2U);
    EXPECT_EQ(report->sides, 4U);
    Outcome checked = look(sheets(), "qpdf --check {}");
    EXPECT_EQ(checked.status, 0) << checked.output;
    EXPECT_EQ(look(sheets(), "pdftotext -f 1 -l 1 -layout {} - | tr -s ' \\n\\f' ' '").output, "page 8 page 1 ");
    EXPECT_EQ(look(sheets(), "pdftotext -f 2 -l 2 -layout {} - | tr -s ' \\n\\f' ' '").output, "page 2 page 7 ");
    EXPECT_EQ(look(sheets(), "pdffonts {} | tail -n +3 | wc -l").output, "1\n");   // shared by all pages, copied once
    EXPECT_NE(look(sheets(), "pdfinfo {}").output.find("Booklet of pages.pdf"), std::string::npos);
    EXPECT_NE(report->instructions.find("short edge"), std::string::npos);
    EXPECT_TRUE(diagnostics.empty());
}

TEST_F(Imposing, TheSameBytesTwice) {
    ASSERT_TRUE(make(make_pdf(13), {.scheme = "signatures", .marks = "fold,crop,info", .sheets = 2}));
    std::string first = sheets();
    ASSERT_TRUE(make(make_pdf(13), {.scheme = "signatures", .marks = "fold,crop,info", .sheets = 2}));
    EXPECT_EQ(first, sheets());
    EXPECT_EQ(look(first, "qpdf --check {}").status, 0);
}

TEST_F(Imposing, EverySchemeIsSound) {
    for (char const* scheme : {"saddle", "signatures", "perfect", "cut-and-stack", "n-up", "repeat", "zine"}) {
        for (char const* binding : {"left", "right", "top"}) {
            ASSERT_TRUE(make(make_pdf(9, "/Rotate 90/CropBox[10 10 300 500]"), {.scheme = scheme, .binding = binding, .flip = "long"})) << scheme;
            EXPECT_EQ(look(sheets(), "qpdf --check {}").status, 0) << scheme;
        }
    }
}

TEST_F(Imposing, ContentsInSeveralStreamsAreOne) {
    ASSERT_TRUE(make(make_pdf(1, "/Contents[5 0 R 5 0 R]")));
    EXPECT_EQ(look(sheets(), "qpdf --check {}").status, 0);
    EXPECT_NE(look(sheets(), "pdftotext {} -").output.find("page 1"), std::string::npos);
}

TEST_F(Imposing, PagesTooLargeForTrueScaleAreTold) {
    ASSERT_TRUE(make(make_pdf(4), {.paper = "A5", .fit = "actual"}));
    ASSERT_TRUE(diagnostics.has(base::Code::impose_paper));
    EXPECT_NE(diagnostics.all()[0].message.find("4 pages are larger"), std::string::npos) << diagnostics.all()[0].message;
}

TEST_F(Imposing, BadInputIsRefusedAndLeavesNothing) {
    expect_refused("", base::Code::impose_input);
    expect_refused("not a PDF", base::Code::impose_input);
    expect_refused(make_pdf(0), base::Code::impose_input);
    expect_refused(make_pdf(4), base::Code::impose_paper, {.margin = "10cm", .gutter = "10cm"});
    expect_refused(make_pdf(400), base::Code::impose_option, {.thickness = "3mm"});
    std::string encrypted = look(make_pdf(2), "qpdf --encrypt secret owner 256 -- {} -").output;
    expect_refused(encrypted, base::Code::impose_input);
}

TEST_F(Imposing, EncryptedWithoutPasswordIsRead) {
    std::string encrypted = look(make_pdf(2), "qpdf --encrypt '' owner 256 -- {} -").output;
    ASSERT_TRUE(make(encrypted));
    EXPECT_NE(look(sheets(), "pdftotext {} -").output.find("page 2"), std::string::npos);
}

// Every prefix is repaired or refused; nothing is half-written.
TEST_F(Imposing, TruncatedFilesNeverHarm) {
    std::string whole = make_pdf(3);
    for (std::size_t length = 0; length < whole.size(); length += 37) {
        bool done = make(whole.substr(0, length)).has_value();
        EXPECT_EQ(done, workspace->artefact("out.pdf") != nullptr);
    }
}

}  // namespace
}  // namespace octavo::test
