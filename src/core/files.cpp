// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"

#include "core/openfile.h"
#include "core/pathway.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPiece = 16 * 1024;

} // namespace

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file;
    if (const auto opened = openRegular(path, file); !opened)
        return opened.error();
    // Not as much as may be read, but as much as there is: most files are small. Some of the system
    // tell no size, and others grow.
    qint64 wanted = std::min(limit, file.size()) + 1;
    QByteArray content = file.read(wanted);
    while (content.size() == wanted && wanted <= limit) {
        wanted = std::min(limit + 1, 2 * wanted + kPiece);
        content += file.read(wanted - content.size());
    }
    if (file.error() != QFile::NoError)
        return ioError(u"“%1” cannot be read: %2."_s.arg(path, file.errorString()));
    if (content.size() > limit) {
        return invalidInput(
            u"“%1” is larger than %2 KiB."_s.arg(path, QString::number(limit / 1024)),
            {path, 0, 0});
    }
    return content;
}

Result<> writeFile(const QString &path, const QByteArray &content, bool ownerOnly)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (ownerOnly && !QFileInfo::exists(folder)) {
        if (const auto made = makeOwnPath(folder); !made)
            return made;
    } else if (!QDir().mkpath(folder))
        return ioError(u"The folder of “%1” cannot be created."_s.arg(path));
    // QSaveFile writes through links; what is the owner's alone is a file of ours, never somebody's
    // link.
    if (ownerOnly && QFileInfo(path).isSymLink())
        QFile::remove(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return ioError(u"“%1” cannot be written: %2."_s.arg(path, file.errorString()));
    if (ownerOnly)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(content) != content.size() || !file.flush() || !file.commit()) {
        return ioError(u"“%1” cannot be written: %2."_s.arg(path, file.errorString()),
                       {},
                       u"Check the free space and the permissions of the folder."_s);
    }
    return ok();
}

Result<> writeFileIn(const QString &folder, const QString &relative, const QByteArray &content)
{
    const QString path = QDir(folder).filePath(relative);
    // A folder that is not there yet has no links.
    if (QFileInfo::exists(folder) && !confinedPath(folder, relative)) {
        const QString target = QFileInfo(path).symLinkTarget();
        return invalidInput(
            target.isEmpty() ? u"“%1” leads out of its folder; nothing was written."_s.arg(path)
                             : u"“%1” is a link to “%2”; nothing was written."_s.arg(path, target),
            {path, 0, 0},
            u"Look at where it leads. Replace the link by a file of its own."_s);
    }
    return writeFile(path, content);
}

QByteArray jsonText(const QJsonObject &object, QJsonDocument::JsonFormat format)
{
    // Such characters stand in texts only: everything else in JSON is ASCII.
    const QString plain = QString::fromUtf8(QJsonDocument(object).toJson(format));
    QString safe;
    safe.reserve(plain.size());
    for (const QChar c : plain) {
        const char16_t code = c.unicode();
        if ((code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029
            || c.category() == QChar::Other_Format)
            safe += u"\\u%1"_s.arg(code, 4, 16, QChar(u'0'));
        else
            safe += c;
    }
    return safe.toUtf8();
}

Result<QJsonObject> readJson(const QString &path, qint64 limit)
{
    const auto content = readFile(path, limit);
    if (!content)
        return content.error();
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &parse);
    if (!document.isObject()) {
        const int line = 1
            + int(QByteArrayView(*content)
                      .first(qMin<qsizetype>(parse.offset, content->size()))
                      .count('\n'));
        const QString why = parse.error == QJsonParseError::NoError ? u"it is another value"_s
                                                                    : parse.errorString();
        return invalidInput(u"This is not a JSON object: %1."_s.arg(why), {path, line, 0});
    }
    return document.object();
}

Result<> writeJson(const QString &path, const QJsonObject &content, bool ownerOnly)
{
    return writeFile(path, jsonText(content, QJsonDocument::Indented), ownerOnly);
}

Error cannotReadNow(Error why)
{
    why.hint
        = u"Nothing was changed. Make it readable for your user (“ls -l” shows whose it is), or "
          u"allow more open files (“ulimit -n”), then run the same command again."_s;
    return why;
}

Result<QString> setAside(const QString &path)
{
    constexpr int kMost = 1000;
    QFile file(path);
    for (int number = 1; number <= kMost; ++number) {
        const QString kept
            = path + (number == 1 ? u".broken"_s : u".broken-%1"_s.arg(QString::number(number)));
        // QFile never renames onto a file that is there.
        if (!QFileInfo(kept).isSymLink() && !QFileInfo::exists(kept) && file.rename(kept))
            return kept;
        if (!QFileInfo::exists(path))
            break; // another process was faster
    }
    return ioError(
        u"“%1” cannot be set aside: %2."_s.arg(path, file.errorString()), {}, u"Move it away."_s);
}

Result<QString> confinedPath(const QString &root, const QString &relative)
{
    const QString canonicalRoot = QFileInfo(root).canonicalFilePath();
    const Error outside
        = invalidInput(u"The path “%1” leads outside of “%2”."_s.arg(relative, root));
    if (canonicalRoot.isEmpty() || QDir::isAbsolutePath(relative)
        || relative.contains(QChar(u'\0')))
        return outside;
    const Pathway way = pathwayOf(QDir::cleanPath(canonicalRoot + u'/' + relative));
    // A link that leads nowhere, or in a circle, could lead anywhere once its target is made.
    if (way.isUnseen || way.isDangling || way.end.isEmpty())
        return outside;
    const QString &resolved = way.end;
    if (resolved != canonicalRoot && !resolved.startsWith(canonicalRoot + u'/'))
        return outside;
    return resolved;
}

} // namespace devstack
