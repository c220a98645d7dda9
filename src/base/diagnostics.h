// Diagnostics: what went wrong or was given up, where, and what to do about it.
// Each parallel task fills its own Diagnostics; they are merged in the order of the items, so output never depends on timing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic_codes.h"
#include "base/source.h"

namespace octavo::base {

enum class Severity : std::uint8_t { note, warning, error, fatal };

enum class Code : std::uint16_t {
#define OCTAVO_ROW(enumerator, slug, kind) enumerator,
    OCTAVO_DIAGNOSTIC_CODES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

/// The name in brackets after a rendered message, e.g. "css-unknown-property".
[[nodiscard]] std::string_view slug(Code code);

enum class Kind : std::uint8_t { general, layout };
[[nodiscard]] Kind kind(Code code);

/// The element that a diagnostic of layout is about, and the property that asked for what could not be had. By these the page stage
/// gives it its page and the style sheet's rule.
struct Subject {
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    std::uint32_t node = none;        ///< value of a dom::NodeId
    std::string_view property{};      ///< of a lasting text; empty: no property is to blame
};

struct Diagnostic {
    Code code{};
    Severity severity = Severity::warning;
    SourceSpan where{};
    std::string message{};
    std::string hint{};
    std::uint32_t count = 1;  ///< how often it happened, where repeated ones were folded into one (see add_counted)
    Subject about{};          ///< until the pages are known
};

class Diagnostics {
public:
    void add(Diagnostic diagnostic);
    /// Like add, but a diagnostic of the same code and message is counted, not repeated: the first place stands.
    void add_counted(Diagnostic diagnostic);
    /// Appends `other`'s in order, folding what both counted.
    void merge(Diagnostics&& other);
    [[nodiscard]] std::vector<Diagnostic> const& all() const { return items_; }
    /// For a later stage that knows more of them; code and order stay.
    [[nodiscard]] std::vector<Diagnostic>& to_complete() { return items_; }
    [[nodiscard]] bool has(Severity at_least) const;
    [[nodiscard]] bool has(Code code) const;
    [[nodiscard]] bool empty() const { return items_.empty(); }

private:
    std::vector<Diagnostic> items_;
    std::vector<std::uint32_t> counted_;  // indices of items_ that fold repetitions
};

/// "file:line:column: severity: message [slug]" and, when there is one, the hint on a line of its own; no final newline.
[[nodiscard]] std::string render(Diagnostic const& diagnostic, SourceFiles const& files);

}  // namespace octavo::base
