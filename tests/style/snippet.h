// A Document from a few words of markup, for tests: elements, attributes, texts; `role` sets the Role by its name, an element
// name with a prefix ("tei:div") keeps "div" as the source's name and becomes a div.
#pragma once
#include <cctype>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "css/rules.h"
#include "style/styled_document.h"

namespace octavo::style::test {

class Snippet {
public:
    explicit Snippet(std::string_view text) : text_(text) {
        while (at_ < text_.size()) step();
        document.set_root(root_);
        document.index_ids();
    }
    dom::Document document;

private:
    void step() {
        if (text_[at_] != '<') {
            std::size_t end = std::min(text_.find('<', at_), text_.size());
            if (!open_.empty()) document.append_child(open_.back(), document.make_text(text_.substr(at_, end - at_), {}));
            at_ = end;
        } else if (text_.substr(at_, 2) == "</") {
            at_ = text_.find('>', at_) + 1;
            open_.pop_back();
        } else {
            start_tag();
        }
    }
    std::string_view word() {
        std::size_t begin = at_;
        while (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-' || text_[at_] == ':') ++at_;
        return text_.substr(begin, at_ - begin);
    }
    void start_tag() {
        ++at_;
        std::string_view name = word();
        bool foreign = name.starts_with("tei:");
        if (foreign) name.remove_prefix(4);
        dom::NodeId element = document.make_element(base::Name::of(name), {base::FileId(std::size_t{0}), ++line_, 1});
        if (foreign) document.set_source_name(element, base::Name::of("http://www.tei-c.org/ns/1.0"), base::Name::of(name));
        while (text_[at_] == ' ') {
            ++at_;
            std::string_view attribute = word();
            at_ += 2;
            std::size_t end = text_.find('"', at_);
            std::string_view value = text_.substr(at_, end - at_);
            at_ = end + 1;
            if (attribute == "role") document.set_role(element, dom::role_from_tokens(value, ""));
            else document.derive(element, base::Name::of(attribute), value);
        }
        bool empty = text_[at_] == '/';
        at_ += empty ? 2 : 1;
        if (open_.empty()) root_ = element;
        else document.append_child(open_.back(), element);
        if (!empty) open_.push_back(element);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 0;
    std::vector<dom::NodeId> open_;
    dom::NodeId root_;
};

/// A snippet, its sheets, its styles.
struct Styled {
    explicit Styled(std::string_view markup) : snippet(markup), workspace(io::make_memory_workspace(context)) { context.files = &files; }

    Styled& sheet(css::Origin origin, std::string_view text, std::string_view name = "test.css") {
        auto parsed = css::parse_style_sheet({.text = text, .name = name, .origin = origin, .medium = medium, .media_query = {}, .where = {}},
                                             *workspace, context, diagnostics);
        if (!parsed) throw std::runtime_error("no style sheet");
        sheets.push_back(std::move(parsed));
        return *this;
    }
    Styled& base(std::string_view text) { return sheet(css::Origin::base, text, "base.css"); }
    Styled& document(std::string_view text) { return sheet(css::Origin::document, text, "document.css"); }
    Styled& edition(std::string_view text, std::string_view name = "edition.css") { return sheet(css::Origin::edition, text, name); }

    [[nodiscard]] StyleInput input() const { return {snippet.document, sheets, medium}; }
    StyledDocument& result() {
        if (!styled) styled = style_document(input(), context, diagnostics);
        return *styled;
    }
    dom::NodeId find(std::string_view id) {
        dom::NodeId found = id.empty() ? snippet.document.root() : snippet.document.by_id(id);
        if (!found) throw std::runtime_error("no element of that id");
        return found;
    }
    css::ComputedStyle const& of(std::string_view id) { return result().of(find(id)); }

    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    css::Medium medium = css::Medium::print;
    Snippet snippet;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    std::vector<css::StyleSheetPtr> sheets;
    std::unique_ptr<StyledDocument> styled;
};

}  // namespace octavo::style::test
