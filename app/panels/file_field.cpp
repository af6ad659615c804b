// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/file_field.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace plenum::app {

FileField::FileField(const QString& prefix, QWidget* parent) : QWidget(parent), m_path(new QLineEdit(this)), m_browse(new QPushButton(QStringLiteral("…"), this)) {
    m_path->setObjectName(prefix + QStringLiteral(".file"));
    m_path->setClearButtonEnabled(true);
    m_path->setSizePolicy(QSizePolicy::Ignored, m_path->sizePolicy().verticalPolicy());
    m_browse->setObjectName(prefix + QStringLiteral(".browse"));
    m_browse->setFixedWidth(m_browse->fontMetrics().horizontalAdvance(m_browse->text()) + 44);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_path, 1);
    layout->addWidget(m_browse);
    setFocusProxy(m_path);
    connect(m_path, &QLineEdit::editingFinished, this, [this] {
        if (m_path->isModified()) emit changed();
        m_path->setModified(false);
    });
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) emit changed();
    });
    connect(m_browse, &QPushButton::clicked, this, &FileField::browse);
    retranslate();
}

QString FileField::path() const { return m_path->text().trimmed(); }

void FileField::setPath(const QString& path) {
    const QSignalBlocker quiet(m_path);
    m_path->setText(path);
}

void FileField::setTexts(const QString& title, const QString& empty, const QString& tip) {
    m_title = title;
    m_path->setPlaceholderText(empty);
    m_path->setToolTip(tip);
}

void FileField::browse() {
    const QString path = QFileDialog::getOpenFileName(this, m_title, this->path(), tr("Tables (*.csv *.txt)") + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty()) return;
    setPath(path);
    emit changed();
}

void FileField::retranslate() {
    m_browse->setAccessibleName(tr("Browse …"));
    m_browse->setToolTip(tr("Browse …"));
}

void FileField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
