// SPDX-License-Identifier: GPL-3.0-or-later
// YAML to Description: types, units, unknown keys. Nothing is judged here.
#include "plugins/netbox/device_library.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

namespace plenum::netbox {

using namespace twin;

namespace {

const std::set<std::string_view> kDeviceKeys{
    "manufacturer", "model", "slug", "part_number", "u_height", "is_full_depth", "airflow", "weight", "weight_unit", "front_image", "rear_image", "subdevice_role", "is_powered", "console-ports",
    "console-server-ports", "power-ports", "power-outlets", "interfaces", "front-ports", "rear-ports", "module-bays", "device-bays", "inventory-items", "description", "comments"};
const std::set<std::string_view> kRackKeys{
    "manufacturer", "model", "slug", "form_factor", "width", "u_height", "starting_unit", "outer_width", "outer_depth", "outer_height", "outer_unit", "weight", "max_weight", "weight_unit", "mounting_depth",
    "desc_units", "description", "comments"};
const std::set<std::string_view> kPartKeys{
    "name", "label", "type", "description", "position", "positions", "color", "maximum_draw", "allocated_draw", "power_port", "feed_leg", "mgmt_only", "enabled", "poe_mode", "poe_type", "rf_role", "bridge",
    "rear_port", "rear_port_position", "manufacturer", "part_id", "parent"};

class Reader {
  public:
    Reader(const std::string& file, Issues& issues) : m_file(file), m_issues(issues) {}

    std::optional<Description> read(const YAML::Node& top) {
        if (!top.IsMap()) {
            report(Severity::Error, "netbox.notADevice", "", {TWIN_TR("The file does not describe a device or a rack."), {}});
            return {};
        }
        Description device;
        device.file = m_file;
        device.rack = has(top, "form_factor") || has(top, "outer_width") || has(top, "outer_depth") || has(top, "max_weight");
        device.maker = text(top, "manufacturer");
        device.model = text(top, "model");
        if (device.maker.empty() || device.model.empty()) {
            report(Severity::Error, "netbox.notADevice", "", {TWIN_TR("The file names no manufacturer or no model and is not read."), {}});
            return {};
        }
        checkKeys(top, "", device.rack ? kRackKeys : kDeviceKeys);
        device.words = device.model + "\n" + text(top, "description") + "\n" + text(top, "comments");
        device.units = number(top, "u_height");
        if (device.units && (*device.units < 0 || *device.units > 100 || std::abs(*device.units * 2 - std::round(*device.units * 2)) > 1e-9)) {
            report(Severity::Error, "netbox.units", "#u_height", {TWIN_TR("The height of {0} U cannot be; it is not taken."), {text(top, "u_height")}}, "0 … 100");
            device.units.reset();
        }
        device.mass_kg = scaled(top, "weight", "weight_unit", {{"kg", 1}, {"g", 1e-3}, {"lb", 0.45359237}, {"oz", 0.028349523125}});
        device.maximumMass_kg = scaled(top, "max_weight", "weight_unit", {{"kg", 1}, {"g", 1e-3}, {"lb", 0.45359237}, {"oz", 0.028349523125}});
        device.width_m = scaled(top, "outer_width", "outer_unit", {{"mm", 1e-3}, {"in", 0.0254}});
        device.depth_m = scaled(top, "outer_depth", "outer_unit", {{"mm", 1e-3}, {"in", 0.0254}});
        device.height_m = scaled(top, "outer_height", "outer_unit", {{"mm", 1e-3}, {"in", 0.0254}});
        if (const auto depth = number(top, "mounting_depth")) device.mounting_m = *depth / 1e3;  // always millimetres
        if (has(top, "is_powered")) device.powered = text(top, "is_powered") != "false";
        device.child = text(top, "subdevice_role") == "child";
        readParts(top, device);
        return device;
    }

  private:
    void report(Severity severity, const char* code, const std::string& at, Text what, std::string allowed = {}) {
        m_issues.push_back({severity, code, {}, m_file, at, std::move(what), {}, std::move(allowed), {}});
    }
    static bool has(const YAML::Node& node, const char* key) { return node[key].IsDefined() && !node[key].IsNull(); }

    std::string text(const YAML::Node& node, const char* key) {
        if (!has(node, key)) return {};
        if (node[key].IsScalar()) return node[key].Scalar();
        report(Severity::Error, "netbox.wrongType", std::string("#") + key, {TWIN_TR("“{0}” must be a text or a number."), {key}});
        return {};
    }

    std::optional<double> number(const YAML::Node& node, const char* key) {
        if (!has(node, key)) return {};
        double value = 0;
        if (node[key].IsScalar() && YAML::convert<double>::decode(node[key], value) && std::isfinite(value) && value >= 0) return value;
        report(Severity::Error, "netbox.wrongType", std::string("#") + key, {TWIN_TR("“{0}” must be a number of zero or more."), {key}});
        return {};
    }

    std::optional<double> scaled(const YAML::Node& node, const char* key, const char* unitKey, std::initializer_list<std::pair<std::string_view, double>> units) {
        const auto value = number(node, key);
        if (!value || *value == 0) return {};
        const std::string unit = text(node, unitKey);
        std::string known;
        for (const auto& [name, factor] : units) {
            if (name == unit) return *value * factor;
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        report(Severity::Error, "netbox.unit", std::string("#") + unitKey,
               unit.empty() ? Text{TWIN_TR("“{0}” has no unit ({1}) and is not taken."), {key, unitKey}} : Text{TWIN_TR("The unit “{1}” of “{0}” is not known; it is not taken."), {key, unit}}, known);
        return {};
    }

    void checkKeys(const YAML::Node& map, const std::string& at, const std::set<std::string_view>& known) {
        std::set<std::string> unknown;
        for (const auto& member : map)
            if (member.first.IsScalar() && !known.contains(member.first.Scalar())) unknown.insert(member.first.Scalar().substr(0, 60));
        for (const std::string& key : unknown)
            if (m_told.insert(at + "/" + key).second) report(Severity::Warning, "netbox.unknownKey", "#" + at + (at.empty() ? "" : "/") + key, {TWIN_TR("“{0}” is not known here and is not read."), {key}});
    }

    void readParts(const YAML::Node& top, Description& device) {
        for (const char* list : {"console-ports", "console-server-ports", "power-ports", "power-outlets", "interfaces", "front-ports", "rear-ports", "module-bays", "device-bays", "inventory-items"}) {
            if (!has(top, list)) continue;
            if (!top[list].IsSequence()) {
                report(Severity::Error, "netbox.wrongType", std::string("#") + list, {TWIN_TR("“{0}” must be a list."), {list}});
                continue;
            }
            for (const YAML::Node& part : top[list]) {
                if (!part.IsMap()) {
                    report(Severity::Error, "netbox.wrongType", std::string("#") + list, {TWIN_TR("An entry of “{0}” is not an object."), {list}});
                    continue;
                }
                checkKeys(part, list, kPartKeys);
                if (list == std::string_view("power-ports")) device.inlets.push_back({text(part, "type"), number(part, "maximum_draw").value_or(0), number(part, "allocated_draw").value_or(0)});
                if (list == std::string_view("power-outlets")) ++device.outlets;
            }
        }
    }

    const std::string& m_file;
    Issues& m_issues;
    std::set<std::string> m_told;
};

}  // namespace

std::optional<Description> describe(const std::string& yaml, const std::string& file, Issues& issues) {
    try {
        return Reader(file, issues).read(YAML::Load(yaml));
    } catch (const YAML::Exception& error) {
        issues.push_back({Severity::Error, "netbox.notYaml", {}, file, error.mark.is_null() ? std::string() : ":" + std::to_string(error.mark.line + 1),
                          {TWIN_TR("The file is not valid YAML: {0}"), {error.msg}}, {}, {}, {}});
        return {};
    }
}

}  // namespace plenum::netbox
