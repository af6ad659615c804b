// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/compare_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QWheelEvent>
#include <vtkRenderer.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/models/view_state.h"
#include "app/view3d/compare_colours.h"
#include "app/view3d/compare_labels.h"
#include "app/view3d/scene_actors.h"
#include "app/widgets/legend_widget.h"

namespace plenum::app {

namespace {
constexpr int kLegendMargin = 12;
}

struct CompareView::State {
    std::vector<FieldDifference> fields;  ///< one an entry, made when shown
    VtkWidget* canvas = nullptr;
    CompareLabels* labels = nullptr;
    LegendWidget* legend = nullptr;
    std::unique_ptr<Mouse> mouse;
    std::vector<CompareEntry> entries;
    std::vector<std::unique_ptr<SceneActors>> actors;  ///< one an entry
    CompareTexts texts;
    Theme theme;
    bool difference = false;
    std::size_t pointed = 0;  ///< viewport of the last mouse event
    QPointF pressed;

    std::optional<twin::scene::Hit> hitAt(QPointF pixel) const {
        const auto at = static_cast<std::size_t>(canvas->viewportAt(pixel));
        if (at >= actors.size()) return {};
        const Ray ray = canvas->pickRay(pixel);
        return actors[at]->scene().pick({ray.origin, ray.direction});
    }
};

/// Hover and double click; everything else is the camera's, and clicks come through the event filter.
class CompareView::Mouse : public MouseHandler {
  public:
    explicit Mouse(CompareView& view) : m_view(view) {}
    bool move(QMouseEvent& event) override {
        if (event.buttons() != Qt::NoButton) return false;
        const auto hit = m_view.m_state->hitAt(event.position());
        m_view.m_selection.hover(hit ? hit->id : twin::Id{});
        m_view.m_state->canvas->setCursor(hit ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return false;
    }
    bool doubleClick(QMouseEvent& event) override {
        const auto hit = event.button() == Qt::LeftButton ? m_view.m_state->hitAt(event.position()) : std::nullopt;
        if (!hit) return false;
        m_view.m_selection.select({hit->id});
        m_view.focusItem(hit->id);
        emit m_view.itemActivated(hit->id);
        return true;
    }
    void leave() override { m_view.m_selection.hover({}); }

  private:
    CompareView& m_view;
};

CompareView::CompareView(Selection& selection, ViewState& view, QWidget* parent) : QWidget(parent), m_selection(selection), m_view(view), m_state(std::make_unique<State>()) {
    setObjectName(QStringLiteral("compare"));
    State& s = *m_state;
    s.canvas = new VtkWidget(this);
    s.canvas->setObjectName(QStringLiteral("compare.canvas"));
    s.canvas->setAccessibleName(tr("Variants in 3D"));
    s.canvas->setPolished(true);
    setFocusProxy(s.canvas);
    s.labels = new CompareLabels(*s.canvas, s.texts, this);
    s.legend = new LegendWidget(themeOf(view.dark() ? ThemeKind::Dark : ThemeKind::Light), this);
    s.legend->setObjectName(QStringLiteral("compare.legend"));
    s.mouse = std::make_unique<Mouse>(*this);
    s.canvas->setMouseHandler(s.mouse.get());
    s.canvas->installEventFilter(this);
    s.canvas->camera().setPointPicker([this](const Ray& ray) -> std::optional<twin::Vec3> {
        const State& now = *m_state;
        if (now.pointed < now.actors.size())
            if (const auto hit = now.actors[now.pointed]->scene().pick({ray.origin, ray.direction})) return hit->point;
        return twin::scene::Scene::floorPoint({ray.origin, ray.direction});
    });
    connect(s.canvas, &VtkWidget::cameraChanged, s.labels, qOverload<>(&QWidget::update));
    connect(s.canvas, &VtkWidget::cameraChanged, this, &CompareView::fadeOutlines);
    connect(s.canvas, &VtkWidget::rendered, this, &CompareView::framePainted);
    connect(&selection, &Selection::changed, this, &CompareView::takeSelection);
    connect(&selection, &Selection::hoverChanged, this, &CompareView::takeHover);
    connect(&view, &ViewState::overlayChanged, this, &CompareView::takeOverlay);
    connect(&view, &ViewState::sectionChanged, this, &CompareView::takeOverlay);
    connect(&view, &ViewState::unitsChanged, this, &CompareView::takeOverlay);
    connect(&view, &ViewState::themeChanged, this, &CompareView::takeTheme);
    connect(s.legend, &LegendWidget::rangeLockRequested, this, [this](bool locked) {
        if (locked) m_view.lockRange(commonScale(m_view, m_state->entries).range());  // another view may have fitted its own since
        else m_view.setRangeLocked(false);
    });
    takeTheme();
}

CompareView::~CompareView() {
    m_state->canvas->setMouseHandler(nullptr);
    m_state->canvas->camera().setPointPicker(nullptr);
}

const std::vector<CompareEntry>& CompareView::entries() const { return m_state->entries; }
bool CompareView::differenceShown() const { return m_state->difference; }
VtkWidget& CompareView::canvas() { return *m_state->canvas; }

void CompareView::setEntries(std::vector<CompareEntry> entries) {
    State& s = *m_state;
    const bool empty = std::none_of(s.actors.begin(), s.actors.end(), [](const auto& actors) { return actors->bounds().has_value(); });
    s.entries = std::move(entries);
    const std::size_t count = s.entries.size();
    if (s.actors.size() > count) s.actors.resize(count);
    if (static_cast<std::size_t>(s.canvas->viewportCount()) != std::max<std::size_t>(count, 1)) s.canvas->setViewportCount(static_cast<int>(count));
    while (s.actors.size() < count) {
        s.actors.push_back(std::make_unique<SceneActors>(*s.canvas->renderer(static_cast<int>(s.actors.size())), *s.canvas->renderWindow()));
        s.actors.back()->setTheme(s.theme);
        connect(&s.actors.back()->air(), &AirPictures::changed, s.canvas, &VtkWidget::requestRender);
    }
    std::optional<std::array<double, 6>> all;
    for (std::size_t i = 0; i < count; ++i) {
        s.actors[i]->showSite(s.entries[i].site);
        const auto bounds = s.actors[i]->bounds();
        if (!bounds) continue;
        if (!all) all = bounds;
        for (std::size_t k = 0; k < 6; ++k) (*all)[k] = k % 2 == 0 ? std::min((*all)[k], (*bounds)[k]) : std::max((*all)[k], (*bounds)[k]);
    }
    s.canvas->camera().setSceneBounds(all.value_or(std::array<double, 6>{-10, 10, -10, 10, 0, 3}));
    takeOverlay();
    takeSelection();
    if (empty && all) s.canvas->showStandardView(StandardView::Isometric);
}

void CompareView::setDifferenceShown(bool shown) {
    if (m_state->difference == shown) return;
    m_state->difference = shown;
    takeOverlay();
}

void CompareView::takeTheme() {
    State& s = *m_state;
    s.theme = themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light);
    s.canvas->renderer()->SetBackground(s.theme.ground.redF(), s.theme.ground.greenF(), s.theme.ground.blueF());
    s.labels->setTheme(s.theme);
    s.legend->setTheme(s.theme);
    update();
    for (const auto& actors : s.actors) actors->setTheme(s.theme);
    takeOverlay();
    takeSelection();
}

void CompareView::takeOverlay() {
    State& s = *m_state;
    s.labels->update();
    s.texts.panels.clear();
    s.texts.empty = tr("Choose two or three variants to compare.");
    std::set<ItemChange> shown;
    for (std::size_t i = 0; i < s.entries.size(); ++i) {
        const CompareEntry& entry = s.entries[i];
        recolour(i);
        CompareTexts::Panel panel;
        panel.name = entry.name;
        panel.colour = entry.colour.isValid() ? entry.colour : s.theme.neutral;
        if (!entry.frame) panel.note = tr("no results yet");
        else if (s.difference && !entry.changes.empty()) panel.note = tr("Changed objects: %1").arg(entry.changes.size());
        else if (entry.frame->fidelity == twin::Fidelity::Coarse) panel.note = tr("Coarse");
        s.texts.panels.push_back(std::move(panel));
        for (const auto& [id, change] : entry.changes) shown.insert(change);
    }
    s.texts.swatches.clear();
    if (s.difference)
        for (const auto& [change, text] : {std::pair{ItemChange::Added, tr("Added")}, std::pair{ItemChange::Removed, tr("Removed")}, std::pair{ItemChange::Moved, tr("Moved")}, std::pair{ItemChange::Changed, tr("Changed")}})
            if (shown.count(change) > 0) s.texts.swatches.push_back({changeColour(change, s.theme), text});
    refreshLegend();
    takeHover();
}

void CompareView::recolour(std::size_t at) {
    State& s = *m_state;
    SceneActors& actors = *s.actors[at];
    const CompareEntry& entry = s.entries[at];
    if (s.difference) {
        const ColourScale scale = differenceScale(m_view, s.entries);
        actors.recolour(differenceValues(actors.scene(), entry), scale, changeTints(entry, s.theme));
        s.fields.resize(s.entries.size());
        actors.showFields(at > 0 && m_view.overlay().field ? s.fields[at].of(entry.frame, s.entries.front().frame) : nullptr, m_view, scale);
        actors.showAir(nullptr, m_view, scale, {});
        actors.marks().showChanges(actors.scene(), changeOutlines(actors.scene(), entry, s.theme));
        fadeOutlines();
    } else {
        const ColourScale scale = commonScale(m_view, s.entries);
        const auto frame = m_view.shown(entry.frame);
        actors.recolour(twin::scene::sceneValues(actors.scene(), m_view.overlay(), frame.get()), scale);
        actors.showFields(frame.get(), m_view, scale);
        actors.showAir(frame.get(), m_view, scale, m_selection.ids());
        actors.marks().showChanges(actors.scene(), {});
    }
    s.canvas->requestRender();
}

void CompareView::fadeOutlines() {
    const CameraControl& camera = m_state->canvas->camera();
    const double metres = camera.metresPerPixel(camera.pose().focal_m);
    if (!(metres > 0)) return;
    for (const auto& actors : m_state->actors) actors->marks().fadeChanges(1 / metres);
}

void CompareView::refreshLegend() {
    State& s = *m_state;
    const auto& overlay = m_view.overlay();
    const ColourScale colours = s.difference ? differenceScale(m_view, s.entries) : commonScale(m_view, s.entries);
    const twin::DisplayUnit unit = twin::displayUnit(s.difference ? differenceUnit(overlay.unit) : overlay.unit, m_view.units());
    const auto shown = [&](double value) { return value * unit.scale + unit.offset; };
    LegendScale scale;
    scale.title = s.difference ? tr("%1, difference").arg(translated(overlay.label)) : translated(overlay.label);
    scale.unit = QString::fromUtf8(unit.symbol);
    scale.map = colours.map();
    scale.low = shown(colours.range().first);
    scale.high = shown(colours.range().second);
    const double span = std::abs(scale.high - scale.low);
    scale.decimals = span >= 10 ? 0 : span >= 2 ? 1 : 2;
    scale.bands = colours.bands();
    scale.locked = !s.difference && m_view.rangeLocked();
    scale.missing = !s.difference;
    if (!s.difference)
        for (const auto& threshold : overlay.thresholds) scale.ticks.push_back({shown(threshold.value), translated(threshold.label)});
    s.legend->setScale(scale);
    placeLegend();
}

void CompareView::placeLegend() {
    State& s = *m_state;
    const QSize wanted = s.legend->sizeHint();
    const int room = height() - 2 * kLegendMargin;
    const bool shown = !s.entries.empty() && room >= s.legend->minimumSizeHint().height();
    s.legend->setVisible(shown);
    s.legend->setGeometry(width() - wanted.width() - kLegendMargin, kLegendMargin, wanted.width(), std::min(wanted.height(), room));
    // The legend has a strip of its own, so that it hides nothing and fitting needs no room for it.
    const int strip = shown ? wanted.width() + 2 * kLegendMargin : 0;
    s.canvas->setGeometry(0, 0, std::max(width() - strip, 1), height());
    s.labels->update();
}

QString CompareView::valueOf(const CompareEntry& entry, twin::Id id) const {
    if (m_state->difference) {
        const auto found = entry.difference.find(id);
        if (found == entry.difference.end() || !std::isfinite(found->second)) return {};
        const QString text = QString::fromStdString(twin::formatQuantity(found->second, differenceUnit(m_view.overlay().unit), m_view.units()));
        return found->second > 0 ? QLatin1Char('+') + text : text;
    }
    if (!entry.frame || !entry.frame->site) return {};
    const twin::Item* item = entry.frame->site->find(id);
    const twin::Quantity* quantity = item != nullptr ? twin::scene::shownQuantity(m_view.overlay(), item->kind) : nullptr;
    if (quantity == nullptr) return {};
    return QString::fromStdString(twin::formatQuantity(m_view.shown(entry.frame)->value(*item, *quantity), m_view.overlay().unit, m_view.units()));
}

void CompareView::takeSelection() {
    for (std::size_t i = 0; i < m_state->actors.size(); ++i) {
        m_state->actors[i]->marks().showSelection(m_state->actors[i]->scene(), m_selection.ids());
        if (m_view.airPicture().streamlines == twin::scene::StreamlineSource::Chosen) recolour(i);
    }
    takeHover();
}

void CompareView::takeHover() {
    State& s = *m_state;
    for (std::size_t i = 0; i < s.actors.size(); ++i) {
        SceneActors& actors = *s.actors[i];
        actors.marks().showHover(actors.scene(), m_selection.hovered());
        auto& tags = s.texts.panels[i].tags;
        tags.clear();
        const twin::Id current = m_selection.current(), hovered = m_selection.hovered();
        for (const twin::Id id : {hovered == current ? twin::Id{} : hovered, current}) {
            const twin::Item* item = id && s.entries[i].site ? s.entries[i].site->find(id) : nullptr;
            const auto place = item != nullptr ? actors.labelPlace(id) : std::nullopt;
            if (!place) continue;
            const QString value = valueOf(s.entries[i], id);
            const QString name = QString::fromStdString(item->name);
            tags.push_back({*place, value.isEmpty() ? name : name + QStringLiteral("  ") + value, id == current});
        }
    }
    s.labels->update();
    s.canvas->requestRender();
}

void CompareView::fitAll() { m_state->canvas->fitAll(); }
void CompareView::showStandardView(StandardView view) { m_state->canvas->showStandardView(view); }

void CompareView::focusItem(twin::Id id) {
    CameraControl& camera = m_state->canvas->camera();
    for (const auto& actors : m_state->actors)
        if (const auto bounds = actors->boundsAround(id)) return m_state->canvas->flyTo(camera.fitted(camera.pose(), *bounds));
}

CameraPose CompareView::cameraPose() const { return m_state->canvas->camera().pose(); }

void CompareView::setCameraPose(const CameraPose& pose, bool animated) {
    if (animated)
        m_state->canvas->flyTo(pose);
    else
        m_state->canvas->setPose(pose);
}

QImage CompareView::grabImage(int scale) {
    State& s = *m_state;
    const QImage scenes = s.canvas->grabImage(scale, true);
    if (scenes.isNull()) return scenes;
    const double factor = scenes.width() / std::max(1.0, static_cast<double>(s.canvas->width()));
    QImage image((QSizeF(size()) * factor).toSize(), QImage::Format_RGB32);
    image.fill(s.theme.ground);
    QPainter painter(&image);
    painter.drawImage(0, 0, scenes);
    painter.scale(factor, factor);
    s.labels->paintOn(painter);
    if (!s.legend->isHidden()) s.legend->paintOn(painter, s.legend->geometry());
    return image;
}

void CompareView::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), m_state->theme.ground); }

void CompareView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_state->labels->setGeometry(rect());
    m_state->labels->raise();
    m_state->legend->raise();
    placeLegend();
}

void CompareView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_state->canvas->setAccessibleName(tr("Variants in 3D"));
        takeOverlay();
    }
    QWidget::changeEvent(event);
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    const twin::Id current = m_selection.current();
    if (event->key() == Qt::Key_Escape && current) return m_selection.clear();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && current) {
        focusItem(current);
        emit itemActivated(current);
        return;
    }
    QWidget::keyPressEvent(event);
}

bool CompareView::eventFilter(QObject* object, QEvent* event) {
    State& s = *m_state;
    if (object != s.canvas) return QWidget::eventFilter(object, event);
    if (event->type() == QEvent::Wheel) s.pointed = static_cast<std::size_t>(s.canvas->viewportAt(static_cast<QWheelEvent*>(event)->position()));
    if (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseButtonRelease && event->type() != QEvent::MouseButtonDblClick) return QWidget::eventFilter(object, event);
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    s.pointed = static_cast<std::size_t>(s.canvas->viewportAt(mouse.position()));
    if (event->type() == QEvent::MouseButtonPress) s.pressed = mouse.position();
    // The camera has the mouse: a release without a move is a click.
    if (event->type() == QEvent::MouseButtonRelease && mouse.button() == Qt::LeftButton && (mouse.position() - s.pressed).manhattanLength() < QApplication::startDragDistance()) {
        const auto hit = s.hitAt(mouse.position());
        if (hit && mouse.modifiers().testFlag(Qt::ControlModifier))
            m_selection.toggle(hit->id);
        else if (hit)
            m_selection.select({hit->id});
        else if (!mouse.modifiers().testFlag(Qt::ControlModifier))
            m_selection.clear();
    }
    return QWidget::eventFilter(object, event);
}

}  // namespace plenum::app
