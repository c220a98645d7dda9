#include "pdf/conformance.h"

#include <array>
#include <fmt/format.h>

namespace octavo::pdf {
namespace {

using enum Standard;

constexpr StandardSet set(std::initializer_list<Standard> standards) {
    StandardSet bits = 0;
    for (Standard standard : standards) bits = static_cast<StandardSet>(bits | bit(standard));
    return bits;
}

// Level A and U hold all that B does.
constexpr StandardSet archive_a = set({pdfa_2a, pdfa_3a});
constexpr StandardSet archive_any = set({pdfa_2b, pdfa_2u, pdfa_2a, pdfa_3b, pdfa_3u, pdfa_3a, pdfa_4, pdfa_4f});
constexpr StandardSet accessible = set({pdfua_1, pdfua_2, wtpdf});
constexpr StandardSet embedding = set({pdfa_3b, pdfa_3u, pdfa_3a, pdfa_4f});
constexpr StandardSet any_of(StandardSet a, StandardSet b) { return static_cast<StandardSet>(a | b); }

/// How a standard is written on the command line and in messages.
struct StandardRow {
    std::string_view option, name;
};
// In the order of Standard.
constexpr std::array<StandardRow, standard_count> standards{{
    {"pdfa-2b", "PDF/A-2b"}, {"pdfa-2u", "PDF/A-2u"}, {"pdfa-2a", "PDF/A-2a"}, {"pdfa-3b", "PDF/A-3b"},
    {"pdfa-3u", "PDF/A-3u"}, {"pdfa-3a", "PDF/A-3a"}, {"pdfa-4", "PDF/A-4"}, {"pdfa-4f", "PDF/A-4f"},
    {"pdfua-1", "PDF/UA-1"}, {"pdfua-2", "PDF/UA-2"}, {"wtpdf", "Well-Tagged PDF"},
}};
constexpr StandardSet of_pdf_2 = set({pdfa_4, pdfa_4f, pdfua_2, wtpdf});
constexpr StandardSet archive_2 = set({pdfa_2b, pdfa_2u, pdfa_2a}), archive_3 = set({pdfa_3b, pdfa_3u, pdfa_3a});

// In the order of ViolationCode. Clauses: ISO 19005-2 (A), ISO 14289-1 (UA).
constexpr std::array rows{
    // UA 7.1
    ViolationRow{ViolationCode::no_title, accessible, "the document has no title",
                 "give one in the source's header or with --title"},
    // UA 7.2, A 6.7.4
    ViolationRow{ViolationCode::no_language, any_of(archive_a, accessible), "the document's language is not known",
                 "give it in the source (xml:lang) or with --lang"},
    // UA 7.2, A 6.7.4
    ViolationRow{ViolationCode::bad_language, any_of(archive_a, accessible), "\"{}\" is no language tag",
                 "write it as in BCP 47, e.g. \"en\" or \"zh-Hant\""},
    // UA 7.3
    ViolationRow{ViolationCode::picture_without_alternative, accessible, "picture \"{}\" has no alternative text",
                 "describe it, or mark it as decoration with an empty alternative"},
    // A 6.2.11.4.1
    ViolationRow{ViolationCode::font_not_embeddable, any_of(archive_any, accessible),
                 "the font \"{}\" does not allow embedding", "choose another font"},
    // A 6.1.13
    ViolationRow{ViolationCode::page_too_large, archive_any, "page {} is smaller than 3 pt or larger than 14,400 pt",
                 "change the page's size"},
    ViolationRow{ViolationCode::no_pages, any_of(archive_any, accessible), "the document has no pages", ""},
    // A 6.7, UA 7.1
    ViolationRow{ViolationCode::untagged, any_of(archive_a, accessible), "the file was asked for without tags", ""},
    // UA 7.18.5
    ViolationRow{ViolationCode::unlabelled_link, accessible, "the link to \"{}\" has no text to say where it leads",
                 "give the link a text or a title"},
    ViolationRow{ViolationCode::unreadable_font, any_of(archive_any, accessible),
                 "text is lost: its font cannot be read", "choose another font"},
    // UA 7.4.2
    ViolationRow{ViolationCode::skipped_heading_level, accessible, "a level of headings is skipped before an {}",
                 "give the heading the level below the one it stands under"},
    ViolationRow{ViolationCode::no_sources, embedding, "no sources are embedded", ""},
};

}  // namespace

ViolationRow const& violation_row(ViolationCode code) { return rows[static_cast<std::size_t>(code)]; }

StandardSet candidates(Aim const& aim) {
    bool sources = aim.embedding == Embedding::sources;
    if (aim.version == PdfVersion::v2_0) return any_of(sources ? bit(pdfa_4f) : bit(pdfa_4), set({pdfua_2, wtpdf}));
    return any_of(sources ? archive_3 : archive_2, bit(pdfua_1));
}

tl::expected<Aim, std::string> read_aim(std::string_view demand) {
    Aim aim;
    while (!demand.empty()) {
        std::string_view word = demand.substr(0, demand.find(','));
        demand.remove_prefix(std::min(word.size() + 1, demand.size()));
        while (word.starts_with(' ')) word.remove_prefix(1);
        while (word.ends_with(' ')) word.remove_suffix(1);
        std::size_t i = 0;
        while (i < standard_count && standards[i].option != word) ++i;
        if (i == standard_count) {
            std::string known;
            for (StandardRow const& row : standards) known.append(known.empty() ? "" : ", ").append(row.option);
            return tl::unexpected(fmt::format("no standard \"{}\" is known; known are {}", word, known));
        }
        aim.demanded = static_cast<StandardSet>(aim.demanded | 1u << i);
    }
    if ((aim.demanded & of_pdf_2) != 0) aim.version = PdfVersion::v2_0;
    if ((aim.demanded & embedding) != 0) aim.embedding = Embedding::sources;
    if ((aim.demanded & ~candidates(aim)) != 0)
        return tl::unexpected(fmt::format("{} cannot be met by one file", names_of(aim.demanded)));
    return aim;
}

std::string names_of(StandardSet set) {
    std::string names;
    for (std::size_t i = 0; i < standard_count; ++i)
        if ((set >> i & 1) != 0) names.append(names.empty() ? "" : ", ").append(standards[i].name);
    return names;
}

StandardSet Conformance::forbidden() const {
    StandardSet forbidden = 0;
    for (Violation const& violation : violations_) forbidden = any_of(forbidden, violation_row(violation.code).forbids);
    return forbidden;
}

Claim Conformance::claim() const {
    Claim claim;
    auto claimed = static_cast<StandardSet>(candidates(aim_) & ~forbidden());
    auto has = [&](Standard standard) { return (claimed & bit(standard)) != 0; };
    if ((claimed & archive_any) != 0) claim.pdfa_part = (claimed & archive_2) != 0 ? 2 : (claimed & archive_3) != 0 ? 3 : 4;
    claim.pdfa_level = has(pdfa_2a) || has(pdfa_3a) ? 'A' : has(pdfa_2u) || has(pdfa_3u) ? 'U'
                     : has(pdfa_2b) || has(pdfa_3b) ? 'B' : has(pdfa_4f) ? 'F' : '\0';
    claim.pdfua_part = has(pdfua_1) ? 1 : has(pdfua_2) ? 2 : 0;
    claim.well_tagged = has(wtpdf);
    return claim;
}

void Conformance::report(base::Diagnostics& diagnostics) const {
    for (Violation const& violation : violations_) {
        ViolationRow const& row = violation_row(violation.code);
        auto lost = static_cast<StandardSet>(row.forbids & candidates(aim_));
        auto unmet = static_cast<StandardSet>(row.forbids & aim_.demanded);
        if (lost == 0) continue;
        std::string message(row.message);
        if (std::size_t at = message.find("{}"); at != std::string::npos) message.replace(at, 2, violation.subject);
        bool one = (unmet & (unmet - 1)) == 0;
        std::string consequence = unmet != 0 ? fmt::format("{} {} not allow that", names_of(unmet), one ? "does" : "do")
                                             : fmt::format("the PDF does not claim {}", names_of(lost));
        base::Diagnostic diagnostic{.code = base::Code::pdf_conformance,
                                    .severity = unmet != 0 ? base::Severity::error : base::Severity::warning,
                                    .where = violation.where,
                                    .message = fmt::format("{}: {}", message, consequence),
                                    .hint = std::string(row.hint)};
        if (unmet != 0)
            diagnostics.add(std::move(diagnostic));   // each place is to be mended
        else
            diagnostics.add_counted(std::move(diagnostic));
    }
}

}  // namespace octavo::pdf
