// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demoterminal.h"

#include "demo/demodata.h"

#include <algorithm>

namespace devstack::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPrompt = "\x1b[1;32mapp@credentials\x1b[0m:\x1b[1;34m/app\x1b[0m$ ";
constexpr auto kDatabasePrompt = "\x1b[1mmysql\x1b[0m> ";
constexpr int kFloodLines = 20'000;

/// What was done in the shell before.
constexpr auto kShellPast
    = "ls\r\n\x1b[1;34mcredentials\x1b[0m  \x1b[1;34mlocale\x1b[0m  Makefile  "
      "\x1b[1;32mmanage.py\x1b[0m  "
      "README.rst  \x1b[1;34mrequirements\x1b[0m  setup.cfg  \x1b[1;36mstatic\x1b[0m\r\n";
constexpr auto kTests
    = "pytest -q credentials/apps/records\r\n"
      "\x1b[32m.......................................\x1b[0m\x1b[31mF\x1b[0m\x1b[32m............."
      "\x1b[0m \x1b[32m[100%]\x1b[0m\r\n"
      "\x1b[31m==================================== FAILURES "
      "====================================\x1b[0m\r\n"
      "\x1b[31m\x1b[1m_______________________ RecordsTests.test_shared_record "
      "________________________\x1b[0m\r\n"
      "\x1b[1mcredentials/apps/records/tests/test_views.py\x1b[0m:218: in test_shared_record\r\n"
      "    \x1b[34massert\x1b[0m response.status_code == \x1b[94m200\x1b[0m\r\n"
      "\x1b[31mE   assert 403 == 200\x1b[0m\r\n"
      "see https://docs.example.org/records/sharing for who may see a record\r\n"
      "\x1b[31m\x1b[31m\x1b[1m1 failed\x1b[0m, \x1b[32m53 passed\x1b[0m\x1b[31m in "
      "4.12s\x1b[0m\r\n";
constexpr auto kDatabasePast
    = "Server version: 8.0.36 MySQL Community Server\r\n\r\n\x1b[1mmysql\x1b[0m> SELECT id, "
      "username FROM core_user LIMIT 3;\r\n"
      "+----+--------------------+\r\n| id | username           "
      "|\r\n+----+--------------------+\r\n"
      "|  1 | edx                |\r\n|  2 | credentials_worker |\r\n|  3 | 田中さん           "
      "|\r\n"
      "+----+--------------------+\r\n3 rows in set (0.00 sec)\r\n\r\n";

/// Echoes lines and carries some of them out.
class DemoTerminal : public TerminalClient
{
public:
    explicit DemoTerminal(bool isDatabase)
        : m_prompt(isDatabase ? kDatabasePrompt : kPrompt)
    {
        QTimer::singleShot(0, this, [this, isDatabase] {
            if (isDatabase)
                say(QByteArray(kDatabasePast) + m_prompt);
            else
                say(QByteArray("\x1b]0;app@credentials: /app\a") + m_prompt + kShellPast + m_prompt
                    + kTests + m_prompt);
        });
    }

    QByteArray read(qsizetype most) override
    {
        const QByteArray bytes = m_output.first(std::min(most, m_output.size()));
        m_output.remove(0, bytes.size());
        if (m_output.isEmpty() && m_exitCode >= 0)
            QTimer::singleShot(0, this, [this] { emit ended(m_exitCode); });
        return bytes;
    }

    void write(const QByteArray &bytes) override
    {
        for (const char key : bytes) {
            if (m_isEditing && key == 'q') {
                m_isEditing = false;
                say("\x1b[?1049l" + m_prompt);
            } else if (m_isEditing) {
                continue;
            } else if (key == '\r') {
                say("\r\n");
                carryOut(std::exchange(m_line, {}));
            } else if (key == '\x7f') {
                if (!m_line.isEmpty())
                    say("\b \b");
                m_line.chop(1);
            } else if (key >= ' ' || key < 0) {
                m_line += key;
                say(QByteArray(1, key));
            }
        }
    }

    void resize(TerminalSize size) override { m_size = size; }

private:
    void say(const QByteArray &bytes)
    {
        const bool waits = !m_output.isEmpty();
        m_output += bytes;
        if (!waits)
            emit readable();
    }

    void carryOut(const QByteArray &line)
    {
        if (line.startsWith("exit")) {
            m_exitCode = line.mid(5).toInt();
            say("exit\r\n");
        } else if (line == "vi") {
            m_isEditing = true;
            say("\x1b[?1049h\x1b[2J\x1b[H# Settings of this machine\r\nDEBUG = True\r\n"
                "\x1b[34m~\r\n~\r\n~\x1b[0m\x1b["
                + QByteArray::number(m_size.rows) + ";1H\x1b[7msettings.py  2L\x1b[0m\x1b[2;1H");
        } else if (line == "flood") {
            QByteArray flood;
            for (int number = 0; number < kFloodLines; ++number)
                flood += "line " + QByteArray::number(number) + " of the flood\r\n";
            say(flood + m_prompt);
        } else if (line == "size") {
            say(QByteArray::number(m_size.columns) + 'x' + QByteArray::number(m_size.rows) + "\r\n"
                + m_prompt);
        } else if (line == "ls") {
            say(QByteArray("manage.py  README.rst\r\n") + m_prompt);
        } else {
            say((line.isEmpty() ? QByteArray() : "sh: " + line + ": not found\r\n") + m_prompt);
        }
    }

    QByteArray m_prompt;
    QByteArray m_output;
    QByteArray m_line;
    TerminalSize m_size;
    bool m_isEditing = false;
    int m_exitCode = -1;
};

} // namespace

Result<std::shared_ptr<TerminalClient>> openTerminal(const TerminalRequest &request)
{
    const WorkspaceSnapshot now = snapshot();
    const IdaView *ida = now.ida(request.ida);
    if (!ida)
        return notFound(u"There is no IDA “%1”."_s.arg(request.ida));
    const QString name = request.service.isEmpty() ? ida->primary : request.service;
    const auto service = std::ranges::find(ida->services, name, &ServiceView::name);
    if (service == ida->services.end() || service->state != ServiceState::Running) {
        return failed(u"%1/%2 is not running: Exited (0)."_s.arg(ida->name, name),
                      u"“devstack start %1” starts it."_s.arg(ida->name));
    }
    auto client = std::make_shared<DemoTerminal>(request.command == u"dbshell");
    client->resize(request.size);
    return std::shared_ptr<TerminalClient>(std::move(client));
}

} // namespace devstack::demo
