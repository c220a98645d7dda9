#include <fmt/format.h>
#include <libxml/parser.h>

#include "xml/document.h"
#include "xml/events.h"
#include "xml/session.h"

namespace octavo::xml {

Outcome read_events(io::Workspace& workspace, std::string_view reference, EventHandler& handler,
                    base::StageContext const& context, base::Diagnostics& diagnostics) {
    static bool const ready = [] {
        xmlInitParser();
        return true;
    }();
    (void)ready;
    Session session(workspace, handler, context, diagnostics);
    auto resource = workspace.read(reference, {}, {});
    if (!resource) {
        session.fatal(std::move(resource.error()));
        return Outcome::failed;
    }
    auto source = decode(std::move(*resource), {}, context.files);
    if (!source) {
        session.fatal(std::move(source.error()));
        return Outcome::failed;
    }
    read_document(session, *source, {}, {});
    session.rethrow();
    return session.stopped() ? Outcome::failed : Outcome::complete;
}

}  // namespace octavo::xml
