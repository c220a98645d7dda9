#include "read/epub/navigation.h"

#include <algorithm>
#include <array>

#include "read/epub/aside.h"
#include "read/text.h"

namespace octavo::read::epub {
namespace {

using dom::NodeId;

// OPF 2.0.1, section 2.6, to epub:type. "text" is where reading starts.
constexpr std::array guide_types{
    std::pair{std::string_view("title-page"), std::string_view("titlepage")},
    std::pair{std::string_view("text"), std::string_view("bodymatter")},
    std::pair{std::string_view("start"), std::string_view("bodymatter")},
    std::pair{std::string_view("acknowledgements"), std::string_view("acknowledgments")},
    std::pair{std::string_view("notes"), std::string_view("endnotes")},
};
constexpr std::array guide_types_as_they_are{
    std::string_view("cover"),    std::string_view("toc"),      std::string_view("index"),   std::string_view("glossary"),
    std::string_view("bibliography"), std::string_view("colophon"), std::string_view("copyright-page"), std::string_view("dedication"),
    std::string_view("epigraph"), std::string_view("foreword"), std::string_view("loi"),     std::string_view("lot"),
    std::string_view("preface"),
};

std::string_view landmark_of(std::string_view guide_type) {
    auto row = std::ranges::find(guide_types, guide_type, &std::pair<std::string_view, std::string_view>::first);
    if (row != guide_types.end()) return row->second;
    return std::ranges::find(guide_types_as_they_are, guide_type) == guide_types_as_they_are.end() ? std::string_view{} : guide_type;
}

class NavigationReader {
public:
    NavigationReader(ReadContext& context, Manifest const& manifest, GivenNavigation& given)
        : context_(context), manifest_(manifest), given_(given) {}

    void read() {
        if (ManifestItem const* item = manifest_.with_property("nav")) read_nav(*item);
        ManifestItem const* ncx = nullptr;
        if (manifest_.spine_element) ncx = manifest_.item(manifest_.attribute(manifest_.spine_element, "toc"));
        if (ncx == nullptr) ncx = manifest_.of_type("application/x-dtbncx+xml");
        if (ncx != nullptr && (given_.contents.empty() || given_.pages.empty())) read_ncx(*ncx);
        if (given_.landmarks.empty()) read_guide();
    }

private:
    /// The name of the item's resource; empty, after a warning, when it cannot be had.
    std::string name_of(ManifestItem const& item) {
        auto resource = context_.workspace.read(item.reference, manifest_.package.name.view(), item.where);
        if (resource) return (*resource)->name;
        resource.error().severity = base::Severity::warning;  // the headings tell what it would have told
        context_.diagnostics.add(std::move(resource.error()));
        return {};
    }

    // --- EPUB 3.3, section 7: nav elements of lists of links

    void read_nav(ManifestItem const& item) {
        std::string name = name_of(item);
        if (name.empty()) return;
        Aside file(context_, name);
        if (!file.root()) return;
        file.for_each("nav", [&](NodeId nav) {
            auto type = file.document().source_attribute(nav, dom::names::epub_namespace(), dom::names::type()).value_or("");
            std::string role = file.attribute(nav, "role");
            if (has_word(type, "toc") || role == "doc-toc") list_items(file, nav, 1, given_.contents);
            if (has_word(type, "landmarks")) list_items(file, nav, 1, given_.landmarks);
            if (has_word(type, "page-list") || role == "doc-pagelist") list_items(file, nav, 1, given_.pages);
        });
    }

    /// Every list under `holder`; recursion is as deep as the tree, which the reader bounds.
    void list_items(Aside const& file, NodeId holder, std::uint32_t level, std::vector<GivenLine>& into) {
        for (NodeId child = file.document().first_child_element(holder); child; child = file.document().next_sibling_element(child)) {
            std::string_view local = file.local(child);
            if (local == "li") {
                std::size_t before = into.size();
                item(file, child, level, into);
                list_items(file, child, level + (into.size() > before ? 1 : 0), into);
            } else if (local == "ol" || local == "ul" || local == "div" || local == "section") {
                list_items(file, child, level, into);
            }
        }
    }

    /// The link or heading of a list item.
    void item(Aside const& file, NodeId item, std::uint32_t level, std::vector<GivenLine>& into) {
        for (NodeId at = file.document().first_child_element(item); at; at = file.document().next_in_order(at, item)) {
            if (!file.document().is_element(at)) continue;
            std::string_view local = file.local(at);
            if (local == "ol" || local == "ul") return;
            if (local != "a" && local != "span") continue;
            GivenLine line{label_of(file, at), {}, file.attribute(at, "href"), file.name(), file.where(at), level};
            line.type = file.document().source_attribute(at, dom::names::epub_namespace(), dom::names::type()).value_or("");
            if (!line.label.empty()) into.push_back(std::move(line));
            return;
        }
    }

    /// The text, alternatives of pictures included; else the title attribute.
    static std::string label_of(Aside const& file, NodeId link) {
        std::string text;
        for (NodeId at = link; at; at = file.document().next_in_order(at, link)) {
            if (file.document().is_text(at)) text += file.document().text(at);
            else if (file.local(at) == "img") text += file.attribute(at, "alt");
            else if (file.local(at) == "br") text += ' ';
        }
        std::string label = collapsed(text);
        return label.empty() ? file.attribute(link, "title") : label;
    }

    // --- NCX 2005-1 (ANSI/NISO Z39.86)

    void read_ncx(ManifestItem const& item) {
        std::string name = name_of(item);
        if (name.empty()) return;
        Aside file(context_, name);
        if (!file.root()) return;
        if (given_.contents.empty()) file.for_each("navMap", [&](NodeId map) { points(file, map, 1); });
        if (!given_.pages.empty()) return;
        file.for_each("pageTarget", [&](NodeId target) {
            GivenLine line = point(file, target, 1);
            if (line.label.empty()) line.label = file.attribute(target, "value");
            given_.pages.push_back(std::move(line));
        });
    }

    void points(Aside const& file, NodeId holder, std::uint32_t level) {
        for (NodeId child = file.document().first_child_element(holder); child; child = file.document().next_sibling_element(child)) {
            if (file.local(child) != "navPoint") continue;
            GivenLine line = point(file, child, level);
            bool labelled = !line.label.empty();
            if (labelled) given_.contents.push_back(std::move(line));
            points(file, child, level + (labelled ? 1 : 0));
        }
    }

    static GivenLine point(Aside const& file, NodeId point, std::uint32_t level) {
        GivenLine line{{}, {}, {}, file.name(), file.where(point), level};
        for (NodeId child = file.document().first_child_element(point); child; child = file.document().next_sibling_element(child)) {
            if (file.local(child) == "navLabel" && line.label.empty()) line.label = collapsed(file.document().text_content(child));
            if (file.local(child) == "content") line.reference = file.attribute(child, "src");
        }
        return line;
    }

    // --- OPF 2.0.1: the guide

    void read_guide() {
        for (NodeId reference : manifest_.guide) {
            std::string_view type = landmark_of(lower_ascii(manifest_.attribute(reference, "type")));
            if (type.empty()) continue;
            given_.landmarks.push_back({manifest_.attribute(reference, "title"), std::string(type), manifest_.attribute(reference, "href"),
                                        manifest_.package.name, manifest_.document.node(reference).where, 1});
        }
    }

    ReadContext& context_;
    Manifest const& manifest_;
    GivenNavigation& given_;
};

}  // namespace

void read_navigation(ReadContext& context, Manifest const& manifest, GivenNavigation& given) {
    NavigationReader(context, manifest, given).read();
}

}  // namespace octavo::read::epub
