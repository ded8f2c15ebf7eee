// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/workspacestate.h"

#include "core/files.h"
#include "core/openfile.h"
#include "core/text.h"
#include "store/seal.h"
#include "store/workspaceid.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cerrno>
#include <system_error>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// In memory.json, beside the bytes of each service: when they were measured.
constexpr QLatin1StringView kMeasured("measured");

const QString kGenerations = u"generations.json"_s;
/// The same once more.
const QString kGenerationsCopy = u"generations.copy.json"_s;

/// What decides which data and which settings are the present ones.
const QStringList kDeciding {u"choices.json"_s,
                             u"ports.json"_s,
                             u"subnets.json"_s,
                             u"hosts.json"_s,
                             kGenerations,
                             u"steps.jsonl"_s};

/// What belongs to the original when a workspace folder was copied.
const QStringList kNotForCopies {
    u"ports.json"_s, u"subnets.json"_s, kGenerations, kGenerationsCopy, u"steps.jsonl"_s};

const QString kSeal = u"seal"_s;

/// What is kept here chooses images, ports, addresses and files of the host: a `.devstack/` that
/// came with a workspace folder must not.
Result<QString> sealFor(const QString &file, QJsonObject content)
{
    content.remove(kSeal);
    return sealOf(u"state:"_s + file, QJsonDocument(content).toJson(QJsonDocument::Compact));
}

/// A version that only adds fields keeps the number; one that this program would lose data by
/// raises it. To read half of that is worse than to read nothing.
Result<> requireKnownVersion(const QString &folder)
{
    const auto json = readJson(folder + u"/workspace.json"_s);
    const qint64 version = json ? json->value(u"version"_s).toInteger(kStateVersion) : 0;
    if (version <= kStateVersion)
        return ok();
    return failed(u"A newer Devstack wrote the state of this workspace (version %1 of “%2”). "
                  u"Nothing was changed."_s.arg(QString::number(version), folder),
                  u"Use that version again, or a newer one."_s);
}

} // namespace

Result<WorkspaceState> WorkspaceState::open(const QString &workspaceDir, const QString &name)
{
    const QFileInfo workspace(workspaceDir);
    if (!workspace.isDir())
        return notFound(u"“%1” is not a folder."_s.arg(workspaceDir));
    WorkspaceState state;
    const QString root = workspace.canonicalFilePath();
    state.m_folder = root + u"/.devstack"_s;
    if (const auto made = makeOwnFolder(state.m_folder); !made)
        return made.error();
    if (const auto known = requireKnownVersion(state.m_folder); !known)
        return known.error();
    const QString ignore = state.m_folder + u"/.gitignore"_s;
    if (!QFileInfo::exists(ignore)) {
        if (const auto written = writeFile(ignore, "*\n", true); !written)
            return written.error();
    }
    const auto identity
        = workspaceId(state.m_folder, root, name.isEmpty() ? QFileInfo(root).fileName() : name);
    if (!identity)
        return identity.error();
    state.m_id = identity->id;
    if (!identity->warning.isEmpty())
        state.m_warnings.append(identity->warning);
    if (identity->isCopy) {
        for (const QString &file : kNotForCopies)
            QFile::remove(state.m_folder + u'/' + file);
        QDir(state.runsFolder()).removeRecursively();
        QDir(state.m_folder + u"/idas"_s).removeRecursively(); // assembled for the original
        state.m_warnings.append(
            u"This folder is a copy of another workspace: it is now a separate workspace with its "
            u"own data."_s);
    }
    if (const auto readable = state.areFilesReadable(); !readable)
        return readable.error();
    // Told with every verb: which data is the present one depends on it.
    std::ignore = state.generations();
    return state;
}

Result<QString> WorkspaceState::folderFor(const QString &ida) const
{
    const QString parent = m_folder + u"/idas"_s;
    const QString path = parent + u'/' + slug(ida);
    for (const QString &folder : {parent, path}) {
        if (const auto made = makeOwnFolder(folder); !made)
            return made.error();
    }
    return path;
}

QString WorkspaceState::runsFolder() const
{
    return m_folder + u"/runs"_s;
}

QString WorkspaceState::stepRecordsPath() const
{
    return m_folder + u"/steps.jsonl"_s;
}

QJsonObject WorkspaceState::load(const QString &file)
{
    const QString path = m_folder + u'/' + file;
    auto json = readJson(path);
    m_unread.remove(file);
    if (!json && json.error().kind == Error::Kind::NotFound)
        return {};
    if (!json) {
        reject(file, json.error());
        return {};
    }
    const auto mark = sealFor(file, *json);
    if (!mark) {
        reject(file, mark.error());
        return {};
    }
    if (json->take(kSeal).toString() != *mark) {
        reject(file, invalidInput(u"it was not written by your copy of this program."_s));
        return {};
    }
    return *json;
}

/// To begin without one of them would be to forget what the user chose, or to take other data for
/// the present one.
Result<> WorkspaceState::areFilesReadable() const
{
    for (const QString &name : kDeciding) {
        QFile file;
        const auto opened = openRegular(m_folder + u'/' + name, file);
        if (!opened && opened.error().kind == Error::Kind::Io)
            return cannotReadNow(opened.error());
    }
    return ok();
}

void WorkspaceState::reject(const QString &file, const Error &why)
{
    if (why.kind == Error::Kind::Io) {
        m_unread.insert(file, why);
        if (!m_warnings.contains(why.message))
            m_warnings.append(why.message);
        return;
    }
    const QString path = m_folder + u'/' + file;
    const auto kept = setAside(path);
    m_warnings.append(
        kept ? u"“%1” is not used and was set aside as “%2”: %3"_s.arg(path, *kept, why.message)
             : u"“%1” is not used: %2 %3"_s.arg(path, why.message, kept.error().message));
}

Result<> WorkspaceState::store(const QString &file, const QJsonObject &content) const
{
    // It holds what is not in the new content.
    const auto unread = m_unread.constFind(file);
    if (unread != m_unread.constEnd())
        return cannotReadNow(*unread);
    const auto mark = sealFor(file, content);
    if (!mark)
        return mark.error();
    QJsonObject sealed = content;
    sealed.insert(kSeal, *mark);
    return writeJson(m_folder + u'/' + file, sealed);
}

Choices WorkspaceState::choices()
{
    const QString file = u"choices.json"_s;
    // What another version wrote is told as that.
    if (const auto json = readJson(m_folder + u'/' + file)) {
        if (const auto choices = choicesFromJson(*json); !choices) {
            // Not taken in part: what is written next would lose the rest.
            reject(file, choices.error());
            return {};
        }
    }
    return choicesFromJson(load(file)).valueOr({});
}

Result<> WorkspaceState::save(const Choices &choices)
{
    return store(u"choices.json"_s, toJson(choices));
}

PortChoices WorkspaceState::ports()
{
    PortChoices ports;
    const QJsonObject json = load(u"ports.json"_s);
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (const int port = it.value().toInt(); port > 0 && port < 65536)
            ports.insert(it.key(), port);
    }
    return ports;
}

Result<> WorkspaceState::savePorts(const PortChoices &ports)
{
    QJsonObject json;
    for (auto it = ports.cbegin(); it != ports.cend(); ++it)
        json.insert(it.key(), it.value());
    return store(u"ports.json"_s, json);
}

Subnets WorkspaceState::subnets()
{
    Subnets subnets;
    const QJsonObject json = load(u"subnets.json"_s);
    for (auto it = json.begin(); it != json.end(); ++it)
        subnets.insert(it.key(), it.value().toString());
    return subnets;
}

Result<> WorkspaceState::saveSubnets(const Subnets &subnets)
{
    QJsonObject json;
    for (auto it = subnets.cbegin(); it != subnets.cend(); ++it)
        json.insert(it.key(), it.value());
    return store(u"subnets.json"_s, json);
}

HostAddresses WorkspaceState::hostAddresses()
{
    HostAddresses addresses;
    const QJsonObject json = load(u"hosts.json"_s);
    for (auto it = json.begin(); it != json.end(); ++it)
        addresses.insert(it.key(), it->toString());
    return addresses;
}

Result<> WorkspaceState::saveHostAddresses(const HostAddresses &addresses)
{
    QJsonObject json;
    for (auto it = addresses.cbegin(); it != addresses.cend(); ++it)
        json.insert(it.key(), it.value());
    return store(u"hosts.json"_s, json);
}

MemoryRecords WorkspaceState::memoryRecords()
{
    MemoryRecords records;
    const QString path = m_folder + u"/memory.json"_s;
    const auto read = readJson(path); // measurements choose nothing: they are not sealed
    if (!read && read.error().kind != Error::Kind::NotFound)
        reject(path, read.error());
    const QJsonObject json = read ? *read : QJsonObject();
    const QJsonObject times = json.value(kMeasured).toObject();
    for (auto it = json.begin(); it != json.end(); ++it) {
        const auto measured
            = QDateTime::fromString(times.value(it.key()).toString(), Qt::ISODateWithMs);
        if (const qint64 bytes = it->toInteger(); bytes > 0)
            records.insert(it.key(), {bytes, measured});
    }
    return records;
}

Result<> WorkspaceState::saveMemoryRecords(const MemoryRecords &records)
{
    QJsonObject json;
    QJsonObject times;
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        json.insert(it.key(), it->bytes);
        if (it->measured.isValid())
            times.insert(it.key(), it->measured.toUTC().toString(Qt::ISODateWithMs));
    }
    json.insert(kMeasured, times);
    return writeJson(m_folder + u"/memory.json"_s, json);
}

Generations WorkspaceState::generations()
{
    const auto kept = readGenerations(kGenerations);
    m_unread.remove(kGenerations);
    if (kept)
        return m_generations = *kept;
    // Which data is the present one must not depend on one file that a full disk or another tool
    // may spoil.
    const auto copy = readGenerations(kGenerationsCopy);
    if (kept.error().kind != Error::Kind::NotFound)
        reject(kGenerations, kept.error());
    if (copy)
        return m_generations = *copy;
    const bool isUnread
        = kept.error().kind == Error::Kind::Io || copy.error().kind == Error::Kind::Io;
    return isUnread ? m_generations : Generations();
}

Result<Generations> WorkspaceState::readGenerations(const QString &file) const
{
    const auto json = readJson(m_folder + u'/' + file);
    return json ? generationsFromJson(*json) : Result<Generations>(json.error());
}

Result<> WorkspaceState::save(const Generations &generations)
{
    // Not sealed: losing it would lose sight of data. The volumes that it names are looked at
    // wherever they are used.
    const QJsonObject json = toJson(generations);
    if (const auto stored = writeJson(m_folder + u'/' + kGenerations, json); !stored)
        return stored;
    return writeJson(m_folder + u'/' + kGenerationsCopy, json);
}

StepRecords WorkspaceState::stepRecords() const
{
    return StepRecords::open(stepRecordsPath());
}

Result<FileLock> WorkspaceState::lock(const QString &command) const
{
    return FileLock::acquire(m_folder + u"/lock"_s, command);
}

std::optional<LockHolder> WorkspaceState::lockHolder() const
{
    return FileLock::holder(m_folder + u"/lock"_s);
}

} // namespace devstack
