#include "io/paths.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "io/workspace.h"

namespace octavo::io {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f";
    auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// RFC 3986 section 3.1: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) before the first ':'.
std::string_view scheme_of(std::string_view reference) {
    if (reference.empty() || !is_alpha(reference[0])) return {};
    for (std::size_t i = 1; i < reference.size(); ++i) {
        char c = reference[i];
        if (c == ':') return reference.substr(0, i);
        if (!is_alpha(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') return {};
    }
    return {};
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

// RFC 3986 section 5.2.4, but that climbing above the root is refused and not ignored.
bool remove_dot_segments(std::string_view path, std::string& name) {
    std::vector<std::string_view> parts;
    bool folder = false;
    while (!path.empty()) {
        auto slash = path.find('/');
        std::string_view part = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        folder = slash != std::string_view::npos || part == "." || part == "..";
        if (part == "..") {
            if (parts.empty()) return false;
            parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    name = fmt::format("{}", fmt::join(parts, "/"));
    if (folder && !name.empty()) name += '/';
    return true;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            decoded += text[i];
            continue;
        }
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

std::string_view folder_of(std::string_view name) {
    auto slash = name.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

ResolvedReference resolve_reference(std::string_view reference, std::string_view from_name) {
    reference = trimmed(reference);
    if (std::string_view scheme = scheme_of(reference); !scheme.empty()) {
        return {equals_ignoring_case(scheme, "file") ? ReferenceKind::absolute : ReferenceKind::remote, {}};
    }
    if (reference.starts_with("//")) return {ReferenceKind::remote, {}};
    reference = reference.substr(0, reference.find('#'));
    reference = reference.substr(0, reference.find('?'));
    if (from_name.starts_with('/')) return {ReferenceKind::absolute, {}};
    // Decoded before '..' is looked for, so that no spelling of it gets by.
    std::string path = percent_decoded(reference);
    if (path.find('\0') != std::string::npos) return {ReferenceKind::malformed, {}};
    if (path.starts_with('/')) return {ReferenceKind::absolute, {}};
    if (path.empty()) return {ReferenceKind::local, std::string(from_name)};
    if (std::string_view folder = folder_of(from_name); !folder.empty()) path.insert(0, fmt::format("{}/", folder));
    ResolvedReference resolved;
    if (!remove_dot_segments(path, resolved.name)) resolved.kind = ReferenceKind::climbing;
    return resolved;
}

std::string resolve_name(std::string_view reference, std::string_view from_name) {
    return resolve_reference(reference, from_name).name;
}

base::Diagnostic refusal(ReferenceKind kind, std::string_view reference, base::SourceSpan where) {
    base::Diagnostic diagnostic{.code = base::Code::io_outside_root, .severity = base::Severity::error, .where = where};
    switch (kind) {
        case ReferenceKind::remote:
            diagnostic.code = base::Code::io_remote;
            diagnostic.message = fmt::format("'{}' is remote: nothing is fetched over the network", reference);
            diagnostic.hint = "save it beside the document and refer to it by a relative path";
            break;
        case ReferenceKind::absolute:
            diagnostic.message =
                fmt::format("'{}' is an absolute path: only files inside the root are read", reference);
            diagnostic.hint = "write the path relative to the file that refers to it";
            break;
        case ReferenceKind::climbing:
            diagnostic.message = fmt::format("'{}' is outside the root: only files inside it are read", reference);
            diagnostic.hint = "choose a higher root with --root";
            break;
        case ReferenceKind::malformed:
        case ReferenceKind::local:
            diagnostic.code = base::Code::io_not_found;
            diagnostic.message = fmt::format("'{}' names no file", reference.substr(0, reference.find('\0')));
            break;
    }
    return diagnostic;
}

std::string reference_of_path(std::string_view path) {
    std::string reference;
    bool first_part = true;
    for (char c : path) {
        first_part = first_part && c != '/';
        bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
        if (c == '%' || c == '?' || c == '#' || blank || (c == ':' && first_part)) {
            reference += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            reference += c;
        }
    }
    return reference;
}

}  // namespace octavo::io
