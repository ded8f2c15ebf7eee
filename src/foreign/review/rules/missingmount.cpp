// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "model/compose/composeplaces.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

void lookForMissingMounts(const LintInput &input, FindingSink &sink)
{
    const QString &root = input.subject.path;
    for (const ComposeFile &stack : input.subject.running) {
        QMap<QString, QList<SourceMark>> outside;
        QMap<QString, QList<SourceMark>> files;
        for (const ServiceEntry &service : stack.services) {
            for (const MountEntry &mount : service.mounts) {
                const QString &source = mount.source;
                if (mount.kind != MountEntry::Kind::Bind || source.contains(u'$')
                    || source.startsWith(u'~') || QDir::isAbsolutePath(source))
                    continue;
                const QString absolute = QDir::cleanPath(QDir(root).absoluteFilePath(source));
                if (QFileInfo::exists(absolute))
                    continue;
                if (absolute != root && !absolute.startsWith(root + u'/'))
                    outside[source] += mount.mark;
                else if (looksLikeFile(source))
                    files[source] += mount.mark;
            }
        }
        for (auto it = outside.begin(); it != outside.end(); ++it)
            sink.add(*it,
                     u"%1 lies outside of the repository and does not exist: Docker makes an empty "
                     u"folder there that belongs to root."_s.arg(printable(it.key())),
                     u"Remove the mount, or describe its content in the README."_s);
        for (auto it = files.begin(); it != files.end(); ++it)
            sink.add(*it,
                     u"The file %1 does not exist: Docker makes a folder of that name."_s.arg(
                         printable(it.key())),
                     u"Add the file, or an example of it that the bootstrap copies."_s);
    }
}

} // namespace devstack
