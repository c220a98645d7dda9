# Writes OUTPUT: the text of every style sheet in STYLES_DIR, by its name without ".css".
# Run: cmake -DSTYLES_DIR=… -DOUTPUT=… -P embed_styles.cmake
file(GLOB sheets "${STYLES_DIR}/*.css")
list(SORT sheets)
set(entries "")
foreach(sheet IN LISTS sheets)
  get_filename_component(name "${sheet}" NAME_WE)
  # Bytes as numbers: no text of a style sheet can break a literal, and compilers bound the length of those.
  file(READ "${sheet}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  string(APPEND arrays "constexpr char text_${identifier}[] = {${bytes}'\\0'};\n")
  string(APPEND entries "    {\"${name}\", {text_${identifier}, sizeof text_${identifier} - 1}},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "// Generated from styles/ by src/css/embed_styles.cmake.
#include \"css/style_sheet.h\"

namespace octavo::css {
namespace {

struct Embedded {
    std::string_view name, text;
};
${arrays}
constexpr Embedded sheets[] = {
${entries}    {\"\", \"\"},
};

}  // namespace

std::string_view builtin_style_sheet(std::string_view name) {
    for (Embedded const& sheet : sheets) {
        if (sheet.name == name) return sheet.text;
    }
    return {};
}

}  // namespace octavo::css
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
