#include "read/epub/package.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_set>

#include "io/paths.h"
#include "read/epub/navigation.h"
#include "read/epub/package_metadata.h"
#include "read/raw_document.h"
#include "read/text.h"

namespace octavo::read::epub {
namespace {

using dom::NodeId;

constexpr std::string_view svg_type = "image/svg+xml";
// What books call their XHTML; some of it is wrong, all of it is read.
constexpr std::array page_types{std::string_view("application/xhtml+xml"), std::string_view("text/html"), std::string_view("text/x-oeb1-document"),
                                std::string_view("application/html+xml")};
constexpr int longest_fallback = 16;

bool is_page(ManifestItem const& item) { return std::ranges::find(page_types, item.media_type) != page_types.end(); }

class PackageReader {
public:
    PackageReader(ReadContext& context, Unit const& unit)
        : context_(context), document_(context.document), unit_(unit), manifest_(context.document, unit) {}

    bool read() {
        GivenNavigation given{title(), context_.units.size(), 0};
        fill_metadata(document_.metadata, manifest_);
        context_.is_package = true;
        if (!read_spine()) return false;
        given.unit_count = context_.units.size() - given.first_unit;
        read_navigation(context_, manifest_, given);
        context_.navigation.push_back(std::move(given));
        note_what_is_lost();
        return true;
    }

private:
    /// The package's first title.
    std::string title() const {
        for (NodeId term : manifest_.terms) {
            if (document_.element(term).source_local.view() == "title") return collapsed(document_.text_content(term));
        }
        return {};
    }

    bool read_spine() {
        if (manifest_.spine.empty()) {
            fail(document_.node(manifest_.spine_element ? manifest_.spine_element : unit_.root).where,
                 "the package has no spine: nothing says what the book consists of");
            return false;
        }
        std::unordered_set<std::string> read;
        for (NodeId reference : manifest_.spine) {
            if (context_.context.cancelled()) return false;
            std::string id = manifest_.attribute(reference, "idref");
            base::SourceSpan where = document_.node(reference).where;
            ManifestItem const* item = readable(manifest_.item(id));
            bool linear = manifest_.attribute(reference, "linear") != "no";
            if (item == nullptr) {
                warn(where, manifest_.item(id) == nullptr ? fmt::format("the spine names \"{}\", which the manifest does not have", id)
                                                          : fmt::format("{}: a spine document of type {} is left out", manifest_.item(id)->reference,
                                                                        manifest_.item(id)->media_type));
                continue;
            }
            if (!linear && has_word(item->properties, "nav")) continue;  // its lists are read as navigation
            auto resource = context_.workspace.read(item->reference, unit_.name.view(), item->where);
            if (!resource) {
                resource.error().severity = base::Severity::fatal;
                context_.diagnostics.add(std::move(resource.error()));
                return false;
            }
            if (!read.insert((*resource)->name).second) {
                warn(where, fmt::format("{} stands in the spine twice: it is read once", item->reference));
                continue;
            }
            if (!read_document(*item, (*resource)->name, linear ? dom::Part::Linear::yes : dom::Part::Linear::no)) return false;
        }
        if (context_.units.empty()) fail(document_.node(unit_.root).where, "no document of the spine can be read");
        return !context_.units.empty();
    }

    /// The item, or the first of its fallbacks that can be a page; null when there is none.
    ManifestItem const* readable(ManifestItem const* item) const {
        for (int step = 0; item != nullptr && step < longest_fallback; ++step) {
            std::string_view reference = item->reference;
            bool page_name = reference.ends_with(".xhtml") || reference.ends_with(".html") || reference.ends_with(".htm");
            if (is_page(*item) || item->media_type == svg_type || (item->fallback.empty() && page_name)) return item;
            item = item->fallback.empty() ? nullptr : manifest_.item(item->fallback);
        }
        return nullptr;
    }

    bool read_document(ManifestItem const& item, std::string const& name, dom::Part::Linear linear) {
        std::string reference = io::reference_of_path(name);
        std::size_t first = context_.units.size();
        bool read = item.media_type == svg_type ? read_svg(reference) : read_unit(context_, reference, item.where);
        for (std::size_t i = first; i < context_.units.size(); ++i) context_.units[i].linear = linear;
        return read;
    }

    /// A drawing that is a page by itself.
    bool read_svg(std::string const& reference) {
        RawDocument raw = read_raw(context_, reference);
        if (!raw.root) return false;
        base::SourceSpan where = document_.node(raw.root).where;
        NodeId root = document_.make_element(base::Name::of("html"), where);
        NodeId body = document_.make_element(base::Name::of("body"), where);
        document_.set_source_name(body, dom::names::xhtml_namespace(), base::Name::of("body"));
        document_.append_child(root, body);
        document_.append_child(body, raw.root);
        document_.set_base_name(root, raw.name);
        context_.units.push_back({root, body, raw.name});
        return true;
    }

    void note_what_is_lost() {
        auto layout = std::ranges::find_if(manifest_.metas, [&](NodeId meta) {
            return manifest_.attribute(meta, "property") == "rendition:layout" && trimmed(document_.text_content(meta)) == "pre-paginated";
        });
        if (layout != manifest_.metas.end())
            warn(document_.node(*layout).where, "the book's pages are laid out in advance: what octavo makes of it flows");
        if (ManifestItem const* overlay = manifest_.of_type("application/smil+xml"))
            warn(overlay->where, "the book is read aloud (media overlays): its sound is left out");
    }

    void warn(base::SourceSpan where, std::string message) {
        context_.diagnostics.add({.code = base::Code::read_package, .severity = base::Severity::warning, .where = where, .message = std::move(message)});
    }
    void fail(base::SourceSpan where, std::string message) {
        context_.diagnostics.add({.code = base::Code::read_package, .severity = base::Severity::fatal, .where = where, .message = std::move(message)});
    }

    ReadContext& context_;
    dom::Document& document_;
    Unit unit_;
    Manifest manifest_;
};

}  // namespace

bool recognises_package(base::Name ns, base::Name local) { return ns == opf_namespace() && local == base::Name::of("package"); }

void map_package(ReadContext& context, Unit unit) { (void)read_package_units(context, unit); }

bool read_package_units(ReadContext& context, Unit const& unit) { return PackageReader(context, unit).read(); }

PackageIdentifiers unique_identifiers(dom::Document const& document, NodeId package) {
    PackageIdentifiers found;
    Manifest manifest(document, {package, {}, {}});
    std::string wanted = manifest.attribute(package, "unique-identifier");
    for (NodeId term : manifest.terms) {
        if (document.element(term).source_local.view() != "identifier") continue;
        std::string value = collapsed(document.text_content(term));
        if (manifest.attribute(term, "id") == wanted) found.unique = value;
        std::string lower = lower_ascii(value);
        std::string_view uuid = lower;
        if (uuid.starts_with("urn:uuid:")) uuid.remove_prefix(9);
        if (found.uuid.empty() && uuid.size() == 36 && uuid.find_first_not_of("0123456789abcdef-") == std::string_view::npos) found.uuid = uuid;
    }
    return found;
}

}  // namespace octavo::read::epub
