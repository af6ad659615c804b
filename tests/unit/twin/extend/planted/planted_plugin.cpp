// SPDX-License-Identifier: GPL-3.0-or-later
// One source for all planted plug-ins; a definition says which fault it has.
#include "twin/extend/plugin.h"

#include <chrono>
#include <thread>

using namespace twin;
using namespace twin::extend;

namespace {

[[noreturn, maybe_unused]] void hang() {
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

#if defined(PLANTED_HANGS_IN_STATIC) || defined(PLANTED_THROWS_IN_STATIC)
const int kStarted = [] {
#ifdef PLANTED_HANGS_IN_STATIC
    hang();
#else
    throw std::runtime_error("planted, while loading");
#endif
    return 0;
}();
#endif

/// Its calls fail in every way that a plug-in can; the settings say how.
class Source final : public TelemetrySource {
  public:
    void start(const Settings& settings, SampleSink& sink) override {
        m_settings = settings;
        m_sink = &sink;
        if (settings.contains("throw")) throw 42;
        if (settings.contains("error")) throw Error("planted.never", {"These settings can never work.", {}});
        sink.report(SourceState::Connected, {});
        sink.put({{"a", 1, 2.5, "kW", telemetry::Quality::Good}});
    }
    void stop() override {
        if (m_settings.contains("hang")) {
            std::this_thread::sleep_for(std::chrono::milliseconds(400));
            m_sink->put({{"late", 2, 0, "", telemetry::Quality::Good}});
        }
        if (m_settings.contains("throwInStop")) throw std::string("planted, while stopping");
    }

  private:
    Settings m_settings;
    SampleSink* m_sink = nullptr;
};

class Reader final : public Importer {
  public:
    Imported read(const std::filesystem::path& path, const Settings&, const Progress& progress, std::stop_token) override {
        progress(0.5);
        if (path == "number") throw 7;
        if (path == "text") throw "planted text";
        if (path == "standard") throw std::out_of_range("planted, out of range");
        if (path == "error") throw Error("planted.read", {"It cannot be read.", {}});
        Imported result;
        result.name = "read";
        result.issues.push_back({Severity::Warning, "planted.issue", {}, {}, {}, {"A warning of {0}", {"the plug-in"}}, {}, {}, {}});
        return result;
    }
};

class Writer final : public Exporter {
  public:
    Issues write(const ExportRequest&, const std::filesystem::path&, const Progress&, std::stop_token) override { throw std::bad_alloc(); }
};

class Overlay final : public OverlayProvider {
  public:
    const scene::OverlaySpec& row() const override {
        static constexpr scene::OverlaySpec::Source kSources[] = {{Kind::Rack, Quantity::ItPower}};
        static const scene::OverlaySpec kRow{"planted", "Planted", Unit::None, scene::ColourMap::Viridis, 0, 1, {}, false, kSources, "Planted"};
        return kRow;
    }
    double value(const Frame&, Kind, std::size_t index) const override {
        if (index > 2) throw std::runtime_error("planted, in a value");
        return 0.5;
    }
};

class Planted final : public Plugin {
  public:
    Planted() {
#ifdef PLANTED_HANGS_IN_CREATE
        hang();
#elif defined(PLANTED_THROWS_IN_CREATE)
        throw std::runtime_error("planted, while creating");
#elif defined(PLANTED_THROWS_NUMBER)
        throw 13;
#endif
    }
    std::unique_ptr<TelemetrySource> makeSource() override { return std::make_unique<Source>(); }
    std::unique_ptr<Importer> makeImporter() override { return std::make_unique<Reader>(); }
    std::unique_ptr<Exporter> makeExporter() override { return std::make_unique<Writer>(); }
    std::unique_ptr<OverlayProvider> makeOverlay() override { return std::make_unique<Overlay>(); }
};

}  // namespace

#if defined(PLANTED_WRONG_CONTRACT)
extern "C" __attribute__((visibility("default"))) const PluginEntry* plenum_plugin_entry() {
    static const PluginEntry kEntry{kContractVersion + 1, PLANTED_ID, []() -> Plugin* { return new Planted; }};
    return &kEntry;
}
#elif defined(PLANTED_CREATES_NOTHING)
extern "C" __attribute__((visibility("default"))) const PluginEntry* plenum_plugin_entry() {
    static const PluginEntry kEntry{kContractVersion, PLANTED_ID, []() -> Plugin* { return nullptr; }};
    return &kEntry;
}
#elif defined(PLANTED_NULL_ENTRY)
extern "C" __attribute__((visibility("default"))) const PluginEntry* plenum_plugin_entry() { return nullptr; }
#elif defined(PLANTED_NO_ENTRY)
extern "C" __attribute__((visibility("default"))) Plugin* another_function() { return new Planted; }
#elif defined(PLANTED_OTHER_ID)
PLENUM_PLUGIN("someone_else", Planted)
#else
PLENUM_PLUGIN(PLANTED_ID, Planted)
#endif
