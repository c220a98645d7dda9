// Small Documents and the e-books made of them, for the tests: markup in, members of the archive out.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "dom/document.h"
#include "epub/epub_writer.h"
#include "io/zip.h"

namespace octavo::epub::test {

/// A Document from XHTML-like markup, without a reader's passes. `epub:type` and `role` give the Role; an attribute `s:name` makes
/// a source attribute `name`; `s:element="tei:persName"` the source's name; SVG and MathML come from `xmlns`. Entities: &lt; &gt; &amp;.
class Markup {
public:
    explicit Markup(std::string_view text) : text_(text) {}
    dom::Document parse() {
        dom::Document document;
        document.metadata.title = "A Book";
        document.metadata.language = "en";
        document.metadata.modified = "2026-11-24T00:00:00Z";
        document.metadata.identifiers = {{"urn:uuid:af4220c0-2e3b-4c09-94d7-9c1f3e35dde4", "uuid"}};
        std::vector<dom::NodeId> open;
        std::vector<std::string> namespaces{""};
        while (at_ < text_.size()) {
            if (text_[at_] != '<') {
                std::size_t end = std::min(text_.find('<', at_), text_.size());
                std::string content = decode(text_.substr(at_, end - at_));
                base::SourceSpan where = here();
                at_ = end;
                if (!open.empty()) document.append_child(open.back(), document.make_text(content, where));
                continue;
            }
            if (text_.substr(at_, 2) == "</") {
                at_ = text_.find('>', at_) + 1;
                open.pop_back();
                namespaces.pop_back();
                continue;
            }
            bool empty = start(document, open, namespaces);
            if (empty && open.size() > 1) open.pop_back(), namespaces.pop_back();
        }
        document.index_ids();
        return document;
    }

private:
    base::SourceSpan here() const {
        auto lines = std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        base::SourceSpan span;
        span.line = static_cast<std::uint32_t>(lines) + 1;
        span.column = 1;
        return span;
    }
    static std::string decode(std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text.substr(i, 4) == "&lt;") out += '<', i += 3;
            else if (text.substr(i, 4) == "&gt;") out += '>', i += 3;
            else if (text.substr(i, 5) == "&amp;") out += '&', i += 4;
            else out += text[i];
        }
        return out;
    }
    bool start(dom::Document& document, std::vector<dom::NodeId>& open, std::vector<std::string>& namespaces) {
        base::SourceSpan where = here();
        std::size_t end = text_.find('>', at_);
        std::string_view tag = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        bool empty = tag.ends_with('/');
        if (empty) tag.remove_suffix(1);
        std::size_t name_end = std::min(tag.find(' '), tag.size());
        std::string name(tag.substr(0, name_end));
        dom::NodeId element = document.make_element(base::Name::of(name), where);
        std::string ns = namespaces.back(), types, roles;
        tag.remove_prefix(name_end);
        std::vector<std::pair<std::string, std::string>> attributes;
        while (tag.find('=') != std::string_view::npos) {
            std::size_t begin = tag.find_first_not_of(' '), equals = tag.find('=');
            std::size_t close = tag.find('"', equals + 2);
            attributes.emplace_back(tag.substr(begin, equals - begin), decode(tag.substr(equals + 2, close - equals - 2)));
            tag.remove_prefix(close + 1);
        }
        for (auto const& [key, value] : attributes)
            if (key == "xmlns") ns = value;
        if (!ns.empty()) document.set_source_name(element, base::Name::of(ns), base::Name::of(name));
        for (auto const& [key, value] : attributes) {
            if (key == "xmlns") continue;
            if (key == "epub:type") types = value;
            else if (key == "role") roles = value;
            else if (key == "s:element")
                document.set_source_name(element, base::Name::of("http://www.tei-c.org/ns/1.0"), base::Name::of(value.substr(value.find(':') + 1)));
            else if (key.starts_with("s:")) add_source(document, element, "", key.substr(2), value);
            else if (key.starts_with("xlink:")) add_source(document, element, "http://www.w3.org/1999/xlink", key.substr(6), value);
            else if (!ns.empty() && key != "id") add_source(document, element, "", key, value);
            else document.derive(element, base::Name::of(key), value);
        }
        if (!types.empty() || !roles.empty()) document.set_role(element, dom::role_from_tokens(types, roles));
        if (open.empty()) document.set_root(element);
        else document.append_child(open.back(), element);
        open.push_back(element);
        namespaces.push_back(ns);
        return empty;
    }
    static void add_source(dom::Document& document, dom::NodeId element, std::string_view ns, std::string_view local, std::string_view value) {
        document.set_attribute(element, {base::Name::of(ns), base::Name::of(local), value, dom::AttributeOrigin::source});
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

inline dom::Document markup(std::string_view text) { return Markup(text).parse(); }

/// An e-book taken apart.
struct Ebook {
    std::string bytes;
    std::vector<std::string> names;             ///< in the order of the archive
    std::map<std::string, std::string> members;
    base::Diagnostics diagnostics;

    /// The member EPUB/`file`; fails the test when there is none.
    [[nodiscard]] std::string const& operator[](std::string const& file) const {
        static std::string const none;
        auto found = members.find("EPUB/" + file);
        if (found != members.end()) return found->second;
        ADD_FAILURE() << "no member EPUB/" << file << " among " << testing::PrintToString(names);
        return none;
    }
    /// What stands between <body …> and </body> of the first document, or of that one.
    [[nodiscard]] std::string body(std::string const& file = {}) const {
        std::string name = file;
        for (auto const& [member, text] : members)
            if (name.empty() && member.starts_with("EPUB/text/")) name = member.substr(5);
        std::string const& text = (*this)[name];
        std::size_t begin = text.find('>', text.find("<body")) + 1;
        return text.substr(begin, text.find("</body>") - begin);
    }
    [[nodiscard]] std::vector<std::string> documents() const {
        std::vector<std::string> result;
        for (std::string const& name : names)
            if (name.starts_with("EPUB/text/")) result.push_back(name.substr(5));
        return result;
    }
    [[nodiscard]] std::size_t count(base::Code code) const {
        std::size_t sum = 0;
        for (base::Diagnostic const& diagnostic : diagnostics.all())
            if (diagnostic.code == code) sum += diagnostic.count;
        return sum;
    }
};

struct Options {
    dom::PageMap const* pages = nullptr;
    PageSource page_source = PageSource::print_edition;
    std::string source_edition{}, source_identifier{};
    NoteNumbering notes = NoteNumbering::continuous;
    NotePlacement note_placement = NotePlacement::chapter;
    enum class Styled : std::uint8_t { no, yes } styled = Styled::no;   ///< the writer sees the computed styles
    unsigned workers = 1;
    std::string_view cover{};
    Certifier certifier{};
    std::vector<EmbeddedFont> fonts{};
    SmallerPicture smaller_picture{};
    std::string css{};
};

class BookTest : public testing::Test {
protected:
    BookTest() { context.files = &files; }
    Ebook make(dom::Document const& document, Options const& options = {}) {
        Ebook book;
        context.workers = options.workers;
        std::vector<css::StyleSheetPtr> sheets;
        if (!options.css.empty())
            sheets.push_back(css::parse_style_sheet({.text = options.css, .name = "styles/small.css", .medium = css::Medium::ebook, .media_query = {}, .where = {}},
                                                    *workspace, context, book.diagnostics));
        EpubInput input{.document = document, .sheets = sheets, .workspace = *workspace, .output = "book.epub"};
        input.pages = options.pages;
        input.page_source = options.page_source;
        input.source_edition = base::Name::of(options.source_edition);
        input.source_identifier = options.source_identifier;
        input.notes = options.notes;
        input.note_placement = options.note_placement;
        std::unique_ptr<style::StyledDocument> styled;
        if (options.styled == Options::Styled::yes) {
            styled = style::style_document({document, sheets, css::Medium::ebook}, context, book.diagnostics);
            input.styled = styled.get();
        }
        input.cover = options.cover;
        input.fonts = options.fonts;
        input.smaller_picture = options.smaller_picture;
        input.certifier = options.certifier;
        auto written = write_epub(input, context, book.diagnostics);
        if (!written) {
            ADD_FAILURE() << written.error().message;
            return book;
        }
        book.bytes = *workspace->artefact("book.epub");
        unpack(book);
        return book;
    }
    Ebook make(std::string_view text, Options const& options = {}) { return make(markup(text), options); }
    void unpack(Ebook& book) {
        auto archive = std::make_shared<io::Resource>();
        archive->bytes = book.bytes;
        auto reader = io::ZipReader::open(archive, context.limits);
        if (!reader) {
            ADD_FAILURE() << reader.error().message;
            return;
        }
        for (io::ZipMember const& member : reader->members()) {
            auto text = reader->read(member.name);
            if (!text) ADD_FAILURE() << member.name << ": " << text.error().message;
            book.names.push_back(member.name);
            book.members[member.name] = text.value_or("");
        }
    }

    base::SourceFiles files;
    base::StageContext context;
    std::unique_ptr<io::MemoryWorkspace> workspace = io::make_memory_workspace(context);
};

}  // namespace octavo::epub::test
