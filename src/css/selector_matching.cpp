// Matching of compiled selectors, right to left (Selectors 4, section 18.1).
#include <algorithm>

#include "css/rules.h"
#include "css/selectors.h"
#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

// A failure tells its caller how far back trying again makes sense: nothing further up can help when the walk met the root,
// and no earlier sibling when the siblings ran out.
enum class Outcome : std::uint8_t { matched, no_match, no_sibling_left, no_ancestor_left };

constexpr std::string_view spaces = " \t\n\r\f";

template <typename Visit>
void each_word(std::string_view text, Visit visit) {
    while (true) {
        std::size_t begin = text.find_first_not_of(spaces);
        if (begin == std::string_view::npos) return;
        text.remove_prefix(begin);
        std::size_t end = std::min(text.find_first_of(spaces), text.size());
        visit(text.substr(0, end));
        text.remove_prefix(end);
    }
}

bool is_space(char letter) { return spaces.find(letter) != std::string_view::npos; }

bool has_word(std::string_view text, std::string_view word) {
    if (word.empty() || text.size() < word.size()) return false;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        std::size_t end = at + word.size();
        if ((at == 0 || is_space(text[at - 1])) && (end == text.size() || is_space(text[end]))) return true;
    }
    return false;
}

dom::NodeId previous_element(dom::Document const& document, dom::NodeId node) {
    for (node = document.node(node).previous; node.valid(); node = document.node(node).previous) {
        if (document.is_element(node)) return node;
    }
    return {};
}

bool in_namespace(SimpleSelector const& simple, dom::Element const& element) {
    switch (simple.namespace_test) {
        case NamespaceTest::any: case NamespaceTest::html: return true;
        case NamespaceTest::none: return element.source_ns.empty() && !element.source_local.empty();
        case NamespaceTest::source: return element.source_ns == simple.ns;
    }
    return false;
}

bool matches_type(SimpleSelector const& simple, dom::Element const& element) {
    switch (simple.namespace_test) {
        case NamespaceTest::html: return element.html == simple.name;
        case NamespaceTest::any: return element.source_local == simple.name || element.html == simple.name;
        case NamespaceTest::none: case NamespaceTest::source: break;
    }
    return element.source_local == simple.name && in_namespace(simple, element);
}

// --- attributes
// HTML, "Case-sensitivity of selectors": of those listed, the ones a book's markup has.
bool folds_case(std::string_view attribute) {
    static constexpr std::string_view names[] = {"align", "bgcolor", "charset", "clear", "color", "dir", "face", "frame", "hreflang", "lang", "language",
                                                 "link", "media", "rel", "rev", "rules", "scope", "shape", "text", "valign"};
    return std::binary_search(std::begin(names), std::end(names), attribute);
}

bool compare(SimpleSelector const& simple, std::string_view actual, std::string_view wanted) {
    switch (simple.attribute_operation) {
        case AttributeOperation::present: return true;
        case AttributeOperation::equals: return actual == wanted;
        case AttributeOperation::includes:
            // A value with white space in it is no word; that is asked last, since it hardly ever matters.
            return has_word(actual, wanted) && wanted.find_first_of(spaces) == std::string_view::npos;
        case AttributeOperation::dash: return actual == wanted || (actual.starts_with(wanted) && actual.substr(wanted.size()).starts_with('-'));
        case AttributeOperation::prefix: return !wanted.empty() && actual.starts_with(wanted);
        case AttributeOperation::suffix: return !wanted.empty() && actual.ends_with(wanted);
        case AttributeOperation::substring: return !wanted.empty() && actual.find(wanted) != std::string_view::npos;
    }
    return false;
}

bool attribute_matches(SimpleSelector const& simple, std::string_view actual) {
    bool derived = simple.namespace_test == NamespaceTest::html;
    bool fold = simple.attribute_case == AttributeCase::insensitive ||
                (simple.attribute_case == AttributeCase::automatic && derived && folds_case(simple.name.view()));
    if (!fold || simple.attribute_operation == AttributeOperation::present) return compare(simple, actual, simple.value);
    return compare(simple, to_lower(actual), to_lower(simple.value));
}

/// An element's Role stands as the attribute data-role: [data-role="footnote"].
base::Name role_attribute() {
    static base::Name const name = base::Name::of("data-role");
    return name;
}
std::optional<std::string_view> role_value(dom::Document const& document, dom::NodeId node) {
    dom::Role role = document.element(node).role;
    return role == dom::Role::none ? std::nullopt : std::optional(dom::role_name(role));
}

bool matches_attribute(SimpleSelector const& simple, dom::Document const& document, dom::NodeId node) {
    std::optional<std::string_view> value;
    switch (simple.namespace_test) {
        case NamespaceTest::html:
            value = simple.name == role_attribute() ? role_value(document, node) : document.attribute(node, simple.name);
            break;
        case NamespaceTest::none: value = document.source_attribute(node, base::Name(), simple.name); break;
        case NamespaceTest::source: value = document.source_attribute(node, simple.ns, simple.name); break;
        case NamespaceTest::any: {
            auto attributes = document.attributes(node);
            return std::any_of(attributes.begin(), attributes.end(), [&](dom::Attribute const& attribute) {
                return attribute.local == simple.name && attribute_matches(simple, attribute.value);
            });
        }
    }
    return value && attribute_matches(simple, *value);
}

// --- :lang(), by extended filtering (RFC 4647, 3.3.2)
bool language_in_range(std::string_view tag, std::string_view range) {
    auto take = [](std::string_view& text) {
        std::size_t end = std::min(text.find('-'), text.size());
        std::string subtag = to_lower(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        return subtag;
    };
    if (range.empty() || tag.empty()) return range.empty() && tag.empty();
    std::string wanted = take(range), actual = take(tag);
    if (wanted != "*" && wanted != actual) return false;
    while (!range.empty()) {
        wanted = take(range);
        if (wanted == "*") continue;
        while (true) {
            if (tag.empty()) return false;
            actual = take(tag);
            if (actual == wanted) break;
            if (actual.size() == 1) return false;  // a singleton begins an extension
        }
    }
    return true;
}

// :dir(): the nearest dir attribute that says one
bool is_right_to_left(dom::Document const& document, dom::NodeId node) {
    for (; node.valid(); node = document.node(node).parent) {
        auto value = document.attribute(node, dom::names::dir());
        if (!value) continue;
        if (equals_ignoring_case(*value, "rtl")) return true;
        if (equals_ignoring_case(*value, "ltr")) return false;
    }
    return false;
}

bool is_empty(dom::Document const& document, dom::NodeId node) {
    // Selectors 4, 13.2: white space alone is nothing
    for (dom::NodeId child = document.node(node).first_child; child.valid(); child = document.node(child).next) {
        if (document.is_element(child) || document.text(child).find_first_not_of(spaces) != std::string_view::npos) return false;
    }
    return true;
}

// Which siblings are counted: all, those of the same HTML name, those of the same name in the source
enum class Among : std::uint8_t { all, html_type, source_type };

bool counts(Among among, dom::Element const& a, dom::Element const& b) {
    switch (among) {
        case Among::all: return true;
        case Among::html_type: return a.html == b.html;
        case Among::source_type: return a.source_local == b.source_local && a.source_ns == b.source_ns;
    }
    return false;
}

// --- the walk. Without a MatchContext names are compared as text and positions counted.
class Matcher {
public:
    Matcher(dom::Document const& document, MatchContext* context) : document_(document), context_(context) {}

    bool matches(Selector const& selector, dom::NodeId element) const {
        return !selector.parts.empty() && match_from(selector.parts, 0, element) == Outcome::matched;
    }

private:
    Outcome match_from(std::span<SimpleSelector const> parts, std::size_t first, dom::NodeId element) const {
        std::size_t i = first;
        for (;; ++i) {
            if (!matches_simple(parts[i], element)) return Outcome::no_match;
            if (parts[i].ends_compound) break;
        }
        std::size_t next = i + 1;
        switch (parts[i].combinator) {
            case Combinator::none: return anchored(element) ? Outcome::matched : Outcome::no_match;
            case Combinator::child: {
                dom::NodeId parent = document_.node(element).parent;
                if (!parent.valid()) return Outcome::no_ancestor_left;
                Outcome outcome = match_from(parts, next, parent);
                return outcome == Outcome::no_sibling_left ? Outcome::no_match : outcome;
            }
            case Combinator::descendant: return match_ancestors(parts, next, element);
            case Combinator::next_sibling: {
                dom::NodeId previous = previous_element(document_, element);
                return previous.valid() ? match_from(parts, next, previous) : Outcome::no_sibling_left;
            }
            case Combinator::subsequent_sibling: return match_siblings(parts, next, element);
        }
        return Outcome::no_match;
    }

    Outcome match_ancestors(std::span<SimpleSelector const> parts, std::size_t next, dom::NodeId element) const {
        for (dom::NodeId parent = document_.node(element).parent; parent.valid(); parent = document_.node(parent).parent) {
            Outcome outcome = match_from(parts, next, parent);
            if (outcome == Outcome::matched || outcome == Outcome::no_ancestor_left) return outcome;
        }
        return Outcome::no_ancestor_left;
    }

    Outcome match_siblings(std::span<SimpleSelector const> parts, std::size_t next, dom::NodeId element) const {
        for (dom::NodeId sibling = previous_element(document_, element); sibling.valid(); sibling = previous_element(document_, sibling)) {
            Outcome outcome = match_from(parts, next, sibling);
            if (outcome != Outcome::no_match) return outcome;
        }
        return Outcome::no_sibling_left;
    }

    bool matches_simple(SimpleSelector const& simple, dom::NodeId node) const {
        dom::Element const& element = document_.element(node);
        switch (simple.kind) {
            case SimpleKind::universal: return in_namespace(simple, element);
            case SimpleKind::type: return matches_type(simple, element);
            case SimpleKind::id: return has_id(simple.name, node);
            case SimpleKind::class_: return has_class(simple.name, node);
            case SimpleKind::attribute: return matches_attribute(simple, document_, node);
            case SimpleKind::is: case SimpleKind::where: return matches_any(simple.list, node);
            case SimpleKind::not_: return !matches_any(simple.list, node);
            case SimpleKind::has: return has_relative(simple.list, node);
            case SimpleKind::nth_child: case SimpleKind::nth_last_child: case SimpleKind::nth_of_type: case SimpleKind::nth_last_of_type: {
                std::int32_t place = position(simple, node);
                return place > 0 && an_plus_b(simple.a, simple.b, place);
            }
            case SimpleKind::only_child: case SimpleKind::only_of_type: return is_only(node, among_of(simple));
            case SimpleKind::root: case SimpleKind::scope: return node == document_.root();
            case SimpleKind::empty: return is_empty(document_, node);
            case SimpleKind::lang: return language_in_range(document_.language(node).view(), simple.value);
            case SimpleKind::dir: return is_right_to_left(document_, node) == simple.right_to_left;
            case SimpleKind::link: return document_.attribute(node, dom::names::href()).has_value();
            case SimpleKind::never: return false;
        }
        return false;
    }

    bool has_id(base::Name name, dom::NodeId node) const {
        if (context_ != nullptr) return context_->id(node) == name;
        return document_.attribute(node, dom::names::id()).value_or("") == name.view();
    }
    bool has_class(base::Name name, dom::NodeId node) const {
        if (context_ == nullptr) return has_word(document_.attribute(node, dom::names::cls()).value_or(""), name.view());
        auto classes = context_->classes(node);
        return std::find(classes.begin(), classes.end(), name) != classes.end();
    }
    bool matches_any(std::span<Selector const> list, dom::NodeId node) const {
        return std::any_of(list.begin(), list.end(), [&](Selector const& selector) { return unanchored().matches(selector, node); });
    }
    Matcher unanchored() const { return Matcher(document_, context_); }

    // --- positions
    enum class From : std::uint8_t { start, end };

    static Among among_of(SimpleSelector const& simple) {
        bool type = simple.kind == SimpleKind::nth_of_type || simple.kind == SimpleKind::nth_last_of_type || simple.kind == SimpleKind::only_of_type;
        if (!type) return Among::all;
        return simple.namespace_test == NamespaceTest::source ? Among::source_type : Among::html_type;
    }
    std::int32_t position(SimpleSelector const& simple, dom::NodeId node) const {
        From from = simple.kind == SimpleKind::nth_last_child || simple.kind == SimpleKind::nth_last_of_type ? From::end : From::start;
        Among among = among_of(simple);
        if (!simple.list.empty()) return matches_any(simple.list, node) ? count(node, from, among, simple.list) : 0;
        if (context_ == nullptr || among == Among::source_type) return count(node, from, among, {});
        std::uint32_t start = among == Among::html_type ? context_->type_index(node) : context_->index(node);
        std::uint32_t end = among == Among::html_type ? context_->last_type_index(node) : context_->last_index(node);
        return static_cast<std::int32_t>(from == From::start ? start : end);
    }
    std::int32_t count(dom::NodeId node, From from, Among among, std::span<Selector const> of) const {
        std::int32_t position = 1;
        auto step = [&](dom::NodeId at) { return from == From::end ? document_.node(at).next : document_.node(at).previous; };
        for (dom::NodeId sibling = step(node); sibling.valid(); sibling = step(sibling)) {
            if (!document_.is_element(sibling)) continue;
            if (!counts(among, document_.element(node), document_.element(sibling))) continue;
            if (!of.empty() && !matches_any(of, sibling)) continue;
            ++position;
        }
        return position;
    }
    bool is_only(dom::NodeId node, Among among) const {
        if (context_ == nullptr || among == Among::source_type) {
            return count(node, From::start, among, {}) == 1 && count(node, From::end, among, {}) == 1;
        }
        return among == Among::html_type ? context_->type_index(node) == 1 && context_->last_type_index(node) == 1
                    : context_->index(node) == 1 && context_->last_index(node) == 1;
    }

    // --- :has(): candidates in the order of the tree, each matched back to the anchor
    bool has_relative(std::span<Selector const> list, dom::NodeId anchor) const {
        auto look = [&] { return std::any_of(list.begin(), list.end(), [&](Selector const& selector) { return has_one(selector, anchor); }); };
        if (context_ == nullptr) return look();
        std::optional<bool>& known = context_->has(list.data(), anchor);
        if (!known) known = look();
        return *known;
    }
    bool has_one(Selector const& selector, dom::NodeId anchor) const {
        Matcher relative(document_, context_);
        relative.anchor_ = anchor;
        relative.relative_ = selector.relative;
        std::size_t seen = 0;
        auto search = [&](dom::NodeId within) {
            for (dom::NodeId node = document_.next_in_order(within, within); node.valid(); node = document_.next_in_order(node, within)) {
                if (!document_.is_element(node)) continue;
                if (++seen > has_limit) return false;
                if (relative.matches(selector, node)) return true;
            }
            return false;
        };
        if (selector.relative == Combinator::descendant || selector.relative == Combinator::child) return search(anchor);
        for (dom::NodeId sibling = document_.next_sibling_element(anchor); sibling.valid(); sibling = document_.next_sibling_element(sibling)) {
            if (++seen > has_limit) return false;
            if (relative.matches(selector, sibling) || search(sibling)) return true;
        }
        return false;
    }
    // Does the leftmost compound, matched by `element`, stand to the anchor as :has() wants it?
    bool anchored(dom::NodeId element) const {
        if (!anchor_.valid()) return true;
        switch (relative_) {
            case Combinator::child: return document_.node(element).parent == anchor_;
            case Combinator::next_sibling: return previous_element(document_, element) == anchor_;
            case Combinator::subsequent_sibling:
                return element != anchor_ && document_.node(element).parent == document_.node(anchor_).parent && follows(element);
            default: break;
        }
        for (dom::NodeId parent = document_.node(element).parent; parent.valid(); parent = document_.node(parent).parent) {
            if (parent == anchor_) return true;
        }
        return false;
    }
    bool follows(dom::NodeId element) const {
        for (dom::NodeId node = previous_element(document_, element); node.valid(); node = previous_element(document_, node)) {
            if (node == anchor_) return true;
        }
        return false;
    }

    dom::Document const& document_;
    MatchContext* context_;
    dom::NodeId anchor_;
    Combinator relative_ = Combinator::none;
};

}  // namespace

MatchContext::MatchContext(dom::Document const& document) : document_(document) {
    std::size_t count = document.node_count();
    ids_.resize(count);
    first_class_.resize(count + 1);
    for (std::size_t i = 0; i < count; ++i) {
        dom::NodeId node(i);
        first_class_[i] = static_cast<std::uint32_t>(classes_.size());
        if (!document.is_element(node)) continue;
        if (auto id = document.attribute(node, dom::names::id())) ids_[i] = base::Name::of(*id);
        if (auto words = document.attribute(node, dom::names::cls())) {
            each_word(*words, [&](std::string_view word) { classes_.push_back(base::Name::of(word)); });
        }
    }
    first_class_[count] = static_cast<std::uint32_t>(classes_.size());
}

MatchContext::~MatchContext() = default;

base::Name MatchContext::id(dom::NodeId element) const { return ids_[element.value]; }

std::span<base::Name const> MatchContext::classes(dom::NodeId element) const {
    std::uint32_t begin = first_class_[element.value], end = first_class_[element.value + 1];
    return std::span(classes_).subspan(begin, end - begin);
}

// All children of the element's parent at once; the types among them are few, so they are searched in order.
MatchContext::Positions const& MatchContext::positions(dom::NodeId element) {
    if (positions_.empty()) positions_.resize(document_.node_count());
    Positions& known = positions_[element.value];
    if (known.index != 0) return known;
    dom::NodeId parent = document_.node(element).parent;
    if (!parent.valid()) {
        known = {1, 1, 1, 1};
        return known;
    }
    struct Type { dom::NodeId example; std::uint32_t count; };
    std::vector<Type> types;
    std::uint32_t count = 0;
    auto type_of = [&](dom::NodeId node) -> Type& {
        for (Type& type : types) {
            if (counts(Among::html_type, document_.element(type.example), document_.element(node))) return type;
        }
        return types.emplace_back(Type{node, 0});
    };
    for (dom::NodeId child = document_.first_child_element(parent); child.valid(); child = document_.next_sibling_element(child)) {
        positions_[child.value].index = ++count;
        positions_[child.value].type_index = ++type_of(child).count;
    }
    for (dom::NodeId child = document_.first_child_element(parent); child.valid(); child = document_.next_sibling_element(child)) {
        positions_[child.value].last_index = count + 1 - positions_[child.value].index;
        positions_[child.value].last_type_index = type_of(child).count + 1 - positions_[child.value].type_index;
    }
    return known;
}

std::uint32_t MatchContext::index(dom::NodeId element) { return positions(element).index; }
std::uint32_t MatchContext::last_index(dom::NodeId element) { return positions(element).last_index; }
std::uint32_t MatchContext::type_index(dom::NodeId element) { return positions(element).type_index; }
std::uint32_t MatchContext::last_type_index(dom::NodeId element) { return positions(element).last_type_index; }

bool matches(Selector const& selector, MatchContext& context, dom::NodeId element) {
    return Matcher(context.document(), &context).matches(selector, element);
}
bool matches(Selector const& selector, dom::Document const& document, dom::NodeId element) {
    return Matcher(document, nullptr).matches(selector, element);
}

void collect_hashes(MatchContext const& context, dom::NodeId element, std::vector<std::uint32_t>& out) {
    dom::Element const& record = context.document().element(element);
    out.push_back(ancestor_hash(HashedName::type, record.html));
    if (!record.source_local.empty()) out.push_back(ancestor_hash(HashedName::source_type, record.source_local));
    if (base::Name id = context.id(element); !id.empty()) out.push_back(ancestor_hash(HashedName::id, id));
    for (base::Name name : context.classes(element)) out.push_back(ancestor_hash(HashedName::class_, name));
}

}  // namespace octavo::css
