// SPDX-License-Identifier: GPL-3.0-or-later
// Two sites side by side: one camera, one selection, differences and outlines, with real mouse events.
#include "app/models/view_state.h"
#include "app/view3d/compare_view.h"
#include "app/view3d/scene_view.h"
#include "app/widgets/legend_widget.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QWheelEvent>
#include <vtkCamera.h>
#include <vtkRenderer.h>

#include <cmath>
#include <memory>

using namespace plenum::app;

namespace {
constexpr QSize kSize{900, 420};
constexpr int kShown_ms = 20'000;
constexpr double kFar_m = 6;
}  // namespace

class CompareViewTest : public QObject {
    Q_OBJECT

    Selection m_selection;
    ViewState m_viewState;
    std::unique_ptr<CompareView> m_view;
    twin::Id m_rack, m_lost;

    VtkWidget& canvas() { return m_view->canvas(); }
    QImage part(int viewport) {
        const QImage all = canvas().grabImage();
        return all.copy(viewport * all.width() / canvas().viewportCount(), 0, all.width() / canvas().viewportCount(), all.height());
    }
    QPoint rackIn(int viewport) {
        const twin::Site& site = *m_view->entries()[static_cast<std::size_t>(viewport)].site;
        const twin::Item& rack = *site.find(m_rack);
        return canvas().project({rack.position.x, rack.position.y, site.value(rack, twin::Param::Height)}, viewport).value_or(QPointF()).toPoint();
    }
    static bool samePose(const CameraPose& a, const CameraPose& b) {
        return std::hypot(a.focal_m.x - b.focal_m.x, a.focal_m.y - b.focal_m.y, a.focal_m.z - b.focal_m.z) < 1e-6 &&
               std::abs(std::remainder(a.azimuth_deg - b.azimuth_deg, 360.0)) < 1e-6 && std::abs(a.elevation_deg - b.elevation_deg) < 1e-6 &&
               std::abs(a.distance_m - b.distance_m) < 1e-6 && a.parallel == b.parallel;
    }
    void drag(const QPoint& from, const QPoint& by) {
        QTest::mousePress(&canvas(), Qt::LeftButton, Qt::NoModifier, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = from + by * step / 4;
            QMouseEvent move(QEvent::MouseMove, at, canvas().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&canvas(), &move);
        }
        QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::NoModifier, from + by);
    }

  private slots:
    void initTestCase() {
        const twin::Project project = twin::generateSite(20, 7);
        const auto site = std::make_shared<const twin::Site>(project.variants.front().site);
        m_rack = site->items(twin::Kind::Rack)[3].id;
        m_lost = site->items(twin::Kind::Rack)[9].id;
        twin::Project moved = project;
        QVERIFY(twin::apply(moved, twin::moveItems(moved.variants.front(), {m_rack}, {0, kFar_m, 0})).empty());
        QVERIFY(twin::apply(moved, twin::removeItems(moved.variants.front(), {m_lost})).empty());

        m_view = std::make_unique<CompareView>(m_selection, m_viewState);
        canvas().setFlightDuration(0);
        m_view->resize(kSize);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->resize(kSize);
        QTRY_VERIFY_WITH_TIMEOUT(canvas().isValid() || canvas().findChild<QWidget*>("view3d.unavailable"), kShown_ms);
        if (!canvas().isValid()) QSKIP("no OpenGL here");

        CompareEntry before, after;
        before.name = QStringLiteral("Before");
        before.colour = QColor(0x8d, 0xa0, 0xb0);
        before.site = site;
        before.changes = {{m_lost, ItemChange::Removed}};
        after.name = QStringLiteral("After");
        after.colour = QColor(0x4d, 0xa6, 0xff);
        after.site = std::make_shared<const twin::Site>(moved.variants.front().site);
        after.changes = {{m_rack, ItemChange::Moved}};
        after.difference = {{m_rack, 4.0}, {site->items(twin::Kind::Rack)[5].id, -4.0}, {site->items(twin::Kind::Rack)[6].id, std::nan("")}};
        m_view->setEntries({before, after});
    }

    void holdsBothInOneWindow() {
        QCOMPARE(canvas().viewportCount(), 2);
        QVERIFY(canvas().renderer(0) != canvas().renderer(1));
        QCOMPARE(canvas().renderer(0)->GetRenderWindow(), canvas().renderer(1)->GetRenderWindow());
        QCOMPARE(canvas().renderer(0)->GetActiveCamera(), canvas().renderer(1)->GetActiveCamera());
        QVERIFY2(part(0) != part(1), "a moved and a removed rack can be told");
        QCOMPARE(canvas().viewportAt(QPointF(canvas().width() - 2, 5)), 1);
        QCOMPARE(canvas().inViewport(canvas().viewportRect(1).topLeft() + QPointF(7, 5)), QPointF(7, 5));
    }

    void turnsBothWithOneDrag() {
        const CameraPose start = m_view->cameraPose();
        for (const int viewport : {0, 1}) {
            const QImage left = part(0), right = part(1);
            const CameraPose before = m_view->cameraPose();
            drag(canvas().viewportRect(viewport).center().toPoint(), {60, 15});
            QVERIFY(!samePose(before, m_view->cameraPose()));
            QVERIFY(part(0) != left);
            QVERIFY(part(1) != right);
            QCOMPARE(canvas().renderer(0)->GetActiveCamera()->GetPosition()[0], canvas().renderer(1)->GetActiveCamera()->GetPosition()[0]);
        }
        m_view->setCameraPose(start, false);
        QVERIFY(samePose(start, m_view->cameraPose()));
    }

    void zoomsToTheCursorInEachViewport() {
        const CameraPose start = m_view->cameraPose();
        for (const int viewport : {0, 1}) {
            const QPoint at = rackIn(viewport);
            QWheelEvent wheel(at, canvas().mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&canvas(), &wheel);
            QVERIFY(m_view->cameraPose().distance_m < start.distance_m);
            const QPoint now = rackIn(viewport);
            QVERIFY2((now - at).manhattanLength() < 14, "what is under the cursor stays there");
            m_view->setCameraPose(start, false);
        }
    }

    void selectsInAllViewports() {
        QSignalSpy changed(&m_selection, &Selection::changed);
        const QImage left = part(0), right = part(1);
        const QPoint at = rackIn(1);
        QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::NoModifier, at);
        QVERIFY(changed.count() > 0);
        QVERIFY(m_selection.current() == m_rack);
        QVERIFY2(part(0) != left && part(1) != right, "outlined in both");
        const QPoint hovered = rackIn(0);
        QMouseEvent move(QEvent::MouseMove, hovered, canvas().mapToGlobal(hovered), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas(), &move);
        QVERIFY2(m_selection.hovered(), "the rack, or the pipe above it");
        QVERIFY(m_view->entries()[0].site->find(m_selection.hovered()) != nullptr);
        QTest::keyClick(&canvas(), Qt::Key_Escape);
        QVERIFY(m_selection.ids().empty());
        m_selection.hover({});
    }

    void locksTheCommonRange() {
        const auto frameOf = [&](double heat_W) {
            auto frame = std::make_shared<twin::Frame>();
            frame->site = m_view->entries()[0].site;
            frame->column(twin::Kind::Rack, twin::Quantity::HeatToAir).values.assign(frame->site->items(twin::Kind::Rack).size(), heat_W);
            return frame;
        };
        const std::vector<CompareEntry> before = m_view->entries();
        std::vector<CompareEntry> entries = before;
        entries[0].frame = frameOf(9e3);  // the widest comes first: the last must not stay
        entries[1].frame = frameOf(2e3);
        m_viewState.setOverlay(QStringLiteral("heat"));
        m_view->setEntries(entries);
        const auto* legend = m_view->findChild<LegendWidget*>(QStringLiteral("compare.legend"));
        const double high = legend->scale().high;
        QVERIFY(high >= 9);
        m_viewState.range(*entries[1].frame);  // another view fits its own
        emit const_cast<LegendWidget*>(legend)->rangeLockRequested(true);
        QVERIFY(m_viewState.rangeLocked());
        QCOMPARE(legend->scale().high, high);
        QVERIFY(m_viewState.range(*entries[1].frame) == m_viewState.range(*entries[0].frame));
        QVERIFY(m_viewState.range(*entries[1].frame).second >= 9e3);
        m_viewState.setRangeLocked(false);
        m_viewState.setOverlay(QStringLiteral("inlet"));
        m_view->setEntries(before);
    }

    void showsDifferences() {
        const QImage left = part(0), right = part(1);
        m_view->setDifferenceShown(true);
        QVERIFY(part(0) != left);
        QVERIFY(part(1) != right);
        m_viewState.setDark(false);
        const QImage light = m_view->grabImage();
        QVERIFY(!light.isNull());
        if (qEnvironmentVariableIsSet("PLENUM_SHOW_PICTURES")) light.save(qEnvironmentVariable("PLENUM_SHOW_PICTURES"));
        m_viewState.setDark(true);
        m_view->setDifferenceShown(false);
        QCOMPARE(part(0), left);
        QCOMPARE(part(1), right);
    }

    void showsTheDifferenceOfTheAir() {
        const std::vector<CompareEntry> before = m_view->entries();
        std::vector<CompareEntry> entries = before;
        for (std::size_t i = 0; i < 2; ++i) {
            auto field = std::make_shared<twin::AirField>();
            field->room = entries[i].site->items(twin::Kind::Room)[0].id;
            field->dx_m = field->dy_m = field->dz_m = 0.5;
            field->nx = field->ny = 30, field->nz = 6;
            field->temperature_C.assign(30 * 30 * 6, i == 0 ? 22.0F : 27.0F);
            for (auto* speed : {&field->u_m_s, &field->v_m_s, &field->w_m_s}) speed->assign(30 * 30 * 6, 0.0F);
            auto frame = std::make_shared<twin::Frame>();
            frame->site = entries[i].site;
            frame->fidelity = twin::Fidelity::Fine;
            frame->fields.push_back(std::move(field));
            entries[i].frame = std::move(frame);
        }
        m_view->setDifferenceShown(true);
        const QImage left = part(0), right = part(1);
        m_view->setEntries(entries);
        QCOMPARE(part(0), left);  // against itself
        QVERIFY2(part(1) != right, "the floor shows what the air has over the first one's");
        m_view->setDifferenceShown(false);
        m_view->setEntries(before);
    }

    void takesOneEntryMoreAndLess() {
        std::vector<CompareEntry> entries = m_view->entries();
        const QImage right = part(1);
        entries.push_back(entries.front());
        m_view->setEntries(entries);
        QCOMPARE(canvas().viewportCount(), 3);
        QVERIFY(!part(2).isNull());
        entries.pop_back();
        m_view->setEntries(entries);
        QCOMPARE(canvas().viewportCount(), 2);
        QCOMPARE(part(1), right);
        m_view->setEntries({});
        QCOMPARE(canvas().viewportCount(), 1);
        m_view->setEntries(entries);
        QCOMPARE(canvas().viewportCount(), 2);
    }

    void fliesToASavedPose() {
        canvas().setFlightDuration(120);
        CameraPose saved = m_view->cameraPose();
        saved.azimuth_deg += 70;
        saved.parallel = true;
        saved.halfHeight_m = 9;
        m_view->setCameraPose(saved, true);
        QTRY_VERIFY(samePose(m_view->cameraPose(), saved));
        QTest::keyClick(&canvas(), Qt::Key_P);
        QVERIFY(!m_view->cameraPose().parallel);
        canvas().setFlightDuration(0);
    }

    void cleanupTestCase() { m_view.reset(); }
};

PLENUM_TEST(CompareViewTest)
#include "compare_view_test.moc"
