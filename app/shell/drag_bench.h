// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace plenum::app {

class Document;
class MainWindow;
class Session;

/// Drags the first rack through the plan with mouse events and times what a person sees: from each event to the painted
/// overlay that contains it, updates and 3D frames a second, the settled result after release, and a 3D frame beside a
/// bare VTK scene (benchScene). With live sensors the same drag again while each of them gives a value a second, which is
/// recorded (when the project has a file) and painted. Prints, and writes JSON.
int benchDrag(const std::string& json, std::size_t liveSensors, MainWindow& window, Document& document, Session& session);

}  // namespace plenum::app
