#include "css/counter_algorithms.h"

#include "css/utf8.h"

namespace octavo::css {

std::optional<std::string> additive_text(std::vector<std::pair<std::int32_t, std::string>> const& symbols, std::int64_t value, std::size_t limit) {
    if (value == 0) {
        for (auto const& [weight, symbol] : symbols) {
            if (weight == 0) return symbol;
        }
        return {};
    }
    std::string text;
    std::size_t count = 0;
    for (auto const& [weight, symbol] : symbols) {
        if (weight == 0 || weight > value) continue;
        std::int64_t times = value / weight;
        count += static_cast<std::size_t>(times);
        if (count > limit) return {};
        for (std::int64_t i = 0; i < times; ++i) text += symbol;
        value -= weight * times;
        if (value == 0) return text;
    }
    return {};
}

std::optional<std::string> hebrew_text(std::int64_t value) {
    if (value < 1 || value > 999'999) return {};
    static constexpr std::string_view units[] = {"", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"};
    static constexpr std::string_view tens[] = {"", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"};
    static constexpr std::string_view hundreds[] = {"", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק"};
    std::string text;
    if (value >= 1000) text = *hebrew_text(value / 1000) + "׳";
    value %= 1000;
    text += hundreds[value / 100];
    std::int64_t rest = value % 100;
    // 15 and 16 would spell a name of God
    if (rest == 15) return text + "טו";
    if (rest == 16) return text + "טז";
    text += tens[rest / 10];
    text += units[rest % 10];
    return text;
}

std::optional<std::string> ethiopic_text(std::int64_t value) {
    if (value < 1) return {};
    if (value == 1) return "፩";
    std::vector<int> groups;  // of two digits, the last first
    for (; value > 0; value /= 100) groups.push_back(static_cast<int>(value % 100));
    std::string text;
    for (std::size_t i = groups.size(); i-- > 0;) {
        int group = groups[i];
        bool odd = i % 2 == 1, first = i + 1 == groups.size();
        bool digits = group != 0 && !(group == 1 && first) && !(group == 1 && odd);
        if (digits) {
            if (group / 10 > 0) append_utf8(text, static_cast<char32_t>(0x1372 + group / 10 - 1));
            if (group % 10 > 0) append_utf8(text, static_cast<char32_t>(0x1369 + group % 10 - 1));
        }
        if (odd && group != 0) append_utf8(text, 0x137B);
        else if (!odd && i > 0) append_utf8(text, 0x137C);
    }
    return text;
}

// Section 6.1 (Chinese), 6.2 (Japanese), 6.3 (Korean)
std::optional<std::string> chinese_text(CounterStyle const& style, std::int64_t value) {
    if (value > 9999 || style.symbols.size() < 14) return {};
    auto const& symbols = style.symbols;
    std::string const& flags = symbols[13];
    bool chinese = flags.find('z') != std::string::npos, informal = flags.find('i') != std::string::npos;
    if (value == 0) return symbols[0];
    std::string text;
    bool zero = false;
    constexpr int powers[] = {1000, 100, 10, 1};
    for (int place = 3; place >= 0; --place) {
        auto digit = static_cast<std::size_t>(value / powers[3 - place] % 10);
        if (digit == 0) {
            zero = !text.empty();
            continue;
        }
        if (zero && chinese) text += symbols[0];  // zeros within fall together, those at the end away
        zero = false;
        bool leading_ten = chinese && informal && place == 1 && value < 20;
        bool drop_one = digit == 1 && place > 0 && (leading_ten || (!chinese && informal));
        if (!drop_one) text += symbols[digit];
        if (place > 0) text += symbols[static_cast<std::size_t>(9 + place)];
    }
    return text;
}

}  // namespace octavo::css
