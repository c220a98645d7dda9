#include "text/collation.h"

#include <array>
#include <cstring>

#include <unicode/alphaindex.h>
#include <unicode/coll.h>
#include <unicode/uloc.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

/// Languages whose letters stand behind those of an index in another script.
constexpr std::array other_alphabets{"en", "el", "ru", "hy", "ka", "he", "ar", "hi", "th", "ko", "ja"};

icu::Locale locale_of(std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag({language.data(), static_cast<int32_t>(language.size())}, status);
    return U_FAILURE(status) || locale.isBogus() ? icu::Locale::getRoot() : locale;
}

std::string script_of(icu::Locale locale) {
    UErrorCode status = U_ZERO_ERROR;
    locale.addLikelySubtags(status);
    return U_FAILURE(status) ? std::string() : std::string(locale.getScript());
}

std::string_view without_leading_signs(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        Decoded next = decode_at(text, at);
        if (is_letter(next.character) || is_digit(next.character)) return text.substr(at);
        at += next.length;
    }
    return text;
}

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

}  // namespace

struct Collation::Tools {
    std::unique_ptr<icu::Collator> collator;
    std::unique_ptr<icu::AlphabeticIndex::ImmutableIndex> letters;
};

Collation::Collation(std::string_view language) : tools_(std::make_unique<Tools>()) {
    icu::Locale locale = locale_of(language);
    UErrorCode status = U_ZERO_ERROR;
    tools_->collator.reset(icu::Collator::createInstance(locale, status));
    if (U_FAILURE(status)) tools_->collator.reset();
    status = U_ZERO_ERROR;
    icu::AlphabeticIndex index(locale, status);
    constexpr int32_t enough_labels = 2000;  // of all those alphabets; the default, 99, would merge letters
    index.setMaxLabelCount(enough_labels, status);
    std::string own = script_of(locale);
    for (char const* other : other_alphabets) {
        if (script_of(icu::Locale(other)) != own) index.addLabels(icu::Locale(other), status);
    }
    tools_->letters.reset(index.buildImmutableIndex(status));
    if (U_FAILURE(status)) tools_->letters.reset();
}

Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;
Collation::~Collation() = default;

std::string Collation::key(std::string_view text) const {
    std::string_view counted = without_leading_signs(text);
    if (!tools_->collator) return std::string(counted);
    icu::UnicodeString wide = utf16(counted);
    std::string key(counted.size() * 3 + 16, '\0');
    for (;;) {
        int32_t length = tools_->collator->getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()), static_cast<int32_t>(key.size()));
        bool fits = static_cast<std::size_t>(length) <= key.size();
        key.resize(static_cast<std::size_t>(length));
        if (fits) return key;
    }
}

std::string Collation::letter(std::string_view text) const {
    if (!tools_->letters) return {};
    UErrorCode status = U_ZERO_ERROR;
    int32_t at = tools_->letters->getBucketIndex(utf16(without_leading_signs(text)), status);
    icu::AlphabeticIndex::Bucket const* bucket = U_FAILURE(status) ? nullptr : tools_->letters->getBucket(at);
    if (bucket == nullptr || bucket->getLabelType() != U_ALPHAINDEX_NORMAL) return {};
    std::string label;
    bucket->getLabel().toUTF8String(label);
    return label;
}

}  // namespace octavo::text
