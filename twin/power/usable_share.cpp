// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/usable_share.h"

#include "twin/power/derating.h"

#include <algorithm>

namespace twin::power {

UsableShare usableShare(const Site& site, const Item& item) {
    UsableShare usable;
    if (hasParam(item.kind, Param::UsableShare)) {
        const double stated = site.value(item, Param::UsableShare);
        usable.share = stated > 0 ? stated : 0;  // NaN gives 0
    }
    if (!hasParam(item.kind, Param::Derating)) return usable;
    DeratingInputs inputs;
    switch (site.choice<DeratingBy>(item, Param::Derating)) {
        case DeratingBy::Stated: return usable;
        case DeratingBy::Nec: break;
        case DeratingBy::Iec:
            inputs.rule = DeratingRule::Iec60364_5_52;
            if (item.kind != Kind::Cable) return {1, "IEC 61439", {}};
            inputs.insulation = site.choice<Insulation>(item, Param::Insulation);
            inputs.laying = site.choice<Laying>(item, Param::Laying);
            inputs.ambient_C = site.value(item, Param::ConductorAmbient);
            inputs.circuits = static_cast<int>(site.value(item, Param::GroupedCircuits));
            break;
    }
    usable.issues = checkDerating(inputs);
    for (Issue& issue : usable.issues) {
        issue.severity = Severity::Warning;
        issue.item = item.id;
        issue.itemName = item.name;
        issue.hint = {TWIN_TR("The factor at the end of the table is taken."), {}};
    }
    const Derating derating = deratingOf(inputs);
    usable.share = derating.factor;
    usable.source = derating.source;
    return usable;
}

std::function<double(const Item&)> usableShares(const Site& site) {
    return [&site](const Item& item) { return usableShare(site, item).share; };
}

}  // namespace twin::power
