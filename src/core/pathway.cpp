// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/pathway.h"

#include "core/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <QFileInfo>

#include <cerrno>
#include <climits>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostLinks = 40; // as the kernel has it

/// Whether the kernel, which knows bytes, means the same name; and takes it in one piece.
bool isPlain(const QString &path)
{
    const QByteArray bytes = path.toUtf8();
    return bytes.size() < PATH_MAX && QString::fromUtf8(bytes) == path;
}

/// What a link says; nothing where it cannot be told, or is no UTF-8.
std::optional<QString> targetOf(const Descriptor &link)
{
    QByteArray bytes(PATH_MAX, Qt::Uninitialized);
    const ssize_t size
        = ::readlinkat(link.get(), "", bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (size <= 0 || size >= bytes.size())
        return std::nullopt;
    bytes.truncate(size);
    const QString target = QString::fromUtf8(bytes);
    return target.toUtf8() == bytes ? std::optional(target) : std::nullopt;
}

Descriptor openAt(const Descriptor &folder, const char *name)
{
    return Descriptor(::openat(folder.get(), name, O_PATH | O_NOFOLLOW | O_CLOEXEC));
}

bool isLink(const Descriptor &place)
{
    struct stat status
    {
    };
    return ::fstat(place.get(), &status) == 0 && S_ISLNK(status.st_mode);
}

} // namespace

Pathway pathwayOf(const QString &path)
{
    Pathway way;
    Pathway unseen;
    unseen.isUnseen = true;
    if (!isPlain(path))
        return unseen;
    QStringList open = path.split(u'/', Qt::SkipEmptyParts);
    qsizetype own = open.size(); // of these, what the path itself says
    QString here = u"/"_s;
    Descriptor folder(::open("/", O_PATH | O_CLOEXEC));
    for (int links = 0; !open.isEmpty();) {
        const bool isOwn = open.size() == own;
        const QString part = open.takeFirst();
        own -= isOwn ? 1 : 0;
        if (part == u".")
            continue;
        if (part == u"..") {
            here = QFileInfo(here).path();
            folder = openAt(folder, "..");
            if (!folder.isValid())
                return unseen;
            continue;
        }
        const QString next = here.endsWith(u'/') ? here + part : QString(here + u'/' + part);
        way.passed += next;
        if (next.startsWith(u"/proc/")) {
            way.end = QStringList({next, open.join(u'/')}).join(open.isEmpty() ? u""_s : u"/"_s);
            return way;
        }
        Descriptor place = openAt(folder, part.toUtf8().constData());
        if (!place.isValid() && (errno == ENOENT || errno == ENOTDIR)) {
            // What is below is not there either.
            way.isDangling = !isOwn;
            here = next;
            for (const QString &rest : std::as_const(open)) {
                if (rest == u"..")
                    here = QFileInfo(here).path();
                else if (rest != u".")
                    here += u'/' + rest;
                way.passed += here;
            }
            break;
        }
        if (!place.isValid())
            return unseen;
        if (!isLink(place)) {
            here = next;
            folder = std::move(place);
            continue;
        }
        if (++links > kMostLinks)
            return way;
        const auto target = targetOf(place);
        if (!target)
            return unseen;
        if (target->startsWith(u'/')) {
            here = u"/"_s;
            folder = Descriptor(::open("/", O_PATH | O_CLOEXEC));
        }
        open = target->split(u'/', Qt::SkipEmptyParts) + open;
    }
    if (!isPlain(here))
        return unseen;
    way.end = here;
    return way;
}

} // namespace devstack
