// The loop over a block of declarations, shared by style rules, @page and margin boxes.
#pragma once
#include "css/sheet_parser.h"

namespace octavo::css {

/// `on_at_rule(keyword)` is called past the at-keyword and must leave the stream past the at-rule.
template <typename OnAtRule>
DeclarationBlock SheetParser::parse_block(OnAtRule on_at_rule) {
    DeclarationBlock block = begin_block();
    while (!stream_.at_end() && stream_.peek().kind != TokenKind::close_brace) {
        switch (stream_.peek().kind) {
            case TokenKind::whitespace: case TokenKind::semicolon: stream_.advance(); break;
            case TokenKind::at_keyword: {
                Token const at = stream_.peek();
                stream_.advance();
                on_at_rule(at);
                break;
            }
            default: parse_declaration(); break;
        }
    }
    if (!stream_.at_end()) stream_.advance();
    end_block(block);
    return block;
}

}  // namespace octavo::css
