// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/storage_sizing.h"

#include <QString>

#include <array>
#include <cstddef>
#include <string>

namespace plenum::app {

/// Where the load of a swing comes from.
enum class SwingLoad { Training, RequestTrace, RequestModel, Measured, Count };

/// The numbers of the swing form, in its order and units (see SwingPanel::retranslate).
enum class SwingField {
    ClusterPower, Period, ComputeShare, CommunicateLevel, InStep, Jitter, Spike, Edge, CheckpointEvery, CheckpointLength, RampUp, RampDown,
    RequestRate, ContextTokens, GeneratedTokens, Lasts, RateFactor, Slots, PrefillRate, DecodeRate, DecodeLevel, IdleLevel,
    SupplyPower, SupplyEnergy, SupplyFilter, BatteryPower, BatteryEnergy, BatteryFilter, CabinPower, CabinEnergy, FilterTime, CabinRamp, TransformerRating, GeneratorRating,
    RampLimit, RampWindow, RangeLimit, PeakLimit, EdppLimit, BandLow, BandHigh, BandAmplitude, Count
};

/// Where storage may stand, the nearest to the chips first.
enum class SwingPlace { Supplies, Batteries, Cabins, Count };

struct SwingInputs {
    SwingLoad load = SwingLoad::Training;
    QString file;                              ///< of requests or measured power
    std::array<double, static_cast<std::size_t>(SwingField::Count)> values{};
    std::array<std::string, 5> names;          ///< of the stages: three places of storage, transformer, generating set
    double operator[](SwingField field) const { return values[static_cast<std::size_t>(field)]; }
};

/// What the inputs ask for, ready to run.
struct SwingStudy {
    twin::energy::Series load;
    std::vector<twin::energy::Stage> stages;
    std::size_t sized = 0;                     ///< the stage to size, where a place was asked for
    twin::energy::MeasureOptions measures;
    twin::energy::LimitSet limits;
    double period_s = 0;                       ///< of the swing: of a step of training, else of the strongest line
    double busy = 0, longestWait_s = 0;        ///< of the servers' slots, for requests
    twin::Issues issues;                       ///< with errors there is nothing to run
};

twin::energy::LimitSet limitsOf(const SwingInputs& inputs);

/// Reads and makes the load and puts the chain together. With a place, storage stands there even when the inputs have none.
///
/// Cost  O(cells), for a file its reading.  Thread-safe: yes.
SwingStudy studyOf(const SwingInputs& inputs, SwingPlace place = SwingPlace::Count);

}  // namespace plenum::app
