// SPDX-License-Identifier: GPL-3.0-or-later
// The window's comparison table against what `plenumctl compare A B --json` writes of the same file, value by value.
#include "app/panels/comparison_model.h"
#include "app/shell/file_actions.h"
#include "app/workspaces/compare_workspace.h"
#include "tests/gui/window_services.h"
#include "tests/support/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTableView>

#include <cmath>

using namespace plenum::app;
using plenum::test::WindowServices;

class ComparisonTableTest : public QObject {
    Q_OBJECT

    /// The same finite number, to the digits that a document keeps, or none on both sides.
    static bool same(const QJsonObject& written, const char* key, double shown) {
        if (!written.contains(QLatin1String(key))) return !std::isfinite(shown);
        const double value = written[QLatin1String(key)].toDouble(std::nan(""));
        return std::abs(value - shown) <= 1e-9 * std::max(std::abs(shown), 1e-9);
    }

  private slots:
    void windowAndCommandLineSayTheSame() {
        const QString sample = QStringLiteral(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        WindowServices now;
        QVERIFY(now.show());
        QVERIFY(now.window.files().openFile(sample));
        const auto& variants = now.document.project().variants;
        QVERIFY(variants.size() >= 2);
        now.window.setWorkspace(Workspace::Compare);
        now.window.compare().setVariants({variants[0].id, variants[1].id});
        QVERIFY(QTest::qWaitFor([&] { return now.window.compare().settled() && now.window.compare().comparison().subjects.size() == 2; }, plenum::test::kSettle_ms));
        auto* table = now.window.compare().findChild<QTableView*>(QStringLiteral("compare.table"));
        QVERIFY(table != nullptr);
        auto* model = qobject_cast<ComparisonModel*>(table->model());
        QVERIFY(model != nullptr);

        QProcess command;
        command.start(QStringLiteral(PLENUM_BINARY_DIR "/bin/plenumctl"), {QStringLiteral("compare"), sample, QString::fromStdString(variants[0].name), QString::fromStdString(variants[1].name), QStringLiteral("--json"), QStringLiteral("-")});
        QVERIFY(command.waitForFinished(plenum::test::kSettle_ms));
        QVERIFY2(command.exitCode() == 0, command.readAllStandardError().constData());
        QByteArray output = command.readAllStandardOutput();
        output = output.mid(output.indexOf('{'));
        QJsonParseError error;
        const QJsonObject written = QJsonDocument::fromJson(output.left(output.lastIndexOf('}') + 1), &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));

        const QJsonArray rows = written[QStringLiteral("rows")].toArray();
        QCOMPARE(int(rows.size()), model->rowCount());
        int numbers = 0;
        for (int r = 0; r < model->rowCount(); ++r) {
            const QJsonObject line = rows.at(r).toObject();
            const twin::ComparisonRow& row = model->comparison().rows[static_cast<std::size_t>(r)];
            QCOMPARE(line[QStringLiteral("key")].toString(), QString::fromUtf8(row.key));
            QCOMPARE(line[QStringLiteral("better")].toInt(-1), row.better);
            const QJsonArray values = line[QStringLiteral("values")].toArray();
            QCOMPARE(std::size_t(values.size()), row.values.size());
            for (int s = 0; s < int(values.size()); ++s) {
                const QJsonObject value = values.at(s).toObject();
                const twin::ComparisonValue& shown = row.values[static_cast<std::size_t>(s)];
                const QString where = QStringLiteral("%1 of %2: %3 here, %4 there").arg(QString::fromUtf8(row.key)).arg(s).arg(shown.value, 0, 'g', 17).arg(value[QStringLiteral("value")].toDouble(), 0, 'g', 17);
                QVERIFY2(same(value, "value", shown.value) && same(value, "difference", shown.difference) && same(value, "at_same_compute", shown.atSameCompute), qPrintable(where));
                const double number = value.contains(QStringLiteral("value")) ? value[QStringLiteral("value")].toDouble() : std::nan("");
                QCOMPARE(model->index(r, 1 + s).data().toString(), QString::fromStdString(twin::formatValue(row, number)));
                numbers += std::isfinite(number);
            }
        }
        QVERIFY2(numbers > model->rowCount(), qPrintable(QString::number(numbers)));
        QCOMPARE(std::size_t(written[QStringLiteral("basis")].toArray().size()), model->comparison().basis.size());
        QCOMPARE(std::size_t(written[QStringLiteral("layout")].toArray().size()), model->comparison().layout.size());
        for (int i = 0; i < int(model->comparison().layout.size()); ++i)
            QCOMPARE(std::size_t(written[QStringLiteral("layout")].toArray().at(i)[QStringLiteral("differences")].toArray().size()), model->comparison().layout[static_cast<std::size_t>(i)].differences.size());
    }
};

PLENUM_TEST(ComparisonTableTest)
#include "comparison_table_test.moc"
