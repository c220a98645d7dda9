// XPointer as far as books use it: a bare id, the element() scheme, and xpointer(id('x')).
// https://www.w3.org/TR/xptr-framework/ and https://www.w3.org/TR/xptr-element/
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xml/events.h"

namespace octavo::xml {

struct Pointer {
    std::string id;                    ///< empty: the path begins at the document
    std::vector<std::uint32_t> path;   ///< child elements, counted from 1
};

/// Nothing if `text` is of another scheme or wrong.
[[nodiscard]] std::optional<Pointer> parse_pointer(std::string_view text);

/// Finds the element that a pointer names while a document goes by. Each start and end is told once, in order.
class Selector {
public:
    explicit Selector(Pointer pointer) : pointer_(std::move(pointer)), id_found_(pointer_.id.empty()) {}
    void start(StartEvent const& event);
    void end();
    /// True from the start of the element up to its end.
    [[nodiscard]] bool inside() const { return selected_depth_ != 0; }
    [[nodiscard]] bool found() const { return found_; }

private:
    void select();

    Pointer pointer_;
    bool id_found_;
    bool found_ = false;
    bool lost_ = false;                 // the path leads to no element
    std::uint32_t depth_ = 0;
    std::uint32_t selected_depth_ = 0;  // depth of the selected element while inside it
    std::uint32_t context_depth_ = 0;   // depth of the element reached so far (0: the document)
    std::size_t steps_ = 0;             // of the path, taken so far
    std::uint32_t children_ = 0;        // of that element, seen so far
};

}  // namespace octavo::xml
