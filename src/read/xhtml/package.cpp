#include "read/xhtml/package.h"

#include <fmt/format.h>
#include <unordered_map>

#include "read/metadata.h"
#include "read/text.h"

namespace octavo::read::xhtml {
namespace {

using dom::NodeId;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }
base::Name opf_namespace() { return name("http://www.idpf.org/2007/opf"); }
base::Name dc_namespace() { return name("http://purl.org/dc/elements/1.1/"); }

struct Item {
    std::string reference;
    std::string media_type;
    std::string properties;
    base::SourceSpan where;
};

class PackageReader {
public:
    PackageReader(ReadContext& context, Unit unit) : context_(context), document_(context.document), unit_(unit) {}

    void read() {
        collect();
        fill_metadata();
        bool outer = std::exchange(context_.is_package, true);
        read_spine();
        context_.is_package = outer || !context_.units.empty();
    }

private:
    std::string attribute(NodeId element, std::string_view local) const {
        return std::string(trimmed(document_.attribute(element, name(local)).value_or("")));
    }

    /// Of a `meta` that refines the element with this id.
    std::string refinement(std::string_view id, std::string_view property) const {
        if (id.empty()) return {};
        auto found = refinements_.find(fmt::format("#{} {}", id, property));
        return found == refinements_.end() ? std::string() : found->second;
    }

    void collect() {
        for (NodeId at = unit_.root; at; at = document_.next_in_order(at, unit_.root)) {
            if (!document_.is_element(at)) continue;
            dom::Element const& element = document_.element(at);
            std::string_view local = element.source_local.view();
            if (element.source_ns == dc_namespace()) terms_.push_back(at);
            if (element.source_ns != opf_namespace()) continue;
            if (local == "meta") meta(at);
            if (local == "item") item(at);
            if (local == "itemref") spine_.push_back(at);
        }
    }

    void meta(NodeId element) {
        std::string property = attribute(element, "property");
        if (property.empty()) {
            if (attribute(element, "name") == "cover") cover_id_ = attribute(element, "content");
            return;
        }
        std::string refined = attribute(element, "refines");
        std::string value = collapsed(document_.text_content(element));
        if (property == "pageBreakSource" && document_.metadata.page_source.empty()) document_.metadata.page_source = value;
        if (!refined.empty()) {
            refinements_.emplace(fmt::format("{} {}", refined, property), value);
        } else if (property == "belongs-to-collection") {
            collections_.emplace_back(attribute(element, "id"), value);
        }
    }

    void item(NodeId element) {
        Item read{attribute(element, "href"), attribute(element, "media-type"), attribute(element, "properties"),
                  document_.node(element).where};
        if (has_word(read.properties, "cover-image")) set_cover(read);
        items_.emplace(attribute(element, "id"), std::move(read));
    }

    void set_cover(Item const& item) {
        if (document_.metadata.cover.empty())
            document_.metadata.cover = io::resolve_name(item.reference, unit_.name.view());
    }

    void fill_metadata() {
        dom::Metadata& known = document_.metadata;
        known.where = document_.node(unit_.root).where;
        std::string unique = attribute(unit_.root, "unique-identifier");
        for (NodeId term : terms_) {
            std::string_view local = document_.element(term).source_local.view();
            std::string value = collapsed(document_.text_content(term));
            if (value.empty()) continue;
            auto fill = [&](std::string& field) {
                if (field.empty()) field = value;
            };
            if (local == "title") title(term, value);
            if (local == "creator" || local == "contributor")
                contributor(term, value, local == "creator" ? "aut" : "ctb");
            if (local == "language") fill(known.language);
            if (local == "publisher") fill(known.publisher);
            if (local == "date") fill(known.date);
            if (local == "rights") fill(known.rights);
            if (local == "description") fill(known.description);
            if (local == "source") {
                fill(known.source);
                if (refinement(attribute(term, "id"), "source-of") == "pagination") fill(known.page_source);
            }
            if (local == "subject") known.subjects.push_back(value);
            if (local == "identifier") {
                std::string scheme(document_.source_attribute(term, opf_namespace(), name("scheme")).value_or(""));
                bool own = attribute(term, "id") == unique;
                known.identifiers.insert(own ? known.identifiers.begin() : known.identifiers.end(),
                                         identifier_of(value, scheme));
            }
        }
        series();
        if (auto cover = items_.find(cover_id_); cover != items_.end()) set_cover(cover->second);
    }

    void title(NodeId term, std::string const& value) {
        std::string type = refinement(attribute(term, "id"), "title-type");
        dom::Metadata& known = document_.metadata;
        if (type == "subtitle") {
            known.subtitle = value;
        } else if (type == "main" ||
                   (known.title.empty() && type != "expanded" && type != "collection" && type != "short")) {
            known.title = value;
        }
    }

    void contributor(NodeId term, std::string const& value, std::string_view fallback) {
        std::string id = attribute(term, "id");
        std::string role = refinement(id, "role");
        if (role.empty()) role = document_.source_attribute(term, opf_namespace(), name("role")).value_or("");
        std::string file_as = refinement(id, "file-as");
        if (file_as.empty()) file_as = document_.source_attribute(term, opf_namespace(), name("file-as")).value_or("");
        document_.metadata.contributors.push_back(
            {value, role.empty() ? std::string(fallback) : relator_code(role), file_as});
    }

    void series() {
        for (auto const& [id, value] : collections_) {
            if (refinement(id, "collection-type") != "series") continue;
            document_.metadata.series = value;
            document_.metadata.series_position = refinement(id, "group-position");
            return;
        }
    }

    void read_spine() {
        for (NodeId reference : spine_) {
            auto item = items_.find(attribute(reference, "idref"));
            base::SourceSpan where = document_.node(reference).where;
            if (item == items_.end()) {
                warn(where, fmt::format("the spine names \"{}\", which the manifest does not have",
                                        attribute(reference, "idref")));
                continue;
            }
            bool aside = attribute(reference, "linear") == "no";
            if (aside && has_word(item->second.properties, "nav")) continue;
            if (item->second.media_type != "application/xhtml+xml") {
                warn(where, fmt::format("{}: a spine document of type {} is left out", item->second.reference,
                                        item->second.media_type));
                continue;
            }
            std::string resolved = io::resolve_name(item->second.reference, unit_.name.view());
            if (resolved.empty()) {
                warn(item->second.where,
                     fmt::format("{}: outside the folder that may be read", item->second.reference));
                continue;
            }
            if (context_.context.cancelled()) return;
            read_unit(context_, resolved, where);
        }
    }

    void warn(base::SourceSpan where, std::string message) {
        context_.diagnostics.add({.code = base::Code::read_package,
                                  .severity = base::Severity::warning,
                                  .where = where,
                                  .message = std::move(message)});
    }

    ReadContext& context_;
    dom::Document& document_;
    Unit unit_;
    std::vector<NodeId> terms_;
    std::vector<NodeId> spine_;
    std::vector<std::pair<std::string, std::string>> collections_;
    std::unordered_map<std::string, Item> items_;
    std::unordered_map<std::string, std::string> refinements_;
    std::string cover_id_;
};

}  // namespace

bool recognises_package(base::Name ns, base::Name local) { return ns == opf_namespace() && local == name("package"); }

void map_package(ReadContext& context, Unit unit) { PackageReader(context, unit).read(); }

}  // namespace octavo::read::xhtml
