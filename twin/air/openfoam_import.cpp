// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/openfoam_import.h"

#include "twin/air/bands.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>

namespace twin::air {
namespace {

namespace fs = std::filesystem;
constexpr double kKelvin = 273.15;

Issue problem(const char* code, Text text, Text hint) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    return issue;
}

std::optional<std::string> slurp(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

/// The folder with the largest number as its name, 0 left out.
std::optional<fs::path> lastTime(const fs::path& folder) {
    std::optional<fs::path> best;
    double latest = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        double time = 0;
        const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), time);
        if (bad != std::errc() || end != name.data() + name.size() || !(time > latest) || !fs::exists(entry.path() / "T")) continue;
        latest = time;
        best = entry.path();
    }
    return best;
}

/// The internal field of an ASCII field file: `width` numbers a cell.
std::optional<std::vector<double>> internalField(const std::string& text, std::size_t cells, std::size_t width) {
    const std::size_t at = text.find("internalField");
    if (at == std::string::npos) return std::nullopt;
    const char *p = text.data() + at + 13, *end = text.data() + text.size();
    const auto skip = [&] {
        while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || *p == '(' || *p == ')')) ++p;
    };
    const auto number = [&](double& value) {
        skip();
        const auto [next, bad] = std::from_chars(p, end, value);
        if (bad != std::errc()) {
            if (end - p > 3 && (std::string_view(p, 3) == "nan" || std::string_view(p, 4) == "-nan")) {
                value = std::nan("");
                p += *p == '-' ? 4 : 3;
                return true;
            }
            return false;
        }
        p = next;
        return true;
    };
    skip();
    std::vector<double> values(cells * width);
    if (std::size_t(end - p) > 7 && std::string_view(p, 7) == "uniform") {
        p += 7;
        for (std::size_t q = 0; q < width; ++q)
            if (!number(values[q])) return std::nullopt;
        for (std::size_t q = width; q < values.size(); ++q) values[q] = values[q - width];
        return values;
    }
    while (p < end && *p != '>') ++p;
    double count = 0;
    if (p == end || (++p, !number(count)) || std::size_t(count) != cells) return std::nullopt;
    for (double& value : values)
        if (!number(value)) return std::nullopt;
    return values;
}

void readManifest(const nlohmann::json& json, FoamResult& out) {
    out.name = json.at("name").get<std::string>();
    for (std::size_t a = 0; a < 3; ++a) out.lines[a] = json.at("lines_m").at(std::string(1, char('x' + a))).get<std::vector<double>>();
    const auto runs = json.at("open_runs").get<std::vector<int>>();
    for (std::size_t r = 0; r + 1 < runs.size(); r += 2)
        for (int c = 0; c < runs[r + 1]; ++c) out.latticeOf.push_back(runs[r] + c);
    const int cells = int(out.latticeOf.size());
    for (const auto& row : json.at("patches")) {
        FoamOpening o;
        o.name = row.at("name").get<std::string>();
        o.kind = row.at("kind").get<std::string>();
        o.intake = row.at("intake").get<bool>();
        o.flow_m3_s = row.at("flow_m3_per_s").get<double>();
        o.heat_W = row.value("heat_W", 0.0);
        for (const auto& f : row.at("faces")) {
            o.faces.push_back({f.at(0).get<int>(), f.at(1).get<int>(), f.at(2).get<int>(), 0});
            if (o.faces.back().cell < 0 || o.faces.back().cell >= cells) throw nlohmann::json::out_of_range::create(401, "cell", &f);
        }
        out.openings.push_back(std::move(o));
    }
}

/// Area means over the whole patch, and over its rows of cells: linear between the two rows around a height.
void averagePatch(const FoamCase& mesh, const std::vector<float>& temperature, FoamOpening& o) {
    struct Row {
        double z = 0, sum = 0, area = 0;
        double mean() const { return sum / area; }
    };
    std::vector<Row> rows;
    double sum = 0, area = 0, low = 1e300, high = -1e300;
    bool upright = !o.faces.empty();
    for (const auto& face : o.faces) {
        const double a = mesh.faceArea(face), t = double(temperature[std::size_t(face.cell)]);
        sum += a * t;
        area += a;
        upright &= face.axis != 2;
        const auto k = std::size_t(mesh.place(face.cell)[2]);
        low = std::min(low, mesh.lines[2][k]);
        high = std::max(high, mesh.lines[2][k + 1]);
        const double z = (mesh.lines[2][k] + mesh.lines[2][k + 1]) / 2;
        auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.z == z; });
        if (row == rows.end()) row = rows.insert(std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.z > z; }), Row{z, 0, 0});
        row->sum += a * t;
        row->area += a;
    }
    if (area > 0) o.mean_C = sum / area;
    if (!upright) return;
    for (std::size_t h = 0; h < 3; ++h) {
        const double z = low + (high - low) * (2 * double(h) + 1) / 6;
        std::size_t up = 0;
        while (up < rows.size() && rows[up].z < z) ++up;
        if (up == 0) o.height_C[h] = rows.front().mean();
        else if (up == rows.size()) o.height_C[h] = rows.back().mean();
        else {
            const double t = (z - rows[up - 1].z) / (rows[up].z - rows[up - 1].z);
            o.height_C[h] = (1 - t) * rows[up - 1].mean() + t * rows[up].mean();
        }
    }
}

}  // namespace

FoamResult readFoamResult(const fs::path& folder) {
    FoamResult out;
    const auto manifest = slurp(folder / "plenum.json");
    if (!manifest) {
        out.issues.push_back(problem("foam.notACase", {TWIN_TR("{0} holds no case written by the export: plenum.json is missing."), {folder.string()}},
                                     {TWIN_TR("Give the folder that the export wrote."), {}}));
        return out;
    }
    try {
        readManifest(nlohmann::json::parse(*manifest), out);
    } catch (const nlohmann::json::exception& error) {
        out.issues.push_back(problem("foam.notACase", {TWIN_TR("plenum.json in {0} cannot be read: {1}"), {folder.string(), error.what()}}, {TWIN_TR("Export the case again."), {}}));
        return out;
    }
    const auto time = lastTime(folder);
    if (!time) {
        const bool parallel = fs::exists(folder / "processor0");
        out.issues.push_back(problem("foam.noResult", {TWIN_TR("{0} holds no results yet."), {folder.string()}},
                                     parallel ? Text{TWIN_TR("Put the parts together first: reconstructPar -latestTime."), {}} : Text{TWIN_TR("Run the case first."), {}}));
        return out;
    }
    out.time = time->filename().string();
    out.averaged = fs::exists(*time / "TMean") && fs::exists(*time / "UMean");
    const std::size_t cells = out.latticeOf.size();
    const auto read = [&](const std::string& file, std::size_t width) -> std::vector<double> {
        const auto text = slurp(*time / file);
        auto values = text ? internalField(*text, cells, width) : std::nullopt;
        if (!values) {
            out.issues.push_back(problem("foam.badField", {TWIN_TR("{0} cannot be read: it is missing, not ASCII, or does not have {1} cells."), {(*time / file).string(), std::to_string(cells)}},
                                         {TWIN_TR("Set writeFormat ascii in system/controlDict, or export and run the case again."), {}}));
            return {};
        }
        if (!std::all_of(values->begin(), values->end(), [](double v) { return std::isfinite(v) && std::abs(v) < 1e6; }))
            out.issues.push_back(problem("foam.diverged", {TWIN_TR("{0} holds values that are not finite: the run diverged."), {(*time / file).string()}},
                                         {TWIN_TR("Take smaller relaxation factors in system/fvSolution, or look at the residuals in the log."), {}}));
        return std::move(*values);
    };
    const auto t = read(out.averaged ? "TMean" : "T", 1), u = read(out.averaged ? "UMean" : "U", 3);
    if (hasErrors(out.issues)) return out;
    out.temperature_C.resize(cells);
    for (auto* list : {&out.u, &out.v, &out.w}) list->resize(cells);
    for (std::size_t c = 0; c < cells; ++c) {
        out.temperature_C[c] = float(t[c] - kKelvin);
        out.u[c] = float(u[3 * c]);
        out.v[c] = float(u[3 * c + 1]);
        out.w[c] = float(u[3 * c + 2]);
    }
    FoamCase mesh;
    mesh.lines = out.lines;
    mesh.latticeOf = out.latticeOf;
    for (FoamOpening& o : out.openings) averagePatch(mesh, out.temperature_C, o);
    out.openings = joinBands(mesh, std::move(out.openings));
    return out;
}

}  // namespace twin::air
