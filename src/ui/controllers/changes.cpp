// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/changes.h"

#include "service/comparing/comparisontext.h"
#include "ui/text/displaytext.h"

#include <QCollator>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString capitalized(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

int kindOf(const RowChange &row)
{
    return row.kind == RowChange::Kind::Added ? 1 : row.kind == RowChange::Kind::Removed ? -1 : 0;
}

QString sideText(const TableChanges &table, const std::optional<RowValues> &values, qsizetype at)
{
    return values ? valueText(table.table.columns.at(at), *values, at) : u"–"_s;
}

/// "id 1", "course_id 1 · learner_id 2"; of a table without a key how often the row is there.
QString nameOfRow(const TableChanges &table, const RowChange &row)
{
    QStringList parts;
    for (qsizetype i = 0; i < table.table.columns.size(); ++i) {
        if (table.table.columns.at(i).isKey)
            parts += u"%1 %2"_s.arg(table.table.columns.at(i).name,
                                    sideText(table, row.after ? row.after : row.before, i));
    }
    const qint64 times = std::abs(row.timesAfter - row.timesBefore);
    if (parts.isEmpty() && times > 1)
        parts += Changes::tr("%1 times the same row").arg(times);
    else if (parts.isEmpty())
        parts += Changes::tr("a row without a key");
    return parts.join(u" · "_s);
}

/// The rows as a person counts, 2 before 10; they come in the order of digests. Never null.
QList<const RowChange *> sortedByKey(const TableChanges &table)
{
    QCollator order;
    order.setNumericMode(true);
    const auto comesBefore = [&](const RowChange *one, const RowChange *other) {
        const RowValues mine = (one->after ? one->after : one->before).value_or(RowValues());
        const RowValues its = (other->after ? other->after : other->before).value_or(RowValues());
        for (qsizetype i = 0; i < table.table.columns.size(); ++i) {
            if (!table.table.columns.at(i).isKey)
                continue;
            const int found = order.compare(QString::fromUtf8(mine.value(i).value_or("")),
                                            QString::fromUtf8(its.value(i).value_or("")));
            if (found != 0)
                return found < 0;
        }
        return false;
    };
    QList<const RowChange *> rows;
    for (const RowChange &row : table.rows)
        rows.append(&row);
    std::ranges::stable_sort(rows, comesBefore);
    return rows;
}

} // namespace

Changes::Changes(WorkspaceHub &hub, QObject *parent)
    : Comparison(hub, parent)
    , QmlInstance(this)
{
}

void Changes::setSince(const QString &since)
{
    if (since == m_since || m_sinces.indexOf(since) < 0)
        return;
    m_since = since;
    emit sinceChanged();
    askAgain();
}

std::stop_source Changes::read(WorkspaceSource &source, WorkspaceSource::Saying saying, Ended ended)
{
    return source.askChanges(place(),
                             m_since,
                             std::move(saying),
                             answers().only([this, ended](const Result<DataChanges> &answer) {
                                 if (answer)
                                     m_found = *answer;
                                 ended(answer ? ok() : Result<>(answer.error()));
                             }));
}

void Changes::show()
{
    QList<ChangedTableRow> rows;
    for (const TableChanges &table : std::as_const(m_found.changes))
        rows.append(
            {table.table.fullName(), tableText(table), table.added, table.changed, table.removed});
    m_tables.setRows(std::move(rows));
    m_table = m_tables.indexOf(m_table) < 0 ? m_tables.keyAt(0) : m_table;
    showLines();
    emit shownChanged();
}

void Changes::clear()
{
    m_found = {};
    m_seed = {};
    show();
    setSaving(Saving::NotYet);
    // Asked for anew: a checkpoint may have come or gone.
    const IdaView *view = hub().snapshot().ida(ida());
    QStringList keys {QString()};
    QStringList texts {tr("the data began")};
    const QList<Checkpoint> checkpoints = view ? view->checkpoints : QList<Checkpoint>();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (auto it = checkpoints.crbegin(); it != checkpoints.crend(); ++it) {
        keys += it->name;
        texts += tr("%1 · %2").arg(it->name, whenText(it->created, now));
    }
    m_sinces.setKeys(keys);
    m_sinces.setTexts(texts);
}

QString Changes::summary() const
{
    return m_found.ida.isEmpty()
        ? QString()
        : tr("Since %1. %2.").arg(sinceText(m_found), capitalized(readText(m_found)));
}

const TableChanges *Changes::shownTable() const
{
    const auto found = std::ranges::find_if(m_found.changes, [this](const TableChanges &table) {
        return table.table.fullName() == m_table;
    });
    return found == m_found.changes.end() ? nullptr : &*found;
}

void Changes::setTable(const QString &table)
{
    if (table == m_table || m_tables.indexOf(table) < 0)
        return;
    m_table = table;
    showLines();
}

void Changes::setWholeRows(bool whole)
{
    if (whole == m_wholeRows)
        return;
    m_wholeRows = whole;
    showLines();
}

void Changes::showLines()
{
    QList<ChangeLine> lines;
    const TableChanges *table = shownTable();
    const QList<const RowChange *> rows = table ? sortedByKey(*table) : QList<const RowChange *>();
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const RowChange &row = *rows.at(at);
        const QString key = u"%1\n%2/"_s.arg(m_table).arg(at);
        const QList<qsizetype> differing = differingColumns(*table, row);
        ChangeLine line;
        line.key = key;
        line.isHead = true;
        line.kind = kindOf(row);
        line.name = nameOfRow(*table, row);
        if (differing.isEmpty())
            line.after = tr("it differs beyond what is shown");
        lines.append(line);
        line.isHead = false;
        for (qsizetype i = 0; i < table->table.columns.size(); ++i) {
            line.differs = differing.contains(i);
            if (!line.differs && !m_wholeRows)
                continue;
            line.key = key + QString::number(i);
            line.name = table->table.columns.at(i).name;
            line.isBeforeNull = !row.before || !row.before->value(i);
            line.isAfterNull = !row.after || !row.after->value(i);
            line.before = sideText(*table, row.before, i);
            line.after = sideText(*table, row.after, i);
            lines.append(line);
        }
    }
    m_lines.setRows(std::move(lines));
    emit tableChanged();
}

QString Changes::more() const
{
    const TableChanges *table = shownTable();
    if (!table)
        return {};
    qint64 shown = 0;
    for (const RowChange &row : table->rows)
        shown += std::max<qint64>(1, std::abs(row.timesAfter - row.timesBefore));
    const qint64 all = table->added + table->changed + table->removed;
    return all <= shown
        ? QString()
        : tr("The first %1 of %2 rows are shown. A seed has all of them.").arg(shown).arg(all);
}

QString Changes::seedRows() const
{
    return m_saving == Saving::Saved ? rowsText(m_seed) : QString();
}

QString Changes::seedNotes() const
{
    QStringList notes = m_seed.warnings;
    notes.prepend(leftOutText(m_seed));
    notes.removeAll(QString());
    return notes.join(u'\n');
}

void Changes::save(const QString &name, bool replace)
{
    if (!hub().source() || stage() != Stage::Ready || m_saving == Saving::Going)
        return;
    Operation operation;
    operation.verb = Operation::Verb::SaveSeed;
    operation.idas = {ida()};
    operation.service = service();
    operation.checkpoint = m_since;
    operation.seeds = {name.trimmed()};
    if (!operation.isComplete())
        return;
    setSaving(Saving::Going);
    hub().source()->perform(
        operation, {replace}, m_saved.only([this](const Result<OperationResult> &answer) {
            if (answer && answer->seed)
                m_seed = *answer->seed;
            if (answer)
                setSaving(Saving::Saved);
            else if (answer.error().kind == Error::Kind::NeedsConfirmation)
                setSaving(Saving::Asked,
                          Error {answer.error().kind, answer.error().detail, {}, {}, {}});
            else
                setSaving(Saving::Refused, answer.error());
        }));
}

void Changes::forgetSaving()
{
    if (m_saving == Saving::Asked || m_saving == Saving::Refused)
        setSaving(Saving::NotYet);
}

void Changes::setSaving(Saving saving, const Error &problem)
{
    m_saving = saving;
    m_savingProblem = problem;
    emit savingChanged();
}

void Changes::close()
{
    // What it writes is whole or not there.
    if (m_saving == Saving::Going && hub().source())
        hub().source()->cancel();
    m_saved.forget();
    m_since.clear();
    m_table.clear();
    m_wholeRows = false;
    emit sinceChanged();
    Comparison::close();
}

} // namespace devstack
