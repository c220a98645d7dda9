// The finishing pass for a press: colours in contents, forms, gradients and pictures; spot inks as Separations; what PDF/X-4
// (ISO 15930-7) wants in the catalog, the metadata and the information dictionary.
//
// The clauses are named by their subject. What the standard forbids and octavo never makes (encryption, actions, PostScript, transfer
// curves, annotations inside the bleed) is held by tests on the written file (tests/pdf/press_test.cpp).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdf/object_filter.h"
#include "pdf/object_writer.h"
#include "pdf/page_record.h"
#include "pdf/press_colors.h"
#include "pdf/press_facts.h"
#include "pdf/press_settings.h"

namespace octavo::pdf {

class PressFinish : public ObjectFilter {
public:
    PressFinish(PressSettings const& settings, PressColors const& colors) : settings_(settings), colors_(colors) {}

    [[nodiscard]] PressSettings const& settings() const { return settings_; }
    /// For the contents of pages and, where no inks are reserved, of forms.
    [[nodiscard]] ColorSpeller speller(PageRecords const& records);
    /// "/ColorSpace<<…>>" of the spot inks spelt since the last call, for a page's resources.
    [[nodiscard]] std::string color_spaces(ObjectWriter& writer);
    /// Whether there is a printing condition, so that PDF/X-4 can be claimed if nothing else stands in the way.
    [[nodiscard]] bool has_condition() const { return colors_.has_profile(); }
    /// "/OutputIntents[…]"; empty without a profile.
    [[nodiscard]] std::string output_intent(ObjectWriter& writer) const;

    std::optional<FilteredStream> stream(QPDFObjectHandle const& object) override;
    std::string entry(QPDFObjectHandle const& dictionary, std::string const& key, QPDFObjectHandle const& value) override;
    void look_at(QPDFObjectHandle const& dictionary) override;

    [[nodiscard]] PressFacts const& facts() const { return facts_; }
    void add_embedded_font() { ++facts_.embedded_fonts; }
    void set_claim(bool claims) { facts_.claims_x4 = claims; }

private:
    struct Spot {
        css::Ink ink;
        std::uint32_t object = 0;
        bool on_page = false;
    };
    std::string spell_ink(std::uint16_t number, PaintUse use);
    [[nodiscard]] std::optional<FilteredStream> picture(QPDFObjectHandle const& object);
    [[nodiscard]] std::optional<FilteredStream> form(QPDFObjectHandle const& object);
    [[nodiscard]] std::string separation(css::Ink const& ink) const;

    PressSettings const& settings_;
    PressColors const& colors_;
    std::vector<Spot> spots_;
    PressFacts facts_;
};

/// Elements for the XMP packet and entries for the information dictionary (identification, document identity, trapping).
[[nodiscard]] std::string press_xmp(std::string_view file_identifier);
[[nodiscard]] std::string press_information();

}  // namespace octavo::pdf
