// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/item.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin {

inline constexpr const char* kCatalogueFormat = "plenum-catalog/1";

struct CatalogueResult {
    std::vector<EquipmentType> types;  ///< those that could be read, in the order of the file
    Issues issues;
};

/// Reads a catalogue file: {"format":"plenum-catalog/1","types":[…]}, types as in the layout document.
CatalogueResult readCatalogue(std::string_view text, const std::string& sourceName);

}  // namespace twin
