// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace twin {

/// JSON Schema (2020-12) of the layout document, generated from the tables of kinds and parameters.
/// resources/schema/plenum-layout-1.schema.json is a copy; a test keeps them equal.
std::string layoutSchema();

}  // namespace twin
