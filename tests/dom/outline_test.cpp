#include "dom/outline.h"

#include <gtest/gtest.h>

namespace octavo::dom {
namespace {

base::Name name(std::string_view text) { return base::Name::of(text); }

/// Builds a tree from a short notation: "section(h1'Title' p)": names, children in parentheses, texts in quotes, roles
/// after ':'.
class Builder {
public:
    explicit Builder(std::string_view notation) : rest_(notation) {
        root_ = document.make_element(name("body"), {});
        document.set_root(root_);
        children(root_);
    }
    Document document;

    [[nodiscard]] std::string outline() const {
        std::string out;
        for (OutlineEntry const& entry : make_outline(document)) {
            out += std::to_string(entry.level) + " " + entry.label + " <" +
                   std::string(document.element(entry.target).html.view()) + ">\n";
        }
        return out;
    }

private:
    void children(NodeId parent) {
        while (!rest_.empty() && rest_.front() != ')') {
            if (rest_.front() == ' ') {
                rest_.remove_prefix(1);
            } else if (rest_.front() == '\'') {
                auto end = rest_.find('\'', 1);
                document.append_child(parent, document.make_text(rest_.substr(1, end - 1), {}));
                rest_.remove_prefix(end + 1);
            } else {
                element(parent);
            }
        }
        if (!rest_.empty()) rest_.remove_prefix(1);
    }
    void element(NodeId parent) {
        auto end = rest_.find_first_of(" ()':");
        NodeId made = document.make_element(name(rest_.substr(0, end)), {});
        document.append_child(parent, made);
        rest_.remove_prefix(std::min(end, rest_.size()));
        if (rest_.starts_with(':')) {
            end = rest_.find_first_of(" ()'", 1);
            std::string_view word = rest_.substr(1, end - 1);
            if (word == "footnote") document.set_role(made, Role::footnote);
            if (word == "noteref") document.set_role(made, Role::noteref);
            if (word == "hidden") document.derive(made, name("hidden"), "");
            if (word == "labelled") document.derive(made, name("aria-label"), "Label");
            rest_.remove_prefix(std::min(end, rest_.size()));
        }
        if (rest_.starts_with('(')) {
            rest_.remove_prefix(1);
            children(made);
        }
    }

    std::string_view rest_;
    NodeId root_;
};

struct OutlineCase {
    std::string_view name, tree, outline;
};

class Outlines : public testing::TestWithParam<OutlineCase> {};

TEST_P(Outlines, Entries) { EXPECT_EQ(Builder(GetParam().tree).outline(), GetParam().outline); }

INSTANTIATE_TEST_SUITE_P(
    Dom, Outlines,
    testing::Values(
        OutlineCase{"sections", "section(h1('A') section(h2('B')) section(h2('C'))) section(h1('D'))",
                    "1 A <h1>\n2 B <h2>\n2 C <h2>\n1 D <h1>\n"},
        OutlineCase{"flat_headings", "h1('A') h2('B') h3('C') h2('D')", "1 A <h1>\n2 B <h2>\n3 C <h3>\n2 D <h2>\n"},
        OutlineCase{"rank_counts_from_the_first", "section(h3('A') h4('B') h2('C'))", "1 A <h3>\n2 B <h4>\n1 C <h2>\n"},
        OutlineCase{"no_level_is_skipped", "h1('A') h4('B')", "1 A <h1>\n2 B <h4>\n"},
        OutlineCase{"section_without_heading", "section(section(h2('A')))", "1 A <h2>\n"},
        OutlineCase{"sections_under_an_inner_heading", "section(h1('A') h2('B') section(h3('C')))",
                    "1 A <h1>\n2 B <h2>\n3 C <h3>\n"},
        OutlineCase{"header_and_div", "section(header(div(h2('A'))) p)", "1 A <h2>\n"},
        OutlineCase{"hgroup", "section(hgroup(h2('I') p('An Evening') p('Late')))", "1 I: An Evening: Late <h2>\n"},
        OutlineCase{"hgroup_of_headings", "section(hgroup(h1('A.') h2('B')) h2('C'))", "1 A. B <h1>\n2 C <h2>\n"},
        OutlineCase{"notes_left_out", "h1('A' aside:footnote(h2('no') 'n') a:noteref('1') ' b' br 'c')",
                    "1 A b c <h1>\n"},
        OutlineCase{"a_call_before_a_stop", "h1('A title ' a:noteref('[8]') ' . And ' a:noteref('9') ' more')", "1 A title. And more <h1>\n"},
        OutlineCase{"white_space", "h1('  A\n\t b  ')", "1 A b <h1>\n"},
        OutlineCase{"tables_quotations_figures", "table(h1('x')) blockquote(h2('x')) figure(h3('x')) h1('A')",
                    "1 A <h1>\n"},
        OutlineCase{"hidden", "section:hidden(h1('x')) h1('A' span:hidden('x'))", "1 A <h1>\n"},
        OutlineCase{"empty_heading", "section(h1 h2('A'))", "1 A <h2>\n"},
        OutlineCase{"label_of_a_section", "section:labelled(p) section(h1('A'))", "1 Label <section>\n1 A <h1>\n"},
        OutlineCase{"heading_before_label", "section:labelled(h1('A'))", "1 A <h1>\n"},
        OutlineCase{"nothing", "p('x')", ""}),
    [](testing::TestParamInfo<OutlineCase> const& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace octavo::dom
