// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_view.h"

#include "app/document/document.h"
#include "app/plan2d/plan_painter.h"
#include "app/plan2d/plan_view_state.h"
#include "app/session/session.h"
#include "twin/scene/scene_values.h"

#include <QEvent>
#include <QFile>
#include <QResizeEvent>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr int kRest_ms = 150;  // after the last change, collisions of the whole site are looked for
constexpr double kMinScale = 0.2, kMaxScale = 800;
}  // namespace

PlanView::PlanView(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_view(view), m_state(std::make_unique<State>()) {
    setObjectName(QStringLiteral("plan.view"));
    setAccessibleName(tr("Floor plan"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_state->collisionTimer.setSingleShot(true);
    m_state->collisionTimer.setInterval(kRest_ms);
    connect(&m_state->collisionTimer, &QTimer::timeout, this, &PlanView::refreshCollisions);
    connect(&document, &Document::siteChanged, this, &PlanView::takeSite);
    connect(&document, &Document::projectReset, this, [this] { m_state->fitted = false; });
    connect(&session, &Session::frameChanged, this, &PlanView::takeFrame);
    connect(&selection, &Selection::changed, this, [this] {
        m_state->hotHandle = {};
        update();
    });
    connect(&selection, &Selection::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&view, &ViewState::overlayChanged, this, &PlanView::recolour);
    connect(&view, &ViewState::sectionChanged, this, &PlanView::recolour);
    connect(&view, &ViewState::themeChanged, this, &PlanView::takeTheme);
    connect(&view, &ViewState::pendingChanged, this, &PlanView::refreshPending);
    connect(&view, &ViewState::unitsChanged, this, [this] {
        m_state->scene.units = m_view.units();
        invalidate(true, true);
    });
    takeTheme();
    takeSite();
    takeFrame();
}

PlanView::~PlanView() = default;

void PlanView::takeSite() {
    State& s = *m_state;
    const auto site = m_document.site();
    if (!site || site == s.scene.site) return;
    bool ground = true, items = true;
    if (!s.scene.site) {
        s.scene.index.rebuild(*site);
        s.scene.site = site;
        s.scene.rows = rowExtents(*site, s.scene.index);
        s.scene.pipes = pipeRoles(*site);
        recolour();
    } else {
        const twin::SiteChanges changes = twin::changes(*s.scene.site, *site);
        const bool types = s.scene.site->sharedTypes() != site->sharedTypes();
        const bool sameSet = changes.added.empty() && changes.removed.empty() && !types;
        const std::size_t moved = changes.changed.size() + changes.added.size() + changes.removed.size();
        if (types || moved > s.scene.index.entries().size() / 2) {
            s.scene.index.rebuild(*site);
        } else {
            s.scene.index.update(*site, changes);
        }
        s.scene.site = site;
        if (!changes.empty() && changes.connections) s.scene.pipes = pipeRoles(*site);
        // While it is dragged, what moves is not in the cached layers.
        const auto live = [&](twin::Id id) { return s.hidden.contains(id); };
        items = !sameSet || changes.connections || !std::all_of(changes.changed.begin(), changes.changed.end(), live);
        ground = !sameSet || std::any_of(changes.changed.begin(), changes.changed.end(), [&](twin::Id id) {
            const int slot = s.scene.index.slotOf(id);
            if (slot < 0) return true;
            const auto& entry = s.scene.index.entries()[static_cast<std::size_t>(slot)];
            return twin::spec(entry.kind).group == twin::KindGroup::Space && entry.kind != twin::Kind::ReservedPlace;
        });
        if (items) s.scene.rows = rowExtents(*site, s.scene.index);
        if (!sameSet || moved > s.scene.index.entries().size() / 2) recolour();
    }
    s.collisionTimer.start();
    if (!s.fitted) fitAll();
    if (!s.shaping) s.hotHandle = {};
    refreshPending();
    invalidate(ground, items);
}

void PlanView::takeFrame() {
    m_state->scene.frame = m_session.frame();
    recolour();
    if (m_state->drag && m_state->scene.frame) m_state->drag->binding = twin::engine::binding(*m_state->scene.frame, m_state->drag->grabbed);
}

void PlanView::takeTheme() {
    m_state->scene.theme = m_view.dark() ? darkTheme() : lightTheme();
    if (twin::scene::showsMeasured(m_state->scene.frame.get())) recolour();  // computed values lean to the theme
    invalidate(true, true);
}

void PlanView::recolour() {
    State& s = *m_state;
    s.scene.overlay = &m_view.overlay();
    s.scene.units = m_view.units();
    s.scene.looks = planLooks(s.scene, m_view);
    const bool had = !s.scene.fields.empty();
    s.scene.fields = s.scene.frame ? fieldSlices(*m_view.shown(s.scene.frame), m_view) : std::vector<FieldSlice>{};
    invalidate(had || !s.scene.fields.empty(), true);
}

void PlanView::refreshPending() {
    std::optional<PlanPending>& pending = m_state->pending;
    if (!m_view.pendingShown()) {
        if (!pending) return;
        pending.reset();
    } else {
        if (pending && m_document.hasPreview()) return;  // of a drag, what is shown follows the item
        pending = PlanPending::of(m_document.project(), m_document.activeVariant());
    }
    update();
}

QString PlanView::tipOf(twin::Id id) const {
    const auto frame = m_view.shown(m_state->scene.frame);
    const twin::Item* item = frame && frame->site ? frame->site->find(id) : nullptr;
    const twin::Quantity* quantity = item != nullptr ? twin::scene::shownQuantity(m_view.overlay(), item->kind) : nullptr;
    if (quantity == nullptr) return {};
    const QString known = m_view.knownText(*frame, *item, *quantity);
    const QString value = QString::fromStdString(twin::formatQuantity(frame->value(*item, *quantity), m_view.overlay().unit, m_view.units()));
    return QString::fromStdString(item->name) + QLatin1Char('\n') + value + (known.isEmpty() ? QString() : QStringLiteral(" · ") + known);
}

void PlanView::refreshCollisions() {
    if (m_state->drag || m_state->shaping || !m_state->scene.site) return;
    m_state->collisions = twin::collisions(*m_state->scene.site);
    update();
}

void PlanView::invalidate(bool ground, bool items) {
    if (ground) m_state->groundValid = false;
    if (items) m_state->itemsValid = false;
    update();
}

void PlanView::fitAll() {
    State& s = *m_state;
    if (!s.scene.site) return;
    // The building, or all rooms, or whatever there is; what stands outdoors is part of it.
    twin::Bounds all;
    bool any = false;
    for (const auto& entry : s.scene.index.entries()) {
        if (!entry.id) continue;
        const twin::Bounds& b = entry.bounds;
        all = any ? twin::Bounds{std::min(all.x0, b.x0), std::min(all.y0, b.y0), std::max(all.x1, b.x1), std::max(all.y1, b.y1)} : b;
        any = true;
    }
    s.camera.size = size();
    s.camera.fit(any ? all : twin::Bounds{0, 0, 20, 12});
    s.fitted = any;
    invalidate(true, true);
}

void PlanView::fitRoom(twin::Id room) {
    const int slot = m_state->scene.index.slotOf(room);
    if (slot < 0) return;
    m_state->camera.fit(m_state->scene.index.entries()[static_cast<std::size_t>(slot)].bounds);
    m_state->fitted = true;
    invalidate(true, true);
}

void PlanView::focusItem(twin::Id id) {
    constexpr double kReadable_px_per_m = 40;
    const int slot = m_state->scene.index.slotOf(id);
    if (slot < 0) return;
    const twin::Bounds& b = m_state->scene.index.entries()[static_cast<std::size_t>(slot)].bounds;
    PlanCamera& camera = m_state->camera;
    PlanCamera close = camera;
    close.fit(b, 60);
    camera.centre = {(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2};
    camera.px_per_m = std::min(std::max(camera.px_per_m, kReadable_px_per_m), close.px_per_m);
    m_state->fitted = true;
    invalidate(true, true);
}

void PlanView::zoomAt(QPointF at, double factor) {
    PlanCamera& camera = m_state->camera;
    const twin::Vec2 before = camera.toSite(at);
    camera.px_per_m = std::clamp(camera.px_per_m * factor, kMinScale, kMaxScale);
    const twin::Vec2 after = camera.toSite(at);
    camera.centre = {camera.centre.x + before.x - after.x, camera.centre.y + before.y - after.y};
    m_state->fitted = true;
    invalidate(true, true);
}

void PlanView::zoomBy(double factor) { zoomAt(QPointF(width() / 2.0, height() / 2.0), factor); }
double PlanView::scale_px_per_m() const { return m_state->camera.px_per_m; }
QPointF PlanView::toWidget(twin::Vec2 site) const { return m_state->camera.toScreen(site); }
twin::Vec2 PlanView::toSite(QPointF widget) const { return m_state->camera.toSite(widget); }

void PlanView::setTypeResolver(std::function<const twin::EquipmentType*(twin::Id)> resolver) { m_state->resolver = std::move(resolver); }

void PlanView::resizeEvent(QResizeEvent* event) {
    State& s = *m_state;
    const bool first = !event->oldSize().isValid() || !s.fitted;
    s.camera.size = event->size();
    if (first) {
        s.fitted = false;
        fitAll();
    }
    invalidate(true, true);
}

void PlanView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Floor plan"));
        invalidate(true, true);
    }
    QWidget::changeEvent(event);
}

QImage PlanView::renderImage(QSize size) const {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(m_state->scene.theme.ground);
    if (!m_state->scene.site || size.isEmpty()) return image;
    PlanCamera camera = m_state->camera;
    camera.px_per_m *= std::min(size.width() / std::max(camera.size.width(), 1.0), size.height() / std::max(camera.size.height(), 1.0));
    camera.size = size;
    QPainter painter(&image);
    PlanPainter plan(painter, m_state->scene, camera);
    plan.ground();
    plan.items({});
    if (m_state->pending) paintPending(painter, m_state->scene, camera, *m_state->pending);
    plan.furniture();
    return image;
}

bool PlanView::exportSvg(const QString& path) const {
    QFile file(path);
    if (!m_state->scene.site || !file.open(QIODevice::WriteOnly)) return false;
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(m_state->camera.size.toSize());
    svg.setViewBox(QRectF(QPointF(0, 0), m_state->camera.size));
    svg.setTitle(QString::fromStdString(m_document.variant().name));
    {
        QPainter painter(&svg);
        painter.setClipRect(QRectF(QPointF(0, 0), m_state->camera.size));
        PlanPainter plan(painter, m_state->scene, m_state->camera);
        plan.ground();
        plan.items({});
        if (m_state->pending) paintPending(painter, m_state->scene, m_state->camera, *m_state->pending);
        plan.furniture();
    }
    return file.flush() && file.error() == QFileDevice::NoError;
}

}  // namespace plenum::app
