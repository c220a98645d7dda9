#include "io/checksum.h"

#include <new>
#include <openssl/evp.h>

namespace octavo::io {
namespace {

EVP_MD const* algorithm(Hash hash) { return hash == Hash::sha256 ? EVP_sha256() : EVP_sha512(); }

// EVP fails for want of memory only: the algorithms are built in.
void require(int result) {
    if (result != 1) throw std::bad_alloc();
}

}  // namespace

struct Checksum::State {
    explicit State(Hash chosen) : hash(chosen), context(EVP_MD_CTX_new()) {
        if (context == nullptr) throw std::bad_alloc();
        require(EVP_DigestInit_ex(context, algorithm(hash), nullptr));
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(State const&) = delete;
    State& operator=(State const&) = delete;

    Hash hash;
    EVP_MD_CTX* context;
};

Checksum::Checksum(Hash hash) : state_(std::make_unique<State>(hash)) {}
Checksum::~Checksum() = default;
Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;

void Checksum::add(std::string_view bytes) { require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size())); }

std::string Checksum::finish_hex() {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    require(EVP_DigestFinal_ex(state_->context, digest.data(), &length));
    require(EVP_DigestInit_ex(state_->context, algorithm(state_->hash), nullptr));
    return hex(std::span<std::uint8_t const>(digest.data(), length));
}

Sha1 sha1(std::string_view bytes) {
    Sha1 digest{};
    require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha1(), nullptr));
    return digest;
}

Sha256 sha256(std::string_view bytes) {
    Sha256 digest{};
    require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr));
    return digest;
}

Sha512 sha512(std::string_view bytes) {
    Sha512 digest{};
    require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha512(), nullptr));
    return digest;
}

std::string hex(std::span<std::uint8_t const> digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(digest.size() * 2);
    for (std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace octavo::io
