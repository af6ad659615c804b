// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/scene/overlay.h"
#include "twin/scene/scene.h"

#include <array>

namespace twin::scene {

/// What the overlay says about one drawn object.
struct ShownValue {
    enum class State : unsigned char { Plain, Missing, Valued } state = State::Plain;  ///< Plain: not coloured by it
    double value = 0;  ///< SI
    ValueState known = ValueState::Computed;  ///< of a value: how it is known
};

/// True when measured values are laid over the frame: then a picture has to tell measured from computed ones.
/// Cost  O(columns).
bool showsMeasured(const Frame* frame);

/// How many of the coloured objects are known in each way.
struct KnownCounts {
    std::array<std::size_t, 5> count{};  ///< by ValueState
    std::size_t of(ValueState state) const { return count[static_cast<std::size_t>(state)]; }
};

/// Values of all boxes and tubes, by slot; the frame may be of another site (found by id then) or null (all missing).
/// Cost  O(boxes + tubes); 10 000 racks in about 1 ms.
struct SceneValues {
    std::vector<ShownValue> boxes;
    std::vector<ShownValue> tubes;
    bool live = false;  ///< see showsMeasured
    KnownCounts known;  ///< of boxes and tubes
};
SceneValues sceneValues(const Scene& scene, const OverlaySpec& overlay, const Frame* frame);

/// A mesh with a colour slot a vertex: which tube it belongs to.
struct TubeMesh {
    std::vector<float> points;         // 3 × n_vertices, m
    std::vector<float> normals;        // 3 × n_vertices
    std::vector<std::uint32_t> owners; // n_vertices, tube
    std::vector<std::uint32_t> triangles;
};
/// Round pipes and flat busways, mitred at their bends, closed at their ends. O(points).
TubeMesh tubeMesh(const std::vector<Tube>& tubes);

}  // namespace twin::scene
