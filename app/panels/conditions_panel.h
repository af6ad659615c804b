// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <QWidget>

#include <array>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace plenum::app {

class CollapsibleSection;
class Document;
class QuantityEdit;
class Selection;
class ViewState;

/// What every result rests on besides the site: weather, hall air, load by class, what is out of service.
class ConditionsPanel : public QWidget {
    Q_OBJECT
  public:
    ConditionsPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

  signals:
    void refused(const twin::Issues& issues);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Field {
        double twin::Conditions::*value;
        QuantityEdit* edit;
        QLabel* label;
    };
    void addField(CollapsibleSection* section, const char* name, twin::Unit unit, double min, double max, double twin::Conditions::*value);
    void refresh();
    void retranslate();
    void commit(const twin::Conditions& conditions);
    void takeOutOfService();
    void putBack();

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    std::vector<Field> m_fields;
    QLineEdit* m_name;
    QLabel *m_nameLabel, *m_warning;
    std::array<CollapsibleSection*, 3> m_sections;
    QListWidget* m_out;
    QPushButton *m_take, *m_back;
};

}  // namespace plenum::app
