#include "pdf/press_finish.h"

#include <algorithm>
#include <fmt/format.h>

#include "pdf/content_rewriter.h"
#include "pdf/pdf_syntax.h"
#include "pdf/press_picture.h"

namespace octavo::pdf {
namespace {

bool is_name(QPDFObjectHandle const& value, std::string_view name) {
    QPDFObjectHandle handle = value;
    return handle.isName() && handle.getName() == name;
}

/// A text that libqpdf's failures end in; finish.cpp catches it like theirs.
[[noreturn]] void fail(std::string const& what) { throw std::runtime_error(what); }

}  // namespace

ColorSpeller PressFinish::speller(PageRecords const& records) {
    return [this, &records](Rgb const& rgb, PaintUse use) {
        auto index = reserved_index(rgb);
        if (index && *index < records.inks.size()) return spell_ink(records.inks[*index], use);
        return colors_.spell(rgb, use);
    };
}

std::string PressFinish::spell_ink(std::uint16_t number, PaintUse use) {
    css::Ink const& ink = css::ink_of(number);
    if (ink.name.empty()) return spell_cmyk(ink.cmyk, use);
    auto found = std::find_if(spots_.begin(), spots_.end(), [&](Spot const& spot) { return spot.ink.name == ink.name; });
    if (found == spots_.end()) {
        found = spots_.insert(spots_.end(), {.ink = ink});
        if (number != css::registration_ink()) facts_.spots.emplace_back(ink.name.view());
    } else if (found->ink.rgb != ink.rgb || found->ink.cmyk != ink.cmyk) {
        auto& unlike = facts_.unlike_spots;
        if (std::find(unlike.begin(), unlike.end(), ink.name.view()) == unlike.end()) unlike.emplace_back(ink.name.view());
    }
    found->on_page = true;
    std::string out = fmt::format("/Spot{} {} ", found - spots_.begin(), use == PaintUse::fill ? "cs" : "CS");
    append_thousandths(out, ink.tint);
    return out + (use == PaintUse::fill ? " scn" : " SCN");
}

/// ISO 32000-1 §8.6.6.4. One object for all uses of a name: PDF/X-4 wants the same alternate and tint transform throughout.
std::string PressFinish::separation(css::Ink const& ink) const {
    std::string out = "[/Separation";
    out += QPDFObjectHandle::newName("/" + std::string(ink.name.view())).unparse();
    bool process = ink.has_cmyk || colors_.has_profile();
    out += process ? "/DeviceCMYK<</FunctionType 2/N 1/Domain[0 1]/C0[0 0 0 0]/C1["
                   : "/DeviceRGB<</FunctionType 2/N 1/Domain[0 1]/C0[1 1 1]/C1[";
    if (process) {
        for (std::uint16_t part : colors_.full_tone(ink)) {
            append_thousandths(out, part);
            out += ' ';
        }
    } else {
        for (std::uint8_t part : ink.rgb) {
            append_thousandths(out, (part * 1000U + 127) / 255);
            out += ' ';
        }
    }
    out.back() = ']';
    return out + ">>]";
}

std::string PressFinish::color_spaces(ObjectWriter& writer) {
    std::string out;
    for (std::size_t i = 0; i < spots_.size(); ++i) {
        Spot& spot = spots_[i];
        if (!std::exchange(spot.on_page, false)) continue;
        if (spot.object == 0) {
            spot.object = writer.reserve();
            writer.write_object(spot.object, separation(spot.ink));
        }
        out += fmt::format("/Spot{} ", i);
        append_reference(out, spot.object);
    }
    return out.empty() ? out : "/ColorSpace<<" + out + ">>";
}

/// One output intent of subtype GTS_PDFX, with its profile embedded, since none need be registered.
std::string PressFinish::output_intent(ObjectWriter& writer) const {
    if (!has_condition()) return {};
    std::uint32_t profile = writer.reserve();
    writer.write_compressed(profile, "/N 4", settings_.profile);
    std::string out = "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier";
    append_text_string(out, settings_.condition.empty() ? "Custom" : settings_.condition);
    if (!settings_.condition.empty()) out += "/RegistryName(http://www.color.org)";
    out += "/Info";
    append_text_string(out, colors_.profile_name().empty() ? "the printer's profile" : colors_.profile_name());
    out += "/DestOutputProfile ";
    append_reference(out, profile);
    return out + ">>]";
}

std::optional<FilteredStream> PressFinish::stream(QPDFObjectHandle const& object) {
    QPDFObjectHandle dictionary = QPDFObjectHandle(object).getDict();
    if (is_name(dictionary.getKey("/Subtype"), "/Image")) return picture(object);
    QPDFObjectHandle pattern = dictionary.getKey("/PatternType");
    bool tiling = pattern.isInteger() && pattern.getIntValue() == 1;
    return is_name(dictionary.getKey("/Subtype"), "/Form") || tiling ? form(object) : std::nullopt;
}

std::optional<FilteredStream> PressFinish::form(QPDFObjectHandle const& object) {
    QPDFObjectHandle handle = object;
    auto data = handle.getStreamData(qpdf_dl_generalized);
    PageContent content{.bytes = {reinterpret_cast<char const*>(data->getBuffer()), data->getSize()},
                        .sequences = {},
                        .texts = {},
                        .font = {},
                        .color = [this](Rgb const& rgb, PaintUse use) { return colors_.spell(rgb, use); },
                        .sentinels = Sentinels::none};
    FilteredStream out{.dictionary = handle.getDict().shallowCopy(), .entries = {}, .bytes = {}};
    if (auto done = rewrite_content(content, out.bytes); !done) fail("a form: " + done.error());
    for (char const* key : {"/Filter", "/DecodeParms"}) out.dictionary.removeKey(key);
    return out;
}

std::optional<FilteredStream> PressFinish::picture(QPDFObjectHandle const& object) {
    QPDFObjectHandle handle = object;
    QPDFObjectHandle dictionary = handle.getDict();
    if (!colors_.has_profile() || !is_name(dictionary.getKey("/ColorSpace"), "/DeviceRGB")) return std::nullopt;
    PressPicture made = press_picture(handle, colors_);
    ++facts_.converted_pictures;
    facts_.picture_ink = std::max(facts_.picture_ink, made.ink);
    FilteredStream out{.dictionary = dictionary.shallowCopy(), .entries = std::move(made.entries), .bytes = std::move(made.bytes),
                       .form = made.is_jpeg ? FilteredStream::Form::as_it_is : FilteredStream::Form::to_compress};
    for (char const* key : {"/Filter", "/DecodeParms", "/ColorSpace", "/BitsPerComponent", "/Decode"}) out.dictionary.removeKey(key);
    return out;
}

std::string PressFinish::entry(QPDFObjectHandle const& dictionary, std::string const& key, QPDFObjectHandle const& value) {
    if (!colors_.has_profile()) return {};
    QPDFObjectHandle owner = dictionary, handle = value;
    bool names_space = (key == "/CS" && is_name(owner.getKey("/S"), "/Transparency")) ||
                       (key == "/ColorSpace" && owner.hasKey("/ShadingType"));
    if (names_space) return is_name(handle, "/DeviceRGB") ? "/DeviceCMYK" : "";
    if ((key != "/C0" && key != "/C1") || !handle.isArray() || handle.getArrayNItems() != 3) return {};
    // The ends of a gradient's stretch; what lies between goes evenly from ink to ink.
    Rgb rgb{};
    for (int i = 0; i < 3; ++i) rgb[static_cast<std::size_t>(i)] = handle.getArrayItem(i).getNumericValue();
    std::string out = "[";
    Cmyk parts = colors_.inks_for(rgb).value_or(Cmyk{});
    for (std::uint16_t part : parts) {
        append_thousandths(out, part);
        out += ' ';
    }
    out.back() = ']';
    return out;
}

void PressFinish::look_at(QPDFObjectHandle const& dictionary) {
    QPDFObjectHandle handle = dictionary;
    if (!is_name(handle.getKey("/Type"), "/FontDescriptor")) return;
    bool embedded = handle.hasKey("/FontFile") || handle.hasKey("/FontFile2") || handle.hasKey("/FontFile3");
    if (embedded) {
        ++facts_.embedded_fonts;
    } else {
        QPDFObjectHandle name = handle.getKey("/FontName");
        facts_.loose_fonts.push_back(name.isName() ? name.getName().substr(1) : "a font without a name");
    }
}

std::string press_xmp(std::string_view file_identifier) {
    std::string hex;
    for (char c : file_identifier)
        if (c != '<' && c != '>') hex += c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    std::string_view h = hex;
    std::string uuid = fmt::format("uuid:{}-{}-{}-{}-{}", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4), h.substr(16, 4), h.substr(20, 12));
    return "<pdfxid:GTS_PDFXVersion xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
           "<pdf:Trapped>False</pdf:Trapped>\n"
           "<xmpMM:DocumentID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">" + uuid + "</xmpMM:DocumentID>\n"
           "<xmpMM:VersionID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">1</xmpMM:VersionID>\n"
           "<xmpMM:RenditionClass xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">default</xmpMM:RenditionClass>\n";
}

std::string press_information() { return "/Trapped/False"; }

}  // namespace octavo::pdf
