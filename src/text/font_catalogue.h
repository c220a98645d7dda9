// The fonts installed on the system: what each face is called, what it is like and which characters it has.
//
// Found by fontconfig under a configuration of our own: Debian's font directories and its caches, no user's or system's
// rules, so the same packages give the same fonts. Outline fonts only; fonts wrapped for the web are left to
// @font-face. Faces stand in order of path and index. Read once a process (2 ms from fontconfig's cache), immutable
// after.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/workspace.h"
#include "text/font_match.h"

namespace octavo::text {

struct SystemFace {
    std::string file;         ///< absolute path
    std::uint32_t index = 0;  ///< in a collection
    std::vector<std::string> families;
    std::string style_name, full_name, postscript_name;
    FaceTraits traits;
    bool variable = false;
};

class FontCatalogue {
public:
    [[nodiscard]] static FontCatalogue const& system();
    FontCatalogue();
    /// Of these files alone: what lies at each path, under its name.
    explicit FontCatalogue(std::span<io::SystemFile const> files);
    ~FontCatalogue();
    FontCatalogue(FontCatalogue const&) = delete;
    FontCatalogue& operator=(FontCatalogue const&) = delete;

    [[nodiscard]] std::span<SystemFace const> faces() const;
    /// Faces of the family called `name` (without regard to case); empty if there is none.
    [[nodiscard]] std::span<std::uint32_t const> family(std::string_view name) const;
    /// The face with this full or PostScript name, for local(); -1 if there is none.
    [[nodiscard]] std::int64_t named(std::string_view name) const;
    [[nodiscard]] bool covers(std::uint32_t face, char32_t character) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A family name as it is compared: case folded, runs of white space as one space.
[[nodiscard]] std::string folded_family(std::string_view name);

}  // namespace octavo::text
