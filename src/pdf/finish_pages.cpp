#include <fmt/format.h>
#include <numeric>

#include "base/parallel_map.h"
#include "pdf/finisher.h"
#include "pdf/links.h"
#include "pdf/page_boxes.h"
#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

constexpr std::uint32_t pages_per_task = 8;

}  // namespace

/// Contents are rewritten and compressed by several workers; all else has its order.
void Finisher::write_pages(std::uint32_t first, std::span<QPDFObjectHandle const> pages) {
    std::vector<Contents> contents;
    for (std::size_t i = 0; i < pages.size(); ++i) contents.push_back(contents_of(first + static_cast<std::uint32_t>(i), pages[i]));
    std::vector<std::string> done(contents.size());
    base::parallel_for((contents.size() + pages_per_task - 1) / pages_per_task, parallel_ ? input_.context.workers : 1, [&](std::size_t task) {
        Inflater inflater;
        Deflater deflater;
        for (std::size_t i = task * pages_per_task; i < std::min<std::size_t>((task + 1) * pages_per_task, contents.size()); ++i)
            done[i] = rewritten(contents[i], inflater, deflater);
    });
    for (std::size_t i = 0; i < pages.size(); ++i) {
        std::uint32_t number = writer_.reserve();
        writer_.write_deflated(number, {}, done[i]);
        write_page(contents[i].page, pages[i], number);
    }
}

Finisher::Contents Finisher::contents_of(std::uint32_t index, QPDFObjectHandle page) {
    QPDFObjectHandle contents = page.getKey("/Contents");
    if (!contents.isStream()) throw Failure{fmt::format("page {} has no content stream", index + 1)};
    if (copier_.learn_fonts(page.getKey("/Resources"))) parallel_ = false;   // what its codes say may be repaired, by the first page that needs it
    return {index, contents.getRawStreamData()};
}

void Finisher::write_page(std::uint32_t index, QPDFObjectHandle page, std::uint32_t contents) {
    PageRecord const& record = records_.pages[index];
    QPDFObjectHandle resources = page.getKey("/Resources");
    std::string out = "<</Type/Page/Parent ";
    append_reference(out, first_node_ + index / pages_per_node);
    out += page_boxes(record, input_.press != nullptr ? BoxNeed::always : BoxNeed::where_they_differ);
    out += "/Contents ";
    append_reference(out, contents);
    QPDFObjectHandle group = page.getKey("/Group");
    if (!group.isNull()) {
        out += "/Group";
        copier_.append(out, group.isIndirect() ? group.shallowCopy() : group);
    }
    append_resources(out, record, resources);
    if (input_.press != nullptr) add_inks(out);
    if (tagged()) {
        out += "/StructParents ";
        append_integer(out, index);
        out += "/Tabs/S";
    }
    if (input_.press == nullptr) out += page_links(index);   // PDF/X-4: no annotations where ink may go
    writer_.write_object(first_page_ + index, out + ">>");
}

/// Cairo's, and the fonts of octavo's own text.
void Finisher::append_resources(std::string& out, PageRecord const& record, QPDFObjectHandle const& resources) {
    QPDFObjectHandle own = resources;
    std::string fonts;
    for (std::uint32_t i = record.first_font; i < record.first_font + record.font_count; ++i) {
        fonts += "/T";
        append_integer(fonts, records_.fonts[i]);
        fonts += ' ';
        append_reference(fonts, input_.fonts[records_.fonts[i]]->object(writer_));
    }
    out += "/Resources<<";
    for (auto const& [key, value] : own.ditems()) {
        if (key == "/Font") {
            for (auto const& [name, font] : QPDFObjectHandle(value).ditems()) {
                fonts += name + " ";
                copier_.append(fonts, font);
            }
            continue;
        }
        out += key + " ";
        copier_.append(out, value);
    }
    if (!fonts.empty()) out += "/Font<<" + fonts + ">>";
    out += ">>";
}

std::string Finisher::rewritten(Contents const& contents, Inflater& inflater, Deflater& deflater) {
    PageRecord const& record = records_.pages[contents.page];
    std::span<std::uint32_t const> blocks{records_.blocks.data() + record.first_block, record.block_count};
    std::string text = text_.read(record.text_offset, std::accumulate(blocks.begin(), blocks.end(), std::size_t{0}));
    PageContent page{.bytes = inflater.decompress(contents.bytes->getBuffer(), contents.bytes->getSize()),
                     .sequences = {records_.sequences.data() + record.first_sequence, record.sequence_count},
                     .texts = records_.texts,
                     .text = text,
                     .blocks = blocks,
                     .font = [this](std::string_view name) { return copier_.font(name); },
                     .color = color_,
                     .version = conformance_.aim().version};
    std::string content;
    if (auto done = rewrite_content(page, content); !done)
        throw Failure{fmt::format("page {}: {}", contents.page + 1, done.error())};
    return std::string(deflater.compress(content));
}

std::string Finisher::page_links(std::uint32_t index) {
    PageRecord const& record = records_.pages[index];
    LinkInput links{records_, input_.document, first_page_};
    std::string annotations;
    for (std::uint32_t i = record.first_link; i < record.first_link + record.link_count; ++i) {
        RecordedLink const& link = records_.links[i];
        if (goal_of(links, link) == LinkGoal::nowhere) continue;
        bool known = link.link.value < input_.document.node_count();
        auto where = known ? input_.document.node(link.link).where : base::SourceSpan{};
        if (link_description(links, link).empty())
            conformance_.add({.code = ViolationCode::unlabelled_link, .where = where, .subject = "a page"});
        link_objects_[i] = writer_.reserve();   // written once the structure is known that it may lead to
        append_reference(annotations, link_objects_[i]);
        annotations += ' ';
    }
    return annotations.empty() ? std::string{} : "/Annots[" + annotations + "]";
}

/// The spot inks of the page just written, into its resources.
void Finisher::add_inks(std::string& page) {
    std::string spaces = input_.press->color_spaces(writer_);
    if (spaces.empty()) return;
    if (!page.ends_with(">>")) throw Failure{"a page's resources are no dictionary"};
    page.insert(page.size() - 2, spaces);
}

void Finisher::write_page_tree() {
    std::string root = "<</Type/Pages/Kids[";
    for (std::uint32_t first = 0; first < page_count_; first += pages_per_node) {
        std::uint32_t count = std::min(pages_per_node, page_count_ - first),
            node = first_node_ + first / pages_per_node;
        std::string out = "<</Type/Pages/Parent ";
        append_reference(out, pages_root_);
        out += "/Count " + std::to_string(count) + "/Kids[";
        for (std::uint32_t i = 0; i < count; ++i) {
            append_reference(out, first_page_ + first + i);
            out += ' ';
        }
        writer_.write_object(node, out + "]>>");
        append_reference(root, node);
        root += ' ';
    }
    writer_.write_object(pages_root_, root + "]/Count " + std::to_string(page_count_) + ">>");
}

}  // namespace octavo::pdf
