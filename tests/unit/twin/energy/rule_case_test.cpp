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
    void followsASignal();
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
    for (std::size_t i = 0; i < 96; ++i) QVERIFY(std::abs(result.after.power_W[i] + result.storage.power_W[i] - result.before.power_W[i]) < 1e-6);
    QVERIFY(std::abs(figure(result, "Full cycles") - 0.5) < 1e-6);  // half of the cells out and in again
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
    QVERIFY(result.issues.empty());
    const RuleResult night = runRule(PvSmoothing{clearDayPv(1e6, 60, 60, 0, 0, 0)}, day(), storage);
    QVERIFY(night.issues.size() == 1 && night.issues.front().code == "energy.dark");
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

void RuleCaseTest::followsASignal() {
    // By hand: 1 MWh, half full, no losses, quarter hours. 1 MW, then 0.5 MW are given (0.375 MWh: 0.125 MWh left), of the
    // next 1 MW only 0.5 MW, then 0.4 MW are taken. Asked 2.9, missed 0.5: 82.8 %. Moved 0.5 + 0.1 MWh of 2: 0.3 cycles.
    Regulation rule;
    rule.signal = {1, 0.5, 1, -0.4};
    rule.step_s = 900, rule.offered_W = 1e6;
    QVERIFY(!hasErrors(check(rule, {}, cabin())));
    const RuleResult result = runRule(rule, {}, cabin());
    const std::vector<double> given = {1e6, 0.5e6, 0.5e6, -0.4e6};
    for (std::size_t i = 0; i < given.size(); ++i) QVERIFY(std::abs(result.storage.power_W[i] - given[i]) < 1e-6);
    QVERIFY(std::abs(figure(result, "Given as asked") - (1 - 0.5 / 2.9)) < 1e-12);
    QVERIFY(std::abs(figure(result, "Full cycles") - 0.3) < 1e-12);
    QVERIFY(result.issues.empty());  // 0.5 MWh hold 1 MW for the quarter of an hour that is asked
    rule.hold_s = 3600;
    QCOMPARE(runRule(rule, {}, cabin()).issues.front().code, std::string("energy.offer"));
    rule.signal[1] = 1.5;
    QVERIFY(hasErrors(check(rule, {}, cabin())));
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
    // What is given is what is drawn: set, array and storage against load, curtailed and dumped power.
    QVERIFY(std::abs(energy_J(result.after) + energy_J(result.storage) + energy_J(rule.pv) - energy_J(load) - figure(result, "Photovoltaic power curtailed") - figure(result, "Diesel power dumped")) < 1e-9 * energy_J(load));
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
