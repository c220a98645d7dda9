#include "dom/dump.h"

#include <array>
#include <fmt/format.h>

namespace octavo::dom {
namespace {

struct Prefix {
    std::string_view ns;
    std::string_view prefix;
};
constexpr std::array prefixes{
    Prefix{"http://www.tei-c.org/ns/1.0", "tei:"},
    Prefix{"http://www.tei-c.org/ns/Examples", "egs:"},
    Prefix{"http://www.w3.org/1999/xhtml", "html:"},
    Prefix{"http://www.w3.org/XML/1998/namespace", "xml:"},
    Prefix{"http://www.idpf.org/2007/ops", "epub:"},
    Prefix{"http://docbook.org/ns/docbook", "db:"},
    Prefix{"http://www.w3.org/1999/xlink", "xlink:"},
    Prefix{"http://www.w3.org/2000/svg", "svg:"},
    Prefix{"http://www.w3.org/1998/Math/MathML", "mml:"},
};

std::string qualified(base::Name ns, base::Name local) {
    if (ns.empty()) return std::string(local.view());
    for (Prefix const& row : prefixes) {
        if (row.ns == ns.view()) return fmt::format("{}{}", row.prefix, local.view());
    }
    return fmt::format("{{{}}}{}", ns.view(), local.view());
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            case '\r': out += "\\r"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
        }
    }
    return out + '"';
}

std::string classes(std::string_view list) {
    std::string out;
    while (!list.empty()) {
        auto length = std::min(list.find(' '), list.size());
        if (length != 0) out += fmt::format(".{}", list.substr(0, length));
        list.remove_prefix(std::min(length + 1, list.size()));
    }
    return out;
}

std::string place(base::SourceSpan where, base::FileId known_file, base::SourceFiles const& files) {
    if (!where.known()) return {};
    if (where.file == known_file) return fmt::format("@{}:{}", where.line, where.column);
    return fmt::format("@{}:{}:{}", files.name(where.file), where.line, where.column);
}

class Dumper {
public:
    Dumper(Document const& document, base::SourceFiles const& files) : document_(document), files_(files) {}

    std::string take() { return std::move(out_); }

    void subtree(NodeId node) {
        std::vector<base::FileId> file_of_depth{base::FileId{}};
        std::size_t depth = 0;
        for (NodeId at = node; at;) {
            file_of_depth.resize(depth + 1);
            out_.append(depth * 2, ' ');
            if (document_.is_text(at)) {
                out_ += quoted(document_.text(at));
                out_ += '\n';
            } else {
                file_of_depth.push_back(element_line(at, file_of_depth[depth]));
            }
            if (NodeId child = document_.node(at).first_child) {
                at = child;
                ++depth;
                continue;
            }
            while (at != node && !document_.node(at).next) {
                at = document_.node(at).parent;
                --depth;
            }
            at = at == node ? NodeId{} : document_.node(at).next;
        }
    }

    void tables() {
        for (Anchor const& anchor : document_.anchors) {
            out_ +=
                fmt::format("anchor {}{}{}{} {}\n", anchor_name(anchor.kind),
                            anchor.id.empty() ? "" : fmt::format(" #{}", anchor.id.view()),
                            anchor.edition.empty() ? "" : fmt::format(" ed={}", quoted(anchor.edition.view())),
                            anchor.label.empty() ? "" : fmt::format(" {}", quoted(anchor.label)), position(anchor.at));
        }
        for (Range const& range : document_.ranges) {
            out_ += fmt::format("range {}{} {} to {}\n", range_name(range.kind),
                                range.id.empty() ? "" : fmt::format(" #{}", range.id.view()), position(range.first),
                                position(range.last));
        }
        for (DocumentStyle const& style : document_.styles) {
            out_ += fmt::format("style {}{}\n",
                                style.reference.empty() ? quoted(style.text) : fmt::format("-> {}", style.reference),
                                style.media.empty() ? "" : fmt::format(" media={}", quoted(style.media)));
        }
    }

private:
    base::FileId element_line(NodeId node, base::FileId parent_file) {
        Element const& element = document_.element(node);
        out_ += element.html.view();
        std::string source_attributes;
        std::string derived_attributes;
        std::string class_words;
        for (Attribute const& attribute : document_.attributes(node)) {
            if (attribute.origin == AttributeOrigin::source) {
                source_attributes +=
                    fmt::format(" {}={}", qualified(attribute.ns, attribute.local), quoted(attribute.value));
            } else if (attribute.local == names::id()) {
                out_ += fmt::format("#{}", attribute.value);
            } else if (attribute.local == names::cls()) {
                class_words = classes(attribute.value);
            } else {
                derived_attributes +=
                    fmt::format(" +{}={}", qualified(attribute.ns, attribute.local), quoted(attribute.value));
            }
        }
        out_ += class_words;
        if (element.role != Role::none) out_ += fmt::format(" role={}", role_name(element.role));
        if (!element.source_local.empty())
            out_ += fmt::format(" {}", qualified(element.source_ns, element.source_local));
        out_ += source_attributes;
        out_ += derived_attributes;
        base::SourceSpan where = document_.node(node).where;
        if (where.known()) out_ += fmt::format(" {}", place(where, parent_file, files_));
        out_ += '\n';
        return where.known() ? where.file : parent_file;
    }

    /// Where an anchor stands, readable without node numbers: what follows it.
    std::string position(DomPosition at) const {
        if (!at.node) return "at the end";
        if (document_.is_element(at.node)) {
            base::SourceSpan where = document_.node(at.node).where;
            return fmt::format("before {}{}", document_.element(at.node).html.view(), place(where, where.file, files_));
        }
        auto rest = document_.text(at.node).substr(std::min<std::size_t>(at.byte, document_.text(at.node).size()));
        std::size_t length = std::min<std::size_t>(rest.size(), 16);
        while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) ++length;
        return fmt::format("before {}", quoted(rest.substr(0, length)));
    }

    static std::string_view anchor_name(AnchorKind kind) {
        constexpr std::array<std::string_view, 7> names{"page_break", "line_break", "column_break", "milestone",
                                                        "gap",        "range_end",  "index_term"};
        return names[static_cast<std::size_t>(kind)];
    }
    static std::string_view range_name(RangeKind kind) {
        constexpr std::array<std::string_view, 5> names{"apparatus", "addition", "deletion", "index", "span"};
        return names[static_cast<std::size_t>(kind)];
    }

    Document const& document_;
    base::SourceFiles const& files_;
    std::string out_;
};

}  // namespace

std::string dump_subtree(Document const& document, NodeId node, base::SourceFiles const& files) {
    Dumper dumper(document, files);
    if (node) dumper.subtree(node);
    return dumper.take();
}

std::string dump(Document const& document, base::SourceFiles const& files) {
    Dumper dumper(document, files);
    if (document.root()) dumper.subtree(document.root());
    dumper.tables();
    return dump_metadata(document.metadata) + dumper.take();
}

std::string dump_metadata(Metadata const& metadata) {
    std::string out;
    auto line = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) out += fmt::format("{}: {}\n", name, quoted(value));
    };
    line("title", metadata.title);
    line("subtitle", metadata.subtitle);
    line("language", metadata.language);
    for (Contributor const& person : metadata.contributors) {
        out += fmt::format("contributor {}: {}{}\n", person.role, quoted(person.name),
                           person.file_as.empty() ? "" : fmt::format(" ({})", person.file_as));
    }
    for (Identifier const& identifier : metadata.identifiers) {
        out += fmt::format("identifier {}: {}\n", identifier.scheme.empty() ? "?" : identifier.scheme,
                           quoted(identifier.value));
    }
    line("place", metadata.place);
    line("publisher", metadata.publisher);
    line("date", metadata.date);
    line("rights", metadata.rights);
    line("description", metadata.description);
    line("source", metadata.source);
    line("series", metadata.series);
    line("series position", metadata.series_position);
    for (std::string const& subject : metadata.subjects) line("subject", subject);
    line("cover", metadata.cover);
    return out;
}

}  // namespace octavo::dom
