#include "read/xhtml/xhtml.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_map>

#include "read/metadata.h"
#include "read/text.h"
#include "read/xhtml/index_terms.h"

namespace octavo::read::xhtml {
namespace {

using dom::NodeId;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

/// What the reader does with an element beyond keeping it.
enum class Treatment : std::uint8_t { keep, leave_out, head };

struct TreatmentRow {
    std::string_view local;
    Treatment treatment;
};
constexpr std::array treatments{
    TreatmentRow{"head", Treatment::head},          TreatmentRow{"script", Treatment::leave_out},
    TreatmentRow{"template", Treatment::leave_out}, TreatmentRow{"noscript", Treatment::leave_out},
    TreatmentRow{"style", Treatment::head},         TreatmentRow{"link", Treatment::head},
    TreatmentRow{"meta", Treatment::head},
};

class Reader {
public:
    Reader(ReadContext& context, Unit unit) : context_(context), document_(context.document), unit_(unit) {
        for (TreatmentRow const& row : treatments) treatments_.emplace(name(row.local), row.treatment);
    }

    void map() {
        document_.set_html(unit_.root, name("html"));
        attributes(unit_.root);
        walk(unit_.root);
        if (!unit_.body) unit_.body = make_body();
        context_.units.push_back(unit_);
    }

private:
    // Children are visited before their parent is left, so that a node taken out does not end the walk.
    void walk(NodeId element) {
        for (NodeId child = document_.node(element).first_child; child;) {
            NodeId next = document_.node(child).next;
            if (document_.is_element(child)) visit(child);
            child = next;
        }
    }

    void visit(NodeId element) {
        dom::Element const& read = document_.element(element);
        if (read.source_ns != names::xhtml_namespace()) {  // MathML, SVG: verbatim
            attributes(element);
            walk(element);
            return;
        }
        auto row = treatments_.find(read.source_local);
        Treatment treatment = row == treatments_.end() ? Treatment::keep : row->second;
        if (treatment == Treatment::head) head(element);
        if (treatment != Treatment::keep) {
            document_.remove(element);
            return;
        }
        if (!unit_.body && read.source_local == name("body")) unit_.body = element;
        attributes(element);
        if (is_navigation(element)) {
            document_.remove(element);
            return;
        }
        collect_index_terms(context_, element);
        walk(element);
        if (document_.element(element).role == dom::Role::pagebreak) page_break(element);
    }

    void attributes(NodeId element) {
        static base::Name const role_name = name("role");
        std::string_view types;
        std::string_view roles;
        for (dom::Attribute const& attribute : document_.attributes(element)) {
            if (attribute.ns == names::epub_namespace() && attribute.local == names::type()) types = attribute.value;
            if (attribute.ns.empty() && attribute.local == role_name) roles = attribute.value;
        }
        if (types.empty() && roles.empty()) return;
        document_.set_role(element, dom::role_from_tokens(types, roles));
    }

    /// Lists of a book that are read as its navigation: no part of its text.
    bool is_navigation(NodeId element) const {
        if (!context_.is_package || document_.element(element).source_local != name("nav")) return false;
        dom::Role role = document_.element(element).role;
        return role == dom::Role::landmarks || role == dom::Role::pagelist;
    }

    void page_break(NodeId element) {
        std::string text = collapsed(document_.text_content(element));
        std::string label(document_.attribute(element, names::title()).value_or(""));
        if (label.empty()) label = document_.attribute(element, name("aria-label")).value_or("");
        if (label.empty()) label = text;
        Mark::Element fate = text.empty() ? Mark::Element::goes : Mark::Element::stays;
        context_.marks.push_back({element, dom::AnchorKind::page_break, {}, std::move(label), fate});
    }

    void head(NodeId element) {
        for (NodeId at = element; at; at = document_.next_in_order(at, element)) {
            if (!document_.is_element(at)) continue;
            std::string_view local = document_.element(at).source_local.view();
            if (local == "title") title(at);
            if (local == "meta") meta(at);
            if (local == "link") link(at);
            if (local == "style") style(at);
            if (local == "base") base_element(at);
        }
    }

    void title(NodeId element) {
        if (!context_.is_package && context_.document.metadata.title.empty()) {
            document_.metadata.title = collapsed(document_.text_content(element));
            document_.metadata.where = document_.node(element).where;
        }
    }

    void meta(NodeId element) {
        if (context_.is_package) return;
        std::string key = lower_ascii(document_.attribute(element, name("name")).value_or(""));
        std::string content = collapsed(document_.attribute(element, name("content")).value_or(""));
        if (key.empty() || content.empty()) return;
        if (key.starts_with("dc.")) key.erase(0, 3);
        if (key.starts_with("dcterms.")) key.erase(0, 8);
        dom::Metadata& known = document_.metadata;
        auto fill = [&](std::string& field) {
            if (field.empty()) field = content;
        };
        if (key == "author" || key == "creator") known.contributors.push_back({content, "aut", {}});
        if (key == "description") fill(known.description);
        if (key == "publisher") fill(known.publisher);
        if (key == "rights" || key == "copyright") fill(known.rights);
        if (key == "date") fill(known.date);
        if (key == "source") fill(known.source);
        if (key == "language") fill(known.language);
        if (key == "subject") known.subjects.push_back(content);
        if (key == "keywords") add_keywords(content);
        if (key == "identifier") known.identifiers.push_back(identifier_of(content, {}));
    }

    void add_keywords(std::string_view list) {
        while (!list.empty()) {
            auto length = std::min(list.find(','), list.size());
            if (auto word = trimmed(list.substr(0, length)); !word.empty())
                document_.metadata.subjects.emplace_back(word);
            list.remove_prefix(std::min(length + 1, list.size()));
        }
    }

    void link(NodeId element) {
        std::string relation = lower_ascii(document_.attribute(element, name("rel")).value_or(""));
        auto reference = document_.attribute(element, names::href());
        if (!has_word(relation, "stylesheet") || has_word(relation, "alternate") || !reference || reference->empty())
            return;
        dom::DocumentStyle style;
        style.reference = std::string(*reference);
        style.base_name = std::string(document_.base_name(element).view());
        style.media = std::string(document_.attribute(element, name("media")).value_or(""));
        style.where = document_.node(element).where;
        style.parts = {part()};
        add_style_once(std::move(style));
    }

    /// The index that the unit being read will have.
    std::uint32_t part() const { return static_cast<std::uint32_t>(context_.units.size()); }

    // The documents of a book link the same sheets: each is one sheet of the Document.
    void add_style_once(dom::DocumentStyle style) {
        std::string resolved = io::resolve_name(style.reference, style.base_name);
        add_once(std::move(style), [&](dom::DocumentStyle const& other) {
            return !other.reference.empty() && io::resolve_name(other.reference, other.base_name) == resolved;
        });
    }

    /// Adds the style, or the unit to the parts of the one that `is_same` and has the same media.
    template <typename Same>
    void add_once(dom::DocumentStyle style, Same&& is_same) {
        auto known = std::find_if(document_.styles.begin(), document_.styles.end(), [&](dom::DocumentStyle const& other) {
            return other.media == style.media && is_same(other);
        });
        if (known == document_.styles.end()) {
            document_.styles.push_back(std::move(style));
        } else if (known->parts.empty() || known->parts.back() != part()) {
            known->parts.push_back(part());
        }
    }

    void style(NodeId element) {
        std::string type = lower_ascii(document_.attribute(element, names::type()).value_or(""));
        std::string text = document_.text_content(element);
        if ((!type.empty() && type != "text/css") || is_blank(text)) return;
        dom::DocumentStyle made;
        made.text = document_.keep(text);
        made.base_name = std::string(document_.base_name(element).view());
        made.media = std::string(document_.attribute(element, name("media")).value_or(""));
        NodeId first = document_.node(element).first_child;
        made.where = document_.node(first ? first : element).where;
        made.parts = {part()};
        add_once(std::move(made), [&](dom::DocumentStyle const& other) { return other.reference.empty() && other.text == text; });
    }

    void base_element(NodeId element) {
        auto reference = document_.attribute(element, names::href());
        if (!reference || has_scheme(*reference)) return;
        std::string resolved = io::resolve_name(*reference, document_.base_name(element).view());
        if (!resolved.empty() && reference->ends_with('/')) resolved += '/';
        if (!resolved.empty()) document_.set_base_name(unit_.root, name(resolved));
    }

    NodeId make_body() {
        NodeId body = document_.make_element(name("body"), document_.node(unit_.root).where);
        document_.move_children(unit_.root, body);
        document_.append_child(unit_.root, body);
        context_.diagnostics.add({.code = base::Code::read_empty,
                                  .severity = base::Severity::warning,
                                  .where = document_.node(unit_.root).where,
                                  .message = "the document has no body"});
        return body;
    }

    ReadContext& context_;
    dom::Document& document_;
    Unit unit_;
    std::unordered_map<base::Name, Treatment> treatments_;
};

}  // namespace

bool recognises(base::Name ns, base::Name local) {
    return ns == names::xhtml_namespace() || (ns.empty() && local == name("html"));
}

void map(ReadContext& context, Unit unit) { Reader(context, unit).map(); }

}  // namespace octavo::read::xhtml
