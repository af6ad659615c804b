// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <string>

namespace twin {

/// All items of a kind as a table (RFC 4180: CRLF, quotes doubled; UTF-8): id, name, type, parent, place, every
/// parameter of the kind (override, type or default) and, with a frame of this site, every result. Values are SI; the
/// header carries the units, as the parameter keys do. Choices are written by key; missing results are empty cells.
std::string writeItemsCsv(const Site& site, Kind kind, const Frame* frame = nullptr);

}  // namespace twin
