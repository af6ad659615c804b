// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace twin::engine {

struct CarriedAir;

struct SolveOptions {
    Fidelity fidelity = Fidelity::Fine;
    int threads = 2;
    double couplingTolerance = 1e-8;  ///< relative change of heats and powers between coupling passes
    int maxPasses = 40;
    std::shared_ptr<const Frame> warmStart;  ///< an earlier frame of a similar site
    Id variant;                              ///< written into the frame
    unsigned long long generation = 0;       ///< likewise
    std::function<void(double share)> progress;
    std::shared_ptr<const CarriedAir> carried;  ///< added to the air that is shown; null: none
};

/// One coupled steady solution of a site under conditions: power paths with losses and A/B shares → heat of each rack
/// to air and liquid → hall air → coolant loops → heat rejection → facility power, PUE at this operating point, SPCF.
///
/// Errors  none thrown; what is wrong is in frame.issues, how it went in frame.report. A cancelled frame holds no results.
/// Cost    Coarse: tens of ms for 200 racks; Fine: below a second for 400 racks.  Thread-safe: yes (no state).
/// Checked tests/validation/engine: balances recomputed from the objects' results in every sample.
std::shared_ptr<const Frame> solve(std::shared_ptr<const Site> site, const Conditions& conditions, const SolveOptions& options,
                                   std::stop_token stop = {});

/// The frame with the air of its halls refined: momentum, buoyancy and turbulence (twin/air/refined_solver.h) at the heats
/// and flows of the coupled solution. `improved` gets better frames on the way; the last one is returned.
///
/// Needs   a fine frame that is usable.
/// Model   inlets, fields and what follows from them are refined; the loads of coolers, loops and power stay those of the
///         coupled solution, whose total heat is the same.
/// Errors  a hall that does not settle keeps the averaged field with its error bar; one that the model refuses keeps its
///         instant field and gets the issues. Cancelled: null.
/// Cost    seconds a hall; cells grow with the hall so that some 200 000 hold it.  Thread-safe: yes.
std::shared_ptr<const Frame> refine(const std::shared_ptr<const Frame>& frame, int threads, const std::function<void(std::shared_ptr<const Frame>)>& improved,
                                    std::stop_token stop = {});

/// Which limit is met first by one more item like this one at its present place, and the margin in its own unit.
struct Binding {
    enum class What { None, Space, FloorLoad, Power, Air, Liquid } what = What::None;
    struct Line {
        What what;
        double margin = 0;   ///< in `unit`; negative = violated
        Unit unit = Unit::None;
        double share = 0;    ///< margin over its allowance: comparable across lines, the smallest binds
        Text text;           ///< "Feed B3: 4 kW left"
    };
    std::vector<Line> lines;  ///< tightest first
};
/// Limits of `item` as the frame has it. Cost O(items near it).
Binding binding(const Frame& frame, Id item);

}  // namespace twin::engine
