// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/place_section.h"

#include "app/panels/panel_support.h"
#include "app/panels/quantity_edit.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace plenum::app {

namespace {

constexpr double kFarthest_m = 1e5;
constexpr const char* kNames[] = {"inspector.x", "inspector.y", "inspector.z", "inspector.rotation"};

bool standsAtPoint(twin::Kind kind) { return twin::spec(kind).shape == twin::Shape::Box || kind == twin::Kind::Sensor; }

double coordinateOf(const twin::Item& item, int coordinate) {
    switch (coordinate) {
        case PlaceSection::X: return item.position.x;
        case PlaceSection::Y: return item.position.y;
        case PlaceSection::Z: return item.position.z;
        default: return item.rotation_deg;
    }
}

}  // namespace

PlaceSection::PlaceSection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.place"), tr("Place"), parent), m_viewState(viewState) {
    const QString labels[] = {tr("x, east"), tr("y, north"), tr("z, up"), tr("Rotation")};
    const QString helps[] = {tr("Centre of the footprint, site metres eastwards."), tr("Centre of the footprint, site metres northwards."),
                             tr("Base above the finished floor."), tr("Counter-clockwise; at 0 the front faces south (−y).")};
    for (int i = 0; i < CoordinateCount; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const bool angle = i == Rotation;
        m_edits[at] = new QuantityEdit(viewState, angle ? twin::Unit::Degree : twin::Unit::Metre, angle ? -360 : -kFarthest_m,
                                       angle ? 360 : kFarthest_m, body());
        m_edits[at]->setObjectName(QString::fromLatin1(kNames[i]));
        m_edits[at]->setAccessibleName(labels[i]);
        m_edits[at]->setHelp(helps[i]);
        m_labels[at] = dimLabel(labels[i], body());
        m_labels[at]->setBuddy(m_edits[at]);
        shareWidth(m_labels[at], m_edits[at]);
        form()->addWidget(m_labels[at], i, 0);
        form()->addWidget(m_edits[at], i, 1);
        connect(m_edits[at], &QuantityEdit::committed, this, [this, i](double value) { emit placeChanged(static_cast<Coordinate>(i), value); });
    }
    m_extentLabel = dimLabel({}, body());
    m_extent = new QLabel(body());
    m_extent->setObjectName(QStringLiteral("inspector.extent"));
    m_extent->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_inLabel = dimLabel(tr("Stands in"), body());
    m_in = linkButton(body());
    m_in->setObjectName(QStringLiteral("inspector.parent"));
    form()->addWidget(m_extentLabel, CoordinateCount, 0);
    form()->addWidget(m_extent, CoordinateCount, 1);
    form()->addWidget(m_inLabel, CoordinateCount + 1, 0);
    form()->addWidget(m_in, CoordinateCount + 1, 1);
    form()->setColumnMinimumWidth(2, 22);
    connect(m_in, &QPushButton::clicked, this, [this] {
        if (m_parent) emit selectRequested(m_parent);
    });
}

void PlaceSection::show(const Inspected& inspected) {
    const twin::Item* current = inspected.current();
    if (current == nullptr) return;
    const bool point = std::all_of(inspected.items.begin(), inspected.items.end(), [](const twin::Item* item) { return standsAtPoint(item->kind); });
    const bool box = twin::spec(current->kind).shape == twin::Shape::Box;
    for (int i = 0; i < CoordinateCount; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const bool shown = point && (i != Rotation || box);
        m_labels[at]->setVisible(shown);
        m_edits[at]->setVisible(shown);
        if (!shown) continue;
        const double value = coordinateOf(*current, i);
        const bool mixed = std::any_of(inspected.items.begin(), inspected.items.end(), [&](const twin::Item* item) { return coordinateOf(*item, i) != value; });
        if (mixed) m_edits[at]->setMixed();
        else m_edits[at]->setValue(value);
    }
    const twin::Shape shape = twin::spec(current->kind).shape;
    const bool extent = inspected.items.size() == 1 && (shape == twin::Shape::Outline || shape == twin::Shape::Route) && !current->points.empty();
    m_extentLabel->setVisible(extent);
    m_extent->setVisible(extent);
    if (extent && shape == twin::Shape::Outline) {
        m_extentLabel->setText(tr("Area"));
        m_extent->setText(quantityText(twin::outlineArea_m2(current->points), twin::Unit::Area, m_viewState));
    } else if (extent) {
        m_extentLabel->setText(tr("Length"));
        m_extent->setText(quantityText(twin::routeLength_m(*current), twin::Unit::Metre, m_viewState));
    }
    QStringList path;
    twin::Id above = current->parent;
    m_parent = above;
    for (int depth = 0; above && depth < 3; ++depth) {
        const twin::Item* place = inspected.site->find(above);
        if (place == nullptr || (place->kind == twin::Kind::Site && depth > 0)) break;
        path << toText(place->name);
        above = place->parent;
    }
    m_inLabel->setVisible(!path.isEmpty());
    m_in->setVisible(!path.isEmpty());
    m_in->setText(path.value(0));  // what a click selects; the rest of the way is told by the tip
    m_in->setToolTip(path.join(QStringLiteral(", ")) + QLatin1Char('\n') + tr("Select %1").arg(path.value(0)));
}

void PlaceSection::discard() {
    for (QuantityEdit* edit : m_edits) edit->discard();
}

twin::Edit setCoordinate(const twin::Variant& variant, const std::vector<twin::Id>& ids, PlaceSection::Coordinate coordinate, double value) {
    twin::Edit all;
    for (twin::Id id : ids) {
        const twin::Item* item = variant.site.find(id);
        if (item == nullptr) continue;
        twin::Vec3 position = item->position;
        double rotation_deg = item->rotation_deg;
        switch (coordinate) {
            case PlaceSection::X: position.x = value; break;
            case PlaceSection::Y: position.y = value; break;
            case PlaceSection::Z: position.z = value; break;
            default: rotation_deg = value; break;
        }
        twin::Edit one = twin::setPlace(variant, id, position, rotation_deg);
        if (all.empty()) {
            all = std::move(one);
        } else {
            all.items.insert(all.items.end(), one.items.begin(), one.items.end());
        }
    }
    if (ids.size() > 1 && !all.name.arguments.empty()) all.name.arguments = {std::to_string(ids.size())};
    return all;
}

}  // namespace plenum::app
