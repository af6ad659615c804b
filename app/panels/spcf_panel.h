// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace plenum::app {

class CollapsibleSection;
class Session;
class SpcfCalculator;
class ViewState;

/// SPCF, equations (1) to (4): the figures of this variant as the engine has them, and a calculator.
class SpcfPanel : public QWidget {
    Q_OBJECT
  public:
    SpcfPanel(Session& session, ViewState& viewState, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void refresh();
    void retranslate();

    Session& m_session;
    ViewState& m_viewState;
    CollapsibleSection* m_section;
    struct Line {
        const char* key;
        int equation;
        QLabel *label, *value, *derivation;
    };
    std::vector<Line> m_lines;
    QLabel* m_none;
    QPushButton* m_take;
    SpcfCalculator* m_calculator;
};

}  // namespace plenum::app
