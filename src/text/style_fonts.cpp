#include "text/style_fonts.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

namespace octavo::text {
namespace {

std::string serialised(TextStyle const& style) {
    std::string key = fmt::format("{}/{}/{}/{}/{}{}/{}/{}", style.size, style.weight, style.stretch,
                                  static_cast<int>(style.slant), style.kerning ? 'k' : '-',
                                  style.small_caps ? 'c' : '-', style.language.number(), style.letter_spacing);
    for (base::Name family : style.families) key += fmt::format(";{}", family.number());
    for (Feature feature : style.features) key += fmt::format(",{}={}", feature.tag, feature.value);
    return key;
}

FaceWish wish_of(TextStyle const& style) { return {style.weight, style.stretch, style.slant, style.size}; }

bool in_ranges(CharacterRanges const* ranges, char32_t c) {
    if (ranges == nullptr || ranges->empty()) return true;
    return std::any_of(ranges->begin(), ranges->end(),
                       [&](auto range) { return c >= range.first && c <= range.second; });
}

Genre genre_of(std::vector<base::Name> const& families) {
    for (base::Name family : families) {
        std::string_view name = family.view();
        if (name.find("mono") != std::string_view::npos || name.find("Mono") != std::string_view::npos)
            return Genre::monospace;
        if (name == "sans-serif" || name == "system-ui" || name.find("Sans") != std::string_view::npos)
            return Genre::sans_serif;
        if (name == "serif") return Genre::serif;
    }
    return Genre::serif;
}

std::string joined(std::vector<base::Name> const& families) {
    std::string text;
    for (base::Name family : families) {
        if (!text.empty()) text += ", ";
        text += family.view();
    }
    return text.empty() ? "none" : text;
}

/// Base and marks put together as far as Unicode has characters for it: HarfBuzz does the same when the font lacks a
/// mark.
std::u32string composed(std::u32string_view cluster) {
    UErrorCode status = U_ZERO_ERROR;
    UNormalizer2 const* nfc = unorm2_getNFCInstance(&status);
    std::u32string text;
    for (char32_t c : cluster) {
        UChar32 pair = text.size() == 1
                           ? unorm2_composePair(nfc, static_cast<UChar32>(text[0]), static_cast<UChar32>(c))
                           : U_SENTINEL;
        if (pair >= 0)
            text[0] = static_cast<char32_t>(pair);
        else
            text.push_back(c);
    }
    return text;
}

bool is_generic(std::string_view name) { return !generic_families(name, "en").empty(); }

}  // namespace

CharacterRanges parsed_unicode_range(std::string_view text) {
    CharacterRanges ranges;
    while (!text.empty()) {
        std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        while (!part.empty() && (part.front() == ' ' || part.front() == '\t' || part.front() == '\n'))
            part.remove_prefix(1);
        while (!part.empty() && (part.back() == ' ' || part.back() == '\t' || part.back() == '\n'))
            part.remove_suffix(1);
        if (part.size() < 3 || (part[0] != 'U' && part[0] != 'u') || part[1] != '+') continue;
        part.remove_prefix(2);
        std::size_t dash = part.find('-');
        std::string low(part.substr(0, dash)), high(dash == std::string_view::npos ? part : part.substr(dash + 1));
        std::replace(low.begin(), low.end(), '?', '0');
        std::replace(high.begin(), high.end(), '?', 'F');
        std::uint32_t first = 0, last = 0;
        auto read = [](std::string const& digits, std::uint32_t& value) {
            auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
            return error == std::errc() && stop == digits.data() + digits.size();
        };
        if (read(low, first) && read(high, last) && first <= last && last <= 0x10FFFF) ranges.emplace_back(first, last);
    }
    return ranges;
}

FontChooser::FontChooser(FontStore& store, Findings& findings, std::vector<DeclaredFace> declared)
    : store_(store), findings_(findings), declared_(std::move(declared)) {
    load_declared();
}

void FontChooser::load_declared() {
    for (DeclaredFace const& face : declared_) {
        FaceId id;
        for (io::ResourcePtr const& file : face.files) {
            if (!file) continue;
            id = store_.declared_face(file);
            if (id.valid()) break;
        }
        if (!id.valid() && face.files.empty() && !face.local.empty())
            if (auto index = store_.catalogue().named(face.local); index >= 0)
                id = store_.system_face(static_cast<std::uint32_t>(index),
                                        {face.weight_low, 1000, face.slant, 12 * base::point});
        if (!id.valid())
            findings_.add(base::Code::text_missing_font, base::Severity::warning,
                          fmt::format("no file of @font-face \"{}\" can be read as a font", face.family.view()),
                          "TrueType, OpenType, WOFF and WOFF2 are read", face.where);
        auto number = static_cast<std::int32_t>(declared_faces_.size());
        declared_faces_.push_back(id);
        declared_traits_.push_back({face.weight_low, face.weight_high, 1000, 1000, face.slant, 0, 0});
        declared_ranges_.push_back(parsed_unicode_range(face.unicode_range));
        if (id.valid()) declared_families_[folded_family(face.family.view())].push_back(number);
    }
}

TextStyleId FontChooser::intern(TextStyle const& style) {
    std::string key = serialised(style);
    std::lock_guard lock(mutex_);
    if (auto found = styles_by_key_.find(key); found != styles_by_key_.end()) return found->second;
    auto fonts = std::make_unique<StyleFonts>();
    fonts->style = style;
    resolve(*fonts);
    TextStyleId id(styles_.push(std::move(fonts)));
    styles_by_key_.emplace(std::move(key), id);
    return id;
}

/// The face of each family that exists, best first; the first that can be opened is the primary.
void FontChooser::resolve(StyleFonts& fonts) {
    TextStyle const& style = fonts.style;
    FaceWish wish = wish_of(style);
    fonts.genre = genre_of(style.families);
    fonts.script = script_of_language(style.language.view());
    std::vector<std::string_view> absent;
    for (base::Name family : style.families) {
        std::size_t before = fonts.own.size();
        add_family(fonts.own, family.view(), wish);
        // A generic name stands for one family (CSS Fonts 4 §2.1.2): other scripts have fallbacks of their own.
        for (auto const& name : generic_families(family.view(), style.language.view()))
            if (fonts.own.size() == before) add_family(fonts.own, name, wish);
        if (fonts.own.size() == before && !is_known(family.view())) absent.push_back(family.view());
    }
    for (auto const& name : generic_families("serif", style.language.view()))
        if (fonts.own.empty()) add_family(fonts.own, name, wish);
    if (fonts.own.empty() && !store_.catalogue().faces().empty()) fonts.own.push_back({.installed = 0});
    auto first = std::find_if(fonts.own.begin(), fonts.own.end(),
                              [&](Choice& choice) { return in_ranges(choice.ranges, U' ') && open(choice, wish); });
    Choice none;
    none.face = store_.empty_face();
    Choice const& chosen = first == fonts.own.end() ? none : *first;
    fonts.primary = font_of(fonts, chosen, fonts.script, 0);
    fonts.plain_font = fonts.script == USCRIPT_LATIN ? fonts.primary : font_of(fonts, chosen, USCRIPT_LATIN, 0);
    bool all_characters = chosen.ranges == nullptr || chosen.ranges->empty();
    Face const& face = store_.face(chosen.face);
    bool scaled_capitals = style.small_caps && !face.has_feature(HB_TAG('s', 'm', 'c', 'p'), HB_SCRIPT_LATIN);
    if (all_characters && !scaled_capitals && first == fonts.own.begin()) fonts.plain = &face.plain();
    for (std::string_view name : absent)
        findings_.add(base::Code::text_missing_font, base::Severity::warning,
                      fmt::format("no font family \"{}\"", name),
                      fmt::format("tried: {}; {} is used", joined(style.families),
                                  face.source().family.empty() ? "nothing" : face.source().family));
    report_synthesis(fonts, chosen);
}

/// The family exists, or is a generic one: it is not missing when an earlier name led to the same face.
bool FontChooser::is_known(std::string_view name) const {
    return is_generic(name) || declared_families_.contains(folded_family(name)) ||
           !store_.catalogue().family(name).empty();
}

void FontChooser::add_family(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish) {
    add_declared(choices, name, wish);
    add_installed(choices, name, wish);
}

/// Faces of one declared family differ by unicode-range as well: all that are as good as the best, the last declared
/// first.
bool FontChooser::add_declared(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish) {
    auto family = declared_families_.find(folded_family(name));
    if (family == declared_families_.end()) return false;
    std::vector<FaceTraits> traits;
    for (std::int32_t member : family->second) traits.push_back(declared_traits_[static_cast<std::size_t>(member)]);
    FaceTraits const best = traits[best_face(traits, wish)];
    for (std::size_t i = traits.size(); i-- > 0;) {
        if (traits[i].slant != best.slant || traits[i].weight_low != best.weight_low ||
            traits[i].weight_high != best.weight_high)
            continue;
        auto member = static_cast<std::size_t>(family->second[i]);
        Choice choice;
        choice.declared = family->second[i];
        choice.face = declared_faces_[member];
        choice.embolden = needs_emboldening(best, wish);
        choice.slant = needs_slanting(best, wish);
        choice.ranges = &declared_ranges_[member];
        choices.push_back(choice);
    }
    return true;
}

bool FontChooser::add_installed(std::vector<Choice>& choices, std::string_view name, FaceWish const& wish) {
    FontCatalogue const& catalogue = store_.catalogue();
    auto members = catalogue.family(name);
    if (members.empty()) return false;
    std::vector<FaceTraits> traits;
    for (std::uint32_t member : members) traits.push_back(catalogue.faces()[member].traits);
    std::size_t best = best_face(traits, wish);
    Choice choice;
    choice.installed = members[best];
    choice.embolden = needs_emboldening(traits[best], wish);
    choice.slant = needs_slanting(traits[best], wish);
    bool known = std::any_of(choices.begin(), choices.end(),
                             [&](Choice const& other) { return other.installed == choice.installed; });
    if (!known) choices.push_back(choice);
    return true;
}

bool FontChooser::open(Choice& choice, FaceWish const& wish) {
    if (choice.face.valid()) return true;
    if (choice.unreadable || choice.installed < 0) return false;
    choice.face = store_.system_face(static_cast<std::uint32_t>(choice.installed), wish);
    choice.unreadable = !choice.face.valid();
    return choice.face.valid();
}

bool FontChooser::covers(Choice& choice, char32_t c, FaceWish const& wish) {
    if (choice.unreadable || !in_ranges(choice.ranges, c)) return false;
    if (choice.face.valid()) return store_.face(choice.face).can_set(c);
    return store_.catalogue().covers(static_cast<std::uint32_t>(choice.installed), c) && open(choice, wish);
}

FontId FontChooser::font_of(StyleFonts const& fonts, Choice const& choice, UScriptCode script, char32_t character) {
    FontKey key;
    key.face = choice.face;
    key.size = fonts.style.size;
    key.features = fonts.style.features;
    key.language = fonts.style.language;
    key.letter_spacing = fonts.style.letter_spacing;
    key.script = script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN
                     ? HB_SCRIPT_LATIN
                     : hb_script_from_string(uscript_getShortName(script), 4);
    key.kerning = fonts.style.kerning;
    key.embolden = choice.embolden;
    key.slant = choice.slant;
    if (fonts.style.small_caps) {
        hb_tag_t smcp = HB_TAG('s', 'm', 'c', 'p');
        if (store_.face(choice.face).has_feature(smcp, key.script)) {
            if (std::none_of(key.features.begin(), key.features.end(), [&](Feature f) { return f.tag == smcp; }))
                key.features.push_back({smcp, 1});
        } else if (character != 0 &&
                   u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_CHANGES_WHEN_UPPERCASED)) {
            key.capitals = true;
            findings_.add(base::Code::text_synthetic_style, base::Severity::note,
                          fmt::format("\"{}\" has no small capitals: scaled capitals stand for them",
                                      store_.face(choice.face).source().family),
                          "name a family that has them (feature smcp)");
        }
    }
    return store_.font(key);
}

std::vector<Choice>& FontChooser::fallbacks_of(StyleFonts& fonts, UScriptCode script) {
    auto [slot, fresh] = fonts.fallbacks.try_emplace(script);
    if (fresh)
        for (auto const& name : fallback_families(script, fonts.style.language.view(), fonts.genre))
            add_installed(slot->second, name, wish_of(fonts.style));
    return slot->second;
}

void FontChooser::report_synthesis(StyleFonts const& fonts, Choice const& choice) {
    if (!choice.embolden && !choice.slant) return;
    char const* what = choice.embolden && choice.slant ? "bold italic" : choice.embolden ? "bold" : "italic";
    char const* how = choice.embolden && choice.slant ? "thickened and slanted"
                      : choice.embolden               ? "thickened"
                                                      : "slanted";
    findings_.add(base::Code::text_synthetic_style, base::Severity::warning,
                  fmt::format("\"{}\" has no {} face: it is {} artificially", store_.face(choice.face).source().family,
                              what, how),
                  fmt::format("font-family: {}", joined(fonts.style.families)));
}

/// Called with the style's lock held.
FontId FontChooser::find(StyleFonts& fonts, std::u32string_view cluster, UScriptCode script) {
    FaceWish wish = wish_of(fonts.style);
    auto try_all = [&](std::vector<Choice>& choices) -> FontId {
        for (Choice& choice : choices) {
            auto sets = [&](std::u32string_view text) {
                return std::all_of(text.begin(), text.end(),
                                   [&](char32_t c) { return needs_no_glyph(c) || covers(choice, c, wish); });
            };
            if (!sets(cluster) && !(cluster.size() > 1 && sets(composed(cluster)))) continue;
            if (!open(choice, wish)) continue;
            report_synthesis(fonts, choice);
            return font_of(fonts, choice, script, cluster.front());
        }
        return {};
    };
    if (FontId own = try_all(fonts.own); own.valid()) return own;
    if (FontId other = try_all(fallbacks_of(fonts, script)); other.valid()) return other;
    // Any installed face, in the catalogue's order: upright, regular ones of the wished kind come out of best_face.
    FontCatalogue const& catalogue = store_.catalogue();
    std::vector<Choice> found;
    std::vector<FaceTraits> traits;
    for (std::uint32_t i = 0; i < catalogue.faces().size(); ++i) {
        if (!std::all_of(cluster.begin(), cluster.end(),
                         [&](char32_t c) { return needs_no_glyph(c) || catalogue.covers(i, c); }))
            continue;
        found.push_back({.installed = i});
        traits.push_back(catalogue.faces()[i].traits);
    }
    if (found.empty()) return {};
    std::vector<Choice> best{found[best_face(traits, wish)]};
    return try_all(best);
}

FontId FontChooser::font_for(TextStyleId style, char32_t character, UScriptCode script) {
    StyleFonts& fonts = styles_[style.value];
    std::uint64_t key = (static_cast<std::uint64_t>(script) << 32) | character;
    {
        std::shared_lock lock(fonts.mutex);
        if (auto found = fonts.by_character.find(key); found != fonts.by_character.end()) return found->second;
    }
    std::unique_lock lock(fonts.mutex);
    FontId font = find(fonts, std::u32string_view(&character, 1), script);
    fonts.by_character.emplace(key, font);
    return font;
}

FontId FontChooser::font_for_cluster(TextStyleId style, std::u32string_view cluster, UScriptCode script) {
    FontId of_base = font_for(style, cluster.front(), script);
    if (cluster.size() == 1 || (of_base.valid() && can_set(of_base, cluster))) return of_base;
    StyleFonts& fonts = styles_[style.value];
    std::unique_lock lock(fonts.mutex);
    FontId whole = find(fonts, cluster, script);
    return whole.valid() ? whole : of_base;
}

bool FontChooser::can_set(FontId font, std::u32string_view cluster) const {
    Face const& face = *store_[font].face;
    auto sets = [&](std::u32string_view text) {
        return std::all_of(text.begin(), text.end(), [&](char32_t c) { return face.can_set(c); });
    };
    return sets(cluster) || (cluster.size() > 1 && sets(composed(cluster)));
}

void FontChooser::report_missing(TextStyleId style, char32_t character, UScriptCode script) {
    StyleFonts& fonts = styles_[style.value];
    std::vector<std::string> tried;
    for (base::Name family : fonts.style.families)
        if (!is_generic(family.view())) tried.emplace_back(family.view());
    std::unique_lock lock(fonts.mutex);
    for (Choice const& choice : fallbacks_of(fonts, script))
        tried.push_back(store_.catalogue().faces()[static_cast<std::size_t>(choice.installed)].families.front());
    findings_.missing(character, tried, 1);
}

}  // namespace octavo::text
