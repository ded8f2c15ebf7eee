// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composeservice.h"

namespace devstack {

using namespace Qt::StringLiterals;

QStringList splitOutside(const QString &text, QChar separator)
{
    QStringList parts {QString()};
    int depth = 0;
    for (const QChar c : text) {
        if (c == u'{' || c == u'[')
            ++depth;
        else if ((c == u'}' || c == u']') && depth > 0)
            --depth;
        if (c == separator && depth == 0)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

namespace {

/// "080" is 80 to Compose; what is no number stays.
QString withoutZeros(const QString &number)
{
    bool isNumber = false;
    const ushort port = number.toUShort(&isNumber);
    return isNumber ? QString::number(port) : number;
}

} // namespace

PortMapping shortPort(const QString &text)
{
    PortMapping result;
    result.protocol = u"tcp"_s;
    QStringList protocol = splitOutside(text, u'/');
    if (protocol.size() > 1) {
        result.protocol = protocol.takeLast();
        if (!result.protocol.contains(u'$'))
            result.protocol = result.protocol.toLower();
        if (result.protocol.isEmpty())
            result.protocol = u"tcp"_s;
    }
    QStringList parts = splitOutside(protocol.join(u'/'), u':');
    result.container = withoutZeros(parts.takeLast());
    if (!parts.isEmpty())
        result.host = withoutZeros(parts.takeLast());
    // An IPv6 address may come without brackets: everything before the last two parts is the
    // address.
    result.address = parts.join(u':');
    if (result.address.startsWith(u'[') && result.address.endsWith(u']'))
        result.address = result.address.sliced(1, result.address.size() - 2);
    return result;
}

namespace {

/// At colons outside of `${…}`. Other brackets mean nothing to Compose in a mount.
QStringList splitMount(const QString &text)
{
    QStringList parts {QString()};
    int depth = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'{' && at > 0 && text.at(at - 1) == u'$')
            ++depth;
        else if (c == u'}' && depth > 0)
            --depth;
        if (c == u':' && depth == 0)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

struct PortRange
{
    int first = 0;
    int last = -1; ///< below `first`: no numbers
};

PortRange portRange(const QString &text)
{
    bool isFirst = false;
    bool isLast = false;
    const int first = text.section(u'-', 0, 0).toUShort(&isFirst);
    const int last = text.contains(u'-') ? text.section(u'-', 1).toUShort(&isLast) : first;
    return isFirst && (isLast || !text.contains(u'-')) && last >= first ? PortRange {first, last}
                                                                        : PortRange {};
}

} // namespace

QList<PortMapping> singlePorts(const PortMapping &mapping)
{
    const PortRange inside = portRange(mapping.container);
    const PortRange outside = portRange(mapping.host);
    if (inside.last < inside.first || (!mapping.host.isEmpty() && outside.last < outside.first))
        return {mapping};
    QList<PortMapping> result;
    for (int number = inside.first; number <= inside.last; ++number) {
        PortMapping single = mapping;
        single.container = QString::number(number);
        if (!mapping.host.isEmpty())
            single.host = QString::number(outside.first + number - inside.first);
        result += single;
    }
    return result;
}

namespace {

bool isHostPath(const QString &source)
{
    if (source == u"$PWD" || source == u"${PWD}") // a folder, whatever it is
        return true;
    return source.startsWith(u'.') || source.startsWith(u'/') || source.startsWith(u'~')
        || source.contains(u'/') || source.contains(u'\\');
}

/// To Compose a letter alone is a drive of Windows, whatever follows it.
bool isDriveLetter(const QStringList &parts)
{
    return parts.size() > 1 && parts.first().size() == 1 && parts.first().at(0).isLetter();
}

} // namespace

MountEntry shortMount(const QString &text)
{
    MountEntry result;
    QStringList parts = splitMount(text);
    if (isDriveLetter(parts)) {
        const QString drive = parts.takeFirst();
        parts.first().prepend(drive + u':');
    }
    if (parts.size() == 1) {
        result.kind = MountEntry::Kind::Anonymous;
        result.target = parts.first();
        return result;
    }
    result.source = parts.at(0);
    result.target = parts.at(1);
    result.kind = isHostPath(result.source) ? MountEntry::Kind::Bind : MountEntry::Kind::Volume;
    if (parts.size() > 2)
        result.readOnly = parts.at(2).split(u',').contains(u"ro"_s);
    return result;
}

} // namespace devstack
