// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/vtk_file.h"

#include "twin/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string_view>

namespace twin::air {
namespace {

static_assert(std::endian::native == std::endian::little, "appended data are written as they lie in memory");

constexpr unsigned char kHiddenCell = 32;  // vtkDataSetAttributes::HIDDENCELL

/// Arrays described in the head and appended at the end.
struct Appended {
    std::string head, data;

    template <class T>
    void add(const char* type, const char* name, int components, const std::vector<T>& values) {
        head += fmt::format("        <DataArray type=\"{}\" Name=\"{}\" NumberOfComponents=\"{}\" format=\"appended\" offset=\"{}\"/>\n", type, name, components, data.size());
        const std::uint64_t bytes = values.size() * sizeof(T);
        data.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
        data.append(reinterpret_cast<const char*>(values.data()), bytes);
    }
};

bool alike(const std::vector<double>& faces) {
    if (faces.size() < 3) return true;
    const double d = (faces.back() - faces.front()) / double(faces.size() - 1);
    for (std::size_t f = 1; f < faces.size(); ++f)
        if (std::abs(faces[f] - faces[f - 1] - d) > 1e-6 * d) return false;
    return true;
}

std::vector<double> facesOf(const std::vector<double>& faces, int n, double d, double origin) {
    std::vector<double> out;
    for (int f = 0; f <= n; ++f) out.push_back(origin + (faces.empty() ? f * d : faces[std::size_t(f)]));
    return out;
}

double spacing(const std::vector<double>& faces, int n, double d) { return faces.empty() ? d : (faces.back() - faces.front()) / n; }
/// Checks the name, then writes what text(rectilinear) gives.
template <class Make>
void write(const std::filesystem::path& file, bool differ, Make&& text) {
    const std::string suffix = file.extension().string();
    if (suffix != ".vti" && suffix != ".vtr") throw Error("air.vtkSuffix", {TWIN_TR("{0} is no VTK file name. Let it end in .vti (equal cells) or .vtr."), {file.string()}});
    if (suffix == ".vti" && differ) throw Error("air.vtkSuffix", {TWIN_TR("The cells of this field differ in size: {0} has to end in .vtr."), {file.string()}});
    std::ofstream out(file, std::ios::binary);
    out << text(suffix == ".vtr");
    out.close();
    if (!out) throw Error("air.vtkWrite", {TWIN_TR("{0} could not be written. Check that the folder exists, may be written and has room."), {file.string()}});
}

double first(const std::vector<double>& faces) { return faces.empty() ? 0 : faces.front(); }

}  // namespace

bool needsRectilinear(const AirResult& air) { return !alike(air.xFaces) || !alike(air.yFaces) || !alike(air.zFaces); }

std::string vtkText(const AirResult& air, const VtkOptions& options) {
    const std::size_t cells = std::size_t(air.nx) * std::size_t(air.ny) * std::size_t(air.nz);
    const auto whole = [&](const auto& field) { return field.size() == cells; };
    const auto faces = [](const std::vector<double>& f, int n) { return f.empty() || f.size() == std::size_t(n) + 1; };
    if (cells == 0 || !whole(air.temperature_C) || !whole(air.u) || !whole(air.v) || !whole(air.w) || !faces(air.xFaces, air.nx) || !faces(air.yFaces, air.ny) || !faces(air.zFaces, air.nz)) return {};
    std::vector<float> velocity(3 * cells);
    std::vector<unsigned char> open(cells), ghost(cells);
    for (std::size_t c = 0; c < cells; ++c) {
        velocity[3 * c] = air.u[c];
        velocity[3 * c + 1] = air.v[c];
        velocity[3 * c + 2] = air.w[c];
        open[c] = !std::isnan(air.temperature_C[c]);
        ghost[c] = open[c] ? 0 : kHiddenCell;
    }
    Appended arrays;
    arrays.add("Float32", "temperature_C", 1, air.temperature_C);
    arrays.add("Float32", "velocity_m_s", 3, velocity);
    arrays.add("UInt8", "open", 1, open);
    if (whole(air.k_m2_s2)) arrays.add("Float32", "k_m2_s2", 1, air.k_m2_s2);
    if (whole(air.epsilon_m2_s3)) arrays.add("Float32", "epsilon_m2_s3", 1, air.epsilon_m2_s3);
    if (whole(air.nut_m2_s)) arrays.add("Float32", "nut_m2_s", 1, air.nut_m2_s);
    arrays.add("UInt8", "vtkGhostType", 1, ghost);
    const std::string cellData = "      <CellData Scalars=\"temperature_C\" Vectors=\"velocity_m_s\">\n" + arrays.head + "      </CellData>\n";
    arrays.head.clear();
    const std::string extent = fmt::format("0 {} 0 {} 0 {}", air.nx, air.ny, air.nz);
    const bool rectilinear = options.rectilinear || needsRectilinear(air);
    const char* kind = rectilinear ? "RectilinearGrid" : "ImageData";
    std::string text = fmt::format("<?xml version=\"1.0\"?>\n<VTKFile type=\"{}\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n  <{} WholeExtent=\"{}\"", kind, kind, extent);
    std::string coordinates;
    if (rectilinear) {
        arrays.add("Float64", "x_m", 1, facesOf(air.xFaces, air.nx, air.dx, options.origin.x));
        arrays.add("Float64", "y_m", 1, facesOf(air.yFaces, air.ny, air.dy, options.origin.y));
        arrays.add("Float64", "z_m", 1, facesOf(air.zFaces, air.nz, air.dz, options.origin.z));
        coordinates = "      <Coordinates>\n" + arrays.head + "      </Coordinates>\n";
    } else {
        text += fmt::format(" Origin=\"{:.17g} {:.17g} {:.17g}\" Spacing=\"{:.17g} {:.17g} {:.17g}\"", options.origin.x + first(air.xFaces), options.origin.y + first(air.yFaces),
                            options.origin.z + first(air.zFaces), spacing(air.xFaces, air.nx, air.dx), spacing(air.yFaces, air.ny, air.dy), spacing(air.zFaces, air.nz, air.dz));
    }
    text += fmt::format(">\n    <Piece Extent=\"{}\">\n{}{}    </Piece>\n  </{}>\n  <AppendedData encoding=\"raw\">\n_", extent, cellData, coordinates, kind);
    return text + arrays.data + "\n  </AppendedData>\n</VTKFile>\n";
}

void writeVtk(const AirResult& air, const std::filesystem::path& file, const Vec3& origin) {
    write(file, needsRectilinear(air), [&](bool rectilinear) { return vtkText(air, {origin, rectilinear}); });
}

std::string vtkText(const AirField& field, bool rectilinear) {
    AirResult air;
    air.nx = field.nx, air.ny = field.ny, air.nz = field.nz;
    air.dx = field.dx_m, air.dy = field.dy_m, air.dz = field.dz_m;
    air.temperature_C = field.temperature_C;
    air.u = field.u_m_s, air.v = field.v_m_s, air.w = field.w_m_s;
    return vtkText(air, {field.origin, rectilinear});
}

void writeVtk(const AirField& field, const std::filesystem::path& file) {
    write(file, false, [&](bool rectilinear) { return vtkText(field, rectilinear); });
}

std::vector<std::filesystem::path> writeFields(const Frame& frame, const std::filesystem::path& folder) {
    if (frame.fields.empty()) throw Error("air.vtkNothing", {TWIN_TR("The solution has no air field: no IT hall with a rack or a cooler in it."), {}});
    std::vector<std::filesystem::path> files;
    for (const auto& field : frame.fields) {
        const Item* room = frame.site ? frame.site->find(field->room) : nullptr;
        std::string name = room == nullptr || room->name.empty() ? toString(field->room) : room->name;
        for (char& c : name)
            if (std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos || (c >= 0 && c < ' ')) c = '_';
        std::filesystem::path file = folder / (name + ".vti");
        if (std::find(files.begin(), files.end(), file) != files.end()) file = folder / (name + " " + toString(field->room) + ".vti");
        writeVtk(*field, file);
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace twin::air
