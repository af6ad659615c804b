// SPDX-License-Identifier: GPL-3.0-or-later
// What plug-ins bring into the window: an overlay in menus, plan and 3D, import and export through menu, file dialogue
// and settings form.
#include "app/panels/issues_model.h"
#include "app/panels/issues_panel.h"
#include "app/plan2d/plan_view.h"
#include "app/shell/language.h"
#include "app/view3d/scene_view.h"
#include "app/widgets/legend_widget.h"
#include "tests/gui/window_services.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"
#include "twin/scene/overlay.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QHelpEvent>
#include <QLineEdit>
#include <QMenu>
#include <QProgressDialog>
#include <QPushButton>
#include <QTimer>
#include <QToolTip>
#include <QUndoStack>

#include <cmath>
#include <fstream>

using namespace plenum::app;
using plenum::test::WindowServices;

namespace {

const QString kHeat = QStringLiteral("template.heat_density");

/// Gives a path to the file dialogue that is about to run.
void answerFileDialog(const QString& path) {
    auto* poll = new QTimer(qApp);
    QObject::connect(poll, &QTimer::timeout, poll, [poll, path] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr) return;
        poll->deleteLater();
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    poll->start(30);
}

}  // namespace

class PluginWindowTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowServices> m_services;
    QTemporaryDir m_folder;

    WindowServices& now() { return *m_services; }
    template <class W>
    W* widget(const char* name) {
        return now().window.findChild<W*>(QString::fromLatin1(name));
    }
    QComboBox& overlays() { return *widget<QComboBox>("viewBar.overlay"); }
    double heat(std::size_t rack) {
        const auto& frame = now().session.frame();
        const twin::Item& item = frame->site->items(twin::Kind::Rack)[rack];
        const double liquid_W = frame->value(item, twin::Quantity::HeatToLiquid);
        return (frame->value(item, twin::Quantity::HeatToAir) + (std::isnan(liquid_W) ? 0 : liquid_W)) / frame->site->value(item, twin::Param::Width) / frame->site->value(item, twin::Param::Depth) / 1e3;
    }

  private slots:
    void initTestCase() {
        m_services = std::make_unique<WindowServices>(std::vector<std::filesystem::path>{PLENUM_BINARY_DIR "/plugins"});
        QVERIFY(now().scanned);
        QVERIFY(now().show());
        now().document.reset(twin::generateSite(20, 7), {});
        QVERIFY(now().settled());
        QVERIFY(QTest::qWaitFor([&] { return now().window.overlaysLoaded(); }, 20'000));
    }
    void cleanupTestCase() { m_services.reset(); }

    void overlayOfAPluginIsInMenuAndBar() {
        QAction* action = now().window.action(QStringLiteral("overlay.") + kHeat);
        QVERIFY(action != nullptr);
        QVERIFY(widget<QMenu>("menu.overlay")->actions().contains(action));
        QVERIFY(overlays().findData(kHeat) >= 0);
        QVERIFY(action->text().contains(QStringLiteral("Heat over footprint")));
        setLanguage(QStringLiteral("zh_CN"));
        QTRY_VERIFY2(overlays().itemText(overlays().findData(kHeat)).contains(QStringLiteral("单位占地热量")), "from the plug-in's description");
        setLanguage(QStringLiteral("en"));
    }

    void paintsItInPlanAndScene() {
        now().view.setOverlay(QStringLiteral("power"));
        QTest::qWait(300);
        const QImage plan = now().window.plan().grab().toImage(), scene = now().window.scene().grabImage();
        now().window.action(QStringLiteral("overlay.") + kHeat)->trigger();
        QCOMPARE(QString::fromUtf8(now().view.overlay().key), kHeat);
        QCOMPARE(overlays().currentData().toString(), kHeat);
        const auto shown = now().view.shown(now().session.frame());
        QVERIFY(shown && shown != now().session.frame());
        QVERIFY2(now().view.shown(shown) == shown && now().view.shown(now().session.frame()) == shown, "made once");
        for (const std::size_t rack : {std::size_t{0}, std::size_t{7}})
            QVERIFY(std::abs(twin::scene::overlayValue(now().view.overlay(), *shown, twin::Kind::Rack, rack) / heat(rack) - 1) < 1e-12);
        QVERIFY2(now().session.frame()->value(twin::Kind::Rack, 0, twin::Quantity::HeatToAir) > 100, "the solution itself is untouched: watts");
        const auto [low, high] = now().view.range(*shown);
        QVERIFY2(low == 0 && high >= heat(0) && high < 1000, qPrintable(QString::number(high)));
        QTRY_VERIFY(now().window.plan().grab().toImage() != plan);
        if (!scene.isNull()) QTRY_VERIFY(now().window.scene().grabImage() != scene);
    }

    void legendAndToolTipSayIt() {
        auto* legend = now().window.scene().findChild<LegendWidget*>(QStringLiteral("scene.legend"));
        QVERIFY(legend != nullptr);
        QVERIFY2(legend->scale().title.contains(QStringLiteral("kW/m²")), qPrintable(legend->scale().title));
        const twin::Item rack = now().document.site()->items(twin::Kind::Rack)[0];
        now().selection.hover(rack.id);
        QHelpEvent plan(QEvent::ToolTip, {10, 10}, now().window.plan().mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(&now().window.plan(), &plan);
        const QString value = QString::fromStdString(twin::formatQuantity(heat(0), twin::Unit::None));
        QTRY_VERIFY2(QToolTip::text().contains(value) && QToolTip::text().contains(QString::fromStdString(rack.name)), qPrintable(QToolTip::text() + " / " + value));
        QToolTip::hideText();
        QHelpEvent scene(QEvent::ToolTip, {10, 10}, now().window.scene().mapToGlobal(QPoint(10, 10)));
        now().view.setHoverTrend(rack.id, QStringLiteral("<br>the last hour"));
        QApplication::sendEvent(now().window.scene().findChild<QWidget*>(QStringLiteral("scene.canvas")), &scene);
        QTRY_VERIFY2(QToolTip::text().contains(value) && QToolTip::text().contains(QStringLiteral("the last hour")), qPrintable(QToolTip::text()));
        now().view.setHoverTrend({}, {});
        now().selection.hover({});
    }

    void aThrowingOverlayIsAnIssueByName() {
        QTemporaryDir planted;  // only the one that loads
        QVERIFY(QFile::link(QStringLiteral(PLENUM_BINARY_DIR "/tests/planted_plugins/good"), planted.filePath(QStringLiteral("good"))));
        WindowServices other({planted.path().toStdString()});
        QVERIFY(other.show());
        other.document.reset(twin::generateSite(20, 7), {});
        QVERIFY(other.settled());
        QVERIFY(QTest::qWaitFor([&] { return other.window.overlaysLoaded(); }, 60'000));
        QAction* action = other.window.action(QStringLiteral("overlay.planted"));
        QVERIFY(action != nullptr);
        action->trigger();
        auto* panel = other.window.findChild<IssuesPanel*>(QStringLiteral("issues"));
        const auto found = [&] {
            for (int row = 0; row < panel->model().rowCount(); ++row)
                if (panel->model().issue(row).code == "plugin.threw" && twin::english(panel->model().issue(row).text).find("planted, in a value") != std::string::npos) return true;
            return false;
        };
        QTRY_VERIFY2(found(), "named in the issues panel");
        other.view.setOverlay(QStringLiteral("inlet"));
    }

    void importsNetBoxTypesThroughTheForm() {
        const QString yaml = m_folder.filePath(QStringLiteral("server.yaml"));
        std::ofstream(yaml.toStdString()) << "manufacturer: Example\nmodel: Server 6U\nslug: example-server-6u\nu_height: 6\ncomments: 'Power Consumption: 6.5kW at full load'\n"
                                             "power-ports:\n- {name: a, type: iec-60320-c14, maximum_draw: 1071}\n";
        const std::size_t before = now().document.project().types()->size();
        answerFileDialog(yaml);
        QAction* action = now().window.findChild<QAction*>(QStringLiteral("import.netbox"));
        QVERIFY2(action != nullptr, "in the menu");
        action->trigger();
        auto* dialog = now().window.findChild<QDialog*>(QStringLiteral("plugins.settings"));
        QVERIFY2(dialog != nullptr, "a form of its settings");
        auto* servers = dialog->findChild<QLineEdit*>(QStringLiteral("live.form.setting.servers_per_rack"));
        QVERIFY(servers != nullptr && !dialog->findChild<QLineEdit*>(QStringLiteral("live.form.name"))->isVisible());
        servers->setText(QStringLiteral("1000"));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("live.form.ok")), Qt::LeftButton);
        QVERIFY2(dialog->isVisible(), "84 is the most");
        servers->setText(QStringLiteral("4"));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("live.form.ok")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(now().document.project().types()->size(), before + 1, 20'000);
        bool filled = false;
        for (const auto& [id, type] : *now().document.project().types()) filled = filled || (type->kind == twin::Kind::Rack && type->name.find("Server 6U") != std::string::npos);
        QVERIFY2(filled, "a rack of four servers");
        now().document.undoStack()->undo();
        QCOMPARE(now().document.project().types()->size(), before);
    }

    void cancelledFormImportsNothing() {
        const QString yaml = m_folder.filePath(QStringLiteral("server.yaml"));
        const int steps = now().document.undoStack()->count();
        answerFileDialog(yaml);
        now().window.findChild<QAction*>(QStringLiteral("import.netbox"))->trigger();
        auto* dialog = now().window.findChild<QDialog*>(QStringLiteral("plugins.settings"));
        QVERIFY(dialog != nullptr);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("live.form.cancel")), Qt::LeftButton);
        QTest::qWait(200);
        QVERIFY(now().document.undoStack()->count() <= steps);
        QVERIFY(now().window.findChild<QProgressDialog*>(QStringLiteral("plugins.progress")) == nullptr);
    }

    void exportsGltfThroughTheForm() {
        const QString path = m_folder.filePath(QStringLiteral("hall.glb"));
        answerFileDialog(path);
        QAction* action = now().window.findChild<QAction*>(QStringLiteral("export.gltf"));
        QVERIFY(action != nullptr);
        action->trigger();
        if (auto* dialog = now().window.findChild<QDialog*>(QStringLiteral("plugins.settings"))) QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("live.form.ok")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 1000, 20'000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(4), QByteArray("glTF"));
    }
};

PLENUM_TEST(PluginWindowTest)
#include "plugin_window_test.moc"
