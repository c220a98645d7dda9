// The novel of the corpus after every stage, made once: what the benchmarks of the stages start from.
//
// Read from the corpus (OCTAVO_CORPUS, else ../shared/corpus beside the project), one worker. Resources come from the disk through a
// cache; artefacts go to memory, so that no disk is waited for.
#pragma once
#include <benchmark/benchmark.h>

#include "page/make_pages.h"
#include "paint/display_list.h"
#include "style/styled_document.h"

namespace octavo::bench {

struct Novel {
    Novel();

    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;      ///< of everything: nobody reads them
    std::unique_ptr<io::Workspace> workspace;
    std::vector<std::string> sources;
    std::optional<dom::Document> document;
    std::vector<css::StyleSheetPtr> sheets;
    std::unique_ptr<style::StyledDocument> styled;
    std::unique_ptr<text::TextEngine> text;
    box::BoxTree boxes;
    std::unique_ptr<page::CrossReferences> references;
    std::unique_ptr<layout::LayoutContext> layout;
    page::PageSequence pages;
    std::vector<paint::DisplayList> lists;
    std::vector<std::string> words;     ///< of the text, in order, with their punctuation

    [[nodiscard]] std::vector<css::StyleSheetPtr> collect(css::Medium medium);
    [[nodiscard]] std::unique_ptr<layout::LayoutContext> make_context(text::TextEngine& engine);
};

/// Folder of the novel's package; empty where the corpus is absent.
[[nodiscard]] std::string novel_folder();

/// The novel; null where the corpus is absent (the benchmark is then skipped, and says so).
[[nodiscard]] Novel* novel(benchmark::State& state);

}  // namespace octavo::bench
