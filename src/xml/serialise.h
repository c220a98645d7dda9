// Writes XML and XHTML as a stream, appending to a string. Nothing is indented or broken: what comes out is what was
// put in.
//
// Names are qualified names as they shall stand in the file; namespaces are declared where the writer is told to. Void
// elements of HTML (br, img, …) without content are closed in their start tag (<br/>), all others never are (<p></p>),
// as readers of HTML and XML both understand. In plain XML every empty element is closed in its start tag. Cost:
// linear, no allocation but the string's.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace octavo::xml {

enum class Syntax : unsigned char { xml, xhtml };

class Writer {
public:
    Writer(std::string& out, Syntax syntax) : out_(out), syntax_(syntax) {}

    /// <?xml version="1.0" encoding="UTF-8"?> and a line feed.
    void declaration();
    /// <!DOCTYPE name> and a line feed.
    void doctype(std::string_view name);
    /// A processing instruction; `data` holds no "?>".
    void instruction(std::string_view target, std::string_view data);
    /// Starts an element. `name` must stay valid until its end() (literals and interned names do).
    void start(std::string_view name);
    /// An attribute of the element just started: before any text, child or end.
    void attribute(std::string_view name, std::string_view value);
    /// xmlns="uri", or xmlns:prefix="uri".
    void name_space(std::string_view prefix, std::string_view uri);
    void text(std::string_view text);
    /// Markup that is well-formed already.
    void raw(std::string_view markup);
    void end();
    /// start(name), text(content), end().
    void element(std::string_view name, std::string_view content);
    /// Elements that are still open.
    [[nodiscard]] std::size_t depth() const { return open_.size(); }

private:
    void finish_tag();

    std::string& out_;
    Syntax syntax_;
    bool tag_open_ = false;
    std::vector<std::string_view> open_;
};

/// Appends `text` with &, < and > escaped, and U+000D as a reference. Characters that XML forbids become U+FFFD.
void append_text(std::string& out, std::string_view text);
/// Appends `value` as it stands between double quotation marks: &, <, " escaped; tab, line feed and U+000D as
/// references.
void append_attribute_value(std::string& out, std::string_view value);
/// True for HTML's void elements (area base br col embed hr img input link meta param source track wbr).
[[nodiscard]] bool is_void_element(std::string_view name);

}  // namespace octavo::xml
