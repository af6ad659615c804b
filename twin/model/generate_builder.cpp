// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/generate_builder.h"

#include "twin/model/generate_plan.h"

#include <cassert>

namespace twin::generated {

namespace {

using P = Param;
using K = Kind;

struct TypeSpec {
    Kind kind;
    const char* name;
    std::initializer_list<std::pair<Param, double>> values;
};

// Typical figures, those of the catalogue entries of like names.
const std::array<TypeSpec, kTypeCount>& typeSpecs() {
    static const std::array<TypeSpec, kTypeCount> specs = {{
        {K::Rack, "Air rack", {{P::AirDeltaT, kRackAirRise_K}, {P::Weight, 750}, {P::LoadClass, 2}}},
        {K::Rack, "Liquid rack", {{P::AirDeltaT, kRackAirRise_K}, {P::Weight, 1300}, {P::LiquidShare, 0.8}, {P::Cards, 64}, {P::LiquidReturnLimit, kTcsReturn_C}, {P::LiquidRefDrop, 50e3}, {P::LiquidLaminarShare, 0.25}}},
        {K::Crah, "CRAH 160 kW", {{P::Width, 3.3}, {P::Depth, 0.95}, {P::CoolingCapacity, 160e3}, {P::AirFlow, 11.8}, {P::FanPower, 7.8e3}, {P::LiquidRefFlow, 0.0058}, {P::LiquidRefDrop, 55e3}}},
        {K::InRow, "In-row cooler 65 kW", {{P::Width, 0.6}, {P::Weight, 370}, {P::CoolingCapacity, 65e3}, {P::AirFlow, 4.8}, {P::FanPower, 2.6e3}, {P::LiquidRefFlow, 0.0022}, {P::LiquidRefDrop, 50e3}}},
        {K::Cdu, "CDU 1.3 MW", {{P::SupplyTemperature, kTcsSupply_C}, {P::PumpFlow, 0.028}, {P::DifferentialPressure, 90e3}, {P::LiquidRefFlow, 0.026}}},
        {K::Pump, "Pump set 50 L/s", {{P::PumpHead, 250e3}, {P::PumpFlow, kPumpSet_m3_s}, {P::DifferentialPressure, 85e3}}},
        {K::DryCooler, "Dry cooler 2 MW", {{P::Width, 13}, {P::Depth, 2.6}, {P::CoolingCapacity, kDryCooler_W}, {P::FanPower, 34e3}, {P::SupplyTemperature, 37}, {P::LiquidRefFlow, 0.065}}},
        {K::Chiller, "Air-cooled chiller 1.2 MW", {{P::SupplyTemperature, 14}, {P::RatedCop, 3.4}}},
        {K::Tank, "Expansion vessel", {}},
        {K::Pipe, "Pipe DN125", {{P::Diameter, 0.1317}, {P::MinorLoss, 3}}},
        {K::UtilityFeed, "Utility feed 10 kV", {}},
        {K::Transformer, "Transformer 2.5 MVA", {{P::RatedApparent, 2.5e6}, {P::Width, 2.5}, {P::Depth, 1.7}}},
        {K::Switchgear, "LV switchboard 4000 A", {{P::Width, 3.6}}},
        {K::Ups, "UPS 1.2 MW", {{P::RatedPower, 1.2e6}}},
        {K::Busway, "Busway 2500 A", {{P::Current, 2500}, {P::ResistancePerMetre, 1.7e-5}}},
    }};
    return specs;
}

}  // namespace

Kind kindOf(Type type) { return typeSpecs()[type].kind; }

Builder::Builder(std::uint64_t seed) : m_ids(seed) {
    auto table = std::make_shared<TypeTable>();
    for (std::size_t t = 0; t < kTypeCount; ++t) {
        const TypeSpec& row = typeSpecs()[t];
        EquipmentType type{m_ids.next(), row.kind, row.name, {}, "1", "typical", {}, {}};
        for (const auto& [param, value] : row.values) type.values.set(param, value);
        m_types[t] = type.id;
        table->emplace(type.id, std::make_shared<const EquipmentType>(std::move(type)));
    }
    m_table = std::move(table);
}

Item& Builder::add(Kind kind, std::string name, Id parent) {
    auto& list = m_items[static_cast<std::size_t>(kind)];
    Item item;
    item.id = m_ids.next();
    item.kind = kind;
    item.name = std::move(name);
    item.parent = parent;
    list.push_back(std::move(item));
    return list.back();
}

Item& Builder::box(Type type, std::string name, Id parent, double x, double y, double rotation_deg) {
    Item& item = add(typeSpecs()[type].kind, std::move(name), parent);
    item.type = m_types[type];
    item.position = {x, y, 0};
    item.rotation_deg = rotation_deg;
    return item;
}

Id Builder::outline(Kind kind, std::string name, Id parent, double x0, double y0, double x1, double y1, std::initializer_list<std::pair<Param, double>> values) {
    Item& item = add(kind, std::move(name), parent);
    item.points = {{x0, y0, 0}, {x1, y0, 0}, {x1, y1, 0}, {x0, y1, 0}};
    for (const auto& [param, value] : values) item.values.set(param, value);
    return item.id;
}

Item& Builder::route(Kind kind, std::string name, Id parent, std::vector<Vec3> points) {
    Item& item = add(kind, std::move(name), parent);
    item.points = std::move(points);
    return item;
}

void Builder::join(Id from, Kind fromKind, const char* fromPort, Id to, Kind toKind, const char* toPort) {
    const int a = portFromKey(fromKind, fromPort), b = portFromKey(toKind, toPort);
    assert(a >= 0 && b >= 0);
    m_links.push_back({m_ids.next(), from, to, static_cast<unsigned char>(a), static_cast<unsigned char>(b)});
}

Site Builder::take() {
    Site site;
    for (std::size_t k = 0; k < kKindCount; ++k) site.items(static_cast<Kind>(k)).add(std::move(m_items[k]));
    site.connections().add(std::move(m_links));
    site.setTypes(m_table);
    return site;
}

}  // namespace twin::generated
