// SPDX-License-Identifier: GPL-3.0-or-later
// The plug-in to copy. It gives all four kinds in their simplest honest form and is built and tested with the program.
//
// To make one of your own:
//   1. Copy this folder to plugins/<id>. Nothing outside it changes: plugins/CMakeLists.txt finds it.
//   2. CMakeLists.txt: find_package(… REQUIRED) for what you need, then plenum_plugin(<id> LINK …).
//   3. plugin.json: id, kinds, suffixes, settings, and every text of yours in zh_CN. It is read before any code; the
//      window makes its forms and menus from it (twin/extend/manifest.h says all there is).
//   4. <id>.cpp, this file: the Plugin class and PLENUM_PLUGIN at its end. Give what you named in "kinds"; the others
//      keep their default, "none". Put the work into other files, so that the tests can link them.
//   5. <id>_test.cpp: one class, registered like every test.
//
// The rules, from twin/extend/plugin.h: no Qt; include twin/extend and what lies below it, nothing else of the program.
// Sentences for people are marked TWIN_TR and end up in Issue (all of them, at once) or, when nothing can be done at
// all, in twin::Error. SI inside, units in the names. A part may be made several times; keep state in the part, not in
// globals. The library is never unloaded.
#include "plugins/template/heat_density.h"
#include "plugins/template/rack_table.h"
#include "plugins/template/weather_source.h"

namespace plenum::sample {

class TemplatePlugin final : public twin::extend::Plugin {
  public:
    std::unique_ptr<twin::extend::TelemetrySource> makeSource() override { return std::make_unique<WeatherSource>(); }
    std::unique_ptr<twin::extend::Importer> makeImporter() override { return std::make_unique<RackImporter>(); }
    std::unique_ptr<twin::extend::Exporter> makeExporter() override { return std::make_unique<PositionExporter>(); }
    std::unique_ptr<twin::extend::OverlayProvider> makeOverlay() override { return std::make_unique<HeatDensity>(); }
};

}  // namespace plenum::sample

PLENUM_PLUGIN("template", plenum::sample::TemplatePlugin)
