// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/gltf/gltf_exporter.h"

#include "plugins/gltf/scene_model.h"

#include <tiny_gltf.h>

#include <algorithm>
#include <fstream>

namespace plenum::gltf {

using namespace twin;
using namespace twin::extend;
namespace fs = std::filesystem;

namespace {

bool flag(const Settings& settings, const char* key, bool byDefault) {
    const auto found = settings.find(key);
    return found == settings.end() || found->second.empty() ? byDefault : found->second == "true";
}

}  // namespace

Issues GltfExporter::write(const ExportRequest& request, const fs::path& path, const Progress& progress, std::stop_token stop) {
    if (!request.site) throw Error("gltf.nothing", {TWIN_TR("There is no site to write."), {}});
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    ModelOptions options;
    options.instancing = flag(request.settings, "instancing", false);
    options.rooms = flag(request.settings, "rooms", true);
    options.routes = flag(request.settings, "routes", true);
    Issues issues;
    const auto model = sceneModel(request, options, progress, stop, issues);
    if (stop.stop_requested()) return issues;
    const fs::path fresh = path.string() + ".new";
    std::error_code error;
    bool written = false;
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        tinygltf::TinyGLTF writer;
        written = out && writer.WriteGltfSceneToStream(model.get(), out, suffix == ".gltf", suffix != ".gltf");
        out.close();
        written = written && out;
    }
    if (written && !stop.stop_requested()) fs::rename(fresh, path, error);
    if (!written || error || stop.stop_requested()) {
        std::error_code ignored;
        fs::remove(fresh, ignored);
        if (!written || error) throw Error("gltf.write", {TWIN_TR("{0} cannot be written. Check the folder, its permissions and the free space."), {path.string()}});
    }
    progress(1);
    return issues;
}

}  // namespace plenum::gltf
