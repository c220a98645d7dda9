#include "box/text_piece.h"

namespace octavo::box {

void TextPiece::clear() {
    lead_ = length_ = 0;
    verbatim_ = true;
    buffer_.clear();
    segments_.clear();
}

void TextPiece::locate(std::size_t from) {
    auto at = static_cast<std::uint32_t>(length_), source = static_cast<std::uint32_t>(from) + source_byte_;
    if (!segments_.empty() && source - segments_.back().source == at - segments_.back().at) return;
    if (!segments_.empty() && segments_.back().at == at) {
        segments_.back().source = source;
    } else {
        segments_.push_back({at, source});
    }
    if (length_ == 0) {
        lead_ = from;
    } else if (verbatim_ && lead_ + length_ != from) {
        make_buffer();
    }
}

void TextPiece::make_buffer() {
    buffer_.assign(source_.substr(lead_, length_));
    verbatim_ = false;
}

void TextPiece::copy(std::size_t from, std::size_t to) {
    locate(from);
    if (!verbatim_) buffer_ += source_.substr(from, to - from);
    length_ += to - from;
}

void TextPiece::space(std::size_t at) {
    locate(at);
    if (verbatim_ && source_[at] != ' ') make_buffer();
    if (!verbatim_) buffer_ += ' ';
    ++length_;
}

void TextPiece::drop_space() {
    --length_;
    if (!verbatim_) buffer_.pop_back();
    if (!segments_.empty() && segments_.back().at >= length_) segments_.pop_back();
}

}  // namespace octavo::box
