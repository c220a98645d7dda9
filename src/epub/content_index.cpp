// The places an index entry lists: printed pages where the e-book knows them, else the names of their sections; each a link.
#include <algorithm>

#include "dom/locators.h"
#include "epub/content.h"
#include "epub/markup.h"

namespace octavo::epub {
namespace {

base::Name name(std::string_view text) { return base::Name::of(text); }

}  // namespace

dom::PageSpan Content::pages_of_locator(NodeId link) const {
    auto target = [&](base::Name attribute) {
        std::string_view reference = document_.attribute(link, attribute).value_or("");
        return reference.starts_with('#') ? document_.by_id(reference.substr(1)) : NodeId{};
    };
    NodeId from = target(dom::names::href()), to = target(name("data-octavo-to"));
    dom::PageSpan span = from ? plan_.pages->of(from) : dom::PageSpan{};
    if (to) span.last = plan_.pages->of(to).first;
    return span;
}

std::vector<std::string> Content::locator_texts(std::span<NodeId const> links) const {
    std::vector<std::string> texts;
    if (plan_.pages == nullptr) {
        for (NodeId link : links) {
            std::string text = document_.text_content(link);
            bool said = std::find(texts.begin(), texts.end(), text) != texts.end();
            texts.push_back(said ? std::string() : std::move(text));
        }
        return texts;
    }
    std::vector<dom::Locator> locators;
    for (NodeId link : links) {
        std::string_view suffix = document_.has_class(link, "in-note") ? "n" : "";
        locators.push_back({pages_of_locator(link), document_.has_class(link, "principal"), suffix});
    }
    return dom::locator_texts(locators, [&](std::uint32_t page) { return plan_.pages->pages[page].label; });
}

bool Content::is_locator_list(NodeId node) const { return document_.has_class(node, "octavo-locators"); }

void Content::write_locators(NodeId node) {
    std::vector<NodeId> links;
    for (NodeId child = document_.first_child_element(node); child; child = document_.next_sibling_element(child))
        if (document_.element(child).html == name("a")) links.push_back(child);
    std::vector<std::string> texts = locator_texts(links);
    open(node, "span");
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (texts[i].empty()) continue;
        out_ += ", ";
        open(links[i], "a");
        append_text(out_, texts[i]);
        close("a", Flow::phrasing);
    }
    close("span", Flow::phrasing);
}

}  // namespace octavo::epub
