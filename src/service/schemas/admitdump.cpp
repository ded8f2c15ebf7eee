// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/admitdump.h"

#include "core/text.h"
#include "service/schemas/dumpfile.h"

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
    const QString real = QFileInfo(source.dump).canonicalFilePath();
    const QString root = QFileInfo(checkout).canonicalFilePath();
    return real.isEmpty() || real.startsWith(root + u'/')
        ? ok()
        : Result<>(invalidInput(u"“%1” leads out of the repository."_s.arg(printable(source.dump)),
                                source.mark));
}

} // namespace

Result<> requireChecksum(const SchemaSource &source, std::stop_token stop)
{
    if (source.sha256.isEmpty())
        return ok();
    const QFileInfo info(source.dump);
    QFile file(source.dump);
    // A pipe or a device would hold the program up.
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
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

Result<> requireOwnFile(const SchemaSource &source, const IdaDefinition &ida, std::stop_token stop)
{
    const auto confined = requireConfined(source, ida.path);
    return confined ? requireChecksum(source, stop) : confined;
}

Result<> admitDump(const SchemaSource &source,
                   const IdaDefinition &ida,
                   DatabaseKind kind,
                   std::stop_token stop)
{
    if (const auto own = requireOwnFile(source, ida, stop); !own)
        return own;
    const auto facts = inspectDump(
        source.dump, {kind, false, false}, [](qint64) {}, std::move(stop));
    return facts ? ok() : Result<>(facts.error());
}

} // namespace devstack
