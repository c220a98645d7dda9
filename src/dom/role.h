// What an element means, beyond its HTML name: DPUB-ARIA 1.1 roles, EPUB structural semantics, and what octavo itself acts on.
#pragma once
#include <cstdint>
#include <string_view>

// enumerator, DPUB-ARIA or ARIA role ("" where none), epub:type ("" where none)
#define OCTAVO_ROLES(row)                                    \
    row(none, "", "")                                        \
    row(abstract, "doc-abstract", "abstract")                \
    row(acknowledgments, "doc-acknowledgments", "acknowledgments") \
    row(afterword, "doc-afterword", "afterword")             \
    row(appendix, "doc-appendix", "appendix")                \
    row(backlink, "doc-backlink", "backlink")                \
    row(backmatter, "", "backmatter")                        \
    row(biblioentry, "", "biblioentry")                      \
    row(bibliography, "doc-bibliography", "bibliography")    \
    row(biblioref, "doc-biblioref", "biblioref")             \
    row(bodymatter, "", "bodymatter")                        \
    row(chapter, "doc-chapter", "chapter")                   \
    row(colophon, "doc-colophon", "colophon")                \
    row(conclusion, "doc-conclusion", "conclusion")          \
    row(copyright_page, "", "copyright-page")                \
    row(cover, "doc-cover", "cover")                         \
    row(credit, "doc-credit", "credit")                      \
    row(credits, "doc-credits", "credits")                   \
    row(dedication, "doc-dedication", "dedication")          \
    row(endnote, "", "endnote")                              \
    row(endnotes, "doc-endnotes", "endnotes")                \
    row(epigraph, "doc-epigraph", "epigraph")                \
    row(epilogue, "doc-epilogue", "epilogue")                \
    row(errata, "doc-errata", "errata")                      \
    row(example, "doc-example", "")                          \
    row(figure, "figure", "figure")                          \
    row(footnote, "doc-footnote", "footnote")                \
    row(footnotes, "", "footnotes")                          \
    row(foreword, "doc-foreword", "foreword")                \
    row(frontmatter, "", "frontmatter")                      \
    row(glossary, "doc-glossary", "glossary")                \
    row(glossref, "doc-glossref", "glossref")                \
    row(halftitlepage, "", "halftitlepage")                  \
    row(index, "doc-index", "index")                         \
    row(introduction, "doc-introduction", "introduction")    \
    row(landmarks, "", "landmarks")                          \
    row(list_of_figures, "", "loi")                          \
    row(list_of_tables, "", "lot")                           \
    row(margin_note, "", "")                                 \
    row(noteref, "doc-noteref", "noteref")                   \
    row(notice, "doc-notice", "notice")                      \
    row(pagebreak, "doc-pagebreak", "pagebreak")             \
    row(pagelist, "doc-pagelist", "page-list")               \
    row(part, "doc-part", "part")                            \
    row(preface, "doc-preface", "preface")                   \
    row(prologue, "doc-prologue", "prologue")                \
    row(pullquote, "doc-pullquote", "pullquote")             \
    row(qna, "doc-qna", "qna")                               \
    row(subtitle, "doc-subtitle", "subtitle")                \
    row(tip, "doc-tip", "tip")                               \
    row(titlepage, "", "titlepage")                          \
    row(toc, "doc-toc", "toc")                               \
    row(volume, "", "volume")                                \
    row(verse, "", "z3998:verse")                            \
    row(poem, "", "z3998:poem")                              \
    row(drama, "", "z3998:drama")                            \
    row(letter, "", "z3998:letter")                          \
    row(locators, "", "")                                    \
    row(see_also, "", "")

namespace octavo::dom {

enum class Role : std::uint8_t {
#define OCTAVO_ROW(enumerator, aria, epub) enumerator,
    OCTAVO_ROLES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

[[nodiscard]] std::string_view role_name(Role role);   ///< the enumerator's name, for dumps
[[nodiscard]] std::string_view aria_role(Role role);   ///< DPUB-ARIA or ARIA; empty where none
[[nodiscard]] std::string_view epub_type(Role role);   ///< EPUB structural semantics; empty where none
/// The role whose epub:type or DPUB-ARIA role is one of the space-separated words; Role::none where none is known.
[[nodiscard]] Role role_from_tokens(std::string_view epub_types, std::string_view aria_roles);

}  // namespace octavo::dom
