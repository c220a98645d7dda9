// A text engine over the installed fonts, and short ways to ask it.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "source_folder.h"
#include "text/text_engine.h"

namespace octavo::text {

/// The folder of real inputs, or empty.
inline std::string corpus() {
    char const* set = std::getenv("OCTAVO_CORPUS");
    std::string folder = set != nullptr ? set : std::string(source_folder) + "/../shared/corpus";
    return std::filesystem::is_directory(folder) ? folder : std::string();
}

inline std::string file_text(std::string const& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return std::move(content).str();
}

/// The paragraphs' texts of an XML or HTML file: tags and line ends gone, numeric and named references left as they are.
inline std::vector<std::string> rough_paragraphs(std::string const& path) {
    std::vector<std::string> paragraphs(1);
    bool tag = false;
    for (char c : file_text(path)) {
        if (c == '<') {
            tag = true;
            continue;
        }
        if (tag) {
            tag = c != '>';
            continue;
        }
        std::string& last = paragraphs.back();
        if (c == '\n') {
            if (last.size() > 40) paragraphs.emplace_back();
            else if (!last.empty() && last.back() != ' ') last += ' ';
        } else if (c != '\t' || last.empty() || last.back() != ' ') {
            last += c == '\t' ? ' ' : c;
        }
    }
    return paragraphs;
}

class TextTest : public testing::Test {
protected:
    TextTest() : workspace(io::open_disk_workspace(source_folder, {}).value()), engine(fresh_engine()) {}

    std::unique_ptr<TextEngine> fresh_engine(std::vector<DeclaredFace> declared = {}) {
        return make_text_engine({*workspace, std::move(declared)}, {});
    }
    static TextStyle style(std::vector<std::string> const& families, std::string_view language = "en") {
        TextStyle result;
        for (auto const& family : families) result.families.push_back(base::Name::of(family));
        result.size = 11 * base::point;
        result.language = base::Name::of(language);
        return result;
    }
    std::vector<TextRun> runs(std::string_view text, TextStyle const& of, BaseDirection base = BaseDirection::ltr) {
        std::vector<TextRun> result;
        StyleSpan span{0, static_cast<std::uint32_t>(text.size()), engine->intern(of), 0};
        engine->itemise(text, {&span, 1}, base, result);
        return result;
    }
    FaceSource const& face_of(FontId font) { return engine->face_source(engine->font_source(font).face); }
    std::string family_of(FontId font) { return face_of(font).family; }
    /// "family[begin,end)level" of each run.
    std::string described(std::vector<TextRun> const& all) {
        std::string text;
        for (TextRun const& run : all)
            text += family_of(run.font) + "[" + std::to_string(run.begin) + "," + std::to_string(run.end) + ")" + std::to_string(run.bidi_level) + " ";
        return text;
    }
    ShapedWord const& shape(TextStyle const& of, std::string_view text, Direction direction = Direction::ltr) {
        auto all = runs(text, of);
        EXPECT_EQ(all.size(), 1U) << text;
        return *engine->shape(all.front().font, direction, text);
    }
    static std::vector<std::uint32_t> clusters(ShapedWord const& word) {
        std::vector<std::uint32_t> result;
        for (Glyph const& glyph : word.glyphs) result.push_back(glyph.cluster);
        return result;
    }

    std::unique_ptr<io::Workspace> workspace;
    std::unique_ptr<TextEngine> engine;
};

}  // namespace octavo::text
