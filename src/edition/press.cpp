#include "edition/press.h"

#include <fmt/format.h>

#include "impose/paper.h"

namespace octavo::edition {
namespace {

/// Described in --help of `octavo press`, in the same words.
struct Profile {
    std::string_view name, bleed, marks, safe;
    unsigned resolution, ink_limit;
    pdf::ScreenExtras extras;
};
constexpr std::array profiles{
    // A printer at home: no bleed, since it cannot print to the edge; 4 mm that most leave white; toner and ink by RGB.
    Profile{"home-duplex", "0mm", "none", "4mm", 200, 400, pdf::ScreenExtras::keep},
    // Offset and digital presses in Europe (the usual job sheet): 3 mm all round, marks, coated paper at 300 % of ink.
    Profile{"print-shop", "3mm", "crop cross", "3mm", 300, 300, pdf::ScreenExtras::keep},
    // Amazon, Ingram and the like: 0.125 in, no marks, 0.25 in from the trim, 240 % of ink on uncoated paper.
    Profile{"print-on-demand", "0.125in", "none", "0.25in", 300, 240, pdf::ScreenExtras::leave_out},
};

struct Refused {
    std::string message, hint;
};

Profile const& profile_named(std::string_view name) {
    if (name.empty()) name = "print-shop";
    for (Profile const& profile : profiles)
        if (profile.name == name) return profile;
    throw Refused{fmt::format("there is no press profile \"{}\"", name), "there are home-duplex, print-shop and print-on-demand"};
}

base::Length length_of(char const* what, std::string_view text, std::string_view most) {
    auto length = impose::parse_length(text);
    if (!length || *length < 0) throw Refused{fmt::format("\"{}\" is no {}", text, what), "write a length such as 3mm or 0.125in"};
    if (*length > *impose::parse_length(most)) throw Refused{fmt::format("a {} of {} is absurd", what, text), fmt::format("at most {} make sense", most)};
    return *length;
}

/// "crop,cross" and "crop cross" as CSS has them.
std::string marks_of(std::string_view text) {
    std::string out;
    bool none = false;
    while (!text.empty()) {
        std::string_view mark = text.substr(0, text.find_first_of(", "));
        text.remove_prefix(std::min(text.size(), mark.size() + 1));
        if (mark.empty()) continue;
        if (mark != "crop" && mark != "cross" && mark != "none")
            throw Refused{fmt::format("\"{}\" is no mark", mark), "there are crop and cross, with commas between, and none"};
        none = none || mark == "none";
        out.append(out.empty() ? "" : " ").append(mark);
    }
    return none || out.empty() ? "none" : out;
}

unsigned within(char const* what, unsigned value, std::pair<unsigned, unsigned> range) {
    if (value < range.first || value > range.second)
        throw Refused{fmt::format("a {} of {} makes no sense", what, value), fmt::format("from {} to {}", range.first, range.second)};
    return value;
}

/// A path given on the command line may lead anywhere; one in the edition file stays below the root.
tl::expected<io::ResourcePtr, base::Diagnostic> read_profile(PressOptions const& options, io::Workspace& workspace) {
    bool absolute = options.output_intent.front() == '/';
    auto read = absolute ? workspace.read_system(options.output_intent) : workspace.read(options.output_intent, {}, {});
    if (!read) {
        read.error().severity = base::Severity::fatal;
        read.error().hint = "the output intent is the ICC profile (.icc) that the printer names";
    }
    return read;
}

PressPlan understand(PressOptions const& options) {
    Profile const& profile = profile_named(options.profile);
    auto either = [](std::string const& given, std::string_view usual) { return given.empty() ? usual : std::string_view(given); };
    PressPlan plan;
    plan.bleed = length_of("bleed", either(options.bleed, profile.bleed), "50mm");
    plan.too_little = options.bleed.empty() ? base::Severity::warning : base::Severity::fatal;
    std::string marks = marks_of(either(options.marks, profile.marks));
    plan.marks_crop = marks.find("crop") != std::string::npos;
    plan.marks_cross = marks.find("cross") != std::string::npos;
    plan.defaults = fmt::format("@page {{ bleed: {}pt; marks: {} }}", base::to_points(plan.bleed), marks);
    pdf::PressSettings& settings = plan.settings;
    settings.safe = length_of("distance from the trim", either(options.safe, profile.safe), "100mm");
    settings.resolution = within("resolution", options.resolution != 0 ? options.resolution : profile.resolution, {36, 4800});
    settings.ink_limit = within("limit of ink", options.ink_limit != 0 ? options.ink_limit : profile.ink_limit, {100, 400});
    settings.extras = options.bare ? pdf::ScreenExtras::leave_out : profile.extras;
    settings.condition = options.output_condition;
    if (!options.output_condition.empty() && options.output_intent.empty())
        throw Refused{fmt::format("the printing condition \"{}\" has no profile", options.output_condition), "give its ICC profile as the output intent"};
    return plan;
}

}  // namespace

void override_options(PressOptions& options, PressOptions const& over) {
    for (auto const& key : press_texts)
        if (!(over.*key.member).empty()) options.*key.member = over.*key.member;
    for (auto const& key : press_numbers)
        if (over.*key.member != 0) options.*key.member = over.*key.member;
    options.bare = options.bare || over.bare;
    options.preflight = options.preflight || over.preflight;
}

tl::expected<PressPlan, base::Diagnostic> plan_press(PressOptions const& options, io::Workspace& workspace) {
    try {
        PressPlan plan = understand(options);
        if (options.output_intent.empty()) return plan;
        auto profile = read_profile(options, workspace);
        if (!profile) return tl::unexpected(profile.error());
        plan.settings.profile = (*profile)->bytes;
        // Found now, not when all pages are laid out.
        if (auto opened = pdf::check_profile(plan.settings.profile); !opened)
            return tl::unexpected(base::Diagnostic{.code = base::Code::press_profile, .severity = base::Severity::fatal,
                                                   .message = fmt::format("{}: {}", options.output_intent, opened.error()),
                                                   .hint = "ask the printer for the ICC profile of the press and paper"});
        return plan;
    } catch (Refused const& refused) {
        return tl::unexpected(base::Diagnostic{.code = base::Code::press_option, .severity = base::Severity::fatal,
                                               .message = refused.message, .hint = refused.hint});
    }
}

tl::expected<void, base::Diagnostic> check_bleed(PressPlan const& plan, page::PageSequence const& pages) {
    constexpr base::Length rounding = 16;
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        base::Length given = pages.pages[i].style->bleed;
        if (given + rounding >= plan.bleed) continue;
        return tl::unexpected(base::Diagnostic{
            .code = base::Code::press_bleed, .severity = plan.too_little,
            .message = fmt::format("page {} has a bleed of {} by the page rules, and the printer wants {}", i + 1, impose::millimetres(given),
                                   impose::millimetres(plan.bleed)),
            .hint = "change `bleed` in @page, or ask for less with --bleed"});
    }
    return {};
}

}  // namespace octavo::edition
