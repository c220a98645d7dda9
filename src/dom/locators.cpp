#include "dom/locators.h"

#include <algorithm>

namespace octavo::dom {
namespace {

struct Shown {
    std::size_t at;       // the locator that says it
    PageSpan span;
    bool principal;
    std::string_view suffix;
};

bool overlap(PageSpan a, PageSpan b) { return a.first <= b.last && b.first <= a.last; }
bool within(PageSpan a, PageSpan b) { return b.first <= a.first && a.last <= b.last; }

/// Whether `a` says nothing that `b` does not.
bool said_by(Shown const& a, Shown const& b) {
    if (a.principal && !b.principal) return false;
    if (!b.suffix.empty() && b.suffix != a.suffix) return false;
    return within(a.span, b.span);
}

std::vector<Shown> without_contained(std::vector<Shown> const& all) {
    std::vector<Shown> kept;
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool contained = false;
        for (std::size_t k = 0; k < all.size() && !contained; ++k) {
            contained = k != i && said_by(all[i], all[k]) && (k < i || !said_by(all[k], all[i]));
        }
        if (!contained) kept.push_back(all[i]);
    }
    return kept;
}

/// Passages of one kind that share pages become one.
void join_overlapping(std::vector<Shown>& all) {
    std::stable_sort(all.begin(), all.end(), [](Shown const& a, Shown const& b) { return a.span.first < b.span.first; });
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = i + 1; k < all.size();) {
            bool alike = all[i].principal == all[k].principal && all[i].suffix.empty() && all[k].suffix.empty();
            if (!alike || !overlap(all[i].span, all[k].span)) {
                ++k;
                continue;
            }
            all[i].span.last = std::max(all[i].span.last, all[k].span.last);
            all[i].at = std::min(all[i].at, all[k].at);
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(k));
            k = i + 1;
        }
    }
}

}  // namespace

std::vector<std::string> locator_texts(std::vector<Locator> const& locators,
                                       std::function<std::string(std::uint32_t page)> const& label) {
    std::vector<Shown> shown;
    for (std::size_t i = 0; i < locators.size(); ++i) {
        PageSpan span = locators[i].span;
        if (span.first == PageSpan::none_page) continue;
        span.last = std::max(span.first, span.last == PageSpan::none_page ? span.first : span.last);
        shown.push_back({i, span, locators[i].principal, locators[i].suffix});
    }
    join_overlapping(shown);
    shown = without_contained(shown);
    // Each says its own pages where that is in order (it links there); else the pages are dealt out in order, to those of one look.
    bool in_order = std::is_sorted(shown.begin(), shown.end(), [](Shown const& a, Shown const& b) { return a.at < b.at; });
    bool alike = std::none_of(shown.begin(), shown.end(), [](Shown const& s) { return s.principal; });
    if (!in_order && alike) {
        std::vector<std::size_t> places;
        for (Shown const& s : shown) places.push_back(s.at);
        std::sort(places.begin(), places.end());
        for (std::size_t i = 0; i < shown.size(); ++i) shown[i].at = places[i];
    }
    std::vector<std::string> texts(locators.size());
    for (Shown const& s : shown) {
        std::string& text = texts[s.at];
        text = label(s.span.first);
        if (s.span.last > s.span.first) text += "\xE2\x80\x93" + label(s.span.last);
        text += s.suffix;
    }
    return texts;
}

}  // namespace octavo::dom
