#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <new>
#include <zip.h>

#include "io/zip.h"

namespace octavo::io {
namespace {

// zlib's default is 6; 9 costs little on texts of a book's size and gains some percent.
constexpr zip_uint32_t deflate_level = 9;

// -rw-r--r-- of a regular file, in the upper half of the attributes, as Unix's zip writes it.
constexpr zip_uint32_t file_attributes = 0100644U << 16;

struct ErrorText {
    zip_error_t error;
    ErrorText() { zip_error_init(&error); }
    ~ErrorText() { zip_error_fini(&error); }
    ErrorText(ErrorText const&) = delete;
    ErrorText& operator=(ErrorText const&) = delete;
};

base::Diagnostic unwritten(std::string_view why) {
    return {.code = base::Code::io_archive, .severity = base::Severity::fatal,
            .message = fmt::format("the archive cannot be written: {}", why)};
}

}  // namespace

DosTime dos_time(std::int64_t seconds) {
    using namespace std::chrono;
    constexpr std::int64_t first = 315'532'800;    // 1980-01-01
    constexpr std::int64_t last = 4'354'819'198;   // 2107-12-31 23:59:58
    sys_seconds moment{std::chrono::seconds(std::clamp(seconds, first, last))};
    auto day = floor<days>(moment);
    year_month_day date(day);
    hh_mm_ss clock(moment - day);
    auto year = static_cast<unsigned>(static_cast<int>(date.year()) - 1980);
    DosTime time;
    time.date = static_cast<std::uint16_t>(year << 9 | static_cast<unsigned>(date.month()) << 5 |
                                           static_cast<unsigned>(date.day()));
    time.time = static_cast<std::uint16_t>(clock.hours().count() << 11 | clock.minutes().count() << 5 |
                                           clock.seconds().count() / 2);
    return time;
}

struct ZipWriter::State {
    explicit State(DosTime chosen) : time(chosen) {
        ErrorText failed;
        source = zip_source_buffer_create(nullptr, 0, 0, &failed.error);
        if (source == nullptr) throw std::bad_alloc();
        zip_source_keep(source);  // the archive takes one reference, reading the bytes afterwards needs another
        archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &failed.error);
        if (archive == nullptr) {
            zip_source_free(source);
            zip_source_free(source);
            throw std::bad_alloc();
        }
    }
    ~State() {
        if (archive != nullptr) zip_discard(archive);
        zip_source_free(source);
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;

    void fail(std::string_view name) {
        if (error.empty()) error = fmt::format("'{}': {}", name, zip_strerror(archive));
    }

    DosTime time;
    zip_source_t* source = nullptr;
    zip_t* archive = nullptr;
    std::string error;
};

ZipWriter::ZipWriter(DosTime time) : state_(std::make_unique<State>(time)) {}
ZipWriter::~ZipWriter() = default;
ZipWriter::ZipWriter(ZipWriter&&) noexcept = default;
ZipWriter& ZipWriter::operator=(ZipWriter&&) noexcept = default;

void ZipWriter::add(std::string_view name, std::string_view bytes, Packing packing) {
    if (!state_->error.empty()) return;
    std::string const zero_terminated(name);
    void* copy = nullptr;  // libzip frees it; it would keep an empty buffer
    if (!bytes.empty()) {
        copy = std::malloc(bytes.size());
        if (copy == nullptr) throw std::bad_alloc();
        std::memcpy(copy, bytes.data(), bytes.size());
    }
    zip_t* archive = state_->archive;
    zip_source_t* member = zip_source_buffer(archive, copy, bytes.size(), 1);
    if (member == nullptr) {
        std::free(copy);
        return state_->fail(name);
    }
    zip_int64_t index = zip_file_add(archive, zero_terminated.c_str(), member, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(member);
        return state_->fail(name);
    }
    auto at = static_cast<zip_uint64_t>(index);
    bool deflate = packing == Packing::deflated;
    bool done = zip_set_file_compression(archive, at, deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                                         deflate ? deflate_level : 0) == 0 &&
                zip_file_set_dostime(archive, at, state_->time.time, state_->time.date, 0) == 0 &&
                zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, file_attributes) == 0;
    if (!done) state_->fail(name);
}

tl::expected<std::string, base::Diagnostic> ZipWriter::finish() {
    State& state = *state_;
    if (!state.error.empty()) return tl::unexpected(unwritten(state.error));
    if (zip_close(state.archive) != 0) return tl::unexpected(unwritten(zip_strerror(state.archive)));
    state.archive = nullptr;
    zip_stat_t status;
    std::string bytes;
    bool good = zip_source_open(state.source) == 0;
    if (good) {
        good = zip_source_stat(state.source, &status) == 0 && (status.valid & ZIP_STAT_SIZE) != 0;
        if (good) {
            bytes.resize(status.size);
            good = zip_source_read(state.source, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size());
        }
        zip_source_close(state.source);
    }
    if (!good) return tl::unexpected(unwritten(zip_error_strerror(zip_source_error(state.source))));
    return bytes;
}

tl::expected<void, base::Diagnostic> ZipWriter::finish(Artefact& artefact) {
    auto bytes = finish();
    if (!bytes) return tl::unexpected(bytes.error());
    artefact.write(*bytes);
    return {};
}

}  // namespace octavo::io
