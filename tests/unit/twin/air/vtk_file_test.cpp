// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/vtk_file.h"

#include "tests/support/registry.h"
#include "twin/base/error.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>

using namespace twin;
using namespace twin::air;

class VtkFileTest : public QObject {
    Q_OBJECT
  private slots:
    void equalCellsGiveAnImage();
    void cellsThatDifferGiveARectilinearGrid();
    void refusesWhatItCannotWrite();
    void framesFieldsAreWrittenByRoom();
};

namespace {

AirResult field(int nx, int ny, int nz) {
    AirResult air;
    air.nx = nx;
    air.ny = ny;
    air.nz = nz;
    air.dx = 0.5;
    air.dy = 0.25;
    air.dz = 0.2;
    const auto cells = std::size_t(nx * ny * nz);
    for (std::size_t c = 0; c < cells; ++c) {
        air.temperature_C.push_back(c == 1 ? std::nanf("") : 20 + float(c));
        air.u.push_back(float(c));
        air.v.push_back(-float(c));
        air.w.push_back(0.5f);
    }
    return air;
}

struct Parsed {
    QString kind, extent, origin, spacing;
    std::map<QString, QByteArray> arrays;
};

/// The head as XML, each array by its offset after the underscore.
Parsed parse(const std::string& text) {
    Parsed out;
    const auto at = text.find("_", text.find("<AppendedData"));
    QXmlStreamReader xml(QByteArray::fromStdString(text.substr(0, at)));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const auto a = xml.attributes();
        if (xml.name() == QLatin1String("VTKFile")) out.kind = a.value("type").toString();
        if (a.hasAttribute("WholeExtent")) {
            out.extent = a.value("WholeExtent").toString();
            out.origin = a.value("Origin").toString();
            out.spacing = a.value("Spacing").toString();
        }
        if (xml.name() != QLatin1String("DataArray")) continue;
        const char* from = text.data() + at + 1 + a.value("offset").toULongLong();
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, from, sizeof bytes);
        out.arrays[a.value("Name").toString()] = QByteArray(from + sizeof bytes, qsizetype(bytes));
    }
    return out;
}

}  // namespace

void VtkFileTest::equalCellsGiveAnImage() {
    const AirResult air = field(3, 2, 2);
    const Parsed p = parse(vtkText(air, {{1, 2, 3}, false}));
    QCOMPARE(p.kind, QString("ImageData"));
    QCOMPARE(p.extent, QString("0 3 0 2 0 2"));
    QCOMPARE(p.origin, QString("1 2 3"));
    QCOMPARE(p.spacing.split(' ')[0].toDouble(), 0.5);
    QCOMPARE(p.spacing.split(' ')[2].toDouble(), 0.2);
    QCOMPARE(p.arrays.at("temperature_C").size(), qsizetype(12 * 4));
    float velocity[3];
    std::memcpy(velocity, p.arrays.at("velocity_m_s").constData() + 5 * 12, 12);
    QVERIFY(velocity[0] == 5 && velocity[1] == -5 && velocity[2] == 0.5f);
    QCOMPARE(int(p.arrays.at("open")[1]), 0);
    QCOMPARE(int(p.arrays.at("open")[2]), 1);
    QCOMPARE(int(p.arrays.at("vtkGhostType")[1]), 32);
    QVERIFY(!p.arrays.count("k_m2_s2"));
}

void VtkFileTest::cellsThatDifferGiveARectilinearGrid() {
    AirResult air = field(2, 1, 1);
    air.xFaces = {0, 0.1, 0.5};
    air.yFaces = {0, 1};
    air.zFaces = {0, 2};
    air.k_m2_s2 = {0.1f, 0.2f};
    QVERIFY(needsRectilinear(air));
    const Parsed p = parse(vtkText(air, {{10, 0, 0}, false}));
    QCOMPARE(p.kind, QString("RectilinearGrid"));
    double x[3];
    QCOMPARE(p.arrays.at("x_m").size(), qsizetype(sizeof x));
    std::memcpy(x, p.arrays.at("x_m").constData(), sizeof x);
    QVERIFY(x[0] == 10 && x[1] == 10.1 && x[2] == 10.5);
    QCOMPARE(p.arrays.at("k_m2_s2").size(), qsizetype(8));
}

void VtkFileTest::refusesWhatItCannotWrite() {
    QTemporaryDir folder;
    AirResult air = field(2, 1, 1);
    const auto path = [&](const char* name) { return std::filesystem::path(folder.filePath(name).toStdString()); };
    writeVtk(air, path("a.vti"));
    writeVtk(air, path("a.vtr"));
    QVERIFY_THROWS_EXCEPTION(Error, writeVtk(air, path("a.txt")));
    QVERIFY_THROWS_EXCEPTION(Error, writeVtk(air, path("missing/a.vti")));
    air.xFaces = {0, 0.1, 0.5};
    QVERIFY_THROWS_EXCEPTION(Error, writeVtk(air, path("b.vti")));
    air.u.clear();
    QVERIFY(vtkText(air).empty());
}

void VtkFileTest::framesFieldsAreWrittenByRoom() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    Frame frame;
    QVERIFY_THROWS_EXCEPTION(Error, writeFields(frame, path));
    auto one = std::make_shared<AirField>();
    one->room = Id{7};
    one->origin = {4, 5, 0};
    one->nx = 2, one->ny = one->nz = 1;
    one->dx_m = one->dy_m = one->dz_m = 0.5;
    one->temperature_C = {20, 21}, one->u_m_s = {1, 2}, one->v_m_s = {0, 0}, one->w_m_s = {0, 0};
    frame.fields.push_back(one);
    const auto files = writeFields(frame, path);
    QCOMPARE(files.size(), std::size_t(1));
    const Parsed p = parse(vtkText(*one));
    QCOMPARE(p.origin, QString("4 5 0"));
    QCOMPARE(p.extent, QString("0 2 0 1 0 1"));
    QVERIFY(std::filesystem::file_size(files[0]) == vtkText(*one).size());
    QVERIFY_THROWS_EXCEPTION(Error, writeFields(frame, path / "missing"));
}

PLENUM_TEST(VtkFileTest)
#include "vtk_file_test.moc"
