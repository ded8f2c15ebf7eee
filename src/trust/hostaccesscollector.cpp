// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccesscollector.h"

#include "core/files.h"
#include "core/pathway.h"
#include "core/text.h"
#include "trust/abridged.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString flow(const YamlNode &node)
{
    QStringList parts;
    if (node.isList()) {
        for (const YamlNode &item : node.items())
            parts += flow(item);
        return u'[' + parts.join(u", "_s) + u']';
    }
    if (node.isMap()) {
        for (const YamlNode::Entry &entry : node.entries())
            parts += entry.key + u": "_s + flow(entry.value);
        return u'{' + parts.join(u", "_s) + u'}';
    }
    return node.text();
}

} // namespace

HostAccessCollector::HostAccessCollector(const QString &repositoryRoot, Dollars dollars)
    : m_root(QDir::cleanPath(repositoryRoot))
    , m_dollars(dollars)
{
}

bool HostAccessCollector::knows(const QString &text) const
{
    if (m_dollars == Dollars::Plain)
        return true;
    for (qsizetype at = text.indexOf(u'$'); at >= 0; at = text.indexOf(u'$', at + 1)) {
        const QChar next = at + 1 < text.size() ? text.at(at + 1) : QChar(u' ');
        if (next == u'{' || next == u'$' || next == u'_' || next.isLetter())
            return false;
    }
    return true;
}

void HostAccessCollector::add(const QString &what, const QString &service)
{
    m_sentences += printable(service.isEmpty() ? what : QString(what + u" ("_s + service + u')'));
}

bool HostAccessCollector::says(const QString &what) const
{
    const QString body = printable(what);
    return std::ranges::any_of(m_sentences, [&](const QString &sentence) {
        return sentence == body || sentence.startsWith(body + u" ("_s)
            || sentence.endsWith(u": "_s + body);
    });
}

QString HostAccessCollector::withEnd(const QString &path)
{
    const Pathway way = pathwayOf(path);
    if (way.isUnseen)
        return path + u" → what you may not see, so anything, now and later"_s;
    if (way.end.isEmpty())
        return path + u" → links without an end"_s;
    return way.end == path ? path : QString(path + u" → "_s + way.end);
}

std::optional<QString> HostAccessCollector::outside(const QString &written,
                                                    const QString &base) const
{
    QString path = written;
    for (const QString &here : {u"${PWD}"_s, u"$PWD"_s}) { // the repository, see ProjectVariables
        if (path == here || path.startsWith(here + u'/'))
            path = m_root + path.mid(here.size());
    }
    if (!knows(path) || (path.startsWith(u'~') && !path.startsWith(u"~/") && path != u"~"))
        return written;
    path = absolute(path, base);
    const QString canonical = QFileInfo(m_root).canonicalFilePath();
    for (const QString &top : {m_root, canonical}) {
        if (path == top || (!top.isEmpty() && path.startsWith(top + u'/'))) {
            const QString relative = QDir(top).relativeFilePath(path);
            const bool known = knows(relative) && confinedPath(m_root, relative)
                && !pathwayOf(path).end.startsWith(u"/proc/");
            return known ? std::nullopt : std::optional(withEnd(path));
        }
    }
    return withEnd(path);
}

QString HostAccessCollector::absolute(const QString &written, const QString &base) const
{
    const bool isHome = written == u"~"_s || written.startsWith(u"~/"_s);
    const QString path = isHome ? QString(QDir::homePath() + written.mid(1)) : written;
    return QDir::cleanPath(QDir(base).absoluteFilePath(path));
}

QString HostAccessCollector::shown(const QString &absolutePath) const
{
    if (absolutePath == m_root)
        return u"."_s;
    return absolutePath.startsWith(m_root + u'/') ? u"./"_s + absolutePath.sliced(m_root.size() + 1)
                                                  : absolutePath;
}

QStringList HostAccessCollector::sentences()
{
    m_sentences.removeDuplicates();
    m_sentences.sort();
    return m_sentences;
}

QString farFile(const QString &address)
{
    return address + u", unread: it may have files of this machine read and reach anything"_s;
}

QStringList pathsOfVolume(const QString &option, const QString &value)
{
    if (option == u"device")
        return value.startsWith(u'/') ? QStringList {value} : QStringList();
    QStringList paths;
    for (const QString &part : option == u"o" ? value.split(u',') : QStringList()) {
        for (const QString &path : part.section(u'=', 1).split(u':')) {
            if (path.startsWith(u'/'))
                paths += path;
        }
    }
    return paths;
}

QString shownValue(const YamlNode &node)
{
    const QString whole = flow(node);
    return abridged(whole.simplified(), whole);
}

} // namespace devstack
