// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <string>
#include <utility>
#include <vector>

namespace plenum::test {

/// A site of electrical objects, put together by hand: add, join by port keys, solve for a demand.
class PowerSite {
  public:
    using Values = std::vector<std::pair<twin::Param, double>>;
    using Demand = std::vector<std::pair<twin::Id, double>>;

    twin::Site site;

    twin::Id add(twin::Kind kind, std::string name, const Values& values = {}) {
        twin::Item item;
        item.id = m_ids.next();
        item.kind = kind;
        item.name = std::move(name);
        for (const auto& [param, value] : values) item.values.set(param, value);
        site.items(kind).add({item});
        return item.id;
    }
    void route(twin::Id id, std::vector<twin::Vec3> points) {
        twin::Item item = *site.find(id);
        item.points = std::move(points);
        site.items(item.kind).replace(item);
    }
    void join(twin::Id from, const char* fromPort, twin::Id to, const char* toPort) {
        const auto port = [this](twin::Id id, const char* key) { return static_cast<unsigned char>(twin::portFromKey(site.find(id)->kind, key)); };
        site.connections().add({twin::Connection{m_ids.next(), from, to, port(from, fromPort), port(to, toPort)}});
    }
    twin::power::PowerState solve(const Demand& demand, twin::power::Scenario scenario = twin::power::Scenario::Normal,
                                  const std::vector<twin::Id>& outOfService = {}) const {
        const twin::power::PowerPaths paths(site, {outOfService.begin(), outOfService.end()});
        std::vector<double> demand_W(paths.nodes().size(), 0.0);
        for (const auto& [id, power_W] : demand) demand_W[static_cast<std::size_t>(paths.indexOf(id))] = power_W;
        return paths.solve(demand_W, scenario);
    }
    const twin::power::NodeState& node(const twin::power::PowerState& state, twin::Id id) const {
        return state.nodes[static_cast<std::size_t>(twin::power::PowerPaths(site, {}).indexOf(id))];
    }

  private:
    twin::IdSequence m_ids{23};
};

}  // namespace plenum::test
