#include "box/tag_names.h"

namespace octavo::box::tags {

#define OCTAVO_NAME(function, text)                          \
    base::Name function() {                                  \
        static base::Name const name = base::Name::of(text); \
        return name;                                         \
    }
OCTAVO_NAME(a, "a")
OCTAVO_NAME(br, "br")
OCTAVO_NAME(wbr, "wbr")
OCTAVO_NAME(svg, "svg")
OCTAVO_NAME(object, "object")
OCTAVO_NAME(ol, "ol")
#undef OCTAVO_NAME

bool may_be_picture(dom::Element const& element) {
    static base::Name const img = base::Name::of("img"), embed = base::Name::of("embed");
    return element.html == img || element.html == svg() || element.html == object() || element.html == embed;
}

bool is_math_annotation(dom::Element const& element) {
    static base::Name const annotation = base::Name::of("annotation"), annotation_xml = base::Name::of("annotation-xml");
    return element.html == annotation || element.html == annotation_xml;
}

bool is_math(dom::Element const& element) {
    static base::Name const math = base::Name::of("math");
    return element.html == math;
}

}  // namespace octavo::box::tags
