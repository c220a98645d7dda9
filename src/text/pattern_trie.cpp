#include "text/pattern_trie.h"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

[[nodiscard]] std::uint64_t edge_key(std::uint32_t node, char32_t letter) {
    return (std::uint64_t{node} << 21 | letter) + 1;
}
[[nodiscard]] std::size_t edge_hash(std::uint64_t key) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 24);
}

[[nodiscard]] std::u32string decoded_utf8(std::string_view text) {
    std::u32string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        Decoded next = decode_at(text, at);
        result.push_back(next.character);
        at += next.length;
    }
    return result;
}

/// The text in the encoding that the file's first line names; empty when ICU does not know it.
[[nodiscard]] std::u32string decoded_as(std::string const& encoding, std::string_view text) {
    if (encoding == "UTF-8" || encoding == "utf-8") return decoded_utf8(text);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(encoding.c_str(), &status));
    if (U_FAILURE(status) || ucnv_getMaxCharSize(converter.get()) != 1) return {};
    std::u32string table;
    for (int byte = 0; byte < 256; ++byte) {
        char one = static_cast<char>(static_cast<unsigned char>(byte));
        UChar unit[4] = {};
        status = U_ZERO_ERROR;
        ucnv_toUChars(converter.get(), unit, 4, &one, 1, &status);
        table.push_back(unit[0]);
    }
    std::u32string result;
    result.reserve(text.size());
    for (char c : text) result.push_back(table[static_cast<unsigned char>(c)]);
    return result;
}

[[nodiscard]] bool is_value(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace

bool PatternTrie::load(std::string_view file) {
    std::size_t end = file.find('\n');
    if (end == std::string_view::npos) return false;
    std::string encoding(file.substr(0, end));
    while (!encoding.empty() && (encoding.back() == '\r' || encoding.back() == ' ')) encoding.pop_back();
    std::u32string text = decoded_as(encoding, file.substr(end + 1));
    if (text.empty()) return false;
    std::u32string_view rest = text;
    while (!rest.empty()) {
        std::size_t stop = std::min(rest.find(U'\n'), rest.size());
        std::u32string_view line = rest.substr(0, stop);
        rest.remove_prefix(std::min(stop + 1, rest.size()));
        while (!line.empty() && is_white_space(line.back())) line.remove_suffix(1);
        if (!add_line(line)) return false;
    }
    return nodes_.size() > 1;
}

bool PatternTrie::add_line(std::u32string_view line) {
    if (line.empty() || line[0] == U'%' || line[0] == U'#') return true;
    bool is_option = false;
    if (!add_option(line, is_option)) return false;
    if (is_option) return true;
    // A change of spelling, or TeX's notation of bytes: libhyphen's affair.
    if (line.find(U'/') != std::u32string_view::npos || line.find(U"^^") != std::u32string_view::npos) return false;
    (parts_ ? *parts_ : *this).add_pattern(line);
    return true;
}

bool PatternTrie::add_option(std::u32string_view line, bool& is_option) {
    auto starts = [&](std::u32string_view word) { return line.starts_with(word); };
    is_option = starts(U"LEFTHYPHENMIN") || starts(U"RIGHTHYPHENMIN") || starts(U"COMPOUND") || starts(U"NOHYPHEN") ||
                starts(U"NEXTLEVEL");
    if (!is_option) return true;
    auto number = [&] {
        std::uint8_t value = 0;
        for (char32_t c : line)
            if (is_value(c)) value = static_cast<std::uint8_t>((value * 10 + (c - U'0')) % 100);
        return value;
    };
    if (starts(U"LEFTHYPHENMIN")) before_ = number();
    if (starts(U"RIGHTHYPHENMIN")) after_ = number();
    if (starts(U"COMPOUNDLEFTHYPHENMIN")) after_joint_ = number();
    if (starts(U"COMPOUNDRIGHTHYPHENMIN")) before_joint_ = number();
    if (!starts(U"NEXTLEVEL") || nodes_.size() == 1) return true;  // an empty level is none
    if (parts_) return false;
    parts_ = std::make_unique<PatternTrie>();
    return true;
}

void PatternTrie::add_pattern(std::u32string_view line) {
    std::uint32_t node = 0;
    std::vector<std::uint8_t> values(1, 0);
    for (char32_t c : line) {
        if (is_value(c)) {
            values.back() = static_cast<std::uint8_t>(c - U'0');
        } else {
            node = extend(node, c);
            values.push_back(0);
        }
    }
    if (node == 0) return;
    nodes_[node] = {static_cast<std::uint32_t>(values_.size()) + 1, static_cast<std::uint32_t>(values.size())};
    values_.insert(values_.end(), values.begin(), values.end());
}

std::uint32_t PatternTrie::follow(std::uint32_t node, char32_t letter) const {
    std::uint64_t key = edge_key(node, letter);
    std::size_t mask = edges_.size() - 1;
    for (std::size_t i = edge_hash(key) & mask; edges_[i].key != 0; i = (i + 1) & mask)
        if (edges_[i].key == key) return edges_[i].target;
    return 0;
}

std::uint32_t PatternTrie::extend(std::uint32_t node, char32_t letter) {
    if (std::uint32_t known = follow(node, letter); known != 0) return known;
    if (++edge_count_ * 2 > edges_.size()) grow();
    auto target = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    std::uint64_t key = edge_key(node, letter);
    std::size_t mask = edges_.size() - 1, i = edge_hash(key) & mask;
    while (edges_[i].key != 0) i = (i + 1) & mask;
    edges_[i] = {key, target};
    return target;
}

void PatternTrie::grow() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    std::size_t mask = edges_.size() - 1;
    for (Edge const& edge : old) {
        if (edge.key == 0) continue;
        std::size_t i = edge_hash(edge.key) & mask;
        while (edges_[i].key != 0) i = (i + 1) & mask;
        edges_[i] = edge;
    }
}

void PatternTrie::values(std::u32string_view word, std::vector<std::uint8_t>& values) const {
    own_values(word, values);
    if (!parts_) return;
    std::vector<std::uint8_t> inner;
    for (std::size_t begin = 0; begin < word.size();) {
        std::size_t end = begin + 1;
        while (end < word.size() && (values[end - 1] & 1) == 0) ++end;
        parts_->own_values(word.substr(begin, end - begin), inner);
        for (std::size_t i = begin; i + 1 < end; ++i) {
            bool near_joint =
                (begin > 0 && i + 1 - begin < after_joint_) || (end < word.size() && end - i - 1 < before_joint_);
            values[i] = near_joint ? std::uint8_t{0} : inner[i - begin];
        }
        begin = end;
    }
}

void PatternTrie::own_values(std::u32string_view word, std::vector<std::uint8_t>& values) const {
    values.assign(word.size(), 0);
    std::size_t padded = word.size() + 2;  // a full stop stands for either end of the word
    auto letter = [&](std::size_t i) { return i == 0 || i + 1 == padded ? U'.' : word[i - 1]; };
    for (std::size_t start = 0; start < padded; ++start) {
        std::uint32_t node = 0;
        for (std::size_t at = start; at < padded; ++at) {
            node = follow(node, letter(at));
            if (node == 0) break;
            Node const& found = nodes_[node];
            if (found.values == 0) continue;
            // Value k of the pattern stands before padded letter start + k: after the word's letter start + k − 2.
            for (std::size_t k = 0; k < found.length; ++k) {
                std::size_t place = start + k;
                if (place < 2 || place - 2 >= word.size()) continue;
                values[place - 2] = std::max(values[place - 2], values_[found.values - 1 + k]);
            }
        }
    }
}

}  // namespace octavo::text
