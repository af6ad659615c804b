// SPDX-License-Identifier: GPL-3.0-or-later
// Water-side economiser in series with a chiller. Load loop: C_l, return T_r, supply T_s. Source water: C_s, leaving
// the rejector at T_t. Plate exchanger of constant effectiveness ε, C_min = min(C_l, C_s).
//
//   T_r   = T_s + Q/C_l                                   at the set point
//   Q_f   = min(Q, ε·C_min·(T_r − T_t)), at least 0       free
//   full free cooling needs  T_t ≤ T_r − Q/(ε·C_min)      the rejector's set point; its fan follows
//   otherwise, at full fan:
//   Q_c   = Q − Q_f,   T_cond = T_t + (Q_f + W_pump)/C_s,   W = chiller(Q_c, T_s, T_cond)
//   T_t   = rejector(Q_f + Q_c + W + W_pump)
//
// The last line is a fixed point in T_t. More T_t means less free heat and more W, of which a small part returns as
// T_t: the slope is dW/dT_t · dT_t/dQ, a few per cent, so plain iteration gains one to two digits a step. Free and
// partial meet continuously: at the boundary Q_c = 0 and the fan is at full speed. Without a chiller all heat goes
// through the plate:  T_s = T_t + Q/(ε·C_min) − Q/C_l.
#include "twin/plant/free_cooling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::plant {
namespace {

constexpr int kMostIterations = 100;
constexpr double kTolerance_K = 1e-10;

Rejection rejectAt(const PlantDesign& design, const PlantPoint& point, double heat_W, double setPoint_C) {
    if (const auto* tower = std::get_if<CoolingTower>(&design.rejector))
        return reject(*tower, {heat_W, design.sourceCapacity_W_K / kTowerWaterHeat_J_kgK, point.dryBulb_C,
                               point.wetBulb_C, setPoint_C});
    return reject(std::get<DryCooler>(design.rejector),
                  {heat_W, design.sourceCapacity_W_K, point.dryBulb_C, setPoint_C});
}

bool checkPlant(const PlantDesign& design, const PlantPoint& point, Issues& issues) {
    bool fine = checkNumber(point.heat_W, "heat", TWIN_TR("Heat to cool"), 0, 1e11, "W", issues);
    fine &= checkNumber(point.loadCapacity_W_K, "loadWater", TWIN_TR("Capacity rate of the load"), 1e-3, 1e10, "W/K",
                        issues);
    fine &= checkNumber(design.sourceCapacity_W_K, "sourceWater", TWIN_TR("Capacity rate of the source"), 1e-3, 1e10,
                        "W/K", issues);
    fine &= checkNumber(point.setPoint_C, "setPoint", TWIN_TR("Supply set point"), -10, 80, "°C", issues);
    fine &= checkNumber(design.plateEffectiveness, "plate", TWIN_TR("Effectiveness of the plate exchanger"), 0, 1, "",
                        issues);
    fine &= checkNumber(design.sourcePump_W, "pump", TWIN_TR("Pump power"), 0, 1e9, "W", issues);
    if (design.plateEffectiveness == 0 && !design.chiller) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "plant.nothingCools";
        issue.text = {TWIN_TR("The plant has neither a plate exchanger nor a chiller."), {}};
        issue.hint = {TWIN_TR("Give one of them."), {}};
        issues.push_back(std::move(issue));
        fine = false;
    }
    return fine;
}

/// One operating point being worked out.
class Operation {
  public:
    Operation(const PlantDesign& design, const PlantPoint& point) : m_design(design), m_point(point) {}

    PlantState run() {
        if (!checkPlant(m_design, m_point, m_out.issues)) return m_out;
        m_plate_W_K = m_design.plateEffectiveness * std::min(m_point.loadCapacity_W_K, m_design.sourceCapacity_W_K);
        m_return_C = m_point.setPoint_C + m_point.heat_W / m_point.loadCapacity_W_K;
        if (m_point.heat_W == 0)
            idle();
        else if (!tryFree() && m_out.mode != CoolingMode::Invalid)
            m_design.chiller ? withChiller() : withoutChiller();
        return m_out;
    }

  private:
    void idle() {
        m_out.rejection = rejectAt(m_design, m_point, 0, m_point.setPoint_C);
        if (refused(m_out.rejection.issues, m_out.rejection.status == RejectionStatus::Invalid)) return;
        m_out.mode = CoolingMode::Idle;
        m_out.setPointMet = true;
        m_out.supply_C = m_out.return_C = m_point.setPoint_C;
    }

    bool refused(const Issues& issues, bool invalid) {
        m_out.issues.insert(m_out.issues.end(), issues.begin(), issues.end());
        if (invalid) m_out.mode = CoolingMode::Invalid;
        return invalid;
    }

    /// True when the rejector alone holds the set point; leaves mode Invalid when the rejector refuses its inputs.
    bool tryFree() {
        m_out.mode = CoolingMode::Mechanical;
        if (m_plate_W_K <= 0) return false;
        const double needed_C = m_return_C - m_point.heat_W / m_plate_W_K;
        if (needed_C < -20) return false;
        Rejection rejection = rejectAt(m_design, m_point, m_point.heat_W + m_design.sourcePump_W, needed_C);
        if (rejection.status == RejectionStatus::Invalid) {
            refused(rejection.issues, true);
            return false;
        }
        if (!rejection.met()) return false;
        m_out.mode = CoolingMode::Free;
        m_out.setPointMet = true;
        m_out.freeHeat_W = m_point.heat_W;
        m_out.supply_C = m_point.setPoint_C;
        m_out.return_C = m_return_C;
        m_out.report.status = SolveStatus::Converged;
        finish(std::move(rejection));
        return true;
    }

    void withoutChiller() {
        Rejection rejection = rejectAt(m_design, m_point, m_point.heat_W + m_design.sourcePump_W, kNoSetPoint_C);
        if (refused(rejection.issues, rejection.status == RejectionStatus::Invalid)) return;
        m_out.mode = CoolingMode::Free;
        m_out.freeHeat_W = m_point.heat_W;
        m_out.return_C = rejection.leaving_C + m_point.heat_W / m_plate_W_K;
        m_out.supply_C = m_out.return_C - m_point.heat_W / m_point.loadCapacity_W_K;
        m_out.report.status = SolveStatus::Converged;
        finish(std::move(rejection));
        warnMissed();
    }

    void withChiller() {
        Rejection rejection = rejectAt(m_design, m_point, m_point.heat_W + m_design.sourcePump_W, kNoSetPoint_C);
        double source_C = rejection.leaving_C;
        SolveReport& report = m_out.report;
        report.status = SolveStatus::NotConverged;
        for (report.iterations = 1; report.iterations <= kMostIterations; ++report.iterations) {
            if (rejection.status == RejectionStatus::Invalid || !std::isfinite(source_C)) break;
            m_out.freeHeat_W = std::clamp(m_plate_W_K * (m_return_C - source_C), 0.0, m_point.heat_W);
            const double condenser_C =
                source_C + (m_out.freeHeat_W + m_design.sourcePump_W) / m_design.sourceCapacity_W_K;
            m_out.chiller =
                plant::run(*m_design.chiller, m_point.heat_W - m_out.freeHeat_W, m_point.setPoint_C, condenser_C);
            if (m_out.chiller.status == ChillerStatus::Invalid) break;
            rejection =
                rejectAt(m_design, m_point, m_out.freeHeat_W + m_out.chiller.heatToAmbient_W + m_design.sourcePump_W,
                         kNoSetPoint_C);
            report.residual = std::abs(rejection.leaving_C - source_C);
            source_C = rejection.leaving_C;
            if (report.residual <= kTolerance_K) {
                report.status = SolveStatus::Converged;
                break;
            }
        }
        refused(rejection.issues, false);
        refused(m_out.chiller.issues, false);
        if (rejection.status == RejectionStatus::Invalid || m_out.chiller.status == ChillerStatus::Invalid ||
            !std::isfinite(source_C)) {
            m_out.mode = CoolingMode::Invalid;
            return;
        }
        m_out.mode = m_out.freeHeat_W > 0 ? CoolingMode::Partial : CoolingMode::Mechanical;
        m_out.chillerHeat_W = m_out.chiller.heatTaken_W;
        m_out.chillerPower_W = m_out.chiller.power_W;
        m_out.shortfall_W = m_out.chiller.shortfall_W;
        m_out.supply_C = m_point.setPoint_C + m_out.shortfall_W / m_point.loadCapacity_W_K;
        m_out.return_C = m_return_C;
        m_out.setPointMet = m_out.shortfall_W == 0 && rejection.rejects();
        finish(std::move(rejection));
        if (!m_out.setPointMet) warnMissed();
    }

    void finish(Rejection rejection) {
        m_out.heatTaken_W = m_out.freeHeat_W + m_out.chillerHeat_W;
        m_out.fanPower_W = rejection.fanPower_W;
        m_out.pumpPower_W = m_design.sourcePump_W;
        m_out.heatToAmbient_W = rejection.heatToAmbient_W;
        m_out.rejection = std::move(rejection);
    }

    void warnMissed() {
        addWarning(m_out.issues, "plant.setPointMissed",
                   {TWIN_TR("The plant supplies {0} °C instead of {1} °C at {2} kW."),
                    {fmt::format("{:.1f}", m_out.supply_C), fmt::format("{:.1f}", m_point.setPoint_C),
                     fmt::format("{:.6g}", m_point.heat_W / 1e3)}},
                   {TWIN_TR("Raise the set point, add capacity, or reduce the heat."), {}});
    }

    const PlantDesign& m_design;
    const PlantPoint& m_point;
    PlantState m_out;
    double m_plate_W_K = 0;  // ε·C_min
    double m_return_C = 0;
};

}  // namespace

PlantState operate(const PlantDesign& design, const PlantPoint& point) {
    return Operation(design, point).run();
}

}  // namespace twin::plant
