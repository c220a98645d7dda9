// What tests of whole files share.
#pragma once
#include <gtest/gtest.h>

#include "impose/impose.h"
#include "impose/pdf_maker.h"

namespace octavo::test {

class Imposing : public testing::Test {
protected:
    tl::expected<impose::Report, base::Diagnostic> make(std::string const& pdf, BookletOptions const& text = {}) {
        auto options = impose::read_options(text);
        if (!options) return tl::unexpected(options.error());
        workspace = io::make_memory_workspace(context);
        return impose::impose({pdf, "pages.pdf", *options, *workspace, "out.pdf"}, context, diagnostics);
    }
    std::string sheets() { return workspace->artefact("out.pdf") != nullptr ? *workspace->artefact("out.pdf") : std::string(); }
    std::string words_on(unsigned side) { return look(sheets(), fmt::format("pdftotext -f {0} -l {0} -layout {{}} - | tr -s ' \\n\\f' ' '", side)).output; }
    void expect_sound() {
        Outcome checked = look(sheets(), "qpdf --check {}");
        EXPECT_EQ(checked.status, 0) << checked.output;
    }
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

}  // namespace octavo::test
