// Ids and what refers to them. Every element with an id of its source gets a derived id that is unique in the Document;
// a reference is looked up as seen from where it stands: "#x" in its own unit, "chapter-2.xhtml#x" or "people.xml#x" in
// the unit or included file of that name. Cost: linear in elements; a look-up is one hash.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "read/vocabulary.h"

namespace octavo::read {

class Targets {
public:
    explicit Targets(dom::Document& document) : document_(document) {}

    /// Collects the ids under every unit's body and derives the unique ones. A second element with the same id in one
    /// unit is a diagnostic with both places.
    void collect(ReadContext& context);

    /// Takes the derived ids of a Document that has been read: only ensure_id and unused are then of use.
    void adopt();

    /// The element that `reference` names, seen from `from`; none when it is external or there is no such element.
    [[nodiscard]] dom::NodeId find(dom::NodeId from, std::string_view reference) const;
    /// The element that `reference` names, seen from the resource `base` outside of the text.
    [[nodiscard]] dom::NodeId find_in(base::Name base, std::string_view reference) const;
    /// The element of `from`'s unit whose source id is `id`.
    [[nodiscard]] dom::NodeId find_id(dom::NodeId from, std::string_view id) const;
    /// Whether the reference points into what was read, or would have to: no scheme, and either a mere fragment or a
    /// unit.
    [[nodiscard]] bool is_internal(dom::NodeId from, std::string_view reference) const;

    /// The element's derived id, made from `suggestion` when it has none.
    std::string_view ensure_id(dom::NodeId element, std::string_view suggestion);
    /// An id not used so far: `suggestion`, or with a number behind it.
    std::string unused(std::string_view suggestion);

private:
    [[nodiscard]] std::uint32_t unit_of(dom::NodeId node) const;
    static std::string key(std::string_view scope, std::string_view id);
    void add(ReadContext& context, std::uint32_t unit, dom::NodeId element, std::string_view id);

    dom::Document& document_;
    std::unordered_map<std::string, dom::NodeId> by_unit_;   // "<unit>#id"
    std::unordered_map<std::string, dom::NodeId> by_file_;   // "<file>#id"
    std::unordered_map<base::Name, dom::NodeId> unit_named_;
    std::unordered_map<dom::NodeId, std::uint32_t> unit_of_body_;
    std::unordered_set<std::string> used_;
    std::unordered_map<std::string, std::uint32_t> next_number_;
};

}  // namespace octavo::read
