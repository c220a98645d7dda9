#include "read/vocabulary.h"

#include <array>
#include <fmt/format.h>

#include "io/zip.h"
#include "read/epub/container.h"
#include "read/epub/package.h"
#include "read/raw_document.h"
#include "read/tei/tei.h"
#include "read/xhtml/xhtml.h"

namespace octavo::read {
namespace {

constexpr std::array rows{
    Vocabulary{"TEI P5", tei::recognises, tei::map},
    Vocabulary{"XHTML", xhtml::recognises, xhtml::map},
    Vocabulary{"EPUB package", epub::recognises_package, epub::map_package},
};

}  // namespace

std::span<Vocabulary const> vocabularies() { return rows; }

bool read_unit(ReadContext& context, std::string_view reference, base::SourceSpan referred_from) {
    if (auto resource = context.workspace.read(reference, {}, referred_from); resource && io::is_archive((*resource)->bytes))
        return epub::read_container(context, **resource);
    RawDocument raw = read_raw(context, reference);
    if (!raw.root) return false;
    dom::Element const& root = context.document.element(raw.root);
    for (Vocabulary const& vocabulary : vocabularies()) {
        if (!vocabulary.recognises(root.source_ns, root.source_local)) continue;
        vocabulary.map(context, {raw.root, {}, raw.name});
        return true;
    }
    context.diagnostics.add(
        {.code = base::Code::read_unknown_vocabulary,
         .severity = base::Severity::error,
         .where = referred_from.known() ? referred_from : context.document.node(raw.root).where,
         .message =
             fmt::format("{}: no reader for a document whose root is <{}>{}", reference, root.source_local.view(),
                         root.source_ns.empty() ? " in no namespace" : fmt::format(" in {}", root.source_ns.view())),
         .hint = "octavo reads TEI P5 (http://www.tei-c.org/ns/1.0), XHTML and EPUB package files"});
    return false;
}

}  // namespace octavo::read
