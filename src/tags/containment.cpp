#include "tags/containment.h"

#include <array>
#include <initializer_list>

namespace octavo::tags {
namespace {

using enum StructureType;

using TypeSet = std::uint64_t;
static_assert(static_cast<int>(formula) < 64);

constexpr TypeSet set(std::initializer_list<StructureType> types) {
    TypeSet bits = 0;
    for (StructureType type : types) bits |= TypeSet{1} << static_cast<unsigned>(type);
    return bits;
}

constexpr TypeSet headings = set({h1, h2, h3, h4, h5, h6}), asides = set({aside, group}),
                  sections = set({part, art, sect, div, block_quote}) | asides, table_inside = set({tr, th, td, thead, tbody, tfoot}),
                  ruby_inside = set({rb, rt, rp}), contents = set({toc, toci}), list_inside = set({li, lbody}),
                  inside = table_inside | ruby_inside | set({toci}) | list_inside;
/// What stands in lines, but for Link, Code, Formula, Figure and notes.
constexpr TypeSet in_line = set({span, quote, reference, bib_entry, ruby});
constexpr TypeSet any_inline = in_line | set({note, code, link, figure, formula});
constexpr TypeSet blocks = sections | contents | headings | set({document, index, p, l, table});

struct Row {
    StructureType parent;
    TypeSet forbidden;
};
// What the table forbids; parents that are not here may contain anything.
constexpr std::array rows{
    Row{document, inside | in_line | set({caption, lbl})},
    Row{art, inside | in_line | set({document, art})},
    Row{sect, inside | in_line | set({document})},
    Row{aside, inside | asides | set({span, quote, bib_entry, ruby})},
    Row{group, inside | asides | set({span, quote, bib_entry, ruby})},
    Row{block_quote, inside | asides | set({span, quote, bib_entry, ruby})},
    Row{caption, inside | contents | set({document, caption})},
    Row{toc, (inside & ~set({toci})) | (blocks & ~contents) | any_inline | set({lbl})},
    Row{toci, inside | (sections & ~set({div})) | headings | (any_inline & ~set({reference})) | set({document, caption, index, l, table})},
    Row{index, inside | contents | asides | set({document, art, block_quote, index, lbl, span, quote, bib_entry, code, link, ruby})},
    Row{p, inside | sections | contents | headings | set({document, caption, index, p})},
    Row{l, (inside & ~set({li})) | (blocks & ~set({l})) | any_inline | set({lbl})},
    Row{li, (inside & ~set({lbody})) | (blocks & ~set({div})) | any_inline | set({caption})},
    Row{lbl, inside | blocks | set({caption, lbl})},
    Row{lbody, inside | contents | set({document, lbl})},
    Row{table, (inside & ~set({tr, thead, tbody, tfoot})) | blocks | any_inline | set({lbl})},
    Row{tr, (inside & ~set({th, td})) | blocks | any_inline | set({caption, lbl})},
    Row{thead, (inside & ~set({tr})) | blocks | any_inline | set({caption, lbl})},
    Row{tbody, (inside & ~set({tr})) | blocks | any_inline | set({caption, lbl})},
    Row{tfoot, (inside & ~set({tr})) | blocks | any_inline | set({caption, lbl})},
    Row{th, inside | contents | asides | set({document, part, block_quote, caption})},
    Row{td, inside | contents | asides | set({document, part, block_quote, caption})},
    Row{span, inside | blocks | set({caption})},
    Row{quote, inside | blocks | set({caption})},
    Row{note, inside | contents | headings | set({document, index, bib_entry})},
    Row{reference, inside | blocks | set({caption, quote, reference, code, ruby, formula})},
    Row{bib_entry, inside | (blocks & ~set({part, div, p})) | set({caption, quote, bib_entry, code, ruby, formula})},
    Row{code, inside | (blocks & ~set({part, div})) | set({caption, lbl, quote, code, ruby, figure, formula})},
    Row{link, inside | contents | set({document, index, link})},
    Row{ruby, (inside & ~ruby_inside) | blocks | any_inline | set({caption, lbl})},
    Row{rb, inside | blocks | set({caption, lbl, note, bib_entry, code, ruby, figure, formula})},
    Row{rt, inside | blocks | set({caption, lbl, note, bib_entry, code, ruby, figure, formula})},
    Row{rp, inside | blocks | set({caption, lbl, note, bib_entry, code, ruby, figure, formula})},
    Row{figure, inside | contents | set({document})},
    Row{formula, inside | contents | set({document, art, sect})},
};

constexpr TypeSet in_heading = inside | (blocks & ~set({art, sect})) | set({caption});

constexpr auto forbidden_by_parent = [] {
    std::array<TypeSet, 64> table{};
    for (StructureType heading : {h1, h2, h3, h4, h5, h6}) table[static_cast<std::size_t>(heading)] = in_heading;
    for (Row const& row : rows) table[static_cast<std::size_t>(row.parent)] = row.forbidden;
    return table;
}();

/// What the type may become, the nearest first.
std::initializer_list<StructureType> substitutes(StructureType type) {
    static constexpr std::initializer_list<StructureType> for_heading{p, span}, for_block{div, span}, for_inline{span, p};
    TypeSet bit = set({type});
    if (((headings | set({caption})) & bit) != 0) return for_heading;
    if (((sections | set({index, p})) & bit) != 0) return for_block;
    return for_inline;
}

class Softener {
public:
    explicit Softener(StructureTree& tree) : tree_(tree) {}

    void run() {
        path_ = {{ElementId(std::uint32_t{0}), document}};
        while (!path_.empty()) {
            Step step = path_.back();
            path_.pop_back();
            std::uint32_t count = tree_.elements[step.element].kid_count;
            for (std::uint32_t i = 0; i < count; ++i) visit(step, i);
        }
    }

private:
    struct Step {
        ElementId element;
        StructureType around;   ///< the nearest element around its kids that is no Div or Part
    };

    void visit(Step const& step, std::uint32_t index) {
        Element const& parent = tree_.elements[step.element];
        Kid const& kid = tree_.kids[parent.first_kid + index];
        if (kid.kind != Kid::Kind::element) return;
        StructureType& type = tree_.elements[ElementId(kid.value)].type;
        // The first or the last kid (PDF/UA-2 8.2.5.27), which is not known of kids of a Div or Part, which count among their parent's.
        bool at_edge = index == 0 || index + 1 == parent.kid_count;
        bool misplaced = type == caption && (parent.type == div || parent.type == part || !at_edge);
        if (misplaced || !may_contain(step.around, type)) replace(step, ElementId(kid.value));
        path_.push_back({ElementId(kid.value), type == div || type == part ? step.around : type});
    }

    void replace(Step const& step, ElementId id) {
        StructureType& type = tree_.elements[id].type;
        if (type == caption && holds_blocks(id)) {
            type = div;
            return;
        }
        for (StructureType other : substitutes(type)) {
            if (!may_contain(step.around, other)) continue;
            type = other;
            return;
        }
    }

    [[nodiscard]] bool holds_blocks(ElementId id) const {
        Element const& element = tree_.elements[id];
        for (std::uint32_t i = element.first_kid; i < element.first_kid + element.kid_count; ++i) {
            if (tree_.kids[i].kind != Kid::Kind::element) continue;
            StructureType type = tree_.elements[ElementId(tree_.kids[i].value)].type;
            if ((blocks & set({type})) != 0 && type != table && type != l) return true;
        }
        return false;
    }

    StructureTree& tree_;
    std::vector<Step> path_;
};

}  // namespace

bool may_contain(StructureType parent, StructureType child) {
    return (forbidden_by_parent[static_cast<std::size_t>(parent)] & set({child})) == 0;
}

void soften(StructureTree& tree) { Softener(tree).run(); }

}  // namespace octavo::tags
