#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
using dom::Role;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

class NoteGatherer {
public:
    NoteGatherer(ReadContext& context, Targets& targets)
        : context_(context), document_(context.document), targets_(targets) {}

    void gather() {
        for (NodeId note : context_.endnotes) move_to_end(note);
        call_by_target();
        link_typed_calls();
        connect_calls();
    }

private:
    NodeId unit_body(NodeId node) const {
        for (NodeId at = node; at; at = document_.node(at).parent) {
            for (Unit const& unit : context_.units) {
                if (unit.body == at) return at;
            }
        }
        return document_.body();
    }

    /// Where the unit's source asks for the notes; else a section made at its end.
    NodeId notes_section(NodeId body) {
        if (auto known = section_of_.find(body); known != section_of_.end()) return known->second;
        NodeId section;
        for (NodeId at = body; at && !section; at = document_.next_in_order(at, body)) {
            if (document_.is_element(at) && document_.has_class(at, "octavo-endnotes")) section = at;
        }
        if (!section) {
            section = document_.make_element(name("section"), {});
            document_.set_role(section, Role::endnotes);
            document_.add_class(section, "octavo-endnotes");
            document_.append_child(body, section);
        }
        section_of_.emplace(body, section);
        return section;
    }

    void move_to_end(NodeId note) {
        NodeId section = notes_section(unit_body(note));
        NodeId call = make_call(note);
        document_.insert_before(document_.node(note).parent, call, note);
        document_.append_child(section, note);
    }

    NodeId make_call(NodeId note) {
        NodeId call = document_.make_element(name("a"), document_.node(note).where);
        document_.derive(call, names::href(),
                         fmt::format("#{}", targets_.ensure_id(note, fmt::format("note-{}", ++made_))));
        return call;
    }

    /// A note whose @target names the place it belongs to.
    void call_by_target() {
        base::Name const target_name = name("target");
        std::vector<NodeId> notes;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (document_.is_element(at) && document_.element(at).role == Role::endnote &&
                document_.source_attribute(at, {}, target_name)) {
                notes.push_back(at);
            }
        }
        for (NodeId note : notes) {
            auto references = words(*document_.source_attribute(note, {}, target_name));
            NodeId place = references.empty() ? NodeId{} : targets_.find(note, references.front());
            if (!place || !document_.node(place).parent || document_.element(place).html.view() == "a") continue;
            NodeId call = make_call(note);
            bool phrase = document_.element(place).html.view() == "p";
            if (phrase) {
                document_.append_child(place, call);
            } else {
                document_.insert_before(document_.node(place).parent, call, document_.node(place).next);
            }
        }
    }

    /// A call that is only typed, "[8]", where the others are links: the one note that nothing calls, if its number is that and the
    /// other calls' numbers are their notes'.
    void link_typed_calls() {
        std::map<std::string, NodeId, std::less<>> uncalled = uncalled_notes();
        if (uncalled.empty()) return;
        std::map<std::string_view, std::vector<std::pair<NodeId, std::size_t>>> typed;
        for (NodeId at = document_.root(); at;) {
            if (document_.is_element(at) && (document_.element(at).role == Role::endnote || document_.element(at).html == name("a"))) {
                at = document_.next_after_subtree(at);
                continue;
            }
            if (document_.is_text(at)) {
                std::string_view text = document_.text(at);
                for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
                    auto known = uncalled.find(text.substr(open, std::min(text.find(']', open), text.size() - 1) - open + 1));
                    if (known != uncalled.end()) typed[known->first].emplace_back(at, open);
                }
            }
            at = document_.next_in_order(at);
        }
        for (auto const& [label, places] : typed) {
            if (places.size() == 1) link_typed_call(places.front().first, places.front().second, label, uncalled.find(label)->second);
        }
    }

    /// By what their calls would say, "[8]", where at least two calls say so of their notes and none says another number.
    std::map<std::string, NodeId, std::less<>> uncalled_notes() {
        std::unordered_map<NodeId, unsigned> count_in, ordinal;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (document_.is_element(at) && document_.element(at).role == Role::endnote) ordinal.emplace(at, ++count_in[document_.node(at).parent]);
        }
        std::map<std::string, NodeId, std::less<>> result;
        if (count_in.size() != 1) return result;  // numbers may begin anew: nothing is certain
        unsigned agreeing = 0;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (!document_.is_element(at) || document_.element(at).html != name("a")) continue;
            auto href = document_.attribute(at, names::href());
            NodeId note = href && href->starts_with('#') ? target_of(href->substr(1)) : NodeId{};
            if (!note) continue;
            auto known = ordinal.find(note);
            if (known == ordinal.end() || known->second == 0) continue;
            if (collapsed(document_.text_content(at)) != fmt::format("[{}]", known->second)) return {};
            known->second = 0;  // called
            ++agreeing;
        }
        if (agreeing < 2) return result;
        for (auto const& [note, number] : ordinal) {
            if (number > 0) result.emplace(fmt::format("[{}]", number), note);
        }
        return result;
    }

    void link_typed_call(NodeId text, std::size_t offset, std::string_view label, NodeId note) {
        std::string const whole(document_.text(text));
        base::SourceSpan where = document_.node(text).where;
        NodeId parent = document_.node(text).parent, call = document_.make_element(name("a"), where);
        document_.derive(call, names::href(), fmt::format("#{}", targets_.ensure_id(note, fmt::format("note-{}", ++made_))));
        document_.append_child(call, document_.make_text(label, where));
        document_.insert_before(parent, call, document_.node(text).next);
        document_.insert_before(parent, document_.make_text(std::string_view(whole).substr(offset + label.size()), where), document_.node(call).next);
        document_.set_text(text, std::string_view(whole).substr(0, offset));
        context_.diagnostics.add({.code = base::Code::read_dangling_reference, .severity = base::Severity::note, .where = where,
                                  .message = fmt::format("the note call {} is only typed: it is linked to the note that nothing else calls", label),
                                  .hint = {}});
    }

    /// Every link to an endnote is its call; the first is where the note's label leads back to.
    void connect_calls() {
        unsigned number = 0;
        std::unordered_map<NodeId, unsigned> numbers;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (!document_.is_element(at)) continue;
            dom::Element const& element = document_.element(at);
            if (element.html != name("a") || element.source_ns == names::xhtml_namespace() ||
                element.role == Role::backlink)
                continue;
            auto href = document_.attribute(at, names::href());
            if (!href || !href->starts_with('#')) continue;
            NodeId note = target_of(href->substr(1));
            if (!note) continue;
            auto [known, is_first] = numbers.emplace(note, number + 1);
            if (is_first) ++number;
            connect({at, note, known->second, is_first ? Call::first : Call::again});
        }
    }

    NodeId target_of(std::string_view id) {
        if (notes_.empty()) {
            for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
                if (!document_.is_element(at) || document_.element(at).role != Role::endnote) continue;
                if (auto own = document_.attribute(at, names::id())) notes_.emplace(*own, at);
            }
            if (notes_.empty()) notes_.emplace("", NodeId{});
        }
        auto found = notes_.find(id);
        return found == notes_.end() ? NodeId{} : found->second;
    }

    enum class Call : std::uint8_t { first, again };
    struct Connection {
        NodeId call, note;
        unsigned number;
        Call which;
    };

    void connect(Connection const& connection) {
        auto [call, note, number, which] = connection;
        document_.set_role(call, Role::noteref);
        document_.add_class(call, "noteref");
        std::string label = collapsed(document_.text_content(call));
        if (label.empty()) {
            label = document_.attribute(note, name("n")).value_or("");
            if (label.empty()) label = std::to_string(number);
            document_.append_child(call, document_.make_text(label, {}));
        }
        if (which == Call::again) return;
        std::string_view id = targets_.ensure_id(call, fmt::format("noteref-{}", number));
        if (collapsed(document_.text_content(note)).starts_with(label)) return;
        NodeId back = document_.make_element(name("a"), {});
        document_.set_role(back, Role::backlink);
        document_.add_class(back, "note-label");
        document_.derive(back, names::href(), fmt::format("#{}", id));
        document_.append_child(back, document_.make_text(label, {}));
        NodeId holder = first_line(note);
        document_.insert_before(holder, back, document_.node(holder).first_child);
        document_.insert_before(holder, document_.make_text(" ", {}), document_.node(back).next);
    }

    /// The note, or its first paragraph when it starts with one.
    NodeId first_line(NodeId note) const {
        NodeId child = document_.node(note).first_child;
        while (child && document_.is_text(child) && is_blank(document_.text(child))) child = document_.node(child).next;
        return child && document_.is_element(child) && document_.element(child).html == name("p") ? child : note;
    }

    ReadContext& context_;
    dom::Document& document_;
    Targets& targets_;
    std::unordered_map<NodeId, NodeId> section_of_;
    std::unordered_map<std::string_view, NodeId> notes_;
    unsigned made_ = 0;  // calls made here
};

}  // namespace

void gather_notes(ReadContext& context, Targets& targets) { NoteGatherer(context, targets).gather(); }

}  // namespace octavo::read::passes
