#include "read/mapper.h"

#include <array>
#include <fmt/format.h>
#include <unordered_set>

#include "read/text.h"

namespace octavo::read {
namespace {

using dom::NodeId;

using NameSet = std::unordered_set<base::Name>;

template <std::size_t n>
NameSet set_of(std::array<std::string_view, n> const& names) {
    NameSet set;
    for (std::string_view name : names) set.insert(base::Name::of(name));
    return set;
}

// HTML Living Standard, 3.2.5.2: flow content that is not phrasing content.
constexpr std::array<std::string_view, 40> blocks{
    "address", "article", "aside",      "blockquote", "body",   "caption", "colgroup", "dd",    "details", "div",
    "dl",      "dt",      "figcaption", "figure",     "footer", "h1",      "h2",       "h3",    "h4",      "h5",
    "h6",      "header",  "hgroup",     "hr",         "html",   "li",      "main",     "nav",   "ol",      "p",
    "pre",     "section", "table",      "tbody",      "td",     "tfoot",   "th",       "thead", "tr",      "ul"};
constexpr std::array<std::string_view, 21> containers{
    "address",    "article", "aside",  "blockquote", "body", "caption", "dd",  "details", "div", "dl", "dt",
    "figcaption", "figure",  "footer", "header",     "li",   "main",    "nav", "section", "td",  "th"};

}  // namespace

bool takes_blocks(base::Name html) {
    static NameSet const set = set_of(containers);
    return set.contains(html);
}

bool is_block(base::Name html) {
    static NameSet const set = set_of(blocks);
    return set.contains(html);
}

Mapper::Mapper(ReadContext& context, base::Name ns, std::span<ElementRow const> rows, void (*every)(Mapper&, NodeId))
    : context_(context), document_(context.document), ns_(ns), every_(every) {
    for (ElementRow const& row : rows) rows_.emplace(base::Name::of(row.local), &row);
}

ElementRow const* Mapper::row(NodeId node) const {
    if (!document_.is_element(node)) return nullptr;
    dom::Element const& element = document_.element(node);
    if (element.source_ns != ns_) return nullptr;
    auto found = rows_.find(element.source_local);
    return found == rows_.end() ? nullptr : found->second;
}

bool Mapper::is_source(NodeId node, std::string_view local) const {
    if (!node || !document_.is_element(node)) return false;
    dom::Element const& element = document_.element(node);
    return element.source_ns == ns_ && element.source_local.view() == local;
}

std::string_view Mapper::attribute(NodeId element, std::string_view local) const {
    for (dom::Attribute const& known : document_.attributes(element)) {
        if (known.origin == dom::AttributeOrigin::source && known.ns.empty() && known.local.view() == local)
            return known.value;
    }
    return {};
}

// Asked for by every child: remembered, or a list of many children would cost their square.
bool Mapper::has_own_text(NodeId element) const {
    if (element.value >= own_text_.size()) own_text_.resize(document_.node_count());
    std::uint8_t& known = own_text_[element.value];
    if (known == 0) {
        known = 1;
        for (NodeId child = document_.node(element).first_child; child && known == 1;
             child = document_.node(child).next) {
            if (document_.is_text(child) && !is_blank(document_.text(child))) known = 2;
        }
    }
    return known == 2;
}

bool Mapper::among_blocks(NodeId element) const {
    NodeId parent = document_.node(element).parent;
    return !parent || (takes_blocks(document_.element(parent).html) && !has_own_text(parent));
}

bool Mapper::holds_blocks(NodeId element) const {
    for (NodeId child = document_.node(element).first_child; child; child = document_.node(child).next) {
        ElementRow const* known = row(child);
        if (known == nullptr) {
            if (document_.is_element(child) && holds_blocks(child)) return true;
            continue;
        }
        if (known->flow == Flow::block) return true;
        if (known->flow != Flow::drop && known->flow != Flow::hidden && known->html != "aside" && holds_blocks(child))
            return true;
    }
    return false;
}

void Mapper::name_element(NodeId element, std::string_view html) {
    document_.set_html(element, base::Name::of(html));
    std::string_view local = document_.element(element).source_local.view();
    if (local != html) document_.add_class(element, local);
}

void Mapper::map_children(NodeId element) {
    std::size_t const begin = pending_.size();
    for (NodeId child = document_.node(element).first_child; child; child = document_.node(child).next) {
        if (document_.is_element(child)) pending_.push_back(child);
    }
    std::size_t const end = pending_.size();
    for (std::size_t i = begin; i < end; ++i) map(pending_[i]);
    pending_.resize(begin);
}

void Mapper::map(NodeId element) {
    dom::Element const& read = document_.element(element);
    if (read.source_local.empty()) {
        map_children(element);
    } else if (read.source_ns != ns_) {
        map_foreign(element);
    } else if (ElementRow const* known = row(element)) {
        apply(element, *known);
    } else {
        unknown(element);
    }
}

void Mapper::apply(NodeId element, ElementRow const& known) {
    switch (known.flow) {
        case Flow::drop: document_.remove(element); return;
        case Flow::unwrap:
            map_children(element);
            document_.unwrap(element);
            return;
        case Flow::block:
        case Flow::inl:
        case Flow::point: name_element(element, known.html); break;
        case Flow::hidden:
            name_element(element, known.html);
            document_.derive(element, base::Name::of("hidden"), "hidden");
            break;
        case Flow::context: name_element(element, among_blocks(element) ? known.html : "span"); break;
        case Flow::content: {
            bool block = holds_blocks(element);
            name_element(element, block ? "div" : among_blocks(element) ? known.html : "span");
            break;
        }
    }
    if (known.role != dom::Role::none) document_.set_role(element, known.role);
    if (every_ != nullptr) every_(*this, element);
    Children rest = known.handler != nullptr ? known.handler(*this, element) : Children::map;
    if (rest == Children::map) map_children(element);
}

void Mapper::unknown(NodeId element) {
    std::string_view local = document_.element(element).source_local.view();
    context_.diagnostics.add_counted(
        {.code = base::Code::read_unmapped_element,
         .severity = base::Severity::warning,
         .where = document_.node(element).where,
         .message = fmt::format("no mapping for <{}>: its text is kept, its meaning is lost", local),
         .hint = "style it by its own name: @namespace and a type selector"});
    name_element(element, holds_blocks(element) || (among_blocks(element) && !has_own_text(element) &&
                                                    document_.node(element).first_child)
                              ? "div"
                              : "span");
    map_children(element);
}

}  // namespace octavo::read
