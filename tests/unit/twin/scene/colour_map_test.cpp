// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/colour_map.h"

#include "tests/support/registry.h"

#include <cmath>
#include <cstdlib>

using namespace twin::scene;

namespace {

int channel(std::uint32_t rgb, int shift) { return static_cast<int>((rgb >> shift) & 0xFF); }

/// Lightness L* of CIE 1976 (ISO 11664-4), D65.
double lightness(std::uint32_t rgb) {
    const auto linear = [&](int shift) {
        const double c = channel(rgb, shift) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

class ColourMapTest : public QObject {
    Q_OBJECT
  private slots:
    void beginsAndEndsAsPublished() {
        QCOMPARE(colourAt(ColourMap::Thermal, 0), 0x042333u);
        QCOMPARE(colourAt(ColourMap::Thermal, 1), 0xE8FA5Bu);
        QCOMPARE(colourAt(ColourMap::Viridis, 0), 0x440154u);
        QCOMPARE(colourAt(ColourMap::Viridis, 1), 0xFDE725u);
        QCOMPARE(colourAt(ColourMap::Inferno, 1), 0xFCFFA4u);
        QCOMPARE(colourAt(ColourMap::Viridis, -3), 0x440154u);
        QCOMPARE(colourAt(ColourMap::Viridis, 3), 0xFDE725u);
    }
    void growsLighterAllTheWay() {
        for (const ColourMap map : {ColourMap::Thermal, ColourMap::Viridis, ColourMap::Inferno})
            for (std::size_t i = 8; i < 256; ++i) QVERIFY(lightness(colourTable(map)[i]) > lightness(colourTable(map)[i - 8]));
    }
    void weighsBothSidesOfZeroAlike() {
        const ColourTable& table = colourTable(ColourMap::Diverging);
        for (std::size_t i = 0; i < 128; ++i) QVERIFY(std::abs(lightness(table[i]) - lightness(table[255 - i])) < 6);
        const std::uint32_t middle = table[127];
        QVERIFY(std::abs(channel(middle, 16) - channel(middle, 0)) < 12);  // grey
        QVERIFY(lightness(middle) > lightness(table[0]) + 20);
    }
};

PLENUM_TEST(ColourMapTest)
#include "colour_map_test.moc"
