// teiHeader → Metadata.
#include <algorithm>
#include <fmt/format.h>

#include "read/metadata.h"
#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

class HeaderReader {
public:
    HeaderReader(Mapper& mapper, NodeId header)
        : mapper_(mapper), document_(mapper.document()), known_(document_.metadata), header_(header) {}

    void read() {
        if (!known_.where.known()) known_.where = document_.node(header_).where;
        NodeId file = child(header_, "fileDesc");
        if (!file) return;
        if (NodeId titles = child(file, "titleStmt")) title_statement(titles);
        if (NodeId publication = child(file, "publicationStmt")) publication_statement(publication);
        if (NodeId series = child(file, "seriesStmt")) series_statement(series);
        if (NodeId source = child(file, "sourceDesc")) source_description(source);
        if (NodeId profile = child(header_, "profileDesc")) profile_description(profile);
    }

private:
    NodeId child(NodeId parent, std::string_view local) const {
        for (NodeId at = document_.first_child_element(parent); at; at = document_.next_sibling_element(at)) {
            if (mapper_.is_source(at, local)) return at;
        }
        return {};
    }
    template <typename Do>
    void each(NodeId within, std::string_view local, Do&& act) const {
        for (NodeId at = within; at; at = document_.next_in_order(at, within)) {
            if (mapper_.is_source(at, local)) act(at);
        }
    }
    std::string text(NodeId element) const {
        return element ? collapsed(document_.text_content(element)) : std::string();
    }
    static void fill(std::string& field, std::string value) {
        if (field.empty()) field = std::move(value);
    }

    void title_statement(NodeId statement) {
        std::string first;
        std::string main;
        for (NodeId at = document_.first_child_element(statement); at; at = document_.next_sibling_element(at)) {
            if (mapper_.is_source(at, "title")) {
                std::string_view type = mapper_.attribute(at, "type");
                if (type == "sub" || type == "subtitle") {
                    fill(known_.subtitle, text(at));
                } else {
                    fill(type == "main" ? main : first, text(at));
                }
            }
            if (mapper_.is_source(at, "author")) contributor(at, "aut");
            if (mapper_.is_source(at, "editor")) contributor(at, "edt");
            if (mapper_.is_source(at, "respStmt")) responsibility(at);
        }
        fill(known_.title, main.empty() ? first : main);
    }

    /// The name within, where there is one: an author may come with affiliation and address.
    NodeId name_in(NodeId element) const {
        for (std::string_view local :
             {std::string_view("persName"), std::string_view("orgName"), std::string_view("name")}) {
            if (NodeId found = child(element, local)) return found;
        }
        return element;
    }

    // Forename and surname that are marked and not joined by words of the source are data: they are put in order.
    PersonName person_name(NodeId element) const {
        std::string forename = text(child(element, "forename"));
        std::string surname = text(child(element, "surname"));
        if (forename.empty() || surname.empty()) return person_name_of(text(element));
        PersonName made{forename + " " + surname, surname + ", " + forename};
        if (mapper_.has_own_text(element)) {
            std::string written = text(element);
            if (written != made.file_as) made.display = written;
        }
        return made;
    }

    void contributor(NodeId element, std::string_view fallback) {
        PersonName name = person_name(name_in(element));
        if (name.display.empty()) return;
        std::string_view role = mapper_.attribute(element, "role");
        std::string code = role.empty() ? std::string(fallback) : relator_code(role);
        if (code == "oth") code = fallback;
        known_.contributors.push_back({std::move(name.display), std::move(code), std::move(name.file_as)});
    }

    void responsibility(NodeId statement) {
        std::string code = relator_code(text(child(statement, "resp")));
        for (NodeId at = document_.first_child_element(statement); at; at = document_.next_sibling_element(at)) {
            bool named =
                mapper_.is_source(at, "name") || mapper_.is_source(at, "persName") || mapper_.is_source(at, "orgName");
            if (!named || text(at).empty()) continue;
            PersonName name = person_name(at);
            known_.contributors.push_back(
                {std::move(name.display), code == "oth" ? "ctb" : code, std::move(name.file_as)});
        }
    }

    void publication_statement(NodeId statement) {
        each(statement, "publisher", [&](NodeId at) { fill(known_.publisher, text(at)); });
        each(statement, "distributor", [&](NodeId at) { fill(known_.publisher, text(at)); });
        each(statement, "pubPlace", [&](NodeId at) { fill(known_.place, text(at)); });
        each(statement, "date", [&](NodeId at) {
            std::string when(trimmed(mapper_.attribute(at, "when")));
            if (!mapper_.is_source(document_.node(at).parent, "licence"))
                fill(known_.date, when.empty() ? text(at) : when);
        });
        each(statement, "idno", [&](NodeId at) {
            if (std::string value = text(at); !value.empty() && !child(at, "idno")) {
                known_.identifiers.push_back(identifier_of(value, mapper_.attribute(at, "type")));
            }
        });
        if (NodeId availability = child(statement, "availability")) rights(availability);
    }

    void rights(NodeId availability) {
        std::string said = text(availability);
        NodeId licence = child(availability, "licence");
        std::string_view target = licence ? mapper_.attribute(licence, "target") : std::string_view{};
        if (said.empty()) said = target;
        fill(known_.rights, said);
    }

    void series_statement(NodeId statement) {
        fill(known_.series, text(child(statement, "title")));
        fill(known_.series_position, text(child(statement, "biblScope")));
    }

    void source_description(NodeId description) {
        bool digital = lower_ascii(text(description)).starts_with("born digital");
        for (std::string_view local :
             {std::string_view("bibl"), std::string_view("biblFull"), std::string_view("biblStruct")}) {
            if (NodeId found = child(description, local)) fill(known_.source, text(found));
        }
        if (!digital) fill(known_.source, text(child(description, "p")));
        page_source(description);
    }

    /// The edition whose pages `pb` tells: its ISBN, else the first identifier of the source's description.
    void page_source(NodeId description) {
        std::string other;
        each(description, "idno", [&](NodeId at) {
            std::string value = text(at);
            if (value.empty() || child(at, "idno")) return;
            dom::Identifier identifier = identifier_of(value, mapper_.attribute(at, "type"));
            fill(identifier.scheme == "isbn" ? known_.page_source : other, identifier.value);
        });
        fill(known_.page_source, other);
    }

    void profile_description(NodeId profile) {
        if (NodeId usage = child(profile, "langUsage")) {
            if (NodeId language = child(usage, "language"))
                fill(known_.language, language_tag(mapper_.attribute(language, "ident")));
        }
        each(profile, "keywords", [&](NodeId keywords) {
            each(keywords, "term", [&](NodeId at) {
                if (std::string term = text(at); !term.empty()) known_.subjects.push_back(std::move(term));
            });
        });
        each(profile, "abstract", [&](NodeId at) { fill(known_.description, text(at)); });
    }

    Mapper& mapper_;
    dom::Document& document_;
    dom::Metadata& known_;
    NodeId header_;
};

}  // namespace

void collect_metadata(Mapper& mapper, NodeId header) { HeaderReader(mapper, header).read(); }

}  // namespace octavo::read::tei
