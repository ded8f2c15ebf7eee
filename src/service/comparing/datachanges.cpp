// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/datachanges.h"

#include "core/text.h"
#include "engine/exec.h"
#include "service/comparing/comparedservice.h"
#include "service/comparing/keptrows.h"
#include "service/comparing/rowmerge.h"
#include "service/comparing/rowstream.h"
#include "service/comparing/sideserver.h"
#include "service/comparing/touchedfiles.h"
#include "service/databases/checkpointname.h"
#include "service/removal.h"
#include "service/snapshots/serverimage.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <QMap>

#include <algorithm>
#include <optional>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRowsAtOnce = 500; ///< asked by their digests in one statement

/// What the present data is compared with.
struct EarlierData
{
    DataOrigin data;
    QString since;
    bool isCheckpoint = false;
    QStringList layers; ///< volumes that lie above it in the present data; empty: it is no layer
};

/// The layers of `present` above `earlier`; nothing where it does not lie over it.
QStringList layersAbove(const QStringList &present, const QStringList &earlier)
{
    const qsizetype above = present.size() - earlier.size();
    return above > 0 && present.mid(above) == earlier ? present.first(above) : QStringList();
}

Result<EarlierData> earlierData(Workspace::Internals &internals,
                                const ComparedService &service,
                                const QString &checkpoint,
                                const std::stop_token &stop)
{
    const IdaGenerations &generations = service.ida.generations;
    const QString &key = service.server.volumeKey;
    const auto contentOfVolume = [&](const QString &volume) {
        return contentOf(volume, generations.origins.value(key).value(generationOf(volume)));
    };
    EarlierData earlier;
    if (!checkpoint.isEmpty()) {
        const Checkpoint *known = generations.checkpoint(checkpoint);
        if (!known)
            return noSuchCheckpoint(service.server.ida, checkpoint, generations);
        if (!known->volumes.contains(key))
            return notFound(
                u"The checkpoint “%1” has no data of %2."_s.arg(checkpoint, service.text()));
        earlier.data = readableOrigin(internals, service, known->volumes.value(key), stop);
        earlier.since = checkpoint;
        earlier.isCheckpoint = true;
    } else {
        const DataOrigin own = service.origin();
        earlier.data = own.below.isEmpty() ? generations.bases.value(key) : own;
        if (earlier.data.below.isEmpty())
            return notFound(
                u"There is nothing to compare the data of %1 with: it began empty and "
                u"nothing was kept since."_s.arg(service.text()),
                u"“devstack checkpoint save %1” keeps the present data."_s.arg(service.server.ida));
        if (!earlier.data.ancestors.isEmpty())
            earlier.since = earlier.data.ancestors.first().until.toUTC().toString(Qt::ISODate);
        for (const Checkpoint &each : generations.checkpoints) {
            if (each.volumes.contains(key)
                && contentOfVolume(each.volumes.value(key)) == earlier.data.below) {
                earlier.since = each.name;
                earlier.isCheckpoint = true;
            }
        }
    }
    earlier.layers = layersAbove(contentOfVolume(service.volume), earlier.data.below);
    return earlier;
}

/// Compares two servers of one database.
class DataComparison
{
public:
    DataComparison(Workspace::Internals &internals,
                   const ComparedService &service,
                   const RowLimits &limits,
                   Reporter &reporter,
                   std::stop_token stop)
        : m_internals(internals)
        , m_service(service)
        , m_limits(limits)
        , m_reporter(reporter)
        , m_stop(std::move(stop))
    {
    }

    Result<DataChanges> compare(const EarlierData &earlier)
    {
        m_changes.ida = m_service.server.ida;
        m_changes.service = m_service.server.service;
        m_changes.since = earlier.since;
        m_changes.isCheckpoint = earlier.isCheckpoint;
        if (const auto opened = open(earlier); !opened)
            return opened.error();
        // Before the live server is asked: a question may open more files.
        const TouchedFiles touched(kind(), filesOf(earlier));
        const auto before = tablesOf(m_before->session(), true);
        if (!before)
            return before.error();
        const auto after = tablesOf(m_after->session(), kind() == DatabaseKind::Postgres);
        if (!after)
            return after.error();
        const auto dialect = askDialect(m_after->session(), m_stop);
        if (!dialect)
            return dialect.error();
        m_changes.mariaDb = dialect->isMariaDb;
        if (!m_limits.mayCut) {
            const auto answer = m_after->session().ask(triggersQuestion(kind()), m_stop);
            if (!answer)
                return answer.error();
            auto triggers = readTriggers(*answer);
            if (!triggers)
                return triggers.error();
            m_changes.triggers = std::move(*triggers);
        }
        m_changes.tables = after->size();
        pair(*before, *after, touched);
        if (const auto counted = findDifferent(); !counted)
            return counted.error();
        std::ranges::sort(m_changes.changes, {}, [](const TableChanges &changes) {
            return changes.table.fullName();
        });
        return m_changes;
    }

private:
    /// A table of both sides, or of one, whose rows are to be compared.
    struct Pair
    {
        TableChanges changes;
        QStringList parts; ///< in which the sums differ; empty: all
    };

    DatabaseKind kind() const { return m_service.server.kind; }

    Result<> open(const EarlierData &earlier)
    {
        DatabaseServer beside = m_service.server;
        for (qsizetype i = 0; i < earlier.layers.size(); ++i)
            beside.binds += u"%1:/devstack/layers/%2:ro"_s.arg(earlier.layers.at(i)).arg(i);
        m_reporter.progress({0, -1, {}, u"starting a server over the earlier data"_s});
        auto before = SideServer::over(m_internals, beside, earlier.data, m_reporter, m_stop);
        if (!before)
            return before.error();
        m_before.emplace(std::move(*before));
        auto after = LiveServer::open(m_internals, m_service, m_reporter, m_stop);
        if (!after)
            return after.error();
        m_after.emplace(std::move(*after));
        return ok();
    }

    Result<QList<TableShape>> tablesOf(const DatabaseSession &session, bool withParents) const
    {
        const auto answer = session.ask(tablesQuestion(kind(), withParents), m_stop);
        return answer ? readTables(*answer) : Result<QList<TableShape>>(answer.error());
    }

    /// Without an answer every table is read.
    LayerFiles filesOf(const EarlierData &earlier) const
    {
        if (earlier.layers.isEmpty())
            return {};
        const auto list = [&](const QString &script, const QString &folder) {
            ExecSpec spec;
            spec.container = m_before->session().container();
            spec.command = {u"sh"_s, u"-c"_s, script, u"sh"_s, folder};
            spec.user = u"0:0"_s;
            const auto ended = runInContainer(*m_internals.engineClient, spec, m_stop);
            return ended && ended->succeeded()
                ? std::optional(QString::fromUtf8(ended->standardOutput).split(u'\n'))
                : std::nullopt;
        };
        const auto below = list(u"cd \"$1\" && find . -type f"_s, m_service.server.folder);
        const auto written = list(
            u"for layer in \"$1\"/*/upper; do cd \"$layer\" && find . -type f || exit 1; done"_s,
            u"/devstack/layers"_s);
        if (!below || !written)
            return {};
        return {true, *written, *below};
    }

    void pair(const QList<TableShape> &before,
              const QList<TableShape> &after,
              const TouchedFiles &touched)
    {
        QMap<QString, const TableShape *> old;
        for (const TableShape &table : before)
            old.insert(table.fullName(), &table);
        for (const TableShape &table : after) {
            const TableShape *earlier = old.take(table.fullName());
            if (!earlier)
                m_pairs += oneSided(TableChanges::State::Made, table);
            else if (touched.mayDiffer(*earlier, table))
                m_pairs += pairOf(*earlier, table);
        }
        for (const TableShape *table : std::as_const(old))
            m_pairs += oneSided(TableChanges::State::Dropped, *table);
        m_changes.examined = m_pairs.size();
    }

    static Pair oneSided(TableChanges::State state, const TableShape &table)
    {
        Pair pair;
        pair.changes.state = state;
        pair.changes.table = table;
        return pair;
    }

    /// The columns that both have; a key that is not the same one is none.
    static Pair pairOf(const TableShape &before, const TableShape &after)
    {
        Pair pair;
        TableShape &common = pair.changes.table;
        common = after;
        common.parents += before.parents;
        common.columns.clear();
        bool isSameKey = true;
        for (const ColumnShape &column : after.columns) {
            const auto old = std::ranges::find(before.columns, column.name, &ColumnShape::name);
            if (old != before.columns.end())
                common.columns += column;
            isSameKey = isSameKey
                && (old == before.columns.end() ? !column.isKey : old->isKey == column.isKey);
        }
        for (const ColumnShape &column : before.columns) {
            if (std::ranges::find(common.columns, column.name, &ColumnShape::name)
                == common.columns.end())
                isSameKey = isSameKey && !column.isKey;
        }
        pair.changes.hasOtherColumns = common.columns.size() != after.columns.size()
            || common.columns.size() != before.columns.size();
        if (!isSameKey) {
            for (ColumnShape &column : common.columns)
                column.isKey = false;
        }
        return pair;
    }

    Result<TableSums> sumsOf(const DatabaseSession &session, const QList<TableShape> &tables) const
    {
        const auto answer = session.ask(sumsQuestion(kind(), tables), m_stop);
        return answer ? readSums(*answer) : Result<TableSums>(answer.error());
    }

    /// One question to each side finds the tables, and the parts of them, that are not the same.
    Result<> findDifferent()
    {
        QList<TableShape> before;
        QList<TableShape> after;
        for (const Pair &pair : std::as_const(m_pairs)) {
            // Where there is none, one that is empty stands for it, so that positions stay.
            TableShape none = pair.changes.table;
            none.columns.clear();
            before += pair.changes.state == TableChanges::State::Made ? none : pair.changes.table;
            after += pair.changes.state == TableChanges::State::Dropped ? none : pair.changes.table;
        }
        m_reporter.progress(
            {0,
             m_pairs.size(),
             u"tables"_s,
             u"looking through %1"_s.arg(counted(m_pairs.size(), u"table"_s, u"tables"_s))});
        const auto old = sumsOf(m_before->session(), before);
        if (!old)
            return old.error();
        const auto now = sumsOf(m_after->session(), after);
        if (!now)
            return now.error();
        for (int i = 0; i < m_pairs.size(); ++i) {
            const QMap<QString, QString> was = old->value(i);
            const QMap<QString, QString> is = now->value(i);
            Pair &pair = m_pairs[i];
            QMap<QString, QString> all = was;
            all.insert(is);
            for (auto it = all.keyBegin(); it != all.keyEnd(); ++it) {
                if (was.value(*it) != is.value(*it))
                    pair.parts += *it;
            }
            if (pair.parts.isEmpty() && pair.changes.state == TableChanges::State::Same
                && !pair.changes.hasOtherColumns)
                continue;
            if (const auto done = compareRows(pair); !done)
                return done;
            m_changes.changes += pair.changes;
        }
        return ok();
    }

    Result<> compareRows(Pair &pair)
    {
        TableChanges &changes = pair.changes;
        if (pair.parts.isEmpty())
            return ok();
        const QString name = printable(changes.table.fullName());
        const QByteArray question = digestsQuestion(kind(), changes.table, pair.parts);
        std::optional<RowStream> before;
        std::optional<RowStream> after;
        if (changes.state != TableChanges::State::Made)
            before.emplace(m_before->session(), question, m_stop);
        if (changes.state != TableChanges::State::Dropped)
            after.emplace(m_after->session(), question, m_stop);
        const auto rowsOf = [](std::optional<RowStream> &stream) -> NextRow {
            return [&stream] {
                return stream ? stream->next()
                              : Result<std::optional<RowDigest>>(std::optional<RowDigest>());
            };
        };
        KeptRows kept(m_limits.rows);
        qint64 seen = 0;
        const auto merged
            = mergeRows(rowsOf(before),
                        rowsOf(after),
                        [&](const QString &key,
                            const std::optional<QString> &was,
                            const std::optional<QString> &is) {
                            const RowChange change = changeOf(changes.table.hasKey(), was, is);
                            count(changes, change);
                            kept.offer(key, change);
                            if (++seen % 1000 == 0)
                                m_reporter.progress({seen, -1, u"rows"_s, u"comparing "_s + name});
                        });
        if (!merged)
            return merged.error().within(u"Comparing the rows of "_s + name);
        m_kept += kept.size();
        if (!m_limits.mayCut && (seen > kept.size() || m_kept > m_limits.rows))
            return failed(u"More than %1 rows changed."_s.arg(m_limits.rows),
                          u"A dump of the tables is the better form for so many."_s);
        before.reset();
        after.reset();
        return addValues(changes, kept.rows());
    }

    static RowChange
    changeOf(bool hasKey, const std::optional<QString> &before, const std::optional<QString> &after)
    {
        using Kind = RowChange::Kind;
        RowChange change;
        if (hasKey) {
            change.kind = !before ? Kind::Added : !after ? Kind::Removed : Kind::Changed;
            return change;
        }
        change.timesBefore = before ? before->toLongLong() : 0;
        change.timesAfter = after ? after->toLongLong() : 0;
        change.kind = change.timesBefore < change.timesAfter ? Kind::Added : Kind::Removed;
        return change;
    }

    static void count(TableChanges &changes, const RowChange &change)
    {
        const qint64 rows = std::max<qint64>(1, std::abs(change.timesAfter - change.timesBefore));
        switch (change.kind) {
        case RowChange::Kind::Added:
            changes.added += rows;
            break;
        case RowChange::Kind::Changed:
            changes.changed += rows;
            break;
        case RowChange::Kind::Removed:
            changes.removed += rows;
            break;
        }
    }

    /// Asks for the values of the rows that are kept.
    Result<> addValues(TableChanges &changes, QMap<QString, RowChange> &kept)
    {
        QStringList before;
        QStringList after;
        for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
            if (it->kind != RowChange::Kind::Added)
                before += it.key();
            if (it->kind != RowChange::Kind::Removed)
                after += it.key();
        }
        const auto old = valuesOf(m_before->session(), changes.table, before);
        if (!old)
            return old.error();
        const auto now = valuesOf(m_after->session(), changes.table, after);
        if (!now)
            return now.error();
        for (auto it = kept.begin(); it != kept.end(); ++it) {
            if (old->contains(it.key()))
                it->before = old->value(it.key());
            if (now->contains(it.key()))
                it->after = now->value(it.key());
        }
        changes.rows = kept.values();
        return ok();
    }

    Result<QMap<QString, RowValues>> valuesOf(const DatabaseSession &session,
                                              const TableShape &table,
                                              const QStringList &digests) const
    {
        QMap<QString, RowValues> values;
        for (qsizetype i = 0; i < digests.size(); i += kRowsAtOnce) {
            const auto read = readValues(session, table, digests.mid(i, kRowsAtOnce), values);
            if (!read)
                return read.error();
        }
        return values;
    }

    /// What does not fit into one answer is asked for in two.
    Result<> readValues(const DatabaseSession &session,
                        const TableShape &table,
                        const QStringList &digests,
                        QMap<QString, RowValues> &values) const
    {
        const auto answer
            = session.ask(rowsQuestion(kind(), table, digests, m_limits.longest), m_stop);
        if (!answer && answer.error().kind != Error::Kind::Failed)
            return answer.error();
        if (!answer && digests.size() > 1) {
            const qsizetype half = digests.size() / 2;
            const auto first = readValues(session, table, digests.first(half), values);
            return first ? readValues(session, table, digests.mid(half), values) : first;
        }
        if (!answer)
            return notGiven(session, table, digests.first()).because(answer.error().toText());
        for (const QString &line : answer->split(u'\n', Qt::SkipEmptyParts)) {
            const auto digest = rowDigest(line);
            if (!digest)
                return notGiven(session, table, {});
            if (!isGiven(digest->content))
                return notGiven(session, table, digest->key);
            const auto row = answerRow(digest->content);
            if (!row)
                return row.error();
            values.insert(digest->key, *row);
        }
        return ok();
    }

    /// A value must never become NULL because it is large.
    Error
    notGiven(const DatabaseSession &session, const TableShape &table, const QString &digest) const
    {
        const QString name = printable(table.fullName());
        const QString hint = kind() == DatabaseKind::Postgres
            ? u"Take this table with pg_dump, or remove the row."_s
            : u"Give the server a max_allowed_packet of more than twice the size of the value, "
              u"take "
              u"this table with its dump program, or remove the row."_s;
        TableShape keys = table;
        keys.columns.removeIf([](const ColumnShape &column) { return !column.isKey; });
        QStringList terms;
        if (!keys.columns.isEmpty() && !digest.isEmpty()) {
            const auto answer = session.ask(rowsQuestion(kind(), keys, {digest}, 80), m_stop);
            const auto line
                = answer ? rowDigest(answer->trimmed()) : Result<RowDigest>(answer.error());
            const auto row = line ? answerRow(line->content) : Result<AnswerRow>(line.error());
            for (qsizetype i = 0; row && i < row->size() && i < keys.columns.size(); ++i)
                terms += keys.columns.at(i).name + u" = "_s
                    + QString::fromUtf8(row->at(i).value_or("NULL"));
        }
        return failed(u"A row of %1 is too large to be read: %2."_s.arg(
                          name,
                          terms.isEmpty() ? u"one that changed, of a table without a key"_s
                                          : printable(terms.join(u", "_s))),
                      hint);
    }

    Workspace::Internals &m_internals;
    const ComparedService &m_service;
    RowLimits m_limits;
    Reporter &m_reporter;
    std::stop_token m_stop;
    std::optional<SideServer> m_before;
    std::optional<LiveServer> m_after;
    QList<Pair> m_pairs;
    qsizetype m_kept = 0;
    DataChanges m_changes;
};

} // namespace

QString toString(RowChange::Kind kind)
{
    switch (kind) {
    case RowChange::Kind::Added:
        return u"added"_s;
    case RowChange::Kind::Changed:
        return u"changed"_s;
    case RowChange::Kind::Removed:
        break;
    }
    return u"removed"_s;
}

Result<DataChanges> dataChanges(Workspace &workspace,
                                const QString &place,
                                const QString &checkpoint,
                                const RowLimits &limits,
                                Reporter &reporter,
                                std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto service = comparedService(workspace, place, stop);
    if (!service)
        return service.error();
    // A run ends helpers that nobody seems to own.
    const auto lock
        = internals.withState([](WorkspaceState &state) { return state.lock(u"data changes"_s); });
    if (!lock)
        return lock.error();
    return lockedDataChanges(workspace, *service, checkpoint, limits, reporter, std::move(stop));
}

Result<DataChanges> lockedDataChanges(Workspace &workspace,
                                      const ComparedService &service,
                                      const QString &checkpoint,
                                      const RowLimits &limits,
                                      Reporter &reporter,
                                      std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    std::ignore = removeHelpers(internals, stop);
    if (const auto there
        = requireServerImage(internals, service.ida.assembly, service.server, reporter, stop);
        !there)
        return there.error();
    const auto earlier = earlierData(internals, service, checkpoint, stop);
    if (!earlier)
        return earlier.error();
    return DataComparison(internals, service, limits, reporter, std::move(stop)).compare(*earlier);
}

} // namespace devstack
