// The navigation document (EPUB 3.3, section 7) and the NCX for reading systems of EPUB 2: contents, landmarks, list of pages.
#pragma once
#include <string>
#include <vector>

#include "dom/outline.h"
#include "epub/content_writer.h"

namespace octavo::epub {

/// One line of the contents, with where it leads, seen from the package document; a heading of lines may lead nowhere.
struct ContentsEntry {
    std::string label, href;
    std::uint32_t level = 1;   ///< from 1, at most one deeper than the entry before
};

struct Landmark {
    std::string_view type;     ///< epub:type
    std::string label, href;
};

struct NavigationInput {
    std::string title, language, identifier;
    std::vector<ContentsEntry> contents;
    std::vector<Landmark> landmarks;
    std::vector<std::pair<std::string, std::string>> pages;  ///< label, href
    std::vector<std::string> const& style_files;
};

/// Gives every outline entry an id to lead to; to be called before anything is written.
void prepare_outline(std::vector<dom::OutlineEntry> const& outline, Identifiers& ids);
/// The same for what contents and landmarks of the source lead to.
void prepare_given(dom::Document const& document, Identifiers& ids);
/// The entries that are written; never empty: a text without headings is one entry under `title`.
[[nodiscard]] std::vector<ContentsEntry> contents_of(std::vector<dom::OutlineEntry> const& outline, BookPlan const& plan,
                                                     std::string_view title);
/// The contents that the source brings, line by line.
[[nodiscard]] std::vector<ContentsEntry> given_contents(BookPlan const& plan);
/// The landmarks that the source brings; then parts of the book with one of their own, each kind once, in order.
[[nodiscard]] std::vector<Landmark> landmarks_of(BookPlan const& plan);

[[nodiscard]] std::string write_navigation(NavigationInput const& input);
[[nodiscard]] std::string write_ncx(NavigationInput const& input);

}  // namespace octavo::epub
