#include "edition/ebook_fonts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/parallel_map.h"
#include "layout/layout.h"
#include "text/subset.h"
#include "text/unicode.h"

namespace octavo::edition {
namespace {

using dom::NodeId;
using text::FaceId;

bool is_generic(base::Name family) {
    constexpr std::array<std::string_view, 13> names{"serif",   "sans-serif", "monospace", "cursive", "fantasy",  "system-ui",  "ui-serif",
                                                     "ui-sans-serif", "ui-monospace", "ui-rounded", "math", "emoji", "fangsong"};
    return std::find(names.begin(), names.end(), family.view()) != names.end();
}

/// What of a face the book uses, and how style sheets come to it.
struct Use {
    std::set<char32_t> characters;
    std::set<std::uint32_t> features;
    std::uint16_t weight_low = 0, weight_high = 0;   ///< 0: never asked for in its own weight
    bool italic = false;
    std::set<std::string_view> families;             ///< by which it is the family's own face
    std::set<std::string_view> falls_back_for;       ///< first families of lists that do not name it
};

class Collector {
public:
    Collector(style::StyledDocument const& styled, text::TextEngine& engine) : styled_(styled), document_(styled.document()), engine_(engine) {}

    std::map<std::uint32_t, Use> collect() {
        for (NodeId node = document_.root(); node;) {
            if (document_.is_element(node)) {
                css::ComputedStyle const& style = styled_.of(node);
                if (style.box->display == css::Display::none) {
                    node = document_.next_after_subtree(node);
                    continue;
                }
                add_element(node, style);
            } else if (NodeId parent = document_.node(node).parent) {
                add(styled_.style_id(parent), document_.text(node));
            }
            node = document_.next_in_order(node);
        }
        return std::move(uses_);
    }

private:
    /// What reading systems make besides the text: numbers and signs of lists, hyphens, generated content.
    void add_element(NodeId node, css::ComputedStyle const& style) {
        if (style.box->display == css::Display::list_item) add(styled_.style_id(node), "0123456789.)(abcdefghijklmnopqrstuvwxyzIVXLCDM");
        for (style::Pseudo pseudo : {style::Pseudo::before, style::Pseudo::after}) {
            style::StyleId id = styled_.pseudo(node, pseudo);
            if (!id) continue;
            for (css::ContentItem const& item : styled_.style(id).generated->content) {
                add(id, item.text);
                if (item.kind == css::ContentItem::Kind::attribute)
                    if (auto value = document_.attribute(node, item.name)) add(id, *value);
                bool counts = item.kind == css::ContentItem::Kind::counter || item.kind == css::ContentItem::Kind::counters;
                if (counts) add(id, "0123456789abcdefghijklmnopqrstuvwxyzIVXLCDM");
            }
            for (std::string const& quote : styled_.style(id).text->quotes) add(id, quote);
        }
    }

    struct Style {
        text::TextStyle style;
        text::TextStyleId id;
        css::TextTransform transform = css::TextTransform::none;
    };
    Style const& style_of(style::StyleId id) {
        auto [place, made] = styles_.try_emplace(id.value);
        if (!made) return place->second;
        css::ComputedStyle const& computed = styled_.style(id);
        Style& style = place->second;
        style.style = layout::text_style(computed);
        style.id = engine_.intern(style.style);
        style.transform = computed.text->transform;
        // Lines are hyphenated and broken by the reading system: what stands in every font at hand.
        add_itemised(style, "0123456789-\u2010\u00AD .,;:!?()[]…“”‘’–—");
        return style;
    }

    void add(style::StyleId id, std::string_view text) {
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
        Style const& style = style_of(id);
        add_itemised(style, text);
        base::Name language = style.style.language;
        if (style.transform == css::TextTransform::uppercase) add_itemised(style, engine_.to_upper(text, language));
        if (style.transform == css::TextTransform::lowercase) add_itemised(style, engine_.to_lower(text, language));
        if (style.transform == css::TextTransform::capitalize) add_itemised(style, engine_.capitalize(text, language));
    }

    void add_itemised(Style const& style, std::string_view text) {
        runs_.clear();
        std::array spans{text::StyleSpan{0, static_cast<std::uint32_t>(text.size()), style.id, 0}};
        engine_.itemise(text, spans, text::BaseDirection::ltr, runs_);
        for (text::TextRun const& run : runs_) {
            text::FontSource const& source = engine_.font_source(run.font);
            Use& use = uses_[source.face.value];
            note_style(use, style.style, source);
            for (std::size_t at = run.begin; at < run.end;) {
                text::Decoded decoded = text::decode_at(text, at);
                if (decoded.character >= 0x20) use.characters.insert(decoded.character);
                at += decoded.length;
            }
        }
    }

    void note_style(Use& use, text::TextStyle const& style, text::FontSource const& source) {
        if (!source.embolden) {
            use.weight_low = use.weight_low == 0 ? style.weight : std::min(use.weight_low, style.weight);
            use.weight_high = std::max(use.weight_high, style.weight);
        }
        use.italic = use.italic || (!source.slant && style.slant != text::Slant::normal);
        for (text::Feature feature : style.features) use.features.insert(feature.tag);
        if (style.small_caps) use.features.insert(std::uint32_t{'s'} << 24 | 'm' << 16 | 'c' << 8 | 'p');
        std::string_view first;
        bool named = false;
        for (base::Name family : style.families) {
            if (is_generic(family)) continue;
            if (first.empty()) first = family.view();
            if (own_face(style, family) != source.face) continue;
            use.families.insert(family.view());
            named = true;
        }
        if (!named && !first.empty()) use.falls_back_for.insert(first);
    }

    /// The face that sets Latin text where this family alone is asked for.
    FaceId own_face(text::TextStyle const& style, base::Name family) {
        auto key = std::tuple(family.number(), style.weight, style.stretch, style.slant, style.size);
        auto [place, made] = own_faces_.try_emplace(key);
        if (!made) return place->second;
        text::TextStyle alone;
        alone.families = {family};
        alone.size = style.size;
        alone.weight = style.weight;
        alone.stretch = style.stretch;
        alone.slant = style.slant;
        place->second = engine_.font_source(engine_.primary_font(engine_.intern(alone))).face;
        return place->second;
    }

    style::StyledDocument const& styled_;
    dom::Document const& document_;
    text::TextEngine& engine_;
    std::map<std::uint32_t, Style> styles_;
    std::map<std::uint32_t, Use> uses_;   ///< by FaceId
    std::map<std::tuple<std::uint32_t, std::uint16_t, std::uint16_t, text::Slant, text::Length>, FaceId> own_faces_;
    std::vector<text::TextRun> runs_;
};

/// "U+20-7E, U+2014"
std::string unicode_range(std::set<char32_t> const& characters) {
    std::string out;
    for (auto at = characters.begin(); at != characters.end();) {
        char32_t first = *at, last = first;
        for (++at; at != characters.end() && *at == last + 1; ++at) last = *at;
        if (!out.empty()) out += ", ";
        out += first == last ? fmt::format("U+{:X}", static_cast<unsigned>(first))
                             : fmt::format("U+{:X}-{:X}", static_cast<unsigned>(first), static_cast<unsigned>(last));
    }
    return out;
}

std::vector<epub::EmbeddedFont::Rule> rules_of(Use const& use, text::FaceSource const& source) {
    std::vector<epub::EmbeddedFont::Rule> rules;
    epub::EmbeddedFont::Rule rule;
    rule.weight_low = use.weight_low == 0 ? std::uint16_t{400} : use.weight_low;
    rule.weight_high = use.weight_low == 0 ? std::uint16_t{400} : use.weight_high;
    if (!source.variations.empty()) rule.weight_low = 100, rule.weight_high = 900;
    rule.italic = use.italic;
    for (std::string_view family : use.families) {
        rule.family = family;
        rules.push_back(rule);
    }
    rule.unicode_range = unicode_range(use.characters);
    for (std::string_view family : use.falls_back_for) {
        if (use.families.contains(family)) continue;
        rule.family = family;
        rules.push_back(rule);
    }
    return rules;
}

}  // namespace

std::vector<epub::EmbeddedFont> fonts_to_embed(style::StyledDocument const& styled, text::TextEngine& engine, base::StageContext const& context,
                                               base::Diagnostics& diagnostics) {
    std::map<std::uint32_t, Use> uses = Collector(styled, engine).collect();
    diagnostics.merge(engine.take_diagnostics());
    struct Wanted {
        FaceId face;
        Use use;
        std::vector<epub::EmbeddedFont::Rule> rules;
    };
    std::vector<Wanted> wanted;
    for (auto& [number, use] : uses) {
        FaceId face{number};
        auto rules = rules_of(use, engine.face_source(face));
        if (!rules.empty()) wanted.push_back({face, std::move(use), std::move(rules)});
    }
    auto cut = base::parallel_map(wanted.size(), context.workers, [&](std::size_t i) {
        Use const& use = wanted[i].use;
        return text::subset_font({.face = engine.face_source(wanted[i].face),
                                  .characters = {use.characters.begin(), use.characters.end()},
                                  .features = {use.features.begin(), use.features.end()},
                                  // Every reading system takes it, those of EPUB 2 too; the archive compresses it.
                                  .format = text::SubsetFormat::opentype});
    });
    std::vector<epub::EmbeddedFont> fonts;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        text::FaceSource const& source = engine.face_source(wanted[i].face);
        if (!cut[i]) {
            base::Diagnostic refusal = cut[i].error();
            refusal.severity = base::Severity::warning;
            diagnostics.add(std::move(refusal));
            continue;
        }
        fonts.push_back({.name = source.postscript_name.empty() ? source.family : source.postscript_name,
                         .bytes = std::move(*cut[i]),
                         .rules = std::move(wanted[i].rules)});
    }
    // Faces are numbered in the order they were opened in, which is the text's: names make the order plain.
    std::stable_sort(fonts.begin(), fonts.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return fonts;
}

}  // namespace octavo::edition
