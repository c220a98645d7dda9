// The pages an index entry lists: what each of its locators says, once the pages are known. Both editions ask for it.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "dom/page_map.h"

namespace octavo::dom {

/// A passage an entry leads to.
struct Locator {
    PageSpan span;                 ///< none_page: it stands on no page
    bool principal = false;        ///< the chief passage
    std::string_view suffix{};     ///< behind the number: "n" for a note; such a one says nothing where its page is listed without
};

/// The text of each: pages in order, no page twice, a passage over several pages as a range. Passages that overlap are one, those that
/// only follow each other are not. A chief passage stands by itself, even within a longer one. Empty: it is contained in another's.
[[nodiscard]] std::vector<std::string> locator_texts(std::vector<Locator> const& locators,
                                                     std::function<std::string(std::uint32_t page)> const& label);

}  // namespace octavo::dom
