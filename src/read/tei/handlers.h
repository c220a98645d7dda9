// What the rows of TEI's element table call. One file a subject: structure, notes, lists, tables, …
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/mapper.h"

namespace octavo::read::tei {

/// A private scheme of references: `prefixDef`.
struct PrefixDefinition {
    std::string ident, pattern, replacement;
};

/// What the handlers share while one document is mapped.
class TeiMapper final : public Mapper {
public:
    TeiMapper(ReadContext& context, base::Name ns);
    std::vector<PrefixDefinition> prefixes;
    std::unordered_map<std::string, std::string> glyphs;  ///< text by the xml:id of char or glyph

protected:
    void map_foreign(dom::NodeId element) override;
};

[[nodiscard]] std::span<ElementRow const> element_table();

/// rend → classes "rend-…", rendition → classes "rendition-…", style → style.
void apply_rendering(Mapper& mapper, dom::NodeId element);
/// `rendition` and `tagUsage` of the header become one DocumentStyle.
void collect_renditions(Mapper& mapper, dom::NodeId header);
/// teiHeader → Metadata; what is known already is kept.
void collect_metadata(Mapper& mapper, dom::NodeId header);
void collect_glyphs(TeiMapper& mapper, dom::NodeId header);
void collect_prefixes(TeiMapper& mapper, dom::NodeId header);
/// The reference with a private scheme replaced by what its definition says.
[[nodiscard]] std::string expand_reference(Mapper& mapper, std::string_view reference);

/// An example of markup (egXML): a listing of the source's tags and text.
void map_example(Mapper& mapper, dom::NodeId element);

// --- structure
Children text(Mapper& mapper, dom::NodeId element);
Children division(Mapper& mapper, dom::NodeId element);
Children head(Mapper& mapper, dom::NodeId element);
Children title_page(Mapper& mapper, dom::NodeId element);
Children title_part(Mapper& mapper, dom::NodeId element);
Children generated(Mapper& mapper, dom::NodeId element);
Children spec_description(Mapper& mapper, dom::NodeId element);
Children addr_line(Mapper& mapper, dom::NodeId element);
// --- lists and tables
Children list(Mapper& mapper, dom::NodeId element);
Children item(Mapper& mapper, dom::NodeId element);
Children label(Mapper& mapper, dom::NodeId element);
Children entries(Mapper& mapper, dom::NodeId element);
Children entry(Mapper& mapper, dom::NodeId element);
Children cast_list(Mapper& mapper, dom::NodeId element);
Children table(Mapper& mapper, dom::NodeId element);
Children cell(Mapper& mapper, dom::NodeId element);
// --- figures
Children figure(Mapper& mapper, dom::NodeId element);
Children graphic(Mapper& mapper, dom::NodeId element);
Children binary_object(Mapper& mapper, dom::NodeId element);
// --- within lines
Children highlight(Mapper& mapper, dom::NodeId element);
Children quotation(Mapper& mapper, dom::NodeId element);
Children title(Mapper& mapper, dom::NodeId element);
Children date(Mapper& mapper, dom::NodeId element);
Children reference(Mapper& mapper, dom::NodeId element);
Children pointer(Mapper& mapper, dom::NodeId element);
Children glyph(Mapper& mapper, dom::NodeId element);
Children space(Mapper& mapper, dom::NodeId element);
Children line_break(Mapper& mapper, dom::NodeId element);
// --- notes and the editor's work
Children note(Mapper& mapper, dom::NodeId element);
Children choice(Mapper& mapper, dom::NodeId element);
Children substitution(Mapper& mapper, dom::NodeId element);
Children apparatus(Mapper& mapper, dom::NodeId element);
Children gap(Mapper& mapper, dom::NodeId element);
// --- points
Children page_break(Mapper& mapper, dom::NodeId element);
Children column_break(Mapper& mapper, dom::NodeId element);
Children milestone(Mapper& mapper, dom::NodeId element);
Children anchor(Mapper& mapper, dom::NodeId element);
Children span_start(Mapper& mapper, dom::NodeId element);
Children index_term(Mapper& mapper, dom::NodeId element);
// --- bibliography
Children bibl(Mapper& mapper, dom::NodeId element);
Children bibl_struct(Mapper& mapper, dom::NodeId element);

}  // namespace octavo::read::tei
