// The cover of an edition: its texts and measures from the edition, its sheet through the stages that print goes through.
#pragma once
#include "edition/press.h"
#include "edition/print_edition.h"

namespace octavo::edition {

inline constexpr std::array cover_texts{
    OptionKey<CoverOptions, std::string>{"paper", &CoverOptions::paper},           OptionKey<CoverOptions, std::string>{"board", &CoverOptions::board},
    OptionKey<CoverOptions, std::string>{"spine", &CoverOptions::spine},           OptionKey<CoverOptions, std::string>{"spine_text", &CoverOptions::spine_text},
    OptionKey<CoverOptions, std::string>{"binding", &CoverOptions::binding},       OptionKey<CoverOptions, std::string>{"isbn", &CoverOptions::isbn},
    OptionKey<CoverOptions, std::string>{"blurb", &CoverOptions::blurb},           OptionKey<CoverOptions, std::string>{"picture", &CoverOptions::picture},
};
inline constexpr std::array cover_numbers{OptionKey<CoverOptions, unsigned>{"pages", &CoverOptions::pages}};

void override_options(CoverOptions& options, CoverOptions const& over);

struct CoverJob {
    dom::Document const& document;
    Edition const& edition;
    io::Workspace& workspace;
    StageMark const& mark;
    PressPlan const& press;
    std::uint32_t pages = 0;          ///< of the book
    base::Length width = 0, height = 0;   ///< of a page, trimmed
    bool right_to_left = false;
};
/// Writes the cover; what it measures goes to `result.text`.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_cover(CoverJob const& job, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                               Result& result);

}  // namespace octavo::edition
