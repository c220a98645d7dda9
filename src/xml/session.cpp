#include "xml/session.h"

#include <algorithm>
#include <fmt/format.h>

namespace octavo::xml {
namespace {

// What reading a piece of XML of its own costs beside its bytes; makes a million empty entities as dear as they are
// slow.
constexpr std::uint64_t piece_cost = 64;

// Asking for cancellation is cheap, but not free.
constexpr std::uint64_t nodes_between_checks = 4096;

}  // namespace

Session::Session(io::Workspace& workspace, EventHandler& handler, base::StageContext const& context,
                 base::Diagnostics& diagnostics)
    : workspace_(workspace), handler_(handler), context_(context), diagnostics_(diagnostics) {}

void Session::fatal(base::Diagnostic diagnostic) {
    if (stopped_) return;
    flush();
    diagnostic.severity = base::Severity::fatal;
    diagnostics_.add(std::move(diagnostic));
    stopped_ = true;
}

void Session::fatal(base::Code code, base::SourceSpan where, std::string message, std::string hint) {
    fatal({.code = code,
           .severity = base::Severity::fatal,
           .where = where,
           .message = std::move(message),
           .hint = std::move(hint)});
}

void Session::keep_exception() {
    if (!exception_) exception_ = std::current_exception();
    stopped_ = true;
}

bool Session::count_node(base::SourceSpan where) {
    if (stopped_) return false;
    if (++nodes_ > limits().nodes) {
        fatal(base::Code::xml_limit, where, fmt::format("more than {} elements and texts", limits().nodes));
    } else if (nodes_ % nodes_between_checks == 0 && context_.cancelled()) {
        fatal(base::Code::run_cancelled, where, "stopped on request");
    }
    return !stopped_;
}

void Session::start(StartEvent const& event) {
    flush();
    if (!count_node(event.where)) return;
    if (depth_ == 0 && has_root_) {
        fatal(base::Code::xinclude_failed, event.where,
              fmt::format("<{}> would be a second root element", event.local.view()),
              "put the xi:include inside the root element");
        return;
    }
    if (depth_ >= limits().element_depth) {
        fatal(base::Code::xml_limit, event.where,
              fmt::format("elements stand more than {} deep in each other", limits().element_depth));
        return;
    }
    has_root_ = true;
    ++depth_;
    handler_.start_element(event);
}

void Session::end(base::SourceSpan where) {
    flush();
    if (stopped_) return;
    --depth_;
    handler_.end_element(where);
}

void Session::text(std::string_view chunk, Storage storage, base::SourceSpan where) {
    if (chunk.empty() || stopped_) return;
    if (text_begins(where.file)) {
        flush();
        has_text_ = true;
        text_where_ = where;
        owned_ = storage == Storage::passing;
        if (owned_) {
            text_.assign(chunk);
        } else {
            kept_ = chunk;
        }
        return;
    }
    if (!owned_ && storage == Storage::kept && kept_.data() + kept_.size() == chunk.data()) {
        kept_ = std::string_view(kept_.data(), kept_.size() + chunk.size());
        return;
    }
    own_text();
    text_ += chunk;
}

void Session::own_text() {
    if (!has_text_ || owned_) return;
    text_.assign(kept_);
    owned_ = true;
}

void Session::flush() {
    if (!has_text_) return;
    has_text_ = false;
    if (!count_node(text_where_)) return;
    std::string_view run = owned_ ? std::string_view(text_) : kept_;
    if (depth_ > 0) {
        handler_.text(run, text_where_);
    } else if (run.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        fatal(base::Code::xinclude_failed, text_where_, "text would stand outside the root element",
              "put the xi:include inside the root element");
    }
}

void Session::instruction(std::string_view target, std::string_view data, base::SourceSpan where) {
    flush();
    if (count_node(where)) handler_.processing_instruction(target, data, where);
}

bool Session::spend_expansion(std::uint64_t bytes, base::SourceSpan where) {
    expansion_ += bytes;
    if (stopped_ || expansion_ <= limits().entity_expansion) return !stopped_;
    fatal(base::Code::xml_limit, where, fmt::format("entities add more than {} bytes", limits().entity_expansion),
          "entities that refer to each other can grow without end");
    return false;
}

bool Session::enter(std::string const& name, std::string const& pointer, std::uint64_t bytes, base::SourceSpan where) {
    if (stopped_) return false;
    if (active_.size() > limits().include_depth) {
        fatal(base::Code::xml_limit, where,
              fmt::format("files include each other more than {} deep", limits().include_depth));
        return false;
    }
    parsed_ += bytes + piece_cost;
    if (parsed_ > limits().total_bytes) {
        fatal(base::Code::xml_limit, where,
              fmt::format("included files add up to more than {} bytes", limits().total_bytes));
        return false;
    }
    // Once is for nothing: only what comes again can grow exponentially.
    bool again = !entered_.emplace(name, pointer).second;
    if (again && !spend_expansion(bytes + piece_cost, where)) return false;
    active_.emplace_back(name, pointer);
    return true;
}

bool Session::active(std::string const& name, std::string const& pointer) const {
    return std::ranges::find(active_, std::pair(name, pointer)) != active_.end();
}

}  // namespace octavo::xml
