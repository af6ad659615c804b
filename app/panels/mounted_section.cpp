// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/mounted_section.h"

#include "app/models/view_state.h"
#include "app/panels/panel_support.h"
#include "twin/model/mounted.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace plenum::app {

MountedSection::MountedSection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.mounted"), tr("Heat over the height"), parent), m_viewState(viewState), m_edit(new QLineEdit(body())),
      m_wrong(new QLabel(body())), m_form(dimLabel({}, body())) {
    m_edit->setObjectName(QStringLiteral("inspector.mounted"));
    m_edit->setAccessibleName(tr("Mounted equipment"));
    m_edit->setToolTip(tr("Units that hold equipment, their share of the rack's heat and, where it differs, of its air. What is left out is closed. Empty: even over the height."));
    m_edit->installEventFilter(this);
    m_wrong->setObjectName(QStringLiteral("inspector.mounted.wrong"));
    m_form->setObjectName(QStringLiteral("inspector.mounted.form"));
    m_wrong->setWordWrap(true);
    m_form->setWordWrap(true);
    m_form->setText(tr("As in: %1. Power in kW counts by proportion.").arg(QLatin1String(twin::kMountedExample)));
    form()->addWidget(m_edit, 0, 0, 1, 3);
    form()->addWidget(m_wrong, 1, 0, 1, 3);
    form()->addWidget(m_form, 2, 0, 1, 3);
    m_wrong->hide();
    connect(m_edit, &QLineEdit::editingFinished, this, &MountedSection::commit);
}

void MountedSection::show(const Inspected& inspected) {
    m_shown = inspected;
    if (m_shown.items.empty()) return;
    const auto& first = m_shown.items.front()->mounted;
    const bool same = std::all_of(m_shown.items.begin(), m_shown.items.end(), [&](const twin::Item* rack) { return rack->mounted == first; });
    m_edit->setPlaceholderText(same ? tr("even") : tr("different"));
    if (m_edit->isModified()) return;
    const QString text = same ? toText(twin::mountedText(first)) : QString();
    if (m_edit->text() != text) m_edit->setText(text);
    twin::Issues wrong;  // a rack that lost units after it was filled
    for (const twin::Item* rack : m_shown.items) {
        const twin::Issues found = twin::checkMounted(*rack, unitsOf(*rack), rack->mounted);
        wrong.insert(wrong.end(), found.begin(), found.end());
    }
    showWrong(wrong);
}

void MountedSection::discard() { m_edit->setModified(false); }

void MountedSection::commit() {
    if (!m_edit->isModified() || m_shown.items.empty()) return;
    twin::Issues wrong;
    std::vector<twin::MountedUnits> mounted;
    for (const twin::Item* rack : m_shown.items) {
        twin::ReadMounted read = twin::readMounted(*rack, unitsOf(*rack), m_edit->text().toStdString());
        wrong.insert(wrong.end(), read.issues.begin(), read.issues.end());
        mounted = std::move(read.mounted);
    }
    showWrong(wrong);
    if (!wrong.empty()) return;
    m_edit->setModified(false);
    emit mountedChanged(mounted);
}

void MountedSection::showWrong(const twin::Issues& issues) {
    constexpr std::size_t kMost = 6;
    QStringList lines;
    for (std::size_t n = 0; n < std::min(issues.size(), kMost); ++n) lines << markShape(Mark::Bad) + QLatin1Char(' ') + translated(issues[n].text);
    if (!issues.empty()) lines << translated(issues.front().hint);
    m_wrong->setText(lines.join(QLatin1Char('\n')));
    setTextColour(m_wrong, themeOf(m_viewState).bad);
    m_wrong->setVisible(!issues.empty());
}

bool MountedSection::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && m_edit->isModified()) {
        const auto& first = m_shown.items.empty() ? std::vector<twin::MountedUnits>{} : m_shown.items.front()->mounted;
        m_edit->setText(toText(twin::mountedText(first)));
        m_edit->setModified(false);
        showWrong({});
        return true;
    }
    return CollapsibleSection::eventFilter(watched, event);
}

}  // namespace plenum::app
