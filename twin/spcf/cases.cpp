// SPDX-License-Identifier: GPL-3.0-or-later
// The three cases of Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046 (A: §3.1, B: §3.3.1, C: §3.3.2).
#include "twin/spcf/cases.h"

#include "twin/spcf/number_check.h"

#include <cmath>

namespace twin::spcf {
namespace {

constexpr double kKilo = 1e3;

/// η·P/α − IT − C with the published P.
double impliedOtherOf(const PublishedCase& c, const Result& result) {
    return c.inputs.eta * c.power_W / c.inputs.alpha - result.it_W - result.cooling_W;
}

Text impliedNote(double other_W) {
    const double other_kW = std::round(other_W / kKilo);
    if (other_kW < 0)
        return {
            TWIN_TR("Read back from the published P, other loads would be {0} kW. They cannot be negative: the gap is "
                    "rounding."),
            {"−" + number(-other_kW)}};
    return {TWIN_TR("The paper gives no other loads; read back from the published P they would be +{0} kW."),
            {number(other_kW)}};
}

Text basisNote() {
    return {
        TWIN_TR("No precision or sparsity is stated; computing efficiency is 600 GFLOPS/W in A and about 213 in B and "
                "C, so the FLOPS of the cases cannot be compared."),
        {}};
}

Text alphaNote() {
    return {TWIN_TR("α = 1.85 is called 2N and is not derived; strict 2N of everything is at least 2.0."), {}};
}

PublishedCase caseA() {
    PublishedCase c;
    c.name = 'A';
    c.title = TWIN_TR("A: inference centre");
    c.built = TWIN_TR("High-temperature chilled water; 2N power.");
    c.inputs.compute_FLOPS = 300e15;
    c.inputs.efficiency_FLOPS_W = 600e9;
    c.inputs.it_W = 500e3;
    c.cooling_W = 200e3;
    c.power_W = 1400e3;
    c.area_m2 = 500;
    c.space.placePower_W = 20e3;
    c.spaceAssumptions = {
        {TWIN_TR("20 kW a place: the paper gives no rack count; its table 1 has 10–20 and 20–40 kW for such servers."),
         {}},
        {TWIN_TR("All power and cooling indoors: the area is that of a whole building."), {}}};
    return c;
}

PublishedCase caseB() {
    PublishedCase c;
    c.name = 'B';
    c.title = TWIN_TR("B: centralised node, retrofit");
    c.built = TWIN_TR(
        "Containerised 10 kV-input UPS and smart busway; chillers, plate exchanger, tower and in-row units "
        "on the air side; cold plates with a prefabricated pump station on the roof of the existing plant "
        "room. Turnkey in 5 months; free cooling all year on the liquid side.");
    c.inputs.compute_FLOPS = 1e18;
    c.inputs.it_W = 4700e3;
    c.cooling_W = 1880e3;
    c.power_W = 13200e3;
    c.area_m2 = 1700;
    c.annualPue = 1.17;
    c.space.placePower_W = 10e3;
    c.space.powerShareIndoors = 0;
    c.space.coolingShareIndoors = 0;
    c.spaceAssumptions = {
        {TWIN_TR("No rack count is given: the area is predicted as a curve over the power of a place, here 10 kW."),
         {}},
        {TWIN_TR("Power in containers and plant on the roof: none of it in the 1 700 m²."), {}}};
    c.notes = {{TWIN_TR("Over 10 000 cards for 1 EFLOPS is at most 100 TFLOPS and 0.47 kW a card."), {}},
               {TWIN_TR("The annual PUE of 1.17 is stated by the paper; (IT + C) / IT = 1.40 is not a PUE."), {}},
               {TWIN_TR("The area is that of the retrofit, not of a building."), {}}};
    return c;
}

PublishedCase caseC() {
    PublishedCase c;
    c.name = 'C';
    c.title = TWIN_TR("C: distributed node, retrofit");
    c.built = TWIN_TR(
        "240 V DC, 2 000 kVA with 10 kV input; re-used air-cooled plant, enlarged in-row units and pipes; "
        "about 230 air-cooled racks of 5.6–25 kW; a liquid hall reserved for 40 kW cold-plate racks.");
    c.inputs.compute_FLOPS = 600e15;
    c.inputs.it_W = 2800e3;
    c.inputs.gcop = 2.5;
    c.cooling_W = 1344e3;
    c.power_W = 8000e3;
    c.area_m2 = 1000;
    c.space.racks = 230;
    c.space.cooling = CoolingKind::Reused;
    c.space.coolingShareIndoors = 0;
    c.spaceAssumptions = {
        {TWIN_TR("Of the capacity P only the 2 000 kVA power room is counted, at a power factor of 1."), {}},
        {TWIN_TR("The re-used plant takes no new area; the reserved liquid hall is not counted."), {}}};
    c.notes = {
        {TWIN_TR("The case contradicts itself: a 2 000 kVA system cannot feed 2 800 kW of IT. Perhaps it extends an "
                 "existing supply, which is not said."),
         {}},
        {TWIN_TR("The area is that of the retrofit, not of a building."), {}}};
    return c;
}

constexpr double kPowerRoomOfC_W = 2000e3;  // 2 000 kVA at unity power factor, §3.3.2

}  // namespace

std::optional<PublishedCase> publishedCase(char name) {
    PublishedCase c;
    switch (name) {
        case 'A':
            c = caseA();
            break;
        case 'B':
            c = caseB();
            break;
        case 'C':
            c = caseC();
            break;
        default:
            return std::nullopt;
    }
    c.source = "Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046";
    c.it_W = *c.inputs.it_W;
    const Result result = forward(c.inputs);
    c.notes.insert(c.notes.begin(), impliedNote(impliedOtherOf(c, result)));
    c.notes.push_back(basisNote());
    c.notes.push_back(alphaNote());
    c.space.it_W = result.it_W;
    c.space.cooling_W = result.cooling_W;
    c.space.power_W = result.power_W;
    if (name == 'C') c.space.powerShareIndoors = kPowerRoomOfC_W / result.power_W;
    return c;
}

CaseResult recompute(const PublishedCase& published) {
    CaseResult out;
    out.result = forward(published.inputs);
    out.space = space(published.space);
    if (!out.result.valid) return out;
    out.impliedOther_W = impliedOtherOf(published, out.result);
    for (Step& step : out.result.steps) {
        if (step.equation == 2) step.published_W = published.it_W;
        if (step.equation == 3) step.published_W = published.cooling_W;
        if (step.equation == 4) {
            step.published_W = published.power_W;
            step.remark = {TWIN_TR("Published: about {0} kW, {1} % from the computed value. No PUE follows from it."),
                           {number(published.power_W / kKilo),
                            number(std::round(1000 * (published.power_W / step.value_W - 1)) / 10)}};
        }
    }
    return out;
}

}  // namespace twin::spcf
