// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_boxes.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkGlyph3DMapper.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace plenum::app {

namespace {

enum class Class { Racks, Coolers, Liquid, Power, Structure, Places, Count };

Class classOf(twin::Kind kind) {
    if (kind == twin::Kind::ReservedPlace) return Class::Places;
    switch (twin::spec(kind).group) {
        case twin::KindGroup::It: return Class::Racks;
        case twin::KindGroup::Air: return Class::Coolers;
        case twin::KindGroup::Liquid: return Class::Liquid;
        case twin::KindGroup::Power: return Class::Power;
        case twin::KindGroup::Space:
        case twin::KindGroup::Other: break;
    }
    return Class::Structure;
}

/// A block of edge 1 around the origin, without its bottom, which nobody sees. Its faces share their eight corners (the
/// fragment shader knows a face from the place on the block): a software renderer works on vertices most of its time.
void fillBlock(vtkPolyData& block) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> faces;
    constexpr float h = 0.5F;
    for (const float z : {-h, h})
        for (const auto& [x, y] : {std::pair{-h, -h}, std::pair{h, -h}, std::pair{h, h}, std::pair{-h, h}}) points->InsertNextPoint(x, y, z);
    // Counter-clockwise from outside: hidden faces are culled.
    for (const std::array<vtkIdType, 4>& f : std::initializer_list<std::array<vtkIdType, 4>>{{4, 5, 6, 7}, {0, 1, 5, 4}, {1, 2, 6, 5}, {2, 3, 7, 6}, {3, 0, 4, 7}})
        for (const std::array<vtkIdType, 3>& triangle : {std::array{f[0], f[1], f[2]}, std::array{f[0], f[2], f[3]}}) faces->InsertNextCell(3, triangle.data());
    block.SetPoints(points);
    block.SetPolys(faces);
}

constexpr const char* kVertexDec = R"(//VTK::PositionVC::Dec
out vec3 localMC;
flat out vec2 turnMC;
)";
constexpr const char* kVertexImpl = R"(//VTK::PositionVC::Impl
localMC = vertexMC.xyz;
turnMC = normalize((GCMCMatrix * vec4(1.0, 0.0, 0.0, 0.0)).xy);
)";
constexpr const char* kFragmentDec = R"(//VTK::Color::Dec
in vec3 localMC;
flat in vec2 turnMC;
)";
// The face is known from the place on the block; edges are one pixel wide at any distance and fade out where a face is
// only a few pixels large. A fixed light from the south-west and above.
constexpr const char* kFragmentImpl = R"(//VTK::Light::Impl
  vec3 size_px = 1.0 / max(fwidth(localMC), vec3(1e-6));
  vec3 toEdge_px = (0.5 - abs(localMC)) * size_px;
  float edge_px = max(min(toEdge_px.x, toEdge_px.y), min(max(toEdge_px.x, toEdge_px.y), toEdge_px.z));
  float shade = 1.0;
  if (localMC.z < 0.4999) {
    vec2 across = abs(localMC.x) > 0.4999 ? vec2(sign(localMC.x), 0.0) : vec2(0.0, sign(localMC.y));
    vec2 normal = vec2(turnMC.x * across.x - turnMC.y * across.y, turnMC.y * across.x + turnMC.x * across.y);
    shade = 0.76 + 0.11 * dot(normal, vec2(-0.6, -0.8));
    shade *= 0.94 + 0.12 * (localMC.z + 0.5);
  }
  vec3 tone = vertexColorVSOutput.rgb * shade;
  float known = vertexColorVSOutput.a;  // see the alphas of scene_colours.h
  if (known < 0.75 && mod(gl_FragCoord.x + gl_FragCoord.y, 9.0) < 3.0)
    tone = known > 0.4 ? tone * 0.72 : dot(tone, vec3(0.3, 0.59, 0.11)) > 0.3 ? tone * 0.45 : mix(tone, vec3(1.0), 0.5);
  float smallest_px = min(min(size_px.x, size_px.y), size_px.z);
#ifdef MARKS_FRONT
  float lip = localMC.z > 0.4999 ? step(localMC.y, -0.43) : (localMC.y < -0.4999 ? step(0.47, localMC.z) : 0.0);
  tone = mix(tone, vec3(0.93, 0.96, 0.98), 0.55 * lip * smoothstep(6.0, 18.0, smallest_px));
#endif
  float edge = (1.0 - smoothstep(0.5, 1.4, edge_px)) * smoothstep(3.0, 12.0, smallest_px);
  vec3 edgeTone = tone * 0.36;
  if (known > 0.75 && known < 0.95) edgeTone = mod(gl_FragCoord.x + gl_FragCoord.y, 6.0) < 3.0 ? vec3(1.0) : edgeTone;
  gl_FragData[0] = vec4(mix(tone, edgeTone, edge), 1.0);
#ifdef OUTLINE_ONLY
  if (edge_px > 1.4 && mod(gl_FragCoord.x + gl_FragCoord.y, 12.0) > 2.0) discard;
#endif
)";

void addShader(vtkActor& actor, Class group) {
    vtkShaderProperty* shader = actor.GetShaderProperty();
    std::string head;
    if (group == Class::Racks || group == Class::Coolers || group == Class::Liquid || group == Class::Power) head = "#define MARKS_FRONT\n";
    if (group == Class::Places) head = "#define OUTLINE_ONLY\n";
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Dec", true, kVertexDec, false);
    shader->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true, kVertexImpl, false);
    shader->AddFragmentShaderReplacement("//VTK::Color::Dec", true, head + kFragmentDec, false);
    shader->AddFragmentShaderReplacement("//VTK::Light::Impl", true, kFragmentImpl, false);
}

}  // namespace

struct SceneBoxes::Chunk {
    Class group = Class::Racks;
    std::vector<std::uint32_t> members;
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> sizes;
    vtkNew<vtkFloatArray> turns;
    vtkNew<vtkUnsignedCharArray> colours;
    vtkNew<vtkPolyData> data;
    vtkNew<vtkGlyph3DMapper> mapper;
    vtkNew<vtkActor> actor;

    void set(std::size_t at, const twin::scene::BoxInstance& box) {
        const auto i = static_cast<vtkIdType>(at);
        points->SetPoint(i, box.centre.x, box.centre.y, box.centre.z);
        sizes->SetTuple3(i, box.size.x, box.size.y, box.size.z);
        turns->SetTuple3(i, 0, 0, box.rotation_deg);
    }
    void modified() {
        points->Modified();
        sizes->Modified();
        turns->Modified();
        colours->Modified();
        data->Modified();
    }
};

SceneBoxes::SceneBoxes(vtkRenderer& renderer) : m_renderer(renderer) {}

SceneBoxes::~SceneBoxes() {
    for (const auto& chunk : m_chunks) m_renderer.RemoveActor(chunk->actor);
}

void SceneBoxes::rebuild(const twin::scene::Scene& scene) {
    for (const auto& chunk : m_chunks) m_renderer.RemoveActor(chunk->actor);
    m_chunks.clear();
    m_places.assign(scene.boxes().size(), {});
    vtkNew<vtkPolyData> block;
    fillBlock(*block);
    std::array<Chunk*, static_cast<std::size_t>(Class::Count)> open{};
    for (std::uint32_t slot = 0; slot < scene.boxes().size(); ++slot) {
        const Class group = classOf(scene.boxes()[slot].kind);
        Chunk*& chunk = open[static_cast<std::size_t>(group)];
        if (chunk == nullptr || chunk->members.size() == kChunk) {
            m_chunks.push_back(std::make_unique<Chunk>());
            chunk = m_chunks.back().get();
            chunk->group = group;
        }
        const auto number = static_cast<std::uint32_t>(std::find_if(m_chunks.rbegin(), m_chunks.rend(), [&](const auto& c) { return c.get() == chunk; }).base() - m_chunks.begin() - 1);
        m_places[slot] = {number, static_cast<std::uint32_t>(chunk->members.size())};
        chunk->members.push_back(slot);
    }
    for (const auto& owned : m_chunks) {
        Chunk& chunk = *owned;
        const auto count = static_cast<vtkIdType>(chunk.members.size());
        chunk.points->SetNumberOfPoints(count);
        chunk.sizes->SetName("size");
        chunk.turns->SetName("turn");
        chunk.colours->SetName("colour");
        chunk.sizes->SetNumberOfComponents(3);
        chunk.turns->SetNumberOfComponents(3);
        chunk.colours->SetNumberOfComponents(4);
        for (vtkDataArray* array : {static_cast<vtkDataArray*>(chunk.sizes.Get()), static_cast<vtkDataArray*>(chunk.turns.Get()), static_cast<vtkDataArray*>(chunk.colours.Get())}) {
            array->SetNumberOfTuples(count);
            chunk.data->GetPointData()->AddArray(array);
        }
        std::fill_n(chunk.colours->GetPointer(0), 4 * count, static_cast<unsigned char>(128));
        chunk.data->SetPoints(chunk.points);
        for (std::size_t i = 0; i < chunk.members.size(); ++i) chunk.set(i, scene.boxes()[chunk.members[i]]);
        chunk.mapper->SetInputData(chunk.data);
        chunk.mapper->SetSourceData(block);
        chunk.mapper->SetScaleArray("size");
        chunk.mapper->SetScaleModeToScaleByVectorComponents();
        chunk.mapper->SetOrientationArray("turn");
        chunk.mapper->SetOrientationModeToRotation();
        chunk.mapper->SetScalarModeToUsePointFieldData();
        chunk.mapper->SelectColorArray("colour");
        chunk.mapper->SetColorModeToDirectScalars();
        chunk.actor->SetMapper(chunk.mapper);
        chunk.actor->GetProperty()->LightingOff();
        chunk.actor->GetProperty()->BackfaceCullingOn();
        chunk.actor->ForceOpaqueOn();
        chunk.actor->PickableOff();
        addShader(*chunk.actor, chunk.group);
        m_renderer.AddActor(chunk.actor);
    }
}

void SceneBoxes::move(const twin::scene::Scene& scene, const std::vector<std::uint32_t>& changed) {
    for (const std::uint32_t slot : changed) {
        const auto [chunk, at] = m_places[slot];
        m_chunks[chunk]->set(at, scene.boxes()[slot]);
        m_chunks[chunk]->modified();
    }
}

void SceneBoxes::recolour(const std::vector<QRgb>& colours) {
    for (const auto& chunk : m_chunks) {
        unsigned char* out = chunk->colours->GetPointer(0);
        bool changed = false;
        for (const std::uint32_t slot : chunk->members) {
            const QRgb c = colours[slot];
            const std::array<unsigned char, 4> rgba{static_cast<unsigned char>(qRed(c)), static_cast<unsigned char>(qGreen(c)), static_cast<unsigned char>(qBlue(c)), static_cast<unsigned char>(qAlpha(c))};
            if (!std::equal(rgba.begin(), rgba.end(), out)) {
                std::copy(rgba.begin(), rgba.end(), out);
                changed = true;
            }
            out += 4;
        }
        if (changed) chunk->modified();
    }
}

}  // namespace plenum::app
