// SPDX-License-Identifier: GPL-3.0-or-later
// Site metres are x east, y north, z up; glTF is y up. The root node turns by −90° about x: (x, y, z) → (x, z, −y).
#include "plugins/gltf/scene_model.h"

#include "plugins/gltf/colours.h"
#include "twin/scene/scene_values.h"

#include <tiny_gltf.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>

namespace plenum::gltf {

using namespace twin;
using namespace twin::scene;

namespace {

constexpr int kSteps = 64;             // colours of an overlay
constexpr double kLift_m = 0.002;      // aisles and tiles lie over their floor
using Turn = std::array<double, 4>;    // x, y, z, w

Turn aboutZ(double degrees) {
    const double half = degrees * std::numbers::pi / 360;
    return {0, 0, std::sin(half), std::cos(half)};
}

bool finite(Vec3 v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

class Builder {
  public:
    Builder(const extend::ExportRequest& request, const ModelOptions& options, Issues& issues)
        : m_request(request), m_options(options), m_issues(issues), m_scene(*request.site), m_model(std::make_shared<tinygltf::Model>()) {
        if (request.overlay != nullptr) {
            m_values = sceneValues(m_scene, *request.overlay, request.frame.get());
            m_range = request.frame ? overlayRange(*request.overlay, *request.frame) : std::pair(0.0, 1.0);
        }
        m_model->asset.version = "2.0";
        m_model->asset.generator = "Plenum";
        m_model->buffers.emplace_back();
        m_root = node(request.variantName.empty() ? request.projectName : request.projectName + " · " + request.variantName, -1);
        m_model->nodes[static_cast<std::size_t>(m_root)].rotation = {-std::numbers::sqrt2 / 2, 0, 0, std::numbers::sqrt2 / 2};
        tinygltf::Scene scene;
        scene.name = request.projectName;
        scene.nodes = {m_root};
        m_model->scenes.push_back(scene);
        m_model->defaultScene = 0;
        makeCube();
    }

    std::shared_ptr<const tinygltf::Model> build(const extend::Progress& progress, const std::stop_token& stop) {
        if (m_options.rooms) floors();
        const auto& boxes = m_scene.boxes();
        m_model->nodes.reserve(boxes.size() + m_scene.tubes().size() + 256);
        for (std::size_t slot = 0; slot < boxes.size() && !stop.stop_requested(); ++slot) {
            if (slot % 1024 == 0) progress(0.8 * static_cast<double>(slot) / static_cast<double>(boxes.size()));
            box(slot);
        }
        instances();
        if (m_options.routes)
            for (std::size_t slot = 0; slot < m_scene.tubes().size() && !stop.stop_requested(); ++slot) tube(slot);
        if (m_skipped > 0)
            m_issues.push_back({Severity::Warning, "gltf.skipped", {}, {}, {}, {TWIN_TR("{0} objects have no drawable size or place and were left out."), {std::to_string(m_skipped)}}, {}, {}, {}});
        if (m_request.overlay != nullptr && !m_request.frame)
            m_issues.push_back({Severity::Warning, "gltf.noFrame", {}, {}, {}, {TWIN_TR("There is no solution to colour by; objects are grey."), {}}, {}, {}, {}});
        return m_model;
    }

  private:
    int node(std::string name, int parent) {
        tinygltf::Node fresh;
        fresh.name = std::move(name);
        m_model->nodes.push_back(std::move(fresh));
        const int at = static_cast<int>(m_model->nodes.size()) - 1;
        if (parent >= 0) m_model->nodes[static_cast<std::size_t>(parent)].children.push_back(at);
        return at;
    }

    int groupOf(Kind kind) {
        auto [found, fresh] = m_groups.try_emplace(kind, -1);
        if (fresh) found->second = node(spec(kind).plural, m_root);
        return found->second;
    }

    /// Appends an array to the buffer with an accessor of its own.
    template <class T>
    int accessor(const std::vector<T>& data, int components, int componentType, int type, int target) {
        auto& bytes = m_model->buffers[0].data;
        bytes.resize((bytes.size() + 3) / 4 * 4);
        tinygltf::BufferView view;
        view.buffer = 0;
        view.byteOffset = bytes.size();
        view.byteLength = data.size() * sizeof(T);
        view.target = target;
        const auto* raw = reinterpret_cast<const unsigned char*>(data.data());
        bytes.insert(bytes.end(), raw, raw + view.byteLength);
        m_model->bufferViews.push_back(view);
        tinygltf::Accessor access;
        access.bufferView = static_cast<int>(m_model->bufferViews.size()) - 1;
        access.componentType = componentType;
        access.type = type;
        access.count = data.size() / static_cast<std::size_t>(components);
        if (type == TINYGLTF_TYPE_VEC3 && target == TINYGLTF_TARGET_ARRAY_BUFFER) {  // extents are needed for positions
            access.minValues.assign(3, 1e300);
            access.maxValues.assign(3, -1e300);
            for (std::size_t i = 0; i < data.size(); ++i) {
                access.minValues[i % 3] = std::min(access.minValues[i % 3], static_cast<double>(data[i]));
                access.maxValues[i % 3] = std::max(access.maxValues[i % 3], static_cast<double>(data[i]));
            }
        }
        m_model->accessors.push_back(std::move(access));
        return static_cast<int>(m_model->accessors.size()) - 1;
    }
    int vectors(const std::vector<float>& data) { return accessor(data, 3, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TYPE_VEC3, TINYGLTF_TARGET_ARRAY_BUFFER); }
    int indices(const std::vector<std::uint32_t>& data) { return accessor(data, 1, TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT, TINYGLTF_TYPE_SCALAR, TINYGLTF_TARGET_ELEMENT_ARRAY_BUFFER); }

    void makeCube() {
        std::vector<float> points, normals;
        std::vector<std::uint32_t> triangles;
        for (int axis = 0; axis < 3; ++axis)
            for (const float side : {-1.0f, 1.0f}) {
                const auto base = static_cast<std::uint32_t>(points.size() / 3);
                for (int corner = 0; corner < 4; ++corner) {
                    float p[3], n[3] = {0, 0, 0};
                    p[axis] = 0.5f * side;
                    p[(axis + 1) % 3] = corner == 1 || corner == 2 ? 0.5f : -0.5f;
                    p[(axis + 2) % 3] = corner >= 2 ? 0.5f : -0.5f;
                    n[axis] = side;
                    points.insert(points.end(), p, p + 3);
                    normals.insert(normals.end(), n, n + 3);
                }
                const auto order = side > 0 ? std::array<std::uint32_t, 6>{0, 1, 2, 0, 2, 3} : std::array<std::uint32_t, 6>{0, 2, 1, 0, 3, 2};
                for (const std::uint32_t i : order) triangles.push_back(base + i);
            }
        m_cube.attributes["POSITION"] = vectors(points);
        m_cube.attributes["NORMAL"] = vectors(normals);
        m_cube.indices = indices(triangles);
        m_cube.mode = TINYGLTF_MODE_TRIANGLES;
    }

    int materialOf(std::uint32_t rgb) {
        auto [found, fresh] = m_materials.try_emplace(rgb, static_cast<int>(m_model->materials.size()));
        if (fresh) {
            tinygltf::Material material;
            char name[8];
            std::snprintf(name, sizeof name, "#%06X", rgb & 0xFFFFFF);
            material.name = name;
            const LinearColour colour = linear(rgb);
            material.pbrMetallicRoughness.baseColorFactor = {colour[0], colour[1], colour[2], 1};
            material.pbrMetallicRoughness.metallicFactor = 0;
            material.pbrMetallicRoughness.roughnessFactor = 0.8;
            m_model->materials.push_back(std::move(material));
        }
        return found->second;
    }

    int cubeOf(std::uint32_t rgb) {
        auto [found, fresh] = m_cubes.try_emplace(rgb, -1);
        if (fresh) found->second = mesh(m_cube, rgb, "Box");
        return found->second;
    }

    int mesh(tinygltf::Primitive shape, std::uint32_t rgb, std::string name) {
        shape.material = materialOf(rgb);
        tinygltf::Mesh fresh;
        fresh.name = std::move(name);
        fresh.primitives.push_back(std::move(shape));
        m_model->meshes.push_back(std::move(fresh));
        return static_cast<int>(m_model->meshes.size()) - 1;
    }

    std::uint32_t colourOf(Kind kind, const ShownValue* shown) const {
        if (m_request.overlay == nullptr || shown == nullptr) return kindColour(kind);
        if (shown->state == ShownValue::State::Plain) return kPlain;
        if (shown->state == ShownValue::State::Missing || !std::isfinite(shown->value)) return kMissing;
        const double t = (shown->value - m_range.first) / (m_range.second - m_range.first);
        return colourAt(m_request.overlay->map, std::round(std::clamp(t, 0.0, 1.0) * (kSteps - 1)) / (kSteps - 1));
    }

    tinygltf::Value extrasOf(const Item* item, Id id, Kind kind, const ShownValue* shown) const {
        tinygltf::Value::Object extras;
        extras["id"] = tinygltf::Value(toString(id));
        extras["kind"] = tinygltf::Value(std::string(spec(kind).key));
        if (item != nullptr)
            if (const EquipmentType* type = m_request.site->typeOf(*item)) extras["type"] = tinygltf::Value(type->name);
        if (m_request.overlay != nullptr && shown != nullptr && shown->state == ShownValue::State::Valued && std::isfinite(shown->value)) {
            extras["overlay"] = tinygltf::Value(std::string(m_request.overlay->key));
            extras["value"] = tinygltf::Value(shown->value);
        }
        return tinygltf::Value(std::move(extras));
    }

    static std::string nameOf(const Item* item, Id id) { return item != nullptr && !item->name.empty() ? item->name : toString(id); }

    void box(std::size_t slot) {
        const BoxInstance& each = m_scene.boxes()[slot];
        if (!finite(each.centre) || !finite(each.size) || !std::isfinite(each.rotation_deg) || !(each.size.x > 0 && each.size.y > 0 && each.size.z > 0)) {
            ++m_skipped;
            return;
        }
        const ShownValue* shown = m_request.overlay != nullptr ? &m_values.boxes[slot] : nullptr;
        const std::uint32_t rgb = colourOf(each.kind, shown);
        if (m_options.instancing) {
            m_batches[{each.kind, rgb}].push_back(slot);
            return;
        }
        const Item* item = itemOf(each.kind, each.index);
        const int at = node(nameOf(item, each.id), groupOf(each.kind));
        const int shape = cubeOf(rgb);
        tinygltf::Node& made = m_model->nodes[static_cast<std::size_t>(at)];
        made.mesh = shape;
        made.translation = {each.centre.x, each.centre.y, each.centre.z};
        made.scale = {each.size.x, each.size.y, each.size.z};
        if (const Turn turn = aboutZ(each.rotation_deg); each.rotation_deg != 0) made.rotation.assign(turn.begin(), turn.end());
        made.extras = extrasOf(item, each.id, each.kind, shown);
    }

    const Item* itemOf(Kind kind, std::uint32_t index) const {
        const auto& table = m_request.site->items(kind);
        return index < table.size() ? &table[index] : nullptr;
    }

    void instances() {
        constexpr const char* kExtension = "EXT_mesh_gpu_instancing";
        for (const auto& [key, slots] : m_batches) {
            std::vector<float> places, turns, sizes;
            for (const std::size_t slot : slots) {
                const BoxInstance& each = m_scene.boxes()[slot];
                for (const double v : {each.centre.x, each.centre.y, each.centre.z}) places.push_back(static_cast<float>(v));
                for (const double v : aboutZ(each.rotation_deg)) turns.push_back(static_cast<float>(v));
                for (const double v : {each.size.x, each.size.y, each.size.z}) sizes.push_back(static_cast<float>(v));
            }
            const auto attribute = [](int index) { return tinygltf::Value(index); };
            tinygltf::Value::Object attributes;
            attributes["TRANSLATION"] = attribute(accessor(places, 3, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TYPE_VEC3, 0));
            attributes["ROTATION"] = attribute(accessor(turns, 4, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TYPE_VEC4, 0));
            attributes["SCALE"] = attribute(accessor(sizes, 3, TINYGLTF_COMPONENT_TYPE_FLOAT, TINYGLTF_TYPE_VEC3, 0));
            const int at = node(spec(key.first).plural, groupOf(key.first));
            const int shape = cubeOf(key.second);
            tinygltf::Node& made = m_model->nodes[static_cast<std::size_t>(at)];
            made.mesh = shape;
            made.extensions[kExtension] = tinygltf::Value(tinygltf::Value::Object{{"attributes", tinygltf::Value(std::move(attributes))}});
        }
        if (m_batches.empty()) return;
        m_model->extensionsUsed.emplace_back(kExtension);
        m_model->extensionsRequired.emplace_back(kExtension);
    }

    void tube(std::size_t slot) {
        const Tube& each = m_scene.tubes()[slot];
        if (each.points.size() < 2 || !std::all_of(each.points.begin(), each.points.end(), finite) || !(each.radius_m > 0)) {
            ++m_skipped;
            return;
        }
        // Around its first point, so that single precision is enough wherever the site's origin lies.
        std::vector<Tube> local{each};
        const Vec3 start = each.points.front();
        for (Vec3& p : local[0].points) p = {p.x - start.x, p.y - start.y, p.z - start.z};
        const TubeMesh shape = tubeMesh(local);
        if (shape.triangles.empty()) {
            ++m_skipped;
            return;
        }
        tinygltf::Primitive primitive;
        primitive.mode = TINYGLTF_MODE_TRIANGLES;
        primitive.attributes["POSITION"] = vectors(shape.points);
        primitive.attributes["NORMAL"] = vectors(shape.normals);
        primitive.indices = indices(shape.triangles);
        const Item* item = itemOf(each.kind, each.index);
        const ShownValue* shown = m_request.overlay != nullptr ? &m_values.tubes[slot] : nullptr;
        place(item, each.id, each.kind, start, std::move(primitive), colourOf(each.kind, shown), shown);
    }

    void place(const Item* item, Id id, Kind kind, Vec3 at, tinygltf::Primitive primitive, std::uint32_t rgb, const ShownValue* shown) {
        const std::string name = nameOf(item, id);
        const int shape = mesh(std::move(primitive), rgb, name);
        const int made = node(name, groupOf(kind));
        tinygltf::Node& fresh = m_model->nodes[static_cast<std::size_t>(made)];
        fresh.mesh = shape;
        fresh.translation = {at.x, at.y, at.z};
        fresh.extras = extrasOf(item, id, kind, shown);
    }

    void floors() {
        for (const RoomShell& room : m_scene.rooms()) area(room.id, Kind::Room, room.floor, 0);
        for (const FloorArea& each : m_scene.areas())
            if (each.kind != Kind::Building) area(each.id, each.kind, each.outline, each.kind == Kind::TileGrid ? 2 * kLift_m : kLift_m);
    }

    void area(Id id, Kind kind, const std::vector<Vec3>& outline, double lift_m) {
        const Item* item = m_request.site->find(id);
        const auto triangles = std::all_of(outline.begin(), outline.end(), finite) ? fill(outline) : std::vector<std::uint32_t>();
        if (triangles.empty()) {
            m_issues.push_back({Severity::Warning, "gltf.outline", id, nameOf(item, id), {}, {TWIN_TR("The outline of {0} crosses itself or has no area; its floor was left out."), {nameOf(item, id)}}, {}, {}, {}});
            return;
        }
        const Vec3 start = outline.front();
        std::vector<float> points, normals;
        for (const Vec3& p : outline) {
            for (const double v : {p.x - start.x, p.y - start.y, p.z - start.z}) points.push_back(static_cast<float>(v));
            for (const float v : {0.0f, 0.0f, 1.0f}) normals.push_back(v);
        }
        tinygltf::Primitive primitive;
        primitive.mode = TINYGLTF_MODE_TRIANGLES;
        primitive.attributes["POSITION"] = vectors(points);
        primitive.attributes["NORMAL"] = vectors(normals);
        primitive.indices = indices(triangles);
        place(item, id, kind, {start.x, start.y, start.z + lift_m}, std::move(primitive), kindColour(kind), nullptr);
    }

    const extend::ExportRequest& m_request;
    const ModelOptions& m_options;
    Issues& m_issues;
    Scene m_scene;
    SceneValues m_values;
    std::pair<double, double> m_range{0, 1};
    std::shared_ptr<tinygltf::Model> m_model;
    tinygltf::Primitive m_cube;
    std::map<Kind, int> m_groups;
    std::map<std::uint32_t, int> m_materials, m_cubes;
    std::map<std::pair<Kind, std::uint32_t>, std::vector<std::size_t>> m_batches;
    int m_root = -1;
    std::size_t m_skipped = 0;
};

}  // namespace

std::shared_ptr<const tinygltf::Model> sceneModel(const extend::ExportRequest& request, const ModelOptions& options, const extend::Progress& progress, std::stop_token stop, Issues& issues) {
    return Builder(request, options, issues).build(progress, stop);
}

std::vector<std::uint32_t> fill(const std::vector<Vec3>& outline) {
    std::vector<std::uint32_t> left;
    double area2 = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Vec3 &a = outline[i], &b = outline[(i + 1) % outline.size()];
        area2 += a.x * b.y - b.x * a.y;
        left.push_back(static_cast<std::uint32_t>(i));
    }
    if (outline.size() < 3 || !(std::abs(area2) > 0)) return {};
    if (area2 < 0) std::reverse(left.begin(), left.end());
    const auto cross = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        return (outline[b].x - outline[a].x) * (outline[c].y - outline[a].y) - (outline[c].x - outline[a].x) * (outline[b].y - outline[a].y);
    };
    std::vector<std::uint32_t> triangles;
    while (left.size() > 2) {
        bool clipped = false;
        for (std::size_t i = 0; i < left.size() && !clipped; ++i) {
            const std::uint32_t a = left[(i + left.size() - 1) % left.size()], b = left[i], c = left[(i + 1) % left.size()];
            const double turn = cross(a, b, c);
            const bool flat = std::abs(turn) <= 1e-12 * std::abs(area2);
            if (turn < 0 && !flat) continue;
            const bool holds = !flat && std::any_of(left.begin(), left.end(), [&](std::uint32_t p) {
                return p != a && p != b && p != c && cross(a, b, p) > 0 && cross(b, c, p) > 0 && cross(c, a, p) > 0;
            });
            if (holds) continue;
            if (!flat) triangles.insert(triangles.end(), {a, b, c});
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
            clipped = true;
        }
        if (!clipped) return {};
    }
    return triangles;
}

}  // namespace plenum::gltf
