// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/notfetched.h"

#include "core/openfile.h"
#include "core/process.h"
#include "core/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void addSubmodules(const Checkout &checkout, QList<NotFetched> &found)
{
    static const QRegularExpression kPath(u"\\A\\s*path\\s*=\\s*\"?([^\"]+?)\"?\\s*\\z"_s);
    const QStringList lines = checkout.lines(u".gitmodules"_s).value_or(QStringList());
    for (int at = 0; at < lines.size(); ++at) {
        const auto match = kPath.match(lines[at]);
        const QString path = QDir::cleanPath(match.captured(1));
        if (!match.hasMatch() || path.startsWith(u".."_s) || QDir::isAbsolutePath(path))
            continue;
        const QDir folder(checkout.root() + u'/' + path);
        if (!folder.exists()
            || folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            found += {NotFetched::Kind::Submodule, path, Checkout::mark(u".gitmodules"_s, at + 1)};
    }
}

/// The file patterns that .gitattributes gives to LFS, as those of Checkout::glob().
QStringList lfsPatterns(const Checkout &checkout)
{
    QStringList patterns;
    for (const QString &line : checkout.lines(u".gitattributes"_s).value_or(QStringList())) {
        if (!line.contains(u"filter=lfs") || line.trimmed().startsWith(u'#'))
            continue;
        QString pattern = line.trimmed().section(u' ', 0, 0).section(u'\t', 0, 0);
        const bool anywhere = !pattern.contains(u'/');
        if (pattern.startsWith(u'/'))
            pattern.remove(0, 1);
        patterns += pattern;
        if (anywhere)
            patterns += u"**/"_s + pattern;
    }
    return patterns;
}

/// A pointer is a text of about 130 bytes (Git LFS specification).
bool isLfsPointer(const QString &path)
{
    constexpr qint64 kLargestPointer = 1024;
    QFile file;
    return openRegular(path, file) && file.size() < kLargestPointer
        && file.read(kLargestPointer).startsWith("version https://git-lfs.github.com/spec/");
}

void addLfsFiles(const Checkout &checkout, QList<NotFetched> &found)
{
    constexpr qsizetype kMost = 2000;
    const QStringList patterns = lfsPatterns(checkout);
    if (patterns.isEmpty())
        return;
    for (const QString &file : checkout.glob(patterns).mid(0, kMost)) {
        if (isLfsPointer(checkout.root() + u'/' + file))
            found += {NotFetched::Kind::LfsFile, file, Checkout::mark(file, 1)};
    }
}

} // namespace

QList<NotFetched> notFetched(const Checkout &checkout)
{
    QList<NotFetched> found;
    addSubmodules(checkout, found);
    addLfsFiles(checkout, found);
    return found;
}

QString wayToFetch(const NotFetched &part)
{
    QStringList words {u"git"_s, u"lfs"_s, u"pull"_s};
    if (part.kind == NotFetched::Kind::Submodule) {
        words = {u"git"_s, u"submodule"_s, u"update"_s, u"--init"_s};
        if (part.path.startsWith(u'-'))
            words += u"--"_s;
        words += part.path; // the repository's own: anything
    }
    return u"Run “%1” in the repository."_s.arg(printable(shellText(words)));
}

} // namespace devstack
