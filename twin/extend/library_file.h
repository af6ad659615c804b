// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/text.h"

#include <filesystem>

namespace twin::extend {

/// Why a file cannot be a library of this machine; empty when it looks like one.
///
/// The system's loader maps what the headers promise: a file cut short would end the program with a bus error instead
/// of an error message. So headers and lengths are compared before it is opened. O(1) reads.
Text libraryFault(const std::filesystem::path& path);

}  // namespace twin::extend
