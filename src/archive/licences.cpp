#include "archive/licences.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <vector>

namespace octavo::archive {
namespace {

/// Licences that let anyone pass on unaltered copies of the file itself. `names`: how short names begin (a version may follow), in
/// lower case, spaces between; `phrase`: what stands in a font that is under it, in lower case; empty: not looked for.
struct LicenceRow {
    std::string_view licence, names, phrase;
};
constexpr std::array rows{
    LicenceRow{"OFL-1.1", "ofl sil", "sil open font license"},
    LicenceRow{"OFL-1.1", "", "scripts.sil.org/ofl"},
    LicenceRow{"OFL-1.1", "", "openfontlicense.org"},
    LicenceRow{"Apache-2.0", "apache", "apache license"},
    LicenceRow{"Apache-2.0", "", "apache.org/licenses/license-2.0"},
    LicenceRow{"GPL", "gpl", "gnu general public license"},
    LicenceRow{"LGPL", "lgpl", "gnu lesser general public license"},
    LicenceRow{"MPL", "mpl", "mozilla public license"},
    LicenceRow{"MIT", "mit expat x11", ""},
    LicenceRow{"BSD", "bsd bsd-2-clause bsd-3-clause", ""},
    LicenceRow{"ISC", "isc", ""},
    LicenceRow{"Zlib", "zlib", ""},
    LicenceRow{"CC0-1.0", "cc0", "creativecommons.org/publicdomain/zero"},
    LicenceRow{"CC-BY", "cc-by", "creativecommons.org/licenses/by/"},
    LicenceRow{"CC-BY-SA", "cc-by-sa", "creativecommons.org/licenses/by-sa/"},
    LicenceRow{"public-domain", "public-domain", ""},
    LicenceRow{"LPPL", "lppl", "latex project public license"},
    LicenceRow{"GFL", "gust-font-license gust-font gfl", "gust font license"},
    LicenceRow{"Bitstream-Vera", "bitstream-vera", "dejavu-fonts.org/wiki/license"},
    LicenceRow{"Bitstream-Vera", "", "dejavu.sourceforge.net/wiki/index.php/license"},
    LicenceRow{"UFL-1.0", "ubuntu-font ubuntu-font-licence ufl", "ubuntu font licence"},
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string_view trimmed(std::string_view text) {
    auto first = text.find_first_not_of(" \t,");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t,") - first + 1);
}

std::vector<std::string_view> parts(std::string_view text, std::string_view by) {
    std::vector<std::string_view> result;
    for (std::size_t at = 0;;) {
        auto end = text.find(by, at);
        result.push_back(trimmed(text.substr(at, end == std::string_view::npos ? end : end - at)));
        if (end == std::string_view::npos) return result;
        at = end + by.size();
    }
}

/// "gpl-2+" is "gpl" with a version; "cc-by-nc-4.0" is not "cc-by" with one.
bool is_named(std::string_view short_name, std::string_view name) {
    if (name.empty() || !short_name.starts_with(name)) return false;
    std::string_view rest = short_name.substr(name.size());
    if (rest.starts_with('-') || rest.starts_with(' ')) rest.remove_prefix(1);
    rest = rest.substr(0, rest.find(" with "));  // an exception allows more, not less
    for (std::string_view ending : {"-only", "-or-later"}) {
        if (rest.ends_with(ending)) rest.remove_suffix(ending.size());
    }
    return rest.find_first_not_of("0123456789.+v") == std::string_view::npos;
}

bool is_known(std::string_view short_name) {
    return std::any_of(rows.begin(), rows.end(), [&](LicenceRow const& row) {
        auto names = parts(row.names, " ");
        return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return is_named(short_name, name); });
    });
}

std::string_view recognised(std::string_view text) {
    std::string folded = lower(text);
    for (LicenceRow const& row : rows) {
        if (!row.phrase.empty() && folded.find(row.phrase) != std::string::npos) return row.licence;
    }
    return {};
}

}  // namespace

bool allows_copies(std::string_view short_name) {
    std::string folded = lower(short_name);
    auto alternatives = parts(folded, " or ");
    return std::any_of(alternatives.begin(), alternatives.end(), [](std::string_view alternative) {
        auto all = parts(alternative, " and ");
        return std::all_of(all.begin(), all.end(), is_known);
    });
}

Permission permission(LicenceEvidence const& evidence) {
    Permission result;
    std::string_view in_file = recognised(evidence.in_file);
    result.licence = in_file.empty() ? std::string(evidence.in_package) : std::string(in_file);
    if (evidence.restricted) {
        result.why_not = "the font's embedding bits forbid it";
    } else if (!in_file.empty() || allows_copies(evidence.in_package)) {
        result.copy = true;
    } else if (!evidence.in_package.empty()) {
        result.why_not = fmt::format("octavo does not know that the licence \"{}\" allows it", evidence.in_package);
    } else {
        result.why_not = evidence.in_file.empty() ? "no licence of it was found" : "octavo does not know that its licence allows it";
    }
    return result;
}

}  // namespace octavo::archive
