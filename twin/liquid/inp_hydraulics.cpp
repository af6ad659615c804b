// SPDX-License-Identifier: GPL-3.0-or-later
// A law h = r q^n in feet and cubic feet a second is h_m = (foot · r / cubicFoot^n) q_SI^n; that keeps EPANET's own
// rounded constants and so its results.
#include "twin/liquid/inp_hydraulics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::liquid {

namespace {

constexpr double kFoot_m = 0.3048;
constexpr double kCubicFoot_m3 = kFoot_m * kFoot_m * kFoot_m;
constexpr double kGravity_ft_s2 = 32.2;
constexpr double kWaterViscosity_ft2_s = 1.1e-5;
constexpr double kMinorLoss = 0.02517;       // 8 / (g π²), ft, cfs
constexpr double kClosedLoss = 1e8;          // ft/cfs²
constexpr double kPowerFactor = 8.814;       // ft·cfs a horsepower
constexpr double kHorsePower_W = 745.7;
constexpr double kNoLimit = 1e10;

std::size_t at(int index) { return static_cast<std::size_t>(index); }
double square(double x) { return x * x; }
double fromFeet(double factor, double power) { return factor * kFoot_m / std::pow(kCubicFoot_m3, power); }

class Builder {
  public:
    explicit Builder(const InpNetwork& inp) : m_inp(inp), m_units(unitsOf(inp.options)) {
        m_period = inp.options.patternStart_s / std::max(inp.options.patternStep_s, 1L);
        for (std::size_t p = 0; p < inp.patterns.size(); ++p)
            if (inp.patterns[p].id == inp.options.defaultPattern) m_defaultPattern = static_cast<int>(p);
    }

    HydraulicNetwork build() {
        setOptions();
        for (const InpNode& node : m_inp.nodes) m_result.nodes.push_back(makeNode(node));
        for (const InpLink& link : m_inp.links) m_result.links.push_back(makeLink(link));
        for (std::size_t k = 0; k < m_inp.links.size(); ++k)
            if (m_inp.links[k].speedPattern >= 0) setSpeed(k, factor(m_inp.links[k].speedPattern));
        for (const InpControl& control : m_inp.controls)
            if (control.enabled) applyControl(control);
        for (std::size_t k = 0; k < m_inp.links.size(); ++k) setValveLoss(k);
        addLeaks();
        return std::move(m_result);
    }

  private:
    void setOptions() {
        const InpOptions& o = m_inp.options;
        m_result.darcy = o.headLoss == HeadLoss::DarcyWeisbach;
        m_result.pipePower = o.headLoss == HeadLoss::HazenWilliams ? 1.852 : 2;
        m_viscosity = o.viscosity > 1e-3 ? o.viscosity * kWaterViscosity_ft2_s
                                         : o.viscosity / (m_inp.metric() ? square(kFoot_m) : 1.0);
        m_result.emitterPower = 1 / o.emitterExponent;
        m_result.emitterBackflow = o.emitterBackflow;
        m_result.pressureDriven = o.pressureDriven;
        m_result.minimumPressure_m = o.minimumPressure * m_units.pressure_m;
        m_result.requiredPressure_m = o.requiredPressure * m_units.pressure_m;
        m_result.pressurePower = 1 / o.pressureExponent;
        m_result.headTolerance_m = o.headTolerance_ft * kFoot_m;
        m_result.flowTolerance_m3_s = o.flowTolerance_cfs * kCubicFoot_m3;
        m_result.leastSlope = fromFeet(o.slopeTolerance, 1);
    }

    double factor(int pattern) const {
        if (pattern < 0) return 1;
        const auto& factors = m_inp.patterns[at(pattern)].factors;
        return factors.empty() ? 1 : factors[static_cast<std::size_t>(m_period) % factors.size()];
    }

    HydraulicNode makeNode(const InpNode& node) const {
        HydraulicNode result;
        result.name = node.id;
        result.elevation_m = node.elevation * m_units.length_m;
        if (node.kind == InpNodeKind::Junction) {
            for (const InpDemand& demand : node.demands)
                result.demand_m3_s += demand.base * factor(demand.pattern >= 0 ? demand.pattern : m_defaultPattern) *
                                      m_inp.options.demandMultiplier * m_units.flow_m3_s;
            if (node.emitter > 0) {
                // q = C p^γ, p in the file's pressure for US units (psi of the fluid), in metres otherwise.
                const double pressure_m = m_inp.metric() ? 1 : kFoot_m / (0.4333 * m_inp.options.specificGravity);
                result.emitter = pressure_m / std::pow(node.emitter * m_units.flow_m3_s, 1 / m_inp.options.emitterExponent);
            }
            return result;
        }
        result.fixed = true;
        result.head_m = result.elevation_m * factor(node.headPattern) + node.initialLevel * m_units.length_m;
        result.tank = node.kind == InpNodeKind::Tank;
        result.lowest_m = result.elevation_m + node.minimumLevel * m_units.length_m;
        result.highest_m = result.elevation_m + node.maximumLevel * m_units.length_m;
        result.overflows = node.overflows;
        return result;
    }

    HydraulicLink makeLink(const InpLink& link) const {
        HydraulicLink result;
        result.name = link.id;
        result.from = link.from;
        result.to = link.to;
        result.kind = static_cast<HydraulicKind>(static_cast<int>(link.kind));
        result.checkValve = link.checkValve;
        const bool closed = link.status == InpStatus::Closed;
        result.status = closed ? LinkStatus::Closed : LinkStatus::Open;
        const double diameter_m = link.diameter * m_units.diameter_m;
        if (link.kind == InpLinkKind::Pump) {
            result.setting = link.setting;
            setPumpLaw(link, result);
            result.startFlow_m3_s *= link.setting;
            if (link.setting == 0) result.status = LinkStatus::Closed;
            return result;
        }
        const double area_m2 = std::numbers::pi * square(diameter_m) / 4;
        result.startFlow_m3_s = area_m2 * kFoot_m;  // one foot a second
        result.minorLoss = minorLoss(link.minorLoss, diameter_m);
        result.openMinorLoss = result.minorLoss;
        if (link.kind == InpLinkKind::Pipe) {
            setPipeLaw(link, diameter_m / kFoot_m, result);
            return result;
        }
        setCurve(link, result);
        result.controlled = link.kind == InpLinkKind::Gpv || link.status == InpStatus::Active;
        result.setting = settingOf(link.kind, link.setting);
        if (result.controlled && link.kind != InpLinkKind::Gpv) result.status = LinkStatus::Active;
        return result;
    }

    static double minorLoss(double factor, double diameter_m) {
        return fromFeet(kMinorLoss * factor / std::pow(diameter_m / kFoot_m, 4), 2);
    }

    double settingOf(InpLinkKind kind, double setting) const {
        if (kind == InpLinkKind::Fcv) return setting * m_units.flow_m3_s;
        if (kind == InpLinkKind::Prv || kind == InpLinkKind::Psv || kind == InpLinkKind::Pbv) return setting * m_units.pressure_m;
        return setting;
    }

    void setPipeLaw(const InpLink& link, double d_ft, HydraulicLink& result) const {
        const double length_ft = link.length * m_units.length_m / kFoot_m;
        switch (m_inp.options.headLoss) {
            case HeadLoss::HazenWilliams:
                result.resistance = fromFeet(4.727 * length_ft / std::pow(link.roughness, 1.852) / std::pow(d_ft, 4.871), 1.852);
                break;
            case HeadLoss::DarcyWeisbach:
                result.resistance = fromFeet(length_ft / 2 / kGravity_ft_s2 / d_ft / square(std::numbers::pi * square(d_ft) / 4), 2);
                result.relativeRoughness = link.roughness * m_units.roughness_m / (d_ft * kFoot_m);
                result.viscousScale = m_viscosity * d_ft * kCubicFoot_m3;
                break;
            case HeadLoss::ChezyManning:
                result.resistance = fromFeet(square(4 * link.roughness / (1.49 * std::numbers::pi * square(d_ft))) *
                                             std::pow(d_ft / 4, -1.333) * length_ft, 2);
                break;
        }
    }

    void setCurve(const InpLink& link, HydraulicLink& result) const {
        if (link.curve < 0) return;
        const InpCurve& curve = m_inp.curves[at(link.curve)];
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            result.curveFlow_m3_s.push_back(curve.x[i] * m_units.flow_m3_s);
            result.curveHead_m.push_back(curve.y[i] * m_units.length_m);
        }
        if (link.kind == InpLinkKind::Gpv && curve.x.size() == 1) {  // a single point: a straight line through it
            result.curveFlow_m3_s.insert(result.curveFlow_m3_s.begin(), 0.0);
            result.curveHead_m.insert(result.curveHead_m.begin(), 0.0);
        }
    }

    void setPumpLaw(const InpLink& link, HydraulicLink& result) const {
        if (link.curve < 0) {
            result.law = PumpLaw::ConstantPower;
            result.pumpFactor = kPowerFactor * link.power * m_units.power_W / kHorsePower_W * kFoot_m * kCubicFoot_m3;
            result.highestHead_m = kNoLimit;
            result.highestFlow_m3_s = kNoLimit;
            result.startFlow_m3_s = kCubicFoot_m3;
            return;
        }
        setCurve(link, result);
        const auto& q = result.curveFlow_m3_s;
        const auto& h = result.curveHead_m;
        if (q.size() != 1 && !(q.size() == 3 && q[0] == 0)) {
            result.law = PumpLaw::Curve;
            result.highestHead_m = h.front();
            result.highestFlow_m3_s = q.back();
            result.startFlow_m3_s = 0.5 * (q.front() + q.back());
            return;
        }
        const bool one = q.size() == 1;
        const double h0 = one ? 1.33334 * h[0] : h[0], h1 = one ? h[0] : h[1], h2 = one ? 0 : h[2];
        const double q1 = one ? q[0] : q[1], q2 = one ? 2 * q[0] : q[2];
        result.pumpPower = std::log((h0 - h2) / (h0 - h1)) / std::log(q2 / q1);
        result.pumpFactor = (h0 - h1) / std::pow(q1, result.pumpPower);
        if (std::abs(result.pumpPower - 1) < 1e-6) {
            result.pumpPower = 1;
            result.law = PumpLaw::Linear;
        }
        result.shutoff_m = h0;
        result.highestHead_m = h0;
        result.highestFlow_m3_s = std::pow(h0 / result.pumpFactor, 1 / result.pumpPower);
        result.startFlow_m3_s = q1;
        result.curveFlow_m3_s.clear();
        result.curveHead_m.clear();
    }

    void setSpeed(std::size_t k, double speed) {
        HydraulicLink& pump = m_result.links[k];
        pump.setting = speed;
        if (speed > 0 && pump.status <= LinkStatus::Closed) pump.status = LinkStatus::Open;
        if (speed == 0) pump.status = LinkStatus::Closed;
    }

    /// Controls by time and by tank level act before the first solution; those by pressure are left to the solver.
    void applyControl(const InpControl& control) {
        const InpLink& link = m_inp.links[at(control.link)];
        HydraulicLink& target = m_result.links[at(control.link)];
        LinkStatus status = control.status == InpStatus::Open     ? LinkStatus::Open
                            : control.status == InpStatus::Closed ? LinkStatus::Closed : LinkStatus::Active;
        const double setting = link.kind == InpLinkKind::Pump ? control.setting : settingOf(link.kind, control.setting);
        if (control.node >= 0 && !m_result.nodes[at(control.node)].fixed) {
            const HydraulicNode& node = m_result.nodes[at(control.node)];
            m_result.controls.push_back({control.link, control.node, control.kind == InpControlKind::Below,
                                         node.elevation_m + control.level * m_units.pressure_m, status, control.hasSetting, setting});
            return;
        }
        if (!acts(control)) return;
        if (link.kind == InpLinkKind::Pump) {
            setSpeed(at(control.link), control.setting);
            return;
        }
        if (link.kind != InpLinkKind::Pipe && link.kind != InpLinkKind::Gpv) {
            target.controlled = control.hasSetting;
            if (control.hasSetting) target.setting = setting;
        }
        target.status = status;
    }

    bool acts(const InpControl& control) const {
        const InpOptions& o = m_inp.options;
        if (control.kind == InpControlKind::AtTime) return control.time_s == 0;
        if (control.kind == InpControlKind::AtClock) return control.time_s == o.clockStart_s % 86400;
        const InpNode& node = m_inp.nodes[at(control.node)];
        if (node.kind == InpNodeKind::Reservoir) {
            const double level = m_result.nodes[at(control.node)].head_m - m_result.nodes[at(control.node)].elevation_m;
            return control.kind == InpControlKind::Below ? level <= control.level * m_units.length_m
                                                         : level >= control.level * m_units.length_m;
        }
        return control.kind == InpControlKind::Below ? node.initialLevel <= control.level : node.initialLevel >= control.level;
    }

    /// Loss of throttle and positional valves at their setting.
    void setValveLoss(std::size_t k) {
        const InpLink& link = m_inp.links[k];
        HydraulicLink& valve = m_result.links[k];
        if (!valve.controlled) return;
        const double diameter_m = link.diameter * m_units.diameter_m;
        if (valve.kind == HydraulicKind::Tcv) valve.minorLoss = minorLoss(valve.setting, diameter_m);
        if (valve.kind == HydraulicKind::Pcv) valve.minorLoss = positionLoss(link, valve.setting, valve.openMinorLoss);
    }

    double positionLoss(const InpLink& link, double opening, double open) const {
        const double most = fromFeet(kClosedLoss, 2);
        if (opening >= 100) return open;
        if (opening <= 0) return most;
        double ratio = opening;  // Kv / Kv open, per cent
        if (link.curve >= 0) {
            const auto& x = m_inp.curves[at(link.curve)].x;
            const auto& y = m_inp.curves[at(link.curve)].y;
            if (opening < x.front()) {
                ratio = opening / x.front() * y.front();
            } else if (opening > x.back()) {
                ratio = (opening - x.back()) / (1 - x.back()) * (1 - y.back()) + y.back();
            } else {
                std::size_t i = 1;
                while (i + 1 < x.size() && x[i] < opening) ++i;
                if (x.size() > 1) ratio = y[i - 1] + (y[i] - y[i - 1]) / (x[i] - x[i - 1]) * (opening - x[i - 1]);
            }
        }
        ratio = std::clamp(ratio / 100, 1e-6, 1.0);
        return std::min(open / square(ratio), most);
    }

    /// Leaks of a pipe (FAVAD) go half to each of its junctions, as EPANET 2.3 models them.
    void addLeaks() {
        constexpr double kOrifice = 4.8149766e-6;
        std::vector<double> area(m_inp.nodes.size(), 0), growth(m_inp.nodes.size(), 0);
        for (const InpLink& link : m_inp.links) {
            if (link.leakArea == 0 && link.leakExpansion == 0) continue;
            const double scale = m_inp.metric() ? 1 : kFoot_m;
            const double a = kOrifice * link.leakArea / scale * scale / square(kFoot_m), b = kOrifice * link.leakExpansion / kFoot_m;
            const bool first = !m_result.nodes[at(link.from)].fixed, second = !m_result.nodes[at(link.to)].fixed;
            const double share = link.length * m_units.length_m / kFoot_m / 100 * (first && second ? 0.5 : 1);
            for (const auto& [junction, node] : {std::pair{first, link.from}, std::pair{second, link.to}}) {
                if (!junction) continue;
                area[at(node)] += a * share;
                growth[at(node)] += b * share;
            }
        }
        for (std::size_t i = 0; i < area.size(); ++i) {
            if (area[i] > 0) m_result.nodes[i].leakFixed = fromFeet(1 / square(area[i]), 2);
            if (growth[i] > 0) m_result.nodes[i].leakGrowing = fromFeet(std::pow(growth[i], -2.0 / 3), 2.0 / 3);
        }
    }

    const InpNetwork& m_inp;
    InpUnits m_units;
    HydraulicNetwork m_result;
    long m_period = 0;
    int m_defaultPattern = -1;
    double m_viscosity = 0;
};

}  // namespace

HydraulicNetwork hydraulicsAtStart(const InpNetwork& inp) { return Builder(inp).build(); }

}  // namespace twin::liquid
