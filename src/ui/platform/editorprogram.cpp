// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/editorprogram.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace devstack {

using namespace Qt::StringLiterals;

QStringList EditorProgram::toOpen(const QString &file, int line) const
{
    if (line <= 0)
        return vector + QStringList {file};
    static const QStringList byColon {u"code"_s, u"codium"_s, u"code-oss"_s};
    if (byColon.contains(QFileInfo(vector.value(0)).fileName()))
        return vector + QStringList {u"--goto"_s, u"%1:%2"_s.arg(file).arg(line)};
    // vi, emacs, nano, gedit, kate and their kin.
    return vector + QStringList {u"+%1"_s.arg(line), file};
}

Result<EditorProgram> findEditor(const std::function<QString(const QString &)> &variable,
                                 const std::function<QString(const QString &)> &find)
{
    for (const QString &name : {u"VISUAL"_s, u"EDITOR"_s}) {
        const QStringList own = QProcess::splitCommand(variable(name));
        if (!own.isEmpty() && !find(own.first()).isEmpty())
            return EditorProgram {own};
    }
    for (const QString &program : {u"sensible-editor"_s, u"nano"_s, u"vim"_s, u"vi"_s}) {
        if (!find(program).isEmpty())
            return EditorProgram {{program}};
    }
    return notFound(QCoreApplication::translate("EditorProgram", "No editor found."),
                    QCoreApplication::translate("EditorProgram",
                                                "Name yours in the environment variable EDITOR."));
}

} // namespace devstack
