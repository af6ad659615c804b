// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/case_file.h"

#include "twin/air/case_bands.h"
#include "twin/air/case_check.h"
#include "twin/air/case_values.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace twin::air {

using nlohmann::json;
using Need = CaseValues::Need;

namespace {

constexpr CaseValues::Range kAny{};
constexpr CaseValues::Range kPositive{0, 1e9, true, "> 0"};
constexpr CaseValues::Range kNotNegative{0, 1e9, false, "≥ 0"};
constexpr CaseValues::Range kCelsius{-60, 200, false, "-60 … 200 °C"};
constexpr CaseValues::Range kLength{0, 1e4, true, "> 0 m, ≤ 10 000 m"};
constexpr double kUnlimited_W = 1e12;  // a cooler whose capacity the file does not limit
constexpr double kColdest_C = -200;    // set point of a cooler that removes a given heat

/// JSON has no NaN; some writers put it there all the same. As a text it becomes an issue of its value.
std::string withoutBareNaN(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        if (quoted && text[at] == '\\' && at + 1 < text.size()) {
            out.append(text.substr(at, 2));
            at += 2;
            continue;
        }
        if (text[at] == '"') quoted = !quoted;
        std::size_t length = 0;
        if (!quoted)
            for (std::string_view word : {"-Infinity", "Infinity", "-NaN", "NaN", "nan", "inf", "-inf"})
                if (length == 0 && text.substr(at, word.size()) == word) length = word.size();
        if (length == 0) {
            out += text[at++];
            continue;
        }
        out += '"' + std::string(text.substr(at, length)) + '"';
        at += length;
    }
    return out;
}

std::size_t axisOf(const Vec3& n) { return n.x != 0 ? 0 : n.y != 0 ? 1 : 2; }

/// A face of a box as an opening: {"axis", "plane_m", "outward_normal"}.
std::optional<Opening> boxFace(CaseValues& owner, std::initializer_list<const char*> keys, const std::optional<Box>& box) {
    auto face = owner.child(keys, Need::Required);
    if (!face) return std::nullopt;
    face->known({"axis", "what", "area_m2"});
    const auto plane = face->number({"plane_m"}, Need::Optional, kAny);
    const auto normal = face->direction({"outward_normal", "normal"});
    const bool wrongNormal = face->has("outward_normal") || face->has("normal");
    if (!normal) {
        if (!wrongNormal)
            face->error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {owner.name(), "outward_normal"}}, {}, "±x, ±y, ±z", {TWIN_TR("Add the key with its value."), {}});
        return std::nullopt;
    }
    face->known({"rectangle"});
    face->reportUnknown();
    if (!box) return std::nullopt;
    Opening opening{*box, *normal, 1};
    Box& r = opening.rect;
    const double at = normal->x > 0 ? r.x1 : normal->x < 0 ? r.x0 : normal->y > 0 ? r.y1 : normal->y < 0 ? r.y0 : normal->z > 0 ? r.z1 : r.z0;
    if (normal->x != 0) r.x0 = r.x1 = at;
    if (normal->y != 0) r.y0 = r.y1 = at;
    if (normal->z != 0) r.z0 = r.z1 = at;
    if (plane && std::abs(*plane - at) > 1e-3)
        face->error("air.case.faceOffBox", {TWIN_TR("{0}: the face {1} does not lie on its box."), {owner.name(), *keys.begin()}}, fmt::format("{} m", *plane),
                    fmt::format("{} m", at), {TWIN_TR("Give the plane of the box's side that the outward normal points from."), {}});
    return opening;
}

/// A rectangle in a wall: {"axis", "plane_m", "rectangle"}; the normal points into the room.
std::optional<Opening> wallOpening(CaseValues& values, const AirCase& hall) {
    const std::string axis = values.text("axis");
    const auto direction = values.direction({"direction", "inward_normal"});
    const auto plane = values.number({"plane_m"}, Need::Required, kAny);
    auto rectangle = values.child({"rectangle"}, Need::Required);
    std::size_t n = 3;
    if (axis == "x" || axis == "y" || axis == "z") n = std::size_t(axis[0] - 'x');
    if (n == 3 && direction) n = axisOf(*direction);
    if (n == 3 || (direction && axisOf(*direction) != n)) {
        values.error("air.case.badAxis", {TWIN_TR("{0}: the axis of the opening is missing or contradicts its direction."), {values.name()}}, axis, "x, y, z", {});
        return std::nullopt;
    }
    if (!plane || !rectangle) return std::nullopt;
    std::array<std::array<double, 2>, 3> ends{};
    bool whole = true;
    for (std::size_t a = 0; a < 3; ++a) {
        if (a == n) {
            ends[a] = {*plane, *plane};
            continue;
        }
        const auto span = rectangle->span(char('x' + a));
        if (!span) {
            if (!rectangle->has(std::string(1, char('x' + a)).c_str()) && !rectangle->has((std::string(1, char('x' + a)) + "_m").c_str()))
                values.error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {values.name(), fmt::format("rectangle.{}_m", char('x' + a))}}, {}, "[from, to]", {TWIN_TR("Add the key with its value."), {}});
            whole = false;
            continue;
        }
        ends[a] = *span;
    }
    rectangle->reportUnknown();
    if (!whole) return std::nullopt;
    Opening opening;
    opening.rect = {ends[0][0], ends[1][0], ends[2][0], ends[0][1], ends[1][1], ends[2][1]};
    const double size = n == 0 ? hall.sizeX_m : n == 1 ? hall.sizeY_m : hall.sizeZ_m;
    const double sign = *plane < size / 2 ? 1 : -1;
    opening.normal = direction ? *direction : Vec3{n == 0 ? sign : 0, n == 1 ? sign : 0, n == 2 ? sign : 0};
    return opening;
}

std::string nameOf(const json& object, const char* kind, std::size_t index) {
    if (object.is_object() && object.contains("name") && object["name"].is_string()) return object["name"].get<std::string>();
    return fmt::format("{} {}", kind, index + 1);
}

/// f(values, index) for each object of an array.
template <class F>
void forEach(CaseValues& root, const json& document, const char* key, const char* kind, Issues& issues, F&& f) {
    root.known({key});
    if (!document.contains(key)) return;
    const json& list = document[key];
    if (!list.is_array()) {
        root.error("air.case.notAList", {TWIN_TR("{0} has to be a list."), {key}}, list.dump().substr(0, 40), "[ … ]", {});
        return;
    }
    for (std::size_t n = 0; n < list.size(); ++n) {
        CaseValues values(list[n], fmt::format("/{}/{}", key, n), nameOf(list[n], kind, n), issues);
        values.known({"name", "what", "comment", "remarks", "description", "type", "kind"});
        if (list[n].is_object() && !values.has("name"))
            values.error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {values.name(), "name"}}, {}, {}, {TWIN_TR("Add the key with its value."), {}});
        f(values, n);
        values.reportUnknown();
    }
}

void readAir(CaseValues& root, AirCase& hall) {
    auto air = root.child({"air"}, Need::Required);
    if (!air) return;
    air->known({"model"});
    const auto set = [&](double& to, std::initializer_list<const char*> keys, CaseValues::Range range, Need need = Need::Optional) {
        if (const auto v = air->number(keys, need, range)) to = *v;
    };
    set(hall.rho_kg_m3, {"rho_kg_per_m3"}, kPositive, Need::Required);
    set(hall.cp_J_kgK, {"cp_J_per_kg_K"}, kPositive, Need::Required);
    set(hall.beta_per_K, {"beta_per_K"}, kNotNegative);
    set(hall.nu_m2_s, {"nu_m2_per_s"}, kPositive);
    set(hall.prandtl, {"Pr"}, kPositive);
    set(hall.turbulentPrandtl, {"Pr_turbulent"}, kPositive);
    if (const auto kelvin = air->number({"reference_temperature_K"}, Need::Optional, {150, 500, false, "150 … 500 K"})) hall.reference_C = *kelvin - 273.15;
    air->known({"g_m_per_s2"});
    air->reportUnknown();
}

/// Walls that pass heat: both keys or none.
void readWalls(CaseValues& root, AirCase& hall) {
    const auto passes = root.number({"wall_U_W_per_m2_K"}, Need::Optional, {0, 10, false, "0 … 10 W/m²K"});
    const auto beyond = root.number({"beyond_walls_C"}, passes && *passes > 0 ? Need::Required : Need::Optional, kCelsius);
    hall.wallU_W_m2K = passes.value_or(0);
    if (beyond) hall.beyond_C = *beyond;
}

/// Gravity is a vector in the file; the solver's points down.
void readGravity(CaseValues& root, const json& document, AirCase& hall) {
    const auto air = document.find("air");
    if (air == document.end() || !air->is_object() || !air->contains("g_m_per_s2")) return;
    const json& g = (*air)["g_m_per_s2"];
    const bool vector = g.is_array() && g.size() == 3 && g[0].is_number() && g[1].is_number() && g[2].is_number();
    if (vector && g[0].get<double>() == 0 && g[1].get<double>() == 0 && g[2].get<double>() <= 0) {
        hall.gravity_m_s2 = -g[2].get<double>();
        return;
    }
    root.error("air.case.badGravity", {TWIN_TR("Gravity has to point down along z."), {}}, g.dump().substr(0, 40), "[0, 0, -9.81]", {});
}

void readRack(CaseValues& values, ReferenceCase& out) {
    const AirCase& hall = out.airCase;
    Device device;
    device.name = values.name();
    const auto box = values.box("box_m", Need::Required);
    if (const auto face = boxFace(values, {"front_face"}, box)) device.intakes = {*face};
    if (const auto face = boxFace(values, {"rear_face"}, box)) device.outlets = {*face};
    const auto heat = values.number({"heat_to_air_W"}, Need::Required, kNotNegative);
    const auto rise = values.number({"temperature_rise_K"}, Need::Optional, {0, 150, false, "0 … 150 K"});
    const bool fromRise = rise && *rise > 0 && !values.has("flow_m3_per_s");
    const auto flow = values.number({"flow_m3_per_s"}, fromRise ? Need::Optional : Need::Required, kPositive);
    device.heat_W = heat.value_or(0);
    if (flow) device.flow_m3_s = *flow;
    if (fromRise) device.flow_m3_s = device.heat_W / (hall.rho_kg_m3 * hall.cp_J_kgK * *rise);
    if (fromRise && heat && *heat <= 0)
        values.error("air.case.sealedRack", {TWIN_TR("{0} has neither an air flow nor a heat to derive it from."), {device.name}}, "0 W", "> 0", {TWIN_TR("Give flow_m3_per_s."), {}});
    if (flow && heat && rise) {
        const double expected = *heat / (hall.rho_kg_m3 * hall.cp_J_kgK * *flow);
        if (std::abs(expected - *rise) > 0.01 * std::max(expected, 1.0))
            values.warning("air.case.riseDiffers", {TWIN_TR("{0}: the temperature rise contradicts heat and flow, which are used."), {device.name}}, fmt::format("{} K", *rise), fmt::format("{:.3f} K", expected), {TWIN_TR("Correct one of the three."), {}});
    }
    device.outletK_m2_s2 = values.number({"rear_k_m2_per_s2"}, Need::Optional, kNotNegative).value_or(0);
    device.outletEpsilon_m2_s3 = values.number({"rear_epsilon_m2_per_s3"}, Need::Optional, kNotNegative).value_or(0);
    values.known({"face_velocity_m_per_s", "heat_total_W", "heat_to_liquid_W", "liquid_share", "air_share", "it_power_W", "power_W"});
    out.airCase.devices.push_back(std::move(device));
    out.airCase.deviceBodies.push_back(box.value_or(Box{}));
}

void readCooler(CaseValues& values, ReferenceCase& out) {
    const AirCase& hall = out.airCase;
    Device device;
    device.kind = Device::Kind::Cooler;
    device.name = values.name();
    const auto box = values.box("box_m", Need::Required);
    // An in-row cooler draws at its rear (hot aisle) and gives at its front (cold aisle).
    if (const auto face = boxFace(values, {"intake_face", "return_face", "inlet_face", "suction_face", "hot_face", "rear_face"}, box)) device.intakes = {*face};
    if (const auto face = boxFace(values, {"supply_face", "discharge_face", "outlet_face", "cold_face", "front_face"}, box)) device.outlets = {*face};
    device.flow_m3_s = values.number({"flow_m3_per_s"}, Need::Required, kPositive).value_or(0);
    const auto supply = values.number({"supply_temperature_C", "discharge_temperature_C", "outlet_temperature_C", "set_point_C", "temperature_C"}, Need::Optional, kCelsius);
    const auto heat = values.number({"heat_removed_W", "heat_W"}, Need::Optional, kNotNegative);
    const auto drop = values.number({"temperature_drop_K"}, Need::Optional, kNotNegative);
    const auto capacity = values.number({"capacity_W", "cooling_capacity_W", "max_heat_W"}, Need::Optional, kNotNegative);
    device.supply_C = supply.value_or(kColdest_C);
    device.capacity_W = capacity.value_or(kUnlimited_W);
    if (!supply && heat) device.capacity_W = *heat;
    if (!supply && !heat && drop) device.capacity_W = *drop * hall.rho_kg_m3 * hall.cp_J_kgK * device.flow_m3_s;
    if (!supply && !heat && !drop)
        values.error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {device.name, "supply_temperature_C / heat_removed_W / temperature_drop_K"}}, {}, {}, {TWIN_TR("Say what the cooler does to the air."), {}});
    device.outletK_m2_s2 = values.number({"supply_k_m2_per_s2", "discharge_k_m2_per_s2", "outlet_k_m2_per_s2", "front_k_m2_per_s2", "k_m2_per_s2"}, Need::Optional, kNotNegative).value_or(0);
    device.outletEpsilon_m2_s3 = values.number({"supply_epsilon_m2_per_s3", "discharge_epsilon_m2_per_s3", "outlet_epsilon_m2_per_s3", "front_epsilon_m2_per_s3", "epsilon_m2_per_s3"}, Need::Optional, kNotNegative).value_or(0);
    values.known({"face_velocity_m_per_s", "velocity_m_per_s", "results"});
    out.airCase.devices.push_back(std::move(device));
    out.airCase.deviceBodies.push_back(box.value_or(Box{}));
}

void readMesh(CaseValues& root, const json& document, ReferenceCase& out, Issues& issues) {
    root.known({"mesh"});
    if (!document.contains("mesh") || !document["mesh"].is_object() || !document["mesh"].contains("segments")) return;
    const json& segments = document["mesh"]["segments"];
    const std::array<double, 3> size{out.airCase.sizeX_m, out.airCase.sizeY_m, out.airCase.sizeZ_m};
    bool good = segments.is_object();
    std::array<std::vector<ReferenceCase::Segment>, 3> mesh;
    for (std::size_t a = 0; a < 3 && good; ++a) {
        const std::string axis(1, char('x' + a));
        good = segments.contains(axis) && segments[axis].is_array() && !segments[axis].empty();
        double at = 0;
        for (std::size_t n = 0; good && n < segments[axis].size(); ++n) {
            const json& s = segments[axis][n];
            const auto number = [&](const char* key) { return s.is_object() && s.contains(key) && s[key].is_number() ? s[key].get<double>() : -1.0; };
            const ReferenceCase::Segment segment{number("from_m"), number("to_m"), int(number("cells"))};
            good = std::abs(segment.from_m - at) < 1e-6 && segment.to_m > segment.from_m && segment.cells > 0 && segment.cells <= 4000;
            at = segment.to_m;
            mesh[a].push_back(segment);
        }
        good = good && std::abs(at - size[a]) < 1e-6;
    }
    if (good) {
        out.mesh = std::move(mesh);
        return;
    }
    Issue issue;
    issue.code = "air.case.badMesh";
    issue.path = "/mesh/segments";
    issue.text = {TWIN_TR("The mesh segments do not span the hall; cells are chosen from the geometry."), {}};
    issue.hint = {TWIN_TR("Let the segments of each axis follow one another from 0 to the hall's size."), {}};
    issues.push_back(std::move(issue));
}

void readReference(CaseValues& root, const json& document, ReferenceCase& out) {
    root.known({"results"});
    if (!document.contains("results") || !document["results"].is_object() || !document["results"].contains("racks")) return;
    const json& racks = document["results"]["racks"];
    if (!racks.is_object()) return;
    out.reference.resize(out.racks);
    for (std::size_t r = 0; r < out.racks; ++r) {
        const auto found = racks.find(out.airCase.devices[r].name);
        if (found == racks.end() || !found->is_object()) continue;
        const auto number = [&](const char* key) { return found->contains(key) && (*found)[key].is_number() ? (*found)[key].get<double>() : std::nan(""); };
        out.reference[r] = {number("mean_C"), number("std_C"), number("standard_error_of_mean_K"), {number("z1_C"), number("z2_C"), number("z3_C")}};
    }
}

}  // namespace

ReadCase readReferenceCase(std::string_view text) {
    ReadCase read;
    Issues& issues = read.issues;
    json document;
    try {
        document = json::parse(withoutBareNaN(text));
    } catch (const json::exception& e) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "air.case.notJson";
        issue.text = {TWIN_TR("The file is not JSON: {0}"), {e.what()}};
        issue.hint = {TWIN_TR("Check the place that the message names."), {}};
        issues.push_back(std::move(issue));
        return read;
    }
    ReferenceCase out;
    AirCase& hall = out.airCase;
    CaseValues root(document, "", "", issues);
    if (!document.is_object()) return read;
    if (const std::string format = root.text("format"); format != "air-reference-case/1")
        root.error("air.case.format", {TWIN_TR("This is not a case of the format air-reference-case/1."), {}}, format, "air-reference-case/1", {TWIN_TR("Give the key format this value."), {}});
    out.name = root.text("name");
    out.description = root.text("description");
    if (auto size = root.child({"hall_size_m"}, Need::Required)) {
        hall.sizeX_m = size->number({"x"}, Need::Required, kLength).value_or(0);
        hall.sizeY_m = size->number({"y"}, Need::Required, kLength).value_or(0);
        hall.sizeZ_m = size->number({"z"}, Need::Required, kLength).value_or(0);
        size->reportUnknown();
    }
    readAir(root, hall);
    readWalls(root, hall);
    readGravity(root, document, hall);
    forEach(root, document, "solids", "solid", issues, [&](CaseValues& values, std::size_t) {
        values.known({"wall"});
        const auto box = values.box("box_m", Need::Required);
        if (!box) return;
        hall.solids.push_back(*box);
        out.solidNames.push_back(values.name());
    });
    if (!document.contains("racks")) root.error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {"/", "racks"}}, {}, {}, {TWIN_TR("Add the key with its value."), {}});
    forEach(root, document, "racks", "rack", issues, [&](CaseValues& values, std::size_t n) {
        readRack(values, out);
        hall.devices.back().bands = readBands(values, document["racks"][n], hall.deviceBodies.back(), issues);
    });
    out.racks = hall.devices.size();
    for (const char* key : {"coolers", "in_row_coolers", "inrow_coolers", "cooling_units", "crahs"})
        forEach(root, document, key, "cooler", issues, [&](CaseValues& values, std::size_t) { readCooler(values, out); });
    std::size_t supplies = 0, returns = 0;
    forEach(root, document, "supplies", "supply", issues, [&](CaseValues& values, std::size_t) {
        ++supplies;
        Supply supply;
        supply.name = values.name();
        const auto opening = wallOpening(values, hall);
        const auto flow = values.number({"flow_m3_per_s"}, Need::Required, kPositive);
        const auto temperature = values.number({"temperature_C", "supply_temperature_C"}, Need::Required, kCelsius);
        supply.k_m2_s2 = values.number({"k_m2_per_s2"}, Need::Optional, kNotNegative).value_or(0);
        supply.epsilon_m2_s3 = values.number({"epsilon_m2_per_s3"}, Need::Optional, kNotNegative).value_or(0);
        values.known({"velocity_m_per_s"});
        if (!opening || !flow || !temperature) return;
        supply.opening = *opening;
        supply.flow_m3_s = *flow;
        supply.temperature_C = *temperature;
        hall.supplies.push_back(std::move(supply));
    });
    forEach(root, document, "returns", "return", issues, [&](CaseValues& values, std::size_t) {
        ++returns;
        Return back;
        back.name = values.name();
        const auto opening = wallOpening(values, hall);
        back.inflow_C = values.number({"inflow_temperature_C"}, Need::Optional, kCelsius).value_or(30);
        back.inflowK_m2_s2 = values.number({"inflow_k_m2_per_s2"}, Need::Optional, kNotNegative).value_or(0);
        back.inflowEpsilon_m2_s3 = values.number({"inflow_epsilon_m2_per_s3"}, Need::Optional, kNotNegative).value_or(0);
        values.known({"condition", "flow_m3_per_s"});
        if (!opening) return;
        back.opening = *opening;
        hall.returns.push_back(std::move(back));
    });
    readMesh(root, document, out, issues);
    readReference(root, document, out);
    root.known({"status", "remarks", "coordinates", "rack_coupling", "other_surfaces", "supply_share_of_rack_flow", "total_rack_flow_m3_per_s", "turbulence", "numerics", "run", "units", "cooler_coupling", "notes", "source", "license", "provenance"});
    root.reportUnknown();
    checkReferenceCase(out, supplies, returns, issues);
    if (!hasErrors(issues)) read.hall = std::move(out);
    return read;
}

std::array<std::vector<double>, 3> meshFaces(const ReferenceCase& hall) {
    std::array<std::vector<double>, 3> faces;
    for (std::size_t a = 0; a < 3; ++a) {
        if (hall.mesh[a].empty()) return {};
        faces[a].push_back(hall.mesh[a].front().from_m);
        for (const auto& s : hall.mesh[a])
            for (int n = 1; n <= s.cells; ++n) faces[a].push_back(n == s.cells ? s.to_m : s.from_m + (s.to_m - s.from_m) * n / s.cells);
    }
    return faces;
}

}  // namespace twin::air
