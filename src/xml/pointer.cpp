#include "xml/pointer.h"

#include <charconv>

namespace octavo::xml {
namespace {

// A name as far as it matters here: no delimiter of any scheme in it.
bool is_name(std::string_view text) {
    return !text.empty() && text.find_first_of("()/'\" \t\r\n#") == std::string_view::npos;
}

std::optional<Pointer> parse_element_scheme(std::string_view data) {
    Pointer pointer;
    auto slash = data.find('/');
    pointer.id = data.substr(0, slash);
    if (!pointer.id.empty() && !is_name(pointer.id)) return std::nullopt;
    while (slash != std::string_view::npos) {
        data.remove_prefix(slash + 1);
        slash = data.find('/');
        std::string_view digits = data.substr(0, slash);
        std::uint32_t step = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), step);
        if (error != std::errc() || end != digits.data() + digits.size() || step == 0) return std::nullopt;
        pointer.path.push_back(step);
    }
    if (pointer.id.empty() && pointer.path.empty()) return std::nullopt;
    return pointer;
}

std::optional<std::string_view> between(std::string_view text, std::string_view before, std::string_view after) {
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
        return std::nullopt;
    return text.substr(before.size(), text.size() - before.size() - after.size());
}

bool has_id(StartEvent const& event, std::string_view id) {
    static base::Name const xml = base::Name::of("http://www.w3.org/XML/1998/namespace");
    static base::Name const id_name = base::Name::of("id");
    for (AttributeEvent const& attribute : event.attributes) {
        if (attribute.local == id_name && (attribute.ns == xml || attribute.ns.empty()) && attribute.value == id)
            return true;
    }
    return false;
}

}  // namespace

std::optional<Pointer> parse_pointer(std::string_view text) {
    if (is_name(text)) return Pointer{std::string(text), {}};
    if (auto data = between(text, "element(", ")")) return parse_element_scheme(*data);
    for (std::string_view quote : {"'", "\""}) {
        auto id = between(text, std::string("xpointer(id(") + std::string(quote), std::string(quote) + "))");
        if (id && is_name(*id)) return Pointer{std::string(*id), {}};
    }
    return std::nullopt;
}

void Selector::start(StartEvent const& event) {
    ++depth_;
    if (found_ || lost_) return;
    if (!id_found_) {
        if (!has_id(event, pointer_.id)) return;
        id_found_ = true;
        context_depth_ = depth_;
        if (pointer_.path.empty()) select();
        return;
    }
    if (depth_ != context_depth_ + 1 || ++children_ != pointer_.path[steps_]) return;
    context_depth_ = depth_;
    children_ = 0;
    if (++steps_ == pointer_.path.size()) select();
}

void Selector::select() {
    found_ = true;
    selected_depth_ = depth_;
}

void Selector::end() {
    if (selected_depth_ == depth_) selected_depth_ = 0;
    // Left without having found the next step: no other element can be meant.
    if (id_found_ && context_depth_ == depth_) lost_ = true;
    --depth_;
}

}  // namespace octavo::xml
