// The order of words in a language (Unicode Collation Algorithm with CLDR's tailorings, through ICU), and the letters
// under which an index puts them.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace octavo::text {

class Collation {
public:
    /// `language` as in BCP 47; an unknown or empty one has the root order.
    explicit Collation(std::string_view language);
    Collation(Collation&&) noexcept;
    Collation& operator=(Collation&&) noexcept;
    ~Collation();

    /// Bytes that compare as the texts are to be ordered, word by word. Quotation marks, brackets and what else is no letter or
    /// digit at the beginning do not count. Different texts may have the same key (an accent more counts, a soft hyphen does not).
    [[nodiscard]] std::string key(std::string_view text) const;
    /// The heading of the text in an alphabetical index: "A" for "Äpfel" in German, "Ä" in Swedish, "か" for "がく". Empty for digits,
    /// symbols and scripts the language's index has no letters for.
    [[nodiscard]] std::string letter(std::string_view text) const;

private:
    struct Tools;
    std::unique_ptr<Tools> tools_;
};

}  // namespace octavo::text
