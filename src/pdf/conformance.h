// Conformance as data: what can stand in the way of a standard, and which standards it stands in the way of.
//
// Violations are collected while the file is written, each with its place in the source; what is claimed in the file's
// metadata is the most that none of them forbids. A violation never stops the PDF.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace octavo::pdf {

enum class Standard : std::uint8_t {
    pdfa_2b,   ///< ISO 19005-2, level B: looks the same for ever
    pdfa_2u,   ///< level U: and all text is Unicode
    pdfa_2a,   ///< level A: and structure and languages are known
    pdfua_1,   ///< ISO 14289-1: accessible
};
inline constexpr std::size_t standard_count = 4;

enum class ViolationCode : std::uint8_t {
    no_title, no_language, bad_language, picture_without_alternative, font_not_embeddable, page_too_large, no_pages,
    untagged, unlabelled_link, unreadable_font,
};

struct Violation {
    ViolationCode code{};
    base::SourceSpan where{};
    std::string subject{};   ///< put into the message
};

/// What the row of a violation says. `forbids` has a bit per Standard.
struct ViolationRow {
    ViolationCode code;
    std::uint8_t forbids;
    std::string_view message;   ///< "{}" is the subject
    std::string_view hint;
};
[[nodiscard]] ViolationRow const& violation_row(ViolationCode code);

/// What the file may claim.
struct Claim {
    char pdfa_level = 0;        ///< 'A', 'U', 'B'; 0: no PDF/A-2
    bool pdfua = false;
};

class Conformance {
public:
    void add(Violation violation) { violations_.push_back(std::move(violation)); }
    [[nodiscard]] bool allows(Standard standard) const;
    [[nodiscard]] Claim claim() const;
    /// One diagnostic a violation, in the order they were met, alike ones counted.
    void report(base::Diagnostics& diagnostics) const;

private:
    std::vector<Violation> violations_;
};

}  // namespace octavo::pdf
