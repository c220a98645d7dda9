// The predefined counter styles: Counter Styles 3, sections 6 and 7, and the i18n group's commonest numeric and alphabetic ones.
#include <map>

#include "css/counter_algorithms.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

struct SymbolRow {
    std::string_view name;
    CounterSystem system;
    std::string_view symbols;   // by spaces
    std::string_view suffix = ". ";
};
using S = CounterSystem;
constexpr std::string_view latin_lower = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
constexpr std::string_view latin_upper = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";
constexpr std::string_view cjk_suffix = "、";

constexpr SymbolRow symbol_rows[] = {
    {"decimal", S::numeric, "0 1 2 3 4 5 6 7 8 9"},
    {"decimal-leading-zero", S::numeric, "0 1 2 3 4 5 6 7 8 9"},
    {"arabic-indic", S::numeric, "٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩"},
    {"persian", S::numeric, "۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹"},
    {"urdu", S::numeric, "۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹"},
    {"bengali", S::numeric, "০ ১ ২ ৩ ৪ ৫ ৬ ৭ ৮ ৯"},
    {"cambodian", S::numeric, "០ ១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩"},
    {"khmer", S::numeric, "០ ១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩"},
    {"devanagari", S::numeric, "० १ २ ३ ४ ५ ६ ७ ८ ९"},
    {"gujarati", S::numeric, "૦ ૧ ૨ ૩ ૪ ૫ ૬ ૭ ૮ ૯"},
    {"gurmukhi", S::numeric, "੦ ੧ ੨ ੩ ੪ ੫ ੬ ੭ ੮ ੯"},
    {"kannada", S::numeric, "೦ ೧ ೨ ೩ ೪ ೫ ೬ ೭ ೮ ೯"},
    {"lao", S::numeric, "໐ ໑ ໒ ໓ ໔ ໕ ໖ ໗ ໘ ໙"},
    {"malayalam", S::numeric, "൦ ൧ ൨ ൩ ൪ ൫ ൬ ൭ ൮ ൯"},
    {"mongolian", S::numeric, "᠐ ᠑ ᠒ ᠓ ᠔ ᠕ ᠖ ᠗ ᠘ ᠙"},
    {"myanmar", S::numeric, "၀ ၁ ၂ ၃ ၄ ၅ ၆ ၇ ၈ ၉"},
    {"oriya", S::numeric, "୦ ୧ ୨ ୩ ୪ ୫ ୬ ୭ ୮ ୯"},
    {"tamil", S::numeric, "௦ ௧ ௨ ௩ ௪ ௫ ௬ ௭ ௮ ௯"},
    {"telugu", S::numeric, "౦ ౧ ౨ ౩ ౪ ౫ ౬ ౭ ౮ ౯"},
    {"thai", S::numeric, "๐ ๑ ๒ ๓ ๔ ๕ ๖ ๗ ๘ ๙"},
    {"tibetan", S::numeric, "༠ ༡ ༢ ༣ ༤ ༥ ༦ ༧ ༨ ༩"},
    {"cjk-decimal", S::numeric, "〇 一 二 三 四 五 六 七 八 九", cjk_suffix},
    {"lower-alpha", S::alphabetic, latin_lower},
    {"lower-latin", S::alphabetic, latin_lower},
    {"upper-alpha", S::alphabetic, latin_upper},
    {"upper-latin", S::alphabetic, latin_upper},
    {"lower-greek", S::alphabetic, "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"},
    {"upper-greek", S::alphabetic, "Α Β Γ Δ Ε Ζ Η Θ Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Χ Ψ Ω"},
    {"lower-russian", S::alphabetic, "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я"},
    {"upper-russian", S::alphabetic, "А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я"},
    {"hiragana", S::alphabetic, "あ い う え お か き く け こ さ し す せ そ た ち つ て と な に ぬ ね の は ひ ふ へ ほ ま み む め も や ゆ よ ら り る れ ろ わ ゐ ゑ を ん",
     cjk_suffix},
    {"hiragana-iroha", S::alphabetic, "い ろ は に ほ へ と ち り ぬ る を わ か よ た れ そ つ ね な ら む う ゐ の お く や ま け ふ こ え て あ さ き ゆ め み し ゑ ひ も せ す",
     cjk_suffix},
    {"katakana", S::alphabetic, "ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト ナ ニ ヌ ネ ノ ハ ヒ フ ヘ ホ マ ミ ム メ モ ヤ ユ ヨ ラ リ ル レ ロ ワ ヰ ヱ ヲ ン",
     cjk_suffix},
    {"katakana-iroha", S::alphabetic, "イ ロ ハ ニ ホ ヘ ト チ リ ヌ ル ヲ ワ カ ヨ タ レ ソ ツ ネ ナ ラ ム ウ ヰ ノ オ ク ヤ マ ケ フ コ エ テ ア サ キ ユ メ ミ シ ヱ ヒ モ セ ス",
     cjk_suffix},
    {"disc", S::cyclic, "•", " "},
    {"circle", S::cyclic, "◦", " "},
    {"square", S::cyclic, "▪", " "},
    {"disclosure-open", S::cyclic, "▾", " "},
    {"disclosure-closed", S::cyclic, "▸", " "},
    // Of the notes' signs: printers' order, then doubled
    {"octavo-footnote-signs", S::symbolic, "* † ‡ § ‖ ¶", ""},
    {"cjk-earthly-branch", S::fixed, "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥", cjk_suffix},
    {"cjk-heavenly-stem", S::fixed, "甲 乙 丙 丁 戊 己 庚 辛 壬 癸", cjk_suffix},
    // Digits 0 to 9, markers of ten, hundred and thousand; z: Chinese zeros, i: informal
    {"simp-chinese-informal", S::chinese, "零 一 二 三 四 五 六 七 八 九 十 百 千 zi", cjk_suffix},
    {"simp-chinese-formal", S::chinese, "零 壹 贰 叁 肆 伍 陆 柒 捌 玖 拾 佰 仟 z", cjk_suffix},
    {"trad-chinese-informal", S::chinese, "零 一 二 三 四 五 六 七 八 九 十 百 千 zi", cjk_suffix},
    {"trad-chinese-formal", S::chinese, "零 壹 貳 參 肆 伍 陸 柒 捌 玖 拾 佰 仟 z", cjk_suffix},
    {"cjk-ideographic", S::chinese, "零 一 二 三 四 五 六 七 八 九 十 百 千 zi", cjk_suffix},
    {"japanese-informal", S::chinese, "〇 一 二 三 四 五 六 七 八 九 十 百 千 i", cjk_suffix},
    {"japanese-formal", S::chinese, "零 壱 弐 参 四 伍 六 七 八 九 拾 百 阡 f", cjk_suffix},
    {"korean-hangul-formal", S::chinese, "영 일 이 삼 사 오 육 칠 팔 구 십 백 천 f", ", "},
    {"korean-hanja-informal", S::chinese, "零 一 二 三 四 五 六 七 八 九 十 百 千 i", ", "},
    {"korean-hanja-formal", S::chinese, "零 壹 貳 參 四 五 六 七 八 九 拾 百 仟 f", ", "},
    {"hebrew", S::hebrew, ""},
    {"ethiopic-numeric", S::ethiopic, "", "/ "},
};

struct AdditiveRow {
    std::string_view name;
    std::int32_t highest;
    std::string_view symbols;   // weight, symbol, weight, symbol …
};
constexpr AdditiveRow additive_rows[] = {
    {"lower-roman", 3999, "1000 m 900 cm 500 d 400 cd 100 c 90 xc 50 l 40 xl 10 x 9 ix 5 v 4 iv 1 i"},
    {"upper-roman", 3999, "1000 M 900 CM 500 D 400 CD 100 C 90 XC 50 L 40 XL 10 X 9 IX 5 V 4 IV 1 I"},
    {"armenian", 9999, "9000 Ք 8000 Փ 7000 Ւ 6000 Ց 5000 Ր 4000 Տ 3000 Վ 2000 Ս 1000 Ռ 900 Ջ 800 Պ 700 Չ 600 Ո 500 Շ 400 Ն 300 Յ 200 Մ 100 Ճ "
                       "90 Ղ 80 Ձ 70 Հ 60 Կ 50 Ծ 40 Խ 30 Լ 20 Ի 10 Ժ 9 Թ 8 Ը 7 Է 6 Զ 5 Ե 4 Դ 3 Գ 2 Բ 1 Ա"},
    {"upper-armenian", 9999, "9000 Ք 8000 Փ 7000 Ւ 6000 Ց 5000 Ր 4000 Տ 3000 Վ 2000 Ս 1000 Ռ 900 Ջ 800 Պ 700 Չ 600 Ո 500 Շ 400 Ն 300 Յ 200 Մ 100 Ճ "
                             "90 Ղ 80 Ձ 70 Հ 60 Կ 50 Ծ 40 Խ 30 Լ 20 Ի 10 Ժ 9 Թ 8 Ը 7 Է 6 Զ 5 Ե 4 Դ 3 Գ 2 Բ 1 Ա"},
    {"lower-armenian", 9999, "9000 ք 8000 փ 7000 ւ 6000 ց 5000 ր 4000 տ 3000 վ 2000 ս 1000 ռ 900 ջ 800 պ 700 չ 600 ո 500 շ 400 ն 300 յ 200 մ 100 ճ "
                             "90 ղ 80 ձ 70 հ 60 կ 50 ծ 40 խ 30 լ 20 ի 10 ժ 9 թ 8 ը 7 է 6 զ 5 ե 4 դ 3 գ 2 բ 1 ա"},
    {"georgian", 19999, "10000 ჵ 9000 ჰ 8000 ჯ 7000 ჴ 6000 ხ 5000 ჭ 4000 წ 3000 ძ 2000 ც 1000 ჩ 900 შ 800 ყ 700 ღ 600 ქ 500 ფ 400 ჳ 300 ტ 200 ს 100 რ "
                        "90 ჟ 80 პ 70 ო 60 ჲ 50 ნ 40 მ 30 ლ 20 კ 10 ი 9 თ 8 ჱ 7 ზ 6 ვ 5 ე 4 დ 3 გ 2 ბ 1 ა"},
};

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

CounterStyle from_row(SymbolRow const& row) {
    CounterStyle style;
    style.name = base::Name::of(row.name);
    style.system = row.system;
    style.symbols = words(row.symbols);
    style.suffix = std::string(row.suffix);
    bool own_range = row.system == S::hebrew || row.system == S::ethiopic || row.system == S::chinese;
    if (own_range) {
        style.auto_range = false;
        std::int32_t highest = row.system == S::hebrew ? 10'999 : row.system == S::chinese ? 9999 : CounterStyle::highest;
        style.ranges = {{row.system == S::chinese ? -9999 : 1, highest}};
    }
    if (row.system == S::chinese) {
        std::string_view name = row.name;
        style.fallback = base::Name::of("cjk-decimal");
        style.negative_prefix = name.starts_with("simp") ? "负" : name.starts_with("japanese") ? "マイナス" : name.starts_with("korean") ? "마이너스 " : "負";
        if (style.symbols.size() == 13) style.symbols.emplace_back();
    }
    if (row.system == S::fixed) style.fallback = base::Name::of("cjk-decimal");
    if (row.name == "decimal-leading-zero") {
        style.pad_length = 2;
        style.pad_symbol = "0";
    }
    return style;
}

CounterStyle from_row(AdditiveRow const& row) {
    CounterStyle style;
    style.name = base::Name::of(row.name);
    style.system = S::additive;
    style.auto_range = false;
    style.ranges = {{1, row.highest}};
    std::vector<std::string> parts = words(row.symbols);
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) style.additive_symbols.emplace_back(std::stoi(parts[i]), parts[i + 1]);
    return style;
}

std::map<std::string_view, CounterStyle> make_table() {
    std::map<std::string_view, CounterStyle> table;
    for (SymbolRow const& row : symbol_rows) table.emplace(row.name, from_row(row));
    for (AdditiveRow const& row : additive_rows) table.emplace(row.name, from_row(row));
    return table;
}

}  // namespace

CounterStyle const* predefined_counter_style(std::string_view name) {
    static std::map<std::string_view, CounterStyle> const table = make_table();
    auto found = table.find(name);
    if (found == table.end()) found = table.find(to_lower(name));
    return found == table.end() ? nullptr : &found->second;
}

}  // namespace octavo::css
