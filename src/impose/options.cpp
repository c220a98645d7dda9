#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "impose/impose.h"

namespace octavo::impose {
namespace {

struct Refused {
    std::string message, hint;
};

template <class Value>
struct Named {
    std::string_view name;
    Value value;
};
constexpr std::array schemes{Named<Scheme>{"saddle", Scheme::saddle}, Named<Scheme>{"signatures", Scheme::signatures},
                             Named<Scheme>{"perfect", Scheme::perfect}, Named<Scheme>{"cut-and-stack", Scheme::cut_and_stack},
                             Named<Scheme>{"n-up", Scheme::n_up}, Named<Scheme>{"repeat", Scheme::repeat}, Named<Scheme>{"zine", Scheme::zine}};
constexpr std::array bindings{Named<Binding>{"left", Binding::left}, Named<Binding>{"right", Binding::right}, Named<Binding>{"top", Binding::top}};
constexpr std::array fits{Named<Fit>{"shrink", Fit::shrink}, Named<Fit>{"fill", Fit::fill}, Named<Fit>{"actual", Fit::actual}};
constexpr std::array edges{Named<Edge>{"short", Edge::short_edge}, Named<Edge>{"long", Edge::long_edge}};
constexpr std::array creeps{Named<Creep>{"inwards", Creep::inwards}, Named<Creep>{"outwards", Creep::outwards}};

constexpr std::array mark_names{Named<bool Marks::*>{"fold", &Marks::fold},         Named<bool Marks::*>{"crop", &Marks::crop},
                                Named<bool Marks::*>{"registration", &Marks::registration}, Named<bool Marks::*>{"stitching", &Marks::stitching},
                                Named<bool Marks::*>{"collating", &Marks::collating}, Named<bool Marks::*>{"info", &Marks::information}};

/// Sets `into` to what `text` names; an empty text leaves it.
template <class Value, std::size_t count>
void choose(char const* what, std::string_view text, std::array<Named<Value>, count> const& names, Value& into) {
    if (text.empty()) return;
    std::string all;
    for (auto const& named : names) {
        if (named.name == text) {
            into = named.value;
            return;
        }
        all += (all.empty() ? "" : ", ") + std::string(named.name);
    }
    throw Refused{fmt::format("\"{}\" is no {}", text, what), "there are " + all};
}

void read_length(char const* what, std::string const& text, base::Length most, base::Length& into) {
    if (text.empty()) return;
    auto length = parse_length(text);
    if (!length || *length < 0) throw Refused{fmt::format("\"{}\" is no {}", text, what), "write a length such as 3mm or 0.1mm"};
    if (*length > most) throw Refused{fmt::format("a {} of {} is absurd", what, text), fmt::format("at most {} make sense", millimetres(most))};
    into = *length;
}

/// From 1; 0 where it is none.
std::uint32_t whole_number(std::string_view text) {
    std::uint32_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool good = error == std::errc() && end == text.data() + text.size() && value >= 1;
    return good ? value : 0;
}

/// end, balanced, before-back, before-last, before-last:2, before-page:180
void read_blanks(std::string_view text, Options& options) {
    PlanInput& plan = options.plan;
    std::size_t colon = text.find(':');
    std::string_view where = text.substr(0, colon);
    bool numbered = colon != std::string_view::npos;
    std::uint32_t number = numbered ? whole_number(text.substr(colon + 1)) : 0;
    if (text.empty() || (where == "end" && !numbered)) plan.blanks = Blanks::end;
    else if (where == "balanced" && !numbered) plan.blanks = Blanks::balanced;
    else if (where == "before-last" && (!numbered || number != 0)) plan.blanks = Blanks::before_last, plan.last_pages = std::max(1U, number);
    else if (where == "before-page" && number != 0) plan.blanks = Blanks::before_page, plan.blanks_before = number - 1;
    else if (where == "before-back" && !numbered) plan.blanks = Blanks::before_page, options.blanks_before_back = true;
    else throw Refused{fmt::format("\"{}\" is no place for blanks", text), "there are end, before-last, before-last:2, before-back, before-page:180, balanced"};
}

/// "0.5mm,-1mm"
void read_back_offset(std::string_view text, Options& options) {
    if (text.empty()) return;
    constexpr base::Length most = 30 * 2'902;   // 30 mm
    std::size_t comma = text.find(',');
    auto right = parse_length(text.substr(0, comma));
    auto up = comma == std::string_view::npos ? std::nullopt : parse_length(text.substr(comma + 1));
    if (!right || !up) throw Refused{fmt::format("\"{}\" is no offset of the back", text), "write how far to the right and up, such as 0.5mm,-1mm"};
    if (std::abs(*right) > most || std::abs(*up) > most) throw Refused{fmt::format("an offset of {} is absurd", text), "at most 30mm make sense"};
    options.back_right = *right;
    options.back_up = *up;
}

void read_grid(std::string_view text, PlanInput& plan) {
    if (text.empty()) return;
    unsigned columns = 0, rows = 0;
    char const* end = text.data() + text.size();
    auto first = std::from_chars(text.data(), end, columns);
    bool good = first.ec == std::errc() && first.ptr != end && *first.ptr == 'x';
    if (good) {
        auto second = std::from_chars(first.ptr + 1, end, rows);
        good = second.ec == std::errc() && second.ptr == end;
    }
    if (!good || columns < 1 || rows < 1 || columns > 16 || rows > 16) {
        throw Refused{fmt::format("\"{}\" is no grid", text), "write columns x rows, such as 2x2; at most 16x16"};
    }
    plan.columns = static_cast<std::uint8_t>(columns);
    plan.rows = static_cast<std::uint8_t>(rows);
}

void read_marks(std::string_view text, Options& options) {
    while (!text.empty()) {
        std::string_view mark = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), mark.size() + 1));
        while (!mark.empty() && mark.front() == ' ') mark.remove_prefix(1);
        auto row = std::find_if(mark_names.begin(), mark_names.end(), [&](auto const& named) { return named.name == mark; });
        if (row == mark_names.end()) {
            throw Refused{fmt::format("\"{}\" is no mark", mark), "there are fold, crop, registration, stitching, collating and info, with commas between"};
        }
        options.marks.*row->value = true;
    }
}

Options understand(BookletOptions const& text) {
    constexpr base::Length metre = 2'902'677, ten_millimetres = metre / 100;
    Options options;
    std::string const& usual = text.usual_paper.empty() ? "A4" : text.usual_paper;
    auto paper = parse_paper(text.paper.empty() ? usual : text.paper);
    if (!paper) throw Refused{fmt::format("\"{}\" is no paper", text.paper), "write a name such as A4 or letter, or a measure such as 210mm x 297mm"};
    options.layout.paper = *paper;
    choose("scheme", text.scheme, schemes, options.plan.scheme);
    choose("binding", text.binding, bindings, options.plan.binding);
    choose("way to fit", text.fit, fits, options.layout.fit);
    choose("edge", text.flip, edges, options.flip);
    choose("direction of creep", text.creep, creeps, options.layout.creep);
    options.binding_given = !text.binding.empty();
    options.flip_given = !text.flip.empty();
    options.margin_given = !text.margin.empty();
    options.instructions = text.instructions;
    read_blanks(text.blanks, options);
    read_back_offset(text.back_offset, options);
    read_length("margin", text.margin, metre, options.layout.margin);
    read_length("gutter", text.gutter, metre, options.layout.gutter);
    read_length("thickness of paper", text.thickness, ten_millimetres, options.layout.thickness);
    read_grid(text.grid, options.plan);
    read_marks(text.marks, options);
    if (text.sheets > 100) throw Refused{fmt::format("signatures of {} sheets cannot be folded", text.sheets), "4 to 8 sheets are usual"};
    if (text.sheets != 0) options.plan.sheets_per_signature = text.sheets;
    return options;
}

}  // namespace

tl::expected<Options, base::Diagnostic> read_options(BookletOptions const& text) {
    try {
        return understand(text);
    } catch (Refused const& refused) {
        return tl::unexpected(base::Diagnostic{.code = base::Code::impose_option, .severity = base::Severity::fatal,
                                               .message = refused.message, .hint = refused.hint});
    }
}

}  // namespace octavo::impose
