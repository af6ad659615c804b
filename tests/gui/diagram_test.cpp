// SPDX-License-Identifier: GPL-3.0-or-later
// Schematics with real mouse and key events: selection both ways, a breaker opened and closed again, stacks, export.
#include "app/diagram/diagram_view.h"
#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "tests/support/registry.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QUndoStack>

#include <memory>

using namespace plenum::app;
using twin::scene::Diagram;

namespace {
constexpr int kSettle_ms = 120'000;
}

class DiagramTest : public QObject {
    Q_OBJECT

    struct Services {
        Document document;
        Selection selection;
        ViewState view;
        Session session{document};
        DiagramView power{Diagram::Power, document, session, selection, view};
        DiagramView coolant{Diagram::Coolant, document, session, selection, view};
    };
    std::unique_ptr<Services> m_services;

    Services& s() { return *m_services; }
    twin::Id named(twin::Kind kind, std::string_view name) {
        twin::Id found;
        s().document.site()->items(kind).forEach([&](const twin::Item& item) {
            if (item.name == name) found = item.id;
        });
        return found;
    }
    /// An item of a kind that is drawn alone.
    twin::Id lone(const DiagramView& view, twin::Kind kind) {
        for (const auto& node : view.scene().drawing.nodes)
            if (node.kind == kind && node.count == 1) return view.scene().drawing.members[node.first];
        return {};
    }
    bool settled() { return s().session.state() == Session::State::Settled && s().session.upToDate(); }
    bool isOut(twin::Id id) {
        const auto& out = s().document.project().conditions.outOfService;
        return std::find(out.begin(), out.end(), id) != out.end();
    }
    QPoint at(DiagramView& view, twin::Id id) {
        view.reveal(id);
        return view.placeOf(id).value_or(QPointF()).toPoint();
    }
    static unsigned racks(const DiagramView& view, unsigned twin::scene::SchematicNodeState::*count) {
        unsigned sum = 0;
        for (std::size_t v = 0; v < view.scene().drawing.nodes.size(); ++v)
            if (view.scene().drawing.nodes[v].kind == twin::Kind::Rack) sum += view.scene().state.nodes[v].*count;
        return sum;
    }

  private slots:
    void initTestCase() {
        m_services = std::make_unique<Services>();
        auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project);
        s().document.reset(std::move(*opened.project), QString());
        for (DiagramView* view : {&s().power, &s().coolant}) {
            view->resize(1200, 700);
            view->show();
            QVERIFY(QTest::qWaitForWindowExposed(view));
        }
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kSettle_ms);
        for (DiagramView* view : {&s().power, &s().coolant}) {
            QTRY_VERIFY(view->upToDate() && !view->scene().drawing.nodes.empty());
            view->grab();
        }
    }
    void init() { s().selection.clear(); }

    void selectsByClickAndShowsWhatIsSelected() {
        const twin::Id ups = lone(s().power, twin::Kind::Ups);
        QVERIFY(ups);
        QTest::mouseClick(&s().power, Qt::LeftButton, {}, at(s().power, ups));
        QVERIFY(s().selection.ids() == std::vector{ups});
        const twin::Id pump = lone(s().coolant, twin::Kind::Pump);
        QVERIFY(pump);
        QTest::mouseClick(&s().coolant, Qt::LeftButton, {}, at(s().coolant, pump));
        QVERIFY(s().selection.contains(pump));
        QVERIFY2(s().power.scene().selected.contains(s().power.scene().drawing.nodeOf(pump)), "both drawings show it");
        s().selection.hover(pump);
        QCOMPARE(s().power.scene().hovered, s().power.scene().drawing.nodeOf(pump));
    }

    void selectsAStackWhole() {
        const auto& drawing = s().power.scene().drawing;
        const auto stack = std::find_if(drawing.nodes.begin(), drawing.nodes.end(), [](const auto& node) { return node.kind == twin::Kind::Rack && node.count > 1; });
        QVERIFY(stack != drawing.nodes.end());
        const unsigned count = stack->count;
        QTest::mouseClick(&s().power, Qt::LeftButton, {}, at(s().power, drawing.members[stack->first]));
        QCOMPARE(s().selection.ids().size(), std::size_t(count));
    }

    void opensABreakerByDoubleClickAndUndoCloses() {
        DiagramView& view = s().power;
        QCOMPARE(racks(view, &twin::scene::SchematicNodeState::dead), 0u);
        QCOMPARE(racks(view, &twin::scene::SchematicNodeState::reduced), 0u);
        twin::Id device;
        for (const auto& node : view.scene().drawing.nodes)
            if (node.kind == twin::Kind::Switchgear && node.side == twin::Side::A && node.count == 1) device = view.scene().drawing.members[node.first];
        QVERIFY(device);
        const QPoint place = at(view, device);
        const QImage before = view.grab().toImage();
        QElapsedTimer clock;
        clock.start();
        QTest::mouseDClick(&view, Qt::LeftButton, {}, place);
        const QImage after = view.grab().toImage();
        qInfo("double click to picture: %lld ms", clock.elapsed());
        QVERIFY(isOut(device));
        QVERIFY(before != after);
        QVERIFY2(view.scene().state.nodes[view.scene().drawing.nodeOf(device)].out > 0, "its symbol is open");
        s().document.undoStack()->undo();
        QVERIFY(!isOut(device));
        view.grab();
        QCOMPARE(view.scene().state.nodes[view.scene().drawing.nodeOf(device)].out, 0u);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kSettle_ms);
    }

    void racksThatLoseSupplyChangeColour() {
        DiagramView& view = s().power;
        std::vector<twin::Id> sources;
        for (const auto kind : {twin::Kind::UtilityFeed, twin::Kind::Generator})
            s().document.site()->items(kind).forEach([&](const twin::Item& item) { sources.push_back(item.id); });
        const twin::Id rack = s().document.site()->items(twin::Kind::Rack)[0].id;
        const int node = view.scene().drawing.nodeOf(rack);
        const QPoint place = at(view, rack);
        const auto colours = [&] { return view.grab().toImage().copy(QRect(place - QPoint(25, 25), QSize(50, 50))); };
        const QImage fed = colours();
        twin::Conditions conditions = s().document.project().conditions;
        conditions.outOfService = sources;
        QVERIFY(s().document.apply(twin::setConditions(s().document.project(), conditions)).empty());
        const QImage dark = colours();
        QCOMPARE(view.scene().state.nodes[node].dead, view.scene().drawing.nodes[node].count);
        QVERIFY(markOf(view.scene(), node) == DiagramMark::Bad);
        QVERIFY(fed != dark);
        s().document.undoStack()->undo();
        QVERIFY(colours() == fed);
        QTRY_VERIFY_WITH_TIMEOUT(settled(), kSettle_ms);
    }

    void switchesWithTheSpaceBar() {
        const twin::Id pump = lone(s().coolant, twin::Kind::Pump);
        s().selection.select({pump});
        s().coolant.setFocus();
        QTest::keyClick(&s().coolant, Qt::Key_Space);
        QVERIFY(isOut(pump));
        QTest::keyClick(&s().coolant, Qt::Key_Space);
        QVERIFY(!isOut(pump));
    }

    void walksTheConnections() {
        DiagramView& view = s().power;
        const twin::Id feed = s().document.site()->items(twin::Kind::UtilityFeed)[0].id;
        s().selection.select({feed});
        const int first = view.scene().drawing.nodeOf(feed);
        QTest::keyClick(&view, Qt::Key_Down);
        const int next = view.scene().drawing.nodeOf(s().selection.current());
        QVERIFY(next >= 0 && view.scene().drawing.nodes[next].layer > view.scene().drawing.nodes[first].layer);
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.scene().drawing.nodes[view.scene().drawing.nodeOf(s().selection.current())].layer < view.scene().drawing.nodes[next].layer);
    }

    void opensAStackAndDrawsItTogetherAgain() {
        DiagramView& view = s().power;
        const std::size_t before = view.scene().drawing.nodes.size();
        const auto& nodes = view.scene().drawing.nodes;
        const auto stack = std::find_if(nodes.begin(), nodes.end(), [](const auto& node) { return node.kind == twin::Kind::Rack && node.count > 1; });
        QVERIFY(stack != nodes.end());
        view.open(static_cast<int>(stack - nodes.begin()));
        QTRY_VERIFY(view.upToDate() && view.scene().drawing.nodes.size() > before);
        QTest::keyClick(&view, Qt::Key_C);
        QTRY_VERIFY(view.upToDate() && view.scene().drawing.nodes.size() == before);
    }

    void staysLaidOutWhileAnItemIsMoved() {
        const auto site = s().document.site();
        const twin::Id rack = site->items(twin::Kind::Rack)[3].id;
        const auto place = s().power.placeOf(rack);
        s().document.preview(twin::moveItems(s().document.variant(), {rack}, {0.6, 0, 0}));
        QVERIFY2(s().power.upToDate(), "a move is not a change of the topology");
        QVERIFY(s().power.placeOf(rack) == place);
        s().document.clearPreview();
    }

    void writesDrawings() {
        QTemporaryDir folder;
        const QString svg = folder.filePath(QStringLiteral("line.svg")), png = folder.filePath(QStringLiteral("loops.png"));
        QVERIFY(s().power.exportSvg(svg));
        QVERIFY(s().coolant.exportPng(png));
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("<svg"));
        QVERIFY(QImage(png).width() > 500);
        QVERIFY(!s().power.exportSvg(folder.filePath(QStringLiteral("none/line.svg"))));
    }
};

PLENUM_TEST(DiagramTest)
#include "diagram_test.moc"
