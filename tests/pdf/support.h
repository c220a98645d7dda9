// Display lists by hand, a text engine that only knows font files, and looks at the PDFs that come out.
#pragma once
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "pdf/pdf_writer.h"

namespace octavo::test {

inline std::string read_file(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline io::ResourcePtr resource(std::string name, std::string bytes) {
    auto keep = std::make_shared<std::string>(std::move(bytes));
    auto made = std::make_shared<io::Resource>();
    made->name = std::move(name);
    made->bytes = *keep;
    made->keep = keep;
    return made;
}

inline constexpr char const* garamond = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Regular.otf";
inline constexpr char const* garamond_italic = "/usr/share/fonts/opentype/ebgaramond/EBGaramond12-Italic.otf";
inline constexpr char const* hebrew = "/usr/share/fonts/truetype/noto/NotoSerifHebrew-Regular.ttf";
inline constexpr char const* japanese = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

/// Font n is the n-th file at its size; nothing is shaped.
class FontFiles : public text::TextEngine {
public:
    text::FontId add(std::string const& path, base::Length size) {
        text::FaceSource face;
        face.file = resource(path, read_file(path));
        face.family = std::filesystem::path(path).stem().string();
        return add(std::move(face), {.face = {}, .size = size});
    }
    text::FontId add(text::FaceSource face, text::FontSource font) {
        FT_Face handle = nullptr;
        FT_New_Memory_Face(library(), reinterpret_cast<FT_Byte const*>(face.file->bytes.data()),
                           static_cast<FT_Long>(face.file->bytes.size()),
                           static_cast<FT_Long>(face.index), &handle);
        font.face = text::FaceId(faces_.size());
        faces_.push_back(std::move(face));
        fonts_.push_back(font);
        handles_.push_back(handle);
        return text::FontId(fonts_.size() - 1);
    }
    /// Another font of the same face, whose features (a number for each set) show other glyphs.
    text::FontId with_features(text::FontId font, std::uint32_t features) {
        text::FontSource source = fonts_[font.value];
        source.features = features;
        fonts_.push_back(source);
        FT_Reference_Face(handles_[font.value]);
        handles_.push_back(handles_[font.value]);
        return text::FontId(fonts_.size() - 1);
    }
    ~FontFiles() override {
        for (FT_Face face : handles_) FT_Done_Face(face);
    }
    [[nodiscard]] std::uint32_t glyph(text::FontId font, char32_t character) const {
        return FT_Get_Char_Index(handles_[font.value], character);
    }
    [[nodiscard]] std::uint32_t glyph_named(text::FontId font, char const* name) const {
        return FT_Get_Name_Index(handles_[font.value], const_cast<char*>(name));
    }
    [[nodiscard]] base::Length advance(text::FontId font, std::uint32_t glyph) const {
        FT_Face face = handles_[font.value];
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE);
        return base::scale(base::scale(fonts_[font.value].size, face->glyph->metrics.horiAdvance, face->units_per_EM),
                           fonts_[font.value].scale, 1000);
    }

    text::TextStyleId intern(text::TextStyle const&) override { return {}; }
    text::FontId primary_font(text::TextStyleId) override { return {}; }
    text::FontMetrics const& metrics(text::FontId) override { return metrics_; }
    text::FontSource const& font_source(text::FontId font) override { return fonts_[font.value]; }
    text::FaceSource const& face_source(text::FaceId face) override { return faces_[face.value]; }
    void itemise(std::string_view, std::span<text::StyleSpan const>, text::BaseDirection,
                 std::vector<text::TextRun>&) override {}
    text::ShapedWord const* shape(text::FontId, text::Direction, std::string_view) override { return nullptr; }
    void break_opportunities(std::string_view, base::Name, text::Strictness, text::WordRule,
                             std::vector<text::BreakOpportunity>&) override {}
    std::span<text::HyphenationPoint const> hyphenate(std::string_view, base::Name, text::HyphenationLimits) override {
        return {}; }
    std::string to_upper(std::string_view text, base::Name) override { return std::string(text); }
    std::string to_lower(std::string_view text, base::Name) override { return std::string(text); }
    std::string capitalize(std::string_view text, base::Name) override { return std::string(text); }
    std::vector<io::ResourcePtr> resources() const override { return {}; }
    base::Diagnostics take_diagnostics() override { return {}; }

private:
    static FT_Library library() {
        static FT_Library const handle = [] {
            FT_Library made = nullptr;
            FT_Init_FreeType(&made);
            return made;
        }();
        return handle;
    }
    std::vector<text::FaceSource> faces_;
    std::vector<text::FontSource> fonts_;
    std::vector<FT_Face> handles_;
    text::FontMetrics metrics_;
};

/// Draws on one display list.
class PageMaker {
public:
    PageMaker(FontFiles& fonts, paint::DisplayList& list) : fonts_(fonts), list_(list) {
        list_.width = 300 * base::point;
        list_.height = 400 * base::point;
    }
    paint::MarkId mark(dom::NodeId node, paint::Mark::Kind kind = paint::Mark::Kind::content, std::uint32_t part = 0) {
        list_.marks.push_back({kind, node, part});
        return static_cast<paint::MarkId>(list_.marks.size() - 1);
    }
    void item(paint::MarkId mark, paint::ItemKind kind, std::size_t index, std::uint16_t opacity = 1000) {
        list_.items.push_back({kind, mark, static_cast<std::uint32_t>(index), opacity});
    }
    struct Piece {
        std::string text;
        std::vector<std::uint32_t> glyphs;
    };
    /// Text of which each character is one glyph; "ffi" and "fi" become ligatures where the font has them.
    std::size_t text(paint::MarkId mark, text::FontId font, double x, double y, std::string const& what,
                     css::Color color = {}) {
        std::vector<Piece> pieces;
        for (std::size_t i = 0; i < what.size();) {
            std::size_t length = 1;
            while (i + length < what.size() && (static_cast<unsigned char>(what[i + length]) & 0xC0) == 0x80) ++length;
            if (what.compare(i, 3, "ffi") == 0 && fonts_.glyph(font, U'\uFB03') != 0) {
                pieces.push_back({"ffi", {fonts_.glyph(font, U'\uFB03')}});
                i += 3;
                continue;
            }
            pieces.push_back({what.substr(i, length), {fonts_.glyph(font, code_point(what.substr(i, length)))}});
            i += length;
        }
        return add_pieces(mark, font, x, y, pieces, color, false);
    }
    std::size_t add_pieces(paint::MarkId mark, text::FontId font, double x, double y, std::vector<Piece> const& pieces,
                           css::Color color, bool backward) {
        paint::TextItem item{.font = font, .color = color, .language = {}};
        item.backward = backward;
        item.first_glyph = static_cast<std::uint32_t>(list_.glyphs.size());
        item.first_cluster = static_cast<std::uint32_t>(list_.clusters.size());
        item.first_byte = static_cast<std::uint32_t>(list_.text.size());
        base::Length at = base::from_points(x);
        auto place = [&](Piece const& piece) {
            for (std::uint32_t glyph : piece.glyphs) {
                list_.glyphs.push_back({glyph, at, base::from_points(y)});
                at += fonts_.advance(font, glyph);
            }
        };
        if (backward)
            for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) place(*piece);
        else
            for (auto const& piece : pieces) place(piece);
        for (auto const& piece : pieces) {
            list_.clusters.push_back({static_cast<std::uint8_t>(piece.text.size()),
                                      static_cast<std::uint8_t>(piece.glyphs.size())});
            list_.text += piece.text;
        }
        item.glyph_count = static_cast<std::uint32_t>(list_.glyphs.size()) - item.first_glyph;
        item.cluster_count = static_cast<std::uint32_t>(pieces.size());
        item.byte_count = static_cast<std::uint32_t>(list_.text.size()) - item.first_byte;
        list_.texts.push_back(item);
        this->item(mark, paint::ItemKind::text, list_.texts.size() - 1);
        return list_.texts.size() - 1;
    }
    void rectangle(paint::MarkId mark, paint::RectangleItem const& rectangle) {
        list_.rectangles.push_back(rectangle);
        item(mark, paint::ItemKind::rectangle, list_.rectangles.size() - 1);
    }
    void picture(paint::MarkId mark, std::uint32_t number, double x, double y, double width, double height) {
        auto length = [](double points) { return base::from_points(points); };
        list_.pictures.push_back({number, length(x), length(y), length(width), length(height), length(x), length(y),
                                  length(width), length(height)});
        item(mark, paint::ItemKind::picture, list_.pictures.size() - 1);
    }
    static char32_t code_point(std::string const& utf8) {
        auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(utf8[i])); };
        switch (utf8.size()) {
            case 1: return byte(0);
            case 2: return (byte(0) & 31) << 6 | (byte(1) & 63);
            case 3: return (byte(0) & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
            default: return (byte(0) & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63);
        }
    }

private:
    FontFiles& fonts_;
    paint::DisplayList& list_;
};

/// A file that goes when the test does.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string const& bytes, std::string const& suffix = ".pdf") {
        static int number = 0;
        path_ = (std::filesystem::temp_directory_path() / ("octavo-test-" + std::to_string(::getpid()) + "-"
                                                           + std::to_string(number++) + suffix)).string();
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    std::string path_;
};

struct Outcome {
    int status = -1;
    std::string output;
};
inline Outcome run(std::string const& command) {
    Outcome outcome;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        outcome.output.append(buffer.data(), got);
    outcome.status = ::pclose(pipe);
    return outcome;
}
inline bool has_program(std::string const& name) { return run("command -v " + name).status == 0; }

/// Everything a writer needs, and the PDF it made.
class PdfTest : public ::testing::Test {
protected:
    PdfTest() : workspace(io::make_memory_workspace(context)) {
        context.files = &files;
        root = document.make_element(base::Name::of("html"), {});
        document.set_root(root);
        metadata.title = "A title";
        metadata.language = "en";
    }
    dom::NodeId element(std::string_view html, dom::NodeId parent = {}) {
        dom::NodeId made = document.make_element(base::Name::of(html),
                                                 {files.add("in.xml"),
                                                  static_cast<std::uint32_t>(document.node_count()), 1});
        document.append_child(parent.valid() ? parent : root, made);
        return made;
    }
    /// The PDF, or an empty string and `problem`.
    std::string write(std::vector<paint::DisplayList> const& pages) {
        auto writer = pdf::open_pdf({engine, boxes, document, *workspace, "out.pdf", tagging, aim, press}, context, diagnostics);
        if (!writer) {
            problem = writer.error().message;
            return {};
        }
        for (auto const& page : pages) (*writer)->add_page(page);
        auto done = (*writer)->finish({metadata, bookmarks, labels, "octavo test", attachments});
        if (!done) {
            problem = done.error().message;
            return {};
        }
        return *workspace->artefact("out.pdf");
    }

    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    FontFiles engine;
    box::BoxTree boxes;
    dom::Document document;
    dom::NodeId root;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    dom::Metadata metadata;
    std::vector<pdf::Bookmark> bookmarks;
    std::vector<pdf::PageLabel> labels;
    pdf::Tagging tagging = pdf::Tagging::tagged;
    pdf::Aim aim;
    std::vector<pdf::Attachment> attachments;
    pdf::PressSettings const* press = nullptr;
    std::string problem;
};

inline std::string messages(base::Diagnostics const& diagnostics) {
    std::string out;
    for (auto const& diagnostic : diagnostics.all()) out += diagnostic.message + "\n";
    return out;
}

}  // namespace octavo::test
