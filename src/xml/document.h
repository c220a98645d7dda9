// One XML document of those that a run reads: follows its elements, keeps its base, puts included files in the place of
// xi:include. https://www.w3.org/TR/xinclude/ (1.0, second edition), as a stream: a file is read when its xi:include
// starts; what is wrong with it is told when it is known whether there is an xi:fallback.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "xml/entities.h"
#include "xml/pointer.h"
#include "xml/session.h"
#include "xml/source_text.h"

namespace octavo::xml {

class Document {
public:
    Document(Session& session, std::string name, std::optional<Selector> selector);

    /// The event's base_name is filled in here.
    void start(StartEvent& event);
    void end(base::SourceSpan where);
    void text(std::string_view chunk, Storage storage, base::SourceSpan where);
    void instruction(std::string_view target, std::string_view data, base::SourceSpan where);
    /// What comes up to leave_entity() stands in the file `name`, in the place of a reference to it.
    void enter_entity(std::string name);
    void leave_entity();
    /// Whether character data that comes now goes to the handler.
    [[nodiscard]] bool passes() const;
    /// Whether the selected element, if one was asked for, has come.
    [[nodiscard]] bool found() const { return !selector_ || selector_->found(); }
    [[nodiscard]] Entities& entities() { return entities_; }
    [[nodiscard]] std::string const& name() const { return bases_.front(); }

private:
    enum class Kind : unsigned char { content, include, fallback, ignored };
    struct Element {
        Kind kind;
        bool selected;       // its end is told to the handler
        std::uint32_t base;  // index in bases_
    };
    struct Include {
        std::optional<base::Diagnostic> failure;  // until a fallback stands in for it
        bool had_fallback = false;
    };
    [[nodiscard]] Kind kind_of(StartEvent const& event);
    [[nodiscard]] std::uint32_t base_of(StartEvent const& event);
    void start_include(StartEvent const& event);
    void start_fallback(base::SourceSpan where);
    void end_include();

    Session& session_;
    std::optional<Selector> selector_;
    Entities entities_;
    std::vector<std::string> bases_;
    std::vector<Element> open_;
    std::vector<Include> includes_;
};

/// Reads `source`, the part of it that `pointer` names (empty: all). False if it names nothing; nothing was then told
/// to the handler.
bool read_document(Session& session, SourceText const& source, std::string const& pointer, base::SourceSpan from);

}  // namespace octavo::xml
