// SPDX-License-Identifier: GPL-3.0-or-later
// polyMesh: internal faces first, by owner cell and then by neighbour (upper triangular order, which +x, +y, +z of
// cells numbered x fastest already is), then the patches. A face's corners turn right-handed about the normal that
// points out of its owner.
#include "twin/air/openfoam_text.h"

#include "twin/base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace twin::air {
namespace {

using Corner = std::array<int, 3>;

/// Lattice corners of the low (side −1) or high face of a cell, outward.
std::array<Corner, 4> corners(const Corner& cell, int axis, int side) {
    const auto a = std::size_t(axis), u = (a + 1) % 3, v = (a + 2) % 3;
    std::array<Corner, 4> list;
    list.fill(cell);
    for (Corner& c : list) c[a] += side > 0;
    list[1][u] += 1;
    list[2][u] += 1;
    list[2][v] += 1;
    list[3][v] += 1;
    if (side < 0) std::swap(list[1], list[3]);
    return list;
}

std::string numbers(const std::string& className, const std::string& object, const std::vector<int>& list) {
    std::string text = foamHeader(className, "constant/polyMesh", object) + fmt::format("{}\n(\n", list.size());
    for (int n : list) fmt::format_to(std::back_inserter(text), "{}\n", n);
    return text + ")\n";
}

}  // namespace

std::map<std::string, std::string> foamMesh(const FoamCase& foam) {
    const int nx = foam.nx(), ny = foam.ny(), nz = foam.nz();
    std::vector<int> point(std::size_t(nx + 1) * std::size_t(ny + 1) * std::size_t(nz + 1), -1);
    const auto pointAt = [&](const Corner& c) -> int& { return point[(std::size_t(c[2]) * std::size_t(ny + 1) + std::size_t(c[1])) * std::size_t(nx + 1) + std::size_t(c[0])]; };
    std::string points, faces;
    int pointCount = 0, faceCount = 0;
    std::vector<int> owner, neighbour;
    const auto addFace = [&](int cell, int axis, int side) {
        std::array<int, 4> id{};
        std::size_t q = 0;
        for (const Corner& c : corners(foam.place(cell), axis, side)) {
            int& p = pointAt(c);
            if (p < 0) {
                p = pointCount++;
                fmt::format_to(std::back_inserter(points), "({:.10g} {:.10g} {:.10g})\n", foam.lines[0][std::size_t(c[0])], foam.lines[1][std::size_t(c[1])], foam.lines[2][std::size_t(c[2])]);
            }
            id[q++] = p;
        }
        fmt::format_to(std::back_inserter(faces), "4({} {} {} {})\n", id[0], id[1], id[2], id[3]);
        owner.push_back(cell);
        ++faceCount;
    };
    const std::array<int, 3> stride{1, nx, nx * ny}, n{nx, ny, nz};
    const std::size_t total = foam.cellAt.size();
    for (int c = 0; c < int(foam.cells()); ++c) {
        const Corner at = foam.place(c);
        for (std::size_t a = 0; a < 3; ++a) {
            if (at[a] + 1 >= n[a]) continue;
            const int next = foam.latticeOf[std::size_t(c)] + stride[a];
            if (foam.cellAt[std::size_t(next)] < 0 || foam.closed[a * total + std::size_t(next)]) continue;
            addFace(c, int(a), 1);
            neighbour.push_back(foam.cellAt[std::size_t(next)]);
        }
    }
    std::string boundary = foamHeader("polyBoundaryMesh", "constant/polyMesh", "boundary") + fmt::format("{}\n(\n", foam.patches.size());
    for (const FoamPatch& patch : foam.patches) {
        boundary += fmt::format("    {}\n    {{\n        type            {};\n        nFaces          {};\n        startFace       {};\n    }}\n", patch.name,
                                patch.kind == FoamPatch::Kind::Wall ? "wall" : "patch", patch.faces.size(), faceCount);
        for (const auto& face : patch.faces) addFace(face.cell, face.axis, face.side);
    }
    std::map<std::string, std::string> files;
    files["constant/polyMesh/boundary"] = boundary + ")\n";
    files["constant/polyMesh/points"] = foamHeader("vectorField", "constant/polyMesh", "points") + fmt::format("{}\n(\n", pointCount) + points + ")\n";
    files["constant/polyMesh/faces"] = foamHeader("faceList", "constant/polyMesh", "faces") + fmt::format("{}\n(\n", faceCount) + faces + ")\n";
    files["constant/polyMesh/owner"] = numbers("labelList", "owner", owner);
    files["constant/polyMesh/neighbour"] = numbers("labelList", "neighbour", neighbour);
    return files;
}

std::string foamManifest(const FoamCase& foam, const std::string& name) {
    nlohmann::ordered_json json{{"format", "plenum-openfoam-case/1"}, {"name", name}, {"cells", foam.cells()}};
    json["lines_m"] = {{"x", foam.lines[0]}, {"y", foam.lines[1]}, {"z", foam.lines[2]}};
    auto runs = nlohmann::ordered_json::array();  // open lattice cells: first, count, …
    for (std::size_t c = 0; c < foam.cells();) {
        std::size_t end = c + 1;
        while (end < foam.cells() && foam.latticeOf[end] == foam.latticeOf[end - 1] + 1) ++end;
        runs.push_back(foam.latticeOf[c]);
        runs.push_back(end - c);
        c = end;
    }
    json["open_runs"] = std::move(runs);
    auto patches = nlohmann::ordered_json::array();
    for (const FoamPatch& p : foam.patches) {
        if (p.kind == FoamPatch::Kind::Wall) continue;
        auto faces = nlohmann::ordered_json::array();
        for (const auto& f : p.faces) faces.push_back(nlohmann::ordered_json::array({f.cell, f.axis, f.side}));
        const auto add = [&](const char* kind, const std::string& item, double flow_m3_s, double heat_W) {
            patches.push_back({{"patch", p.name}, {"kind", kind}, {"intake", p.kind == FoamPatch::Kind::Intake}, {"name", item}, {"flow_m3_per_s", flow_m3_s}, {"heat_W", heat_W}, {"faces", faces}});
        };
        for (const int member : p.members) {
            const Device& d = foam.hall.devices[std::size_t(member)];
            add(d.kind == Device::Kind::Rack ? "rack" : "cooler", d.name, d.flow_m3_s, d.heat_W);
        }
        if (p.kind == FoamPatch::Kind::Supply) add("supply", foam.hall.supplies[std::size_t(p.index)].name, p.flow_m3_s, 0);
        if (p.kind == FoamPatch::Kind::Return) add("return", foam.hall.returns[std::size_t(p.index)].name, 0, 0);
    }
    json["patches"] = std::move(patches);
    return json.dump() + "\n";
}

void writeFoamCase(const FoamCase& foam, const FoamOptions& options, const std::string& name, const std::filesystem::path& folder) {
    const auto write = [&](const std::string& file, const std::string& text) {
        const auto path = folder / file;
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        std::ofstream out(path, std::ios::binary);
        out << text;
        out.close();
        if (!out)
            throw Error("foam.write", {TWIN_TR("{0} could not be written. Check that the folder may be written and has room."), {path.string()}});
    };
    for (const auto& files : {foamDictionaries(foam, options), foamFields(foam, options), foamMesh(foam)})
        for (const auto& [file, text] : files) write(file, text);
    write("plenum.json", foamManifest(foam, name));
    write("case.foam", "");
}

}  // namespace twin::air
