// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/report_words.h"

#include <QCoreApplication>

namespace plenum::app::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ComparisonReport)
};

}  // namespace

QString words(twin::Fidelity fidelity) {
    switch (fidelity) {
        case twin::Fidelity::None: return Words::tr("not solved");
        case twin::Fidelity::Coarse: return Words::tr("coarse");
        case twin::Fidelity::Fine: return Words::tr("fine");
    }
    return {};
}

QString words(twin::SolveStatus status) {
    switch (status) {
        case twin::SolveStatus::Converged: return Words::tr("converged");
        case twin::SolveStatus::NotConverged: return Words::tr("not converged");
        case twin::SolveStatus::Cancelled: return Words::tr("cancelled");
        case twin::SolveStatus::NothingToSolve: return Words::tr("nothing to solve");
    }
    return {};
}

QStringList limits() {
    return {
        Words::tr("Every figure is of one steady state under the conditions above: no start-up, no transient after a failure, no year. A PUE of one state is no annual PUE."),
        Words::tr("The air of a hall is potential flow with transported heat: no jets, no buoyancy, no turbulence. Against computed flow on a like hall the root mean square of rack inlets is 0.9 K, and the order of racks among each other is weak; single racks need measurement or CFD."),
        Words::tr("Power is radial with parallel feeds and balanced phases: no short circuits, no harmonics, no protection. Conductors carry their whole current over their whole length."),
        Words::tr("Coolant loops are steady, with pumps that control the pressure between their own ends: no water hammer, no remote sensor, no fouling."),
        Words::tr("Heat rejection uses the stated outdoor air everywhere: no recirculation between units, no wind. A chiller on a facility loop is air-cooled."),
        Words::tr("Floor loads are static and spread over the footprint; paths of transport, earthquake and the structure below are not checked."),
        Words::tr("Compute is the peak that the equipment types state, or tokens as the user states them; no workload was run. Cost is not part of this comparison."),
    };
}

}  // namespace plenum::app::report
