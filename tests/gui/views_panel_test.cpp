// SPDX-License-Identifier: GPL-3.0-or-later
// The saved views in their panel: every change by the user's hands, and each of them undone.
#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/views_model.h"
#include "app/panels/views_panel.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QUndoStack>

#include <memory>

using namespace plenum::app;

class ViewsPanelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Document> m_document;
    std::unique_ptr<ViewState> m_view;
    std::unique_ptr<ViewsPanel> m_panel;
    std::vector<std::string> m_shown;

    QListView& list() { return *m_panel->findChild<QListView*>(QStringLiteral("views.list")); }
    QPushButton& button(const char* name) { return *m_panel->findChild<QPushButton*>(QString::fromLatin1(name)); }
    std::string order() const {
        std::string names;
        for (const twin::SavedView& view : m_document->project().views) names += view.name;
        return names;
    }
    void add(const char* name) {
        QTest::mouseClick(&button("views.add"), Qt::LeftButton);
        auto* editor = list().findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, QString::fromLatin1(name));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_document->project().views.at(static_cast<std::size_t>(m_panel->current())).name, std::string(name));
    }
    void addThree() {
        for (const char* name : {"A", "B", "C"}) add(name);
        QCOMPARE(order(), std::string("ABC"));
    }
    void current(int row) { list().setCurrentIndex(list().model()->index(row, 0)); }

  private slots:
    void init() {
        m_document = std::make_unique<Document>();
        m_document->reset(twin::generateSite(8, 3), {});
        m_view = std::make_unique<ViewState>();
        m_shown.clear();
        const auto capture = [this] {
            twin::SavedView view;
            view.variant = m_document->activeVariant();
            view.section_m = 1.75;
            return view;
        };
        m_panel = std::make_unique<ViewsPanel>(*m_document, *m_view, capture, [this](const twin::SavedView& view) { m_shown.push_back(view.name); });
        m_panel->resize(320, 560);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        new QAbstractItemModelTester(list().model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_panel.get());
    }

    void addsWhatIsShownAndNamesIt() {
        QVERIFY(!button("views.present").isEnabled());
        add("Overview");
        const twin::SavedView& view = m_document->project().views.at(0);
        QVERIFY(view.id && view.variant == m_document->activeVariant());
        QCOMPARE(view.section_m, 1.75);
        QVERIFY(button("views.present").isEnabled());
        m_document->undoStack()->setIndex(0);
        QVERIFY(m_document->project().views.empty());
    }

    void reordersByKeysAndDrag() {
        addThree();
        current(2);
        QTest::keyClick(&list(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(order(), std::string("ACB"));
        QCOMPARE(m_panel->current(), 1);
        QTest::keyClick(&list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(order(), std::string("ABC"));
        auto& model = *static_cast<ViewsModel*>(list().model());
        const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(0)}));
        model.dropMimeData(dragged.get(), Qt::MoveAction, 3, 0, {});
        QCOMPARE(order(), std::string("BCA"));
        m_document->undoStack()->undo();
        QCOMPARE(order(), std::string("ABC"));
    }

    void showsByReturnAndDoubleClick() {
        addThree();
        current(1);
        QTest::keyClick(&list(), Qt::Key_Return);
        const QPoint third = list().visualRect(list().model()->index(2, 0)).center();
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, third);
        QTest::mouseDClick(list().viewport(), Qt::LeftButton, {}, third);
        QVERIFY(m_shown == (std::vector<std::string>{"B", "C"}));  // and not by the Return that ends naming
    }

    void keepsTheCaptionOnLeavingTheEditor() {
        addThree();
        current(0);
        auto& caption = *m_panel->findChild<QPlainTextEdit*>(QStringLiteral("views.caption"));
        caption.setFocus();
        QTest::keyClicks(&caption, QStringLiteral("Why it matters"));
        current(1);  // another view is chosen before the editor is left
        QCOMPARE(m_document->project().views.at(0).caption, std::string("Why it matters"));
        QVERIFY(m_document->project().views.at(1).caption.empty());
        m_document->undoStack()->undo();
        QVERIFY(m_document->project().views.at(0).caption.empty());
    }

    void updatesAndRemoves() {
        addThree();
        current(1);
        const twin::Id id = m_document->project().views.at(1).id;
        const int steps = m_document->undoStack()->count();
        QTest::mouseClick(&button("views.update"), Qt::LeftButton);
        QCOMPARE(m_document->undoStack()->count(), steps);  // the same picture: no edit
        QVERIFY(m_document->project().views.at(1).id == id);
        QTest::keyClick(&list(), Qt::Key_Delete);
        QCOMPARE(order(), std::string("AC"));
        m_document->undoStack()->undo();
        QCOMPARE(order(), std::string("ABC"));
    }
};

PLENUM_TEST(ViewsPanelTest)
#include "views_panel_test.moc"
