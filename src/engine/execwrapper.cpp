// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/execwrapper.h"

#include "engine/execsession.h"

#include <QUuid>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kAnnounce = uR"(printf '%s %s\n' "$0" "$$"; exec "$@")"_s;

/// /proc/PID/stat is "pid (name) state ppid pgrp session …"; the name may hold blanks and brackets.
/// Rounds until nothing is added, because a child may come before its parent.
const QString kSignal = uR"(target=$1; signal=$2; found=' '; again=1
while [ -n "$again" ]; do
    again=
    for stat in /proc/[0-9]*/stat; do
        { read -r line < "$stat"; } 2>/dev/null || continue
        pid=${line%% *}
        case $found in *" $pid "*) continue ;; esac
        set -- ${line##*) }
        case $found in *" $2 "*) inside=1 ;; *) inside= ;; esac
        if [ "$4" = "$target" ] || [ -n "$inside" ]; then
            found="$found$pid "
            again=1
        fi
    done
done
status=0
for pid in $found; do kill -s "$signal" "$pid" 2>/dev/null || status=1; done
exit $status
)"_s;

constexpr std::chrono::seconds kSignalLimit {10};
constexpr qsizetype kHeldLimit = 64 * 1024;

const QString kMarkers = u"devstack-"_s;
const QString kTerminalMarkers = u"terminal-of-devstack-"_s;

/// How the markers of this process begin.
const QString &ownMarkers()
{
    static const QString own = kMarkers + QUuid::createUuid().toString(QUuid::Id128) + u'-';
    return own;
}

/// Whether the script ran and could signal all that it found.
bool runSignal(const EngineClient &engine, const ExecSpec &spec)
{
    auto session = ExecSession::start(engine, spec, spec.command, [](int, QByteArrayView) {}, {});
    if (!session || !(*session)->pump(std::chrono::steady_clock::now() + kSignalLimit))
        return false;
    return (*session)->exitCode().valueOr(1) == 0;
}

} // namespace

ExecWrapper::ExecWrapper(Use use)
    : m_mayComeLater(use == Use::Terminal)
    , m_marker((use == Use::Terminal ? kTerminalMarkers : ownMarkers())
               + QUuid::createUuid().toString(QUuid::Id128))
{
}

QStringList ExecWrapper::wrapped(const QStringList &command) const
{
    return QStringList {u"sh"_s, u"-c"_s, kAnnounce, m_marker} + command;
}

QStringList ExecWrapper::foreignCommand(const QStringList &words)
{
    const bool isWrapped = words.size() > 4 && words[0] == u"sh" && words[1] == u"-c"
        && words[2] == kAnnounce && words[3].startsWith(kMarkers);
    return isWrapped && !words[3].startsWith(ownMarkers()) ? words.sliced(4) : QStringList();
}

QByteArray ExecWrapper::strip(QByteArrayView output)
{
    if (!m_searching)
        return output.toByteArray();
    m_held.append(output);
    const QByteArray prefix = m_marker.toLatin1() + ' ';
    // On a terminal docker's own warnings stand before it.
    const qsizetype at = m_mayComeLater ? m_held.indexOf(prefix) : 0;
    const qsizetype compared = std::min(m_held.size(), prefix.size());
    // Without the announcement the shell did not start, and what comes is the engine's complaint.
    if (at < 0 || (!m_mayComeLater && m_held.first(compared) != prefix.first(compared)))
        return m_held.size() > kHeldLimit ? rest() : QByteArray();
    const qsizetype end = m_held.indexOf('\n', at);
    if (end < 0)
        return {};
    bool valid = false;
    const qint64 pid
        = m_held.sliced(at + prefix.size(), end - at - prefix.size()).trimmed().toLongLong(&valid);
    if (valid && pid > 1)
        m_pid = pid;
    m_held.remove(at, end + 1 - at);
    return rest();
}

QByteArray ExecWrapper::rest()
{
    m_searching = false;
    return std::exchange(m_held, {});
}

void signalSession(const EngineClient &engine,
                   const ExecSpec &spec,
                   qint64 pid,
                   const QString &signal)
{
    ExecSpec script;
    script.container = spec.container;
    script.user = u"0:0"_s;
    script.workingDir = u"/"_s;
    script.command = {u"sh"_s, u"-c"_s, kSignal, u"devstack"_s, QString::number(pid), signal};
    if (runSignal(engine, script))
        return;
    // Root without the capability to kill cannot signal others.
    script.user = spec.user;
    runSignal(engine, script);
}

} // namespace devstack
