#include "pdf/cairo_player.h"

#include <algorithm>
#include <cairo-pdf.h>
#include <cmath>
#include <fmt/format.h>

#include "base/units.h"
#include "pdf/press_colors.h"
#include "pdf/sentinel.h"
#include "pdf/strokes.h"

namespace octavo::pdf {
namespace {

using base::to_points;

cairo_status_t write_to_file(void* closure, unsigned char const* data, unsigned length) {
    std::size_t written = std::fwrite(data, 1, length, static_cast<std::FILE*>(closure));
    return written == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

bool has_content(paint::Mark const& mark) {
    return mark.kind == paint::Mark::Kind::content || mark.kind == paint::Mark::Kind::label;
}

cairo_matrix_t matrix_of(paint::Turning const& turn) {
    constexpr double cosines[] = {1, 0, -1, 0}, sines[] = {0, 1, 0, -1};
    double cosine = cosines[turn.quarters % 4], sine = sines[turn.quarters % 4];   // against the clock, where y grows downwards
    return {cosine, -sine, sine, cosine, base::to_points(turn.x), base::to_points(turn.y)};
}

/// Artefacts of one kind are one sequence whatever element they belong to.
bool same_sequence(paint::Mark const& a, paint::Mark const& b) { return has_content(a) ? a == b : a.kind == b.kind; }

}  // namespace

CairoPlayer::CairoPlayer(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics,
                         Files files)
    : input_(input), owners_(input.document), fonts_(input.text, FontCache::Embedding::own),
      pictures_(input.boxes, context, diagnostics, input.press != nullptr ? PictureUse::press : PictureUse::pdf),
      text_file_(files.text), surface_(cairo_pdf_surface_create_for_stream(write_to_file, files.cairo, 1, 1)), cairo_(cairo_create(surface_.get())) {
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
}

CairoPlayer::CairoPlayer(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics, Pixels pixels)
    : input_(input), owners_(input.document), fonts_(input.text, FontCache::Embedding::cairo), pictures_(input.boxes, context, diagnostics, PictureUse::pixels),
      scale_(pixels.scale), surface_(std::move(pixels.surface)), cairo_(cairo_create(surface_.get())) {}

void CairoPlayer::play(paint::DisplayList const& page) {
    if (failure_) return;
    set_page(page);
    record_links(page);
    draw_items(page);
    show_page();
}

void CairoPlayer::play(paint::Sheet const& sheet) {
    if (failure_) return;
    set_page(sheet.frame);
    for (paint::Panel const& panel : sheet.panels) draw_panel(panel);
    draw_items(sheet.frame);
    show_page();
}

void CairoPlayer::draw_panel(paint::Panel const& panel) {
    cairo_t* cairo = cairo_.get();
    cairo_save(cairo);
    cairo_rectangle(cairo, to_points(panel.visible.x), to_points(panel.visible.y), to_points(panel.visible.width), to_points(panel.visible.height));
    cairo_clip(cairo);
    cairo_translate(cairo, to_points(panel.x), to_points(panel.y));
    cairo_matrix_t turned = turn_matrix(panel.turn);
    cairo_transform(cairo, &turned);
    fonts_.turn(panel.turn);
    draw_items(*panel.page);
    fonts_.turn(std::nullopt);
    cairo_restore(cairo);
}

/// The page's text to its file.
void CairoPlayer::keep_text() {
    end_block();
    std::string const& bytes = operators_.bytes();
    if (bytes.empty()) return;
    if (std::fwrite(bytes.data(), 1, bytes.size(), text_file_) != bytes.size()) failure_ = "the text of a page cannot be kept: the disk may be full";
    text_size_ += bytes.size();
    PageRecord& record = records_.pages.back();
    record.font_count = static_cast<std::uint32_t>(operators_.fonts().size());
    records_.fonts.insert(records_.fonts.end(), operators_.fonts().begin(), operators_.fonts().end());
    operators_.clear();
}

void CairoPlayer::show_page() {
    keep_text();
    cairo_show_page(cairo_.get());
    if (cairo_status_t status = cairo_status(cairo_.get()); status != CAIRO_STATUS_SUCCESS)
        failure_ = fmt::format("Cairo cannot draw page {}: {}", records_.pages.size(), cairo_status_to_string(status));
}

std::optional<std::string> CairoPlayer::close() {
    records_.has_hyphens = shower_.has_hyphens();
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    cairo_status_t status = cairo_surface_status(surface_.get());
    if (!failure_ && status != CAIRO_STATUS_SUCCESS)
        failure_ = fmt::format("Cairo cannot end the file: {}", cairo_status_to_string(status));
    surface_.reset();
    return failure_;
}

void CairoPlayer::set_page(paint::DisplayList const& page) {
    base::Length edge = page.bleed + page.slug;
    if (cairo_surface_get_type(surface_.get()) == CAIRO_SURFACE_TYPE_PDF)
        cairo_pdf_surface_set_size(surface_.get(), to_points(page.width + 2 * edge), to_points(page.height + 2 * edge));
    records_.pages.push_back({.width = page.width,
                              .height = page.height,
                              .bleed = page.bleed,
                              .slug = page.slug,
                              .first_sequence = static_cast<std::uint32_t>(records_.sequences.size()),
                              .first_link = static_cast<std::uint32_t>(records_.links.size()),
                              .first_block = static_cast<std::uint32_t>(records_.blocks.size()),
                              .first_font = static_cast<std::uint32_t>(records_.fonts.size()),
                              .text_offset = text_size_});
    records_.labels.push_back(page.label);
    edge_ = to_points(edge);
    cairo_identity_matrix(cairo_.get());
    if (scale_ != 1) cairo_scale(cairo_.get(), scale_, scale_);
    else cairo_translate(cairo_.get(), edge_, edge_);
}

void CairoPlayer::record_links(paint::DisplayList const& page) {
    PageRecord& record = records_.pages.back();
    auto number = static_cast<std::uint32_t>(records_.pages.size() - 1);
    for (paint::LinkArea const& link : page.links)
        records_.links.push_back({.x = link.x, .y = link.y, .width = link.width, .height = link.height,
                                  .link = link.link, .target = link.target,
                                  .uri = link.uri.empty() ? RecordedLink::none : records_.keep(link.uri)});
    record.link_count = static_cast<std::uint32_t>(page.links.size());
    for (paint::Destination const& place : page.destinations)
        records_.places.try_emplace(place.node, Place{number, place.x, place.y});
}

std::uint32_t CairoPlayer::add_sequence(Sequence sequence) {
    PageRecord& record = records_.pages.back();
    if (record.sequence_count >= max_sequences)
        failure_ = fmt::format("page {} has too many marked sequences", records_.pages.size());
    records_.sequences.push_back(sequence);
    return record.sequence_count++;
}

paint::Mark CairoPlayer::owner(paint::Mark mark) {
    if (!has_content(mark) || !mark.node.valid()) return mark;
    if (owners_.decorative(mark.node)) return {.kind = paint::Mark::Kind::background};
    if (mark.kind == paint::Mark::Kind::content) mark.node = owners_.of(mark.node);
    return mark;
}

void CairoPlayer::switch_sequence(paint::DisplayList const& page, paint::Mark const& mark) {
    if (input_.tagging == Tagging::untagged || (open_ && same_sequence(*open_, mark))) return;
    end_sequence();
    begin_sequence(mark, mark.says == 0 ? Sequence::none : records_.keep(page.sayings[mark.says - 1]));
}

void CairoPlayer::begin_sequence(paint::Mark const& mark, std::uint32_t text) {
    end_block();
    Sequence sequence{.kind = SequenceKind::artefact, .mark = mark, .text = text};
    if (has_content(mark) && mark.node.valid()) {
        sequence.kind = SequenceKind::content;
        sequence.mcid = records_.pages.back().content_count++;
    }
    open_number_ = add_sequence(sequence);
    open_ = mark;
    mark_edge({open_number_, SentinelEdge::begin});
}

void CairoPlayer::end_sequence() {
    end_block();
    if (!open_) return;
    mark_edge({open_number_, SentinelEdge::end});
    open_.reset();
}

void CairoPlayer::mark_edge(Sentinel sentinel) {
    if (edge_ == 0) return draw_sentinel(cairo_.get(), sentinel);
    cairo_identity_matrix(cairo_.get());
    draw_sentinel(cairo_.get(), sentinel);
    cairo_translate(cairo_.get(), edge_, edge_);
}

void CairoPlayer::draw_items(paint::DisplayList const& page) {
    std::size_t i = 0;
    while (i < page.items.size() && !failure_) {
        paint::Item const& item = page.items[i++];
        paint::Mark const mark = owner(page.marks[item.mark]);
        switch_sequence(page, mark);
        std::optional<paint::Turning> turn;
        if (item.turn != 0) turn = page.turns[item.turn - 1U];
        if (item.kind != paint::ItemKind::text || turn != turn_) end_block();
        turn_ = turn;
        switch (item.kind) {
            case paint::ItemKind::rectangle: draw_rectangle(page.rectangles[item.index], item.opacity); continue;
            case paint::ItemKind::stroke: draw_stroke(page.strokes[item.index], item.opacity); continue;
            case paint::ItemKind::picture: within_turn([&] { draw_picture(page, page.pictures[item.index], item); }); continue;
            case paint::ItemKind::text: break;
        }
        paint::TextItem const& first = page.texts[item.index];
        DrawnFont const* font = fonts_.find(first.font, first.expansion);
        if (font == nullptr) lost_text_ = true;
        if (font == nullptr || first.color.alpha == 0) continue;
        shower_.add(page, first, *font);
        for (; i < page.items.size(); ++i) {
            paint::Item const& next = page.items[i];
            if (next.kind != paint::ItemKind::text || next.opacity != item.opacity || next.turn != item.turn ||
                !alike(first, page.texts[next.index]) ||
                (next.mark != item.mark && !same_sequence(mark, owner(page.marks[next.mark]))))
                break;
            shower_.add(page, page.texts[next.index], *font);
        }
        if (!operators_.in_block() || font->embedded == nullptr || first.color != color_ || item.opacity != opacity_) {
            end_block();
            set_color(first.color, item.opacity);
        }
        shower_.show(*this, *font);
    }
    end_sequence();
}

void CairoPlayer::begin_block() {
    PageRecord& record = records_.pages.back();
    if (record.block_count >= max_sequences) failure_ = fmt::format("page {} has too many blocks of text", records_.pages.size());
    mark_edge({record.block_count++, SentinelEdge::text});
    block_start_ = operators_.bytes().size();
    if (!turn_) return operators_.begin_block();
    cairo_matrix_t m = matrix_of(*turn_);   // about the trim's corner, where the medium's is `edge_` further
    operators_.begin_block(std::array{m.xx, m.yx, m.xy, m.yy, m.x0 + edge_ - (m.xx + m.xy) * edge_, m.y0 + edge_ - (m.yx + m.yy) * edge_});
}

template <typename Draw>
void CairoPlayer::within_turn(Draw&& draw) {
    if (!turn_) return draw();
    cairo_save(cairo_.get());
    cairo_matrix_t matrix = matrix_of(*turn_);
    cairo_transform(cairo_.get(), &matrix);
    draw();
    cairo_restore(cairo_.get());
}

void CairoPlayer::end_block() {
    if (!operators_.in_block()) return;
    operators_.end_block();
    records_.blocks.push_back(static_cast<std::uint32_t>(operators_.bytes().size() - block_start_));
}

void CairoPlayer::draw_text(DrawnFont const& font, TextStretch const& stretch) {
    if (font.embedded != nullptr) {
        if (!operators_.in_block()) begin_block();
        return operators_.show(font, stretch, edge_);
    }
    within_turn([&] { show_by_cairo(font, stretch); });
}

void CairoPlayer::show_by_cairo(DrawnFont const& font, TextStretch const& stretch) {
    cairo_set_scaled_font(cairo_.get(), font.scaled.get());
    if (std::all_of(stretch.glyphs.begin(), stretch.glyphs.end(), [&](cairo_glyph_t const& glyph) { return glyph.index == font.space_glyph; }))
        keep_blank(cairo_.get(), stretch.glyphs);
    cairo_show_text_glyphs(cairo_.get(), stretch.text.data(), static_cast<int>(stretch.text.size()), stretch.glyphs.data(),
                           static_cast<int>(stretch.glyphs.size()), stretch.clusters.data(), static_cast<int>(stretch.clusters.size()),
                           stretch.backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : static_cast<cairo_text_cluster_flags_t>(0));
}

void CairoPlayer::set_color(css::Color color, std::uint16_t opacity) {
    color_ = color;
    opacity_ = opacity;
    double alpha = color.alpha / 255.0 * opacity / 1000;
    if (input_.press != nullptr && color.ink != 0) {
        Rgb reserved = reserved_color(ink_index(color.ink));
        return cairo_set_source_rgba(cairo_.get(), reserved[0], reserved[1], reserved[2], alpha);
    }
    cairo_set_source_rgba(cairo_.get(), color.red / 255.0, color.green / 255.0, color.blue / 255.0, alpha);
}

std::uint32_t CairoPlayer::ink_index(std::uint16_t ink) {
    auto found = std::find(records_.inks.begin(), records_.inks.end(), ink);
    if (found == records_.inks.end()) found = records_.inks.insert(found, ink);
    return static_cast<std::uint32_t>(found - records_.inks.begin());
}

void CairoPlayer::draw_rectangle(paint::RectangleItem const& rectangle, std::uint16_t opacity) {
    double width = to_points(rectangle.width), height = to_points(rectangle.height);
    if (rectangle.color.alpha == 0 || (width <= smallest_rectangle && height <= smallest_rectangle)) return;
    set_color(rectangle.color, opacity);
    cairo_rectangle(cairo_.get(), to_points(rectangle.x), to_points(rectangle.y), width, height);
    cairo_fill(cairo_.get());
}

void CairoPlayer::draw_stroke(paint::StrokeItem const& stroke, std::uint16_t opacity) {
    if (stroke.color.alpha == 0 || to_points(stroke.thickness) <= smallest_rectangle) return;
    set_color(stroke.color, opacity);
    draw_line(cairo_.get(), stroke);
}

void CairoPlayer::draw_picture(paint::DisplayList const& page, paint::PictureItem const& picture,
                               paint::Item const& item) {
    paint::Mark const& mark = page.marks[item.mark];
    bool known = mark.node.valid() && mark.node.value < input_.document.node_count();
    if (known && has_content(mark)) {
        PictureArea area{.node = mark.node, .page = static_cast<std::uint32_t>(records_.pages.size() - 1), .x = picture.clip_x,
                         .y = picture.clip_y, .width = picture.clip_width, .height = picture.clip_height};
        if (turn_) {
            auto [x0, y0] = turn_->place(area.x, area.y);
            auto [x1, y1] = turn_->place(area.x + area.width, area.y + area.height);
            area.x = std::min(x0, x1);
            area.y = std::min(y0, y1);
            if (turn_->quarters % 2 == 1) std::swap(area.width, area.height);
        }
        records_.pictures.push_back(area);
    }
    auto where = known ? input_.document.node(mark.node).where : base::SourceSpan{};
    DrawnPicture const* drawn = pictures_.find(picture.picture, where);
    if (drawn == nullptr) return draw_frame(picture);
    if (picture.width <= 0 || picture.height <= 0) return;
    cairo_t* cairo = cairo_.get();
    cairo_save(cairo);
    bool clipped = picture.clip_x > picture.x || picture.clip_y > picture.y ||
                   picture.clip_x + picture.clip_width < picture.x + picture.width ||
                   picture.clip_y + picture.clip_height < picture.y + picture.height;
    if (clipped) {
        cairo_rectangle(cairo, to_points(picture.clip_x), to_points(picture.clip_y), to_points(picture.clip_width),
                        to_points(picture.clip_height));
        cairo_clip(cairo);
    }
    cairo_translate(cairo, to_points(picture.x), to_points(picture.y));
    cairo_scale(cairo, to_points(picture.width) / drawn->width, to_points(picture.height) / drawn->height);
    cairo_set_source_surface(cairo, drawn->surface.get(), 0, 0);
    if (item.opacity < 1000)
        cairo_paint_with_alpha(cairo, item.opacity / 1000.0);
    else
        cairo_paint(cairo);
    cairo_restore(cairo);
}

void CairoPlayer::draw_frame(paint::PictureItem const& picture) {
    constexpr double thickness = 0.5;
    cairo_set_source_rgb(cairo_.get(), 0.5, 0.5, 0.5);
    cairo_set_line_width(cairo_.get(), thickness);
    cairo_rectangle(cairo_.get(), to_points(picture.clip_x) + thickness / 2, to_points(picture.clip_y) + thickness / 2,
                    std::max(to_points(picture.clip_width) - thickness, thickness),
                    std::max(to_points(picture.clip_height) - thickness, thickness));
    cairo_stroke(cairo_.get());
}

/// With its text beside it (ActualText): a sequence of its own between those of its element, since readers are not at one
/// about sequences in sequences; in an artefact one inside it.
void CairoPlayer::draw_unsaid(DrawnFont const& font, Unsaid const& what) {
    end_block();
    std::optional<paint::Mark> const around = what.text.empty() || (open_ && open_->says != 0) ? std::nullopt : open_;
    bool content = around && has_content(*around) && around->node.valid();
    std::uint32_t number = 0;
    if (content) {
        end_sequence();
        begin_sequence(*around, records_.keep(what.text));
    } else if (around) {
        number = add_sequence({.kind = SequenceKind::replacement, .mark = *around, .text = records_.keep(what.text)});
        mark_edge({number, SentinelEdge::begin});
    }
    set_color(color_, opacity_);
    within_turn([&] { draw_unsaid_glyphs(font, what); });
    if (content) {
        end_sequence();
        begin_sequence(*around, Sequence::none);
    } else if (around) {
        mark_edge({number, SentinelEdge::end});
    }
    set_color(color_, opacity_);
}

void CairoPlayer::draw_unsaid_glyphs(DrawnFont const& font, Unsaid const& what) {
    if (what.width > 0) {
        cairo_set_line_width(cairo_.get(), what.height / 16);
        cairo_rectangle(cairo_.get(), what.x + what.width * 0.1, what.y - what.height, what.width * 0.8, what.height);
        cairo_stroke(cairo_.get());
    }
    if (!what.glyphs.empty()) {
        cairo_set_scaled_font(cairo_.get(), fonts_.scaled(font));
        cairo_show_glyphs(cairo_.get(), what.glyphs.data(), static_cast<int>(what.glyphs.size()));
    }
}

}  // namespace octavo::pdf
