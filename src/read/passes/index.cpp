// Indexes: where one stands, and its entries. A section of role index with nothing but a heading is filled with
//   div.octavo-index-list > div.octavo-index-group > p.octavo-index-letter, ul > li > span.octavo-index-term,
//   span.octavo-locators > (span.octavo-locator-separator, a.octavo-locator)…, span.octavo-see, ul
// What a locator says is the edition's: print has pages there, the e-book pages or the names of sections.
#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

#include "read/index_words.h"
#include "read/passes/headings.h"
#include "read/passes/index_entries.h"
#include "read/passes/passes.h"
#include "read/passes/section_names.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
using dom::Role;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

bool is_head(dom::Document const& document, NodeId node) {
    base::Name html = document.element(node).html;
    return heading_rank(html) != 0 || html == name("hgroup") || html == name("header");
}

/// Whether an index is to be made in the element: it says so, and holds no more than a heading.
bool is_place(dom::Document const& document, NodeId node) {
    if (!document.is_element(node)) return false;
    bool index = document.element(node).role == Role::index || document.has_class(node, "octavo-index");
    if (!index) return false;
    for (NodeId child = document.node(node).first_child; child; child = document.node(child).next) {
        if (document.is_text(child) ? !is_blank(document.text(child)) : !is_head(document, child)) return false;
    }
    return true;
}

std::vector<NodeId> places_of(dom::Document const& document) {
    std::vector<NodeId> found;
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (is_place(document, at)) found.push_back(at);
    }
    return found;
}

std::string language_of(dom::Document const& document, NodeId node, ReadOptions const& options) {
    std::string language(node ? document.language(node).view() : std::string_view{});
    if (language.empty()) language = document.metadata.language;
    return language.empty() ? options.language : language;
}

/// A document's language before the pass that derives it.
std::string stated_language(dom::Document const& document, ReadOptions const& options) {
    for (dom::Attribute const& attribute : document.attributes(document.root())) {
        if (attribute.local == names::lang() && !attribute.value.empty()) return std::string(attribute.value);
    }
    return language_of(document, {}, options);
}

void add_heading(dom::Document& document, NodeId section, std::string_view text) {
    NodeId heading = document.make_element(name("h2"), {});
    document.append_child(heading, document.make_text(text, {}));
    document.insert_before(section, heading, document.node(section).first_child);
}

bool has_heading(dom::Document const& document, NodeId place) {
    for (NodeId at = place; at && document.element(at).role == Role::index; at = document.node(at).parent) {
        if (heading_of(document, at)) return true;
    }
    NodeId around = document.node(place).parent;
    return document.element(place).role != Role::index && around && heading_of(document, around);
}

class IndexFiller {
public:
    IndexFiller(ReadContext& context, Targets& targets, ReadOptions const& options)
        : context_(context), document_(context.document), targets_(targets), options_(options) {}

    void fill() {
        std::vector<NodeId> places = places_of(document_);
        if (places.empty()) return;
        number_nodes();
        complete_terms();
        for (NodeId place : places) {
            std::string_view wanted = document_.attribute(place, name("data-index-name")).value_or("");
            fill_place(place, wanted, places.size() == 1 && wanted.empty());
        }
        tell_of_homeless(places);
    }

private:
    void number_nodes() {
        order_.assign(document_.node_count(), 0);
        std::uint32_t number = 0;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) order_[at.value] = ++number;
    }

    /// Levels without a text of their own take that of what they correspond to.
    void complete_terms() {
        for (IndexTerm& term : context_.index_terms) {
            for (IndexTerm::Level& level : term.levels) {
                if (!level.text.empty() || level.taken_from.empty()) continue;
                if (NodeId source = targets_.find(term.element, level.taken_from)) level.text = collapsed(document_.text_content(source));
            }
            std::erase_if(term.levels, [](IndexTerm::Level const& level) { return level.text.empty(); });
        }
        std::erase_if(context_.index_terms, [](IndexTerm const& term) { return term.levels.empty(); });
    }

    void fill_place(NodeId place, std::string_view wanted, bool takes_all) {
        IndexEntries entries;
        for (IndexTerm const& term : context_.index_terms) {
            if (!takes_all && term.index != wanted) continue;
            IndexEntry& entry = entries.add(term);
            if (term.see.empty()) add_places(entry, term);
            for (IndexTerm::See const& see : term.see) add_see(entry, see);
        }
        std::string language = language_of(document_, place, options_);
        text::Collation collation(language);
        entries.sort(collation);
        words_ = &index_words(language);
        NodeId list = make("div", "octavo-index-list");
        append_groups(list, entries, collation);
        if (document_.node(list).first_child) document_.append_child(place, list);
        for (auto& [entry, element] : waiting_) append_see(*entry, element, entries);
        waiting_.clear();
    }

    void add_places(IndexEntry& entry, IndexTerm const& term) {
        if (term.about.empty()) {
            NodeId to = term.to.empty() ? NodeId{} : targets_.find(term.element, term.to);
            if (!term.to.empty() && !to) dangling(term.element, term.to);
            entry.places.push_back({term.element, to, term.principal});
            return;
        }
        for (std::string_view reference : words(term.about)) {
            NodeId about = targets_.find(term.element, reference);
            if (about) entry.places.push_back({about, {}, term.principal});
            else dangling(term.element, reference);
        }
    }

    void add_see(IndexEntry& entry, IndexTerm::See const& see) {
        bool known = std::any_of(entry.see.begin(), entry.see.end(),
                                 [&](IndexTerm::See const* other) { return other->text == see.text && other->kind == see.kind; });
        if (!known) entry.see.push_back(&see);
    }

    void dangling(NodeId element, std::string_view reference) {
        context_.diagnostics.add({.code = base::Code::read_dangling_reference, .severity = base::Severity::warning,
                                  .where = document_.node(element).where,
                                  .message = fmt::format("nothing has the id that this index term refers to: \"{}\"", reference)});
    }

    NodeId make(std::string_view html, std::string_view cls) {
        NodeId element = document_.make_element(name(html), {});
        if (!cls.empty()) document_.add_class(element, cls);
        return element;
    }
    void append_text(NodeId element, std::string_view text) { document_.append_child(element, document_.make_text(text, {})); }

    void append_groups(NodeId list, IndexEntries const& entries, text::Collation const& collation) {
        std::string last;
        NodeId items;
        for (IndexEntry* entry : entries.top()) {
            std::string letter = collation.letter(entry->sort);
            if (!items || letter != last) {
                NodeId group = make("div", "octavo-index-group");
                document_.append_child(list, group);
                if (!letter.empty()) {
                    NodeId heading = make("p", "octavo-index-letter");
                    append_text(heading, letter);
                    document_.append_child(group, heading);
                }
                items = make("ul", "octavo-index-entries");
                document_.append_child(group, items);
                last = letter;
            }
            append_entry(items, *entry);
        }
    }

    void append_entry(NodeId list, IndexEntry& entry) {
        entry.item = make("li", "");
        document_.append_child(list, entry.item);
        NodeId term = make("span", "octavo-index-term");
        if (entry.label->label) {
            NodeId copy = document_.clone(entry.label->label);
            document_.move_children(copy, term);
        } else {
            append_text(term, entry.label->text);
        }
        document_.append_child(entry.item, term);
        append_locators(entry);
        if (!entry.see.empty()) {
            NodeId see = make("span", "octavo-see");
            document_.append_child(entry.item, see);
            waiting_.emplace_back(&entry, see);
        }
        if (entry.children.empty()) return;
        NodeId inner = make("ul", "");
        document_.append_child(entry.item, inner);
        for (IndexEntry* child : entry.children) append_entry(inner, *child);
    }

    void append_locators(IndexEntry& entry) {
        if (entry.places.empty()) return;
        std::stable_sort(entry.places.begin(), entry.places.end(),
                         [this](IndexPlace const& a, IndexPlace const& b) { return order_[a.from.value] < order_[b.from.value]; });
        NodeId locators = make("span", "octavo-locators");
        document_.set_role(locators, Role::locators);
        for (IndexPlace const& place : entry.places) {
            if (order_[place.from.value] == 0) continue;  // stood in what is not part of the text
            NodeId separator = make("span", "octavo-locator-separator");
            append_text(separator, ", ");
            document_.append_child(locators, separator);
            document_.append_child(locators, locator(place));
        }
        if (document_.node(locators).first_child) document_.append_child(entry.item, locators);
    }

    NodeId locator(IndexPlace const& place) {
        NodeId link = make("a", "octavo-locator");
        document_.derive(link, names::href(), fmt::format("#{}", targets_.ensure_id(place.from, "ix")));
        if (place.to) document_.derive(link, name("data-octavo-to"), fmt::format("#{}", targets_.ensure_id(place.to, "ix-end")));
        if (place.principal) document_.add_class(link, "principal");
        if (std::string_view around = surroundings(place.from); !around.empty()) document_.add_class(link, around);
        std::string own = is_section(document_.element(place.from).html) ? heading_text_at(document_, place.from) : std::string();
        append_text(link, own.empty() ? sections_.name_of(sections_.section_of(place.from)) : own);
        return link;
    }

    std::string_view surroundings(NodeId node) const {
        for (NodeId at = node; at; at = document_.node(at).parent) {
            Role role = document_.element(at).role;
            if (role == Role::footnote || role == Role::endnote || role == Role::margin_note) return "in-note";
            std::string_view html = document_.element(at).html.view();
            if (html == "table") return "in-table";
            if (html == "figure") return "in-figure";
        }
        return {};
    }

    void append_see(IndexEntry& entry, NodeId element, IndexEntries& entries) {
        bool after_pages = !entry.places.empty();
        for (auto kind : {IndexTerm::See::Kind::see, IndexTerm::See::Kind::also}) {
            bool first = true;
            for (IndexTerm::See const* see : entry.see) {
                if (see->kind != kind) continue;
                append_text(element, !first || after_pages ? "; " : ", ");
                if (first) {
                    NodeId word = make("i", "octavo-see-word");
                    append_text(word, kind == IndexTerm::See::Kind::see ? words_->see : words_->see_also);
                    document_.append_child(element, word);
                    append_text(element, " ");
                }
                append_other(element, entry, *see, entries);
                first = false;
                after_pages = true;
            }
        }
    }

    void append_other(NodeId element, IndexEntry const& entry, IndexTerm::See const& see, IndexEntries& entries) {
        NodeId source = see.target.empty() ? NodeId{} : targets_.find(document_.body(), see.target);
        IndexEntry* other = entries.named(source, see.text);
        if (other == nullptr || !other->item) {
            context_.diagnostics.add({.code = base::Code::read_dangling_reference, .severity = base::Severity::warning,
                                      .where = document_.node(source_of(entry)).where,
                                      .message = fmt::format("the index has no entry \"{}\", to which \"{}\" sends its readers", see.text, entry.path)});
            append_text(element, see.text);
            return;
        }
        NodeId link = make("a", "");
        document_.derive(link, names::href(), fmt::format("#{}", targets_.ensure_id(other->item, "ix-entry")));
        append_text(link, see.text.empty() ? other->path : see.text);
        document_.append_child(element, link);
    }

    NodeId source_of(IndexEntry const& entry) const {
        for (IndexTerm const& term : context_.index_terms) {
            for (IndexTerm::See const& see : term.see) {
                if (std::find(entry.see.begin(), entry.see.end(), &see) != entry.see.end()) return term.element;
            }
        }
        return document_.root();
    }

    /// Terms of an index that stands nowhere, while others do.
    void tell_of_homeless(std::vector<NodeId> const& places) {
        std::unordered_set<std::string_view> served;
        for (NodeId place : places) served.insert(document_.attribute(place, name("data-index-name")).value_or(""));
        if (places.size() == 1 && served.contains("")) return;
        for (IndexTerm const& term : context_.index_terms) {
            if (served.contains(term.index)) continue;
            context_.diagnostics.add_counted({.code = base::Code::read_bad_attribute, .severity = base::Severity::warning,
                                              .where = document_.node(term.element).where,
                                              .message = fmt::format("terms are marked for the index \"{}\", which stands nowhere", term.index)});
        }
    }

    ReadContext& context_;
    dom::Document& document_;
    Targets& targets_;
    ReadOptions const& options_;
    SectionNames sections_{document_};
    IndexWords const* words_ = nullptr;
    std::vector<std::uint32_t> order_;  // by node, in the tree; 0: not in it
    std::vector<std::pair<IndexEntry*, NodeId>> waiting_;
};

}  // namespace

void place_index(ReadContext& context, ReadOptions const& options) {
    dom::Document& document = context.document;
    std::vector<NodeId> places = places_of(document);
    std::string language = stated_language(document, options);
    std::string_view word = index_words(language).heading;
    for (NodeId place : places) {
        if (!has_heading(document, place)) add_heading(document, place, word);
    }
    bool wanted = !options.index.empty() && options.index != "none";
    if (!wanted || !places.empty() || context.index_terms.empty()) return;
    NodeId section = document.make_element(name("section"), {});
    document.set_role(section, Role::index);
    add_heading(document, section, options.index == "auto" ? word : std::string_view(options.index));
    NodeId holder = document.body();
    NodeId last = document.node(holder).last_child;
    while (last && document.is_text(last)) last = document.node(last).previous;
    if (last && document.element(last).role == Role::backmatter) {
        holder = last;
        last = document.node(holder).last_child;
        while (last && document.is_text(last)) last = document.node(last).previous;
    }
    bool colophon = last && document.element(last).role == Role::colophon;
    document.insert_before(holder, section, colophon ? last : NodeId{});
}

void fill_indexes(ReadContext& context, Targets& targets, ReadOptions const& options) {
    if (!context.index_terms.empty()) IndexFiller(context, targets, options).fill();
}

}  // namespace octavo::read::passes
