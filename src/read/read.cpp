#include "read/read.h"

#include <fmt/format.h>

#include "read/passes/passes.h"
#include "read/vocabulary.h"

namespace octavo::read {
namespace {

bool read_sources(ReadContext& context, std::vector<std::string> const& sources) {
    bool all = true;
    for (std::string const& source : sources) {
        if (context.context.cancelled()) {
            context.diagnostics.add({.code = base::Code::run_cancelled,
                                     .severity = base::Severity::error,
                                     .message = "reading was cancelled"});
            return false;
        }
        all = read_unit(context, source, {}) && all;
    }
    // A part of a package that cannot be read is as fatal as a source.
    return all && !context.diagnostics.has(base::Severity::fatal);
}

void run_passes(ReadContext& context, ReadOptions const& options) {
    dom::Document& document = context.document;
    Targets targets(document);
    passes::join(context);
    targets.collect(context);
    passes::resolve_links(context, targets);
    passes::resolve_navigation(context, targets);
    passes::gather_notes(context, targets);
    for (Unit const& unit : context.units) {
        if (!unit.made_of_table) continue;
        passes::rank_headings(document, unit.body);
        passes::split_paragraphs(document, unit.body);
    }
    passes::list_mentions(context, targets);
    passes::place_index(context, options);
    passes::fill_contents(document, targets, options);
    passes::set_languages(context);
    passes::fill_indexes(context, targets, options);
    passes::place_anchors(context, targets);
    document.index_ids();
}

}  // namespace

std::optional<dom::Document> read_document(io::Workspace& workspace, std::vector<std::string> const& sources,
                                           base::StageContext const& stage, base::Diagnostics& diagnostics,
                                           ReadOptions const& options) {
    dom::Document document;
    ReadContext context{document, workspace, stage, diagnostics};
    if (!read_sources(context, sources)) return std::nullopt;
    if (context.units.empty()) {
        diagnostics.add({.code = base::Code::read_empty,
                         .severity = base::Severity::error,
                         .message = "there is no document to read"});
        return std::nullopt;
    }
    run_passes(context, options);
    if (!document.first_child_element(document.body())) {
        diagnostics.add({.code = base::Code::read_empty,
                         .severity = base::Severity::warning,
                         .where = document.node(document.root()).where,
                         .message = "the document is empty"});
    }
    return document;
}

}  // namespace octavo::read
