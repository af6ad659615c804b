// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/spcf/coefficient.h"

#include "twin/spcf/number_check.h"
#include "twin/spcf/space.h"

#include <cmath>
#include <cstring>

namespace twin::spcf {
namespace {

constexpr const char* kPaper = "Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046, §3.1, §3.3";

}  // namespace

bool Coefficient::assumed() const {
    return std::strcmp(source, "assumption") == 0;
}

const std::vector<Coefficient>& equationCoefficients() {
    static const std::vector<Coefficient> table{
        {"spcf.beta", TWIN_TR("Cooling redundancy β"), 1.2, 1.0, 2.0, "", kPaper,
         TWIN_TR("1.2 in all three published cases; 1 is no redundancy, 2 is 2N. The range is our assumption.")},
        {"spcf.gcop", TWIN_TR("Rated COP of the cooling system"), 3.0, 2.5, 6.0, "", kPaper,
         TWIN_TR("3 with chilled water, 2.5 with re-used air-cooled plant. The upper end is our assumption.")},
        {"spcf.alpha", TWIN_TR("Distribution redundancy α"), 1.85, 1.0, 2.2, "", kPaper,
         TWIN_TR("1.85 for 2N in all three cases, not derived in the paper; strict 2N of everything is at least 2. "
                 "IT at 2.0 and cooling at 1.475 or 1.54 would give 1.85. The range is our assumption.")},
        {"spcf.eta", TWIN_TR("Efficiency of distribution η"), 0.95, 0.88, 0.98, "", kPaper,
         TWIN_TR("0.95 in all three published cases. The range is our assumption.")},
        {"spcf.other", TWIN_TR("Other building loads"), 0, 0, 2e5, "W", "assumption",
         TWIN_TR("The paper names them and gives no figure; read back from its capacities they would be 19, 198 and "
                 "−36 kW.")},
        {"spcf.efficiency", TWIN_TR("Computing efficiency of the servers"), 2.13e11, 2.0e11, 6.0e11, "FLOPS/W", kPaper,
         TWIN_TR("600 GFLOPS/W in case A, 213 and 214 implied by B and C; precision and sparsity are not stated.")},
    };
    return table;
}

std::vector<Coefficient> allCoefficients() {
    std::vector<Coefficient> all = equationCoefficients();
    const SpaceCoefficients water = spaceCoefficients(CoolingKind::HighTemperatureChilledWater);
    all.insert(all.end(), {water.itPlace, water.powerRoom, water.auxiliary, water.fixed});
    for (const CoolingKindInfo& kind : coolingKinds()) all.push_back(spaceCoefficients(kind.kind).coolingRoom);
    return all;
}

void checkCoefficient(const Coefficient& coefficient, Issues& issues) {
    const double low = coefficient.low, value = coefficient.value, high = coefficient.high;
    const bool finite = std::isfinite(low) && std::isfinite(value) && std::isfinite(high);
    if (finite && low >= 0 && low <= value && value <= high) return;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "spcf.coefficientRange";
    issue.path = coefficient.key;
    issue.value = quantity(value, 1, coefficient.unit);
    issue.allowed = "0 ≤ " + number(low) + " ≤ " + number(value) + " ≤ " + quantity(high, 1, coefficient.unit);
    issue.text = {TWIN_TR("{0}: {1} with the range {2} to {3} is not a coefficient with a range."),
                  {coefficient.label, issue.value, number(low), number(high)}};
    issue.hint = {TWIN_TR("Keep the value between its low and its high end, none of them negative."), {}};
    issues.push_back(std::move(issue));
}

}  // namespace twin::spcf
