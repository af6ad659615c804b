// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <random>
#include <string>

namespace plenum::test {

/// A project with every kind, every parameter of each (within its range), every port in use, two variants.
inline twin::Project allKindsProject() {
    using namespace twin;
    IdSequence ids(7);
    Project project;
    project.name = "All kinds \"quoted\", Ünïcode ′ and\nlines\t\\";
    project.note = "A note";
    project.conditions = {"Hot day", 41.3, 25.1, 120.5, 13.7, 0.9, 0.8, 0.7, 12345.678901234567, {}};
    auto types = std::make_shared<TypeTable>();
    Variant variant;
    variant.id = ids.next();
    variant.name = "Baseline";
    variant.note = "As built";
    variant.colour = 0xA1B2C3;
    std::vector<Item> items;
    double n = 0;
    Id siteId;
    for (const KindSpec& row : allKinds()) {
        EquipmentType type{ids.next(), row.kind, std::string("Type of ") + row.key, "Maker", "1.2", "data sheet 4711", {}, {}};
        for (const KindParam& each : row.params) type.values.set(each.param, each.value);
        if (!row.params.empty()) type.sources.emplace_back(row.params.front().param, "another sheet");
        Item item;
        item.id = ids.next();
        item.kind = row.kind;
        item.type = type.id;
        item.name = std::string(row.key) + " 1";
        item.note = row.kind == Kind::Rack ? "look at this" : "";
        if (row.kind == Kind::Site) {
            siteId = item.id;
        } else {
            item.parent = siteId;
            item.target = siteId;
            item.position = {n / 3, -n * 1.1, 0.1 * n};
            item.rotation_deg = n == 0 ? 0 : 360 / (n + 1);
        }
        for (const KindParam& each : row.params) {
            const ParamSpec& about = spec(each.param);
            const double top = about.unit == Unit::Choice ? static_cast<double>(about.choices.size() - 1) : about.min + (about.max - about.min) / 3;
            item.values.set(each.param, top);
        }
        if (row.kind == Kind::Rack) item.mounted = {{5, 10, 0.7, 2.0 / 3}, {20, 1, 0.3, 1.0 / 3}};
        if (row.shape == Shape::Outline || row.shape == Shape::Route) item.points = {{0, 0, n / 7}, {1 + n, 0, 0}, {1 + n, 2.0 / 3, 0}};
        types->emplace(type.id, std::make_shared<const EquipmentType>(std::move(type)));
        items.push_back(item);
        ++n;
    }
    std::vector<Connection> links;
    for (std::size_t k = 0; k + 1 < items.size(); ++k) {
        const auto a = spec(items[k].kind).ports.size(), b = spec(items[k + 1].kind).ports.size();
        for (std::size_t p = 0; p < a && b > 0; ++p)
            links.push_back({ids.next(), items[k].id, items[k + 1].id, static_cast<unsigned char>(p), static_cast<unsigned char>(p % b)});
    }
    project.conditions.outOfService = {items[9].id, items[10].id};
    for (const Item& item : items) variant.site.items(item.kind).add({item});
    variant.site.connections().add(links);
    project.variants.push_back(variant);
    Variant other = variant;
    other.id = ids.next();
    other.name = "Hotter";
    other.parent = variant.id;
    other.note.clear();
    Item rack = *other.site.find(items[9].id);
    rack.values.set(Param::PowerAllocated, 132e3);
    other.site.items(Kind::Rack).replace(rack);
    project.variants.push_back(other);
    project.setTypes(types);
    SavedView plain{ids.next(), "From above", "Two halls,\nside by side", variant.id, {}, "inlet", false, true, 1.5, {}, {}};
    SavedView both{ids.next(), "Both", "", variant.id, {other.id}, "", true, false, -0.25, {"x", 12.25, true, "supplies", 26.5}, {{1.0 / 3, -20, 7}, {0.1, 0.2, 0.3}, {0, 1, 0}, true, 12.5}};
    project.views = {plain, both};
    project.attachments = {{"comparison", R"({"tokens":0.1,"list":[1,2,{"a":"b"}],"none":null,"yes":true})"}, {"telemetry", "{}"}};
    return project;
}

/// One site with racks in rows and four connections a rack: a feeder and a second one, a supply and a return header.
inline twin::Project rackProject(int racks, std::uint64_t seed = 11) {
    using namespace twin;
    IdSequence ids(seed);
    Project project;
    project.name = "Racks";
    Variant variant;
    variant.id = ids.next();
    variant.name = "Baseline";
    auto types = std::make_shared<TypeTable>();
    EquipmentType type{ids.next(), Kind::Rack, "Rack type", {}, "1", "typical", {}, {}};
    type.values.set(Param::PowerAllocated, 120e3);
    types->emplace(type.id, std::make_shared<const EquipmentType>(type));
    const auto make = [&](Kind kind, std::string name, Id parent) {
        Item item;
        item.id = ids.next();
        item.kind = kind;
        item.name = std::move(name);
        item.parent = parent;
        return item;
    };
    const Item site = make(Kind::Site, "Site", {});
    Item room = make(Kind::Room, "Hall", site.id);
    room.points = {{0, 0, 0}, {100, 0, 0}, {100, 60, 0}, {0, 60, 0}};
    Item a = make(Kind::Busway, "A", room.id), b = make(Kind::Busway, "B", room.id);
    Item supply = make(Kind::Manifold, "S", room.id), back = make(Kind::Manifold, "R", room.id);
    double y_m = 1;
    for (Item* route : {&a, &b, &supply, &back}) route->points = {{0, y_m, 2.6}, {60, y_m, 2.6}}, ++y_m;
    std::vector<Item> list;
    std::vector<Connection> links;
    for (int i = 0; i < racks; ++i) {
        Item rack = make(Kind::Rack, "R" + std::to_string(i), room.id);
        rack.type = type.id;
        rack.position = {0.6 * (i % 100), 2.4 * (i / 100), 0};
        rack.rotation_deg = i % 200 < 100 ? 0 : 180;
        rack.values.set(Param::PowerMeasured, 80e3 + i);
        rack.values.set(Param::LiquidShare, 0.85);
        rack.values.set(Param::LoadClass, i % 3);
        list.push_back(rack);
        const auto port = [&](const char* key) { return static_cast<unsigned char>(portFromKey(Kind::Rack, key)); };
        links.push_back({ids.next(), a.id, rack.id, 1, port("feed1")});
        links.push_back({ids.next(), b.id, rack.id, 1, port("feed2")});
        links.push_back({ids.next(), supply.id, rack.id, 1, port("tcs_in")});
        links.push_back({ids.next(), rack.id, back.id, port("tcs_out"), 1});
    }
    variant.site.items(Kind::Site).add({site});
    variant.site.items(Kind::Room).add({room});
    variant.site.items(Kind::Busway).add({a, b});
    variant.site.items(Kind::Manifold).add({supply, back});
    variant.site.items(Kind::Rack).add(std::move(list));
    variant.site.connections().add(std::move(links));
    project.variants.push_back(std::move(variant));
    project.setTypes(types);
    return project;
}

}  // namespace plenum::test
