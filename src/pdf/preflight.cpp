#include "pdf/preflight.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

#include "pdf/sentinel.h"

namespace octavo::pdf {
namespace {

using paint::Mark;

constexpr base::Length hairline = base::point / 4;
constexpr base::Length rounding = 8;   // 1/128 pt: what halving and scaling of lengths may lose
/// Black with as much of other inks as shows at its edges when the plates do not meet.
constexpr unsigned black_part = 700, other_parts = 300;
constexpr std::size_t places_told = 8;

double millimetres(base::Length length) { return base::to_points(length) * 25.4 / 72; }

bool of_page_margins(Mark::Kind kind) {
    return kind == Mark::Kind::page_header || kind == Mark::Kind::page_footer || kind == Mark::Kind::page_number;
}

bool is_text_of_page(Mark::Kind kind) { return kind == Mark::Kind::content || kind == Mark::Kind::label || of_page_margins(kind); }

struct KindRow {
    base::Code code;
    std::string_view label, hint;
};
// In the order of Preflight::Kind.
constexpr std::array kind_rows{
    KindRow{base::Code::press_resolution, "low resolution", "scan it anew, or set it smaller"},
    KindRow{base::Code::press_hairline, "hairlines", "lines under 0.25 pt break up on the plate: make them thicker"},
    KindRow{base::Code::press_rich_black, "rich black", "print it in black alone: color: black, or device-cmyk(0 0 0 1)"},
    KindRow{base::Code::press_near_trim, "near the trim", "widen the page's margins"},
    KindRow{base::Code::press_ink, "total ink", "lighten the colour, or ask the printer for the limit"},
};

std::string list_of(std::vector<std::uint32_t> const& numbers) {
    std::string out;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        if (!out.empty()) out += ", ";
        out += end - i > 1 ? fmt::format("{}–{}", numbers[i], numbers[end - 1]) : fmt::format("{}", numbers[i]);
        i = end;
    }
    return out;
}

}  // namespace

void Preflight::look_at(paint::DisplayList const& page) {
    if (++page_count_ == 1) {
        width_ = page.width;
        height_ = page.height;
        bleed_ = page.bleed;
    }
    alike_ = alike_ && page.width == width_ && page.height == height_ && page.bleed == bleed_;
    bool blank = true;
    for (paint::Item const& item : page.items) {
        Mark::Kind kind = page.marks[item.mark].kind;
        blank = blank && (kind == Mark::Kind::crop_mark || of_page_margins(kind));
        if (kind != Mark::Kind::crop_mark) look_at_item(page, item);
    }
    if (blank) blank_.push_back(page_count_);
}

void Preflight::look_at(paint::Sheet const& sheet) {
    look_at(sheet.frame);
    blank_.clear();   // the frame bears marks only
    for (paint::Panel const& panel : sheet.panels)
        for (paint::Item const& item : panel.page->items) look_at_item(*panel.page, item);
}

void Preflight::look_at_item(paint::DisplayList const& page, paint::Item const& item) {
    Mark const& mark = page.marks[item.mark];
    switch (item.kind) {
        case paint::ItemKind::text: return text(page, page.texts[item.index], mark);
        case paint::ItemKind::picture: return picture(page.pictures[item.index], mark);
        case paint::ItemKind::stroke: {
            paint::StrokeItem const& stroke = page.strokes[item.index];
            line(stroke.style == css::BorderStyle::double_ ? stroke.thickness / 3 : stroke.thickness, mark);
            return inks(stroke.color, mark, true);
        }
        case paint::ItemKind::rectangle: {
            paint::RectangleItem const& rectangle = page.rectangles[item.index];
            if (rectangle.color.alpha == 0) return;
            base::Length thin = std::min(rectangle.width, rectangle.height);
            if (thin > 0) line(thin, mark);
            return inks(rectangle.color, mark, thin <= base::point);
        }
    }
}

void Preflight::text(paint::DisplayList const& page, paint::TextItem const& item, Mark const& mark) {
    inks(item.color, mark, true);
    if (item.glyph_count == 0 || !is_text_of_page(mark.kind)) return;
    text::FontMetrics const& metrics = input_.text.metrics(item.font);
    base::Length left = page.width, right = 0, top = page.height, bottom = 0;
    for (std::uint32_t i = item.first_glyph; i < item.first_glyph + item.glyph_count; ++i) {
        paint::PlacedGlyph const& glyph = page.glyphs[i];
        left = std::min(left, glyph.x);
        right = std::max(right, glyph.x);
        top = std::min(top, glyph.y - metrics.ascent);
        bottom = std::max(bottom, glyph.y + metrics.descent);
    }
    right += input_.text.font_source(item.font).size / 2;   // a glyph's width, about
    base::Length nearest = std::min({left, top, page.width - right, page.height - bottom});
    if (nearest >= input_.settings.safe) return;
    std::string what = nearest < 0 ? "text is cut off by the trim" : fmt::format("text stands {:.1f} mm from the trim", millimetres(nearest));
    add(Kind::near_trim, of_page_margins(mark.kind) ? dom::NodeId{} : mark.node, std::move(what));
}

void Preflight::picture(paint::PictureItem const& item, Mark const& mark) {
    if (item.picture >= input_.boxes.pictures.size() || item.width <= 0 || item.height <= 0) return;
    ++picture_count_;
    box::Picture const& picture = input_.boxes.pictures[item.picture];
    if (!picture.resource || picture.format == box::Picture::Format::svg || picture.pixel_width == 0) return;
    double across = picture.pixel_width * 72 / base::to_points(item.width), down = picture.pixel_height * 72 / base::to_points(item.height);
    auto resolution = static_cast<unsigned>(std::min(across, down) + 0.5);
    if (resolution >= input_.settings.resolution) return;
    add(Kind::resolution, mark.node, fmt::format("picture \"{}\" has {} dpi as it is set", picture.reference, resolution));
}

void Preflight::line(base::Length thickness, Mark const& mark) {
    if (thickness + rounding >= hairline || base::to_points(thickness) <= smallest_rectangle) return;
    add(Kind::hairline, mark.node, fmt::format("a line is {:.2f} pt thick", base::to_points(thickness)));
}

void Preflight::inks(css::Color color, Mark const& mark, bool thin) {
    if (color.alpha == 0) return;
    std::optional<Cmyk> parts;
    if (color.ink != 0) {
        css::Ink const& ink = css::ink_of(color.ink);
        if (!ink.name.empty()) return;
        parts = ink.cmyk;
    } else {
        parts = input_.colors.inks_for({color.red / 255.0, color.green / 255.0, color.blue / 255.0});
    }
    if (!parts) return;
    unsigned others = 0U + (*parts)[0] + (*parts)[1] + (*parts)[2], sum = (others + (*parts)[3] + 5) / 10;
    most_ink_ = std::max(most_ink_, sum);
    if (sum > input_.settings.ink_limit) add(Kind::ink, mark.node, fmt::format("a colour takes {} % of ink", sum));
    if (thin && (*parts)[3] >= black_part && others >= other_parts)
        add(Kind::rich_black, mark.node, "text or a line is black in more than one ink");
}

void Preflight::add(Kind kind, dom::NodeId node, std::string what) {
    // What is alike comes in a row: a paragraph's lines, a table's rules.
    auto same = std::find_if(findings_.rbegin(), findings_.rend(), [&](Finding const& finding) {
        return finding.kind == kind && finding.node == node && finding.what == what;
    });
    if (same != findings_.rend()) {
        ++same->times;
        return;
    }
    findings_.push_back({.kind = kind, .node = node, .what = std::move(what), .page = page_count_});
}

base::SourceSpan Preflight::place(Finding const& finding) const {
    bool known = finding.node.valid() && finding.node.value < input_.document.node_count();
    return known ? input_.document.node(finding.node).where : base::SourceSpan{};
}

void Preflight::tell(base::Diagnostics& diagnostics) const {
    auto warn = [&](base::Code code, base::SourceSpan where, std::string message, std::string_view hint) {
        diagnostics.add_counted({.code = code, .severity = base::Severity::warning, .where = where, .message = std::move(message),
                                 .hint = std::string(hint)});
    };
    std::array<std::size_t, kind_count> told{};
    for (Finding const& finding : findings_) {
        KindRow const& row = kind_rows[static_cast<std::size_t>(finding.kind)];
        if (told[static_cast<std::size_t>(finding.kind)]++ < places_told)
            warn(row.code, place(finding), fmt::format("page {}: {}", finding.page, finding.what), row.hint);
    }
    for (std::size_t kind = 0; kind < kind_count; ++kind)
        if (told[kind] > places_told)
            warn(kind_rows[kind].code, {}, fmt::format("{}: {} more places", kind_rows[kind].label, told[kind] - places_told),
                 "--preflight lists them all");
    for (std::string const& font : facts_.loose_fonts)
        warn(base::Code::press_font, {}, fmt::format("the font {} is not embedded, or does not allow it", font), "choose another font");
    for (std::string const& spot : facts_.unlike_spots)
        warn(base::Code::press_ink, {}, fmt::format("the spot colour \"{}\" is said to look in more than one way: the first is taken", spot),
             "say it once, in a custom property");
    if (facts_.picture_ink > input_.settings.ink_limit)
        warn(base::Code::press_ink, {}, fmt::format("the darkest place of a picture takes {} % of ink", facts_.picture_ink),
             kind_rows[static_cast<std::size_t>(Kind::ink)].hint);
}

std::string Preflight::summary(Kind kind) const {
    auto count = std::count_if(findings_.begin(), findings_.end(), [&](Finding const& finding) { return finding.kind == kind; });
    return count == 0 ? "none" : fmt::format("{}{}", count, count == 1 ? " place" : " places");
}

std::string Preflight::report(base::SourceFiles const* files) const {
    std::string out;
    auto row = [&](std::string_view label, std::string const& text) { fmt::format_to(std::back_inserter(out), "{:<16} {}\n", label, text); };
    auto places = [&](Kind kind) {
        for (Finding const& finding : findings_) {
            if (finding.kind != kind) continue;
            base::SourceSpan where = place(finding);
            out += "                   ";
            if (files != nullptr && where.line != 0) out += fmt::format("{}:{}:{}: ", files->name(where.file), where.line, where.column);
            fmt::format_to(std::back_inserter(out), "page {}: {}{}\n", finding.page, finding.what,
                           finding.times > 1 ? fmt::format(" ({} times)", finding.times) : "");
        }
    };
    PressSettings const& settings = input_.settings;
    std::string condition = settings.condition.empty() ? input_.colors.profile_name() : settings.condition;
    row("PDF/X-4", facts_.claims_x4 ? fmt::format("yes, for \"{}\"", condition)
                   : input_.colors.has_profile() ? "no: a font stands in the way"
                                                 : "no: no printing condition (output intent) was given");
    row("pages", fmt::format("{}{}", page_count_, page_count_ > 1 && page_count_ % 2 != 0 ? " (the back of the last one is blank)" : ""));
    row("blank pages", blank_.empty() ? "none" : list_of(blank_));
    row("trim", fmt::format("{:.1f} × {:.1f} mm, bleed {:.1f} mm{}", millimetres(width_), millimetres(height_), millimetres(bleed_),
                            alike_ ? "" : " (the first page; others differ)"));
    row("fonts", facts_.loose_fonts.empty() ? fmt::format("{}, all embedded", facts_.embedded_fonts)
                                            : fmt::format("{} embedded, {} not", facts_.embedded_fonts, facts_.loose_fonts.size()));
    std::string spots;
    for (std::string const& spot : facts_.spots) spots += (spots.empty() ? "" : ", ") + spot;
    row("spot colours", spots.empty() ? "none" : spots);
    row("pictures", fmt::format("{} set, {} converted to CMYK or grey", picture_count_, facts_.converted_pictures));
    row(fmt::format("under {} dpi", settings.resolution), summary(Kind::resolution));
    places(Kind::resolution);
    row("hairlines", summary(Kind::hairline));
    places(Kind::hairline);
    row("rich black", summary(Kind::rich_black));
    places(Kind::rich_black);
    row("total ink", fmt::format("at most {} % (limit {} %)", std::max(most_ink_, facts_.picture_ink), settings.ink_limit));
    places(Kind::ink);
    row(fmt::format("within {:.1f} mm", millimetres(settings.safe)), "of the trim, text: " + summary(Kind::near_trim));
    places(Kind::near_trim);
    return out;
}

}  // namespace octavo::pdf
