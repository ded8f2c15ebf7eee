// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/operation/operation.h"

#include "core/enumnames.h"
#include "core/process.h"
#include "model/manifest/workspacefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Verb = Operation::Verb;

/// What is true of a verb.
enum Trait : unsigned { kOneIda = 1, kShowsRun = 2, kIsChoice = 4 };

/// What there is to know of a verb; a table of names (core/enumnames.h) with more columns.
struct VerbEntry
{
    Verb value;
    QStringView name; ///< in JSON, and of the command line unless `command` says otherwise
    const char *title;
    unsigned traits;
    QStringView command {};

    bool is(Trait trait) const { return traits & trait; }
};

constexpr VerbEntry kVerbs[] {
    {Verb::Up, u"up", QT_TRANSLATE_NOOP("Operation", "Provision"), kShowsRun},
    {Verb::Build, u"build", QT_TRANSLATE_NOOP("Operation", "Build"), kShowsRun},
    {Verb::Start, u"start", QT_TRANSLATE_NOOP("Operation", "Start"), 0},
    {Verb::Stop, u"stop", QT_TRANSLATE_NOOP("Operation", "Stop"), 0},
    {Verb::Restart, u"restart", QT_TRANSLATE_NOOP("Operation", "Restart"), 0},
    {Verb::Down, u"down", QT_TRANSLATE_NOOP("Operation", "Take down"), 0},
    {Verb::Seed, u"seed", QT_TRANSLATE_NOOP("Operation", "Seed"), kOneIda | kShowsRun},
    {Verb::SaveSeed, u"save-seed", QT_TRANSLATE_NOOP("Operation", "Save seed"), kOneIda, u"data"},
    {Verb::Migrate, u"migrate", QT_TRANSLATE_NOOP("Operation", "Migrate"), kOneIda | kShowsRun},
    {Verb::Reset, u"reset", QT_TRANSLATE_NOOP("Operation", "Reset"), kShowsRun},
    {Verb::Save, u"save", QT_TRANSLATE_NOOP("Operation", "Save"), kShowsRun, u"checkpoint"},
    {Verb::Restore,
     u"restore",
     QT_TRANSLATE_NOOP("Operation", "Restore"),
     kOneIda | kShowsRun,
     u"checkpoint"},
    {Verb::SwitchData,
     u"switch-data",
     QT_TRANSLATE_NOOP("Operation", "Switch data"),
     kOneIda | kShowsRun,
     u"data"},
    {Verb::FollowBranch,
     u"follow-branch",
     QT_TRANSLATE_NOOP("Operation", "Data by branch"),
     kOneIda,
     u"data"},
    {Verb::Delete, u"delete", QT_TRANSLATE_NOOP("Operation", "Delete"), kOneIda, u"checkpoint"},
    {Verb::ForgetFile,
     u"forget-file",
     QT_TRANSLATE_NOOP("Operation", "Remove file"),
     kOneIda,
     u"seed"},
    {Verb::Export, u"export", QT_TRANSLATE_NOOP("Operation", "Export"), kOneIda, u"checkpoint"},
    {Verb::Import, u"import", QT_TRANSLATE_NOOP("Operation", "Import"), kOneIda, u"checkpoint"},
    {Verb::Schema, u"schema", QT_TRANSLATE_NOOP("Operation", "Schema"), kOneIda},
    {Verb::Run, u"run", QT_TRANSLATE_NOOP("Operation", "Run"), kOneIda | kShowsRun},
    {Verb::Mode, u"mode", QT_TRANSLATE_NOOP("Operation", "Mode"), kOneIda | kIsChoice},
    {Verb::Variant, u"variant", QT_TRANSLATE_NOOP("Operation", "Variant"), kOneIda | kIsChoice},
    {Verb::Use, u"use", QT_TRANSLATE_NOOP("Operation", "Configuration"), kOneIda | kIsChoice},
    {Verb::Lean,
     u"lean",
     QT_TRANSLATE_NOOP("Operation", "Memory-saving settings"),
     kOneIda | kIsChoice,
     u"config"},
    {Verb::Compose,
     u"compose",
     QT_TRANSLATE_NOOP("Operation", "Compose file"),
     kOneIda | kIsChoice,
     u"add"},
};

const VerbEntry &entryOf(Verb verb)
{
    return kVerbs[std::size_t(verb)];
}

/// What words() puts together: the words that stand for themselves, and the options.
struct CommandWords
{
    QStringList positional;
    QStringList options;

    void add(const QString &option, const QString &value)
    {
        if (value.isEmpty())
            return;
        // A value that looks like an option has to stand in the same word.
        options += value.startsWith(u'-') ? QStringList {option + u'=' + value}
                                          : QStringList {option, value};
    }
    void add(const QString &option, bool set)
    {
        if (set)
            options += option;
    }
};

QString imagesText(const QMap<QString, QString> &images)
{
    QStringList parts;
    for (auto it = images.begin(); it != images.end(); ++it)
        parts += it.key().isEmpty() ? *it : it.key() + u'=' + *it;
    return parts.join(u',');
}

CommandWords wordsOf(const Operation &operation)
{
    CommandWords words {operation.idas, {}};
    switch (operation.verb) {
    case Verb::Down:
        words.add(u"--volumes"_s, operation.volumes);
        break;
    case Verb::Seed:
        words.positional += operation.seeds;
        words.add(u"--file"_s, operation.file);
        words.add(u"--after-reset"_s, operation.afterReset);
        break;
    case Verb::SaveSeed:
        words.positional = {u"changes"_s, operation.place()};
        words.add(u"--since"_s, operation.checkpoint);
        words.add(u"--save-seed"_s, operation.seeds.value(0));
        break;
    case Verb::Reset:
        words.add(u"--all"_s, operation.idas.isEmpty());
        words.add(u"--discard"_s, operation.discard);
        break;
    case Verb::Save:
        words.positional.prepend(u"save"_s);
        words.add(u"--name"_s, operation.checkpoint);
        words.add(u"--protect"_s, operation.isProtected);
        break;
    case Verb::Restore:
        words.positional.prepend(u"restore"_s);
        words.positional += operation.checkpoint;
        break;
    case Verb::SwitchData:
        words.positional = QStringList {u"branch"_s} + operation.idas
            + QStringList {u"switch"_s, operation.value};
        break;
    case Verb::FollowBranch:
        words.positional
            = QStringList {u"branch"_s} + operation.idas + QStringList {operation.value};
        break;
    case Verb::Delete:
        words.positional.prepend(u"delete"_s);
        words.positional += operation.checkpoint;
        break;
    case Verb::ForgetFile:
        words.add(u"--forget"_s, operation.seeds.value(0));
        break;
    case Verb::Export:
        words.positional.prepend(u"export"_s);
        words.positional += operation.checkpoint;
        words.add(u"--file"_s, operation.file);
        break;
    case Verb::Import:
        words.positional.prepend(u"import"_s);
        words.add(u"--file"_s, operation.file);
        words.add(u"--name"_s, operation.checkpoint);
        break;
    case Verb::Schema:
        words.positional = {u"use"_s, operation.place(), operation.value};
        break;
    case Verb::Run:
        words.positional += commandWord(operation.script);
        if (operation.timeout.count() > 0)
            words.add(u"--timeout"_s, u"%1s"_s.arg(operation.timeout.count()));
        break;
    case Verb::Lean:
        words.add(u"--lean"_s, operation.value);
        break;
    case Verb::Compose:
        words.add(u"--compose"_s, operation.value);
        break;
    case Verb::Mode:
    case Verb::Variant:
    case Verb::Use:
        words.positional += operation.value;
        words.add(u"--url"_s, operation.url);
        words.add(u"--image"_s, imagesText(operation.images));
        words.add(u"--shared"_s, operation.shared);
        break;
    default:
        break;
    }
    return words;
}

/// Reads the members of an object and remembers whether one has a type that toJson() never writes.
class StrictReader
{
public:
    explicit StrictReader(const QJsonObject &json)
        : m_json(json)
    {
    }

    QString text(const QString &key) { return textOf(m_json.value(key)); }
    bool flag(const QString &key)
    {
        const QJsonValue value = m_json.value(key);
        m_good = m_good && (value.isUndefined() || value.isBool());
        return value.toBool();
    }
    /// A number of seconds, from 0 to ten years.
    std::chrono::seconds seconds(const QString &key)
    {
        constexpr qint64 kMost = 10LL * 366 * 24 * 60 * 60;
        const QJsonValue value = m_json.value(key);
        const qint64 count = value.toInteger(-1);
        m_good = m_good && (value.isUndefined() || (count >= 0 && count <= kMost));
        return std::chrono::seconds(value.isUndefined() ? 0 : count);
    }
    QStringList list(const QString &key)
    {
        const QJsonValue value = m_json.value(key);
        m_good = m_good && (value.isUndefined() || value.isArray());
        QStringList list;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array) {
            m_good = m_good && item.isString();
            list += textOf(item);
        }
        return list;
    }
    QMap<QString, QString> map(const QString &key)
    {
        const QJsonValue value = m_json.value(key);
        m_good = m_good && (value.isUndefined() || value.isObject());
        QMap<QString, QString> map;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            m_good = m_good && it.value().isString();
            map.insert(it.key(), textOf(it.value()));
        }
        return map;
    }
    bool isGood() const { return m_good; }

private:
    QString textOf(const QJsonValue &value)
    {
        const QString text = value.toString();
        // No argument of a program holds a NUL.
        m_good = m_good && (value.isUndefined() || value.isString()) && !text.contains(QChar());
        return text;
    }

    const QJsonObject &m_json;
    bool m_good = true;
};

} // namespace

bool Operation::isChoice() const
{
    return entryOf(verb).is(kIsChoice);
}

bool Operation::showsRun() const
{
    return entryOf(verb).is(kShowsRun);
}

bool Operation::isComplete() const
{
    if (std::ranges::any_of(idas, &QString::isEmpty))
        return false;
    if (entryOf(verb).is(kOneIda) && idas.size() != 1)
        return false;
    switch (verb) {
    case Verb::Seed:
        // A relative path was meant from a folder that nobody knows any more.
        return file.isEmpty() || (QDir::isAbsolutePath(file) && seeds.isEmpty());
    case Verb::SaveSeed:
    case Verb::ForgetFile:
        return seeds.size() == 1 && !seeds.first().isEmpty();
    case Verb::Save:
        return !idas.isEmpty();
    case Verb::Restore:
    case Verb::Delete:
        return !checkpoint.isEmpty();
    case Verb::Export:
        return !checkpoint.isEmpty() && QDir::isAbsolutePath(file);
    case Verb::Import:
        return QDir::isAbsolutePath(file);
    case Verb::Schema:
    case Verb::SwitchData:
    case Verb::FollowBranch:
        return !value.isEmpty();
    case Verb::Run:
        return !script.isEmpty();
    default:
        return !isChoice() || !value.isEmpty();
    }
}

QStringList Operation::idaNames() const
{
    QStringList names;
    for (const QString &name : idas)
        names += name.section(u'/', 0, 0);
    names.removeDuplicates();
    return names;
}

bool Operation::namesServices() const
{
    return std::ranges::any_of(idas, [](const QString &name) { return name.contains(u'/'); });
}

QString Operation::place() const
{
    return service.isEmpty() ? ida() : ida() + u'/' + service;
}

bool Operation::lacksAddress() const
{
    return verb == Verb::Mode && value == toString(Mode::External) && url.isEmpty();
}

const char *Operation::title() const
{
    return entryOf(verb).title;
}

QStringList Operation::words() const
{
    const auto &[positional, options] = wordsOf(*this);
    const VerbEntry &entry = entryOf(verb);
    const QStringList command {(entry.command.isEmpty() ? entry.name : entry.command).toString()};
    if (verb == Verb::Run) {
        // What follows "--" is the script's.
        return command + positional + options
            + (arguments.isEmpty() ? QStringList() : QStringList {u"--"_s} + arguments);
    }
    const bool looksLikeOption = std::ranges::any_of(
        positional, [](const QString &word) { return word.startsWith(u'-'); });
    return looksLikeOption ? command + options + QStringList {u"--"_s} + positional
                           : command + positional + options;
}

QString Operation::toCommandLine() const
{
    return commandLine(words());
}

QJsonObject Operation::toJson() const
{
    QJsonObject json {{u"verb"_s, nameOf<kVerbs>(verb)}};
    const auto addList = [&json](const QString &key, const QStringList &list) {
        if (!list.isEmpty())
            json.insert(key, QJsonArray::fromStringList(list));
    };
    const auto addText = [&json](const QString &key, const QString &text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    addList(u"idas"_s, idas);
    addList(u"seeds"_s, seeds);
    addText(u"file"_s, file);
    addText(u"service"_s, service);
    if (discard)
        json.insert(u"discard"_s, true);
    if (volumes)
        json.insert(u"volumes"_s, true);
    addText(u"checkpoint"_s, checkpoint);
    if (isProtected)
        json.insert(u"protected"_s, true);
    if (afterReset)
        json.insert(u"afterReset"_s, true);
    addText(u"script"_s, script);
    addList(u"arguments"_s, arguments);
    if (timeout.count() > 0)
        json.insert(u"timeout"_s, qint64(timeout.count()));
    addText(u"value"_s, value);
    addText(u"url"_s, url);
    QJsonObject byService;
    for (auto it = images.begin(); it != images.end(); ++it)
        byService.insert(it.key(), *it);
    if (!byService.isEmpty())
        json.insert(u"images"_s, byService);
    if (shared)
        json.insert(u"shared"_s, true);
    return json;
}

std::optional<Operation> Operation::fromJson(const QJsonObject &json)
{
    StrictReader reader(json);
    const auto known = valueOf<kVerbs>(reader.text(u"verb"_s));
    if (!known)
        return std::nullopt;
    Operation operation;
    operation.verb = *known;
    operation.idas = reader.list(u"idas"_s);
    operation.seeds = reader.list(u"seeds"_s);
    operation.file = reader.text(u"file"_s);
    operation.service = reader.text(u"service"_s);
    operation.discard = reader.flag(u"discard"_s);
    operation.volumes = reader.flag(u"volumes"_s);
    operation.checkpoint = reader.text(u"checkpoint"_s);
    operation.isProtected = reader.flag(u"protected"_s);
    operation.afterReset = reader.flag(u"afterReset"_s);
    operation.script = reader.text(u"script"_s);
    operation.arguments = reader.list(u"arguments"_s);
    operation.timeout = reader.seconds(u"timeout"_s);
    operation.value = reader.text(u"value"_s);
    operation.url = reader.text(u"url"_s);
    operation.images = reader.map(u"images"_s);
    operation.shared = reader.flag(u"shared"_s);
    return reader.isGood() && operation.isComplete() ? std::optional(operation) : std::nullopt;
}

QString commandWord(const QString &script)
{
    return script.startsWith(u'-') ? QString(u"./"_s + script) : script;
}

QString commandLine(const QStringList &words)
{
    return shellText(QStringList {u"devstack"_s} + words);
}

} // namespace devstack
