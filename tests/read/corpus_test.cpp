// Whole documents of the corpus: every word of the source's text stands in the Document, in order.
#include <algorithm>

#include "read/support.h"

namespace octavo::test {
namespace {

using dom::NodeId;

/// The words of a text: runs of anything but white space.
std::vector<std::string> words_of(std::string const& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

/// The source's text between tags, from the first `<begin` on: an own reading of the file, by no parser of octavo's.
std::string text_of_source(std::string const& xml, std::string const& begin) {
    std::string out;
    std::size_t at = std::min(xml.find("<" + begin + ">"), xml.find("<" + begin + " "));
    if (at == std::string::npos) return {};
    while (at < xml.size()) {
        if (xml.compare(at, 4, "<!--") == 0) {
            at = xml.find("-->", at) + 3;
        } else if (xml.compare(at, 9, "<![CDATA[") == 0) {
            std::size_t end = xml.find("]]>", at);
            out += xml.substr(at + 9, end - at - 9);
            at = end + 3;
        } else if (xml[at] == '<') {
            at = xml.find('>', at) + 1;
        } else if (xml.compare(at, 5, "&amp;") == 0) {
            out += '&';
            at += 5;
        } else if (xml.compare(at, 4, "&lt;") == 0) {
            out += '<';
            at += 4;
        } else if (xml.compare(at, 4, "&gt;") == 0) {
            out += '>';
            at += 4;
        } else if (xml.compare(at, 6, "&quot;") == 0) {
            out += '"';
            at += 6;
        } else if (xml.compare(at, 6, "&#160;") == 0) {
            out += "\u00A0";
            at += 6;
        } else {
            out += xml[at++];
        }
    }
    return out;
}

std::string without_spaces(std::string const& text) {
    std::string out;
    for (char c : text) {
        if (!std::isspace(static_cast<unsigned char>(c))) out += c;
    }
    return out;
}

/// Text nodes of the source (they have a position; generated ones have none), in order.
std::string text_of_document(dom::Document const& document) {
    std::string out;
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (!document.is_text(at) || !document.node(at).where.known()) continue;
        // A listing of markup holds tags as text: they are taken out as the source's are.
        bool listing = document.element(document.node(at).parent).source_local.view() == "egXML";
        out += listing ? text_of_source("<x>" + std::string(document.text(at)), "x") : std::string(document.text(at));
    }
    return out;
}

TEST(XhtmlCorpus, EveryWordOfBothBooksInOrder) {
    std::string root = corpus() + "/xhtml";
    if (!std::filesystem::exists(root)) GTEST_SKIP() << "no corpus at " << root;
    for (std::string book : {"jane-austen_pride-and-prejudice", "william-shakespeare_hamlet"}) {
        SCOPED_TRACE(book);
        std::string folder = root + "/" + book + "/src/epub";
        auto reading = read_disk(folder, "content.opf");
        ASSERT_TRUE(reading->document) << reading->messages();
        EXPECT_EQ(reading->messages(), "");
        std::string opf = slurp(folder + "/content.opf");
        std::string expected;
        for (std::size_t at = opf.find("<itemref idref=\""); at != std::string::npos;
             at = opf.find("<itemref idref=\"", at + 1)) {
            std::string file = opf.substr(at + 16, opf.find('"', at + 16) - at - 16);
            expected += text_of_source(slurp(folder + "/text/" + file), "body") + " ";
        }
        auto wanted = words_of(expected);
        auto found = words_of(text_of_document(*reading->document));
        ASSERT_GT(wanted.size(), 20000U);
        ASSERT_EQ(found.size(), wanted.size());
        EXPECT_TRUE(found == wanted);
    }
}

TEST(XhtmlCorpus, PrideAndPrejudice) {
    std::string folder = corpus() + "/xhtml/jane-austen_pride-and-prejudice/src/epub";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus at " << folder;
    auto reading = read_disk(folder, "content.opf");
    ASSERT_TRUE(reading->document);
    dom::Metadata const& metadata = reading->document->metadata;
    EXPECT_EQ(metadata.title, "Pride and Prejudice");
    ASSERT_FALSE(metadata.contributors.empty());
    EXPECT_TRUE(std::any_of(
        metadata.contributors.begin(), metadata.contributors.end(),
        [](dom::Contributor const& person) { return person.name == "Jane Austen" && person.role == "aut"; }));
    EXPECT_EQ(metadata.language, "en-GB");
    EXPECT_EQ(reading->document->styles.size(), 3U);
    NodeId chapter = reading->id("chapter-2");
    ASSERT_TRUE(chapter);
    EXPECT_EQ(reading->document->element(chapter).role, dom::Role::chapter);
    EXPECT_EQ(reading->document->base_name(chapter).view(), "text/chapter-2.xhtml");
    EXPECT_EQ(reading->document->node(chapter).where.line, 9U);
    EXPECT_EQ(reading->document->node(chapter).where.column, 3U);
    EXPECT_EQ(reading->files.name(reading->document->node(chapter).where.file), "text/chapter-2.xhtml");
}

/// Where two texts part, for the message of a failure.
std::string difference(std::string const& wanted, std::string const& found) {
    auto [a, b] = std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end());
    auto around = [](std::string const& text, auto at) {
        auto begin = std::max<std::ptrdiff_t>(0, (at - text.begin()) - 60);
        return text.substr(static_cast<std::size_t>(begin), 120);
    };
    return "wanted …" + around(wanted, a) + "…\nfound …" + around(found, b) + "…";
}

/// Takes `part` out of `text`; false when it is not there.
bool take_out(std::string& text, std::string const& part) {
    auto at = text.find(part);
    if (at == std::string::npos) return false;
    text.erase(at, part.size());
    return true;
}

struct TeiFile {
    std::string name;
    std::vector<std::string> moved{};  // texts that stand elsewhere in the Document: notes wanted at the end
    std::vector<std::string> left_out{};  // not part of the text
};

void PrintTo(TeiFile const& file, std::ostream* out) { *out << file.name; }

class TeiCorpus : public testing::TestWithParam<TeiFile> {};

TEST_P(TeiCorpus, EveryWordInOrder) {
    std::string folder = corpus() + "/tei-texts";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus at " << folder;
    auto reading = read_disk(folder, GetParam().name);
    ASSERT_TRUE(reading->document) << reading->messages();
    std::string wanted = without_spaces(text_of_source(slurp(folder + "/" + GetParam().name), "text"));
    std::string found = without_spaces(text_of_document(*reading->document));
    for (std::string const& part : GetParam().left_out) EXPECT_TRUE(take_out(wanted, without_spaces(part))) << part;
    for (std::string const& part : GetParam().moved) {
        EXPECT_TRUE(take_out(wanted, without_spaces(part))) << part;
        EXPECT_TRUE(take_out(found, without_spaces(part))) << part;
    }
    ASSERT_GT(wanted.size(), 1000U);
    EXPECT_TRUE(wanted == found) << difference(wanted, found);
    EXPECT_FALSE(reading->diagnostics.has(base::Code::read_unmapped_element)) << reading->messages();
}

INSTANTIATE_TEST_SUITE_P(
    Files, TeiCorpus,
    testing::Values(TeiFile{"novel-eltec-FRA00101_Adam.xml"}, TeiFile{"letter-schnitzler-L01205.xml"},
                    TeiFile{"letter-schnitzler-L01495.xml"}, TeiFile{"letter-schnitzler-L02119.xml"},
                    TeiFile{"letter-schnitzler-L02406.xml"}, TeiFile{"drama-yidracor-mentshn-hebrewscript.xml"},
                    TeiFile{"earlyprint-tcp-A00001.xml"},
                    TeiFile{"general-P5-test.xml",
                            {"Not Vulture", "Not Blandings"},
                            {"This description is here just to test desc child of graphic."}}),
    [](testing::TestParamInfo<TeiFile> const& file) {
        std::string name = file.param.name;
        std::replace_if(
            name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
        return name;
    });

}  // namespace
}  // namespace octavo::test
