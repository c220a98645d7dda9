// Reads arbitrary bytes as XML. They are cut at U+001C into the document, a file it may include and declarations it may
// draw in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "xml/events.h"

namespace {

using namespace octavo;

// What every reader relies on: starts and ends in pairs, one root, text inside it and never empty.
class Checker : public xml::EventHandler {
public:
    void start_element(xml::StartEvent const& event) override {
        require(event.where.known() && (depth_ > 0 || !rooted_));
        rooted_ = true;
        ++depth_;
    }
    void end_element(base::SourceSpan where) override {
        require(where.known() && depth_ > 0);
        --depth_;
    }
    void text(std::string_view text, base::SourceSpan where) override {
        require(!text.empty() && where.known() && depth_ > 0);
    }
    void finish(xml::Outcome outcome) const { require(outcome == xml::Outcome::failed || (depth_ == 0 && rooted_)); }

private:
    static void require(bool condition) {
        if (!condition) std::abort();
    }
    int depth_ = 0;
    bool rooted_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    base::SourceFiles files;
    base::StageContext context;
    context.files = &files;
    context.limits.entity_expansion = 1 << 16;
    context.limits.nodes = 10'000;
    auto workspace = io::make_memory_workspace(context);
    std::string_view rest(reinterpret_cast<char const*>(data), size);
    for (char const* name : {"main.xml", "b.xml", "c.ent"}) {
        auto cut = rest.find('\x1C');
        workspace->put(name, std::string(rest.substr(0, cut)));
        rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + 1);
    }
    base::Diagnostics diagnostics;
    Checker checker;
    checker.finish(xml::read_events(*workspace, "main.xml", checker, context, diagnostics));
    return 0;
}
