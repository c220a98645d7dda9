// The parser behind parse_style_sheet(): one object a file, all writing into one StyleSheet. Rules of style sheets in
// sheet_parser.cpp, declarations in declarations.cpp, at-rules in at_rules.cpp, @page in page_rules.cpp, descriptors in descriptors.cpp.
#pragma once
#include <string>
#include <vector>

#include "css/rules.h"
#include "css/syntax.h"
#include "css/value_reader.h"

namespace octavo::css {

inline constexpr unsigned block_depth_limit = 32;     ///< @media in @media in …
inline constexpr unsigned import_limit = 256;         ///< imports of one style sheet, all levels
inline constexpr unsigned warning_limit = 200;        ///< of one style sheet: what follows is counted, not told

/// Descriptors of @font-face or @counter-style: name in lower case and value, as they stand.
struct Descriptor {
    std::string name;
    std::vector<Token> value;
    base::SourceSpan where;
};
using Descriptors = std::vector<Descriptor>;
/// Reads one @counter-style descriptor into `style`; false when it is invalid or unknown.
bool read_counter_descriptor(Descriptor const& descriptor, base::Arena& arena, CounterStyle& style);
/// Counter Styles 3, 3: does the style have the symbols that its system needs?
[[nodiscard]] bool is_complete(CounterStyle const& style);

/// What the files of one style sheet share.
struct SheetState {
    StyleSheet& sheet;
    io::Workspace* workspace;             ///< null: no imports (a style attribute)
    base::StageContext const& context;
    base::Diagnostics& diagnostics;
    std::vector<std::string> open_files;  ///< names being parsed, outermost first: cycles
    unsigned imports = 0;
    unsigned warnings = 0;
    bool for_print = false;               ///< the whole of it, by its link's or element's media
    PageRules page_rules = PageRules::of_screens;
};

class SheetParser {
public:
    /// `name`: of the file; `layer`: the layer an @import put it in.
    SheetParser(SheetState& state, std::string_view text, std::string name, base::SourceSpan where, std::uint32_t layer = no_layer);
    void parse_sheet();
    /// A style attribute's text: one rule without selectors.
    void parse_style_attribute();

private:
    enum class Level : std::uint8_t { sheet, block };
    enum class Stage : std::uint8_t { imports, namespaces, rules };   ///< what may still come (Cascade 4, 2; Namespaces 3, 3)

    // --- rules
    void parse_rules(Level level);
    void parse_style_rule(Level level);
    void parse_at_rule();
    void read_prelude();                       ///< into prelude_, up to '{' or ';'
    void skip_rest_of_at_rule();
    void parse_nested_rules();                 ///< '{' is next

    // --- at-rules
    void parse_import(Token const& at);
    void import_file(std::string_view reference, base::SourceSpan where, std::uint32_t layer);
    void parse_namespace(Token const& at);
    void parse_media();
    void parse_supports();
    void parse_layer(Token const& at);
    std::uint32_t layer_named(std::string_view name);
    void parse_font_face(Token const& at);
    void parse_counter_style(Token const& at);

    // --- @page
    void parse_page(Token const& at);
    bool parse_page_selectors(PageRule& rule);
    bool parse_page_selector(std::span<Token const> tokens, PageSelector& out);
    bool parse_page_pseudo(ValueReader& reader, PageSelector& out);
    void parse_page_block(PageRule& rule);
    void parse_page_at_rule(PageRule& rule);

    // --- declarations
    template <typename OnAtRule> DeclarationBlock parse_block(OnAtRule on_at_rule);   ///< past the '{', to past the '}'
    DeclarationBlock begin_block() const;
    void end_block(DeclarationBlock& block) const;
    void parse_declaration();
    void add_declaration(RawDeclaration const& raw, bool whole);
    void add_values(RawDeclaration const& raw, std::string const& name, std::uint32_t source);
    void add_custom(RawDeclaration const& raw, std::uint32_t source);
    void add_shorthand(ShorthandRow const& row, RawDeclaration const& raw, std::uint32_t source);
    void add_longhand(PropertyRow const& row, RawDeclaration const& raw, std::uint32_t source);
    void add_pending(Property property, RawDeclaration const& raw, std::uint32_t source, Value value);
    void warn_unknown_property(std::string const& name, base::SourceSpan where);
    void warn_invalid_value(std::string const& name, RawDeclaration const& raw);
    [[nodiscard]] std::string_view text_of(std::span<Token const> tokens) const;

    // --- descriptors
    DeclarationBlock read_descriptors(Descriptors& out);
    bool read_font_descriptor(std::string const& name, std::span<Token const> value, FontFaceRule& face);
    bool read_font_sources(ValueReader& reader, FontFaceRule& face);

    [[nodiscard]] base::SourceSpan span_of(Token const& token) const { return {file_, token.line, token.column}; }
    void warn(base::Code code, base::SourceSpan where, std::string message, std::string hint = {});

    SheetState& state_;
    StyleSheet& sheet_;
    std::string name_;
    std::string_view kept_name_;          // in the arena, for Values
    base::FileId file_;
    TokenStream stream_;
    Namespaces namespaces_;
    Stage stage_ = Stage::imports;
    std::uint32_t layer_;
    unsigned depth_ = 0;
    unsigned print_depth_ = 0;            // media queries around what is parsed that name print
    std::uint32_t declaration_stops_ = stop_bit(TokenKind::semicolon) | stop_bit(TokenKind::close_brace);
    std::vector<Token> prelude_;
    std::vector<Token> declaration_;
};


}  // namespace octavo::css
