// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/runcomparer.h"

#include "model/operation/operation.h"
#include "store/runcomparison.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"
#include "ui/text/runmark.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isBeginning(RunDifference::Kind kind)
{
    using Kind = RunDifference::Kind;
    return kind == Kind::Commit || kind == Kind::Mode || kind == Kind::Variant
        || kind == Kind::Configuration;
}

QString labelOf(const RunState &run)
{
    return u"%1 · %2 · %3"_s.arg(whenText(run.header.start, QDateTime::currentDateTimeUtc()),
                                 titleOf(run.header),
                                 runmark::word(runmark::ofRun(run)));
}

/// How it ended, in the words of the interface: "failed: it ended with 3".
QString endText(const RunDifference &one, const QString &text)
{
    if (text.isEmpty())
        return u"–"_s;
    if (one.kind == RunDifference::Kind::Result) {
        RunState run;
        run.result = text == toString(RunResult::Running) ? RunResult::Running : runResultOf(text);
        return runmark::word(runmark::ofRun(run));
    }
    if (one.kind != RunDifference::Kind::Step)
        return text;
    StepInfo step;
    step.state = stepStateOf(text.section(u':', 0, 0));
    return runmark::word(runmark::ofStep(step)) + text.mid(toString(step.state).size());
}

} // namespace

RunComparer::RunComparer(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::runsChanged, this, [this] {
        if (m_run.isEmpty())
            return;
        if (find(m_run) == nullptr)
            close(); // another workspace, or its journal is gone
        else
            compare();
    });
}

const RunState *RunComparer::find(const QString &id) const
{
    const auto run = std::ranges::find(
        m_hub.runs(), id, [](const RunState &each) -> const QString & { return each.header.id; });
    return run == m_hub.runs().end() ? nullptr : &*run;
}

bool RunComparer::canCompare(const QString &run) const
{
    return find(run) != nullptr && m_hub.runs().size() > 1;
}

void RunComparer::open(const QString &run)
{
    const RunState *shown = find(run);
    if (shown == nullptr)
        return;
    m_run = run;
    m_title = titleOf(shown->header);
    const RunState *peer = peerOf(*shown, m_hub.runs());
    QStringList keys;
    QStringList texts;
    for (const RunState &each : m_hub.runs()) {
        if (each.header.id == run)
            continue;
        keys += each.header.id;
        texts += labelOf(each);
    }
    m_others.setKeys(keys);
    m_others.setTexts(texts);
    m_other = peer != nullptr ? peer->header.id : keys.value(0);
    compare();
}

void RunComparer::setOther(const QString &id)
{
    m_other = id;
    compare();
}

void RunComparer::close()
{
    m_run.clear();
    emit changed();
}

QString RunComparer::command() const
{
    return m_run.isEmpty() ? QString() : commandLine({u"compare"_s, m_other, m_run});
}

QString RunComparer::whenOf(const QString &id) const
{
    const RunState *run = find(id);
    return run == nullptr ? QString()
                          : whenText(run->header.start, QDateTime::currentDateTimeUtc());
}

void RunComparer::compare()
{
    using Kind = RunDifference::Kind;
    const RunState *first = find(m_other);
    const RunState *second = find(m_run);
    QList<ComparedRow> rows;
    if (first != nullptr && second != nullptr) {
        for (const RunDifference &one : differencesBetween(*first, *second)) {
            const auto kind = one.kind;
            const QString what = kind == Kind::Commit ? tr("commit")
                : kind == Kind::Mode                  ? tr("mode")
                : kind == Kind::Variant               ? tr("variant")
                : kind == Kind::Configuration         ? tr("configuration")
                : kind == Kind::Result                ? tr("result")
                : one.title.isEmpty()                 ? tr("whole run")
                                                      : one.title;
            const bool failed = kind == Kind::Result ? second->result == RunResult::Failed
                                                     : one.b.startsWith(u"failed");
            rows += {u"%1/%2/%3/%4"_s.arg(toString(kind), one.ida, one.title).arg(rows.size()),
                     one.ida,
                     what,
                     endText(one, one.a),
                     endText(one, one.b),
                     kind == Kind::Time ? one.slower > 0ms : !isBeginning(kind) && failed,
                     isBeginning(kind)        ? tr("How they began")
                         : kind == Kind::Time ? tr("Times")
                                              : tr("How they ended")};
        }
    }
    m_note = first != nullptr && second != nullptr && !tellsBeginnings(*first, *second)
        ? tr("One of the two did not record with which commits and choices it began.")
        : QString();
    m_rows.setRows(std::move(rows));
    emit changed();
}

} // namespace devstack
