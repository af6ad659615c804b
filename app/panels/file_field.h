// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace plenum::app {

/// The path of a file, typed or looked for. Empty: none.
class FileField : public QWidget {
    Q_OBJECT
  public:
    FileField(const QString& prefix, QWidget* parent = nullptr);
    QString path() const;
    void setPath(const QString& path);  ///< without changed()
    void setTexts(const QString& title, const QString& empty, const QString& tip);

  signals:
    void changed();

  private:
    void browse();
    void retranslate();
    void changeEvent(QEvent* event) override;

    QLineEdit* m_path;
    QPushButton* m_browse;
    QString m_title;  ///< of the dialog
};

}  // namespace plenum::app
