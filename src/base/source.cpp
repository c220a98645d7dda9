#include "base/source.h"

namespace octavo::base {

FileId SourceFiles::add(std::string_view name) {
    std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < names_.size(); ++i) {
        if (names_[i] == name) return FileId(i);
    }
    names_.emplace_back(name);
    return FileId(names_.size() - 1);
}

std::string_view SourceFiles::name(FileId file) const {
    std::lock_guard lock(mutex_);
    return file.valid() && file.value < names_.size() ? std::string_view(names_[file.value]) : std::string_view();
}

}  // namespace octavo::base
