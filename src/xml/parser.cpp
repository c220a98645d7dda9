#include "xml/parser.h"

#include <cstring>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <memory>
#include <new>

#include "xml/parse_errors.h"
#include "xml/start_tags.h"

namespace octavo::xml {
namespace {

std::string_view view(xmlChar const* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<char const*>(text));
}

// Names by the address of libxml2's own interned string: no look at the text, no lock.
class NameCache {
public:
    base::Name operator()(xmlChar const* text) {
        if (text == nullptr) return {};
        auto address = reinterpret_cast<std::uintptr_t>(text);
        Slot& slot = slots_[(address * 0x9E3779B97F4A7C15ULL) >> 56];
        if (slot.text != text) slot = {text, base::Name::of(view(text))};
        return slot.name;
    }

private:
    struct Slot {
        xmlChar const* text = nullptr;
        base::Name name;
    };
    Slot slots_[256];
};

// A piece of text to be parsed, and how to find places in it.
struct Piece {
    std::string_view text;                      // zero-terminated
    std::size_t before = 0;                     // bytes of `text` that are not the file's: the tag put around an entity
    std::size_t shift = 0;                      // bytes of the file before that (text declaration)
    std::string_view file_text;                 // what lines are counted in
    base::FileId file;
    std::optional<base::SourceSpan> fixed;      // the place of everything: of the reference, in an internal entity
    std::string_view entity;                    // its name, if it is one
};

// What libxml2 tells of a start tag. Arrays as in its startElementNsSAX2Func: namespaces are pairs of prefix and URI;
// attributes are fives of local name, prefix, URI, begin and end of the value, those that the DTD supplies last.
struct StartTag {
    xmlChar const* local;
    xmlChar const* prefix;
    xmlChar const* uri;
    int namespace_count;
    xmlChar const** namespaces;
    int attribute_count;
    int defaulted_count;
    xmlChar const** attributes;
};

struct ContextDeleter {
    void operator()(xmlParserCtxt* context) const {
        if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
        context->myDoc = nullptr;
        xmlFreeParserCtxt(context);
    }
};

class Parser {
public:
    Parser(Session& session, Document& document, Piece const& piece, std::string namespaces);
    void run();

private:
    static Parser& of(void* data) { return *static_cast<Parser*>(data); }
    static xmlSAXHandler handlers();
    template <typename Callback>
    void guarded(Callback&& callback);

    void on_start(StartTag const& tag);
    void on_end();
    void on_text(char const* text, std::size_t length);
    void on_instruction(std::string_view target, std::string_view data);
    void on_declaration(xmlChar const* name, int type, xmlChar const* public_id, xmlChar const* system_id,
                        xmlChar const* content);
    void on_error(xmlError const& error);
    xmlEntity* on_reference(xmlChar const* name);
    xmlEntity* on_parameter_reference(xmlChar const* name);

    void declare_namespaces(int count, xmlChar const** namespaces);
    void expand(std::string const& name);
    void parse_entity(Entity& entity, base::SourceSpan where);

    [[nodiscard]] std::size_t offset() const;
    [[nodiscard]] base::SourceSpan place(std::size_t offset);
    [[nodiscard]] std::size_t last(std::string_view what, std::size_t before) const;
    [[nodiscard]] std::size_t text_offset(char const* text, std::size_t length) const;

    Session& session_;
    Document& document_;
    Piece piece_;
    std::unique_ptr<xmlParserCtxt, ContextDeleter> context_;
    LineFinder lines_;
    NameCache names_;
    std::vector<AttributeEvent> attributes_;
    std::string outer_namespaces_;                                            // declarations in scope around an entity
    std::vector<std::pair<xmlChar const*, xmlChar const*>> namespaces_;       // prefix and URI, declared and in scope
    std::vector<std::uint32_t> namespace_marks_;  // size of namespaces_ before each open element
    std::string pending_reference_;
    std::string attribute_text_;
    std::vector<std::unique_ptr<xmlEntity>> parameters_;
    xmlEntity entity_{};
    xmlChar empty_[1] = {0};
};

Parser::Parser(Session& session, Document& document, Piece const& piece, std::string namespaces)
    : session_(session),
      document_(document),
      piece_(piece),
      context_(xmlNewParserCtxt()),
      lines_(piece.file_text, piece.file),
      outer_namespaces_(std::move(namespaces)) {
    if (!context_) throw std::bad_alloc();
    *context_->sax = handlers();
    context_->userData = this;
    xmlCtxtUseOptions(context_.get(), XML_PARSE_HUGE | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
}

template <typename Callback>
void Parser::guarded(Callback&& callback) {
    if (session_.stopped()) return;
    try {
        callback();
    } catch (...) {
        session_.keep_exception();
    }
    if (session_.stopped()) xmlStopParser(context_.get());
}

xmlSAXHandler Parser::handlers() {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = [](void* data, xmlChar const* local, xmlChar const* prefix, xmlChar const* uri,
                            int namespace_count, xmlChar const** namespaces, int attribute_count, int defaulted_count,
                            xmlChar const** attributes) {
        of(data).guarded([&] {
            of(data).on_start(
                {local, prefix, uri, namespace_count, namespaces, attribute_count, defaulted_count, attributes});
        });
    };
    sax.endElementNs = [](void* data, xmlChar const*, xmlChar const*, xmlChar const*) {
        of(data).guarded([&] { of(data).on_end(); });
    };
    sax.characters = [](void* data, xmlChar const* text, int length) {
        of(data).guarded(
            [&] { of(data).on_text(reinterpret_cast<char const*>(text), static_cast<std::size_t>(length)); });
    };
    sax.ignorableWhitespace = sax.characters;
    sax.cdataBlock = sax.characters;
    sax.processingInstruction = [](void* data, xmlChar const* target, xmlChar const* text) {
        of(data).guarded([&] { of(data).on_instruction(view(target), view(text)); });
    };
    sax.entityDecl = [](void* data, xmlChar const* name, int type, xmlChar const* public_id, xmlChar const* system_id,
                        xmlChar* content) {
        of(data).guarded([&] { of(data).on_declaration(name, type, public_id, system_id, content); });
    };
    sax.getEntity = [](void* data, xmlChar const* name) {
        xmlEntity* entity = nullptr;
        of(data).guarded([&] { entity = of(data).on_reference(name); });
        return entity;
    };
    sax.getParameterEntity = [](void* data, xmlChar const* name) {
        xmlEntity* entity = nullptr;
        of(data).guarded([&] { entity = of(data).on_parameter_reference(name); });
        return entity;
    };
    // Not guarded: libxml2 must not be stopped while it tells of an error.
    sax.serror = [](void* data, xmlError* error) {
        Parser& parser = of(data);
        if (parser.session_.stopped() || error == nullptr) return;
        try {
            parser.on_error(*error);
        } catch (...) {
            parser.session_.keep_exception();
        }
    };
    return sax;
}

void Parser::run() {
    if (piece_.text.size() != std::strlen(piece_.text.data())) {
        return session_.fatal(base::Code::xml_not_well_formed, place(piece_.text.find('\0')),
                              "a zero byte cannot stand in XML");
    }
    if (auto crowded = find_crowded_tag(piece_.text, session_.limits().attribute_count)) {
        return session_.fatal(
            base::Code::xml_limit, place(*crowded),
            fmt::format("the element has more than {} attributes", session_.limits().attribute_count));
    }
    xmlParserInput* input =
        xmlNewStringInputStream(context_.get(), reinterpret_cast<xmlChar const*>(piece_.text.data()));
    if (input == nullptr || inputPush(context_.get(), input) < 0) throw std::bad_alloc();
    xmlParseDocument(context_.get());
    session_.rethrow();
}

// The parser's position in our text, also while it reads a parameter entity that is referred to there.
std::size_t Parser::offset() const {
    if (context_->inputNr == 0) return piece_.text.size();
    auto const* at = reinterpret_cast<char const*>(context_->inputTab[0]->cur);
    std::less_equal<char const*> before;
    bool inside = before(piece_.text.data(), at) && before(at, piece_.text.data() + piece_.text.size());
    return inside ? static_cast<std::size_t>(at - piece_.text.data()) : piece_.text.size();
}

base::SourceSpan Parser::place(std::size_t offset) {
    if (piece_.fixed) return *piece_.fixed;
    return lines_.at((offset > piece_.before ? offset - piece_.before : 0) + piece_.shift);
}

std::size_t Parser::last(std::string_view what, std::size_t before) const {
    auto found = piece_.text.substr(0, before).rfind(what);
    return found == std::string_view::npos ? before : found;
}

// Text that libxml2 has put together elsewhere has just been read: find it by going back.
std::size_t Parser::text_offset(char const* text, std::size_t length) const {
    std::size_t end = offset();
    std::less_equal<char const*> before;
    if (before(piece_.text.data(), text) && before(text, piece_.text.data() + piece_.text.size())) {
        auto start = static_cast<std::size_t>(text - piece_.text.data());
        bool pair = start > 0 && text[0] == '\n' && text[-1] == '\r';
        return pair ? start - 1 : start;
    }
    std::string_view source = piece_.text.substr(0, end);
    if (source.ends_with("]]>") && !std::string_view(text, length).ends_with("]]>")) {
        std::size_t start = last("<![CDATA[", end);
        return start == end ? end : start + 9;
    }
    std::size_t at = end;
    for (std::size_t i = length; i > 0 && at > 0; --i) {
        --at;
        if (source[at] != text[i - 1]) return source.ends_with(';') ? last("&", end) : end;
        if (source[at] == '\n' && at > 0 && source[at - 1] == '\r') --at;
    }
    return at;
}

void Parser::declare_namespaces(int count, xmlChar const** namespaces) {
    namespace_marks_.push_back(static_cast<std::uint32_t>(namespaces_.size()));
    for (int i = 0; i < count; ++i) namespaces_.emplace_back(namespaces[2 * i], namespaces[2 * i + 1]);
}

void Parser::on_start(StartTag const& tag) {
    // libxml2 looks each prefix up by going through all that are in scope.
    constexpr std::size_t namespace_limit = 4096;
    declare_namespaces(tag.namespace_count, tag.namespaces);
    if (piece_.before != 0 && namespace_marks_.size() == 1) return;
    // Attribute values cannot hold a '<' of the text (XML 1.0, production 10).
    base::SourceSpan where = place(last("<", offset()));
    if (namespaces_.size() > namespace_limit) {
        return session_.fatal(base::Code::xml_limit, where,
                              fmt::format("more than {} namespaces are declared at once", namespace_limit));
    }
    attributes_.clear();
    for (int i = 0; i < tag.attribute_count; ++i) {
        xmlChar const** attribute = tag.attributes + 5 * i;
        auto const* value = reinterpret_cast<char const*>(attribute[3]);
        auto length = static_cast<std::size_t>(attribute[4] - attribute[3]);
        if (i >= tag.attribute_count - tag.defaulted_count && !session_.spend_expansion(length, where)) return;
        attributes_.push_back({.ns = names_(attribute[2]), .local = names_(attribute[0]), .value = {value, length}});
    }
    StartEvent event{.ns = names_(tag.uri),
                     .local = names_(tag.local),
                     .prefix = names_(tag.prefix),
                     .attributes = attributes_,
                     .where = where,
                     .base_name = {}};
    document_.start(event);
}

void Parser::on_end() {
    namespaces_.resize(namespace_marks_.back());
    namespace_marks_.pop_back();
    if (piece_.before != 0 && namespace_marks_.empty()) return;
    document_.end(place(last("<", offset())));
}

void Parser::on_text(char const* text, std::size_t length) {
    if (text == reinterpret_cast<char const*>(empty_)) return expand(std::exchange(pending_reference_, {}));
    if (!document_.passes()) return;
    base::SourceSpan where{.file = piece_.fixed ? piece_.fixed->file : piece_.file};
    if (session_.text_begins(where.file)) where = place(text_offset(text, length));
    std::less_equal<char const*> before;
    bool kept = before(piece_.text.data(), text) && before(text, piece_.text.data() + piece_.text.size());
    document_.text({text, length}, kept ? Storage::kept : Storage::passing, where);
}

void Parser::on_instruction(std::string_view target, std::string_view data) {
    if (context_->inSubset != 0) return;
    std::size_t length = target.size() + data.size() + 4;
    std::size_t end = offset();
    std::string opening = fmt::format("<?{}", target);
    std::size_t latest = end > length ? end - length + opening.size() : opening.size();
    document_.instruction(target, data, place(last(opening, latest)));
}

void Parser::on_declaration(xmlChar const* name, int type, xmlChar const* public_id, xmlChar const* system_id,
                            xmlChar const* content) {
    bool parameter = type == XML_INTERNAL_PARAMETER_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY;
    bool in_file = context_->inputNr > 1 && context_->input->filename != nullptr;
    Entity entity;
    entity.name = view(name);
    entity.text = view(content);
    entity.system_id = view(system_id);
    entity.public_id = view(public_id);
    entity.base = in_file ? std::string(context_->input->filename) : document_.name();
    entity.external = content == nullptr;
    document_.entities().declare(parameter ? Entities::Kind::parameter : Entities::Kind::general, std::move(entity));
}

xmlEntity* Parser::on_reference(xmlChar const* name) {
    entity_ = {};
    entity_.type = XML_ENTITY_DECL;
    entity_.name = name;
    if (context_->instate == XML_PARSER_ATTRIBUTE_VALUE) {
        // The value is scanned for references once more, which then are all to characters.
        attribute_text_ = document_.entities().attribute_text(view(name), place(last("&", offset())));
        entity_.etype = XML_INTERNAL_GENERAL_ENTITY;
        entity_.content = reinterpret_cast<xmlChar*>(attribute_text_.data());
        entity_.length = static_cast<int>(attribute_text_.size());
        entity_.checked = 2;  // examined, and without '<'
        return &entity_;
    }
    // Also asked after a declaration of the internal subset, to no end of ours.
    if (context_->instate != XML_PARSER_CONTENT) return nullptr;
    // What is "predefined" comes back as text at once, and is expanded then.
    pending_reference_ = view(name);
    entity_.etype = XML_INTERNAL_PREDEFINED_ENTITY;
    entity_.content = empty_;
    return &entity_;
}

void Parser::expand(std::string const& name) {
    if (!document_.passes()) return;
    base::SourceSpan where = place(last("&", offset()));
    Entity* entity = document_.entities().find(Entities::Kind::general, name);
    if (entity == nullptr) {
        std::string characters = built_in_characters(name);
        if (characters.empty()) {
            document_.entities().tell_unknown(name, where);
            characters = fmt::format("&{};", name);
        }
        return document_.text(characters, Storage::passing, where);
    }
    if (entity->open) {
        return session_.fatal(base::Code::xml_not_well_formed, where,
                              fmt::format("the entity '&{};' refers to itself", name));
    }
    bool markup = entity->external || entity->text.find_first_of("<&") != std::string::npos;
    if (!markup) {
        if (session_.spend_expansion(entity->text.size(), where)) document_.text(entity->text, Storage::kept, where);
        return;
    }
    entity->open = true;
    parse_entity(*entity, where);
    entity->open = false;
}

void append_declaration(std::string& declarations, std::string_view prefix, std::string_view uri) {
    declarations += prefix.empty() ? " xmlns" : " xmlns:";
    declarations += prefix;
    declarations += "=\"";
    for (char c : uri) {
        if (c == '&' || c == '<' || c == '"') {
            declarations += fmt::format("&#{};", static_cast<int>(c));
        } else {
            declarations += c;
        }
    }
    declarations += '"';
}

void Parser::parse_entity(Entity& entity, base::SourceSpan where) {
    Piece piece;
    piece.entity = entity.name;
    std::string_view body = entity.text;
    if (entity.external) {
        SourceText const* source = document_.entities().read(entity, where);
        if (source == nullptr) return;
        piece.file_text = source->text();
        piece.file = source->file;
        piece.shift = text_declaration_length(piece.file_text);
        body = piece.file_text.substr(piece.shift);
    } else {
        piece.fixed = where;
        piece.file_text = body;
        if (!session_.spend_expansion(body.size(), where)) return;
    }
    std::string const key = entity.external ? entity.source->resource->name : fmt::format("&{};", entity.name);
    if (!session_.enter(key, "entity()", body.size(), where)) return;
    // The namespaces in scope are declared again on an element put around; of two declarations the inner counts.
    std::map<std::string_view, std::string_view> scope;
    for (auto const& [prefix, uri] : namespaces_) scope.insert_or_assign(view(prefix), view(uri));
    std::string declarations = piece_.before != 0 ? std::string() : outer_namespaces_;
    for (auto const& [prefix, uri] : scope) {
        if (!prefix.empty() && uri.empty()) continue;
        append_declaration(declarations, prefix, uri);
    }
    std::string text = fmt::format("<entity{}>", declarations);
    piece.before = text.size();
    text += body;
    text += "</entity>";
    piece.text = text;
    if (entity.external) document_.enter_entity(entity.source->resource->name);
    Parser(session_, document_, piece, declarations).run();
    if (entity.external && !session_.stopped()) document_.leave_entity();
    session_.own_text();
    session_.leave();
}

xmlEntity* Parser::on_parameter_reference(xmlChar const* name) {
    Entity* entity = document_.entities().find(Entities::Kind::parameter, view(name));
    if (entity == nullptr) return nullptr;
    base::SourceSpan where = place(last("%", offset()));
    std::string_view text = entity->text;
    xmlChar const* uri = nullptr;
    if (entity->external) {
        SourceText const* source = document_.entities().read(*entity, where);
        if (session_.stopped()) return nullptr;
        if (source != nullptr) {
            text = source->text().substr(text_declaration_length(source->text()));
            uri = reinterpret_cast<xmlChar const*>(source->resource->name.c_str());
        }
    }
    if (!session_.spend_expansion(text.size(), where)) return nullptr;
    static xmlChar nothing[1] = {0};
    auto& node = parameters_.emplace_back(std::make_unique<xmlEntity>());
    node->type = XML_ENTITY_DECL;
    node->etype = XML_INTERNAL_PARAMETER_ENTITY;
    node->name = name;
    node->content = const_cast<xmlChar*>(text.empty() ? nothing : reinterpret_cast<xmlChar const*>(text.data()));
    node->length = static_cast<int>(text.size());
    node->URI = uri;
    node->orig = nothing;  // so that libxml2 does not hand us its copy of the declaration to keep
    node->checked = 2;
    return node.get();
}

void Parser::on_error(xmlError const& error) {
    // Warnings are about validity, or about addresses that octavo judges itself.
    if (error.level != XML_ERR_FATAL && error.domain != XML_FROM_NAMESPACE) return;
    ParseError described = describe(error);
    std::size_t at = offset();
    if (described.place == ParseError::Place::last_tag) at = last("<", at);
    if (described.place == ParseError::Place::last_reference) at = last("&", at);
    base::Diagnostic diagnostic{.code = base::Code::xml_not_well_formed,
                                .severity = base::Severity::error,
                                .where = place(at),
                                .message = std::move(described.message),
                                .hint = std::move(described.hint)};
    if (piece_.fixed) diagnostic.message = fmt::format("in the entity '&{};': {}", piece_.entity, diagnostic.message);
    if (error.level == XML_ERR_FATAL) {
        session_.fatal(std::move(diagnostic));
    } else {
        session_.tell(std::move(diagnostic));
    }
}

}  // namespace

void parse_document(Session& session, Document& document, SourceText const& source) {
    Piece piece;
    piece.text = piece.file_text = source.text();
    piece.file = source.file;
    Parser(session, document, piece, {}).run();
}

}  // namespace octavo::xml
