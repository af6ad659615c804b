// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/extend/guards.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace twin::extend {

namespace {

/// What a source writes into. It outlives the source, and after close() nothing reaches the real sink any more.
class Gate final : public SampleSink {
  public:
    Gate(SampleSink* sink, std::string pluginName) : m_sink(sink), m_pluginName(std::move(pluginName)) {}
    void put(std::vector<telemetry::RawSample> samples) override {
        const std::lock_guard lock(m_mutex);
        if (m_sink != nullptr) m_sink->put(std::move(samples));
    }
    void report(SourceState state, const Issue& problem) override {
        Issue named = problem;
        if (named.itemName.empty() && !named.code.empty()) named.itemName = m_pluginName;
        const std::lock_guard lock(m_mutex);
        if (m_sink != nullptr) m_sink->report(state, named);
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_sink = nullptr;
    }

  private:
    std::mutex m_mutex;
    SampleSink* m_sink;
    std::string m_pluginName;
};

class GuardedSource final : public TelemetrySource {
  public:
    GuardedSource(std::shared_ptr<Plugin> plugin, std::unique_ptr<TelemetrySource> source, std::string pluginName, std::chrono::milliseconds stopLimit)
        : m_plugin(std::move(plugin)), m_source(std::move(source)), m_name(std::move(pluginName)), m_stopLimit(stopLimit) {}

    ~GuardedSource() override {
        try {
            stop();
        } catch (const Error&) {
            m_source.reset();  // it was told to stop and is cut off; there is nobody left to tell
        }
    }

    void start(const Settings& settings, SampleSink& sink) override {
        stop();
        if (!m_source) throw hangs();
        m_gate = std::make_shared<Gate>(&sink, m_name);
        m_gates.push_back(m_gate);
        m_running = true;
        try {
            guarded(m_name, [&] { m_source->start(settings, *m_gate); });
        } catch (...) {
            m_gate->close();
            m_running = false;
            throw;
        }
    }

    void stop() override {
        if (!std::exchange(m_running, false)) return;
        auto done = std::make_shared<std::promise<void>>();
        auto finished = done->get_future();
        // The thread keeps alive all that a hanging source may still touch.
        std::thread([plugin = m_plugin, gates = m_gates, source = m_source, done]() mutable {
            try {
                source->stop();
                source.reset();
                done->set_value();
            } catch (...) {
                source.reset();
                done->set_exception(std::current_exception());
            }
        }).detach();
        const bool ended = finished.wait_for(m_stopLimit) == std::future_status::ready;
        m_gate->close();
        if (!ended) {
            m_source.reset();
            throw hangs();
        }
        guarded(m_name, [&] { finished.get(); });
    }

  private:
    Error hangs() const { return {"plugin.hangs", {TWIN_TR("The plug-in {0} did not stop in time and was cut off. Restart the program to use it again."), {m_name}}}; }

    std::shared_ptr<Plugin> m_plugin;
    std::vector<std::shared_ptr<Gate>> m_gates;  ///< of every start: an earlier thread of the source may still hold one
    std::shared_ptr<TelemetrySource> m_source;   ///< none once it hangs
    std::shared_ptr<Gate> m_gate;
    std::string m_name;
    std::chrono::milliseconds m_stopLimit;
    bool m_running = false;
};

class GuardedImporter final : public Importer {
  public:
    GuardedImporter(std::shared_ptr<Plugin> plugin, std::unique_ptr<Importer> part, std::string pluginName)
        : m_plugin(std::move(plugin)), m_part(std::move(part)), m_name(std::move(pluginName)) {}
    Imported read(const std::filesystem::path& path, const Settings& settings, const Progress& progress, std::stop_token stop) override {
        return guarded(m_name, [&] { return m_part->read(path, settings, progress ? progress : [](double) {}, std::move(stop)); });
    }

  private:
    std::shared_ptr<Plugin> m_plugin;
    std::unique_ptr<Importer> m_part;
    std::string m_name;
};

class GuardedExporter final : public Exporter {
  public:
    GuardedExporter(std::shared_ptr<Plugin> plugin, std::unique_ptr<Exporter> part, std::string pluginName)
        : m_plugin(std::move(plugin)), m_part(std::move(part)), m_name(std::move(pluginName)) {}
    Issues write(const ExportRequest& request, const std::filesystem::path& path, const Progress& progress, std::stop_token stop) override {
        return guarded(m_name, [&] { return m_part->write(request, path, progress ? progress : [](double) {}, std::move(stop)); });
    }

  private:
    std::shared_ptr<Plugin> m_plugin;
    std::unique_ptr<Exporter> m_part;
    std::string m_name;
};

class GuardedOverlay final : public OverlayProvider {
  public:
    GuardedOverlay(std::shared_ptr<Plugin> plugin, std::unique_ptr<OverlayProvider> part, std::string pluginName, std::function<void(const Error&)> failed)
        : m_plugin(std::move(plugin)), m_part(std::move(part)), m_name(std::move(pluginName)), m_failed(std::move(failed)),
          m_row(guarded(m_name, [&] { return m_part->row(); })) {
        const auto empty = [](const char* text) { return text == nullptr || *text == 0; };
        const bool shown = !empty(m_row.key) && !empty(m_row.label) && !m_row.sources.empty() && std::isfinite(m_row.low) && std::isfinite(m_row.high) && m_row.low <= m_row.high &&
                           std::ranges::none_of(m_row.thresholds, [&](const scene::Threshold& each) { return each.label == nullptr || !std::isfinite(each.value); });
        if (!shown) throw Error("plugin.overlay", {TWIN_TR("The overlay of the plug-in {0} cannot be shown: it needs a key, a label, a kind that it colours, and a range and thresholds that are numbers."), {m_name}});
        if (m_row.help == nullptr) m_row.help = "";
    }
    const scene::OverlaySpec& row() const override { return m_row; }
    double value(const Frame& frame, Kind kind, std::size_t index) const override {
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        if (m_broken.load(std::memory_order_relaxed)) return kNone;
        try {
            return m_part->value(frame, kind, index);
        } catch (...) {
            if (!m_broken.exchange(true) && m_failed) m_failed(currentError());
            return kNone;
        }
    }

  private:
    /// What is being handled, as an error that names the plug-in.
    Error currentError() const {
        try {
            throw;
        } catch (const Error& error) {
            return error;
        } catch (...) {
            return foreignError(m_name);
        }
    }

    std::shared_ptr<Plugin> m_plugin;
    std::unique_ptr<OverlayProvider> m_part;
    std::string m_name;
    std::function<void(const Error&)> m_failed;
    scene::OverlaySpec m_row;
    mutable std::atomic<bool> m_broken{false};
};

}  // namespace

Error foreignError(const std::string& pluginName) {
    std::string what;
    try {
        throw;
    } catch (const std::exception& error) {
        what = error.what();
    } catch (const std::string& text) {
        what = text;
    } catch (const char* text) {
        what = text != nullptr ? text : "";
    } catch (...) {
        what.clear();
    }
    if (what.empty()) return {"plugin.threw", {TWIN_TR("The plug-in {0} failed and does not say why. Report it to its maker."), {pluginName}}};
    return {"plugin.threw", {TWIN_TR("The plug-in {0} failed: {1}. Report it to its maker."), {pluginName, std::move(what)}}};
}

std::unique_ptr<TelemetrySource> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<TelemetrySource> part, std::string pluginName, std::chrono::milliseconds stopLimit) {
    return std::make_unique<GuardedSource>(std::move(plugin), std::move(part), std::move(pluginName), stopLimit);
}

std::unique_ptr<Importer> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<Importer> part, std::string pluginName) {
    return std::make_unique<GuardedImporter>(std::move(plugin), std::move(part), std::move(pluginName));
}

std::unique_ptr<Exporter> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<Exporter> part, std::string pluginName) {
    return std::make_unique<GuardedExporter>(std::move(plugin), std::move(part), std::move(pluginName));
}

std::unique_ptr<OverlayProvider> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<OverlayProvider> part, std::string pluginName, std::function<void(const Error&)> failed) {
    return std::make_unique<GuardedOverlay>(std::move(plugin), std::move(part), std::move(pluginName), std::move(failed));
}

}  // namespace twin::extend
