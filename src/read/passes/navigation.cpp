#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_map>

#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
using dom::Role;

class Resolver {
public:
    Resolver(ReadContext& context, Targets const& targets) : context_(context), document_(context.document), targets_(targets) {
        for (std::size_t i = 0; i < context.marks.size(); ++i) mark_of_.emplace(context.marks[i].element, i);
    }

    void resolve() {
        if (tells_of_all()) {
            for (GivenNavigation const& given : context_.navigation) contents(given);
        }
        for (GivenNavigation const& given : context_.navigation) {
            for (GivenLine const& line : given.landmarks) landmark(line);
            for (GivenLine const& line : given.pages) page(line);
        }
    }

private:
    /// Whether contents were brought for every unit: else the headings tell.
    bool tells_of_all() const {
        std::size_t told = 0;
        for (GivenNavigation const& given : context_.navigation) told += given.contents.empty() ? 0 : given.unit_count;
        return told == context_.units.size();
    }

    /// The element, or the document it should be in; none, after a warning, where there is not even that.
    NodeId target_of(GivenLine const& line) {
        if (NodeId target = targets_.find_in(line.base, line.reference)) return target;
        std::string_view file = std::string_view(line.reference).substr(0, line.reference.find('#'));
        NodeId document = file.empty() ? NodeId{} : targets_.find_in(line.base, file);
        context_.diagnostics.add_counted(
            {.code = base::Code::read_dangling_reference,
             .severity = base::Severity::warning,
             .where = line.where,
             .message = document ? fmt::format("nothing has the id that \"{}\" refers to: the line leads to the whole document", line.reference)
                                 : fmt::format("\"{}\" leads nowhere: the book's text has no such document", line.reference)});
        return document;
    }

    void contents(GivenNavigation const& given) {
        bool several = context_.navigation.size() > 1;
        if (several) document_.contents.push_back({given.title, context_.units[given.first_unit].body, 1});
        for (auto line = given.contents.begin(); line != given.contents.end(); ++line) {
            bool leads = std::next(line) != given.contents.end() && std::next(line)->level > line->level;
            NodeId target = line->reference.empty() ? NodeId{} : target_of(*line);
            if (!target && !leads) continue;  // neither a link nor a heading of links
            std::uint32_t deepest = document_.contents.empty() ? 1 : document_.contents.back().level + 1;
            document_.contents.push_back({line->label, target, std::clamp<std::uint32_t>(line->level + (several ? 1 : 0), 1, deepest)});
        }
    }

    void landmark(GivenLine const& line) {
        NodeId target = targets_.find_in(line.base, line.reference);  // the contents' own document is often no part of the text
        if (!target) return;
        std::string_view type = words(line.type).empty() ? std::string_view{} : words(line.type).front();
        if (type.empty()) return;
        document_.landmarks.push_back({std::string(type), line.label, target});
        constexpr std::array telling{Role::cover, Role::titlepage, Role::copyright_page, Role::dedication};
        Role role = dom::role_from_tokens(type, {});
        bool part = std::ranges::any_of(context_.units, [&](Unit const& unit) { return unit.body == target; });
        if (part && document_.element(target).role == Role::none && std::ranges::find(telling, role) != telling.end())
            document_.set_role(target, role);
    }

    void page(GivenLine const& line) {
        NodeId target = line.label.empty() || line.reference.empty() ? NodeId{} : target_of(line);
        if (!target) return;
        if (auto known = mark_of_.find(target); known != mark_of_.end()) {
            context_.marks[known->second].label = line.label;
            return;
        }
        std::string_view html = document_.element(target).html.view();
        bool point = !document_.node(target).first_child && (html == "span" || html == "a") && !document_.attribute(target, dom::names::href());
        mark_of_.emplace(target, context_.marks.size());
        context_.marks.push_back({target, dom::AnchorKind::page_break, {}, line.label, point ? Mark::Element::goes : Mark::Element::stays});
    }

    ReadContext& context_;
    dom::Document& document_;
    Targets const& targets_;
    std::unordered_map<NodeId, std::size_t> mark_of_;
};

}  // namespace

void resolve_navigation(ReadContext& context, Targets const& targets) { Resolver(context, targets).resolve(); }

}  // namespace octavo::read::passes
