#include "impose/source_pages.h"

#include <algorithm>
#include <fmt/format.h>

#include "impose/annotations.h"
#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

/// Deeper page trees are loops.
constexpr int deepest_page_tree = 100;

struct Inherited {
    QPDFObjectHandle value = QPDFObjectHandle::newNull();
    QPDFObjectHandle from = QPDFObjectHandle::newNull();   ///< the page or the page tree's node
};

Inherited inherit(QPDFObjectHandle page, char const* key) {
    for (int depth = 0; depth < deepest_page_tree && page.isDictionary(); ++depth) {
        QPDFObjectHandle value = page.getKey(key);
        if (!value.isNull()) return {value, page};
        page = page.getKey("/Parent");
    }
    return {};
}
QPDFObjectHandle inherited(QPDFObjectHandle page, char const* key) { return inherit(std::move(page), key).value; }

bool usable(Box const& box) { return box.right - base::LongLength{box.left} >= base::point && box.top - base::LongLength{box.bottom} >= base::point; }

/// The rectangle cut to `bounds`; `bounds` where there is none that can be used.
Box rectangle(QPDFObjectHandle value, Box const& bounds) {
    if (!value.isRectangle()) return bounds;
    auto corners = value.getArrayAsRectangle();
    constexpr double most = 200'000;   // pt: far over the largest page of any viewer, and safe to add up
    for (double* side : {&corners.llx, &corners.lly, &corners.urx, &corners.ury}) *side = std::clamp(*side, -most, most);
    Box box{base::from_points(std::min(corners.llx, corners.urx)), base::from_points(std::min(corners.lly, corners.ury)),
            base::from_points(std::max(corners.llx, corners.urx)), base::from_points(std::max(corners.lly, corners.ury))};
    box = {std::max(box.left, bounds.left), std::max(box.bottom, bounds.bottom), std::min(box.right, bounds.right), std::min(box.top, bounds.top)};
    return usable(box) ? box : bounds;
}

std::string_view view(Buffer& buffer) { return {reinterpret_cast<char const*>(buffer.getBuffer()), buffer.getSize()}; }

/// What belongs to the source's pages and tags, which stay behind.
bool stays_behind(QPDFObjectHandle object) {
    QPDFObjectHandle type = object.isDictionary() ? object.getKey("/Type") : QPDFObjectHandle::newNull();
    return type.isName() && (type.getName() == "/Page" || type.getName() == "/Pages" || type.getName() == "/StructElem" || type.getName() == "/Catalog");
}

}  // namespace

SourcePage source_page(QPDFObjectHandle page) {
    constexpr base::Length far = 200'000 * base::point;
    SourcePage result;
    Box everything{-far, -far, far, far};
    Box media = rectangle(inherited(page, "/MediaBox"), everything);
    if (media == everything) media = {0, 0, 612 * base::point, 792 * base::point};   // as viewers do where none is given
    result.box = rectangle(page.getKey("/TrimBox"), rectangle(inherited(page, "/CropBox"), media));
    QPDFObjectHandle rotate = inherited(page, "/Rotate");
    if (rotate.isNumber()) {
        auto degrees = static_cast<std::int64_t>(std::clamp(rotate.getNumericValue(), -1e6, 1e6));
        result.rotate = static_cast<std::uint16_t>((degrees % 360 + 360) % 360 / 90 * 90);
    }
    QPDFObjectHandle unit = page.getKey("/UserUnit");
    double most = 2e6 / base::to_points(std::max(result.box.width(), result.box.height()));   // a Length holds no more
    if (unit.isNumber()) result.unit = static_cast<std::int64_t>(std::clamp(unit.getNumericValue(), 0.001, most) * 1e6);
    return result;
}

void FormCopier::note_damage() {
    if (damaged_.empty() || damaged_.back() != pages_) damaged_.push_back(pages_);
}

/// The streams of an array as one (ISO 32000-1 §7.8.2: white space stands between them); without those that are damaged.
std::string FormCopier::joined(std::vector<QPDFObjectHandle> const& streams) {
    std::string out;
    for (QPDFObjectHandle stream : streams) {
        if (!stream.isStream()) continue;
        try {
            auto data = stream.getStreamData(qpdf_dl_generalized);
            out += view(*data);
            out += '\n';
        } catch (QPDFExc const&) {
            note_damage();
        }
    }
    return out;
}

/// What all pages of a node inherit from it is written once.
void FormCopier::append_resources(std::string& out, QPDFObjectHandle page) {
    Inherited resources = inherit(page, "/Resources");
    out += "/Resources ";
    if (!resources.value.isDictionary()) {
        out += "<<>>";
    } else if (resources.value.isIndirect() || !resources.from.isIndirect() || resources.from.getObjGen() == page.getObjGen()) {
        append(out, resources.value);
    } else {
        std::uint32_t& number = shared_resources_[resources.from.getObjectID()];
        if (number == 0) {
            number = writer_.reserve();
            std::string text;
            append(text, resources.value);
            writer_.write_object(number, text);
        }
        pdf::append_reference(out, number);
    }
}

void FormCopier::write_form(std::uint32_t number, QPDFObjectHandle page, SourcePage const& source) {
    ++pages_;
    std::string box = "/Type/XObject/Subtype/Form/BBox[";
    for (base::Length side : {source.box.left, source.box.bottom, source.box.right, source.box.top}) {
        pdf::append_length(box, side);
        box += ' ';
    }
    box.back() = ']';
    PrintedAnnotations annotations = printed_annotations(page, source.rotate);
    bare_annotations_ += annotations.bare;
    if (annotations.appearances.empty()) return write_content(number, page, box);
    std::uint32_t content = writer_.reserve();
    write_content(content, page, box);
    std::string entries = box + "/Resources<</XObject<</P ";
    pdf::append_reference(entries, content);
    for (std::size_t i = 0; i < annotations.appearances.size(); ++i) {
        entries += fmt::format("/A{} ", i);
        append(entries, annotations.appearances[i]);
    }
    writer_.write_compressed(number, entries + ">>>>", "/P Do\n" + annotations.content);
}

void FormCopier::write_content(std::uint32_t number, QPDFObjectHandle page, std::string const& box) {
    std::string entries = box;
    append_resources(entries, page);
    QPDFObjectHandle group = page.getKey("/Group");
    if (group.isDictionary()) {
        entries += "/Group ";
        append(entries, group);
    }
    QPDFObjectHandle contents = page.getKey("/Contents");
    if (contents.isArray() && contents.getArrayNItems() == 1) contents = contents.getArrayItem(0);
    if (contents.isArray()) return writer_.write_compressed(number, entries, joined(contents.getArrayAsVector()));
    if (!contents.isStream()) return writer_.write_stream(number, entries, {});
    std::shared_ptr<Buffer> data;
    try {
        data = contents.getRawStreamData();
    } catch (QPDFExc const&) {
        note_damage();
        return writer_.write_stream(number, entries, {});
    }
    for (char const* key : {"/Filter", "/DecodeParms"}) {
        QPDFObjectHandle value = contents.getDict().getKey(key);
        if (value.isNull()) continue;
        (entries += key) += ' ';
        append(entries, value);
    }
    writer_.write_stream(number, entries, view(*data));
}

std::uint32_t FormCopier::number_of(QPDFObjectHandle const& object) {
    auto id = static_cast<std::size_t>(object.getObjectID());
    if (id >= numbers_.size()) numbers_.resize(std::max(id + 1, numbers_.size() * 2));
    if (numbers_[id] == 0) {
        numbers_[id] = writer_.reserve();
        pending_.push_back({object, numbers_[id]});
    }
    return numbers_[id];
}

void FormCopier::append(std::string& out, QPDFObjectHandle object) {
    if (object.isIndirect()) return pdf::append_reference(out, number_of(object));
    if (object.isDictionary()) {
        out += "<<";
        append_entries(out, object);
        out += ">>";
    } else if (object.isArray()) {
        out += '[';
        for (QPDFObjectHandle const& item : object.aitems()) {
            append(out, item);
            out += ' ';
        }
        out += ']';
    } else {
        out += object.unparse();
    }
}

void FormCopier::append_entries(std::string& out, QPDFObjectHandle dictionary) {
    for (auto const& [key, value] : dictionary.ditems()) {
        if (key == "/StructParent" || key == "/StructParents") continue;
        out += QPDFObjectHandle::newName(key).unparse();
        out += ' ';
        append(out, value);
    }
}

void FormCopier::copy_pending() {
    std::string text;
    while (!pending_.empty()) {
        Pending next = pending_.back();
        pending_.pop_back();
        text.clear();
        if (next.object.isStream()) {
            QPDFObjectHandle entries = next.object.getDict().shallowCopy();
            entries.removeKey("/Length");
            append_entries(text, entries);
            auto data = next.object.getRawStreamData();
            writer_.write_stream(next.number, text, view(*data));
        } else if (stays_behind(next.object)) {
            writer_.write_object(next.number, "null");
        } else if (next.object.isDictionary() || next.object.isArray()) {
            // A copy has no number of its own and is written out in place.
            append(text, next.object.shallowCopy());
            writer_.write_object(next.number, text);
        } else {
            writer_.write_object(next.number, next.object.unparseResolved());
        }
    }
}

}  // namespace octavo::impose
