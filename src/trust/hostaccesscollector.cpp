// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccesscollector.h"

#include "core/files.h"
#include "core/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

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

void HostAccessCollector::add(const QString &what, const QString &service)
{
    m_sentences += printable(service.isEmpty() ? what : QString(what + u" ("_s + service + u')'));
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
            const bool known = knows(relative) && confinedPath(m_root, relative);
            return known ? std::nullopt : std::optional(path);
        }
    }
    return path;
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

QString shownValue(const YamlNode &node)
{
    constexpr qsizetype kLongest = 160;
    const QString whole = flow(node).simplified();
    if (whole.size() <= kLongest)
        return whole;
    const QByteArray hash
        = QCryptographicHash::hash(flow(node).toUtf8(), QCryptographicHash::Sha256).toHex();
    return whole.first(kLongest) + u"… #"_s + QString::fromLatin1(hash.first(12));
}

} // namespace devstack
