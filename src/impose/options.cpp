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
constexpr std::array blanks{Named<Blanks>{"end", Blanks::end}, Named<Blanks>{"before-last", Blanks::before_last}, Named<Blanks>{"balanced", Blanks::balanced}};

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
        if (mark == "fold") options.fold_marks = true;
        else if (mark == "crop") options.crop_marks = true;
        else if (mark == "info") options.sheet_numbers = true;
        else throw Refused{fmt::format("\"{}\" is no mark", mark), "there are fold, crop and info, with commas between"};
    }
}

Options understand(BookletOptions const& text) {
    constexpr base::Length metre = 2'902'677, ten_millimetres = metre / 100;
    Options options;
    auto paper = parse_paper(text.paper.empty() ? "A4" : text.paper);
    if (!paper) throw Refused{fmt::format("\"{}\" is no paper", text.paper), "write a name such as A4 or letter, or a measure such as 210mm x 297mm"};
    options.layout.paper = *paper;
    choose("scheme", text.scheme, schemes, options.plan.scheme);
    choose("binding", text.binding, bindings, options.plan.binding);
    choose("way to fit", text.fit, fits, options.layout.fit);
    choose("edge", text.flip, edges, options.flip);
    choose("direction of creep", text.creep, creeps, options.layout.creep);
    choose("place for blanks", text.blanks, blanks, options.plan.blanks);
    options.binding_given = !text.binding.empty();
    options.flip_given = !text.flip.empty();
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
