// SPDX-License-Identifier: GPL-3.0-or-later
// What was written is read back with tinygltf and held against the scene it came from.
#include "plugins/gltf/colours.h"
#include "plugins/gltf/gltf_exporter.h"
#include "plugins/gltf/scene_model.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"
#include "twin/scene/scene.h"

#include <tiny_gltf.h>

#include <QTemporaryDir>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <map>

using namespace twin;
using namespace twin::extend;
using namespace plenum::gltf;
namespace fs = std::filesystem;

namespace {

using Place = std::array<double, 3>;

/// A node's place in the world: its own transformation after those of its parents.
struct Walk {
    const tinygltf::Model& model;
    Place low{1e300, 1e300, 1e300}, high{-1e300, -1e300, -1e300};
    std::map<std::string, int> kinds{};  // nodes by the kind in their extras
    int meshes = 0;

    static Place turned(const std::vector<double>& q, Place p) {
        if (q.empty()) return p;
        const double x = q[0], y = q[1], z = q[2], w = q[3];
        const Place t{2 * (y * p[2] - z * p[1]), 2 * (z * p[0] - x * p[2]), 2 * (x * p[1] - y * p[0])};
        return {p[0] + w * t[0] + y * t[2] - z * t[1], p[1] + w * t[1] + z * t[0] - x * t[2], p[2] + w * t[2] + x * t[1] - y * t[0]};
    }
    Place placed(const std::vector<int>& chain, Place p) const {
        for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
            const auto& node = model.nodes[static_cast<std::size_t>(*at)];
            for (std::size_t i = 0; i < 3 && !node.scale.empty(); ++i) p[i] *= node.scale[i];
            p = turned(node.rotation, p);
            for (std::size_t i = 0; i < 3 && !node.translation.empty(); ++i) p[i] += node.translation[i];
        }
        return p;
    }
    void visit(int index, std::vector<int> chain) {
        chain.push_back(index);
        const auto& node = model.nodes[static_cast<std::size_t>(index)];
        if (node.extras.Has("kind")) ++kinds[node.extras.Get("kind").Get<std::string>()];
        if (node.mesh >= 0) {
            ++meshes;
            const auto& primitive = model.meshes.at(static_cast<std::size_t>(node.mesh)).primitives.at(0);
            const auto& box = model.accessors.at(static_cast<std::size_t>(primitive.attributes.at("POSITION")));
            for (int corner = 0; corner < 8; ++corner) {
                Place p;
                for (std::size_t i = 0; i < 3; ++i) p[i] = (corner >> i) & 1 ? box.maxValues[i] : box.minValues[i];
                p = placed(chain, p);
                for (std::size_t i = 0; i < 3; ++i) low[i] = std::min(low[i], p[i]), high[i] = std::max(high[i], p[i]);
            }
        }
        for (const int child : node.children) visit(child, chain);
    }
};

tinygltf::Model load(const fs::path& path) {
    tinygltf::Model model;
    tinygltf::TinyGLTF reader;
    std::string error, warning;
    const bool good = path.extension() == ".glb" ? reader.LoadBinaryFromFile(&model, &error, &warning, path.string()) : reader.LoadASCIIFromFile(&model, &error, &warning, path.string());
    if (!good) qWarning("%s %s", error.c_str(), warning.c_str());
    return good ? model : tinygltf::Model();
}

/// Every offset, length and index of the file; empty when all hold.
std::string faultOf(const tinygltf::Model& model) {
    if (model.buffers.size() != 1) return "buffers";
    for (const auto& view : model.bufferViews)
        if (view.byteOffset % 4 != 0 || view.byteOffset + view.byteLength > model.buffers[0].data.size()) return "a view beyond its buffer";
    for (const auto& accessor : model.accessors) {
        const auto& view = model.bufferViews.at(static_cast<std::size_t>(accessor.bufferView));
        const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(accessor.componentType)) * tinygltf::GetNumComponentsInType(static_cast<std::uint32_t>(accessor.type));
        if (accessor.count == 0 || accessor.count * static_cast<std::size_t>(size) != view.byteLength) return "an accessor of another length than its view";
    }
    for (const auto& mesh : model.meshes)
        for (const auto& primitive : mesh.primitives) {
            const auto& points = model.accessors.at(static_cast<std::size_t>(primitive.attributes.at("POSITION")));
            if (model.accessors.at(static_cast<std::size_t>(primitive.attributes.at("NORMAL"))).count != points.count) return "normals";
            if (primitive.material < 0 || primitive.material >= static_cast<int>(model.materials.size())) return "material";
            const auto& indices = model.accessors.at(static_cast<std::size_t>(primitive.indices));
            const auto& view = model.bufferViews.at(static_cast<std::size_t>(indices.bufferView));
            if (indices.count % 3 != 0) return "triangles";
            for (std::size_t i = 0; i < indices.count; ++i) {
                std::uint32_t index = 0;
                std::memcpy(&index, model.buffers[0].data.data() + view.byteOffset + 4 * i, 4);
                if (index >= points.count) return "an index beyond its points";
            }
        }
    std::vector<int> parents(model.nodes.size(), 0);
    for (const auto& node : model.nodes)
        for (const int child : node.children) ++parents.at(static_cast<std::size_t>(child));
    for (std::size_t i = 0; i < parents.size(); ++i)
        if (parents[i] != (static_cast<int>(i) == model.scenes.at(0).nodes.at(0) ? 0 : 1)) return "a node with several parents or none";
    return {};
}

ExportRequest requestFor(const Project& project) {
    ExportRequest request;
    request.site = std::make_shared<const Site>(project.variants[0].site);
    request.projectName = project.name;
    request.variantName = project.variants[0].name;
    return request;
}

fs::path fileIn(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }
const Progress kQuiet = [](double) {};

}  // namespace

class GltfTest : public QObject {
    Q_OBJECT
  private slots:
    void everyObjectIsANode_data();
    void everyObjectIsANode();
    void boxesStandWhereTheyBelong();
    void coloursByOverlay();
    void instancesKeepTheirPlaces();
    void leavesOutWhatCannotBeDrawn();
    void fillsOutlines();
    void tenThousandRacks();
    void tellsWhenItCannotWrite();
};

void GltfTest::everyObjectIsANode_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("binary") << "site.glb";
    QTest::newRow("text") << "site.gltf";
}

void GltfTest::everyObjectIsANode() {
    QFETCH(QString, name);
    QTemporaryDir folder;
    const Project project = generateSite(60, 3);
    const auto request = requestFor(project);
    const fs::path path = fileIn(folder, qPrintable(name));
    QVERIFY(GltfExporter().write(request, path, kQuiet, {}).empty());
    QVERIFY(!fs::exists(path.string() + ".new"));
    const auto model = load(path);
    QCOMPARE(faultOf(model), std::string());
    Walk walk{model};
    walk.visit(model.scenes.at(0).nodes.at(0), {});
    const scene::Scene drawn(*request.site);
    std::map<std::string, int> expected;
    for (const auto& box : drawn.boxes()) ++expected[spec(box.kind).key];
    for (const auto& tube : drawn.tubes()) ++expected[spec(tube.kind).key];
    for (const auto& room : drawn.rooms()) (void)room, ++expected["room"];
    for (const auto& area : drawn.areas())
        if (area.kind != Kind::Building) ++expected[spec(area.kind).key];
    QVERIFY(walk.kinds == expected);
    QCOMPARE(walk.kinds["rack"], 60);
    // y up: (x, y, z) of the site is (x, z, −y). Within a tube's radius and single precision.
    const Vec3 low = drawn.low(), high = drawn.high();
    const Place wantedLow{low.x, low.z, -high.y}, wantedHigh{high.x, high.z, -low.y};
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY2(std::abs(walk.low[i] - wantedLow[i]) < 0.5, std::to_string(walk.low[i] - wantedLow[i]).c_str());
        QVERIFY2(std::abs(walk.high[i] - wantedHigh[i]) < 0.5, std::to_string(walk.high[i] - wantedHigh[i]).c_str());
    }
}

void GltfTest::boxesStandWhereTheyBelong() {
    Site site;
    Item rack;
    rack.id = newId(), rack.name = "R1", rack.position = {10, 20, 0.3}, rack.rotation_deg = 90;
    rack.values.set(Param::Width, 0.6), rack.values.set(Param::Depth, 1.2), rack.values.set(Param::Height, 2.0);
    site.items(Kind::Rack).add({rack});
    ExportRequest request;
    request.site = std::make_shared<const Site>(site);
    QTemporaryDir folder;
    QVERIFY(GltfExporter().write(request, fileIn(folder, "a.GLB"), kQuiet, {}).empty());
    fs::rename(fileIn(folder, "a.GLB"), fileIn(folder, "a.glb"));
    const auto model = load(fileIn(folder, "a.glb"));
    Walk walk{model};
    walk.visit(model.scenes.at(0).nodes.at(0), {});
    const Place low{10 - 0.6, 0.3, -20 - 0.3}, high{10 + 0.6, 2.3, -20 + 0.3};
    for (std::size_t i = 0; i < 3; ++i) QVERIFY(std::abs(walk.low[i] - low[i]) < 1e-6 && std::abs(walk.high[i] - high[i]) < 1e-6);
    bool named = false;
    for (const auto& node : model.nodes)
        if (node.name == "R1") named = node.extras.Get("id").Get<std::string>() == toString(rack.id);
    QVERIFY(named);
}

void GltfTest::coloursByOverlay() {
    const Project project = generateSite(10, 1);
    auto request = requestFor(project);
    request.overlay = scene::overlay("inlet");
    QVERIFY(request.overlay != nullptr);
    QTemporaryDir folder;
    const Issues without = GltfExporter().write(request, fileIn(folder, "a.glb"), kQuiet, {});
    QCOMPARE(without.size(), std::size_t(1));
    QCOMPARE(without[0].code, std::string("gltf.noFrame"));
    auto frame = std::make_shared<Frame>();
    frame->site = request.site;
    const std::size_t racks = request.site->items(Kind::Rack).size();
    auto& column = frame->column(Kind::Rack, Quantity::InletTemperature);
    column.values.assign(racks, 20.0);
    column.values[1] = 60;
    column.values[2] = std::numeric_limits<double>::quiet_NaN();
    request.frame = frame;
    QVERIFY(GltfExporter().write(request, fileIn(folder, "b.glb"), kQuiet, {}).empty());
    const auto model = load(fileIn(folder, "b.glb"));
    std::map<std::string, std::string> colours;
    std::map<std::string, double> values;
    for (const auto& node : model.nodes)
        if (node.mesh >= 0) {
            colours[node.name] = model.materials.at(static_cast<std::size_t>(model.meshes[static_cast<std::size_t>(node.mesh)].primitives[0].material)).name;
            if (node.extras.Has("value")) values[node.name] = node.extras.Get("value").GetNumberAsDouble();
        }
    const auto name = [&](std::size_t i) { return request.site->items(Kind::Rack)[i].name; };
    QCOMPARE(colours[name(1)], std::string("#E8FA5B"));  // hottest of the map
    QCOMPARE(colours[name(2)], std::string("#8A8F98"));  // missing
    QVERIFY(colours[name(0)] != colours[name(1)]);
    QCOMPARE(values[name(1)], 60.0);
    QVERIFY(!values.contains(name(2)));
    QVERIFY(std::abs(linear(0x808080)[0] - 0.2158605) < 1e-6);
}

void GltfTest::instancesKeepTheirPlaces() {
    const Project project = generateSite(60, 3);
    auto request = requestFor(project);
    request.settings["instancing"] = "true";
    QTemporaryDir folder;
    QVERIFY(GltfExporter().write(request, fileIn(folder, "a.glb"), kQuiet, {}).empty());
    const auto model = load(fileIn(folder, "a.glb"));
    QCOMPARE(faultOf(model), std::string());
    QVERIFY(model.extensionsRequired == std::vector<std::string>{"EXT_mesh_gpu_instancing"});
    std::size_t instances = 0;
    for (const auto& node : model.nodes) {
        const auto found = node.extensions.find("EXT_mesh_gpu_instancing");
        if (found == node.extensions.end()) continue;
        const auto count = [&](const char* key) { return model.accessors.at(static_cast<std::size_t>(found->second.Get("attributes").Get(key).GetNumberAsInt())).count; };
        QCOMPARE(count("TRANSLATION"), count("ROTATION"));
        QCOMPARE(count("TRANSLATION"), count("SCALE"));
        instances += count("TRANSLATION");
    }
    QCOMPARE(instances, scene::Scene(*request.site).boxes().size());
}

void GltfTest::leavesOutWhatCannotBeDrawn() {
    Site site;
    Item good, flat, room;
    good.id = newId(), good.name = "good";
    flat.id = newId(), flat.values.set(Param::Width, 0);
    room.id = newId(), room.kind = Kind::Room, room.name = "bow tie", room.points = {{0, 0, 0}, {4, 4, 0}, {4, 0, 0}, {0, 4.5, 0}};
    site.items(Kind::Rack).add({good, flat});
    site.items(Kind::Room).add({room});
    ExportRequest request;
    request.site = std::make_shared<const Site>(site);
    QTemporaryDir folder;
    const Issues issues = GltfExporter().write(request, fileIn(folder, "a.glb"), kQuiet, {});
    std::map<std::string, int> codes;
    for (const Issue& issue : issues) ++codes[issue.code];
    QVERIFY(codes == (std::map<std::string, int>{{"gltf.outline", 1}, {"gltf.skipped", 1}}));
    QCOMPARE(faultOf(load(fileIn(folder, "a.glb"))), std::string());
    request.site = std::make_shared<const Site>();
    QVERIFY(GltfExporter().write(request, fileIn(folder, "empty.glb"), kQuiet, {}).empty());
    QCOMPARE(faultOf(load(fileIn(folder, "empty.glb"))), std::string());
}

void GltfTest::fillsOutlines() {
    const auto area = [](const std::vector<Vec3>& outline) {
        double sum = 0;
        const auto corners = fill(outline);
        for (std::size_t i = 0; i + 2 < corners.size(); i += 3) {
            const Vec3 &a = outline[corners[i]], &b = outline[corners[i + 1]], &c = outline[corners[i + 2]];
            sum += ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
        }
        return sum;
    };
    const std::vector<Vec3> comb{{0, 0, 0}, {5, 0, 0}, {5, 3, 0}, {4, 3, 0}, {4, 1, 0}, {3, 1, 0}, {3, 3, 0}, {2, 3, 0}, {2, 1, 0}, {1, 1, 0}, {1, 3, 0}, {0, 3, 0}};
    QVERIFY(std::abs(area(comb) - outlineArea_m2(comb)) < 1e-12);
    QVERIFY(std::abs(area({comb.rbegin(), comb.rend()}) - outlineArea_m2(comb)) < 1e-12);  // clockwise as well
    const std::vector<Vec3> straight{{0, 0, 0}, {1, 0, 0}, {2, 0, 0}, {2, 2, 0}, {0, 2, 0}};
    QVERIFY(std::abs(area(straight) - 4) < 1e-12);
    QVERIFY(fill({{0, 0, 0}, {1, 1, 0}}).empty());
    QVERIFY(fill({{0, 0, 0}, {1, 1, 0}, {2, 2, 0}}).empty());
}

void GltfTest::tenThousandRacks() {
    const auto request = requestFor(generateSite(10'000, 1));
    QTemporaryDir folder;
    double last = 0;
    QVERIFY(GltfExporter().write(request, fileIn(folder, "a.glb"), [&](double share) { last = share; }, {}).empty());
    QCOMPARE(last, 1.0);
    const auto model = load(fileIn(folder, "a.glb"));
    QCOMPARE(faultOf(model), std::string());
    QVERIFY(model.nodes.size() > 10'000);
    std::stop_source stop;
    stop.request_stop();
    GltfExporter().write(request, fileIn(folder, "b.glb"), kQuiet, stop.get_token());
    QVERIFY(!fs::exists(fileIn(folder, "b.glb")) && !fs::exists(fileIn(folder, "b.glb.new")));
}

void GltfTest::tellsWhenItCannotWrite() {
    QTemporaryDir folder;
    const auto request = requestFor(generateSite(2, 1));
    QVERIFY_THROWS_EXCEPTION(Error, GltfExporter().write(request, fileIn(folder, "none/a.glb"), kQuiet, {}));
    fs::create_directory(fileIn(folder, "a.glb"));
    std::ofstream(fileIn(folder, "a.glb") / "in use") << "x";
    QVERIFY_THROWS_EXCEPTION(Error, GltfExporter().write(request, fileIn(folder, "a.glb"), kQuiet, {}));
    QVERIFY(!fs::exists(fileIn(folder, "a.glb.new")));
    QVERIFY_THROWS_EXCEPTION(Error, GltfExporter().write({}, fileIn(folder, "b.glb"), kQuiet, {}));
}

PLENUM_TEST(GltfTest)
#include "gltf_test.moc"
