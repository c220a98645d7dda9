#include "xml/source_text.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <libxml/encoding.h>
#include <libxml/globals.h>
#include <memory>

#include "base/utf8.h"

namespace octavo::xml {
namespace {

using namespace std::literals;

// The start of XML text in each family of encodings (XML 1.0 appendix F.1).
struct Signature {
    std::string_view bytes;
    std::size_t mark;  // bytes of the mark itself
    char const* encoding;
};
constexpr Signature signatures[] = {
    {"\xEF\xBB\xBF"sv, 3, "UTF-8"},        {"\xFF\xFE\0\0"sv, 4, "UTF-32LE"}, {"\0\0\xFE\xFF"sv, 4, "UTF-32BE"},
    {"\xFF\xFE"sv, 2, "UTF-16LE"},         {"\xFE\xFF"sv, 2, "UTF-16BE"},     {"<\0\0\0"sv, 0, "UTF-32LE"},
    {"\0\0\0<"sv, 0, "UTF-32BE"},          {"<\0?\0"sv, 0, "UTF-16LE"},       {"\0<\0?"sv, 0, "UTF-16BE"},
};

// The value of encoding="…" in the XML or text declaration; empty if there is none.
std::string_view declared_encoding(std::string_view text) {
    if (!text.starts_with("<?xml") || text.size() < 6 || !std::strchr(" \t\r\n", text[5])) return {};
    std::string_view declaration = text.substr(0, text.find("?>"));
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    at = declaration.find_first_of("'\"", at);
    if (at == std::string_view::npos) return {};
    auto end = declaration.find(declaration[at], at + 1);
    return end == std::string_view::npos ? std::string_view() : declaration.substr(at + 1, end - at - 1);
}

std::string upper(std::string_view name) {
    std::string result(name);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return result;
}

base::Diagnostic wrong(std::string message, base::SourceSpan where) {
    return {.code = base::Code::xml_encoding,
            .severity = base::Severity::fatal,
            .where = where,
            .message = std::move(message)};
}

struct BufferDeleter {
    void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
};
using Buffer = std::unique_ptr<xmlBuffer, BufferDeleter>;

struct HandlerDeleter {
    void operator()(xmlCharEncodingHandler* handler) const { xmlCharEncCloseFunc(handler); }
};
using Handler = std::unique_ptr<xmlCharEncodingHandler, HandlerDeleter>;

// libxml2 would tell of bytes that cannot be converted on the standard error; octavo tells it itself. The setting is
// the thread's own.
class QuietErrors {
public:
    QuietErrors() : function_(xmlStructuredError), context_(xmlStructuredErrorContext) {
        xmlSetStructuredErrorFunc(nullptr, ignore);
    }
    ~QuietErrors() { xmlSetStructuredErrorFunc(context_, function_); }
    QuietErrors(QuietErrors const&) = delete;
    QuietErrors& operator=(QuietErrors const&) = delete;

private:
    static void ignore(void*, xmlError*) {}
    xmlStructuredErrorFunc function_;
    void* context_;
};

// Converts `bytes` by pieces. Returns the bytes that could not be converted; empty if all went well.
std::string_view convert(xmlCharEncodingHandler& handler, std::string_view bytes, std::string& text) {
    QuietErrors quiet;
    constexpr std::size_t piece = 64 * 1024;
    Buffer in(xmlBufferCreate());
    Buffer out(xmlBufferCreate());
    while (!bytes.empty()) {
        std::string_view now = bytes.substr(0, piece);
        xmlBufferEmpty(in.get());
        xmlBufferEmpty(out.get());
        xmlBufferAdd(in.get(), reinterpret_cast<xmlChar const*>(now.data()), static_cast<int>(now.size()));
        int result = xmlCharEncInFunc(&handler, out.get(), in.get());
        std::size_t left = static_cast<std::size_t>(xmlBufferLength(in.get()));
        text.append(reinterpret_cast<char const*>(xmlBufferContent(out.get())),
                    static_cast<std::size_t>(xmlBufferLength(out.get())));
        bytes.remove_prefix(now.size() - left);
        if (result == -2 || left == now.size()) return bytes;
    }
    return {};
}

base::SourceSpan place(std::string_view text, std::size_t offset, base::FileId file) {
    return LineFinder(text, file).at(offset);
}

// UTF-8 is used as it is; what follows from a wrong byte is told by the byte itself.
tl::expected<SourceText, base::Diagnostic> check_utf8(SourceText source, std::string_view named) {
    std::string_view text = source.text();
    std::size_t good = base::well_formed_utf8(text);
    if (good == text.size()) return source;
    base::Diagnostic diagnostic =
        wrong(fmt::format("byte 0x{:02X} is not valid {}", static_cast<unsigned char>(text[good]), named),
              place(text, good, source.file));
    diagnostic.hint = "save the file as UTF-8, or declare its encoding: <?xml version=\"1.0\" encoding=\"…\"?>";
    return tl::unexpected(diagnostic);
}

tl::expected<SourceText, base::Diagnostic> convert_from(std::string const& encoding, std::string_view bytes,
                                                        SourceText source) {
    Handler handler(xmlFindCharEncodingHandler(encoding.c_str()));
    if (!handler) {
        base::Diagnostic diagnostic =
            wrong(fmt::format("the encoding '{}' is not known", encoding), {source.file, 1, 1});
        diagnostic.hint = "convert the file to UTF-8";
        return tl::unexpected(diagnostic);
    }
    source.converted.reserve(bytes.size() + bytes.size() / 2 + 16);
    std::string_view rest = convert(*handler, bytes, source.converted);
    if (!rest.empty()) {
        return tl::unexpected(
            wrong(fmt::format("byte 0x{:02X} is not valid {}", static_cast<unsigned char>(rest[0]), encoding),
                  place(source.converted, source.converted.size(), source.file)));
    }
    return check_utf8(std::move(source), encoding);
}

}  // namespace

tl::expected<SourceText, base::Diagnostic> decode(io::ResourcePtr resource, std::string_view encoding,
                                                  base::SourceFiles* files) {
    SourceText source;
    if (files != nullptr) source.file = files->add(resource->name);
    std::string_view bytes = resource->bytes;
    source.resource = std::move(resource);
    for (Signature const& signature : signatures) {
        if (!bytes.starts_with(signature.bytes)) continue;
        source.skipped = signature.mark;
        if (signature.encoding == "UTF-8"sv) return check_utf8(std::move(source), "UTF-8");
        return convert_from(signature.encoding, bytes.substr(signature.mark), std::move(source));
    }
    std::string name = upper(encoding.empty() ? declared_encoding(bytes) : encoding);
    // A file that says UTF-16 in plain ASCII cannot be UTF-16: programs that write the declaration before they choose.
    bool wide = name.starts_with("UTF-16") || name.starts_with("UTF-32") || name.starts_with("UCS");
    if (name.empty() || name == "UTF-8" || name == "UTF8" || (wide && encoding.empty()))
        return check_utf8(std::move(source), "UTF-8");
    if (name == "US-ASCII" || name == "ASCII") {
        auto high = std::ranges::find_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (high == bytes.end()) return source;
        auto offset = static_cast<std::size_t>(high - bytes.begin());
        return tl::unexpected(
            wrong(fmt::format("byte 0x{:02X} is not valid {}", static_cast<unsigned char>(*high), name),
                  place(bytes, offset, source.file)));
    }
    return convert_from(name, bytes, std::move(source));
}

LineFinder::LineFinder(std::string_view text, base::FileId file)
    : text_(text),
      file_(file),
      carriage_returns_(text.find('\r') != std::string_view::npos),
      line_start_(text.data()),
      seen_(text.data()) {}

void LineFinder::advance(char const* to) {
    if (!carriage_returns_) {
        while (auto const* end =
                   static_cast<char const*>(std::memchr(seen_, '\n', static_cast<std::size_t>(to - seen_)))) {
            ++line_;
            line_start_ = seen_ = end + 1;
        }
        seen_ = to;
        return;
    }
    for (; seen_ < to; ++seen_) {
        // Of the pair the second byte ends the line; there is always a byte after `seen_`, if only the final zero.
        if (*seen_ != '\n' && (*seen_ != '\r' || seen_[1] == '\n')) continue;
        ++line_;
        line_start_ = seen_ + 1;
    }
}

base::SourceSpan LineFinder::at(std::size_t offset) {
    char const* to = text_.data() + std::min(offset, text_.size());
    if (to < line_start_) {
        line_ = 1;
        line_start_ = seen_ = text_.data();
    }
    if (to > seen_) advance(to);
    return {file_, line_, static_cast<std::uint32_t>(to - line_start_) + 1};
}

}  // namespace octavo::xml
