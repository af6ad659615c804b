// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/swing_options.h"
#include "twin/energy/rule_case.h"

#include <optional>

namespace plenum::cli {

/// The rule that the options name, on the storage of --cabin; nothing when none is named. What is wrong goes to the
/// study's issues; throws twin::Error when a file cannot be opened.
std::optional<twin::energy::EnergyRule> readRule(const SwingOptions& options, SwingCase& study);
/// The storage that a rule runs on: the last one of the study.
const twin::energy::Storage* ruleStorage(const SwingCase& study);

void printRule(const twin::energy::RuleResult& result);
std::string swingRulesHelp();

}  // namespace plenum::cli
