// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/rule_case.h"

#include <cmath>

using namespace twin;
using namespace twin::energy;

class RuleCaseTest : public QObject {
    Q_OBJECT
  private slots:
    void shavesToTheLeastThreshold();
    void smoothsAPvArray();
    void offersWhatItCanHold();
    void savesDiesel();
    void listsWhatIsWrong();
};

namespace {

Storage cabin() {
    Storage storage;
    storage.pcs_W = 1e6, storage.energy_J = 3.6e9;
    storage.chargeEfficiency = storage.dischargeEfficiency = 1;
    storage.socLow = 0, storage.socHigh = 1;
    return storage;
}
Series day() {
    Series load{900, std::vector<double>(96, 1e6), ""};
    for (std::size_t i = 40; i < 48; ++i) load.power_W[i] = 2e6;
    return load;
}
double figure(const RuleResult& result, const char* name) {
    for (const RuleFigure& one : result.figures)
        if (one.name == std::string(name)) return one.value;
    return NAN;
}

}  // namespace

void RuleCaseTest::shavesToTheLeastThreshold() {
    Storage storage = cabin();
    storage.socHigh = 0.5;
    const RuleResult result = runRule(PeakShaving{}, day(), storage);
    QVERIFY(std::abs(figure(result, "Peak saved") - 0.25e6) < 10);  // 0.5 MWh over two hours
    QVERIFY(result.issues.empty());
    QCOMPARE(result.soc.size(), std::size_t{96});
    const RuleResult tooLow = runRule(PeakShaving{1.5e6, 0}, day(), storage);
    QVERIFY(std::any_of(tooLow.issues.begin(), tooLow.issues.end(), [](const Issue& issue) { return issue.code == "energy.missed"; }));
}

void RuleCaseTest::smoothsAPvArray() {
    Storage storage = cabin();
    storage.tau_s = 600;
    storage.start = StartAt::FirstCell;
    const PvSmoothing rule{clearDayPv(1e6, 60, 1440, 0, 3600, 600)};
    QVERIFY(check(rule, {}, storage).size() == 1);  // only the load is missing
    const RuleResult result = runRule(rule, day(), storage);
    QVERIFY(figure(result, "Steepest change after, a second") < 0.2 * figure(result, "Steepest change before, a second"));
    QVERIFY(std::abs(figure(result, "Energy of the array") - energy_J(rule.pv)) < 1e-6 * energy_J(rule.pv));
}

void RuleCaseTest::offersWhatItCanHold() {
    FrequencyResponse rule;
    rule.frequency_Hz = {50, 49.9, 49.5, 45, 50.3};
    rule.hold_s = 3600;
    const RuleResult result = runRule(rule, {}, cabin());
    QVERIFY(std::abs(figure(result, "Offered, both ways") - 0.5e6) < 1e-6);  // half of 1 MWh in an hour
    QVERIFY(std::abs(result.before.power_W[3] - 0.5e6) < 1e-6);
    rule.rule.offered_W = 0.9e6;
    const RuleResult bold = runRule(rule, {}, cabin());
    QCOMPARE(bold.issues.size(), std::size_t{1});
    QCOMPARE(bold.issues.front().code, std::string("energy.offer"));
}

void RuleCaseTest::savesDiesel() {
    Islanding rule;
    rule.diesel.rating_W = 2.5e6;
    rule.diesel.noLoad_l_h = 40;
    const Series load = day();
    rule.pv = clearDayPv(2e6, load.step_s, load.power_W.size(), 0, 0, 0);
    QVERIFY(!hasErrors(check(rule, load, cabin())));
    const RuleResult result = runRule(rule, load, cabin());
    QVERIFY(figure(result, "Fuel saved") > 0.2);
    QCOMPARE(figure(result, "Not served"), 0.0);
}

void RuleCaseTest::listsWhatIsWrong() {
    Islanding rule;
    rule.pv = {60, {1, 2, 3}, ""};  // another step and length; no diesel
    rule.stopSoc = 2;
    QVERIFY(check(rule, day(), cabin()).size() >= 3);
    QVERIFY(hasErrors(check(PvSmoothing{}, day(), cabin())));
    QVERIFY(hasErrors(check(FrequencyResponse{}, day(), cabin())));
}

PLENUM_TEST(RuleCaseTest)
#include "rule_case_test.moc"
