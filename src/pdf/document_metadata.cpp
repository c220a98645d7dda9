#include "pdf/document_metadata.h"

#include <algorithm>
#include <cctype>
#include <lcms2.h>
#include <vector>

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

/// Text of XML; characters that XML 1.0 §2.2 does not allow are left out.
std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 32 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::vector<std::string> authors(dom::Metadata const& metadata) {
    std::vector<std::string> names;
    for (auto const& contributor : metadata.contributors)
        if (contributor.role == "aut" || contributor.role.empty()) names.push_back(contributor.name);
    return names;
}

std::string full_title(dom::Metadata const& metadata) {
    bool both = !metadata.title.empty() && !metadata.subtitle.empty();
    return both ? metadata.title + ": " + metadata.subtitle : metadata.title;
}

std::string joined(std::vector<std::string> const& parts) {
    std::string out;
    for (auto const& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

void add_simple(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.append("<").append(name).append(">").append(escaped(value)).append("</").append(name).append(">\n");
}

void add_alternative(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.append("<").append(name).append("><rdf:Alt><rdf:li xml:lang=\"x-default\">").append(escaped(value));
    out.append("</rdf:li></rdf:Alt></").append(name).append(">\n");
}

void add_list(std::string& out, std::string_view name, std::string_view container,
              std::vector<std::string> const& values) {
    if (values.empty()) return;
    out.append("<").append(name).append("><").append(container).append(">");
    for (auto const& value : values) out.append("<rdf:li>").append(escaped(value)).append("</rdf:li>");
    out.append("</").append(container).append("></").append(name).append(">\n");
}

// PDF/A knows no pdfuaid schema: it has to be described in the packet itself (PDF/A-2 6.6.2.3.3).
constexpr std::string_view pdfua_schema =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

// PDF Declarations 1.0; Well-Tagged PDF 1.0, clause 5.
constexpr std::string_view well_tagged_declarations =
    "<pdfd:declarations><rdf:Bag>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0"
    "</pdfd:conformsTo></rdf:li>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0"
    "</pdfd:conformsTo></rdf:li>"
    "</rdf:Bag></pdfd:declarations>\n";

void add_claim(std::string& out, Claim claim) {
    if (claim.pdfa_part != 0) {
        add_simple(out, "pdfaid:part", std::to_string(claim.pdfa_part));
        if (claim.pdfa_level != 0) add_simple(out, "pdfaid:conformance", std::string(1, claim.pdfa_level));
        if (claim.pdfa_part == 4) add_simple(out, "pdfaid:rev", "2020");
    }
    if (claim.pdfua_part != 0) {
        add_simple(out, "pdfuaid:part", std::to_string(claim.pdfua_part));
        if (claim.pdfua_part == 2) add_simple(out, "pdfuaid:rev", "2024");
        if (claim.pdfa_part == 2 || claim.pdfa_part == 3) out += pdfua_schema;
    }
    if (claim.well_tagged) out += well_tagged_declarations;
}

}  // namespace

std::string date_digits(std::string_view iso) {
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
    if (iso.size() < form.size() || iso.back() != 'Z') return {};
    std::string digits;
    for (std::size_t i = 0; i < form.size(); ++i) {
        bool digit = iso[i] >= '0' && iso[i] <= '9';
        if (form[i] == 'd' ? !digit : iso[i] != form[i]) return {};
        if (digit) digits += iso[i];
    }
    return digits;
}

std::string xmp_packet(MetadataInput const& input) {
    dom::Metadata const& metadata = input.metadata;
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
        " xmlns:pdfd=\"http://pdfa.org/declarations/\""
        " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
        " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";
    out += "<dc:format>application/pdf</dc:format>\n";
    add_alternative(out, "dc:title", full_title(metadata));
    add_list(out, "dc:creator", "rdf:Seq", authors(metadata));
    add_alternative(out, "dc:description", metadata.description);
    add_list(out, "dc:subject", "rdf:Bag", metadata.subjects);
    add_alternative(out, "dc:rights", metadata.rights);
    if (!metadata.publisher.empty()) add_list(out, "dc:publisher", "rdf:Bag", {metadata.publisher});
    if (!input.language.empty()) add_list(out, "dc:language", "rdf:Bag", {input.language});
    if (!metadata.identifiers.empty()) add_simple(out, "dc:identifier", metadata.identifiers.front().value);
    add_simple(out, "pdf:Keywords", joined(metadata.subjects));
    add_simple(out, "pdf:Producer", input.producer);
    add_simple(out, "xmp:CreatorTool", input.producer);
    if (std::string digits = date_digits(metadata.modified); !digits.empty()) {
        std::string iso = metadata.modified.substr(0, 19) + "Z";
        add_simple(out, "xmp:CreateDate", iso);
        add_simple(out, "xmp:ModifyDate", iso);
        add_simple(out, "xmp:MetadataDate", iso);
    }
    add_claim(out, input.claim);
    out += input.more_xmp;
    return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

std::string information_dictionary(MetadataInput const& input) {
    dom::Metadata const& metadata = input.metadata;
    std::string out = "<<";
    auto add = [&](std::string_view key, std::string_view value) {
        if (value.empty()) return;
        out += key;
        append_text_string(out, value);
    };
    add("/Title", full_title(metadata));
    add("/Author", joined(authors(metadata)));
    add("/Subject", metadata.description);
    add("/Keywords", joined(metadata.subjects));
    add("/Creator", input.producer);
    add("/Producer", input.producer);
    if (std::string digits = date_digits(metadata.modified); !digits.empty()) {
        add("/CreationDate", "D:" + digits + "Z");
        add("/ModDate", "D:" + digits + "Z");
    }
    return out + input.more_information + ">>";
}

std::string srgb_profile() {
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;
    std::string bytes;
    if (cmsSaveProfileToMem(profile, nullptr, &size) != 0) {
        bytes.resize(size);
        if (cmsSaveProfileToMem(profile, bytes.data(), &size) == 0) bytes.clear();
    }
    cmsCloseProfile(profile);
    // ICC.1:2010 §7.2.8: dateTimeNumber at 24, six 16-bit numbers; lcms2 puts today's date there.
    constexpr char fixed_date[12] = {0x07, static_cast<char>(0xCE), 0, 2, 0, 9, 0, 0, 0, 0, 0, 0};
    if (bytes.size() > 36) std::copy(std::begin(fixed_date), std::end(fixed_date), bytes.begin() + 24);
    return bytes;
}

}  // namespace octavo::pdf
