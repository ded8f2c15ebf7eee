// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/environmenttext.h"

#include "core/text.h"
#include "model/yaml/yamlprint.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Stands for "$$" while variables are looked for.
constexpr char16_t kPlainDollar = u'\xE013';

/// Compose and the reader of manifests take "$" for the beginning of a variable.
QString literal(QString text)
{
    return text.replace(u"$"_s, u"$$"_s);
}

QJsonArray literals(const QStringList &words)
{
    QJsonArray list;
    for (const QString &word : words)
        list += literal(word);
    return list;
}

class EnvironmentWriter
{
public:
    EnvironmentWriter(const EnvironmentDraft &draft,
                      const Checkout &central,
                      QList<UnclaimedPart> &unclaimed)
        : m_draft(draft)
        , m_central(central)
        , m_unclaimed(unclaimed)
    {
    }

    QByteArray text()
    {
        QJsonObject services;
        for (const CentralService &service : m_draft.services)
            services.insert(service.name, entryOf(service));
        QJsonObject document {{u"services"_s, services}};
        if (!m_volumes.isEmpty()) {
            QJsonObject volumes;
            for (const QString &name : std::as_const(m_volumes))
                volumes.insert(name, QJsonObject());
            document.insert(u"volumes"_s, volumes);
        }
        if (!m_configs.isEmpty())
            document.insert(u"configs"_s, m_configs);
        document.insert(u"x-devstack"_s, manifest());
        QStringList places;
        for (const SourceMark &mark : m_draft.ida.from)
            places += u"%1:%2"_s.arg(mark.file).arg(mark.line);
        places.removeDuplicates();
        return (u"# Made by “devstack adopt” from the central devstack %1: %2.\n"
                "# Relative paths begin at the checkout of %3.\n"_s.arg(
                    printable(m_central.name()),
                    printable(places.join(u", "_s)),
                    printable(m_draft.ida.name))
                + toYamlText(document))
            .toUtf8();
    }

private:
    QJsonObject entryOf(const CentralService &service)
    {
        QJsonObject entry = withOptions(service.entry).toObject();
        // The workspace gives names, and says what waits for what in other IDAs.
        for (const QString &key : {u"container_name"_s, u"depends_on"_s, u"links"_s, u"extends"_s})
            entry.remove(key);
        // Their paths begin at the central checkout, where nobody looks any more.
        for (const QString &key : {u"build"_s, u"env_file"_s}) {
            if (entry.contains(key))
                m_unclaimed += UnclaimedPart {
                    u"file"_s, u"%1 of %2"_s.arg(key, service.name), service.mark};
            entry.remove(key);
        }
        QJsonArray needs;
        for (const QString &name : service.needs) {
            const auto isHere = [&](const CentralService &other) { return other.name == name; };
            if (std::ranges::any_of(m_draft.services, isHere) && !needs.contains(name))
                needs += name;
        }
        if (!needs.isEmpty())
            entry.insert(u"depends_on"_s, needs);
        QJsonArray configs = entry.value(u"configs"_s).toArray();
        const QJsonArray mounts = mountsOf(service, configs);
        addSetUps(service.name, configs);
        entry.remove(u"volumes"_s);
        if (!mounts.isEmpty())
            entry.insert(u"volumes"_s, mounts);
        if (!configs.isEmpty())
            entry.insert(u"configs"_s, configs);
        return entry;
    }

    /// `${NAME}` and `${NAME:-default}` with what the options files say.
    QJsonValue withOptions(const QJsonValue &value) const
    {
        static const QRegularExpression kVariable(
            u"\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?::?-[^{}]*)?\\})"_s);
        if (value.isString()) {
            QString text = value.toString();
            if (!text.contains(u'$'))
                return value;
            text.replace(u"$$"_s, QString(QChar(kPlainDollar)));
            QString result;
            qsizetype last = 0;
            for (auto found = kVariable.globalMatch(text); found.hasNext();) {
                const auto match = found.next();
                const QString name = match.captured(1) + match.captured(2);
                result += text.mid(last, match.capturedStart() - last);
                result += m_draft.options.contains(name) ? literal(m_draft.options.value(name))
                                                         : match.captured();
                last = match.capturedEnd();
            }
            result += text.mid(last);
            return result.replace(QChar(kPlainDollar), u"$$"_s);
        }
        if (value.isArray()) {
            QJsonArray list;
            for (const QJsonValue &each : value.toArray())
                list += withOptions(each);
            return list;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = withOptions(it.value());
        return object;
    }

    QJsonArray mountsOf(const CentralService &service, QJsonArray &configs)
    {
        QJsonArray kept;
        for (const QJsonValue &value : service.entry.value(u"volumes"_s).toArray()) {
            const QString written = value.toString();
            const auto mount = std::ranges::find(service.mounts, written, &CentralMount::written);
            if (mount == service.mounts.end()) {
                keepVolume(value, kept);
                continue;
            }
            const QString mode = written.section(u':', 2);
            const QString rest = u':' + mount->target + (mode.isEmpty() ? QString() : u':' + mode);
            if (mount->neighbour == m_draft.ida.name)
                kept += QString((mount->below.isEmpty() ? u"."_s : QString(u"./"_s + mount->below))
                                + rest);
            else if (!mount->neighbour.isEmpty()
                     || !addConfig(mount->below, mount->target, configs))
                m_unclaimed += UnclaimedPart {
                    u"mount"_s, u"%1 of %2"_s.arg(written, service.name), service.mark};
        }
        return kept;
    }

    void keepVolume(const QJsonValue &value, QJsonArray &kept)
    {
        kept += value;
        const QString name = value.isString() ? value.toString().section(u':', 0, 0)
                                              : value.toObject().value(u"source"_s).toString();
        const bool isNamed = !name.isEmpty() && !name.startsWith(u'/') && !name.startsWith(u'.')
            && !name.startsWith(u'~') && !name.contains(u'$');
        if (isNamed && !m_volumes.contains(name))
            m_volumes += name;
    }

    /// False when the file cannot be read.
    bool addConfig(const QString &file, const QString &target, QJsonArray &configs)
    {
        const auto lines = m_central.lines(file);
        if (!lines || target.isEmpty())
            return false;
        addConfig(slug(file), lines->join(u'\n') + u'\n', target, configs);
        return true;
    }

    void addConfig(const QString &name,
                   const QString &content,
                   const QString &target,
                   QJsonArray &configs)
    {
        m_configs.insert(name, QJsonObject {{u"content"_s, literal(content)}});
        configs += QJsonObject {{u"source"_s, name}, {u"target"_s, target}};
    }

    /// The databases' official images run what lies there before they are used for the first time,
    /// by name.
    void addSetUps(const QString &service, QJsonArray &configs)
    {
        int number = 0;
        for (const FirstSetUp &setUp : m_draft.setUps.value(service)) {
            const QString name = u"central-%1"_s.arg(++number, 2, 10, QChar(u'0'));
            addConfig(service + u'-' + name,
                      setUp.content,
                      u"/docker-entrypoint-initdb.d/%1.%2"_s.arg(name, setUp.suffix),
                      configs);
        }
    }

    QJsonObject runOf(const ServiceRun &run) const
    {
        QJsonObject object;
        if (!run.ida.isEmpty())
            object.insert(u"ida"_s, run.ida);
        object.insert(u"service"_s, run.service);
        object.insert(u"run"_s, literals(run.run.arguments));
        return object;
    }

    QJsonObject manifest() const
    {
        QJsonObject result {{u"version"_s, 1}};
        QJsonObject needs;
        for (const QString &name : m_draft.ida.needs) {
            const bool provisions = std::ranges::any_of(
                m_draft.seeds, [&](const ServiceRun &run) { return run.ida == name; });
            QJsonArray purposes {u"run"_s};
            if (provisions)
                purposes += u"provision"_s;
            QJsonObject need {{u"for"_s, purposes}};
            if (m_draft.absent.contains(name))
                need.insert(u"optional"_s, true);
            needs.insert(name, need);
        }
        if (!needs.isEmpty())
            result.insert(u"depends_on"_s, needs);
        QJsonArray bootstrap;
        for (const ServiceRun &run : m_draft.bootstrap)
            bootstrap += runOf(run);
        if (!bootstrap.isEmpty())
            result.insert(u"bootstrap"_s, bootstrap);
        QJsonArray seeds;
        for (const ServiceRun &run : m_draft.seeds)
            seeds += runOf(run);
        if (!seeds.isEmpty())
            result.insert(u"seeds"_s, QJsonObject {{u"base"_s, seeds}});
        QJsonObject provides;
        QJsonObject urls;
        for (const CentralService &service : m_draft.services) {
            if (!m_draft.ida.services.contains(service.name))
                continue;
            if (!service.url.isEmpty())
                urls.insert(service.name,
                            QJsonObject {{u"url"_s, service.url}, {u"health"_s, service.health}});
            for (const QString &host : hostsOf(service))
                provides.insert(host, service.name);
        }
        if (!provides.isEmpty())
            result.insert(u"provides"_s, provides);
        if (!urls.isEmpty())
            result.insert(u"urls"_s, urls);
        if (!m_draft.withoutByDefault.isEmpty())
            result.insert(
                u"variants"_s,
                QJsonObject {
                    {kDefaultServices,
                     QJsonObject {
                         {u"without"_s, QJsonArray::fromStringList(m_draft.withoutByDefault)}}}});
        return result;
    }

    static QStringList hostsOf(const CentralService &service)
    {
        QStringList hosts;
        const QJsonObject networks = service.entry.value(u"networks"_s).toObject();
        for (const QJsonValue &network : networks) {
            for (const QJsonValue &alias : network.toObject().value(u"aliases"_s).toArray())
                hosts += alias.toString();
        }
        hosts.removeIf([](const QString &host) { return host.contains(u'$'); });
        return hosts;
    }

    const EnvironmentDraft &m_draft;
    const Checkout &m_central;
    QList<UnclaimedPart> &m_unclaimed;
    QStringList m_volumes;
    QJsonObject m_configs;
};

} // namespace

QByteArray environmentText(const EnvironmentDraft &draft,
                           const Checkout &central,
                           QList<UnclaimedPart> &unclaimed)
{
    return EnvironmentWriter(draft, central, unclaimed).text();
}

} // namespace devstack
