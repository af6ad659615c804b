// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_surfaces.h"
#include "app/view3d/vtk_mesh.h"

#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>

#include <array>
#include <utility>

namespace plenum::app {

namespace {

/// Whether the triangle at `first` is clockwise seen from the side its normals point to.
bool facesInwards(const twin::scene::TubeMesh& mesh, std::size_t first) {
    const auto at = [&](std::size_t corner, std::size_t axis) { return mesh.points[3 * mesh.triangles[first + corner] + axis]; };
    std::array<float, 3> a{}, b{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        a[axis] = at(1, axis) - at(0, axis);
        b[axis] = at(2, axis) - at(0, axis);
    }
    float along = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::size_t u = (axis + 1) % 3, v = (axis + 2) % 3;
        float normal = 0;
        for (std::size_t corner = 0; corner < 3; ++corner) normal += mesh.normals[3 * mesh.triangles[first + corner] + axis];
        along += normal * (a[u] * b[v] - a[v] * b[u]);
    }
    return along < 0;
}

}  // namespace

struct SceneTubes::Impl {
    explicit Impl(vtkRenderer& r) : renderer(r) {}
    vtkRenderer& renderer;
    VtkMesh mesh;
    std::vector<std::uint32_t> owners;
    std::vector<QRgb> colours;
};

SceneTubes::SceneTubes(vtkRenderer& renderer) : m_impl(std::make_unique<Impl>(renderer)) {
    vtkProperty* look = m_impl->mesh.actor->GetProperty();
    look->LightingOn();
    look->BackfaceCullingOn();
    // Round, but with the full colour of its role on the side that faces the eye: the colours carry meaning.
    m_impl->mesh.actor->GetShaderProperty()->AddFragmentShaderReplacement(
        "//VTK::Light::Impl", true,
        "//VTK::Light::Impl\n"
        "  vec3 tone = vertexColorVSOutput.rgb * (0.62 + 0.38 * abs(normalVCVSOutput.z));\n"
        "  if (vertexColorVSOutput.a < 0.75 && mod(gl_FragCoord.x + gl_FragCoord.y, 9.0) < 3.0) tone *= 0.5;\n"
        "  gl_FragData[0] = vec4(tone, 1.0);\n",
        false);
    m_impl->mesh.actor->ForceOpaqueOn();
    renderer.AddActor(m_impl->mesh.actor);
}

SceneTubes::~SceneTubes() { m_impl->renderer.RemoveActor(m_impl->mesh.actor); }

void SceneTubes::rebuild(const twin::scene::Scene& scene) {
    const twin::scene::TubeMesh tubes = twin::scene::tubeMesh(scene.tubes());
    VtkMesh& mesh = m_impl->mesh;
    mesh.clear();
    const std::size_t count = tubes.owners.size();
    mesh.points->SetNumberOfPoints(static_cast<vtkIdType>(count));
    mesh.normals->SetNumberOfTuples(static_cast<vtkIdType>(count));
    mesh.colour->SetNumberOfTuples(static_cast<vtkIdType>(count));
    for (std::size_t i = 0; i < count; ++i) {
        mesh.points->SetPoint(static_cast<vtkIdType>(i), tubes.points.data() + 3 * i);
        mesh.normals->SetTuple(static_cast<vtkIdType>(i), tubes.normals.data() + 3 * i);
    }
    for (std::size_t i = 0; i + 2 < tubes.triangles.size(); i += 3) {
        std::array<vtkIdType, 3> ids{tubes.triangles[i], tubes.triangles[i + 1], tubes.triangles[i + 2]};
        if (facesInwards(tubes, i)) std::swap(ids[1], ids[2]);
        mesh.polys->InsertNextCell(3, ids.data());
    }
    m_impl->owners = tubes.owners;
    m_impl->colours.clear();
    mesh.finish(false);
    mesh.actor->SetVisibility(count > 0);
}

void SceneTubes::recolour(const std::vector<QRgb>& colours) {
    if (colours == m_impl->colours) return;
    m_impl->colours = colours;
    unsigned char* out = m_impl->mesh.colour->GetPointer(0);
    for (const std::uint32_t slot : m_impl->owners) {
        const QRgb c = colours[slot];
        *out++ = static_cast<unsigned char>(qRed(c));
        *out++ = static_cast<unsigned char>(qGreen(c));
        *out++ = static_cast<unsigned char>(qBlue(c));
        *out++ = static_cast<unsigned char>(qAlpha(c));  // hatched where it says so
    }
    m_impl->mesh.colour->Modified();
    m_impl->mesh.data->Modified();
}

}  // namespace plenum::app
