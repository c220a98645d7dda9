#include "bench/novel.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "paint/painter.h"
#include "read/read.h"

namespace octavo::bench {
namespace {

/// Reads from the disk, writes to memory.
class BenchWorkspace : public io::Workspace {
public:
    BenchWorkspace(std::unique_ptr<io::Workspace> disk, base::StageContext const& context)
        : disk_(std::move(disk)), memory_(io::make_memory_workspace(context)) {}
    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from, base::SourceSpan where) override {
        return disk_->read(reference, from, where);
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override { return disk_->read_system(path); }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view path) override { return memory_->create(path); }
    [[nodiscard]] std::int64_t source_date_epoch() const override { return 0; }
    [[nodiscard]] std::vector<io::ResourcePtr> resources() const override { return disk_->resources(); }

private:
    std::unique_ptr<io::Workspace> disk_;
    std::unique_ptr<io::MemoryWorkspace> memory_;
};

std::vector<std::string> words_of(std::vector<box::InlineItem> const& items) {
    std::vector<std::string> words;
    for (box::InlineItem const& item : items) {
        std::string_view text = item.text;
        while (!text.empty()) {
            std::size_t begin = text.find_first_not_of(' ');
            if (begin == std::string_view::npos) break;
            std::size_t end = std::min(text.find(' ', begin), text.size());
            words.emplace_back(text.substr(begin, end - begin));
            text.remove_prefix(end);
        }
    }
    return words;
}

}  // namespace

std::string novel_folder() {
    namespace fs = std::filesystem;
    char const* given = std::getenv("OCTAVO_CORPUS");
    fs::path corpus = given != nullptr ? fs::path(given) : fs::path(OCTAVO_SOURCE_DIR) / ".." / "shared" / "corpus";
    fs::path folder = corpus / "xhtml" / "jane-austen_pride-and-prejudice" / "src" / "epub";
    return fs::exists(folder / "content.opf") ? folder.string() : std::string();
}

Novel* novel(benchmark::State& state) {
    if (novel_folder().empty()) {
        state.SkipWithError("SKIPPED: the corpus is absent");
        return nullptr;
    }
    static Novel one;
    return &one;
}

Novel::Novel() : sources{"content.opf"} {
    context.files = &files;
    auto disk = io::open_disk_workspace(novel_folder(), context);
    if (!disk) throw std::runtime_error(disk.error().message);
    workspace = std::make_unique<BenchWorkspace>(std::move(*disk), context);
    document = read::read_document(*workspace, sources, context, diagnostics);
    if (!document) throw std::runtime_error("the novel cannot be read");
    document->metadata.modified = "2000-01-01T00:00:00Z";
    read::ensure_title_page(*document);
    sheets = collect(css::Medium::print);
    styled = style::style_document({*document, sheets, css::Medium::print}, context, diagnostics);
    text = text::make_text_engine({*workspace, {}}, context);
    boxes = box::build_boxes({*styled, *workspace, text.get()}, context, diagnostics);
    references = std::make_unique<page::CrossReferences>(boxes, *styled);
    layout = make_context(*text);
    pages = page::make_pages({*layout, *references}, diagnostics);
    paint::Painter painter(*layout, pages);
    lists.resize(pages.pages.size());
    for (std::uint32_t i = 0; i < lists.size(); ++i) painter.paint(i, lists[i]);
    words = words_of(boxes.items);
}

std::vector<css::StyleSheetPtr> Novel::collect(css::Medium medium) {
    std::string name = medium == css::Medium::print ? "book" : "ebook";
    return style::collect_sheets({*document, {name}, {}, medium}, *workspace, context, diagnostics);
}

std::unique_ptr<layout::LayoutContext> Novel::make_context(text::TextEngine& engine) {
    return std::make_unique<layout::LayoutContext>(boxes, *styled, engine, context,
                                                   [this](std::uint32_t reference) { return references->text(reference); });
}

}  // namespace octavo::bench
