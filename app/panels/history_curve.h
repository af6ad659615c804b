// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/view_state.h"
#include "app/widgets/theme.h"
#include "twin/store/history_reader.h"
#include "twin/telemetry/alarm.h"

#include <QString>

#include <span>
#include <utility>
#include <vector>

class QPainter;
class QRectF;

namespace plenum::app {

/// Buckets of a chart that belong together: indices [first, last] between which no silence is longer than usual.
using BucketRun = std::pair<std::size_t, std::size_t>;

/// Splits a chart where the data has gaps: no number for longer than `silence_s`, than a bucket and than three times
/// the usual distance between numbers. Single buckets are runs too. O(buckets log buckets).
std::vector<BucketRun> runsOf(std::span<const twin::HistoryBucket> buckets, double silence_s);

/// Lowest and highest number of a chart; NaN for both when there is none.
std::pair<double, double> extremesOf(std::span<const twin::HistoryBucket> buckets);

/// Amber for power, warm for returning and inlet temperatures, blue for supply, accent for the rest.
QColor curveColour(const Theme& theme, twin::Quantity quantity);

/// "Inlet temperature above limit", "Current below limit", "Silent: Coolant flow".
QString alarmText(twin::telemetry::AlarmKind kind, twin::Quantity quantity);

/// "2026-05-04 13:20:05", local time.
QString momentText(twin::telemetry::Time_ms time);
/// "13:20:05" when it is on the day of `today`, else with the date.
QString shortMomentText(twin::telemetry::Time_ms time, twin::telemetry::Time_ms today);

/// A small line for tool tips and hover cards: mean with its band, gaps open, the last value marked. The rectangle is not
/// cleared first. Nothing is painted without numbers.
void paintSparkline(QPainter& painter, const QRectF& area, std::span<const twin::HistoryBucket> buckets, const Theme& theme);

}  // namespace plenum::app
