#include "xml/document.h"

#include <fmt/format.h>

#include "io/paths.h"
#include "xml/include.h"
#include "xml/parser.h"

namespace octavo::xml {
namespace {

base::Name xinclude_namespace() {
    static base::Name const name = base::Name::of("http://www.w3.org/2001/XInclude");
    return name;
}

}  // namespace

Document::Document(Session& session, std::string name, std::optional<Selector> selector)
    : session_(session), selector_(std::move(selector)), entities_(session, name) {
    bases_.push_back(std::move(name));
}

bool Document::passes() const {
    if (selector_ && !selector_->inside()) return false;
    return open_.empty() || open_.back().kind == Kind::content || open_.back().kind == Kind::fallback;
}

Document::Kind Document::kind_of(StartEvent const& event) {
    static base::Name const include = base::Name::of("include");
    static base::Name const fallback = base::Name::of("fallback");
    Kind parent = open_.empty() ? Kind::content : open_.back().kind;
    bool ours = event.ns == xinclude_namespace();
    if (parent == Kind::ignored) return Kind::ignored;
    if (parent == Kind::include) {
        bool wanted =
            ours && event.local == fallback && includes_.back().failure.has_value() && !includes_.back().had_fallback;
        return wanted ? Kind::fallback : Kind::ignored;
    }
    if (ours && event.local == include) return Kind::include;
    return Kind::content;
}

// XML Base, section 3. A base that is not in the root would make every reference remote: it is left out.
std::uint32_t Document::base_of(StartEvent const& event) {
    static base::Name const xml = base::Name::of("http://www.w3.org/XML/1998/namespace");
    static base::Name const base_local = base::Name::of("base");
    std::uint32_t outer = open_.empty() ? 0 : open_.back().base;
    for (AttributeEvent const& attribute : event.attributes) {
        if (attribute.local != base_local || attribute.ns != xml) continue;
        io::ResolvedReference resolved = io::resolve_reference(attribute.value, bases_[outer]);
        if (resolved.kind == io::ReferenceKind::local) {
            // An element's base is looked up by number: as long as one is open, so is its base.
            bases_.resize(outer + std::size_t{1});
            bases_.push_back(std::move(resolved.name));
            return outer + 1;
        }
        base::Diagnostic diagnostic = io::refusal(resolved.kind, attribute.value, event.where);
        diagnostic.severity = base::Severity::warning;
        diagnostic.message = fmt::format("xml:base=\"{}\" is outside the root and has no effect", attribute.value);
        diagnostic.hint.clear();
        session_.tell(std::move(diagnostic));
    }
    return outer;
}

void Document::start(StartEvent& event) {
    std::uint32_t depth = static_cast<std::uint32_t>(open_.size());
    // Elements that are passed over are bounded too.
    if (depth >= session_.limits().element_depth + 1) {
        session_.fatal(base::Code::xml_limit, event.where,
                       fmt::format("elements stand more than {} deep in each other", session_.limits().element_depth));
        return;
    }
    Kind kind = kind_of(event);
    if (kind == Kind::ignored) {
        open_.push_back({kind, false, open_.back().base});
        return;
    }
    std::uint32_t base = base_of(event);
    if (selector_) selector_->start(event);
    bool selected = !selector_ || selector_->inside();
    open_.push_back({kind, selected && kind == Kind::content, base});
    event.base_name = bases_[base];
    if (kind == Kind::include) {
        includes_.emplace_back();
        if (selected) start_include(event);
    } else if (kind == Kind::fallback) {
        start_fallback(event.where);
    } else if (selected) {
        session_.start(event);
    }
}

void Document::end(base::SourceSpan where) {
    Element element = open_.back();
    open_.pop_back();
    if (element.kind == Kind::ignored) return;
    if (selector_) selector_->end();
    if (element.selected) session_.end(where);
    if (element.kind == Kind::include) end_include();
    if (element.kind == Kind::fallback) includes_.back().had_fallback = true;
}

// As if an element stood around, which nobody is told of.
void Document::enter_entity(std::string name) {
    bases_.resize(open_.back().base + std::size_t{1});
    bases_.push_back(std::move(name));
    open_.push_back({Kind::content, false, open_.back().base + 1});
}

void Document::leave_entity() { open_.pop_back(); }

void Document::text(std::string_view chunk, Storage storage, base::SourceSpan where) {
    session_.text(chunk, storage, where);
}

void Document::instruction(std::string_view target, std::string_view data, base::SourceSpan where) {
    // What an included file says before its root about style sheets and schemas is about that file alone.
    bool prolog = open_.empty() && session_.including();
    if (passes() && !prolog) session_.instruction(target, data, where);
}

void Document::start_include(StartEvent const& event) {
    session_.flush();
    includes_.back().failure = include(session_, event);
}

void Document::start_fallback(base::SourceSpan where) {
    base::Diagnostic diagnostic = *includes_.back().failure;
    diagnostic.severity = base::Severity::warning;
    diagnostic.hint = fmt::format("the xi:fallback of line {} is used", where.line);
    session_.tell(std::move(diagnostic));
}

void Document::end_include() {
    Include done = std::move(includes_.back());
    includes_.pop_back();
    if (!done.failure || done.had_fallback) return;
    base::SourceSpan where = done.failure->where;
    if (done.failure->code != base::Code::xinclude_failed) {
        done.failure->severity = base::Severity::error;
        session_.tell(std::move(*done.failure));
        session_.fatal(base::Code::xinclude_failed, where,
                       "what xi:include names could not be read, and there is no xi:fallback");
    } else {
        // The file is there and only the part of it is not found: the specification ends here, but the rest of a book
        // is worth more.
        session_.tell(std::move(*done.failure));
    }
}

bool read_document(Session& session, SourceText const& source, std::string const& pointer, base::SourceSpan from) {
    std::string const& name = source.resource->name;
    std::optional<Selector> selector;
    if (!pointer.empty()) {
        std::optional<Pointer> parsed = parse_pointer(pointer);
        if (!parsed) return false;
        selector.emplace(std::move(*parsed));
    }
    if (!session.enter(name, pointer, source.text().size(), from)) return true;
    Document document(session, name, std::move(selector));
    parse_document(session, document, source);
    session.flush();
    session.leave();
    return session.stopped() || document.found();
}

}  // namespace octavo::xml
