// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the real window: a rack is dragged with mouse events, both views and the inlets of others follow.
#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/plan2d/plan_view.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/main_window.h"
#include "app/view3d/camera_control.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/vtk_widget.h"
#include "tests/support/registry.h"
#include "twin/engine/engine.h"

#include <QApplication>
#include <QFile>
#include <QTimer>
#include <QWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QUndoStack>

#include <cmath>
#include <memory>

using namespace plenum::app;

namespace {
constexpr int kSettle_ms = 120'000;
constexpr double kChanged_K = 0.02;
constexpr double kSame_K = 0.02;  ///< a warm-started coarse frame against a cold one of the same place
constexpr double kVisible_m = 0.3;
}  // namespace

class DragTest : public QObject {
    Q_OBJECT

    struct Services {
        Document document;
        Selection selection;
        ViewState view;
        Session session{document};
        twin::extend::PluginRegistry plugins;
        Live live{document, session, plugins};
        MainWindow window{document, session, live, selection, view};
    };
    QTemporaryDir m_folder;
    std::unique_ptr<Services> m_services;
    twin::Id m_rack, m_inner;

    Document& document() { return m_services->document; }
    Session& session() { return m_services->session; }
    PlanView& plan() { return m_services->window.plan(); }
    const twin::Item& rack() { return *document().site()->find(m_rack); }
    const twin::Item& inner() { return *document().site()->find(m_inner); }
    QPoint rackOnPlan() { return plan().toWidget({rack().position.x, rack().position.y}).toPoint(); }

    std::shared_ptr<const twin::Frame> solved(std::shared_ptr<const twin::Site> site) {
        twin::engine::SolveOptions options;
        options.fidelity = twin::Fidelity::Coarse;
        return twin::engine::solve(std::move(site), document().project().conditions, options);
    }

  private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        m_services = std::make_unique<Services>();
        m_services->window.resize(1400, 900);
        m_services->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_services->window));
        const std::filesystem::path sample = PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json";
        QVERIFY2(m_services->window.files().openFile(QString::fromStdString(sample.string())), "the sample opens");
        QTRY_COMPARE_WITH_TIMEOUT(session().state(), Session::State::Settled, kSettle_ms);
        document().site()->items(twin::Kind::Rack).forEach([&](const twin::Item& item) {
            if (item.name == "W05-20") m_rack = item.id;
            if (item.name == "W05-10") m_inner = item.id;
        });
        QVERIFY(m_rack);
        plan().focusItem(m_rack);
    }

    void showsWhatARackDoesWhileTheMouseMoves() {
        const auto before = solved(document().site());
        const twin::Project original = document().project();
        const twin::Vec3 start = rack().position;
        const QPoint from = rackOnPlan();
        const int perMetre = qRound(plan().scale_px_per_m());
        QVERIFY(perMetre > 0);

        QTest::mousePress(&plan(), Qt::LeftButton, Qt::NoModifier, from);
        for (int step = 1; step <= 6; ++step) QTest::mouseMove(&plan(), from + QPoint(step * perMetre / 5, 0), 20);
        QTRY_VERIFY(document().hasPreview());
        QTRY_VERIFY_WITH_TIMEOUT(session().upToDate(), kSettle_ms);
        QVERIFY(std::hypot(rack().position.x - start.x, rack().position.y - start.y) > kVisible_m);
        QVERIFY2(document().project() == original, "a preview writes nothing");
        const auto frame = session().frame();
        QTRY_VERIFY_WITH_TIMEOUT(m_services->window.scene().lastPaintedGeneration() >= qint64(frame->generation), kSettle_ms);

        const auto reference = solved(document().site());
        const auto& racks = document().site()->items(twin::Kind::Rack);
        int others = 0;
        double worst = 0;
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const double now = frame->value(twin::Kind::Rack, i, twin::Quantity::InletTemperature);
            const double cold = reference->value(twin::Kind::Rack, i, twin::Quantity::InletTemperature);
            const double was = before->value(twin::Kind::Rack, i, twin::Quantity::InletTemperature);
            if (!std::isfinite(now) || !std::isfinite(cold)) continue;
            worst = std::max(worst, std::abs(now - cold));
            if (racks[i].id != m_rack && std::abs(now - was) > kChanged_K) ++others;
        }
        QVERIFY2(worst <= kSame_K, qPrintable(QStringLiteral("drag and solve differ by %1 K").arg(worst)));
        QVERIFY2(others >= 3, qPrintable(QStringLiteral("%1 other inlets changed").arg(others)));
        QVERIFY(!frame->fields.empty() && !before->fields.empty());
        QVERIFY2(frame->fields[0]->temperature_C != before->fields[0]->temperature_C, "the field on the floor changed");

        QTest::mouseRelease(&plan(), Qt::LeftButton, Qt::NoModifier, from + QPoint(6 * perMetre / 5, 0));
        QTRY_COMPARE(document().undoStack()->count(), 1);
        QVERIFY(!document().hasPreview());
        QVERIFY(document().undoStack()->undoText().contains(QStringLiteral("W05-20")));
        QVERIFY(!(document().project() == original));
        document().undoStack()->undo();
        QVERIFY2(document().project() == original, "undo puts it back");
        document().undoStack()->redo();
    }

    void savesAndReopensTheSameProject() {
        const auto path = std::filesystem::path(m_folder.filePath("moved.plenum").toStdString());
        plenum::files::save(document().project(), path);
        const auto opened = plenum::files::open(path);
        QVERIFY(opened.project && opened.issues.empty());
        QVERIFY(*opened.project == document().project());
    }

    void givesUpADragAtEscape() {
        plan().focusItem(m_rack);
        const twin::Project original = document().project();
        const QPoint from = rackOnPlan();
        const int perMetre = qRound(plan().scale_px_per_m());
        QTest::mousePress(&plan(), Qt::LeftButton, Qt::NoModifier, from);
        for (int step = 1; step <= 6; ++step) QTest::mouseMove(&plan(), from + QPoint(step * perMetre / 5, 0), 20);
        QTRY_VERIFY(document().hasPreview());
        QTest::keyClick(&plan(), Qt::Key_Escape);
        QTRY_VERIFY(!document().hasPreview());
        QTest::mouseRelease(&plan(), Qt::LeftButton, Qt::NoModifier, from);
        QVERIFY(document().project() == original);
    }

    void dragsInTheSceneToo() {
        SceneView& scene = m_services->window.scene();
        if (!scene.canvas().isValid()) QSKIP("no OpenGL here");
        scene.canvas().setFlightDuration(0);
        scene.showStandardView(StandardView::Top);  // nothing stands before the rack
        scene.focusItem(m_inner);
        auto* canvas = scene.findChild<QWidget*>(QStringLiteral("view3d.surface"));
        QVERIFY(canvas != nullptr);
        const int count = document().undoStack()->index();
        const twin::Vec3 start = inner().position;
        QTRY_VERIFY(scene.canvas().project({start.x, start.y - 0.4, 2}).has_value());
        const QPoint from = scene.canvas().project({start.x, start.y - 0.4, 2})->toPoint();
        const auto towards = scene.canvas().project({start.x + 1.2, start.y - 0.4, 2});
        QVERIFY(towards.has_value());
        QTest::mousePress(canvas, Qt::LeftButton, Qt::NoModifier, from);
        for (int step = 1; step <= 6; ++step) QTest::mouseMove(canvas, from + (towards->toPoint() - from) * step / 6, 20);
        QTRY_VERIFY(document().hasPreview());
        QTest::mouseRelease(canvas, Qt::LeftButton, Qt::NoModifier, towards->toPoint());
        QTRY_COMPARE(document().undoStack()->index(), count + 1);
        const double moved_m = std::hypot(inner().position.x - start.x, inner().position.y - start.y);
        QVERIFY2(moved_m > kVisible_m, qPrintable(QStringLiteral("%1: %2 m, %3 px of mouse").arg(document().undoStack()->undoText()).arg(moved_m).arg((towards->toPoint() - from).manhattanLength())));
        document().undoStack()->undo();
        QVERIFY(inner().position == start);
    }

    void switchesVariantsAndKeepsWorking() {
        const auto& variants = document().project().variants;
        QVERIFY(variants.size() >= 3);
        document().setActiveVariant(variants[2].id);
        QTRY_COMPARE_WITH_TIMEOUT(session().state(), Session::State::Settled, kSettle_ms);
        QVERIFY(session().frame()->variant == variants[2].id);
        QVERIFY(session().frame()->worstBalance() < 1e-6);
    }

    void leavesTheProjectAloneWhenAFileIsDamaged() {
        const QString path = m_folder.filePath("damaged.plenum");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no project");
        file.close();
        const twin::Project original = document().project();
        QTimer::singleShot(0, &m_services->window, [this] { closeMessage(); });
        QVERIFY(!m_services->window.files().openFile(path));
        QVERIFY(document().project() == original);
    }

    void cleanupTestCase() {
        m_services->document.undoStack()->setClean();
        m_services.reset();
    }

  private:
    void closeMessage() {
        if (auto* box = QApplication::activeModalWidget()) {
            box->close();
        } else {
            QTimer::singleShot(50, &m_services->window, [this] { closeMessage(); });
        }
    }
};

PLENUM_TEST(DragTest)
#include "drag_test.moc"
