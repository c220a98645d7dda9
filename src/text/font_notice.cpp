#include "text/font_notice.h"

#include <hb-ot.h>

#include "text/face.h"
#include "text/font_decoding.h"

namespace octavo::text {
namespace {

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
    unsigned length = hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, nullptr, nullptr);
    std::string name(length + 1, '\0');
    unsigned capacity = length + 1;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &capacity, name.data());
    name.resize(capacity);
    return name;
}

}  // namespace

FontNotice read_font_notice(std::string_view bytes) {
    FontNotice notice;
    auto plain = unwrapped_font(bytes);
    if (!plain) return notice;
    if (!plain->empty()) bytes = *plain;
    io::Resource file;
    file.bytes = bytes;
    Face face(std::make_shared<io::Resource const>(file), 0, {});
    if (!face.usable()) return notice;
    FaceSource const& source = face.source();
    notice.name = source.style_name.empty() ? source.family : source.family + ' ' + source.style_name;
    notice.version = source.version.substr(0, source.version.find_last_not_of(' ') + 1);
    notice.copyright = name_of(face.handle(), HB_OT_NAME_ID_COPYRIGHT);
    notice.licence = name_of(face.handle(), HB_OT_NAME_ID_LICENSE);
    std::string address = name_of(face.handle(), HB_OT_NAME_ID_LICENSE_URL);
    if (!address.empty()) notice.licence += (notice.licence.empty() ? "" : " ") + address;
    notice.restricted = !source.embeddable;
    return notice;
}

}  // namespace octavo::text
