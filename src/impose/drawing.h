// Lines and words as PDF operators, for what octavo draws on a sheet itself: marks, scales, instructions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "impose/layout.h"

namespace octavo::impose {

struct Point {
    base::LongLength x = 0, y = 0;
};

/// Appends to a content stream. Words are set in /F, which is Helvetica in WinAnsi encoding (`font_object`).
class Drawing {
public:
    explicit Drawing(std::string& out) : out_(out) {}
    void line(Point from, Point to);
    void fill(Box const& box);
    void circle(Point centre, base::Length radius);
    /// Characters that the font does not have become "?".
    void text(Point at, base::Length size, std::string_view utf8);
    void line_width(base::Length width);
    void dashed() { out_ += "[3 2] 0 d\n"; }
    void solid() { out_ += "[] 0 d\n"; }

private:
    std::string& out_;
};

inline constexpr std::string_view font_object = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// The text in WinAnsi encoding; nothing where a character is missing there.
[[nodiscard]] std::optional<std::string> winansi(std::string_view utf8);
/// Numbers as operands, each with a space after it.
void append_numbers(std::string& out, std::initializer_list<base::LongLength> lengths);

}  // namespace octavo::impose
