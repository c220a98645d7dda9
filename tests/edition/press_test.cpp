// Press PDFs and covers through the public interface, on real files.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "octavo.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
constexpr char const* cmyk_profile = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
constexpr char const* rgb_profile = "/usr/share/color/icc/ghostscript/default_rgb.icc";

struct Outcome {
    int status = -1;
    std::string output;
};
Outcome shell(std::string const& command) {
    Outcome outcome;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) outcome.output.append(buffer.data(), got);
    outcome.status = ::pclose(pipe);
    return outcome;
}

class PressTest : public testing::Test {
protected:
    void SetUp() override {
        if (!fs::exists(cmyk_profile)) GTEST_SKIP() << "no " << cmyk_profile;
        folder_ = fs::path(testing::TempDir()) / ("octavo-press-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        body("<h1>T</h1><p>Some text.</p>");
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string put(std::string const& name, std::string const& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    void body(std::string const& text, std::string const& language = "en") {
        put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + language + "\"><head><title>The Title</title></head><body>" + text + "</body></html>");
    }
    Result make(Action action, std::string const& tables, PressOptions press = {}, CoverOptions cover = {}) {
        Request request;
        request.action = action;
        request.inputs = {put("octavo.toml", "[edition]\nsources = [\"x.xhtml\"]\ncreator = \"Ann Author\"\nrights = \"free\"\npublisher = \"House\"\n" + tables)};
        request.output = (folder_ / "out.pdf").string();
        request.press = std::move(press);
        request.cover_sheet = std::move(cover);
        return run(request);
    }
    [[nodiscard]] std::string out() const { return (folder_ / "out.pdf").string(); }
    [[nodiscard]] bool nothing_left() const {
        for (auto const& entry : fs::directory_iterator(folder_))
            if (entry.path().extension() != ".xhtml" && entry.path().extension() != ".toml" && entry.path().extension() != ".css" && entry.path().extension() != ".icc") return false;
        return true;
    }
    static std::string text_of(Result const& result) {
        std::string all;
        for (Message const& message : result.messages) all += message.rendered + "\n";
        return all;
    }
    /// "MediaBox … TrimBox" of the first page, as pdfinfo tells them.
    [[nodiscard]] std::string boxes() const { return shell("pdfinfo -box " + out()).output; }
    static bool has_box(std::string const& info, std::string const& line) { return info.find(line) != std::string::npos; }

    fs::path folder_;
};

TEST_F(PressTest, APrintShopGetsBleedMarksAndX4) {
    PressOptions press;
    press.output_intent = cmyk_profile;
    press.preflight = true;
    Result result = make(Action::press, "", press);
    ASSERT_EQ(result.exit_code, exit_ok) << text_of(result);
    EXPECT_NE(result.text.find("PDF/X-4          yes"), std::string::npos) << result.text;
    std::string info = boxes();
    // A5 is 419.53 × 595.28 pt; 3 mm of bleed is 8.5 pt; marks take 8.5 + 14.17 + 2 from the trim.
    EXPECT_TRUE(has_box(info, "TrimBox:            24.68    24.68   444.20   619.95")) << info;
    EXPECT_TRUE(has_box(info, "BleedBox:           16.17    16.17")) << info;
    EXPECT_EQ(shell("qpdf --check " + out()).status, 0);
}

TEST_F(PressTest, TheEditionFileAndTheProfileSayWhatIsWanted) {
    put("octavo.toml", "");
    Result result = make(Action::press, "[press]\nprofile = \"print-on-demand\"\n");
    ASSERT_EQ(result.exit_code, exit_ok) << text_of(result);
    EXPECT_TRUE(has_box(boxes(), "TrimBox:             9.00     9.00")) << boxes();
    result = make(Action::press, "[press]\nprofile = \"print-on-demand\"\nbleed = \"5mm\"\nmarks = [\"crop\", \"cross\"]\n");
    EXPECT_TRUE(has_box(boxes(), "BleedBox:           16.17    16.17")) << boxes();
    result = make(Action::press, "[press]\nprofile = \"home-duplex\"\n");
    EXPECT_TRUE(has_box(boxes(), "TrimBox:             0.00     0.00")) << boxes();
}

TEST_F(PressTest, PageRulesMayGiveMoreBleedButNotLess) {
    put("more.css", "@page { bleed: 5mm } ");
    put("less.css", "@page { bleed: 1mm } ");
    PressOptions asked;
    asked.bleed = "3mm";
    Result more = make(Action::press, "[press]\nstyles = [\"book\", \"more.css\"]\n", asked);
    EXPECT_EQ(more.exit_code, exit_ok) << text_of(more);
    fs::remove(out());
    Result less = make(Action::press, "[press]\nstyles = [\"book\", \"less.css\"]\n", asked);
    EXPECT_EQ(less.exit_code, exit_bad_input);
    EXPECT_NE(text_of(less).find("page 1 has a bleed of 1 mm by the page rules, and the printer wants 3 mm"), std::string::npos) << text_of(less);
    EXPECT_TRUE(nothing_left());
    Result warned = make(Action::press, "[press]\nstyles = [\"book\", \"less.css\"]\n");
    EXPECT_EQ(warned.exit_code, exit_ok) << "the profile's bleed is a default";
    EXPECT_NE(text_of(warned).find("press-bleed"), std::string::npos);
}

TEST_F(PressTest, ABackgroundGoesOnIntoTheBleed) {
    put("ground.css", "@page { background-color: device-cmyk(1 0 0 0) }");
    Result result = make(Action::press, "[press]\nmarks = \"none\"\nstyles = [\"book\", \"ground.css\"]\n");
    ASSERT_EQ(result.exit_code, exit_ok) << text_of(result);
    std::string picture = (folder_ / "page").string();
    ASSERT_EQ(shell("pdftoppm -r 72 -f 1 -l 1 -singlefile -png " + out() + " " + picture).status, 0);
    // The whole medium is the ground: the corner's pixel is no white.
    Outcome corner = shell("pdftoppm -r 72 -f 1 -l 1 -x 0 -y 0 -W 1 -H 1 -singlefile " + out() + " " + picture + " && tail -c 3 " + picture + ".ppm | od -An -tu1");
    EXPECT_EQ(corner.output.find("255 255 255"), std::string::npos) << corner.output;
}

TEST_F(PressTest, WhatCannotBeUsedIsSaidAndNothingIsWritten) {
    struct Case {
        PressOptions press;
        std::string says;
    };
    auto intent = [](std::string path) { PressOptions p; p.output_intent = std::move(path); return p; };
    PressOptions profile, bleed, marks, condition;
    profile.profile = "best";
    bleed.bleed = "thick";
    marks.marks = "crop,fold";
    condition.output_condition = "FOGRA39";
    for (Case const& c : {Case{intent(rgb_profile), "it is an RGB profile, and a press needs CMYK"},
                          Case{intent(put("rubbish.icc", "no profile")), "it is no ICC profile"},
                          Case{intent("/nowhere/press.icc"), "press.icc"},
                          Case{profile, "there is no press profile \"best\""}, Case{bleed, "\"thick\" is no bleed"}, Case{marks, "\"fold\" is no mark"},
                          Case{condition, "the printing condition \"FOGRA39\" has no profile"}}) {
        Result result = make(Action::press, "", c.press);
        EXPECT_EQ(result.exit_code, exit_bad_input) << c.says;
        EXPECT_NE(text_of(result).find(c.says), std::string::npos) << text_of(result);
        EXPECT_TRUE(nothing_left());
    }
    Result outside = make(Action::press, "[press]\noutput_intent = \"../press.icc\"\n");
    EXPECT_EQ(outside.exit_code, exit_bad_input);
    EXPECT_NE(text_of(outside).find("io-outside-root"), std::string::npos) << text_of(outside);
}

TEST_F(PressTest, TheSameBytesForAnyNumberOfWorkers) {
    body("<h1 style='color: -octavo-spot(\"Gold\", #c90)'>T</h1><p style='color: #123456'>Some text.</p>");
    PressOptions press;
    press.output_intent = cmyk_profile;
    auto bytes = [&] {
        std::ifstream stream(out(), std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    };
    Request request;
    request.action = Action::press;
    request.inputs = {(folder_ / "x.xhtml").string()};
    request.output = out();
    request.press = press;
    request.jobs = 1;
    ASSERT_EQ(run(request).exit_code, exit_ok);
    std::string first = bytes();
    request.jobs = 8;
    ASSERT_EQ(run(request).exit_code, exit_ok);
    EXPECT_EQ(bytes(), first);
}

TEST_F(PressTest, ABuildMakesWhatTheEditionFileAsksFor) {
    Request request;
    request.inputs = {put("octavo.toml", "[edition]\nsources = [\"x.xhtml\"]\n[print]\noutput = \"p.pdf\"\n[press]\noutput = \"s.pdf\"\n[cover]\noutput = \"c.pdf\"\nspine = \"9mm\"\n")};
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok) << text_of(result);
    for (char const* name : {"p.pdf", "s.pdf", "c.pdf"}) EXPECT_TRUE(fs::exists(folder_ / name)) << name;
    EXPECT_EQ(result.outputs.size(), 3U);
}

// --- covers

TEST_F(PressTest, ACoverIsAsWideAsItsPartsAndReadsItsBarcodeBack) {
    Result result = make(Action::cover, "description = \"What it is about.\"\n[press]\nmarks = \"none\"\n[cover]\npages = 200\npaper = \"0.1mm\"\nisbn = \"978-3-16-148410-0\"\n");
    ASSERT_EQ(result.exit_code, exit_ok) << text_of(result);
    EXPECT_NE(result.text.find("spine 10 mm (200 pages, leaves of 0.100 mm)"), std::string::npos) << result.text;
    // 2 × 148 + 10 mm and 210 mm, with 3 mm of bleed
    std::string info = boxes();
    EXPECT_TRUE(has_box(info, "Pages:           1")) << info;
    EXPECT_TRUE(has_box(info, "TrimBox:             8.50     8.50   875.90   603.78")) << info;
    std::string words = shell("pdftotext " + out() + " -").output;
    for (char const* word : {"The Title", "What it is about.", "ISBN 978-3-16-148410-0", "House"}) EXPECT_NE(words.find(word), std::string::npos) << words;
    std::string picture = (folder_ / "cover").string();
    ASSERT_EQ(shell("pdftoppm -r 300 -singlefile -png " + out() + " " + picture).status, 0);
    Outcome read = shell("zbarimg -q --nodbus --raw " + picture + ".png");
    EXPECT_EQ(read.output, "9783161484100\n");
}

TEST_F(PressTest, ACoverCountsThePagesOfItsBook) {
    std::string text;
    for (int i = 0; i < 10; ++i) text += "<section><h2 style='break-before: page'>H</h2><p>Some text.</p></section>";
    body(text);
    Result pages = make(Action::press, "");
    ASSERT_EQ(pages.exit_code, exit_ok);
    Result cover = make(Action::cover, "[cover]\npaper = \"2mm\"\n");
    ASSERT_EQ(cover.exit_code, exit_ok) << text_of(cover);
    EXPECT_EQ(cover.pages, pages.pages);
    EXPECT_NE(cover.text.find("(" + std::to_string(pages.pages) + " pages"), std::string::npos) << cover.text;
}

TEST_F(PressTest, ABookBoundOnTheRightHasItsFrontOnTheLeft) {
    auto title_at = [&] {
        std::string words = shell("pdftotext -bbox " + out() + " - | grep '>Back'").output;
        return std::stod(words.substr(words.find("xMin=\"") + 6));
    };
    std::string tables = "description = \"Backwards\"\n[press]\nmarks = \"none\"\n[cover]\nspine = \"10mm\"\n";
    ASSERT_EQ(make(Action::cover, tables).exit_code, exit_ok);
    EXPECT_LT(title_at(), 419);
    CoverOptions right;
    right.binding = "right";
    ASSERT_EQ(make(Action::cover, tables, {}, right).exit_code, exit_ok);
    EXPECT_GT(title_at(), 419);
}

TEST_F(PressTest, CoversThatCannotBeMadeSayWhy) {
    struct Case {
        std::string tables, says;
    };
    std::string long_blurb(20'000, 'x');
    for (std::size_t i = 0; i < long_blurb.size(); i += 6) long_blurb[i] = ' ';
    for (Case const& c : {Case{"[cover]\nspine = \"9mm\"\nisbn = \"978-3-16-148410-1\"\n", "the ISBN \"978-3-16-148410-1\" is wrong: its last digit should be 0"},
                          Case{"[cover]\npaper = \"thick\"\n", "\"thick\" is no paper"}, Case{"[cover]\nspine = \"0mm\"\n", "a spine of 0 mm is none"},
                          Case{"[cover]\npaper = \"2mm\"\npages = 1000000\n", "cannot be bound"},
                          Case{"[cover]\nspine = \"9mm\"\nspine_text = \"sideways\"\n", "\"sideways\" is no direction"},
                          Case{"[cover]\nspine = \"9mm\"\nblurb = \"" + long_blurb + "\"\n", "what is to stand on the back does not fit on it"}}) {
        Result result = make(Action::cover, c.tables);
        EXPECT_EQ(result.exit_code, exit_bad_input) << c.says;
        EXPECT_NE(text_of(result).find(c.says), std::string::npos) << text_of(result);
        EXPECT_TRUE(nothing_left()) << c.says;
    }
}

TEST_F(PressTest, ACoverIsStyledByCss) {
    Request request;
    request.action = Action::cover;
    request.inputs = {put("octavo.toml", "[edition]\nsources = [\"x.xhtml\"]\n[cover]\nspine = \"9mm\"\nstyles = [\"own.css\"]\n")};
    request.output = out();
    request.styles = {"given.css"};
    put("own.css", ".front .title::before { content: 'own ' }");
    put("given.css", ".front .title::before { content: 'given ' } .front .title { font-size: 14pt; text-transform: uppercase }");
    Result result = run(request);
    ASSERT_EQ(result.exit_code, exit_ok) << text_of(result);
    std::string words = shell("pdftotext -layout " + out() + " -").output;
    EXPECT_NE(words.find("GIVEN THE TITLE"), std::string::npos) << "--style comes last\n" << words;
}

TEST_F(PressTest, AThinSpineBearsNoText) {
    Result thin = make(Action::cover, "[cover]\nspine = \"4mm\"\nspine_text = \"down\"\n");
    EXPECT_EQ(thin.exit_code, exit_ok);
    EXPECT_NE(text_of(thin).find("the spine is 4 mm wide and bears no text"), std::string::npos) << text_of(thin);
    auto authors = [&] {
        std::string words = shell("pdftotext " + out() + " -").output;
        std::size_t count = 0;
        for (std::size_t at = words.find("uthor"); at != std::string::npos; at = words.find("uthor", at + 1)) ++count;
        return count;
    };
    std::size_t on_thin = authors();
    ASSERT_EQ(make(Action::cover, "[cover]\nspine = \"12mm\"\n").exit_code, exit_ok);
    EXPECT_EQ(authors(), on_thin + 1);
}

}  // namespace
}  // namespace octavo
