#include "impose/drawing.h"

#include <array>

#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

struct Encoded {
    char32_t character;
    char code;
};
// ISO 32000-1 annex D.2, what lies between the two halves of Latin-1
constexpr std::array encoded{
    Encoded{U'\u20AC', '\x80'}, Encoded{U'\u201A', '\x82'}, Encoded{U'\u201E', '\x84'}, Encoded{U'\u2026', '\x85'}, Encoded{U'\u2039', '\x8B'},
    Encoded{U'\u0152', '\x8C'}, Encoded{U'\u2018', '\x91'}, Encoded{U'\u2019', '\x92'}, Encoded{U'\u201C', '\x93'}, Encoded{U'\u201D', '\x94'},
    Encoded{U'\u2022', '\x95'}, Encoded{U'\u2013', '\x96'}, Encoded{U'\u2014', '\x97'}, Encoded{U'\u203A', '\x9B'}, Encoded{U'\u0153', '\x9C'},
};

/// 0 where WinAnsi has none.
char code_of(char32_t character) {
    if ((character >= 0x20 && character < 0x7F) || (character >= 0xA0 && character <= 0xFF)) return static_cast<char>(static_cast<unsigned char>(character));
    for (Encoded const& one : encoded) {
        if (one.character == character) return one.code;
    }
    return 0;
}

}  // namespace

std::optional<std::string> winansi(std::string_view utf8) {
    std::string out;
    for (char32_t character : pdf::decode_utf8(utf8)) {
        char code = code_of(character);
        if (code == 0) return std::nullopt;
        out += code;
    }
    return out;
}

void append_numbers(std::string& out, std::initializer_list<base::LongLength> lengths) {
    for (base::LongLength length : lengths) {
        pdf::append_length(out, length);
        out += ' ';
    }
}

void Drawing::line(Point from, Point to) {
    append_numbers(out_, {from.x, from.y});
    out_ += "m ";
    append_numbers(out_, {to.x, to.y});
    out_ += "l S\n";
}

void Drawing::fill(Box const& box) {
    append_numbers(out_, {box.left, box.bottom, box.width(), box.height()});
    out_ += "re f\n";
}

void Drawing::circle(Point centre, base::Length radius) {
    base::Length handle = base::scale(radius, 5523, 10'000);   // four cubic curves, within 0.03 % of a circle
    auto [x, y] = centre;
    append_numbers(out_, {x + radius, y});
    out_ += "m ";
    append_numbers(out_, {x + radius, y + handle, x + handle, y + radius, x, y + radius});
    out_ += "c ";
    append_numbers(out_, {x - handle, y + radius, x - radius, y + handle, x - radius, y});
    out_ += "c ";
    append_numbers(out_, {x - radius, y - handle, x - handle, y - radius, x, y - radius});
    out_ += "c ";
    append_numbers(out_, {x + handle, y - radius, x + radius, y - handle, x + radius, y});
    out_ += "c S\n";
}

void Drawing::text(Point at, base::Length size, std::string_view utf8) {
    std::string bytes;
    for (char32_t character : pdf::decode_utf8(utf8)) {
        char code = code_of(character);
        bytes += code == 0 ? '?' : code;
    }
    out_ += "BT /F ";
    append_numbers(out_, {size});
    out_ += "Tf ";
    append_numbers(out_, {at.x, at.y});
    out_ += "Td ";
    pdf::append_literal(out_, bytes);
    out_ += "Tj ET\n";
}

void Drawing::line_width(base::Length width) {
    append_numbers(out_, {width});
    out_ += "w\n";
}

}  // namespace octavo::impose
