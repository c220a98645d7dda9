#include "page/report.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_set>

#include "layout/inline/line_break.h"
#include "layout/task.h"
#include "page/fragments.h"
#include "page/source_places.h"
#include "page/telling.h"

namespace octavo::page {
namespace {

using base::Code;
using layout::GalleyItem;

constexpr std::uint32_t least_resolution = 300;   // pixels an inch: what printers ask for
constexpr Length noticed = base::point / 2;       // a line this much too long is seen

class Reporter {
public:
    Reporter(ReportInput const& input, base::Diagnostics& diagnostics)
        : sequence_(input.sequence), context_(input.context), telling_(input, diagnostics) {}

    void run() {
        for (page_ = 0; page_ < sequence_.pages.size(); ++page_) {
            Page const& page = sequence_.pages[page_];
            if (!page.run.valid()) continue;
            store_ = &sequence_.store_of(page);
            for (Placement const& placement : page.flow) {
                if (placement.repeated) continue;
                walk_fragment(*store_, fragment_of(placement), *this);
            }
            for (FloatPlacement const& f : page.floats) set_aside(store_->page_floats[f.index].content);
            for (FloatPlacement const& f : page.column_floats) set_aside(store_->column_floats[f.index].content);
            for (ColumnNotes const& under : page.column_notes) {
                for (Placement const& placement : under.notes) walk_fragment(*store_, fragment_of(placement), *this);
            }
            for (Placement const& placement : page.notes) walk_fragment(*store_, fragment_of(placement), *this);
            margin_notes(page);
        }
        telling_.finish();
    }

    // --- called by walk_fragment
    void cell(CellFragment const&) {}
    void row(Fragment const&, Length) {}
    void side_float(layout::SideFloat const& f, Length) { set_aside(f.content); }
    void item(Fragment const& fragment) {
        GalleyItem const& item = store_->galleys[fragment.galley].items[fragment.item];
        if (item.has_floats) walk_floats(*store_, fragment, *this);
        if (item.kind == GalleyItem::Kind::paragraph) paragraph(store_->paragraphs[item.index], fragment);
        if (item.kind == GalleyItem::Kind::atomic && item.box.valid()) {
            layout::Edges edges = layout::padding_and_border(context_.styled.style(item.style), item.width);
            picture(item.box, item.width - edges.inline_sum());
        }
    }

private:
    void set_aside(layout::Atomic const& content) {
        if (content.galley.valid()) {
            for_items(*store_, content.galley, {0, 0}, [&](Fragment const& part) { walk_fragment(*store_, part, *this); });
        } else if (content.box.valid()) {
            css::ComputedStyle const& style = context_.styled.style(context_.boxes.boxes[content.box].style);
            layout::Edges edges = layout::padding_and_border(style, content.width), margins = layout::margins_of(style, content.width);
            picture(content.box, content.width - edges.inline_sum() - margins.inline_sum());
        }
    }

    struct Finding {
        Code code;
        dom::NodeId element;
        base::SourceSpan where;
        std::string_view property;
    };

    void tell(Finding const& finding, std::string message) {
        telling_.tell({finding.code, base::Severity::warning, page_, finding.element, finding.where, finding.property, std::move(message)});
    }

    [[nodiscard]] dom::NodeId element_of(layout::Paragraph const& p) const { return context_.boxes.boxes[p.box].node; }

    [[nodiscard]] std::string start_of(layout::Paragraph const& p, layout::Line const& line) const {
        layout::Piece const& first = store_->pieces[p.first_piece + line.first];
        layout::Piece const& last = store_->pieces[p.first_piece + line.end - 1];
        std::size_t begin = std::min<std::size_t>(first.begin + line.first_byte, p.text.size());
        std::size_t end = std::min<std::size_t>(last.begin + (line.end_byte != 0 ? line.end_byte : last.bytes), p.text.size());
        std::string text(p.text.substr(begin, end > begin ? end - begin : 0));
        constexpr std::size_t enough = 40;
        if (text.size() <= enough) return text;
        std::size_t cut = enough;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
        return text.substr(0, cut) + "\xE2\x80\xA6";
    }

    void paragraph(layout::Paragraph const& p, Fragment const& fragment) {
        if (p.candidate_count == 0) return;
        auto lines = store_->lines_of(store_->candidates[p.first_candidate + fragment.candidate]);
        bool justified = context_.styled.style(p.style).text->align == css::TextAlign::justify;
        for (std::uint32_t l = fragment.first_slice; l < fragment.end_slice; ++l) {
            layout::Line const& line = lines[l];
            Length available = p.measure - (l == 0 ? p.first_indent : p.hang_indent);
            Length slack = available - line.natural;
            if (slack < -noticed) look_at(p, line, {slack, justified});
        }
        for (std::uint32_t i = 0; i < p.atomic_count; ++i) inline_picture(p, i);
    }

    struct Setting {
        Length slack;
        bool justified;
    };

    void look_at(layout::Paragraph const& p, layout::Line const& line, Setting const& set) {
        base::LongLength spaces = 0, glyphs = 0;
        bool leader = false;
        for (std::uint32_t k = line.first; k < line.end; ++k) {
            layout::Piece const& piece = store_->pieces[p.first_piece + k];
            if (piece.kind == layout::Piece::Kind::word) glyphs += piece.width;
            leader = leader || piece.kind == layout::Piece::Kind::leader;
            if (k + 1 < line.end && piece.stretch_after) spaces += piece.space;
        }
        if (leader) return;
        base::LongLength expansion = set.justified ? glyphs * layout::ordinary_expansion / 1000 : 0;
        base::LongLength over = -set.slack - expansion - (set.justified ? spaces * 2 / 5 : 0);
        if (over <= noticed) return;
        bool wraps = context_.styled.style(p.style).text->wrap != css::TextWrapMode::nowrap;
        tell({Code::layout_overfull, element_of(p), place_of_line(context_, *store_, p, line), wraps ? "hyphens" : "text-wrap-mode"},
             fmt::format("a line is {:.1f} pt too long: \"{}\"", base::to_points(static_cast<Length>(over)), start_of(p, line)));
    }

    void inline_picture(layout::Paragraph const& p, std::uint32_t index) {
        layout::Atomic const& atomic = store_->atomics[p.first_atomic + index];
        if (atomic.galley.valid() || !atomic.box.valid()) return;
        css::ComputedStyle const& style = context_.styled.style(context_.boxes.boxes[atomic.box].style);
        layout::Edges edges = layout::padding_and_border(style, p.measure), margins = layout::margins_of(style, p.measure);
        picture(atomic.box, atomic.width - edges.inline_sum() - margins.inline_sum());
    }

    void picture(layout::BoxId id, Length width) {
        box::Box const& b = context_.boxes.boxes[id];
        if (b.kind != box::BoxKind::replaced || width <= 0 || !pictures_.insert(id).second) return;
        box::Picture const& p = context_.boxes.pictures[b.payload];
        if (p.pixel_width == 0 || p.format == box::Picture::Format::svg || p.resource == nullptr) return;
        auto resolution = static_cast<std::uint32_t>(p.pixel_width * 72 / std::max(base::to_points(width), 1.0));
        if (resolution >= least_resolution) return;
        tell({Code::layout_low_resolution, b.node, context_.styled.document().node(b.node).where, "max-width"},
             fmt::format("\"{}\" has {} pixels an inch, print wants {}", p.reference, resolution, least_resolution));
    }

    void margin_notes(Page const& page) {
        if (page.margin_notes.empty()) return;
        Length foot = content_area(*page.style).height + page.extra;
        Placement const& last = page.margin_notes.back();
        GalleyItem const& item = store_->galleys[last.galley].items[last.item];
        if (last.y + item.height <= foot + base::point) return;
        dom::NodeId node = item.box.valid() ? context_.boxes.boxes[item.box].node : dom::NodeId{};
        base::SourceSpan where = node.valid() ? context_.styled.document().node(node).where : base::SourceSpan{};
        tell({Code::page_no_room, node, where, "width"}, "the notes in its margin are longer than the page");
    }

    PageSequence const& sequence_;
    layout::LayoutContext const& context_;
    Telling telling_;
    layout::GalleyStore const* store_ = nullptr;
    std::uint32_t page_ = 0;
    std::unordered_set<layout::BoxId> pictures_;
};

}  // namespace

void report_pages(ReportInput const& input, base::Diagnostics& diagnostics) { Reporter(input, diagnostics).run(); }

}  // namespace octavo::page
