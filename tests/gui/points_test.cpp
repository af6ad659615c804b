// SPDX-License-Identifier: GPL-3.0-or-later
// Points of a pipe and of an outline in the real window: dragged, added and removed with mouse and keys, and entered.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/plan2d/plan_view.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/main_window.h"
#include "tests/support/registry.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableView>
#include <QUndoStack>

#include <cmath>
#include <filesystem>
#include <memory>

using namespace plenum::app;

namespace {
constexpr int kSettle_ms = 120'000;
}

class PointsTest : public QObject {
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
    std::unique_ptr<Services> m_services;
    twin::Id m_pipe, m_room;

    Document& document() { return m_services->document; }
    Session& session() { return m_services->session; }
    PlanView& plan() { return m_services->window.plan(); }
    const std::vector<twin::Vec3>& points(twin::Id id) { return document().site()->find(id)->points; }
    QPoint onPlan(const twin::Vec3& p) { return plan().toWidget({p.x, p.y}).toPoint(); }
    QPoint onPlan(const twin::Vec3& a, const twin::Vec3& b) { return plan().toWidget({(a.x + b.x) / 2, (a.y + b.y) / 2}).toPoint(); }
    double drop_Pa(const twin::Frame& frame) { return frame.value(*frame.site->find(m_pipe), twin::Quantity::PressureDrop); }
    int edits() { return document().undoStack()->index(); }

    void show(twin::Id id) {
        m_services->selection.select({id});
        plan().focusItem(id);
        plan().setFocus();
        QTRY_VERIFY(plan().hasFocus());
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::mousePress(&plan(), Qt::LeftButton, modifiers, from);
        for (int step = 1; step <= 5; ++step) {
            QMouseEvent move(QEvent::MouseMove, from + (to - from) * step / 5, plan().mapToGlobal(from + (to - from) * step / 5), Qt::NoButton, Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(&plan(), &move);
            QTest::qWait(10);
        }
    }
    /// The table of the inspector, once it shows as many columns.
    QTableView* tableOf(int columns) {
        for (auto* table : m_services->window.findChildren<QTableView*>(QStringLiteral("inspector.points")))
            if (table->isVisible() && table->model()->columnCount() == columns && table->model()->rowCount() > 0) return table;
        return nullptr;
    }
    void drop(QPoint at, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::mouseRelease(&plan(), Qt::LeftButton, modifiers, at); }

  private slots:
    void initTestCase() {
        m_services = std::make_unique<Services>();
        m_services->window.resize(1400, 900);
        m_services->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_services->window));
        m_services->window.activateWindow();  // no window manager does it here
        QVERIFY(QTest::qWaitForWindowActive(&m_services->window));
        QVERIFY(m_services->window.files().openFile(QStringLiteral(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json")));
        QTRY_COMPARE_WITH_TIMEOUT(session().state(), Session::State::Settled, kSettle_ms);
        document().site()->items(twin::Kind::Pipe).forEach([&](const twin::Item& item) {
            if (item.name == "Chilled water supply main") m_pipe = item.id;
        });
        document().site()->items(twin::Kind::Room).forEach([&](const twin::Item& item) {
            if (item.name == "Hall") m_room = item.id;
        });
        QVERIFY(m_pipe && m_room);
    }

    void init() { m_services->selection.clear(); }

    void solvesAPipeWhileItsEndIsDragged() {
        const twin::Project original = document().project();
        const std::vector<twin::Vec3> before = points(m_pipe);
        const double was_Pa = drop_Pa(*session().frame());
        QVERIFY2(was_Pa > 0, "water runs through it");
        show(m_pipe);
        const QPoint from = onPlan(before[0]), to = onPlan({before[0].x, before[0].y - 2, 0});
        drag(from, to);
        QTRY_VERIFY(document().hasPreview());
        QTRY_VERIFY_WITH_TIMEOUT(session().upToDate(), kSettle_ms);
        QVERIFY2(document().project() == original, "a preview writes nothing");
        QVERIFY(points(m_pipe)[0].y < before[0].y - 1.5);
        QCOMPARE(points(m_pipe)[0].x, before[0].x);
        QCOMPARE(points(m_pipe)[0].z, before[0].z);
        const double now_Pa = drop_Pa(*session().frame());
        QVERIFY2(now_Pa > was_Pa * 1.01, qPrintable(QStringLiteral("before the button is let go: %1 Pa, was %2 Pa").arg(now_Pa).arg(was_Pa)));
        const int count = edits();
        drop(to);
        QTRY_COMPARE(edits(), count + 1);
        QVERIFY(!document().hasPreview());
        QVERIFY(document().undoStack()->undoText().contains(QStringLiteral("Chilled water supply main")));
        document().undoStack()->undo();
        QVERIFY2(document().project() == original, "undo puts it back");
    }

    void snapsUnlessShiftIsDown() {
        const std::vector<twin::Vec3> before = points(m_pipe);
        show(m_pipe);
        const double px = plan().scale_px_per_m();
        const QPoint from = onPlan(before[0]), to = from + QPoint(5, qRound(1.53 * px));
        drag(from, to);
        drop(to);
        QCOMPARE(points(m_pipe)[0].x, before[1].x);  // in line with its neighbour
        document().undoStack()->undo();
        drag(from, to, Qt::ShiftModifier);
        drop(to, Qt::ShiftModifier);
        QVERIFY(std::abs(points(m_pipe)[0].x - before[0].x - 5 / px) < 1e-6);
        document().undoStack()->undo();
        QVERIFY(points(m_pipe) == before);
    }

    void givesUpAtEscape() {
        const twin::Project original = document().project();
        const int count = edits();
        show(m_pipe);
        const QPoint from = onPlan(points(m_pipe)[0]);
        drag(from, from + QPoint(0, 60));
        QTRY_VERIFY(document().hasPreview());
        QTest::keyClick(&plan(), Qt::Key_Escape);
        QTRY_VERIFY(!document().hasPreview());
        drop(from + QPoint(0, 60));
        QCOMPARE(edits(), count);
        QVERIFY(document().project() == original);
        QVERIFY2(m_services->selection.contains(m_pipe), "the first Escape ends the drag only");
    }

    void pullsANewPointOutOfASegment() {
        const std::vector<twin::Vec3> before = points(m_pipe);
        const int count = edits();
        show(m_pipe);
        const QPoint from = onPlan(before[1], before[2]), to = from + QPoint(0, 50);
        QTest::mouseMove(&plan(), from);
        QTRY_COMPARE(plan().cursor().shape(), Qt::CrossCursor);
        drag(from, to);
        drop(to);
        QTRY_COMPARE(edits(), count + 1);
        const std::vector<twin::Vec3> after = points(m_pipe);
        QCOMPARE(after.size(), before.size() + 1);
        QVERIFY(after[1] == before[1] && after[3] == before[2]);
        QVERIFY2(after[2].y < before[1].y, "down on the screen is south");
        QCOMPARE(after[2].z, (before[1].z + before[2].z) / 2);

        QTest::mouseMove(&plan(), onPlan(after[2]));
        QTRY_COMPARE(plan().cursor().shape(), Qt::SizeAllCursor);
        QTest::keyClick(&plan(), Qt::Key_Delete);
        QTRY_COMPARE(edits(), count + 2);
        QVERIFY2(points(m_pipe) == before, "Delete removed the point and not the pipe");
        document().undoStack()->setIndex(count);
    }

    void keepsTheLeastPoints() {
        const int count = edits();
        show(m_pipe);
        for (int i = 0; i < 3; ++i) {
            QTest::mouseMove(&plan(), onPlan(points(m_pipe)[0]) + QPoint(30, 0));
            QTest::mouseMove(&plan(), onPlan(points(m_pipe)[0]));
            QTRY_COMPARE(plan().cursor().shape(), Qt::SizeAllCursor);
            QTest::keyClick(&plan(), Qt::Key_Delete);
        }
        QVERIFY(document().site()->find(m_pipe) != nullptr);
        QCOMPARE(points(m_pipe).size(), std::size_t{2});
        QCOMPARE(edits(), count + 1);
        document().undoStack()->setIndex(count);
    }

    void takesPointsBeforeWhatLiesUnderThem() {
        const twin::Project original = document().project();
        show(m_room);
        plan().fitRoom(m_room);
        const std::vector<twin::Vec3> before = points(m_room);
        const QPoint from = onPlan(before[2]), to = onPlan({before[2].x + 2.4, before[2].y + 1.2, 0});
        drag(from, to);
        drop(to);
        QVERIFY(m_services->selection.contains(m_room));
        QVERIFY(points(m_room)[2].x > before[2].x + 2 && points(m_room)[2].y > before[2].y + 0.9);
        QCOMPARE(points(m_room)[2].z, before[2].z);
        document().undoStack()->undo();
        QVERIFY(document().project() == original);
    }

    void worksWithKeysAlone() {
        const twin::Project original = document().project();
        const std::vector<twin::Vec3> before = points(m_pipe);
        const int count = edits();
        show(m_pipe);
        QTest::mouseMove(&plan(), QPoint(3, 3));
        QTest::keyClick(&plan(), Qt::Key_Tab);
        QTest::keyClick(&plan(), Qt::Key_Tab);
        QTest::keyClick(&plan(), Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(std::abs(points(m_pipe)[1].y - before[1].y - 0.01) < 1e-9);
        QTest::keyClick(&plan(), Qt::Key_Insert);
        QCOMPARE(points(m_pipe).size(), before.size() + 1);
        QTest::keyClick(&plan(), Qt::Key_Delete);
        QCOMPARE(points(m_pipe).size(), before.size());
        QCOMPARE(edits(), count + 3);
        QTest::keyClick(&plan(), Qt::Key_Escape);
        QVERIFY2(m_services->selection.contains(m_pipe), "the first Escape leaves the point only");
        document().undoStack()->setIndex(count);
        QVERIFY(document().project() == original);
    }

    void entersCoordinatesInTheInspector() {
        const twin::Project original = document().project();
        const std::vector<twin::Vec3> before = points(m_pipe);
        const int count = edits();
        show(m_pipe);
        QTRY_VERIFY(tableOf(4) != nullptr);
        QTableView* table = tableOf(4);
        QCOMPARE(table->model()->rowCount(), 3);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 2));
        const auto editor = [&] { return table->findChild<QLineEdit*>(QStringLiteral("inspector.points.edit")); };
        QTest::keyClick(table, Qt::Key_F2);
        QTRY_VERIFY(editor() != nullptr);
        QTest::keyClicks(editor(), QStringLiteral("high"));
        QTest::keyClick(editor(), Qt::Key_Return);
        QCOMPARE(edits(), count);
        QVERIFY2(editor() != nullptr && editor()->isVisible(), "what is no length stays to be mended");
        editor()->selectAll();
        QTest::keyClicks(editor(), QStringLiteral("1.5 ft"));
        QTest::keyClick(editor(), Qt::Key_Return);
        QTRY_COMPARE(edits(), count + 1);
        QCOMPARE(points(m_pipe)[0].z, 1.5 * 0.3048);
        QTRY_VERIFY(editor() == nullptr);

        table->setCurrentIndex(table->model()->index(2, 0));
        QTest::keyClick(table, Qt::Key_Insert);
        QTRY_COMPARE(points(m_pipe).size(), std::size_t{4});
        QVERIFY(std::abs(points(m_pipe)[3].x - before[2].x - 1) < 1e-9);
        QTRY_COMPARE(table->currentIndex().row(), 3);
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(points(m_pipe).size(), std::size_t{3});
        QCOMPARE(edits(), count + 3);
        auto* remove = m_services->window.findChild<QPushButton*>(QStringLiteral("inspector.points.remove"));
        QTest::mouseClick(remove, Qt::LeftButton);
        QTRY_COMPARE(points(m_pipe).size(), std::size_t{2});
        QTRY_VERIFY(!remove->isEnabled());
        document().undoStack()->setIndex(count);
        QVERIFY(document().project() == original);

        m_services->selection.select({m_room});
        QTRY_VERIFY2(tableOf(3) != nullptr, "an outline has no heights");
    }

    void forgetsAnEntryThatIsGivenUp() {
        const twin::Project original = document().project();
        show(m_pipe);
        QTRY_VERIFY(tableOf(4) != nullptr);
        QTableView* table = tableOf(4);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_F2);
        QLineEdit* edit = nullptr;
        QTRY_VERIFY((edit = table->findChild<QLineEdit*>(QStringLiteral("inspector.points.edit"))) != nullptr);
        QTest::keyClicks(edit, QStringLiteral("99"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QTRY_VERIFY(table->findChild<QLineEdit*>(QStringLiteral("inspector.points.edit")) == nullptr);
        QVERIFY(document().project() == original);
    }

    void cleanupTestCase() {
        m_services->document.undoStack()->setClean();
        m_services.reset();
    }
};

PLENUM_TEST(PointsTest)
#include "points_test.moc"
