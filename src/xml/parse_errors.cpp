#include "xml/parse_errors.h"

#include <fmt/format.h>
#include <iterator>
#include <string_view>

namespace octavo::xml {
namespace {

struct Row {
    int code;
    std::string_view message;
    std::string_view hint = {};
    ParseError::Place place = ParseError::Place::here;
};

using enum ParseError::Place;

// By libxml2's number. What is missing here is told in libxml2's words, cut to one line.
constexpr Row rows[] = {
    {XML_ERR_DOCUMENT_EMPTY, "there is no root element: '<' and a name were expected"},
    {XML_ERR_DOCUMENT_END, "something stands after the end of the root element", "a document has one root element"},
    {XML_ERR_INVALID_CHAR, "this character cannot stand in XML",
     "control characters are not allowed, not even as references"},
    {XML_ERR_INVALID_CHARREF, "this reference names no character of XML", {}, last_reference},
    {XML_ERR_INVALID_HEX_CHARREF, "hexadecimal digits and ';' were expected after '&#x'", {}, last_reference},
    {XML_ERR_INVALID_DEC_CHARREF, "digits and ';' were expected after '&#'", {}, last_reference},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "';' was expected at the end of the reference",
     "write &amp; for an ampersand itself"},
    {XML_ERR_NAME_REQUIRED, "a name was expected", "write &lt; and &amp; for these characters themselves"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED,
     "a quotation mark was expected: the value of an attribute stands between quotation marks"},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, "the value of the attribute does not end: a quotation mark was expected"},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "'=' and a value were expected after the name of the attribute"},
    {XML_ERR_LT_IN_ATTRIBUTE, "'<' cannot stand in the value of an attribute",
     "write &lt;, or look for a missing quotation mark"},
    {XML_ERR_MISPLACED_CDATA_END, "']]>' cannot stand in text", "write ]]&gt;"},
    {XML_ERR_CDATA_NOT_FINISHED, "the CDATA section does not end: ']]>' was expected"},
    {XML_ERR_COMMENT_NOT_FINISHED, "the comment does not end: '-->' was expected"},
    {XML_ERR_HYPHEN_IN_COMMENT, "'--' cannot stand in a comment"},
    {XML_ERR_PI_NOT_STARTED, "the name of a processing instruction was expected after '<?'"},
    {XML_ERR_PI_NOT_FINISHED, "the processing instruction does not end: '?>' was expected"},
    {XML_ERR_RESERVED_XML_NAME, "the XML declaration can only stand at the very beginning of the file"},
    {XML_ERR_XMLDECL_NOT_FINISHED, "the XML declaration does not end: '?>' was expected"},
    {XML_ERR_VERSION_MISSING, "version=\"1.0\" was expected in the XML declaration"},
    {XML_ERR_UNKNOWN_VERSION, "the XML declaration names a version that is not known"},
    {XML_ERR_STANDALONE_VALUE, "standalone is neither yes nor no"},
    {XML_ERR_ENCODING_NAME, "the encoding in the XML declaration is no name"},
    {XML_ERR_SPACE_REQUIRED, "a space was expected"},
    {XML_ERR_GT_REQUIRED, "'>' was expected at the end of the tag"},
    {XML_ERR_LTSLASH_REQUIRED, "an end tag was expected"},
    {XML_ERR_EQUAL_REQUIRED, "'=' was expected"},
    {XML_ERR_STRING_NOT_STARTED, "a quotation mark was expected"},
    {XML_ERR_STRING_NOT_CLOSED, "a closing quotation mark was expected"},
    {XML_ERR_LITERAL_NOT_STARTED, "a quotation mark was expected"},
    {XML_ERR_LITERAL_NOT_FINISHED, "a closing quotation mark was expected"},
    {XML_ERR_DOCTYPE_NOT_FINISHED, "the document type declaration does not end: '>' was expected"},
    {XML_ERR_EXT_SUBSET_NOT_FINISHED, "the declarations do not end"},
    {XML_ERR_ENTITY_NOT_STARTED, "the value of the entity was expected"},
    {XML_ERR_ENTITY_NOT_FINISHED, "the declaration of the entity does not end: '>' was expected"},
    {XML_ERR_ENTITY_LOOP, "the entity refers to itself"},
    {XML_ERR_ENTITY_PE_INTERNAL, "a parameter entity cannot stand inside a declaration of the internal subset"},
    {XML_ERR_PEREF_NO_NAME, "a name was expected after '%'"},
    {XML_ERR_PEREF_SEMICOL_MISSING, "';' was expected at the end of the reference"},
    {XML_ERR_UNPARSED_ENTITY, "an entity that is not XML cannot be referred to in text"},
    {XML_ERR_URI_REQUIRED, "a system identifier was expected after SYSTEM"},
    {XML_ERR_PUBID_REQUIRED, "a public identifier was expected after PUBLIC"},
    {XML_ERR_NO_MEMORY, "there is not enough memory"},
};

std::string_view text_of(char const* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

// One line, without control characters.
std::string first_line(std::string_view text) {
    std::string line(text.substr(0, text.find_first_of("\r\n")));
    return line.empty() ? "the file is not well-formed" : line;
}

}  // namespace

ParseError describe(xmlError const& error) {
    std::string_view first = text_of(error.str1);
    std::string_view second = text_of(error.str2);
    switch (error.code) {
        case XML_ERR_TAG_NAME_MISMATCH:
            return {fmt::format("</{}> was expected, not </{}>: <{}> of line {} is still open", first, second, first,
                                error.int1),
                    {},
                    last_tag};
        case XML_ERR_TAG_NOT_FINISHED:
            return {fmt::format("the file ends too early: </{}> was expected, <{}> of line {} is still open", first,
                                first, error.int1),
                    {},
                    here};
        case XML_ERR_ATTRIBUTE_REDEFINED:
            return {fmt::format("the attribute '{}{}{}' stands twice on this element", second,
                                second.empty() ? "" : ":", first),
                    {},
                    last_tag};
        case XML_NS_ERR_UNDEFINED_NAMESPACE: {
            std::string_view prefix = error.str3 != nullptr && error.str2 != nullptr ? text_of(error.str1) : first;
            return {fmt::format("the prefix '{}' is not declared", prefix), fmt::format("add xmlns:{}=\"…\"", prefix),
                    last_tag};
        }
        case XML_ERR_INVALID_CHAR:
            // The same number for a character and for a reference to one.
            if (text_of(error.message).starts_with("xmlParseCharRef")) {
                return {"this reference names no character of XML",
                        "control characters are not allowed, not even as references", last_reference};
            }
            break;
        default: break;
    }
    for (Row const& row : rows) {
        if (row.code == error.code) return {std::string(row.message), std::string(row.hint), row.place};
    }
    return {first_line(text_of(error.message)), {}, here};
}

}  // namespace octavo::xml
