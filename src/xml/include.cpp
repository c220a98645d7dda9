#include "xml/include.h"

#include <fmt/format.h>

#include "xml/document.h"

namespace octavo::xml {
namespace {

struct Request {
    std::string href;
    std::string parse = "xml";
    std::string pointer;
    std::string encoding;
};

Request request_of(StartEvent const& event) {
    Request request;
    for (AttributeEvent const& attribute : event.attributes) {
        if (!attribute.ns.empty()) continue;
        std::string_view name = attribute.local.view();
        if (name == "href") request.href = attribute.value;
        if (name == "parse") request.parse = attribute.value;
        if (name == "xpointer") request.pointer = attribute.value;
        if (name == "encoding") request.encoding = attribute.value;
    }
    // The specification forbids fragments here; what is meant by one is plain.
    if (auto hash = request.href.find('#'); hash != std::string::npos) {
        if (request.pointer.empty()) request.pointer = request.href.substr(hash + 1);
        request.href.resize(hash);
    }
    return request;
}

base::Diagnostic failure(base::SourceSpan where, std::string message, std::string hint = {}) {
    return {.code = base::Code::xinclude_failed,
            .severity = base::Severity::error,
            .where = where,
            .message = std::move(message),
            .hint = std::move(hint)};
}

// Characters of XML 1.0 only (production 2). The text is well-formed UTF-8.
std::size_t first_forbidden(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return i;
        bool non_character = c == 0xEF && (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF");
        if (non_character) return i;
    }
    return std::string_view::npos;
}

// XML 1.0 section 2.11.
std::string with_line_feeds(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!pair) result += text[i] == '\r' ? '\n' : text[i];
    }
    return result;
}

std::optional<base::Diagnostic> include_text(Session& session, SourceText const& source, base::SourceSpan where) {
    std::string_view text = source.text();
    if (std::size_t at = first_forbidden(text); at != std::string_view::npos) {
        base::SourceSpan place = LineFinder(text, source.file).at(at);
        return failure(where, fmt::format("'{}' is no text: byte 0x{:02X} in line {} cannot stand in XML",
                                          source.resource->name, static_cast<unsigned char>(text[at]), place.line));
    }
    if (!session.enter(source.resource->name, "text()", text.size(), where)) return std::nullopt;
    session.text(with_line_feeds(text), Storage::passing, {source.file, 1, 1});
    session.flush();
    session.leave();
    return std::nullopt;
}

}  // namespace

std::optional<base::Diagnostic> include(Session& session, StartEvent const& event) {
    Request request = request_of(event);
    bool as_text = request.parse == "text" || request.parse.starts_with("text/");
    if (!as_text && request.parse != "xml" && request.parse != "application/xml" && !request.parse.ends_with("+xml")) {
        session.fatal(
            failure(event.where, fmt::format("xi:include parse=\"{}\" is neither xml nor text", request.parse)));
        return std::nullopt;
    }
    if (request.href.empty() && (as_text || request.pointer.empty())) {
        session.fatal(failure(event.where, "xi:include names nothing: it has neither href nor xpointer"));
        return std::nullopt;
    }
    auto resource = session.workspace().read(request.href, event.base_name, event.where);
    if (!resource) return resource.error();
    std::string name = (*resource)->name;
    if (!as_text && session.active(name, request.pointer)) {
        session.fatal(failure(event.where, fmt::format("'{}' includes itself", name)));
        return std::nullopt;
    }
    auto source = decode(std::move(*resource), request.encoding, session.context().files);
    if (!source && as_text) return source.error();
    if (!source) {
        session.fatal(std::move(source.error()));
        return std::nullopt;
    }
    if (as_text) return include_text(session, *source, event.where);
    if (!read_document(session, *source, request.pointer, event.where)) {
        bool known = parse_pointer(request.pointer).has_value();
        return failure(event.where,
                       known ? fmt::format("'{}' has no element '{}'", name, request.pointer)
                             : fmt::format("xpointer=\"{}\" is of a kind that is not supported", request.pointer),
                       known ? "" : "supported are an id and element(/1/2)");
    }
    return std::nullopt;
}

}  // namespace octavo::xml
