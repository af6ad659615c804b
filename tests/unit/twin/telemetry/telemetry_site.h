// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/telemetry/point.h"

#include <memory>
#include <string>

namespace plenum::test {

/// Four racks R1 … R4 in a line with their front to the south, a CDU, and two racks that are both called "Twin".
inline twin::Site telemetrySite() {
    twin::IdSequence ids(5);
    twin::Site site;
    double x = 0;
    for (const char* name : {"R1", "R2", "R3", "R4", "Twin", "Twin"}) {
        twin::Item rack;
        rack.id = ids.next();
        rack.kind = twin::Kind::Rack;
        rack.name = name;
        rack.position = {x, 0, 0};
        x += 0.6;
        site.items(twin::Kind::Rack).add({rack});
    }
    twin::Item cdu;
    cdu.id = ids.next();
    cdu.kind = twin::Kind::Cdu;
    cdu.name = "CDU 1";
    cdu.position = {x + 1, 0, 0};
    site.items(twin::Kind::Cdu).add({cdu});
    return site;
}

inline const twin::Item& named(const twin::Site& site, const std::string& name) {
    const twin::Item* found = nullptr;
    site.forEachItem([&](const twin::Item& item) {
        if (found == nullptr && item.name == name) found = &item;
    });
    return *found;
}

inline twin::telemetry::Point pointOn(const std::string& name, twin::Id item, twin::Quantity quantity) {
    twin::telemetry::Point point;
    point.name = name;
    point.id = twin::telemetry::pointId(name);
    point.item = item;
    point.quantity = quantity;
    return point;
}

inline std::shared_ptr<const twin::telemetry::PointTable> tableOf(std::vector<twin::telemetry::Point> points) {
    return std::make_shared<const twin::telemetry::PointTable>(std::move(points));
}

}  // namespace plenum::test
