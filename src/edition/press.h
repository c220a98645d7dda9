// The press edition: what a print shop asks for, from a ready-made profile, the edition file and the command line, the later
// over the earlier.
#pragma once
#include <array>
#include <string_view>

#include "io/workspace.h"
#include "octavo.h"
#include "page/page_sequence.h"
#include "pdf/press_settings.h"

namespace octavo::edition {

/// An option by its name in [press] or [cover].
template <typename Options, typename Value>
struct OptionKey {
    std::string_view name;
    Value Options::*member;
};
inline constexpr std::array press_texts{
    OptionKey<PressOptions, std::string>{"profile", &PressOptions::profile},
    OptionKey<PressOptions, std::string>{"output_intent", &PressOptions::output_intent},
    OptionKey<PressOptions, std::string>{"output_condition", &PressOptions::output_condition},
    OptionKey<PressOptions, std::string>{"bleed", &PressOptions::bleed},
    OptionKey<PressOptions, std::string>{"marks", &PressOptions::marks},
    OptionKey<PressOptions, std::string>{"safe", &PressOptions::safe},
};
inline constexpr std::array press_numbers{
    OptionKey<PressOptions, unsigned>{"resolution", &PressOptions::resolution},
    OptionKey<PressOptions, unsigned>{"ink_limit", &PressOptions::ink_limit},
};

/// What is given in `over` replaces what is in `options`.
void override_options(PressOptions& options, PressOptions const& over);

struct PressPlan {
    pdf::PressSettings settings;
    std::string defaults;              ///< bleed and marks of the profile: page rules of the edition's style sheets come after them
    std::string rules;                 ///< come last; a cover's sizes
    bool marks_crop = false, marks_cross = false;
    base::Length bleed = 0;            ///< what the printer wants
    base::Severity too_little = base::Severity::warning;  ///< where the page rules give less: fatal when the bleed was asked for
};
/// Reads the output intent. The error says which option is wrong and what it may be.
[[nodiscard]] tl::expected<PressPlan, base::Diagnostic> plan_press(PressOptions const& options, io::Workspace& workspace);

/// Whether the page rules leave the pages the bleed that the printer wants; the first page that has less is named.
[[nodiscard]] tl::expected<void, base::Diagnostic> check_bleed(PressPlan const& plan, page::PageSequence const& pages);

}  // namespace octavo::edition
