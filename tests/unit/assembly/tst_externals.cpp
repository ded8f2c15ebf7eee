// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/assembly.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// How the services of an IDA reach another one that runs elsewhere.
class ExternalsTest : public QObject
{
    Q_OBJECT

private slots:
    void urlsFollow_data();
    void urlsFollow();
    void namesLeadToTheHost();
    void theFileWins();
    void databasesAreLeftAlone();
    void withoutExternalsNothingChanges();
    void unknownAddressIsTold();

private:
    static QJsonObject resolved(const QString &value, const QString &more = {})
    {
        return QJsonDocument::fromJson(
                   uR"({"services": {"app": {"build": {"context": "/r"}, "environment": {"V": "%1"}%2},
                        "db": {"image": "mysql:8", "environment": {"V": "%1"}}}})"_s
                       .arg(value, more)
                       .toUtf8())
            .object();
    }
    static AssemblyInput input(const QString &url, const QString &address)
    {
        AssemblyInput input;
        input.workspace = u"w"_s;
        input.ida = u"shop"_s;
        input.checkout = u"/r"_s;
        input.externals = {{u"edx.lms"_s, url, address}};
        return input;
    }
    static QJsonObject
    service(const QJsonObject &resolved, const AssemblyInput &input, const QString &name)
    {
        const auto assembly = assemble(resolved, input);
        if (!assembly)
            qFatal("%s", qPrintable(assembly.error().toText()));
        return assembly->model.value(u"services"_s).toObject().value(u"shop."_s + name).toObject();
    }
};

void ExternalsTest::urlsFollow_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("after");
    const QString there = u"https://lms.example.org/base"_s;
    QTest::newRow("with a path") << u"http://edx.lms:8000/api/v1"_s << there
                                 << u"https://lms.example.org/api/v1"_s;
    QTest::newRow("alone") << u"http://edx.lms"_s << there << u"https://lms.example.org"_s;
    QTest::newRow("two in a list") << u"http://edx.lms:8000,https://edx.lms:8443/x"_s << there
                                   << u"https://lms.example.org,https://lms.example.org/x"_s;
    QTest::newRow("a longer name")
        << u"http://edx.lms.other:8000/"_s << there << u"http://edx.lms.other:8000/"_s;
    QTest::newRow("a longer name before")
        << u"http://my.edx.lms/"_s << there << u"http://my.edx.lms/"_s;
    QTest::newRow("its name is no pattern")
        << u"http://edxxlms/"_s << there << u"http://edxxlms/"_s;
    QTest::newRow("another scheme")
        << u"mysql://edx.lms:3306/x"_s << there << u"mysql://edx.lms:3306/x"_s;
    QTest::newRow("with a port there")
        << u"http://edx.lms:8000/"_s << u"http://lms.example.org:81/"_s
        << u"http://lms.example.org:81/"_s;
}

void ExternalsTest::urlsFollow()
{
    QFETCH(QString, before);
    QFETCH(QString, url);
    const QJsonObject app = service(resolved(before), input(url, u"192.0.2.7"_s), u"app"_s);
    QTEST(app.value(u"environment").toObject().value(u"V").toString(), "after");
}

void ExternalsTest::namesLeadToTheHost()
{
    const QJsonObject there
        = service(resolved(u"x"_s), input(u"https://lms.example.org"_s, u"192.0.2.7"_s), u"app"_s);
    QCOMPARE(there.value(u"extra_hosts").toArray(), QJsonArray {u"edx.lms=192.0.2.7"_s});
    // On the engineer's own machine, in an editor for instance.
    const QJsonObject here = service(resolved(u"http://edx.lms:8000/"_s),
                                     input(u"http://localhost:18000"_s, u"host-gateway"_s),
                                     u"app"_s);
    QCOMPARE(here.value(u"environment").toObject().value(u"V").toString(),
             u"http://host.docker.internal:18000/"_s);
    QCOMPARE(here.value(u"extra_hosts").toArray(),
             QJsonArray({u"edx.lms=host-gateway"_s, u"host.docker.internal=host-gateway"_s}));
}

void ExternalsTest::theFileWins()
{
    const QJsonObject app
        = service(resolved(u"x"_s, u", \"extra_hosts\": [\"edx.lms=10.0.0.1\"]"_s),
                  input(u"https://lms.example.org"_s, u"192.0.2.7"_s),
                  u"app"_s);
    QCOMPARE(app.value(u"extra_hosts").toArray(), QJsonArray {u"edx.lms=10.0.0.1"_s});
}

void ExternalsTest::databasesAreLeftAlone()
{
    const AssemblyInput elsewhere = input(u"https://lms.example.org"_s, u"192.0.2.7"_s);
    AssemblyInput nowhere = elsewhere;
    nowhere.externals.clear();
    const QJsonObject model = resolved(u"http://edx.lms/"_s);
    QCOMPARE(service(model, elsewhere, u"db"_s), service(model, nowhere, u"db"_s));
}

void ExternalsTest::withoutExternalsNothingChanges()
{
    AssemblyInput nowhere = input({}, {});
    nowhere.externals.clear();
    QVERIFY(!service(resolved(u"http://edx.lms/"_s), nowhere, u"app"_s).contains(u"extra_hosts"));
}

void ExternalsTest::unknownAddressIsTold()
{
    const auto assembly
        = assemble(resolved(u"x"_s), input(u"https://lms.example.org"_s, QString()));
    QVERIFY(assembly);
    QVERIFY(std::ranges::any_of(assembly->notes, [](const AssemblyNote &note) {
        return note.level == AssemblyNote::Level::Warning && note.what.contains(u"edx.lms"_s);
    }));
    QVERIFY(!assembly->model.value(u"services"_s)
                 .toObject()
                 .value(u"shop.app"_s)
                 .toObject()
                 .contains(u"extra_hosts"));
}

QTEST_GUILESS_MAIN(ExternalsTest)
#include "tst_externals.moc"
