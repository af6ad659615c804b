// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/history_codec.h"

#include "tests/support/registry.h"

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace twin;
using telemetry::Quality;
using telemetry::Sample;

namespace {

bool hasNumber(const Sample& sample) { return sample.quality == Quality::Good || sample.quality == Quality::Uncertain; }

bool sameBits(const Sample& a, const Sample& b) {
    const bool value = hasNumber(a) ? std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value) : std::isnan(b.value);
    return a.time_ms == b.time_ms && a.quality == b.quality && value;
}

bool returns(const std::vector<Sample>& samples, std::size_t* bytes = nullptr) {
    std::string text;
    std::vector<Sample> back;
    encodeChunk(samples, text);
    if (bytes != nullptr) *bytes = text.size();
    if (!decodeChunk(text, back) || back.size() != samples.size()) return false;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (!sameBits(samples[i], back[i])) return false;
    return true;
}

double anyValue(std::mt19937_64& random) {
    switch (random() % 8) {
        case 0: return std::numeric_limits<double>::quiet_NaN();
        case 1: return std::numeric_limits<double>::infinity();
        case 2: return -std::numeric_limits<double>::infinity();
        case 3: return -0.0;
        case 4: return std::numeric_limits<double>::denorm_min();
        case 5: return std::bit_cast<double>(random());
        case 6: return static_cast<double>(static_cast<int>(random() % 20000) - 10000) / 100;
        default: return std::numeric_limits<double>::max();
    }
}

}  // namespace

class HistoryCodecTest : public QObject {
    Q_OBJECT
  private slots:
    void returnsAnySamples() {
        std::mt19937_64 random(3);
        for (int round = 0; round < 3000; ++round) {
            std::vector<Sample> samples(random() % 40);
            const bool wild = round % 2 == 0;
            std::int64_t time = static_cast<std::int64_t>(random());
            for (Sample& each : samples) {
                time = wild ? static_cast<std::int64_t>(random()) : time + static_cast<std::int64_t>(random() % 3) * 500;  // equal times too
                each = {time, anyValue(random), static_cast<Quality>(random() % 4)};
            }
            QVERIFY(returns(samples));
        }
    }
    void returnsDecimals() {
        std::mt19937_64 random(5);
        for (const double power : {1.0, 10.0, 100.0, 1000.0, 10000.0}) {
            std::vector<Sample> samples;
            for (int i = 0; i < 256; ++i) samples.push_back({i * 1000, static_cast<double>(static_cast<int>(random() % 200001) - 100000) / power, Quality::Good});
            QVERIFY(returns(samples));
        }
    }
    void isSmallForWhatSensorsSend() {
        std::mt19937_64 random(5);
        std::vector<Sample> readings, converted;
        for (int i = 0; i < 256; ++i) {
            const double read = static_cast<double>(2400 + random() % 64) / 100;
            readings.push_back({1'760'000'000'000 + i * 1000, read, Quality::Good});
            converted.push_back({1'760'000'000'000 + i * 1000, (read * 2 - 2) * (5.0 / 9), Quality::Good});
        }
        std::size_t bytes = 0;
        QVERIFY(returns(readings, &bytes));
        QVERIFY2(bytes < 256 * 2, qPrintable(QString::number(bytes)));
        QVERIFY(returns(converted, &bytes));
        QVERIFY2(bytes < 256 * 9, qPrintable(QString::number(bytes)));
    }
    void doesNotKeepTheNumberOfABadSample() {
        std::string text;
        std::vector<Sample> back;
        encodeChunk(std::vector<Sample>{{1, 999.0, Quality::Bad}, {2, 1.0, Quality::NoValue}, {3, 2.5, Quality::Good}}, text);
        QVERIFY(decodeChunk(text, back));
        QVERIFY(std::isnan(back[0].value) && std::isnan(back[1].value));
        QCOMPARE(back[2].value, 2.5);
    }
    void refusesDamage() {
        std::mt19937_64 random(9);
        std::vector<Sample> samples;
        for (int i = 0; i < 100; ++i) samples.push_back({i * 977, anyValue(random), static_cast<Quality>(random() % 4)});
        std::string text;
        encodeChunk(samples, text);
        std::vector<Sample> back;
        for (std::size_t cut = 0; cut < text.size(); ++cut) {
            QVERIFY(!decodeChunk(std::string_view(text).substr(0, cut), back));
            QVERIFY(back.empty());
        }
        QVERIFY(!decodeChunk(text + "x", back));
        for (int round = 0; round < 20'000; ++round) {  // must neither crash nor run away
            std::string broken = text;
            for (int k = 0; k < 3; ++k) broken[random() % broken.size()] = static_cast<char>(random());
            decodeChunk(broken, back);
            QVERIFY(back.size() <= kMostInChunk);
        }
    }
    void returnsTheJournal() {
        std::mt19937_64 random(4);
        for (int round = 0; round < 500; ++round) {
            std::vector<JournalSample> samples(random() % 50), back;
            for (JournalSample& each : samples)
                each = {static_cast<std::uint32_t>(round % 2 == 0 ? random() : random() % 5000), {static_cast<std::int64_t>(random()), anyValue(random), static_cast<Quality>(random() % 4)}};
            std::string text;
            encodeJournal(samples, text);
            QVERIFY(decodeJournal(text, back));
            QCOMPARE(back.size(), samples.size());
            for (std::size_t i = 0; i < samples.size(); ++i) {
                QCOMPARE(back[i].key, samples[i].key);
                QVERIFY(back[i].sample.time_ms == samples[i].sample.time_ms && back[i].sample.quality == samples[i].sample.quality);
                QCOMPARE(std::bit_cast<std::uint64_t>(back[i].sample.value), std::bit_cast<std::uint64_t>(samples[i].sample.value));
            }
            for (std::size_t cut = 0; cut < text.size(); ++cut) QVERIFY(!decodeJournal(std::string_view(text).substr(0, cut), back));
        }
    }
};

PLENUM_TEST(HistoryCodecTest)
#include "history_codec_test.moc"
