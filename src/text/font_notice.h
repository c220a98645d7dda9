// What a font file says of itself: names, version, licence, and the bits that speak of embedding.
#pragma once
#include <string>
#include <string_view>

namespace octavo::text {

struct FontNotice {
    std::string name;           ///< family and style
    std::string version;
    std::string copyright;      ///< name table, 0
    std::string licence;        ///< 13, and where it is to be found, 14
    bool restricted = false;    ///< OS/2 fsType forbids to pass the font on in any form
};

/// Of the first face in the file (TTF, OTF, collections, WOFF, WOFF2); all empty when it is no font.
[[nodiscard]] FontNotice read_font_notice(std::string_view bytes);

}  // namespace octavo::text
