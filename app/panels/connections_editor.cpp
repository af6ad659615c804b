// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/connections_editor.h"

#include "app/document/document.h"
#include "app/panels/panel_support.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace plenum::app {

namespace {
constexpr std::size_t kMostTargets = 500;  // nearest first; the search of the tree finds the rest
}

QString portText(const twin::PortSpec& port) {
    static constexpr std::pair<const char*, const char*> kLabels[] = {
        {"feed1", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 1")},
        {"feed2", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 2")},
        {"feed3", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 3")},
        {"feed4", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 4")},
        {"feed5", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 5")},
        {"feed6", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Feed 6")},
        {"tcs_in", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "TCS inlet")},
        {"tcs_out", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "TCS outlet")},
        {"tcs_supply", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "TCS supply")},
        {"tcs_return", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "TCS return")},
        {"fws_in", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "FWS inlet")},
        {"fws_out", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "FWS outlet")},
        {"in", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Input")},
        {"out", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Output")},
        {"main", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Main")},
        {"branch", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Branch")},
        {"hot_in", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Hot inlet")},
        {"hot_out", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Hot outlet")},
        {"cold_in", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Cold inlet")},
        {"cold_out", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Cold outlet")},
        {"preferred", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Preferred input")},
        {"alternate", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "Alternate input")},
        {"ac", QT_TRANSLATE_NOOP("plenum::app::ConnectionsEditor", "AC")},
    };
    for (const auto& [key, label] : kLabels)
        if (std::string_view(key) == port.key) return ConnectionsEditor::tr(label);
    return QString::fromLatin1(port.key);
}

ConnectionsEditor::ConnectionsEditor(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_list(new QGridLayout), m_hint(dimLabel({}, this)), m_add(new QToolButton(this)),
      m_new(new QWidget(this)), m_port(new QComboBox(m_new)), m_target(new QComboBox(m_new)), m_connect(new QPushButton(m_new)) {
    setObjectName(QStringLiteral("inspector.connections"));
    m_hint->setObjectName(QStringLiteral("inspector.connections.hint"));
    m_hint->setWordWrap(true);
    m_add->setObjectName(QStringLiteral("inspector.connections.add"));
    m_add->setCheckable(true);
    m_port->setObjectName(QStringLiteral("inspector.connections.port"));
    m_target->setObjectName(QStringLiteral("inspector.connections.target"));
    m_target->setEditable(true);  // typing finds by any part of the name
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->completer()->setFilterMode(Qt::MatchContains);
    m_target->completer()->setCompletionMode(QCompleter::PopupCompletion);
    for (QComboBox* combo : {m_port, m_target}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(6);
    }
    m_connect->setObjectName(QStringLiteral("inspector.connections.connect"));
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setHorizontalSpacing(8);
    m_list->setVerticalSpacing(2);
    m_list->setColumnStretch(1, 1);
    auto* fresh = new QGridLayout(m_new);
    fresh->setContentsMargins(0, 4, 0, 0);
    fresh->addWidget(m_port, 0, 0);
    fresh->addWidget(m_target, 0, 1);
    fresh->addWidget(m_connect, 1, 1, Qt::AlignRight);
    fresh->setColumnStretch(0, 2);
    fresh->setColumnStretch(1, 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(m_list);
    layout->addWidget(m_hint);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    layout->addWidget(m_new);
    m_new->hide();
    connect(m_add, &QToolButton::toggled, this, &ConnectionsEditor::openNew);
    connect(m_port, &QComboBox::currentIndexChanged, this, &ConnectionsEditor::listTargets);
    connect(m_connect, &QPushButton::clicked, this, &ConnectionsEditor::connectChosen);
    retranslate();
}

void ConnectionsEditor::show(const Inspected& inspected) {
    const twin::Item* item = inspected.items.size() == 1 ? inspected.current() : nullptr;
    const bool hasPorts = item != nullptr && !twin::spec(item->kind).ports.empty();
    std::vector<Row> rows;
    if (hasPorts)
        inspected.site->connections().forEach([&](const twin::Connection& link) {
            if (link.from != item->id && link.to != item->id) return;
            const twin::Id other = link.from == item->id ? link.to : link.from;
            const twin::Item* found = inspected.site->find(other);
            rows.push_back({link, other, found != nullptr ? found->name : std::string()});
        });
    m_add->setVisible(hasPorts);
    m_hint->setVisible(!hasPorts || rows.empty());
    m_hint->setText(inspected.items.size() > 1 ? tr("Select one object to see and change its connections.")
                    : hasPorts                 ? tr("Not connected.")
                                               : tr("This kind has no ports."));
    const twin::Id id = item != nullptr ? item->id : twin::Id{};
    if (id == m_item && rows == m_rows) return;
    if (id != m_item) m_add->setChecked(false);
    m_item = id;
    m_rows = std::move(rows);
    rebuildRows(inspected);
    if (m_add->isChecked()) openNew();
}

void ConnectionsEditor::rebuildRows(const Inspected& inspected) {
    while (QLayoutItem* old = m_list->takeAt(0)) {
        if (QWidget* widget = old->widget()) {
            widget->hide();
            widget->deleteLater();  // a click in the row may be the reason for the rebuild
        }
        delete old;
    }
    int at = 0;
    for (const Row& row : m_rows) {
        const bool outgoing = row.link.from == m_item;
        const twin::Item& item = *inspected.current();
        const auto ports = twin::spec(item.kind).ports;
        const std::size_t port = outgoing ? row.link.fromPort : row.link.toPort;
        const QString id = QString::fromStdString(twin::toString(row.link.id));
        QLabel* label = dimLabel(port < ports.size() ? portText(ports[port]) : QString(), this);
        QPushButton* name = linkButton(this);
        name->setObjectName(QStringLiteral("inspector.connections.item.") + id);
        name->setText((outgoing ? QStringLiteral("→ ") : QStringLiteral("← ")) + toText(row.name));
        name->setToolTip(tr("Select %1").arg(toText(row.name)));
        connect(name, &QPushButton::clicked, this, [this, other = row.other] { emit selectRequested(other); });
        auto* cut = new QToolButton(this);
        cut->setObjectName(QStringLiteral("inspector.connections.disconnect.") + id);
        cut->setText(QStringLiteral("×"));
        cut->setToolTip(tr("Disconnect from %1").arg(toText(row.name)));
        cut->setAccessibleName(cut->toolTip());
        cut->setFixedSize(22, 22);
        cut->setStyleSheet(QStringLiteral("padding: 0"));
        connect(cut, &QToolButton::clicked, this, [this, link = row.link.id] { apply(disconnectPorts(m_document.variant(), link)); });
        m_list->addWidget(label, at, 0);
        m_list->addWidget(name, at, 1);
        m_list->addWidget(cut, at, 2);
        ++at;
    }
}

void ConnectionsEditor::openNew() {
    m_new->setVisible(m_add->isChecked());
    const twin::Item* item = m_document.site()->find(m_item);
    if (!m_add->isChecked() || item == nullptr) return;
    const QSignalBlocker quiet(m_port);
    m_port->clear();
    for (unsigned char port : freePorts(*m_document.site(), *item)) m_port->addItem(portText(twin::spec(item->kind).ports[port]), port);
    listTargets();
}

void ConnectionsEditor::listTargets() {
    m_target->clear();
    m_targets.clear();
    const twin::Item* item = m_document.site()->find(m_item);
    if (item != nullptr && m_port->currentIndex() >= 0)
        m_targets = compatiblePorts(*m_document.site(), *item, static_cast<unsigned char>(m_port->currentData().toUInt()), kMostTargets);
    for (const PortRef& ref : m_targets) {
        const twin::Item* other = m_document.site()->find(ref.item);
        m_target->addItem(QStringLiteral("%1 · %2").arg(toText(other->name), portText(twin::spec(other->kind).ports[ref.port])));
    }
    m_target->setEnabled(!m_targets.empty());
    m_connect->setEnabled(!m_targets.empty());
    m_target->lineEdit()->setPlaceholderText(m_targets.empty() ? tr("No free port fits") : QString());
}

void ConnectionsEditor::connectChosen() {
    const int at = m_target->findText(m_target->currentText(), Qt::MatchFixedString);
    if (at < 0 || static_cast<std::size_t>(at) >= m_targets.size()) {
        m_target->setFocus();
        m_target->lineEdit()->selectAll();
        return;
    }
    const std::size_t chosen = m_target->currentIndex() >= 0 && m_target->itemText(m_target->currentIndex()) == m_target->currentText()
                                   ? static_cast<std::size_t>(m_target->currentIndex())
                                   : static_cast<std::size_t>(at);
    const PortRef own{m_item, static_cast<unsigned char>(m_port->currentData().toUInt())};
    apply(connectPorts(m_document.variant(), own, m_targets[chosen]));
}

void ConnectionsEditor::apply(const twin::Edit& edit) {
    const twin::Issues issues = m_document.apply(edit);
    if (!issues.empty()) emit refused(issues);
}

void ConnectionsEditor::retranslate() {
    m_add->setText(tr("+ Connect…"));
    m_add->setToolTip(tr("Join a free port to another object"));
    m_port->setAccessibleName(tr("Port"));
    m_target->setAccessibleName(tr("Connect to"));
    m_connect->setText(tr("Connect"));
    m_item = {};
}

}  // namespace plenum::app
