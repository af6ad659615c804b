// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace twin::air {

/// Whose dictionaries are written. Esi: openfoam.com v1912 (Debian's package) and later; Foundation: openfoam.org 11
/// and later (foamRun).
enum class FoamFlavour { Esi, Foundation };

struct FoamOptions {
    FoamFlavour flavour = FoamFlavour::Esi;
    int iterations = 2500;
    int averageFrom = 0;  ///< first iteration of the mean fields; 0 = the last 40 % of the iterations
    int ranks = 1;        ///< for decomposeParDict
    double cell_m = 0;    ///< wished cell size; 0 = the given lines, or the case's own cell size
};

using GridLines = std::array<std::vector<double>, 3>;  ///< cell faces along x, y, z, ascending, m

/// One patch of the mesh.
struct FoamPatch {
    enum class Kind { Wall, Intake, Outlet, Supply, Return };
    struct Face {
        int cell = 0;  ///< open cell it belongs to
        int axis = 0, side = 1;  ///< outward of the cell
        double flow_m3_s = 0;    ///< through the face, ≥ 0; outer walls: air that would carry what they pass (outer_walls.h)
    };
    std::string name;  ///< a word OpenFOAM accepts
    Kind kind = Kind::Wall;
    int index = -1;    ///< in AirCase::devices, supplies or returns
    std::vector<int> members;  ///< Intake, Outlet: every device that uses these openings (units on one floor void)
    double area_m2 = 0;
    double flow_m3_s = 0;
    std::vector<Face> faces;
    bool outer = false;  ///< Wall: outer walls and ceiling of a hall whose walls pass heat
};

/// A case on OpenFOAM's cells: open cells numbered x fastest, solids left out, panels as walls of no thickness.
struct FoamCase {
    AirCase hall;
    GridLines lines;
    std::vector<int> cellAt;    ///< nx·ny·nz lattice → open cell, −1 in solids
    std::vector<int> latticeOf; ///< open cell → lattice
    std::vector<char> closed;   ///< 3 · nx·ny·nz: the face on the low side of a lattice cell (x, y, z blocks) is a panel
    std::vector<FoamPatch> patches;  ///< walls first
    bool needsReference = false;     ///< no return: the pressure is fixed in one cell
    Issues issues;                   ///< an error: the case cannot be written

    int nx() const { return int(lines[0].size()) - 1; }
    int ny() const { return int(lines[1].size()) - 1; }
    int nz() const { return int(lines[2].size()) - 1; }
    std::size_t cells() const { return latticeOf.size(); }
    std::array<int, 3> place(int cell) const {
        const int at = latticeOf[std::size_t(cell)];
        return {at % nx(), at / nx() % ny(), at / nx() / ny()};
    }
    double faceArea(const FoamPatch::Face& face) const;
    Vec3 centre(int cell) const;
};

/// Lines through every edge of solids, devices and openings (edges closer than a quarter cell are merged), evenly
/// filled to cells no larger than wished.
GridLines gridLines(const AirCase& hall, double cell_m, double cellZ_m);

/// Puts the hall on cells and finds what cannot be computed: blocked or free-hanging openings, regions whose flows do
/// not balance, no device at all.
///
/// Shapes  lines: empty = gridLines() with options.cell_m or the case's own size.
/// Errors  none thrown: FoamCase::issues (foam.openingBlocked, foam.openingInAir, foam.regionUnbalanced, foam.empty,
///         foam.tooManyCells; as errors).  Cost  O(cells).
FoamCase makeFoamCase(const AirCase& hall, const GridLines& lines, const FoamOptions& options);

/// Writes mesh, fields, dictionaries and plenum.json (what import needs to know) below the folder, which is made.
/// Source  OpenFOAM v1912 user guide, ch. 3–6; expression boundary conditions: release notes of v1912. Files that are
///         already there are written over; results in it stay. Throws twin::Error "foam.write".
void writeFoamCase(const FoamCase& foam, const FoamOptions& options, const std::string& name, const std::filesystem::path& folder);

}  // namespace twin::air
