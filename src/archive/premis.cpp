#include "archive/premis.h"

#include <array>

#include "xml/serialise.h"

namespace octavo::archive {
namespace {

constexpr std::string_view premis_namespace = "http://www.loc.gov/premis/v3";

struct MediaTypeRow {
    std::string_view ending, type;
};
/// https://www.iana.org/assignments/media-types/
constexpr std::array media_types{
    MediaTypeRow{"xml", "application/xml"},       MediaTypeRow{"tei", "application/tei+xml"},   MediaTypeRow{"xhtml", "application/xhtml+xml"},
    MediaTypeRow{"html", "text/html"},            MediaTypeRow{"opf", "application/oebps-package+xml"},
    MediaTypeRow{"css", "text/css"},              MediaTypeRow{"toml", "application/toml"},     MediaTypeRow{"txt", "text/plain"},
    MediaTypeRow{"json", "application/json"},     MediaTypeRow{"pdf", "application/pdf"},       MediaTypeRow{"epub", "application/epub+zip"},
    MediaTypeRow{"png", "image/png"},             MediaTypeRow{"jpg", "image/jpeg"},            MediaTypeRow{"jpeg", "image/jpeg"},
    MediaTypeRow{"svg", "image/svg+xml"},         MediaTypeRow{"otf", "font/otf"},              MediaTypeRow{"ttf", "font/ttf"},
    MediaTypeRow{"ttc", "font/collection"},       MediaTypeRow{"otc", "font/collection"},       MediaTypeRow{"woff", "font/woff"},
    MediaTypeRow{"woff2", "font/woff2"},          MediaTypeRow{"dic", "text/plain"},            MediaTypeRow{"copyright", "text/plain"},
};

class PremisWriter {
public:
    explicit PremisWriter(std::string& out) : xml_(out, xml::Syntax::xml) {}

    void write(Premis const& premis) {
        xml_.declaration();
        open("premis:premis");
        xml_.name_space("premis", premis_namespace);
        xml_.name_space("xsi", "http://www.w3.org/2001/XMLSchema-instance");
        xml_.attribute("xsi:schemaLocation", "http://www.loc.gov/premis/v3 https://www.loc.gov/standards/premis/premis.xsd");
        xml_.attribute("version", "3.0");
        for (PremisObject const& object : premis.objects) write_object(object, premis.agent);
        for (PremisEvent const& event : premis.events) write_event(event, premis.agent);
        write_agent(premis.agent);
        close();
        xml_.text("\n");
    }

private:
    // One element a line, indented: people read this, and no text of it stands beside elements.
    void line() {
        xml_.text("\n");
        for (std::size_t i = 0; i < xml_.depth(); ++i) xml_.text("  ");
    }
    void open(std::string_view name) {
        if (xml_.depth() > 0) line();
        xml_.start(name);
    }
    void close() {
        xml_.text("\n");
        for (std::size_t i = 1; i < xml_.depth(); ++i) xml_.text("  ");
        xml_.end();
    }
    void element(std::string_view name, std::string_view content) {
        line();
        xml_.element(name, content);
    }

    void write_object(PremisObject const& object, PremisAgent const& agent) {
        open("premis:object");
        xml_.attribute("xsi:type", "premis:file");
        identify("premis:objectIdentifier", "premis:objectIdentifierType", "premis:objectIdentifierValue", "bag path", object.name);
        open("premis:objectCharacteristics");
        element("premis:compositionLevel", "0");
        open("premis:fixity");
        element("premis:messageDigestAlgorithm", "SHA-512");
        element("premis:messageDigest", object.digest);
        close();
        element("premis:size", std::to_string(object.size));
        open("premis:format");
        open("premis:formatDesignation");
        element("premis:formatName", media_type_of(object.name));
        close();
        close();
        if (object.made_here) {
            open("premis:creatingApplication");
            element("premis:creatingApplicationName", agent.name);
            element("premis:creatingApplicationVersion", agent.version);
            close();
        }
        close();
        if (!object.original_name.empty()) element("premis:originalName", object.original_name);
        relate("derivation", "has source", object.made_of);
        relate("reference", "documents", object.documents);
        link_events(object.events);
        close();
    }

    void relate(std::string_view type, std::string_view kind, std::vector<std::string> const& names) {
        if (names.empty()) return;
        open("premis:relationship");
        element("premis:relationshipType", type);
        element("premis:relationshipSubType", kind);
        for (std::string const& name : names) {
            identify("premis:relatedObjectIdentifier", "premis:relatedObjectIdentifierType", "premis:relatedObjectIdentifierValue", "bag path", name);
        }
        close();
    }

    void write_event(PremisEvent const& event, PremisAgent const& agent) {
        open("premis:event");
        identify("premis:eventIdentifier", "premis:eventIdentifierType", "premis:eventIdentifierValue", "local", event.identifier);
        element("premis:eventType", event.type);
        element("premis:eventDateTime", event.time);
        open("premis:eventDetailInformation");
        element("premis:eventDetail", event.detail);
        close();
        open("premis:eventOutcomeInformation");
        element("premis:eventOutcome", event.outcome);
        if (!event.outcome_note.empty()) {
            open("premis:eventOutcomeDetail");
            element("premis:eventOutcomeDetailNote", event.outcome_note);
            close();
        }
        close();
        open("premis:linkingAgentIdentifier");
        element("premis:linkingAgentIdentifierType", "local");
        element("premis:linkingAgentIdentifierValue", agent.identifier);
        element("premis:linkingAgentRole", "executing program");
        close();
        for (std::string const& name : event.sources) link_object(name, "source");
        for (std::string const& name : event.outcomes) link_object(name, "outcome");
        close();
    }

    void link_object(std::string_view name, std::string_view role) {
        open("premis:linkingObjectIdentifier");
        element("premis:linkingObjectIdentifierType", "bag path");
        element("premis:linkingObjectIdentifierValue", name);
        element("premis:linkingObjectRole", role);
        close();
    }

    void link_events(std::vector<std::string> const& events) {
        for (std::string const& event : events) {
            identify("premis:linkingEventIdentifier", "premis:linkingEventIdentifierType", "premis:linkingEventIdentifierValue", "local", event);
        }
    }

    void write_agent(PremisAgent const& agent) {
        open("premis:agent");
        identify("premis:agentIdentifier", "premis:agentIdentifierType", "premis:agentIdentifierValue", "local", agent.identifier);
        element("premis:agentName", agent.name);
        element("premis:agentType", "software");
        element("premis:agentVersion", agent.version);
        for (std::string const& note : agent.notes) element("premis:agentNote", note);
        link_events(agent.events);
        close();
    }

    void identify(std::string_view element_name, std::string_view type_name, std::string_view value_name, std::string_view type,
                  std::string_view value) {
        open(element_name);
        element(type_name, type);
        element(value_name, value);
        close();
    }

    xml::Writer xml_;
};

}  // namespace

std::string_view media_type_of(std::string_view name) {
    name = name.substr(name.rfind('/') + 1);  // npos + 1: the whole
    std::string_view ending = name.substr(name.rfind('.') + 1);
    for (MediaTypeRow const& row : media_types) {
        if (row.ending == ending) return row.type;
    }
    return "application/octet-stream";
}

std::string write_premis(Premis const& premis) {
    std::string out;
    PremisWriter(out).write(premis);
    return out;
}

}  // namespace octavo::archive
