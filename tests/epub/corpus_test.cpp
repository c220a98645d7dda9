// E-books of real documents. Written to the folder OCTAVO_EPUB_OUT where it is set, to be checked by tests/conform/epubcheck.sh;
// else to memory. Asserts that every word and every link is in the e-book, and that cutting leaves no file too large.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "epub/epub_writer.h"
#include "epub/survey.h"
#include "epub/walk.h"
#include "io/zip.h"
#include "read/read.h"
#include "source_folder.h"

namespace octavo::epub {

namespace {

namespace fs = std::filesystem;

fs::path corpus() {
    if (char const* set = std::getenv("OCTAVO_CORPUS")) return set;
    return fs::path(source_folder) / ".." / "shared" / "corpus";
}

using Words = std::map<std::string, int, std::less<>>;

void add_words(Words& words, std::string_view text) {
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\n\r", at)) != std::string_view::npos) {
        std::size_t end = std::min(text.find_first_of(" \t\n\r", at), text.size());
        ++words[std::string(text.substr(at, end - at))];
        at = end;
    }
}

std::string unescaped(std::string_view text) {
    static std::pair<std::string_view, char> const entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&#13;", '\r'}, {"&#xD;", '\r'}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        for (auto const& [entity, character] : entities) {
            if (text.substr(i, entity.size()) != entity) continue;
            out.back() = character;
            i += entity.size() - 1;
            break;
        }
    }
    return out;
}

/// The words between the tags, and how many links there are; page marks are taken out first, so that words they cut are whole.
std::size_t read_markup(std::string text, Words& words) {
    for (std::size_t at; (at = text.find("<span id=\"page-")) != std::string::npos;) text.erase(at, text.find("</span>", at) + 7 - at);
    std::size_t links = 0;
    for (std::size_t at = text.find("<body"); at != std::string::npos;) {
        std::size_t tag_end = text.find('>', at), next = text.find('<', tag_end);
        std::string_view tag = std::string_view(text).substr(at, tag_end - at);
        links += tag.starts_with("<a ") && tag.find(" href=\"") != std::string_view::npos;
        if (next != std::string::npos) add_words(words, unescaped(std::string_view(text).substr(tag_end + 1, next - tag_end - 1)));
        at = next;
    }
    return links;
}

struct Source {
    std::string name, root, file;
    friend void PrintTo(Source const& source, std::ostream* out) { *out << source.name; }
};

dom::PageMap pages_of(dom::Document const& document) {
    dom::PageMap pages;
    std::size_t since = 2000;
    for (dom::NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (!document.is_text(node)) continue;
        std::string_view text = document.text(node);
        std::size_t word = text.find_first_not_of(" \n\t\r");
        if (since + text.size() >= 2000 && word != std::string_view::npos) {
            std::size_t byte = std::max(word, std::min(text.size() - 1, since >= 2000 ? 0 : 2000 - since));
            pages.pages.push_back({fmt::format("{}", pages.pages.size() + 1), {node, static_cast<std::uint32_t>(byte)}});
            since = 0;
        } else {
            since += text.size();
        }
    }
    return pages;
}

class Corpus : public testing::TestWithParam<Source> {};

TEST_P(Corpus, KeepsEveryWordAndEveryLink) {
    Source const& source = GetParam();
    if (!fs::exists(fs::path(source.root) / source.file)) GTEST_SKIP() << "no corpus: " << source.root << " (set OCTAVO_CORPUS)";
    base::SourceFiles files;
    base::StageContext context;
    context.files = &files;
    base::Diagnostics diagnostics;
    auto workspace = io::open_disk_workspace(source.root, context);
    ASSERT_TRUE(workspace) << workspace.error().message;
    auto document = read::read_document(**workspace, {source.file}, context, diagnostics);
    ASSERT_TRUE(document);
    document->metadata.modified = "2026-11-24T00:00:00Z";
    dom::PageMap pages = pages_of(*document);
    auto sheets = style::collect_sheets({.document = *document, .edition_styles = {"ebook"}, .user_css = {}, .medium = css::Medium::ebook},
                                        **workspace, context, diagnostics);
    char const* folder = std::getenv("OCTAVO_EPUB_OUT");
    fs::path output = fs::path(folder ? folder : testing::TempDir()) / (source.name + ".epub");
    base::Diagnostics written_diagnostics;
    auto before = std::chrono::steady_clock::now();
    auto written = write_epub({.document = *document, .sheets = sheets, .workspace = **workspace, .output = output.string(), .pages = &pages},
                              context, written_diagnostics);
    auto after = std::chrono::steady_clock::now();
    ASSERT_TRUE(written) << written.error().message;
    RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(after - before).count()));

    auto made = io::open_disk_workspace(output.parent_path().string(), context);
    ASSERT_TRUE(made);
    auto bytes = (*made)->read(output.filename().string(), {}, {});
    ASSERT_TRUE(bytes);
    auto archive = io::ZipReader::open(*bytes, context.limits);
    ASSERT_TRUE(archive) << archive.error().message;
    Words ours, theirs;
    std::size_t links = 0;
    for (io::ZipMember const& member : archive->members()) {
        if (!member.name.starts_with("EPUB/text/")) continue;
        EXPECT_LT(member.size, 1'000'000u) << member.name;
        links += read_markup(archive->read(member.name).value_or(""), ours);
    }
    Survey survey(*document);
    std::size_t source_links = 2 * survey.notes().size();  // each note that moves has a reference and a link back
    std::string run;  // texts with nothing between them may share a word
    auto end_run = [&] {
        add_words(theirs, run);
        run.clear();
    };
    walk(
        *document, document->root(),
        [&](dom::NodeId node) {
            if (document->is_text(node)) {
                run += document->text(node);
                return false;
            }
            end_run();
            if (survey.is(node, Trait::dropped)) return false;
            source_links += document->element(node).html.view() == "a" && document->attribute(node, dom::names::href());
            return true;
        },
        [&](dom::NodeId) { end_run(); });
    std::size_t lost = 0;
    for (auto const& [word, count] : theirs) {
        auto found = ours.find(word);
        if (found != ours.end() && found->second >= count) continue;
        if (++lost <= 10) ADD_FAILURE() << "lost: “" << word << "”, " << count << " times in the source";
    }
    std::size_t refused = 0;
    for (base::Diagnostic const& diagnostic : written_diagnostics.all())
        if (diagnostic.code == base::Code::epub_resource && diagnostic.message.starts_with("the link")) refused += diagnostic.count;
    EXPECT_EQ(links + refused, source_links);
    for (base::Diagnostic const& diagnostic : written_diagnostics.all()) std::cout << base::render(diagnostic, files) << '\n';
}

std::vector<Source> sources() {
    std::vector<Source> result{
        {"article", (fs::path(source_folder) / "sources").string(), "article.xml"},
        {"novel", (corpus() / "xhtml/jane-austen_pride-and-prejudice/src/epub").string(), "content.opf"},
        {"hamlet", (corpus() / "xhtml/william-shakespeare_hamlet/src/epub").string(), "content.opf"},
    };
    for (char const* name : {"drama-yidracor-mentshn-hebrewscript", "earlyprint-tcp-A00001", "general-P5-test", "letter-schnitzler-L01205",
                             "letter-schnitzler-L01495", "letter-schnitzler-L02119", "letter-schnitzler-L02406", "novel-eltec-FRA00101_Adam"})
        result.push_back({name, (corpus() / "tei-texts").string(), std::string(name) + ".xml"});
    return result;
}

std::string name_of(testing::TestParamInfo<Source> const& parameter) {
    std::string name = parameter.param.name;
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Real, Corpus, testing::ValuesIn(sources()), name_of);

}  // namespace

}  // namespace octavo::epub
