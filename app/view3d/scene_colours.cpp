// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_colours.h"

#include "app/widgets/legend_widget.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plenum::app {

QColor blended(const QColor& a, const QColor& b, double share) {
    const auto mix = [share](int x, int y) { return static_cast<int>(std::lround(x + share * (y - x))); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()), mix(a.alpha(), b.alpha())};
}

namespace {

QColor plainBox(twin::Kind kind, const Theme& theme) {
    const bool dark = theme.kind == ThemeKind::Dark;
    const QColor base = blended(theme.neutral, theme.ground, dark ? 0.52 : 0.55);
    switch (twin::spec(kind).group) {
        case twin::KindGroup::Liquid: return blended(base, theme.supply, 0.30);
        case twin::KindGroup::Air: return blended(base, theme.good, 0.22);
        case twin::KindGroup::Power: return blended(base, theme.power, 0.20);
        case twin::KindGroup::Space: return blended(theme.neutral, theme.ground, 0.72);
        case twin::KindGroup::It:
        case twin::KindGroup::Other: break;
    }
    return base;
}

QColor plainTube(twin::scene::TubeRole role, const Theme& theme) {
    switch (role) {
        case twin::scene::TubeRole::Supply: return theme.supply;
        case twin::scene::TubeRole::Return: return theme.returned;
        case twin::scene::TubeRole::Power: return theme.power;
        case twin::scene::TubeRole::Neutral: break;
    }
    return theme.neutral;
}

QRgb missing(const Theme& theme) {
    QColor colour = blended(theme.neutral, theme.ground, 0.45);
    colour.setAlpha(kMissingAlpha);
    return colour.rgba();
}

/// A value's colour, and in the alpha how it is known.
QRgb valued(const twin::scene::ShownValue& shown, bool live, const ColourScale& scale, const Theme& theme) {
    const QRgb colour = scale(shown.value);
    if (!live) return colour;
    switch (shown.known) {
        case twin::ValueState::Computed: return computedColour(colour, theme);
        case twin::ValueState::Estimated: return (colour & 0xFFFFFFU) | static_cast<QRgb>(kEstimatedAlpha) << 24U;
        case twin::ValueState::Stale: return (colour & 0xFFFFFFU) | static_cast<QRgb>(kStaleAlpha) << 24U;
        case twin::ValueState::Measured:
        case twin::ValueState::Missing: break;
    }
    return colour;
}

}  // namespace

std::vector<QRgb> boxColours(const twin::scene::Scene& scene, const twin::scene::SceneValues& values, const ColourScale& scale, const Theme& theme) {
    using State = twin::scene::ShownValue::State;
    std::array<QRgb, twin::kKindCount> plain{};
    for (const twin::KindSpec& kind : twin::allKinds()) plain[static_cast<std::size_t>(kind.kind)] = plainBox(kind.kind, theme).rgba();
    const QRgb none = missing(theme);
    std::vector<QRgb> colours(scene.boxes().size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto& shown = values.boxes[i];
        colours[i] = shown.state == State::Valued ? valued(shown, values.live, scale, theme) : shown.state == State::Missing ? none : plain[static_cast<std::size_t>(scene.boxes()[i].kind)];
    }
    return colours;
}

std::vector<QRgb> tubeColours(const twin::scene::Scene& scene, const twin::scene::SceneValues& values, const ColourScale& scale, const Theme& theme) {
    using State = twin::scene::ShownValue::State;
    const QRgb none = missing(theme);
    std::vector<QRgb> colours(scene.tubes().size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto& shown = values.tubes[i];
        colours[i] = shown.state == State::Valued ? valued(shown, values.live, scale, theme) : shown.state == State::Missing ? (values.live ? none : none | 0xFF000000U) : plainTube(scene.tubes()[i].role, theme).rgba();
    }
    return colours;
}

}  // namespace plenum::app
