// Reads sources of any vocabulary into one Document.
//
// Input: one or several resources of a Workspace, in order; TEI P5, XHTML, an EPUB or its package file (OPF), whose
// spine is read. Output: the Document, its ids indexed. Algorithm: XML events become a raw tree (source names, all attributes,
// texts verbatim, positions); the vocabulary's table maps it in place to HTML names and roles; then the passes all
// vocabularies share: anchors, ids, references, notes, headings, languages, paragraphs, contents, mentions. Several
// sources stand one after the other in one body. Cost: linear in the bytes. A Document is missing only where nothing
// could be read; the diagnostics then say why.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/stage_context.h"
#include "dom/document.h"
#include "io/workspace.h"

namespace octavo::read {

/// What an edition wants made while its sources are read.
struct ReadOptions {
    std::string index{};     ///< where the source marks terms but says nothing of where its index stands: "auto", or a heading
    std::uint32_t contents_depth = 3;  ///< levels of a contents: readers look for chapters and sections, the outline has them all
    std::string language{};  ///< of the generated parts, where the source does not say its own
};

[[nodiscard]] std::optional<dom::Document> read_document(io::Workspace& workspace,
                                                         std::vector<std::string> const& sources,
                                                         base::StageContext const& context,
                                                         base::Diagnostics& diagnostics, ReadOptions const& options = {});

// --- what an edition may ask for beyond its source (edition policy: not done by read_document)

/// Puts a section of role titlepage first, made from the metadata, where the document has none. True when it did.
bool ensure_title_page(dom::Document& document);

/// Puts an imprint behind the title page (publisher and date, rights, the edition's identifier) where the document has none
/// and its metadata say who publishes it under which rights. Returns whether it did.
bool ensure_imprint(dom::Document& document);

/// Puts a generated contents (nav of role toc) before the body matter, where the document has none. `heading` may be
/// empty. True when it did.
bool ensure_contents(dom::Document& document, std::string_view heading, std::uint32_t depth = 3);

}  // namespace octavo::read
