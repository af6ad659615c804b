// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/scene/air_section.h"

#include <cmath>

using namespace twin;
using namespace twin::scene;

namespace {

/// Linear in all directions, so that every cut between cell centres is exact.
AirField linearField() {
    AirField field;
    field.origin = {10, 20, 0};
    field.dx_m = 0.5, field.dy_m = 0.4, field.dz_m = 0.25;
    field.nx = 12, field.ny = 10, field.nz = 8;
    for (int k = 0; k < field.nz; ++k)
        for (int j = 0; j < field.ny; ++j)
            for (int i = 0; i < field.nx; ++i) {
                field.temperature_C.push_back(static_cast<float>(20 + 0.1 * (i + 0.5) * 0.5 + 0.2 * (j + 0.5) * 0.4 + (k + 0.5) * 0.25));
                field.u_m_s.push_back(1);
                field.v_m_s.push_back(2);
                field.w_m_s.push_back(-1);
            }
    return field;
}

}  // namespace

class AirSectionTest : public QObject {
    Q_OBJECT

  private slots:
    void cutsAcrossEachAxis() {
        const AirField field = linearField();
        const AirSection z = airSection(field, SectionAxis::Z, 1.1, true), x = airSection(field, SectionAxis::X, 12.2, true), y = airSection(field, SectionAxis::Y, 21.3, true);
        QVERIFY(z.nu == 12 && z.nv == 10 && x.nu == 10 && x.nv == 8 && y.nu == 12 && y.nv == 8);
        const auto at = [](const AirSection& s, int i, int j) { return s.temperature_C[static_cast<std::size_t>(j * s.nu + i)]; };
        QVERIFY(std::abs(at(z, 3, 4) - (20 + 0.1 * 1.75 + 0.2 * 1.8 + 1.1)) < 1e-4);
        QVERIFY(std::abs(at(x, 3, 4) - (20 + 0.1 * 2.2 + 0.2 * 1.4 + 1.125)) < 1e-4);
        QVERIFY(std::abs(at(y, 3, 4) - (20 + 0.1 * 1.75 + 0.2 * 1.3 + 1.125)) < 1e-4);
        QVERIFY(z.along_u_m_s[5] == 1 && z.along_v_m_s[5] == 2 && x.along_u_m_s[5] == 2 && x.along_v_m_s[5] == -1 && y.along_u_m_s[5] == 1 && y.along_v_m_s[5] == -1);
        QVERIFY((x.corners[2] == Vec3{12.2, 24, 2}) && (y.corners[1] == Vec3{16, 21.3, 0}) && (z.corners[0] == Vec3{10, 20, 1.1}));
    }

    void knowsItsSpan() {
        const AirField field = linearField();
        QVERIFY(airSection(field, SectionAxis::X, 9.9).temperature_C.empty());
        QVERIFY(airSection(field, SectionAxis::Y, 24.1).temperature_C.empty());
        QVERIFY(airSection(field, SectionAxis::None, 1).temperature_C.empty());
        QVERIFY((sectionSpan(field, SectionAxis::X) == std::pair<double, double>{10, 16}) && (sectionSpan(field, SectionAxis::Z) == std::pair<double, double>{0, 2}));
    }

    void reachesUnderEdgesOfSolids() {
        AirField field = linearField();
        for (int k = 0; k < 8; ++k)
            for (int j = 0; j < 10; ++j)
                for (int i = 3; i < 9; ++i) field.temperature_C[field.cell(i, j, k)] = NAN;
        const AirSection z = airSection(field, SectionAxis::Z, 1);
        QVERIFY(!std::isnan(z.temperature_C[3]) && !std::isnan(z.temperature_C[4]) && std::isnan(z.temperature_C[5]));
        QVERIFY(airSection(field, SectionAxis::X, 12.6).temperature_C[7] != airSection(field, SectionAxis::X, 12.6).temperature_C[7]);
    }

    void drawsArrowsAlongTheAir() {
        const AirField field = linearField();
        const auto arrows = sectionArrows(airSection(field, SectionAxis::X, 12, true), 0.5);
        QCOMPARE(arrows.size(), std::size_t{8 * 4});
        for (const AirArrow& arrow : arrows) {
            QVERIFY(std::abs(arrow.tip.x - 12) < 1e-9 && std::abs(arrow.left.x - 12) < 1e-9);
            const double dy = arrow.tip.y - arrow.tail.y, dz = arrow.tip.z - arrow.tail.z;
            QVERIFY(std::abs(dy / dz + 2) < 1e-6);
            QVERIFY(std::abs(std::hypot(dy, dz) - 0.5) < 1e-6);
        }
        QVERIFY(sectionArrows(airSection(field, SectionAxis::X, 12), 0.5).empty());
    }

    void thinsAndFillsTheGridOfAnIsoSurface() {
        AirField field = linearField();
        field.temperature_C[field.cell(4, 4, 4)] = NAN;
        const IsoGrid whole = isoGrid(field, 1, -50), thin = isoGrid(field, 2, -50);
        QVERIFY(whole.temperature_C.size() == field.temperature_C.size() && thin.nx == 6 && thin.ny == 5 && thin.nz == 4);
        for (const float value : whole.temperature_C) QVERIFY(value > 0);
        QCOMPARE(thin.temperature_C[1], field.temperature_C[2]);
        QVERIFY(thin.dx_m == 1 && thin.first.x == 10.25);
        std::fill(field.temperature_C.begin(), field.temperature_C.end(), NAN);
        QCOMPARE(isoGrid(field, 1, -50).temperature_C[7], -50.0F);
    }
};

PLENUM_TEST(AirSectionTest)
#include "air_section_test.moc"
