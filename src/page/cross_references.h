// Text that depends on the pages: what each Reference shows, from the PageMap of the pass before.
#pragma once
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "box/box_tree.h"
#include "dom/page_map.h"

namespace octavo::page {

class CrossReferences {
public:
    CrossReferences(box::BoxTree const& boxes, style::StyledDocument const& styled);
    /// The text to lay out now: the guess before the first pass.
    [[nodiscard]] std::string const& text(std::uint32_t reference) const { return texts_[reference]; }
    /// What it showed before the last update that changed it.
    [[nodiscard]] std::string const& text_before(std::uint32_t reference) const { return before_.at(reference); }
    /// Takes the pages found; the references whose text changed.
    [[nodiscard]] std::vector<std::uint32_t> update(dom::PageMap const& map, std::vector<std::int32_t> const& numbers);

private:
    void number_notes(dom::PageMap const& map);
    /// Of the locators (and separators) that share a parent, from `first` on; the index behind the last.
    [[nodiscard]] std::uint32_t locator_group(std::uint32_t first, dom::PageMap const& map, std::vector<std::string>& texts) const;
    [[nodiscard]] std::string text_of(box::Reference const& reference, dom::PageMap const& map,
                                      std::vector<std::int32_t> const& numbers) const;
    box::BoxTree const& boxes_;
    style::StyledDocument const& styled_;
    std::vector<std::string> texts_;
    std::unordered_map<std::uint32_t, std::string> before_;
    std::unordered_map<dom::NodeId, std::int32_t> note_numbers_;  // of those numbered by page
};

/// "3, 5–7, 12": pages (indices) in order, none twice, three or more in a row joined by an en dash.
[[nodiscard]] std::string join_pages(std::vector<std::uint32_t> pages, std::function<std::string(std::uint32_t)> const& label);

}  // namespace octavo::page
