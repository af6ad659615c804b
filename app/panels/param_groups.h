// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/kind.h"

#include <QString>

#include <span>

namespace plenum::app {

/// Under which caption of the inspector a parameter stands.
enum class ParamGroup { Room, ItHeat, Air, Cooling, Loop, Power, Body, Other };

std::span<const ParamGroup> paramGroups();  ///< in the order of the inspector
ParamGroup groupOf(twin::Param param, twin::Kind kind);
QString caption(ParamGroup group);
const char* key(ParamGroup group);  ///< for object names

}  // namespace plenum::app
