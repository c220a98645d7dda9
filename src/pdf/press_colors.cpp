#include "pdf/press_colors.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <lcms2.h>

#include "pdf/pdf_syntax.h"
#include "pdf/press_settings.h"

namespace octavo::pdf {
namespace {

struct ProfileCloser {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;
struct TransformDeleter {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, TransformDeleter>;

constexpr double steps = 255;
constexpr std::uint32_t reserved_base = 250;

Profile open_profile(std::string_view icc) {
    return Profile(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
}

std::string_view name_of(cmsColorSpaceSignature space) {
    switch (space) {
        case cmsSigRgbData: return "an RGB";
        case cmsSigGrayData: return "a grey";
        case cmsSigLabData: return "a Lab";
        case cmsSigCmykData: return "a CMYK";
        default: return "no CMYK";
    }
}

std::string description(cmsHPROFILE profile) {
    char text[256] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text, sizeof text);
    return text;
}

Transform make_transform(cmsHPROFILE from, cmsUInt32Number from_type, cmsHPROFILE to, cmsUInt32Number to_type) {
    return Transform(cmsCreateTransform(from, from_type, to, to_type, INTENT_RELATIVE_COLORIMETRIC,
                                        cmsFLAGS_BLACKPOINTCOMPENSATION));
}

/// ISO 15930-7 on output intents: the profile is that of an output device.
std::string problem_of(cmsHPROFILE profile) {
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    if (space != cmsSigCmykData) return fmt::format("it is {} profile, and a press needs CMYK", name_of(space));
    if (cmsGetDeviceClass(profile) != cmsSigOutputClass) return "it is not the profile of a printing condition (class \"prtr\")";
    if (!cmsIsIntentSupported(profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_OUTPUT))
        return "it does not say how colours become inks (it has no B2A table)";
    return {};
}

}  // namespace

Rgb reserved_color(std::uint32_t index) {
    return {(index % reserved_base + 0.5) / steps, (index / reserved_base + 0.5) / steps, 0.5 / steps};
}

std::optional<std::uint32_t> reserved_index(Rgb const& rgb) {
    constexpr double tolerance = 0.01;   // Cairo writes six decimals: 0.0003 of a step
    std::array<std::uint32_t, 3> parts{};
    for (std::size_t i = 0; i < 3; ++i) {
        double value = rgb[i] * steps - 0.5;
        if (value < -tolerance || std::abs(value - std::round(value)) > tolerance) return std::nullopt;
        parts[i] = static_cast<std::uint32_t>(std::lround(std::max(value, 0.0)));
    }
    if (parts[2] != 0 || parts[0] >= reserved_base) return std::nullopt;
    return parts[1] * reserved_base + parts[0];
}

struct PressColors::State {
    Profile srgb, output;
    Transform solid, pixels;
    std::string name;
};

PressColors::PressColors() : state_(std::make_unique<State>()) {}
PressColors::~PressColors() = default;

tl::expected<std::unique_ptr<PressColors>, std::string> PressColors::open(std::string_view icc) {
    std::unique_ptr<PressColors> colors(new PressColors);
    if (icc.empty()) return colors;
    State& state = *colors->state_;
    state.output = open_profile(icc);
    if (!state.output) return tl::unexpected(std::string("it is no ICC profile"));
    if (std::string problem = problem_of(state.output.get()); !problem.empty()) return tl::unexpected(problem);
    state.srgb.reset(cmsCreate_sRGBProfile());
    state.solid = make_transform(state.srgb.get(), TYPE_RGB_DBL, state.output.get(), TYPE_CMYK_DBL);
    state.pixels = make_transform(state.srgb.get(), TYPE_RGB_8, state.output.get(), TYPE_CMYK_8);
    if (!state.solid || !state.pixels) return tl::unexpected(std::string("its tables cannot be used"));
    state.name = description(state.output.get());
    return colors;
}

tl::expected<void, std::string> check_profile(std::string_view icc) {
    if (icc.empty()) return tl::unexpected(std::string("it is empty"));
    if (auto opened = PressColors::open(icc); !opened) return tl::unexpected(opened.error());
    return {};
}

bool PressColors::has_profile() const { return state_->output != nullptr; }
std::string const& PressColors::profile_name() const { return state_->name; }

Cmyk PressColors::convert(Rgb const& rgb) const {
    std::array<double, 4> percent{};
    if (state_->solid) {
        cmsDoTransform(state_->solid.get(), rgb.data(), percent.data(), 1);
    } else {   // no profile: the plain complement
        double black = 1 - *std::max_element(rgb.begin(), rgb.end());
        for (std::size_t i = 0; i < 3; ++i) percent[i] = black >= 1 ? 0 : 100 * (1 - rgb[i] - black) / (1 - black);
        percent[3] = 100 * black;
    }
    Cmyk parts{};
    for (std::size_t i = 0; i < 4; ++i)
        parts[i] = static_cast<std::uint16_t>(std::clamp(std::lround(percent[i] * 10), 0L, 1000L));
    return parts;
}

std::optional<Cmyk> PressColors::inks_for(Rgb const& rgb) const {
    if (rgb[0] == rgb[1] && rgb[1] == rgb[2])
        return Cmyk{0, 0, 0, static_cast<std::uint16_t>(std::clamp(std::lround((1 - rgb[0]) * 1000), 0L, 1000L))};
    if (!has_profile()) return std::nullopt;
    return convert(rgb);
}

Cmyk PressColors::full_tone(css::Ink const& ink) const {
    if (ink.has_cmyk) return ink.cmyk;
    Rgb rgb{ink.rgb[0] / steps, ink.rgb[1] / steps, ink.rgb[2] / steps};
    return inks_for(rgb).value_or(convert(rgb));
}

std::string spell_cmyk(Cmyk const& parts, PaintUse use) {
    std::string out;
    for (std::uint16_t part : parts) {
        append_thousandths(out, part);
        out += ' ';
    }
    return out + (use == PaintUse::fill ? "k" : "K");
}

std::string PressColors::spell(Rgb const& rgb, PaintUse use) const {
    std::string out;
    auto thousandths = [](double value) { return static_cast<unsigned>(std::lround(std::clamp(value, 0.0, 1.0) * 1000)); };
    if (rgb[0] == rgb[1] && rgb[1] == rgb[2]) {   // DeviceGray is the black plate of a CMYK output intent
        append_thousandths(out, thousandths(rgb[0]));
        return out + (use == PaintUse::fill ? " g" : " G");
    }
    if (has_profile()) return spell_cmyk(convert(rgb), use);
    for (double part : rgb) {
        append_thousandths(out, thousandths(part));
        out += ' ';
    }
    return out + (use == PaintUse::fill ? "rg" : "RG");
}

unsigned PressColors::convert_pixels(std::string_view rgb, std::string_view own_profile, std::string& cmyk) const {
    Profile own = own_profile.empty() ? nullptr : open_profile(own_profile);
    Transform from_own;
    if (own && cmsGetColorSpace(own.get()) == cmsSigRgbData)
        from_own = make_transform(own.get(), TYPE_RGB_8, state_->output.get(), TYPE_CMYK_8);
    std::size_t count = rgb.size() / 3;
    cmyk.resize(count * 4);
    cmsDoTransform(from_own ? from_own.get() : state_->pixels.get(), rgb.data(), cmyk.data(),
                   static_cast<cmsUInt32Number>(count));
    unsigned most = 0;
    for (std::size_t i = 0; i < cmyk.size(); i += 4) {
        unsigned sum = 0;
        for (std::size_t c = 0; c < 4; ++c) sum += static_cast<unsigned char>(cmyk[i + c]);
        most = std::max(most, sum);
    }
    return (most * 100 + 127) / 255;
}

}  // namespace octavo::pdf
