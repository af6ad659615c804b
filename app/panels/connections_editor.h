// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/inspected.h"
#include "app/panels/port_match.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace plenum::app {

class Document;

/// The connections of one item: what each port is joined to, a new connection, disconnecting. Edits are data.
class ConnectionsEditor : public QWidget {
    Q_OBJECT
  public:
    explicit ConnectionsEditor(Document& document, QWidget* parent = nullptr);

    /// Rebuilds rows only when the item or its connections differ. More than one item: only a hint.
    void show(const Inspected& inspected);
    void retranslate();

  signals:
    void selectRequested(twin::Id id);
    void refused(const twin::Issues& issues);

  private:
    struct Row {
        twin::Connection link;
        twin::Id other;
        std::string name;
        bool operator==(const Row&) const = default;
    };
    void rebuildRows(const Inspected& inspected);
    void openNew();
    void listTargets();
    void connectChosen();
    void apply(const twin::Edit& edit);

    Document& m_document;
    twin::Id m_item;
    std::vector<Row> m_rows;
    std::vector<PortRef> m_targets;
    QGridLayout* m_list;
    QLabel* m_hint;
    QToolButton* m_add;
    QWidget* m_new;
    QComboBox *m_port, *m_target;
    QPushButton* m_connect;
};

/// "feed1" as people read it.
QString portText(const twin::PortSpec& port);

}  // namespace plenum::app
