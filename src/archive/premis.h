// What happened to a package's files, as PREMIS 3 says it (https://www.loc.gov/standards/premis/v3/): objects, events, agents.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace octavo::archive {

struct PremisObject {
    std::string name;                  ///< from the bag's folder; identifies the object
    std::string digest;                ///< SHA-512
    std::uint64_t size = 0;
    std::string original_name;         ///< where it came from; may be empty
    bool made_here = false;            ///< octavo made it: it is its creating application
    std::vector<std::string> made_of;  ///< names of the objects it was derived from
    std::vector<std::string> documents;///< names of the objects that this one documents (a report)
    std::vector<std::string> events;   ///< identifiers
};

struct PremisEvent {
    std::string identifier, type, time;
    std::string detail;                ///< what was done, and how
    std::string outcome;               ///< "success"
    std::string outcome_note;          ///< may be empty
    std::vector<std::string> sources, outcomes;  ///< names of objects
};

/// A program; `note`: the libraries it ran with.
struct PremisAgent {
    std::string identifier, name, version;
    std::vector<std::string> notes;
    std::vector<std::string> events;
};

struct Premis {
    std::vector<PremisObject> objects;
    std::vector<PremisEvent> events;
    PremisAgent agent;
};

[[nodiscard]] std::string write_premis(Premis const& premis);

/// By the name's ending, e.g. "application/epub+zip"; "application/octet-stream" where it is not known.
[[nodiscard]] std::string_view media_type_of(std::string_view name);

}  // namespace octavo::archive
