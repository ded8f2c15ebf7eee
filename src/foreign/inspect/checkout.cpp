// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/checkout.h"

#include "core/files.h"
#include "core/text.h"
#include "model/yaml/yamlreader.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <deque>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepest = 12;
constexpr qsizetype kLongestPattern = 255;

/// Folders that hold what tools put there, not what the repository says.
bool isToolFolder(const QString &name)
{
    static const QSet<QString> kTools {u".git"_s,
                                       u"node_modules"_s,
                                       u"bower_components"_s,
                                       u".venv"_s,
                                       u"venv"_s,
                                       u".tox"_s,
                                       u"__pycache__"_s,
                                       u".mypy_cache"_s,
                                       u".pytest_cache"_s};
    return kTools.contains(name);
}

/// Whether a name without slashes is of a pattern: the last star takes over when the rest does not
/// fit, so that many stars cost no more than one.
bool isOfPart(QStringView name, QStringView pattern)
{
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype star = -1;
    qsizetype taken = 0; // by the star, up to here
    while (at < name.size()) {
        if (in < pattern.size() && pattern.at(in) == u'*') {
            star = in++;
            taken = at;
        } else if (in < pattern.size()
                   && (pattern.at(in) == u'?' || pattern.at(in) == name.at(at))) {
            ++in;
            ++at;
        } else if (star >= 0) {
            in = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(pattern.sliced(in), [](QChar c) { return c == u'*'; });
}

/// The same for the parts of a path, of which `**` takes any number, and never the last one.
bool isOfPattern(const QList<QStringView> &path, const QList<QStringView> &pattern)
{
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype folders = -1;
    qsizetype taken = 0;
    while (at < path.size()) {
        if (in < pattern.size() - 1 && pattern.at(in) == u"**") {
            folders = in++;
            taken = at;
        } else if (in < pattern.size() && isOfPart(path.at(at), pattern.at(in))) {
            ++in;
            ++at;
        } else if (folders >= 0) {
            in = folders + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    return in == pattern.size();
}

} // namespace

Checkout::Checkout(const QString &root)
    : m_root(QFileInfo(root).canonicalFilePath())
{
    if (m_root.isEmpty())
        m_root = QDir::cleanPath(QFileInfo(root).absoluteFilePath());
}

QString Checkout::name() const
{
    return QFileInfo(m_root).fileName();
}

std::optional<QString> Checkout::inside(const QString &relative) const
{
    const auto path = confinedPath(m_root, relative);
    if (!path)
        return std::nullopt;
    return *path;
}

bool Checkout::has(const QString &relative) const
{
    const auto path = inside(relative);
    m_consulted.insert(path.value_or(m_root + u'/' + relative));
    return path && QFileInfo(*path).isFile();
}

QStringList Checkout::files(const QString &folder) const
{
    const auto path = folder.isEmpty() ? m_root : inside(folder).value_or(QString());
    QStringList found;
    if (path.isEmpty())
        return found;
    m_consulted.insert(path);
    QDirIterator entries(path, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    while (entries.hasNext() && found.size() < kMostEntries) {
        entries.next();
        const QString relative
            = folder.isEmpty() ? entries.fileName() : QString(folder + u'/' + entries.fileName());
        if (!entries.fileInfo().isSymLink() || inside(relative))
            found += entries.fileName();
    }
    found.sort();
    return found;
}

const QStringList &Checkout::allFiles() const
{
    if (m_files)
        return *m_files;
    QStringList found;
    std::deque<std::pair<QString, int>> folders {{QString(), 0}};
    int entries = 0;
    const auto latest = std::chrono::steady_clock::now() + kLongestWalk;
    while (!folders.empty()) {
        const auto [folder, depth] = folders.front();
        folders.pop_front();
        const QString path = folder.isEmpty() ? m_root : QString(m_root + u'/' + folder);
        m_consulted.insert(path);
        QDirIterator walk(path, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
        while (walk.hasNext()) {
            walk.next();
            const bool isMany = ++entries > kMostEntries;
            if (isMany || std::chrono::steady_clock::now() > latest) {
                const QString why = isMany
                    ? u"has more than %1 files; not all were looked at"_s.arg(kMostEntries)
                    : u"was read for %1 s; not all files were looked at"_s.arg(
                        kLongestWalk.count());
                m_unwalked = u"The repository %1."_s.arg(why);
                refuse(QString(), why);
                folders.clear();
                break;
            }
            const QFileInfo info = walk.fileInfo();
            const QString relative
                = folder.isEmpty() ? info.fileName() : QString(folder + u'/' + info.fileName());
            if (info.isDir()) {
                if (!info.isSymLink() && !isToolFolder(info.fileName()) && depth < kDeepest)
                    folders.emplace_back(relative, depth + 1);
            } else if (info.isFile() && (!info.isSymLink() || inside(relative))) {
                found += relative;
            }
        }
    }
    found.sort();
    m_files = found;
    return *m_files;
}

QStringList Checkout::glob(const QStringList &patterns) const
{
    QList<QList<QStringView>> parts;
    for (const QString &pattern : patterns) {
        if (pattern.size() <= kLongestPattern)
            parts += QStringView(pattern).split(u'/');
    }
    QStringList found;
    for (const QString &file : allFiles()) {
        const QList<QStringView> path = QStringView(file).split(u'/');
        if (std::ranges::any_of(parts, [&](const auto &each) { return isOfPattern(path, each); }))
            found += file;
    }
    return found;
}

std::optional<QStringList> Checkout::lines(const QString &relative) const
{
    const auto known = m_lines.constFind(relative);
    if (known != m_lines.constEnd())
        return *known;
    const auto remember = [&](std::optional<QStringList> lines) {
        m_lines.insert(relative, lines);
        return lines;
    };
    const auto path = inside(relative);
    if (!path) {
        m_consulted.insert(m_root + u'/' + relative);
        refuse(relative, u"lies outside of the repository"_s);
        return remember(std::nullopt);
    }
    m_consulted.insert(*path);
    if (!QFileInfo::exists(*path))
        return remember(std::nullopt);
    const bool isYaml = relative.endsWith(u".yml"_s) || relative.endsWith(u".yaml"_s);
    const qint64 largest = isYaml ? kLargestCompose : kLargestFile;
    const auto content = readFile(*path, largest);
    if (!content) {
        refuse(relative,
               QFileInfo(*path).size() > largest
                   ? u"is larger than %1 MiB"_s.arg(largest / (1024 * 1024))
                   : u"cannot be read as a file"_s);
        return remember(std::nullopt);
    }
    if (content->contains('\0')) {
        refuse(relative, u"is not a text file"_s);
        return remember(std::nullopt);
    }
    QStringList lines = QString::fromUtf8(*content).split(u'\n');
    if (lines.size() > 1 && lines.first().endsWith(u'\r'))
        m_windowsEnds.insert(relative);
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    if (lines.last().isEmpty())
        lines.removeLast();
    return remember(lines);
}

bool Checkout::hasWindowsEnds(const QString &relative) const
{
    return lines(relative) && m_windowsEnds.contains(relative);
}

SourceMark Checkout::mark(const QString &relative, int line)
{
    return {printable(relative), line, 0};
}

void Checkout::refuse(const QString &relative, const QString &why) const
{
    if (m_refused.contains(relative))
        return;
    m_refused.insert(relative);
    const QString what
        = relative.isEmpty() ? u"The repository"_s : u"“%1”"_s.arg(printable(relative));
    m_problems += invalidInput(
        u"%1 %2."_s.arg(what, why), mark(relative, 0), u"Its content is ignored."_s);
}

} // namespace devstack
