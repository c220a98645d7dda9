// The pictures and fonts of the e-book: read once, stored as they are, under a name that says what they are.
//
// Input: the Document's references (img, SVG's image) and the cover. What is remote, missing, or in a format that reading systems
// need not know (EPUB 3.3, section 3.2: core media types) is a warning with its place; its alternative text stands for it.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "dom/document.h"
#include "epub/survey.h"
#include "io/workspace.h"

namespace octavo::epub {

struct MediaFile {
    std::string file;         ///< "images/map.png", seen from the package document
    std::string media_type;
    std::string_view bytes;
    io::ResourcePtr resource{}; ///< what owns them; null where the caller does, or `made`
    std::string made{};       ///< the bytes, where the picture was compressed again
};
/// A picture's bytes, compressed again; empty: it stays as it is.
using SmallerPicture = std::function<std::string(std::string_view bytes)>;

struct MediaKind {
    std::string_view media_type, extension;  ///< empty: not a core media type
};
/// By the first bytes, never by the name.
[[nodiscard]] MediaKind media_kind(std::string_view bytes);

class Media {
public:
    explicit Media(SmallerPicture smaller = {}) : smaller_(std::move(smaller)) {}
    /// The picture that `reference` names when seen from the resource `from`; null, with a diagnostic, when it cannot be had.
    MediaFile const* add(std::string_view reference, std::string_view from, base::SourceSpan where, io::Workspace& workspace,
                         base::Diagnostics& diagnostics);
    /// Bytes the caller keeps; null when they are no picture.
    MediaFile const* add_bytes(std::string_view bytes, std::string_view name);
    /// The same for a font.
    MediaFile const* add_font(std::string_view bytes, std::string_view name);
    /// Every picture the Document refers to.
    void add_all(dom::Document const& document, Survey const& survey, io::Workspace& workspace, base::Diagnostics& diagnostics);

    /// The file of an element's picture; null when it cannot be had.
    [[nodiscard]] MediaFile const* of(dom::NodeId element) const;
    [[nodiscard]] std::vector<std::unique_ptr<MediaFile>> const& files() const { return files_; }

private:
    MediaFile* store(MediaKind kind, std::string_view bytes, std::string_view name, io::ResourcePtr resource);
    SmallerPicture smaller_;
    std::vector<std::unique_ptr<MediaFile>> files_;
    std::unordered_map<std::string, MediaFile const*> by_resource_;
    std::unordered_map<std::string, int> names_;
    std::unordered_map<dom::NodeId, MediaFile const*> by_element_;
};

/// The reference of a picture element: img's src, SVG image's href or xlink:href; none for other elements.
[[nodiscard]] std::optional<std::string_view> picture_reference(dom::Document const& document, dom::NodeId element);

}  // namespace octavo::epub
