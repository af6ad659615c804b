// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_surfaces.h"
#include "app/view3d/vtk_mesh.h"

#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>

#include <array>

namespace plenum::app {

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
    // Round, but with the full colour of its role on the side that faces the eye: the colours carry meaning.
    m_impl->mesh.actor->GetShaderProperty()->AddFragmentShaderReplacement(
        "//VTK::Light::Impl", true,
        "//VTK::Light::Impl\n  gl_FragData[0] = vec4(vertexColorVSOutput.rgb * (0.62 + 0.38 * abs(normalVCVSOutput.z)), 1.0);\n", false);
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
        const std::array<vtkIdType, 3> ids{tubes.triangles[i], tubes.triangles[i + 1], tubes.triangles[i + 2]};
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
        *out++ = 255;
    }
    m_impl->mesh.colour->Modified();
    m_impl->mesh.data->Modified();
}

}  // namespace plenum::app
