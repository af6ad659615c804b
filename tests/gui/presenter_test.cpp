// SPDX-License-Identifier: GPL-3.0-or-later
// Stepping through saved views with real keys, and the two ways a camera is written.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/workspaces/presenter.h"
#include "app/workspaces/view_pose.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <cmath>
#include <memory>

using namespace plenum::app;

class PresenterTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Document> m_document;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Presenter> m_presenter;
    QWidget* m_stage = nullptr;
    std::vector<std::pair<std::string, bool>> m_shown;

  private slots:
    void init() {
        twin::Project project = twin::generateSite(8, 3);
        for (const char* name : {"A", "B", "C"}) {
            twin::SavedView view;
            view.id = twin::newId();
            view.name = name;
            view.caption = std::string("Said about ") + name;
            view.variant = project.variants.front().id;
            project.views.push_back(view);
        }
        m_document = std::make_unique<Document>();
        m_document->reset(std::move(project), {});
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 600);
        m_stage = new QWidget(m_window.get());
        m_stage->setGeometry(0, 0, 900, 600);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_shown.clear();
        m_presenter = std::make_unique<Presenter>(*m_document, *m_window, [this](const twin::SavedView& view, bool animated) { m_shown.emplace_back(view.name, animated); }, [this](const twin::SavedView&) { return m_stage; });
    }

    void aViewKeepsThePictureOfTheAir() {
        ViewState shown, again;
        for (const auto section : {twin::scene::SectionAxis::Z, twin::scene::SectionAxis::X, twin::scene::SectionAxis::None}) {
            shown.setAirPicture({section, true, twin::scene::StreamlineSource::Racks, true, 31.5});
            shown.setSectionPosition(3.25);
            twin::SavedView view;
            captureState(view, shown);
            showState(view, again);
            QVERIFY(again.airPicture() == shown.airPicture());
            QCOMPARE(again.sectionPosition_m(), shown.sectionPosition_m());
        }
        shown.setAirPicture({});
        twin::SavedView plain;
        captureState(plain, shown);
        QVERIFY(plain.air == twin::SavedAir{});
        showState(plain, again);
        QVERIFY(!again.airPicture().vectors && !again.airPicture().isoSurface);
    }
    void stepsByKeys() {
        QSignalSpy started(m_presenter.get(), &Presenter::started), ended(m_presenter.get(), &Presenter::ended);
        m_presenter->start();
        QCOMPARE(started.count(), 1);
        QVERIFY(m_window->windowState() & Qt::WindowFullScreen);
        auto& bar = *m_window->findChild<QWidget*>(QStringLiteral("presenter.bar"));
        QVERIFY(bar.isVisible() && bar.geometry().bottom() <= m_stage->geometry().bottom());
        for (const int key : {Qt::Key_Right, Qt::Key_Space, Qt::Key_PageDown}) QTest::keyClick(m_window.get(), static_cast<Qt::Key>(key));
        QCOMPARE(m_presenter->current(), 2);  // the last one stays
        QCOMPARE(bar.findChild<QLabel*>(QStringLiteral("presenter.caption"))->text(), QStringLiteral("Said about C"));
        QVERIFY(bar.findChild<QLabel*>(QStringLiteral("presenter.count"))->text().contains(QLatin1Char('3')));
        QTest::keyClick(m_window.get(), Qt::Key_Home);
        QTest::keyClick(m_window.get(), Qt::Key_End);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QCOMPARE(m_presenter->current(), 1);
        QVERIFY(m_shown.front() == std::make_pair(std::string("A"), true));
        QVERIFY(m_shown.back() == std::make_pair(std::string("B"), true));
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QCOMPARE(ended.count(), 1);
        QVERIFY(!bar.isVisible() && !m_presenter->running());
        QVERIFY(!(m_window->windowState() & Qt::WindowFullScreen));
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(m_presenter->current(), 1);
    }

    void takesItsKeysFromTheActionsOfTheWindow() {
        QAction action(m_window.get());
        action.setShortcut(Qt::Key_Space);
        m_window->addAction(&action);
        QSignalSpy triggered(&action, &QAction::triggered);
        m_presenter->start();
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QCOMPARE(m_presenter->current(), 1);
        QCOMPARE(triggered.count(), 0);
    }

    void goesOnWithTheViewsThereAre() {
        m_presenter->start(2);
        auto views = m_document->project().views;
        views.pop_back();
        QVERIFY(m_document->apply(twin::setViews(m_document->project(), views, {"Remove", {}})).empty());
        QCOMPARE(m_presenter->current(), 1);
        QVERIFY(m_document->apply(twin::setViews(m_document->project(), {}, {"Remove", {}})).empty());
        QVERIFY(!m_presenter->running());
        m_presenter->start();
        QVERIFY(!m_presenter->running());
    }

    void camerasComeBackAsTheyWere_data() {
        QTest::addColumn<double>("azimuth_deg");
        QTest::addColumn<double>("elevation_deg");
        QTest::newRow("oblique") << -60.0 << 35.0;
        QTest::newRow("level") << 120.0 << 0.0;
        QTest::newRow("from above, north up") << -90.0 << 90.0;
        QTest::newRow("from above, turned") << 30.0 << 90.0;
    }

    void camerasComeBackAsTheyWere() {
        QFETCH(double, azimuth_deg);
        QFETCH(double, elevation_deg);
        const CameraPose pose{{3, -4, 1.5}, azimuth_deg, elevation_deg, 42, 17, true};
        const CameraPose back = fromSaved(toSaved(pose));
        QVERIFY(std::abs(std::remainder(back.azimuth_deg - azimuth_deg, 360.0)) < 1e-6);
        QVERIFY(std::abs(back.elevation_deg - elevation_deg) < 1e-6);
        QVERIFY(std::abs(back.distance_m - pose.distance_m) < 1e-9);
        QVERIFY(back.halfHeight_m == pose.halfHeight_m && back.parallel && back.focal_m == pose.focal_m);
    }
};

PLENUM_TEST(PresenterTest)
#include "presenter_test.moc"
