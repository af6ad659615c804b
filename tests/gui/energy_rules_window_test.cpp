// SPDX-License-Identifier: GPL-3.0-or-later
// The energy rules of the storage in the window. With PLENUM_KEEP_PICTURES=FOLDER the window is kept as pictures.
#include "app/files/project_files.h"
#include "app/panels/energy_rule_panel.h"
#include "app/panels/line_plot.h"
#include "app/shell/language.h"
#include "tests/gui/window_services.h"
#include "tests/support/registry.h"

#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace plenum::app;

class EnergyRulesWindowTest : public QObject {
    Q_OBJECT

    std::unique_ptr<plenum::test::WindowServices> m_services;

    plenum::test::WindowServices& s() { return *m_services; }
    template <class T>
    T* find(const char* name) {
        return s().find<T>(name);
    }
    EnergyRulePanel& rules() { return *find<EnergyRulePanel>("energyRule"); }
    double figure(const char* name) {
        for (const auto& each : rules().result().figures)
            if (std::string_view(each.name) == name) return each.value;
        return std::nan("");
    }
    void type(const char* name, const char* text) {
        auto* box = find<QWidget>(name);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, QString::fromLatin1(text));
        QTest::keyClick(box, Qt::Key_Return);
    }
    void choose(int rule) {
        auto* box = find<QComboBox>("energyRule.rule");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < rule; ++i) QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentIndex(), rule);
    }
    void keep(const char* name) { QVERIFY(s().keep(name)); }

  private slots:
    void initTestCase() {
        m_services = std::make_unique<plenum::test::WindowServices>();
        auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/case-c.json");
        QVERIFY(opened.project.has_value());
        s().document.reset(std::move(*opened.project), QString());
        QVERIFY(s().show());
        s().window.resize(1600, 1000);
        QVERIFY(s().settled());
        for (QWidget* up = &rules(); up != nullptr; up = up->parentWidget())
            if (auto* dock = qobject_cast<QDockWidget*>(up)) {
                dock->show();
                dock->raise();
            }
        auto* pages = find<QTabWidget>("swing.pages");
        QTest::mouseClick(pages->tabBar(), Qt::LeftButton, Qt::NoModifier, pages->tabBar()->tabRect(1).center());
        QCOMPARE(pages->currentIndex(), 1);
    }

    void peaksAreShaved() {
        QTRY_VERIFY(rules().result().title.pattern != nullptr && !rules().result().figures.empty());
        QVERIFY(find<QDoubleSpinBox>("energyRule.loadPeak")->value() > 0.1);
        type("energyRule.loadPeak", "4");
        type("energyRule.storagePower", "1");
        type("energyRule.storageEnergy", "2");
        QTRY_VERIFY(std::abs(figure("Peak before") - 4e6) < 1);
        QTRY_VERIFY(figure("Peak saved") > 1e4);
        const auto& result = rules().result();
        // The grid never gives more than the threshold, and grid and storage make up the load.
        for (std::size_t i = 0; i < result.before.power_W.size(); ++i) {
            QVERIFY(result.after.power_W[i] <= figure("Threshold") + 10);
            QVERIFY(std::abs(result.after.power_W[i] + result.storage.power_W[i] - result.before.power_W[i]) < 1e-3);
        }
        QCOMPARE(find<LinePlot>("energyRule.power")->curves().size(), std::size_t{3});
        QVERIFY(find<QLabel>("energyRule.notes")->isHidden());
        keep("rules_shaving");
        type("energyRule.threshold", "1");
        QTRY_VERIFY(figure("Not given when asked") > 0);
        QVERIFY(find<QLabel>("energyRule.notes")->text().contains(QStringLiteral("not held")));
        type("energyRule.threshold", "0");
    }
    void cloudsAreSmoothed() {
        choose(EnergyRulePanel::PvArray);
        QVERIFY(find<QWidget>("energyRule.threshold")->isHidden());
        type("energyRule.pvPeak", "0");
        QTRY_VERIFY(find<QLabel>("energyRule.notes")->text().contains(QStringLiteral("no course of photovoltaic power")));
        type("energyRule.pvPeak", "1");
        QTRY_VERIFY(figure("Steepest change after, a second") < 0.1 * figure("Steepest change before, a second"));
        keep("rules_pv");
    }
    void theFrequencyIsAnswered() {
        choose(EnergyRulePanel::Droop);
        // 49.2 Hz: 0.8 Hz below, 0.02 Hz dead band, full at 1 Hz: 78 % of 1 MW.
        type("energyRule.step", "0.1");
        type("energyRule.fall", "60");
        QTRY_VERIFY(std::abs(figure("Lowest frequency, Hz") - 49.2) < 1e-2);
        QTRY_VERIFY([&] {
            const auto& given = rules().result().after.power_W;
            return !given.empty() && std::abs(*std::max_element(given.begin(), given.end()) - 0.78e6) < 1e3;
        }());
        keep("rules_droop");
    }
    void aSignalComesFromAFile() {
        choose(EnergyRulePanel::Signal);
        QTRY_VERIFY(find<QLabel>("energyRule.notes")->text().contains(QStringLiteral("no regulation signal")));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("signal.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("t,signal\n0,1\n1,-0.5\n2,0.25\n");
        file.close();
        type("energyRule.file", qPrintable(file.fileName()));
        QTRY_COMPARE(rules().result().after.power_W.size(), std::size_t{3});
        QVERIFY(std::abs(rules().result().after.power_W[1] + 0.5e6) < 1e-3);
        type("energyRule.file", "/nowhere/signal.csv");
        QTRY_VERIFY(find<QLabel>("energyRule.notes")->text().contains(QStringLiteral("/nowhere/signal.csv")));
    }
    void dieselIsSaved() {
        choose(EnergyRulePanel::Island);
        QVERIFY(find<QLineEdit>("energyRule.file")->text().isEmpty());
        type("energyRule.dieselPower", "5");
        type("energyRule.dieselIdle", "60");
        QTRY_VERIFY(figure("Fuel saved") > 0 && figure("Not served") == 0);
        keep("rules_island");
        s().view.setDark(false);
        keep("rules_island_light");
        choose(EnergyRulePanel::Shaving);
        QTRY_VERIFY(figure("Peak saved") > 0);
        keep("rules_shaving_light");
        s().view.setDark(true);
    }
    void speaksChinese() {
        const auto rule = [this] { return find<QComboBox>("energyRule.rule")->currentText(); };
        const QString english = rule();
        setLanguage(QStringLiteral("zh_CN"));
        QTRY_VERIFY(rule() != english);
        keep("rules_chinese");
        setLanguage(QStringLiteral("en"));
        QTRY_COMPARE(rule(), english);
    }
};

PLENUM_TEST(EnergyRulesWindowTest)
#include "energy_rules_window_test.moc"
