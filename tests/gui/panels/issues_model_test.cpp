// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/issues_model.h"

#include "tests/support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using plenum::app::IssuesModel;

namespace {

twin::Issue issue(twin::Severity severity, std::uint64_t item, const char* value = "92") {
    twin::Issue made;
    made.severity = severity;
    made.code = "power.overload";
    made.item = twin::Id{item};
    made.itemName = "Busway B3";
    made.text = {"Busway at {0} %", {value}};
    made.hint = {"Move a rack\tto the other side.", {}};
    return made;
}

}  // namespace

class IssuesModelTest : public QObject {
    Q_OBJECT
  private slots:
    void putsTheWorstFirst() {
        IssuesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setIssues({issue(twin::Severity::Note, 1), issue(twin::Severity::Error, 2), issue(twin::Severity::Warning, 3)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.issue(0).item.value, std::uint64_t{2});
        QCOMPARE(model.issue(2).item.value, std::uint64_t{1});
        QCOMPARE(model.count(twin::Severity::Warning), std::size_t{1});
    }

    void keepsRowsWhenOnlyValuesChange() {
        IssuesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setIssues({issue(twin::Severity::Warning, 3, "92")});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setIssues({issue(twin::Severity::Warning, 3, "95")});
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model.index(0, IssuesModel::TextColumn).data().toString(), QStringLiteral("Busway at 95 %"));
        model.setIssues({});
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.rowCount(), 0);
    }

    void groupsWhenThereAreMany() {
        IssuesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        twin::Issues many;
        for (std::uint64_t i = 1; i <= IssuesModel::kGroupAbove + 1; ++i) many.push_back(issue(i % 2 == 0 ? twin::Severity::Error : twin::Severity::Warning, i));
        model.setIssues(many);
        QVERIFY(model.grouped());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.items(0).size() + model.items(1).size(), many.size());
        QCOMPARE(model.count(twin::Severity::Error), (IssuesModel::kGroupAbove + 1) / 2);
    }

    void copiesAsATable() {
        IssuesModel model;
        model.setIssues({issue(twin::Severity::Error, 2)});
        const QStringList lines = model.asText({0}).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].count(QLatin1Char('\t')), 3);
        QCOMPARE(lines[1].count(QLatin1Char('\t')), 3);
        QVERIFY(lines[1].contains(QStringLiteral("Busway at 92 %")));
    }
};

PLENUM_TEST(IssuesModelTest)
#include "issues_model_test.moc"
