// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/conditions_panel.h"

#include "app/document/document.h"
#include "app/panels/collapsible_section.h"
#include "app/panels/panel_support.h"
#include "app/panels/quantity_edit.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

namespace {
using C = twin::Conditions;
constexpr int kIdRole = Qt::UserRole;
constexpr int kShortList_px = 120;
}  // namespace

ConditionsPanel::ConditionsPanel(Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_name(new QLineEdit(this)),
      m_nameLabel(dimLabel({}, this)), m_warning(new QLabel(this)), m_out(new QListWidget(this)), m_take(new QPushButton(this)), m_back(new QPushButton(this)) {
    setObjectName(QStringLiteral("conditions"));
    m_name->setObjectName(QStringLiteral("conditions.name"));
    m_nameLabel->setBuddy(m_name);
    m_warning->setObjectName(QStringLiteral("conditions.warning"));
    m_warning->setWordWrap(true);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(m_nameLabel);
    head->addWidget(m_name, 1);
    column->addLayout(head);
    column->addWidget(m_warning);
    static constexpr const char* kSections[] = {"conditions.section.weather", "conditions.section.load", "conditions.section.outOfService"};
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        m_sections[i] = new CollapsibleSection(QString::fromLatin1(kSections[i]), {}, body);
        column->addWidget(m_sections[i]);
    }
    addField(m_sections[0], "conditions.dry_bulb_C", twin::Unit::Temperature, -50, 60, &C::dryBulb_C);
    addField(m_sections[0], "conditions.wet_bulb_C", twin::Unit::Temperature, -50, 40, &C::wetBulb_C);
    addField(m_sections[0], "conditions.altitude_m", twin::Unit::Metre, -430, 5500, &C::altitude_m);
    addField(m_sections[0], "conditions.dew_point_C", twin::Unit::Temperature, -20, 30, &C::dewPoint_C);
    addField(m_sections[1], "conditions.load_training", twin::Unit::Fraction, 0, 1.5, &C::loadTraining);
    addField(m_sections[1], "conditions.load_inference", twin::Unit::Fraction, 0, 1.5, &C::loadInference);
    addField(m_sections[1], "conditions.load_general", twin::Unit::Fraction, 0, 1.5, &C::loadGeneral);
    addField(m_sections[1], "conditions.other_load_W", twin::Unit::Power, 0, 1e9, &C::otherLoad_W);
    m_out->setObjectName(QStringLiteral("conditions.outOfService"));
    m_out->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_out->setMinimumHeight(kShortList_px);
    m_out->installEventFilter(this);
    m_take->setObjectName(QStringLiteral("conditions.takeOutOfService"));
    m_back->setObjectName(QStringLiteral("conditions.putBack"));
    m_sections[2]->form()->addWidget(m_out, 0, 0, 1, 3);
    m_sections[2]->form()->addWidget(m_take, 1, 0);
    m_sections[2]->form()->addWidget(m_back, 1, 1);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("conditions.scroll"));
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(&document, &Document::conditionsChanged, this, &ConditionsPanel::refresh);
    connect(&document, &Document::projectReset, this, &ConditionsPanel::refresh);
    connect(&document, &Document::variantChanged, this, &ConditionsPanel::refresh, Qt::QueuedConnection);  // after its site
    connect(&viewState, &ViewState::themeChanged, this, &ConditionsPanel::refresh);
    connect(&selection, &Selection::changed, this, [this] { m_take->setEnabled(!m_selection.ids().empty()); });
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (!m_name->isModified()) return;
        m_name->setModified(false);
        C next = m_document.project().conditions;
        next.name = m_name->text().trimmed().toStdString();
        commit(next);
    });
    connect(m_take, &QPushButton::clicked, this, &ConditionsPanel::takeOutOfService);
    connect(m_back, &QPushButton::clicked, this, &ConditionsPanel::putBack);
    connect(m_out, &QListWidget::itemSelectionChanged, this, [this] { m_back->setEnabled(!m_out->selectedItems().isEmpty()); });
    connect(m_out, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { m_selection.select({twin::Id{item->data(kIdRole).toULongLong()}}); });
    retranslate();
}

void ConditionsPanel::addField(CollapsibleSection* section, const char* name, twin::Unit unit, double min, double max, double C::*value) {
    auto* edit = new QuantityEdit(m_viewState, unit, min, max, section->body());
    edit->setObjectName(QString::fromLatin1(name));
    QLabel* label = dimLabel({}, section->body());
    label->setBuddy(edit);
    shareWidth(label, edit);
    const int row = section->form()->rowCount();
    section->form()->addWidget(label, row, 0);
    section->form()->addWidget(edit, row, 1);
    connect(edit, &QuantityEdit::committed, this, [this, value](double entered) {
        C next = m_document.project().conditions;
        next.*value = entered;
        commit(next);
    });
    m_fields.push_back({value, edit, label});
}

void ConditionsPanel::commit(const C& conditions) {
    const twin::Issues issues = m_document.apply(twin::setConditions(m_document.project(), conditions));
    if (!issues.empty()) emit refused(issues);
    refresh();
}

void ConditionsPanel::refresh() {
    const C& conditions = m_document.project().conditions;
    for (const Field& field : m_fields) field.edit->setValue(conditions.*field.value);
    if (!m_name->isModified() && m_name->text() != toText(conditions.name)) m_name->setText(toText(conditions.name));
    const bool impossible = conditions.wetBulb_C > conditions.dryBulb_C;
    m_warning->setVisible(impossible);
    m_warning->setText(markShape(Mark::Bad) + QLatin1Char(' ') + tr("The wet bulb is above the dry bulb: no air is like that. Lower the wet bulb."));
    setTextColour(m_warning, markColour(themeOf(m_viewState), Mark::Bad));
    m_out->clear();
    for (twin::Id id : conditions.outOfService) {
        const twin::Item* item = m_document.site()->find(id);
        auto* line = new QListWidgetItem(item != nullptr ? QStringLiteral("%1 · %2").arg(toText(item->name), translated(twin::spec(item->kind).label))
                                                         : tr("Not in this variant"), m_out);
        line->setData(kIdRole, static_cast<qulonglong>(id.value));
    }
    m_back->setEnabled(false);
    m_take->setEnabled(!m_selection.ids().empty());
}

void ConditionsPanel::takeOutOfService() {
    C next = m_document.project().conditions;
    for (twin::Id id : m_selection.ids())
        if (std::find(next.outOfService.begin(), next.outOfService.end(), id) == next.outOfService.end()) next.outOfService.push_back(id);
    commit(next);
}

void ConditionsPanel::putBack() {
    C next = m_document.project().conditions;
    for (const QListWidgetItem* item : m_out->selectedItems())
        std::erase(next.outOfService, twin::Id{item->data(kIdRole).toULongLong()});
    commit(next);
}

bool ConditionsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_out && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        putBack();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ConditionsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void ConditionsPanel::retranslate() {
    m_nameLabel->setText(tr("Name"));
    m_sections[0]->setCaption(tr("Weather and hall air"));
    m_sections[1]->setCaption(tr("Load"));
    m_sections[2]->setCaption(tr("Out of service"));
    const std::pair<QString, QString> texts[] = {
        {tr("Dry bulb"), tr("Outdoor air temperature.")},
        {tr("Wet bulb"), tr("Outdoor wet-bulb temperature; towers and evaporative units work against it.")},
        {tr("Altitude"), tr("Above sea level; sets the density of the air.")},
        {tr("Hall dew point"), tr("Dew point of the hall air; surfaces below it are wet.")},
        {tr("Training"), tr("Load of racks of this class over their counted power.")},
        {tr("Inference"), tr("Load of racks of this class over their counted power.")},
        {tr("General purpose"), tr("Load of racks of this class over their counted power.")},
        {tr("Other loads"), tr("Lighting and offices: facility power that is neither IT, cooling nor loss.")}};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_fields[i].label->setText(texts[i].first);
        m_fields[i].edit->setAccessibleName(texts[i].first);
        m_fields[i].edit->setHelp(texts[i].second);
    }
    m_take->setText(tr("Add selection"));
    m_take->setToolTip(tr("Take the selected objects out of service"));
    m_back->setText(tr("Put back"));
    m_back->setToolTip(tr("Put the chosen objects back into service (Delete)"));
    m_out->setAccessibleName(tr("Out of service"));
    refresh();
}

}  // namespace plenum::app
