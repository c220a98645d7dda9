#include "impose/annotations.h"

#include <fmt/format.h>
#include <qpdf/Constants.h>
#include <qpdf/QPDFAnnotationObjectHelper.hh>

namespace octavo::impose {

PrintedAnnotations printed_annotations(QPDFObjectHandle page, int rotate) {
    PrintedAnnotations result;
    QPDFObjectHandle list = page.getKey("/Annots");
    if (!list.isArray()) return result;
    for (QPDFObjectHandle item : list.aitems()) {
        if (!item.isDictionary()) continue;
        QPDFAnnotationObjectHelper annotation(item);
        int flags = annotation.getFlags();
        bool printed = (flags & an_print) != 0 && (flags & (an_hidden | an_invisible)) == 0;
        std::string type = annotation.getSubtype();
        if (!printed || type == "/Link" || type == "/Popup") continue;
        QPDFObjectHandle form = annotation.getAppearanceStream("/N");
        std::string content = form.isStream() ? annotation.getPageContentForAppearance(fmt::format("/A{}", result.appearances.size()), rotate) : std::string();
        if (content.empty()) {
            ++result.bare;
            continue;
        }
        result.content += content;
        result.content += '\n';
        result.appearances.push_back(form);
    }
    return result;
}

}  // namespace octavo::impose
