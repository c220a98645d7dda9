// Carries out one xi:include: as XML (the whole document or the element that xpointer names) or as text.
#pragma once
#include <optional>

#include "xml/session.h"

namespace octavo::xml {

/// Reads what the element `event` names and hands it to the session. What kept it from being read (for xi:fallback),
/// else nothing; of code xinclude_failed if the file was read, but has not the part asked for or is no text. What no
/// fallback mends (loops, wrong attributes, included XML that is not well-formed) is told as fatal.
[[nodiscard]] std::optional<base::Diagnostic> include(Session& session, StartEvent const& event);

}  // namespace octavo::xml
