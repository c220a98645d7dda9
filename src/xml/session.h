// What one call of read_events shares between all files it reads: the handler, what was spent of the limits, whether it
// goes on. Joins character data to one text event per run, and sees to it that what includes make of a document still
// has one root.
#pragma once
#include <exception>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "xml/events.h"

namespace octavo::xml {

/// Where the bytes of character data stay.
enum class Storage : unsigned char { kept, passing };

class Session {
public:
    Session(io::Workspace& workspace, EventHandler& handler, base::StageContext const& context,
            base::Diagnostics& diagnostics);

    [[nodiscard]] io::Workspace& workspace() const { return workspace_; }
    [[nodiscard]] base::StageContext const& context() const { return context_; }
    [[nodiscard]] base::Limits const& limits() const { return context_.limits; }

    /// True after the first fatal diagnostic or exception: nothing more reaches the handler.
    [[nodiscard]] bool stopped() const { return stopped_; }
    void fatal(base::Diagnostic diagnostic);
    void fatal(base::Code code, base::SourceSpan where, std::string message, std::string hint = {});
    void tell(base::Diagnostic diagnostic) { if (!stopped_) diagnostics_.add_counted(std::move(diagnostic)); }
    /// Keeps the exception being handled until the parsers, which are C, have been left.
    void keep_exception();
    void rethrow() const { if (exception_) std::rethrow_exception(exception_); }

    void start(StartEvent const& event);
    void end(base::SourceSpan where);
    void text(std::string_view chunk, Storage storage, base::SourceSpan where);
    void instruction(std::string_view target, std::string_view data, base::SourceSpan where);
    /// True if the next character data of `file` begins a run, whose place must then be known.
    [[nodiscard]] bool text_begins(base::FileId file) const { return !has_text_ || text_where_.file != file; }
    /// Hands over the run of character data.
    void flush();
    /// Copies the run: the bytes that it refers to are about to go.
    void own_text();

    /// Takes bytes from what entities may add. False, after an xml_limit diagnostic, if that is too much.
    bool spend_expansion(std::uint64_t bytes, base::SourceSpan where);
    /// Takes the bytes of a file about to be read from what a run may read, and a level from the depth of includes.
    bool enter(std::string const& name, std::string const& pointer, std::uint64_t bytes, base::SourceSpan where);
    void leave() { active_.pop_back(); }
    /// True while a file is read that another one includes.
    [[nodiscard]] bool including() const { return active_.size() > 1; }
    /// True while the part `pointer` of the file `name` is being read.
    [[nodiscard]] bool active(std::string const& name, std::string const& pointer) const;

private:
    bool count_node(base::SourceSpan where);

    io::Workspace& workspace_;
    EventHandler& handler_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    std::exception_ptr exception_;
    bool stopped_ = false;

    std::uint32_t depth_ = 0;
    bool has_root_ = false;
    std::uint64_t nodes_ = 0;
    std::uint64_t expansion_ = 0;
    std::uint64_t parsed_ = 0;
    std::vector<std::pair<std::string, std::string>> active_;
    std::set<std::pair<std::string, std::string>> entered_;

    bool has_text_ = false;
    bool owned_ = false;          // text_ is the run; else kept_ is
    std::string_view kept_;
    std::string text_;
    base::SourceSpan text_where_;
};

}  // namespace octavo::xml
