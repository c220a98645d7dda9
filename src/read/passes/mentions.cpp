#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_map>

#include "read/passes/headings.h"
#include "read/passes/passes.h"
#include "read/passes/section_names.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

// The entries of TEI's listPerson, listOrg, listPlace, …, and what speaks of them (att.canonical: @ref, @key).
constexpr std::array<std::string_view, 8> entry_names{"person", "personGrp", "persona", "org",
                                                      "place",  "event",     "nym",     "object"};
constexpr std::array<std::string_view, 16> mention_names{
    "persName", "orgName",  "placeName", "geogName", "name",   "rs",         "title",     "term",
    "surname",  "forename", "addName",   "country",  "region", "settlement", "eventName", "objectName"};

template <std::size_t n>
std::vector<base::Name> interned(std::array<std::string_view, n> const& texts) {
    std::vector<base::Name> found;
    for (std::string_view text : texts) found.push_back(base::Name::of(text));
    return found;
}

bool is_one_of(std::vector<base::Name> const& all, base::Name wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

struct Entry {
    NodeId element;
    std::vector<NodeId> mentions{};
};

class MentionLister {
public:
    MentionLister(dom::Document& document, Targets& targets) : document_(document), targets_(targets) {}

    void list() {
        collect_entries();
        if (entries_.empty()) return;
        collect_mentions();
        for (Entry& entry : entries_) {
            if (!entry.mentions.empty()) append_line(entry);
        }
    }

private:
    void collect_entries() {
        std::vector<base::Name> const wanted = interned(entry_names);
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (!document_.is_element(at)) continue;
            dom::Element const& element = document_.element(at);
            bool bibliographic = element.role == dom::Role::biblioentry;
            if (element.source_ns == names::xhtml_namespace() ||
                !(bibliographic || is_one_of(wanted, element.source_local)))
                continue;
            if (!document_.attribute(at, names::id())) continue;
            index_.emplace(at, entries_.size());
            entries_.push_back({at});
        }
    }

    void collect_mentions() {
        std::vector<base::Name> const wanted = interned(mention_names);
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (document_.is_element(at) && is_one_of(wanted, document_.element(at).source_local)) mention(at);
        }
    }

    std::vector<NodeId> entries_named_by(NodeId element) const {
        static base::Name const ref = name("ref");
        static base::Name const key = name("key");
        std::vector<NodeId> found;
        for (std::string_view word : words(document_.source_attribute(element, {}, ref).value_or(""))) {
            if (NodeId entry = targets_.find(element, word)) found.push_back(entry);
        }
        for (std::string_view word : words(document_.source_attribute(element, {}, key).value_or(""))) {
            NodeId entry = targets_.find_id(element, word);
            if (entry && std::find(found.begin(), found.end(), entry) == found.end()) found.push_back(entry);
        }
        return found;
    }

    bool is_within(NodeId node, NodeId ancestor) const {
        for (NodeId at = node; at; at = document_.node(at).parent) {
            if (at == ancestor) return true;
        }
        return false;
    }

    void mention(NodeId element) {
        NodeId linked;
        for (NodeId entry : entries_named_by(element)) {
            auto known = index_.find(entry);
            if (known == index_.end() || is_within(element, entry)) continue;
            entries_[known->second].mentions.push_back(element);
            if (!linked) linked = entry;
        }
        if (!linked) return;
        targets_.ensure_id(element, fmt::format("m-{}", ++number_));
        link(element, linked);
    }

    // A name leads to its entry, unless it stands in a link or a heading, or is not a mere phrase.
    void link(NodeId element, NodeId entry) {
        base::Name html = document_.element(element).html;
        if (html != name("span") && html != name("cite")) return;
        for (NodeId at = document_.node(element).parent; at; at = document_.node(at).parent) {
            base::Name outer = document_.element(at).html;
            if (outer == name("a") || heading_rank(outer) != 0) return;
        }
        for (NodeId at = element; at; at = document_.next_in_order(at, element)) {
            if (document_.is_element(at) && document_.element(at).html == name("a")) return;
        }
        std::string reference = fmt::format("#{}", *document_.attribute(entry, names::id()));
        if (html == name("span")) {
            document_.set_html(element, name("a"));
            document_.derive(element, names::href(), reference);
            return;
        }
        NodeId link = document_.make_element(name("a"), document_.node(element).where);
        document_.move_children(element, link);
        document_.append_child(element, link);
        document_.derive(link, names::href(), reference);
    }

    // Every mention is in the attribute (its page is printed); the links are one a section.
    void append_line(Entry& entry) {
        NodeId line = document_.make_element(name("p"), {});
        document_.add_class(line, "octavo-mentions");
        document_.set_role(line, dom::Role::locators);
        std::string references;
        std::vector<NodeId> sections;
        for (NodeId element : entry.mentions) {
            std::string reference = fmt::format("#{}", *document_.attribute(element, names::id()));
            references += references.empty() ? "" : " ";
            references += reference;
            NodeId section = sections_.section_of(element);
            if (std::find(sections.begin(), sections.end(), section) != sections.end()) continue;
            if (!sections.empty()) document_.append_child(line, document_.make_text(", ", {}));
            sections.push_back(section);
            NodeId link = document_.make_element(name("a"), {});
            document_.derive(link, names::href(), reference);
            document_.append_child(link, document_.make_text(sections_.name_of(section), {}));
            document_.append_child(line, link);
        }
        document_.derive(line, name("data-octavo-targets"), references);
        document_.append_child(entry.element, line);
    }

    dom::Document& document_;
    Targets& targets_;
    std::vector<Entry> entries_;
    std::unordered_map<NodeId, std::size_t> index_;
    SectionNames sections_{document_};
    unsigned number_ = 0;
};

}  // namespace

void list_mentions(ReadContext& context, Targets& targets) { MentionLister(context.document, targets).list(); }

}  // namespace octavo::read::passes
