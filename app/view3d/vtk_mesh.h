// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkUnsignedCharArray.h>

#include <QColor>
#include <vector>

#include "twin/base/vec.h"

namespace plenum::app {

/// A mesh being put together, with its actor. Included by sources of this folder only.
///   tile   where a vertex lies on the grid of lines that the shader draws (vertex attribute "tile", 2 components)
///   colour RGBA a vertex
struct VtkMesh {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> polys, lines;
    vtkNew<vtkFloatArray> tile, tcoords, normals;
    vtkNew<vtkUnsignedCharArray> colour;
    vtkNew<vtkPolyData> data;
    vtkNew<vtkPolyDataMapper> mapper;
    vtkNew<vtkActor> actor;

    VtkMesh();
    void clear();
    vtkIdType vertex(const twin::Vec3& p, QRgb rgba);
    vtkIdType vertex(const twin::Vec3& p, QRgb rgba, double tileX, double tileY, double u = 0, double v = 0);
    void polygon(const std::vector<vtkIdType>& ids);
    void line(const std::vector<twin::Vec3>& path, QRgb rgba, bool closed = false);
    /// Hands the arrays to VTK; `withTile` adds tile and texture coordinates (all vertices must have them).
    void finish(bool withTile);
};

/// Lines at whole numbers of "tile", one pixel wide, fading where they would run together; on floors also the texture
/// under them. `defines` chooses: TEXTURED mixes the picture in, SECTION shows it
/// alone, FRAME draws only the border 0 … 1.
void addGridShader(vtkActor& actor, const char* defines, const QColor& lineColour);

}  // namespace plenum::app
