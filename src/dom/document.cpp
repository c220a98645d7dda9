#include "dom/document.h"

#include <algorithm>
#include <unordered_map>

namespace octavo::dom {

struct Document::Ids {
    std::unordered_map<std::string_view, NodeId> elements;
};

Document::Document() : arena_(std::make_unique<base::Arena>()), ids_(std::make_unique<Ids>()) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

NodeId Document::make_element(base::Name html, base::SourceSpan where) {
    Node made;
    made.kind = NodeKind::element;
    made.payload = static_cast<std::uint32_t>(elements_.size());
    made.where = where;
    Element element;
    element.html = html;
    element.first_attribute = static_cast<std::uint32_t>(attributes_.size());
    elements_.push_back(element);
    return nodes_.push(made);
}

NodeId Document::make_text(std::string_view text, base::SourceSpan where) {
    Node made;
    made.kind = NodeKind::text;
    made.payload = static_cast<std::uint32_t>(texts_.size());
    made.where = where;
    texts_.push_back(arena_->copy(text));
    return nodes_.push(made);
}

void Document::append_child(NodeId parent, NodeId child) { insert_before(parent, child, {}); }

void Document::insert_before(NodeId parent, NodeId child, NodeId reference) {
    if (nodes_[child].parent) remove(child);
    NodeId previous = reference ? nodes_[reference].previous : nodes_[parent].last_child;
    nodes_[child].parent = parent;
    nodes_[child].previous = previous;
    nodes_[child].next = reference;
    (previous ? nodes_[previous].next : nodes_[parent].first_child) = child;
    (reference ? nodes_[reference].previous : nodes_[parent].last_child) = child;
}

void Document::remove(NodeId node) {
    Node& taken = nodes_[node];
    if (!taken.parent) return;
    (taken.previous ? nodes_[taken.previous].next : nodes_[taken.parent].first_child) = taken.next;
    (taken.next ? nodes_[taken.next].previous : nodes_[taken.parent].last_child) = taken.previous;
    taken.parent = taken.previous = taken.next = NodeId{};
}

void Document::unwrap(NodeId element) {
    NodeId parent = nodes_[element].parent;
    if (!parent) return;
    while (NodeId child = nodes_[element].first_child) insert_before(parent, child, element);
    remove(element);
}

void Document::move_children(NodeId from, NodeId to) {
    while (NodeId child = nodes_[from].first_child) append_child(to, child);
}

NodeId Document::wrap(NodeId node, base::Name html) {
    NodeId wrapper = make_element(html, nodes_[node].where);
    if (NodeId parent = nodes_[node].parent) insert_before(parent, wrapper, node);
    append_child(wrapper, node);
    return wrapper;
}

NodeId Document::clone(NodeId root) {
    auto copy_one = [this](NodeId node) {
        if (is_text(node)) return make_text(text(node), nodes_[node].where);
        NodeId made = make_element(element(node).html, nodes_[node].where);
        Element const source = element(node);
        Element& target = elements_[nodes_[made].payload];
        target.source_local = source.source_local;
        target.source_ns = source.source_ns;
        target.role = source.role;
        std::vector<Attribute> kept;
        for (Attribute const& attribute : attributes(node)) {
            bool is_id =
                attribute.local == names::id() && (attribute.ns.empty() || attribute.ns == names::xml_namespace());
            if (!is_id) kept.push_back(attribute);
        }
        set_attributes(made, kept);
        return made;
    };
    NodeId copied_root = copy_one(root);
    NodeId target = copied_root;
    for (NodeId source = root; source;) {
        if (NodeId child = nodes_[source].first_child) {
            NodeId made = copy_one(child);
            append_child(target, made);
            source = child;
            target = made;
            continue;
        }
        while (source != root && !nodes_[source].next) {
            source = nodes_[source].parent;
            target = nodes_[target].parent;
        }
        if (source == root) break;
        source = nodes_[source].next;
        NodeId made = copy_one(source);
        append_child(nodes_[target].parent, made);
        target = made;
    }
    return copied_root;
}

void Document::set_source_name(NodeId element, base::Name ns, base::Name local) {
    Element& named = elements_[nodes_[element].payload];
    named.source_ns = ns;
    named.source_local = local;
}

void Document::set_html(NodeId element, base::Name html) { elements_[nodes_[element].payload].html = html; }
void Document::set_role(NodeId element, Role role) { elements_[nodes_[element].payload].role = role; }
void Document::set_text(NodeId text, std::string_view value) { texts_[nodes_[text].payload] = arena_->copy(value); }

void Document::set_attributes(NodeId element, std::span<Attribute const> attributes) {
    Element& owner = elements_[nodes_[element].payload];
    auto first = static_cast<std::uint32_t>(attributes_.size());
    for (Attribute attribute : attributes) {
        attribute.value = arena_->copy(attribute.value);
        attributes_.push_back(attribute);
    }
    owner.first_attribute = first;
    owner.attribute_count = static_cast<std::uint32_t>(attributes.size());
}

void Document::set_attribute(NodeId element, Attribute attribute) {
    attribute.value = arena_->copy(attribute.value);
    Element& owner = elements_[nodes_[element].payload];
    for (std::uint32_t i = 0; i < owner.attribute_count; ++i) {
        Attribute& known = attributes_[owner.first_attribute + i];
        if (known.origin == attribute.origin && known.local == attribute.local && known.ns == attribute.ns) {
            known.value = attribute.value;
            return;
        }
    }
    // An element's attributes are one run. A run that is not the last is copied to the end once; then it grows in
    // place.
    if (owner.first_attribute + owner.attribute_count != attributes_.size()) {
        auto first = static_cast<std::uint32_t>(attributes_.size());
        for (std::uint32_t i = 0; i < owner.attribute_count; ++i)
            attributes_.push_back(attributes_[owner.first_attribute + i]);
        owner.first_attribute = first;
    }
    attributes_.push_back(attribute);
    ++owner.attribute_count;
}

void Document::derive(NodeId element, base::Name local, std::string_view value) {
    set_attribute(element, {{}, local, value, AttributeOrigin::derived});
}

void Document::remove_attribute(NodeId element, base::Name local, AttributeOrigin origin) {
    Element& owner = elements_[nodes_[element].payload];
    auto begin = attributes_.begin() + owner.first_attribute;
    auto end = begin + owner.attribute_count;
    auto kept = std::stable_partition(
        begin, end, [&](Attribute const& a) { return !(a.local == local && a.ns.empty() && a.origin == origin); });
    owner.attribute_count = static_cast<std::uint32_t>(kept - begin);
}

namespace {

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        bool starts = at == 0 || list[at - 1] == ' ';
        bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

}  // namespace

void Document::add_class(NodeId node, std::string_view word) {
    if (word.empty()) return;
    for (Attribute const& known : attributes(node)) {
        if (known.origin != AttributeOrigin::derived || known.local != names::cls()) continue;
        if (has_word(known.value, word)) return;
        std::string joined(known.value);
        if (!joined.empty()) joined += ' ';
        joined += word;
        derive(node, names::cls(), joined);
        return;
    }
    // A derived class hides the source's: an XHTML element's own classes come along.
    auto own =
        element(node).source_ns == names::xhtml_namespace() ? source_attribute(node, {}, names::cls()) : std::nullopt;
    if (!own || own->empty() || has_word(*own, word)) {
        derive(node, names::cls(), own && !own->empty() ? *own : word);
    } else {
        derive(node, names::cls(), std::string(*own) + ' ' + std::string(word));
    }
}

bool Document::has_class(NodeId element, std::string_view word) const {
    auto words = attribute(element, names::cls());
    return words && has_word(*words, word);
}

NodeId Document::body() const {
    static base::Name const body_name = base::Name::of("body");
    if (!root_ || element(root_).html == body_name) return root_;
    for (NodeId child = first_child_element(root_); child; child = next_sibling_element(child)) {
        if (element(child).html == body_name) return child;
    }
    return root_;
}

std::span<Attribute const> Document::attributes(NodeId element) const {
    Element const& owner = elements_[nodes_[element].payload];
    return {attributes_.data() + owner.first_attribute, owner.attribute_count};
}

std::optional<std::string_view> Document::attribute(NodeId element, base::Name local) const {
    std::optional<std::string_view> from_source;
    for (Attribute const& known : attributes(element)) {
        if (known.local != local || !known.ns.empty()) continue;
        if (known.origin == AttributeOrigin::derived) return known.value;
        from_source = known.value;
    }
    return from_source;
}

std::optional<std::string_view> Document::source_attribute(NodeId element, base::Name ns, base::Name local) const {
    for (Attribute const& known : attributes(element)) {
        if (known.origin == AttributeOrigin::source && known.local == local && known.ns == ns) return known.value;
    }
    return std::nullopt;
}

NodeId Document::next_in_order(NodeId node, NodeId within) const {
    if (NodeId child = nodes_[node].first_child) return child;
    return next_after_subtree(node, within);
}

NodeId Document::next_after_subtree(NodeId node, NodeId within) const {
    while (node && node != within) {
        if (NodeId next = nodes_[node].next) return next;
        node = nodes_[node].parent;
    }
    return {};
}

NodeId Document::next_sibling_element(NodeId node) const {
    NodeId next = nodes_[node].next;
    while (next && !is_element(next)) next = nodes_[next].next;
    return next;
}

NodeId Document::first_child_element(NodeId node) const {
    NodeId child = nodes_[node].first_child;
    while (child && !is_element(child)) child = nodes_[child].next;
    return child;
}

std::string Document::text_content(NodeId node) const {
    std::string content;
    for (NodeId at = node; at; at = next_in_order(at, node)) {
        if (is_text(at)) content += text(at);
    }
    return content;
}

base::Name Document::language(NodeId node) const {
    for (NodeId at = node; at; at = nodes_[at].parent) {
        if (!is_element(at)) continue;
        for (Attribute const& known : attributes(at)) {
            if (known.origin == AttributeOrigin::derived && known.local == names::lang())
                return base::Name::of(known.value);
        }
    }
    return {};
}

void Document::index_ids() {
    ids_->elements.clear();
    if (!root_) return;
    for (NodeId at = root_; at; at = next_in_order(at)) {
        if (!is_element(at)) continue;
        for (Attribute const& known : attributes(at)) {
            if (known.origin == AttributeOrigin::derived && known.local == names::id())
                ids_->elements.emplace(known.value, at);
        }
    }
}

NodeId Document::by_id(std::string_view id) const {
    auto found = ids_->elements.find(id);
    return found == ids_->elements.end() ? NodeId{} : found->second;
}

base::Name Document::base_name(NodeId node) const {
    auto less = [](std::pair<NodeId, base::Name> const& entry, NodeId id) { return entry.first < id; };
    for (NodeId at = node; at; at = nodes_[at].parent) {
        auto entry = std::lower_bound(base_name_of_.begin(), base_name_of_.end(), at, less);
        if (entry != base_name_of_.end() && entry->first == at) return entry->second;
    }
    return base_names.empty() ? base::Name() : base_names.front();
}

void Document::set_base_name(NodeId element, base::Name name) {
    auto less = [](std::pair<NodeId, base::Name> const& entry, NodeId id) { return entry.first < id; };
    auto entry = std::lower_bound(base_name_of_.begin(), base_name_of_.end(), element, less);
    if (entry != base_name_of_.end() && entry->first == element) {
        entry->second = name;
    } else {
        base_name_of_.insert(entry, {element, name});
    }
}

namespace names {

#define OCTAVO_NAME(function, text)                      \
    base::Name function() {                              \
        static base::Name const name = base::Name::of(text); \
        return name;                                     \
    }
OCTAVO_NAME(id, "id")
OCTAVO_NAME(cls, "class")
OCTAVO_NAME(lang, "lang")
OCTAVO_NAME(href, "href")
OCTAVO_NAME(src, "src")
OCTAVO_NAME(alt, "alt")
OCTAVO_NAME(dir, "dir")
OCTAVO_NAME(style, "style")
OCTAVO_NAME(colspan, "colspan")
OCTAVO_NAME(rowspan, "rowspan")
OCTAVO_NAME(scope, "scope")
OCTAVO_NAME(start, "start")
OCTAVO_NAME(value, "value")
OCTAVO_NAME(type, "type")
OCTAVO_NAME(title, "title")
OCTAVO_NAME(xhtml_namespace, "http://www.w3.org/1999/xhtml")
OCTAVO_NAME(tei_namespace, "http://www.tei-c.org/ns/1.0")
OCTAVO_NAME(xml_namespace, "http://www.w3.org/XML/1998/namespace")
OCTAVO_NAME(epub_namespace, "http://www.idpf.org/2007/ops")
#undef OCTAVO_NAME

}  // namespace names

}  // namespace octavo::dom
