// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/frame/comparison.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QTableView;
class QTextBrowser;
class QToolButton;

namespace plenum::app {

class CompareView;
class ComparisonModel;
class DifferencesModel;
class Document;
class Selection;
class Session;
class VariantFrames;
class ViewState;

/// Two or three variants beside each other: pictures with one camera, the table of figures with their derivations, and
/// the layout differences, which can be executed into the first variant or dropped one by one when it is the parent.
class CompareWorkspace : public QWidget {
    Q_OBJECT
  public:
    CompareWorkspace(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent = nullptr);
    ~CompareWorkspace() override;

    /// Which variants; the first is the reference. At least two, at most three.
    void setVariants(std::vector<twin::Id> variants);
    std::vector<twin::Id> variants() const;
    void setDifferencePainted(bool painted);
    bool differencePainted() const;
    CompareView& scene() const { return *m_scene; }
    const twin::Comparison& comparison() const;
    bool settled() const;
    /// Solving other variants costs; nothing is solved while the workspace is not shown.
    void setActive(bool active);
    twin::ComparisonInputs inputs() const;
    void setBare(bool bare);  ///< the pictures alone
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

  signals:
    void refused(const twin::Issues& issues);
    void compared();  ///< table and pictures show newer frames

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    void fillChoices();
    void takeChoices();
    void refresh();
    void refreshPictures();
    void refreshDifferences();
    void showDerivation(const QModelIndex& index);
    void executeOrDrop(bool execute);
    void retranslate();

    Document& m_document;
    Session& m_session;
    Selection& m_selection;
    ViewState& m_view;
    VariantFrames* m_frames;
    CompareView* m_scene;
    ComparisonModel* m_model;
    DifferencesModel* m_differences;
    std::vector<QComboBox*> m_choices;
    QTableView *m_table, *m_list;
    QTextBrowser* m_derivation;
    QLabel *m_basis, *m_differs, *m_state, *m_against;
    QCheckBox* m_paint;
    QPushButton *m_execute, *m_drop;
    QToolButton* m_basisButton;
    QWidget *m_header, *m_bottom;
    QSplitter* m_split;
    QTimer m_refresh;
    bool m_active = false;
};

}  // namespace plenum::app
