// SPDX-License-Identifier: GPL-3.0-or-later
// A filter whose drop at its rated flow rises by 500 Pa a day for thirty days, recorded at changing flow, and a pH below its
// band: the panel gives the date by hand.
#include "app/panels/coolant_trends.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "tests/support/registry.h"
#include "twin/store/history_file.h"

#include <QDateTime>
#include <QLocale>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>

#include <memory>

using namespace plenum::app;
using twin::Quantity;

namespace {

constexpr qint64 kStart_ms = 1'770'000'000'000, kHour_ms = 3'600'000;
constexpr int kHours = 30 * 24;
constexpr double kRatedFlow_m3_s = 2e-3;

twin::Item itemOf(twin::IdSequence& ids, twin::Kind kind, const char* name) {
    twin::Item item;
    item.id = ids.next();
    item.kind = kind;
    item.name = name;
    return item;
}

twin::telemetry::Point pointOf(const std::string& name, twin::Id item, Quantity quantity) {
    twin::telemetry::Point point;
    point.id = twin::telemetry::pointId(name);
    point.name = name;
    point.item = item;
    point.quantity = quantity;
    return point;
}

}  // namespace

class CoolantTrendsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Document m_document;
    ViewState m_view;
    twin::extend::PluginRegistry m_plugins;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Live> m_live;
    twin::Id m_filter;

    void record(const std::string& path, const std::vector<twin::telemetry::Point>& points) {
        const auto history = twin::HistoryFile::open(twin::historyPathOf(path));
        history->setPoints(twin::telemetry::PointTable(points));
        std::vector<twin::telemetry::PointSample> samples;
        for (int hour = 0; hour <= kHours; ++hour) {
            const double share = hour % 24 < 8 ? 0.5 : 1.0;  // at night half the flow, a quarter of the drop
            const double values[] = {(20e3 + 500.0 * hour / 24) * share * share, kRatedFlow_m3_s * share, 6.8};
            for (std::uint32_t i = 0; i < points.size(); ++i) samples.push_back({i, {kStart_ms + hour * kHour_ms, values[i], twin::telemetry::Quality::Good}});
        }
        QVERIFY(history->append(samples));
        QVERIFY(history->flush());
    }

  private slots:
    void initTestCase() {
        const std::string path = m_folder.filePath(QStringLiteral("site.plenum")).toStdString();
        twin::IdSequence ids(7);
        twin::Item filter = itemOf(ids, twin::Kind::Filter, "F1"), cdu = itemOf(ids, twin::Kind::Cdu, "CDU 1");
        filter.values.set(twin::Param::ChangeDrop, 50e3);
        filter.values.set(twin::Param::LiquidRefFlow, kRatedFlow_m3_s);
        m_filter = filter.id;
        twin::Project project;
        twin::Variant variant;
        variant.id = twin::newId();
        variant.site.items(twin::Kind::Filter).add({filter});
        variant.site.items(twin::Kind::Cdu).add({cdu});
        twin::telemetry::Setup setup;
        for (const Quantity quantity : {Quantity::PressureDrop, Quantity::LiquidFlow, Quantity::Ph}) {
            twin::telemetry::BindingRow row;
            row.match = twin::telemetry::Match::Pattern;
            row.point = std::string("{item}/") + twin::spec(quantity).key;
            row.item = "{item}";
            row.quantity = twin::spec(quantity).key;
            setup.binding.rows.push_back(row);
        }
        project.attachments[twin::telemetry::kSetupKey] = twin::telemetry::writeSetup(setup);
        project.variants.push_back(std::move(variant));
        record(path, {pointOf(std::string("F1/") + twin::spec(Quantity::PressureDrop).key, filter.id, Quantity::PressureDrop),
                      pointOf(std::string("F1/") + twin::spec(Quantity::LiquidFlow).key, filter.id, Quantity::LiquidFlow),
                      pointOf(std::string("CDU 1/") + twin::spec(Quantity::Ph).key, cdu.id, Quantity::Ph)});
        m_document.reset(std::move(project), QString::fromStdString(path));
        m_session = std::make_unique<Session>(m_document);
        m_live = std::make_unique<Live>(m_document, *m_session, m_plugins);
    }

    /// 35 kPa at the end, 15 kPa to go at 500 Pa a day: thirty days later.
    void saysWhenTheFilterIsDue() {
        CoolantTrends trends(m_document, *m_live, m_view);
        trends.resize(900, 200);
        trends.show();
        auto* table = trends.findChild<QTableWidget*>(QStringLiteral("loops.trends.table"));
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(trends.isVisible());
        const auto rowOf = [&](const QString& name) { return table->item(0, 0)->text() == name ? 0 : 1; };
        const auto text = [&](const QString& name, int column) { return table->item(rowOf(name), column)->text(); };
        const QString due = QLocale().toString(QDateTime::fromMSecsSinceEpoch(kStart_ms + 60 * 24 * kHour_ms).date(), QLocale::ShortFormat);
        QTRY_COMPARE(text(QStringLiteral("F1"), 5), due);
        QVERIFY2(text(QStringLiteral("F1"), 2).startsWith(QStringLiteral("35")), qPrintable(text(QStringLiteral("F1"), 2)));
        QVERIFY2(text(QStringLiteral("F1"), 3).startsWith(QStringLiteral("+0.5")), qPrintable(text(QStringLiteral("F1"), 3)));
        QTRY_COMPARE(text(QStringLiteral("CDU 1"), 5), QStringLiteral("beyond its limit"));
        QSignalSpy asked(&trends, &CoolantTrends::focusRequested);
        table->setCurrentCell(rowOf(QStringLiteral("F1")), 0);
        QCOMPARE(asked.count(), 1);
        QVERIFY(asked.first().first().value<twin::Id>() == m_filter);
    }

    void hidesWithoutSuchValues() {
        Document document;
        Session session(document);
        Live live(document, session, m_plugins);
        QWidget parent;
        CoolantTrends trends(document, live, m_view, &parent);
        QVERIFY(trends.isHidden());
    }
};

PLENUM_TEST(CoolantTrendsTest)
#include "coolant_trends_test.moc"
