// SPDX-License-Identifier: GPL-3.0-or-later
// Description to EquipmentType: what a device is, and which of its figures may be believed.
//
// Ratings. A rack PDU carries I·V on one phase and √3·I·V on three. The model's PDUs are three-phase, so one phase is
// entered as I/√3: the power it can carry is right. Words like "14.4kW" on North American units are derated already
// (usable share 1); a circuit's size ("30A") is not (usable share 0.8, NEC 210.20); IEC plugs are rated continuously (1).
// Where several figures are stated the lowest counts.
#include "plugins/netbox/device_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <regex>

namespace plenum::netbox {

using namespace twin;

namespace {

constexpr double kUnit_m = 0.04445;       // EIA-310-D
constexpr double kPanelWidth_m = 0.4826;  // 19 in
constexpr double kLeastPlug_A = 16;       // the smallest of IEC 60309 series I
constexpr double kLeastPowerFactor = 0.6; // W over VA of small line-interactive UPSs: the low end of data sheets
constexpr double kNecContinuous = 0.8;    // NEC 210.20

bool says(const std::string& words, const std::regex& pattern) { return std::regex_search(words.substr(0, 4000), pattern); }

std::string number(double value) { return fmt::format("{:.6g}", value); }

class Judge {
  public:
    Judge(const Description& device, const ImportChoices& choices, Issues& issues) : m_device(device), m_choices(choices), m_issues(issues), m_said(statedFigures(device.words)) {}

    std::optional<EquipmentType> type() {
        static const auto kFlags = std::regex::icase | std::regex::optimize;
        static const std::regex kBattery(R"(battery pack)", kFlags), kCdu(R"(\bCDU\b|coolant distribution)", kFlags), kTransformer(R"(transformer)", kFlags);
        static const std::regex kSwitch(R"(\bATS\b|transfer switch)", kFlags), kPdu(R"(\be?PDU)", kFlags), kUps(R"(\bUPS\b)", kFlags);
        const std::string& words = m_device.words;
        if (m_device.rack) return rack();
        if (m_device.child) return nothing(Severity::Note, "netbox.part", {TWIN_TR("{0} is a part that sits inside another device."), {m_device.model}});
        if (says(words, kBattery)) return nothing(Severity::Warning, "netbox.battery", {TWIN_TR("{0} is a battery whose power and energy are not stated; no type is made of it."), {m_device.model}});
        if (says(words, kCdu)) return cdu();
        if (says(words, kTransformer)) return transformer();
        if (m_device.outlets > 0 && says(words, kSwitch)) return distribution(Kind::TransferSwitch);
        if (m_device.outlets > 0 && says(words, kPdu)) return distribution(Kind::Pdu);
        if (says(words, kUps)) return ups();
        if (m_device.outlets > 0) return nothing(Severity::Warning, "netbox.unclear", {TWIN_TR("{0} has power outlets, but nothing says whether it is a PDU or a UPS; no type is made of it."), {m_device.model}});
        return computer();
    }

  private:
    void note(Severity severity, const char* code, Text what, std::string at = {}) {
        m_issues.push_back({severity, code, {}, m_device.file, at.empty() ? at : "#" + at, std::move(what), {}, {}, {}});
    }
    std::optional<EquipmentType> nothing(Severity severity, const char* code, Text why) {
        note(severity, code, std::move(why));
        return {};
    }

    EquipmentType make(Kind kind, const std::string& name) const {
        // The same device gives the same id whenever it is read, so that reading again replaces and does not double.
        std::uint64_t hash = 0xcbf29ce484222325ull;  // FNV-1a
        for (const char c : fmt::format("netbox\n{}\n{}\n{}", spec(kind).key, m_device.maker, name)) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
        return {Id{hash == 0 ? 1 : hash}, kind, name, m_device.maker, "1", fmt::format("NetBox device-type library, {}", m_device.file), {}, {}};
    }
    static void put(EquipmentType& type, Param param, double value, std::string source = {}) {
        type.values.set(param, value);
        if (!source.empty()) type.sources.emplace_back(param, std::move(source));
    }

    std::optional<EquipmentType> rack() {
        EquipmentType type = make(Kind::Rack, m_device.model);
        const StatedBody said = statedBody(m_device.words);
        const auto side = [&](Param param, const char* key, const std::optional<double>& field, const std::optional<double>& words) {
            if (field) put(type, param, *field);
            else if (words) put(type, param, *words, "its description");
            if (!field && words)
                note(Severity::Warning, "netbox.rackSize", {TWIN_TR("{0} has no {1}; {2} mm are taken from its description."), {m_device.model, key, number(*words * 1e3)}}, key);
            if (!field && !words) note(Severity::Warning, "netbox.rackSize", {TWIN_TR("{0} has no {1}; the default of a rack stays."), {m_device.model, key}}, key);
            if (field && words && std::abs(*field - *words) > 0.002)
                note(Severity::Warning, "netbox.contradiction", {TWIN_TR("{0}: {1} is {2} mm, its description says {3} mm; the field is taken."), {m_device.model, key, number(*field * 1e3), number(*words * 1e3)}}, key);
        };
        side(Param::Width, "outer_width", m_device.width_m, said.width_m);
        side(Param::Depth, "outer_depth", m_device.depth_m, said.depth_m);
        side(Param::Height, "outer_height", m_device.height_m, said.height_m);
        if (m_device.units && *m_device.units >= 1) put(type, Param::RackUnits, std::floor(*m_device.units));
        else note(Severity::Warning, "netbox.rackSize", {TWIN_TR("{0} has no {1}; the default of a rack stays."), {m_device.model, "u_height"}}, "u_height");
        if (m_device.mounting_m && m_device.depth_m && (*m_device.mounting_m < 0.4 * *m_device.depth_m || *m_device.mounting_m > *m_device.depth_m))
            note(Severity::Warning, "netbox.mountingDepth", {TWIN_TR("{0}: a mounting depth of {1} mm in {2} mm cannot be; check the library."), {m_device.model, number(*m_device.mounting_m * 1e3), number(*m_device.depth_m * 1e3)}}, "mounting_depth");
        mass(type);
        return type;
    }

    void mass(EquipmentType& type) {
        using Mass = ImportChoices::RackMass;
        if (m_choices.mass == Mass::Unset) return;
        const double empty_kg = m_device.mass_kg.value_or(0), load_kg = m_device.maximumMass_kg.value_or(0);
        if (!m_device.mass_kg || (m_choices.mass == Mass::Full && !m_device.maximumMass_kg)) {
            note(Severity::Warning, "netbox.mass", {TWIN_TR("{0} states no empty mass or no maximum load; the default of a rack stays."), {m_device.model}}, "weight");
        } else if (m_choices.mass == Mass::Full) {
            put(type, Param::Weight, empty_kg + load_kg, fmt::format("empty {} kg + maximum load {} kg", number(empty_kg), number(load_kg)));
            note(Severity::Note, "netbox.mass", {TWIN_TR("{0}: {1} kg empty and {2} kg of load at most are entered as its mass; as installed it will be less."), {m_device.model, number(empty_kg), number(load_kg)}}, "max_weight");
        } else {
            put(type, Param::Weight, empty_kg, "empty");
            note(Severity::Warning, "netbox.mass", {TWIN_TR("{0} is entered with its empty mass of {1} kg: what stands in it is missing from the floor load."), {m_device.model, number(empty_kg)}}, "weight");
        }
    }

    /// Size of something bolted into a rack.
    void mounted(EquipmentType& type) {
        const StatedBody said = statedBody(m_device.words);
        const bool zeroUnits = !m_device.units || *m_device.units < 0.5;
        if (said.width_m) put(type, Param::Width, *said.width_m, "its description");
        else if (!zeroUnits) put(type, Param::Width, kPanelWidth_m, "19-inch panel");
        if (said.height_m) put(type, Param::Height, *said.height_m, "its description");
        else if (!zeroUnits) put(type, Param::Height, *m_device.units * kUnit_m, fmt::format("{} U", number(*m_device.units)));
        if (said.depth_m) put(type, Param::Depth, *said.depth_m, "its description");
        put(type, Param::ClearanceFront, 0, "mounted in a rack");
        put(type, Param::ClearanceRear, 0, "mounted in a rack");
        if (m_device.mass_kg) put(type, Param::Weight, *m_device.mass_kg);
        if (!said.depth_m)
            note(Severity::Note, "netbox.size",
                 zeroUnits ? Text{TWIN_TR("{0}: its size is not stated; the default of its kind stays. It is mounted in a rack and takes no floor of its own."), {m_device.model}}
                           : Text{TWIN_TR("{0}: its depth is not stated; the default of its kind stays. It is mounted in a rack and takes no floor of its own."), {m_device.model}});
    }

    /// The lowest figure; several of them are told.
    std::optional<double> lowest(const std::vector<double>& values, const char* unit) {
        if (values.size() > 1) note(Severity::Warning, "netbox.severalRatings", {TWIN_TR("{0} states {1} and {2} {3}; the lowest is taken."), {m_device.model, number(values.front()), number(values.back()), unit}});
        return values.empty() ? std::nullopt : std::optional(values.front());
    }

    std::optional<Plug> plug() {
        for (const Inlet& inlet : m_device.inlets)
            if (const auto known = plugOf(inlet.type); known && !known->dc) return known;
        return {};
    }

    /// Line to line of three phases, else between the two poles; 0: unknown.
    double voltage(const std::optional<Plug>& inlet, bool threePhase) {
        const auto said = lowest(m_said.voltage_V, "V");
        if (!said) return inlet ? inlet->voltage_V : 0;
        const double lineToLine = threePhase && *said >= 220 && *said <= 240 ? 400 : *said;  // 230 V to neutral
        if (inlet && inlet->voltage_V > 0 && std::abs(inlet->voltage_V / lineToLine - 1) > 0.25)
            note(Severity::Warning, "netbox.contradiction", {TWIN_TR("{0}: its plug is for {1} V, its words say {2} V; the words are taken."), {m_device.model, number(inlet->voltage_V), number(lineToLine)}}, "power-ports");
        return lineToLine;
    }

    std::optional<EquipmentType> distribution(Kind kind) {
        static const std::regex kThree(R"(\b3 ?-?PH|three[- ]phase)", std::regex::icase | std::regex::optimize);
        const auto inlet = plug();
        const bool threePhase = (inlet && inlet->threePhase) || says(m_device.words, kThree);
        const double volt_V = voltage(inlet, threePhase);
        const double phases = threePhase ? std::numbers::sqrt3 : 1;
        double amp_A = 0, usable = inlet && !inlet->continuous ? kNecContinuous : 1;
        std::string from;
        if (const auto said_A = lowest(m_said.current_A, "A")) {
            amp_A = *said_A;
            from = fmt::format("{} A stated", number(amp_A));
        } else if (const auto said_W = lowest(m_said.power_W, "W"); said_W && volt_V > 0) {
            amp_A = *said_W / (phases * volt_V);
            usable = 1;
            from = fmt::format("{} W stated", number(*said_W));
        } else if (inlet && inlet->current_A > 0) {
            amp_A = inlet->current_A;
            from = fmt::format("its plug, {} A", number(amp_A));
        } else if (inlet) {
            amp_A = kLeastPlug_A;
            from = "smallest plug of its kind, 16 A";
            note(Severity::Warning, "netbox.rating", {TWIN_TR("{0} states no current and its plug comes in several sizes; the smallest, {1} A, is taken."), {m_device.model, number(amp_A)}}, "power-ports");
        }
        if (!(amp_A > 0) || !(volt_V > 0)) return nothing(Severity::Warning, "netbox.rating", {TWIN_TR("Neither the words nor the plug of {0} tell what it can carry; no type is made of it."), {m_device.model}});
        EquipmentType type = make(kind, m_device.model);
        mounted(type);
        put(type, Param::Voltage, volt_V);
        if (threePhase) {
            put(type, Param::Current, amp_A, from);
        } else {
            put(type, Param::Current, amp_A / std::numbers::sqrt3, from + ", one phase: entered over √3");
            note(Severity::Note, "netbox.singlePhase", {TWIN_TR("{0} is single-phase: {1} A are entered as {2} A of three phases, so that the power it carries is right."), {m_device.model, number(amp_A), fmt::format("{:.1f}", amp_A / std::numbers::sqrt3)}});
        }
        put(type, Param::UsableShare, usable, usable < 1 ? "NEC 210.20" : "rated continuously");
        return type;
    }

    std::optional<EquipmentType> ups() {
        const auto apparent_VA = lowest(m_said.apparent_VA, "VA");
        if (!apparent_VA) return nothing(Severity::Warning, "netbox.rating", {TWIN_TR("{0} does not state its VA; no type is made of it."), {m_device.model}});
        EquipmentType type = make(Kind::Ups, m_device.model);
        mounted(type);
        put(type, Param::RatedApparent, *apparent_VA, "stated");
        const auto watts = std::find_if(m_said.power_W.begin(), m_said.power_W.end(), [&](double value) { return value >= 0.3 * *apparent_VA && value <= *apparent_VA; });
        if (watts != m_said.power_W.end()) {
            put(type, Param::RatedPower, *watts, "stated");
        } else {
            put(type, Param::RatedPower, kLeastPowerFactor * *apparent_VA, "0.6 W a VA");
            note(Severity::Warning, "netbox.rating", {TWIN_TR("{0} states {1} VA but no watts; 0.6 W a VA, the low end of small UPSs, is taken."), {m_device.model, number(*apparent_VA)}});
        }
        if (const double volt_V = voltage(plug(), false); volt_V > 0) {
            put(type, Param::Voltage, volt_V);
            put(type, Param::VoltageOut, volt_V);
        }
        if (std::any_of(m_device.inlets.begin(), m_device.inlets.end(), [](const Inlet& inlet) { return inlet.maximum_W > 0; }))
            note(Severity::Note, "netbox.inletDraw", {TWIN_TR("{0}: what its inlet may draw is not what it can supply and is not taken."), {m_device.model}}, "power-ports");
        return type;
    }

    std::optional<EquipmentType> transformer() {
        const auto apparent_VA = lowest(m_said.apparent_VA, "VA");
        if (!apparent_VA || m_said.voltage_V.size() != 2)
            return nothing(Severity::Warning, "netbox.rating", {TWIN_TR("{0} does not state its VA and its two voltages; no type is made of it."), {m_device.model}});
        EquipmentType type = make(Kind::Transformer, m_device.model);
        mounted(type);
        put(type, Param::RatedApparent, *apparent_VA, "stated");
        put(type, Param::Voltage, m_said.voltage_V[1]);
        put(type, Param::VoltageOut, m_said.voltage_V[0]);
        return type;
    }

    std::optional<EquipmentType> cdu() {
        if (!m_said.cooling_W) return nothing(Severity::Warning, "netbox.rating", {TWIN_TR("{0} does not state its cooling capacity; no type is made of it."), {m_device.model}});
        EquipmentType type = make(Kind::Cdu, m_device.model);
        mounted(type);
        put(type, Param::CoolingCapacity, *m_said.cooling_W, "stated");
        // Pumps and reference flow of the kind are those of a big unit: scaled with the capacity they fit each other.
        for (const Param param : {Param::PumpFlow, Param::LiquidRefFlow})
            put(type, param, defaultValue(Kind::Cdu, param) * *m_said.cooling_W / defaultValue(Kind::Cdu, Param::CoolingCapacity), "default of the kind, by its capacity");
        note(Severity::Warning, "netbox.cdu", {TWIN_TR("{0}: the library knows its capacity only; flows are scaled from the default unit, heads and approach are the default's."), {m_device.model}});
        if (m_device.inlets.empty()) note(Severity::Warning, "netbox.noPowerPort", {TWIN_TR("{0} has no power port; what it draws is not stated."), {m_device.model}}, "power-ports");
        return type;
    }

    /// Servers, switches and what else draws power without giving it.
    std::optional<EquipmentType> computer() {
        const auto& name = m_device.model;
        double sum_W = 0;
        for (const Inlet& inlet : m_device.inlets) sum_W += inlet.maximum_W;
        if (m_device.inlets.empty())
            note(Severity::Warning, "netbox.noPowerPort", m_device.powered.has_value() && !*m_device.powered ? Text{TWIN_TR("{0} has no power port of its own: it is fed by the rack (busbar, power shelf) or draws nothing. Its power is not stated here."), {name}}
                                                                                                        : Text{TWIN_TR("{0} has no power port; what it draws is not stated."), {name}}, "power-ports");
        if (sum_W > 0 && m_said.consumption_W)
            note(Severity::Warning, "netbox.supplies", {TWIN_TR("{0}: its {1} supplies add up to {2} W, its own words say {3} W; the words are taken."), {name, std::to_string(m_device.inlets.size()), number(sum_W), number(*m_said.consumption_W)}}, "power-ports");
        else if (sum_W > 0)
            note(Severity::Warning, "netbox.supplies", {TWIN_TR("{0}: {1} supplies with nameplates of {2} W together; some of them are spare, so this is not what it draws. Its power is left open."), {name, std::to_string(m_device.inlets.size()), number(sum_W)}}, "power-ports");
        const double units = m_device.units.value_or(0);
        if (m_choices.serversPerRack == 0 || !m_said.consumption_W || units < 1) {
            const std::string power = m_said.consumption_W ? number(*m_said.consumption_W) + " W" : "?";
            return nothing(Severity::Note, "netbox.noPlace", {TWIN_TR("{0} ({1} U, {2}) stands in a rack, not on a floor; no type is made of it."), {name, m_device.units ? number(units) : "?", power}});
        }
        const int count = m_choices.serversPerRack;
        if (count * units > m_choices.rackUnits)
            return nothing(Severity::Warning, "netbox.doesNotFit", {TWIN_TR("{0} of {1} need {2} U; a rack has {3}. No type is made of it."), {std::to_string(count), name, number(count * units), std::to_string(m_choices.rackUnits)}});
        EquipmentType type = make(Kind::Rack, fmt::format("{} × {}", count, name));
        const std::string source = fmt::format("{} × {} W stated", count, number(*m_said.consumption_W));
        put(type, Param::PowerNameplate, count * *m_said.consumption_W, source);
        put(type, Param::PowerAllocated, count * *m_said.consumption_W, source);
        put(type, Param::Servers, count);
        put(type, Param::RackUnits, m_choices.rackUnits);
        note(Severity::Note, "netbox.rackOfServers", {TWIN_TR("A rack of {0} × {1} draws {2} kW at full load; its size and mass are the default's."), {std::to_string(count), name, number(count * *m_said.consumption_W / 1e3)}});
        return type;
    }

    const Description& m_device;
    const ImportChoices& m_choices;
    Issues& m_issues;
    StatedFigures m_said;
};

}  // namespace

std::optional<EquipmentType> equipmentType(const Description& device, const ImportChoices& choices, Issues& issues) { return Judge(device, choices, issues).type(); }

}  // namespace plenum::netbox
