// What is known about a work and its edition. Filled by a reader from the source's header, completed by the edition file.
#pragma once
#include <string>
#include <vector>

#include "base/source.h"

namespace octavo::dom {

/// What a package says about one of its statements: EPUB's meta with `refines`; "xml:lang" and "dir" stand for attributes.
struct Refinement {
    std::string property, value;
    std::string scheme{};
    friend bool operator==(Refinement const&, Refinement const&) = default;
};

/// A statement of a package that no field of Metadata holds, to be said again in the e-book.
struct Statement {
    std::string name;      ///< "dc:type", or the property of a meta
    std::string value;
    std::string scheme{};
    std::vector<Refinement> refinements{};
};

struct Contributor {
    std::string name;
    std::string role;      ///< MARC relator code: aut, edt, trl, ill, …
    std::string file_as;   ///< sorting form; may be empty
    std::string element{};  ///< "dc:creator" or "dc:contributor" where a package says which; empty: by the role
    std::vector<Refinement> refinements{};  ///< beyond role and sorting form
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
    std::vector<Refinement> title_refinements;  ///< beyond its type and place
    std::vector<Statement> statements;    ///< of a package, in order
    std::string prefixes;                 ///< of the properties in `statements`, as a package declares them
    std::string progression;              ///< "rtl" or "ltr" where a package says so
    std::string modified;                 ///< date and time in UTC that goes into the products; set by edition/
    std::string cover;                    ///< resource name of the cover picture; may be empty
    base::SourceSpan where;               ///< of the source's header
};

}  // namespace octavo::dom
