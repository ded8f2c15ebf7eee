// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "unit/assembly/inputjson.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// What must hold for every model that the rewrite makes, whatever comes in.
class PropertiesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyReferenceExists_data();
    void everyReferenceExists();
    void sameInputSameBytes_data();
    void sameInputSameBytes();
    void everythingIsOurs_data();
    void everythingIsOurs();
    void twoIdasShareNothingButTheWorkspaceNetwork();
    void hashFollowsWhatRuns();

private:
    void addCases();
    Assembly assembled(int index) const;
    QList<AssemblyCase> m_cases = assemblyCases(QStringLiteral(DATA_DIR));
};

namespace {

QStringList referencesOf(const QJsonObject &service)
{
    QStringList references = service.value(u"depends_on").toObject().keys();
    for (const char16_t *field : {u"network_mode", u"ipc", u"pid"}) {
        const QString value = service.value(QStringView(field)).toString();
        if (value.startsWith(u"service:"))
            references.append(value.mid(8));
    }
    for (const char16_t *field : {u"links", u"volumes_from"}) {
        const QJsonArray list = service.value(QStringView(field)).toArray();
        for (const QJsonValue &item : list)
            references.append(item.toString().section(u':', 0, 0));
    }
    const QJsonObject contexts
        = service.value(u"build").toObject().value(u"additional_contexts").toObject();
    for (const QJsonValue &context : contexts) {
        if (context.toString().startsWith(u"service:"))
            references.append(context.toString().mid(8));
    }
    return references;
}

/// Names that the Engine knows one of, by kind.
QSet<QString> engineNames(const Assembly &assembly)
{
    QSet<QString> names {u"project "_s + assembly.project};
    for (const AssembledService &service : assembly.services) {
        names.insert(u"container "_s + service.container);
        if (service.builds)
            names.insert(u"image "_s + service.image);
        for (const PortChoice &port : service.ports)
            names.insert(u"port "_s + QString::number(port.host) + port.want.protocol);
    }
    for (const char16_t *section : {u"networks", u"volumes", u"configs", u"secrets"}) {
        const QJsonObject entries = assembly.model.value(QStringView(section)).toObject();
        for (const QJsonValue &entry : entries)
            names.insert(QString(QString::fromUtf16(section) + u' '
                                 + entry.toObject().value(u"name").toString()));
    }
    return names;
}

} // namespace

void PropertiesTest::addCases()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < m_cases.size(); ++i) {
        if (!m_cases.at(i).expected.contains(u"error"))
            QTest::newRow(qPrintable(m_cases.at(i).name)) << i;
    }
}

Assembly PropertiesTest::assembled(int index) const
{
    const auto assembly = assemble(m_cases.at(index).resolved, m_cases.at(index).input);
    if (!assembly)
        qFatal("%s", qPrintable(assembly.error().toText()));
    return *assembly;
}

void PropertiesTest::everyReferenceExists_data()
{
    addCases();
}

void PropertiesTest::everyReferenceExists()
{
    QFETCH(int, index);
    const Assembly assembly = assembled(index);
    const QJsonObject services = assembly.model.value(u"services").toObject();
    for (auto it = services.begin(); it != services.end(); ++it) {
        QVERIFY2(it.key().startsWith(m_cases.at(index).input.ida + u'.'), qPrintable(it.key()));
        const QJsonObject service = it.value().toObject();
        const QStringList references = referencesOf(service);
        for (const QString &reference : references)
            QVERIFY2(services.contains(reference), qPrintable(it.key() + u" needs "_s + reference));
        const QStringList networks = service.value(u"networks").toObject().keys();
        for (const QString &network : networks)
            QVERIFY(assembly.model.value(u"networks").toObject().contains(network));
        const QJsonArray mounts = service.value(u"volumes").toArray();
        for (const QJsonValue &value : mounts) {
            const QJsonObject mount = value.toObject();
            if (mount.value(u"type").toString() != u"bind"
                && !mount.value(u"source").toString().isEmpty())
                QVERIFY(assembly.model.value(u"volumes")
                            .toObject()
                            .contains(mount.value(u"source").toString()));
        }
    }
    QCOMPARE(assembly.services.size(), services.size());
}

void PropertiesTest::sameInputSameBytes_data()
{
    addCases();
}

void PropertiesTest::sameInputSameBytes()
{
    QFETCH(int, index);
    const Assembly first = assembled(index);
    const Assembly second = assembled(index);
    QCOMPARE(canonicalJson(first.model), canonicalJson(second.model));
    for (qsizetype i = 0; i < first.services.size(); ++i) {
        const AssembledService &service = first.services.at(i);
        QCOMPARE(service.hash.size(), 64);
        QCOMPARE(service.hash, second.services.at(i).hash);
        const QJsonObject labels = first.model.value(u"services")
                                       .toObject()
                                       .value(service.key)
                                       .toObject()
                                       .value(u"labels")
                                       .toObject();
        QCOMPARE(labels.value(label::kHash).toString(), service.hash);
    }
}

void PropertiesTest::everythingIsOurs_data()
{
    addCases();
}

void PropertiesTest::everythingIsOurs()
{
    QFETCH(int, index);
    const AssemblyInput &input = m_cases.at(index).input;
    const Assembly assembly = assembled(index);
    const QStringList keys = assembly.model.keys();
    for (const QString &key : keys)
        QVERIFY2(
            (QStringList {
                 u"configs"_s, u"name"_s, u"networks"_s, u"secrets"_s, u"services"_s, u"volumes"_s})
                .contains(key),
            qPrintable(key));
    const QSet<QString> names = engineNames(assembly);
    for (const QString &name : names) {
        const QString bare = name.section(u' ', 1);
        const bool isOurs = bare.startsWith(input.workspace)
            || input.dataVolumes.values().contains(bare) || name.startsWith(u"port ");
        QVERIFY2(isOurs || name.startsWith(u"configs") || name.startsWith(u"secrets"),
                 qPrintable(name));
    }
    for (const AssembledService &service : assembly.services) {
        const QJsonObject labels = assembly.model.value(u"services")
                                       .toObject()
                                       .value(service.key)
                                       .toObject()
                                       .value(u"labels")
                                       .toObject();
        QCOMPARE(labels.value(label::kWorkspace).toString(), input.workspace);
        QCOMPARE(labels.value(label::kIda).toString(), input.ida);
        QCOMPARE(labels.value(label::kService).toString(), service.name);
    }
}

void PropertiesTest::twoIdasShareNothingButTheWorkspaceNetwork()
{
    int compared = 0;
    for (AssemblyCase test : std::as_const(m_cases)) {
        if (test.expected.contains(u"error"))
            continue;
        test.input.dataVolumes.clear();
        AssemblyInput other = test.input;
        other.ida = test.input.ida + u"-two"_s;
        test.input.siblings = QStringList {other.ida};
        other.siblings = QStringList {test.input.ida};
        const QList<PortChoice> ports = allocatePorts(
            wantedPorts(test.input.ida, test.resolved) + wantedPorts(other.ida, test.resolved),
            {},
            [](const QString &, int, const QString &) { return true; });
        test.input.ports = ports;
        other.ports = ports;
        const auto first = assemble(test.resolved, test.input);
        const auto second = assemble(test.resolved, other);
        QVERIFY(first.hasValue());
        QVERIFY(second.hasValue());
        QSet<QString> shared = engineNames(*first).intersect(engineNames(*second));
        shared.remove(u"networks "_s + workspaceNetworkName(other.workspace));
        QVERIFY2(shared.isEmpty(),
                 qPrintable(test.name + u": "_s + QStringList(shared.values()).join(u", "_s)));
        ++compared;
    }
    QVERIFY(compared > 5);
}

void PropertiesTest::hashFollowsWhatRuns()
{
    const QJsonObject resolved {
        {u"name"_s, u"shop"_s},
        {u"services"_s,
         QJsonObject {
             {u"app"_s, QJsonObject {{u"image"_s, u"x"_s}}},
             {u"db"_s,
              QJsonObject {{u"image"_s, u"mysql"_s},
                           {u"volumes"_s,
                            QJsonArray {QJsonObject {{u"type"_s, u"volume"_s},
                                                     {u"source"_s, u"d"_s},
                                                     {u"target"_s, u"/var/lib/mysql"_s}}}}}}}},
        {u"volumes"_s, QJsonObject {{u"d"_s, QJsonObject {{u"name"_s, u"shop_d"_s}}}}}};
    AssemblyInput input = m_cases.first().input;
    const auto hashes = [&] {
        const auto assembly = assemble(resolved, input);
        return QStringList {assembly->services.at(0).hash, assembly->services.at(1).hash};
    };
    const QStringList before = hashes();
    input.environment[u"app"_s][u"A"_s] = u"1"_s;
    const QStringList withVariable = hashes();
    QVERIFY(withVariable.at(0) != before.at(0));
    QCOMPARE(withVariable.at(1), before.at(1));
    input.dataVolumes[u"d"_s]
        = u"w-1-shop-d-2"_s; // another generation: the database must be made anew
    const QStringList withGeneration = hashes();
    QCOMPARE(withGeneration.at(0), withVariable.at(0));
    QVERIFY(withGeneration.at(1) != before.at(1));
}

QTEST_GUILESS_MAIN(PropertiesTest)
#include "tst_properties.moc"
