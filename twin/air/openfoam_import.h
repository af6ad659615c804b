// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/openfoam_case.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace twin::air {

/// A patch of an exported case with what it saw. Temperatures are of the cells behind the patch, weighed by area.
struct FoamOpening {
    std::string name, kind;  ///< of the device; rack, cooler, supply, return
    bool intake = false;
    double flow_m3_s = 0, heat_W = 0;
    double mean_C = 0;
    std::array<std::optional<double>, 3> height_C;  ///< width averages at 1/6, 1/2, 5/6 of the height; upright faces only
    std::vector<FoamPatch::Face> faces;
};

/// Results of an OpenFOAM case on its own cells.
struct FoamResult {
    std::string name, time;  ///< the time folder read
    bool averaged = false;   ///< mean fields over iterations were there
    GridLines lines;
    std::vector<int> latticeOf;          ///< open cell → lattice, x fastest
    std::vector<float> temperature_C;    ///< a cell
    std::vector<float> u, v, w;          ///< a cell, m/s
    std::vector<FoamOpening> openings;
    Issues issues;  ///< errors: foam.notACase, foam.noResult, foam.badField, foam.diverged
    bool usable() const { return !hasErrors(issues) && !temperature_C.empty(); }
};

/// Reads the last time folder of a case written by writeFoamCase (fields in ASCII, put together by reconstructPar if it
/// ran in parallel). Mean fields are taken where they are.
///
/// Errors  none thrown; FoamResult::issues.  Cost  O(cells).
FoamResult readFoamResult(const std::filesystem::path& folder);

/// Our field against OpenFOAM's.
struct FoamComparison {
    std::size_t cells = 0;  ///< compared: open in both
    double bias_K = 0, rms_K = 0, worst_K = 0;
    Vec3 worstAt;
    double velocityRms_m_s = 0;
    struct Rack {
        std::string name;
        double foam_C = 0, ours_C = 0;
    };
    std::vector<Rack> racks;
    double rackBias_K = 0, rackRms_K = 0, rackWorst_K = 0;
    double rankCorrelation = 0;  ///< Spearman's; 0 with fewer than three racks
};

/// Cell by cell: ours is read at the centre of each OpenFOAM cell (trilinear between open cells, which on the same
/// mesh is the cell's own value). names: of our devices, to match racks.
FoamComparison compare(const FoamResult& foam, const AirResult& ours, const std::vector<std::string>& names);

/// Rack means against given ones (of a reference file).
FoamComparison compareRacks(const FoamResult& foam, const std::vector<std::pair<std::string, double>>& means_C);

}  // namespace twin::air
