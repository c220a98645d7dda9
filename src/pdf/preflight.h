// What a printer would complain of: looked for in the display lists, before anything is drawn, and in what the finishing pass
// found of fonts and inks.
//
// Of lines only those of the page itself are looked at, not those inside drawings; of pictures the inks are known once they are
// converted, for all of them together. Cost: linear in the items of a page.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "box/box_tree.h"
#include "paint/sheet.h"
#include "pdf/press_colors.h"
#include "pdf/press_facts.h"
#include "pdf/press_settings.h"
#include "text/text_engine.h"

namespace octavo::pdf {

struct PreflightInput {
    PressSettings const& settings;
    PressColors const& colors;
    text::TextEngine& text;
    box::BoxTree const& boxes;
    dom::Document const& document;
};

class Preflight {
public:
    explicit Preflight(PreflightInput const& input) : input_(input) {}
    void look_at(paint::DisplayList const& page);
    void look_at(paint::Sheet const& sheet);
    /// What the finishing pass knows.
    void complete(PressFacts facts) { facts_ = std::move(facts); }

    /// The report as text, its lines ended.
    [[nodiscard]] std::string report(base::SourceFiles const* files) const;
    /// A warning for each finding, the first places of each kind named, the rest counted.
    void tell(base::Diagnostics& diagnostics) const;
    [[nodiscard]] std::vector<std::uint32_t> const& blank_pages() const { return blank_; }   ///< from 1

private:
    enum class Kind : std::uint8_t { resolution, hairline, rich_black, near_trim, ink };
    static constexpr std::size_t kind_count = 5;
    struct Finding {
        Kind kind{};
        dom::NodeId node;
        std::string what;         ///< of which it holds
        std::uint32_t page = 0;   ///< the first one, from 1
        std::uint32_t times = 1;
    };
    void look_at_item(paint::DisplayList const& page, paint::Item const& item);
    void text(paint::DisplayList const& page, paint::TextItem const& item, paint::Mark const& mark);
    void picture(paint::PictureItem const& item, paint::Mark const& mark);
    void line(base::Length thickness, paint::Mark const& mark);
    void inks(css::Color color, paint::Mark const& mark, bool thin);
    void add(Kind kind, dom::NodeId node, std::string what);
    [[nodiscard]] std::string summary(Kind kind) const;
    [[nodiscard]] base::SourceSpan place(Finding const& finding) const;

    PreflightInput input_;
    PressFacts facts_;
    std::vector<Finding> findings_;
    std::vector<std::uint32_t> blank_;
    std::uint32_t page_count_ = 0, picture_count_ = 0;
    unsigned most_ink_ = 0;                                  ///< of any colour, in per cent
    base::Length width_ = 0, height_ = 0, bleed_ = 0;        ///< of the first page
    bool alike_ = true;                                      ///< all pages are of its size
};

}  // namespace octavo::pdf
