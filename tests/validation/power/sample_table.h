// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/power/redundancy.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace plenum::test {

/// A row of a table worked by hand: what the loss of one object leaves.
struct AfterFailure {
    std::string lost;
    std::string carrier;        ///< an object that takes over, and what it carries of its usable rating
    double load = 0;
    std::string worst;          ///< how the name of the fullest object begins; several may be as full
    double worstLoad = 0;
    double unserved_kW = 0;
    std::size_t overloaded = 0; ///< objects above their usable rating
};

/// The electrical paths of one variant of a sample, held against such a table.
class SampleTable {
  public:
    std::unique_ptr<twin::power::PowerPaths> paths;
    std::vector<double> demand_W;
    twin::power::RedundancyReport report;

    void open(const std::string& file, std::size_t variant, const std::function<double(const twin::Site&, const twin::Item&)>& demand, bool pairs = false) {
        const auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/" + file);
        QVERIFY(opened.project.has_value());
        m_site = opened.project->variants.at(variant).site;
        paths = std::make_unique<twin::power::PowerPaths>(m_site, std::unordered_set<twin::Id>{});
        QVERIFY(!twin::hasErrors(paths->issues()));
        for (const auto& node : paths->nodes()) demand_W.push_back(node.load ? demand(m_site, *node.item) : 0);
        twin::power::RedundancyOptions options;
        options.pairs = pairs;
        report = twin::power::judgeRedundancy(*paths, demand_W, options);
    }
    int at(const std::string& name) const {
        const auto& nodes = paths->nodes();
        const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& node) { return node.item->name == name; });
        return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
    }
    const std::string& nameOf(int node) const { return paths->nodes()[static_cast<std::size_t>(node)].item->name; }
    double loadOf(const twin::power::PowerState& state, const std::string& name) const { return state.nodes[static_cast<std::size_t>(at(name))].load; }
    double served_kW() const {
        double total = 0;
        for (const double demand : demand_W) total += demand / 1e3;
        return total;
    }
    static void compare(double value, double expected, const std::string& what, double tolerance = 2e-5) {
        QVERIFY2(std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected)), qPrintable(QString("%1: %2, expected %3").arg(QString::fromStdString(what)).arg(value, 0, 'g', 9).arg(expected, 0, 'g', 9)));
    }

    static void rows(const std::vector<AfterFailure>& table) {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < table.size(); ++i) QTest::newRow(table[i].lost.c_str()) << static_cast<int>(i);
    }
    void check(const AfterFailure& row) const {
        const int lost = at(row.lost), carrier = at(row.carrier);
        QVERIFY(lost >= 0 && carrier >= 0);
        const auto failure = std::find_if(report.singles.begin(), report.singles.end(), [&](const auto& each) { return each.first == lost; });
        QVERIFY(failure != report.singles.end());
        compare(failure->unserved_W / 1e3, row.unserved_kW, "unserved, kW", 1e-9);
        QCOMPARE(failure->overloaded.size(), row.overloaded);
        QCOMPARE(failure->survived(), row.overloaded == 0 && !(row.unserved_kW > 0));
        compare(failure->worstLoad, row.worstLoad, "worst");
        QVERIFY2(nameOf(failure->worstNode).starts_with(row.worst), nameOf(failure->worstNode).c_str());
        twin::power::PowerState after;
        const int gone[] = {lost};
        paths->solve(demand_W, twin::power::Scenario::Normal, gone, after);
        compare(loadOf(after, row.carrier), row.load, row.carrier);
    }
    /// Each object that may fail stands in the table, once.
    void checkWhole(const std::vector<AfterFailure>& table) const {
        QCOMPARE(report.singles.size(), table.size());
        std::set<std::string> names;
        for (const AfterFailure& row : table) names.insert(row.lost);
        QCOMPARE(names.size(), table.size());
        for (const auto& failure : report.singles) QVERIFY2(names.contains(nameOf(failure.first)), nameOf(failure.first).c_str());
    }
    /// How many pairs that each of their two would leave whole take how much away; 0: they overload something.
    std::map<double, int> unservedPairs_kW() const {
        std::map<double, int> count;
        for (const auto& pair : report.pairs) ++count[std::round(pair.unserved_W * 10) / 1e4];
        return count;
    }

    /// All loads off and on again: what is drawn without load, then the state before, to the last bit.
    void checkRejectedAndRestored(double full_kW, double noLoad_kW) const {
        using twin::power::Scenario;
        const auto full = paths->solve(demand_W, Scenario::Normal);
        compare(full.utility_W / 1e3, full_kW, "full load, kW");
        const auto rejected = paths->solve(std::vector<double>(demand_W.size(), 0.0), Scenario::Normal);
        compare(rejected.utility_W / 1e3, noLoad_kW, "load rejected, kW");
        QCOMPARE(rejected.unserved_W, 0.0);
        const auto restored = paths->solve(demand_W, Scenario::Normal);
        QCOMPARE(restored.utility_W, full.utility_W);
        for (std::size_t i = 0; i < full.nodes.size(); ++i) {
            QCOMPARE(restored.nodes[i].in_W, full.nodes[i].in_W);
            QCOMPARE(restored.nodes[i].alive, full.nodes[i].alive);
        }
    }

  private:
    twin::Site m_site;
};

}  // namespace plenum::test
