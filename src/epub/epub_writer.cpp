#include "epub/epub_writer.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/parallel_map.h"
#include "epub/accessibility.h"
#include "epub/content_writer.h"
#include "epub/markup.h"
#include "epub/navigation.h"
#include "epub/package.h"
#include "epub/styles.h"
#include "epub/values.h"
#include "io/checksum.h"
#include "io/zip.h"

namespace octavo::epub {

namespace {

using base::Diagnostic;
using dom::NodeId;

constexpr std::string_view container_xml =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "  <rootfiles>\n"
    "    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"
    "  </rootfiles>\n"
    "</container>\n";

/// Everything of one run, in the order it comes to be.
class Book {
public:
    Book(EpubInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics)
        : input_(input), context_(context), diagnostics_(diagnostics), document_(input.document), survey_(input.document),
          split_(split(input.document, survey_)), ids_(input.document, survey_), notes_({input.document, survey_, input.notes, input.note_placement}, split_, ids_),
          used_names_(input.sheets), inline_styles_(input.document, survey_), markers_(input.document, survey_),
          generated_(has_own_looks() ? nullptr : input.styled), media_(input.smaller_picture) {}

    tl::expected<void, Diagnostic> write() {
        outline_ = dom::make_outline(document_);
        std::erase_if(outline_, [this](dom::OutlineEntry const& entry) { return survey_.is(entry.target, Trait::dropped); });
        if (document_.contents.empty()) prepare_outline(outline_, ids_);
        prepare_given(document_, ids_);
        complete();
        media_.add_all(document_, survey_, input_.workspace, diagnostics_);
        add_cover();
        bool write_generated = input_.styled && !has_own_looks();
        auto generated = write_generated ? css::GeneratedContent::written : css::GeneratedContent::kept;
        auto generated_of_base = input_.styled ? css::GeneratedContent::written : css::GeneratedContent::kept;
        styles_ = write_styles({input_.sheets, inline_styles_, input_.workspace, input_.fonts, generated, generated_of_base}, media_, context_, diagnostics_);
        style_files_ = common_style_files(styles_);
        parts_ = parts_of(document_, split_, styles_);

        auto artefact = input_.workspace.create(input_.output);
        if (!artefact) return tl::unexpected(artefact.error());
        zip_.add("mimetype", "application/epub+zip", io::Packing::stored);
        zip_.add("META-INF/container.xml", container_xml, io::Packing::deflated);
        for (StyleFile const& style : styles_) add("text/css", style.file, style.text);
        for (auto const& file : media_.files()) add_media(*file);

        mark_pages();
        if (auto written = write_documents(); !written) return written;
        write_ends();
        if (auto finished = zip_.finish(**artefact); !finished) return finished;
        return (*artefact)->commit();
    }

private:
    /// A book that was an e-book before says in its own sheets what is generated; octavo's sheets generate nothing in it, or what an
    /// earlier run has written would stand twice.
    [[nodiscard]] bool has_own_looks() const { return !input_.document.parts.empty() && !input_.document.styles.empty(); }
    void complete() {
        std::string heading = outline_.empty() ? std::string{} : collapse_space(outline_.front().label);
        std::string digest = document_.metadata.identifiers.empty() && input_.identifier.empty() ? digest_of_content() : std::string{};
        metadata_ = document_.metadata;
        if (!input_.identifier.empty()) metadata_.identifiers.insert(metadata_.identifiers.begin(), {input_.identifier, {}});
        metadata_ = complete_metadata(std::move(metadata_),
                                      {.heading = heading, .content_digest = digest, .source_date_epoch = input_.workspace.source_date_epoch()},
                                      diagnostics_);
        for (dom::OutlineEntry const& entry : outline_) {
            ContentDocument& content = split_.documents[split_.document_of[entry.target.value]];
            if (content.heading.empty()) content.heading = collapse_space(entry.label);
        }
        for (ContentDocument& content : split_.documents) content.title = content.heading.empty() ? metadata_.title : content.heading;
    }
    /// Of title, names and text: the same words give the same identifier.
    std::string digest_of_content() const {
        io::Checksum checksum(io::Hash::sha256);
        auto add_field = [&](std::string_view text) {
            checksum.add(text);
            checksum.add(std::string_view("\0", 1));
        };
        add_field(document_.metadata.title);
        add_field(document_.metadata.language);
        add_field(document_.metadata.date);
        for (dom::Contributor const& person : document_.metadata.contributors) add_field(person.name);
        for (NodeId node = document_.root(); node; node = document_.next_in_order(node))
            if (document_.is_text(node)) checksum.add(document_.text(node));
        return checksum.finish_hex();
    }

    void add_cover() {
        if (!input_.cover.empty()) {
            cover_ = media_.add_bytes(input_.cover, "cover");
            if (!cover_)
                diagnostics_.add({.code = base::Code::epub_resource, .severity = base::Severity::warning, .where = {},
                                  .message = "the rendered cover is no picture that EPUB takes: the e-book has no cover", .hint = {}});
        } else if (!metadata_.cover.empty()) {
            cover_ = media_.add(metadata_.cover, {}, metadata_.where, input_.workspace, diagnostics_);
        }
    }
    /// A book that was an e-book before has its own.
    bool makes_cover_page() const {
        return cover_ && std::none_of(document_.parts.begin(), document_.parts.end(), [&](dom::Part const& part) {
                   return document_.element(part.section).role == dom::Role::cover;
               });
    }
    std::string cover_page() const {
        std::string title = metadata_.title;  // what a cover says, in whatever language
        if (!is_blank(metadata_.subtitle)) title += fmt::format(". {}", collapse_space(metadata_.subtitle));
        for (dom::Contributor const& person : metadata_.contributors)
            if (person.role == "aut" && !is_blank(person.name)) title += fmt::format(". {}", collapse_space(person.name));
        std::string out = page_head({.title = title, .language = metadata_.language, .style_files = style_files_, .up = "../",
                                     .body_attributes = " epub:type=\"cover\"", .html_attributes = ""});
        out += "\n<div class=\"cover-page\"><img";
        append_attribute(out, "src", "../" + cover_->file);
        append_attribute(out, "alt", title);
        return out + " role=\"doc-cover\"/></div>\n</body>\n</html>\n";
    }

    void mark_pages() {
        if (input_.page_source == PageSource::source) markers_.add_source_pages(input_.source_edition, ids_, diagnostics_);
        if (input_.page_source == PageSource::print_edition) {
            pages_ = input_.late_pages ? input_.late_pages() : input_.pages;
            if (pages_) markers_.add_pages(*pages_, ids_);
        }
        markers_.add_anchors(ids_);
        markers_.finish();
    }

    tl::expected<void, Diagnostic> write_documents() {
        Links links(document_, survey_, split_, ids_, markers_);
        BookPlan plan{document_, survey_, split_, ids_, notes_, markers_, links, media_, used_names_, inline_styles_, generated_, parts_, metadata_.language, pages_};
        if (makes_cover_page()) add("application/xhtml+xml", "text/cover.xhtml", cover_page(), {}, ManifestItem::Spine::yes);
        std::size_t count = split_.documents.size(), batch = std::max<std::size_t>(1, 4 * std::size_t{context_.workers});
        for (std::size_t first = 0; first < count; first += batch) {
            if (context_.cancelled())
                return tl::unexpected(Diagnostic{.code = base::Code::run_cancelled, .severity = base::Severity::error, .where = {},
                                                 .message = "stopped while writing the e-book", .hint = {}});
            std::size_t size = std::min(batch, count - first);
            auto written = base::parallel_map(size, context_.workers, [&](std::size_t i) {
                return write_content(plan, static_cast<std::uint32_t>(first + i));
            });
            for (std::size_t i = 0; i < size; ++i) {
                diagnostics_.merge(std::move(written[i].diagnostics));
                ContentDocument const& content = split_.documents[first + i];
                std::string_view properties = content.has_svg && content.has_mathml ? "mathml svg"
                                              : content.has_svg                     ? "svg"
                                              : content.has_mathml                  ? "mathml"
                                                                                    : "";
                bool aside = parts_[first + i].linear == dom::Part::Linear::no;
                add("application/xhtml+xml", content.file, written[i].text, properties, aside ? ManifestItem::Spine::aside : ManifestItem::Spine::yes);
            }
            context_.report("epub", first + size, count);
        }
        navigation_.title = metadata_.title;
        navigation_.language = metadata_.language;
        navigation_.identifier = metadata_.identifiers.front().value;
        navigation_.contents = document_.contents.empty() ? contents_of(outline_, plan, metadata_.title) : given_contents(plan);
        if (!notes_.at_end().empty()) navigation_.contents.push_back({split_.documents.back().heading, split_.documents.back().file, 1});
        navigation_.landmarks = landmarks_of(plan);
        if (makes_cover_page()) navigation_.landmarks.insert(navigation_.landmarks.begin(), {"cover", "Cover", "text/cover.xhtml"});
        for (PageTarget const& page : markers_.pages()) navigation_.pages.emplace_back(page.label, links.from_package(page.node, page.id));
        return {};
    }

    void write_ends() {
        AccessibilityFacts facts = examine_accessibility(document_, survey_, media_, diagnostics_);
        facts.has_pages = !markers_.pages().empty();
        facts.has_contents = true;
        facts.has_language = metadata_.language != "und";
        facts.lacks_pages = !facts.has_pages && (input_.pages != nullptr || input_.late_pages);
        if (facts.lacks_pages)
            diagnostics_.add({.code = base::Code::epub_accessibility, .severity = base::Severity::note, .where = metadata_.where,
                              .message = "the book is printed, too, and the e-book does not tell its pages: no conformance can be claimed",
                              .hint = "page_list = \"print\" in [ebook]"});
        add("application/xhtml+xml", "nav.xhtml", write_navigation(navigation_), "nav");
        add("application/x-dtbncx+xml", "toc.ncx", write_ncx(navigation_));
        std::string accessibility = accessibility_metadata(facts, input_.certifier);
        std::string source = facts.has_pages ? page_source() : std::string{};
        zip_.add("EPUB/package.opf",
                  write_package({.metadata = metadata_, .items = items_, .accessibility = accessibility, .page_source = source,
                                 .progression = progression()}),
                  io::Packing::deflated);
    }

    /// The identifier of the edition whose pages are told; a description of it where it has none.
    std::string page_source() const {
        if (input_.page_source == PageSource::source) {
            for (std::string const& known : {input_.source_identifier, metadata_.page_source, metadata_.source})
                if (!is_blank(known)) return collapse_space(known);
            return {};
        }
        return input_.print_identifier.empty() ? metadata_.identifiers.front().value : input_.print_identifier;
    }

    Progression progression() const {
        if (metadata_.progression == "rtl") return Progression::right_to_left;
        if (metadata_.progression == "ltr") return Progression::left_to_right;
        if (input_.styled && document_.root()) {
            css::ComputedStyle const& style = input_.styled->of(document_.root());
            if (style.text && style.text->direction == css::Direction::rtl) return Progression::right_to_left;
        }
        if (document_.attribute(document_.root(), dom::names::dir()) == std::optional<std::string_view>("rtl")) return Progression::right_to_left;
        constexpr std::string_view leftward[] = {"ar", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi"};
        std::string_view language = std::string_view(metadata_.language).substr(0, metadata_.language.find('-'));
        bool latin = metadata_.language.find("-Latn") != std::string::npos;
        bool rtl = !latin && std::find(std::begin(leftward), std::end(leftward), language) != std::end(leftward);
        return rtl ? Progression::right_to_left : Progression::by_reader;
    }

    void add(std::string_view media_type, std::string_view file, std::string_view text, std::string_view properties = {},
             ManifestItem::Spine spine = ManifestItem::Spine::no) {
        zip_.add("EPUB/" + std::string(file), text, io::Packing::deflated);
        items_.push_back({std::string(file), std::string(media_type), std::string(properties), spine});
    }
    /// Pictures that are compressed in themselves are stored.
    void add_media(MediaFile const& file) {
        bool shrinks = file.media_type == "image/svg+xml" || file.media_type == "font/otf" || file.media_type == "font/ttf";
        zip_.add("EPUB/" + file.file, file.bytes, shrinks ? io::Packing::deflated : io::Packing::stored);
        items_.push_back({file.file, file.media_type, &file == cover_ ? "cover-image" : "", ManifestItem::Spine::no});
    }

    EpubInput const& input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    dom::Document const& document_;
    Survey survey_;
    Split split_;
    Identifiers ids_;
    Notes notes_;
    UsedNames used_names_;
    InlineStyles inline_styles_;
    Markers markers_;
    dom::PageMap const* pages_ = nullptr;
    GeneratedText generated_;
    Media media_;
    dom::Metadata metadata_;
    std::vector<dom::OutlineEntry> outline_;
    std::vector<StyleFile> styles_;
    std::vector<std::string> style_files_;  // for every document
    std::vector<DocumentPart> parts_;
    MediaFile const* cover_ = nullptr;
    std::vector<ManifestItem> items_;
    NavigationInput navigation_{{}, {}, {}, {}, {}, {}, style_files_};
    io::ZipWriter zip_{io::DosTime{}};  // one date for all members, the same in every run
};

}  // namespace

tl::expected<void, Diagnostic> write_epub(EpubInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    if (!input.document.root())
        return tl::unexpected(Diagnostic{.code = base::Code::read_empty, .severity = base::Severity::error, .where = {},
                                         .message = "the document is empty: there is no e-book to write", .hint = {}});
    return Book(input, context, diagnostics).write();
}

}  // namespace octavo::epub
