#include "epub/package.h"

#include <algorithm>

#include <fmt/format.h>

#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

namespace {

void warn(base::Diagnostics& diagnostics, dom::Metadata const& metadata, std::string message, std::string hint) {
    diagnostics.add({.code = base::Code::epub_metadata, .severity = base::Severity::warning, .where = metadata.where,
                     .message = std::move(message), .hint = std::move(hint)});
}

/// A UUID of version 8 (RFC 9562, section 5.8) made of a digest.
std::string uuid_of(std::string_view digest) {
    std::string hex(digest.substr(0, 32));
    hex.resize(32, '0');
    hex[12] = '8';
    constexpr std::string_view variants = "89ab";
    std::size_t nibble = hex[16] >= 'a' ? static_cast<std::size_t>(hex[16] - 'a') + 10 : static_cast<std::size_t>(hex[16] - '0');
    hex[16] = variants[nibble & 3];
    return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

std::string identifier_text(dom::Identifier const& identifier) {
    std::string value = collapse_space(identifier.value), scheme = to_lower_ascii(identifier.scheme);
    if (value.empty() || !url_scheme(value).empty()) return value;
    if (scheme == "isbn" || scheme == "uuid" || scheme == "issn") return fmt::format("urn:{}:{}", scheme, value);
    return scheme == "doi" ? fmt::format("https://doi.org/{}", value) : value;
}

/// ONIX code list 5 (product identifier type): what shops read; empty where it has no code.
std::string_view onix_type(std::string_view identifier) {
    std::string low = to_lower_ascii(identifier);
    if (low.starts_with("urn:isbn:")) {
        auto digits = std::count_if(low.begin() + 9, low.end(), [](char c) { return (c >= '0' && c <= '9') || c == 'x'; });
        return digits == 13 ? "15" : digits == 10 ? "02" : std::string_view{};
    }
    if (low.starts_with("https://doi.org/") || low.starts_with("doi:")) return "06";
    return low.starts_with("urn:") && !low.starts_with("urn:uuid:") ? "22" : std::string_view{};
}

bool is_group_position(std::string_view text) {
    bool digit_before = false;
    for (char c : text) {
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c != '.' || !digit_before)) return false;
        digit_before = digit;
    }
    return digit_before;
}

class PackageText {
public:
    void refine(std::string_view id, std::string_view property, std::string_view value, std::string_view scheme = {}) {
        text += "    <meta";
        append_attribute(text, "refines", fmt::format("#{}", id));
        append_attribute(text, "property", property);
        if (!scheme.empty()) append_attribute(text, "scheme", scheme);
        text += '>';
        append_text(text, value);
        text += "</meta>\n";
    }
    void element(std::string_view name, std::string_view id, std::string_view value) {
        text += "    <";
        text += name;
        if (!id.empty()) append_attribute(text, "id", id);
        text += '>';
        append_text(text, value);
        text += "</";
        text += name;
        text += ">\n";
    }
    /// An element with what is said about it: attributes, and metas that refine it.
    void refined(std::string_view name, std::string_view id, std::string_view value, std::vector<dom::Refinement> const& refinements) {
        text += "    <";
        text += name;
        if (!id.empty()) append_attribute(text, "id", id);
        for (dom::Refinement const& refinement : refinements)
            if (is_attribute(refinement)) append_attribute(text, refinement.property, refinement.value);
        text += '>';
        append_text(text, value);
        text += "</";
        text += name;
        text += ">\n";
        refine_all(id, refinements);
    }
    void refine_all(std::string_view id, std::vector<dom::Refinement> const& refinements) {
        for (dom::Refinement const& refinement : refinements)
            if (!is_attribute(refinement)) refine(id, refinement.property, refinement.value, refinement.scheme);
    }
    static bool is_attribute(dom::Refinement const& refinement) {
        if (refinement.property == "xml:lang") return is_language_tag(refinement.value);
        return refinement.property == "dir" && (refinement.value == "ltr" || refinement.value == "rtl" || refinement.value == "auto");
    }
    void optional(std::string_view name, std::string_view value) {
        if (!is_blank(value)) element(name, {}, collapse_space(value));
    }
    std::string text;
};

void write_titles(PackageText& out, dom::Metadata const& metadata) {
    out.refined("dc:title", "title", metadata.title, metadata.title_refinements);
    out.refine("title", "title-type", "main");
    if (is_blank(metadata.subtitle)) return;
    out.refine("title", "display-seq", "1");
    out.element("dc:title", "subtitle", collapse_space(metadata.subtitle));
    out.refine("subtitle", "title-type", "subtitle");
    out.refine("subtitle", "display-seq", "2");
}

void write_contributors(PackageText& out, dom::Metadata const& metadata) {
    std::size_t creators = 0, contributors = 0;
    for (dom::Contributor const& person : metadata.contributors) {
        if (is_blank(person.name)) continue;
        std::string role = to_lower_ascii(person.role);
        bool relator = role.size() == 3 && std::all_of(role.begin(), role.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        bool creator = person.element.empty() ? role.empty() || role == "aut" || role == "cre" : person.element == "dc:creator";
        std::string id = creator ? fmt::format("creator-{}", ++creators) : fmt::format("contributor-{}", ++contributors);
        out.refined(creator ? "dc:creator" : "dc:contributor", id, collapse_space(person.name), person.refinements);
        if (relator) out.refine(id, "role", role, "marc:relators");
        if (!is_blank(person.file_as)) out.refine(id, "file-as", collapse_space(person.file_as));
    }
}

void write_series(PackageText& out, dom::Metadata const& metadata) {
    if (is_blank(metadata.series)) return;
    out.text += "    <meta property=\"belongs-to-collection\" id=\"series\">";
    append_text(out.text, collapse_space(metadata.series));
    out.text += "</meta>\n";
    out.refine("series", "collection-type", "series");
    if (is_group_position(metadata.series_position)) out.refine("series", "group-position", metadata.series_position);
}

dom::Statement const* statement(dom::Metadata const& metadata, std::string_view name, std::string_view value) {
    auto found = std::find_if(metadata.statements.begin(), metadata.statements.end(),
                              [&](dom::Statement const& row) { return row.name == name && row.value == value; });
    return found == metadata.statements.end() ? nullptr : &*found;
}

/// Identifiers and subjects, with what statements of the same value say about them.
void write_identifiers(PackageText& out, dom::Metadata const& metadata) {
    for (std::size_t i = 0; i < metadata.identifiers.size(); ++i) {
        std::string const& value = metadata.identifiers[i].value;
        dom::Statement const* more = statement(metadata, "dc:identifier", value);
        std::string_view type = more == nullptr ? onix_type(value) : std::string_view{};   // else the source has said what it knows
        bool named = i == 0 || more != nullptr || !type.empty();
        std::string id = i == 0 ? "identifier" : named ? fmt::format("identifier-{}", i + 1) : std::string{};
        out.refined("dc:identifier", id, value, more != nullptr ? more->refinements : std::vector<dom::Refinement>{});
        if (!type.empty()) out.refine(id, "identifier-type", type, "onix:codelist5");
    }
}

void write_subjects(PackageText& out, dom::Metadata const& metadata) {
    std::size_t serial = 0;
    for (std::string const& subject : metadata.subjects) {
        if (is_blank(subject)) continue;
        dom::Statement const* more = statement(metadata, "dc:subject", subject);
        if (more != nullptr) out.refined("dc:subject", fmt::format("subject-{}", ++serial), subject, more->refinements);
        else out.optional("dc:subject", subject);
    }
}

/// What the source's package says beyond.
/// How pages are shown, where the source has not said it.
void write_rendition(PackageText& out, dom::Metadata const& metadata) {
    constexpr std::pair<std::string_view, std::string_view> defaults[] = {
        {"rendition:layout", "reflowable"}, {"rendition:flow", "auto"}, {"rendition:orientation", "auto"}, {"rendition:spread", "auto"}};
    for (auto const& [name, value] : defaults) {
        bool said = std::any_of(metadata.statements.begin(), metadata.statements.end(), [&](dom::Statement const& row) { return row.name == name; });
        if (!said) out.text += fmt::format("    <meta property=\"{}\">{}</meta>\n", name, value);
    }
}

void write_statements(PackageText& out, dom::Metadata const& metadata) {
    std::size_t serial = 0;
    for (dom::Statement const& row : metadata.statements) {
        if (row.name == "dc:identifier" || row.name == "dc:subject") continue;
        if (row.name == "dc:language" && !is_language_tag(row.value)) continue;
        std::string id = row.refinements.empty() ? std::string{} : fmt::format("statement-{}", ++serial);
        if (row.name.starts_with("dc:")) {
            out.refined(row.name, id, row.value, row.refinements);
            continue;
        }
        out.text += "    <meta";
        append_attribute(out.text, "property", row.name);
        if (!id.empty()) append_attribute(out.text, "id", id);
        if (!row.scheme.empty()) append_attribute(out.text, "scheme", row.scheme);
        out.text += '>';
        append_text(out.text, row.value);
        out.text += "</meta>\n";
        out.refine_all(id, row.refinements);
    }
}

/// Of the prefixes that the source declares those that are used: "se: https://…".
std::string used_prefixes(dom::Metadata const& metadata) {
    auto uses = [](std::string_view property, std::string_view prefix) { return property.starts_with(prefix) && property != prefix; };
    std::string used;
    std::string_view rest = metadata.prefixes;
    while (!rest.empty()) {
        std::size_t end = rest.find(": ");
        if (end == std::string_view::npos) break;
        std::string_view prefix = rest.substr(0, end + 1);
        rest.remove_prefix(end + 2);
        std::string_view uri = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(uri.size() + 1, rest.size()));
        auto in = [&](std::vector<dom::Refinement> const& refinements) {
            return std::any_of(refinements.begin(), refinements.end(), [&](dom::Refinement const& row) { return uses(row.property, prefix); });
        };
        bool is_used = in(metadata.title_refinements);
        for (dom::Statement const& row : metadata.statements) is_used = is_used || uses(row.name, prefix) || in(row.refinements);
        for (dom::Contributor const& person : metadata.contributors) is_used = is_used || in(person.refinements);
        if (is_used) used += fmt::format("{}{} {}", used.empty() ? "" : " ", prefix, uri);
    }
    return used;
}

std::string item_id(std::string_view file) {
    std::string id(file);
    std::replace(id.begin(), id.end(), '/', '-');
    return "item-" + id;
}

}  // namespace

dom::Metadata complete_metadata(dom::Metadata metadata, Completion const& completion, base::Diagnostics& diagnostics) {
    metadata.title = collapse_space(metadata.title);
    if (metadata.title.empty()) {
        metadata.title = completion.heading.empty() ? "Untitled" : std::string(completion.heading);
        warn(diagnostics, metadata, fmt::format("the work has no title: the e-book is called “{}”", metadata.title),
             "give a title in the source's header or the edition file");
    }
    if (!is_language_tag(metadata.language)) {
        warn(diagnostics, metadata,
             metadata.language.empty() ? "the work's language is not known: reading systems cannot choose a voice or hyphenate"
                                       : fmt::format("“{}” is not a language tag", metadata.language),
             "give it as a BCP 47 tag: en, de-AT, zh-Hans");
        metadata.language = "und";
    }
    std::erase_if(metadata.identifiers, [](dom::Identifier const& identifier) { return is_blank(identifier.value); });
    for (dom::Identifier& identifier : metadata.identifiers) {
        identifier.value = identifier_text(identifier);
        if (!to_lower_ascii(identifier.value).starts_with("urn:uuid:") || is_uuid(std::string_view(identifier.value).substr(9))) continue;
        warn(diagnostics, metadata, fmt::format("{} is not a UUID", identifier.value), "a UUID has 32 hexadecimal digits: 8-4-4-4-12");
        identifier.value = identifier.value.substr(9);
    }
    std::erase_if(metadata.identifiers, [](dom::Identifier const& identifier) { return is_blank(identifier.value); });
    if (metadata.identifiers.empty()) metadata.identifiers.push_back({uuid_of(completion.content_digest), "uuid"});
    if (!metadata.date.empty() && !is_w3c_date(metadata.date)) {
        warn(diagnostics, metadata, fmt::format("“{}” is not a date EPUB takes: it is left out", metadata.date), "write 2026, 2026-11 or 2026-11-24");
        metadata.date.clear();
    }
    if (!is_utc_timestamp(metadata.modified)) {
        bool whole_day = metadata.date.size() == 10;
        metadata.modified = completion.source_date_epoch >= 0 ? utc_timestamp(completion.source_date_epoch)
                            : whole_day                       ? metadata.date + "T00:00:00Z"
                                                              : utc_timestamp(946684800);  // 2000-01-01: the same in every run
    }
    return metadata;
}

std::string write_package(PackageInput const& input) {
    dom::Metadata const& metadata = input.metadata;
    PackageText out;
    out.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
               "unique-identifier=\"identifier\"";
    append_attribute(out.text, "xml:lang", metadata.language);
    if (std::string prefixes = used_prefixes(metadata); !prefixes.empty()) append_attribute(out.text, "prefix", prefixes);
    out.text += ">\n  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n";
    write_identifiers(out, metadata);
    write_titles(out, metadata);
    out.element("dc:language", {}, metadata.language);
    write_contributors(out, metadata);
    out.optional("dc:publisher", metadata.publisher);
    out.optional("dc:date", metadata.date);
    out.optional("dc:rights", metadata.rights);
    out.optional("dc:description", metadata.description);
    write_subjects(out, metadata);
    out.optional("dc:source", metadata.source);
    out.text += "    <meta property=\"dcterms:modified\">" + metadata.modified + "</meta>\n";
    write_series(out, metadata);
    write_statements(out, metadata);
    write_rendition(out, metadata);
    out.text += input.accessibility;
    if (!input.page_source.empty()) {
        if (onix_type(input.page_source) == "15" || onix_type(input.page_source) == "02") {  // what readers before EPUB 3.3 look for
            out.element("dc:source", "page-source", input.page_source);
            out.refine("page-source", "source-of", "pagination");
        }
        out.text += "    <meta property=\"pageBreakSource\">";
        append_text(out.text, input.page_source);
        out.text += "</meta>\n";
    }
    for (ManifestItem const& item : input.items)
        if (item.properties == "cover-image") {  // for reading systems of EPUB 2
            out.text += "    <meta name=\"cover\"";
            append_attribute(out.text, "content", item_id(item.file));
            out.text += "/>\n";
        }
    out.text += "  </metadata>\n  <manifest>\n";
    std::string ncx;
    for (ManifestItem const& item : input.items) {
        out.text += "    <item";
        append_attribute(out.text, "id", item_id(item.file));
        append_attribute(out.text, "href", item.file);
        append_attribute(out.text, "media-type", item.media_type);
        if (!item.properties.empty()) append_attribute(out.text, "properties", item.properties);
        out.text += "/>\n";
        if (item.media_type == "application/x-dtbncx+xml") ncx = item_id(item.file);
    }
    out.text += "  </manifest>\n  <spine";
    if (!ncx.empty()) append_attribute(out.text, "toc", ncx);
    if (input.progression != Progression::by_reader)
        append_attribute(out.text, "page-progression-direction", input.progression == Progression::right_to_left ? "rtl" : "ltr");
    out.text += ">\n";
    for (ManifestItem const& item : input.items) {
        if (item.spine == ManifestItem::Spine::no) continue;
        out.text += "    <itemref";
        append_attribute(out.text, "idref", item_id(item.file));
        if (item.spine == ManifestItem::Spine::aside) append_attribute(out.text, "linear", "no");
        out.text += "/>\n";
    }
    out.text += "  </spine>\n</package>\n";
    return out.text;
}

}  // namespace octavo::epub
