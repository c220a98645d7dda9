// Workspaces on the disk and in memory: what is read, what is refused, what is left behind.
#include "io/workspace.h"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "io/checksum.h"
#include "io/temporary_folder.h"

namespace octavo::io::test {
namespace {

class Disk : public ::testing::Test {
protected:
    void open() {
        auto opened = open_disk_workspace(folder.string() + "/root", context);
        ASSERT_TRUE(opened) << opened.error().message;
        workspace = std::move(*opened);
    }
    base::Diagnostic refused(std::string_view reference, std::string_view from = {}) {
        auto result = workspace->read(reference, from, {base::FileId(0U), 3, 7});
        EXPECT_FALSE(result) << reference;
        return result ? base::Diagnostic{} : result.error();
    }
    TemporaryFolder folder;
    base::StageContext context;
    std::unique_ptr<Workspace> workspace;
};

TEST_F(Disk, ReadsWhatIsInTheRootOnce) {
    folder.write("root/a/b.txt", "hello");
    folder.write("root/empty", "");
    open();
    auto one = workspace->read("b.txt", "a/x", {});
    ASSERT_TRUE(one);
    EXPECT_EQ((*one)->bytes, "hello");
    EXPECT_EQ((*one)->bytes.data()[5], '\0');
    EXPECT_EQ((*one)->name, "a/b.txt");
    EXPECT_EQ(hex((*one)->digest), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    EXPECT_EQ(workspace->read("./a/../a/b.txt#x", {}, {})->get(), one->get());
    EXPECT_EQ((*workspace->read("empty", {}, {}))->bytes, "");
    ASSERT_EQ(workspace->resources().size(), 2U);
    EXPECT_EQ(workspace->resources()[1]->name, "empty");
}

TEST_F(Disk, RefusesWhatIsOutside) {
    folder.write("secret", "s");
    folder.write("rooted/secret", "s");
    folder.write("root/in", "i");
    std::filesystem::create_symlink(folder / "secret", folder / "root/link");
    std::filesystem::create_symlink("../secret", folder / "root/relative");
    std::filesystem::create_symlink("..", folder / "root/up");
    std::filesystem::create_symlink(folder / "rooted", folder / "root/sibling");
    std::filesystem::create_symlink("in", folder / "root/inside");
    std::filesystem::create_symlink("loop", folder / "root/loop");
    open();
    for (auto name : {"link", "relative", "up/secret", "sibling/secret", "../secret", "up"}) {
        EXPECT_EQ(refused(name).code, base::Code::io_outside_root) << name;
    }
    EXPECT_EQ(refused("loop").code, base::Code::io_unreadable);
    EXPECT_EQ((*workspace->read("inside", {}, {}))->bytes, "i");
    EXPECT_EQ((*workspace->read("up/root/in", {}, {}))->bytes, "i");
}

TEST_F(Disk, TellsWhatIsMissingOrNoFile) {
    folder.write("root/Fig.png", "x");
    folder.write("root/sub/x", "x");
    ASSERT_EQ(::mkfifo((folder / "root/pipe").c_str(), 0600), 0);
    open();
    auto missing = refused("fig.png");
    EXPECT_EQ(missing.code, base::Code::io_not_found);
    EXPECT_EQ(missing.where.line, 3U);
    EXPECT_EQ(missing.hint, "there is 'Fig.png': capitals count in names of files");
    EXPECT_EQ(refused("Fig.png/x").code, base::Code::io_not_found);
    EXPECT_EQ(refused("sub").message, "'sub' cannot be read: it is a folder");
    EXPECT_EQ(refused("").message, "'' cannot be read: it is a folder");
    EXPECT_EQ(refused("pipe").message, "'pipe' cannot be read: it is not a regular file");
    EXPECT_EQ(refused("a%00b").code, base::Code::io_not_found);
    EXPECT_FALSE(open_disk_workspace((folder / "nowhere").string(), context));
    EXPECT_FALSE(open_disk_workspace((folder / "root/Fig.png").string(), context));
}

// Whoever runs the tests as root does this one as nobody.
class AsNobody {
public:
    explicit AsNobody(TemporaryFolder const& folder) {
        if (::geteuid() != 0) return;
        std::filesystem::permissions(folder.string(), static_cast<std::filesystem::perms>(0755));
        changed_ = ::seteuid(65534) == 0;
    }
    ~AsNobody() {
        if (changed_ && ::seteuid(0) != 0) std::abort();
    }
    AsNobody(AsNobody const&) = delete;
    AsNobody& operator=(AsNobody const&) = delete;

private:
    bool changed_ = false;
};

TEST_F(Disk, TellsOfMissingPermission) {
    folder.write("root/a", "x");
    folder.write("closed/x", "x");
    std::filesystem::permissions(folder / "root/a", std::filesystem::perms::none);
    std::filesystem::permissions(folder / "closed", std::filesystem::perms::owner_read);
    open();
    AsNobody nobody(folder);
    EXPECT_EQ(refused("a").message, "'a' cannot be read: permission denied");
    auto artefact = workspace->create((folder / "closed/out").string());
    ASSERT_FALSE(artefact);
    EXPECT_TRUE(artefact.error().message.ends_with("closed/out' cannot be written: permission denied"))
        << artefact.error().message;
}

TEST_F(Disk, KeepsToTheLimits) {
    context.limits.input_bytes = 10;
    context.limits.total_bytes = 15;
    folder.write("root/large", "0123456789x");
    folder.write("root/a", "0123456789");
    folder.write("root/b", "012345");
    open();
    EXPECT_EQ(refused("large").code, base::Code::io_limit);
    EXPECT_TRUE(workspace->read("a", {}, {}));
    EXPECT_TRUE(workspace->read("a", {}, {}));
    EXPECT_EQ(refused("b").code, base::Code::io_limit);
}

TEST_F(Disk, ManyThreadsGetTheSameResource) {
    folder.write("root/a", std::string(1 << 20, 'x'));
    open();
    std::array<Resource const*, 8> got{};
    {
        std::vector<std::jthread> threads;
        for (auto& slot : got) threads.emplace_back([&] { slot = workspace->read("a", {}, {})->get(); });
    }
    for (auto const* one : got) EXPECT_EQ(one, got[0]);
}

TEST_F(Disk, SystemFilesComeByAbsolutePath) {
    folder.write("font.otf", "f");
    folder.write("root/x", "");
    open();
    auto font = workspace->read_system((folder / "font.otf").string());
    ASSERT_TRUE(font);
    EXPECT_EQ((*font)->bytes, "f");
    EXPECT_FALSE(workspace->read_system("font.otf"));
    EXPECT_FALSE(workspace->read_system(folder.string()));
}

TEST_F(Disk, SourceDateEpoch) {
    folder.write("root/x", "");
    ::setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    open();
    EXPECT_EQ(workspace->source_date_epoch(), 1'700'000'000);
    for (auto wrong : {"", "x", "-5", "12x"}) {
        ::setenv("SOURCE_DATE_EPOCH", wrong, 1);
        open();
        EXPECT_EQ(workspace->source_date_epoch(), -1) << wrong;
    }
    ::unsetenv("SOURCE_DATE_EPOCH");
}

class Artefacts : public Disk {
protected:
    void SetUp() override {
        folder.write("root/x", "");
        open();
    }
};

TEST_F(Artefacts, AppearWholeOrNotAtAll) {
    std::string path = (folder / "out.pdf").string();
    {
        auto artefact = workspace->create(path);
        ASSERT_TRUE(artefact);
        (*artefact)->write("lost");
        EXPECT_FALSE(std::filesystem::exists(path));
    }
    EXPECT_EQ(folder.entries(), 1U);
    folder.write("out.pdf", "old");
    std::filesystem::permissions(path, static_cast<std::filesystem::perms>(0640));
    auto artefact = workspace->create(path);
    (*artefact)->write("new");
    (*artefact)->write(std::string(200'000, 'y'));
    (*artefact)->write("end");
    EXPECT_EQ(folder.read("out.pdf"), "old");
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_EQ(folder.read("out.pdf"), "new" + std::string(200'000, 'y') + "end");
    EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(path).permissions()), 0640U);
    artefact->reset();
    EXPECT_TRUE(std::filesystem::exists(path));
    EXPECT_EQ(folder.entries(), 2U);
}

TEST_F(Artefacts, FoldersAreMadeAndTakenAway) {
    std::string path = (folder / "p/q/out.pdf").string();
    { auto artefact = workspace->create(path); }
    EXPECT_FALSE(std::filesystem::exists(folder / "p"));
    auto artefact = workspace->create(path);
    (*artefact)->write("x");
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_EQ(folder.read("p/q/out.pdf"), "x");
}

TEST_F(Artefacts, OthersMayWriteIntoTheTemporaryFile) {
    auto artefact = workspace->create((folder / "out").string());
    std::ofstream((*artefact)->temporary_path()) << "by another";
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_EQ(folder.read("out"), "by another");
}

TEST_F(Artefacts, ALinkIsKeptAndItsTargetReplaced) {
    folder.write("real/out", "old");
    std::filesystem::create_symlink("real/out", folder / "link");
    auto artefact = workspace->create((folder / "link").string());
    (*artefact)->write("new");
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    EXPECT_EQ(folder.read("real/out"), "new");
}

TEST_F(Artefacts, WhatIsNoFileIsNotReplaced) {
    EXPECT_EQ(workspace->create(folder.string()).error().code, base::Code::io_unwritable);
    EXPECT_NE(workspace->create("/dev/null").error().message.find("not a regular file"), std::string::npos);
    EXPECT_FALSE(workspace->create(""));
    EXPECT_FALSE(workspace->create((folder / "root/x/y").string()));
    EXPECT_FALSE(workspace->create("/proc/nowhere/out"));
}

// A limit on the size of files stands in for a full disk.
TEST_F(Artefacts, AFullDiskIsToldAtCommit) {
    struct rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    auto handler = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = before;
    small.rlim_cur = 1000;
    ::setrlimit(RLIMIT_FSIZE, &small);
    folder.write("out", "old");
    auto artefact = workspace->create((folder / "out").string());
    (*artefact)->write(std::string(500'000, 'x'));
    auto committed = (*artefact)->commit();
    artefact->reset();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, base::Code::io_unwritable);
    EXPECT_NE(committed.error().message.find("out' cannot be written: it would exceed the largest size"),
              std::string::npos);
    EXPECT_EQ(folder.read("out"), "old");
    EXPECT_EQ(folder.entries(), 2U);
}

TEST(Memory, ReadsWhatWasPutIn) {
    base::StageContext context;
    auto workspace = make_memory_workspace(context);
    workspace->put("a/b", "x");
    workspace->put("/fonts/f", "font");
    EXPECT_EQ((*workspace->read("b", "a/c", {}))->bytes, "x");
    EXPECT_EQ(workspace->read("a/b", {}, {})->get(), workspace->read("b", "a/c", {})->get());
    EXPECT_EQ(workspace->read("no", {}, {}).error().code, base::Code::io_not_found);
    EXPECT_EQ(workspace->read("../x", {}, {}).error().code, base::Code::io_outside_root);
    EXPECT_EQ(workspace->read("http://x/", {}, {}).error().code, base::Code::io_remote);
    EXPECT_EQ((*workspace->read_system("/fonts/f"))->bytes, "font");
    EXPECT_EQ(workspace->resources().size(), 2U);
    workspace->set_source_date_epoch(7);
    EXPECT_EQ(workspace->source_date_epoch(), 7);
}

TEST(Memory, ArtefactsAppearAtCommit) {
    base::StageContext context;
    auto workspace = make_memory_workspace(context);
    auto artefact = workspace->create("out");
    (*artefact)->write("a");
    (*artefact)->write("b");
    EXPECT_EQ(workspace->artefact("out"), nullptr);
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_EQ(*workspace->artefact("out"), "ab");
}

TEST(Checksums, OfKnownTexts) {
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha512("abc")), "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    Checksum checksum(Hash::sha256);
    checksum.add("a");
    checksum.add("");
    checksum.add("bc");
    EXPECT_EQ(checksum.finish_hex(), hex(sha256("abc")));
    EXPECT_EQ(checksum.finish_hex(), hex(sha256("")));
}

}  // namespace
}  // namespace octavo::io::test
