#pragma once

/// The folder that holds octavo's source tree, where tests find `sources/` and `../shared/corpus`. Its definition is one small file that the
/// build makes (tests/CMakeLists.txt), so that what tests compile to does not depend on where the tree lies.
extern const char* const source_folder;
