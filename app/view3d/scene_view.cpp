// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_view.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "app/view3d/scene_view_state.h"

namespace plenum::app {

namespace {

constexpr int kLegendMargin = 12;
constexpr int kFollow_ms = 100;  // the longest that the 3D view stays behind a hand in the plan
}  // namespace

SceneView::SceneView(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_view(view), m_state(std::make_unique<State>()) {
    setObjectName(QStringLiteral("scene"));
    setAcceptDrops(true);
    State& s = *m_state;
    s.canvas = new VtkWidget(this);
    s.canvas->setObjectName(QStringLiteral("scene.canvas"));
    s.canvas->setAccessibleName(tr("Site in 3D"));
    setFocusProxy(s.canvas);
    s.canvas->setPolished(true);
    s.actors = std::make_unique<SceneActors>(*s.canvas->renderer(), *s.canvas->renderWindow());
    connect(&s.actors->air(), &AirPictures::changed, s.canvas, &VtkWidget::requestRender);
    s.follow = new QTimer(this);
    s.follow->setSingleShot(true);
    s.follow->setInterval(kFollow_ms);
    connect(s.follow, &QTimer::timeout, s.canvas, &VtkWidget::requestRender);
    s.texts.scene = &s.scene();
    s.labels = new SceneLabels(*s.canvas, s.texts, this);
    s.legend = new LegendWidget(themeOf(view.dark() ? ThemeKind::Dark : ThemeKind::Light), this);
    s.legend->setObjectName(QStringLiteral("scene.legend"));
    s.drag = new SceneDrag(document, this);
    s.mouse = std::make_unique<SceneMouse>(*this);
    s.canvas->setMouseHandler(s.mouse.get());
    s.canvas->installEventFilter(this);
    s.canvas->camera().setPointPicker([this](const Ray& ray) -> std::optional<twin::Vec3> {
        if (const auto hit = m_state->scene().pick({ray.origin, ray.direction})) return hit->point;
        return twin::scene::Scene::floorPoint({ray.origin, ray.direction});
    });

    connect(s.canvas, &VtkWidget::cameraChanged, s.labels, qOverload<>(&QWidget::update));
    connect(s.canvas, &VtkWidget::rendered, this, [this](double milliseconds) {
        m_state->paintedGeneration = m_state->shownGeneration;
        emit framePainted(milliseconds);
    });
    connect(&document, &Document::siteChanged, this, &SceneView::takeSite);
    connect(&document, &Document::projectReset, this, [this] { m_state->drag->cancel(); });
    connect(&document, &Document::projectReset, this, [this] { showStandardView(StandardView::Isometric); }, Qt::QueuedConnection);
    connect(&session, &Session::frameChanged, this, &SceneView::takeFrame);
    connect(&session, &Session::stateChanged, this, &SceneView::refreshTitle);
    connect(&selection, &Selection::changed, this, &SceneView::takeSelection);
    connect(&selection, &Selection::hoverChanged, this, &SceneView::takeHover);
    connect(&view, &ViewState::overlayChanged, this, &SceneView::takeFrame);
    connect(&view, &ViewState::sectionChanged, this, &SceneView::refreshFields);
    connect(&view, &ViewState::unitsChanged, this, [this] {
        refreshLegend();
        refreshTexts();
    });
    connect(&view, &ViewState::themeChanged, this, &SceneView::takeTheme);
    connect(s.legend, &LegendWidget::rangeLockRequested, this, [this](bool locked) { m_view.setRangeLocked(locked); });
    connect(s.drag, &SceneDrag::moved, this, &SceneView::updateDrag);
    connect(s.drag, &SceneDrag::ended, this, &SceneView::endDrag);
    connect(s.drag, &SceneDrag::refused, this, &SceneView::editRefused);

    takeTheme();
    showStandardView(StandardView::Isometric);
}

SceneView::~SceneView() {
    m_state->canvas->setMouseHandler(nullptr);
    m_state->canvas->camera().setPointPicker(nullptr);
}

VtkWidget& SceneView::canvas() { return *m_state->canvas; }
const AirPictures& SceneView::airPictures() const { return m_state->actors->air(); }
qint64 SceneView::lastPaintedGeneration() const { return m_state->paintedGeneration; }
void SceneView::setTypeResolver(std::function<const twin::EquipmentType*(twin::Id)> resolver) { m_state->resolver = std::move(resolver); }

void SceneView::takeTheme() {
    State& s = *m_state;
    s.theme = themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light);
    s.labels->setTheme(s.theme);
    s.legend->setTheme(s.theme);
    s.actors->setTheme(s.theme);
    if (s.actors->site() == nullptr)
        takeSite();
    else
        takeAll();
}

void SceneView::takeAll() {
    State& s = *m_state;
    s.canvas->camera().setSceneBounds(s.actors->bounds().value_or(std::array<double, 6>{-10, 10, -10, 10, 0, 3}));
    s.texts.rows = rowPlaces(*s.actors->site(), s.scene());
    takeFrame();
    takeSelection();
    takeHover();
}

void SceneView::takeSite() {
    State& s = *m_state;
    if (s.actors->site() == m_document.site()) return;
    s.canvas->setMoving(m_document.hasPreview());  // whoever drags: the plan, a handle, the inspector
    s.texts.site = m_document.site();
    const twin::scene::SceneUpdate update = s.actors->showSite(s.texts.site);
    if (update.rebuilt) return takeAll();
    if (!update.tubes.empty() || update.areas) takeFrame();
    if (!m_document.hasPreview()) s.texts.rows = rowPlaces(*s.texts.site, s.scene());
    s.actors->marks().showSelection(s.scene(), m_selection.ids());
    s.actors->marks().showHover(s.scene(), m_selection.hovered());
    s.labels->update();
    // The view under the hand moves with it. Where the processor draws, the other one follows with the engine's frames,
    // which both of them would otherwise delay.
    if (m_document.hasPreview() && !s.drag->isActive() && s.canvas->isSoftware()) {
        if (!s.follow->isActive()) s.follow->start();
    } else {
        s.canvas->requestRender();
    }
}

void SceneView::takeFrame() {
    recolour();
    refreshFields();
    refreshLegend();
    refreshTexts();
}

void SceneView::recolour() {
    State& s = *m_state;
    const auto kept = m_view.shown(m_session.frame());
    const twin::Frame* frame = kept.get();
    const ColourScale scale(m_view, frame);
    const twin::scene::SceneValues values = twin::scene::sceneValues(s.scene(), m_view.overlay(), frame);
    s.actors->recolour(values, scale);
    s.live = values.live;
    s.known = values.known;
    s.shownGeneration = frame != nullptr ? static_cast<qint64>(frame->generation) : -1;
    s.follow->stop();
    s.canvas->requestRender();
}

void SceneView::refreshFields() {
    const auto kept = m_view.shown(m_session.frame());
    const twin::Frame* frame = kept.get();
    m_state->actors->showFields(frame, m_view, ColourScale(m_view, frame));
    refreshAir();
    refreshTitle();
    if (m_state->live) refreshLegend();
    m_state->canvas->requestRender();
}

void SceneView::refreshAir() {
    const auto kept = m_view.shown(m_session.frame());
    m_state->actors->showAir(kept.get(), m_view, ColourScale(m_view, kept.get()), m_selection.ids());
    std::optional<std::array<twin::Vec2, 2>> extent;
    if (kept)
        for (const auto& field : kept->fields) {
            if (!field || field->nx < 1) continue;
            const auto x = twin::scene::sectionSpan(*field, twin::scene::SectionAxis::X), y = twin::scene::sectionSpan(*field, twin::scene::SectionAxis::Y);
            if (!extent) extent = {twin::Vec2{x.first, y.first}, twin::Vec2{x.second, y.second}};
            auto& [low, high] = *extent;
            low = {std::min(low.x, x.first), std::min(low.y, y.first)};
            high = {std::max(high.x, x.second), std::max(high.y, y.second)};
        }
    if (extent) m_view.setAirExtent(*extent);
    m_state->canvas->requestRender();
}

QString SceneView::sectionText() const {
    const QString at = QString::fromStdString(twin::formatQuantity(m_view.sectionPosition_m(), twin::Unit::Metre, m_view.units(), 1));
    switch (m_view.airPicture().section) {
        case twin::scene::SectionAxis::Z: return tr("section at %1").arg(at);
        case twin::scene::SectionAxis::X: return tr("section at x = %1").arg(at);
        case twin::scene::SectionAxis::Y: return tr("section at y = %1").arg(at);
        case twin::scene::SectionAxis::None: break;
    }
    return {};
}

QString SceneView::fieldState() const {
    const twin::Frame* frame = m_session.frame().get();
    switch (m_session.state()) {
        case Session::State::Idle: return tr("no results yet");
        case Session::State::Failed: return tr("no usable result");
        case Session::State::Computing:
        case Session::State::Coarse:
        case Session::State::Settled: break;
    }
    if (frame == nullptr) return tr("computing");
    QString text = frame->fidelity == twin::Fidelity::Fine ? tr("Settled") : tr("Coarse");
    if (!frame->fields.empty() && frame->fields.front()) {
        const QString cell = QString::fromStdString(twin::formatQuantity(frame->fields.front()->dx_m, twin::Unit::Metre, m_view.units(), 2));
        text = frame->fidelity == twin::Fidelity::Fine ? tr("Settled, %1 cells").arg(cell) : tr("Coarse, %1 cells").arg(cell);
    }
    if (frame->fidelity == twin::Fidelity::Fine && !frame->fields.empty() && frame->fields.front()) {
        const twin::AirField& field = *frame->fields.front();
        if (field.stage == twin::AirField::Stage::Refining) text += QStringLiteral(" · ") + tr("air refining");
        if (field.stage == twin::AirField::Stage::Refined) text += QStringLiteral(" · ") + tr("air refined");
        if (std::isfinite(field.errorBar_K))
            text += QStringLiteral(" ±") + QString::fromStdString(twin::formatQuantity(field.errorBar_K, twin::Unit::TemperatureDifference, m_view.units(), 1));
    }
    const double time_ms = 1e3 * frame->solveTime_s;
    text += QStringLiteral(" · ") + (time_ms < 1000 ? tr("%1 ms").arg(std::lround(time_ms)) : tr("%1 s").arg(locale().toString(time_ms / 1e3, 'f', 1)));
    return text;
}

void SceneView::refreshTitle() {
    State& s = *m_state;
    QString subtitle = translated(m_view.overlay().label);
    if (const QString section = sectionText(); !section.isEmpty() && m_view.overlay().field && m_view.fieldVisible()) subtitle += QStringLiteral(" · ") + section;
    subtitle += QStringLiteral(" · ") + fieldState();
    if (m_session.state() == Session::State::Computing && m_session.frame() && !m_document.hasPreview()) subtitle += QStringLiteral(" · ") + tr("updating");
    if (subtitle == s.texts.subtitle && !s.texts.title.isEmpty()) return;
    s.texts.title = tr("3D");
    s.texts.subtitle = subtitle;
    s.labels->update();
}

void SceneView::refreshLegend() {
    State& s = *m_state;
    const auto& overlay = m_view.overlay();
    const ColourScale colours(m_view, m_view.shown(m_session.frame()).get());
    const twin::DisplayUnit unit = twin::displayUnit(overlay.unit, m_view.units());
    const auto shown = [&](double value) { return value * unit.scale + unit.offset; };
    LegendScale scale;
    scale.title = translated(overlay.label);
    scale.unit = QString::fromUtf8(unit.symbol);
    scale.map = colours.map();
    scale.low = shown(colours.range().first);
    scale.high = shown(colours.range().second);
    const double span = std::abs(scale.high - scale.low);
    scale.decimals = span >= 10 ? 0 : span >= 2 ? 1 : 2;
    scale.bands = colours.bands();
    scale.locked = m_view.rangeLocked();
    if (s.live) {
        scale.measured = s.known.of(twin::ValueState::Measured) > 0;
        scale.estimated = s.known.of(twin::ValueState::Estimated) > 0;
        scale.computed = s.known.of(twin::ValueState::Computed) > 0;
        scale.stale = s.known.of(twin::ValueState::Stale) > 0;
        scale.missing = s.known.of(twin::ValueState::Missing) > 0;
    }
    const bool air = s.live && overlay.field && m_view.fieldVisible();
    s.legend->setState(!air ? QString() : m_session.frame()->fields.empty() ? tr("air: missing") : tr("air: computed"));
    for (const auto& threshold : overlay.thresholds) scale.ticks.push_back({shown(threshold.value), translated(threshold.label)});
    s.legend->setScale(scale);
    placeLegend();
}

void SceneView::placeLegend() {
    State& s = *m_state;
    const QSize wanted = s.legend->sizeHint();
    const int room = height() - 2 * kLegendMargin;
    s.legend->setVisible(room >= s.legend->minimumSizeHint().height());
    s.legend->setGeometry(width() - wanted.width() - kLegendMargin, kLegendMargin, wanted.width(), std::min(wanted.height(), room));
    s.labels->keepClear(s.legend->isHidden() ? QRect() : s.legend->geometry());
}

QString SceneView::valueOf(twin::Id id) const {
    const auto frame = m_view.shown(m_session.frame());
    if (!id || !frame || !frame->site) return {};
    const twin::Item* item = frame->site->find(id);
    if (item == nullptr) return {};
    const twin::Quantity* quantity = twin::scene::shownQuantity(m_view.overlay(), item->kind);
    if (quantity == nullptr) return {};
    const QString value = QString::fromStdString(twin::formatQuantity(frame->value(*item, *quantity), m_view.overlay().unit, m_view.units()));
    const QString known = m_view.knownText(*frame, *item, *quantity);
    return known.isEmpty() ? value : value + QStringLiteral(" · ") + known;
}

void SceneView::refreshTexts() {
    State& s = *m_state;
    s.texts.selected = m_selection.ids();
    s.texts.hovered = m_selection.hovered();
    s.texts.currentValue = valueOf(m_selection.current());
    s.texts.hoveredValue = valueOf(s.texts.hovered);
    s.labels->update();
}

void SceneView::takeSelection() {
    m_state->actors->marks().showSelection(m_state->scene(), m_selection.ids());
    if (m_view.airPicture().streamlines == twin::scene::StreamlineSource::Chosen) refreshAir();
    refreshTexts();
    m_state->canvas->requestRender();
}

void SceneView::takeHover() {
    State& s = *m_state;
    s.actors->marks().showHover(s.scene(), m_selection.hovered());
    refreshTexts();
    double marked = std::nan("");
    if (const auto frame = m_view.shown(m_session.frame()); frame && frame->site && s.texts.hovered)
        if (const twin::Item* item = frame->site->find(s.texts.hovered))
            if (const twin::Quantity* quantity = twin::scene::shownQuantity(m_view.overlay(), item->kind)) {
                const twin::DisplayUnit unit = twin::displayUnit(m_view.overlay().unit, m_view.units());
                marked = frame->value(*item, *quantity) * unit.scale + unit.offset;
            }
    s.legend->setMarker(marked);
    s.canvas->requestRender();
}

void SceneView::fitAll() { m_state->canvas->fitAll(); }

void SceneView::showStandardView(StandardView view) { m_state->canvas->showStandardView(view); }

void SceneView::fitRoom(twin::Id id) { focusItem(id); }

void SceneView::focusItem(twin::Id id) {
    CameraControl& camera = m_state->canvas->camera();
    if (const auto bounds = m_state->actors->boundsAround(id)) m_state->canvas->flyTo(camera.fitted(camera.pose(), *bounds));
}

CameraPose SceneView::cameraPose() const { return m_state->canvas->camera().pose(); }

void SceneView::setCameraPose(const CameraPose& pose, bool animated) {
    if (animated)
        m_state->canvas->flyTo(pose);
    else
        m_state->canvas->setPose(pose);
}

QImage SceneView::grabImage(int scale) {
    State& s = *m_state;
    QImage image = s.canvas->grabImage(scale, true);
    if (image.isNull()) return image;
    image = image.convertToFormat(QImage::Format_RGB32);
    const double factor = image.width() / std::max(1.0, static_cast<double>(width()));
    QPainter painter(&image);
    painter.scale(factor, factor);
    s.labels->paintOn(painter);
    if (!s.legend->isHidden()) s.legend->paintOn(painter, s.legend->geometry());
    return image;
}

void SceneView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_state->canvas->setGeometry(rect());
    m_state->labels->setGeometry(rect());
    m_state->labels->raise();
    m_state->legend->raise();
    placeLegend();
}

void SceneView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_state->texts.title.clear();
        m_state->canvas->setAccessibleName(tr("Site in 3D"));
        refreshLegend();
        refreshTitle();
        refreshTexts();
    }
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
