// Folders that appear whole or not at all, and folders looked through with suspicion.
#include <gtest/gtest.h>

#include "io/folder_artefact.h"
#include "io/folder_listing.h"
#include "io/temporary_folder.h"

namespace octavo::io {
namespace {

TEST(FolderArtefact, AppearsOnCommitOnly) {
    test::TemporaryFolder folder;
    std::string path = (folder / "new/bag/").string();
    {
        auto made = FolderArtefact::create(path);
        ASSERT_TRUE(made);
        made->add("a/b.txt", "text");
        EXPECT_FALSE(std::filesystem::exists(path));
        ASSERT_TRUE(made->commit());
    }
    EXPECT_EQ(folder.read("new/bag/a/b.txt"), "text");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "new"), {}), 1);
}

TEST(FolderArtefact, LeavesNothingBehind) {
    test::TemporaryFolder folder;
    {
        auto made = FolderArtefact::create((folder / "bag").string());
        ASSERT_TRUE(made);
        made->add("a", "text");
    }
    EXPECT_EQ(folder.entries(), 0u);
    {
        auto made = FolderArtefact::create((folder / "bag").string());
        ASSERT_TRUE(made);
        made->add("a", "text");
        made->add("a/b", "below a file");
        auto committed = made->commit();
        ASSERT_FALSE(committed);
        EXPECT_NE(committed.error().message.find("bag/a/b"), std::string::npos);
    }
    EXPECT_EQ(folder.entries(), 0u);
}

TEST(FolderArtefact, IsNeverPutOverWhatIsThere) {
    test::TemporaryFolder folder;
    folder.write("full/a", "x");
    folder.write("file", "x");
    for (char const* name : {"full", "file", "full/", "file/x"}) {
        auto made = FolderArtefact::create((folder / name).string());
        ASSERT_FALSE(made) << name;
        EXPECT_EQ(made.error().code, base::Code::io_unwritable);
    }
    std::filesystem::create_directory(folder / "empty");
    auto made = FolderArtefact::create((folder / "empty").string());
    ASSERT_TRUE(made);
    made->add("b", "y");
    folder.write("empty/late", "z");  // filled by somebody else meanwhile
    EXPECT_FALSE(made->commit());
    EXPECT_EQ(folder.read("empty/late"), "z");
}

TEST(ListFolder, TellsWhatIsNoRegularFile) {
    test::TemporaryFolder folder;
    folder.write("b/c", "12345");
    folder.write("a", "1");
    std::filesystem::create_directory_symlink("/etc", folder / "link");
    auto listed = list_folder(folder.string(), 10);
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 3u);
    EXPECT_EQ((*listed)[1].name, "b/c");
    EXPECT_EQ((*listed)[1].size, 5u);
    EXPECT_FALSE((*listed)[2].regular);
    EXPECT_EQ(list_folder(folder.string(), 2).error().code, base::Code::io_limit);
    EXPECT_FALSE(list_folder((folder / "nowhere").string(), 10));
}

TEST(FileDigest, ReadsInPiecesAndFollowsNoLink) {
    test::TemporaryFolder folder;
    std::string bytes(700'000, 'x');
    folder.write("a", bytes);
    EXPECT_EQ(file_digest((folder / "a").string(), Hash::sha256).value(), hex(sha256(bytes)));
    std::filesystem::create_symlink(folder / "a", folder / "link");
    EXPECT_FALSE(file_digest((folder / "link").string(), Hash::sha256));
    EXPECT_FALSE(file_digest(folder.string(), Hash::sha256));
    EXPECT_EQ(read_small_file((folder / "a").string(), 100).error().code, base::Code::io_limit);
}

}  // namespace
}  // namespace octavo::io
