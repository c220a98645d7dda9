// The entities that one document declares in its internal subset, and in files of the root that this draws in.
// General entities become text, or XML read in their place; external ones are read through the workspace as files of
// their own. What would go outside the root is refused; the DTD itself (external subset) is never read.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "xml/session.h"
#include "xml/source_text.h"

namespace octavo::xml {

struct Entity {
    std::string name;
    std::string text;  ///< replacement text of an internal entity: character references expanded (XML 1.0 section 4.5)
    std::string system_id;            ///< of an external entity
    std::string public_id;
    std::string base;                 ///< name of the resource that declares it
    bool external = false;
    bool open = false;                ///< being expanded: a reference to it would be a loop
    std::optional<SourceText> source; ///< of an external entity, once read
};

class Entities {
public:
    Entities(Session& session, std::string document) : session_(session), document_(std::move(document)) {}

    enum class Kind : unsigned char { general, parameter };
    /// The first declaration of a name is the one that counts (XML 1.0 section 4.2).
    void declare(Kind kind, Entity entity);
    [[nodiscard]] Entity* find(Kind kind, std::string_view name);

    /// Reads the file of an external entity. Null if it is not to be had, with a warning at `where` the first time.
    [[nodiscard]] SourceText const* read(Entity& entity, base::SourceSpan where);
    /// What `name` is in an attribute value, all references in it expanded, '&' and '<' as character references.
    [[nodiscard]] std::string attribute_text(std::string_view name, base::SourceSpan where);
    /// Warns of a name that nothing declares; the reference stays in the text as it is written.
    void tell_unknown(std::string_view name, base::SourceSpan where);

private:
    void append_attribute_text(std::string_view name, base::SourceSpan where, std::string& text);
    void append_replacement(std::string_view replacement, std::string_view entity, base::SourceSpan where,
                            std::string& text);

    Session& session_;
    std::string document_;
    std::map<std::string, Entity, std::less<>> general_;
    std::map<std::string, Entity, std::less<>> parameter_;
};

/// The text of an external parsed entity without its text declaration (XML 1.0 section 4.3.1).
[[nodiscard]] std::size_t text_declaration_length(std::string_view text);

/// The characters of a built-in name in UTF-8; empty if there is no such name.
[[nodiscard]] std::string built_in_characters(std::string_view name);

}  // namespace octavo::xml
