#include <array>
#include <fmt/format.h>

#include "box/box_tree.h"

namespace octavo::box {
namespace {

std::string_view name_of(BoxKind kind) {
    switch (kind) {
        case BoxKind::block_container: return "block";
        case BoxKind::inline_container: return "inline";
        case BoxKind::replaced: return "picture";
        case BoxKind::table: return "table";
        case BoxKind::table_caption: return "caption";
        case BoxKind::table_column_group: return "column-group";
        case BoxKind::table_column: return "column";
        case BoxKind::table_header_group: return "header-group";
        case BoxKind::table_row_group: return "row-group";
        case BoxKind::table_footer_group: return "footer-group";
        case BoxKind::table_row: return "row";
        case BoxKind::table_cell: return "cell";
    }
    return "";
}

std::string_view name_of(Picture::Format format) {
    switch (format) {
        case Picture::Format::unknown: return "unknown";
        case Picture::Format::jpeg: return "jpeg";
        case Picture::Format::png: return "png";
        case Picture::Format::svg: return "svg";
        case Picture::Format::gif: return "gif";
        case Picture::Format::webp: return "webp";
    }
    return "";
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            default: out += c;
        }
    }
    return out + '"';
}

/// Without rounding noise: points with three decimals at most.
std::string points(Length length) {
    std::string text = fmt::format("{:.3f}", base::to_points(length));
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text + "pt";
}

class Dump {
public:
    Dump(BoxTree const& tree, style::StyledDocument const& styled) : tree_(tree), document_(styled.document()) {}

    std::string run() {
        if (tree_.root) box(tree_.root, 0);
        return std::move(out_);
    }

private:
    void line(int depth, std::string_view text) { out_ += fmt::format("{:{}}{}\n", "", depth * 2, text); }

    [[nodiscard]] std::string element(NodeId node) const {
        if (!node) return "";
        NodeId at = document_.is_text(node) ? document_.node(node).parent : node;
        auto id = document_.attribute(at, dom::names::id());
        return fmt::format("<{}{}{}>", document_.element(at).html.view(), id ? "#" : "", id.value_or(""));
    }

    void box(BoxId id, int depth) {
        Box const& b = tree_.boxes[id];
        std::string head = fmt::format("{} {}", name_of(b.kind), element(b.node));
        if (b.anonymous) head += " anonymous";
        switch (b.kind) {
            case BoxKind::replaced: head += picture(tree_.pictures[b.payload]); break;
            case BoxKind::table_cell: {
                TableCell const& cell = tree_.cells[b.payload];
                if (cell.colspan != 1) head += fmt::format(" colspan={}", cell.colspan);
                if (cell.rowspan != 1) head += fmt::format(" rowspan={}", cell.rowspan);
                if (cell.header) head += " header";
                break;
            }
            case BoxKind::table_column:
            case BoxKind::table_column_group: head += fmt::format(" span={}", b.payload); break;
            default: break;
        }
        line(depth, head);
        for (std::uint32_t i = 0; i < b.events.count; ++i) event(tree_.events[b.events.first + i], depth + 1);
        if (b.marker.count != 0) {
            line(depth + 1, "marker");
            items(b.marker, depth + 2);
        }
        items(b.items, depth + 1);
        for (BoxId child = b.first_child; child; child = tree_.boxes[child].next_sibling) box(child, depth + 1);
    }

    [[nodiscard]] static std::string picture(Picture const& p) {
        if (p.svg_source.empty() && !p.resource) return fmt::format(" missing {} alt={}", quoted(p.reference), quoted(p.alternative));
        std::string out = fmt::format(" {}", name_of(p.format));
        if (p.svg_source.empty()) out += fmt::format(" {}", quoted(p.reference));
        out += fmt::format(" {}x{}", points(p.width), points(p.height));
        if (p.pixel_width != 0) out += fmt::format(" ({}x{})", p.pixel_width, p.pixel_height);
        if (!p.alternative.empty()) out += fmt::format(" alt={}", quoted(p.alternative));
        return out;
    }

    void items(ItemRange range, int depth) {
        for (InlineItem const& i : tree_.items_of(range)) item(i, depth);
    }

    void item(InlineItem const& i, int depth) {
        switch (i.kind) {
            case ItemKind::text: line(depth, text_item(i)); break;
            case ItemKind::open:
            case ItemKind::close:
                line(depth, fmt::format("{} {}{}{}", i.kind == ItemKind::open ? "open" : "close", element(i.node),
                                        i.generated ? " generated" : "", i.payload != 0 ? " split" : ""));
                break;
            case ItemKind::atomic:
                line(depth, "atomic");
                box(i.box, depth + 1);
                break;
            case ItemKind::line_break: line(depth, "line-break"); break;
            case ItemKind::break_opportunity: line(depth, "break-opportunity"); break;
            case ItemKind::margin_note:
                line(depth, "margin-note");
                box(i.box, depth + 1);
                break;
            case ItemKind::footnote:
                line(depth, "footnote");
                box(i.box, depth + 1);
                break;
            case ItemKind::float_:
                line(depth, "float");
                box(i.box, depth + 1);
                break;
            case ItemKind::reference: reference(tree_.references[i.payload], depth); break;
            case ItemKind::leader: line(depth, fmt::format("leader {}", quoted(i.text))); break;
            case ItemKind::event: event(tree_.events[i.payload], depth); break;
        }
    }

    [[nodiscard]] std::string text_item(InlineItem const& i) const {
        std::string out = fmt::format("{} {}", i.generated ? "generated" : "text", quoted(i.text));
        for (std::uint32_t s = 0; s < i.map_count; ++s) {
            TextMapSegment segment = tree_.text_maps[i.map_first + s];
            out += fmt::format("{}{}:{}", s == 0 ? " map " : " ", segment.at, segment.source);
        }
        return out;
    }

    void reference(Reference const& r, int depth) {
        constexpr std::array<std::string_view, 6> kinds{"page-of", "pages-of", "place-of", "locator", "note-number", "locator-separator"};
        std::string out(kinds[static_cast<std::size_t>(r.kind)]);
        for (NodeId target : r.targets) out += ' ' + element(target);
        if (r.targets.empty()) out += " unresolved";
        if (!r.counter_style.empty()) out += fmt::format(" style={}", r.counter_style.view());
        line(depth, out);
    }

    void event(Event const& e, int depth) {
        switch (e.kind) {
            case Event::Kind::string_set: line(depth, fmt::format("event string-set {} {}", e.name.view(), quoted(e.text))); break;
            case Event::Kind::running_element:
                line(depth, fmt::format("event running-element {}", e.name.view()));
                box(e.box, depth + 1);
                break;
            case Event::Kind::bookmark:
                line(depth, fmt::format("event bookmark {} {}{}", e.value, quoted(e.text), e.closed ? " closed" : ""));
                break;
            case Event::Kind::counter_reset: line(depth, fmt::format("event page-counter-reset {}", e.value)); break;
            case Event::Kind::counter_increment: line(depth, fmt::format("event page-counter-increment {}", e.value)); break;
            case Event::Kind::counter_set: line(depth, fmt::format("event page-counter-set {}", e.value)); break;
            case Event::Kind::anchor: line(depth, fmt::format("event anchor {}", e.value)); break;
            case Event::Kind::target: line(depth, fmt::format("event target {}", element(e.node))); break;
        }
    }

    BoxTree const& tree_;
    dom::Document const& document_;
    std::string out_;
};

}  // namespace

std::string dump(BoxTree const& tree, style::StyledDocument const& styled) { return Dump(tree, styled).run(); }

}  // namespace octavo::box
