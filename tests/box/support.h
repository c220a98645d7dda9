// Boxes of a few words of markup, styled by octavo's base sheet and a test's own rules.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "box/box_tree.h"
#include "css/style_sheet.h"

namespace octavo::box::test {

/// Elements, attributes with double quotes, texts. The elements are derived ones; line numbers count start tags.
class Markup {
public:
    explicit Markup(std::string_view text, dom::Document& document) : text_(text), document_(document) {
        while (at_ < text_.size()) step();
        document_.index_ids();
    }

private:
    void step() {
        if (text_[at_] != '<') {
            std::size_t end = std::min(text_.find('<', at_), text_.size());
            if (!open_.empty()) document_.append_child(open_.back(), document_.make_text(text_.substr(at_, end - at_), {}));
            at_ = end;
        } else if (text_.substr(at_, 2) == "</") {
            at_ = text_.find('>', at_) + 1;
            open_.pop_back();
        } else {
            start_tag(text_.substr(at_ + 1, text_.find('>', at_) - at_ - 1));
            at_ = text_.find('>', at_) + 1;
        }
    }
    void start_tag(std::string_view tag) {
        bool empty = tag.ends_with('/');
        if (empty) tag.remove_suffix(1);
        std::string_view name = tag.substr(0, tag.find(' '));
        dom::NodeId element = document_.make_element(base::Name::of(name), {base::FileId(std::size_t{0}), ++line_, 1});
        for (std::size_t at = tag.find('='); at != std::string_view::npos; at = tag.find('=', tag.find('"', at + 2))) {
            std::size_t start = tag.rfind(' ', at) + 1;
            std::string_view value = tag.substr(at + 2, tag.find('"', at + 2) - at - 2);
            std::string_view attribute = tag.substr(start, at - start);
            if (attribute == "role") document_.set_role(element, dom::role_from_tokens(value, ""));
            else document_.derive(element, base::Name::of(attribute), value);
        }
        if (open_.empty()) document_.set_root(element);
        else document_.append_child(open_.back(), element);
        if (!empty) open_.push_back(element);
    }

    std::string_view text_;
    dom::Document& document_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 0;
    std::vector<dom::NodeId> open_;
};

struct Built {
    explicit Built(std::string_view markup, std::string_view rules = {}) : Built() {
        Markup(markup, document);
        style(rules);
        build();
    }
    Built() : workspace(io::make_memory_workspace(context)) {
        context.files = &files;
        files.add("test.xml");
    }
    void style(std::string_view rules) {
        add_sheet(css::builtin_style_sheet("base"), "base.css", css::Origin::base);
        add_sheet(rules, "test.css", css::Origin::edition);
        styled = style::style_document({document, sheets, css::Medium::print}, context, diagnostics);
    }
    void add_sheet(std::string_view text, std::string_view name, css::Origin origin) {
        sheets.push_back(css::parse_style_sheet({.text = text, .name = name, .origin = origin, .medium = css::Medium::print,
                                                 .media_query = {}, .where = {}}, *workspace, context, diagnostics));
    }
    void build() { tree = build_boxes({*styled, *workspace, nullptr}, context, diagnostics); }
    [[nodiscard]] std::string dump() const { return box::dump(tree, *styled); }
    /// The texts of a container's items, put together.
    [[nodiscard]] std::string text_of(ItemRange range) const {
        std::string out;
        for (InlineItem const& item : tree.items_of(range)) {
            if (item.kind == ItemKind::text || item.kind == ItemKind::reference) out += item.text;
            if (item.kind == ItemKind::line_break) out += '\n';
        }
        return out;
    }
    /// The texts of all containers in the flow, each followed by '|'.
    [[nodiscard]] std::string texts() const {
        std::string out;
        if (tree.root) collect(tree.root, out);
        return out;
    }
    void collect(BoxId id, std::string& out) const {
        Box const& b = tree.boxes[id];
        if (b.marker.count != 0) out += "(" + text_of(b.marker) + ")";
        if (b.inline_content) out += text_of(b.items) + "|";
        for (BoxId child = b.first_child; child; child = tree.boxes[child].next_sibling) collect(child, out);
    }

    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    dom::Document document;
    std::vector<css::StyleSheetPtr> sheets;
    std::unique_ptr<style::StyledDocument> styled;
    BoxTree tree;
};

/// The dump of a body's boxes, without the body's own line, indented by one step less; starts with a line feed as raw strings do.
inline std::string boxes(std::string_view body, std::string_view rules = {}) {
    std::string markup = "<body>" + std::string(body) + "</body>";
    Built built(markup, rules);
    for (auto const& diagnostic : built.diagnostics.all()) ADD_FAILURE() << base::render(diagnostic, built.files);
    std::string dumped = built.dump(), out = "\n";
    std::size_t at = dumped.find('\n') + 1;
    while (at < dumped.size()) {
        std::size_t end = dumped.find('\n', at);
        out += dumped.substr(at + 2, end - at - 1);
        at = end + 1;
    }
    return out;
}

}  // namespace octavo::box::test
