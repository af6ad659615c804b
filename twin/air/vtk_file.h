// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"
#include "twin/frame/frame.h"

#include <filesystem>
#include <string>

namespace twin::air {

struct VtkOptions {
    Vec3 origin;               ///< of the hall's corner, m
    bool rectilinear = false;  ///< .vtr even where all cells are alike
};

/// An air field as a VTK XML file with cell data: temperature_C, velocity_m_s (3 components), open (1 in air), and k,
/// epsilon and nut where the result has them. Solid cells are marked hidden (vtkGhostType 32), so that ParaView leaves
/// them out; their temperature is NaN.
///
/// Gives   ImageData (.vti) for cells that are all alike, else RectilinearGrid (.vtr); arrays appended raw, little
///         endian, 64-bit sizes.
/// Needs   fields of nx·ny·nz; empty text otherwise.  Errors  none thrown.  Cost  O(cells), one copy of the fields.
/// Source  VTK file formats, XML formats, version 1.0 with header_type UInt64 (VTK 5.10 or later reads it).
std::string vtkText(const AirResult& air, const VtkOptions& options = {});

/// True when the result's cells are not all alike: vtkText() gives a RectilinearGrid.
bool needsRectilinear(const AirResult& air);

/// Writes vtkText(); a file that ends in .vtr is rectilinear always. Throws twin::Error "air.vtkWrite" when the file
/// cannot be written, "air.vtkSuffix" for another suffix than .vti or .vtr or for .vti with cells that differ.
void writeVtk(const AirResult& air, const std::filesystem::path& file, const Vec3& origin = {});

/// The same of a frame's field of one room, in site metres.
std::string vtkText(const AirField& field, bool rectilinear = false);
void writeVtk(const AirField& field, const std::filesystem::path& file);

/// Every field of a frame as <room's name>.vti in a folder that exists; characters that file names cannot have become '_'.
/// Gives the files. Throws as writeVtk; "air.vtkNothing" when the frame has no field.
std::vector<std::filesystem::path> writeFields(const Frame& frame, const std::filesystem::path& folder);

}  // namespace twin::air
