// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/scene/scene.h"

#include <array>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace twin::scene {

/// Where a streamline starts, and which way it is followed from there.
struct StreamlineSeed {
    Vec3 point;
    bool forward = true, backward = false;
};

struct StreamlineSettings {
    double step_cells = 0.4;       ///< length of a step, in the shortest edge of a cell
    double length_m = 25;          ///< each way, at most
    double slowest_m_s = 0.01;     ///< a line ends where the air stands
    int order = 4;                 ///< of Runge and Kutta: 2 or 4
};

/// Lines one behind the other; line i has the points offsets[i] … offsets[i + 1] − 1, in the direction of the flow.
struct Streamlines {
    std::vector<std::array<float, 3>> points;  ///< m
    std::vector<float> temperature_C;          ///< a point
    std::vector<std::uint32_t> offsets{0};     ///< lines + 1
    std::size_t count() const { return offsets.size() - 1; }
};

/// A line each seed, followed along the direction of the velocity in steps of one length until it meets a solid or the
/// end of the grid, stands still, or is long enough; a line of one point is left out.
///
/// Cost  O(seeds · steps): 300 lines of 25 m in a million cells some 0.1 s.  A stop gives the lines so far.
Streamlines traceStreamlines(const AirField& field, std::span<const StreamlineSeed> seeds, const StreamlineSettings& settings = {}, std::stop_token stop = {});

/// With fewer points: those are left out that lie within `tolerance_m` of the line that is left. O(points).
Streamlines simplified(const Streamlines& lines, double tolerance_m, double longest_m = 0.8);

/// What streamlines start from.
enum class StreamlineSource {
    None,
    Supplies,  ///< perforated tiles and the outlets of coolers, forwards
    Racks,     ///< what comes to the fronts (backwards) and leaves the rears (forwards)
    Chosen,    ///< the faces of given items through which air goes, densely
};

/// Seeds in one field, at most `most` of them (evenly thinned out). Which faces of a box blow and which draw is read from
/// the field, half a cell off the face.
std::vector<StreamlineSeed> streamlineSeeds(const Scene& scene, const AirField& field, StreamlineSource source, std::span<const Id> chosen, std::size_t most = 300);

}  // namespace twin::scene
