#include "read/epub/package_metadata.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "io/paths.h"
#include "read/metadata.h"
#include "read/text.h"

namespace octavo::read::epub {
namespace {

using dom::NodeId;
using dom::Refinement;

base::Name name(std::string_view text) { return base::Name::of(text); }

// What the e-book says anew, from its own content: how accessible it is, when it was made, its layout, its page list.
bool is_said_anew(std::string_view property) {
    constexpr std::array said{std::string_view("dcterms:modified"), std::string_view("dcterms:conformsTo"), std::string_view("pageBreakSource"),
                              std::string_view("rendition:layout"), std::string_view("source-of"),
                              std::string_view("schema:accessMode"), std::string_view("schema:accessModeSufficient"),
                              std::string_view("schema:accessibilityFeature"), std::string_view("schema:accessibilityHazard"),
                              std::string_view("schema:accessibilitySummary")};
    return property.starts_with("a11y:") || property.starts_with("media:") || std::ranges::find(said, property) != said.end();
}

// Without a prefix only properties of the specification's own vocabulary may stand (EPUB 3.3, appendix D.3).
bool is_known(std::string_view property, std::string_view prefixes) {
    constexpr std::array own{std::string_view("alternate-script"), std::string_view("authority"), std::string_view("belongs-to-collection"),
                             std::string_view("collection-type"), std::string_view("display-seq"), std::string_view("file-as"),
                             std::string_view("group-position"), std::string_view("identifier-type"), std::string_view("role"),
                             std::string_view("source-of"), std::string_view("term"), std::string_view("title-type"), std::string_view("dir")};
    if (property == "xml:lang" || std::ranges::find(own, property) != own.end()) return true;
    constexpr std::array reserved{std::string_view("dcterms"), std::string_view("marc"), std::string_view("onix"), std::string_view("rendition"),
                                  std::string_view("schema"), std::string_view("xsd"), std::string_view("a11y"), std::string_view("media")};
    auto colon = property.find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view prefix = property.substr(0, colon);
    if (std::ranges::find(reserved, prefix) != reserved.end()) return true;
    auto declared = words(prefixes);
    return std::ranges::find(declared, std::string(prefix) + ":") != declared.end();
}

/// The value of the first with that property, taken out of the list; empty when there is none.
std::string take(std::vector<Refinement>& refinements, std::string_view property) {
    auto found = std::ranges::find(refinements, property, &Refinement::property);
    if (found == refinements.end()) return {};
    std::string value = std::move(found->value);
    refinements.erase(found);
    return value;
}

class MetadataReader {
public:
    MetadataReader(dom::Metadata& known, Manifest const& manifest) : known_(known), manifest_(manifest) {}

    void read() {
        known_.where = document().node(manifest_.package.root).where;
        if (known_.prefixes.empty()) known_.prefixes = collapsed(manifest_.attribute(manifest_.package.root, "prefix"));
        if (!known_.title.empty()) return people();  // one of several books: the first's package speaks for all
        for (NodeId term : manifest_.terms) {
            std::string value = collapsed(document().text_content(term));
            if (!value.empty()) this->term(term, value);
        }
        for (NodeId meta : manifest_.metas) this->meta(meta);
        series_of_calibre();
        progression();
        cover();
    }

private:
    [[nodiscard]] dom::Document const& document() const { return manifest_.document; }

    /// What refines the element: metas that name it, its attributes of OPF 2, its language.
    std::vector<Refinement> refinements_of(NodeId term) const {
        std::vector<Refinement> refinements = manifest_.refinements_of(manifest_.attribute(term, "id"));
        auto attribute = [&](std::string_view local, std::string_view property) {
            bool has = std::ranges::find(refinements, property, &Refinement::property) != refinements.end();
            auto value = document().source_attribute(term, opf_namespace(), name(local));
            if (value && !has && !is_blank(*value)) refinements.push_back({std::string(property), collapsed(*value)});
        };
        attribute("role", "role");
        attribute("file-as", "file-as");
        if (auto language = document().source_attribute(term, dom::names::xml_namespace(), dom::names::lang()); language && !language->empty())
            refinements.push_back({"xml:lang", std::string(*language)});
        if (auto direction = document().source_attribute(term, {}, dom::names::dir()); direction && !direction->empty())
            refinements.push_back({"dir", std::string(*direction)});
        std::erase_if(refinements, [&](Refinement const& refinement) { return !is_known(refinement.property, known_.prefixes); });
        return refinements;
    }

    void people() {
        for (NodeId term : manifest_.terms) {
            std::string_view local = document().element(term).source_local.view();
            std::string value = collapsed(document().text_content(term));
            if (value.empty() || (local != "creator" && local != "contributor")) continue;
            if (std::ranges::find(known_.contributors, value, &dom::Contributor::name) == known_.contributors.end()) contributor(term, value, local);
        }
    }

    void term(NodeId term, std::string const& value) {
        std::string_view local = document().element(term).source_local.view();
        if (local == "title") return title(term, value);
        if (local == "creator" || local == "contributor") return contributor(term, value, local);
        if (local == "identifier") return identifier(term, value);
        if (local == "subject") {
            known_.subjects.push_back(value);
            if (auto refinements = refinements_of(term); !refinements.empty()) keep("dc:subject", value, std::move(refinements));
            return;
        }
        if (local == "date") {
            // OPF 2 tells dates apart by opf:event; the book's is that of its publication.
            std::string event = lower_ascii(document().source_attribute(term, opf_namespace(), name("event")).value_or(""));
            if (event == "modification" || (event == "creation" && !known_.date.empty())) return;
            if (event == "publication") known_.date.clear();
        }
        std::string* field = local == "language"      ? &known_.language
                             : local == "publisher"   ? &known_.publisher
                             : local == "date"        ? &known_.date
                             : local == "rights"      ? &known_.rights
                             : local == "description" ? &known_.description
                             : local == "source"      ? &known_.source
                                                      : nullptr;
        std::vector<Refinement> refinements = refinements_of(term);
        if (local == "source" && take(refinements, "source-of") == "pagination" && known_.page_source.empty()) known_.page_source = value;
        if (field != nullptr && field->empty()) {
            *field = value;
        } else if (local != "date") {
            keep(fmt::format("dc:{}", local), value, std::move(refinements));
        }
    }

    void keep(std::string name, std::string value, std::vector<Refinement> refinements, std::string scheme = {}) {
        known_.statements.push_back({std::move(name), std::move(value), std::move(scheme), std::move(refinements)});
    }

    void title(NodeId term, std::string const& value) {
        std::vector<Refinement> refinements = refinements_of(term);
        std::string type = take(refinements, "title-type");
        std::string place = take(refinements, "display-seq");
        if (type == "subtitle" && known_.subtitle.empty()) {
            known_.subtitle = value;
        } else if ((type == "main" && !has_main_) || (known_.title.empty() && (type.empty() || type == "edition"))) {
            has_main_ = type == "main";
            known_.title = value;
            known_.title_refinements = std::move(refinements);
        } else {
            if (!type.empty()) refinements.insert(refinements.begin(), {"title-type", type});
            keep("dc:title", value, std::move(refinements));
        }
    }

    void contributor(NodeId term, std::string const& value, std::string_view local) {
        std::vector<Refinement> refinements = refinements_of(term);
        std::string role = take(refinements, "role");
        std::string file_as = take(refinements, "file-as");
        std::string_view fallback = local == "creator" ? "aut" : "ctb";
        known_.contributors.push_back({value, role.empty() ? std::string(fallback) : relator_code(role), file_as,
                                       fmt::format("dc:{}", local), std::move(refinements)});
    }

    void identifier(NodeId term, std::string const& value) {
        std::string scheme(document().source_attribute(term, opf_namespace(), name("scheme")).value_or(""));
        bool own = manifest_.attribute(term, "id") == manifest_.attribute(manifest_.package.root, "unique-identifier");
        dom::Identifier identifier = identifier_of(value, scheme);
        if (auto refinements = refinements_of(term); !refinements.empty()) keep("dc:identifier", identifier.value, std::move(refinements));
        known_.identifiers.insert(own ? known_.identifiers.begin() : known_.identifiers.end(), std::move(identifier));
    }

    void meta(NodeId meta) {
        std::string property = manifest_.attribute(meta, "property");
        std::string value = collapsed(document().text_content(meta));
        if (value.empty()) return;
        if (property == "dcterms:modified" && known_.modified.empty()) known_.modified = value;
        if (property == "pageBreakSource" && known_.page_source.empty()) known_.page_source = value;
        std::vector<Refinement> refinements = refinements_of(meta);
        if (property == "belongs-to-collection" && known_.series.empty()) {
            auto type = std::ranges::find(refinements, "collection-type", &Refinement::property);
            if (type != refinements.end() && type->value == "series") {
                known_.series = value;
                known_.series_position = take(refinements, "group-position");
                return;
            }
        }
        if (is_said_anew(property) || !is_known(property, known_.prefixes)) return;
        keep(std::move(property), std::move(value), std::move(refinements), manifest_.attribute(meta, "scheme"));
    }

    // The commonest way of EPUB 2.
    void series_of_calibre() {
        auto series = manifest_.named.find("calibre:series");
        if (!known_.series.empty() || series == manifest_.named.end()) return;
        known_.series = series->second;
        if (auto index = manifest_.named.find("calibre:series_index"); index != manifest_.named.end()) {
            std::string_view position = index->second;
            known_.series_position = position.ends_with(".0") ? position.substr(0, position.size() - 2) : position;
        }
    }

    void progression() {
        if (!manifest_.spine_element || !known_.progression.empty()) return;
        std::string direction = manifest_.attribute(manifest_.spine_element, "page-progression-direction");
        if (direction == "rtl" || direction == "ltr") known_.progression = direction;
    }

    void cover() {
        ManifestItem const* item = manifest_.with_property("cover-image");
        auto named = manifest_.named.find("cover");
        if (item == nullptr && named != manifest_.named.end()) item = manifest_.item(named->second);
        if (item == nullptr || !known_.cover.empty() || !item->media_type.starts_with("image/")) return;
        known_.cover = io::reference_of_path(io::resolve_name(item->reference, manifest_.package.name.view()));
    }

    dom::Metadata& known_;
    Manifest const& manifest_;
    bool has_main_ = false;
};

}  // namespace

void fill_metadata(dom::Metadata& known, Manifest const& manifest) { MetadataReader(known, manifest).read(); }

}  // namespace octavo::read::epub
