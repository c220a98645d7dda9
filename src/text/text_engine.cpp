#include "text/text_engine.h"

#include <algorithm>

#include "text/case_mapping.h"
#include "text/hyphenator.h"
#include "text/itemiser.h"
#include "text/line_breaks.h"
#include "text/shaper.h"
#include "text/text_cache.h"

namespace octavo::text {
namespace {

class Engine final : public TextEngine {
public:
    explicit Engine(TextEngineInput input)
        : store_(input.workspace, findings_),
          chooser_(store_, findings_, std::move(input.declared)),
          itemiser_(chooser_),
          hyphenator_(input.workspace, findings_) {}

    TextStyleId intern(TextStyle const& style) override { return chooser_.intern(style); }
    FontId primary_font(TextStyleId style) override { return chooser_[style].primary; }
    FontMetrics const& metrics(FontId font) override { return store_[font].metrics; }
    FontSource const& font_source(FontId font) override { return store_[font].source; }
    FaceSource const& face_source(FaceId face) override { return store_.face(face).source(); }

    void itemise(std::string_view text, std::span<StyleSpan const> spans, BaseDirection base,
                 std::vector<TextRun>& runs) override {
        itemiser_.itemise(text, spans, base, runs);
    }

    ShapedWord const* shape(FontId font, Direction direction, std::string_view word) override {
        TextCache<ShapedWord>::Key key{(std::uint64_t{font.value} << 1) | static_cast<std::uint64_t>(direction), word};
        std::uint64_t hash = hash_text(key.head, word);
        if (ShapedWord const* known = words_.find(key, hash)) return known;
        return shape_new(key, hash, font, direction);
    }

    void break_opportunities(std::string_view text, base::Name language, Strictness strictness, WordRule words,
                             std::vector<BreakOpportunity>& breaks) override {
        find_line_breaks(text, language, strictness, words, breaks);
    }

    std::span<HyphenationPoint const> hyphenate(std::string_view word, base::Name language,
                                                HyphenationLimits limits) override {
        std::uint64_t head = (std::uint64_t{language.number()} << 32) | (std::uint64_t{limits.word} << 16) |
                             (std::uint64_t{limits.before} << 8) | limits.after;
        TextCache<std::span<HyphenationPoint const>>::Key key{head, word};
        std::uint64_t hash = hash_text(head, word);
        if (auto const* known = divisions_.find(key, hash)) return *known;
        std::vector<Division> found = hyphenator_.divide(word, language, limits);
        return *divisions_.insert(key, hash, [&](base::Arena& arena, std::string_view) {
            std::vector<HyphenationPoint> points;
            for (Division const& division : found) {
                points.push_back(division.point);
                points.back().before = arena.copy(division.before);
                points.back().after = arena.copy(division.after);
            }
            return std::span<HyphenationPoint const>(arena.copy(std::span<HyphenationPoint const>(points)));
        });
    }

    std::string to_upper(std::string_view text, base::Name language) override {
        return upper_case(text, language.view());
    }
    std::string to_lower(std::string_view text, base::Name language) override {
        return lower_case(text, language.view());
    }
    std::string capitalize(std::string_view text, base::Name language) override {
        return capitalized(text, language.view());
    }

    std::vector<io::ResourcePtr> resources() const override {
        std::vector<io::ResourcePtr> files = store_.resources();
        for (auto const& file : hyphenator_.resources()) files.push_back(file);
        std::sort(files.begin(), files.end(), [](auto const& a, auto const& b) { return a->name < b->name; });
        return files;
    }
    base::Diagnostics take_diagnostics() override { return findings_.take(); }

private:
    ShapedWord const* shape_new(TextCache<ShapedWord>::Key key, std::uint64_t hash, FontId font, Direction direction) {
        thread_local ShapeResult result;
        shape_text(store_[font], direction, key.text, result);
        for (char32_t character : result.missing) findings_.missing(character, {store_[font].face->source().family}, 0);
        return words_.insert(key, hash, [&](base::Arena& arena, std::string_view text) {
            ShapedWord word;
            word.font = font;
            word.direction = direction;
            word.width = result.width;
            word.glyphs = arena.copy(std::span<Glyph const>(result.glyphs));
            word.text = text;
            word.missing = !result.missing.empty();
            return word;
        });
    }

    Findings findings_;
    FontStore store_;
    FontChooser chooser_;
    Itemiser itemiser_;
    Hyphenator hyphenator_;
    TextCache<ShapedWord> words_;
    TextCache<std::span<HyphenationPoint const>> divisions_;
};

}  // namespace

std::unique_ptr<TextEngine> make_text_engine(TextEngineInput input, base::StageContext const&) {
    return std::make_unique<Engine>(std::move(input));
}

}  // namespace octavo::text
