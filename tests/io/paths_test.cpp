#include "io/paths.h"

#include <gtest/gtest.h>

#include "io/workspace.h"

namespace octavo::io {
namespace {

TEST(Paths, RelativeReferences) {
    struct Case {
        std::string_view reference, from, name;
    };
    constexpr Case cases[] = {
        {"a.xml", "", "a.xml"},
        {"a.xml", "book.xml", "a.xml"},
        {"a.xml", "parts/one.xml", "parts/a.xml"},
        {"../a.xml", "parts/one.xml", "a.xml"},
        {"./x/./y//z.png", "p/o", "p/x/y/z.png"},
        {"x/../y.png", "p/o", "p/y.png"},
        {"a.xml?q=1#frag", "p/o", "p/a.xml"},
        {"#frag", "p/o.xml", "p/o.xml"},
        {"", "p/o.xml", "p/o.xml"},
        {"a%20b%C3%A9.png", "", "a bé.png"},
        {"100%.png", "", "100%.png"},
        {"%zz%4", "", "%zz%4"},
        {"%23x.png", "", "#x.png"},
        {" \n a.png\t", "", "a.png"},
        {"sub/", "p/o", "p/sub/"},
        {"c.png", "p/sub/", "p/sub/c.png"},
        {".", "p/o", "p/"},
        {"..", "p/q/o", "p/"},
        {"x/a:b", "", "x/a:b"},
    };
    for (Case const& c : cases) {
        EXPECT_EQ(resolve_reference(c.reference, c.from).kind, ReferenceKind::local) << c.reference;
        EXPECT_EQ(resolve_name(c.reference, c.from), c.name) << c.reference;
    }
}

TEST(Paths, WhatLeavesTheRootIsRefusedHoweverItIsSpelt) {
    struct Case {
        std::string_view reference, from;
        ReferenceKind kind;
    };
    constexpr Case cases[] = {
        {"../a", "", ReferenceKind::climbing},
        {"../../a", "p/o", ReferenceKind::climbing},
        {"..", "", ReferenceKind::climbing},
        {"x/../../a", "", ReferenceKind::climbing},
        {"%2e%2e/a", "", ReferenceKind::climbing},
        {"%2E%2E%2Fa", "", ReferenceKind::climbing},
        {"..%2fa", "", ReferenceKind::climbing},
        {"/etc/passwd", "p/o", ReferenceKind::absolute},
        {"%2Fetc/passwd", "", ReferenceKind::absolute},
        {"file:///etc/passwd", "", ReferenceKind::absolute},
        {"FILE:x", "", ReferenceKind::absolute},
        {"a", "/usr/share/x.css", ReferenceKind::absolute},
        {"http://example.org/", "", ReferenceKind::remote},
        {"HTTPS:x", "", ReferenceKind::remote},
        {"//example.org/x", "", ReferenceKind::remote},
        {"data:text/plain,x", "", ReferenceKind::remote},
        {"C:/x", "", ReferenceKind::remote},
        {"a%00b", "", ReferenceKind::malformed},
    };
    for (Case const& c : cases) {
        EXPECT_EQ(resolve_reference(c.reference, c.from).kind, c.kind) << c.reference;
        EXPECT_EQ(resolve_name(c.reference, c.from), "") << c.reference;
    }
}

TEST(Paths, AFilesPathBecomesAReferenceToIt) {
    for (std::string_view path :
         {"a.xml", "My #1 book?.xml", "100%.xml", "50%25.xml", "a:b.xml", "x/a:b.xml", " lead.xml", "é.xml"}) {
        EXPECT_EQ(resolve_name(reference_of_path(path), ""), path);
    }
}

}  // namespace
}  // namespace octavo::io
