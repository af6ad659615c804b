// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, from outside: a rack and a catalogue entry are dragged with the mouse of the X server, and the file
// that Ctrl+S writes is looked at by the command line.
#include "tests/gui/outside/outside_program.h"
#include "tests/support/registry.h"

#include "app/widgets/theme.h"

#include <cmath>

using plenum::test::OutsideProgram;

namespace {
constexpr double kRackDepth_m = 1.2;  ///< of the sample's first rack: north-south on the screen
constexpr double kSnap_m = 0.6;       ///< a place may be taken on by a tile
const QString kFile = QStringLiteral("hall.plenum");
}  // namespace

class OutsideTest : public QObject {
    Q_OBJECT

    OutsideProgram m_plenum;
    QByteArray m_start;
    twin::Project m_project;
    QRect m_rack;  ///< on the screen
    const QColor m_accent = plenum::app::darkTheme().accent;

    const twin::Site& site(const twin::Project& project) const { return project.variants.front().site; }
    /// Everything but the first variant's site is as it was.
    bool restIsSame(const twin::Project& project) const {
        if (project.variants.size() != m_project.variants.size() || !(project.conditions == m_project.conditions)) return false;
        for (std::size_t k = 1; k < project.variants.size(); ++k)
            if (!twin::changes(m_project.variants[k].site, project.variants[k].site).empty()) return false;
        return true;
    }
    /// What changed in the left eighth of the screen: the catalogue's row that was clicked.
    static QRect changedAtTheLeft(const QImage& before, const QImage& after) {
        QRect all;
        for (int y = 0; y < after.height(); ++y)
            for (int x = 0; x < after.width() / 8; ++x)
                if (before.pixel(x, y) != after.pixel(x, y)) all |= QRect(x, y, 1, 1);
        return all;
    }

  private slots:
    void initTestCase() {
        if (const QString obstacle = m_plenum.obstacle(); !obstacle.isEmpty()) QSKIP(qPrintable("ALL SKIPPED: " + obstacle));
        QVERIFY(m_plenum.importSample(kFile));
        m_start = m_plenum.exported(kFile);
        QVERIFY(!m_start.isEmpty());
        const auto project = m_plenum.project(kFile);
        QVERIFY(project);
        m_project = *project;
        QVERIFY(m_plenum.start({m_plenum.path(kFile)}));
        QVERIFY(m_plenum.waitForTitle(false));
        QVERIFY(m_plenum.keys({"Tab", "ctrl+f"}));  // the first rack, in the middle of the plan
        const auto rack = m_plenum.steadyBox(m_accent, false);
        QVERIFY2(rack, "the plan shows an outline around the selected rack");
        m_rack = *rack;
    }

    void dragsARackAndSaves() {
        const twin::Item rack = site(m_project).items(twin::Kind::Rack)[0];
        const double scale_px_per_m = m_rack.height() / kRackDepth_m;
        const QPoint by(0, 2 * m_rack.height());
        const QImage before = m_plenum.picture();
        m_plenum.drag(m_rack.center(), m_rack.center() + by);
        const QRect target = m_rack.translated(by);
        QVERIFY2(m_plenum.waitFor([&] { return m_plenum.picture().copy(target) != before.copy(target); }), "the plan follows the mouse");
        QVERIFY2(!m_plenum.title().contains(u'*'), "nothing is changed before the release");
        m_plenum.release();
        QVERIFY(m_plenum.waitForTitle(true));
        QVERIFY(m_plenum.keys({"ctrl+s"}));
        QVERIFY(m_plenum.waitForTitle(false));

        const auto saved = m_plenum.project(kFile);
        QVERIFY(saved);
        const auto changes = twin::changes(site(m_project), site(*saved));
        QVERIFY(changes.added.empty() && changes.removed.empty() && !changes.connections);
        QVERIFY2(changes.changed == std::vector<twin::Id>{rack.id}, "only the dragged rack is another");
        twin::Item moved = *site(*saved).find(rack.id);
        QVERIFY2(std::abs(moved.position.x - rack.position.x) < kSnap_m, qPrintable(QString::number(moved.position.x)));
        QVERIFY2(std::abs(moved.position.y - rack.position.y + by.y() / scale_px_per_m) < kSnap_m, qPrintable(QString::number(moved.position.y)));
        moved.position = rack.position;
        moved.parent = rack.parent;
        QVERIFY2(moved == rack, "only its place is another");
        QVERIFY(restIsSame(*saved));
    }

    void dropsACatalogueEntry() {
        const auto earlier = m_plenum.project(kFile);
        QVERIFY(earlier);
        // A row of the list at the left: entries have two lines, headings one.
        QPoint entry(60, m_plenum.picture().height() / 2);
        bool found = false;
        for (int attempt = 0; attempt < 4 && !found; ++attempt) {
            if (attempt > 0) entry.ry() += 20;
            m_plenum.moveTo(entry);
            const QImage before = m_plenum.picture();
            m_plenum.click(entry);
            QRect row;
            QVERIFY(m_plenum.waitFor([&] { return !(row = changedAtTheLeft(before, m_plenum.picture())).isEmpty(); }));
            found = row.contains(entry) && row.height() >= 26;
        }
        QVERIFY2(found, "an entry of the catalogue is selected by a click");
        entry.rx() += 60;  // of the same row, and no double click
        m_plenum.drag(entry, m_rack.center() + QPoint(10 * m_rack.width(), 2 * m_rack.height()));
        m_plenum.release();
        QVERIFY(m_plenum.waitForTitle(true));
        QVERIFY(m_plenum.keys({"ctrl+s"}));
        QVERIFY(m_plenum.waitForTitle(false));

        const auto saved = m_plenum.project(kFile);
        QVERIFY(saved);
        const auto changes = twin::changes(site(*earlier), site(*saved));
        QCOMPARE(changes.added.size(), std::size_t(1));
        QVERIFY(changes.removed.empty() && changes.changed.empty());
        QVERIFY2(site(*saved).find(changes.added[0])->type, "it has the type of the entry");
        site(*saved).connections().forEach([&](const twin::Connection& link) {
            const bool fresh = link.from == changes.added[0] || link.to == changes.added[0];
            QVERIFY2(fresh || site(*earlier).connections().find(link.id) != nullptr, "new connections end at the new object");
        });
        QVERIFY(restIsSame(*saved));
    }

    void undoesBothToTheStart() {
        QVERIFY(m_plenum.keys({"ctrl+z", "ctrl+z"}));
        QVERIFY(m_plenum.waitForTitle(true));
        QVERIFY(m_plenum.keys({"ctrl+s"}));
        QVERIFY(m_plenum.waitForTitle(false));
        const QByteArray document = m_plenum.exported(kFile);
        QVERIFY2(document == m_start, "the layout document is the first one again, byte for byte");
    }

    void endsAtCtrlQ() {
        QVERIFY2(m_plenum.quit(), "nothing is asked, the exit code is 0");
        QVERIFY(m_plenum.autosaves().isEmpty());
    }
};

PLENUM_TEST(OutsideTest)
#include "outside_test.moc"
