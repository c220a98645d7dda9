// Selectors as text: as written, and for the e-book.
#include <fmt/format.h>

#include "css/ebook_names.h"
#include "css/selectors.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

constexpr std::string_view pseudo_names[] = {"", "::before", "::after", "::marker", "::first-letter", "::first-line", "::footnote-call", "::footnote-marker"};

std::string_view combinator_text(Combinator combinator) {
    switch (combinator) {
        case Combinator::child: return " > ";
        case Combinator::next_sibling: return " + ";
        case Combinator::subsequent_sibling: return " ~ ";
        default: return " ";
    }
}

std::string_view pseudo_class_name(SimpleKind kind) {
    switch (kind) {
        case SimpleKind::is: return ":is";
        case SimpleKind::where: return ":where";
        case SimpleKind::not_: return ":not";
        case SimpleKind::has: return ":has";
        case SimpleKind::nth_child: return ":nth-child";
        case SimpleKind::nth_last_child: return ":nth-last-child";
        case SimpleKind::nth_of_type: return ":nth-of-type";
        case SimpleKind::nth_last_of_type: return ":nth-last-of-type";
        case SimpleKind::only_child: return ":only-child";
        case SimpleKind::only_of_type: return ":only-of-type";
        case SimpleKind::root: return ":root";
        case SimpleKind::scope: return ":scope";
        case SimpleKind::empty: return ":empty";
        case SimpleKind::link: return ":link";
        default: return {};
    }
}

std::string an_plus_b_text(std::int32_t a, std::int32_t b) {
    if (a == 0) return fmt::format("{}", b);
    std::string n = a == 1 ? "n" : a == -1 ? "-n" : fmt::format("{}n", a);
    return b == 0 ? n : fmt::format("{}{:+}", n, b);
}

enum class CaseFlag : std::uint8_t { written, left_out };

/// EPUBCheck's CSS parser knows no case flags; in XHTML attribute values are compared as with `s` anyway.
std::string attribute_test(SimpleSelector const& simple, CaseFlag flag) {
    static constexpr std::string_view operators[] = {"", "=", "~=", "|=", "^=", "$=", "*="};
    if (simple.attribute_operation == AttributeOperation::present) return {};
    std::string text = fmt::format("{}{}", operators[static_cast<std::size_t>(simple.attribute_operation)], serialize_string(simple.value));
    if (flag == CaseFlag::left_out) return text;
    if (simple.attribute_case == AttributeCase::insensitive) text += " i";
    if (simple.attribute_case == AttributeCase::sensitive) text += " s";
    return text;
}

// How names are written: as in the source, or as the e-book has them. `possible` falls when nothing in the e-book can match.
class Writer {
public:
    enum class For : std::uint8_t { people, ebook };
    explicit Writer(For purpose) : ebook_(purpose == For::ebook) {}
    [[nodiscard]] bool possible() const { return possible_; }

    std::string complex(Selector const& selector) {
        std::vector<std::string> compounds;
        std::vector<Combinator> combinators;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < selector.parts.size(); ++i) {
            if (!selector.parts[i].ends_compound) continue;
            compounds.push_back(compound(selector.parts.subspan(begin, i + 1 - begin)));
            combinators.push_back(selector.parts[i].combinator);
            begin = i + 1;
        }
        std::string text;
        if (selector.relative != Combinator::none && selector.relative != Combinator::descendant) {
            text = std::string(combinator_text(selector.relative).substr(1));
        }
        for (std::size_t i = compounds.size(); i-- > 0;) {
            text += compounds[i];
            if (i > 0) text += combinator_text(combinators[i - 1]);
        }
        bool bare = selector.pseudo != PseudoElement::none && text.ends_with('*') && compounds[0] == "*";
        if (bare) text.pop_back();
        if (ebook_ && selector.pseudo >= PseudoElement::footnote_call) possible_ = false;
        return text + std::string(pseudo_names[static_cast<std::size_t>(selector.pseudo)]);
    }

private:
    std::string compound(std::span<SimpleSelector const> parts) {
        std::string type, rest;
        std::string_view html_element;
        for (SimpleSelector const& simple : parts) {
            if (simple.kind == SimpleKind::type && simple.namespace_test == NamespaceTest::html) html_element = simple.name.view();
        }
        for (SimpleSelector const& simple : parts) {
            bool first = simple.kind == SimpleKind::type || simple.kind == SimpleKind::universal;
            (first ? type : rest) += simple_text(simple, html_element);
        }
        if (type == "*" && !rest.empty()) type.clear();
        return type + rest;
    }

    std::string simple_text(SimpleSelector const& simple, std::string_view html_element) {
        switch (simple.kind) {
            case SimpleKind::universal: return universal(simple);
            case SimpleKind::type: return type(simple);
            case SimpleKind::id: return "#" + serialize_identifier(simple.name.view());
            case SimpleKind::class_: return "." + serialize_identifier(simple.name.view());
            case SimpleKind::attribute: return attribute(simple, html_element);
            case SimpleKind::lang: return fmt::format(":lang({})", serialize_string(simple.value));
            case SimpleKind::dir: return simple.right_to_left ? ":dir(rtl)" : ":dir(ltr)";
            case SimpleKind::never:
                possible_ = !ebook_ && possible_;
                return simple.value.empty() ? ":not(*)" : fmt::format(":{}", simple.value);
            case SimpleKind::is: case SimpleKind::where: case SimpleKind::not_: case SimpleKind::has:
                return fmt::format("{}({})", pseudo_class_name(simple.kind), list(simple));
            case SimpleKind::nth_child: case SimpleKind::nth_last_child: case SimpleKind::nth_of_type: case SimpleKind::nth_last_of_type:
                return nth(simple);
            default: return std::string(pseudo_class_name(simple.kind));
        }
    }

    // Members that cannot match fall out of :is(), :where() and :has(); out of :not() they are no restriction.
    std::string list(SimpleSelector const& simple) {
        std::string text;
        bool const outer = possible_;
        for (Selector const& member : simple.list) {
            possible_ = true;
            std::string part = complex(member);
            if (!possible_) continue;
            if (!text.empty()) text += ", ";
            text += part;
        }
        possible_ = outer;
        if (!text.empty() || !ebook_) return text;
        if (simple.kind != SimpleKind::not_) possible_ = false;
        return ".octavo-nothing";  // :not() of what matches nothing
    }

    std::string nth(SimpleSelector const& simple) {
        bool first = simple.a == 0 && simple.b == 1 && simple.list.empty();
        if (first) {
            switch (simple.kind) {
                case SimpleKind::nth_child: return ":first-child";
                case SimpleKind::nth_last_child: return ":last-child";
                case SimpleKind::nth_of_type: return ":first-of-type";
                default: return ":last-of-type";
            }
        }
        std::string of = simple.list.empty() ? std::string() : " of " + list(simple);
        return fmt::format("{}({}{})", pseudo_class_name(simple.kind), an_plus_b_text(simple.a, simple.b), of);
    }

    // In the e-book elements bear the classes of the names that style sheets mention, and no sign of their namespace.
    std::string universal(SimpleSelector const& simple) const {
        if (ebook_) return "*";
        if (simple.namespace_test == NamespaceTest::source) return fmt::format("{}|*", vocabulary_prefix(simple.ns));
        return simple.namespace_test == NamespaceTest::none ? "|*" : "*";
    }

    std::string type(SimpleSelector const& simple) const {
        std::string name = serialize_identifier(simple.name.view());
        switch (simple.namespace_test) {
            case NamespaceTest::html: return name;
            case NamespaceTest::any: return ebook_ ? name : "*|" + name;
            case NamespaceTest::none: return ebook_ ? "." + serialize_identifier(ebook_class({}, simple.name)) : "|" + name;
            case NamespaceTest::source: break;
        }
        if (ebook_) return "." + serialize_identifier(ebook_class(simple.ns, simple.name));
        return fmt::format("{}|{}", vocabulary_prefix(simple.ns), name);
    }

    std::string attribute(SimpleSelector const& simple, std::string_view html_element) const {
        std::string test = attribute_test(simple, ebook_ ? CaseFlag::left_out : CaseFlag::written);
        std::string_view name = simple.name.view();
        bool prefixed = simple.namespace_test == NamespaceTest::source;
        if (!ebook_) return fmt::format("[{}{}{}]", prefixed ? std::string(vocabulary_prefix(simple.ns)) + "|" : "", serialize_identifier(name), test);
        if (prefixed && simple.ns.view() == "http://www.w3.org/XML/1998/namespace" && (name == "lang" || name == "id")) return fmt::format("[{}{}]", name, test);
        bool html = !prefixed && is_html_attribute(html_element, name);
        return fmt::format("[{}{}]", serialize_identifier(html ? std::string(name) : ebook_data_attribute(prefixed ? simple.ns : base::Name(), simple.name)), test);
    }

    bool ebook_;
    bool possible_ = true;
};

}  // namespace

std::string to_string(Selector const& selector) { return Writer(Writer::For::people).complex(selector); }

std::string to_ebook_selector(Selector const& selector) {
    Writer writer(Writer::For::ebook);
    std::string text = writer.complex(selector);
    return writer.possible() ? text : std::string();
}

}  // namespace octavo::css
