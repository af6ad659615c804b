// SPDX-License-Identifier: GPL-3.0-or-later
// What is written beside symbols and in tool tips.
#include "app/diagram/diagram_painter.h"
#include "app/models/view_state.h"

#include <QCoreApplication>

#include <cmath>

namespace plenum::app {

namespace {

using twin::Unit;
using twin::scene::Diagram;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(plenum::app::DiagramView)
};

constexpr double kFull = 1.0, kNearlyFull = 0.9, kTightFlow = 0.05;

QString quantity(double value, Unit unit, const DiagramScene& scene, int decimals = -1) { return QString::fromStdString(twin::formatQuantity(value, unit, scene.units, decimals)); }

/// A flow as one reads it from a gauge: three or four digits.
QString flow(double value_m3_s, const DiagramScene& scene) {
    const double shown = value_m3_s * twin::displayUnit(Unit::WaterFlow, scene.units).scale;
    return quantity(value_m3_s, Unit::WaterFlow, scene, std::abs(shown) < 100 ? 1 : 0);
}
QString power(double value_W, const DiagramScene& scene) { return quantity(value_W, Unit::Power, scene, std::abs(value_W) < 100e3 ? 1 : 0); }
QString share(double value, const DiagramScene& scene) { return quantity(value, Unit::Fraction, scene, 0); }

void join(QString& line, const QString& part) { line += line.isEmpty() ? part : QStringLiteral(" · ") + part; }

bool isLoad(twin::Kind kind) { return twin::isCompute(kind) || twin::spec(kind).group != twin::KindGroup::Power; }

}  // namespace

DiagramMark markOf(const DiagramScene& scene, int v) {
    const auto& node = scene.drawing.nodes[v];
    const auto& now = scene.state.nodes[v];
    if (scene.drawing.diagram == Diagram::Power) {
        if ((isLoad(node.kind) && now.dead > 0) || now.load > kFull) return DiagramMark::Bad;
        if ((isLoad(node.kind) && now.reduced > 0) || now.load > kNearlyFull || now.afterLoss > kFull) return DiagramMark::Warning;
    } else {
        if (now.flowMargin < 0) return DiagramMark::Bad;
        if (now.flowMargin < kTightFlow || (twin::isCompute(node.kind) && now.dead > 0)) return DiagramMark::Warning;
    }
    return now.out > 0 && now.out < node.count ? DiagramMark::Warning : DiagramMark::None;
}

QString titleOf(const DiagramScene& scene, int v) {
    const auto& node = scene.drawing.nodes[v];
    if (node.count > 1) return QStringLiteral("%1 ×%2").arg(translated(twin::spec(node.kind).plural)).arg(node.count);
    const twin::Item* item = scene.site->find(scene.drawing.members[node.first]);
    return item != nullptr ? QString::fromStdString(item->name) : QString();
}

QStringList valuesOf(const DiagramScene& scene, int v) {
    const auto& node = scene.drawing.nodes[v];
    const auto& now = scene.state.nodes[v];
    QString first, second;
    const auto some = [](double value) { return std::isfinite(value); };
    if (now.out == node.count) {
        first = Tr::tr("out of service");
    } else if (scene.drawing.diagram == Diagram::Power) {
        if (now.dead == node.count) first = Tr::tr("not fed");
        else if (some(now.power_W)) first = power(now.power_W, scene);
        if (now.dead < node.count && some(now.load)) join(first, share(now.load, scene));
        if (now.dead > 0 && now.dead < node.count) second = Tr::tr("%1 not fed").arg(now.dead);
        else if (isLoad(node.kind) && now.reduced > 0) second = node.count > 1 ? Tr::tr("%1 on one side").arg(now.reduced) : Tr::tr("on one side");
        else if (some(now.afterLoss) && now.afterLoss > kFull) second = Tr::tr("%1 after loss").arg(share(now.afterLoss, scene));
        else if (!isLoad(node.kind)) {
            if (now.voltage_V > 0) join(second, quantity(now.voltage_V, Unit::Voltage, scene, 0));
            if (some(now.current_A) && now.dead < node.count) join(second, quantity(now.current_A, Unit::Current, scene, 0));
        }
    } else {
        if (some(now.flow_m3_s) && now.dead < node.count) first = flow(now.flow_m3_s, scene);
        else if (some(now.flow_m3_s)) first = Tr::tr("no flow");
        const bool exchanges = node.kind != twin::Kind::Pump && node.kind != twin::Kind::Valve && node.kind != twin::Kind::Filter && node.kind != twin::Kind::Pipe;
        if (node.kind == twin::Kind::Pipe && some(now.return_C)) second = quantity(now.return_C, Unit::Temperature, scene);
        else if (exchanges && some(now.supply_C) && some(now.return_C))
            second = QStringLiteral("%1 → %2").arg(QString::fromStdString(twin::formatNumber(now.supply_C, Unit::Temperature, scene.units)), quantity(now.return_C, Unit::Temperature, scene));
        else if (some(now.drop_Pa)) second = QStringLiteral("Δp ") + quantity(now.drop_Pa, Unit::Pressure, scene);
        if (now.flowMargin < 0) second = Tr::tr("flow short by %1").arg(share(-now.flowMargin, scene));
    }
    return {first, second};
}

QStringList detailsOf(const DiagramScene& scene, int v) {
    const auto& node = scene.drawing.nodes[v];
    const auto& now = scene.state.nodes[v];
    QStringList lines;
    const auto add = [&](const QString& label, double value, Unit unit, int decimals = -1) {
        if (std::isfinite(value)) lines << QStringLiteral("%1: %2").arg(label, quantity(value, unit, scene, decimals));
    };
    const auto known = [](twin::Quantity quantity) { return translated(twin::spec(quantity).label); };
    const twin::Item* item = scene.site->find(scene.drawing.members[node.first]);
    const twin::EquipmentType* type = item != nullptr ? scene.site->typeOf(*item) : nullptr;
    lines << translated(twin::spec(node.kind).label) + (type != nullptr ? QStringLiteral(" · ") + QString::fromStdString(type->name) : QString());
    if (now.out > 0) lines << (node.count > 1 ? Tr::tr("%1 out of service").arg(now.out) : Tr::tr("out of service"));
    if (scene.drawing.diagram == Diagram::Power) {
        if (now.dead > 0) lines << (node.count > 1 ? Tr::tr("%1 not fed").arg(now.dead) : Tr::tr("not fed"));
        if (now.reduced > 0 && isLoad(node.kind)) lines << (node.count > 1 ? Tr::tr("%1 on one side").arg(now.reduced) : Tr::tr("on one side"));
        add(isLoad(node.kind) ? known(twin::Quantity::PowerIn) : known(twin::Quantity::PowerOut), now.power_W, Unit::Power);
        add(known(twin::Quantity::LoadFraction), now.load, Unit::Fraction);
        add(known(twin::Quantity::LoadAfterLoss), now.afterLoss, Unit::Fraction);
        add(known(twin::Quantity::Current), now.current_A, Unit::Current);
        if (!isLoad(node.kind)) add(Tr::tr("Voltage"), now.voltage_V, Unit::Voltage, 0);
    } else {
        add(known(twin::Quantity::LiquidFlow), now.flow_m3_s, Unit::WaterFlow);
        add(known(twin::Quantity::LiquidSupply), now.supply_C, Unit::Temperature);
        add(known(twin::Quantity::LiquidReturn), now.return_C, Unit::Temperature);
        add(known(twin::Quantity::PressureDrop), now.drop_Pa, Unit::Pressure);
        add(known(twin::Quantity::FlowMargin), now.flowMargin, Unit::Fraction);
        if (std::isfinite(now.power_W)) add(Tr::tr("Heat"), now.power_W, Unit::Power);
    }
    if (const twin::Item* worst = node.count > 1 ? scene.site->find(now.worst) : nullptr) lines << Tr::tr("Tightest: %1").arg(QString::fromStdString(worst->name));
    return lines;
}

QStringList lineDetailsOf(const DiagramScene& scene, int l) {
    const auto& link = scene.drawing.links[l];
    const auto& now = scene.state.links[l];
    QStringList lines;
    if (link.count > 0)
        if (const twin::Item* item = scene.site->find(scene.drawing.members[link.first]))
            lines << (link.count > 1 ? Tr::tr("%1 and %2 more").arg(QString::fromStdString(item->name)).arg(link.count - 1) : QString::fromStdString(item->name));
    lines << QStringLiteral("%1 → %2").arg(titleOf(scene, link.from), titleOf(scene, link.to));
    if (scene.drawing.diagram == Diagram::Power && !now.live) lines << Tr::tr("not fed");
    const auto add = [&](twin::Quantity quantity, double value) {
        if (std::isfinite(value)) lines << QStringLiteral("%1: %2").arg(translated(twin::spec(quantity).label), QString::fromStdString(twin::formatQuantity(value, twin::spec(quantity).unit, scene.units)));
    };
    add(twin::Quantity::LiquidFlow, now.flow_m3_s);
    if (std::isfinite(now.temperature_C)) lines << Tr::tr("Temperature: %1").arg(quantity(now.temperature_C, Unit::Temperature, scene));
    add(twin::Quantity::PressureDrop, now.drop_Pa);
    add(twin::Quantity::LoadFraction, now.load);
    add(twin::Quantity::Current, now.current_A);
    return lines;
}

}  // namespace plenum::app
