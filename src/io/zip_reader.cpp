#include <fmt/format.h>
#include <map>
#include <mutex>
#include <zip.h>

#include "io/paths.h"
#include "io/zip.h"

namespace octavo::io {
namespace {

// Deflate cannot do more than 1032:1, and texts hardly reach 20:1: what is beyond this and large is a bomb.
constexpr std::uint64_t ratio_limit = 200;
constexpr std::uint64_t small_member = 1 << 20;

// A list of members alone must not use up the memory: a book has some thousands.
constexpr zip_int64_t member_limit = 100'000;

base::Diagnostic damaged(std::string_view archive, std::string_view why, base::Code code = base::Code::io_archive) {
    return {.code = code,
            .severity = base::Severity::error,
            .message = fmt::format("the archive '{}' cannot be read: {}", archive, why)};
}

// A name that unpacks to a file below the folder, whatever the system: no '..', no absolute path, no backslash or
// drive.
bool is_harmless(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return false;
    if (name.size() > 1 && name[1] == ':') return false;
    std::string_view rest = name;
    while (true) {
        auto slash = rest.find('/');
        std::string_view part = rest.substr(0, slash);
        if (part == ".." || part == "." || part.empty()) return false;
        if (slash == std::string_view::npos) return true;
        rest.remove_prefix(slash + 1);
    }
}

// What unzips to a link leads wherever its text says.
bool is_link(zip_t* archive, zip_uint64_t index) {
    zip_uint8_t system = ZIP_OPSYS_DOS;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
    return system == ZIP_OPSYS_UNIX && (attributes >> 16 & 0170000) == 0120000;
}

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct ZipReader::State {
    State(ResourcePtr bytes, base::Limits const& chosen) : resource(std::move(bytes)), limits(chosen) {}
    ~State() {
        if (archive != nullptr) zip_discard(archive);
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;

    tl::expected<void, base::Diagnostic> open();
    tl::expected<void, base::Diagnostic> list();

    ResourcePtr resource;
    base::Limits limits;
    zip_t* archive = nullptr;
    std::vector<ZipMember> members;
    std::map<std::string, std::pair<zip_uint64_t, std::size_t>, std::less<>>
        places;  // index in the archive, index in members
    std::mutex mutex;
    std::uint64_t unpacked = 0;
};

tl::expected<void, base::Diagnostic> ZipReader::State::open() {
    if (resource->bytes.empty())
        return tl::unexpected(damaged(resource->name, "it is empty"));  // libzip takes it for an empty archive
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(resource->bytes.data(), resource->bytes.size(), 0, &error);
    if (source != nullptr) archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    std::string why = archive == nullptr ? zip_error_strerror(&error) : "";
    if (archive == nullptr && zip_error_code_zip(&error) == ZIP_ER_EXISTS) why = "two of its members have the same name";
    zip_error_fini(&error);
    if (archive == nullptr) {
        if (source != nullptr) zip_source_free(source);
        return tl::unexpected(damaged(resource->name, why));
    }
    return list();
}

tl::expected<void, base::Diagnostic> ZipReader::State::list() {
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > member_limit) {
        return tl::unexpected(
            damaged(resource->name, fmt::format("it has more than {} members", member_limit), base::Code::io_limit));
    }
    std::uint64_t packed = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        zip_stat_t status;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
        if (zip_stat_index(archive, index, 0, &status) != 0 || (status.valid & needed) != needed) {
            return tl::unexpected(damaged(resource->name, "its list of members is damaged"));
        }
        std::string name = status.name;
        bool folder = name.ends_with('/');
        if (!is_harmless(std::string_view(name).substr(0, name.size() - (folder ? 1 : 0)))) {
            return tl::unexpected(
                damaged(resource->name, fmt::format("the name of its member '{}' leads out of it", name)));
        }
        // Members that share their packed bytes make a small archive unpack to any size.
        packed += std::min<std::uint64_t>(status.comp_size, resource->bytes.size() + 1);
        if (packed > resource->bytes.size()) {
            return tl::unexpected(damaged(resource->name, fmt::format("its member '{}' overlaps others", name)));
        }
        if (folder) continue;
        if (!places.emplace(name, std::pair(index, members.size())).second) {
            return tl::unexpected(damaged(resource->name, fmt::format("it has two members '{}'", name)));
        }
        bool encrypted = (status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE;
        members.push_back({.name = std::move(name),
                           .size = status.size,
                           .packed_size = status.comp_size,
                           .packing = status.comp_method == ZIP_CM_STORE ? Packing::stored : Packing::deflated,
                           .encrypted = encrypted,
                           .link = is_link(archive, index)});
    }
    return {};
}

ZipReader::ZipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;

tl::expected<ZipReader, base::Diagnostic> ZipReader::open(ResourcePtr archive, base::Limits const& limits) {
    auto state = std::make_unique<State>(std::move(archive), limits);
    if (auto opened = state->open(); !opened) return tl::unexpected(opened.error());
    return ZipReader(std::move(state));
}

std::vector<ZipMember> const& ZipReader::members() const { return state_->members; }

tl::expected<std::string, base::Diagnostic> ZipReader::read(std::string_view name) const {
    State& state = *state_;
    auto place = state.places.find(name);
    if (place == state.places.end()) {
        return tl::unexpected(
            base::Diagnostic{.code = base::Code::io_not_found,
                             .severity = base::Severity::error,
                             .message = fmt::format("'{}' is not in the archive '{}'", name, state.resource->name)});
    }
    auto [index, number] = place->second;
    ZipMember const& member = state.members[number];
    auto refuse = [&](std::string_view why, base::Code code = base::Code::io_archive) {
        return tl::unexpected(base::Diagnostic{
            .code = code,
            .severity = base::Severity::error,
            .message = fmt::format("'{}' in '{}' cannot be read: {}", name, state.resource->name, why)});
    };
    if (member.encrypted) return refuse("it is encrypted");
    if (member.link) return refuse("it is a symbolic link");
    if (member.size > state.limits.input_bytes)
        return refuse(fmt::format("it has {} bytes", member.size), base::Code::io_limit);
    if (member.size > small_member && member.size / ratio_limit > member.packed_size) {
        return refuse(fmt::format("{} bytes are said to be packed into {}", member.size, member.packed_size),
                      base::Code::io_limit);
    }
    std::lock_guard lock(state.mutex);
    if (member.size > state.limits.total_bytes - state.unpacked)
        return refuse("the archive unpacks to too much", base::Code::io_limit);
    std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(state.archive, index, 0));
    if (!file) return refuse(zip_strerror(state.archive));
    // One byte more than is promised: libzip tells of a wrong CRC or length only at the end.
    std::string bytes(member.size + 1, '\0');
    std::uint64_t done = 0;
    while (done < bytes.size()) {
        zip_int64_t got = zip_fread(file.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0) return refuse(zip_file_strerror(file.get()));
        if (got == 0) break;
        done += static_cast<std::uint64_t>(got);
    }
    if (done != member.size) return refuse("its length is not what the archive says");
    bytes.resize(member.size);
    state.unpacked += member.size;
    return bytes;
}

}  // namespace octavo::io
