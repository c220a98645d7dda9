#include "pdf/support.h"

namespace octavo::test {
namespace {

TEST_F(PdfTest, TextCanBeReadBack) {
    auto font = engine.add(garamond, 11 * base::point);
    paint::DisplayList list;
    PageMaker page(engine, list);
    auto p = page.mark(element("p"));
    page.text(p, font, 30, 50, "The office of the chief");
    page.text(p, font, 30, 64, "affluent Pe\xC3\xB1" "a & (sons)");
    std::string pdf = write({list});
    ASSERT_EQ(problem, "");
    TemporaryFile file(pdf);
    EXPECT_EQ(run("pdftotext -layout " + file.path() + " -").output, "The office of the chief\naffluent Pe\xC3\xB1" "a & (sons)\n\f");
    EXPECT_EQ(run("qpdf --check " + file.path()).status, 0) << run("qpdf --check " + file.path()).output;
}

}  // namespace
}  // namespace octavo::test
