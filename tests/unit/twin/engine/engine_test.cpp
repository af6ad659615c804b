// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/engine.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/model/generate.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace twin;
using plenum::test::PowerSite;

namespace {

std::shared_ptr<const Frame> solveCoarse(const Site& site, const Conditions& conditions = {}, std::stop_token stop = {}) {
    engine::SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    return engine::solve(std::make_shared<const Site>(site), conditions, options, stop);
}

const Issue* issueOf(const Frame& frame, const std::string& code, Id item) {
    for (const Issue& issue : frame.issues)
        if (issue.code == code && issue.item == item) return &issue;
    return nullptr;
}

double sum(const Frame& frame, Kind kind, Quantity quantity) {
    double total = 0;
    const auto column = frame.columns.find({kind, quantity});
    if (column != frame.columns.end())
        for (const double value : column->second.values)
            if (std::isfinite(value)) total += value;
    return total;
}

/// Nothing when all balances close, or when an error names an object whose air is shut in; else the balance.
QString unexplainedImbalance(const Frame& frame) {
    for (const Balance& balance : frame.balances) {
        if (balance.relative() < 1e-6) continue;
        const bool said = std::any_of(frame.issues.begin(), frame.issues.end(), [](const Issue& issue) { return issue.severity == Severity::Error && issue.code.starts_with("air.") && !issue.itemName.empty(); });
        if (!said) return QString("%1: in %2, out %3").arg(balance.key).arg(balance.in).arg(balance.out);
    }
    return {};
}

/// Two supply sides over PDUs of `rating_W` each and racks with a feed from both.
struct TwoSides {
    PowerSite site;
    Id pdu[2];
    std::vector<Id> racks;
    TwoSides(int count, double rack_W, double rating_W) {
        for (int i = 0; i < count; ++i) racks.push_back(site.add(Kind::Rack, "R" + std::to_string(i + 1), {{Param::PowerAllocated, rack_W}}));
        for (int side : {0, 1}) {
            const std::string name = side == 0 ? "A" : "B";
            const Id utility = site.add(Kind::UtilityFeed, "Utility " + name, {{Param::Side, side + 1.0}});
            pdu[side] = site.add(Kind::Pdu, "PDU " + name, {{Param::Side, side + 1.0}, {Param::Voltage, 400}, {Param::PowerFactor, 1}, {Param::UsableShare, 1}, {Param::Current, rating_W / (std::sqrt(3.0) * 400)}});
            site.join(utility, "out", pdu[side], "in");
            for (const Id rack : racks) site.join(pdu[side], "out", rack, side == 0 ? "feed1" : "feed2");
        }
    }
};

}  // namespace

class EngineTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void generatedSiteConvergesAndCloses();
    void turnedRackWarmsItsNeighbours();
    void movedRackChangesInletsOfOthers();
    void warmStartGivesTheSameSolution();
    void rackWithoutFeedDrawsNothingAndSaysSo();
    void feedOverloadedInTheNormalState();
    void feedOverloadedOnlyAfterLoss();
    void rackWithOneFeedIsNamed();
    void cduOutOfServiceLeavesItsHeatToTheOthers();
    void loadFractionScalesItPower();
    void rackOutsideEveryHallStillCloses();
    void rackDraggedOverTheWallClosesOrSaysWhy();
    void emptySiteIsSolved();
    void bindingIsSortedAndNamesTheTightest();
    void stopsWhenAsked();
    void randomMovesNeverGiveNonsense();

  private:
    const Site& site() const { return m_project.variants.front().site; }
    const Item& warmRack() const;
    Project m_project;
    std::shared_ptr<const Frame> m_frame;
    Site m_tight;
    std::shared_ptr<const Frame> m_tightFrame;
};

void EngineTest::initTestCase() {
    m_project = generateSite(40, 3);
    m_frame = solveCoarse(site(), m_project.conditions);
    // A hall whose coolers give a little less air than its racks draw: what a rack does, its neighbours feel.
    const double share = 0.9 * sum(*m_frame, Kind::Rack, Quantity::AirFlow) / sum(*m_frame, Kind::Crah, Quantity::AirFlow);
    QVERIFY(share > 0.2 && share < 0.9);
    m_tight = site();
    for (Item cooler : site().items(Kind::Crah).flat()) {
        cooler.values.set(Param::AirFlow, share * site().value(cooler, Param::AirFlow));
        m_tight.items(Kind::Crah).replace(cooler);
    }
    m_tightFrame = solveCoarse(m_tight, m_project.conditions);
    QVERIFY2(m_tightFrame->report.usable(), qPrintable(QString("%1: %2, residual %3").arg(twin::toString(m_tightFrame->report.status), m_tightFrame->report.worst.c_str()).arg(m_tightFrame->report.residual)));
}

const Item& EngineTest::warmRack() const {
    const auto& racks = site().items(Kind::Rack);
    std::size_t warmest = 0;
    for (std::size_t i = 0; i < racks.size(); ++i)
        if (m_frame->value(Kind::Rack, i, Quantity::HeatToAir) > m_frame->value(Kind::Rack, warmest, Quantity::HeatToAir)) warmest = i;
    return racks[warmest];
}

void EngineTest::generatedSiteConvergesAndCloses() {
    QVERIFY2(m_frame->report.status == SolveStatus::Converged, twin::toString(m_frame->report.status));
    QVERIFY2(m_frame->worstBalance() < 1e-6, qPrintable(QString::number(m_frame->worstBalance())));
    QVERIFY(m_frame->columns.contains({Kind::Rack, Quantity::InletTemperature}));
    QVERIFY(sum(*m_frame, Kind::Rack, Quantity::ItPower) > 40 * 8e3);
    QVERIFY(m_frame->keyFigure("pue")->value > 1);
    QVERIFY(!m_frame->fields.empty());
}

void EngineTest::turnedRackWarmsItsNeighbours() {
    const Item before = warmRack();
    Site turned = m_tight;
    Item rack = before;
    rack.rotation_deg = std::fmod(rack.rotation_deg + 180, 360);
    turned.items(Kind::Rack).replace(rack);
    const auto frame = solveCoarse(turned, m_project.conditions);
    QVERIFY(frame->report.usable());
    double most = 0;
    for (std::size_t i = 0; i < turned.items(Kind::Rack).size(); ++i) {
        if (turned.items(Kind::Rack)[i].id == rack.id) continue;
        most = std::max(most, frame->value(Kind::Rack, i, Quantity::InletTemperature) - m_tightFrame->value(Kind::Rack, i, Quantity::InletTemperature));
    }
    QVERIFY2(most > 0.2, qPrintable(QString("the warmest change is %1 K").arg(most)));
}

void EngineTest::movedRackChangesInletsOfOthers() {
    Site moved = m_tight;
    Item rack = warmRack();
    const Vec2 front = frontNormal(rack);
    rack.position.x += 0.6 * front.x;
    rack.position.y += 0.6 * front.y;
    moved.items(Kind::Rack).replace(rack);
    const auto frame = solveCoarse(moved, m_project.conditions);
    std::set<std::string> changed;
    for (std::size_t i = 0; i < moved.items(Kind::Rack).size(); ++i) {
        const Item& other = moved.items(Kind::Rack)[i];
        const double change = frame->value(Kind::Rack, i, Quantity::InletTemperature) - m_tightFrame->value(Kind::Rack, i, Quantity::InletTemperature);
        if (other.id != rack.id && std::abs(change) > 0.01) changed.insert(other.name);
    }
    QVERIFY2(changed.size() >= 3, qPrintable(QString("%1 racks changed").arg(changed.size())));
}

void EngineTest::warmStartGivesTheSameSolution() {
    engine::SolveOptions options;
    options.fidelity = Fidelity::Coarse;
    options.warmStart = m_frame;
    const auto warm = engine::solve(m_frame->site, m_project.conditions, options);
    QVERIFY(warm->report.usable());
    QVERIFY(warm->report.iterations <= m_frame->report.iterations);
    for (std::size_t i = 0; i < site().items(Kind::Rack).size(); ++i) {
        const double a = warm->value(Kind::Rack, i, Quantity::InletTemperature), b = m_frame->value(Kind::Rack, i, Quantity::InletTemperature);
        QVERIFY2(std::abs(a - b) < 1e-3, qPrintable(QString("%1: %2 and %3").arg(i).arg(a).arg(b)));
    }
}

void EngineTest::rackWithoutFeedDrawsNothingAndSaysSo() {
    Site cut = site();
    const Item rack = warmRack();
    cut.connections().removeIf([&](const Connection& link) { return link.to == rack.id && spec(Kind::Rack).ports[link.toPort].medium == Medium::Power; });
    QVERIFY(cut.connections().size() < site().connections().size());
    const auto frame = solveCoarse(cut, m_project.conditions);
    QCOMPARE(frame->value(rack, Quantity::ItPower), 0.0);
    QCOMPARE(frame->value(rack, Quantity::HeatToAir), 0.0);
    const Issue* issue = issueOf(*frame, "power.unpowered", rack.id);
    QVERIFY(issue != nullptr);
    QVERIFY(issue->severity == Severity::Error);
    QVERIFY(!issue->hint.empty());
    QVERIFY(issueOf(*m_frame, "power.unpowered", rack.id) == nullptr);
    QVERIFY(frame->worstBalance() < 1e-6);
}

void EngineTest::feedOverloadedInTheNormalState() {
    const TwoSides two(4, 30e3, 50e3);  // 60 kW on each 50 kW PDU
    const auto frame = solveCoarse(two.site.site);
    for (const Id pdu : two.pdu) {
        QVERIFY(std::abs(frame->value(*two.site.site.find(pdu), Quantity::LoadFraction) - 1.2) < 1e-9);
        QVERIFY(std::abs(frame->value(*two.site.site.find(pdu), Quantity::LoadAfterLoss) - 2.4) < 1e-9);
        QVERIFY(issueOf(*frame, "power.overload", pdu) != nullptr);
        QVERIFY(issueOf(*frame, "power.overloadAfterLoss", pdu) == nullptr);
    }
}

void EngineTest::feedOverloadedOnlyAfterLoss() {
    const TwoSides two(4, 30e3, 80e3);  // 60 kW of 80, 120 kW after loss
    const auto frame = solveCoarse(two.site.site);
    for (const Id pdu : two.pdu) {
        QVERIFY(std::abs(frame->value(*two.site.site.find(pdu), Quantity::LoadFraction) - 0.75) < 1e-9);
        QVERIFY(std::abs(frame->value(*two.site.site.find(pdu), Quantity::LoadAfterLoss) - 1.5) < 1e-9);
        QVERIFY(issueOf(*frame, "power.overload", pdu) == nullptr);
        QVERIFY(issueOf(*frame, "power.overloadAfterLoss", pdu) != nullptr);
    }
    const TwoSides roomy(4, 30e3, 130e3);
    const auto quiet = solveCoarse(roomy.site.site);
    for (const Issue& issue : quiet->issues) QVERIFY2(!issue.code.starts_with("power."), english(issue.text).c_str());
}

void EngineTest::rackWithOneFeedIsNamed() {
    TwoSides two(2, 10e3, 80e3);
    const Id rack = two.racks[1];
    two.site.site.connections().removeIf([&](const Connection& link) { return link.to == rack && link.from == two.pdu[1]; });
    const auto frame = solveCoarse(two.site.site);
    QVERIFY(issueOf(*frame, "power.singleSide", rack) != nullptr);
    QVERIFY(issueOf(*frame, "power.singleSide", two.racks[0]) == nullptr);
    QCOMPARE(frame->value(*two.site.site.find(rack), Quantity::FeedA), 10e3);
    QCOMPARE(frame->value(*two.site.site.find(rack), Quantity::FeedB), 0.0);
}

void EngineTest::cduOutOfServiceLeavesItsHeatToTheOthers() {
    const auto& cdus = site().items(Kind::Cdu);
    QVERIFY(cdus.size() >= 2);
    Conditions conditions = m_project.conditions;
    conditions.outOfService.push_back(cdus[0].id);
    const auto frame = solveCoarse(site(), conditions);
    QVERIFY2(frame->report.usable(), twin::toString(frame->report.status));
    QVERIFY(std::abs(frame->value(Kind::Cdu, 0, Quantity::CoolingLoad)) < 1);
    QVERIFY(std::abs(frame->value(Kind::Cdu, 0, Quantity::LiquidFlow)) < 1e-9);
    QVERIFY(m_frame->value(Kind::Cdu, 0, Quantity::CoolingLoad) > 1e3);
    QVERIFY(frame->value(Kind::Cdu, 1, Quantity::CoolingLoad) > m_frame->value(Kind::Cdu, 1, Quantity::CoolingLoad));
    const double liquid = sum(*frame, Kind::Rack, Quantity::HeatToLiquid);
    QVERIFY(std::abs(liquid - sum(*m_frame, Kind::Rack, Quantity::HeatToLiquid)) < 1e-6 * liquid);
    QVERIFY(frame->worstBalance() < 1e-6);
}

void EngineTest::loadFractionScalesItPower() {
    Conditions half = m_project.conditions;
    half.loadTraining = half.loadInference = half.loadGeneral = 0.5;
    const auto frame = solveCoarse(site(), half);
    const double full_W = sum(*m_frame, Kind::Rack, Quantity::ItPower), half_W = sum(*frame, Kind::Rack, Quantity::ItPower);
    QVERIFY(std::abs(half_W - 0.5 * full_W) < 1e-9 * full_W);
    QVERIFY(frame->keyFigure("pue")->value > 1);
    QVERIFY(frame->worstBalance() < 1e-6);
}

void EngineTest::rackOutsideEveryHallStillCloses() {
    Site moved = site();
    Item rack = warmRack();
    for (const Item& room : site().items(Kind::Site).flat()) rack.parent = room.id;
    rack.position = {-500, -500, 0};
    moved.items(Kind::Rack).replace(rack);
    const auto frame = solveCoarse(moved, m_project.conditions);
    QVERIFY2(frame->report.usable(), twin::toString(frame->report.status));
    QVERIFY(frame->value(rack, Quantity::ItPower) > 0);
    QVERIFY(std::isnan(frame->value(rack, Quantity::InletTemperature)));
    QVERIFY2(frame->worstBalance() < 1e-6, qPrintable(QString::number(frame->worstBalance())));
}

void EngineTest::rackDraggedOverTheWallClosesOrSaysWhy() {
    Site moved = site();
    Item rack = warmRack();  // still a child of its hall, 2 m outside of it
    double low_m = 1e9;
    for (const Vec3& corner : roomOf(site(), rack)->points) low_m = std::min(low_m, corner.y);
    rack.position.y = low_m - 2;
    moved.items(Kind::Rack).replace(rack);
    const auto frame = solveCoarse(moved, m_project.conditions);
    QVERIFY2(unexplainedImbalance(*frame).isEmpty(), qPrintable(unexplainedImbalance(*frame)));
}

void EngineTest::emptySiteIsSolved() {
    const auto frame = solveCoarse(Site{});
    QVERIFY(frame != nullptr);
    QVERIFY(frame->report.usable());
    QCOMPARE(frame->keyFigure("it_power_W")->value, 0.0);
    QVERIFY(std::isnan(frame->keyFigure("pue")->value));
}

void EngineTest::bindingIsSortedAndNamesTheTightest() {
    const auto& racks = site().items(Kind::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const auto binding = engine::binding(*m_frame, racks[i].id);
        QVERIFY(binding.lines.size() >= 3);
        QVERIFY(std::is_sorted(binding.lines.begin(), binding.lines.end(), [](const auto& a, const auto& b) { return a.share < b.share; }));
        QVERIFY(binding.what == binding.lines.front().what);
        std::set<engine::Binding::What> seen;
        for (const auto& line : binding.lines) {
            QVERIFY(std::isfinite(line.margin) && std::isfinite(line.share));
            QVERIFY(!line.text.empty());
            QVERIFY(seen.insert(line.what).second);
        }
    }
    QVERIFY(engine::binding(*m_frame, Id{12345}).lines.empty());
    Site cut = site();
    const Item rack = warmRack();
    cut.connections().removeIf([&](const Connection& link) { return link.to == rack.id && spec(Kind::Rack).ports[link.toPort].medium == Medium::Power; });
    const auto unpowered = engine::binding(*solveCoarse(cut, m_project.conditions), rack.id);
    QVERIFY(unpowered.what == engine::Binding::What::Power);
    QVERIFY(unpowered.lines.front().share < 0);
}

void EngineTest::stopsWhenAsked() {
    std::stop_source source;
    source.request_stop();
    const auto frame = solveCoarse(site(), m_project.conditions, source.get_token());
    QVERIFY(frame->report.status == SolveStatus::Cancelled);
    QVERIFY(!frame->report.usable());
}

void EngineTest::randomMovesNeverGiveNonsense() {
    std::uint64_t state = 99;
    const auto next = [&state] { return static_cast<double>((state = state * 6364136223846793005ull + 1442695040888963407ull) >> 11) / 9007199254740992.0; };
    Site changed = site();
    for (int round = 0; round < 12; ++round) {
        const auto& racks = changed.items(Kind::Rack);
        Item rack = racks[static_cast<std::size_t>(next() * static_cast<double>(racks.size()))];
        double west_m = 1e9, south_m = 1e9, east_m = -1e9, north_m = -1e9;
        for (const Vec3& corner : roomOf(changed, rack)->points) {
            west_m = std::min(west_m, corner.x), east_m = std::max(east_m, corner.x);
            south_m = std::min(south_m, corner.y), north_m = std::max(north_m, corner.y);
        }
        rack.position.x = std::clamp(rack.position.x + 8 * (next() - 0.5), west_m + 1, east_m - 1);
        rack.position.y = std::clamp(rack.position.y + 8 * (next() - 0.5), south_m + 1, north_m - 1);
        rack.rotation_deg = 90 * std::floor(4 * next());
        changed.items(Kind::Rack).replace(rack);
        const auto frame = solveCoarse(changed, m_project.conditions);
        bool shutIn = false;  // a rack against a wall: no steady state, and an error that names it
        for (const Issue& issue : frame->issues) shutIn = shutIn || (issue.severity == Severity::Error && issue.code.starts_with("air."));
        QVERIFY2(frame->report.usable() != shutIn, qPrintable(QString("round %1: %2 %3").arg(round).arg(twin::toString(frame->report.status)).arg(frame->report.worst.c_str())));
        QVERIFY2(unexplainedImbalance(*frame).isEmpty(), qPrintable(QString("round %1: %2").arg(round).arg(unexplainedImbalance(*frame))));
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const double inlet_C = frame->value(Kind::Rack, i, Quantity::InletTemperature);
            if (std::isnan(inlet_C)) continue;  // shut in; an error says so
            QVERIFY2(inlet_C > 5 && inlet_C < 120, qPrintable(QString("round %1, %2: inlet %3").arg(round).arg(racks[i].name.c_str()).arg(inlet_C)));
        }
    }
}

PLENUM_TEST(EngineTest)
#include "engine_test.moc"
