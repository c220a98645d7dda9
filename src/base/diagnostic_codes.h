// Every diagnostic octavo can give: one row each, enumerator and the slug printed in brackets after the message.
// Grouped by stage; add rows at the end of a group.
#pragma once

#define OCTAVO_DIAGNOSTIC_CODES(row)                                  \
    /* io */                                                          \
    row(io_not_found, "io-not-found")                                 \
    row(io_outside_root, "io-outside-root")                           \
    row(io_remote, "io-remote")                                       \
    row(io_unreadable, "io-unreadable")                               \
    row(io_unwritable, "io-unwritable")                               \
    row(io_limit, "io-limit")                                         \
    row(io_archive, "io-archive")                                     \
    /* xml */                                                         \
    row(xml_not_well_formed, "xml-not-well-formed")                   \
    row(xml_limit, "xml-limit")                                       \
    row(xml_entity, "xml-entity")                                     \
    row(xml_encoding, "xml-encoding")                                 \
    row(xinclude_failed, "xinclude-failed")                           \
    /* read */                                                        \
    row(read_empty, "read-empty")                                     \
    row(read_unknown_vocabulary, "read-unknown-vocabulary")           \
    row(read_unmapped_element, "read-unmapped-element")               \
    row(read_duplicate_id, "read-duplicate-id")                       \
    row(read_dangling_reference, "read-dangling-reference")           \
    row(read_bad_attribute, "read-bad-attribute")                     \
    row(read_missing_alternative, "read-missing-alternative")         \
    row(read_missing_picture, "read-missing-picture")                 \
    row(read_remote_resource, "read-remote-resource")                 \
    row(read_package, "read-package")                                 \
    /* css */                                                         \
    row(css_syntax, "css-syntax")                                     \
    row(css_unknown_property, "css-unknown-property")                 \
    row(css_invalid_value, "css-invalid-value")                       \
    row(css_invalid_selector, "css-invalid-selector")                 \
    row(css_unknown_at_rule, "css-unknown-at-rule")                   \
    row(css_unknown_namespace, "css-unknown-namespace")               \
    row(css_import_failed, "css-import-failed")                       \
    row(css_variable_cycle, "css-variable-cycle")                     \
    row(css_unsupported, "css-unsupported")                           \
    row(css_limit, "css-limit")                                       \
    /* text */                                                        \
    row(text_missing_font, "text-missing-font")                       \
    row(text_missing_glyph, "text-missing-glyph")                     \
    row(text_no_patterns, "text-no-patterns")                         \
    row(text_synthetic_style, "text-synthetic-style")                 \
    row(text_font_embedding, "text-font-embedding")                   \
    /* layout */                                                      \
    row(layout_overfull, "layout-overfull")                           \
    row(layout_loose_line, "layout-loose-line")                       \
    row(layout_too_tall, "layout-too-tall")                           \
    row(layout_table_spans, "layout-table-spans")                     \
    row(layout_table_too_wide, "layout-table-too-wide")               \
    row(layout_picture_scaled, "layout-picture-scaled")               \
    row(layout_low_resolution, "layout-low-resolution")               \
    /* page */                                                        \
    row(page_widow, "page-widow")                                     \
    row(page_short, "page-short")                                     \
    row(page_note_split, "page-note-split")                           \
    row(page_reference_loop, "page-reference-loop")                   \
    row(page_unresolved_reference, "page-unresolved-reference")       \
    row(page_no_room, "page-no-room")                                 \
    row(page_count, "page-count")                                     \
    row(page_float_moved, "page-float-moved")                         \
    /* pdf */                                                         \
    row(pdf_picture, "pdf-picture")                                   \
    row(pdf_finish, "pdf-finish")                                     \
    row(pdf_conformance, "pdf-conformance")                           \
    row(press_profile, "press-profile")                               \
    row(press_option, "press-option")                                 \
    row(press_bleed, "press-bleed")                                   \
    row(press_font, "press-font")                                     \
    row(press_resolution, "press-resolution")                         \
    row(press_hairline, "press-hairline")                             \
    row(press_rich_black, "press-rich-black")                         \
    row(press_near_trim, "press-near-trim")                           \
    row(press_ink, "press-ink")                                       \
    /* epub */                                                        \
    row(epub_filtered_style, "epub-filtered-style")                   \
    row(epub_resource, "epub-resource")                               \
    row(epub_metadata, "epub-metadata")                               \
    row(epub_accessibility, "epub-accessibility")                     \
    row(epub_page_list, "epub-page-list")                             \
    /* impose */                                                      \
    row(impose_input, "impose-input")                                 \
    row(impose_option, "impose-option")                               \
    row(impose_paper, "impose-paper")                                 \
    /* cover */                                                       \
    row(cover_isbn, "cover-isbn")                                     \
    row(cover_spine, "cover-spine")                                   \
    row(cover_option, "cover-option")                                 \
    /* archive */                                                     \
    row(archive_package, "archive-package")                           \
    row(archive_fixity, "archive-fixity")                             \
    row(archive_rebuild, "archive-rebuild")                           \
    row(archive_licence, "archive-licence")                           \
    /* edition */                                                     \
    row(edition_file, "edition-file")                                 \
    row(edition_metadata, "edition-metadata")                         \
    row(run_cancelled, "run-cancelled")                               \
    row(run_limit, "run-limit")                                       \
    row(internal_error, "internal-error")
