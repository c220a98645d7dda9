// An edition: what octavo.toml says, or what follows from a bare source and the command line.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "dom/metadata.h"
#include "io/workspace.h"
#include "octavo.h"
#include "pdf/conformance.h"

namespace octavo::edition {

/// One product to be made.
struct Target {
    bool wanted = false;
    std::string identifier;             ///< its own, e.g. "urn:isbn:…"; empty: the edition's
    std::string output;                 ///< path, seen from where the program runs
    std::vector<std::string> styles;    ///< built-in names or resources below the root
    std::string page;                   ///< CSS `size` value; empty: the style sheet's
    std::string font_size;              ///< CSS length; empty: the style sheet's
    std::string page_count;             ///< print, press: a value of -octavo-page-count; empty: the style sheet's
    std::string conform;                ///< print: "pdfa-3a,pdfua-1"; empty: what the content allows
    base::SourceSpan conform_where;     ///< of `conform` in the edition file
    pdf::Aim aim;                       ///< what `conform` asks for
};

/// The print edition's pages on sheets.
struct BookletTarget {
    bool wanted = false;
    std::string output;                 ///< path, seen from where the program runs
    BookletOptions options{};
};

/// What [ebook] says of the e-book alone.
struct EbookOptions {
    std::string page_list;              ///< "print", "source" or "none"; empty: print's pages where they are made in the same run
    std::string page_list_edition;      ///< of "source": the edition whose pages are told, as pb@ed has it
    std::string page_source;            ///< of "source": that edition's identifier, e.g. its ISBN
    std::string fonts;                  ///< "embed", or "none" (the default: the reading system's own)
    enum class Cover : std::uint8_t { made, none } cover = Cover::made;   ///< where the metadata name no picture
    std::string certifier, certifier_credential, certifier_report;  ///< who has judged the accessibility
    unsigned picture_quality = 0;       ///< pictures are compressed again: 1 to 100; 0: they stay as they are
    unsigned picture_size = 0;          ///< at most so many pixels wide and high; 0: no limit
};

/// Which font files go into a package.
enum class FontCopies : std::uint8_t { licensed, all, none };

/// The package of `octavo archive`: [archive] in the edition file.
struct ArchiveSettings {
    std::string output;                 ///< folder
    std::string organization, contact_name, contact_email, description;  ///< for bag-info.txt
    FontCopies fonts = FontCopies::licensed;
};

struct Edition {
    std::string root;                   ///< folder; nothing outside it is read
    std::vector<std::string> inputs;    ///< paths below the root of what the request named: the edition file, or the sources
    std::vector<std::string> sources;   ///< resource names
    dom::Metadata metadata;             ///< what is said here wins over the sources' headers
    std::string contents;               ///< "auto" (made when the source has none), "none", or a heading
    std::uint32_t contents_depth = 3;   ///< its levels
    std::string index;                  ///< the same, of an index where terms are marked
    Target print, ebook;
    BookletTarget booklet;
    EbookOptions ebook_options;
    Target press, cover;                ///< styles, page and font size they leave out are print's
    PressOptions press_options;
    CoverOptions cover_options;
    ArchiveSettings archive;
};

/// The edition that the request describes. Missing without a diagnostic of severity fatal having been added is not possible.
[[nodiscard]] std::optional<Edition> plan_edition(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics);

/// Reads octavo.toml; `text` is its content, `name` is shown in diagnostics. Unknown keys are warnings with their line.
[[nodiscard]] std::optional<Edition> read_edition_file(std::string_view text, std::string_view name, base::FileId file,
                                                       base::Diagnostics& diagnostics);

/// Leaves the booklet out: sheets are a help for printing, no edition of their own. What has only a booklet gets both editions.
void keep_to_editions(Edition& edition);

/// Completes the document's metadata by the edition's: what the edition gives replaces what the source's header gave.
void complete_metadata(dom::Metadata& document, dom::Metadata const& edition);

/// Seconds since 1970 as "2026-11-24T00:00:00Z".
[[nodiscard]] std::string utc_time(std::int64_t seconds);

/// Date and time for the products: SOURCE_DATE_EPOCH, else the edition's or the header's date, else a constant.
[[nodiscard]] std::string product_date(dom::Metadata const& metadata, std::int64_t source_date_epoch);

}  // namespace octavo::edition
