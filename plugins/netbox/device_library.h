// SPDX-License-Identifier: GPL-3.0-or-later
// The NetBox device-type library describes what is bolted into racks; a site needs what stands on a floor and carries
// power. What is taken:
//   rack types           Kind::Rack: outer sizes, units, mass
//   rack PDUs            Kind::Pdu       ratings from the words and the plug, the lowest where several are stated
//   transfer switches    Kind::TransferSwitch, likewise
//   UPSs                 Kind::Ups: stated VA and W
//   transformers         Kind::Transformer
//   rack CDUs            Kind::Cdu
//   servers, switches    no kind of their own. On request, a rack of N servers whose power is *stated*: `maximum_draw` is
//                        the nameplate of one supply, and the sum of redundant supplies is not what a server draws.
// Everything else, and everything that is missing, contradictory or guessed, is an Issue.
#pragma once

#include "plugins/netbox/device_text.h"
#include "twin/extend/plugin.h"

namespace plenum::netbox {

/// How a file describes a power inlet.
struct Inlet {
    std::string type;
    double maximum_W = 0, allocated_W = 0;  ///< 0: not stated
};

/// A YAML file, read and checked but not yet judged.
struct Description {
    std::string file;  ///< as the library names it: "APC/AP8853.yaml"
    bool rack = false;
    std::string maker, model, words;  ///< words: model, description and comments
    std::optional<double> units, mass_kg, maximumMass_kg;
    std::optional<double> width_m, depth_m, height_m, mounting_m;
    std::vector<Inlet> inlets;
    std::size_t outlets = 0;
    std::optional<bool> powered;
    bool child = false;  ///< a part that sits inside another device
};

struct ImportChoices {
    enum class RackMass { Full, Empty, Unset } mass = RackMass::Full;
    int serversPerRack = 0;
    int rackUnits = 42;
};

/// Reads one document. Nothing (with issues) when it is not YAML, not a device or rack type, hostile or too large.
std::optional<Description> describe(const std::string& yaml, const std::string& file, twin::Issues& issues);
/// The equipment type it stands for, if the model has one.
std::optional<twin::EquipmentType> equipmentType(const Description& device, const ImportChoices& choices, twin::Issues& issues);

/// Reads a file, or all *.yaml and *.yml files below a folder in the order of their names.
class DeviceLibrary final : public twin::extend::Importer {
  public:
    twin::extend::Imported read(const std::filesystem::path& path, const twin::extend::Settings& settings, const twin::extend::Progress& progress, std::stop_token stop) override;
};

}  // namespace plenum::netbox
