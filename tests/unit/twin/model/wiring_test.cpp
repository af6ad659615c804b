// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/wiring.h"

#include "tests/support/registry.h"

using namespace twin;

/// One of each kind stands there, joined to a switchgear; another is put beside it.
class WiringTest : public QObject {
    Q_OBJECT

    IdSequence m_ids{7};
    Variant m_variant;

    Item make(Kind kind, const char* name, double x) {
        Item item;
        item.id = m_ids.next();
        item.kind = kind;
        item.name = name;
        item.position = {x, 0, 0};
        return item;
    }
    Item add(Kind kind, const char* name, double x) {
        const Item item = make(kind, name, x);
        m_variant.site.items(kind).add({item});
        return item;
    }
    void join(const Item& from, const char* fromPort, const Item& to, const char* toPort) {
        const auto port = [](const Item& item, const char* key) { return static_cast<unsigned char>(portFromKey(item.kind, key)); };
        m_variant.site.connections().add({Connection{m_ids.next(), from.id, to.id, port(from, fromPort), port(to, toPort)}});
    }
    std::size_t links(Item item) { return placeAndWire(m_variant, std::move(item), nullptr).connections.size(); }

  private slots:
    void init() {
        m_variant = {};
        m_variant.id = m_ids.next();
        const Item grid = add(Kind::UtilityFeed, "Grid", 0), medium = add(Kind::Switchgear, "MV", 5), transformer = add(Kind::Transformer, "T", 10), low = add(Kind::Switchgear, "LV", 15),
                   ups = add(Kind::Ups, "UPS", 20), board = add(Kind::Switchgear, "UPS board", 25), rack = add(Kind::Rack, "R", 30);
        join(grid, "out", medium, "in");
        join(medium, "out", transformer, "in");
        join(transformer, "out", low, "in");
        join(low, "out", ups, "in");
        join(ups, "out", board, "in");
        join(board, "out", rack, "feed1");
    }
    void followsTheNearestLikeItem() {
        QCOMPARE(links(make(Kind::Rack, "R 2", 31)), std::size_t{1});
        QCOMPARE(links(make(Kind::Ups, "UPS 2", 21)), std::size_t{2});
        QCOMPARE(links(make(Kind::Transformer, "T 2", 11)), std::size_t{2});
    }
    void anotherVoltageIsNotJoined() {
        Item transformer = make(Kind::Transformer, "T 480 V", 11);
        transformer.values.set(Param::VoltageOut, 480);
        QCOMPARE(links(transformer), std::size_t{1});  // the 10 kV side only
        transformer.values.set(Param::Voltage, 35000);
        QCOMPARE(links(transformer), std::size_t{0});
    }
    void aSecondGridIsNotJoined() { QCOMPARE(links(make(Kind::UtilityFeed, "Grid 2", 1)), std::size_t{0}); }
};

PLENUM_TEST(WiringTest)
#include "wiring_test.moc"
