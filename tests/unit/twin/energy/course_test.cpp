// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/course.h"

#include <cmath>

using namespace twin::energy;

class CourseTest : public QObject {
    Q_OBJECT
  private slots:
    void readsOneValueALine() {
        const Course course = readCourse("time_s,frequency_Hz\r\n0,50\r\n1, 49.9\r\n\n# a note\n2,50.1", "grid.csv");
        QVERIFY(course.issues.empty());
        QVERIFY((course.values == std::vector<double>{50, 49.9, 50.1}));
    }
    void namesLinesThatAreNoNumber() {
        const Course course = readCourse("50\nfifty\n49.9\nnan\n", "grid.csv");
        QCOMPARE(course.issues.size(), std::size_t{2});
        QVERIFY(twin::english(course.issues.front().text).find("Line 2 of grid.csv is 'fifty'") != std::string::npos);
        QCOMPARE(course.values.size(), std::size_t{2});
    }
    void fallsAndComesBack() {
        // Cells of 1 s, means at half seconds: 2 s at nominal, 4 s down to 49.2 Hz, 8 s back.
        const auto course = frequencyEvent(50, 49.2, 2, 4, 8, 1, 20);
        QCOMPARE(course[1], 50.0);
        QVERIFY(std::abs(course[3] - (50 - 0.8 * 1.5 / 4)) < 1e-12);
        QVERIFY(std::abs(course[9] - (50 - 0.8 * (1 - 3.5 / 8))) < 1e-12);
        QCOMPARE(course[15], 50.0);
    }
};

PLENUM_TEST(CourseTest)
#include "course_test.moc"
