// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <QString>

#include <vector>

namespace plenum::app {

/// A port that a connection may end at.
struct PortRef {
    twin::Id item;
    unsigned char port = 0;
};

/// Ports of the item that take one more connection.
std::vector<unsigned char> freePorts(const twin::Site& site, const twin::Item& item);
/// Free ports of other items whose medium and direction fit, nearest item first, at most `most`. O(items + connections).
std::vector<PortRef> compatiblePorts(const twin::Site& site, const twin::Item& item, unsigned char port, std::size_t most);
/// The edit that joins both, in the direction of flow.
twin::Edit connectPorts(const twin::Variant& variant, PortRef a, PortRef b);
twin::Edit disconnectPorts(const twin::Variant& variant, twin::Id connection);

}  // namespace plenum::app
