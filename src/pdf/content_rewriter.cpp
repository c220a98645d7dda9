#include "pdf/content_rewriter.h"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <vector>

#include "pdf/pdf_syntax.h"
#include "pdf/sentinel.h"

namespace octavo::pdf {
namespace {

enum class Class : std::uint8_t { space, delimiter, regular };

constexpr std::array<Class, 256> make_classes() {
    std::array<Class, 256> classes{};
    for (auto& c : classes) c = Class::regular;
    for (unsigned char c : {'\0', '\t', '\n', '\f', '\r', ' '}) classes[c] = Class::space;
    for (unsigned char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) classes[c] = Class::delimiter;
    return classes;
}
constexpr auto classes = make_classes();
Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

struct Failure {
    std::string what;
};

/// "/Artifact … BDC" of the kind (ISO 32000-1 §14.8.2.2, ISO 32000-2 table 363).
std::string_view artefact_operator(paint::Mark::Kind kind, PdfVersion version) {
    using Kind = paint::Mark::Kind;
    switch (kind) {
        case Kind::page_header: return "/Artifact<</Type/Pagination/Subtype/Header>>BDC";
        case Kind::page_footer: return "/Artifact<</Type/Pagination/Subtype/Footer>>BDC";
        case Kind::page_number:
            if (version == PdfVersion::v2_0) return "/Artifact<</Type/Pagination/Subtype/PageNum>>BDC";
            [[fallthrough]];
        case Kind::repeated_head: return "/Artifact<</Type/Pagination>>BDC";
        case Kind::crop_mark: return "/Artifact<</Type/Page>>BDC";
        default: return "/Artifact<</Type/Layout>>BDC";
    }
}

class Rewriter {
public:
    Rewriter(PageContent const& page, std::string& out) : page_(page), in_(page.bytes), out_(out) {}
    void run();

private:
    struct Open {
        bool span = false;            ///< one of Cairo's own marked sequences
        std::uint32_t sequence = 0;
    };
    struct Rectangle {
        std::size_t start = 0;
        std::optional<Sentinel> sentinel;
    };
    /// An ActualText span that may turn out to be idle.
    struct Span {
        std::size_t start = 0, after = 0;
        std::string_view actual{};    ///< hexadecimal digits; empty: not droppable
        std::vector<std::uint32_t> codes{};
        FontText* font = nullptr;
    };

    void operand(std::size_t start);
    void operate(std::string_view name, std::size_t start);
    void read_string(std::size_t start);
    void place(Sentinel sentinel, std::size_t from);
    void place_text(std::uint32_t block, std::size_t from);
    void begin_span(std::size_t start);
    void end_span(std::size_t start);
    void show_text();
    void set_color(PaintUse use);
    std::string_view operand_text(std::size_t from_last) const;
    [[nodiscard]] double number(std::size_t from_last) const;
    void replace(std::size_t from, std::size_t to, std::string_view by);

    PageContent const& page_;
    std::string_view in_;
    std::string& out_;
    std::size_t at_ = 0, copied_ = 0;
    std::size_t operands_start_ = 0;
    std::vector<std::size_t> operands_;           ///< where the operands of the operator to come start
    std::vector<std::string_view> strings_;       ///< strings among them, with brackets
    std::optional<Rectangle> rectangle_;
    std::vector<Open> open_;
    std::uint32_t next_ = 0, next_block_ = 0;
    std::size_t block_start_ = 0;
    Span span_;
    FontText* font_ = nullptr;
    bool in_text_ = false;
};

void Rewriter::replace(std::size_t from, std::size_t to, std::string_view by) {
    out_.append(in_, copied_, from - copied_);
    out_ += by;
    copied_ = to;
}

std::string_view Rewriter::operand_text(std::size_t from_last) const {
    if (operands_.size() <= from_last) return {};
    std::size_t start = operands_[operands_.size() - 1 - from_last], end = start + 1;
    while (end < in_.size() && class_of(in_[end]) == Class::regular) ++end;
    return in_.substr(start, end - start);
}

double Rewriter::number(std::size_t from_last) const {
    std::string_view text = operand_text(from_last);
    double value = -1e9;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void Rewriter::run() {
    while (at_ < in_.size()) {
        char c = in_[at_];
        if (class_of(c) == Class::space) {
            ++at_;
            continue;
        }
        std::size_t start = at_;
        if (class_of(c) == Class::regular) {
            while (at_ < in_.size() && class_of(in_[at_]) == Class::regular) ++at_;
            bool numeric = (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+';
            if (numeric)
                operand(start);
            else
                operate(in_.substr(start, at_ - start), start);
            continue;
        }
        operand(start);
        bool doubled = at_ + 1 < in_.size() && in_[at_ + 1] == c && (c == '<' || c == '>');
        if (doubled) {
            at_ += 2;
        } else if (c == '(' || c == '<') {
            read_string(start);
        } else if (c == '%') {
            at_ = std::min(in_.find_first_of("\r\n", at_), in_.size());
        } else if (c == '/') {
            ++at_;
            while (at_ < in_.size() && class_of(in_[at_]) == Class::regular) ++at_;
        } else {
            ++at_;
        }
    }
    if (!open_.empty()) throw Failure{"a marked sequence is not ended"};
    if (next_ != page_.sequences.size())
        throw Failure{fmt::format("{} of {} marked sequences were found", next_, page_.sequences.size())};
    if (next_block_ != page_.blocks.size())
        throw Failure{fmt::format("{} of {} blocks of text were found", next_block_, page_.blocks.size())};
    out_.append(in_, copied_);
}

void Rewriter::place_text(std::uint32_t block, std::size_t from) {
    if (block != next_block_ || block >= page_.blocks.size())
        throw Failure{fmt::format("text {} stands where {} should", block, next_block_)};
    replace(from, at_, page_.text.substr(block_start_, page_.blocks[block]));
    block_start_ += page_.blocks[next_block_++];
}

void Rewriter::operand(std::size_t start) {
    if (operands_.empty()) operands_start_ = start;
    operands_.push_back(start);
}

void Rewriter::read_string(std::size_t start) {
    if (in_[start] == '<') {
        at_ = in_.find('>', start);
        if (at_ == std::string_view::npos) throw Failure{"a string is not ended"};
        ++at_;
    } else {
        int depth = 0;
        do {
            if (at_ >= in_.size()) throw Failure{"a string is not ended"};
            if (in_[at_] == '\\') ++at_;
            else if (in_[at_] == '(') ++depth;
            else if (in_[at_] == ')') --depth;
            ++at_;
        } while (depth > 0);
    }
    strings_.push_back(in_.substr(start, at_ - start));
}

void Rewriter::operate(std::string_view name, std::size_t start) {
    bool keeps_rectangle = false;
    if (name == "re") {
        if (operands_.size() >= 4 && !in_text_ && page_.sentinels == Sentinels::replace) {
            rectangle_ = Rectangle{operands_[operands_.size() - 4],
                                   read_sentinel(number(3), number(2), number(1), number(0))};
            keeps_rectangle = true;
        }
    } else if (name == "f" || name == "f*") {
        if (rectangle_ && rectangle_->sentinel) place(*rectangle_->sentinel, rectangle_->start);
    } else if (name == "Tj" || name == "TJ") {
        if (!span_.actual.empty()) show_text();
    } else if (name == "Tf") {
        std::string_view resource = operand_text(1);
        font_ = resource.starts_with('/') && page_.font ? page_.font(resource.substr(1)) : nullptr;
    } else if (name == "BT") {
        in_text_ = true;
    } else if (name == "ET") {
        in_text_ = false;
    } else if (name == "BDC" || name == "BMC") {
        begin_span(start);
    } else if (name == "EMC") {
        end_span(start);
    } else if (name == "rg") {
        set_color(PaintUse::fill);
    } else if (name == "RG") {
        set_color(PaintUse::stroke);
    } else if (name == "BI") {
        throw Failure{"an inline image stands in the page"};
    }
    if (!keeps_rectangle) rectangle_.reset();
    operands_.clear();
    strings_.clear();
}

void Rewriter::place(Sentinel sentinel, std::size_t from) {
    if (sentinel.edge == SentinelEdge::text) return place_text(sentinel.sequence, from);
    if (sentinel.edge == SentinelEdge::end) {
        if (open_.empty() || open_.back().span || open_.back().sequence != sentinel.sequence)
            throw Failure{fmt::format("marked sequence {} ends out of place", sentinel.sequence)};
        open_.pop_back();
        return replace(from, at_, "EMC");
    }
    if (sentinel.sequence != next_ || sentinel.sequence >= page_.sequences.size())
        throw Failure{fmt::format("marked sequence {} begins where {} should", sentinel.sequence, next_)};
    ++next_;
    open_.push_back({.sequence = sentinel.sequence});
    Sequence const& sequence = page_.sequences[sentinel.sequence];
    switch (sequence.kind) {
        case SequenceKind::artefact: return replace(from, at_, artefact_operator(sequence.mark.kind, page_.version));
        case SequenceKind::content: {
            std::string text = "/Span<</MCID ";
            append_integer(text, sequence.mcid);
            if (sequence.text != Sequence::none) {
                text += "/ActualText";
                append_utf16_hex(text, page_.texts[sequence.text]);
            }
            return replace(from, at_, text + ">>BDC");
        }
        case SequenceKind::replacement: {
            std::string text = "/Span<</ActualText";
            append_utf16_hex(text, page_.texts[sequence.text]);
            return replace(from, at_, text + ">>BDC");
        }
    }
}

void Rewriter::begin_span(std::size_t start) {
    open_.push_back({.span = true});
    span_ = {.start = operands_start_, .after = start + 3};
    std::string_view property = in_.substr(operands_start_, start - operands_start_);
    bool actual = property.starts_with("/Span") && property.find("/ActualText") != std::string_view::npos &&
        strings_.size() == 1;
    if (actual && strings_[0].starts_with('<')) span_.actual = strings_[0].substr(1, strings_[0].size() - 2);
}

void Rewriter::show_text() {
    if (font_ == nullptr || (span_.font != nullptr && span_.font != font_)) {
        span_.actual = {};
        return;
    }
    span_.font = font_;
    for (std::string_view text : strings_) {
        auto push = [&](std::uint32_t byte, bool is_second) {
            if (is_second)
                span_.codes.back() = span_.codes.back() * 256 + byte;
            else
                span_.codes.push_back(byte);
        };
        bool second = false;
        if (text.front() == '<') {
            for (std::size_t i = 1; i + 2 < text.size(); i += 2, second = font_->two_bytes && !second) {
                std::uint32_t byte = 0;
                std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
                push(byte, second);
            }
        } else if (text.find('\\') != std::string_view::npos) {
            span_.actual = {};   // escapes are rare: such a span may stay
        } else {
            for (std::size_t i = 1; i + 1 < text.size(); ++i, second = font_->two_bytes && !second)
                push(static_cast<unsigned char>(text[i]), second);
        }
    }
}

void Rewriter::end_span(std::size_t start) {
    if (open_.empty() || !open_.back().span) throw Failure{"marked content ends that was not begun"};
    open_.pop_back();
    if (!span_.actual.empty() && span_.codes.size() == 1 && span_.start >= copied_) {
        std::string actual(span_.actual);
        for (char& c : actual)
            if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 32);
        if (says_by_itself(*span_.font, span_.codes[0], actual)) {
            replace(span_.start, span_.after, "");
            replace(start, start + 3, "");
        }
    }
    span_ = {};
}

void Rewriter::set_color(PaintUse use) {
    if (operands_.size() != 3) return;
    if (page_.color) return replace(operands_start_, at_, page_.color({number(2), number(1), number(0)}, use));
    if (operand_text(0) == "0" && operand_text(1) == "0" && operand_text(2) == "0")
        replace(operands_start_, at_, use == PaintUse::fill ? "0 g" : "0 G");
}

}  // namespace

tl::expected<void, std::string> rewrite_content(PageContent const& page, std::string& out) {
    try {
        Rewriter(page, out).run();
    } catch (Failure const& failure) {
        return tl::unexpected(failure.what);
    }
    return {};
}

}  // namespace octavo::pdf
