// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/dockercall.h"
#include "support/scratchcheckout.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// "exec/compose/v1 sub -f file [names] inner {shell} user"
QString described(const DockerCall &call)
{
    QString text = call.compose ? (call.composeV1 ? u"v1 "_s : u"v2 "_s) : QString();
    text += call.subcommand;
    for (const QString &file : call.files)
        text += u" -f "_s + file;
    if (!call.project.isEmpty())
        text += u" -p "_s + call.project;
    text += u" ["_s + call.names.join(u',') + u']';
    if (!call.innerShell.isEmpty())
        text += u" {"_s + call.innerShell + u'}';
    else if (!call.inner.isEmpty())
        text += u' ' + call.inner.join(u'·');
    if (!call.as.user.isEmpty())
        text += u" u="_s + call.as.user;
    if (!call.as.workingDir.isEmpty())
        text += u" w="_s + call.as.workingDir;
    for (const QString &variable : call.as.environment)
        text += u" e="_s + variable;
    for (const QString &variable : call.as.unknown)
        text += u" ?="_s + variable;
    return text;
}

} // namespace

/// What scripts and recipes do with Docker.
class TestDockerCall : public QObject
{
    Q_OBJECT

private slots:
    void calls_data();
    void calls();
    void ofTargets();
    void ofScripts();
};

void TestDockerCall::calls_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *command, const char16_t *expected) {
        QTest::newRow(command) << QString::fromUtf8(command) << QString::fromUtf16(expected);
    };
    row("docker exec -u 0 -it app.db mysql app", u"exec [app.db] mysql·app u=0");
    row("docker exec -itu root x sh", u"exec [x] sh u=root");
    row("docker exec --user=1:2 -w /app -e A=b -e=C=d --env A=c x ls",
        u"exec [x] ls u=1:2 w=/app e=C=d e=A=c");
    row("docker exec -e HOME -e T=$(id) -e TERM=$TERM -e U=${U} -u ${U} x ls",
        u"exec [x] ls ?=HOME ?=T ?=U");
    row("docker compose exec -T --workdir /app -e A=b app ls", u"v2 exec [app] ls w=/app e=A=b");
    row("docker compose run --rm -u 0 -e A=b app ls", u"v2 run [app] ls u=0 e=A=b");
    row("docker exec -t --user=0 -e A=b x bash -c 'cd /a && make migrate'",
        u"exec [x] {cd /a && make migrate} u=0 e=A=b");
    row("docker exec -i x bash -lc \"echo \\\"a\\\"\"", u"exec [x] {echo \"a\"}");
    row("docker container exec x ls", u"exec [x] ls");
    row("docker-compose up -d --build", u"v1 up []");
    row("docker compose up -d app worker", u"v2 up [app,worker]");
    row("docker-compose -f $W/devstack/docker-compose.yml up -d redis",
        u"v1 up -f ${W}/devstack/docker-compose.yml [redis]");
    row("docker-compose -p blue -f a.yml -f=b.yml exec web python manage.py migrate",
        u"v1 exec -f a.yml -f b.yml -p blue [web] python·manage.py·migrate");
    row("docker --context far compose --profile x logs -f --tail=500 app", u"v2 logs [app]");
    row("docker compose run --rm -e A=b --entrypoint sh web -c 'x'", u"v2 run [web] -c·x e=A=b");
    row("docker run --rm -v /a:/b -p 80:80 mysql:8 mysqld --x", u"run [mysql:8] mysqld·--x");
    row("docker volume rm dev_mysql other", u"volume rm [dev_mysql,other]");
    row("docker network create devstack_default", u"network create [devstack_default]");
    row("sudo docker push a/b:c", u"push [a/b:c]");
    row("env A=b timeout 5 docker-compose down -v", u"v1 down []");
    row("bash -c 'docker exec x ls && echo'", u"exec [x] ls");
    row("/usr/bin/docker attach app", u"attach [app]");
    row("docker build . -f Dockerfile --target app -t name", u"build [.,Dockerfile,app,name]");
    row("docker stop a b", u"stop [a,b]");
    row("echo docker exec x", u"");
    row("docker", u"");
}

void TestDockerCall::calls()
{
    QFETCH(QString, command);
    QFETCH(QString, expected);
    QString text;
    for (const SimpleCommand &simple : shellCommands(command, {})) {
        for (const DockerCall &call : dockerCalls(simple))
            text += described(call);
    }
    QCOMPARE(text, expected);
}

void TestDockerCall::ofTargets()
{
    ScratchCheckout scratch;
    QVERIFY(
        scratch.write(u"Makefile"_s,
                      "DC = docker compose -f dev.yml\n%-shell:\n\t@docker exec -it app.$* bash\n"
                      "dev.up:\n\techo a && \\\n\t$(DC) up -d\n"));
    const Makefile makefile = readMakefile(Checkout(scratch.path()));
    const QList<DockerCall> shell = dockerCalls(*makefile.find(u"app-shell"_s).target);
    QCOMPARE(shell.size(), 1);
    QCOMPARE(described(shell.first()), u"exec [app.${*}] bash"_s);
    QCOMPARE(shell.first().target, u"%-shell"_s);
    QCOMPARE(shell.first().evidence.mark, (SourceMark {u"Makefile"_s, 3, 0}));
    QCOMPARE(shell.first().evidence.text, u"@docker exec -it app.$* bash"_s);
    const QList<DockerCall> up = dockerCalls(*makefile.find(u"dev.up"_s).target);
    QCOMPARE(up.size(), 1);
    QCOMPARE(described(up.first()), u"v2 up -f dev.yml []"_s);
    QCOMPARE(up.first().evidence.mark.line, 6);
}

void TestDockerCall::ofScripts()
{
    const Script script = readScript(
        u"name=app\nuntil docker exec -i $name.db mysql -e x\ndo sleep 1\ndone\n"
        "docker exec -i $name.app bash << EOS\n  python manage.py $name\nEOS\n"_s.split(u'\n'),
        u"provision.sh"_s);
    const QList<DockerCall> calls = dockerCalls(script);
    QCOMPARE(calls.size(), 2);
    QCOMPARE(calls.at(0).loop, 0);
    QVERIFY(!script.loops.at(0).bounded);
    QCOMPARE(calls.at(1).names, QStringList {u"app.app"_s});
    QCOMPARE(calls.at(1).input.trimmed(), u"python manage.py app"_s);
    QCOMPARE(calls.at(1).script, u"provision.sh"_s);
    QCOMPARE(calls.at(1).evidence.mark.line, 5);
}

QTEST_GUILESS_MAIN(TestDockerCall)
#include "tst_dockercall.moc"
