#include "pdf/difference.h"

#include <exception>
#include <fmt/format.h>

#include "pdf/qpdf.h"
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace octavo::pdf {
namespace {

std::string content_of(QPDFPageObjectHelper page) {
    std::string content;
    for (QPDFObjectHandle stream : page.getPageContents()) {
        auto buffer = stream.getStreamData(qpdf_dl_generalized);
        content.append(reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize());
    }
    return content;
}

}  // namespace

std::string describe_difference(std::string_view before, std::string_view after) {
    if (before == after) return {};
    try {
        QPDF first, second;
        first.setSuppressWarnings(true);
        second.setSuppressWarnings(true);
        first.processMemoryFile("before", before.data(), before.size());
        second.processMemoryFile("after", after.data(), after.size());
        auto first_pages = QPDFPageDocumentHelper(first).getAllPages(), second_pages = QPDFPageDocumentHelper(second).getAllPages();
        if (first_pages.size() != second_pages.size()) return fmt::format("{} pages became {}", first_pages.size(), second_pages.size());
        for (std::size_t i = 0; i < first_pages.size(); ++i) {
            if (content_of(first_pages[i]) != content_of(second_pages[i])) return fmt::format("page {} is the first that is set otherwise", i + 1);
        }
        return "every page is set alike: metadata, structure, fonts or pictures differ";
    } catch (std::exception const&) {
        return {};
    }
}

}  // namespace octavo::pdf
