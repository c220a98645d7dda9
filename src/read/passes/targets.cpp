#include "read/passes/targets.h"

#include <fmt/format.h>

#include "io/paths.h"
#include "read/text.h"

namespace octavo::read {

using dom::NodeId;
namespace names = dom::names;

namespace {

std::string_view source_id(dom::Document const& document, NodeId element) {
    static base::Name const name = base::Name::of("name");
    static base::Name const link = base::Name::of("a");
    std::string_view plain, named;
    for (dom::Attribute const& attribute : document.attributes(element)) {
        if (attribute.origin != dom::AttributeOrigin::source) continue;
        if (attribute.local == name && attribute.ns.empty()) named = attribute.value;
        if (attribute.local != names::id()) continue;
        if (attribute.ns == names::xml_namespace()) return attribute.value;
        if (attribute.ns.empty()) plain = attribute.value;
    }
    // XHTML 1.1: <a name="x"> is a target too.
    dom::Element const& read = document.element(element);
    bool older = plain.empty() && !named.empty() && read.source_local == link && read.source_ns == names::xhtml_namespace();
    return older ? named : plain;
}

/// A fragment as ids have it, where a document percent-encodes it.
bool is_encoded(std::string_view fragment) { return fragment.find('%') != std::string_view::npos; }

}  // namespace

std::string Targets::key(std::string_view scope, std::string_view id) { return fmt::format("{}#{}", scope, id); }

void Targets::collect(ReadContext& context) {
    for (std::uint32_t i = 0; i < context.units.size(); ++i) {
        Unit const& unit = context.units[i];
        unit_of_body_.emplace(unit.body, i);
        unit_named_.emplace(unit.name, unit.body);
        for (NodeId at = unit.body; at; at = document_.next_in_order(at, unit.body)) {
            if (!document_.is_element(at) || document_.attributes(at).empty()) continue;
            if (auto id = trimmed(source_id(document_, at)); !id.empty()) add(context, i, at, id);
        }
    }
}

void Targets::add(ReadContext& context, std::uint32_t unit, NodeId element, std::string_view id) {
    auto [known, is_new] = by_unit_.emplace(key(std::to_string(unit), id), element);
    if (!is_new) {
        base::SourceSpan first = document_.node(known->second).where;
        std::string_view file =
            context.context.files != nullptr ? context.context.files->name(first.file) : std::string_view{};
        context.diagnostics.add(
            {.code = base::Code::read_duplicate_id,
             .severity = base::Severity::warning,
             .where = document_.node(element).where,
             .message = fmt::format("the id \"{}\" was given before, at {}:{}:{}", id, file, first.line, first.column),
             .hint = "links go to the first element of that id"});
    }
    by_file_.emplace(key(document_.base_name(element).view(), id), element);
    std::string unique = unused(id);
    document_.derive(element, names::id(), unique);
    used_.insert(std::move(unique));
}

void Targets::adopt() {
    for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
        if (!document_.is_element(at)) continue;
        for (dom::Attribute const& attribute : document_.attributes(at)) {
            if (attribute.local == names::id() && attribute.origin == dom::AttributeOrigin::derived)
                used_.emplace(attribute.value);
        }
    }
}

std::string Targets::unused(std::string_view suggestion) {
    std::string id(suggestion.empty() ? "x" : suggestion);
    for (char& c : id) {
        if (is_space(c)) c = '-';
    }
    if (!used_.contains(id)) return id;
    // Two for the second of a name; the counter is kept, so that many of one name cost no search.
    std::uint32_t& number = next_number_.try_emplace(id, 2).first->second;
    for (;; ++number) {
        std::string numbered = fmt::format("{}-{}", id, number);
        if (!used_.contains(numbered)) return numbered;
    }
}

std::string_view Targets::ensure_id(NodeId element, std::string_view suggestion) {
    for (dom::Attribute const& attribute : document_.attributes(element)) {
        if (attribute.local == names::id() && attribute.origin == dom::AttributeOrigin::derived) return attribute.value;
    }
    std::string id = unused(suggestion);
    document_.derive(element, names::id(), id);
    used_.insert(id);
    return *document_.attribute(element, names::id());
}

std::uint32_t Targets::unit_of(NodeId node) const {
    for (NodeId at = node; at; at = document_.node(at).parent) {
        if (auto unit = unit_of_body_.find(at); unit != unit_of_body_.end()) return unit->second;
    }
    return 0;
}

NodeId Targets::find_id(NodeId from, std::string_view id) const {
    auto found = by_unit_.find(key(std::to_string(unit_of(from)), id));
    return found == by_unit_.end() ? NodeId{} : found->second;
}

bool Targets::is_internal(NodeId from, std::string_view reference) const {
    reference = trimmed(reference);
    if (reference.empty() || has_scheme(reference)) return false;
    if (reference.front() == '#') return true;
    std::string resolved = io::resolve_name(reference, document_.base_name(from).view());
    return !resolved.empty() && unit_named_.contains(base::Name::of(resolved));
}

NodeId Targets::find(NodeId from, std::string_view reference) const {
    reference = trimmed(reference);
    if (reference.empty() || has_scheme(reference)) return {};
    if (reference.front() == '#') {
        std::string_view fragment = reference.substr(1);
        if (fragment.empty()) return {};
        if (NodeId own = find_id(from, fragment)) return own;
        if (is_encoded(fragment))
            if (NodeId own = find_id(from, io::percent_decoded(fragment))) return own;
    }
    return find_in(document_.base_name(from), reference);
}

NodeId Targets::find_in(base::Name base, std::string_view reference) const {
    reference = trimmed(reference);
    if (reference.empty() || has_scheme(reference)) return {};
    auto hash = reference.find('#');
    std::string_view fragment = hash == std::string_view::npos ? std::string_view{} : reference.substr(hash + 1);
    std::string file = hash == 0 ? std::string(base.view()) : io::resolve_name(reference, base.view());
    if (fragment.empty()) {
        auto unit = unit_named_.find(base::Name::of(file));
        return unit == unit_named_.end() ? NodeId{} : unit->second;
    }
    auto found = by_file_.find(key(file, fragment));
    if (found == by_file_.end() && is_encoded(fragment)) found = by_file_.find(key(file, io::percent_decoded(fragment)));
    return found == by_file_.end() ? NodeId{} : found->second;
}

}  // namespace octavo::read
