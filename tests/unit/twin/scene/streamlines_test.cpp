// SPDX-License-Identifier: GPL-3.0-or-later
// Streamlines against flows whose lines are known, and where they have to end.
#include "tests/support/registry.h"
#include "twin/frame/air_sample.h"
#include "twin/model/generate.h"
#include "twin/scene/streamlines.h"

#include <QElapsedTimer>

#include <cmath>
#include <functional>

using namespace twin;
using namespace twin::scene;

namespace {

AirField fieldOf(int nx, int ny, int nz, double cell_m, const std::function<Vec3(Vec3)>& velocity, const std::function<double(Vec3)>& temperature) {
    AirField field;
    field.origin = {0, 0, 0};
    field.dx_m = field.dy_m = field.dz_m = cell_m;
    field.nx = nx, field.ny = ny, field.nz = nz;
    for (int k = 0; k < nz; ++k)
        for (int j = 0; j < ny; ++j)
            for (int i = 0; i < nx; ++i) {
                const Vec3 p{(i + 0.5) * cell_m, (j + 0.5) * cell_m, (k + 0.5) * cell_m}, v = velocity(p);
                field.temperature_C.push_back(static_cast<float>(temperature(p)));
                field.u_m_s.push_back(static_cast<float>(v.x));
                field.v_m_s.push_back(static_cast<float>(v.y));
                field.w_m_s.push_back(static_cast<float>(v.z));
            }
    return field;
}

Vec3 still(Vec3) { return {0, 0, 0}; }
Vec3 eastwards(Vec3) { return {1, 0, 0}; }
double constant(Vec3) { return 22; }

/// How far a line round a circle of 1 m ends from where it started, and how much its radius strays, m.
struct Miss {
    double end_m = 0, radius_m = 0;
};
Miss afterOneTurn(int order, double step_cells) {
    constexpr double kMiddle_m = 2;
    const AirField field = fieldOf(16, 16, 3, 0.25, [](Vec3 p) { return Vec3{-(p.y - kMiddle_m), p.x - kMiddle_m, 0}; }, constant);
    const StreamlineSeed seed{{kMiddle_m + 1, kMiddle_m, 0.4}, true, false};
    StreamlineSettings settings;
    settings.order = order;
    settings.step_cells = step_cells;
    settings.length_m = 2 * M_PI;
    const Streamlines lines = traceStreamlines(field, {&seed, 1}, settings);
    Miss miss{99, 99};
    if (lines.count() != 1) return miss;
    const auto& end = lines.points.back();
    miss = {std::hypot(end[0] - seed.point.x, end[1] - seed.point.y), 0};
    for (const auto& p : lines.points) miss.radius_m = std::max(miss.radius_m, std::abs(std::hypot(p[0] - kMiddle_m, p[1] - kMiddle_m) - 1));
    return miss;
}

}  // namespace

class StreamlinesTest : public QObject {
    Q_OBJECT

  private slots:
    void closesCirclesOfARigidRotation() {
        const Miss miss = afterOneTurn(4, 0.4);
        QVERIFY2(miss.end_m < 1e-4 && miss.radius_m < 1e-5, qPrintable(QStringLiteral("%1 m, %2 m").arg(miss.end_m).arg(miss.radius_m)));
    }

    void hasItsOrderOfAccuracy() {
        constexpr double kTurn_cells = 2 * M_PI / 0.25;  // whole steps: the last one is as long as the others
        for (const int order : {2, 4}) {
            const double coarse = afterOneTurn(order, kTurn_cells / 16).end_m, fine = afterOneTurn(order, kTurn_cells / 32).end_m;
            const double observed = std::log2(coarse / fine);
            qInfo("order %d: %.3g m with 16 steps, %.3g m with 32, observed %.2f", order, coarse, fine, observed);
            QVERIFY(observed > order - 0.5);
        }
    }

    void runsStraightInUniformFlow() {
        const AirField field = fieldOf(40, 8, 8, 0.25, [](Vec3) { return Vec3{0.6, 0, 0}; }, [](Vec3 p) { return 20 + p.x; });
        const StreamlineSeed seed{{5, 1.03, 0.97}, true, true};
        const Streamlines lines = traceStreamlines(field, {&seed, 1});
        QCOMPARE(lines.count(), std::size_t{1});
        for (std::size_t i = 0; i < lines.points.size(); ++i) {
            QVERIFY(std::abs(lines.points[i][1] - 1.03F) < 1e-6F && std::abs(lines.points[i][2] - 0.97F) < 1e-6F);
            if (i > 0) QVERIFY(lines.points[i][0] > lines.points[i - 1][0]);
            const double x = std::clamp<double>(lines.points[i][0], 0.125, 9.875);  // level outside of the outermost centres
            QVERIFY(std::abs(lines.temperature_C[i] - (20 + x)) < 1e-4);
        }
        QVERIFY(lines.points.front()[0] < 0.1F + 0.01F);  // within a step of either end
        QVERIFY(lines.points.back()[0] > 9.9F - 0.01F);
    }

    void endsAtSolidsAndInStillAir() {
        AirField field = fieldOf(40, 8, 8, 0.25, eastwards, constant);
        for (int k = 0; k < 8; ++k)
            for (int j = 0; j < 8; ++j) field.temperature_C[field.cell(20, j, k)] = NAN;  // from x = 5 to 5.25
        const std::vector<StreamlineSeed> seeds{{{1, 1, 1}, true, false}, {{5.1, 1, 1}, true, true}, {{-3, 1, 1}, true, true}, {{9, 1, 1}, false, true}};
        const Streamlines lines = traceStreamlines(field, seeds);
        QCOMPARE(lines.count(), std::size_t{2});  // the seeds in the wall and outside give none
        QVERIFY(lines.points[lines.offsets[1] - 1][0] <= 5 && lines.points[lines.offsets[1] - 1][0] > 4.85F);
        QVERIFY(lines.points[lines.offsets[1]][0] >= 5.25F);  // against the flow, listed with it
        const StreamlineSeed seed{{1, 1, 1}, true, true};
        QCOMPARE(traceStreamlines(fieldOf(8, 8, 8, 0.25, still, constant), {&seed, 1}).count(), std::size_t{0});
        field.u_m_s.pop_back();
        QCOMPARE(traceStreamlines(field, seeds).count(), std::size_t{0});
    }

    void keepsItsLengthAndStops() {
        const AirField field = fieldOf(40, 8, 8, 0.25, eastwards, constant);
        const StreamlineSeed seed{{0.2, 1, 1}, true, false};
        StreamlineSettings settings;
        settings.length_m = 3.33;
        const Streamlines lines = traceStreamlines(field, {&seed, 1}, settings);
        QVERIFY(std::abs(lines.points.back()[0] - 3.53F) < 1e-4F);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(traceStreamlines(field, {&seed, 1}, settings, stop.get_token()).count(), std::size_t{0});
    }

    void leavesPointsOut() {
        const AirField turning = fieldOf(16, 16, 3, 0.25, [](Vec3 p) { return Vec3{-(p.y - 2), p.x - 2, 0}; }, constant);
        const std::vector<StreamlineSeed> seeds{{{3, 2, 0.4}, true, false}, {{2.5, 2, 0.4}, true, true}};
        const Streamlines whole = traceStreamlines(turning, seeds), few = simplified(whole, 0.01);
        QCOMPARE(few.count(), whole.count());
        QVERIFY(few.points.size() * 2 < whole.points.size() && few.points.size() == few.temperature_C.size() && few.offsets.back() == few.points.size());
        QVERIFY(few.points.front() == whole.points.front() && few.points.back() == whole.points.back());
        for (std::size_t i = 1; i < few.offsets[1]; ++i) {  // the chords stay within the tolerance of the circle
            const double x = (few.points[i][0] + few.points[i - 1][0]) / 2 - 2, y = (few.points[i][1] + few.points[i - 1][1]) / 2 - 2;
            QVERIFY(std::abs(std::hypot(x, y) - 1) < 0.0125);
        }
    }

    void takesSeedsFromTilesRacksAndChosenThings() {
        const Project project = generateSite(20, 7);
        const Site& site = project.variants.front().site;
        const Scene scene(site);
        // Air that rises and goes north: fronts face −y or +y, so one of two faces draws and the other blows.
        const Vec3 low = scene.low(), high = scene.high();
        AirField field = fieldOf(static_cast<int>((high.x - low.x + 2) / 0.3), static_cast<int>((high.y - low.y + 2) / 0.3), 12, 0.3, [](Vec3) { return Vec3{0, 0.5, 0.2}; }, constant);
        field.origin = {low.x - 1, low.y - 1, 0};
        const auto racks = streamlineSeeds(scene, field, StreamlineSource::Racks, {});
        std::size_t count = 0, tiles = 0;
        for (const auto& box : scene.boxes()) count += isCompute(box.kind) ? 1 : 0;
        for (const auto& area : scene.areas()) tiles += area.kind == Kind::TileGrid && area.openFraction > 0 ? 1 : 0;
        QCOMPARE(racks.size(), 4 * count);
        QCOMPARE(static_cast<std::size_t>(std::count_if(racks.begin(), racks.end(), [](const auto& seed) { return seed.backward; })), 2 * count);
        QCOMPARE(streamlineSeeds(scene, field, StreamlineSource::Racks, {}, 7).size(), std::size_t{7});
        QVERIFY(streamlineSeeds(scene, field, StreamlineSource::None, {}).empty());
        QVERIFY(tiles == 0 || streamlineSeeds(scene, field, StreamlineSource::Supplies, {}).size() >= tiles);
        const Id rack = site.items(Kind::Rack)[0].id;
        const auto chosen = streamlineSeeds(scene, field, StreamlineSource::Chosen, {&rack, 1});
        QVERIFY(chosen.size() >= 30);  // front and rear, 15 each, and the top
        QVERIFY(streamlineSeeds(scene, field, StreamlineSource::Chosen, {}).empty());
    }

    void isFastEnoughForAMillionCells() {
        const AirField field = fieldOf(100, 100, 100, 0.25, [](Vec3 p) { return Vec3{-(p.y - 12.5), p.x - 12.5, 0.3}; }, constant);
        std::vector<StreamlineSeed> seeds;
        for (int i = 0; i < 300; ++i) seeds.push_back({{13 + 11.0 * i / 300, 12.5, 2}, true, true});
        QElapsedTimer timer;
        timer.start();
        const Streamlines lines = traceStreamlines(field, seeds);
        qInfo("%zu lines, %zu points in %lld ms", lines.count(), lines.points.size(), static_cast<long long>(timer.elapsed()));
        QCOMPARE(lines.count(), std::size_t{300});
        QVERIFY(timer.elapsed() < 2000);
    }

    void givesTheDifferenceOfTwoFields() {
        const AirField a = fieldOf(10, 8, 6, 0.5, eastwards, [](Vec3 p) { return 20 + p.x + 2 * p.y; });
        AirField b = fieldOf(30, 24, 18, 1.0 / 6, still, [](Vec3 p) { return 18 + p.x + 2 * p.y; });
        const AirField difference = differenceField(a, b);
        QCOMPARE(difference.nx, 10);
        for (int j = 1; j < 7; ++j)
            for (int i = 1; i < 9; ++i) {
                QVERIFY(std::abs(difference.temperature_C[difference.cell(i, j, 3)] - 2) < 1e-4F);
                QCOMPARE(difference.u_m_s[difference.cell(i, j, 3)], 1.0F);
            }
        b.nx = 15;  // arrays that do not fit
        QVERIFY(differenceField(a, b).temperature_C.empty());
        const AirField half = fieldOf(5, 8, 6, 0.5, still, constant);
        QVERIFY(std::isnan(differenceField(a, half).temperature_C[a.cell(7, 2, 2)]));
        QVERIFY(!std::isnan(differenceField(a, half).temperature_C[a.cell(3, 2, 2)]));
    }
};

PLENUM_TEST(StreamlinesTest)
#include "streamlines_test.moc"
