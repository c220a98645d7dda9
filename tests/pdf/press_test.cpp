// Files for a press, looked at object by object: boxes, inks, pictures, and what ISO 15930-7 (PDF/X-4) wants and forbids. There is no
// free validator of PDF/X; clauses are named by their subject.
#include "pdf/support.h"

#include <cairo.h>
#include <cmath>
#include <functional>
#include <jpeglib.h>
#include <lcms2.h>

#include "css/ink.h"
#include "pdf/preflight.h"
#include "pdf/press_colors.h"
#include "pdf/qpdf.h"

namespace octavo::test {
namespace {

using paint::Mark;

constexpr char const* cmyk_profile = "/usr/share/color/icc/ghostscript/default_cmyk.icc";

std::string srgb_bytes() {
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

css::Color spot(char const* name, std::uint16_t tint = 1000) {
    css::Color color{0xE4, 0, 0x2B, 255};
    color.ink = css::number_of({.name = base::Name::of(name), .rgb = {0xE4, 0, 0x2B}, .tint = tint});
    return color;
}
css::Color process(std::array<std::uint16_t, 4> cmyk) {
    css::Color color{1, 2, 3, 255};
    color.ink = css::number_of({.name = {}, .cmyk = cmyk, .has_cmyk = true});
    return color;
}

class PdfPress : public PdfTest {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(cmyk_profile)) GTEST_SKIP() << "no " << cmyk_profile;
        settings.profile = read_file(cmyk_profile);
        press = &settings;
        tagging = pdf::Tagging::untagged;
        roman = engine.add(garamond, 11 * base::point);
        paragraph = element("p");
        metadata.modified = "2026-11-24T00:00:00Z";
    }
    paint::DisplayList saying(std::string const& what, css::Color color = {}) {
        paint::DisplayList list;
        PageMaker page(engine, list);
        page.text(page.mark(paragraph), roman, 60, 80, what, color);
        return list;
    }
    void add_picture(std::string name, std::string file, box::Picture::Format format, std::uint32_t width, std::uint32_t height) {
        box::Picture picture;
        picture.reference = name;
        picture.resource = resource(name, std::move(file));
        picture.format = format;
        picture.pixel_width = width;
        picture.pixel_height = height;
        boxes.pictures.push_back(picture);
    }
    /// Writes, and reads back with libqpdf.
    void make(std::vector<paint::DisplayList> const& pages) {
        bytes = write(pages);
        ASSERT_EQ(problem, "");
        TemporaryFile file(bytes);
        Outcome checked = run("qpdf --check " + file.path());
        EXPECT_EQ(checked.status, 0) << checked.output;
        file_.processMemoryFile("out.pdf", bytes.data(), bytes.size());
    }
    QPDFObjectHandle page(std::size_t index = 0) { return file_.getAllPages().at(index); }
    QPDFObjectHandle catalog() { return file_.getRoot(); }
    std::string contents(std::size_t index = 0) {
        auto data = page(index).getKey("/Contents").getStreamData();
        return {reinterpret_cast<char const*>(data->getBuffer()), data->getSize()};
    }
    std::string xmp() {
        auto data = catalog().getKey("/Metadata").getStreamData();
        return {reinterpret_cast<char const*>(data->getBuffer()), data->getSize()};
    }
    std::vector<double> box(char const* name) {
        std::vector<double> out;
        for (auto& side : page().getKey(name).aitems()) out.push_back(side.getNumericValue());
        return out;
    }
    /// Every dictionary of the file, those of streams too.
    void each_dictionary(std::function<void(QPDFObjectHandle)> const& visit) {
        std::function<void(QPDFObjectHandle)> walk = [&](QPDFObjectHandle object) {
            if (object.isStream()) object = object.getDict();
            if (object.isArray())
                for (auto& item : object.aitems())
                    if (!item.isIndirect()) walk(item);
            if (!object.isDictionary()) return;
            visit(object);
            for (auto& entry : object.ditems())
                if (!entry.second.isIndirect()) walk(entry.second);
        };
        for (auto& object : file_.getAllObjects()) walk(object);
        walk(file_.getTrailer());
    }

    pdf::PressSettings settings;
    text::FontId roman;
    dom::NodeId paragraph;
    std::string bytes;
    QPDF file_;
};

std::string plain_jpeg(int width, int height, int components) {
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &buffer, &size);
    encoder.image_width = static_cast<JDIMENSION>(width);
    encoder.image_height = static_cast<JDIMENSION>(height);
    encoder.input_components = components;
    encoder.in_color_space = components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_start_compress(&encoder, TRUE);
    std::vector<unsigned char> row(static_cast<std::size_t>(width * components));
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i % static_cast<std::size_t>(components) == 0 ? 220 : 30;
    JSAMPROW rows = row.data();
    for (int y = 0; y < height; ++y) jpeg_write_scanlines(&encoder, &rows, 1);
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::string out(reinterpret_cast<char*>(buffer), size);
    std::free(buffer);
    return out;
}

std::string plain_png(int width, int height, std::uint32_t pixel) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    auto* data = cairo_image_surface_get_data(surface);
    cairo_surface_flush(surface);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) std::memcpy(data + y * cairo_image_surface_get_stride(surface) + 4 * x, &pixel, 4);
    cairo_surface_mark_dirty(surface);
    std::string out;
    cairo_surface_write_to_png_stream(surface, [](void* closure, unsigned char const* bytes, unsigned length) {
        static_cast<std::string*>(closure)->append(reinterpret_cast<char const*>(bytes), length);
        return CAIRO_STATUS_SUCCESS;
    }, &out);
    cairo_surface_destroy(surface);
    return out;
}

// --- boxes

TEST_F(PdfPress, BoxesLieWithinEachOther) {
    paint::DisplayList list = saying("boxes");
    list.bleed = 9 * base::point;
    list.slug = 21 * base::point;
    make({list});
    EXPECT_EQ(box("/MediaBox"), (std::vector<double>{0, 0, 360, 460}));
    EXPECT_EQ(box("/BleedBox"), (std::vector<double>{21, 21, 339, 439}));
    EXPECT_EQ(box("/TrimBox"), (std::vector<double>{30, 30, 330, 430}));
    EXPECT_FALSE(page().hasKey("/ArtBox")) << "either a TrimBox or an ArtBox";
    EXPECT_NE(contents().find("1 0 0 -1 90 110 Tm"), std::string::npos) << "content is placed from the trim\n" << contents();
}

TEST_F(PdfPress, EveryPageHasATrimBoxAlsoWithoutBleed) {
    make({saying("one"), saying("two")});
    for (auto const& each : file_.getAllPages()) {
        EXPECT_TRUE(QPDFObjectHandle(each).hasKey("/TrimBox"));
        EXPECT_TRUE(QPDFObjectHandle(each).hasKey("/BleedBox"));
    }
}

// --- colours of the page

TEST_F(PdfPress, BlackAndGreyAreOnTheBlackPlate) {
    paint::DisplayList list = saying("black");
    PageMaker maker(engine, list);
    maker.rectangle(0, {0, 0, 1024, 1024, {128, 128, 128, 255}});
    make({list});
    EXPECT_NE(contents().find("0 g"), std::string::npos);
    EXPECT_NE(contents().find("0.502 g"), std::string::npos) << contents();
    EXPECT_EQ(contents().find(" rg"), std::string::npos);
    EXPECT_EQ(contents().find(" k"), std::string::npos);
}

TEST_F(PdfPress, OtherColoursAreConvertedByTheProfile) {
    make({saying("red", {200, 20, 20, 255})});
    auto colors = pdf::PressColors::open(settings.profile);
    ASSERT_TRUE(colors.has_value());
    pdf::Cmyk parts = (*colors)->convert({200 / 255.0, 20 / 255.0, 20 / 255.0});
    EXPECT_GT(parts[1], 600) << "red is mostly magenta";
    EXPECT_GT(parts[2], 500) << "and yellow";
    EXPECT_NE(contents().find(pdf::spell_cmyk(parts, pdf::PaintUse::fill)), std::string::npos) << contents();
    EXPECT_EQ(contents().find(" rg"), std::string::npos);
}

TEST_F(PdfPress, ProcessInksAreWrittenAsTheyAreGiven) {
    make({saying("cyan", process({1000, 125, 0, 50}))});
    EXPECT_NE(contents().find("1 0.125 0 0.05 k"), std::string::npos) << contents();
}

TEST_F(PdfPress, SpotColoursAreSeparationsWithOneObject) {
    make({saying("red", spot("PANTONE 185 C")), saying("pale", spot("PANTONE 185 C", 250)), saying("other", spot("Gold"))});
    EXPECT_NE(contents(0).find("/Spot0 cs 1 scn"), std::string::npos) << contents(0);
    EXPECT_NE(contents(1).find("/Spot0 cs 0.25 scn"), std::string::npos) << contents(1);
    EXPECT_NE(contents(2).find("/Spot1 cs 1 scn"), std::string::npos);
    auto space = [&](std::size_t index, char const* name) { return page(index).getKey("/Resources").getKey("/ColorSpace").getKey(name); };
    QPDFObjectHandle red = space(0, "/Spot0");
    ASSERT_TRUE(red.isArray());
    EXPECT_EQ(red.getArrayItem(0).getName(), "/Separation");
    EXPECT_EQ(red.getArrayItem(1).getName(), "/PANTONE 185 C");
    EXPECT_EQ(red.getArrayItem(2).getName(), "/DeviceCMYK");
    EXPECT_EQ(red.getArrayItem(3).getKey("/FunctionType").getIntValue(), 2);
    EXPECT_EQ(red.getArrayItem(3).getKey("/C1").getArrayNItems(), 4);
    EXPECT_EQ(space(1, "/Spot0").getObjectID(), red.getObjectID()) << "one tint transform for all uses of a name";
    EXPECT_FALSE(page(0).getKey("/Resources").getKey("/ColorSpace").hasKey("/Spot1"));
    TemporaryFile file(bytes);
    EXPECT_EQ(run("mutool draw -q -o /dev/null -F png " + file.path()).status, 0);
}

TEST_F(PdfPress, MarksAreOnEveryPlate) {
    paint::DisplayList list = saying("marks");
    css::Color all;
    all.ink = css::registration_ink();
    list.strokes.push_back({0, 0, 1024, 0, 256, css::BorderStyle::solid, all});
    list.marks.push_back({Mark::Kind::crop_mark, {}, 0});
    list.items.push_back({paint::ItemKind::stroke, 1, 0, 1000});
    make({list});
    EXPECT_NE(contents().find("/Spot0 CS 1 SCN"), std::string::npos) << contents();
    EXPECT_EQ(page().getKey("/Resources").getKey("/ColorSpace").getKey("/Spot0").getArrayItem(1).getName(), "/All");
}

TEST_F(PdfPress, InksMeanNothingElsewhere) {
    press = nullptr;
    make({saying("red", spot("PANTONE 185 C"))});
    EXPECT_NE(contents().find(" rg"), std::string::npos);
    EXPECT_EQ(bytes.find("Separation"), std::string::npos);
}

TEST(ReservedColors, LeadBackAndAreNoColourOfAStyleSheet) {
    for (std::uint32_t index : {0U, 1U, 249U, 250U, 12'345U}) EXPECT_EQ(pdf::reserved_index(pdf::reserved_color(index)), index);
    for (int value = 0; value < 256; ++value) EXPECT_FALSE(pdf::reserved_index({value / 255.0, value / 255.0, value / 255.0}));
}

// --- pictures

TEST_F(PdfPress, PicturesBecomeCmykAndGreyOnesGrey) {
    add_picture("photo.jpg", plain_jpeg(32, 16, 3), box::Picture::Format::jpeg, 32, 16);
    add_picture("flat.png", plain_png(8, 8, 0xFF3060C0), box::Picture::Format::png, 8, 8);
    add_picture("grey.png", plain_png(8, 8, 0xFF404040), box::Picture::Format::png, 8, 8);
    add_picture("press.jpg", plain_jpeg(32, 16, 4), box::Picture::Format::jpeg, 32, 16);
    paint::DisplayList list;
    PageMaker maker(engine, list);
    auto mark = maker.mark(paragraph);
    for (std::uint32_t i = 0; i < 4; ++i) maker.picture(mark, i, 20, 20 + 40 * i, 30, 15);
    make({list});
    std::vector<std::string> spaces;
    for (auto& object : file_.getAllObjects()) {
        if (!object.isStream() || !object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) continue;
        QPDFObjectHandle dictionary = object.getDict();
        spaces.push_back(dictionary.getKey("/ColorSpace").getName());
        int components = spaces.back() == "/DeviceCMYK" ? 4 : 1;
        auto pixels = object.getStreamData(qpdf_dl_all);
        EXPECT_EQ(pixels->getSize(), static_cast<std::size_t>(dictionary.getKey("/Width").getIntValue() * dictionary.getKey("/Height").getIntValue() * components));
    }
    EXPECT_EQ(spaces.size(), 4U);
    EXPECT_EQ(std::count(spaces.begin(), spaces.end(), "/DeviceCMYK"), 3);
    EXPECT_EQ(std::count(spaces.begin(), spaces.end(), "/DeviceGray"), 1);
    // What the pixels say is what lcms2 says of them.
    auto colors = pdf::PressColors::open(settings.profile);
    pdf::Cmyk blue = (*colors)->convert({0x30 / 255.0, 0x60 / 255.0, 0xC0 / 255.0});
    for (auto& object : file_.getAllObjects()) {
        if (!object.isStream() || !object.getDict().getKey("/Subtype").isNameAndEquals("/Image") || object.getDict().getKey("/Width").getIntValue() != 8) continue;
        if (!object.getDict().getKey("/ColorSpace").isNameAndEquals("/DeviceCMYK")) continue;
        auto pixels = object.getStreamData(qpdf_dl_all);
        for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(pixels->getBuffer()[i] * 1000 / 255, blue[i], 8);
    }
}

TEST_F(PdfPress, DrawingsAndTheirGradientsAreConverted) {
    box::Picture picture;
    picture.reference = "drawing.svg";
    picture.format = box::Picture::Format::svg;
    static constexpr std::string_view svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/>"
        "<stop offset='1' stop-color='#00f'/></linearGradient></defs><path d='M0 0h20v20z' fill='#c83232'/><path d='M0 0h9v9z' fill='#000'/>"
        "<rect x='20' y='20' width='20' height='20' fill='url(#g)'/><g opacity='0.5'><rect width='9' height='30' fill='#0a0'/><rect width='30' height='9' fill='#a0a'/></g></svg>";
    picture.svg_source = svg;
    boxes.pictures.push_back(picture);
    paint::DisplayList list;
    PageMaker maker(engine, list);
    maker.picture(maker.mark(paragraph), 0, 20, 20, 80, 80);
    make({list});
    bool gradient = false;
    each_dictionary([&](QPDFObjectHandle dictionary) {
        if (!dictionary.hasKey("/ShadingType")) return;
        gradient = true;
        EXPECT_EQ(dictionary.getKey("/ColorSpace").getName(), "/DeviceCMYK");
    });
    EXPECT_TRUE(gradient);
    TemporaryFile file(bytes);
    Outcome drawn = run("mutool draw -q -o /dev/null -F png " + file.path());
    EXPECT_EQ(drawn.status, 0) << drawn.output;
    EXPECT_EQ(drawn.output.find("error"), std::string::npos) << drawn.output;
}

// --- PDF/X-4

TEST_F(PdfPress, SaysWhatItIs) {
    settings.condition = "FOGRA39";
    make({saying("one")});
    EXPECT_EQ(bytes.substr(0, 8), "%PDF-1.6") << "PDF/X-4 is of PDF 1.6";
    // the output intent
    QPDFObjectHandle intents = catalog().getKey("/OutputIntents");
    ASSERT_EQ(intents.getArrayNItems(), 1);
    QPDFObjectHandle intent = intents.getArrayItem(0);
    EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFX");
    EXPECT_EQ(intent.getKey("/OutputConditionIdentifier").getUTF8Value(), "FOGRA39");
    EXPECT_TRUE(intent.getKey("/Info").isString());
    QPDFObjectHandle profile = intent.getKey("/DestOutputProfile");
    EXPECT_EQ(profile.getDict().getKey("/N").getIntValue(), 4);
    auto icc = profile.getStreamData();
    EXPECT_EQ(std::string(reinterpret_cast<char const*>(icc->getBuffer()), icc->getSize()), settings.profile);
    // identification, dates and trapping, in the metadata and, alike, in the information dictionary
    EXPECT_NE(xmp().find(">PDF/X-4</pdfxid:GTS_PDFXVersion>"), std::string::npos) << xmp();
    EXPECT_NE(xmp().find("<pdf:Trapped>False</pdf:Trapped>"), std::string::npos);
    for (char const* name : {"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "dc:title"})
        EXPECT_NE(xmp().find(std::string("</") + name), std::string::npos) << name;
    EXPECT_EQ(xmp().find("pdfaid:part"), std::string::npos) << "PDF/A is not claimed beside it";
    QPDFObjectHandle information = file_.getTrailer().getKey("/Info");
    EXPECT_EQ(information.getKey("/Trapped").getName(), "/False");
    EXPECT_EQ(information.getKey("/CreationDate").getStringValue(), "D:20261124000000Z");
    EXPECT_EQ(information.getKey("/ModDate").getStringValue(), "D:20261124000000Z");
    EXPECT_EQ(information.getKey("/Title").getUTF8Value(), "A title");
    EXPECT_EQ(file_.getTrailer().getKey("/ID").getArrayNItems(), 2);
    EXPECT_FALSE(file_.getTrailer().hasKey("/Encrypt"));
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
}

TEST_F(PdfPress, HasNothingThatIsForbidden) {
    add_picture("photo.jpg", plain_jpeg(32, 16, 3), box::Picture::Format::jpeg, 320, 160);
    paint::DisplayList list = saying("a link", {10, 100, 10, 255});
    list.links.push_back({.x = 0, .y = 0, .width = 1024, .height = 1024, .link = paragraph, .target = {}, .uri = "https://example.org/"});
    PageMaker maker(engine, list);
    maker.picture(0, 0, 20, 100, 60, 30);
    bookmarks.push_back({.label = "one", .node = paragraph});
    make({list});
    each_dictionary([&](QPDFObjectHandle dictionary) {
        EXPECT_FALSE(dictionary.hasKey("/JS") || dictionary.hasKey("/JavaScript") || dictionary.hasKey("/A") || dictionary.hasKey("/AA"));
        EXPECT_FALSE(dictionary.hasKey("/Annots")) << "no annotations in the bleed";
        EXPECT_FALSE(dictionary.getKey("/Subtype").isNameAndEquals("/PS"));
        EXPECT_FALSE(dictionary.hasKey("/TR") || dictionary.hasKey("/HTP") || dictionary.hasKey("/OPI") || dictionary.hasKey("/Alternates"));
        EXPECT_FALSE(dictionary.getKey("/Filter").isNameAndEquals("/LZWDecode"));
        for (char const* key : {"/ColorSpace", "/CS"}) EXPECT_FALSE(dictionary.getKey(key).isNameAndEquals("/DeviceRGB")) << key;
        bool font = dictionary.getKey("/Type").isNameAndEquals("/FontDescriptor");
        EXPECT_TRUE(!font || dictionary.hasKey("/FontFile") || dictionary.hasKey("/FontFile2") || dictionary.hasKey("/FontFile3")) << "fonts are embedded";
    });
    EXPECT_TRUE(catalog().hasKey("/Outlines")) << "an outline may stay";
}

TEST_F(PdfPress, BareFilesHaveNothingForScreens) {
    settings.extras = pdf::ScreenExtras::leave_out;
    metadata.description = "secret";
    bookmarks.push_back({.label = "one", .node = paragraph});
    labels.push_back({});
    make({saying("one")});
    for (char const* key : {"/Outlines", "/PageLabels", "/Lang", "/StructTreeRoot", "/PageMode"}) EXPECT_FALSE(catalog().hasKey(key)) << key;
    EXPECT_EQ(xmp().find("secret"), std::string::npos);
    EXPECT_NE(xmp().find("PDF/X-4"), std::string::npos);
}

TEST_F(PdfPress, WithoutAProfileNothingIsClaimed) {
    settings.profile.clear();
    make({saying("red", {200, 20, 20, 255}), saying("spot", spot("Gold")), saying("black")});
    EXPECT_EQ(xmp().find("PDF/X-4"), std::string::npos);
    EXPECT_FALSE(catalog().hasKey("/OutputIntents"));
    EXPECT_NE(contents(0).find(" rg"), std::string::npos);
    EXPECT_NE(contents(1).find("/Spot0 cs"), std::string::npos);
    EXPECT_NE(contents(2).find("0 g"), std::string::npos);
}

TEST_F(PdfPress, ProfilesThatCannotServeAreRefused) {
    settings.profile = srgb_bytes();
    EXPECT_EQ(write({saying("one")}), "");
    EXPECT_NE(problem.find("it is an RGB profile, and a press needs CMYK"), std::string::npos) << problem;
    settings.profile = "rubbish";
    EXPECT_EQ(write({saying("one")}), "");
    EXPECT_NE(problem.find("it is no ICC profile"), std::string::npos) << problem;
    settings.profile = read_file(cmyk_profile).substr(0, 3000);
    EXPECT_EQ(write({saying("one")}), "");
    EXPECT_EQ(workspace->artefact("out.pdf"), nullptr);
}

TEST_F(PdfPress, TheSameInputGivesTheSameBytes) {
    auto once = write({saying("red", spot("Gold")), saying("b", {1, 2, 200, 255})});
    EXPECT_EQ(once, write({saying("red", spot("Gold")), saying("b", {1, 2, 200, 255})}));
}

// --- sheets

TEST_F(PdfPress, PanelsStandTurnedAndCutOnOneSheet) {
    paint::DisplayList upright = saying("front"), turned = saying("spine");
    paint::Sheet sheet;
    sheet.frame.width = 500 * base::point;
    sheet.frame.height = 400 * base::point;
    sheet.panels.push_back({&upright, 0, 0, paint::Turn::none, {0, 0, 300 * base::point, 400 * base::point}});
    sheet.panels.push_back({&turned, 400 * base::point, 0, paint::Turn::clockwise, {300 * base::point, 0, 100 * base::point, 400 * base::point}});
    auto writer = pdf::open_pdf({.text = engine, .boxes = boxes, .document = document, .workspace = *workspace, .output = "out.pdf", .tagging = tagging,
                                 .press = press}, context, diagnostics);
    ASSERT_TRUE(writer.has_value());
    (*writer)->add_sheet(sheet);
    ASSERT_TRUE((*writer)->finish({metadata, bookmarks, labels, "octavo test"}).has_value());
    TemporaryFile file(*workspace->artefact("out.pdf"));
    EXPECT_EQ(run("qpdf --check " + file.path()).status, 0);
    std::string words = run("pdftotext -bbox " + file.path() + " -").output;
    EXPECT_NE(words.find(">front<"), std::string::npos) << words;
    // Turned by a quarter, the word is higher than it is wide.
    std::size_t at = words.find(">spine<");
    ASSERT_NE(at, std::string::npos) << words;
    std::string line = words.substr(words.rfind("<word", at), at - words.rfind("<word", at));
    auto number = [&](std::string const& name) { return std::stod(line.substr(line.find(name + "=\"") + name.size() + 2)); };
    EXPECT_GT(number("yMax") - number("yMin"), number("xMax") - number("xMin"));
    EXPECT_NEAR(number("yMin"), 60, 3) << line;
    EXPECT_LT(number("xMax"), 345) << line;
}

// --- preflight

class PdfPreflight : public PdfPress {
protected:
    std::string report_of(std::vector<paint::DisplayList> const& pages) {
        auto writer = pdf::open_pdf({.text = engine, .boxes = boxes, .document = document, .workspace = *workspace, .output = "out.pdf", .tagging = tagging,
                                     .press = press}, context, diagnostics);
        for (auto const& each : pages) (*writer)->add_page(each);
        EXPECT_TRUE((*writer)->finish({metadata, bookmarks, labels, "octavo test"}).has_value());
        return (*writer)->preflight()->report(&files);
    }
    bool told(base::Code code) { return diagnostics.has(code); }
};

TEST_F(PdfPreflight, ACleanBookHasNothingToTell) {
    std::string report = report_of({saying("one"), saying("two")});
    EXPECT_TRUE(diagnostics.empty()) << messages(diagnostics);
    EXPECT_NE(report.find("PDF/X-4          yes"), std::string::npos) << report;
    EXPECT_NE(report.find("pages            2\n"), std::string::npos) << report;
    EXPECT_NE(report.find("1, all embedded"), std::string::npos) << report;
}

TEST_F(PdfPreflight, PicturesOfTooFewPixelsAreNamedWithTheirLine) {
    add_picture("small.png", plain_png(50, 50, 0xFF102030), box::Picture::Format::png, 50, 50);
    paint::DisplayList list = saying("x");
    PageMaker maker(engine, list);
    dom::NodeId figure = element("img");
    maker.picture(maker.mark(figure), 0, 50, 100, 24, 24);   // a third of an inch: 150 dpi
    std::string report = report_of({list});
    EXPECT_TRUE(told(base::Code::press_resolution));
    EXPECT_NE(report.find("picture \"small.png\" has 150 dpi"), std::string::npos) << report;
    EXPECT_NE(report.find(fmt::format("in.xml:{}:1: page 1", document.node(figure).where.line)), std::string::npos) << report;
    settings.resolution = 150;
    diagnostics = {};
    EXPECT_EQ(report_of({list}).find("small.png"), std::string::npos);
}

TEST_F(PdfPreflight, HairlinesAreTold) {
    paint::DisplayList list = saying("x");
    list.strokes.push_back({0, 100'000, 100'000, 100'000, 200, css::BorderStyle::solid, {}});
    list.items.push_back({paint::ItemKind::stroke, 0, 0, 1000});
    list.strokes.push_back({0, 100'000, 100'000, 100'000, 256, css::BorderStyle::solid, {}});
    list.items.push_back({paint::ItemKind::stroke, 0, 1, 1000});
    EXPECT_NE(report_of({list}).find("a line is 0.20 pt thick\n"), std::string::npos);
    EXPECT_TRUE(told(base::Code::press_hairline));
}

TEST_F(PdfPreflight, RichBlackAndTooMuchInkAreTold) {
    std::string report = report_of({saying("rich", process({500, 400, 400, 1000})), saying("heavy", process({900, 900, 900, 900}))});
    EXPECT_TRUE(told(base::Code::press_rich_black));
    EXPECT_TRUE(told(base::Code::press_ink));
    EXPECT_NE(report.find("at most 360 % (limit 300 %)"), std::string::npos) << report;
}

TEST_F(PdfPreflight, TextNearTheTrimIsTold) {
    paint::DisplayList list;
    PageMaker maker(engine, list);
    maker.text(maker.mark(paragraph), roman, 4, 80, "too near");
    std::string report = report_of({list});
    EXPECT_TRUE(told(base::Code::press_near_trim));
    EXPECT_NE(report.find("text stands 1.4 mm from the trim"), std::string::npos) << report;
}

TEST_F(PdfPreflight, BlankPagesAreListed) {
    paint::DisplayList blank;
    blank.width = 300 * base::point;
    blank.height = 400 * base::point;
    EXPECT_NE(report_of({saying("one"), blank, blank, saying("four")}).find("blank pages      2–3\n"), std::string::npos);
}

TEST_F(PdfPreflight, ASpotColourOfTwoLooksIsTold) {
    css::Color other{1, 2, 3, 255};
    other.ink = css::number_of({.name = base::Name::of("Gold"), .rgb = {1, 2, 3}});
    std::string report = report_of({saying("one", spot("Gold")), saying("two", other)});
    EXPECT_NE(messages(diagnostics).find("\"Gold\" is said to look in more than one way"), std::string::npos) << report;
}

}  // namespace
}  // namespace octavo::test
