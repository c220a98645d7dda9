// What every vocabulary needs done after its elements are mapped. Each pass is one function over the whole Document;
// read.cpp calls them in this order.
#pragma once
#include "read/passes/targets.h"
#include "read/read.h"
#include "read/vocabulary.h"

namespace octavo::read::passes {

/// Puts the units into one tree: html, body; several units as sections of it (a unit with just one sectioning child is
/// that).
void join(ReadContext& context);

/// Links (`a` with an href): inside ones get href="#id" of the target; what leads nowhere becomes a span and is a
/// diagnostic. Empty links of class "ptr" get their target's heading as text.
void resolve_links(ReadContext& context, Targets& targets);

/// What packages bring for finding one's way: contents and landmarks get their targets, pages of a page list become marks.
void resolve_navigation(ReadContext& context, Targets const& targets);

/// Endnotes written elsewhere than where they are called: their calls become noterefs; notes of role endnote that stand
/// in the text are gathered in a section of role endnotes at the end, or where the source wants them.
void gather_notes(ReadContext& context, Targets& targets);

/// Headings of vocabularies that nest divisions: h1–h6 by depth.
void rank_headings(dom::Document& document, dom::NodeId body);

/// Paragraphs that hold blocks become a div of paragraphs and blocks: HTML's p holds phrasing only.
void split_paragraphs(dom::Document& document, dom::NodeId body);

/// Where persons, places and other entries of lists are spoken of: a line of links at the end of each entry.
void list_mentions(ReadContext& context, Targets& targets);

/// Puts a section of role index at the end, where terms are marked, the edition wants an index and the source has no place for one;
/// gives places without a heading one.
void place_index(ReadContext& context, ReadOptions const& options);

/// Fills every empty element of role index with the entries of its terms, ordered as its language has it.
void fill_indexes(ReadContext& context, Targets& targets, ReadOptions const& options);

/// Fills every empty nav of role toc from the outline (in a chapter or part: from its own headings), those of the roles list_of_figures
/// and list_of_tables from captions.
void fill_contents(dom::Document& document, Targets& targets, ReadOptions const& options);

/// xml:lang → lang (BCP 47), the writing direction that goes with it, and the Document's language.
void set_languages(ReadContext& context);

/// Turns marks into Anchors and Ranges, and takes their elements out of the tree (those linked to stay, as empty
/// spans).
void place_anchors(ReadContext& context, Targets& targets);

}  // namespace octavo::read::passes
