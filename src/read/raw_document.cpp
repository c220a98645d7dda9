#include "read/raw_document.h"

#include <algorithm>
#include <fmt/format.h>

#include "read/text.h"
#include "xml/events.h"

namespace octavo::read {
namespace {

class RawBuilder final : public xml::EventHandler {
public:
    RawBuilder(dom::Document& document, std::uint32_t node_limit) : document_(document), node_limit_(node_limit) {}

    void start_element(xml::StartEvent const& event) override {
        if (full_) {
            ++skipped_depth_;
            return;
        }
        dom::NodeId made = document_.make_element(event.local, event.where);
        document_.set_source_name(made, event.ns, event.local);
        attributes_.clear();
        for (xml::AttributeEvent const& attribute : event.attributes) {
            attributes_.push_back({attribute.ns, attribute.local, attribute.value, dom::AttributeOrigin::source});
        }
        if (!attributes_.empty()) document_.set_attributes(made, attributes_);
        if (open_.empty()) {
            root_ = made;
        } else {
            document_.append_child(open_.back().node, made);
        }
        base::Name base_name = base_name_of(event.base_name);
        if (open_.empty() || base_name != open_.back().base_name) document_.set_base_name(made, base_name);
        open_.push_back({made, base_name});
        full_ = document_.node_count() >= node_limit_;
    }

    void end_element(base::SourceSpan) override {
        if (skipped_depth_ != 0) {
            --skipped_depth_;
        } else {
            open_.pop_back();
        }
    }

    void text(std::string_view text, base::SourceSpan where) override {
        if (full_ || open_.empty() || text.empty()) return;
        document_.append_child(open_.back().node, document_.make_text(text, where));
    }

    void processing_instruction(std::string_view target, std::string_view data, base::SourceSpan where) override {
        if (target != "xml-stylesheet" || root_) return;
        std::string type = pseudo_attribute(data, "type");
        std::string reference = pseudo_attribute(data, "href");
        if (reference.empty() || (type != "text/css" && !type.empty())) return;
        if (pseudo_attribute(data, "alternate") == "yes") return;
        dom::DocumentStyle style;
        style.reference = std::move(reference);
        style.media = pseudo_attribute(data, "media");
        style.where = where;
        styles_.push_back(std::move(style));
    }

    [[nodiscard]] dom::NodeId root() const { return root_; }
    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] base::Name name() const { return first_base_name_; }
    [[nodiscard]] std::vector<dom::DocumentStyle> take_styles() { return std::move(styles_); }

private:
    struct Open {
        dom::NodeId node;
        base::Name base_name;
    };

    // Nearly every element stands in the same resource as its parent: one comparison of texts instead of a look-up.
    base::Name base_name_of(std::string_view text) {
        if (!open_.empty() && text == open_.back().base_name.view()) return open_.back().base_name;
        base::Name name = base::Name::of(text);
        if (first_base_name_.empty()) first_base_name_ = name;
        return name;
    }

    dom::Document& document_;
    std::uint32_t node_limit_;
    std::vector<Open> open_;
    std::vector<dom::Attribute> attributes_;
    std::vector<dom::DocumentStyle> styles_;
    dom::NodeId root_;
    base::Name first_base_name_;
    std::uint32_t skipped_depth_ = 0;
    bool full_ = false;
};

}  // namespace

RawDocument read_raw(ReadContext& context, std::string_view reference) {
    RawBuilder builder(context.document, context.context.limits.nodes);
    xml::Outcome outcome =
        xml::read_events(context.workspace, reference, builder, context.context, context.diagnostics);
    if (outcome == xml::Outcome::failed) return {};
    if (!builder.root()) {
        context.diagnostics.add({.code = base::Code::read_empty,
                                 .severity = base::Severity::error,
                                 .message = fmt::format("{}: the document has no elements", reference)});
        return {};
    }
    if (builder.full()) {
        context.diagnostics.add({.code = base::Code::run_limit,
                                 .severity = base::Severity::error,
                                 .where = context.document.node(builder.root()).where,
                                 .message = fmt::format("{}: more than {} elements and texts: the rest is not read",
                                                        reference, context.context.limits.nodes)});
    }
    base::Name name = builder.name();
    if (std::find(context.document.base_names.begin(), context.document.base_names.end(), name) ==
        context.document.base_names.end()) {
        context.document.base_names.push_back(name);
    }
    for (dom::DocumentStyle& style : builder.take_styles()) {
        style.base_name = std::string(name.view());
        style.parts = {static_cast<std::uint32_t>(context.units.size())};
        context.document.styles.push_back(std::move(style));
    }
    return {builder.root(), name};
}

}  // namespace octavo::read
