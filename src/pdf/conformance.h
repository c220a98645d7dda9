// Conformance as data: what can stand in the way of a standard, and which standards it stands in the way of.
//
// Violations are collected while the file is written, each with its place in the source. An Aim says which standards the
// file may claim and which it must; what it claims is the most of them that no violation forbids. Where one that was
// demanded is forbidden, there is no file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostics.h"

namespace octavo::pdf {

enum class Standard : std::uint8_t {
    pdfa_2b,   ///< ISO 19005-2, level B: looks the same for ever
    pdfa_2u,   ///< level U: and all text is Unicode
    pdfa_2a,   ///< level A: and structure and languages are known
    pdfa_3b,   ///< ISO 19005-3: the same levels, with files embedded
    pdfa_3u,
    pdfa_3a,
    pdfa_4,    ///< ISO 19005-4, of PDF 2.0
    pdfa_4f,   ///< with files embedded
    pdfua_1,   ///< ISO 14289-1: accessible
    pdfua_2,   ///< ISO 14289-2, of PDF 2.0
    wtpdf,     ///< Well-Tagged PDF 1.0, for accessibility and for reuse
};
inline constexpr std::size_t standard_count = 11;

/// A bit per Standard.
using StandardSet = std::uint16_t;
constexpr StandardSet bit(Standard standard) {
    return static_cast<StandardSet>(1u << static_cast<unsigned>(standard));
}

enum class PdfVersion : std::uint8_t { v1_7, v2_0 };
enum class Embedding : std::uint8_t { nothing, sources };

/// What a file is made to be.
struct Aim {
    PdfVersion version = PdfVersion::v1_7;
    Embedding embedding = Embedding::nothing;
    StandardSet demanded = 0;
};
/// "pdfa-3a,pdfua-1" as an Aim; empty text demands nothing. The error says what is wrong with it.
[[nodiscard]] tl::expected<Aim, std::string> read_aim(std::string_view demand);
/// The standards that a file of this aim may claim.
[[nodiscard]] StandardSet candidates(Aim const& aim);
/// "PDF/A-2a, PDF/UA-1"
[[nodiscard]] std::string names_of(StandardSet standards);

enum class ViolationCode : std::uint8_t {
    no_title, no_language, bad_language, picture_without_alternative, font_not_embeddable, page_too_large, no_pages,
    untagged, unlabelled_link, unreadable_font, skipped_heading_level, no_sources,
};

struct Violation {
    ViolationCode code{};
    base::SourceSpan where{};
    std::string subject{};   ///< put into the message
};

/// What the row of a violation says.
struct ViolationRow {
    ViolationCode code;
    StandardSet forbids;
    std::string_view message;   ///< "{}" is the subject
    std::string_view hint;
};
[[nodiscard]] ViolationRow const& violation_row(ViolationCode code);

/// What the file claims.
struct Claim {
    int pdfa_part = 0;          ///< 2, 3, 4; 0: no PDF/A
    char pdfa_level = 0;        ///< 'A', 'U', 'B', of PDF/A-4 'F'; 0: none
    int pdfua_part = 0;
    bool well_tagged = false;
};

class Conformance {
public:
    explicit Conformance(Aim aim = {}) : aim_(aim) {}
    void add(Violation violation) { violations_.push_back(std::move(violation)); }
    [[nodiscard]] Aim const& aim() const { return aim_; }
    [[nodiscard]] bool allows(Standard standard) const { return (forbidden() & bit(standard)) == 0; }
    [[nodiscard]] Claim claim() const;
    /// What was demanded and is forbidden.
    [[nodiscard]] StandardSet unmet() const { return aim_.demanded & forbidden(); }
    /// One diagnostic a violation, in the order they were met: an error, each with its place, where it forbids what was
    /// demanded; else a warning, alike ones counted. What forbids nothing that the aim could claim is not told.
    void report(base::Diagnostics& diagnostics) const;

private:
    [[nodiscard]] StandardSet forbidden() const;

    Aim aim_;
    std::vector<Violation> violations_;
};

}  // namespace octavo::pdf
