#include "cover/isbn.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <memory>

#include <zint.h>

namespace octavo::cover {
namespace {

// EAN-13 at 100 %, in modules of 0.33 mm: bars 22.85 mm high, guards five modules longer, 11 and 7 modules of white beside them.
constexpr double module = 0.33, bar_height = 22.85, guard = 5 * module, left_white = 11 * module, right_white = 7 * module;
constexpr double digits_height = 3.0;
constexpr int modules = 95;

struct SymbolDeleter {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// ISO 2108 annex A: weights 1 and 3 in turn.
char check_digit_13(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// Of the ten-digit form of 1970: weights 10 to 2, modulo 11; X is ten.
char check_digit_10(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
    int check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

std::string_view without_label(std::string_view text) {
    for (std::string_view label : {"urn:isbn:", "URN:ISBN:", "ISBN-13", "ISBN-10", "ISBN", "isbn"})
        if (text.starts_with(label)) text.remove_prefix(label.size());
    while (!text.empty() && (text.front() == ' ' || text.front() == ':')) text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

tl::expected<Isbn, std::string> from_ten(std::string const& digits) {
    if (char check = check_digit_10(digits); check != digits[9])
        return tl::unexpected(fmt::format("its last digit should be {} if the others are right", check));
    Isbn isbn{.digits = "978" + digits.substr(0, 9), .shown = {}};
    isbn.digits += check_digit_13(isbn.digits);
    isbn.shown = isbn.digits;
    return isbn;
}

bool is_guard(int at) { return at < 3 || at >= 92 || (at >= 45 && at < 50); }

/// Bars of one height that stand side by side are one rectangle.
std::string bars(zint_symbol const& symbol) {
    auto black = [&](int at) { return at < modules && (symbol.encoded_data[0][at / 8] >> (at % 8) & 1) != 0; };
    std::string out;
    for (int at = 0; at < modules;) {
        int end = at;
        while (black(end) && is_guard(end) == is_guard(at)) ++end;
        if (end > at)
            fmt::format_to(std::back_inserter(out), "<path d=\"M{:.2f} 0h{:.2f}v{:.2f}h-{:.2f}z\"/>", left_white + at * module, (end - at) * module,
                           bar_height + (is_guard(at) ? guard : 0), (end - at) * module);
        at = std::max(end, at + 1);
    }
    return out;
}

/// One digit in the white on the left, six under each half.
std::string readable(std::string const& digits) {
    std::string out = fmt::format("<g font-family=\"OCR-B, 'DejaVu Sans Mono', monospace\" font-size=\"{:.2f}\" text-anchor=\"middle\">", digits_height + 0.6);
    double y = bar_height + digits_height + 0.2;
    auto place = [&](char digit, double x) { fmt::format_to(std::back_inserter(out), "<text x=\"{:.2f}\" y=\"{:.2f}\">{}</text>", x, y, digit); };
    place(digits[0], left_white / 2 - 0.1);
    for (std::size_t i = 1; i <= 12; ++i) {
        double first = i <= 6 ? 3 : 50;   // modules before the half
        place(digits[i], left_white + (first + 7 * static_cast<double>((i - 1) % 6) + 3.5) * module);
    }
    return out + "</g>";
}

}  // namespace

tl::expected<Isbn, std::string> read_isbn(std::string_view text) {
    std::string_view given = without_label(text);
    std::string digits;
    for (char c : given) {
        if (is_digit(c)) digits += c;
        else if ((c == 'X' || c == 'x') && digits.size() == 9) digits += 'X';
        else if (c != '-' && c != ' ') return tl::unexpected(fmt::format("'{}' does not belong in an ISBN", c));
    }
    if (digits.size() == 10) return from_ten(digits);
    if (digits.size() != 13) return tl::unexpected(fmt::format("it has {} digits, and an ISBN has 13 (or 10)", digits.size()));
    if (!digits.starts_with("978") && !digits.starts_with("979")) return tl::unexpected(std::string("an ISBN of 13 digits begins with 978 or 979"));
    if (char check = check_digit_13(digits); check != digits[12])
        return tl::unexpected(fmt::format("its last digit should be {} if the others are right", check));
    return Isbn{.digits = digits, .shown = std::string(given)};
}

tl::expected<std::string, std::string> barcode_svg(Isbn const& isbn) {
    std::unique_ptr<zint_symbol, SymbolDeleter> symbol(ZBarcode_Create());
    if (!symbol) return tl::unexpected(std::string("not enough memory"));
    symbol->symbology = BARCODE_EANX;
    auto const* text = reinterpret_cast<unsigned char const*>(isbn.digits.data());
    if (int error = ZBarcode_Encode(symbol.get(), text, static_cast<int>(isbn.digits.size())); error >= ZINT_ERROR)
        return tl::unexpected(std::string(symbol->errtxt));
    if (symbol->width != modules) return tl::unexpected(fmt::format("libzint made a symbol of {} modules", symbol->width));
    double width = left_white + modules * module + right_white, height = bar_height + digits_height + 0.8;
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.2f}mm\" height=\"{1:.2f}mm\" viewBox=\"0 0 {0:.2f} {1:.2f}\">"
                       "<path d=\"M0 0h{0:.2f}v{1:.2f}h-{0:.2f}z\" fill=\"#fff\"/>{2}{3}</svg>",
                       width, height, bars(*symbol), readable(isbn.digits));
}

}  // namespace octavo::cover
