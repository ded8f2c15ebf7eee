// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/admitdump.h"

#include "core/openfile.h"
#include "core/pathway.h"
#include "core/text.h"
#include "service/schemas/dumpfile.h"
#include "service/schemas/fetchdump.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A path of a repository may be a link that leads out of it.
Result<> requireConfined(const SchemaSource &source, const QString &checkout)
{
    if (source.mark.file.isEmpty())
        return ok(); // the engineer's own choice
    // Where nobody can see where it leads, it has no end.
    const QString end = pathwayOf(QFileInfo(source.dump).absoluteFilePath()).end;
    const QString root = QFileInfo(checkout).canonicalFilePath();
    return !root.isEmpty() && end.startsWith(root + u'/')
        ? ok()
        : Result<>(invalidInput(u"“%1” leads out of the repository."_s.arg(printable(source.dump)),
                                source.mark));
}

Result<> requireChecksum(const SchemaSource &source, const std::stop_token &stop)
{
    if (source.sha256.isEmpty())
        return ok();
    QFile file;
    if (!openRegular(source.dump, file))
        return notFound(u"There is no file “%1”."_s.arg(printable(source.dump)));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        if (stop.stop_requested())
            return cancelled();
        hash.addData(file.read(1 << 20));
    }
    const QString found = QString::fromLatin1(hash.result().toHex());
    return found == source.sha256
        ? ok()
        : Result<>(invalidInput(
            u"“%1” is not the file that the manifest means."_s.arg(printable(source.dump)),
            source.mark,
            u"Its SHA-256 is %1."_s.arg(found)));
}

} // namespace

Result<QString> presentDump(const SchemaSource &source,
                            const IdaDefinition &ida,
                            const QString &downloads,
                            Reporter &reporter,
                            std::stop_token stop)
{
    if (isWebDump(source.dump)) {
        auto fetched = fetchDump(source.dump, source.sha256, downloads, reporter, std::move(stop));
        return fetched ? fetched : fetched.error().at(source.mark);
    }
    const auto confined = requireConfined(source, ida.path);
    const auto own = confined ? requireChecksum(source, stop) : confined;
    return own ? Result<QString>(source.dump) : own.error();
}

Result<> admitDump(const SchemaSource &source,
                   const IdaDefinition &ida,
                   DatabaseKind kind,
                   const QString &downloads,
                   Reporter &reporter,
                   std::stop_token stop)
{
    const auto path = presentDump(source, ida, downloads, reporter, stop);
    if (!path)
        return path.error();
    const auto facts = inspectDump(
        *path, {kind, false, false}, [](qint64) {}, std::move(stop));
    return facts ? ok() : Result<>(facts.error());
}

} // namespace devstack
