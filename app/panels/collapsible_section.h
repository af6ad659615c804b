// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace plenum::app {

/// A caption over a two-column form that folds away by click or space.
class CollapsibleSection : public QWidget {
    Q_OBJECT
  public:
    /// `name` is its object name; the caption's is name + ".caption".
    CollapsibleSection(const QString& name, const QString& caption, QWidget* parent = nullptr);

    QGridLayout* form() const { return m_form; }  ///< label, editor, small button
    QWidget* body() const { return m_body; }
    void setCaption(const QString& caption);
    bool isExpanded() const;
    void setExpanded(bool expanded);

  signals:
    void expandedChanged(bool expanded);

  private:
    QToolButton* m_caption;
    QWidget* m_body;
    QGridLayout* m_form;
};

}  // namespace plenum::app
