// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/knownnames.h"

#include "core/files.h"
#include "core/log.h"
#include "core/userpaths.h"
#include "model/manifest/typedreader.h"
#include "model/yaml/yamlreader.h"

#include <QDir>
#include <QFile>

/// Outside of the namespace, as Qt's macro needs it: a static library's resources wait to be asked.
static void initialiseNames()
{
    Q_INIT_RESOURCE(names);
}

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool checkKey(TypedReader &reader, const YamlNode::Entry &entry, const QStringList &known)
{
    if (known.contains(entry.key))
        return true;
    reader.fail(u"“%1” is not a key of a table of names."_s.arg(entry.key),
                entry.keyMark,
                TypedReader::suggestion(entry.key, known));
    return false;
}

KnownService service(TypedReader &reader, const YamlNode::Entry &entry)
{
    static const QStringList kKeys {u"names"_s, u"hosts"_s, u"url"_s};
    KnownService result;
    result.ida = entry.key;
    result.repository = entry.key;
    result.mark = entry.keyMark;
    const QString what = u"services.%1"_s.arg(entry.key);
    for (const YamlNode::Entry &field : reader.map(entry.value, what)) {
        if (!checkKey(reader, field, kKeys))
            break;
        const QString place = what + u'.' + field.key;
        if (field.key == u"names"_s)
            result.names = reader.textList(field.value, place);
        else if (field.key == u"hosts"_s)
            result.hosts = reader.textList(field.value, place);
        else
            result.url = reader.text(field.value, place);
    }
    return result;
}

} // namespace

const KnownNames &KnownNames::builtIn()
{
    static const KnownNames kNames = [] {
        initialiseNames();
        QFile file(u":/devstack/names.yml"_s);
        if (!file.open(QIODevice::ReadOnly))
            return KnownNames();
        const auto names = parse(file.readAll(), u"names.yml"_s, {});
        if (!names)
            log::get("inspect")->error("{}", names.error().toText());
        return names.valueOr({});
    }();
    return kNames;
}

QStringList KnownNames::overlayFiles()
{
    // XDG Base Directory Specification 0.8: the first folder of the list matters most.
    const QString dirs = qEnvironmentVariable("XDG_CONFIG_DIRS");
    QStringList folders;
    for (const QString &folder : (dirs.isEmpty() ? u"/etc/xdg"_s : dirs).split(u':')) {
        if (QDir::isAbsolutePath(folder))
            folders.prepend(folder + u"/devstack"_s);
    }
    folders += userConfigDir();
    QStringList files;
    for (const QString &folder : std::as_const(folders)) {
        const QString file = folder + u"/names.yml"_s;
        if (QFile::exists(file) && !files.contains(file))
            files += file;
    }
    return files;
}

Result<KnownNames> KnownNames::read()
{
    KnownNames names = builtIn();
    for (const QString &file : overlayFiles()) {
        const auto content = readFile(file, kLargestYaml);
        if (!content)
            return content.error();
        auto over = parse(*content, file, names);
        if (!over)
            return over.error();
        names = std::move(*over);
    }
    return names;
}

Result<KnownNames>
KnownNames::parse(const QByteArray &content, const QString &file, const KnownNames &base)
{
    const auto root = parseYaml(content, file);
    if (!root)
        return root.error();
    TypedReader reader;
    QList<KnownService> read;
    static const QStringList kSections {u"version"_s, u"services"_s, u"infrastructure"_s};
    for (const YamlNode::Entry &section : reader.map(*root, u"names.yml"_s)) {
        if (!checkKey(reader, section, kSections))
            break;
        if (section.key == u"version"_s) {
            if (reader.word(section.value, section.key) != u"1"_s)
                reader.expected(u"1"_s, section.value, section.key);
            continue;
        }
        for (const YamlNode::Entry &entry : reader.namedMap(section.value, section.key)) {
            if (section.key == u"services"_s) {
                read += service(reader, entry);
                continue;
            }
            KnownService infrastructure;
            infrastructure.ida = entry.key;
            infrastructure.mark = entry.keyMark;
            infrastructure.hosts
                = reader.textList(entry.value, u"infrastructure.%1"_s.arg(entry.key));
            read += infrastructure;
        }
    }
    if (reader.failed())
        return reader.error();
    KnownNames result = base;
    for (const KnownService &entry : std::as_const(read)) {
        const auto same = [&](const KnownService &other) { return other.ida == entry.ida; };
        const auto old = std::ranges::find_if(result.m_services, same);
        if (old == result.m_services.end())
            result.m_services += entry;
        else
            *old = entry;
    }
    result.index();
    return result;
}

void KnownNames::index()
{
    m_byHost.clear();
    m_byName.clear();
    for (qsizetype at = 0; at < m_services.size(); ++at) {
        for (const QString &host : m_services.at(at).hosts)
            m_byHost.insert(host, at);
        for (const QString &name : m_services.at(at).names)
            m_byName.insert(name, at);
    }
    for (qsizetype at = 0; at < m_services.size(); ++at)
        m_byName.insert(m_services.at(at).ida, at);
}

const KnownService *KnownNames::find(const QString &host) const
{
    const auto found = m_byHost.constFind(host);
    return found == m_byHost.constEnd() ? nullptr : &m_services.at(*found);
}

const KnownService *KnownNames::named(const QString &name) const
{
    const auto found = m_byName.constFind(name);
    return found == m_byName.constEnd() ? nullptr : &m_services.at(*found);
}

} // namespace devstack
