// SPDX-License-Identifier: GPL-3.0-or-later
// The three published cases, from their folders, through the public functions only.
#include "tests/support/registry.h"
#include "twin/spcf/equations.h"
#include "twin/spcf/space.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace twin::spcf;

namespace {

QJsonObject readJson(const QString& folder, const char* file) {
    QFile in(QStringLiteral(PLENUM_SOURCE_DIR "/tests/validation/spcf/") + folder + '/' + QLatin1String(file));
    if (!in.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(in.readAll()).object();
}

std::optional<double> optionalNumber(const QJsonObject& object, const char* key) {
    const QJsonValue value = object.value(QLatin1String(key));
    return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
}

Inputs inputsOf(const QJsonObject& in) {
    Inputs out;
    out.compute_FLOPS = optionalNumber(in, "compute_FLOPS");
    out.efficiency_FLOPS_W = optionalNumber(in, "efficiency_FLOPS_W");
    out.it_W = optionalNumber(in, "it_W");
    out.beta = in["beta"].toDouble();
    out.gcop = in["gcop"].toDouble();
    out.alpha = in["alpha"].toDouble();
    out.eta = in["eta"].toDouble();
    out.other_W = in["other_W"].toDouble();
    return out;
}

SpaceInputs spaceOf(const QJsonObject& in, const Result& powers) {
    SpaceInputs out;
    out.racks = optionalNumber(in, "racks");
    out.placePower_W = optionalNumber(in, "placePower_W");
    out.it_W = powers.it_W;
    out.cooling_W = powers.cooling_W;
    out.power_W = powers.power_W;
    const auto indoors_W = optionalNumber(in, "powerIndoors_W");
    out.powerShareIndoors = indoors_W ? *indoors_W / powers.power_W : in["powerShareIndoors"].toDouble();
    out.coolingShareIndoors = in["coolingShareIndoors"].toDouble();
    for (const CoolingKindInfo& kind : coolingKinds())
        if (in["cooling"].toString() == QLatin1String(kind.key)) out.cooling = kind.kind;
    return out;
}

}  // namespace

class SpcfPublishedTest : public QObject {
    Q_OBJECT

    static void compare(const QJsonObject& expected, const QJsonObject& tolerance, const char* key, double value) {
        const double published = expected[QLatin1String(key)].toDouble();
        const double allowed = tolerance[QLatin1String(key)].toObject()["relative"].toDouble();
        QVERIFY2(published > 0 && std::abs(value / published - 1) <= allowed,
                 qPrintable(QStringLiteral("%1: %2 against %3").arg(QLatin1String(key)).arg(value).arg(published)));
    }

  private slots:
    void agreesWithThePaper_data() {
        QTest::addColumn<QString>("folder");
        for (const char* name : {"case-a", "case-b", "case-c"}) QTest::newRow(name) << QString::fromLatin1(name);
    }
    void agreesWithThePaper() {
        QFETCH(QString, folder);
        const QJsonObject in = readJson(folder, "input.json");
        const QJsonObject expected = readJson(folder, "expected.json");
        const QJsonObject tolerance = readJson(folder, "case.json")["tolerance"].toObject();
        QVERIFY(!in.isEmpty() && !expected.isEmpty() && !tolerance.isEmpty());
        const Result powers = forward(inputsOf(in));
        QVERIFY(powers.valid);
        compare(expected, tolerance, "it_W", powers.it_W);
        compare(expected, tolerance, "cooling_W", powers.cooling_W);
        compare(expected, tolerance, "power_W", powers.power_W);
        const SpaceResult area = space(spaceOf(in, powers));
        QVERIFY(area.valid);
        if (tolerance["area_m2"].toObject()["insideInterval"].toBool()) {
            const double published = expected["area_m2"].toDouble();
            QVERIFY(published >= area.low_m2 && published <= area.high_m2);
        } else {
            compare(expected, tolerance, "area_m2", area.area_m2);
        }
    }
};

PLENUM_TEST(SpcfPublishedTest)
#include "spcf_published_test.moc"
