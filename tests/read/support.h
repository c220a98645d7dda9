// What the readers' tests share: reading a text from memory or a file of the corpus, and finding elements.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "dom/dump.h"
#include "read/read.h"
#include "source_folder.h"

namespace octavo::test {

/// Reads sources and keeps what belongs to them.
struct Reading {
    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    std::unique_ptr<io::Workspace> workspace;
    std::optional<dom::Document> document;

    Reading() { context.files = &files; }

    [[nodiscard]] std::string messages() const {
        std::string out;
        for (auto const& diagnostic : diagnostics.all()) out += base::render(diagnostic, files) + "\n";
        return out;
    }
    [[nodiscard]] dom::NodeId id(std::string_view wanted) const { return document->by_id(wanted); }
    /// The first element with that HTML name, none when there is none.
    [[nodiscard]] dom::NodeId first(std::string_view html) const {
        for (auto at = document->root(); at; at = document->next_in_order(at)) {
            if (document->is_element(at) && document->element(at).html.view() == html) return at;
        }
        return {};
    }
    [[nodiscard]] dom::NodeId first_source(std::string_view local) const {
        for (auto at = document->root(); at; at = document->next_in_order(at)) {
            if (document->is_element(at) && document->element(at).source_local.view() == local) return at;
        }
        return {};
    }
    [[nodiscard]] std::string dump_of(dom::NodeId node) const { return dom::dump_subtree(*document, node, files); }
    [[nodiscard]] std::string dump_body() const { return dump_of(document->body()); }
};

struct Source {
    std::string name, text;
};

inline std::unique_ptr<Reading> read_sources(std::vector<Source> const& sources,
                                             std::vector<std::string> const& names) {
    auto reading = std::make_unique<Reading>();
    auto memory = io::make_memory_workspace(reading->context);
    for (Source const& source : sources) memory->put(source.name, source.text);
    reading->workspace = std::move(memory);
    reading->document = read::read_document(*reading->workspace, names, reading->context, reading->diagnostics);
    return reading;
}

/// A TEI document with this text as its body's content.
inline std::unique_ptr<Reading> read_tei(std::string_view body, std::string_view header = "") {
    std::string text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">";
    text += header;
    text += "<text><body>";
    text += body;
    text += "</body></text></TEI>";
    return read_sources({{"a.xml", text}}, {"a.xml"});
}

inline std::unique_ptr<Reading> read_disk(std::string const& root, std::string const& name) {
    auto reading = std::make_unique<Reading>();
    auto workspace = io::open_disk_workspace(root, reading->context);
    if (!workspace) return reading;
    reading->workspace = std::move(*workspace);
    reading->document = read::read_document(*reading->workspace, {name}, reading->context, reading->diagnostics);
    return reading;
}

inline std::string corpus() {
    if (char const* set = std::getenv("OCTAVO_CORPUS")) return set;
    return std::string(source_folder) + "/../shared/corpus";
}

inline std::string slurp(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The dump without positions, for cases that are about structure.
inline std::string without_positions(std::string const& dump) {
    std::istringstream lines(dump);
    std::string out;
    for (std::string line; std::getline(lines, line);) {
        auto at = line.rfind(" @");
        bool position = at != std::string::npos && line.find_first_not_of("0123456789:", at + 2) == std::string::npos;
        out += (position ? line.substr(0, at) : line) + "\n";
    }
    return out;
}

}  // namespace octavo::test
