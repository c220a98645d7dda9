// The ids of the e-book: every one unique in the whole book, derived from the source's, the same in every run.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "dom/document.h"
#include "epub/survey.h"

namespace octavo::epub {

class Identifiers {
public:
    /// Takes the ids of all elements that are written, in document order: a repeated one gets "-2", "-3" …
    Identifiers(dom::Document const& document, Survey const& survey);
    /// The element's id; empty when it has none.
    [[nodiscard]] std::string_view of(dom::NodeId element) const {
        auto found = by_element_.find(element);
        return found == by_element_.end() ? std::string_view{} : std::string_view{found->second};
    }
    /// The element's id, made from `wanted` where it has none.
    std::string_view ensure(dom::NodeId element, std::string_view wanted);
    /// An id like `wanted` that nothing else has.
    [[nodiscard]] std::string claim(std::string_view wanted);

private:
    std::unordered_map<dom::NodeId, std::string> by_element_;
    std::unordered_set<std::string> taken_;
};

}  // namespace octavo::epub
