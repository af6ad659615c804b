// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/line_list.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

class LineListTest : public QObject {
    Q_OBJECT
  private slots:
    void buildsANetworkFromAList();
    void comesBackAsItWas();
    void changesWhatIsThere();
    void listsEveryProblemAtOnce();
};

namespace {

constexpr const char* kList =
    "kind,name,feeds,length_m,side,rated_power_W,rated_apparent_VA,rated_current_A,derating,power_allocated_W\n"
    "utility_feed,Grid,,,,5e6,,,,\n"
    "transformer,T1,Grid,,A,,2e6,,,\n"
    "cable,\"T1, LV\",T1,25,A,,,2500,iec,\n"
    "switchgear,LV-A,\"T1, LV\",,A,,,3200,nec,\n"
    "pdu,P1,LV-A,,A,,,400,,\n"
    "pdu,P2,LV-A,,A,,,400,,\n"
    "rack,R1,P1;P2,,,,,,,40000\n";

Project projectOf(Site site = {}) {
    Project project;
    Variant variant;
    variant.id = newId();
    variant.name = "V";
    variant.site = std::move(site);
    project.variants.push_back(std::move(variant));
    return project;
}

const Item* named(const Site& site, const std::string& name) {
    const Item* found = nullptr;
    site.forEachItem([&](const Item& item) {
        if (item.name == name) found = &item;
    });
    return found;
}

}  // namespace

void LineListTest::buildsANetworkFromAList() {
    Project project = projectOf();
    Issues issues;
    const Edit edit = readLineList(project.variants.front(), kList, issues);
    QVERIFY(issues.empty());
    QVERIFY(apply(project, edit).empty());
    const Site& site = project.variants.front().site;
    QCOMPARE(site.itemCount(), std::size_t{7});
    QCOMPARE(site.connections().size(), std::size_t{7});
    QCOMPARE(routeLength_m(*named(site, "T1, LV")), 25.0);
    QCOMPARE(site.value(*named(site, "LV-A"), Param::Derating), 1.0);
    const PowerPaths paths(site, {});
    std::vector<double> demand_W(paths.nodes().size(), 0.0);
    const int rack = paths.indexOf(named(site, "R1")->id);
    demand_W[static_cast<std::size_t>(rack)] = 40e3;
    const PowerState state = paths.solve(demand_W, Scenario::Normal);
    QVERIFY(state.unserved_W == 0);
    QVERIFY(std::abs(state.nodes[static_cast<std::size_t>(paths.indexOf(named(site, "P2")->id))].out_W - 20e3) < 1e-6);
}

void LineListTest::comesBackAsItWas() {
    Project project = projectOf();
    Issues issues;
    QVERIFY(apply(project, readLineList(project.variants.front(), kList, issues)).empty());
    const std::string list = writeLineList(project.variants.front().site);
    Project again = projectOf();
    QVERIFY(apply(again, readLineList(again.variants.front(), list, issues)).empty());
    QVERIFY(issues.empty());
    QCOMPARE(writeLineList(again.variants.front().site), list);
    QVERIFY(readLineList(again.variants.front(), list, issues).empty());  // nothing is new to it
}

void LineListTest::changesWhatIsThere() {
    Project project = projectOf();
    Issues issues;
    QVERIFY(apply(project, readLineList(project.variants.front(), kList, issues)).empty());
    const Edit edit = readLineList(project.variants.front(), "kind,name,feeds,rated_current_A\npdu,P1,LV-A,630\nrack,R2,P1,\n", issues);
    QVERIFY(issues.empty());
    QCOMPARE(edit.items.size(), std::size_t{2});
    QCOMPARE(edit.connections.size(), std::size_t{1});
    QVERIFY(apply(project, edit).empty());
    QCOMPARE(project.variants.front().site.value(*named(project.variants.front().site, "P1"), Param::Current), 630.0);
}

void LineListTest::listsEveryProblemAtOnce() {
    const char* list =
        "kind,name,feeds,length_m,side,rated_power_W,colour\n"
        "utility_feed,Grid,,,,5e6,red\n"
        "windmill,W,,,,,\n"             // kind
        "transformer,,Grid,,,,\n"       // name
        "utility_feed,Grid,,,,,\n"      // doubled
        "cable,C1,Grid,,,,\n"           // length
        "ups,U1,Nowhere,,C,much,\n"     // feed, choice, number
        "ups,U2,U2,,,-5,\n"             // itself, range
        "utility_feed,G2,Grid,,,,\n"    // sources take no feed
        "rack,R,Grid,,,1e3,\n";         // a parameter that racks do not have
    Project project = projectOf();
    Issues issues;
    const Edit edit = readLineList(project.variants.front(), list, issues);
    QVERIFY(edit.empty());
    const auto at = [&](const char* path) { return std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.path == path; }); };
    QCOMPARE(at("line 1, colour"), 1);
    QCOMPARE(at("line 3, kind"), 1);
    QCOMPARE(at("line 4, name"), 1);
    QCOMPARE(at("line 5, name"), 1);
    QCOMPARE(at("line 6, length_m"), 1);
    QCOMPARE(at("line 7, feeds"), 1);
    QCOMPARE(at("line 7, side"), 1);
    QCOMPARE(at("line 7, rated_power_W"), 1);
    QCOMPARE(at("line 8, feeds"), 1);
    QCOMPARE(at("line 8, rated_power_W"), 1);
    QCOMPARE(at("line 9, feeds"), 1);
    QCOMPARE(at("line 10, rated_power_W"), 1);
    Issues empty;
    QVERIFY(readLineList(project.variants.front(), "", empty).empty());
    QVERIFY(hasErrors(empty));
}

PLENUM_TEST(LineListTest)
#include "line_list_test.moc"
