#include "read/read.h"

namespace octavo::read {
namespace {

using dom::NodeId;

base::Name name(std::string_view text) { return base::Name::of(text); }

NodeId append(dom::Document& document, NodeId parent, std::string_view html, std::string_view text) {
    NodeId made = document.make_element(name(html), {});
    document.append_child(made, document.make_text(text, {}));
    document.append_child(parent, made);
    return made;
}

std::string authors(dom::Metadata const& metadata) {
    std::string names;
    for (dom::Contributor const& person : metadata.contributors) {
        if (person.role != "aut") continue;
        if (!names.empty()) names += ", ";
        names += person.name;
    }
    return names;
}

}  // namespace

bool ensure_title_page(dom::Document& document) {
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (document.is_element(at) && document.element(at).role == dom::Role::titlepage) return false;
    }
    dom::Metadata const& metadata = document.metadata;
    if (metadata.title.empty()) return false;
    NodeId page = document.make_element(name("section"), {});
    document.set_role(page, dom::Role::titlepage);
    document.add_class(page, "titlePage");
    NodeId titles = page;
    if (!metadata.subtitle.empty()) {
        titles = document.make_element(name("hgroup"), {});
        document.append_child(page, titles);
    }
    append(document, titles, "h1", metadata.title);
    if (!metadata.subtitle.empty())
        document.set_role(append(document, titles, "p", metadata.subtitle), dom::Role::subtitle);
    if (std::string by = authors(metadata); !by.empty()) document.add_class(append(document, page, "p", by), "byline");
    std::string imprint = metadata.place;
    for (std::string const& part : {metadata.publisher, metadata.date.substr(0, 4)}) {
        if (part.empty()) continue;
        if (!imprint.empty()) imprint += ", ";
        imprint += part;
    }
    if (!imprint.empty()) document.add_class(append(document, page, "p", imprint), "docImprint");
    NodeId body = document.body();
    document.insert_before(body, page, document.node(body).first_child);
    return true;
}

bool ensure_imprint(dom::Document& document) {
    constexpr std::size_t longest_rights = 400;  // a licence in full is for the source's header, not for the back of a title page
    NodeId title_page;
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (!document.is_element(at)) continue;
        dom::Role role = document.element(at).role;
        if (role == dom::Role::copyright_page) return false;
        if (role == dom::Role::titlepage && !title_page) title_page = at;
    }
    dom::Metadata const& metadata = document.metadata;
    if (!title_page || metadata.publisher.empty() || metadata.rights.empty() || metadata.rights.size() > longest_rights) return false;
    NodeId page = document.make_element(name("section"), {});
    document.set_role(page, dom::Role::copyright_page);
    document.add_class(page, "octavo-imprint");
    std::string published = metadata.publisher;
    for (std::string const& part : {metadata.place, metadata.date.substr(0, metadata.date.find('T'))}) {
        if (!part.empty()) published += ", " + part;
    }
    append(document, page, "p", published);
    append(document, page, "p", metadata.rights);
    if (!metadata.identifiers.empty()) append(document, page, "p", metadata.identifiers.front().value);
    document.insert_before(document.node(title_page).parent, page, document.node(title_page).next);
    return true;
}

}  // namespace octavo::read
