// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/numerics/face_grid.h"

#include <array>
#include <vector>

namespace twin::air {

/// A face through which a device, a supply or a return exchanges air with one cell.
struct PatchFace {
    int cell = 0;       ///< padded index
    int axis = 0;       ///< of the normal
    int inward = 1;     ///< +1: air that enters flows along +axis (the face is the cell's low side)
    float area_m2 = 0;
    float half_m = 0;   ///< from the face to the cell's centre
    float flux_m3_s = 0;  ///< into the cell; set by the flow
    float level_m = 0;  ///< height of the face's centre
    float speed_m_s = 0;  ///< along the axis, of all that the face carries for any owner (tiles fed by several units)
    float part = 1;       ///< of the face's area, by flow, that is this owner's
};

/// What one opening (or one side of a device) is on cells.
struct Patch {
    enum class Kind { Intake, Outlet, Supply, Return };
    Kind kind = Kind::Intake;
    int owner = 0;  ///< index in devices, supplies or returns
    double area_m2 = 0;
    std::vector<PatchFace> faces;
};

/// A cell side that no air passes, seen from an open cell.
struct WallFace {
    float area_m2 = 0, half_m = 0;
};

struct WallCell {
    int cell = 0, first = 0, count = 0;  ///< its faces in RefinedGrid::wallFaces
};

/// A closed space whose openings do not balance exchanges the rest evenly with the hall.
struct RegionLeak {
    int region = 0;
    double inflow_m3_s = 0;  ///< into the region (negative: out of it)
};

/// A case on a rectilinear grid.
struct RefinedGrid {
    numerics::GridShape shape;
    std::array<std::vector<double>, 3> faces;    ///< m; n + 1 an axis
    std::array<std::vector<float>, 3> width;     ///< m; n
    std::array<std::vector<float>, 3> distance;  ///< m; between centres of n − 1 and n; entry 0 unused
    std::array<std::vector<float>, 3> weight;    ///< of cell n in the value on its low face (linear)
    std::vector<char> open;                      ///< shape.size()
    numerics::FaceGrid conductance;              ///< area / distance between open cells, m; 0 = closed
    std::vector<Patch> patches;
    std::vector<WallCell> wallCells;
    std::vector<WallFace> wallFaces;
    std::vector<int> region;  ///< shape.size(); −1 in solid
    std::vector<double> regionVolume_m3;
    int mainRegion = 0;
    std::vector<RegionLeak> leaks;
    std::vector<char> deviceRuns;  ///< a device with both sides free and a flow
    std::size_t openCells = 0;

    double volume(int i, int j, int k) const { return double(width[0][std::size_t(i)]) * double(width[1][std::size_t(j)]) * double(width[2][std::size_t(k)]); }
};

using GridFaces = std::array<std::vector<double>, 3>;

/// Face coordinates that hold the planes of the geometry, with cells of about cell_m between them.
GridFaces alignedFaces(const AirCase& airCase, double cell_m, double cellZ_m);

/// Evenly spaced faces.
GridFaces evenFaces(const AirCase& airCase, double cell_m, double cellZ_m);

/// The case on cells: solids, panels, openings (moved to the nearest planes), walls, regions, leaks.
/// Errors  a device without a free side stays out and raises an issue.
RefinedGrid makeRefinedGrid(const AirCase& airCase, const GridFaces& faces, Issues& issues);

}  // namespace twin::air
