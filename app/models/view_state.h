// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/scene/air_section.h"
#include "twin/scene/overlay.h"
#include "twin/scene/streamlines.h"

#include <QObject>
#include <QString>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace plenum::app {

/// What is selected and under the pointer, shared by every view.
class Selection : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;
    const std::vector<twin::Id>& ids() const { return m_ids; }
    bool contains(twin::Id id) const;
    twin::Id current() const { return m_ids.empty() ? twin::Id{} : m_ids.back(); }
    twin::Id hovered() const { return m_hovered; }
    void select(std::vector<twin::Id> ids);  ///< last one is current
    void toggle(twin::Id id);
    void clear() { select({}); }
    void hover(twin::Id id);

  signals:
    void changed();
    void hoverChanged();

  private:
    std::vector<twin::Id> m_ids;
    twin::Id m_hovered;
};

/// An overlay that a plug-in offers: its row, and the value of one item (NaN: none).
struct OfferedOverlay {
    std::shared_ptr<const twin::scene::OverlaySpec> row;
    std::function<double(const twin::Frame&, twin::Kind, std::size_t)> value;
};

/// What the 3D views draw of the hall air, beside the floor's colours.
struct AirPicture {
    twin::scene::SectionAxis section = twin::scene::SectionAxis::Z;
    bool vectors = false;  ///< arrows on the section
    twin::scene::StreamlineSource streamlines = twin::scene::StreamlineSource::None;
    bool isoSurface = false;
    double iso_C = 27;     ///< the recommended inlet limit of classes A1 to A4 (ASHRAE TC 9.9)
    bool volume = false;  ///< the warm air as a see-through body; not kept by saved views
    bool operator==(const AirPicture&) const = default;
};

/// How the scene is shown: overlay, section, units. Shared by views, legend and menus; not part of the document.
class ViewState : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;
    const twin::scene::OverlaySpec& overlay() const { return *m_overlay; }
    void setOverlay(const QString& key);  ///< unknown keys are ignored
    /// Our own overlays and, after them, what plug-ins offer.
    std::vector<const twin::scene::OverlaySpec*> overlays() const;
    const twin::scene::OverlaySpec* findOverlay(const QString& key) const;  ///< null: unknown
    bool offerOverlay(OfferedOverlay overlay);  ///< false: the key is taken
    /// The frame that colours, legend and tool tips of the present overlay read: `frame` itself for our own; for one of a
    /// plug-in a copy in which the quantities of its row are the plug-in's values.
    /// Cost  O(1) when asked again for the same frame.
    std::shared_ptr<const twin::Frame> shown(const std::shared_ptr<const twin::Frame>& frame) const;
    double sectionHeight_m() const { return m_section_m; }
    void setSectionHeight(double height_m);
    const AirPicture& airPicture() const { return m_air; }
    void setAirPicture(const AirPicture& picture);
    /// Where the section stands along its axis: the height over the floor, or x or y of the site; the middle of the hall
    /// until it was set.
    double sectionPosition_m() const;
    void setSectionPosition(double position_m);
    /// Where it can stand.
    std::pair<double, double> sectionExtent_m() const;
    /// The ground that the air fields cover, {x0, y0} … {x1, y1}.
    void setAirExtent(const std::array<twin::Vec2, 2>& extent);
    bool fieldVisible() const { return m_fieldVisible; }
    void setFieldVisible(bool visible);
    bool banded() const { return m_banded; }
    void setBanded(bool banded);
    bool rangeLocked() const { return m_rangeLocked; }
    void setRangeLocked(bool locked);
    /// Range of the overlay for a frame; stays as it was while locked.
    std::pair<double, double> range(const twin::Frame& frame) const;
    /// One range for several frames: the widest of theirs; stays as it was while locked.
    std::pair<double, double> range(std::span<const twin::Frame* const> frames) const;
    void lockRange(std::pair<double, double> range);
    twin::UnitSystem units() const { return m_units; }
    void setUnits(twin::UnitSystem units);
    bool dark() const { return m_dark; }
    void setDark(bool dark);
    /// Outlines of what the active variant has changed against its parent.
    bool pendingShown() const { return m_pendingShown; }
    void setPendingShown(bool shown);
    /// Tells how old the measured value of an item is, in seconds; without one texts name the state only.
    using AgeSource = std::function<std::optional<double>(const twin::Item& item, twin::Quantity quantity)>;
    void setAgeSource(AgeSource ages) { m_ages = std::move(ages); }
    /// "measured 12 s ago", "computed", "stale: 4 min old"; empty for a frame without measured values.
    QString knownText(const twin::Frame& frame, const twin::Item& item, twin::Quantity quantity) const;
    /// What the tool tip of an item ends with: the line of its last hour, as rich text.
    void setHoverTrend(twin::Id item, const QString& html) {
        m_trendOf = item;
        m_trend = html;
    }
    QString hoverTrend(twin::Id item) const { return item && item == m_trendOf ? m_trend : QString(); }

  signals:
    void overlayChanged();
    void overlaysChanged();  ///< a plug-in offers one more
    void sectionChanged();  ///< and what else is drawn of the air
    void airExtentChanged();
    void unitsChanged();
    void themeChanged();
    void pendingChanged();

  private:
    const OfferedOverlay* offered() const;  ///< the present overlay, when a plug-in offers it

    const twin::scene::OverlaySpec* m_overlay = &twin::scene::overlays()[0];
    std::vector<OfferedOverlay> m_offered;
    struct Shown {
        std::shared_ptr<const twin::Frame> of, frame;
    };
    mutable std::array<Shown, 4> m_shown;  ///< of the present overlay, newest first: one a variant in view
    double m_section_m = 1.0;
    AirPicture m_air;
    std::array<std::optional<double>, 2> m_across_m;  ///< of the sections across x and y
    std::array<twin::Vec2, 2> m_airExtent;
    bool m_fieldVisible = true, m_banded = false, m_rangeLocked = false, m_dark = true, m_pendingShown = false;
    AgeSource m_ages;
    twin::Id m_trendOf;
    QString m_trend;
    mutable std::pair<double, double> m_range{0, 0};
    twin::UnitSystem m_units = twin::UnitSystem::SI;
};

/// A sentence of the engine in the window's language.
QString translated(const twin::Text& text);
QString translated(const char* pattern);

}  // namespace plenum::app

