// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/storage_sizing.h"

#include <string>

namespace plenum::cli {

/// The command line of `plenumctl swing` as it was typed.
struct SwingOptions {
    std::string training, trace, azure, poisson, inference, psu, bbu, cabin, transformer, generator, limits, json, shave, pv, droop, regulate, island, sizeAt = "cabin";
    double racks = 100, rack_kW = 100, step_s = 0, duration_s = 0;
    std::uint64_t seed = 1;
    bool size = false, series = false;
};

struct SwingCase {
    twin::energy::Series load;
    std::vector<twin::energy::Stage> stages;
    twin::energy::MeasureOptions measures;
    twin::energy::LimitSet limits;
    twin::energy::CabinType cabin;
    double period_s = 0;  ///< of the swing, for what a cabin is worth
    std::optional<std::size_t> sizedStage;
    bool chooseController = false;
    std::vector<std::string> notes;
    twin::Issues issues;  ///< everything that is wrong, at once
};

/// Checks and reads it all, files included; throws twin::Error when a file cannot be opened.
SwingCase readSwingCase(const SwingOptions& options);

/// The keys of every option, for --help.
std::string swingHelp();

}  // namespace plenum::cli
