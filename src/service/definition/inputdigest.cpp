// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inputdigest.h"

#include "core/openfile.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostFiles = 20'000;
constexpr qint64 kLargestRead = 64 * 1024 * 1024;

void collect(const QDir &folder, const QStringList &segments, qsizetype at, QStringList &files)
{
    if (at >= segments.size() || files.size() >= kMostFiles)
        return;
    const QString &segment = segments[at];
    const bool last = at + 1 == segments.size();
    if (segment == u"**") {
        collect(folder, segments, at + 1, files);
        for (const QString &name :
             folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
            if (name != u".git")
                collect(QDir(folder.filePath(name)), segments, at, files);
        }
        return;
    }
    if (last) {
        for (const QString &name :
             folder.entryList({segment}, QDir::Files | QDir::NoSymLinks | QDir::Hidden, QDir::Name))
            files += folder.filePath(name);
        return;
    }
    for (const QString &name : folder.entryList(
             {segment}, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
        if (name != u".git")
            collect(QDir(folder.filePath(name)), segments, at + 1, files);
    }
}

} // namespace

QString inputDigest(const QString &root, const QString &glob)
{
    const QDir folder(root);
    QStringList files;
    collect(folder, QDir::cleanPath(glob).split(u'/', Qt::SkipEmptyParts), 0, files);
    files.sort();
    files.removeDuplicates();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &path : std::as_const(files)) {
        hash.addData(folder.relativeFilePath(path).toUtf8());
        hash.addData(QByteArray(1, char(0)));
        QFile file;
        if (!openRegular(path, file))
            continue;
        // Of what is larger than any text its size and time have to do: a file with holes can be
        // larger than the disk.
        const QFileInfo info(path);
        if (file.size() > kLargestRead)
            hash.addData(QByteArray(QByteArray::number(info.lastModified().toMSecsSinceEpoch())
                                    + ' ' + QByteArray::number(info.size())));
        else
            hash.addData(file.read(kLargestRead));
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace devstack
