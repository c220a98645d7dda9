#include "pdf/library_versions.h"

#include <cstdio>
#include <fmt/format.h>

#include <cairo.h>
#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <librsvg/rsvg.h>
#include <png.h>
#include "pdf/qpdf.h"

namespace octavo::pdf {

std::vector<base::LibraryVersion> library_versions() {
    int lcms = cmsGetEncodedCMMversion();
    return {{"cairo", cairo_version_string()},
            {"librsvg", fmt::format("{}.{}.{}", rsvg_major_version, rsvg_minor_version, rsvg_micro_version)},
            {"lcms2", fmt::format("{}.{}", lcms / 1000, lcms % 1000 / 10)},
            {"libjpeg", base::shared_object_version(reinterpret_cast<void const*>(&jpeg_std_error))},
            {"libdeflate", LIBDEFLATE_VERSION_STRING},
            {"libpng", png_get_libpng_ver(nullptr)},
            {"qpdf", QPDF::QPDFVersion()}};
}

}  // namespace octavo::pdf
