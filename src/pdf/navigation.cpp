#include "pdf/navigation.h"

#include <algorithm>

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

struct Entry {
    std::size_t parent = 0;   ///< index + 1; 0: the root
    std::size_t first = 0, last = 0, previous = 0, next = 0;   ///< likewise; 0: none
    std::int64_t visible = 0; ///< entries below it that show when it is open
};

/// Hangs every bookmark under the nearest one before it that is of a smaller level.
std::vector<Entry> hang(std::vector<Bookmark> const& bookmarks) {
    std::vector<Entry> entries(bookmarks.size() + 1);
    std::vector<std::size_t> path{0};
    for (std::size_t i = 1; i <= bookmarks.size(); ++i) {
        while (path.size() > 1 && bookmarks[path.back() - 1].level >= bookmarks[i - 1].level) path.pop_back();
        Entry& parent = entries[path.back()];
        entries[i].parent = path.back();
        entries[i].previous = parent.last;
        if (parent.last != 0)
            entries[parent.last].next = i;
        else
            parent.first = i;
        parent.last = i;
        path.push_back(i);
    }
    for (std::size_t i = bookmarks.size(); i >= 1; --i) {
        bool closed = bookmarks[i - 1].closed;
        entries[entries[i].parent].visible += 1 + (closed ? 0 : entries[i].visible);
    }
    return entries;
}

std::string_view style_name(PageLabel::Style style) {
    switch (style) {
        case PageLabel::Style::none: return "";
        case PageLabel::Style::decimal: return "/S/D";
        case PageLabel::Style::lower_roman: return "/S/r";
        case PageLabel::Style::upper_roman: return "/S/R";
        case PageLabel::Style::lower_alpha: return "/S/a";
        case PageLabel::Style::upper_alpha: return "/S/A";
    }
    return "";
}

/// "/XYZ x y null]"
void append_view(std::string& out, PageRecords const& records, Place const& place) {
    PageRecord const& page = records.pages[place.page];
    out += "/XYZ ";
    append_length(out, base::LongLength{place.x} + page.edge());
    out += ' ';
    append_length(out, base::LongLength{page.height} - place.y + page.edge());
    out += " null]";
}

}  // namespace

std::string destination(PageRecords const& records, std::uint32_t first_page_object, Place const& place) {
    if (place.page >= records.pages.size()) return {};
    std::string out = "[";
    append_reference(out, first_page_object + place.page);
    append_view(out, records, place);
    return out;
}

std::string leading_to(PageRecords const& records, std::uint32_t first_page_object, Place const& place, dom::NodeId node,
                       StructureDestinations const* structure) {
    std::string page = destination(records, first_page_object, place);
    if (page.empty()) return {};
    if (structure == nullptr) return "/Dest" + page;
    std::string out = "/A<</S/GoTo/D" + page;
    if (tags::ElementId element = structure->targets.of(node); element.valid()) {
        out += "/SD[";
        append_reference(out, structure->first_element + element.value);
        append_view(out, records, place);
    }
    return out + ">>";
}

std::uint32_t write_outline(ObjectWriter& writer, std::vector<Bookmark> const& bookmarks, PageRecords const& records,
                            std::uint32_t first_page_object, StructureDestinations const* structure) {
    if (bookmarks.empty()) return 0;
    auto entries = hang(bookmarks);
    std::uint32_t root = writer.reserve(static_cast<std::uint32_t>(entries.size()));
    auto link = [&](std::string& out, std::string_view key, std::size_t entry) {
        if (entry == 0) return;
        out += key;
        append_reference(out, root + static_cast<std::uint32_t>(entry));
    };
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Entry const& entry = entries[i];
        std::string out = "<<";
        bool closed = false;
        if (i == 0) {
            out += "/Type/Outlines";
        } else {
            Bookmark const& bookmark = bookmarks[i - 1];
            closed = bookmark.closed;
            out += "/Title";
            append_text_string(out, bookmark.label);
            out += "/Parent ";
            append_reference(out, root + static_cast<std::uint32_t>(entry.parent));
            out += leading_to(records, first_page_object, {bookmark.page, bookmark.x, bookmark.y}, bookmark.node, structure);
        }
        link(out, "/First ", entry.first);
        link(out, "/Last ", entry.last);
        link(out, "/Prev ", entry.previous);
        link(out, "/Next ", entry.next);
        if (entry.visible != 0) {
            out += "/Count ";
            append_integer(out, closed ? -entry.visible : entry.visible);
        }
        writer.write_object(root + static_cast<std::uint32_t>(i), out + ">>");
    }
    return root;
}

std::string page_labels(std::vector<PageLabel> const& labels, std::vector<std::string> const& printed) {
    std::string numbers;
    auto add = [&](std::size_t page, std::string_view style, std::string_view prefix, std::int32_t start) {
        append_integer(numbers, static_cast<std::int64_t>(page));
        numbers += "<<";
        numbers += style;
        if (!prefix.empty()) {
            numbers += "/P";
            append_text_string(numbers, prefix);
        }
        if (start != 1 && !style.empty()) {
            numbers += "/St ";
            append_integer(numbers, std::max(start, 1));
        }
        numbers += ">>";
    };
    if (!labels.empty()) {
        // the tree must say something of the first page (§12.4.2)
        if (labels.front().first_page != 0) add(0, "/S/D", "", 1);
        for (PageLabel const& label : labels)
            if (label.first_page < printed.size())
                add(label.first_page, style_name(label.style), label.prefix, label.start);
    } else if (std::any_of(printed.begin(), printed.end(), [](auto const& label) { return !label.empty(); })) {
        for (std::size_t i = 0; i < printed.size(); ++i) add(i, "", printed[i], 1);
    }
    return numbers.empty() ? std::string{} : "/PageLabels<</Nums[" + numbers + "]>>";
}

}  // namespace octavo::pdf
