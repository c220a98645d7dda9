// What may be passed on: licences by name and by text, Debian's copyright files.
#include <gtest/gtest.h>

#include "archive/debian.h"
#include "archive/licences.h"
#include "io/temporary_folder.h"

namespace octavo::archive {
namespace {

TEST(ShortNames, OfLicencesThatAllowCopies) {
    for (char const* good : {"OFL-1.1", "SIL-1.1", "GPL-2", "GPL-3+", "GPL-3.0-or-later", "LGPL-2.1+", "MPL-1.1+", "Apache-2.0", "CC0-1.0", "CC-BY-4.0",
                             "CC-BY-SA-4.0", "bitstream-vera", "public-domain", "GPL-2 with font exception", "GPL-2+ or LGPL-2.1+ or MPL-1.1+",
                             "GPL-2 and OFL-1.1", "proprietary or GPL-2"}) {
        EXPECT_TRUE(allows_copies(good)) << good;
    }
    for (char const* bad : {"", "proprietary", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-SA-4.0-or-later", "GPL-2 and proprietary", "OFL-like", "GPLX",
                            "GPL-2-and-LICENSE-BITSTREAM", "all-rights-reserved"}) {
        EXPECT_FALSE(allows_copies(bad)) << bad;
    }
}

TEST(Permission, NeedsALicenceThatIsKnown) {
    EXPECT_TRUE(permission({.in_file = "This Font Software is licensed under the SIL Open Font License, Version 1.1.", .in_package = {}}).copy);
    EXPECT_EQ(permission({.in_file = "https://scripts.sil.org/OFL", .in_package = {}}).licence, "OFL-1.1");
    EXPECT_TRUE(permission({.in_file = {}, .in_package = "GPL-2"}).copy);
    EXPECT_FALSE(permission({.in_file = {}, .in_package = {}}).copy);
    EXPECT_FALSE(permission({.in_file = "You may not copy this font.", .in_package = {}}).copy);
    Permission unknown = permission({.in_file = {}, .in_package = "house-licence"});
    EXPECT_FALSE(unknown.copy);
    EXPECT_NE(unknown.why_not.find("house-licence"), std::string::npos);
}

TEST(Permission, IsNotGivenAgainstTheFontsOwnBits) {
    Permission restricted = permission({.in_file = "SIL Open Font License", .in_package = "OFL-1.1", .restricted = true});
    EXPECT_FALSE(restricted.copy);
    EXPECT_NE(restricted.why_not.find("embedding bits"), std::string::npos);
}

constexpr char const* copyright = R"(Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Fonts

Files: *
Copyright: 2000 A
License: GPL-2

Files: debian/*
License: MIT

Files: dictionaries/en/hyph_en_GB.dic
       dictionaries/en/README
License: LGPL-2+
 The text of it.

Files:
 fonts/David*
License: house-licence
)";

TEST(CopyrightFiles, TheLastParagraphThatMatchesSpeaks) {
    EXPECT_EQ(licence_in_copyright(copyright, "Miriam.otf"), "GPL-2");
    EXPECT_EQ(licence_in_copyright(copyright, "hyph_en_GB.dic"), "LGPL-2+");
    EXPECT_EQ(licence_in_copyright(copyright, "DavidCLM-Bold.otf"), "house-licence");
    EXPECT_EQ(licence_in_copyright("Free-form words of long ago.\n", "a.otf"), "");
}

TEST(Packages, AreFoundByTheirFiles) {
    io::test::TemporaryFolder system;
    system.write("usr/share/fonts/a.otf", "font");
    system.write("usr/share/fonts/own.otf", "font");
    system.write("usr/share/hyphen/hyph_en_GB.dic", "patterns");
    std::filesystem::create_symlink("hyph_en_GB.dic", system / "usr/share/hyphen/hyph_en_AU.dic");
    system.write("var/lib/dpkg/info/fonts-a.list", "/.\n/usr\n/usr/share/fonts/a.otf\n");
    system.write("var/lib/dpkg/info/hyphen-en-gb:all.list", "/usr/share/hyphen/hyph_en_GB.dic\n");
    system.write("usr/share/doc/hyphen-en-gb/copyright", copyright);
    auto notices = debian_notices({"/usr/share/fonts/a.otf", "/usr/share/fonts/own.otf", "/usr/share/hyphen/hyph_en_AU.dic"}, system.string());
    ASSERT_EQ(notices.size(), 2u);
    EXPECT_EQ(notices["/usr/share/fonts/a.otf"].package, "fonts-a");
    EXPECT_EQ(notices["/usr/share/fonts/a.otf"].licence, "");
    EXPECT_EQ(notices["/usr/share/hyphen/hyph_en_AU.dic"].package, "hyphen-en-gb");
    EXPECT_EQ(notices["/usr/share/hyphen/hyph_en_AU.dic"].licence, "LGPL-2+");
    EXPECT_EQ(notices["/usr/share/hyphen/hyph_en_AU.dic"].copyright_file, "/usr/share/doc/hyphen-en-gb/copyright");
}

}  // namespace
}  // namespace octavo::archive
