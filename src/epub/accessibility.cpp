#include "epub/accessibility.h"

#include <fmt/format.h>

#include "epub/html_table.h"
#include "epub/markup.h"
#include "epub/scripts.h"
#include "epub/values.h"

namespace octavo::epub {

using dom::NodeId;

namespace {

class Examiner {
public:
    Examiner(dom::Document const& document, Survey const& survey, Media const& media, base::Diagnostics& diagnostics)
        : document_(document), survey_(survey), media_(media), diagnostics_(diagnostics) {}

    AccessibilityFacts run() {
        for (NodeId node = document_.root(); node;) {
            bool element = document_.is_element(node);
            bool past = element && (survey_.is(node, Trait::dropped) || survey_.is(node, Trait::foreign));
            if (!element) examine_text(node);
            if (element && !survey_.is(node, Trait::dropped)) examine(node);
            node = past ? document_.next_after_subtree(node) : document_.next_in_order(node);
        }
        return facts_;
    }

private:
    void examine(NodeId node) {
        dom::Element const& element = document_.element(node);
        if (survey_.is(node, Trait::foreign)) return examine_foreign(node);
        std::string_view name = element.html.view();
        facts_.has_roles = facts_.has_roles || dom::aria_role(element.role).starts_with("doc-");
        facts_.has_index = facts_.has_index || element.role == dom::Role::index;
        facts_.has_ruby = facts_.has_ruby || name == "rt";
        examine_language_tag(node);
        if (name == "img") examine_picture(node);
        else if (name == "table") examine_table(node);
        else if (is_heading_name(name)) examine_heading(node, static_cast<std::uint32_t>(name[1] - '0'));
    }
    void tell(NodeId node, std::string message, std::string hint) {
        diagnostics_.add_counted({.code = base::Code::epub_accessibility, .severity = base::Severity::note,
                                  .where = document_.node(node).where, .message = std::move(message), .hint = std::move(hint)});
    }
    void examine_language_tag(NodeId node) {
        auto language = document_.attribute(node, dom::names::lang());
        if (!language || is_language_tag(*language)) return;
        ++facts_.passages_without_language;
        tell(node, fmt::format("“{}” is not a language tag: the e-book cannot say which language this is", *language),
             "give a BCP 47 tag: en, de-AT, zh-Hans");
    }
    void examine_text(NodeId node) {
        base::Name language = document_.language(node);
        std::string_view script = unexpected_script(document_.text(node), language.empty() ? std::string_view(document_.metadata.language) : language.view());
        if (script.empty()) return;
        ++facts_.passages_without_language;
        tell(node, fmt::format("a passage in {} says nothing of its language: a voice cannot read it", script), "give its element a language (xml:lang, lang)");
    }
    void examine_picture(NodeId node) {
        MediaFile const* file = media_.of(node);
        if (!file) {
            ++facts_.pictures_left_out;
            return;
        }
        ++facts_.pictures;
        facts_.has_animation = facts_.has_animation || file->media_type == "image/gif";
        if (document_.attribute(node, dom::names::alt())) return;
        ++facts_.pictures_without_alternative;
        tell(node, "a picture has no alternative text: the e-book cannot state that all have one",
             "describe it (alt, figDesc, alt-text), or mark it as decoration by an empty alternative");
    }
    void examine_table(NodeId node) {
        static base::Name const th = base::Name::of("th");
        ++facts_.tables;
        for (NodeId inner = node; inner; inner = document_.next_in_order(inner, node))
            if (document_.is_element(inner) && document_.element(inner).html == th) return;
        ++facts_.tables_without_headers;
        tell(node, "a table has no header cells: it cannot be read aloud with its headings", "mark its header row or column");
    }
    void examine_heading(NodeId node, std::uint32_t rank) {
        ++facts_.headings;
        if (rank > last_rank_ + 1 && last_rank_ != 0) {
            ++facts_.skipped_heading_levels;
            tell(node, "a heading skips a level of the outline", "nest the sections without a gap");
        }
        last_rank_ = rank;
    }
    void examine_foreign(NodeId node) {
        static base::Name const title = base::Name::of("title"), desc = base::Name::of("desc"),
                                label = base::Name::of("aria-label");
        if (vocabulary_of(document_.element(node)) == Vocabulary::mathml) {
            ++facts_.formulas;  // MathML is text: reading systems speak it
            return;
        }
        ++facts_.pictures;
        if (document_.attribute(node, label)) return;
        for (NodeId child = document_.first_child_element(node); child; child = document_.next_sibling_element(child))
            if (document_.element(child).source_local == title || document_.element(child).source_local == desc) return;
        ++facts_.pictures_without_alternative;
        tell(node, "a drawing has neither title nor description", "give the svg element a <title>");
    }

    dom::Document const& document_;
    Survey const& survey_;
    Media const& media_;
    base::Diagnostics& diagnostics_;
    AccessibilityFacts facts_;
    std::uint32_t last_rank_ = 0;
};

void append_meta(std::string& out, std::string_view property, std::string_view value) {
    out += "    <meta";
    append_attribute(out, "property", property);
    out += '>';
    append_text(out, value);
    out += "</meta>\n";
}

void append_conformance(std::string& out, Certifier const& certifier) {
    out += "    <meta property=\"dcterms:conformsTo\" id=\"conformance\">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>\n"
           "    <meta property=\"a11y:certifiedBy\" refines=\"#conformance\" id=\"certifier\">";
    append_text(out, certifier.name);
    out += "</meta>\n";
    if (!certifier.credential.empty()) {
        out += "    <meta property=\"a11y:certifierCredential\" refines=\"#certifier\">";
        append_text(out, certifier.credential);
        out += "</meta>\n";
    }
    if (auto report = external_url(certifier.report)) {
        out += "    <link rel=\"a11y:certifierReport\" refines=\"#certifier\"";
        append_attribute(out, "href", *report);
        out += "/>\n";
    }
}

std::string summary(AccessibilityFacts const& facts) {
    std::string text = "The text can be read with enlarged type, other colours, or aloud";
    text += facts.headings > 0 ? ", and navigated by its headings and table of contents." : ", and navigated by its table of contents.";
    if (facts.pictures > 0)
        text += facts.pictures_without_alternative == 0 ? " All pictures have alternative texts." : " Not all pictures have alternative texts.";
    if (facts.formulas > 0) text += " Formulas are MathML.";
    if (facts.has_pages) text += " Page numbers correspond to the printed edition.";
    return text;
}

}  // namespace

AccessibilityFacts examine_accessibility(dom::Document const& document, Survey const& survey, Media const& media,
                                         base::Diagnostics& diagnostics) {
    return Examiner(document, survey, media, diagnostics).run();
}

std::string accessibility_metadata(AccessibilityFacts const& facts, Certifier const& certifier) {
    std::string out;
    bool pictures = facts.pictures > 0;
    append_meta(out, "schema:accessMode", "textual");
    if (pictures) append_meta(out, "schema:accessMode", "visual");
    bool text_suffices = facts.pictures_without_alternative == 0;
    if (text_suffices) append_meta(out, "schema:accessModeSufficient", "textual");
    if (pictures) append_meta(out, "schema:accessModeSufficient", "textual,visual");
    auto feature = [&](bool has, std::string_view name) {
        if (has) append_meta(out, "schema:accessibilityFeature", name);
    };
    feature(facts.headings > 0, "structuralNavigation");
    feature(facts.has_contents, "tableOfContents");
    feature(true, "readingOrder");
    feature(true, "displayTransformability");
    feature(pictures && text_suffices, "alternativeText");
    feature(facts.formulas > 0, "MathML");
    feature(facts.has_ruby, "rubyAnnotations");
    feature(facts.has_index, "index");
    feature(facts.has_roles, "ARIA");
    feature(facts.has_pages, "pageNavigation");
    feature(facts.has_pages, "pageBreakMarkers");
    append_meta(out, "schema:accessibilityHazard", facts.has_animation ? "unknown" : "none");
    append_meta(out, "schema:accessibilitySummary", summary(facts));
    if (!certifier.name.empty() && facts.conforms()) append_conformance(out, certifier);
    return out;
}

}  // namespace octavo::epub
