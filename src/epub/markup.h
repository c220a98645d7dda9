// The few ways in which the e-book's XML is put together from text.
#pragma once
#include <string>
#include <string_view>

namespace octavo::epub {

/// Text content: '&', '<', '>' and carriage returns as references; characters XML cannot carry are left out.
void append_text(std::string& out, std::string_view text);
/// ` name="value"`, the value escaped.
void append_attribute(std::string& out, std::string_view name, std::string_view value);
/// `<name>text</name>` and a line end, behind `indent`.
void append_element(std::string& out, std::string_view indent, std::string_view name, std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace octavo::epub
