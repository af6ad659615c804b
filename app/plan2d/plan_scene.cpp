// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_scene.h"

#include "app/plan2d/plan_camera.h"
#include "app/widgets/colour_scale.h"
#include "app/widgets/legend_widget.h"
#include "twin/scene/scene_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plenum::app {

namespace {

using twin::Kind;

constexpr int kFieldPixels = 1000 * 700;  ///< of all fields together

}  // namespace

void PlanCamera::fit(const twin::Bounds& b, double margin_px) {
    const double w = std::max(b.x1 - b.x0, 0.5), h = std::max(b.y1 - b.y0, 0.5);
    centre = {(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2};
    const double width = std::max(size.width() - 2 * margin_px, 20.0), height = std::max(size.height() - 2 * margin_px, 20.0);
    px_per_m = std::clamp(std::min(width / w, height / h), 0.2, 800.0);
}

const PlanLook& PlanScene::look(std::size_t slot) const {
    static const PlanLook plain;
    return slot < looks.size() ? looks[slot] : plain;
}

std::vector<PlanLook> planLooks(const PlanScene& scene, const ViewState& view) {
    std::vector<PlanLook> looks(scene.index.entries().size());
    for (std::size_t slot = 0; slot < looks.size(); ++slot)
        if (scene.index.entries()[slot].id && twin::scene::shownQuantity(view.overlay(), scene.index.entries()[slot].kind))
            looks[slot].state = PlanLook::State::Missing;
    const auto frame = view.shown(scene.frame);
    if (!frame || !frame->site) return looks;
    const ColourScale colour(view, frame.get());
    const bool live = twin::scene::showsMeasured(frame.get());
    for (const auto& source : view.overlay().sources) {
        const auto found = frame->columns.find({source.kind, source.quantity});
        if (found == frame->columns.end()) continue;
        std::size_t row = 0;
        frame->site->items(source.kind).forEach([&](const twin::Item& item) {
            const double value = found->second.at(row);
            const twin::ValueState known = found->second.stateAt(row++);
            const int slot = scene.index.slotOf(item.id);
            if (slot < 0 || !std::isfinite(value) || known == twin::ValueState::Missing) return;
            PlanLook& look = looks[static_cast<std::size_t>(slot)];
            look = {PlanLook::State::Valued, colour(value), static_cast<float>(value)};
            if (!live) return;
            look.known = known;
            if (known == twin::ValueState::Computed) look.colour = computedColour(look.colour, scene.theme);
        });
    }
    return looks;
}

std::vector<FieldSlice> fieldSlices(const twin::Frame& frame, const ViewState& view) {
    std::vector<FieldSlice> slices;
    if (!view.overlay().field || !view.fieldVisible() || frame.fields.empty()) return slices;
    const ColourScale colour(view, &frame);
    const int pixels = kFieldPixels / static_cast<int>(frame.fields.size());
    for (const auto& field : frame.fields) {
        if (!field) continue;
        const double height_m = std::min(view.sectionHeight_m(), twin::scene::sectionSpan(*field, twin::scene::SectionAxis::Z).second);
        const QImage image = fieldSlice(*field, twin::scene::SectionAxis::Z, height_m, colour, pixels);
        if (image.isNull()) continue;
        const twin::Bounds bounds{field->origin.x, field->origin.y, field->origin.x + field->nx * field->dx_m, field->origin.y + field->ny * field->dy_m};
        slices.push_back({bounds, image.mirrored().convertToFormat(QImage::Format_ARGB32_Premultiplied)});
    }
    return slices;
}

std::unordered_map<twin::Id, PipeRole> pipeRoles(const twin::Site& site) {
    std::unordered_map<twin::Id, std::vector<twin::Id>> next;
    struct Start {
        twin::Id id;
        PipeRole role;
    };
    std::vector<Start> starts;
    site.connections().forEach([&](const twin::Connection& c) {
        const twin::Item* from = site.find(c.from);
        if (from == nullptr) return;
        const auto& kind = twin::spec(from->kind);
        if (c.fromPort >= kind.ports.size() || kind.ports[c.fromPort].medium == twin::Medium::Power) return;
        next[c.from].push_back(c.to);
        const std::string_view port = kind.ports[c.fromPort].key;
        const bool rejects = from->kind == Kind::DryCooler || from->kind == Kind::CoolingTower || from->kind == Kind::Chiller;
        if (port == "tcs_supply" || port == "hot_out" || (rejects && port == "out")) starts.push_back({c.to, PipeRole::Supply});
        if (port == "tcs_out" || port == "fws_out" || port == "cold_out") starts.push_back({c.to, PipeRole::Return});
    });
    const auto leads = [](Kind kind) {
        return kind == Kind::Pipe || kind == Kind::Manifold || kind == Kind::Valve || kind == Kind::Filter || kind == Kind::Pump || kind == Kind::Tank;
    };
    std::unordered_map<twin::Id, PipeRole> roles;
    std::stable_sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) { return a.role < b.role; });
    while (!starts.empty()) {
        std::vector<Start> reached;
        for (const Start& start : starts) {
            const twin::Item* item = site.find(start.id);
            if (item == nullptr || !leads(item->kind) || !roles.emplace(start.id, start.role).second) continue;
            for (twin::Id to : next[start.id]) reached.push_back({to, start.role});
        }
        starts = std::move(reached);
    }
    return roles;
}

std::unordered_map<twin::Id, twin::Bounds> rowExtents(const twin::Site& site, const twin::scene::SpatialIndex& index) {
    std::unordered_map<twin::Id, twin::Bounds> rows;
    for (const auto& entry : index.entries()) {
        if (!entry.id || twin::spec(entry.kind).shape != twin::Shape::Box) continue;
        const twin::Item* item = site.items(entry.kind).find(entry.id);
        if (item == nullptr || !item->parent || site.items(Kind::Row).find(item->parent) == nullptr) continue;
        const auto [at, isNew] = rows.emplace(item->parent, entry.bounds);
        twin::Bounds& b = at->second;
        if (!isNew)
            b = {std::min(b.x0, entry.bounds.x0), std::min(b.y0, entry.bounds.y0), std::max(b.x1, entry.bounds.x1), std::max(b.y1, entry.bounds.y1)};
    }
    return rows;
}

QColor mixed(const QColor& a, const QColor& b, double s) {
    return QColor::fromRgbF(static_cast<float>(a.redF() + s * (b.redF() - a.redF())), static_cast<float>(a.greenF() + s * (b.greenF() - a.greenF())),
                            static_cast<float>(a.blueF() + s * (b.blueF() - a.blueF())));
}

QColor tint(const Theme& theme, twin::KindGroup group) {
    switch (group) {
        case twin::KindGroup::Air: return theme.good;
        case twin::KindGroup::Liquid: return theme.supply;
        case twin::KindGroup::Power: return theme.power;
        case twin::KindGroup::It: return theme.neutral;
        case twin::KindGroup::Space:
        case twin::KindGroup::Other: break;
    }
    return theme.dim;
}

}  // namespace plenum::app
