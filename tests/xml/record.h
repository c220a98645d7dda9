// Reads XML from memory and writes down what the handler was told.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <string>

#include "xml/events.h"

namespace octavo::xml::test {

/// <name a="v">text</name>, with namespaces as {uri}; where places are asked for, each event has "file:line:column "
/// before it and stands on a line of its own.
class Recorder : public EventHandler {
public:
    enum class Places : unsigned char { hidden, shown };
    explicit Recorder(base::SourceFiles const& files, Places places) : files_(files), places_(places) {}

    void start_element(StartEvent const& event) override {
        ++elements;
        bases[std::string(event.local.view())] = event.base_name;
        place(event.where);
        log += '<' + qualified(event.ns, event.local);
        for (AttributeEvent const& attribute : event.attributes) {
            log += fmt::format(" {}=\"{}\"", qualified(attribute.ns, attribute.local), attribute.value);
        }
        log += '>';
        line();
        open_.push_back(qualified(event.ns, event.local));
    }
    void end_element(base::SourceSpan where) override {
        place(where);
        ASSERT_FALSE(open_.empty());
        log += "</" + open_.back() + '>';
        open_.pop_back();
        line();
    }
    void text(std::string_view text, base::SourceSpan where) override {
        ASSERT_FALSE(text.empty());
        ++texts;
        text_bytes += text.size();
        place(where);
        log += places_ == Places::shown ? "'" + std::string(text) + "'" : std::string(text);
        line();
    }
    void processing_instruction(std::string_view target, std::string_view data, base::SourceSpan where) override {
        place(where);
        log += fmt::format("<?{} {}?>", target, data);
        line();
    }

    std::string log;
    std::map<std::string, std::string> bases;
    std::size_t elements = 0, texts = 0, text_bytes = 0;

private:
    static std::string qualified(base::Name ns, base::Name local) {
        return ns.empty() ? std::string(local.view()) : fmt::format("{{{}}}{}", ns.view(), local.view());
    }
    void place(base::SourceSpan where) {
        if (places_ == Places::shown)
            log += fmt::format("{}:{}:{} ", files_.name(where.file), where.line, where.column);
    }
    void line() {
        if (places_ == Places::shown) log += '\n';
    }
    base::SourceFiles const& files_;
    Places places_;
    std::vector<std::string> open_;
};

struct Reading {
    Outcome outcome = Outcome::failed;
    std::string log;
    std::string messages;  ///< rendered diagnostics, a line each
    std::map<std::string, std::string> bases;
    std::size_t elements = 0, texts = 0, text_bytes = 0;
};

/// Files by name; "main.xml" is read.
class Library {
public:
    Library() { context.files = &files; }
    Library& put(std::string name, std::string bytes) {
        contents_[std::move(name)] = std::move(bytes);
        return *this;
    }
    Reading read(Recorder::Places places = Recorder::Places::hidden) {
        auto workspace = io::make_memory_workspace(context);
        for (auto const& [name, bytes] : contents_) workspace->put(name, bytes);
        base::Diagnostics diagnostics;
        Recorder recorder(files, places);
        Reading reading;
        reading.outcome = read_events(*workspace, "main.xml", recorder, context, diagnostics);
        reading.log = recorder.log;
        reading.bases = recorder.bases;
        reading.elements = recorder.elements;
        reading.texts = recorder.texts;
        reading.text_bytes = recorder.text_bytes;
        int fatal = 0;
        for (auto const& diagnostic : diagnostics.all()) {
            reading.messages += render(diagnostic, files) + '\n';
            fatal += diagnostic.severity == base::Severity::fatal;
        }
        EXPECT_EQ(fatal, reading.outcome == Outcome::failed ? 1 : 0) << reading.messages;
        return reading;
    }
    base::SourceFiles files;
    base::StageContext context;

private:
    std::map<std::string, std::string> contents_;
};

inline Reading read(std::string text, Recorder::Places places = Recorder::Places::hidden) {
    return Library().put("main.xml", std::move(text)).read(places);
}
/// With the place before each event.
inline Reading read_placed(std::string text) { return read(std::move(text), Recorder::Places::shown); }

}  // namespace octavo::xml::test
