// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace twin {

/// What a save does to the disk; each throws twin::Error. Tests replace one to make it fail.
struct FileOps {
    using Path = std::filesystem::path;
    std::function<void(const Path&, std::string_view bytes)> write;  ///< makes or empties the file, writes all bytes
    std::function<void(const Path&)> sync;                           ///< the file's bytes reach the disk
    std::function<void(const Path& from, const Path& to)> link;      ///< a second name of the same file
    std::function<void(const Path& from, const Path& to)> rename;    ///< atomic; takes the place of what is there
    std::function<void(const Path&)> remove;                         ///< nothing there is no error
    std::function<void(const Path&)> syncFolder;                     ///< names in it reach the disk

    static FileOps real();
};

/// Puts bytes in the place of a file, so that at any moment (power loss, kill) the name stands for the complete old
/// or the complete new file. The old file stays as `<name>.bak`; journals that another program left beside the old
/// file go with it. Throws twin::Error; the file is then as it was, but for "store.folderSync", when the new one is in
/// place and only its name may not survive a power loss.
void replaceFile(const std::filesystem::path& path, std::string_view bytes, const FileOps& ops);

}  // namespace twin
