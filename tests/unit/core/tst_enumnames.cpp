// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/enumnames.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

enum class Size { Small, Large, Huge };

constexpr EnumName<Size> kSizes[] {
    {Size::Small, u"small"}, {Size::Large, u"large"}, {Size::Huge, u"huge"}};
constexpr EnumName<Size> kShort[] {{Size::Small, u"small"}, {Size::Large, u"large"}};
constexpr EnumName<Size> kSwapped[] {
    {Size::Large, u"large"}, {Size::Small, u"small"}, {Size::Huge, u"huge"}};
constexpr EnumName<Size> kTooMany[] {
    {Size::Small, u"small"}, {Size::Large, u"large"}, {Size::Huge, u"huge"}, {Size(3), u"3"}};

static_assert(detail::isComplete<kSizes>());
static_assert(!detail::isComplete<kShort>());
static_assert(!detail::isComplete<kSwapped>());
static_assert(!detail::isComplete<kTooMany>());

} // namespace

class TestEnumNames : public QObject
{
    Q_OBJECT

private slots:
    void namesValues();
    void findsValues();
    void listsNames();
};

void TestEnumNames::namesValues()
{
    QCOMPARE(nameOf<kSizes>(Size::Small), u"small"_s);
    QCOMPARE(nameOf<kSizes>(Size::Huge), u"huge"_s);
    QCOMPARE(nameOf<kSizes>(Size(7)), QString());
}

void TestEnumNames::findsValues()
{
    QVERIFY(valueOf<kSizes>(u"large"_s) == Size::Large);
    QVERIFY(!valueOf<kSizes>(u"Large"_s));
    QVERIFY(!valueOf<kSizes>(QString()));
}

void TestEnumNames::listsNames()
{
    QCOMPARE(namesOf<kSizes>(), QStringList({u"small"_s, u"large"_s, u"huge"_s}));
}

QTEST_GUILESS_MAIN(TestEnumNames)

#include "tst_enumnames.moc"
