// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <span>
#include <vector>

class QDoubleSpinBox;
class QGridLayout;
class QLabel;

namespace plenum::app {

/// A number that a form asks for.
struct NumberSpec {
    const char* name;  ///< object name after the form's prefix and a dot
    double from, to, value;
    int decimals;
    double step;
};

struct NumberText {
    QString label, suffix, tip;
};

/// Labelled number fields one under the other, some of them hidden at times. A value counts when it is entered, not while
/// it is typed.
class NumberForm : public QWidget {
    Q_OBJECT
  public:
    NumberForm(const QString& prefix, std::span<const NumberSpec> specs, QWidget* parent = nullptr);
    double value(int field) const;
    void set(int field, double value);  ///< without edited()
    void setShown(int field, bool shown);
    void setTexts(std::span<const NumberText> texts);  ///< n_fields
    /// A row over the fields, at most four: the file that a load comes from, say.
    void addHead(QLabel* label, QWidget* editor);

  signals:
    void edited(int field);

  private:
    QGridLayout* m_grid;  // a QFormLayout of Qt 6.4 with hidden rows and wrapped labels writes beyond its arrays
    std::vector<QDoubleSpinBox*> m_boxes;
    std::vector<QLabel*> m_labels;
    int m_heads = 0;
};

}  // namespace plenum::app
