// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pgm_library.h"

#include "twin/base/error.h"
#include "twin/power/grid_sample.h"

#include <dlfcn.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace plenum::cli {

namespace {

using Idx = std::int64_t;
using Clock = std::chrono::steady_clock;

class Library {
  public:
    explicit Library(const std::string& path) : m_path(path), m_library(::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
        if (!m_library) throw twin::Error("pgm.open", {TWIN_TR("The library {0} cannot be opened: {1}"), {path, ::dlerror()}});
        m_handle = call<void*>("PGM_create_handle");
    }
    ~Library() {
        call<void>("PGM_destroy_handle", m_handle);
        ::dlclose(m_library);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    template <class R, class... A>
    R call(const char* name, A... arguments) {
        auto* function = reinterpret_cast<R (*)(A...)>(::dlsym(m_library, name));
        if (!function) throw twin::Error("pgm.symbol", {TWIN_TR("The library {0} has no function {1}."), {m_path, name}});
        return function(arguments...);
    }
    /// A call that takes the handle first; throws what the library reports.
    template <class R, class... A>
    R with(const char* name, A... arguments) {
        if constexpr (std::is_void_v<R>) {
            call<void>(name, m_handle, arguments...);
            check();
        } else {
            R result = call<R>(name, m_handle, arguments...);
            check();
            return result;
        }
    }

  private:
    void check() {
        if (call<Idx>("PGM_error_code", static_cast<const void*>(m_handle)) != 0)
            throw twin::Error("pgm.error", {TWIN_TR("Power Grid Model reports: {0}"), {call<const char*>("PGM_error_message", static_cast<const void*>(m_handle))}});
    }
    std::string m_path;
    void* m_library;
    void* m_handle = nullptr;
};

/// A dataset read by the library from JSON into buffers of its own.
class Dataset {
  public:
    Dataset(Library& library, const std::string& json) : m_library(library) {
        m_reader = library.with<void*>("PGM_create_deserializer_from_null_terminated_string", json.c_str(), Idx{0});
        void* writable = library.with<void*>("PGM_deserializer_get_dataset", m_reader);
        const void* info = library.with<const void*>("PGM_dataset_writable_get_info", static_cast<const void*>(writable));
        const Idx batch = library.with<Idx>("PGM_dataset_info_batch_size", info), kinds = library.with<Idx>("PGM_dataset_info_n_components", info);
        const char* type = library.with<const char*>("PGM_dataset_info_name", info);
        for (Idx kind = 0; kind < kinds; ++kind) {
            const char* name = library.with<const char*>("PGM_dataset_info_component_name", info, kind);
            const Idx count = library.with<Idx>("PGM_dataset_info_total_elements", info, kind), each = library.with<Idx>("PGM_dataset_info_elements_per_scenario", info, kind);
            const void* meta = library.with<const void*>("PGM_meta_get_component_by_name", type, name);
            void* buffer = library.with<void*>("PGM_create_buffer", meta, count);
            m_buffers.push_back(buffer);
            auto& pointers = m_pointers.emplace_back();
            if (each < 0) pointers.resize(static_cast<std::size_t>(batch) + 1);
            library.with<void>("PGM_dataset_writable_set_buffer", writable, name, each < 0 ? pointers.data() : nullptr, buffer);
        }
        library.with<void>("PGM_deserializer_parse_to_buffer", m_reader);
        m_constant = library.with<void*>("PGM_create_dataset_const_from_writable", static_cast<const void*>(writable));
    }
    ~Dataset() {
        m_library.call<void>("PGM_destroy_dataset_const", m_constant);
        for (void* buffer : m_buffers) m_library.call<void>("PGM_destroy_buffer", buffer);
        m_library.call<void>("PGM_destroy_deserializer", m_reader);
    }
    Dataset(const Dataset&) = delete;
    Dataset& operator=(const Dataset&) = delete;
    const void* get() const { return m_constant; }

  private:
    Library& m_library;
    void* m_reader = nullptr;
    void* m_constant = nullptr;
    std::vector<void*> m_buffers;
    std::vector<std::vector<Idx>> m_pointers;
};

/// Output buffers for every component of the grid.
class Output {
  public:
    Output(Library& library, const twin::power::GridData& grid, Idx batch) : m_library(library), m_nodes(grid.rows(twin::power::GridKind::Node)) {
        m_dataset = library.with<void*>("PGM_create_dataset_mutable", "sym_output", Idx{batch > 1}, batch);
        for (int k = 0; k < twin::power::kGridKinds; ++k) {
            const auto kind = static_cast<twin::power::GridKind>(k);
            const Idx count = grid.rows(kind);
            if (count == 0) continue;
            const std::string name(twin::power::gridSpec(kind).name);
            void* buffer = library.with<void*>("PGM_create_buffer", library.with<const void*>("PGM_meta_get_component_by_name", "sym_output", name.c_str()), count * batch);
            m_buffers.push_back(buffer);
            library.with<void>("PGM_dataset_mutable_add_buffer", m_dataset, name.c_str(), count, count * batch, static_cast<const Idx*>(nullptr), buffer);
        }
    }
    ~Output() {
        m_library.call<void>("PGM_destroy_dataset_mutable", m_dataset);
        for (void* buffer : m_buffers) m_library.call<void>("PGM_destroy_buffer", buffer);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    const void* get() const { return m_dataset; }
    std::vector<double> voltages() const {
        std::vector<double> values(static_cast<std::size_t>(m_nodes));
        const void* attribute = m_library.with<const void*>("PGM_meta_get_attribute_by_name", "sym_output", "node", "u_pu");
        m_library.with<void>("PGM_buffer_get_value", attribute, static_cast<const void*>(m_buffers.front()), static_cast<void*>(values.data()), Idx{0}, m_nodes, Idx{sizeof(double)});
        return values;
    }

  private:
    Library& m_library;
    Idx m_nodes;
    void* m_dataset = nullptr;
    std::vector<void*> m_buffers;
};

std::string failuresJson(const twin::power::GridData& grid, int cases) {
    std::vector<std::pair<std::string, long long>> branches;
    for (const auto kind : {twin::power::GridKind::Line, twin::power::GridKind::Transformer})
        for (const double id : grid.column(kind, "id")) branches.emplace_back(twin::power::gridSpec(kind).name, static_cast<long long>(id));
    nlohmann::ordered_json data = nlohmann::ordered_json::array();
    for (int i = 0; i < cases; ++i) {
        const auto& [kind, id] = branches[static_cast<std::size_t>(i) % branches.size()];
        data.push_back({{kind, {{{"id", id}, {"from_status", 0}, {"to_status", 0}}}}});
    }
    return nlohmann::ordered_json{{"version", "1.0"}, {"type", "update"}, {"is_batch", true}, {"attributes", nlohmann::ordered_json::object()}, {"data", std::move(data)}}.dump();
}

double since_ms(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

}  // namespace

PgmTimes timePgm(const std::string& path, const twin::power::GridData& grid, int cases, double tolerance) {
    Library library(path);
    PgmTimes times{1e300, 1e300, 1e300, 1e300, {}};
    const Dataset input(library, twin::power::writeGrid(grid));
    void* options = library.with<void*>("PGM_create_options");
    library.with<void>("PGM_set_calculation_type", options, Idx{0});
    library.with<void>("PGM_set_calculation_method", options, Idx{1});
    library.with<void>("PGM_set_symmetric", options, Idx{1});
    library.with<void>("PGM_set_err_tol", options, tolerance);
    library.with<void>("PGM_set_threading", options, Idx{-1});
    const Output single(library, grid, 1);
    void* model = nullptr;
    for (int i = 0; i < 10; ++i) {
        if (model) library.call<void>("PGM_destroy_model", model);
        auto start = Clock::now();
        model = library.with<void*>("PGM_create_model", 50.0, input.get());
        times.create_ms = std::min(times.create_ms, since_ms(start));
        start = Clock::now();
        library.with<void>("PGM_calculate", model, static_cast<const void*>(options), single.get(), static_cast<const void*>(nullptr));
        times.first_ms = std::min(times.first_ms, since_ms(start));
        start = Clock::now();
        library.with<void>("PGM_calculate", model, static_cast<const void*>(options), single.get(), static_cast<const void*>(nullptr));
        times.again_ms = std::min(times.again_ms, since_ms(start));
    }
    times.u_pu = single.voltages();
    const Dataset batch(library, failuresJson(grid, cases));
    const Output many(library, grid, cases);
    const auto start = Clock::now();
    library.with<void>("PGM_calculate", model, static_cast<const void*>(options), many.get(), batch.get());
    times.batch_ms = since_ms(start);
    library.call<void>("PGM_destroy_model", model);
    library.call<void>("PGM_destroy_options", options);
    return times;
}

}  // namespace plenum::cli
