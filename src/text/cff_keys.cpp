#include "text/cff_keys.h"

#include <algorithm>
#include <map>
#include <vector>

namespace octavo::text {
namespace {

// Operators of dictionaries; those of two bytes have 12 for the first.
enum Operator : unsigned {
    font_bbox = 5, charset = 15, char_strings = 17, private_dict = 18, subrs = 19,
    charstring_type = 0x0C06, font_matrix = 0x0C07, ros = 0x0C1E, cid_count = 0x0C22, fd_array = 0x0C24, fd_select = 0x0C25,
};

struct Damaged {};

class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint32_t number(std::size_t at, unsigned size) const {
        std::uint32_t value = 0;
        for (char c : part(at, size)) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    [[nodiscard]] std::string_view part(std::size_t at, std::size_t length) const {
        if (at > bytes_.size() || length > bytes_.size() - at) throw Damaged{};
        return bytes_.substr(at, length);
    }
    /// An INDEX as a whole, with its number of objects.
    struct Index {
        std::string_view bytes;
        std::uint32_t count = 0;
        std::string_view first;   ///< object
    };
    [[nodiscard]] Index index(std::size_t at) const {
        std::uint32_t count = number(at, 2);
        if (count == 0) return {part(at, 2), 0, {}};
        unsigned size = number(at + 2, 1);
        if (size < 1 || size > 4) throw Damaged{};
        std::size_t data = at + 3 + std::size_t{count + 1} * size - 1;   // offsets count from 1
        std::uint32_t begin = number(at + 3, size), next = number(at + 3 + size, size), end = number(at + 3 + std::size_t{count} * size, size);
        if (begin != 1 || next < begin) throw Damaged{};
        return {part(at, data + end - at), count, part(data + begin, next - begin)};
    }

private:
    std::string_view bytes_;
};

struct Entry {
    std::string_view operands;
    std::vector<std::int64_t> integers;   ///< reals are 0
};

std::map<unsigned, Entry> read_dictionary(std::string_view bytes) {
    std::map<unsigned, Entry> entries;
    Reader reader(bytes);
    std::size_t start = 0, at = 0;
    std::vector<std::int64_t> integers;
    while (at < bytes.size()) {
        unsigned b = reader.number(at, 1);
        if (b <= 21) {
            unsigned name = b == 12 ? 0x0C00 | reader.number(at + 1, 1) : b;
            entries[name] = {bytes.substr(start, at - start), std::move(integers)};
            at += b == 12 ? 2 : 1;
            start = at;
            integers = {};
        } else if (b == 28) {
            integers.push_back(static_cast<std::int16_t>(reader.number(at + 1, 2)));
            at += 3;
        } else if (b == 29) {
            integers.push_back(static_cast<std::int32_t>(reader.number(at + 1, 4)));
            at += 5;
        } else if (b == 30) {   // a real, ended by a nibble of 15
            do ++at; while ((reader.number(at, 1) & 0x0F) != 0x0F);
            ++at;
            integers.push_back(0);
        } else if (b >= 32 && b <= 246) {
            integers.push_back(int(b) - 139);
            ++at;
        } else if (b >= 247 && b <= 254) {
            int low = static_cast<int>(reader.number(at + 1, 1));
            integers.push_back(b <= 250 ? (int(b) - 247) * 256 + low + 108 : -(int(b) - 251) * 256 - low - 108);
            at += 2;
        } else {
            throw Damaged{};
        }
    }
    return entries;
}

void append_number(std::string& out, std::size_t value, unsigned size) {
    for (unsigned i = size; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFF);
}
/// Always five bytes, so that what comes after does not move.
void append_operand(std::string& out, std::size_t value) {
    out += '\x1D';
    append_number(out, value, 4);
}
void append_operator(std::string& out, unsigned name) {
    if (name > 0xFF) out += '\x0C';
    out += static_cast<char>(name & 0xFF);
}
std::string index_of(std::vector<std::string_view> const& objects) {
    std::string out;
    append_number(out, objects.size(), 2);
    out += '\x04';
    std::size_t offset = 1;
    append_number(out, offset, 4);
    for (std::string_view object : objects) append_number(out, offset += object.size(), 4);
    for (std::string_view object : objects) out += object;
    return out;
}

/// The parts in the file's order, and where they are.
struct Places {
    std::size_t charset = 0, fd_select = 0, char_strings = 0, fd_array = 0, private_dict = 0;
};

std::string top_dictionary(std::map<unsigned, Entry> const& old, Places const& places, std::size_t count) {
    constexpr std::size_t adobe = 391, identity = 392;   // the first strings that are not standard ones
    std::string out;
    for (std::size_t operand : {adobe, identity, std::size_t{0}}) append_operand(out, operand);
    append_operator(out, ros);
    for (auto [name, value] : {std::pair<unsigned, std::size_t>{cid_count, count}, {charset, places.charset}, {fd_select, places.fd_select},
                               {char_strings, places.char_strings}, {fd_array, places.fd_array}}) {
        append_operand(out, value);
        append_operator(out, name);
    }
    for (unsigned name : {unsigned{font_matrix}, unsigned{font_bbox}, unsigned{charstring_type}}) {
        auto found = old.find(name);
        if (found == old.end()) continue;
        out += found->second.operands;
        append_operator(out, name);
    }
    return out;
}

std::string keyed(std::string_view cff, std::span<std::uint16_t const> cids) {
    Reader reader(cff);
    Reader::Index names = reader.index(reader.number(2, 1));
    std::size_t at = reader.number(2, 1) + names.bytes.size();
    Reader::Index tops = reader.index(at);
    Reader::Index strings = reader.index(at += tops.bytes.size());
    Reader::Index global_subrs = reader.index(at += strings.bytes.size());
    auto top = read_dictionary(tops.first);
    auto offset = [&](unsigned name, std::size_t which, std::size_t operands) {
        auto found = top.find(name);
        if (found == top.end() || found->second.integers.size() != operands || found->second.integers[which] < 0) throw Damaged{};
        return static_cast<std::size_t>(found->second.integers[which]);
    };
    Reader::Index glyphs = reader.index(offset(char_strings, 0, 1));
    if (top.contains(ros) || glyphs.count != cids.size() || cids.empty()) throw Damaged{};

    std::size_t private_at = offset(private_dict, 1, 2);
    std::string own(reader.part(private_at, offset(private_dict, 0, 2)));
    std::size_t const private_size = own.size();
    auto privates = read_dictionary(own);
    if (auto found = privates.find(subrs); found != privates.end() && found->second.integers.size() == 1) {
        auto relative = static_cast<std::size_t>(std::max<std::int64_t>(found->second.integers[0], 0));
        if (relative < private_size || relative > cff.size()) throw Damaged{};
        own.resize(relative);   // as far after the dictionary as they were
        own += reader.index(private_at + relative).bytes;
    }

    std::string keys(1, '\0');
    for (std::uint16_t cid : cids.subspan(1)) append_number(keys, cid, 2);
    std::string select("\x03\0\x01\0\0\0", 6);
    append_number(select, cids.size(), 2);
    std::size_t const count = std::size_t{*std::max_element(cids.begin(), cids.end())} + 1;
    Places places;
    std::string out, font_dictionary;
    for (int pass = 0; pass < 2; ++pass) {   // the first tells the places; nothing's size depends on them
        std::string dictionary = top_dictionary(top, places, count);
        out = std::string("\x01\0\x04\x04", 4);
        out += names.bytes;
        out += index_of({dictionary});
        out += index_of({"Adobe", "Identity"});
        out += global_subrs.bytes;
        places.charset = out.size();
        out += keys;
        places.fd_select = out.size();
        out += select;
        places.char_strings = out.size();
        out += glyphs.bytes;
        places.fd_array = out.size();
        font_dictionary.clear();
        append_operand(font_dictionary, private_size);
        append_operand(font_dictionary, places.private_dict);
        append_operator(font_dictionary, private_dict);
        out += index_of({font_dictionary});
        places.private_dict = out.size();
        out += own;
    }
    return out;
}

}  // namespace

std::optional<std::string> keyed_by_cids(std::string_view cff, std::span<std::uint16_t const> cids) {
    try {
        return keyed(cff, cids);
    } catch (Damaged const&) {
        return std::nullopt;
    }
}

}  // namespace octavo::text
