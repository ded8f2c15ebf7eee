// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/valuefaults.h"

#include "core/text.h"
#include "foreign/review/loading/portsyntax.h"
#include "model/yaml/yamlscalar.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The value at a path of keys, "deploy.resources.limits"; null when a key is missing.
YamlNode valueAt(const YamlNode &node, const QString &path)
{
    YamlNode found = node;
    for (const QString &key : path.split(u'.'))
        found = found.value(key).value_or(YamlNode());
    return found;
}

bool isLiteral(const YamlNode &node)
{
    return node.isScalar() && !node.text().contains(u'$') && node.tag() != u"!reset";
}

QString said(const QString &path, const QString &what)
{
    return u"“%1” %2"_s.arg(path, what);
}

/// Whether a command line ends where its quotes are open, or behind a lone backslash.
bool isCutOff(const QString &text)
{
    QChar quote;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'\\' && quote != u'\'') {
            if (++at == text.size())
                return true;
        } else if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        }
    }
    return !quote.isNull();
}

bool isOfName(QChar c, bool mayBeDigit)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')
        || (mayBeDigit && c >= u'0' && c <= u'9');
}

/// The end of "${…}" that begins at `from`; -1: it is no variable to Compose.
qsizetype endOfVariable(const QString &text, qsizetype from)
{
    // By hand: an expression would look through the whole text for each variable of it.
    const auto charAt
        = [&](qsizetype place) { return place < text.size() ? text[place] : QChar(); };
    qsizetype at = from + 2;
    while (isOfName(charAt(at), at > from + 2))
        ++at;
    if (at == from + 2)
        return -1;
    if (charAt(at) == u'}')
        return at + 1;
    if (charAt(at) == u':')
        ++at;
    if (!QStringView(u"-+?").contains(charAt(at)))
        return -1;
    ++at;
    for (int open = 1; at < text.size(); ++at) {
        if (text[at] == u'{' && text[at - 1] == u'$')
            ++open;
        else if (text[at] == u'}' && --open == 0)
            return at + 1;
    }
    return -1;
}

/// The first "${" of the text that Compose takes for a variable and cannot read; empty: none.
QString brokenVariable(const QString &text)
{
    for (qsizetype at = text.indexOf(u'$'); at >= 0; at = text.indexOf(u'$', at)) {
        if (text.mid(at, 2) == u"$$") {
            at += 2;
        } else if (text.mid(at, 2) == u"${") {
            const qsizetype end = endOfVariable(text, at);
            if (end < 0) {
                const qsizetype close = text.indexOf(u'}', at);
                return close < 0 ? text.sliced(at) : text.sliced(at, close - at + 1);
            }
            at = end;
        } else {
            ++at;
        }
    }
    return {};
}

/// Collects the faults of one file.
class ValueFaults
{
public:
    QList<LoadFault> take() { return m_faults; }

    void variables(const YamlNode &node, const QString &path)
    {
        if (node.isScalar()) {
            const QString broken = brokenVariable(node.text());
            if (!broken.isEmpty())
                add(node,
                    said(path,
                         u"holds “%1”, which Compose cannot read as a variable."_s.arg(
                             printable(broken))),
                    u"Write “$$” for each dollar that the container shall see."_s);
            return;
        }
        for (const QString &key : node.typedKeys()) {
            const YamlNode::Entry *entry = node.find(key);
            if (entry && !entry->merged)
                m_faults += {entry->keyMark,
                             u"The key “%1” is no text to Compose, which takes no other."_s.arg(
                                 printable(path.isEmpty() ? key : path + u'.' + key)),
                             u"Put it in quotes: \"%1\"."_s.arg(printable(key))};
        }
        for (const YamlNode &item : node.items())
            variables(item, path);
        for (const YamlNode::Entry &entry : node.entries())
            variables(entry.value,
                      path.isEmpty() ? printable(entry.key) : path + u'.' + printable(entry.key));
    }

    void service(const YamlNode &service, const QString &path)
    {
        if (!service.isMap())
            return;
        for (const QString &key : kDurations)
            duration(valueAt(service, key), path + u'.' + key);
        for (const QString &key : kSizes)
            size(valueAt(service, key), path + u'.' + key);
        for (const QString &key : kNumbers)
            number(valueAt(service, key), path + u'.' + key);
        for (const QString &key : kWholeNumbers)
            wholeNumber(valueAt(service, key), path + u'.' + key);
        for (const QString &key : kTruths)
            truth(valueAt(service, key), path + u'.' + key);
        const YamlNode limits = valueAt(service, u"ulimits"_s);
        for (const YamlNode::Entry &limit : limits.entries()) {
            const QString name = path + u".ulimits."_s + printable(limit.key);
            wholeNumber(limit.value, name);
            wholeNumber(valueAt(limit.value, u"soft"_s), name + u".soft"_s);
            wholeNumber(valueAt(limit.value, u"hard"_s), name + u".hard"_s);
        }
        dependencies(valueAt(service, u"depends_on"_s), path + u".depends_on"_s);
        blockDevices(valueAt(service, u"blkio_config"_s), path + u".blkio_config"_s);
        for (const QString &key : {u"secrets"_s, u"configs"_s})
            modes(valueAt(service, key), path + u'.' + key);
        ports(valueAt(service, u"ports"_s), path + u".ports"_s);
        mounts(service, path);
        healthcheck(valueAt(service, u"healthcheck.test"_s), path);
        commands(service, path);
        deviceMappings(valueAt(service, u"devices"_s), path);
        environment(valueAt(service, u"environment"_s), path);
        build(service, path);
        hosts(valueAt(service, u"extra_hosts"_s), path);
        hosts(valueAt(service, u"build.extra_hosts"_s), path);
        devices(valueAt(service, u"gpus"_s), path + u".gpus"_s);
        devices(valueAt(service, u"deploy.resources.reservations.devices"_s),
                path + u".deploy.resources.reservations.devices"_s);
        watch(valueAt(service, u"develop.watch"_s), path);
        environmentFiles(valueAt(service, u"env_file"_s), path);
        if (const YamlNode file = valueAt(service, u"extends.file"_s); isEmptyText(file))
            add(file, said(path + u".extends"_s, u"names no file."_s), u"Take “file” out."_s);
        if (const YamlNode labels = valueAt(service, u"label_file"_s); isEmptyText(labels))
            add(labels, said(path + u".label_file"_s, u"names no file."_s), u"Take it out."_s);
    }

    /// Keys of a service that exclude each other, over all files.
    void together(const YamlNode &service, const QString &path)
    {
        scale(service, path);
        limitsTwice(service, path);
        inMemoryToo(service, path);
    }

    void includes(const YamlNode &list)
    {
        for (const YamlNode &item : list.items()) {
            const YamlNode path = item.isMap() ? valueAt(item, u"path"_s) : item;
            if (isEmptyText(path))
                add(path, said(u"include"_s, u"names no file."_s), u"Take the entry out."_s);
        }
    }

    /// One of a section beside the services.
    void resource(const YamlNode &node, const QString &path)
    {
        for (const QString &key : {u"external"_s, u"internal"_s, u"attachable"_s, u"enable_ipv6"_s})
            truth(valueAt(node, key), path + u'.' + key);
    }

    void resources(const YamlNode &file)
    {
        for (const QString &section : {u"secrets"_s, u"configs"_s}) {
            const QStringList ways = section == u"secrets"
                ? QStringList {u"file"_s, u"environment"_s}
                : QStringList {u"file"_s, u"environment"_s, u"content"_s};
            for (const YamlNode::Entry &entry : valueAt(file, section).entries())
                content(entry, section + u'.' + printable(entry.key), ways);
        }
        for (const YamlNode::Entry &entry : valueAt(file, u"volumes"_s).entries()) {
            const YamlNode external = valueAt(entry.value, u"external"_s);
            if (!isLiteral(external) || canonicalScalar(external) != u"true")
                continue;
            for (const YamlNode::Entry &key : entry.value.entries()) {
                if (key.value.tag() != u"!reset" && key.key != u"name" && key.key != u"external"
                    && !key.key.startsWith(u"x-"))
                    m_faults += {
                        key.keyMark,
                        said(u"volumes."_s + printable(entry.key),
                             u"is external: “%1” has no meaning there."_s.arg(printable(key.key))),
                        u"Take “%1” or “external” out."_s.arg(printable(key.key))};
            }
        }
        for (const QString &section : {u"networks"_s, u"volumes"_s, u"secrets"_s, u"configs"_s}) {
            for (const YamlNode::Entry &entry : valueAt(file, section).entries()) {
                const YamlNode name = valueAt(entry.value, u"name"_s);
                const YamlNode old = valueAt(entry.value, u"external.name"_s);
                if (isLiteral(name) && isLiteral(old) && name.text() != old.text())
                    add(old,
                        said(section + u'.' + printable(entry.key),
                             u"has two names: “name” and “external.name”."_s),
                        u"Write “external: true” and keep “name”."_s);
            }
        }
    }

private:
    static inline const QRegularExpression kFloat {u"[.eE]"_s};
    static inline const QStringList kDurations {u"healthcheck.interval"_s,
                                                u"healthcheck.timeout"_s,
                                                u"healthcheck.start_period"_s,
                                                u"healthcheck.start_interval"_s,
                                                u"stop_grace_period"_s,
                                                u"deploy.restart_policy.delay"_s,
                                                u"deploy.restart_policy.window"_s,
                                                u"deploy.update_config.delay"_s,
                                                u"deploy.update_config.monitor"_s,
                                                u"deploy.rollback_config.delay"_s,
                                                u"deploy.rollback_config.monitor"_s};
    static inline const QStringList kSizes {u"mem_limit"_s,
                                            u"mem_reservation"_s,
                                            u"memswap_limit"_s,
                                            u"mem_swappiness"_s,
                                            u"shm_size"_s,
                                            u"build.shm_size"_s,
                                            u"deploy.resources.limits.memory"_s,
                                            u"deploy.resources.reservations.memory"_s};
    static inline const QStringList kNumbers {u"cpu_percent"_s,
                                              u"cpus"_s,
                                              u"deploy.resources.limits.cpus"_s,
                                              u"deploy.resources.reservations.cpus"_s,
                                              u"deploy.update_config.max_failure_ratio"_s,
                                              u"deploy.rollback_config.max_failure_ratio"_s};
    static inline const QStringList kWholeNumbers {u"cpu_count"_s,
                                                   u"cpu_period"_s,
                                                   u"cpu_quota"_s,
                                                   u"cpu_rt_period"_s,
                                                   u"cpu_rt_runtime"_s,
                                                   u"cpu_shares"_s,
                                                   u"deploy.replicas"_s,
                                                   u"deploy.resources.limits.pids"_s,
                                                   u"deploy.placement.max_replicas_per_node"_s,
                                                   u"deploy.restart_policy.max_attempts"_s,
                                                   u"deploy.rollback_config.parallelism"_s,
                                                   u"deploy.update_config.parallelism"_s,
                                                   u"healthcheck.retries"_s,
                                                   u"oom_score_adj"_s,
                                                   u"pids_limit"_s,
                                                   u"scale"_s};
    static inline const QStringList kTruths {u"attach"_s,
                                             u"build.no_cache"_s,
                                             u"build.privileged"_s,
                                             u"build.pull"_s,
                                             u"init"_s,
                                             u"healthcheck.disable"_s,
                                             u"oom_kill_disable"_s,
                                             u"privileged"_s,
                                             u"read_only"_s,
                                             u"stdin_open"_s,
                                             u"tty"_s};

    void add(const YamlNode &node, const QString &message, const QString &fix)
    {
        m_faults += {node.mark(), message, fix};
    }

    /// Text to Compose: written as such, or filled in where it does not look for another type.
    static bool isText(const YamlNode &node)
    {
        return isLiteral(node) && (node.isFilledIn() || scalarType(node) == ScalarType::Text);
    }

    static bool isEmptyText(const YamlNode &node)
    {
        return isLiteral(node) && node.text().isEmpty();
    }

    void duration(const YamlNode &node, const QString &path)
    {
        static const QRegularExpression kForm(
            u"\\A[-+]?(?:0|(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)\\z"_s);
        if (!isLiteral(node) || scalarType(node) != ScalarType::Text
            || kForm.match(node.text()).hasMatch())
            return;
        bool isNumber = false;
        node.text().toDouble(&isNumber);
        add(node,
            said(path, u"is “%1”, which is no duration to Compose."_s.arg(printable(node.text()))),
            isNumber ? u"Add a unit: %1s."_s.arg(node.text())
                     : u"Write it like 10s, 1m30s or 500ms."_s);
    }

    void size(const YamlNode &node, const QString &path)
    {
        static const QRegularExpression kForm(
            u"\\A\\s*-?\\d+(?:\\.\\d+)?\\s?(?:[kmgtp](?:i?b)?|b)?\\s*\\z"_s,
            QRegularExpression::CaseInsensitiveOption);
        if (isLiteral(node) && !kForm.match(node.text()).hasMatch())
            add(node,
                said(path, u"is “%1”, which is no size to Compose."_s.arg(printable(node.text()))),
                u"Write it like 512m or 2g."_s);
    }

    void number(const YamlNode &node, const QString &path)
    {
        bool isNumber = false;
        node.text().toDouble(&isNumber);
        if (isLiteral(node) && scalarType(node) == ScalarType::Text && !isNumber)
            add(node,
                said(path, u"is “%1”, which is no number."_s.arg(printable(node.text()))),
                u"Write a number."_s);
    }

    void wholeNumber(const YamlNode &node, const QString &path)
    {
        static const QRegularExpression kForm(u"\\A[-+]?\\d+\\z"_s);
        if (isText(node) && !kForm.match(node.text()).hasMatch())
            add(node,
                said(path, u"is “%1”, which is no whole number."_s.arg(printable(node.text()))),
                u"Write a number without a point or a unit."_s);
    }

    /// A number that Compose does not make of a text.
    void bareNumber(const YamlNode &node, const QString &path)
    {
        if (isText(node))
            add(node,
                said(path, u"is text to Compose, which wants a number."_s),
                u"Write a number without quotes, not by a variable."_s);
    }

    void dependencies(const YamlNode &node, const QString &path)
    {
        for (const YamlNode::Entry &entry : node.entries()) {
            for (const QString &key : {u"required"_s, u"restart"_s}) {
                const YamlNode value = valueAt(entry.value, key);
                if (isLiteral(value) && value.isFilledIn())
                    add(value,
                        said(path + u'.' + printable(entry.key) + u'.' + key,
                             u"comes from a variable, which is text to Compose."_s),
                        u"Write true or false there."_s);
            }
        }
    }

    void blockDevices(const YamlNode &node, const QString &path)
    {
        const auto weight = [&](const YamlNode &value, const QString &where) {
            bareNumber(value, where);
            if (isLiteral(value) && !isText(value) && value.text().startsWith(u'-'))
                add(value, said(where, u"is below 0."_s), u"Write 0 or more."_s);
        };
        weight(valueAt(node, u"weight"_s), path + u".weight"_s);
        for (const YamlNode &item : valueAt(node, u"weight_device"_s).items())
            weight(valueAt(item, u"weight"_s), path + u".weight_device.weight"_s);
        for (const QString &key : {u"device_read_bps"_s,
                                   u"device_read_iops"_s,
                                   u"device_write_bps"_s,
                                   u"device_write_iops"_s}) {
            for (const YamlNode &item : valueAt(node, key).items())
                size(valueAt(item, u"rate"_s), path + u'.' + key + u".rate"_s);
        }
    }

    /// Permissions of secrets and configs.
    void modes(const YamlNode &node, const QString &path)
    {
        static const QRegularExpression kOctal(u"\\A[0-7]+\\z"_s);
        for (const YamlNode &item : node.items()) {
            const YamlNode mode = valueAt(item, u"mode"_s);
            if (isText(mode) && !kOctal.match(mode.text()).hasMatch())
                add(mode,
                    said(path + u".mode"_s,
                         u"is “%1”, which is no octal number."_s.arg(printable(mode.text()))),
                    u"Write it like “0440”."_s);
        }
    }

    void truth(const YamlNode &node, const QString &path)
    {
        static const QSet<QString> kWords {
            u"true"_s, u"false"_s, u"y"_s, u"yes"_s, u"on"_s, u"n"_s, u"no"_s, u"off"_s};
        if (isLiteral(node) && scalarType(node) == ScalarType::Text
            && !kWords.contains(node.text().toLower()))
            add(node,
                said(path,
                     u"is “%1”, which is neither true nor false."_s.arg(printable(node.text()))),
                u"Write true or false."_s);
    }

    void ports(const YamlNode &node, const QString &path)
    {
        for (const YamlNode &item : node.items()) {
            if (item.isMap()) {
                const YamlNode address = valueAt(item, u"host_ip"_s);
                const YamlNode target = valueAt(item, u"target"_s);
                if (target.isNull())
                    add(item,
                        said(path, u"has an entry without “target”."_s),
                        u"Add “target”, the port inside of the container."_s);
                wholeNumber(target, path + u".target"_s);
                if (isLiteral(address) && !isIpAddress(address.text()))
                    add(address,
                        said(path,
                             u"binds to “%1”, which is no IP address."_s.arg(
                                 printable(address.text()))),
                        u"Write an address such as 127.0.0.1."_s);
            } else if (isLiteral(item) && scalarType(item) == ScalarType::Number
                       && !item.isFilledIn() && item.text().contains(kFloat)) {
                add(item,
                    said(path, u"has %1, which is no whole number."_s.arg(item.text())),
                    u"Write it like \"8080:80\"."_s);
            } else if (isLiteral(item)) {
                const QString fault = portFault(canonicalScalar(item));
                if (!fault.isEmpty())
                    add(item,
                        said(path,
                             u"has “%1”, which Compose cannot read: %2."_s.arg(
                                 printable(item.text()), printable(fault))),
                        u"Write it like \"8080:80\" or \"127.0.0.1:8080:80\"."_s);
            }
        }
    }

    void mounts(const YamlNode &service, const QString &path)
    {
        const YamlNode volumes = valueAt(service, u"volumes"_s);
        for (const YamlNode &item : volumes.items()) {
            if (item.isMap() && valueAt(item, u"target"_s).isNull())
                add(item,
                    said(path + u".volumes"_s, u"has an entry without “target”."_s),
                    u"Add “target”, the folder inside of the container."_s);
            const bool isBind = valueAt(item, u"type"_s).text() == u"bind";
            if (isBind && !item.find(u"source"))
                add(item,
                    said(path + u".volumes"_s, u"has an entry of type bind without “source”."_s),
                    u"Add “source”, the folder of this machine."_s);
            if (item.isScalar() && !item.text().contains(u'$'))
                shortMount(item, path);
            for (const QString &key : {u"read_only"_s, u"volume.nocopy"_s})
                truth(valueAt(item, key), path + u".volumes."_s + key);
            truth(valueAt(item, u"bind.create_host_path"_s),
                  path + u".volumes.bind.create_host_path"_s);
            size(valueAt(item, u"tmpfs.size"_s), path + u".volumes.tmpfs.size"_s);
            bareNumber(valueAt(item, u"tmpfs.mode"_s), path + u".volumes.tmpfs.mode"_s);
        }
    }

    void inMemoryToo(const YamlNode &service, const QString &path)
    {
        QSet<QString> inMemory;
        const YamlNode tmpfs = valueAt(service, u"tmpfs"_s);
        for (const YamlNode &item : tmpfs.isScalar() ? QList<YamlNode> {tmpfs} : tmpfs.items())
            inMemory += item.text().section(u':', 0, 0);
        for (const YamlNode &item : valueAt(service, u"volumes"_s).items()) {
            const QString target = item.isMap() ? valueAt(item, u"target"_s).text()
                                                : item.text().section(u':', 1, 1);
            if (!target.isEmpty() && inMemory.contains(target))
                add(item,
                    said(path,
                         u"mounts “%1” twice, under “volumes” and under “tmpfs”."_s.arg(
                             printable(target))),
                    u"Take one of them out."_s);
        }
    }

    void shortMount(const YamlNode &item, const QString &path)
    {
        constexpr qsizetype kNoParts = 2; // Compose does not cut what is so short
        const QString &text = item.text();
        const bool empty
            = text.isEmpty() || (text.size() > kNoParts && text.split(u':').contains(QString()));
        if (empty)
            add(item,
                said(path + u".volumes"_s,
                     u"has “%1”, in which a part between colons is empty."_s.arg(printable(text))),
                u"Write it like “./folder:/data” or “name:/data:ro”."_s);
        static const QRegularExpression kDrive(u"\\A[A-Za-z]:"_s);
        constexpr qsizetype kMostColons = 2;
        if (!empty && !kDrive.match(text).hasMatch() && text.count(u':') > kMostColons)
            add(item,
                said(path + u".volumes"_s,
                     u"has “%1”, which has too many colons."_s.arg(printable(text))),
                u"Join the options with commas, like “./folder:/data:ro,z”, or write the long "
                u"form."_s);
    }

    void deviceMappings(const YamlNode &node, const QString &path)
    {
        constexpr qsizetype kMostColons = 2;
        for (const YamlNode &item : node.items()) {
            if (isLiteral(item) && item.text().count(u':') > kMostColons)
                add(item,
                    said(path + u".devices"_s,
                         u"has “%1”, which has too many colons."_s.arg(printable(item.text()))),
                    u"Write “SOURCE:TARGET:PERMISSIONS”, or the long form."_s);
        }
    }

    void environment(const YamlNode &node, const QString &path)
    {
        for (const YamlNode &item : node.items()) {
            const QString name = item.text().section(u'=', 0, 0);
            if (isLiteral(item) && name.endsWith(u' '))
                add(item,
                    said(path + u".environment"_s,
                         u"has the name “%1”, which ends with a space."_s.arg(printable(name))),
                    u"Write no space before “=”."_s);
        }
    }

    /// What Compose cuts into words, as a shell does.
    void commands(const YamlNode &service, const QString &path)
    {
        for (const QString &key : {u"command"_s, u"entrypoint"_s})
            command(valueAt(service, key), path + u'.' + key);
        for (const QString &hook : {u"post_start"_s, u"pre_stop"_s}) {
            const YamlNode hooks = valueAt(service, hook);
            for (const YamlNode &item : hooks.items())
                command(valueAt(item, u"command"_s), path + u'.' + hook + u".command"_s);
        }
    }

    void command(const YamlNode &node, const QString &path)
    {
        if (isLiteral(node) && isCutOff(node.text()))
            add(node,
                said(path, u"ends inside quotes or with a backslash."_s),
                u"Close the quotes, or write the command as a list."_s);
    }

    void healthcheck(const YamlNode &test, const QString &path)
    {
        if (!test.isList() || test.items().isEmpty() || !isLiteral(test.items().first()))
            return;
        const QString first = test.items().first().text();
        if (first != u"CMD" && first != u"CMD-SHELL" && first != u"NONE")
            add(test.items().first(),
                said(path + u".healthcheck.test"_s,
                     u"is a list that begins with “%1”; Compose demands CMD, CMD-SHELL or NONE "
                     u"there."_s.arg(printable(first))),
                u"Begin it with CMD: [CMD, %1, …]."_s.arg(printable(first)));
    }

    void build(const YamlNode &service, const QString &path)
    {
        const YamlNode inlined = valueAt(service, u"build.dockerfile_inline"_s);
        if (!inlined.isNull() && !valueAt(service, u"build.dockerfile"_s).isNull())
            add(inlined,
                said(path + u".build"_s, u"has both “dockerfile” and “dockerfile_inline”."_s),
                u"Keep one of them."_s);
        for (const YamlNode &key : valueAt(service, u"build.ssh"_s).items()) {
            if (isLiteral(key) && !key.text().contains(u'=') && key.text() != u"default")
                add(key,
                    said(path + u".build.ssh"_s,
                         u"has “%1”, which names no key."_s.arg(printable(key.text()))),
                    u"Write “default” or “%1=PATH”."_s.arg(printable(key.text())));
        }
        const YamlNode platform = valueAt(service, u"platform"_s);
        const QList<YamlNode> built = valueAt(service, u"build.platforms"_s).items();
        const bool among = std::ranges::any_of(built, [&](const YamlNode &one) {
            return !isLiteral(one) || one.text() == platform.text();
        });
        if (isLiteral(platform) && !built.isEmpty() && !among)
            add(platform,
                said(path,
                     u"runs on %1, which “build.platforms” does not list."_s.arg(
                         printable(platform.text()))),
                u"Add %1 to “build.platforms”."_s.arg(printable(platform.text())));
    }

    void hosts(const YamlNode &node, const QString &path)
    {
        for (const YamlNode &item : node.items()) {
            if (isLiteral(item) && !item.text().contains(u':') && !item.text().contains(u'='))
                add(item,
                    said(path + u".extra_hosts"_s,
                         u"has “%1” without an address."_s.arg(printable(item.text()))),
                    u"Write it like “%1:192.0.2.1” or “%1:host-gateway”."_s.arg(
                        printable(item.text())));
        }
    }

    void scale(const YamlNode &service, const QString &path)
    {
        const YamlNode own = valueAt(service, u"scale"_s);
        const YamlNode deployed = valueAt(service, u"deploy.replicas"_s);
        for (const auto &[node, key] :
             {std::pair(own, u".scale"_s), std::pair(deployed, u".deploy.replicas"_s)}) {
            if (isLiteral(node) && node.text().toInt() < 0)
                add(node, said(path + key, u"is below 0."_s), u"Write 0 or more."_s);
        }
        if (isLiteral(own) && isLiteral(deployed) && own.text() != deployed.text())
            add(own,
                said(path, u"has two numbers of containers: “scale” and “deploy.replicas”."_s),
                u"Keep one of them."_s);
        const YamlNode name = valueAt(service, u"container_name"_s);
        const YamlNode several = isLiteral(own) ? own : deployed;
        if (!name.isNull() && isLiteral(several) && several.text().toInt() > 1)
            add(name,
                said(path, u"wants %1 containers of one name."_s.arg(several.text())),
                u"Take “container_name” out."_s);
    }

    void limitsTwice(const YamlNode &service, const QString &path)
    {
        const auto differ = [&](const QString &own, const QString &deployed, auto value) {
            const YamlNode first = valueAt(service, own);
            const YamlNode second = valueAt(service, deployed);
            if (isLiteral(first) && isLiteral(second)
                && value(first.text()) != value(second.text()))
                add(first,
                    said(path, u"has two limits: “%1” and “%2”."_s.arg(own, deployed)),
                    u"Keep one of them."_s);
        };
        const auto bytes = [](const QString &text) { return parseBytes(text); };
        const auto number = [](const QString &text) { return text.toDouble(); };
        differ(u"mem_limit"_s, u"deploy.resources.limits.memory"_s, bytes);
        differ(u"mem_reservation"_s, u"deploy.resources.reservations.memory"_s, bytes);
        differ(u"cpus"_s, u"deploy.resources.limits.cpus"_s, number);
        differ(u"pids_limit"_s, u"deploy.resources.limits.pids"_s, number);
    }

    void devices(const YamlNode &node, const QString &path)
    {
        for (const YamlNode &item : node.items()) {
            if (const YamlNode count = valueAt(item, u"count"_s);
                count.text().compare(u"all"_s, Qt::CaseInsensitive) != 0)
                wholeNumber(count, path + u".count"_s);
            if (!valueAt(item, u"count"_s).isNull() && !valueAt(item, u"device_ids"_s).isNull())
                add(item,
                    said(path, u"has an entry with both “count” and “device_ids”."_s),
                    u"Keep one of them."_s);
        }
    }

    void watch(const YamlNode &node, const QString &path)
    {
        for (const YamlNode &item : node.items()) {
            const YamlNode action = valueAt(item, u"action"_s);
            if (isLiteral(action) && action.text() != u"rebuild" && action.text() != u"restart"
                && valueAt(item, u"target"_s).isNull())
                add(item,
                    said(path + u".develop.watch"_s, u"has an entry without “target”."_s),
                    u"Add the folder inside of the container that is kept in step."_s);
        }
    }

    void environmentFiles(const YamlNode &node, const QString &path)
    {
        if (isEmptyText(node))
            add(node, said(path + u".env_file"_s, u"names no file."_s), u"Take it out."_s);
        for (const YamlNode &item : node.items()) {
            if (isEmptyText(item))
                add(item, said(path + u".env_file"_s, u"names no file."_s), u"Take it out."_s);
            const YamlNode format = valueAt(item, u"format"_s);
            if (isLiteral(format) && format.text() != u"raw" && !format.text().isEmpty())
                add(format,
                    said(path + u".env_file"_s,
                         u"asks for the format “%1”."_s.arg(printable(format.text()))),
                    u"Compose knows “raw” only; without “format” it reads its usual form."_s);
        }
    }

    void content(const YamlNode::Entry &entry, const QString &path, const QStringList &ways)
    {
        if (!entry.value.isMap() || entry.value.tag() == u"!reset")
            return; // the schema has said so
        const auto given = std::ranges::count_if(
            ways, [&](const QString &way) { return entry.value.find(way) != nullptr; });
        const QString list = u"“%1”"_s.arg(ways.join(u"”, “"_s));
        if (given > 1)
            m_faults += {entry.keyMark,
                         said(path, u"has more than one of %1."_s.arg(list)),
                         u"Keep one of them."_s};
        else if (given == 0 && !entry.value.find(u"driver") && !entry.value.find(u"external"))
            m_faults += {entry.keyMark,
                         said(path, u"has none of %1: it has no content."_s.arg(list)),
                         u"Add one of them, or “external: true”."_s};
    }

    QList<LoadFault> m_faults;
};

} // namespace

QList<LoadFault> valueFaults(const YamlNode &composeFile)
{
    ValueFaults faults;
    faults.variables(composeFile, {});
    for (const YamlNode::Entry &entry : valueAt(composeFile, u"services"_s).entries())
        faults.service(entry.value, u"services."_s + printable(entry.key));
    faults.includes(valueAt(composeFile, u"include"_s));
    for (const QString &section : {u"networks"_s, u"volumes"_s, u"secrets"_s, u"configs"_s}) {
        for (const YamlNode::Entry &entry : valueAt(composeFile, section).entries())
            faults.resource(entry.value, section + u'.' + printable(entry.key));
    }
    return faults.take();
}

QList<LoadFault> combinedFaults(const YamlNode &merged)
{
    ValueFaults faults;
    for (const YamlNode::Entry &entry : valueAt(merged, u"services"_s).entries())
        faults.together(entry.value, u"services."_s + printable(entry.key));
    faults.resources(merged);
    return faults.take();
}

QList<LoadFault> filledValueFaults(const YamlNode::Entry &service)
{
    ValueFaults faults;
    faults.service(service.value, u"services."_s + printable(service.key));
    return faults.take();
}

QList<LoadFault> serviceValueFaults(const YamlNode::Entry &service)
{
    ValueFaults faults;
    const QString path = u"services."_s + printable(service.key);
    faults.variables(service.value, path);
    faults.service(service.value, path);
    return faults.take();
}

} // namespace devstack
