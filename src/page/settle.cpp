#include "page/settle.h"

#include <algorithm>
#include <optional>
#include <span>

#include "page/fragments.h"
#include "page/page_floats.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

template <typename T>
RunningValue<T>& value_of(std::vector<std::pair<base::Name, RunningValue<T>>>& values, base::Name name) {
    for (auto& [known, value] : values) {
        if (known == name) return value;
    }
    values.push_back({name, {}});
    return values.back().second;
}

template <typename T>
void assign(std::vector<std::pair<base::Name, RunningValue<T>>>& values, base::Name name, T what, bool at_top) {
    RunningValue<T>& value = value_of(values, name);
    if (!value.set_here) {
        value.first = what;
        value.first_at_top = at_top;
    }
    value.set_here = true;
    value.last = what;
}

/// What a page hands on: the last value becomes the next page's start.
template <typename T>
void hand_on(std::vector<std::pair<base::Name, RunningValue<T>>>& values) {
    for (auto& [name, value] : values) {
        value.start = value.first = value.last;
        value.set_here = value.first_at_top = false;
    }
}

class Settler {
public:
    Settler(PageSequence& sequence, layout::LayoutContext const& context)
        : sequence_(sequence), context_(context), document_(context.styled.document()) {}

    void run() {
        sequence_.map = {};
        sequence_.map.pages.resize(sequence_.pages.size());
        sequence_.map.elements.resize(document_.node_count());
        sequence_.states.clear();
        sequence_.bookmarks.clear();
        sequence_.targets.clear();
        for (page_ = 0; page_ < sequence_.pages.size(); ++page_) settle_page(sequence_.pages[page_]);
        label_pages();
    }

    // --- called by walk_fragment
    void item(Fragment const& fragment) {
        layout::GalleyStore const& store = *store_;
        GalleyItem const& item = store.galleys[fragment.galley].items[fragment.item];
        if (item.has_floats) walk_floats(store, fragment, *this);
        switch (item.kind) {
            case GalleyItem::Kind::event: apply(context_.boxes.events[item.index], fragment.y); break;
            case GalleyItem::Kind::paragraph: paragraph(store.paragraphs[item.index], fragment); break;
            case GalleyItem::Kind::atomic:
                if (item.box.valid()) mark(context_.boxes.boxes[item.box].node);
                at_top_ = false;
                break;
            default: break;
        }
    }
    void cell(CellFragment const& fragment) { mark(context_.boxes.boxes[fragment.cell->box].node); }
    void side_float(layout::SideFloat const& f, Length y) { set_aside(f.content, y); }
    void set_aside(layout::Atomic const& content, Length y) {
        mark(context_.boxes.boxes[content.box].node);
        if (!content.galley.valid()) return;
        Length head = y;
        std::optional<OnSide> outer = on_side_;
        if (content.quarters != 0) {   // as paint::Painter shows it: in the middle, its head to the left
            on_side_ = OnSide{std::max(0, content.width - store_->galleys[content.galley].height) / 2, y, 1};
            head = 0;
        }
        for_items(*store_, content.galley, {0, head}, [&](Fragment const& part) { walk_fragment(*store_, part, *this); });
        on_side_ = outer;
    }
    template <typename Show>
    void turned_cell(layout::CellPlacement const& cell, Length x, Length y, Show&& show) {
        std::optional<OnSide> outer = on_side_;
        if (!outer) on_side_ = cell.quarters == 1 ? OnSide{x, y, 1} : OnSide{x + store_->galleys[cell.galley].height, y, -1};
        show(0, outer ? y : 0);
        on_side_ = outer;
    }
    void row(Fragment const& fragment, Length) {
        if (store_->galleys[fragment.galley].items[fragment.item].has_floats) walk_floats(*store_, fragment, *this);
        mark(context_.boxes.boxes[store_->sliced[store_->galleys[fragment.galley].items[fragment.item].index].box].node);
        at_top_ = false;
    }

private:
    void settle_page(Page& page) {
        number_ += 1;
        apply_page_counters(page);
        at_top_ = true;
        in_notes_ = false;
        if (page.run.valid()) {
            store_ = &sequence_.store_of(page);
            page_floats(page, PageEdge::head);
            for (Placement const& placement : page.flow) {
                repeated_ = placement.repeated;
                walk_fragment(*store_, fragment_of(placement), *this);
            }
            repeated_ = false;
            page_floats(page, PageEdge::foot);
            in_notes_ = true;
            for (ColumnNotes const& under : page.column_notes) {
                for (Placement const& placement : under.notes) walk_fragment(*store_, fragment_of(placement), *this);
            }
            for (Placement const& placement : page.notes) walk_fragment(*store_, fragment_of(placement), *this);
            for (Placement const& placement : page.margin_notes) walk_fragment(*store_, fragment_of(placement), *this);
        }
        page.number = number_;
        sequence_.states.push_back(state_);
        hand_on(state_.strings);
        hand_on(state_.elements);
    }

    /// Content on its side: where its head is, whether its lines follow to the right or to the left; what is in it begins at its top.
    struct OnSide {
        Length x = 0, y = 0;
        int towards = 1;
    };
    struct Place {
        Length x = 0, y = 0;
    };
    [[nodiscard]] Place place(Length y) const {
        return on_side_ ? Place{on_side_->x + on_side_->towards * y, on_side_->y} : Place{0, y};
    }

    void page_floats(Page const& page, PageEdge edge) {
        bool at_top = at_top_;
        for (FloatPlacement const& f : page.floats) {
            if (f.at_foot == (edge == PageEdge::foot)) set_aside(store_->page_floats[f.index].content, f.y);
        }
        if (edge == PageEdge::foot) {
            for (FloatPlacement const& f : page.column_floats) set_aside(store_->column_floats[f.index].content, f.y);
        }
        at_top_ = at_top;  // a float is not what the page begins with
    }

    /// counter-reset, counter-set and counter-increment of `page` in the page context (Paged Media 3 §7).
    void apply_page_counters(Page const& page) {
        if (page.style == nullptr || page.style->page.generated == nullptr) return;
        css::GeneratedGroup const& g = *page.style->page.generated;
        for (css::CounterChange change : g.counter_reset) {
            if (change.name == page_counter()) number_ = change.value;
        }
        for (css::CounterChange change : g.counter_increment) {
            if (change.name == page_counter()) number_ += change.value - 1;
        }
        for (css::CounterChange change : g.counter_set) {
            if (change.name == page_counter()) number_ = change.value;
        }
    }

    static base::Name page_counter() {
        static base::Name const name = base::Name::of("page");
        return name;
    }

    void mark(dom::NodeId node) {
        if (repeated_) return;
        for (; node.valid(); node = document_.node(node).parent) {
            dom::PageSpan& span = sequence_.map.elements[node.value];
            if (span.first == dom::PageSpan::none_page) span.first = page_;
            else if (span.last == page_) return;
            span.last = page_;
        }
    }

    void paragraph(layout::Paragraph const& p, Fragment const& fragment) {
        mark(context_.boxes.boxes[p.box].node);
        if (p.candidate_count == 0) return;
        layout::GalleyStore const& store = *store_;
        auto lines = store.lines_of(store.candidates[p.first_candidate + fragment.candidate]);
        std::size_t next_insertion = 0;
        auto insertions = store.insertions_of(p);
        Length y = fragment.y;
        std::uint32_t last_item = layout::no_index;
        for (std::uint32_t l = fragment.first_slice; l < fragment.end_slice; ++l) {
            layout::Line const& line = lines[l];
            bool last_line = l + 1 == lines.size();
            while (next_insertion < insertions.size() && (insertions[next_insertion].piece < line.end || last_line)) {
                layout::Insertion const& insertion = insertions[next_insertion++];
                bool earlier = l > 0 && insertion.piece < lines[l - 1].end;
                if (insertion.kind == layout::Insertion::Kind::event && !earlier) apply(context_.boxes.events[insertion.event], y);
            }
            for (std::uint32_t k = line.first; k < line.end; ++k) {
                layout::Piece const& piece = store.pieces[p.first_piece + k];
                if (piece.item == last_item) continue;
                last_item = piece.item;
                mark(context_.boxes.items[piece.item].node);
            }
            note_first(p, line);
            at_top_ = false;
            y += store.line_metrics(p, fragment.candidate, l).height;
        }
    }

    /// The first character of the Document's text on the page: what the e-book's page break stands before.
    void note_first(layout::Paragraph const& p, layout::Line const& line) {
        dom::DomPosition& first = sequence_.map.pages[page_].first;
        if (first.node.valid() || in_notes_ || repeated_) return;
        for (std::uint32_t k = line.first; k < line.end; ++k) {
            layout::Piece const& piece = store_->pieces[p.first_piece + k];
            box::InlineItem const& item = context_.boxes.items[piece.item];
            if (piece.kind != layout::Piece::Kind::word || item.kind != box::ItemKind::text || item.generated || piece.bytes == 0) continue;
            if (item.text.data() == nullptr) continue;
            std::uint32_t byte = piece.begin - item_start(p, piece.item) + (k == line.first ? line.first_byte : 0);
            first = context_.boxes.position(item, byte);
            return;
        }
    }

    /// Byte of the paragraph's text at which the item's text starts: pieces of one item follow each other, so look back.
    [[nodiscard]] std::uint32_t item_start(layout::Paragraph const& p, std::uint32_t item) const {
        box::Box const& b = context_.boxes.boxes[p.box];
        std::uint32_t start = 0;
        for (std::uint32_t i = b.items.first; i < item; ++i) start += layout::text_length(context_, i);
        return start;
    }

    void apply(box::Event const& event, Length y) {
        if (repeated_) return;
        switch (event.kind) {
            case box::Event::Kind::string_set: assign(state_.strings, event.name, event.text, at_top_); break;
            case box::Event::Kind::running_element: assign(state_.elements, event.name, event.box, at_top_); break;
            case box::Event::Kind::bookmark:
                sequence_.bookmarks.push_back({event.text, static_cast<std::uint32_t>(std::max(event.value, 1)), page_, place(y).y, event.node, event.closed});
                break;
            case box::Event::Kind::counter_reset:
            case box::Event::Kind::counter_set: number_ = event.value; break;
            case box::Event::Kind::counter_increment: number_ += event.value; break;
            case box::Event::Kind::target:
                sequence_.targets.push_back({event.node, page_, place(y).x, place(y).y});
                mark(event.node);
                break;
            case box::Event::Kind::anchor: break;
        }
    }

    /// Labels are what a page's margin boxes would print. A page whose name prints none, or a blank one, counts in the style of the
    /// page before it in its stretch of numbers, else of one after it. A stretch that prints no number anywhere, as that of a title
    /// page alone, is lower-roman when the numbers begin anew after it: two pages called "1" could not be told apart.
    void label_pages() {
        std::vector<base::Name> styles = printed_styles();
        std::size_t count = sequence_.pages.size();
        for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
            for (end = begin + 1; end < count && sequence_.pages[end].number == sequence_.pages[end - 1].number + 1;) ++end;
            base::Name style = base::Name::of(end == count ? "decimal" : "lower-roman");
            auto stretch = std::span(styles).subspan(begin, end - begin);
            auto first = std::find_if(stretch.begin(), stretch.end(), [](base::Name name) { return !name.empty(); });
            if (first != stretch.end()) style = *first;
            for (std::size_t i = begin; i < end; ++i) {
                if (!styles[i].empty()) style = styles[i];
                Page& page = sequence_.pages[i];
                page.label = context_.styled.counter_text(page.number, style);
                sequence_.map.pages[i].label = page.label;
            }
        }
    }

    /// The counter style in which each page's name has its number printed; empty where it has none, and of blank pages.
    [[nodiscard]] std::vector<base::Name> printed_styles() const {
        std::vector<std::pair<base::Name, base::Name>> style_of_name;
        auto known = [&](base::Name page) {
            return std::find_if(style_of_name.begin(), style_of_name.end(), [&](auto const& entry) { return entry.first == page; });
        };
        for (Page const& page : sequence_.pages) {
            base::Name style;
            if (page.style != nullptr && known(page.query.name) == style_of_name.end() && prints_number(*page.style, style)) {
                style_of_name.push_back({page.query.name, style});
            }
        }
        std::vector<base::Name> styles;
        for (Page const& page : sequence_.pages) {
            auto found = known(page.query.name);
            bool printed = page.run.valid() && found != style_of_name.end();
            styles.push_back(printed ? found->second : base::Name());
        }
        return styles;
    }

    static bool prints_number(style::PageStyle const& style, base::Name& counter_style) {
        for (auto const& [where, box] : style.margin_boxes) {
            for (css::ContentItem const& item : box.generated->content) {
                if (item.kind != css::ContentItem::Kind::counter || !(item.name == page_counter())) continue;
                counter_style = item.style.empty() ? base::Name::of("decimal") : item.style;
                return true;
            }
        }
        return false;
    }

    PageSequence& sequence_;
    layout::LayoutContext const& context_;
    dom::Document const& document_;
    layout::GalleyStore const* store_ = nullptr;
    PageState state_;
    std::int32_t number_ = 0;
    std::uint32_t page_ = 0;
    bool at_top_ = true, in_notes_ = false, repeated_ = false;
    std::optional<OnSide> on_side_;
};

}  // namespace

void settle(PageSequence& sequence, layout::LayoutContext const& context) { Settler(sequence, context).run(); }

}  // namespace octavo::page
