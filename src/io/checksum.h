// SHA-256 and SHA-512, at once or piece by piece. Cost: about 0.5 to 2 GB/s.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "io/workspace.h"

namespace octavo::io {

using Sha1 = std::array<std::uint8_t, 20>;
using Sha512 = std::array<std::uint8_t, 64>;

/// For keys that formats derive by it; as a proof of sameness it is broken.
[[nodiscard]] Sha1 sha1(std::string_view bytes);
[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] Sha512 sha512(std::string_view bytes);

/// Lower-case hexadecimal digits, two a byte.
[[nodiscard]] std::string hex(std::span<std::uint8_t const> digest);

enum class Hash : std::uint8_t { sha256, sha512 };

/// A digest of bytes that come in pieces.
class Checksum {
public:
    explicit Checksum(Hash hash);
    ~Checksum();
    Checksum(Checksum&&) noexcept;
    Checksum& operator=(Checksum&&) noexcept;
    void add(std::string_view bytes);
    /// The hexadecimal digest of all that was added; begins anew after it.
    [[nodiscard]] std::string finish_hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::io
