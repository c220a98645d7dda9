#include "io/library_versions.h"

#include <openssl/crypto.h>
#include <zip.h>
#include <zlib.h>

namespace octavo::io {

std::vector<base::LibraryVersion> library_versions() {
    return {{"libzip", zip_libzip_version()}, {"zlib", zlibVersion()}, {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)}};
}

}  // namespace octavo::io
