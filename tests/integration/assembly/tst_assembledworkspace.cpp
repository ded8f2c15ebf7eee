// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/assembly.h"
#include "assembly/claims.h"
#include "assembly/hostnetworks.h"
#include "assembly/names.h"
#include "core/files.h"
#include "core/process.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Two repositories whose files fix the same names, run side by side in a real Engine.
class AssembledWorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void oldNamesReachTheirOwnIda();
    void providedNamesReachAcrossIdas();
    void aNameThatBothClaimStaysInside();
    void portsDoNotMeet();
    void againIsANoOp();

private:
    Result<QByteArray> docker(const QStringList &arguments) const;
    QString resolve(const QString &ida, const QString &service, const QString &name) const;
    QString addressOf(const QString &container, const QString &network) const;
    QString file(const QString &ida) const { return m_folder.filePath(ida + u".effective.json"_s); }
    void writeRepository(const QString &ida);
    void assembleBoth();

    QString m_workspace = u"asm-test-%1"_s.arg(QCoreApplication::applicationPid());
    QTemporaryDir m_folder;
    QMap<QString, Assembly> m_assemblies;
    const QStringList m_idas {u"catalog"_s, u"orders"_s};
};

namespace {

/// Both fix container name, external network, volume name and host port; neither network nor
/// "../src" exists.
constexpr char kCompose[] = R"(
version: "3.8"
services:
  app:
    image: debian:bookworm-slim
    container_name: devstack.app
    command: ["sh", "-c", "while true; do sleep 1; done"]
    depends_on: [db]
    links: ["db:store.alias"]
    volumes: [".:/code", "../src:/edx/src:cached"]
    ports: ["43917:80"]
    networks: [devstack_default]
  db:
    image: debian:bookworm-slim
    container_name: fixed.db
    command: ["sleep", "600"]
    volumes: ["data:/var/lib/mysql"]
    networks: [devstack_default]
networks:
  devstack_default: {external: true}
volumes:
  data: {name: fixed_data}
)";

} // namespace

Result<QByteArray> AssembledWorkspaceTest::docker(const QStringList &arguments) const
{
    ProcessSpec spec;
    spec.program = u"docker"_s;
    spec.arguments = arguments;
    spec.timeout = std::chrono::minutes(3);
    return runTool(spec);
}

QString AssembledWorkspaceTest::resolve(const QString &ida,
                                        const QString &service,
                                        const QString &name) const
{
    const QString container = IdaNames {m_workspace, ida, {}}.container(service);
    const auto found = docker({u"exec"_s, container, u"getent"_s, u"ahostsv4"_s, name});
    return found ? QString::fromUtf8(*found).section(u' ', 0, 0) : QString();
}

QString AssembledWorkspaceTest::addressOf(const QString &container, const QString &network) const
{
    const auto found
        = docker({u"inspect"_s,
                  u"--format"_s,
                  u"{{(index .NetworkSettings.Networks \"%1\").IPAddress}}"_s.arg(network),
                  container});
    return found ? QString::fromUtf8(*found).trimmed() : QString();
}

void AssembledWorkspaceTest::writeRepository(const QString &ida)
{
    const QString path = m_folder.filePath(ida);
    QVERIFY(QDir().mkpath(path));
    QVERIFY(writeFile(path + u"/docker-compose.yml"_s, kCompose).hasValue());
}

void AssembledWorkspaceTest::assembleBoth()
{
    QMap<QString, QJsonObject> resolved;
    QList<PortWant> wants;
    QList<NameClaim> claims;
    QMap<QString, Manifest> manifests;
    for (const QString &ida : m_idas) {
        const auto json = docker({u"compose"_s,
                                  u"--project-directory"_s,
                                  m_folder.filePath(ida),
                                  u"-f"_s,
                                  m_folder.filePath(ida + u"/docker-compose.yml"_s),
                                  u"config"_s,
                                  u"--format"_s,
                                  u"json"_s});
        QVERIFY2(json.hasValue(), qPrintable(json ? QString() : json.error().toText()));
        resolved[ida] = QJsonDocument::fromJson(*json).object();
        manifests[ida].provides = {{u"edx.devstack."_s + ida, u"app"_s}};
        wants += wantedPorts(ida, resolved[ida]);
        claims += claimedNames(ida, resolved[ida], manifests[ida], {});
    }
    const auto ports
        = allocatePorts(wants, {}, [](const QString &address, int port, const QString &) {
              QTcpServer server;
              return server.listen(QHostAddress(address), quint16(port));
          });
    const auto subnets = allocateSubnets(
        {{workspaceNetworkName(m_workspace), kWorkspacePrefix}, {u"catalog"_s}, {u"orders"_s}},
        {Subnet::parse(u"10.219.0.0/16"_s).value()},
        hostSubnets());
    QVERIFY(subnets.hasValue());
    const auto withheld = withheldNames(claims);
    for (const QString &ida : m_idas) {
        AssemblyInput input;
        input.workspace = m_workspace;
        input.ida = ida;
        input.siblings = m_idas;
        input.siblings.removeAll(ida);
        input.checkout = m_folder.filePath(ida);
        input.manifest = manifests[ida];
        input.privateSubnet = subnets->value(ida);
        input.ports = ports;
        input.paths = probePaths(mountedPaths(resolved[ida]));
        input.withheldNames = withheld.value(ida);
        input.lean = false; // the stand-in is no real database
        const auto assembly = assemble(resolved[ida], input);
        QVERIFY2(assembly.hasValue(), qPrintable(assembly ? QString() : assembly.error().toText()));
        m_assemblies.insert(ida, *assembly);
        QVERIFY(writeJson(file(ida), assembly->model).hasValue());
    }
    QVERIFY(docker({u"network"_s,
                    u"create"_s,
                    u"--subnet"_s,
                    subnets->value(workspaceNetworkName(m_workspace)).toString(),
                    workspaceNetworkName(m_workspace)})
                .hasValue());
}

void AssembledWorkspaceTest::initTestCase()
{
    const auto engine = docker({u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s});
    QVERIFY2(engine.hasValue(), "a Docker Engine is needed");
    for (const QString &ida : m_idas)
        writeRepository(ida);
    assembleBoth();
    for (const QString &ida : m_idas) {
        const auto up = docker({u"compose"_s,
                                u"-p"_s,
                                m_assemblies[ida].project,
                                u"-f"_s,
                                file(ida),
                                u"up"_s,
                                u"-d"_s,
                                u"-y"_s});
        QVERIFY2(up.hasValue(), qPrintable(up ? QString() : up.error().toText()));
    }
}

void AssembledWorkspaceTest::cleanupTestCase()
{
    for (const QString &ida : m_idas) {
        if (m_assemblies.contains(ida))
            QVERIFY(docker({u"compose"_s,
                            u"-p"_s,
                            m_assemblies[ida].project,
                            u"-f"_s,
                            file(ida),
                            u"down"_s,
                            u"-v"_s,
                            u"-t"_s,
                            u"0"_s})
                        .hasValue());
    }
    QVERIFY(docker({u"network"_s, u"rm"_s, workspaceNetworkName(m_workspace)}).hasValue());
}

void AssembledWorkspaceTest::oldNamesReachTheirOwnIda()
{
    for (const QString &ida : m_idas) {
        const IdaNames names {m_workspace, ida, {}};
        const QString own = addressOf(names.container(u"db"_s), names.privateNetwork());
        QVERIFY(!own.isEmpty());
        for (const QString &name : {u"db"_s, u"fixed.db"_s, u"store.alias"_s})
            QCOMPARE(resolve(ida, u"app"_s, name), own);
    }
}

void AssembledWorkspaceTest::providedNamesReachAcrossIdas()
{
    const QString network = workspaceNetworkName(m_workspace);
    const QString orders
        = addressOf(IdaNames {m_workspace, u"orders"_s, {}}.container(u"app"_s), network);
    QVERIFY(!orders.isEmpty());
    QCOMPARE(resolve(u"catalog"_s, u"app"_s, u"edx.devstack.orders"_s), orders);
}

void AssembledWorkspaceTest::aNameThatBothClaimStaysInside()
{
    for (const QString &ida : m_idas) {
        const IdaNames names {m_workspace, ida, {}};
        const QString own = addressOf(names.container(u"app"_s), names.privateNetwork());
        QCOMPARE(resolve(ida, u"db"_s, u"devstack.app"_s), own);
    }
}

void AssembledWorkspaceTest::portsDoNotMeet()
{
    QStringList published;
    for (const QString &ida : m_idas) {
        const auto port
            = docker({u"port"_s, IdaNames {m_workspace, ida, {}}.container(u"app"_s), u"80"_s});
        QVERIFY(port.hasValue());
        published.append(QString::fromUtf8(*port).trimmed());
    }
    QVERIFY(published.at(0).startsWith(u"127.0.0.1:"));
    QVERIFY(published.at(0) != published.at(1));
}

void AssembledWorkspaceTest::againIsANoOp()
{
    const auto labels = [this](const QString &ida) {
        const auto found = docker({u"inspect"_s,
                                   u"--format"_s,
                                   u"{{.Id}} {{index .Config.Labels \"devstack.hash\"}}"_s,
                                   IdaNames {m_workspace, ida, {}}.container(u"app"_s)});
        return found ? QString::fromUtf8(*found).trimmed() : QString();
    };
    const QString before = labels(u"catalog"_s);
    QCOMPARE(before.section(u' ', 1), m_assemblies[u"catalog"_s].services.first().hash);
    QVERIFY(docker({u"compose"_s,
                    u"-p"_s,
                    m_assemblies[u"catalog"_s].project,
                    u"-f"_s,
                    file(u"catalog"_s),
                    u"up"_s,
                    u"-d"_s,
                    u"-y"_s})
                .hasValue());
    QCOMPARE(labels(u"catalog"_s), before);
}

QTEST_GUILESS_MAIN(AssembledWorkspaceTest)
#include "tst_assembledworkspace.moc"
