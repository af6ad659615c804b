// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/sample_csv.h"

#include "tests/support/registry.h"

#include <cmath>
#include <map>

using namespace twin;
using namespace twin::telemetry;

class SampleCsvTest : public QObject {
    Q_OBJECT
  private slots:
    void readsTimes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("time_ms");  // −1: none
        QTest::newRow("full") << "2026-03-01T12:30:05.250Z" << qint64{1'772'368'205'250};
        QTest::newRow("blank") << "2026-03-01 12:30:05" << qint64{1'772'368'205'000};
        QTest::newRow("minutes") << "2026-03-01T12:30" << qint64{1'772'368'200'000};
        QTest::newRow("day") << "1970-01-02" << qint64{86'400'000};
        QTest::newRow("offset") << "2026-03-01T20:30:05+08:00" << qint64{1'772'368'205'000};
        QTest::newRow("offset without colon") << "2026-03-01T07:30:05-0500" << qint64{1'772'368'205'000};
        QTest::newRow("seconds") << "1772368205.25" << qint64{1'772'368'205'250};
        QTest::newRow("milliseconds") << "1772368205250" << qint64{1'772'368'205'250};
        QTest::newRow("long fraction") << "1970-01-01T00:00:00.1239999Z" << qint64{123};
        for (const char* bad : {"", "yesterday", "2026-13-01T00:00:00Z", "2026-02-30", "2026-03-01T25:00", "2026-03-01T12:61", "2026-03-01T12:30:05Zx", "2026-03-01T12:30:05+8", "1e300", "nan"}) QTest::newRow(qPrintable(QString("bad %1").arg(bad))) << QString(bad) << qint64{-1};
    }
    void readsTimes() {
        QFETCH(QString, text);
        QFETCH(qint64, time_ms);
        QCOMPARE(timeFromText(text.toStdString()).value_or(-1), static_cast<Time_ms>(time_ms));
    }
    void returns() {
        const std::vector<Sample> samples = {{1'772'368'205'250, 23.456789012345678, Quality::Good}, {1'772'368'206'250, std::nan(""), Quality::NoValue}, {1'772'368'207'250, -1e-9, Quality::Uncertain}};
        std::string text = samplesCsvHead();
        appendSamplesCsv(text, "dc1/a, \"b\"", Unit::Temperature, samples);
        const ReadSamples read = readSamplesCsv(text);
        QVERIFY(read.issues.empty());
        QCOMPARE(read.samples.size(), samples.size());
        for (std::size_t i = 0; i < samples.size(); ++i) {
            QCOMPARE(read.samples[i].point, std::string("dc1/a, \"b\""));
            QCOMPARE(read.samples[i].time_ms, samples[i].time_ms);
            QVERIFY(read.samples[i].quality == samples[i].quality);
            QVERIFY(read.samples[i].value == samples[i].value || std::isnan(samples[i].value));
            QCOMPARE(read.samples[i].unit, std::string("°C"));
        }
    }
    void tellsEveryProblemWithItsLine() {
        const ReadSamples read = readSamplesCsv("point,time,value,quality\na,2026-03-01,1,good\na,never,x,perfect\n,2026-03-01,,\na,2026-03-01,2\n");
        std::map<std::string, int> lines;
        for (const Issue& issue : read.issues) ++lines[issue.path];
        QVERIFY((lines == std::map<std::string, int>{{"3", 3}, {"4", 1}}));
        QCOMPARE(read.samples.size(), std::size_t{2});
        QCOMPARE(readSamplesCsv("a,b\n").issues.size(), std::size_t{3});
    }
};

PLENUM_TEST(SampleCsvTest)
#include "sample_csv_test.moc"
