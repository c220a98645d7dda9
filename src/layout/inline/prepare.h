// From inline items to pieces: the first half of laying out a paragraph. Text is collected, itemised and shaped word by word
// through the cache; spaces (no-break spaces too) become glue. Cost: linear, a look-up in the word cache per word.
#pragma once
#include "layout/task.h"

namespace octavo::layout {

/// Fills text, pieces, insertions and atomics of `paragraph`, whose box, style and measure are set.
void prepare_paragraph(Task& task, Paragraph& paragraph, box::ItemRange items);
/// Prepared in `scratch` only to be measured.
[[nodiscard]] Paragraph paragraph_to_measure(Task& task, GalleyStore& scratch, BoxId box, box::ItemRange items);

/// What is set like a word: a picture, an inline-block or a float, laid out in a containing block of that width. `fill`: as wide as that.
enum class AtomicWidth : std::uint8_t { fit, fill };
[[nodiscard]] Atomic make_atomic(Task& task, BoxId box, Length available, AtomicWidth width = AtomicWidth::fit);

/// Distance from a galley's top to the baseline of its first line, or of a table's first row; its height when it has none.
[[nodiscard]] Length first_baseline(GalleyStore const& store, GalleyId galley);
/// Distance from a galley's top to the baseline of its last line; its height when it has no line.
[[nodiscard]] Length last_baseline(GalleyStore const& store, GalleyId galley);

}  // namespace octavo::layout
