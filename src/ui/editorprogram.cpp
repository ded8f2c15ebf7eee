// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/editorprogram.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace devstack {

QStringList EditorProgram::toOpen(const QString &file, int line) const
{
    if (line <= 0)
        return vector + QStringList {file};
    static const QStringList byColon {
        QStringLiteral("code"), QStringLiteral("codium"), QStringLiteral("code-oss")};
    if (byColon.contains(QFileInfo(vector.value(0)).fileName()))
        return vector
            + QStringList {QStringLiteral("--goto"), QStringLiteral("%1:%2").arg(file).arg(line)};
    // vi, emacs, nano, gedit, kate and their kin.
    return vector + QStringList {QStringLiteral("+%1").arg(line), file};
}

Result<EditorProgram> findEditor(const std::function<QString(const QString &)> &variable,
                                 const std::function<QString(const QString &)> &find)
{
    for (const QString &name : {QStringLiteral("VISUAL"), QStringLiteral("EDITOR")}) {
        const QStringList own = QProcess::splitCommand(variable(name));
        if (!own.isEmpty() && !find(own.first()).isEmpty())
            return EditorProgram {own};
    }
    for (const QString &program : {QStringLiteral("sensible-editor"),
                                   QStringLiteral("nano"),
                                   QStringLiteral("vim"),
                                   QStringLiteral("vi")}) {
        if (!find(program).isEmpty())
            return EditorProgram {{program}};
    }
    return notFound(QCoreApplication::translate("EditorProgram", "No editor was found."),
                    QCoreApplication::translate("EditorProgram",
                                                "Name yours in the environment variable EDITOR."));
}

} // namespace devstack
