// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/settingsdatabases.h"
#include "support/scratchcheckout.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Which databases Django settings name, without running them.
class TestSettingsDatabases : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void followsImports();
    void endsInLoopsAndFloods();
};

namespace {

/// "host|variable name|variable" of each database.
QStringList found(const ScratchCheckout &scratch, const QString &module)
{
    QStringList texts;
    for (const SettingsDatabase &one : settingsDatabases(Checkout(scratch.path()), module)) {
        texts += one.host.text + u'|' + one.host.variable + u' ' + one.name.text + u'|'
            + one.name.variable;
    }
    return texts;
}

} // namespace

void TestSettingsDatabases::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("literals") << QByteArray("DATABASES = {\n 'default': {\n  'NAME': 'shop',\n  "
                                            "'HOST': \"shop.db\", # not 'x'\n }\n}\n")
                              << QStringList {u"shop.db| shop|"_s};
    QTest::newRow("variables") << QByteArray(
        "DATABASES = {\n 'default': {\n  'NAME': os.environ.get('DB_NAME', 'shop'),\n"
        "  'HOST': environ[\"DB_HOST\"],\n  'OPTIONS': {\n   'NAME': 'no'\n  },\n "
        "},\n}\n") << QStringList {u"|DB_HOST shop|DB_NAME"_s};
    QTest::newRow("several") << QByteArray("DATABASES = {\n 'a': {\n'NAME': 'one',\n'HOST': 'h'\n},"
                                           "\n 'b': {\n'NAME': 'two',\n'HOST': 'h'\n},\n}\n")
                             << QStringList {u"h| one|"_s, u"h| two|"_s};
    QTest::newRow("the last wins")
        << QByteArray("DATABASES = {\n 'default': {\n'NAME': 'old',\n'HOST': 'h'\n}\n}\n"
                      "DATABASES = {\n 'default': {\n'NAME': 'new',\n'HOST': 'h'\n}\n}\n")
        << QStringList {u"h| new|"_s};
    QTest::newRow("computed") << QByteArray(
        "DATABASES = {\n 'default': {\n'NAME': name(),\n'HOST': "
        "f'{x}'\n}\n}\n") << QStringList {u"| |"_s};
    QTest::newRow("comments") << QByteArray("# DATABASES = {\n#  'default': {'NAME': 'x'}\n# }\n")
                              << QStringList();
    QTest::newRow("no end") << QByteArray("DATABASES = {\n 'default': {\n'NAME': 'x'\n")
                            << QStringList();
}

void TestSettingsDatabases::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"shop/settings/devstack.py"_s, text));
    QCOMPARE(found(scratch, u"shop.settings.devstack"_s), expected);
    QCOMPARE(found(scratch, u"shop.settings.other"_s), QStringList());
    QCOMPARE(found(scratch, u"../shop/settings/devstack"_s), QStringList());
}

void TestSettingsDatabases::followsImports()
{
    ScratchCheckout scratch;
    const QByteArray own = "DATABASES = {\n 'default': {\n'NAME': 'base',\n'HOST': 'h'\n}\n}\n";
    QVERIFY(scratch.write(u"shop/settings/base.py"_s, own));
    QVERIFY(scratch.write(u"shop/settings/local.py"_s, "from .base import *\n"));
    QVERIFY(scratch.write(u"shop/settings/devstack.py"_s,
                          "from shop.settings.local import *\nfrom missing import *\n"));
    QCOMPARE(found(scratch, u"shop.settings.devstack"_s), QStringList {u"h| base|"_s});
    const auto databases = settingsDatabases(Checkout(scratch.path()), u"shop.settings.devstack"_s);
    QCOMPARE(databases.first().mark.toString(), u"shop/settings/base.py:3"_s);
}

void TestSettingsDatabases::endsInLoopsAndFloods()
{
    ScratchCheckout scratch;
    QVERIFY(scratch.write(u"a.py"_s, "from b import *\n"));
    QVERIFY(scratch.write(u"b.py"_s, "from a import *\n"));
    QVERIFY(
        scratch.write(u"flood.py"_s,
                      "DATABASES = {\n" + QByteArray("'x': {\n'NAME': 'y',\n},\n").repeated(5000)));
    QCOMPARE(found(scratch, u"a"_s), QStringList());
    QVERIFY(found(scratch, u"flood"_s).size() < 200);
}

QTEST_GUILESS_MAIN(TestSettingsDatabases)
#include "tst_settingsdatabases.moc"
