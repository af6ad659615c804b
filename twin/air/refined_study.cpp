// SPDX-License-Identifier: GPL-3.0-or-later
// The coarsest grid is made anew (its faces on the planes of the geometry where the others' are), the finest by splitting:
// a plane that the middle grid holds is held by the finest.
#include "twin/air/refined_study.h"

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

double meanWidth(const std::vector<double>& faces) { return (faces.back() - faces.front()) / double(faces.size() - 1); }

std::vector<double> rackChanges(const AirCase& airCase, const AirResult& a, const AirResult& b) {
    std::vector<double> out;
    for (std::size_t d = 0; d < airCase.devices.size(); ++d)
        if (airCase.devices[d].kind == Device::Kind::Rack && a.devices[d].flow_m3_s > 0 && b.devices[d].flow_m3_s > 0) out.push_back(std::abs(a.devices[d].intake_C - b.devices[d].intake_C));
    return out;
}

double rms(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) sum += v * v;
    return values.empty() ? 0 : std::sqrt(sum / double(values.size()));
}

}  // namespace

GridFaces halvedFaces(const GridFaces& faces) {
    GridFaces out;
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t n = 0; n + 1 < faces[a].size(); ++n) {
            out[a].push_back(faces[a][n]);
            out[a].push_back((faces[a][n] + faces[a][n + 1]) / 2);
        }
        if (!faces[a].empty()) out[a].push_back(faces[a].back());
    }
    return out;
}

GridStudy studyGrids(const AirCase& airCase, const RefinedOptions& options, std::stop_token stop) {
    const auto facesOf = [&](double plan_m, double layer_m) { return options.aligned ? alignedFaces(airCase, plan_m, layer_m) : evenFaces(airCase, plan_m, layer_m); };
    const GridFaces middle = options.faces[0].empty() ? facesOf(options.cell_m, options.cellZ_m) : options.faces;
    const double plan = std::sqrt(meanWidth(middle[0]) * meanWidth(middle[1])), layer = meanWidth(middle[2]);
    GridStudy study;
    RefinedOptions each = options;
    for (const GridFaces& faces : {facesOf(2 * plan, 2 * layer), middle, halvedFaces(middle)}) {
        each.faces = faces;
        AirResult result = solveRefined(airCase, each, {}, stop);
        if (stop.stop_requested() || result.nx == 0 || !result.report.usable()) return study;
        const double cells = double(result.nx) * result.ny * result.nz;
        study.levels.push_back({std::cbrt(result.xFaces.back() * result.yFaces.back() * result.zFaces.back() / cells),
                                std::size_t(std::count_if(result.temperature_C.begin(), result.temperature_C.end(), [](float t) { return !std::isnan(t); })), std::move(result)});
    }
    const auto coarse = rackChanges(airCase, study.levels[0].result, study.levels[1].result), fine = rackChanges(airCase, study.levels[1].result, study.levels[2].result);
    study.coarseRms_K = rms(coarse);
    study.fineRms_K = rms(fine);
    if (!fine.empty()) study.fineWorst_K = *std::max_element(fine.begin(), fine.end());
    if (study.fineRms_K > 1e-6 && study.coarseRms_K > 1e-6) study.order = std::log2(study.coarseRms_K / study.fineRms_K);
    study.usable = true;
    return study;
}

}  // namespace twin::air
