// Which names of the source the style sheets ask for: only those are written into the e-book, as classes and data attributes.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "css/style_sheet.h"
#include "dom/document.h"

namespace octavo::epub {

class UsedNames {
public:
    explicit UsedNames(std::vector<css::StyleSheetPtr> const& sheets);
    /// The class that stands for the element's source name; empty when no selector asks for it.
    [[nodiscard]] std::string_view class_of(dom::Element const& element) const;
    /// The data attribute that stands for an attribute; empty when no selector asks for it.
    [[nodiscard]] std::string_view data_attribute(dom::Element const& element, dom::Attribute const& attribute) const;

    /// Whether some selector asks for [data-role="…"]: then every element says its role.
    [[nodiscard]] bool tell_roles() const { return tell_roles_; }

    struct Collector;

private:
    // By namespace and local name, as numbers; values are what is written.
    std::unordered_map<std::uint64_t, std::string> elements_, attributes_;
    bool tell_roles_ = false;
};

}  // namespace octavo::epub
