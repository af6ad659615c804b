// SPDX-License-Identifier: GPL-3.0-or-later
// Equation (1), S = f(F, P, C), has no closed form in the paper, which only says that the areas of IT, power, cooling
// and auxiliary rooms were fixed one by one and added up. So do we:
//
//   S_it      = a_it · n                     n rack places; n = ceil(IT / place power) where no count is given
//   S_power   = a_p · s_p · P                s_p: share of the power system that stands indoors
//   S_cooling = a_c · s_c · C                s_c: share of the cooling plant that stands indoors
//   S_aux     = x · (S_it + S_power + S_cooling)
//   S         = S_it + S_power + S_cooling + S_aux + S_fixed
//
// S grows with every coefficient, so all of them at their low (high) ends give the ends of the interval. The ends are
// bounds, not a confidence interval: nothing published supports a distribution.
//
// The values of the coefficients are set on cases A and C, which leaves the middle curve of B between 7.5 and 11.3 kW a
// place with everything outdoors (10 as taken). The band around it is not independent of B (space_coefficients.cpp):
// with nothing of B's power and plant indoors its 1 700 m² ask for 8 to 13 kW a place, with half of the power rooms
// indoors anything from 8 to 60 kW fits. The area of B confirms nothing sharper than that.
#include "twin/spcf/space.h"

#include "twin/spcf/cases.h"
#include "twin/spcf/input_ranges.h"
#include "twin/spcf/number_check.h"

#include <cmath>

namespace twin::spcf {
namespace {

constexpr double kKilo = 1e3;
constexpr double kWholePlace = 1e-9;  // a quotient this close above a whole number is that number

constexpr InputRange kRacksRange{
    "racks", TWIN_TR("Rack places"), 0, false, 1e6, 1, 1e5, 1, "", TWIN_TR("Give the number of rack places.")};
constexpr InputRange kPlaceRange{"placePower",
                                 TWIN_TR("Power of a rack place"),
                                 0,
                                 false,
                                 1e7,
                                 2e3,
                                 6e5,
                                 1e3,
                                 "kW",
                                 TWIN_TR("Racks take 5 to 140 kW, super-nodes up to 500 kW.")};
constexpr InputRange kPowerShareRange{"powerShareIndoors",
                                      TWIN_TR("Share of the power rooms indoors"),
                                      0,
                                      true,
                                      1,
                                      0,
                                      1,
                                      1,
                                      "",
                                      TWIN_TR("Enter a fraction: 0 all outdoors, 1 all indoors.")};
constexpr InputRange kCoolingShareRange{"coolingShareIndoors",
                                        TWIN_TR("Share of the cooling rooms indoors"),
                                        0,
                                        true,
                                        1,
                                        0,
                                        1,
                                        1,
                                        "",
                                        TWIN_TR("Enter a fraction: 0 all outdoors, 1 all indoors.")};

Issues check(const SpaceInputs& in, const SpaceCoefficients& c) {
    Issues issues;
    const bool itFine = checkInput(in.it_W, kItRange, issues);
    checkInput(in.cooling_W, kCoolingRange, issues);
    checkInput(in.power_W, kPowerRange, issues);
    checkInput(in.powerShareIndoors, kPowerShareRange, issues);
    checkInput(in.coolingShareIndoors, kCoolingShareRange, issues);
    bool racksFine = in.racks.has_value(), placeFine = in.placePower_W.has_value();
    if (in.racks) racksFine = checkInput(*in.racks, kRacksRange, issues);
    if (in.placePower_W) placeFine = checkInput(*in.placePower_W, kPlaceRange, issues);
    if (!in.racks && !in.placePower_W) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "spcf.racksMissing";
        issue.text = {TWIN_TR("Neither rack places nor the power of a place is given."), {}};
        issue.hint = {TWIN_TR("Give the number of rack places, or the power of one."), {}};
        issues.push_back(std::move(issue));
    }
    if (racksFine && placeFine && itFine && *in.racks * *in.placePower_W < in.it_W * (1 - kWholePlace)) {
        Issue issue;
        issue.severity = Severity::Warning;
        issue.code = "spcf.placesTooFew";
        issue.value = quantity(*in.racks * *in.placePower_W, kKilo, "kW");
        issue.allowed = "≥ " + quantity(in.it_W, kKilo, "kW");
        issue.text = {TWIN_TR("{0} places of {1} kW hold {2}, less than the IT power of {3} kW."),
                      {number(*in.racks), number(*in.placePower_W / kKilo), issue.value, number(in.it_W / kKilo)}};
        issue.hint = {TWIN_TR("Add places, or allow more power in a place."), {}};
        issues.push_back(std::move(issue));
    }
    for (const Coefficient* k : {&c.itPlace, &c.powerRoom, &c.coolingRoom, &c.auxiliary, &c.fixed})
        checkCoefficient(*k, issues);
    return issues;
}

/// A room whose area is coefficient × size.
Room roomOf(RoomKind kind, const char* name, const Coefficient& c, double size, Text rule) {
    Room room;
    room.kind = kind;
    room.name = name;
    room.area_m2 = c.value * size;
    room.low_m2 = c.low * size;
    room.high_m2 = c.high * size;
    room.rule = std::move(rule);
    room.source = c.source;
    return room;
}

Text widestText(RoomKind kind, double share) {
    const std::string percent = number(std::round(share * 100));
    switch (kind) {
        case RoomKind::It:
            return {TWIN_TR("The IT rooms make {0} % of its width."), {percent}};
        case RoomKind::Power:
            return {TWIN_TR("The power rooms make {0} % of its width."), {percent}};
        case RoomKind::Cooling:
            return {TWIN_TR("The cooling rooms make {0} % of its width."), {percent}};
        case RoomKind::Auxiliary:
            return {TWIN_TR("The auxiliary rooms make {0} % of its width."), {percent}};
        case RoomKind::Fixed:
            return {TWIN_TR("The fixed part makes {0} % of its width."), {percent}};
    }
    return {};
}

std::vector<Room> technicalRooms(const SpaceInputs& in, const SpaceCoefficients& c, double racks) {
    const double powerIndoors_kW = in.powerShareIndoors * in.power_W / kKilo;
    const double coolingIndoors_kW = in.coolingShareIndoors * in.cooling_W / kKilo;
    std::vector<Room> rooms;
    rooms.push_back(roomOf(RoomKind::It, TWIN_TR("IT rooms"), c.itPlace, racks,
                           {TWIN_TR("{0} places · {1} m²"), {number(racks), number(c.itPlace.value)}}));
    rooms.push_back(roomOf(RoomKind::Power, TWIN_TR("Power rooms"), c.powerRoom, powerIndoors_kW,
                           {TWIN_TR("{0} of {1} kW indoors · {2} m²/kW"),
                            {number(in.powerShareIndoors), number(in.power_W / kKilo), number(c.powerRoom.value)}}));
    rooms.push_back(
        roomOf(RoomKind::Cooling, TWIN_TR("Cooling rooms"), c.coolingRoom, coolingIndoors_kW,
               {TWIN_TR("{0} of {1} kW indoors · {2} m²/kW"),
                {number(in.coolingShareIndoors), number(in.cooling_W / kKilo), number(c.coolingRoom.value)}}));
    return rooms;
}

void sumUp(SpaceResult& result) {
    const Room* widest = nullptr;
    for (const Room& room : result.rooms) {
        result.area_m2 += room.area_m2;
        result.low_m2 += room.low_m2;
        result.high_m2 += room.high_m2;
        if (widest == nullptr || room.high_m2 - room.low_m2 > widest->high_m2 - widest->low_m2) widest = &room;
    }
    result.reason = {
        TWIN_TR("{0} to {1} m²: all coefficients at the low, or all at the high ends of their ranges. They "
                "are assumptions; three published areas cannot fix five numbers."),
        {number(std::round(result.low_m2)), number(std::round(result.high_m2))}};
    const double width_m2 = result.high_m2 - result.low_m2;
    if (width_m2 > 0) result.widest = widestText(widest->kind, (widest->high_m2 - widest->low_m2) / width_m2);
}

}  // namespace

SpaceResult space(const SpaceInputs& inputs) {
    return space(inputs, spaceCoefficients(inputs.cooling));
}

SpaceResult space(const SpaceInputs& inputs, const SpaceCoefficients& c) {
    SpaceResult result;
    result.issues = check(inputs, c);
    if (hasErrors(result.issues)) return result;
    result.valid = true;
    result.racks = inputs.racks ? *inputs.racks : std::ceil(inputs.it_W / *inputs.placePower_W * (1 - kWholePlace));
    result.rooms = technicalRooms(inputs, c, result.racks);

    Room auxiliary;
    auxiliary.kind = RoomKind::Auxiliary;
    auxiliary.name = TWIN_TR("Auxiliary rooms");
    auxiliary.source = c.auxiliary.source;
    double technical_m2 = 0;
    for (const Room& room : result.rooms) {
        technical_m2 += room.area_m2;
        auxiliary.low_m2 += c.auxiliary.low * room.low_m2;
        auxiliary.high_m2 += c.auxiliary.high * room.high_m2;
    }
    auxiliary.area_m2 = c.auxiliary.value * technical_m2;
    auxiliary.rule = {TWIN_TR("{0} of {1} m² of technical rooms"), {number(c.auxiliary.value), number(technical_m2)}};
    result.rooms.push_back(std::move(auxiliary));
    result.rooms.push_back(roomOf(RoomKind::Fixed, TWIN_TR("Fixed part"), c.fixed, 1,
                                  {TWIN_TR("{0} m² whatever the size"), {number(c.fixed.value)}}));
    sumUp(result);
    return result;
}

AreaCurves predictArea(const SpaceInputs& base, const std::vector<double>& powerSharesIndoors,
                       const std::vector<double>& placePowers_W, double published_m2) {
    AreaCurves curves;
    curves.points.reserve(powerSharesIndoors.size() * placePowers_W.size());
    for (double share : powerSharesIndoors)
        for (double placePower_W : placePowers_W) {
            SpaceInputs inputs = base;
            inputs.racks.reset();
            inputs.placePower_W = placePower_W;
            inputs.powerShareIndoors = share;
            const SpaceResult result = space(inputs);
            if (!result.valid) {
                curves.issues.insert(curves.issues.end(), result.issues.begin(), result.issues.end());
                continue;
            }
            const bool fits = published_m2 >= result.low_m2 && published_m2 <= result.high_m2;
            curves.points.push_back(
                {share, placePower_W, result.racks, result.area_m2, result.low_m2, result.high_m2, published_m2, fits});
        }
    return curves;
}

AreaCurves predictB(const std::vector<double>& powerSharesIndoors, const std::vector<double>& placePowers_W) {
    const PublishedCase b = *publishedCase('B');
    return predictArea(b.space, powerSharesIndoors, placePowers_W, b.area_m2);
}

}  // namespace twin::spcf
