// One item's text in the making: bytes taken from a source text, in order, with spaces standing for runs of white space.
// As long as the bytes are those of the source, nothing is copied; where they come to differ, a map leads back (TextMapSegment).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "box/box_tree.h"

namespace octavo::box {

class TextPiece {
public:
    /// `source_byte`: where `source` starts in its text node.
    TextPiece(std::string_view source, std::uint32_t source_byte) : source_(source), source_byte_(source_byte) {}
    /// Begins anew, for the text after a line break.
    void clear();
    [[nodiscard]] bool empty() const { return length_ == 0; }
    /// Appends the source's bytes from `from` up to `to`.
    void copy(std::size_t from, std::size_t to);
    /// Appends a space that stands for the white space at `at`.
    void space(std::size_t at);
    /// Takes the last byte (a space) off again.
    void drop_space();
    /// The text: valid as long as the source, and until the next change.
    [[nodiscard]] std::string_view text() const { return verbatim_ ? source_.substr(lead_, length_) : std::string_view(buffer_); }
    [[nodiscard]] bool verbatim() const { return verbatim_; }
    [[nodiscard]] std::vector<TextMapSegment> const& segments() const { return segments_; }
    /// Whether byte k of the text is byte k of the text node.
    [[nodiscard]] bool is_identity() const { return segments_.empty() || (segments_.size() == 1 && segments_.front().source == 0); }

private:
    void locate(std::size_t from);
    void make_buffer();

    std::string_view source_;
    std::uint32_t source_byte_;
    std::size_t lead_ = 0, length_ = 0;
    bool verbatim_ = true;
    std::string buffer_;
    std::vector<TextMapSegment> segments_;
};

}  // namespace octavo::box
