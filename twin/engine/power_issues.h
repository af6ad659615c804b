// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/coupling.h"

namespace twin::engine {

/// What is wrong with the power paths in the coupled state: unpowered, one-sided, overloaded now or after loss of a
/// side (with the derating rule that made the rating), too much drop, and boards that a fault would destroy.
void addPowerIssues(const Coupling& coupling, Frame& frame);

}  // namespace twin::engine
