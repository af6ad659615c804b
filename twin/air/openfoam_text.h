// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/openfoam_case.h"

#include <map>
#include <string>

namespace twin::air {

/// The text files of a case by path below its folder ("0/T", "system/controlDict" …), without the mesh.
std::map<std::string, std::string> foamDictionaries(const FoamCase& foam, const FoamOptions& options);
/// Initial and boundary fields ("0/U" …).
std::map<std::string, std::string> foamFields(const FoamCase& foam, const FoamOptions& options);
/// points, faces, owner, neighbour, boundary ("constant/polyMesh/points" …).
std::map<std::string, std::string> foamMesh(const FoamCase& foam);
/// plenum.json: cells, lines and patches, for reading results back.
std::string foamManifest(const FoamCase& foam, const std::string& name);

/// system/decomposeParDict: blocks over the floor plan (needs no partitioning library).
std::string foamDecomposition(int ranks);

/// The head every OpenFOAM file begins with.
std::string foamHeader(const std::string& className, const std::string& location, const std::string& object);

}  // namespace twin::air
