#include "page/source_places.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "page/fragments.h"
#include "page/telling.h"
#include "text/unicode.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

/// Collects the first place of every character of words with missing glyphs.
class Characters {
public:
    struct Place {
        std::uint32_t page = 0;
        base::SourceSpan where;
        dom::NodeId element;
    };
    Characters(PageSequence const& sequence, layout::LayoutContext const& context) : context_(context) {
        for (page_ = 0; page_ < sequence.pages.size(); ++page_) {
            Page const& page = sequence.pages[page_];
            if (!page.run.valid()) continue;
            store_ = &sequence.store_of(page);
            for (FloatPlacement const& f : page.floats) set_aside(store_->page_floats[f.index].content);
            for (FloatPlacement const& f : page.column_floats) set_aside(store_->column_floats[f.index].content);
            for (ColumnNotes const& under : page.column_notes) {
                for (Placement const& p : under.notes) walk_fragment(*store_, fragment_of(p), *this);
            }
            for (auto const* placements : {&page.flow, &page.notes, &page.margin_notes}) {
                for (Placement const& p : *placements) walk_fragment(*store_, fragment_of(p), *this);
            }
        }
    }
    std::map<char32_t, Place> found;

    // --- called by walk_fragment
    void cell(CellFragment const&) {}
    void row(Fragment const&, Length) {}
    void side_float(layout::SideFloat const& f, Length) { set_aside(f.content); }
    void item(Fragment const& fragment) {
        GalleyItem const& item = store_->galleys[fragment.galley].items[fragment.item];
        if (item.has_floats) walk_floats(*store_, fragment, *this);
        if (item.kind != GalleyItem::Kind::paragraph) return;
        layout::Paragraph const& p = store_->paragraphs[item.index];
        if (p.candidate_count == 0) return;
        auto lines = store_->lines_of(store_->candidates[p.first_candidate + fragment.candidate]);
        for (std::uint32_t l = fragment.first_slice; l < fragment.end_slice; ++l) {
            for (std::uint32_t k = lines[l].first; k < lines[l].end; ++k) look_at(p, store_->pieces[p.first_piece + k]);
        }
    }

private:
    void set_aside(layout::Atomic const& content) {
        if (!content.galley.valid()) return;
        for_items(*store_, content.galley, {0, 0}, [&](Fragment const& part) { walk_fragment(*store_, part, *this); });
    }
    void look_at(layout::Paragraph const& p, layout::Piece const& piece) {
        if (piece.kind != layout::Piece::Kind::word || piece.word == nullptr || !piece.word->missing) return;
        std::string_view text = p.text.substr(piece.begin, piece.bytes);
        for (std::size_t byte = 0; byte < text.size();) {
            auto const [c, length] = text::decode_at(text, byte);
            byte += length;
            if (c >= 0x80 && !found.contains(c)) found.emplace(c, Place{page_, place_of(context_, p, piece), element_of(p, piece)});
        }
    }

    [[nodiscard]] dom::NodeId element_of(layout::Paragraph const& p, layout::Piece const& piece) const {
        dom::Document const& document = context_.styled.document();
        dom::NodeId node = context_.boxes.items[piece.item].node;
        if (!node.valid()) node = context_.boxes.boxes[p.box].node;
        return node.valid() && document.is_text(node) ? document.node(node).parent : node;
    }

    layout::LayoutContext const& context_;
    layout::GalleyStore const* store_ = nullptr;
    std::uint32_t page_ = 0;
};

}  // namespace

base::SourceSpan place_of(layout::LayoutContext const& context, layout::Paragraph const& p, layout::Piece const& piece) {
    dom::Document const& document = context.styled.document();
    box::InlineItem const& item = context.boxes.items[piece.item];
    if (item.kind != box::ItemKind::text || item.generated || !item.node.valid()) {
        dom::NodeId node = context.boxes.boxes[p.box].node;
        return node.valid() ? document.node(node).where : base::SourceSpan{};
    }
    std::uint32_t start = 0;
    for (std::uint32_t i = context.boxes.boxes[p.box].items.first; i < piece.item; ++i) start += layout::text_length(context, i);
    dom::DomPosition at = context.boxes.position(item, piece.begin >= start ? piece.begin - start : 0);
    base::SourceSpan where = document.node(at.node).where;
    if (!document.is_text(at.node)) return where;
    std::string_view before = document.text(at.node).substr(0, at.byte);
    auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    if (lines > 0) where.column = static_cast<std::uint32_t>(at.byte - before.rfind('\n'));
    else where.column += at.byte;
    where.line += lines;
    return where;
}

base::SourceSpan place_of_line(layout::LayoutContext const& context, layout::GalleyStore const& store, layout::Paragraph const& p,
                               layout::Line const& line) {
    for (std::uint32_t k = line.first; k < line.end; ++k) {
        layout::Piece const& piece = store.pieces[p.first_piece + k];
        box::InlineItem const& item = context.boxes.items[piece.item];
        if (item.kind == box::ItemKind::text && !item.generated && item.node.valid()) return place_of(context, p, piece);
    }
    dom::NodeId node = context.boxes.boxes[p.box].node;
    return node.valid() ? context.styled.document().node(node).where : base::SourceSpan{};
}

base::Diagnostics with_places(base::Diagnostics const& told, ReportInput const& input) {
    PageSequence const& sequence = input.sequence;
    std::map<char32_t, Characters::Place> places;
    if (told.has(base::Code::text_missing_glyph)) places = Characters(sequence, input.context).found;
    base::Diagnostics result;
    for (base::Diagnostic d : told.all()) {
        std::size_t number = d.message.find("U+");
        std::uint32_t c = 0;
        if (d.code == base::Code::text_missing_glyph && number != std::string::npos) {
            (void)std::from_chars(d.message.data() + number + 2, d.message.data() + d.message.size(), c, 16);
        }
        if (auto found = places.find(c); c != 0 && found != places.end()) {
            d.where = found->second.where;
            d.message = page_prefix(sequence, found->second.page) + d.message;
            std::string rule = rule_hint(input.rule, found->second.element, "font-family");
            if (!rule.empty()) d.hint += "; " + rule;
        }
        result.add(std::move(d));
    }
    return result;
}

}  // namespace octavo::page
