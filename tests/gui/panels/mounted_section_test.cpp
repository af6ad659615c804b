// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/mounted_section.h"

#include "app/models/view_state.h"
#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using plenum::app::Inspected;
using plenum::app::MountedSection;

class MountedSectionTest : public QObject {
    Q_OBJECT

    static Inspected racksOf(const twin::Project& project, std::size_t count) {
        Inspected inspected;
        inspected.site = std::make_shared<const twin::Site>(project.variants[0].site);
        for (std::size_t n = 0; n < count; ++n) inspected.items.push_back(&inspected.site->items(twin::Kind::Rack)[n]);
        return inspected;
    }

  private slots:
    void entersWhatIsMounted() {
        plenum::app::ViewState viewState;
        MountedSection section(viewState);
        twin::Project project = plenum::test::rackProject(3);
        section.show(racksOf(project, 2));
        auto* edit = section.findChild<QLineEdit*>(QStringLiteral("inspector.mounted"));
        auto* wrong = section.findChild<QLabel*>(QStringLiteral("inspector.mounted.wrong"));
        QVERIFY(edit != nullptr && wrong != nullptr && edit->text().isEmpty());
        std::vector<twin::MountedUnits> entered;
        int times = 0;
        connect(&section, &MountedSection::mountedChanged, this, [&](const std::vector<twin::MountedUnits>& mounted) { entered = mounted, ++times; });
        QTest::keyClicks(edit, QStringLiteral("5-14 80 %; 12-20 20 %"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(times == 0 && !wrong->isHidden() && wrong->text().contains(QStringLiteral("U12")));
        section.show(racksOf(project, 2));  // an entry that is wrong stays
        QVERIFY(edit->text().contains(QStringLiteral("12-20")));
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(edit->text().isEmpty() && wrong->isHidden());
        QTest::keyClicks(edit, QStringLiteral("5-14 80 %; 20 20 %"));
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY((times == 1 && entered == std::vector<twin::MountedUnits>{{5, 10, 0.8, 0.8}, {20, 1, 0.2, 0.2}}));
        QVERIFY(twin::apply(project, twin::setMounted(project.variants[0], racksOf(project, 1).ids(), entered)).empty());
        section.show(racksOf(project, 1));
        QCOMPARE(edit->text(), QStringLiteral("5-14 80 %; 20 20 %"));
        section.show(racksOf(project, 2));
        QVERIFY(edit->text().isEmpty() && edit->placeholderText() == QStringLiteral("different"));
    }
};

PLENUM_TEST(MountedSectionTest)
#include "mounted_section_test.moc"
