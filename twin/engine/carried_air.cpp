// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/carried_air.h"

#include "twin/engine/coupling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::engine {

namespace {

constexpr std::array<Quantity, 4> kInlets{Quantity::InletTemperature, Quantity::InletLow, Quantity::InletMid, Quantity::InletHigh};

const CarriedAir::Field* fieldOf(const CarriedAir& carried, Id room, int nx, int ny, int nz) {
    for (const auto& field : carried.fields)
        if (field.room == room && field.nx == nx && field.ny == ny && field.nz == nz) return &field;
    return nullptr;
}

CarriedAir::Field change(const AirField& instant, const AirField& refined, const CarriedAir* before) {
    CarriedAir::Field field{instant.room, instant.nx, instant.ny, instant.nz, std::vector<float>(instant.temperature_C.size(), 0.f)};
    const CarriedAir::Field* had = before ? fieldOf(*before, field.room, field.nx, field.ny, field.nz) : nullptr;
    for (int k = 0; k < field.nz; ++k)
        for (int j = 0; j < field.ny; ++j)
            for (int i = 0; i < field.nx; ++i) {
                const std::size_t cell = instant.cell(i, j, k);
                const Vec3 centre{instant.origin.x + (i + 0.5) * instant.dx_m, instant.origin.y + (j + 0.5) * instant.dy_m, instant.origin.z + (k + 0.5) * instant.dz_m};
                const float kelvin = refined.temperatureAt(centre) - instant.temperature_C[cell] + (had ? had->kelvin[cell] : 0.f);
                if (std::isfinite(kelvin)) field.kelvin[cell] = kelvin;
            }
    return field;
}

}  // namespace

std::shared_ptr<const CarriedAir> carriedAir(const Frame& instant, const Frame& refined, const CarriedAir* before) {
    if (!instant.site || !refined.site) return nullptr;
    auto carried = std::make_shared<CarriedAir>();
    for (const auto& field : refined.fields) {
        const AirField* from = field && field->stage == AirField::Stage::Refined ? instant.field(field->room) : nullptr;
        if (from != nullptr) carried->fields.push_back(change(*from, *field, before));
    }
    if (carried->fields.empty()) return nullptr;
    const auto carry = [&](const Item& item) {
        const Item* room = roomOf(*refined.site, item);  // a hall that was not refined carries nothing
        if (room == nullptr || std::none_of(carried->fields.begin(), carried->fields.end(), [&](const auto& field) { return field.room == room->id; })) return;
        std::array<double, 4> kelvin{};
        for (std::size_t q = 0; q < kInlets.size(); ++q) kelvin[q] = refined.value(item, kInlets[q]) - instant.value(item, kInlets[q]);
        if (!std::all_of(kelvin.begin(), kelvin.end(), [](double k) { return std::isfinite(k); })) return;
        if (before != nullptr)
            if (const auto had = before->inlets.find(item.id); had != before->inlets.end())
                for (std::size_t q = 0; q < kelvin.size(); ++q) kelvin[q] += had->second[q];
        carried->inlets.emplace(item.id, kelvin);
    };
    for (const Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) refined.site->items(kind).forEach(carry);
    return carried;
}

std::shared_ptr<const air::AirResult> withCarried(const air::AirResult& instant, const air::RoomAir& room, const CarriedAir& carried) {
    const CarriedAir::Field* field = fieldOf(carried, room.room->id, instant.nx, instant.ny, instant.nz);
    double coldest_C = std::numeric_limits<double>::infinity();
    bool any = field != nullptr;
    for (std::size_t d = 0; d < room.devices.size() && d < instant.devices.size(); ++d) {
        any = any || carried.inlets.contains(room.devices[d].item->id);
        if (room.airCase.devices[d].kind == air::Device::Kind::Cooler && instant.devices[d].flow_m3_s > 0) coldest_C = std::min(coldest_C, instant.devices[d].outlet_C);
    }
    if (!any) return nullptr;
    auto shown = std::make_shared<air::AirResult>(instant);
    const auto add = [&](double value_C, double kelvin) { return std::max(value_C + kelvin, std::min(value_C, coldest_C)); };
    for (std::size_t d = 0; d < room.devices.size() && d < shown->devices.size(); ++d) {
        const auto found = carried.inlets.find(room.devices[d].item->id);
        air::DeviceResult& device = shown->devices[d];
        if (found == carried.inlets.end() || device.flow_m3_s <= 0) continue;
        const double intake_C = add(device.intake_C, found->second[0]);
        device.outlet_C += intake_C - device.intake_C;
        device.intake_C = intake_C;
        device.intakeLow_C = add(device.intakeLow_C, found->second[1]);
        device.intakeMid_C = add(device.intakeMid_C, found->second[2]);
        device.intakeHigh_C = add(device.intakeHigh_C, found->second[3]);
    }
    if (field != nullptr)
        for (std::size_t c = 0; c < shown->temperature_C.size(); ++c) shown->temperature_C[c] = float(add(shown->temperature_C[c], field->kelvin[c]));
    return shown;
}

std::vector<std::shared_ptr<const air::AirResult>> Coupling::showCarried(const std::shared_ptr<const CarriedAir>& carried) {
    auto solved = air;
    if (!carried) return solved;
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        if (!air[r] || !air[r]->report.usable()) continue;
        const EngineMemory::Room* known = nullptr;  // a hall that has not changed is shown as before
        if (const EngineMemory* before = memory(); before != nullptr && before->carried == carried)
            for (const auto& room : before->rooms)
                if (room.result == air[r]) known = &room;
        if (auto shown = known ? known->shown : withCarried(*air[r], rooms[r], *carried)) air[r] = std::move(shown);
    }
    return solved;
}

}  // namespace twin::engine
