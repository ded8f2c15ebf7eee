// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/autostart.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace devstack::autostart {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestEntry = 64 * 1024;
constexpr char kOurs[] = "X-Devstack-Autostart=true";

/// A value of type string: the file format reads one level of backslashes.
QString stringValue(QString text)
{
    return text.replace(u'\\', u"\\\\"_s);
}

/// One argument of Exec: quoted, then a value of type string; % would begin a field code.
QString execArgument(const QString &text)
{
    QString quoted;
    for (const QChar character : text) {
        if (u"\"`$\\"_s.contains(character))
            quoted += u'\\';
        quoted += character;
        if (character == u'%')
            quoted += character;
    }
    return stringValue(u'"' + quoted + u'"');
}

} // namespace

QString userEntry()
{
    return QFileInfo(userConfigDir()).path() + u"/autostart/devstack.desktop"_s;
}

State state(const QString &entry)
{
    const QFileInfo info(entry);
    if (info.isSymLink())
        return State::Foreign;
    if (!info.exists())
        return State::Off;
    const auto content = readFile(entry, kLargestEntry);
    if (!content)
        return State::Foreign;
    const QList<QByteArray> lines = content.value().split('\n');
    if (!lines.contains(kOurs))
        return State::Foreign;
    // Desktops switch an entry off in place.
    return lines.contains("Hidden=true") || lines.contains("X-GNOME-Autostart-enabled=false")
        ? State::Off
        : State::On;
}

Result<QByteArray> entryText(const QString &program)
{
    const bool control = std::any_of(program.begin(), program.end(), [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
    if (control || !QDir::isAbsolutePath(program))
        return invalidInput(u"The program's path cannot stand in an autostart entry."_s,
                            {},
                            u"Install Devstack in a folder with a plain name."_s);
    // TryExec: a desktop passes over the entry when the program was removed.
    return u"[Desktop Entry]\nType=Application\nName=Devstack\nIcon=devstack\nTerminal=false\n"
           "TryExec=%1\nExec=%2 --hidden\n%3\n"_s
               .arg(stringValue(program), execArgument(program), QString::fromLatin1(kOurs))
               .toUtf8();
}

Result<> set(const QString &entry, const QString &program, bool on)
{
    if (state(entry) == State::Foreign)
        return conflict(u"%1 was not written by this program and stays as it is."_s.arg(entry),
                        u"Move it away, then try again."_s);
    if (on) {
        const auto text = entryText(program);
        if (!text)
            return text.error();
        return writeFile(entry, text.value());
    }
    if (QFile file(entry); file.exists() && !file.remove())
        return ioError(u"%1 cannot be removed."_s.arg(entry), file.errorString());
    return {};
}

} // namespace devstack::autostart
