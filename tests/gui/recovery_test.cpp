// SPDX-License-Identifier: GPL-3.0-or-later
// The real program is killed with changes that were not saved, and started again.
#include "tests/gui/outside/outside_program.h"
#include "tests/support/registry.h"

#include "app/files/project_files.h"
#include "app/widgets/theme.h"

#include <QFile>

#include <memory>

using plenum::test::OutsideProgram;

namespace {
const QString kFile = QStringLiteral("hall.plenum");
const QString kOffer = QStringLiteral("^Recover changes$");
constexpr int kBesideDefault_px = 40;  ///< from the edge of the first button into the second
}  // namespace

class RecoveryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<OutsideProgram> m_plenum;
    QByteArray m_bytes;  ///< of the file before anything happened
    twin::Item m_rack;
    const QColor m_accent = plenum::app::darkTheme().accent;

    QByteArray fileBytes() const {
        QFile file(m_plenum->path(kFile));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static double eastOf(const twin::Project& project, twin::Id rack) { return project.variants.front().site.find(rack)->position.x; }
    /// Where the newest autosave has the rack, east; NaN when there is none.
    double keptEast() const {
        const auto files = m_plenum->autosaves();
        if (files.isEmpty()) return qQNaN();
        const auto opened = plenum::files::open(files.last().toStdString());
        return opened.project ? eastOf(*opened.project, m_rack.id) : qQNaN();
    }
    bool keptMoved() const { return keptEast() > m_rack.position.x + 0.1; }
    void crashWithAnEdit() {
        QVERIFY(m_plenum->start({m_plenum->path(kFile)}));
        QVERIFY(m_plenum->waitForTitle(false));
        QVERIFY(m_plenum->keys({"Tab", "Right"}));
        QVERIFY(m_plenum->waitForTitle(true));
        QVERIFY2(m_plenum->waitFor([this] { return keptMoved(); }), "an automatic save holds the edit");
        m_plenum->kill();
        QCOMPARE(m_plenum->autosaves().size(), 1);
        QVERIFY2(fileBytes() == m_bytes, "the file itself is untouched");
    }
    /// Starts again and clicks on the first ("Recover") or second button ("Discard").
    void answer(bool recover) {
        QVERIFY(m_plenum->start({m_plenum->path(kFile)}));
        QVERIFY2(m_plenum->waitForWindow(kOffer), "recovery is offered");
        const auto button = m_plenum->steadyBox(m_accent, true);
        QVERIFY(button);
        m_plenum->click(recover ? button->center() : QPoint(button->right() + kBesideDefault_px, button->center().y()));
        QVERIFY(m_plenum->waitFor([this] { return m_plenum->window(kOffer).isEmpty(); }));
        QVERIFY(m_plenum->isRunning());
    }
    void endsWithoutAnOffer() {
        QVERIFY(m_plenum->quit());
        QVERIFY(m_plenum->autosaves().isEmpty());
        QVERIFY(m_plenum->start({m_plenum->path(kFile)}));
        QVERIFY(m_plenum->keys({"Tab", "ctrl+f"}));  // a message box would keep the plan from answering
        QVERIFY(m_plenum->steadyBox(m_accent, false));
        QVERIFY2(m_plenum->window(kOffer).isEmpty(), "nothing is offered twice");
        QVERIFY(m_plenum->quit());
    }

  private slots:
    void init() {
        m_plenum = std::make_unique<OutsideProgram>("[files]\nautosave_s=1\n");
        if (const QString obstacle = m_plenum->obstacle(); !obstacle.isEmpty()) QSKIP(qPrintable("ALL SKIPPED: " + obstacle));
        QVERIFY(m_plenum->importSample(kFile));
        const auto project = m_plenum->project(kFile);
        QVERIFY(project);
        m_rack = project->variants.front().site.items(twin::Kind::Rack)[0];
        m_bytes = fileBytes();
        QVERIFY(!m_bytes.isEmpty());
    }

    void cleanup() { m_plenum.reset(); }

    void recoversAnEditAfterACrash() {
        crashWithAnEdit();
        if (QTest::currentTestFailed()) return;
        answer(true);
        if (QTest::currentTestFailed()) return;
        QVERIFY2(m_plenum->waitForTitle(true), "what was recovered is marked as unsaved");
        QVERIFY(m_plenum->title().contains(kFile));
        QVERIFY2(fileBytes() == m_bytes, "recovering writes nothing into the file");
        QVERIFY(m_plenum->keys({"ctrl+s"}));
        QVERIFY(m_plenum->waitForTitle(false));
        const auto saved = m_plenum->project(kFile);
        QVERIFY(saved && eastOf(*saved, m_rack.id) > m_rack.position.x + 0.1);
        endsWithoutAnOffer();
    }

    void discardsWhenAsked() {
        crashWithAnEdit();
        if (QTest::currentTestFailed()) return;
        answer(false);
        if (QTest::currentTestFailed()) return;
        QVERIFY(m_plenum->waitFor([this] { return m_plenum->autosaves().isEmpty(); }));
        QVERIFY2(!m_plenum->title().contains(u'*'), "the file is shown as it is");
        endsWithoutAnOffer();
        if (QTest::currentTestFailed()) return;
        QVERIFY(fileBytes() == m_bytes);
    }

    void survivesASecondCrash() {
        crashWithAnEdit();
        if (QTest::currentTestFailed()) return;
        answer(true);
        if (QTest::currentTestFailed()) return;
        QVERIFY(m_plenum->waitForTitle(true));
        QVERIFY2(m_plenum->waitFor([this] { return m_plenum->autosaves().size() == 1 && keptMoved(); }), "the recovered state is kept under the new process");
        m_plenum->kill();
        QVERIFY(fileBytes() == m_bytes);
        answer(true);
        if (QTest::currentTestFailed()) return;
        QVERIFY(m_plenum->waitForTitle(true));
        QVERIFY(m_plenum->keys({"ctrl+s"}));
        QVERIFY(m_plenum->waitForTitle(false));
        const auto saved = m_plenum->project(kFile);
        QVERIFY(saved && eastOf(*saved, m_rack.id) > m_rack.position.x + 0.1);
        endsWithoutAnOffer();
    }
};

PLENUM_TEST(RecoveryTest)
#include "recovery_test.moc"
