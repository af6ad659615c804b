// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"

#include <algorithm>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

/// Utility → switchgear → busway → rack, beside whatever a case adds.
class PathCheckTest : public QObject {
    Q_OBJECT

    struct Plain {
        PowerSite site;
        Id utility = site.add(Kind::UtilityFeed, "U");
        Id gear = site.add(Kind::Switchgear, "S");
        Id bus = site.add(Kind::Busway, "B");
        Id rack = site.add(Kind::Rack, "R");
        Plain() {
            site.route(bus, {{0, 0, 0}, {10, 0, 0}});
            site.join(utility, "out", gear, "in");
            site.join(gear, "out", bus, "in");
            site.join(bus, "out", rack, "feed1");
        }
        Issues issues() const { return PowerPaths(site.site, {}).issues(); }
        void set(Id id, Param param, double value) {
            Item item = *site.site.find(id);
            item.values.set(param, value);
            site.site.items(item.kind).replace(item);
        }
    };
    static const Issue* find(const Issues& issues, std::string_view code) {
        const auto found = std::find_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; });
        return found == issues.end() ? nullptr : &*found;
    }

  private slots:
    void aSoundPathHasNothingToSay() { QVERIFY(Plain().issues().empty()); }
    void namesTheIsland() {
        Plain plain;
        const Id ups = plain.site.add(Kind::Ups, "Lonely UPS"), board = plain.site.add(Kind::Pdu, "Lonely board");
        plain.site.join(ups, "out", board, "in");
        const Issues issues = plain.issues();
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].code, std::string("power.island"));
        QVERIFY(english(issues[0].text).find("Lonely UPS, Lonely board") != std::string::npos || english(issues[0].text).find("Lonely board, Lonely UPS") != std::string::npos);
    }
    void whatIsSwitchedOffIsNoIsland() {
        const Plain plain;
        QVERIFY(PowerPaths(plain.site.site, {plain.utility}).issues().empty());
    }
    void namesTheSourceThatFeedsNothing() {
        Plain plain;
        plain.site.add(Kind::Generator, "G");
        const Issues issues = plain.issues();
        QVERIFY(find(issues, "power.idleSource") != nullptr && find(issues, "power.idleSource")->severity == Severity::Note);
        QCOMPARE(issues.size(), std::size_t{1});
    }
    void namesMissingRatings() {
        Plain plain;
        plain.set(plain.gear, Param::Current, 0);
        const Issues issues = plain.issues();
        QVERIFY(find(issues, "power.noRating") != nullptr);
        QCOMPARE(find(issues, "power.noRating")->itemName, std::string("S"));
        QCOMPARE(issues.size(), std::size_t{1});
    }
    void namesConductorsWithoutResistance() {
        Plain plain;
        plain.set(plain.bus, Param::ResistancePerMetre, 0);
        const Issues issues = plain.issues();
        QVERIFY(find(issues, "power.zeroImpedance") != nullptr);
        QCOMPARE(find(issues, "power.zeroImpedance")->itemName, std::string("B"));
    }
};

PLENUM_TEST(PathCheckTest)
#include "path_check_test.moc"
