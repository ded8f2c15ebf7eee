// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/settingsdatabases.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestImport = 5;
/// Lines of one assignment; a longer one is not what a person wrote.
constexpr int kLongestAssignment = 400;

/// A line without its comment; quotes are minded, strings over several lines are not.
QString withoutPythonComment(const QString &line)
{
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (!quote.isNull()) {
            if (c == u'\\')
                ++i;
            else if (c == quote)
                quote = {};
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'#') {
            return line.left(i);
        }
    }
    return line;
}

QString fileOf(const Checkout &checkout, const QString &module)
{
    static const QRegularExpression kModule(
        u"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$"_s);
    if (!kModule.match(module).hasMatch())
        return {};
    const QString stem = QString(module).replace(u'.', u'/');
    for (const QString &file : {QString(stem + u".py"_s), QString(stem + u"/__init__.py"_s)}) {
        if (checkout.has(file))
            return file;
    }
    return {};
}

/// The value that begins a text: `'x'`, `os.environ.get('V', 'x')`, `os.environ['V']`.
SettingsValue valueIn(const QString &text)
{
    static const QRegularExpression kLiteral(u"^\\s*(['\"])(.*?)\\1"_s);
    static const QRegularExpression kVariable(
        u"^\\s*(?:os\\.)?(?:environ\\.get\\(|getenv\\(|environ\\[)\\s*(['\"])(\\w+)\\1"
        "(?:\\s*,\\s*(['\"])(.*?)\\3)?"_s);
    if (const auto match = kVariable.match(text); match.hasMatch())
        return {match.captured(4), match.captured(2)};
    return {kLiteral.match(text).captured(2), {}};
}

/// The entries of the assignment that begins on a line.
QList<SettingsDatabase> entriesAt(const QStringList &lines, qsizetype first, const QString &file)
{
    static const QRegularExpression kKey(u"['\"](ENGINE|HOST|NAME|USER|PASSWORD)['\"]\\s*:(.*)"_s);
    QList<SettingsDatabase> entries;
    SettingsDatabase entry;
    int depth = 0;
    const qsizetype end = std::min<qsizetype>(lines.size(), first + kLongestAssignment);
    for (qsizetype i = first; i < end; ++i) {
        const QString line = withoutPythonComment(lines.at(i));
        if (const auto match = kKey.match(line); match.hasMatch() && depth == 2) {
            const QString key = match.captured(1);
            const SettingsValue value = valueIn(match.captured(2));
            if (key == u"ENGINE")
                entry.engine = value;
            else if (key == u"HOST")
                entry.host = value;
            else if (key == u"USER")
                entry.user = value;
            else if (key == u"PASSWORD")
                entry.password = value;
            else
                entry.name = value;
            if (key == u"NAME")
                entry.mark = Checkout::mark(file, int(i) + 1);
        }
        for (const QChar c : line) {
            if (c == u'{' && ++depth == 2)
                entry = {};
            if (c == u'}' && --depth == 1)
                entries += entry;
        }
        if (depth == 0 && i > first)
            break;
    }
    return entries;
}

/// The files of the repository that a settings file takes everything from, the last one first.
QStringList importedFiles(const Checkout &checkout, const QStringList &lines, const QString &file)
{
    static const QRegularExpression kImport(u"^from\\s+([\\w.]+)\\s+import\\s+\\*"_s);
    QStringList files;
    for (const QString &line : lines) {
        const auto match = kImport.match(line);
        if (!match.hasMatch())
            continue;
        QString absolute = match.captured(1);
        if (absolute.startsWith(u'.')) // the package of this file
            absolute = QString(file.section(u'/', 0, -2)).replace(u'/', u'.') + absolute;
        const QString other = fileOf(checkout, absolute);
        if (!other.isEmpty() && other != file)
            files.prepend(other);
    }
    return files;
}

QList<SettingsDatabase> databasesOf(const Checkout &checkout, const QString &file, int depth)
{
    static const QRegularExpression kAssignment(u"^DATABASES\\s*=\\s*\\{"_s);
    const auto lines = checkout.lines(file);
    if (!lines || depth > kDeepestImport)
        return {};
    qsizetype assigned = -1;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        if (kAssignment.match(lines->at(i)).hasMatch())
            assigned = i;
    }
    if (assigned >= 0)
        return entriesAt(*lines, assigned, file);
    for (const QString &other : importedFiles(checkout, *lines, file)) {
        if (const auto found = databasesOf(checkout, other, depth + 1); !found.isEmpty())
            return found;
    }
    return {};
}

} // namespace

QStringList settingsModuleFiles(const Checkout &checkout, const QString &module)
{
    QStringList files;
    QStringList pending {fileOf(checkout, module)};
    constexpr qsizetype kMostFiles = 20;
    while (!pending.isEmpty() && files.size() < kMostFiles) {
        const QString file = pending.takeFirst();
        const auto lines = file.isEmpty() ? std::nullopt : checkout.lines(file);
        if (!lines || files.contains(file))
            continue;
        files += file;
        pending += importedFiles(checkout, *lines, file);
    }
    return files;
}

QList<SettingsDatabase> settingsDatabases(const Checkout &checkout, const QString &module)
{
    const QString file = fileOf(checkout, module);
    return file.isEmpty() ? QList<SettingsDatabase>() : databasesOf(checkout, file, 0);
}

} // namespace devstack
