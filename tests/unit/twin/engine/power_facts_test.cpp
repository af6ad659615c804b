// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/engine/power_facts.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::engine;
using plenum::test::PowerSite;

class PowerFactsTest : public QObject {
    Q_OBJECT
  private slots:
    void saysWhatABoardCarriesAndWithstands();
    void saysTheInrushOfATransformer();
    void saysNothingOfOthers();
    void saysWhatADcFaultTakesAndWhatOpensIt();
};

namespace {

struct Network {
    PowerSite site;
    Id utility, feeder, unit, board, panel;
    Network() {
        utility = site.add(Kind::UtilityFeed, "U");
        feeder = site.add(Kind::Switchgear, "MV", {{Param::Voltage, 10e3}, {Param::Current, 200}});
        unit = site.add(Kind::Transformer, "T", {{Param::RatedApparent, 2e6}});
        board = site.add(Kind::Switchgear, "LV", {{Param::Current, 3200}, {Param::Derating, static_cast<double>(DeratingBy::Nec)}, {Param::FaultRating, 50e3}});
        panel = site.add(Kind::Pdu, "P", {{Param::Current, 400}});
        site.join(utility, "out", feeder, "in");
        site.join(feeder, "out", unit, "in");
        site.join(unit, "out", board, "in");
        site.join(board, "out", panel, "in");
    }
    std::vector<PowerFact> of(Id item) const {
        PowerView view;
        view.paths = std::make_shared<power::PowerPaths>(site.site, std::unordered_set<Id>{});
        return powerFacts(view, power::shortCircuit(site.site, *view.paths), item);
    }
};

const PowerFact* named(const std::vector<PowerFact>& facts, const char* label) {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const PowerFact& fact) { return fact.label == std::string(label); });
    return found == facts.end() ? nullptr : &*found;
}

}  // namespace

void PowerFactsTest::saysWhatABoardCarriesAndWithstands() {
    const Network site;
    const auto facts = site.of(site.board);
    const PowerFact* usable = named(facts, "Usable current");
    QVERIFY(usable && std::abs(usable->value - 2560) < 1e-9 && usable->source.find("NEC") == 0);
    const PowerFact *level = named(facts, "Short-circuit current"), *share = named(facts, "Short-circuit current over fault rating");
    QVERIFY(level && share && level->value > 30e3 && level->value < 50e3);
    QVERIFY(std::abs(share->value - level->value / 50e3) < 1e-12);
    const auto below = site.of(site.panel);
    const PowerFact* ratio = named(below, "Rated current of the device above, over this one's");
    QVERIFY(ratio && std::abs(ratio->value - 8) < 1e-12);
    QCOMPARE(ratio->source, std::string("LV"));
}

void PowerFactsTest::saysTheInrushOfATransformer() {
    const Network site;
    const auto facts = site.of(site.unit);
    const PowerFact *inrush = named(facts, "Inrush, peak at most"), *trip = named(facts, "Instantaneous trip above it");
    QVERIFY(inrush && trip);
    QVERIFY(std::abs(inrush->value - 12 * 2e6 / (std::sqrt(3.0) * 10e3)) < 1e-6);
    QVERIFY(std::abs(trip->value - 2000) < 1e-9);
}

void PowerFactsTest::saysNothingOfOthers() {
    const Network site;
    QVERIFY(site.of(newId()).empty());
}

void PowerFactsTest::saysWhatADcFaultTakesAndWhatOpensIt() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), sst = site.add(Kind::Sst, "SST");
    const Id board = site.add(Kind::Switchgear, "DC board", {{Param::Distribution, 1.0}, {Param::Voltage, 800}});
    const Id busway = site.add(Kind::Busway, "busway", {{Param::Distribution, 1.0}, {Param::Voltage, 800}});
    const Id rack = site.add(Kind::Rack, "R"), other = site.add(Kind::Rack, "R on the board");
    site.join(utility, "out", sst, "in"), site.join(sst, "out", board, "in"), site.join(board, "out", busway, "in");
    site.join(busway, "out", rack, "feed1"), site.join(board, "out", other, "feed1");
    PowerView view;
    view.paths = std::make_shared<power::PowerPaths>(site.site, std::unordered_set<Id>{});
    view.demand_W.assign(view.paths->nodes().size(), 0.0);
    view.demand_W[static_cast<std::size_t>(view.paths->indexOf(rack))] = 20e3;
    view.demand_W[static_cast<std::size_t>(view.paths->indexOf(other))] = 5e3;
    const auto facts = zoneFacts(view);  // by hand: the busway takes its rack, the board both
    QVERIFY(facts.contains(busway) && facts.contains(board) && !facts.contains(utility));
    QCOMPARE(facts.at(busway).value, 20e3);
    QCOMPARE(facts.at(busway).source, std::string("DC board"));
    QCOMPARE(facts.at(board).value, 25e3);
}

PLENUM_TEST(PowerFactsTest)
#include "power_facts_test.moc"
