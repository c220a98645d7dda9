// Selectors 4 without the dynamic ones, compiled: simple selectors in one array, the subject's compound first, read to the left.
//
// Names: an unprefixed type selector (no default namespace declared) and one in the XHTML namespace match the element's HTML
// name; any other namespace, and "no namespace" (`|sec`), match the source's qualified name. An unprefixed attribute matches
// the derived attribute, else the source's of no namespace; a prefixed one the source's.
// Matching goes right to left; a failure says from where it makes sense to try again, so descendant combinators never cost
// more than one walk to the root each. `:has()` looks at no more than has_limit elements a test. Dynamic pseudo-classes never match.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/name.h"
#include "css/token.h"
#include "dom/document.h"

namespace octavo::css {

enum class PseudoElement : std::uint8_t { none, before, after, marker, first_letter, first_line, footnote_call, footnote_marker };
/// What stands between a compound and the one to its left. `none`: the leftmost compound.
enum class Combinator : std::uint8_t { none, descendant, child, next_sibling, subsequent_sibling };

/// Selectors 4, section 15: compared in order.
struct Specificity {
    std::uint16_t ids = 0, classes = 0, types = 0;
    friend constexpr auto operator<=>(Specificity const&, Specificity const&) = default;
    [[nodiscard]] constexpr std::uint64_t packed() const {
        return std::uint64_t{ids} << 32 | std::uint64_t{classes} << 16 | types;
    }
};

enum class SimpleKind : std::uint8_t {
    universal,         ///< in `ns`, see NamespaceTest
    type, id, class_,
    attribute,
    is, where, not_, has,   ///< `list`
    nth_child, nth_last_child, nth_of_type, nth_last_of_type,  ///< a, b; `list` for "of S"
    only_child, only_of_type, root, empty, scope,
    lang,              ///< `value`: one range; several ranges make an `is` of them
    dir,               ///< `right_to_left`
    link,
    never,             ///< a dynamic pseudo-class
};
enum class NamespaceTest : std::uint8_t { any, html, none, source };
enum class AttributeOperation : std::uint8_t { present, equals, includes, dash, prefix, suffix, substring };
enum class AttributeCase : std::uint8_t { automatic, sensitive, insensitive };

struct Selector;

struct SimpleSelector {
    SimpleKind kind = SimpleKind::universal;
    NamespaceTest namespace_test = NamespaceTest::any;   ///< of …-of-type: whose names are compared, `html` or `source`
    AttributeOperation attribute_operation = AttributeOperation::present;
    AttributeCase attribute_case = AttributeCase::automatic;
    bool ends_compound = false;                    ///< `combinator` leads on to the left
    Combinator combinator = Combinator::none;
    bool right_to_left = false;                    ///< :dir(rtl)
    base::Name name;                               ///< type, id, class or attribute
    base::Name ns;                                 ///< where namespace_test is `source`
    std::int32_t a = 0, b = 0;                     ///< An+B
    std::string_view value;                        ///< attribute value, language range; a dynamic pseudo-class's name
    std::span<Selector const> list;
};

/// Where a rule is looked up by its subject: the most selective part of its rightmost compound.
struct SelectorKey {
    enum class Kind : std::uint8_t { id, class_, type, source_type, attribute, universal } kind = Kind::universal;
    base::Name name;   ///< id, class, HTML name, source's local name, attribute's local name
};

/// One complex selector. `parts` and all they refer to live in the arena of its style sheet.
struct Selector {
    std::span<SimpleSelector const> parts;   ///< compounds from right to left; ends_compound on each one's last
    PseudoElement pseudo = PseudoElement::none;
    Specificity specificity;
    SelectorKey key;
    Combinator relative = Combinator::none;  ///< in :has(): what leads from the anchor to the leftmost compound
    std::array<std::uint32_t, 4> ancestor_hashes{};  ///< names some ancestor must have (ancestor_hash); 0: unused
    base::SourceSpan where;
};

/// `@namespace` in force: XHTML's is the HTML name.
struct Namespaces {
    bool has_default = false;
    base::Name default_uri;
    std::vector<std::pair<base::Name, base::Name>> prefixes;  ///< prefix, URI
};
[[nodiscard]] base::Name xhtml_namespace();

// --- parsing
struct SelectorParseInput {
    std::span<Token const> tokens;
    Namespaces const& namespaces;
    base::Arena& arena;
    base::FileId file;
};
/// The list; empty, with css_invalid_selector or css_unknown_namespace, when any of it is invalid (Selectors 4, section 4.1).
[[nodiscard]] std::span<Selector const> parse_selector_list(SelectorParseInput const& input, base::Diagnostics& diagnostics);

/// A list parsed from text alone, with what owns it: for the command line and tests.
struct OwnedSelectors {
    std::shared_ptr<base::Arena> arena;
    std::span<Selector const> selectors;
};
[[nodiscard]] OwnedSelectors parse_selector_text(std::string_view text, Namespaces const& namespaces, base::Diagnostics& diagnostics);

// --- matching
inline constexpr std::size_t has_limit = 100'000;

/// Tables that make matching many elements fast: ids and classes as names, positions among siblings. Not thread-safe; the
/// document must not change meanwhile. Building costs one pass over the elements.
class MatchContext {
public:
    explicit MatchContext(dom::Document const& document);
    ~MatchContext();
    MatchContext(MatchContext const&) = delete;
    MatchContext& operator=(MatchContext const&) = delete;
    [[nodiscard]] dom::Document const& document() const { return document_; }
    [[nodiscard]] base::Name id(dom::NodeId element) const;
    [[nodiscard]] std::span<base::Name const> classes(dom::NodeId element) const;
    /// Position among its siblings from 1, from either end.
    [[nodiscard]] std::uint32_t index(dom::NodeId element);
    [[nodiscard]] std::uint32_t last_index(dom::NodeId element);
    /// The same among siblings of its HTML name.
    [[nodiscard]] std::uint32_t type_index(dom::NodeId element);
    [[nodiscard]] std::uint32_t last_type_index(dom::NodeId element);
    /// What `:has()` with this list said of the element before; to be filled in where it says nothing yet. Selectors such as
    /// `table:has(…) td` ask of one element for each of its descendants.
    [[nodiscard]] std::optional<bool>& has(void const* list, dom::NodeId anchor) { return has_[list][anchor.value]; }

private:
    struct Positions { std::uint32_t index = 0, last_index = 0, type_index = 0, last_type_index = 0; };
    Positions const& positions(dom::NodeId element);
    dom::Document const& document_;
    std::vector<base::Name> ids_;
    std::vector<std::uint32_t> first_class_;   // by node id, one more at the end
    std::vector<base::Name> classes_;
    std::vector<Positions> positions_;         // by node id, filled a parent at a time
    std::unordered_map<void const*, std::unordered_map<std::uint32_t, std::optional<bool>>> has_;
};

/// Does the element match, its pseudo-element (selector.pseudo) left aside?
[[nodiscard]] bool matches(Selector const& selector, MatchContext& context, dom::NodeId element);
[[nodiscard]] bool matches(Selector const& selector, dom::Document const& document, dom::NodeId element);

// --- ancestor filter
enum class HashedName : std::uint8_t { id, class_, type, source_type };
/// Never 0. Equal only for the process's life (names are numbered as they come).
[[nodiscard]] std::uint32_t ancestor_hash(HashedName kind, base::Name name);
/// Appends the hashes an element offers to its descendants' selectors.
void collect_hashes(MatchContext const& context, dom::NodeId element, std::vector<std::uint32_t>& out);

// --- writing
/// As in the source, names resolved: for diagnostics, explain and tests. Prefixes come from `namespaces` where they are known.
[[nodiscard]] std::string to_string(Selector const& selector);
/// For the e-book: names of the source become classes and data attributes (css/ebook_names.h). Empty when nothing in the
/// e-book can match, or reading systems do not know it (::footnote-call …).
[[nodiscard]] std::string to_ebook_selector(Selector const& selector);

}  // namespace octavo::css
