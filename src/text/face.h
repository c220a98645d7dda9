// One font file opened for shaping: its HarfBuzz face, the characters it has, what its tables say of it. Immutable once
// made.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <hb.h>

#include "text/text_engine.h"

namespace octavo::text {

struct BlobCloser {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
struct HbFaceCloser {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
struct HbFontCloser {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct HbSetCloser {
    void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
using BlobPtr = std::unique_ptr<hb_blob_t, BlobCloser>;
using HbFacePtr = std::unique_ptr<hb_face_t, HbFaceCloser>;
using HbFontPtr = std::unique_ptr<hb_font_t, HbFontCloser>;
using HbSetPtr = std::unique_ptr<hb_set_t, HbSetCloser>;

/// A set of characters: one bit each, in pages of 256.
class CharacterSet {
public:
    CharacterSet() : pages_(0x1100, 0) {}
    void add(char32_t c);
    [[nodiscard]] bool has(char32_t c) const {
        if (c > 0x10FFFF) return false;
        std::uint16_t page = pages_[c >> 8];
        return page != 0 && ((bits_[page - 1U][(c >> 6) & 3] >> (c & 63)) & 1) != 0;
    }

private:
    std::vector<std::uint16_t> pages_;  // 1 + index into bits_; 0: none of the page
    std::vector<std::array<std::uint64_t, 4>> bits_;
};

/// What the fast path of itemising accepts in a face: characters it has that are Latin or common, and not
/// right-to-left.
class PlainSet {
public:
    static constexpr char32_t limit = 0x3000;
    void add(char32_t c) { bits_[c >> 6] |= std::uint64_t{1} << (c & 63); }
    [[nodiscard]] bool has(char32_t c) const { return c < limit && ((bits_[c >> 6] >> (c & 63)) & 1) != 0; }

private:
    std::array<std::uint64_t, limit / 64> bits_{};
};

using Variations = std::vector<std::pair<std::uint32_t, std::int32_t>>;

class Face {
public:
    Face(io::ResourcePtr file, std::uint32_t index, Variations variations);

    [[nodiscard]] FaceSource& source() { return source_; }
    [[nodiscard]] FaceSource const& source() const { return source_; }
    [[nodiscard]] hb_face_t* handle() const { return handle_.get(); }
    /// Readable, with at least one glyph and one character.
    [[nodiscard]] bool usable() const { return usable_; }
    /// The font maps this character to a glyph.
    [[nodiscard]] bool has(char32_t c) const { return characters_.has(c); }
    /// The character can be set: mapped, or replaced by something that is (fixed spaces, hyphens), or invisible by
    /// nature.
    [[nodiscard]] bool can_set(char32_t c) const;
    [[nodiscard]] PlainSet const& plain() const { return plain_; }
    [[nodiscard]] bool has_feature(hb_tag_t feature, hb_script_t script) const;
    /// A font of this face, `size` per em, with its variations.
    [[nodiscard]] HbFontPtr font(Length size) const;

private:
    void read_names();
    void read_licence();
    void read_characters();
    [[nodiscard]] bool can_set_apart(char32_t c) const;

    FaceSource source_;
    HbFacePtr handle_;
    CharacterSet characters_;
    PlainSet plain_;
    bool usable_ = false;
};

/// The face as its file has it, without variations; empty where there is no file.
[[nodiscard]] HbFacePtr open_face(FaceSource const& source);
[[nodiscard]] std::string bytes_of(hb_blob_t* blob);

/// Characters that need no glyph: default ignorables, controls, separators, the object replacement character.
[[nodiscard]] bool needs_no_glyph(char32_t c);

}  // namespace octavo::text
