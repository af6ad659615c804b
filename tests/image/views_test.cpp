// SPDX-License-Identifier: GPL-3.0-or-later
// Plan and 3D scene of a small site against pictures kept beside this file, in both themes. The scene is compared
// without its labels, which tell how long the solve took. PLENUM_WRITE_BASELINES=1 writes the pictures anew.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/plan2d/plan_view.h"
#include "app/session/session.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/vtk_widget.h"
#include "tests/image/picture.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <QDir>
#include <QFile>

#include <memory>

using namespace plenum::app;
using plenum::test::PictureDistance;

namespace {
constexpr int kSettle_ms = 120'000;
constexpr QSize kSize{400, 300};
constexpr int kRacks = 20;
constexpr std::uint64_t kSeed = 7;
// Letters of another font and edges of another rasteriser stay below, a wrong colour of one row of racks does not.
constexpr PictureDistance kLimits{3, 40};
}  // namespace

class ViewsTest : public QObject {
    Q_OBJECT

    struct Services {
        Document document;
        Selection selection;
        ViewState view;
        Session session{document};
        PlanView plan{document, session, selection, view};
        SceneView scene{document, session, selection, view};
    };
    std::unique_ptr<Services> m_services;

    static QString baselinePath(const QString& name) { return QStringLiteral(PLENUM_SOURCE_DIR "/tests/image/baseline/%1.png").arg(name); }

    QImage planPicture() const { return m_services->plan.renderImage(kSize).convertToFormat(QImage::Format_RGB32); }
    QImage scenePicture() const { return m_services->scene.canvas().grabImage().convertToFormat(QImage::Format_RGB32); }

    /// The room the racks stand in.
    twin::Id hall() const {
        const twin::Site& site = *m_services->document.site();
        const twin::Item* item = &site.items(twin::Kind::Rack)[0];
        while (item != nullptr && item->kind != twin::Kind::Room) item = site.find(item->parent);
        return item != nullptr ? item->id : twin::Id{};
    }

    void show(const QString& overlay, bool dark) {
        m_services->view.setOverlay(overlay);
        m_services->view.setDark(dark);
        QCOMPARE(QString::fromUtf8(m_services->view.overlay().key), overlay);
    }

    static void compare(const QImage& actual, const QString& name) {
        QCOMPARE(actual.size(), kSize);
        if (qEnvironmentVariableIsSet("PLENUM_WRITE_BASELINES")) {
            QVERIFY(actual.save(baselinePath(name)));
            return;
        }
        const QImage baseline(baselinePath(name));
        QVERIFY2(!baseline.isNull(), qPrintable(name + ": no baseline; write it with PLENUM_WRITE_BASELINES=1"));
        const PictureDistance found = plenum::test::distance(actual, baseline);
        if (found.within(kLimits)) return;
        const QDir failures(QStringLiteral(PLENUM_BINARY_DIR "/image-failures"));
        QVERIFY(failures.mkpath(QStringLiteral(".")));
        QVERIFY(actual.save(failures.filePath(name + ".actual.png")));
        QVERIFY(plenum::test::difference(actual, baseline).save(failures.filePath(name + ".difference.png")));
        QFile::remove(failures.filePath(name + ".baseline.png"));
        QVERIFY(QFile::copy(baselinePath(name), failures.filePath(name + ".baseline.png")));
        QFAIL(qPrintable(QStringLiteral("%1 differs by %2 in the mean and %3 in the worst block; see %4").arg(name).arg(found.mean).arg(found.worstBlock).arg(failures.path())));
    }

    static void addRows() {
        QTest::addColumn<QString>("overlay");
        QTest::addColumn<bool>("dark");
        for (const char* overlay : {"inlet", "feed_load", "flow"})
            for (const bool dark : {true, false}) QTest::addRow("%s-%s", overlay, dark ? "dark" : "light") << QString::fromUtf8(overlay) << dark;
    }

  private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        m_services = std::make_unique<Services>();
        Services& s = *m_services;
        s.document.reset(twin::generateSite(kRacks, kSeed), {});
        QTRY_COMPARE_WITH_TIMEOUT(s.session.state(), Session::State::Settled, kSettle_ms);
        s.plan.resize(kSize);
        s.plan.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.plan));
        s.plan.resize(kSize);
        QVERIFY(hall());
        s.plan.fitRoom(hall());
        s.scene.canvas().setFlightDuration(0);
        s.scene.resize(kSize);
        s.scene.show();
        QVERIFY(QTest::qWaitForWindowExposed(&s.scene));
        s.scene.resize(kSize);
        s.scene.showStandardView(StandardView::Isometric);
        s.scene.fitRoom(hall());
    }

    void drawsThePlan_data() { addRows(); }
    void drawsThePlan() {
        QFETCH(QString, overlay);
        QFETCH(bool, dark);
        show(overlay, dark);
        compare(planPicture(), QStringLiteral("plan-%1-%2").arg(overlay, dark ? "dark" : "light"));
    }

    void drawsTheScene_data() { addRows(); }
    void drawsTheScene() {
        QTRY_VERIFY_WITH_TIMEOUT(m_services->scene.canvas().isValid() || m_services->scene.canvas().findChild<QWidget*>("view3d.unavailable"), kSettle_ms);
        if (!m_services->scene.canvas().isValid()) QSKIP("no OpenGL here");
        QFETCH(QString, overlay);
        QFETCH(bool, dark);
        show(overlay, dark);
        QTRY_VERIFY(m_services->scene.lastPaintedGeneration() >= 0);
        compare(scenePicture(), QStringLiteral("scene-%1-%2").arg(overlay, dark ? "dark" : "light"));
    }

    void tellsAWrongColourMap() {
        show(QStringLiteral("inlet"), true);
        const QImage planInlet = planPicture();
        QVERIFY(plenum::test::distance(planInlet, planPicture()).within({0, 0}));
        const bool scene = m_services->scene.canvas().isValid();
        const QImage sceneInlet = scene ? scenePicture() : QImage();
        show(QStringLiteral("flow"), true);
        QVERIFY(!plenum::test::distance(planInlet, planPicture()).within(kLimits));
        if (scene) QVERIFY(!plenum::test::distance(sceneInlet, scenePicture()).within(kLimits));
    }

    void tellsASmallSpotByItsBlock() {
        QImage plain(kSize, QImage::Format_RGB32);
        plain.fill(Qt::black);
        QImage spot = plain;
        for (int y = 100; y < 120; ++y)
            for (int x = 200; x < 220; ++x) spot.setPixel(x, y, qRgb(80, 80, 80));
        const PictureDistance found = plenum::test::distance(plain, spot);
        QVERIFY(std::abs(found.worstBlock - 80) < 1e-9);
        QVERIFY(std::abs(found.mean - 80.0 * 400 / (400 * 300)) < 1e-9);
        QVERIFY2(found.mean <= kLimits.mean && !found.within(kLimits), "the mean alone would miss it");
        QVERIFY(!plenum::test::distance(plain, QImage(10, 10, QImage::Format_RGB32)).within(kLimits));
    }

    void cleanupTestCase() { m_services.reset(); }
};

PLENUM_TEST(ViewsTest)
#include "views_test.moc"
