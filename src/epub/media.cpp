#include "epub/media.h"

#include <fmt/format.h>

#include "epub/values.h"

namespace octavo::epub {

using base::Code;
using base::Diagnostic;
using base::Severity;

namespace {

bool is_svg(std::string_view bytes) {
    std::string_view head = bytes.substr(0, 4096);
    std::size_t root = head.find("<svg");
    if (root == std::string_view::npos) root = head.find(":svg");
    return root != std::string_view::npos && head.find("http://www.w3.org/2000/svg") != std::string_view::npos;
}

/// What would make an SVG file need more than itself (scripts, other files): such a file does not go in.
std::string_view obstacle_in_svg(std::string_view bytes) {
    if (bytes.find("<script") != std::string_view::npos) return "it contains a script";
    if (bytes.find("<!ENTITY") != std::string_view::npos) return "it declares entities";
    for (std::size_t at = bytes.find("href="); at != std::string_view::npos; at = bytes.find("href=", at + 5)) {
        std::string_view value = bytes.substr(at + 5, 12);
        if (value.size() < 2) break;
        value.remove_prefix(1);
        std::size_t tag = bytes.rfind('<', at);
        bool link = tag != std::string_view::npos && (bytes.substr(tag, 3) == "<a " || bytes.substr(tag, 7) == "<svg:a ");
        if (!link && !value.starts_with('#') && !value.starts_with("data:")) return "it refers to another file";
    }
    return {};
}

}  // namespace

MediaKind media_kind(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) return {"image/jpeg", "jpg"};
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return {"image/png", "png"};
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return {"image/gif", "gif"};
    if (bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) return {"image/webp", "webp"};
    if (bytes.starts_with("OTTO"sv)) return {"font/otf", "otf"};
    if (bytes.starts_with("\0\1\0\0"sv) || bytes.starts_with("true"sv)) return {"font/ttf", "ttf"};
    if (bytes.starts_with("wOFF"sv)) return {"font/woff", "woff"};
    if (bytes.starts_with("wOF2"sv)) return {"font/woff2", "woff2"};
    if (is_svg(bytes)) return {"image/svg+xml", "svg"};
    return {};
}

MediaFile* Media::store(MediaKind kind, std::string_view bytes, std::string_view name, io::ResourcePtr resource) {
    std::string_view base = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    std::string stem = clean_file_name(base.substr(0, base.rfind('.')));
    int count = ++names_[fmt::format("{}.{}", stem, kind.extension)];
    auto file = std::make_unique<MediaFile>();
    std::string_view folder = kind.media_type.starts_with("font/") ? "fonts" : "images";
    file->file = count == 1 ? fmt::format("{}/{}.{}", folder, stem, kind.extension) : fmt::format("{}/{}_{}.{}", folder, stem, count, kind.extension);
    file->media_type = kind.media_type;
    file->bytes = bytes;
    file->resource = std::move(resource);
    files_.push_back(std::move(file));
    return files_.back().get();
}

MediaFile const* Media::add_bytes(std::string_view bytes, std::string_view name) {
    MediaKind kind = media_kind(bytes);
    return !kind.media_type.starts_with("image/") ? nullptr : store(kind, bytes, name, nullptr);
}

MediaFile const* Media::add_font(std::string_view bytes, std::string_view name) {
    MediaKind kind = media_kind(bytes);
    return !kind.media_type.starts_with("font/") ? nullptr : store(kind, bytes, name, nullptr);
}

MediaFile const* Media::add(std::string_view reference, std::string_view from, base::SourceSpan where, io::Workspace& workspace,
                            base::Diagnostics& diagnostics) {
    auto refuse = [&](Code code, std::string message, std::string hint) {
        diagnostics.add({.code = code, .severity = Severity::warning, .where = where, .message = std::move(message), .hint = std::move(hint)});
        return nullptr;
    };
    if (std::string scheme = url_scheme(reference); !scheme.empty() && scheme != "file")
        return refuse(Code::read_remote_resource,
                      fmt::format("{} is not in the edition's folder: it is left out, and its alternative text stands for it", reference),
                      "put it beside the source and refer to it by its path");
    auto resource = workspace.read(reference, from, where);
    if (!resource)
        return refuse(resource.error().code, fmt::format("{}: it is left out, and its alternative text stands for it", resource.error().message),
                      resource.error().hint);
    std::string const& name = (*resource)->name;
    if (auto known = by_resource_.find(name); known != by_resource_.end()) return known->second;
    MediaKind kind = media_kind((*resource)->bytes);
    std::string_view obstacle = kind.extension == "svg" ? obstacle_in_svg((*resource)->bytes) : std::string_view{};
    if (kind.media_type.empty()) obstacle = "reading systems need not know its format";
    if (!obstacle.empty()) {
        by_resource_.emplace(name, nullptr);
        return refuse(Code::epub_resource, fmt::format("{} cannot go into the e-book: {}", name, obstacle),
                      "use PNG, JPEG, GIF, WebP or a self-contained SVG; for fonts OpenType or WOFF");
    }
    MediaFile* file = store(kind, (*resource)->bytes, name, *resource);
    if (smaller_ && kind.media_type.starts_with("image/")) file->made = smaller_(file->bytes);
    if (!file->made.empty()) file->bytes = file->made;
    by_resource_.emplace(name, file);
    return file;
}

void Media::add_all(dom::Document const& document, Survey const& survey, io::Workspace& workspace, base::Diagnostics& diagnostics) {
    dom::NodeId node = document.root();
    while (node) {
        bool element = document.is_element(node);
        if (element && survey.is(node, Trait::dropped)) {
            node = document.next_after_subtree(node);
            continue;
        }
        if (element)
            if (auto reference = picture_reference(document, node); reference && !is_blank(*reference))
                by_element_.emplace(node, add(*reference, document.base_name(node).view(), document.node(node).where, workspace, diagnostics));
        node = document.next_in_order(node);
    }
}

MediaFile const* Media::of(dom::NodeId element) const {
    auto found = by_element_.find(element);
    return found == by_element_.end() || !found->second || !found->second->media_type.starts_with("image/") ? nullptr : found->second;
}

std::optional<std::string_view> picture_reference(dom::Document const& document, dom::NodeId node) {
    static base::Name const img = base::Name::of("img"), image = base::Name::of("image"), href = base::Name::of("href"),
                            xlink = base::Name::of("http://www.w3.org/1999/xlink");
    dom::Element const& element = document.element(node);
    if (vocabulary_of(element) == Vocabulary::html) return element.html == img ? document.attribute(node, dom::names::src()) : std::nullopt;
    if (element.source_local != image) return {};
    if (auto plain = document.attribute(node, href)) return plain;
    return document.source_attribute(node, xlink, href);
}

}  // namespace octavo::epub
