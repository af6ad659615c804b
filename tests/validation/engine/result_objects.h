// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/site.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace plenum::test {

/// One object of a result document with the item it is about.
struct Object {
    const twin::Item* item = nullptr;
    const nlohmann::json* values = nullptr;
    bool has(const char* key) const { return values != nullptr && values->contains(key); }
    double value(const char* key) const { return has(key) ? (*values)[key].get<double>() : 0.0; }
    /// Power that its pump gives to the coolant: flow times the pressure it raises.
    double hydraulic_W() const { return value("liquid_flow_m3_s") * value("pressure_drop_Pa"); }
};

/// Where liquid ports are joined: the flows that the document states on either side.
struct Junction {
    std::string name;
    double in_m3_s = 0, out_m3_s = 0;
    bool complete = true;  ///< every port at it has its flow in the document
};

/// A result document read back, with the site for what is connected to what.
class ResultObjects {
  public:
    nlohmann::json document;
    std::vector<Object> objects;

    ResultObjects(const twin::Site& site, const std::string& text) : document(nlohmann::json::parse(text)), m_site(site) {
        for (const auto& [kind, list] : document["objects"].items())
            for (const auto& values : list) {
                const auto id = twin::idFromString(values["id"].get<std::string>());
                objects.push_back({m_site.find(*id), &values});
                m_index.emplace(*id, objects.size() - 1);
            }
        joinPorts();
    }
    ResultObjects(const ResultObjects&) = delete;
    ResultObjects& operator=(const ResultObjects&) = delete;

    Object of(twin::Id id) const {
        const auto found = m_index.find(id);
        return found == m_index.end() ? Object{m_site.find(id), nullptr} : objects[found->second];
    }
    template <class F>
    void eachConnection(twin::Medium medium, F&& visit) const {
        m_site.connections().forEach([&](const twin::Connection& link) {
            const twin::Item* from = m_site.find(link.from);
            if (from != nullptr && (spec(from->kind).ports[link.fromPort].medium == twin::Medium::Power) == (medium == twin::Medium::Power)) visit(link);
        });
    }

    /// Number of the closed loop that a port belongs to: ports joined by connections and by what coolant flows through.
    int loopOf(twin::Id id, const char* port) const {
        const twin::Item* item = m_site.find(id);
        return root(m_loop, m_port.at({id, twin::portFromKey(item->kind, port)}));
    }
    std::vector<Junction> junctions() const {
        std::map<int, Junction> found;
        for (const auto& [port, at] : m_port) {
            const twin::Item& item = *m_site.find(port.first);
            if (item.kind == twin::Kind::Manifold || item.kind == twin::Kind::Tank) continue;
            Junction& junction = found[root(m_joined, at)];
            const std::string key = spec(item.kind).ports[static_cast<std::size_t>(port.second)].key;
            junction.name += item.name + "." + key + " ";
            // A CDU and an exchanger state the flow of their warm side only.
            const bool stated = of(port.first).has("liquid_flow_m3_s") && !(item.kind == twin::Kind::Cdu && key.starts_with("fws")) && !key.starts_with("cold_");
            junction.complete = junction.complete && stated;
            double flow = of(port.first).value("liquid_flow_m3_s");
            const bool entry = spec(item.kind).ports[static_cast<std::size_t>(port.second)].flow == twin::Flow::In;
            if (flow < 0) flow = -flow;
            const bool forward = of(port.first).value("liquid_flow_m3_s") >= 0;
            (entry == forward ? junction.out_m3_s : junction.in_m3_s) += flow;
        }
        std::vector<Junction> list;
        for (auto& [at, junction] : found) list.push_back(std::move(junction));
        return list;
    }

  private:
    using Port = std::pair<twin::Id, int>;
    static int root(const std::vector<int>& parent, int at) {
        while (parent[static_cast<std::size_t>(at)] != at) at = parent[static_cast<std::size_t>(at)];
        return at;
    }
    static void join(std::vector<int>& parent, int a, int b) { parent[static_cast<std::size_t>(root(parent, a))] = root(parent, b); }

    void joinPorts() {
        m_site.forEachItem([&](const twin::Item& item) {
            const auto ports = spec(item.kind).ports;
            for (std::size_t p = 0; p < ports.size(); ++p)
                if (ports[p].medium == twin::Medium::Technology || ports[p].medium == twin::Medium::Facility)
                    m_port.emplace(Port{item.id, static_cast<int>(p)}, static_cast<int>(m_port.size()));
        });
        m_joined.resize(m_port.size());
        std::iota(m_joined.begin(), m_joined.end(), 0);
        m_site.forEachItem([&](const twin::Item& item) {
            if (item.kind != twin::Kind::Manifold && item.kind != twin::Kind::Tank) return;
            for (std::size_t p = 1; p < spec(item.kind).ports.size(); ++p) join(m_joined, m_port.at({item.id, 0}), m_port.at({item.id, static_cast<int>(p)}));
        });
        eachConnection(twin::Medium::Technology, [&](const twin::Connection& link) {
            const auto a = m_port.find({link.from, link.fromPort}), b = m_port.find({link.to, link.toPort});
            if (a != m_port.end() && b != m_port.end()) join(m_joined, a->second, b->second);
        });
        m_loop = m_joined;
        m_site.forEachItem([&](const twin::Item& item) {
            // Coolant flows through between these pairs of ports; the two sides of an exchanger stay apart.
            for (const auto& [one, other] : {std::pair{"in", "out"}, {"tcs_in", "tcs_out"}, {"tcs_supply", "tcs_return"}, {"fws_in", "fws_out"}, {"hot_in", "hot_out"}, {"cold_in", "cold_out"}}) {
                const auto a = m_port.find({item.id, twin::portFromKey(item.kind, one)}), b = m_port.find({item.id, twin::portFromKey(item.kind, other)});
                if (a != m_port.end() && b != m_port.end()) join(m_loop, a->second, b->second);
            }
        });
    }

    twin::Site m_site;
    std::map<twin::Id, std::size_t> m_index;
    std::map<Port, int> m_port;
    std::vector<int> m_joined, m_loop;
};

}  // namespace plenum::test
