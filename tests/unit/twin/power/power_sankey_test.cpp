// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/power_sankey.h"

#include <cmath>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

class PowerSankeyTest : public QObject {
    Q_OBJECT
  private slots:
    void keepsEveryWattOfTwoSides();
    void tellsMediumFromLowVoltage();
    void takesARingAsOneBlock();
    void drawsInsideTheFrameInOneScale();
    void hasNothingToDrawWithoutALoad();
};

namespace {

struct Drawn {
    PowerSite site;
    PowerSite::Demand demand;
    Sankey sankey(double powerSupply = 0.97, double board = 0.965) const {
        const PowerPaths paths(site.site, {});
        std::vector<double> demand_W(paths.nodes().size(), 0.0);
        for (const auto& [id, power_W] : demand) demand_W[static_cast<std::size_t>(paths.indexOf(id))] = power_W;
        return sankeyOf(paths, paths.solve(demand_W, Scenario::Normal), demand_W, {powerSupply, board});
    }
};

/// Utility → transformer → switchgear → UPS → PDU of sides A and B; racks on both; a cooler on A.
Drawn twoSides() {
    Drawn drawn;
    PowerSite& site = drawn.site;
    const Id utility = site.add(Kind::UtilityFeed, "U");
    Id pdu[2];
    for (int side = 1; side <= 2; ++side) {
        const std::string name = side == 1 ? "A" : "B";
        const Id unit = site.add(Kind::Transformer, "T" + name, {{Param::Side, side}}), board = site.add(Kind::Switchgear, "S" + name, {{Param::Side, side}});
        const Id ups = site.add(Kind::Ups, "UPS" + name, {{Param::Side, side}});
        pdu[side - 1] = site.add(Kind::Pdu, "P" + name, {{Param::Side, side}, {Param::StandbyLoss, 500}});
        site.join(utility, "out", unit, "in");
        site.join(unit, "out", board, "in");
        site.join(board, "out", ups, "in");
        site.join(ups, "out", pdu[side - 1], "in");
        if (side == 1) {
            const Id cooler = site.add(Kind::Crah, "C");
            site.join(board, "out", cooler, "feed1");
            drawn.demand.emplace_back(cooler, 7e3);
        }
    }
    for (int i = 0; i < 3; ++i) {
        const Id rack = site.add(Kind::Rack, "R" + std::to_string(i));
        site.join(pdu[0], "out", rack, "feed1");
        site.join(pdu[1], "out", rack, "feed2");
        drawn.demand.emplace_back(rack, 40e3 + 1e3 * i);
    }
    return drawn;
}

/// Every block: what goes in stays, is lost or goes on.
void checkBalance(const Sankey& sankey) {
    std::vector<double> in(sankey.blocks.size(), 0), out(sankey.blocks.size(), 0);
    for (const SankeyBand& band : sankey.bands) {
        out[static_cast<std::size_t>(band.from)] += band.power_W;
        if (band.to >= 0) in[static_cast<std::size_t>(band.to)] += band.power_W;
    }
    for (std::size_t b = 0; b < sankey.blocks.size(); ++b) {
        const SankeyBlock& block = sankey.blocks[b];
        if (block.column > 0) QVERIFY2(std::abs(in[b] - block.in_W) <= 1e-9 * block.in_W, qPrintable(QString::fromStdString(block.name.pattern)));
        QVERIFY2(std::abs(block.in_W - out[b] - block.used_W) <= 1e-9 * block.in_W, qPrintable(QString::fromStdString(block.name.pattern)));
    }
    QVERIFY(std::abs(sankey.source_W - sankey.chip_W - sankey.loss_W - sankey.other_W) <= 1e-9 * sankey.source_W);
}

}  // namespace

void PowerSankeyTest::keepsEveryWattOfTwoSides() {
    const Sankey sankey = twoSides().sankey();
    checkBalance(sankey);
    QVERIFY(std::abs(sankey.chip_W - 123e3 * 0.97 * 0.965) < 1e-6);
    QVERIFY(std::abs(sankey.other_W - 7e3) < 1e-6);
    // U; T, S, UPS, PDU twice; cooling, racks, power supplies, boards, chips.
    QCOMPARE(sankey.blocks.size(), std::size_t{14});
    QCOMPARE(sankey.columns, 9);
    const Sankey plain = twoSides().sankey(1, 1);
    checkBalance(plain);
    QCOMPARE(plain.blocks.size(), std::size_t{12});
    QVERIFY(std::abs(plain.chip_W - 123e3) < 1e-6);
}

void PowerSankeyTest::tellsMediumFromLowVoltage() {
    Drawn drawn;
    PowerSite& site = drawn.site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), mv = site.add(Kind::Switchgear, "MV", {{Param::Voltage, 10e3}}), unit = site.add(Kind::Transformer, "T"), lv = site.add(Kind::Switchgear, "LV"), rack = site.add(Kind::Rack, "R");
    site.join(utility, "out", mv, "in");
    site.join(mv, "out", unit, "in");
    site.join(unit, "out", lv, "in");
    site.join(lv, "out", rack, "feed1");
    drawn.demand.emplace_back(rack, 50e3);
    const Sankey sankey = drawn.sankey();
    checkBalance(sankey);
    int boards = 0;
    for (const SankeyBlock& block : sankey.blocks) boards += block.kind == Kind::Switchgear;
    QCOMPARE(boards, 2);
}

void PowerSankeyTest::takesARingAsOneBlock() {
    // A busway fed at both ends by switchgear.
    Drawn drawn;
    PowerSite& site = drawn.site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), left = site.add(Kind::Switchgear, "L", {{Param::Voltage, 400}}), right = site.add(Kind::Switchgear, "R", {{Param::Voltage, 400}});
    Id bars[2];
    const Id unit = site.add(Kind::Transformer, "T");
    site.join(utility, "out", unit, "in");
    site.join(unit, "out", left, "in");
    site.join(unit, "out", right, "in");
    for (int i = 0; i < 2; ++i) {
        bars[i] = site.add(Kind::Busway, "B" + std::to_string(i));
        site.route(bars[i], {{0, 0, 3}, {20, 0, 3}});
    }
    site.join(left, "out", bars[0], "in");
    site.join(right, "out", bars[1], "in");
    site.join(bars[0], "out", bars[1], "in");
    for (int i = 0; i < 2; ++i) {
        const Id rack = site.add(Kind::Rack, "K" + std::to_string(i));
        site.join(bars[i], "out", rack, "feed1");
        drawn.demand.emplace_back(rack, 60e3);
    }
    const Sankey sankey = drawn.sankey();
    checkBalance(sankey);
    int rings = 0;
    for (const SankeyBlock& block : sankey.blocks) rings += block.name.pattern == std::string("Ring");
    QCOMPARE(rings, 1);
}

void PowerSankeyTest::drawsInsideTheFrameInOneScale() {
    const Sankey sankey = twoSides().sankey();
    for (const SankeyBlock& block : sankey.blocks) {
        QVERIFY(block.x >= 0 && block.x <= 1 && block.top >= -1e-9 && block.top + block.height <= 1 + 1e-9);
        QVERIFY(std::abs(block.height - block.in_W * sankey.perWatt) < 1e-12);
    }
    for (const SankeyBand& band : sankey.bands) {
        const SankeyBlock& from = sankey.blocks[static_cast<std::size_t>(band.from)];
        QVERIFY(band.fromTop >= from.top - 1e-9 && band.fromTop + band.width <= from.top + from.height + 1e-9);
        if (band.to < 0) continue;
        const SankeyBlock& to = sankey.blocks[static_cast<std::size_t>(band.to)];
        QVERIFY(to.column > from.column);
        QVERIFY(band.toTop >= to.top - 1e-9 && band.toTop + band.width <= to.top + to.height + 1e-9);
    }
}

void PowerSankeyTest::hasNothingToDrawWithoutALoad() {
    Drawn drawn;
    drawn.site.add(Kind::UtilityFeed, "U");
    const Sankey sankey = drawn.sankey();
    QVERIFY(sankey.blocks.empty() && sankey.bands.empty());
    QCOMPARE(sankey.source_W, 0.0);
}

PLENUM_TEST(PowerSankeyTest)
#include "power_sankey_test.moc"
