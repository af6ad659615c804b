// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/spcf/cases.h"
#include "twin/spcf/space.h"

#include <cmath>
#include <limits>
#include <set>

using namespace twin::spcf;

namespace {

/// Every half kilowatt from `low` to `high`, W.
std::vector<double> placePowers(double low_kW, double high_kW) {
    std::vector<double> out;
    for (double kW = low_kW; kW <= high_kW + 1e-9; kW += 0.5) out.push_back(kW * 1e3);
    return out;
}

}  // namespace

class SpcfSpaceTest : public QObject {
    Q_OBJECT

  private slots:
    void meetsAAndCWithinFifteenPercent() {
        for (char name : {'A', 'C'}) {
            const PublishedCase published = *publishedCase(name);
            const SpaceResult result = space(published.space);
            QVERIFY(result.valid);
            const double apart = std::abs(result.area_m2 / published.area_m2 - 1);
            QVERIFY2(apart < 0.15, qPrintable(QString::number(result.area_m2)));
            QVERIFY(result.low_m2 < published.area_m2 && published.area_m2 < result.high_m2);
        }
    }

    void needsEightToThirteenKilowattsForBOutdoors() {
        double first = 0, last = 0;
        for (const CurvePoint& point : predictB({0}, placePowers(4, 80)).points) {
            QCOMPARE(point.published_m2, 1700.0);
            if (!point.fits) continue;
            if (first == 0) first = point.placePower_W / 1e3;
            last = point.placePower_W / 1e3;
        }
        QCOMPARE(first, 8.0);
        QCOMPARE(last, 13.0);
    }

    void fitsBFromEightToSixtyKilowattsWithHalfOfThePowerIndoors() {
        for (const CurvePoint& point : predictB({0.5}, placePowers(8, 60)).points)
            QVERIFY2(point.fits, qPrintable(QString::number(point.placePower_W)));
    }

    void fallsWithPlacePowerAndRisesWithShare() {
        const std::vector<double> powers = placePowers(5, 60);
        const std::vector<double> shares{0, 0.25, 0.5, 1};
        const AreaCurves curves = predictB(shares, powers);
        QCOMPARE(curves.points.size(), powers.size() * shares.size());
        for (std::size_t s = 0; s < shares.size(); ++s)
            for (std::size_t k = 0; k < powers.size(); ++k) {
                const CurvePoint& point = curves.points[s * powers.size() + k];
                if (k > 0) QVERIFY(point.area_m2 <= curves.points[s * powers.size() + k - 1].area_m2);
                if (s > 0) QVERIFY(point.area_m2 > curves.points[(s - 1) * powers.size() + k].area_m2);
            }
    }

    void roomsSumToTheTotalInsideTheInterval() {
        for (const CoolingKindInfo& kind : coolingKinds()) {
            SpaceInputs in = publishedCase('B')->space;
            in.cooling = kind.kind;
            in.powerShareIndoors = 0.7;
            in.coolingShareIndoors = 0.6;
            const SpaceResult result = space(in);
            QVERIFY(result.valid);
            double area = 0, low = 0, high = 0;
            for (const Room& room : result.rooms) {
                QVERIFY(room.low_m2 <= room.area_m2 && room.area_m2 <= room.high_m2);
                QVERIFY(!room.rule.empty() && !room.source.empty());
                area += room.area_m2;
                low += room.low_m2;
                high += room.high_m2;
            }
            QVERIFY(std::abs(area - result.area_m2) < 1e-9 && std::abs(low - result.low_m2) < 1e-9 &&
                    std::abs(high - result.high_m2) < 1e-9);
            QVERIFY(result.low_m2 <= result.area_m2 && result.area_m2 <= result.high_m2);
            QVERIFY(!result.reason.empty() && !result.widest.empty());
        }
    }

    void roundsUpToWholePlaces() {
        SpaceInputs in = publishedCase('A')->space;
        in.placePower_W = 5e3;
        QCOMPARE(space(in).racks, 100.0);
        in.placePower_W = 30e3;
        QCOMPARE(space(in).racks, 17.0);
    }

    void listsEveryBadInputAtOnce() {
        SpaceInputs in;
        in.it_W = -1;
        in.cooling_W = std::numeric_limits<double>::quiet_NaN();
        in.power_W = 0;
        in.powerShareIndoors = 1.5;
        in.coolingShareIndoors = -0.1;
        SpaceCoefficients coefficients = spaceCoefficients(in.cooling);
        coefficients.itPlace.low = 9;
        const SpaceResult result = space(in, coefficients);
        QVERIFY(!result.valid);
        std::set<std::string> codes;
        for (const twin::Issue& issue : result.issues) codes.insert(issue.code);
        const std::set<std::string> expected{"spcf.itOutOfRange",
                                             "spcf.coolingOutOfRange",
                                             "spcf.powerOutOfRange",
                                             "spcf.powerShareIndoorsOutOfRange",
                                             "spcf.coolingShareIndoorsOutOfRange",
                                             "spcf.racksMissing",
                                             "spcf.coefficientRange"};
        QVERIFY(codes == expected);
    }

    void warnsWhenThePlacesCannotHoldTheIt() {
        SpaceInputs in = publishedCase('A')->space;
        in.racks = 10;
        in.placePower_W = 20e3;
        const SpaceResult result = space(in);
        QVERIFY(result.valid);
        QCOMPARE(result.issues.front().code, std::string("spcf.placesTooFew"));
    }
};

PLENUM_TEST(SpcfSpaceTest)
#include "spcf_space_test.moc"
