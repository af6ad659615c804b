// SPDX-License-Identifier: GPL-3.0-or-later
// Measured, estimated, computed, stale and missing values side by side on the plan and in the scene: colours and
// hatches are read from the pixels, in both themes. Pending changes of a variant on the plan likewise.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/plan2d/plan_view.h"
#include "app/session/session.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/vtk_widget.h"
#include "app/widgets/legend_widget.h"
#include "tests/support/registry.h"
#include "twin/model/collision.h"
#include "twin/model/difference.h"
#include "twin/model/generate.h"

#include <QDir>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

using namespace plenum::app;

namespace {

constexpr int kSettle_ms = 120'000;
constexpr QSize kSize{900, 600};
constexpr double kInlet_C = 26;
constexpr double kAside_m = 0.38;
constexpr int kTolerance = 3;  // of 255

enum Slot { Measured, Estimated, Computed, Stale, Missing };

/// The colours in a rectangle of a picture and how often each is there.
std::map<QRgb, int> coloursIn(const QImage& image, const QRect& rect) {
    std::map<QRgb, int> found;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x) ++found[image.pixel(x, y) | 0xFF000000U];
    return found;
}

QRgb mostOf(const std::map<QRgb, int>& colours) {
    return std::max_element(colours.begin(), colours.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

int apart(QRgb a, QRgb b) { return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))}); }

double shareOf(const QImage& image, const QRect& rect, const QColor& colour) {
    int hits = 0, all = 0;
    for (const auto& [found, count] : coloursIn(image, rect)) {
        all += count;
        if (apart(found, colour.rgb()) <= 24) hits += count;
    }
    return all > 0 ? static_cast<double>(hits) / all : 0;
}

}  // namespace

class KnownStatesTest : public QObject {
    Q_OBJECT

    struct Services {
        Document document;
        Selection selection;
        ViewState view;
        Session session{document};
        PlanView plan{document, session, selection, view};
        SceneView scene{document, session, selection, view};
    };
    std::unique_ptr<Services> m_services;

    const twin::Item& rack(std::size_t index) const { return m_services->document.site()->items(twin::Kind::Rack)[index]; }

    QRect onPlan(std::size_t index) const {
        const twin::Bounds b = twin::boundsOf(twin::footprint(*m_services->document.site(), rack(index)));
        const QRectF rect(m_services->plan.toWidget({b.x0, b.y1}), m_services->plan.toWidget({b.x1, b.y0}));
        return rect.toRect().adjusted(4, 8, -4, -8);  // without edges and the bar of the front
    }
    /// A part of a rack's roof that no busway and no pipe hides.
    QRect inScene(std::size_t index) const {
        const twin::Item& item = rack(index);
        const twin::Site& site = *m_services->document.site();
        const double top_m = item.position.z + site.value(item, twin::Param::Height);
        const auto at = m_services->scene.canvas().project({item.position.x, item.position.y - kAside_m, top_m});
        const auto side = m_services->scene.canvas().project({item.position.x + 0.1, item.position.y - kAside_m, top_m});
        if (!at || !side) return {};
        const int half = static_cast<int>(std::hypot(side->x() - at->x(), side->y() - at->y()));
        return QRect(at->toPoint() - QPoint(half, half), QSize(2 * half, 2 * half));
    }
    void keep(const QImage& image, const QString& name) const {
        const QString folder = qEnvironmentVariable("PLENUM_KEEP_PICTURES");
        if (!folder.isEmpty()) QVERIFY(image.save(QDir(folder).filePath(name + ".png")));
    }

    /// All racks have the same inlet: the first five are known in five ways, the others are computed.
    static std::shared_ptr<const twin::Frame> withStates(const std::shared_ptr<const twin::Frame>& frame) {
        if (!frame) return frame;
        auto shown = std::make_shared<twin::Frame>(*frame);
        shown->fields.clear();
        twin::Column& column = shown->column(twin::Kind::Rack, twin::Quantity::InletTemperature);
        std::fill(column.values.begin(), column.values.end(), kInlet_C);
        column.states.assign(column.values.size(), twin::ValueState::Computed);
        column.states[Measured] = twin::ValueState::Measured;
        column.states[Estimated] = twin::ValueState::Estimated;
        column.states[Stale] = twin::ValueState::Stale;
        column.states[Missing] = twin::ValueState::Missing;
        return shown;
    }

    static void addThemes() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }

  private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        m_services = std::make_unique<Services>();
        Services& s = *m_services;
        s.document.reset(twin::generateSite(20, 7), {});
        QTRY_COMPARE_WITH_TIMEOUT(s.session.state(), Session::State::Settled, kSettle_ms);
        s.view.setOverlay(QStringLiteral("inlet"));
        s.session.setOverlay(withStates);
        s.session.refresh();
        s.plan.resize(kSize);
        s.plan.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.plan));
        s.plan.resize(kSize);
        s.plan.focusItem(rack(Computed).id);
        s.plan.zoomBy(90 / s.plan.scale_px_per_m());
        s.scene.canvas().setFlightDuration(0);
        s.scene.resize(kSize);
        s.scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.scene));
        s.scene.resize(kSize);
        s.scene.showStandardView(StandardView::Top);
        CameraPose pose = s.scene.cameraPose();
        pose.focal_m = rack(Computed).position;
        pose.elevation_deg = 70;
        pose.distance_m = 7;
        s.scene.setCameraPose(pose, false);
    }

    void tellsStatesOnThePlan_data() { addThemes(); }
    void tellsStatesOnThePlan() {
        QFETCH(bool, dark);
        Services& s = *m_services;
        s.view.setDark(dark);
        const Theme theme = dark ? darkTheme() : lightTheme();
        const QImage image = s.plan.renderImage(kSize);
        keep(image, QStringLiteral("plan-states-%1").arg(dark ? "dark" : "light"));
        const QRgb full = mostOf(coloursIn(image, onPlan(Measured)));
        const QRgb computed = mostOf(coloursIn(image, onPlan(Computed)));
        QVERIFY2(apart(full, computed) > 20, "a computed value is told from a measured one");
        QVERIFY(apart(computed, computedColour(full, theme)) <= kTolerance);
        QCOMPARE(mostOf(coloursIn(image, onPlan(Estimated))), full);
        QCOMPARE(mostOf(coloursIn(image, onPlan(Stale))), full);
        const double plain = shareOf(image, onPlan(Measured), QColor::fromRgb(full)), hatched = shareOf(image, onPlan(Stale), QColor::fromRgb(full));
        QVERIFY2(hatched < plain - 0.05 && hatched > 0.4, qPrintable(QStringLiteral("hatched over its colour: %1 of %2").arg(hatched).arg(plain)));
        QVERIFY(apart(mostOf(coloursIn(image, onPlan(Missing))), full) > 20);
        const QRect edge = onPlan(Estimated).adjusted(-4, 0, 4, 0);
        QVERIFY2(coloursIn(image, edge) != coloursIn(image, onPlan(Measured).adjusted(-4, 0, 4, 0)), "an estimate has a dotted edge");
    }

    void keepsTheHatchAtAnyScale() {
        Services& s = *m_services;
        s.view.setDark(true);
        const double before = s.plan.scale_px_per_m();
        const auto pitch = [&] {
            const QImage image = s.plan.renderImage(kSize);
            const QRect rect = onPlan(Stale);
            const QRgb full = mostOf(coloursIn(image, rect));
            int changes = 0;
            for (int x = rect.left(); x < rect.right(); ++x)
                changes += (apart(image.pixel(x, rect.top()), full) > 8) != (apart(image.pixel(x + 1, rect.top()), full) > 8) ? 1 : 0;
            return 2.0 * rect.width() / std::max(changes, 1);
        };
        const double near_px = pitch();
        s.plan.zoomBy(0.6);
        const double far_px = pitch();
        s.plan.zoomBy(before / s.plan.scale_px_per_m());
        QVERIFY2(std::abs(near_px - far_px) < 2.5, qPrintable(QStringLiteral("%1 and %2 pixels").arg(near_px).arg(far_px)));
    }

    void tellsStatesInTheScene_data() { addThemes(); }
    void tellsStatesInTheScene() {
        Services& s = *m_services;
        QTRY_VERIFY_WITH_TIMEOUT(s.scene.canvas().isValid() || s.scene.canvas().findChild<QWidget*>("view3d.unavailable"), kSettle_ms);
        if (!s.scene.canvas().isValid()) QSKIP("no OpenGL here");
        QFETCH(bool, dark);
        s.view.setDark(dark);
        QTRY_VERIFY(s.scene.lastPaintedGeneration() >= 0);
        const QImage image = s.scene.canvas().grabImage();
        keep(s.scene.grabImage(), QStringLiteral("scene-states-%1").arg(dark ? "dark" : "light"));
        const QRgb full = mostOf(coloursIn(image, inScene(Measured)));
        QVERIFY2(apart(full, mostOf(coloursIn(image, inScene(Computed)))) > 20, "a computed value is told from a measured one");
        QVERIFY(apart(full, mostOf(coloursIn(image, inScene(Stale)))) <= kTolerance);
        QVERIFY(apart(full, mostOf(coloursIn(image, inScene(Estimated)))) <= kTolerance);
        const double plain = shareOf(image, inScene(Measured), QColor::fromRgb(full)), hatched = shareOf(image, inScene(Stale), QColor::fromRgb(full));
        QVERIFY2(plain > 0.9 && hatched > 0.5 && hatched < 0.8, qPrintable(QStringLiteral("%1 plain, %2 hatched").arg(plain).arg(hatched)));
        QVERIFY(apart(full, mostOf(coloursIn(image, inScene(Missing)))) > 20);
        const auto* legend = s.scene.findChild<LegendWidget*>(QStringLiteral("scene.legend"));
        QVERIFY(legend->scale().measured && legend->scale().estimated && legend->scale().computed && legend->scale().stale && legend->scale().missing);
    }

    void saysHowAValueIsKnown() {
        Services& s = *m_services;
        const twin::Frame& frame = *s.session.frame();
        const auto said = [&](std::size_t index) { return s.view.knownText(frame, rack(index), twin::Quantity::InletTemperature); };
        QCOMPARE(said(Measured), QStringLiteral("measured"));
        QCOMPARE(said(Computed), QStringLiteral("computed"));
        QCOMPARE(said(Missing), QStringLiteral("missing"));
        s.view.setAgeSource([&](const twin::Item& item, twin::Quantity) -> std::optional<double> { return item.id == rack(Stale).id ? 240.0 : 12.0; });
        QCOMPARE(said(Measured), QStringLiteral("measured 12 s ago"));
        QCOMPARE(said(Stale), QStringLiteral("stale: 4 min old"));
        s.view.setAgeSource({});
        QVERIFY(s.view.knownText(*s.session.computed(), rack(Measured), twin::Quantity::InletTemperature).isEmpty());
    }

    void showsTheLegendOfPlainFramesWithoutStates() {
        Services& s = *m_services;
        s.session.setOverlay({});
        s.session.refresh();
        const auto* legend = s.scene.findChild<LegendWidget*>(QStringLiteral("scene.legend"));
        QVERIFY(!legend->scale().measured && !legend->scale().computed && !legend->scale().stale && legend->scale().missing);
        QVERIFY(legend->state().isEmpty());
    }

    void outlinesPendingChanges_data() { addThemes(); }
    void outlinesPendingChanges() {
        QFETCH(bool, dark);
        Services& s = *m_services;
        s.view.setDark(dark);
        const Theme theme = dark ? darkTheme() : lightTheme();
        twin::Project project = twin::generateSite(20, 7);
        twin::Variant variant = project.variants.front();
        variant.parent = variant.id;
        variant.id = twin::newId();
        variant.name = "Variant";
        const twin::Item gone = variant.site.items(twin::Kind::Rack)[1], shifted = variant.site.items(twin::Kind::Rack)[4];
        project.variants.push_back(variant);
        QVERIFY(twin::apply(project, twin::removeItems(project.variants.back(), {gone.id})).empty());
        QVERIFY(twin::apply(project, twin::moveItems(project.variants.back(), {shifted.id}, {0, 1.4, 0})).empty());
        s.document.reset(project, {});
        s.document.setActiveVariant(variant.id);
        s.plan.focusItem(shifted.id);
        s.plan.zoomBy(90 / s.plan.scale_px_per_m());
        const auto around = [&](const twin::Vec3& at) {
            const QPoint p = s.plan.toWidget({at.x, at.y}).toPoint();
            return QRect(p - QPoint(40, 60), QSize(80, 120)).intersected(QRect(QPoint(0, 0), kSize));
        };
        s.view.setPendingShown(false);
        const QImage plain = s.plan.renderImage(kSize);
        s.view.setPendingShown(true);
        const QImage image = s.plan.renderImage(kSize);
        keep(image, QStringLiteral("plan-pending-%1").arg(dark ? "dark" : "light"));
        QVERIFY(shareOf(image, around(gone.position), theme.bad) > shareOf(plain, around(gone.position), theme.bad) + 0.005);
        const twin::Vec3 now{shifted.position.x, shifted.position.y + 1.4, 0};
        QVERIFY(shareOf(image, around(now), theme.warning) > shareOf(plain, around(now), theme.warning) + 0.01);
        s.document.setActiveVariant(project.variants.front().id);
        QVERIFY2(s.plan.renderImage(kSize) != image, "the root has no pending changes");
        s.view.setPendingShown(false);
    }

    void findsPendingChangesQuickly() {
        twin::Project project = twin::generateSite(10'000, 7);
        twin::Variant variant = project.variants.front();
        variant.parent = variant.id;
        variant.id = twin::newId();
        const twin::Id some = variant.site.items(twin::Kind::Rack)[4321].id;
        project.variants.push_back(variant);
        QVERIFY(twin::apply(project, twin::moveItems(project.variants.back(), {some}, {0, 0.6, 0})).empty());
        QElapsedTimer clock;
        clock.start();
        const auto found = twin::differences(project.variants[0].site, project.variants[1].site);
        const double once_ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        QVERIFY(!found.empty());
        qInfo("differences of 10 000 racks: %.1f ms", once_ms);
        QVERIFY(once_ms < 500);
    }

    void cleanupTestCase() { m_services.reset(); }
};

PLENUM_TEST(KnownStatesTest)
#include "known_states_test.moc"
