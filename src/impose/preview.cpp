#include "impose/preview.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

#include "pdf/svg_png.h"

namespace octavo::impose {
namespace {

struct Glyph {
    char letter;
    std::string_view path;   ///< in a box of 4 × 6, y downwards; letters without ascender begin at 2
};
constexpr std::array glyphs{
    Glyph{'0', "M2 0C.6 0 0 1.4 0 3S.6 6 2 6 4 4.6 4 3 3.4 0 2 0Z"},
    Glyph{'1', "M.9 1.2L2.4 0V6"},
    Glyph{'2', "M.2 1.6C.2.6 1 0 2 0S3.8.7 3.8 1.7C3.8 3 .6 4.4 0 6H4"},
    Glyph{'3', "M.3.9C.7.3 1.2 0 2 0 3.1 0 3.7.6 3.7 1.5S3 2.9 1.6 2.9C3.2 2.9 4 3.5 4 4.4S3.2 6 2 6C1 6 .4 5.6 0 5"},
    Glyph{'4', "M3 6V0L0 4.2H4"},
    Glyph{'5', "M3.6 0H.6L.3 2.7C.8 2.3 1.3 2.1 2 2.1 3.2 2.1 4 2.9 4 4S3.2 6 2 6C1.1 6 .4 5.7 0 5.1"},
    Glyph{'6', "M3.4.3C1.4.2 0 2 0 4 0 5.2.8 6 2 6S4 5.2 4 4 3.2 2.2 2 2.2.1 3 0 4"},
    Glyph{'7', "M0 0H4L1.4 6"},
    Glyph{'8', "M2 2.8C.9 2.8.4 2.2.4 1.4S.9 0 2 0 3.6.6 3.6 1.4 3.1 2.8 2 2.8C.8 2.8 0 3.5 0 4.4S.8 6 2 6 4 5.3 4 4.4 3.2 2.8 2 2.8Z"},
    Glyph{'9', "M.6 5.7C2.6 5.8 4 4 4 2 4 .8 3.2 0 2 0S0 .8 0 2 .8 3.8 2 3.8 3.9 3 4 2"},
    Glyph{'a', "M3.6 2V6M3.6 4C3.6 2.8 2.8 2 1.8 2S0 2.8 0 4 .8 6 1.8 6 3.6 5.2 3.6 4"},
    Glyph{'b', "M.2 0V6M.2 4C.2 2.8 1 2 2 2S3.8 2.8 3.8 4 3 6 2 6 .2 5.2.2 4"},
    Glyph{'c', "M3.5 2.8C3.2 2.3 2.6 2 2 2 .8 2 0 2.8 0 4S.8 6 2 6C2.6 6 3.2 5.7 3.5 5.2"},
    Glyph{'e', "M.1 4H3.7C3.7 2.8 2.9 2 1.9 2 .8 2 0 2.8 0 4S.8 6 2 6C2.7 6 3.2 5.8 3.6 5.3"},
    Glyph{'f', "M3.2 0C2-.2 1.5.4 1.5 1.4V6M.3 2H2.8"},
    Glyph{'g', "M3.6 2V6C3.6 7.2 2.8 7.8 1.8 7.8 1 7.8.5 7.5.2 7.1M3.6 4C3.6 2.8 2.8 2 1.8 2S0 2.8 0 4 .8 6 1.8 6 3.6 5.2 3.6 4"},
    Glyph{'h', "M.2 0V6M.2 3.6C.4 2.6 1.2 2 2 2 3 2 3.6 2.6 3.6 3.7V6"},
    Glyph{'i', "M2 2V6M2 .4V.6"},
    Glyph{'k', "M.2 0V6M3.2 2L.2 4.6M1.4 3.6L3.4 6"},
    Glyph{'n', "M.2 2V6M.2 3.6C.4 2.6 1.2 2 2 2 3 2 3.6 2.6 3.6 3.7V6"},
    Glyph{'o', "M2 2C.8 2 0 2.8 0 4S.8 6 2 6 4 5.2 4 4 3.2 2 2 2Z"},
    Glyph{'r', "M.6 2V6M.6 3.6C.9 2.6 1.7 2 2.9 2.1"},
    Glyph{'s', "M3.4 2.7C3 2.2 2.4 2 1.8 2 .9 2 .3 2.4.3 3.1.3 4.6 3.5 3.5 3.5 4.9 3.5 5.6 2.8 6 1.8 6 1.1 6 .4 5.7 0 5.2"},
    Glyph{'t', "M1.5.6V4.8C1.5 5.6 1.9 6 2.6 6H3.2M.3 2H3"},
    Glyph{'u', "M.2 2V4.3C.2 5.4.8 6 1.8 6 2.6 6 3.4 5.4 3.6 4.4M3.6 2V6"},
};
constexpr std::int64_t advance = 54, glyph_height = 60;   // tenths of a unit

/// Hundredths of a pixel as SVG wants them.
std::string number(std::int64_t hundredths) {
    std::string text = fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", std::abs(hundredths) / 100, std::abs(hundredths) % 100);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

struct Frame {
    std::int64_t x = 0, y = 0;   ///< of the paper's upper left corner, hundredths of a pixel
};

class Contact {
public:
    explicit Contact(Imposition const& imposition) : imposition_(imposition), plan_(imposition.plan), paper_(imposition.options.layout.paper) {
        auto sheets = static_cast<std::int64_t>(plan_.sheets.size());
        longest_ = (sheets <= 8 ? 260 : sheets <= 40 ? 200 : 140) * 100;
        width_ = scaled(paper_.width), height_ = scaled(paper_.height);
        group_ = (plan_.two_sided ? 2 * width_ + side_gap : width_) + gap;
        columns_ = std::clamp<std::int64_t>(160'000 / group_, 1, std::max<std::int64_t>(1, sheets));
        rows_ = (sheets + columns_ - 1) / columns_;
    }

    std::string draw() {
        auto whole_pixels = [](std::int64_t hundredths) { return (hundredths + 99) / 100 * 100; };
        std::int64_t all_width = whole_pixels(columns_ * group_ + gap), all_height = whole_pixels(rows_ * (height_ + caption + gap) + gap);
        out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n", number(all_width), number(all_height));
        out_ += "<title>Sheets of " + escaped(imposition_.title) + "</title>\n<defs>\n";
        for (Glyph const& glyph : glyphs) out_ += fmt::format("<path id=\"g{}\" d=\"{}\"/>\n", glyph.letter, glyph.path);
        out_ += "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#d9d9d6\"/>\n";
        for (std::size_t i = 0; i < plan_.sheets.size(); ++i) {
            auto place = static_cast<std::int64_t>(i);
            Frame front{gap + place % columns_ * group_, gap + caption + place / columns_ * (height_ + caption + gap)};
            side(i, plan_.sheets[i].front, front, plan_.two_sided ? "front" : "");
            if (plan_.two_sided) side(i, plan_.sheets[i].back, {front.x + width_ + side_gap, front.y}, "back");
        }
        return out_ + "</svg>\n";
    }

private:
    static constexpr std::int64_t gap = 2'400, side_gap = 800, caption = 1'600;   // hundredths of a pixel

    [[nodiscard]] std::int64_t scaled(base::LongLength length) const { return length * longest_ / std::max(paper_.width, paper_.height); }

    void side(std::size_t index, std::vector<Cell> const& cells, Frame frame, std::string_view name);
    void page(Sheet const& sheet, Cell const& cell, Frame frame);
    void lines(Frame frame);
    void line(Frame frame, std::array<base::Length, 4> ends, char const* style);
    void text(std::string_view letters, std::int64_t x, std::int64_t y, std::int64_t height, std::string_view color, int rotation = 0);
    [[nodiscard]] static std::int64_t text_width(std::string_view letters, std::int64_t height) {
        return (static_cast<std::int64_t>(letters.size()) * advance - (advance - 40)) * height / glyph_height;
    }

    Imposition const& imposition_;
    Plan const& plan_;
    Paper const& paper_;
    std::int64_t longest_ = 0, width_ = 0, height_ = 0, group_ = 0, columns_ = 1, rows_ = 1;
    std::string out_;
};

/// Letters with their left end and their top at (x, y); turned about their middle.
void Contact::text(std::string_view letters, std::int64_t x, std::int64_t y, std::int64_t height, std::string_view color, int rotation) {
    std::string turn = rotation == 0 ? std::string()
                                     : fmt::format("rotate({} {} {}) ", rotation, number(x + text_width(letters, height) / 2), number(y + height / 2));
    fmt::format_to(std::back_inserter(out_), "<g transform=\"{}translate({} {}) scale({})\" fill=\"none\" stroke=\"{}\" stroke-width=\".6\" stroke-linecap=\"round\" stroke-linejoin=\"round\">",
                   turn, number(x), number(y), number(height / 6), color);
    std::int64_t at = 0;
    for (char letter : letters) {
        if (letter != ' ') fmt::format_to(std::back_inserter(out_), "<use href=\"#g{}\" x=\"{}\"/>", letter, number(at * 10));
        at += advance;
    }
    out_ += "</g>\n";
}

void Contact::side(std::size_t index, std::vector<Cell> const& cells, Frame frame, std::string_view name) {
    Sheet const& sheet = plan_.sheets[index];
    std::string label = fmt::format("sheet {} {}", index + 1, name);
    bool named = imposition_.options.plan.scheme == Scheme::signatures && name == "front" && sheet.depth == 0;
    if (named && longest_ > 14'000) label += fmt::format("  signature {}", sheet.signature + 1);
    text(label, frame.x, frame.y - 1'200, 700, "#444");
    fmt::format_to(std::back_inserter(out_), "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"#777\" stroke-width=\".7\"/>\n",
                   number(frame.x), number(frame.y), number(width_), number(height_));
    for (Cell const& cell : cells) page(sheet, cell, frame);
    lines(frame);
}

void Contact::page(Sheet const& sheet, Cell const& cell, Frame frame) {
    if (cell.page == blank_page) return;
    Box box = place(plan_, imposition_.options.layout, sheet, cell, imposition_.pages[cell.page]).box;
    std::int64_t x = frame.x + scaled(box.left), y = frame.y + scaled(base::LongLength{paper_.height} - box.top);
    std::int64_t width = scaled(box.width()), height = scaled(box.height());
    fmt::format_to(std::back_inserter(out_), "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#f3efe4\" stroke=\"#b9b09a\" stroke-width=\".5\"/>\n",
                   number(x), number(y), number(width), number(height));
    std::string digits = std::to_string(cell.page + 1);
    std::int64_t size = std::min(height / 4, width * 6 / 10 * glyph_height / (advance * static_cast<std::int64_t>(std::max<std::size_t>(2, digits.size()))));
    text(digits, x + (width - text_width(digits, size)) / 2, y + (height - size) / 2, size, "#222", cell.rotation);
}

void Contact::line(Frame frame, std::array<base::Length, 4> ends, char const* style) {
    fmt::format_to(std::back_inserter(out_), "<path d=\"M{} {}L{} {}\" fill=\"none\" {}/>\n", number(frame.x + scaled(ends[0])),
                   number(frame.y + scaled(ends[1])), number(frame.x + scaled(ends[2])), number(frame.y + scaled(ends[3])), style);
}

void Contact::lines(Frame frame) {
    constexpr char const* fold = "stroke=\"#2f6db5\" stroke-dasharray=\"5 3\"";
    constexpr char const* cut = "stroke=\"#c0392b\"";
    Scheme scheme = imposition_.options.plan.scheme;
    if (scheme == Scheme::n_up) return;
    char const* style = scheme == Scheme::cut_and_stack || scheme == Scheme::repeat ? cut : fold;
    for (std::uint32_t c = 1; c < plan_.columns; ++c) {
        base::Length x = base::scale(paper_.width, c, plan_.columns);
        line(frame, {x, 0, x, paper_.height}, style);
    }
    for (std::uint32_t r = 1; r < plan_.rows; ++r) {
        base::Length y = base::scale(paper_.height, r, plan_.rows);
        line(frame, {0, y, paper_.width, y}, style);
    }
    if (scheme != Scheme::zine) return;
    base::Length x = paper_.width / 2, y = paper_.height / 2;
    if (plan_.columns == 4) line(frame, {x / 2, y, x + x / 2, y}, cut);
    else line(frame, {x, y / 2, x, y + y / 2}, cut);
}

}  // namespace

std::string preview(Imposition const& imposition) { return Contact(imposition).draw(); }

std::string preview_png(std::string const& svg) {
    std::string problem;
    std::string png = pdf::png_of_svg(svg, problem);
    if (png.empty()) throw Refusal{base::Code::impose_option, fmt::format("the preview cannot be drawn as PNG: {}", problem), "let its name end in .svg"};
    return png;
}

}  // namespace octavo::impose
