// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <string>
#include <string_view>

namespace twin::power {

/// The power network of a site as a single-line list: CSV with one row an object, sources first.
///
///     kind,name,feeds,length_m,side,rated_power_W,…
///     transformer,T1,Utility,,A,…
///     cable,T1 to LV-A,T1,25,A,…
///
/// feeds     names of the objects that feed it, in the order of its ports, separated by ";" (a transfer switch: the
///           preferred one first); ";" within a name is written "\;".
/// Columns   parameters by the keys of the layout document, SI units, choices by their keys; empty = the type's value.
/// Cost      O(objects + connections).
std::string writeLineList(const Site& site);

/// The edit that brings such a list into a variant: objects of new names are added (placed in columns east of the site,
/// conductors as straight routes of their length), those of a known kind and name get the stated values and the feeds
/// that they do not have yet.
///
/// Errors  every problem at once, by line, column and value with a hint: unknown columns, kinds, feeds and choices,
///         doubled names, values that are no numbers or out of range, feeds that cannot feed or find no free port,
///         conductors without a length, a conductor or board that feeds itself. With errors the edit is empty.
/// Cost    O(rows · columns).
Edit readLineList(const Variant& variant, std::string_view csv, Issues& issues);

}  // namespace twin::power
