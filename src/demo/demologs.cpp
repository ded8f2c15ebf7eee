// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demologs.h"

#include "core/linelevel.h"

#include <QDateTime>

#include <array>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

qint64 demoNow()
{
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

} // namespace

DemoLogs::DemoLogs(const WorkspaceSnapshot &snapshot)
{
    for (const IdaView &ida : snapshot.idas) {
        for (const ServiceView &service : ida.services) {
            const QString folder = loggedServiceFolder(store(), ida.name, service.name);
            if (auto writer = LogWriter::open(folder, u"demo"_s))
                m_writers.push_back(std::move(*writer));
        }
    }
    constexpr int kFirstLines = 400;
    begin();
    write(kFirstLines);
    m_clock.setInterval(std::chrono::milliseconds(400));
    connect(&m_clock, &QTimer::timeout, this, [this] { write(3); });
    m_clock.start();
}

void DemoLogs::begin()
{
    constexpr qint64 kSecond = 1'000'000'000;
    const qint64 start = demoNow() - 90 * kSecond;
    for (const auto &writer : m_writers) {
        QByteArray lines;
        appendStored(lines, {StoredLine::Kind::Started, start, {}, false, false, {}});
        appendStored(lines, {StoredLine::Kind::Out, start + kSecond, {}, false, false, "ready"});
        appendStored(lines, {StoredLine::Kind::Ended, start + 30 * kSecond, {}, false, false, "1"});
        appendStored(lines,
                     {StoredLine::Kind::Started, start + 34 * kSecond, {}, false, false, {}});
        std::ignore = writer->append(lines);
    }
}

void DemoLogs::write(int lines)
{
    static const std::array<const char *, 12> kTexts {
        "\x1b[32mINFO\x1b[0m  GET /api/v2/records/ 200 in 14 ms",
        "\x1b[32mINFO\x1b[0m  refresh: 120 courses from platform",
        "\x1b[32mINFO\x1b[0m  issued token client=credentials-backend",
        "\x1b[2mDEBUG cache hit programme:42\x1b[0m",
        "\x1b[33mWARN\x1b[0m  slow query 412 ms: SELECT … FROM records_programcert",
        "\x1b[32mINFO\x1b[0m  task assign_licences[3f2a] succeeded in 0.8 s",
        "\x1b[32mINFO\x1b[0m  ready for connections, port 3306",
        "\x1b[31;1mERROR\x1b[0m OperationalError (1146, \"Table 'credentials.records' doesn't "
        "exist\")",
        "\x1b[32mINFO\x1b[0m  GET /health/ 200 in 2 ms",
        "{\"level\": \"info\", \"event\": \"certificate issued\", \"learner\": 42, "
        "\"course\": {\"key\": \"edX+DemoX\", \"run\": \"2026\"}}",
        "Traceback (most recent call last):\n"
        "  File \"/edx/app/credentials/records/api.py\", line 41, in get\n"
        "    return ProgramRecord.objects.get(uuid=uuid)\n"
        "records.models.ProgramRecord.DoesNotExist: ProgramRecord matching query does not "
        "exist.",
        "\x1b[32mINFO\x1b[0m  refresh done"};
    constexpr qint64 kPause = 130'000'000;
    for (int i = 0; i < lines && !m_writers.empty(); ++i, ++m_count) {
        const size_t service = (m_count * 7) % m_writers.size();
        // Errors are rare, as in life.
        const size_t text = m_count % 31 == 30 ? 7
            : m_count % 61 == 60               ? 10
            : m_count % 23 == 22               ? 9
            : m_count % 13 == 12               ? 4
                                               : (m_count * 5) % 4;
        QByteArray stored;
        for (const QByteArray &line : QByteArray(kTexts.at(text)).split('\n')) {
            appendStored(stored,
                         {StoredLine::Kind::Out,
                          demoNow() + (i - lines) * kPause,
                          lineLevelOf(QString::fromUtf8(line)),
                          false,
                          false,
                          line});
        }
        std::ignore = m_writers[service]->append(stored);
    }
}

} // namespace devstack
