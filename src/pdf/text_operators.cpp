#include "pdf/text_operators.h"

#include <algorithm>
#include <cmath>

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

/// Farther than this a glyph is moved to, not reached by TJ: readers take wide gaps in TJ for columns.
constexpr std::int64_t widest_adjustment = 10'000;

std::int64_t thousandths(double points) { return std::llround(points * 1000); }

void append_code(std::string& out, std::uint16_t code) {
    for (unsigned byte : {code >> 8, code & 0xFF}) {
        auto c = static_cast<char>(byte);
        if (c == '(' || c == ')' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\r') {   // as it is it would be read as a line feed
            out += "\\r";
        } else {
            out += c;
        }
    }
}

}  // namespace

void TextOperators::begin_block(std::optional<std::array<double, 6>> const& space) {
    turned_ = space.has_value();
    if (turned_) {
        bytes_ += "q";
        for (double number : *space) {
            bytes_ += ' ';
            append_thousandths(bytes_, thousandths(number));
        }
        bytes_ += " cm\n";
    }
    bytes_ += "BT";
    in_block_ = true;
    font_ = none;
    stretch_ = 0;
}

void TextOperators::end_block() {
    if (!in_block_) return;
    close_array();
    bytes_ += turned_ ? "\nET\nQ" : "\nET";
    in_block_ = false;
}

void TextOperators::close_string() {
    if (!in_string_) return;
    bytes_ += ')';
    in_string_ = false;
}

void TextOperators::close_array() {
    close_string();
    if (!in_array_) return;
    bytes_ += "]TJ";
    in_array_ = false;
}

void TextOperators::set_font(DrawnFont const& font) {
    std::int64_t size = thousandths(font.size);
    new_stretch_ = 1000 + font.expansion;
    new_slant_ = font.slant ? std::llround(synthetic_slant * 1000) : 0;
    unit_ = static_cast<double>(size) * static_cast<double>(new_stretch_) / 1e9;
    if (font_ == font.embedded->number() && size_ == size) return;
    close_array();
    font_ = font.embedded->number();
    if (std::find(fonts_.begin(), fonts_.end(), font_) == fonts_.end()) fonts_.push_back(font_);
    size_ = size;
    bytes_ += "\n/T";
    append_integer(bytes_, font_);
    bytes_ += ' ';
    append_thousandths(bytes_, size_);
    bytes_ += " Tf";
}

/// Cairo's page has y grow downwards, so the text matrix turns glyphs upright.
void TextOperators::move_to(double x, double y) {
    close_array();
    std::int64_t const to_x = thousandths(x), to_y = thousandths(y);
    bool plain = new_stretch_ == 1000 && new_slant_ == 0;
    bytes_ += '\n';
    if (plain && stretch_ == 1000 && slant_ == 0) {
        append_thousandths(bytes_, to_x - line_x_);
        bytes_ += ' ';
        append_thousandths(bytes_, line_y_ - to_y);
        bytes_ += " Td";
    } else {
        append_thousandths(bytes_, new_stretch_);
        bytes_ += " 0 ";
        append_thousandths(bytes_, new_slant_);
        bytes_ += " -1 ";
        append_thousandths(bytes_, to_x);
        bytes_ += ' ';
        append_thousandths(bytes_, to_y);
        bytes_ += " Tm";
        stretch_ = new_stretch_;
        slant_ = new_slant_;
    }
    line_x_ = to_x;
    line_y_ = to_y;
    pen_ = static_cast<double>(to_x) / 1000;
}

void TextOperators::place(ShownGlyph glyph, double x, double y) {
    std::int64_t adjustment = unit_ > 0 ? std::llround((pen_ - x) / unit_) : 0;
    bool same_line = stretch_ == new_stretch_ && slant_ == new_slant_ && thousandths(y) == line_y_;
    if (!same_line || std::abs(adjustment) > widest_adjustment) {
        move_to(x, y);
    } else if (adjustment != 0) {
        close_string();
        if (!in_array_) bytes_ += "\n[";
        in_array_ = true;
        append_integer(bytes_, adjustment);
        pen_ -= static_cast<double>(adjustment) * unit_;
    }
    if (!in_array_) bytes_ += '[';
    in_array_ = true;
    if (!in_string_) bytes_ += '(';
    in_string_ = true;
    append_code(bytes_, glyph.code);
    pen_ += glyph.advance * unit_ / 1000;
}

void TextOperators::show(DrawnFont const& font, TextStretch const& stretch, double edge) {
    set_font(font);
    EmbeddedFont& embedded = *font.embedded;
    std::size_t byte = 0, glyph = stretch.backward ? stretch.glyphs.size() : 0;
    for (cairo_text_cluster_t const& cluster : stretch.clusters) {
        auto count = static_cast<std::size_t>(cluster.num_glyphs);
        if (stretch.backward) glyph -= count;
        std::string_view text = stretch.text.substr(byte, static_cast<std::size_t>(cluster.num_bytes));
        auto glyphs = stretch.glyphs.subspan(glyph, count);
        bool beside = !(count == 1 && embedded.says(static_cast<std::uint32_t>(glyphs[0].index), text));
        if (beside) {
            close_array();
            bytes_ += "\n/Span<</ActualText";
            append_utf16_hex(bytes_, text);
            bytes_ += ">>BDC";
        }
        for (cairo_glyph_t const& one : glyphs) {
            auto id = static_cast<std::uint32_t>(one.index);
            if (beside) embedded.is_part_of(id, text);
            place(embedded.show(id), one.x + edge, one.y + edge);
        }
        if (beside) {
            close_array();
            bytes_ += "\nEMC";
        }
        byte += static_cast<std::size_t>(cluster.num_bytes);
        if (!stretch.backward) glyph += count;
    }
}

}  // namespace octavo::pdf
