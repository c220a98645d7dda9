// A workspace that reads files of the system by their path and has nothing else: all that text work asks of one.
#pragma once
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>

#include "io/workspace.h"

namespace octavo::text {

class FakeWorkspace final : public io::Workspace {
public:
    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view, std::string_view, base::SourceSpan) override {
        return tl::unexpected(base::Diagnostic{.code = base::Code::io_not_found});
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override {
        std::lock_guard lock(mutex_);
        std::string name(path);
        if (auto found = files_.find(name); found != files_.end()) return found->second;
        std::ifstream stream(name, std::ios::binary);
        if (!stream) return tl::unexpected(base::Diagnostic{.code = base::Code::io_not_found, .message = name + " cannot be read"});
        std::ostringstream content;
        content << stream.rdbuf();
        auto bytes = std::make_shared<std::string>(std::move(content).str());
        auto resource = std::make_shared<io::Resource>(io::Resource{name, *bytes, {}, bytes});
        files_.emplace(name, resource);
        return resource;
    }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view) override {
        return tl::unexpected(base::Diagnostic{.code = base::Code::io_unwritable});
    }
    std::int64_t source_date_epoch() const override { return -1; }
    std::vector<io::ResourcePtr> resources() const override { return {}; }

private:
    std::mutex mutex_;
    std::map<std::string, io::ResourcePtr> files_;
};

}  // namespace octavo::text
