#include "impose/calibration.h"

#include <fmt/format.h>

#include "impose/drawing.h"
#include "impose/instructions.h"
#include "impose/sheet_file.h"

namespace octavo::impose {
namespace {

constexpr base::Length millimetre = 2'903;
constexpr int reach = 10;                                  // mm to both sides of a scale's middle
constexpr base::Length word_size = 9 * base::point, number_size = 8 * base::point;

/// Scales lie this far from the paper's middle: two of each direction, so that a sheet drawn in askew shows.
struct Distances {
    base::Length along_x, along_y;
};
Distances distances(Paper const& paper) { return {paper.width / 4, paper.height / 4}; }

/// Two scales for right and left, two for up and down. A number says by how much the back has to be moved, seen from the
/// back, to come from there to the middle: turned sideways, left and right are exchanged; turned upwards, up and down.
std::string front(Imposition const& imposition) {
    Paper const& paper = imposition.options.layout.paper;
    Point middle{paper.width / 2, paper.height / 2};
    bool sideways = imposition.plan.turn == Turn::sideways;
    Distances far = distances(paper);
    std::string out = "0 G 0 g\n";
    Drawing drawing(out);
    drawing.line_width(base::point / 5);
    for (int tenth = -10 * reach; tenth <= 10 * reach; tenth += 5) {
        base::Length off = base::scale(millimetre, tenth, 10);
        bool whole = tenth % 10 == 0, labelled = tenth % 50 == 0;
        base::Length length = labelled ? 4 * millimetre : whole ? 3 * millimetre : 2 * millimetre;
        std::string right = std::to_string((sideways ? tenth : -tenth) / 10), up = std::to_string((sideways ? -tenth : tenth) / 10);
        for (base::LongLength y : {middle.y + far.along_y, middle.y - far.along_y}) {
            drawing.line({middle.x + off, y}, {middle.x + off, y + length});
            if (labelled) drawing.text({middle.x + off - number_size / 4, y + 5 * millimetre}, number_size, right);
        }
        for (base::LongLength x : {middle.x - far.along_x, middle.x + far.along_x}) {
            drawing.line({x, middle.y + off}, {x + length, middle.y + off});
            if (labelled) drawing.text({x + 5 * millimetre, middle.y + off - number_size / 3}, number_size, up);
        }
    }
    drawing.text({middle.x - 12 * millimetre, middle.y + far.along_y + 10 * millimetre}, word_size, "back offset: right (mm)");
    drawing.text({middle.x - far.along_x - 2 * millimetre, middle.y + (reach + 4) * millimetre}, word_size, "back offset: up (mm)");
    drawing.text({middle.x - 7 * millimetre, middle.y}, word_size, "front");
    return out;
}

std::string back(Imposition const& imposition, SheetFile const& file) {
    Paper const& paper = imposition.options.layout.paper;
    Point middle{paper.width / 2, paper.height / 2};
    Distances far = distances(paper);
    std::string out;
    file.begin_back(out);
    out += "0 G 0 g\n";
    Drawing drawing(out);
    drawing.line_width(base::point / 5);
    constexpr base::Length beyond = 12 * millimetre;
    for (base::LongLength y : {middle.y + far.along_y, middle.y - far.along_y}) drawing.line({middle.x, y - beyond}, {middle.x, y + beyond});
    for (base::LongLength x : {middle.x - far.along_x, middle.x + far.along_x}) drawing.line({x - beyond, middle.y}, {x + beyond, middle.y});
    bool sideways = imposition.plan.turn == Turn::sideways;
    base::LongLength left = middle.x - 30 * millimetre;
    drawing.text({left, middle.y + 8 * millimetre}, word_size, "back");
    drawing.text({left, middle.y + 3 * millimetre}, word_size, sideways ? "Turned over like a book's leaf, this stands upright." : "Turned over upwards, this stands upright.");
    drawing.text({left, middle.y - 5 * millimetre}, word_size, "If it is upside down, the printer turns the paper about the other edge:");
    drawing.text({left, middle.y - 9 * millimetre}, word_size, fmt::format("add --flip {}.", imposition.options.flip == Edge::short_edge ? "long" : "short"));
    return out;
}

}  // namespace

std::string write_calibration(Options const& options, io::Artefact& target) {
    Imposition imposition{.options = options, .plan = {}, .pages = {}, .title = "Calibration"};
    constexpr base::Length width = 420 * base::point, height = 595 * base::point;   // a page like A5 decides how the paper lies
    imposition.pages = {{.box = {0, 0, width, height}}};
    imposition.options.layout.margin = imposition.options.layout.gutter = 0;
    imposition.options.margin_given = true;
    imposition.options.plan.scheme = Scheme::perfect;
    base::Diagnostics nothing_is_cut_off;
    lay_out(imposition, nothing_is_cut_off);
    SheetFile file(target, imposition, 2);
    file.add_side(front(imposition), {}, Words::some);
    file.add_side(back(imposition, file), {}, Words::some);
    dom::Metadata about;
    about.title = "Calibration of a printer's two sides";
    file.finish(about, {});
    return "a sheet for this printer and this paper.\n" + printing(imposition) +
           "Hold it against the light, front towards you. The back's lines cross the scales of the front at the numbers to give:\n"
           "--back-offset RIGHTmm,UPmm. Where two scales of one direction differ, the sheet was drawn in askew; take the middle.\n"
           "If the back's words are upside down when the sheet is turned over, do as they say first.\n";
}

}  // namespace octavo::impose
