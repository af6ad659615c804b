// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/table.h"

#include "tests/support/registry.h"
#include "twin/model/item.h"

using namespace twin;

namespace {
Item named(std::uint64_t id, const char* name = "") {
    Item item;
    item.id = Id{id};
    item.name = name;
    return item;
}
Table<Item> tableOf(std::uint64_t count) {
    std::vector<Item> items;
    for (std::uint64_t i = 1; i <= count; ++i) items.push_back(named(i));
    Table<Item> table;
    table.add(std::move(items));
    return table;
}
std::size_t sharedChunks(const Table<Item>& a, const Table<Item>& b) {
    std::size_t shared = 0;
    for (std::size_t i = 0; i < std::min(a.chunks().size(), b.chunks().size()); ++i) shared += a.chunks()[i] == b.chunks()[i];
    return shared;
}
}  // namespace

class TableTest : public QObject {
    Q_OBJECT
  private slots:
    void findsByIdAndPosition() {
        const Table<Item> table = tableOf(1000);
        QCOMPARE(table.size(), std::size_t{1000});
        QCOMPARE(table.indexOf(Id{500}), std::size_t{499});
        QVERIFY(table[499].id == Id{500});
        QCOMPARE(table.indexOf(Id{5000}), table.size());
        QVERIFY(table.find(Id{5000}) == nullptr);
        QVERIFY(Table<Item>().empty() && Table<Item>().find(Id{1}) == nullptr);
    }
    void replaceCopiesOneChunk() {
        const Table<Item> before = tableOf(1000);
        Table<Item> after = before;
        after.replace(named(300, "new"));
        QCOMPARE(sharedChunks(before, after), before.chunks().size() - 1);
        QVERIFY(before.find(Id{300})->name.empty());
        QCOMPARE(after.find(Id{300})->name, std::string("new"));
        QVERIFY(!(before == after));
    }
    void addLeavesSnapshotsAlone() {
        const Table<Item> before = tableOf(130);
        Table<Item> after = before;
        after.add({named(2001), named(2002)});
        QCOMPARE(before.size(), std::size_t{130});
        QVERIFY(before.find(Id{2001}) == nullptr);
        QCOMPARE(before.chunks().back()->size(), std::size_t{2});
        QCOMPARE(after.size(), std::size_t{132});
        QVERIFY(after[131].id == Id{2002});
        QCOMPARE(sharedChunks(before, after), std::size_t{1});
    }
    void fillsChunksExactly() {
        for (const std::uint64_t count : {127u, 128u, 129u, 256u, 257u}) {
            Table<Item> table = tableOf(count);
            table.add({named(9999)});
            QVERIFY(table[count].id == Id{9999});
            for (std::size_t c = 0; c + 1 < table.chunks().size(); ++c) QCOMPARE(table.chunks()[c]->size(), Table<Item>::kChunk);
        }
    }
    void removeAndInsertRestoreTheOrder() {
        const Table<Item> before = tableOf(300);
        Table<Item> table = before;
        table.removeIf([](const Item& item) { return item.id.value == 77; });
        QCOMPARE(table.size(), std::size_t{299});
        QVERIFY(table[76].id == Id{78});
        table.insert(76, named(77));
        QVERIFY(table == before);
        table.removeIf([](const Item&) { return false; });
        QVERIFY(table == before);
        table.removeIf([](const Item&) { return true; });
        QVERIFY(table.empty());
    }
};

PLENUM_TEST(TableTest)
#include "table_test.moc"
