// Custom properties and substitution (Variables 1, Values 5 attr()).
//
// Input: the winning custom declarations of an element and its parent's set. Output: an immutable set, shared by elements that
// declare none. Cycles make all in them invalid (as if unset to nothing) with one diagnostic. An expansion is bounded.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/diagnostics.h"
#include "base/name.h"
#include "css/token.h"
#include "dom/document.h"

namespace octavo::css {

struct Declaration;

class CustomProperties {
public:
    /// The tokens, var() already replaced; null when not set (or invalid).
    [[nodiscard]] std::vector<Token> const* find(base::Name name) const;
    [[nodiscard]] bool empty() const { return entries_.empty(); }

private:
    friend class CustomPropertiesResolver;
    struct Entry { base::Name name; std::vector<Token> tokens; };
    std::vector<Entry> entries_;          // sorted by the name's number: looked up only
    std::shared_ptr<base::Arena> arena_;  // of texts that came from attr()
    std::shared_ptr<CustomProperties const> parent_;  // keeps its arena
};
using CustomPropertiesPtr = std::shared_ptr<CustomProperties const>;

struct WinningCustom {
    Declaration const* declaration = nullptr;   ///< property is Property::custom
    base::SourceSpan where;
};
/// `parent` may be null; with no winners it is returned as it is.
[[nodiscard]] CustomPropertiesPtr compute_custom_properties(CustomPropertiesPtr const& parent, std::span<WinningCustom const> winners,
                                                            dom::Document const* document, dom::NodeId element,
                                                            base::Diagnostics& diagnostics);

struct SubstitutionInput {
    std::span<Token const> tokens;
    CustomProperties const* custom = nullptr;
    dom::Document const* document = nullptr;   ///< for attr()
    dom::NodeId element;
    base::Arena& arena;                        ///< for texts read from attributes
};
inline constexpr std::size_t substitution_limit = 65'536;   ///< tokens of one value after substitution
/// The tokens with var() and attr() replaced; nothing when one has neither value nor fallback, or the limit is met.
[[nodiscard]] std::optional<std::vector<Token>> substitute(SubstitutionInput const& input);
/// Does it hold var() or attr()?
[[nodiscard]] bool has_substitution(std::span<Token const> tokens);

}  // namespace octavo::css
