#include "epub/generated_text.h"

#include <algorithm>

#include "box/counters.h"
#include "epub/walk.h"

namespace octavo::epub {

namespace {

using Kind = css::ContentItem::Kind;
using dom::NodeId;

bool generates(style::StyledDocument const& styled, NodeId node) {
    return styled.pseudo(node, style::Pseudo::before) || styled.pseudo(node, style::Pseudo::after);
}

class Generator {
public:
    explicit Generator(style::StyledDocument const& styled) : styled_(styled), document_(styled.document()) {}

    std::unordered_map<NodeId, GeneratedText::Of> run() {
        if (!any()) return {};
        pass();
        if (asks_for_targets_) {
            texts_.clear();
            pass();
        }
        return std::move(texts_);
    }

private:
    bool any() const {
        for (NodeId node = document_.root(); node; node = document_.next_in_order(node))
            if (document_.is_element(node) && generates(styled_, node)) return true;
        return false;
    }

    void pass() {
        counters_ = {};
        quote_depth_ = 0;
        walk(
            document_, document_.root(),
            [this](NodeId node) {
                if (document_.is_text(node)) return false;
                css::ComputedStyle const& style = styled_.of(node);
                if (style.box->display == css::Display::none) return false;
                counters_.enter();
                change_counters(*style.generated, style.box->display);
                if (asks_for_targets_ && document_.attribute(node, dom::names::id())) snapshots_[node] = counters_.snapshot();
                generate(node, style::Pseudo::before);
                return true;
            },
            [this](NodeId node) {
                if (styled_.of(node).box->display == css::Display::none) return;
                generate(node, style::Pseudo::after);
                counters_.leave();
            });
    }

    // Lists 3, section 4.1: reset, then increment, then set; a list item counts by itself where no sheet says otherwise.
    void change_counters(css::GeneratedGroup const& group, css::Display display) {
        static base::Name const list_item = base::Name::of("list-item");
        for (css::CounterChange change : group.counter_reset) counters_.reset(change.name, change.value);
        bool counted = std::any_of(group.counter_increment.begin(), group.counter_increment.end(),
                                   [](css::CounterChange change) { return change.name == list_item; });
        if (display == css::Display::list_item && !counted) counters_.increment(list_item, 1);
        for (css::CounterChange change : group.counter_increment) counters_.increment(change.name, change.value);
        for (css::CounterChange change : group.counter_set) counters_.set(change.name, change.value);
    }

    void generate(NodeId node, style::Pseudo pseudo) {
        style::StyleId id = styled_.pseudo(node, pseudo);
        if (!id) return;
        css::ComputedStyle const& style = styled_.style(id);
        bool shows = style.generated->content_kind == css::GeneratedGroup::ContentKind::items && style.box->display != css::Display::none;
        if (!shows) return;
        counters_.enter();
        change_counters(*style.generated, style.box->display);
        std::string text;
        for (css::ContentItem const& item : style.generated->content) append(text, item, node, *style.text);
        counters_.leave();
        if (text.empty()) return;
        GeneratedText::Of& of = texts_[node];
        (pseudo == style::Pseudo::before ? of.before : of.after) = std::move(text);
    }

    void append(std::string& out, css::ContentItem const& item, NodeId node, css::TextGroup const& style) {
        switch (item.kind) {
            case Kind::string: out += item.text; break;
            case Kind::attribute: out += attribute(item, node); break;
            case Kind::counter: out += number(counters_.value(item.name), item.style); break;
            case Kind::counters: append_all(out, counters_.values(item.name), item); break;
            case Kind::open_quote: out += quote(style, quote_depth_++, 0); break;
            case Kind::no_open_quote: ++quote_depth_; break;
            case Kind::close_quote:
                if (quote_depth_ > 0) out += quote(style, --quote_depth_, 1);
                break;
            case Kind::no_close_quote: quote_depth_ = std::max(0, quote_depth_ - 1); break;
            case Kind::target_counter:
            case Kind::target_counters: append_target(out, item, node); break;
            default: break;  // pictures, pages, running texts: nothing that a text could hold
        }
    }

    void append_target(std::string& out, css::ContentItem const& item, NodeId node) {
        static base::Name const page = base::Name::of("page");
        if (item.name == page) return;
        asks_for_targets_ = true;
        std::string_view reference = item.target.empty() ? document_.attribute(node, item.target_attribute).value_or("") : std::string_view(item.target);
        std::size_t hash = reference.find('#');
        if (hash == std::string_view::npos) return;
        auto known = snapshots_.find(document_.by_id(reference.substr(hash + 1)));
        if (known == snapshots_.end()) return;
        std::vector<std::int32_t> values = known->second.of(item.name);
        if (values.empty()) values.push_back(0);
        if (item.kind == Kind::target_counter) out += number(values.back(), item.style);
        else append_all(out, values, item);
    }

    void append_all(std::string& out, std::vector<std::int32_t> const& values, css::ContentItem const& item) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) out += item.text;
            out += number(values[i], item.style);
        }
    }
    std::string number(std::int32_t value, base::Name style) const {
        static base::Name const decimal = base::Name::of("decimal");
        return styled_.counter_text(value, style.empty() ? decimal : style);
    }
    static std::string quote(css::TextGroup const& style, std::int32_t depth, std::size_t side) {
        std::size_t pairs = style.quotes.size() / 2;
        return pairs == 0 ? std::string() : style.quotes[std::min(static_cast<std::size_t>(depth), pairs - 1) * 2 + side];
    }
    std::string attribute(css::ContentItem const& item, NodeId node) const {
        if (auto value = document_.attribute(node, item.name)) return std::string(*value);
        for (dom::Attribute const& attribute : document_.attributes(node))
            if (attribute.local == item.name) return std::string(attribute.value);
        return item.text;
    }

    style::StyledDocument const& styled_;
    dom::Document const& document_;
    box::Counters counters_;
    std::int32_t quote_depth_ = 0;
    bool asks_for_targets_ = false;
    std::unordered_map<NodeId, box::CounterSnapshot> snapshots_;
    std::unordered_map<NodeId, GeneratedText::Of> texts_;
};

}  // namespace

GeneratedText::GeneratedText(style::StyledDocument const* styled) {
    if (styled != nullptr && styled->document().root()) texts_ = Generator(*styled).run();
}

}  // namespace octavo::epub
