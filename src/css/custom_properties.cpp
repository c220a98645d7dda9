#include "css/custom_properties.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "css/rules.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

constexpr unsigned depth_limit = 64;

bool opens(TokenKind kind) {
    return kind == TokenKind::function || kind == TokenKind::open_paren || kind == TokenKind::open_square || kind == TokenKind::open_brace;
}
bool closes(TokenKind kind) {
    return kind == TokenKind::close_paren || kind == TokenKind::close_square || kind == TokenKind::close_brace;
}
std::size_t block_end(std::span<Token const> tokens, std::size_t first) {
    std::size_t depth = 1, i = first;
    for (; i < tokens.size(); ++i) {
        if (opens(tokens[i].kind)) ++depth;
        else if (closes(tokens[i].kind) && --depth == 0) break;
    }
    return i;
}
bool is_function(Token const& token, std::string_view name) {
    return token.kind == TokenKind::function && equals_ignoring_case(token.text, name);
}

// var( name [, fallback]? ) and attr( name type? [, fallback]? ), taken apart
struct Reference {
    std::span<Token const> head;
    std::span<Token const> fallback;
    bool has_fallback = false;
};
Reference take_apart(std::span<Token const> inside) {
    Reference result;
    std::size_t i = 0;
    for (; i < inside.size() && inside[i].kind != TokenKind::comma; ++i) {
        if (opens(inside[i].kind)) i = std::min(block_end(inside, i + 1), inside.size() - 1);
    }
    result.head = inside.first(i);
    result.has_fallback = i < inside.size();
    if (result.has_fallback) result.fallback = inside.subspan(i + 1);
    return result;
}

// Looks a custom property up; the second call for a name that is being resolved is a cycle.
using Lookup = std::function<std::vector<Token> const*(base::Name)>;

class Substitution {
public:
    Substitution(SubstitutionInput const& input, Lookup lookup) : input_(input), lookup_(std::move(lookup)) {}

    bool expand(std::span<Token const> tokens, unsigned depth, std::vector<Token>& out) const {
        if (depth > depth_limit) return false;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            bool var = is_function(tokens[i], "var"), attr = is_function(tokens[i], "attr");
            if (!var && !attr) {
                if (out.size() >= substitution_limit) return false;
                out.push_back(tokens[i]);
                continue;
            }
            std::size_t end = block_end(tokens, i + 1);
            Reference reference = take_apart(tokens.subspan(i + 1, end - i - 1));
            if (!(var ? expand_var(reference, depth, out) : expand_attr(reference, depth, out))) return false;
            i = end;
        }
        return true;
    }

private:
    bool expand_fallback(Reference const& reference, unsigned depth, std::vector<Token>& out) const {
        return reference.has_fallback && expand(reference.fallback, depth + 1, out);
    }

    bool expand_var(Reference const& reference, unsigned depth, std::vector<Token>& out) const {
        ValueReader head(reference.head, input_.arena, {});
        auto name = head.read_ident();
        if (!name || !name->starts_with("--") || !head.at_end()) return false;
        std::vector<Token> const* value = lookup_(base::Name::of(*name));
        if (value == nullptr) return expand_fallback(reference, depth, out);
        if (out.size() + value->size() > substitution_limit) return false;
        out.insert(out.end(), value->begin(), value->end());
        return true;
    }

    // Values 5, 7.7: attr( [prefix|]name [ type(…) | <unit> | string | raw-string ]? [, fallback]? )
    bool expand_attr(Reference const& reference, unsigned depth, std::vector<Token>& out) const {
        ValueReader head(reference.head, input_.arena, {});
        auto name = head.read_ident();
        if (head.take_delim('|')) name = head.read_ident();
        if (!name) return false;
        std::optional<std::string_view> value;
        if (input_.document != nullptr && input_.element.valid()) {
            base::Name local = base::Name::of(*name);
            value = input_.document->attribute(input_.element, local);
            if (!value) {
                for (dom::Attribute const& attribute : input_.document->attributes(input_.element)) {
                    if (attribute.local == local) value = attribute.value;
                }
            }
        }
        if (!value) return expand_fallback(reference, depth, out);
        std::size_t size = out.size();
        if (append_typed(head, *value, out)) return true;
        out.resize(size);
        return expand_fallback(reference, depth, out);
    }

    bool append_typed(ValueReader& head, std::string_view value, std::vector<Token>& out) const {
        bool text = head.at_end() || head.take_ident("string") || head.take_ident("raw-string");
        if (text) {
            Token token;
            token.kind = TokenKind::string;
            token.text = input_.arena.copy(value);
            out.push_back(token);
            return head.at_end();
        }
        std::vector<Token> tokens = tokenize(input_.arena.copy(value), input_.arena, substitution_limit);
        std::erase_if(tokens, [](Token const& token) { return token.kind == TokenKind::whitespace; });
        if (tokens.empty() || has_substitution(tokens)) return false;
        if (auto unit = head.read_ident()) return append_with_unit(*unit, tokens, out) && head.at_end();
        if (head.take_delim('%')) return append_with_unit("%", tokens, out) && head.at_end();
        // type(<…>): the property's own grammar decides
        if (!head.read_function("type") || out.size() + tokens.size() > substitution_limit) return false;
        out.insert(out.end(), tokens.begin(), tokens.end());
        return head.at_end();
    }

    static bool append_with_unit(std::string_view unit, std::vector<Token> const& tokens, std::vector<Token>& out) {
        if (tokens.size() != 1) return false;
        Token token = tokens[0];
        bool any_dimension = equals_ignoring_case(unit, "length");
        if (equals_ignoring_case(unit, "color") || equals_ignoring_case(unit, "ident")) {
            if (token.kind != TokenKind::ident && token.kind != TokenKind::hash) return false;
        } else if (any_dimension || equals_ignoring_case(unit, "percentage")) {
            if (token.kind != (any_dimension ? TokenKind::dimension : TokenKind::percentage)) return false;
        } else {
            if (token.kind != TokenKind::number) return false;
            if (unit == "%") {
                token.kind = TokenKind::percentage;
            } else if (!equals_ignoring_case(unit, "number") && !equals_ignoring_case(unit, "integer")) {
                token.kind = TokenKind::dimension;
                token.text = unit;
            }
        }
        out.push_back(token);
        return true;
    }

    SubstitutionInput const& input_;
    Lookup lookup_;
};

}  // namespace

std::vector<Token> const* CustomProperties::find(base::Name name) const {
    auto found = std::lower_bound(entries_.begin(), entries_.end(), name.number(),
                                  [](Entry const& entry, std::uint32_t number) { return entry.name.number() < number; });
    return found != entries_.end() && found->name == name ? &found->tokens : nullptr;
}

bool has_substitution(std::span<Token const> tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](Token const& token) { return is_function(token, "var") || is_function(token, "attr"); });
}

std::optional<std::vector<Token>> substitute(SubstitutionInput const& input) {
    std::vector<Token> out;
    Substitution substitution(input, [&](base::Name name) { return input.custom == nullptr ? nullptr : input.custom->find(name); });
    if (!substitution.expand(input.tokens, 0, out)) return {};
    return out;
}

// Resolves the declared properties of one element depth first. A property met again while it is open closes a cycle: all on the
// way back to it are invalid (Variables 1, section 2.3).
class CustomPropertiesResolver {
public:
    CustomPropertiesResolver(CustomPropertiesPtr const& parent, std::span<WinningCustom const> winners, dom::Document const* document,
                             dom::NodeId element, base::Diagnostics& diagnostics)
        : parent_(parent), document_(document), element_(element), diagnostics_(diagnostics), result_(std::make_shared<CustomProperties>()) {
        result_->parent_ = parent;
        result_->arena_ = std::make_shared<base::Arena>();
        for (WinningCustom const& winner : winners) slots_.push_back({winner, {}, State::waiting, false});
        // A custom property's chain of references is as long as a hostile sheet likes: sorted, it is found in O(log n).
        std::stable_sort(slots_.begin(), slots_.end(), [](Slot const& a, Slot const& b) { return number(a) < number(b); });
    }

    CustomPropertiesPtr run() {
        for (Slot& slot : slots_) resolve(slot);
        std::vector<CustomProperties::Entry>& entries = result_->entries_;
        if (parent_ != nullptr) {
            for (auto const& entry : parent_->entries_) {
                if (find(entry.name) == nullptr) entries.push_back(entry);
            }
        }
        for (Slot& slot : slots_) {
            if (slot.valid) entries.push_back({slot.winner.declaration->custom, std::move(slot.tokens)});
        }
        std::sort(entries.begin(), entries.end(), [](auto const& a, auto const& b) { return a.name.number() < b.name.number(); });
        return result_;
    }

private:
    enum class State : std::uint8_t { waiting, open, done };
    struct Slot {
        WinningCustom winner;
        std::vector<Token> tokens;
        State state;
        bool valid;
        bool in_cycle = false;
    };
    static std::uint32_t number(Slot const& slot) { return slot.winner.declaration->custom.number(); }

    Slot* find(base::Name name) {
        auto found = std::lower_bound(slots_.begin(), slots_.end(), name.number(), [](Slot const& s, std::uint32_t n) { return number(s) < n; });
        return found != slots_.end() && number(*found) == name.number() ? &*found : nullptr;
    }

    void resolve(Slot& slot) {
        if (slot.state != State::waiting) return;
        slot.state = State::open;
        open_.push_back(&slot);
        Value const& value = slot.winner.declaration->value;
        if (value.is(Value::Kind::wide)) {
            resolve_wide(slot, value.wide);
        } else if (open_.size() <= depth_limit) {
            SubstitutionInput input{value.tokens, nullptr, document_, element_, *result_->arena_};
            Substitution substitution(input, [this](base::Name name) { return look_up(name); });
            slot.valid = substitution.expand(value.tokens, 0, slot.tokens) && !slot.in_cycle;
        }
        if (slot.in_cycle) slot.valid = false;
        slot.state = State::done;
        open_.pop_back();
    }

    void resolve_wide(Slot& slot, WideKeyword keyword) {
        if (keyword == WideKeyword::initial) return;  // the initial value is the guaranteed-invalid one
        if (parent_ == nullptr) return;
        if (std::vector<Token> const* inherited = parent_->find(slot.winner.declaration->custom)) {
            slot.tokens = *inherited;
            slot.valid = true;
        }
    }

    std::vector<Token> const* look_up(base::Name name) {
        Slot* slot = find(name);
        if (slot == nullptr) return parent_ == nullptr ? nullptr : parent_->find(name);
        if (slot->state == State::open) {
            mark_cycle(*slot);
            return nullptr;
        }
        resolve(*slot);
        return slot->valid ? &slot->tokens : nullptr;
    }

    void mark_cycle(Slot& first) {
        auto start = std::find(open_.begin(), open_.end(), &first);
        for (auto slot = start; slot != open_.end(); ++slot) (*slot)->in_cycle = true;
        diagnostics_.add_counted({.code = base::Code::css_variable_cycle, .severity = base::Severity::warning, .where = first.winner.where,
                                  .message = fmt::format("'{}' refers to itself: it is not set", first.winner.declaration->custom.view())});
    }

    CustomPropertiesPtr const& parent_;
    dom::Document const* document_;
    dom::NodeId element_;
    base::Diagnostics& diagnostics_;
    std::shared_ptr<CustomProperties> result_;
    std::vector<Slot> slots_;
    std::vector<Slot*> open_;
};

CustomPropertiesPtr compute_custom_properties(CustomPropertiesPtr const& parent, std::span<WinningCustom const> winners,
                                              dom::Document const* document, dom::NodeId element, base::Diagnostics& diagnostics) {
    if (winners.empty()) return parent;
    return CustomPropertiesResolver(parent, winners, document, element, diagnostics).run();
}

}  // namespace octavo::css
