// What is known about a work and its edition. Filled by a reader from the source's header, completed by the edition file.
#pragma once
#include <string>
#include <vector>

#include "base/source.h"

namespace octavo::dom {

struct Contributor {
    std::string name;
    std::string role;      ///< MARC relator code: aut, edt, trl, ill, …
    std::string file_as;   ///< sorting form; may be empty
};

struct Identifier {
    std::string value;     ///< e.g. "urn:isbn:9780000000002", "urn:uuid:…"
    std::string scheme;    ///< "isbn", "uuid", "doi", "uri" or empty
};

struct Metadata {
    std::string title, subtitle;
    std::string language;                 ///< BCP 47
    std::vector<Contributor> contributors;  ///< in order; role "aut" are the authors
    std::vector<Identifier> identifiers;  ///< the first is the edition's own
    std::string place;                    ///< of publication
    std::string publisher, rights, description, source;
    std::string date;                     ///< W3C date: 2026, 2026-11, 2026-11-24 or with time; the edition's date
    std::string page_source;              ///< identifier of the older edition whose pages the source records; may be empty
    std::string series, series_position;
    std::vector<std::string> subjects;
    std::string modified;                 ///< date and time in UTC that goes into the products; set by edition/
    std::string cover;                    ///< resource name of the cover picture; may be empty
    base::SourceSpan where;               ///< of the source's header
};

}  // namespace octavo::dom
