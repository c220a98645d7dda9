// Where links lead in the e-book: an element or anchor of the source to file and id, an address elsewhere to itself.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dom/document.h"
#include "epub/identifiers.h"
#include "epub/markers.h"
#include "epub/splitting.h"

namespace octavo::epub {

class Links {
public:
    Links(dom::Document const& document, Survey const& survey, Split const& split, Identifiers const& ids, Markers const& markers);
    /// The href to write for a link that stands at `from` in content document `in`; none when it leads nowhere in an e-book.
    [[nodiscard]] std::optional<std::string> resolve(dom::NodeId from, std::string_view href, std::uint32_t in) const;
    /// The href of an element that has an id, seen from the package document.
    [[nodiscard]] std::string from_package(dom::NodeId node, std::string_view id) const;
    /// The href of `id` in content document `target`, seen from document `in`.
    [[nodiscard]] std::string to_document(std::uint32_t target, std::string_view id, std::uint32_t in) const;
    /// The written id of the element or anchor that has this id in the source; empty when there is none.
    [[nodiscard]] std::string_view local_id(std::string_view source_id) const;

private:
    [[nodiscard]] std::optional<std::string> to_fragment(std::string_view source_id, std::uint32_t in) const;
    [[nodiscard]] bool is_written(dom::NodeId node) const;
    dom::Document const& document_;
    Survey const& survey_;
    Split const& split_;
    Identifiers const& ids_;
    Markers const& markers_;
    std::unordered_map<std::string_view, dom::NodeId> first_of_resource_;  // where the book was read from several files
};

}  // namespace octavo::epub
