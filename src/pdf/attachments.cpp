#include "pdf/attachments.h"

#include <algorithm>

#include "pdf/document_metadata.h"
#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

std::string_view relationship_name(Relationship relationship) {
    switch (relationship) {
        case Relationship::source: return "Source";
        case Relationship::data: return "Data";
        case Relationship::alternative: return "Alternative";
        case Relationship::supplement: return "Supplement";
        case Relationship::unspecified: return "Unspecified";
    }
    return "Unspecified";
}

/// The number of the file's specification.
std::uint32_t write_attachment(ObjectWriter& writer, Attachment const& attachment) {
    std::uint32_t specification = writer.reserve(), file = writer.reserve();
    std::string entries = "/Type/EmbeddedFile/Subtype";
    append_name(entries, attachment.mime_type);
    entries += "/Params<</Size ";
    append_integer(entries, static_cast<std::int64_t>(attachment.bytes.size()));
    if (std::string digits = date_digits(attachment.modified); !digits.empty())
        entries.append("/ModDate(D:").append(digits).append("Z)");
    entries += ">>";
    writer.write_compressed(file, entries, attachment.bytes);
    std::string out = "<</Type/Filespec/F";
    append_text_string(out, attachment.name);
    out += "/UF";
    append_text_string(out, attachment.name);
    if (!attachment.description.empty()) {
        out += "/Desc";
        append_text_string(out, attachment.description);
    }
    out.append("/AFRelationship/").append(relationship_name(attachment.relationship)).append("/EF<</F ");
    append_reference(out, file);
    out += "/UF ";
    append_reference(out, file);
    writer.write_object(specification, out + ">>>>");
    return specification;
}

}  // namespace

std::string write_attachments(ObjectWriter& writer, std::vector<Attachment> const& attachments) {
    if (attachments.empty()) return {};
    struct Named {
        std::string key;
        Attachment const* attachment;
        std::uint32_t object;
    };
    std::vector<Named> named;
    std::string associated = "/AF[";
    for (Attachment const& attachment : attachments) {
        named.push_back({text_string_bytes(attachment.name), &attachment, write_attachment(writer, attachment)});
        append_reference(associated, named.back().object);
        associated += ' ';
    }
    std::sort(named.begin(), named.end(), [](Named const& a, Named const& b) { return a.key < b.key; });
    std::string names = "/Names<</EmbeddedFiles<</Names[";
    for (Named const& name : named) {
        append_text_string(names, name.attachment->name);
        append_reference(names, name.object);
        names += ' ';
    }
    return names + "]>>>>" + associated + "]";
}

}  // namespace octavo::pdf
