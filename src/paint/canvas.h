// Appends to a DisplayList: text with its clusters, rectangles, borders. Knows nothing of layout.
#pragma once
#include "layout/task.h"
#include "paint/display_list.h"

namespace octavo::paint {

/// How a stretch of text is shown.
struct TextLook {
    text::FontId font;
    std::int16_t expansion = 0;
    css::Color color;
    base::Name language;
    friend bool operator==(TextLook const& a, TextLook const& b) {
        return a.font == b.font && a.expansion == b.expansion && a.color == b.color && a.language == b.language;
    }
};

struct Area {
    Length x = 0, y = 0, width = 0, height = 0;
};

/// Which edges of a box are drawn: those cut off by a page's turn are not (box-decoration-break: slice).
struct Edge {
    bool top = true, bottom = true;
};

class Canvas {
public:
    explicit Canvas(DisplayList& list) : list_(list) {}
    /// What follows belongs to this mark.
    void mark(Mark const& mark);
    /// What follows is drawn within the turn (itself within the one before, which is given back) until turn_back().
    [[nodiscard]] std::uint16_t turn(Turning const& turn);
    void turn_back(std::uint16_t before) { turn_ = before; }
    /// Where an area comes to stand on the page.
    [[nodiscard]] Area on_page(Area const& area) const;
    /// Content of the marks that follow is taken out of the page as this text (ActualText), until it speaks for itself again.
    void say(std::string_view text);
    void say_what_is_shown() { says_ = 0; }
    /// A word at x on the baseline y, its glyphs' advances widened by the look's expansion. Returns the advance.
    Length word(text::ShapedWord const& word, TextLook const& look, Length x, Length y);
    /// A space of the font, for extraction; it shows nothing.
    /// The last cluster put, a hyphen that the source has not, says U+00AD (ISO 32000-1 §14.8.2.2.3).
    void soften_hyphen();
    void space(std::uint32_t glyph, TextLook const& look, Length x, Length y);
    void rectangle(Area const& area, css::Color color);
    void borders(Area const& area, css::Sides<css::Border> const& border, Edge edge);
    void stroke(StrokeItem const& stroke);
    void picture(PictureItem const& picture);
    [[nodiscard]] DisplayList& list() { return list_; }

private:
    void push(ItemKind kind, std::size_t index);
    TextItem& text_item(TextLook const& look, bool backward);
    void add_clusters(text::ShapedWord const& word);
    DisplayList& list_;
    MarkId mark_ = 0;
    std::uint32_t says_ = 0;
    std::uint16_t turn_ = 0;
};

}  // namespace octavo::paint
