#include "pdf/finish.h"

#include <fmt/format.h>
#include <set>

#include "pdf/attachments.h"
#include "pdf/document_metadata.h"
#include "pdf/finisher.h"
#include "pdf/links.h"
#include "pdf/navigation.h"
#include "pdf/pdf_syntax.h"
#include "tags/containment.h"

namespace octavo::pdf {
namespace {

constexpr std::uint32_t pages_per_batch = 128;

}  // namespace

void Finisher::run() {
    QPDF cairo;
    cairo.setSuppressWarnings(true);
    MappedFile mapped(input_.cairo);  // libqpdf seeks for every token: in memory that costs nothing
    cairo.processMemoryFile("Cairo's file", mapped.data(), mapped.size());
    std::vector<QPDFObjectHandle> const& pages = cairo.getAllPages();
    if (input_.press != nullptr) color_ = input_.press->speller(records_);
    find_language();
    number_objects(pages.size());
    std::uint32_t const batch = input_.press == nullptr ? pages_per_batch : 1;   // the inks that a page's contents name are its resources'
    for (std::uint32_t first = 0; first < page_count_; first += batch) {
        if (input_.context.cancelled()) throw Failure{"stopped"};
        std::uint32_t count = std::min(batch, page_count_ - first);
        write_pages(first, std::span(pages).subspan(first, count));
        input_.context.report("finish", first + count, page_count_);
    }
    check_document();
    write_page_tree();
    write_fonts();
    copier_.copy_pending();
    write_catalog();
}

/// octavo's own; Cairo's are copied with what pages refer to.
void Finisher::write_fonts() {
    std::set<EmbeddedFace const*> faces;
    for (auto const& font : input_.fonts) {
        font->write(writer_);
        if (faces.insert(&font->face()).second && input_.press != nullptr) input_.press->add_embedded_font();
    }
}

void Finisher::find_language() {
    language_ = input_.info.metadata.language;
    if (language_.empty() && input_.document.root().valid())
        language_ = input_.document.language(input_.document.root()).view();
    if (language_.empty() || tags::is_language_tag(language_)) return;
    conformance_.add({.code = ViolationCode::bad_language, .where = input_.info.metadata.where, .subject = language_});
    language_.clear();
}

void Finisher::check_document() {
    base::SourceSpan where = input_.info.metadata.where;
    if (input_.info.metadata.title.empty()) conformance_.add({.code = ViolationCode::no_title, .where = where});
    if (language_.empty()) conformance_.add({.code = ViolationCode::no_language, .where = where});
    if (!tagged()) conformance_.add({.code = ViolationCode::untagged});
    if (input_.info.attachments.empty()) conformance_.add({.code = ViolationCode::no_sources});
    for (std::size_t i = 0; i < records_.pages.size(); ++i) {
        PageRecord const& page = records_.pages[i];
        auto good = [](base::LongLength length) { return length >= 3 * base::point && length <= 14'400 * base::point; };
        if (!good(page.width + 2 * page.edge()) || !good(page.height + 2 * page.edge()))
            conformance_.add({.code = ViolationCode::page_too_large, .subject = fmt::format("{}", i + 1)});
    }
}

void Finisher::number_objects(std::size_t cairo_pages) {
    page_count_ = static_cast<std::uint32_t>(records_.pages.size());
    if (cairo_pages < page_count_) throw Failure{fmt::format("Cairo wrote {} of {} pages", cairo_pages, page_count_)};
    if (page_count_ == 0) throw Failure{"the document has no pages"};
    pages_root_ = writer_.reserve();
    first_page_ = writer_.reserve(page_count_);
    first_node_ = writer_.reserve((page_count_ + pages_per_node - 1) / pages_per_node);
    link_objects_.resize(records_.links.size());
}

void Finisher::build_tags() {
    std::vector<tags::MarkedContent> contents;
    for (std::uint32_t p = 0; p < page_count_; ++p) {
        PageRecord const& page = records_.pages[p];
        for (std::uint32_t i = 0; i < page.sequence_count; ++i) {
            Sequence const& sequence = records_.sequences[page.first_sequence + i];
            if (sequence.kind == SequenceKind::content)
                contents.push_back({.node = sequence.mark.node, .page = p, .mcid = sequence.mcid,
                                    .part = sequence.mark.part,
                                    .label = sequence.mark.kind == paint::Mark::Kind::label});
        }
    }
    std::vector<tags::LinkAnnotation> links(records_.links.size());
    for (std::uint32_t p = 0; p < page_count_; ++p)
        for (std::uint32_t k = 0, i = records_.pages[p].first_link; k < records_.pages[p].link_count; ++k, ++i)
            links[i] = {link_objects_[i] != 0 ? records_.links[i].link : dom::NodeId{}, p, records_.links[i].target};
    tags::StructureInput input{input_.document, contents, links, language_};
    tree_ = tags::build_structure(input);
    if (two()) {
        targets_.emplace(tree_, input_.document);
        tags::add_references(tree_, *targets_, input);
        tags::soften(tree_);
    }
    structure_ = reserve_structure(writer_, tree_);
    check_tags();
}

void Finisher::check_tags() {
    for (dom::NodeId node : tree_.figures_without_alternative) {
        auto source = input_.document.attribute(node, dom::names::src());
        conformance_.add({.code = ViolationCode::picture_without_alternative, .where = input_.document.node(node).where,
                          .subject = std::string(source.value_or(input_.document.element(node).html.view()))});
    }
    for (dom::NodeId node : tree_.skipped_headings)
        conformance_.add({.code = ViolationCode::skipped_heading_level, .where = input_.document.node(node).where,
                          .subject = std::string(input_.document.element(node).html.view())});
}

void Finisher::write_links(StructureDestinations const* structure) {
    LinkInput links{records_, input_.document, first_page_, structure};
    for (std::uint32_t p = 0; p < page_count_; ++p)
        for (std::uint32_t k = 0, i = records_.pages[p].first_link; k < records_.pages[p].link_count; ++k, ++i)
            if (link_objects_[i] != 0)
                writer_.write_object(link_objects_[i],
                                     link_annotation(links, records_.links[i], p, tagged() ? std::int64_t{page_count_} + i : -1));
}

std::uint32_t Finisher::write_output_intent() {
    std::uint32_t profile = writer_.reserve();
    writer_.write_compressed(profile, "/N 3", srgb_profile());
    return profile;
}

void Finisher::write_catalog() {
    bool has_information = !two();   // PDF 2.0 leaves it to the metadata
    std::uint32_t catalog = writer_.reserve(), metadata = writer_.reserve(),
        information = has_information ? writer_.reserve() : 0;
    std::string out = "<</Type/Catalog/Pages ";
    append_reference(out, pages_root_);
    std::optional<StructureDestinations> destinations;
    if (tagged()) {
        build_tags();
        if (targets_) destinations.emplace(*targets_, structure_.first_element);
        write_structure(writer_, {tree_, structure_, conformance_.aim().version, records_, first_page_, link_objects_});
        out += "/MarkInfo<</Marked true>>/StructTreeRoot ";
        append_reference(out, structure_.root);
    }
    StructureDestinations const* structure = destinations ? &*destinations : nullptr;
    write_links(structure);
    bool for_screens = input_.press == nullptr || input_.press->settings().extras == ScreenExtras::keep;
    if (for_screens) add_navigation(out, structure);
    out += viewer_preferences();
    if (input_.press != nullptr) {
        out += input_.press->output_intent(writer_);
    } else {
        out += "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
               "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ";
        append_reference(out, write_output_intent());
        out += ">>]";
    }
    out += "/Metadata ";
    append_reference(out, metadata);
    out += write_attachments(writer_, input_.info.attachments);
    writer_.write_object(catalog, out + ">>");
    write_metadata(metadata, information);
    writer_.finish(catalog, information);
}

void Finisher::add_navigation(std::string& catalog, StructureDestinations const* structure) {
    if (std::uint32_t outline = write_outline(writer_, input_.info.bookmarks, records_, first_page_, structure); outline != 0) {
        catalog += "/Outlines ";
        append_reference(catalog, outline);
        catalog += "/PageMode/UseOutlines";
    }
    catalog += page_labels(input_.info.page_labels, records_.labels);
    if (!language_.empty()) {
        catalog += "/Lang";
        append_text_string(catalog, language_);
    }
}

/// A book bound on the right says so: viewers lay its spreads out by it, and so does impose/.
std::string Finisher::viewer_preferences() const {
    return input_.info.right_to_left ? "/ViewerPreferences<</DisplayDocTitle true/Direction/R2L>>" : "/ViewerPreferences<</DisplayDocTitle true>>";
}

/// What PDF/X-4 wants and this document may lack; the rest is so by its making.
bool Finisher::claims_x4() const {
    return input_.press->has_condition() && conformance_.allows(Standard::pdfa_2b) && input_.press->facts().loose_fonts.empty();
}

void Finisher::write_metadata(std::uint32_t metadata, std::uint32_t information) {
    dom::Metadata only_what_must;   // PDF/X-4: title and dates; the rest is set below
    only_what_must.title = input_.info.metadata.title.empty() ? "untitled" : input_.info.metadata.title;
    only_what_must.modified = input_.info.metadata.modified;
    bool bare = input_.press != nullptr && input_.press->settings().extras == ScreenExtras::leave_out;
    MetadataInput about{bare ? only_what_must : input_.info.metadata, input_.info.producer, bare ? std::string() : language_,
                        input_.press != nullptr ? Claim{} : conformance_.claim()};
    if (input_.press != nullptr && claims_x4()) {
        input_.press->set_claim(true);
        about.more_xmp = press_xmp(writer_.identifier());
        about.more_information = press_information();
    }
    writer_.write_stream(metadata, "/Type/Metadata/Subtype/XML", xmp_packet(about));
    if (information != 0) writer_.write_object(information, information_dictionary(about));
    if (input_.press == nullptr) conformance_.report(diagnostics_);
}

tl::expected<void, std::string> finish_pdf(FinishInput const& input, Conformance& conformance,
                                           base::Diagnostics& diagnostics) {
    try {
        Finisher(input, conformance, diagnostics).run();
    } catch (Failure const& failure) {
        return tl::unexpected(failure.what);
    } catch (std::exception const& problem) {   // libqpdf's
        return tl::unexpected(std::string(problem.what()));
    }
    return {};
}

}  // namespace octavo::pdf
