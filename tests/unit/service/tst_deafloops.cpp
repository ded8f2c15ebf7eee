// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/deafloops.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Which containers hear no request to end: only of those nothing is lost when they are not waited
/// for.
class TestDeafLoops : public QObject
{
    Q_OBJECT

private slots:
    void knows_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QStringList>("environment");
        QTest::addColumn<bool>("deaf");
        const auto row = [](const char *name,
                            const QStringList &command,
                            bool deaf,
                            const QStringList &environment = {u"PATH=/bin"_s}) {
            QTest::newRow(name) << command << environment << deaf;
        };
        const QString loop = u"while true; do python3 manage.py runserver; sleep 2; done"_s;
        row("a loop", {u"bash"_s, u"-c"_s, loop}, true);
        row("by its path",
            {u"/bin/sh"_s, u"-c"_s, u"cd /app && while :; do ./serve; done"_s},
            true);
        row("over lines", {u"sh"_s, u"-ec"_s, u"while true\ndo\n  ./serve\ndone\n"_s}, true);
        row("a trap",
            {u"sh"_s, u"-c"_s, u"trap 'exit 0' TERM; while :; do sleep 1; done"_s},
            false);
        row("exec", {u"sh"_s, u"-c"_s, u"while true; do exec ./serve; done"_s}, false);
        row("reads a file",
            {u"sh"_s, u"-c"_s, u". ./env.sh; while true; do ./serve; done"_s},
            false);
        row("reads a file, bash",
            {u"bash"_s, u"-c"_s, u"source e && while true; do x; done"_s},
            false);
        row("a file of the environment", {u"bash"_s, u"-c"_s, loop}, false, {u"BASH_ENV=/x"_s});
        row("one command", {u"sh"_s, u"-c"_s, u"python3 manage.py runserver"_s}, false);
        row("an end", {u"sh"_s, u"-c"_s, u"while read -r line; do x; done"_s}, false);
        row("another program first", {u"/entrypoint.sh"_s, u"bash"_s, u"-c"_s, loop}, false);
        row("no shell", {u"python3"_s, u"-c"_s, loop}, false);
        row("arguments", {u"sh"_s, u"-c"_s, loop, u"x"_s}, false);
        row("nothing", {}, false);
    }

    void knows()
    {
        QFETCH(QStringList, command);
        QFETCH(QStringList, environment);
        QTEST(isDeafLoop(command, environment), "deaf");
    }
};

QTEST_GUILESS_MAIN(TestDeafLoops)
#include "tst_deafloops.moc"
