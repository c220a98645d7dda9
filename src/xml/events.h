// Reads XML as events with true positions. XInclude is expanded here, so an event of an included file carries that file's id.
//
// Input: a resource of the Workspace. Output: calls to an EventHandler, in document order. Entities are expanded: the XML
// five, the HTML and ISO sets (built in: no DTD is fetched), and internal ones within Limits::entity_expansion. Adjacent
// character data is one text event per run between markup within one file. Comments are dropped; processing instructions are told.
// Not well-formed input ends the reading with a fatal xml_not_well_formed diagnostic (file:line:column, what was expected).
// Cost: linear in the bytes; positions are found by scanning each start tag once.
#pragma once
#include <span>
#include <string_view>

#include "base/name.h"
#include "base/stage_context.h"
#include "io/workspace.h"

namespace octavo::xml {

struct AttributeEvent {
    base::Name ns;               ///< namespace URI; empty: none
    base::Name local;
    std::string_view value;      ///< normalised as XML 1.0 §3.3.3 says; valid during the call
};

struct StartEvent {
    base::Name ns;
    base::Name local;
    base::Name prefix;
    std::span<AttributeEvent const> attributes;  ///< without namespace declarations
    base::SourceSpan where;      ///< of the tag's '<'
    std::string_view base_name;  ///< name of the resource this element stands in (for relative references; xml:base applied)
};

class EventHandler {
public:
    virtual ~EventHandler() = default;
    virtual void start_element(StartEvent const& event) = 0;
    virtual void end_element(base::SourceSpan where) = 0;
    /// `where`: of the first byte. The text is UTF-8, line ends normalised to U+000A.
    virtual void text(std::string_view text, base::SourceSpan where) = 0;
    virtual void processing_instruction(std::string_view /*target*/, std::string_view /*data*/, base::SourceSpan /*where*/) {}
};

enum class Outcome : unsigned char { complete, failed };

/// Reads `reference` (as Workspace::read takes it) and everything it includes. `failed` after a fatal diagnostic: the handler
/// has then been called for what came before, and the caller throws that away.
Outcome read_events(io::Workspace& workspace, std::string_view reference, EventHandler& handler, base::StageContext const& context,
                    base::Diagnostics& diagnostics);

}  // namespace octavo::xml
