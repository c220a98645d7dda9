#include "pdf/conformance.h"

#include <array>
#include <fmt/format.h>

namespace octavo::pdf {
namespace {

constexpr std::uint8_t bit(Standard standard) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(standard));
}
constexpr std::uint8_t b = bit(Standard::pdfa_2b), u = bit(Standard::pdfa_2u), a = bit(Standard::pdfa_2a),
    ua = bit(Standard::pdfua_1);

constexpr std::array standard_names{"PDF/A-2b", "PDF/A-2u", "PDF/A-2a", "PDF/UA-1"};

// In the order of ViolationCode. Clauses: ISO 19005-2 (A), ISO 14289-1 (UA).
constexpr std::array rows{
    // UA 7.1
    ViolationRow{ViolationCode::no_title, ua, "the document has no title",
                 "give one in the source's header or with --title"},
    // UA 7.2, A 6.7.4
    ViolationRow{ViolationCode::no_language, a | ua, "the document's language is not known",
                 "give it in the source (xml:lang) or with --lang"},
    // UA 7.2, A 6.7.4
    ViolationRow{ViolationCode::bad_language, a | ua, "\"{}\" is no language tag",
                 "write it as in BCP 47, e.g. \"en\" or \"zh-Hant\""},
    ViolationRow{ViolationCode::picture_without_alternative, ua, "picture \"{}\" has no alternative text",
                 // UA 7.3
                 "describe it, or mark it as decoration with an empty alternative"},
    // A 6.2.11.4.1
    ViolationRow{ViolationCode::font_not_embeddable, b | u | a | ua, "the font \"{}\" does not allow embedding",
                 "choose another font"},
    // A 6.1.13
    ViolationRow{ViolationCode::page_too_large, b | u | a, "page {} is smaller than 3 pt or larger than 14,400 pt",
                 "change the page's size"},
    ViolationRow{ViolationCode::no_pages, b | u | a | ua, "the document has no pages", ""},
    // A 6.7, UA 7.1
    ViolationRow{ViolationCode::untagged, a | ua, "the file was asked for without tags", ""},
    // UA 7.18.5
    ViolationRow{ViolationCode::unlabelled_link, ua, "the link to \"{}\" has no text to say where it leads",
                 "give the link a text or a title"},
    ViolationRow{ViolationCode::unreadable_font, b | u | a | ua, "text is lost: its font cannot be read",
                 "choose another font"},
};

}  // namespace

ViolationRow const& violation_row(ViolationCode code) { return rows[static_cast<std::size_t>(code)]; }

bool Conformance::allows(Standard standard) const {
    for (Violation const& violation : violations_)
        if ((violation_row(violation.code).forbids & bit(standard)) != 0) return false;
    return true;
}

Claim Conformance::claim() const {
    Claim claim;
    if (allows(Standard::pdfa_2a))
        claim.pdfa_level = 'A';
    else if (allows(Standard::pdfa_2u))
        claim.pdfa_level = 'U';
    else if (allows(Standard::pdfa_2b))
        claim.pdfa_level = 'B';
    claim.pdfua = allows(Standard::pdfua_1);
    return claim;
}

void Conformance::report(base::Diagnostics& diagnostics) const {
    for (Violation const& violation : violations_) {
        ViolationRow const& row = violation_row(violation.code);
        std::string standards;
        for (std::size_t i = 0; i < standard_count; ++i)
            if ((row.forbids >> i & 1) != 0) standards.append(standards.empty() ? "" : ", ").append(standard_names[i]);
        std::string message(row.message);
        if (std::size_t at = message.find("{}"); at != std::string::npos) message.replace(at, 2, violation.subject);
        diagnostics.add_counted({.code = base::Code::pdf_conformance,
                                 .severity = base::Severity::warning,
                                 .where = violation.where,
                                 .message = fmt::format("{}: the PDF does not claim {}", message, standards),
                                 .hint = std::string(row.hint)});
    }
}

}  // namespace octavo::pdf
