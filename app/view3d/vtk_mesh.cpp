// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/vtk_mesh.h"

#include <vtkProperty.h>
#include <vtkShaderProperty.h>

#include <string>

namespace plenum::app {

VtkMesh::VtkMesh() {
    tile->SetName("tile");
    tile->SetNumberOfComponents(2);
    tcoords->SetName("uv");
    tcoords->SetNumberOfComponents(2);
    normals->SetNumberOfComponents(3);
    colour->SetName("colour");
    colour->SetNumberOfComponents(4);
    mapper->SetInputData(data);
    mapper->SetColorModeToDirectScalars();
    mapper->SetScalarModeToUsePointData();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
    actor->PickableOff();
}

void VtkMesh::clear() {
    points->Reset();
    polys->Reset();
    lines->Reset();
    for (vtkDataArray* array : {static_cast<vtkDataArray*>(tile.Get()), static_cast<vtkDataArray*>(tcoords.Get()),
                                static_cast<vtkDataArray*>(normals.Get()), static_cast<vtkDataArray*>(colour.Get())})
        array->Reset();
    data->Initialize();
}

vtkIdType VtkMesh::vertex(const twin::Vec3& p, QRgb c) {
    colour->InsertNextTuple4(qRed(c), qGreen(c), qBlue(c), qAlpha(c));
    return points->InsertNextPoint(p.x, p.y, p.z);
}

vtkIdType VtkMesh::vertex(const twin::Vec3& p, QRgb c, double tileX, double tileY, double u, double v) {
    tile->InsertNextTuple2(tileX, tileY);
    tcoords->InsertNextTuple2(u, v);
    return vertex(p, c);
}

void VtkMesh::polygon(const std::vector<vtkIdType>& ids) { polys->InsertNextCell(static_cast<vtkIdType>(ids.size()), ids.data()); }

void VtkMesh::line(const std::vector<twin::Vec3>& path, QRgb rgba, bool closed) {
    if (path.size() < 2) return;
    std::vector<vtkIdType> ids;
    for (const twin::Vec3& p : path) ids.push_back(vertex(p, rgba));
    if (closed) ids.push_back(ids.front());
    lines->InsertNextCell(static_cast<vtkIdType>(ids.size()), ids.data());
}

void VtkMesh::finish(bool withTile) {
    data->SetPoints(points);
    if (polys->GetNumberOfCells() > 0) data->SetPolys(polys);
    if (lines->GetNumberOfCells() > 0) data->SetLines(lines);
    data->GetPointData()->SetScalars(colour);
    if (withTile) {
        data->GetPointData()->AddArray(tile);
        data->GetPointData()->SetTCoords(tcoords);
        mapper->MapDataArrayToVertexAttribute("tileMC", "tile", vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);
    }
    if (normals->GetNumberOfTuples() == points->GetNumberOfPoints()) data->GetPointData()->SetNormals(normals);
    // Reset and Set… tell nobody: an array that is not marked keeps its old buffer on the card.
    points->Modified();
    for (vtkDataArray* array : {static_cast<vtkDataArray*>(tile.Get()), static_cast<vtkDataArray*>(tcoords.Get()),
                                static_cast<vtkDataArray*>(normals.Get()), static_cast<vtkDataArray*>(colour.Get())})
        array->Modified();
    data->Modified();
}

void addGridShader(vtkActor& actor, const char* defines, const QColor& c) {
    vtkShaderProperty* shader = actor.GetShaderProperty();
    shader->ClearAllShaderReplacements();
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Dec", true, "//VTK::PositionVC::Dec\nin vec2 tileMC;\nout vec2 tileVC;\n", false);
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true, "//VTK::PositionVC::Impl\ntileVC = tileMC;\n", false);
    shader->AddFragmentShaderReplacement("//VTK::Color::Dec", true, std::string(defines) + "//VTK::Color::Dec\nin vec2 tileVC;\n", false);
    std::string code = "//VTK::Light::Impl\n  vec4 lineColour = vec4(" + std::to_string(c.redF()) + ", " + std::to_string(c.greenF()) + ", " + std::to_string(c.blueF()) +
                       ", " + std::to_string(c.alphaF()) + ");\n";
    code += R"(
  vec4 ground = vertexColorVSOutput;
#ifdef TEXTURED
  vec4 air = texture(actortexture, tcoordVCVSOutput.st);
  ground.rgb = mix(ground.rgb, air.rgb * 0.86, air.a);
#endif
#ifdef SECTION
  vec4 air = texture(actortexture, tcoordVCVSOutput.st);
  ground = vec4(air.rgb, air.a * ground.a);
#endif
  vec2 size_px = 1.0 / max(fwidth(tileVC), vec2(1e-6));
#ifdef FRAME
  vec2 toLine_px = min(tileVC, 1.0 - tileVC) * size_px;
  vec2 lines = 1.0 - smoothstep(vec2(0.7), vec2(1.7), toLine_px);
#else
  vec2 toLine_px = (0.5 - abs(fract(tileVC) - 0.5)) * size_px;
  vec2 lines = (1.0 - smoothstep(vec2(0.4), vec2(1.2), toLine_px)) * smoothstep(vec2(4.0), vec2(16.0), size_px);
#endif
  float line = max(lines.x, lines.y) * lineColour.a;
  gl_FragData[0] = vec4(mix(ground.rgb, lineColour.rgb, line), ground.a + (1.0 - ground.a) * line);
)";
    shader->AddFragmentShaderReplacement("//VTK::Light::Impl", true, code, false);
    // The picture is mixed above; VTK's own multiplication is left out.
    shader->AddFragmentShaderReplacement("//VTK::TCoord::Impl", true, "", false);
}

}  // namespace plenum::app
