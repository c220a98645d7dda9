#include "edition/used_files.h"

#include <fmt/format.h>

#include "archive/debian.h"
#include "archive/licences.h"
#include "archive/premis.h"
#include "io/checksum.h"
#include "text/font_notice.h"

namespace octavo::edition {
namespace {

bool is_of_system(io::Resource const& resource) { return resource.name.starts_with('/'); }
bool is_font(io::Resource const& resource) { return archive::media_type_of(resource.name).starts_with("font/"); }

archive::Permission permission_of(archive::LicenceEvidence const& evidence, FontCopies copies) {
    archive::Permission permission = archive::permission(evidence);
    if (copies == FontCopies::all) {
        permission.copy = true;
        permission.why_not.clear();
    } else if (copies == FontCopies::none) {
        permission.copy = false;
        permission.why_not = "the edition file asks for no copies of fonts";
    }
    return permission;
}

}  // namespace

UsedFiles used_files(std::vector<io::ResourcePtr> const& resources, FontCopies copies) {
    std::vector<std::string> paths;
    for (io::ResourcePtr const& resource : resources) {
        if (is_of_system(*resource)) paths.push_back(resource->name);
    }
    auto notices = archive::debian_notices(paths, "");
    UsedFiles used;
    for (io::ResourcePtr const& resource : resources) {
        bool font = is_font(*resource);
        if (!font && !is_of_system(*resource)) continue;
        RecordedFile file;
        file.use = font ? "font" : "hyphenation";
        file.path = resource->name;
        file.sha256 = io::hex(resource->digest);
        archive::LicenceEvidence evidence;
        text::FontNotice font_notice;
        if (font) {
            font_notice = text::read_font_notice(resource->bytes);
            file.name = font_notice.name;
            file.version = font_notice.version;
            evidence.in_file = font_notice.licence;
            evidence.restricted = font_notice.restricted;
        }
        auto notice = notices.find(resource->name);
        if (notice != notices.end()) {
            file.package = notice->second.package;
            evidence.in_package = notice->second.licence;
        }
        // Patterns are not fonts: what the edition file says of fonts is not about them.
        archive::Permission permission = permission_of(evidence, font ? copies : FontCopies::licensed);
        file.licence = permission.licence;
        file.why_not = permission.why_not;
        if (permission.copy) {
            file.copy = file.of_system() ? fmt::format("{}{}", font ? "fonts" : "hyphenation", file.path) : fmt::format("sources/{}", file.path);
            if (notice != notices.end() && !notice->second.copyright.empty()) used.notices[file.package] = notice->second.copyright;
        }
        used.files.push_back(std::move(file));
    }
    return used;
}

}  // namespace octavo::edition
