#include "text/hyphenator.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "text/pattern_trie.h"
#include "text/unicode.h"

namespace octavo::text {
namespace {

constexpr char const* folder = "/usr/share/hyphen/hyph_";
constexpr char32_t soft_hyphen = 0xAD;

struct RegionRow {
    char const *language, *region;
};
/// The country whose spelling a language's file name carries when the language alone has no file of its own.
constexpr RegionRow default_regions[] = {
    {"af", "ZA"}, {"be", "BY"}, {"bg", "BG"}, {"ca", "ES"}, {"cs", "CZ"}, {"da", "DK"}, {"de", "DE"}, {"el", "GR"},
    {"en", "US"}, {"es", "ES"}, {"et", "EE"}, {"fr", "FR"}, {"gl", "ES"}, {"hr", "HR"}, {"hu", "HU"}, {"id", "ID"},
    {"is", "IS"}, {"it", "IT"}, {"lt", "LT"}, {"lv", "LV"}, {"nb", "NO"}, {"nl", "NL"}, {"nn", "NO"}, {"no", "NO"},
    {"pl", "PL"}, {"pt", "PT"}, {"ro", "RO"}, {"ru", "RU"}, {"sk", "SK"}, {"sl", "SI"}, {"sq", "AL"}, {"sr", "RS"},
    {"sv", "SE"}, {"th", "TH"}, {"uk", "UA"}, {"zu", "ZA"},
};

struct DictCloser {
    void operator()(HyphenDict* dict) const { hnj_hyphen_free(dict); }
};
struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

struct Letter {
    char32_t folded = 0;       ///< as the patterns want it
    std::uint32_t offset = 0;  ///< in the word's bytes
};

[[nodiscard]] bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == 0x02BC; }
/// A letter for readers: limits count these, and divisions stand between two of them.
[[nodiscard]] bool counts(char32_t c) { return !is_apostrophe(c) && !is_mark(c) && c != 0x200C && c != 0x200D; }
[[nodiscard]] bool joins_parts(char32_t c) {
    return c == U'-' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014 || c == U'/';
}

[[nodiscard]] char32_t lower(char32_t c, bool turkic) {
    if (turkic && c == U'I') return 0x131;
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

/// What stands between the first and last letters of a run without hyphens: [first, last) of the letters.
struct Part {
    std::size_t first = 0, last = 0;
};

}  // namespace

/// One pattern file.
class Patterns {
public:
    explicit Patterns(io::ResourcePtr const& file) {
        plain_ = trie_.load(file->bytes);
        if (plain_) return;
        // Read from the bytes that were digested, not from the path again.
        std::unique_ptr<std::FILE, FileCloser> stream(
            fmemopen(const_cast<char*>(file->bytes.data()), file->bytes.size(), "r"));
        if (stream) dict_.reset(hnj_hyphen_load_file(stream.get()));
        if (!dict_ || dict_->utf8) return;
        UErrorCode status = U_ZERO_ERROR;
        converter_.reset(ucnv_open(dict_->cset, &status));
        if (U_FAILURE(status)) dict_.reset();
    }
    [[nodiscard]] bool usable() const { return plain_ || dict_ != nullptr; }

    /// Divisions of one part, whose points have offsets in the whole word.
    void divide(std::vector<Letter> const& letters, Part part, std::uint32_t end, HyphenationLimits limits,
                std::vector<Division>& out) const;

private:
    void divide_by_trie(std::vector<Letter> const& letters, Part part, HyphenationLimits limits,
                        std::vector<Division>& out) const;
    [[nodiscard]] std::string encoded(std::vector<Letter> const& letters, Part part) const;
    [[nodiscard]] std::string decoded(std::string_view bytes) const;

    PatternTrie trie_;
    bool plain_ = false;  // the trie holds the file; else libhyphen does
    std::unique_ptr<HyphenDict, DictCloser> dict_;
    std::unique_ptr<UConverter, ConverterCloser> converter_;  // null: UTF-8; cloned before use
};

/// The word in the patterns' encoding, a byte a letter unless that is UTF-8; empty when it cannot be written in it.
std::string Patterns::encoded(std::vector<Letter> const& letters, Part part) const {
    std::string word;
    if (!converter_) {
        for (std::size_t i = part.first; i < part.last; ++i) append_utf8(word, letters[i].folded);
        return word;
    }
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_clone(converter_.get(), &status));
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    for (std::size_t i = part.first; i < part.last; ++i) {
        if (letters[i].folded > 0xFFFF) return {};
        auto unit = static_cast<UChar>(letters[i].folded);
        char byte = 0;
        int32_t length = ucnv_fromUChars(converter.get(), &byte, 1, &unit, 1, &status);
        if (U_FAILURE(status) || length != 1) return {};
        status = U_ZERO_ERROR;
        word.push_back(byte);
    }
    return word;
}

std::string Patterns::decoded(std::string_view bytes) const {
    if (!converter_) return std::string(bytes);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_clone(converter_.get(), &status));
    std::string text;
    for (char byte : bytes) {
        std::array<UChar, 2> unit{};
        ucnv_toUChars(converter.get(), unit.data(), 2, &byte, 1, &status);
        append_utf8(text, U_SUCCESS(status) ? unit[0] : U'?');
        status = U_ZERO_ERROR;
    }
    return text;
}

void Patterns::divide(std::vector<Letter> const& letters, Part part, std::uint32_t end, HyphenationLimits limits,
                      std::vector<Division>& out) const {
    if (plain_) return divide_by_trie(letters, part, limits, out);
    std::string word = encoded(letters, part);
    if (word.empty()) return;
    auto size = static_cast<int>(word.size());
    std::string marks(word.size() + 5, '\0');
    char** replacements = nullptr;
    int *positions = nullptr, *cuts = nullptr;
    int failed = hnj_hyphen_hyphenate3(dict_.get(), word.c_str(), size, marks.data(), nullptr, &replacements,
                                       &positions, &cuts, limits.before, limits.after, limits.before, limits.after);
    std::size_t count = part.last - part.first;
    auto offset_of = [&](std::size_t letter) {
        return part.first + letter < letters.size() ? letters[part.first + letter].offset : end;
    };
    for (std::size_t i = 0; failed == 0 && i + 1 < count; ++i) {
        if ((marks[i] & 1) == 0) continue;
        std::size_t before = i + 1, after = count - before;
        // Apostrophes count as letters for libhyphen, not for readers.
        if (before < limits.before || after < limits.after) continue;
        if (is_apostrophe(letters[part.first + i].folded) || is_apostrophe(letters[part.first + i + 1].folded))
            continue;
        Division division;
        division.point.offset = static_cast<std::uint16_t>(offset_of(before));
        division.point.quality = before < 3 || after < 3 ? 1 : 0;
        if (replacements != nullptr && replacements[i] != nullptr) {
            std::string text = decoded(replacements[i]);
            std::size_t equals = text.find('=');
            // libhyphen counts from the division back: `position` letters before it the change begins, `cut` letters
            // long.
            auto begin = static_cast<std::ptrdiff_t>(before) - positions[i];
            auto stop = begin + cuts[i];
            if (equals == std::string::npos || begin < 0 || stop > static_cast<std::ptrdiff_t>(count)) continue;
            division.point.from = static_cast<std::uint16_t>(offset_of(static_cast<std::size_t>(begin)));
            division.point.cut =
                static_cast<std::uint16_t>(offset_of(static_cast<std::size_t>(stop)) - division.point.from);
            division.before = text.substr(0, equals);
            division.after = text.substr(equals + 1);
        }
        out.push_back(std::move(division));
    }
    for (int i = 0; replacements != nullptr && i < size; ++i) std::free(replacements[i]);
    std::free(replacements);
    std::free(positions);
    std::free(cuts);
}

void Patterns::divide_by_trie(std::vector<Letter> const& letters, Part part, HyphenationLimits limits,
                              std::vector<Division>& out) const {
    std::u32string word;
    for (std::size_t i = part.first; i < part.last; ++i) word.push_back(letters[i].folded);
    std::vector<std::uint8_t> values;
    trie_.values(word, values);
    auto total =
        static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char32_t c) { return counts(c); }));
    std::size_t least_before = std::max({limits.before, trie_.before(), std::uint8_t{1}});
    std::size_t least_after = std::max({limits.after, trie_.after(), std::uint8_t{1}});
    std::size_t before = 0;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
        if (counts(word[i])) ++before;
        if ((values[i] & 1) == 0 || before < least_before || total - before < least_after) continue;
        if (!counts(word[i]) || !counts(word[i + 1])) continue;
        Division division;
        division.point.offset = static_cast<std::uint16_t>(letters[part.first + i + 1].offset);
        division.point.quality = before < 3 || total - before < 3 ? 1 : 0;
        out.push_back(std::move(division));
    }
}

std::vector<std::string> pattern_files(std::string_view language) {
    std::vector<std::string> subtags;
    for (std::size_t at = 0; at <= language.size();) {
        std::size_t dash = std::min(language.find('-', at), language.size());
        subtags.emplace_back(language.substr(at, dash - at));
        at = dash + 1;
    }
    std::string base = subtags.empty() ? std::string() : subtags[0];
    std::transform(base.begin(), base.end(), base.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    bool plain = !base.empty() && std::all_of(language.begin(), language.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain) return {};
    std::vector<std::string> files;
    auto add = [&](std::string const& name) {
        std::string file = folder + name + ".dic";
        if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(std::move(file));
    };
    std::string script, region;
    for (std::size_t i = 1; i < subtags.size(); ++i) {
        std::string tag = subtags[i];
        if (tag.size() == 1) break;  // extensions and private use
        if (tag.size() == 4 && !(tag[0] >= '0' && tag[0] <= '9'))
            script = tag;
        else if (tag.size() == 2 || (tag.size() == 3 && tag[0] >= '0' && tag[0] <= '9')) {
            std::transform(tag.begin(), tag.end(), tag.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
            region = tag;
        } else {
            add(base + "_" + tag);  // a variant: de-1901
        }
    }
    if (!script.empty() && !region.empty()) add(base + "_" + script + "_" + region);
    if (!region.empty()) add(base + "_" + region);
    if (!script.empty()) add(base + "_" + script);
    add(base);
    for (RegionRow const& row : default_regions)
        if (base == row.language) add(base + "_" + row.region);
    if (base == "no" || base == "nn") add("nb_NO");
    if (base == "grc") add("el_GR");
    return files;
}

Hyphenator::Hyphenator(io::Workspace& workspace, Findings& findings) : workspace_(workspace), findings_(findings) {}
Hyphenator::~Hyphenator() = default;

Patterns const* Hyphenator::patterns_for(base::Name language) {
    std::lock_guard lock(mutex_);
    if (auto known = by_language_.find(language.number()); known != by_language_.end()) return known->second;
    Patterns const* found = nullptr;
    for (std::string const& path : pattern_files(language.view())) {
        auto [slot, fresh] = by_file_.try_emplace(path);
        if (fresh) {
            auto file = workspace_.read_system(path);
            if (!file) continue;
            slot->second = std::make_unique<Patterns>(*file);
            if (slot->second->usable()) files_.emplace((*file)->name, *file);
        }
        if (slot->second == nullptr || !slot->second->usable()) continue;
        found = slot->second.get();
        break;
    }
    if (found == nullptr && !language.empty())
        findings_.add(base::Code::text_no_patterns, base::Severity::note,
                      fmt::format("no hyphenation patterns for \"{}\"", language.view()),
                      "words are divided at soft hyphens only; install Debian's package hyphen-… for the language");
    by_language_.emplace(language.number(), found);
    return found;
}

std::vector<Division> Hyphenator::divide(std::string_view word, base::Name language, HyphenationLimits limits) {
    constexpr std::size_t longest = 4096;  // bytes; what is longer is no word, and offsets are 16 bits
    std::vector<Division> divisions;
    if (word.size() > longest) return divisions;
    bool turkic = language.view().starts_with("tr") || language.view().starts_with("az");
    std::vector<Letter> letters;
    bool soft = false, joined = false;
    for (std::uint32_t at = 0; at < word.size();) {
        auto [c, length] = decode_at(word, at);
        if (c == soft_hyphen) {
            soft = true;
            bool inside = at > 0 && at + length < word.size();
            if (inside) divisions.push_back({{static_cast<std::uint16_t>(at + length), 0, 0, 0, {}, {}}, {}, {}});
        }
        joined = joined || joins_parts(c);
        letters.push_back({is_apostrophe(c) ? U'\'' : lower(c, turkic), at});
        at += length;
    }
    if (soft) return divisions;
    Patterns const* patterns = patterns_for(language);
    if (patterns == nullptr) return divisions;
    auto is_inner = [](char32_t c) {
        return is_letter(c) || is_mark(c) || is_apostrophe(c) || c == 0x200C || c == 0x200D;
    };
    for (std::size_t at = 0; at < letters.size();) {
        if (!is_inner(letters[at].folded)) {
            // A digit spoils the whole run it stands in: part numbers and formulae.
            ++at;
            continue;
        }
        Part part{at, at};
        bool digits = at > 0 && is_digit(letters[at - 1].folded);
        while (part.last < letters.size() && is_inner(letters[part.last].folded)) ++part.last;
        digits = digits || (part.last < letters.size() && is_digit(letters[part.last].folded));
        at = part.last;
        while (part.first < part.last && is_apostrophe(letters[part.first].folded)) ++part.first;
        while (part.last > part.first && is_apostrophe(letters[part.last - 1].folded)) --part.last;
        if (digits || part.last - part.first < limits.word) continue;
        std::size_t before = divisions.size();
        patterns->divide(letters, part, static_cast<std::uint32_t>(word.size()), limits, divisions);
        if (joined)
            for (std::size_t i = before; i < divisions.size(); ++i) divisions[i].point.quality = 2;
    }
    return divisions;
}

std::vector<io::ResourcePtr> Hyphenator::resources() const {
    std::lock_guard lock(mutex_);
    std::vector<io::ResourcePtr> files;
    for (auto const& [name, file] : files_) files.push_back(file);
    return files;
}

}  // namespace octavo::text
