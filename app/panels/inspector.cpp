// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/inspector.h"

#include "app/document/document.h"
#include "app/panels/collapsible_section.h"
#include "app/panels/connections_editor.h"
#include "app/panels/mounted_section.h"
#include "app/panels/panel_support.h"
#include "app/panels/param_groups.h"
#include "app/panels/param_row.h"
#include "app/panels/place_section.h"
#include "app/panels/points_section.h"
#include "app/panels/pump_section.h"
#include "app/panels/result_section.h"
#include "app/panels/why_section.h"
#include "app/session/session.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

namespace {
constexpr int kFrame_ms = 16;  // one refresh of the screen

/// Parameters that all the kinds have, in the order of the first.
std::vector<twin::Param> commonParams(const std::vector<twin::Kind>& kinds) {
    std::vector<twin::Param> common;
    if (kinds.empty()) return common;
    for (const twin::KindParam& entry : twin::spec(kinds.front()).params)
        if (std::all_of(kinds.begin(), kinds.end(), [&](twin::Kind kind) { return twin::hasParam(kind, entry.param); })) common.push_back(entry.param);
    return common;
}
}  // namespace

Inspector::Inspector(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_viewState(viewState), m_name(new QLineEdit(this)),
      m_type(dimLabel({}, this)), m_note(dimLabel({}, this)), m_empty(dimLabel({}, this)), m_scroll(new QScrollArea(this)), m_timer(new QTimer(this)) {
    setObjectName(QStringLiteral("inspector"));
    m_name->setObjectName(QStringLiteral("inspector.name"));
    QFont strong = bodyFont(2, QFont::DemiBold);
    m_name->setFont(strong);
    m_type->setObjectName(QStringLiteral("inspector.type"));
    m_type->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("inspector.note"));
    m_note->setWordWrap(true);
    m_empty->setObjectName(QStringLiteral("inspector.empty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop);
    m_scroll->setObjectName(QStringLiteral("inspector.scroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 4, 0);
    layout->setSpacing(4);
    for (QWidget* widget : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_type), static_cast<QWidget*>(m_note)}) layout->addWidget(widget);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);

    m_timer->setSingleShot(true);
    m_timer->setInterval(kFrame_ms);
    connect(m_timer, &QTimer::timeout, this, &Inspector::refresh);
    connect(&document, &Document::siteChanged, this, &Inspector::siteHasChanged);
    connect(&session, &Session::frameChanged, this, &Inspector::frameHasChanged);
    connect(&selection, &Selection::changed, this, &Inspector::selectionHasChanged);
    connect(&viewState, &ViewState::unitsChanged, this, &Inspector::schedule);
    connect(&viewState, &ViewState::themeChanged, this, [this] {
        m_kinds = {twin::Kind::Count_};  // made anew in the other colours
        schedule();
    });
    connect(m_name, &QLineEdit::editingFinished, this, &Inspector::rename);
    frameHasChanged();
    selectionHasChanged();
}

Inspector::~Inspector() = default;

/// Before and now: the result before is the settled one at the start of a drag or of an edit.
void Inspector::siteHasChanged() {
    if (!m_dragging) m_inspected.before = m_settled;
    m_dragging = m_document.hasPreview();
    schedule();
}

void Inspector::frameHasChanged() {
    m_inspected.frame = m_session.frame();
    if (m_inspected.frame && m_session.upToDate() && !m_document.hasPreview()) m_settled = m_inspected.frame;
    schedule();
}

void Inspector::selectionHasChanged() {
    if (m_name->isModified()) m_name->setModified(false);
    if (m_place != nullptr) m_place->discard();
    if (m_mounted != nullptr) m_mounted->discard();
    for (ParamRow* row : m_params) row->discard();
    schedule();
}

void Inspector::schedule() {
    m_stale = true;
    if (isVisible() && !m_timer->isActive()) m_timer->start();
}

void Inspector::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) refresh();
}

void Inspector::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    m_kinds = {twin::Kind::Count_};
    schedule();
}

void Inspector::refresh() {
    m_stale = false;
    m_inspected.site = m_document.site();
    m_inspected.items.clear();
    std::vector<twin::Kind> kinds;
    for (twin::Id id : m_selection.ids()) {
        const twin::Item* item = m_inspected.site->find(id);
        if (item == nullptr) continue;
        m_inspected.items.push_back(item);
        if (std::find(kinds.begin(), kinds.end(), item->kind) == kinds.end()) kinds.push_back(item->kind);
    }
    std::sort(kinds.begin(), kinds.end());
    showHeader();
    if (kinds != m_kinds) rebuild(kinds);
    if (m_inspected.items.empty()) return;
    m_place->show(m_inspected);
    m_points->show(m_inspected);
    if (m_mounted != nullptr) m_mounted->show(m_inspected);
    for (ParamRow* row : m_params) row->show(m_inspected);
    m_connections->show(m_inspected);
    m_results->show(m_inspected);
    m_why->show(m_inspected);
    if (m_pump != nullptr) m_pump->show(m_inspected);
}

void Inspector::showHeader() {
    const twin::Item* current = m_inspected.current();
    const std::size_t count = m_inspected.items.size();
    m_name->setVisible(count == 1);
    m_type->setVisible(count > 0);
    m_note->setVisible(count == 1 && !current->note.empty());
    m_scroll->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_empty->setText(tr("Select something in a view or in the site tree to see and change it here."));
    if (count == 0) return;
    const twin::EquipmentType* type = m_inspected.site->typeOf(*current);
    const QString kind = translated(twin::spec(current->kind).label);
    if (count == 1) {
        if (!m_name->isModified() && m_name->text() != toText(current->name)) m_name->setText(toText(current->name));
        m_name->setAccessibleName(tr("Name"));
        m_type->setText(type != nullptr ? QStringLiteral("%1 · %2").arg(kind, toText(type->name)) : kind);
        m_note->setText(toText(current->note));
        return;
    }
    const bool sameKind = std::all_of(m_inspected.items.begin(), m_inspected.items.end(), [&](const twin::Item* item) { return item->kind == current->kind; });
    const bool sameType = type != nullptr && std::all_of(m_inspected.items.begin(), m_inspected.items.end(), [&](const twin::Item* item) { return item->type == current->type; });
    QString text = QStringLiteral("%1 %2").arg(count).arg(sameKind ? translated(twin::spec(current->kind).plural) : tr("objects"));
    if (sameType) text += QStringLiteral(" · ") + toText(type->name);
    m_type->setText(text);
}

CollapsibleSection* Inspector::keepFolded(CollapsibleSection* section) {
    section->setExpanded(!m_folded.contains(section->objectName()));
    connect(section, &CollapsibleSection::expandedChanged, this, [this, name = section->objectName()](bool expanded) {
        if (expanded) m_folded.erase(name);
        else m_folded.insert(name);
    });
    m_body->layout()->addWidget(section);
    return section;
}

void Inspector::rebuild(const std::vector<twin::Kind>& kinds) {
    m_kinds = kinds;
    m_params.clear();
    m_body = new QWidget;
    m_body->setObjectName(QStringLiteral("inspector.body"));
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 4, 8, 12);
    layout->setSpacing(4);
    m_place = new PlaceSection(m_viewState, m_body);
    keepFolded(m_place);
    connect(m_place, &PlaceSection::placeChanged, this, [this](PlaceSection::Coordinate coordinate, double value) {
        apply(setCoordinate(m_document.variant(), m_inspected.ids(), coordinate, value));
    });
    connect(m_place, &PlaceSection::selectRequested, this, [this](twin::Id id) { m_selection.select({id}); });
    m_points = new PointsSection(m_viewState, m_body);
    keepFolded(m_points);
    connect(m_points, &PointsSection::pointsChanged, this, [this](const std::vector<twin::Vec3>& points) {
        apply(twin::setPoints(m_document.variant(), m_inspected.current()->id, points));
    });
    buildParams(kinds);
    m_mounted = nullptr;
    if (kinds == std::vector{twin::Kind::Rack}) {
        m_mounted = new MountedSection(m_viewState, m_body);
        keepFolded(m_mounted);
        connect(m_mounted, &MountedSection::mountedChanged, this, [this](const std::vector<twin::MountedUnits>& mounted) {
            apply(twin::setMounted(m_document.variant(), m_inspected.ids(), mounted));
        });
    }
    auto* feeds = new CollapsibleSection(QStringLiteral("inspector.section.connections"), tr("Feeds and connections"), m_body);
    m_connections = new ConnectionsEditor(m_document, feeds->body());
    feeds->form()->addWidget(m_connections, 0, 0, 1, 3);
    keepFolded(feeds);
    connect(m_connections, &ConnectionsEditor::selectRequested, this, [this](twin::Id id) { m_selection.select({id}); });
    connect(m_connections, &ConnectionsEditor::refused, this, &Inspector::refused);
    m_results = new ResultSection(m_viewState, m_body);
    keepFolded(m_results);
    m_why = new WhySection(m_viewState, m_body);
    keepFolded(m_why);
    m_pump = nullptr;
    if (std::all_of(kinds.begin(), kinds.end(), PumpSection::fits)) {
        m_pump = new PumpSection(m_viewState, m_body);
        keepFolded(m_pump);
    }
    layout->addStretch(1);
    if (QWidget* old = m_scroll->takeWidget()) old->deleteLater();  // one of its buttons may have asked for this
    m_scroll->setWidget(m_body);
}

void Inspector::buildParams(const std::vector<twin::Kind>& kinds) {
    const std::vector<twin::Param> params = commonParams(kinds);
    for (ParamGroup group : paramGroups()) {
        CollapsibleSection* section = nullptr;
        for (twin::Param param : params) {
            if (groupOf(param, kinds.front()) != group) continue;
            if (section == nullptr)
                section = keepFolded(new CollapsibleSection(QStringLiteral("inspector.section.") + QString::fromLatin1(key(group)), caption(group), m_body));
            auto* row = new ParamRow(param, m_viewState, section->form(), section->form()->rowCount(), section->body());
            connect(row, &ParamRow::changed, this, [this](twin::Param changed, double value) { setParam(changed, value); });
            connect(row, &ParamRow::resetRequested, this, [this](twin::Param reset) { setParam(reset, std::nullopt); });
            m_params.push_back(row);
        }
    }
}

void Inspector::setParam(twin::Param param, std::optional<double> value) {
    apply(twin::setParam(m_document.variant(), m_inspected.ids(), param, value));
}

void Inspector::rename() {
    if (!m_name->isModified()) return;
    m_name->setModified(false);
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || m_inspected.items.size() != 1) {
        schedule();
        return;
    }
    apply(twin::renameItem(m_document.variant(), m_inspected.current()->id, name.toStdString()));
}

void Inspector::apply(const twin::Edit& edit) {
    const twin::Issues issues = m_document.apply(edit);
    if (!issues.empty()) emit refused(issues);
    refresh();  // the editor shows the answer at once
}

}  // namespace plenum::app
