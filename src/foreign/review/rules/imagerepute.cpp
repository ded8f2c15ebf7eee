// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/rules/imagerepute.h"

#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Official images of Docker Hub that development stacks use; one word and not here is nobody's.
bool isOfficial(const QString &name)
{
    static const QSet<QString> kNames {u"adminer"_s,
                                       u"alpine"_s,
                                       u"amazonlinux"_s,
                                       u"arangodb"_s,
                                       u"bash"_s,
                                       u"busybox"_s,
                                       u"caddy"_s,
                                       u"cassandra"_s,
                                       u"centos"_s,
                                       u"clickhouse"_s,
                                       u"composer"_s,
                                       u"consul"_s,
                                       u"couchbase"_s,
                                       u"couchdb"_s,
                                       u"debian"_s,
                                       u"docker"_s,
                                       u"eclipse-mosquitto"_s,
                                       u"eclipse-temurin"_s,
                                       u"elasticsearch"_s,
                                       u"fedora"_s,
                                       u"ghost"_s,
                                       u"golang"_s,
                                       u"gradle"_s,
                                       u"haproxy"_s,
                                       u"hello-world"_s,
                                       u"httpd"_s,
                                       u"influxdb"_s,
                                       u"kibana"_s,
                                       u"logstash"_s,
                                       u"mariadb"_s,
                                       u"maven"_s,
                                       u"memcached"_s,
                                       u"mongo"_s,
                                       u"mongo-express"_s,
                                       u"mysql"_s,
                                       u"nats"_s,
                                       u"neo4j"_s,
                                       u"nginx"_s,
                                       u"node"_s,
                                       u"openjdk"_s,
                                       u"percona"_s,
                                       u"perl"_s,
                                       u"php"_s,
                                       u"phpmyadmin"_s,
                                       u"postgres"_s,
                                       u"pypy"_s,
                                       u"python"_s,
                                       u"rabbitmq"_s,
                                       u"redis"_s,
                                       u"registry"_s,
                                       u"rockylinux"_s,
                                       u"ruby"_s,
                                       u"rust"_s,
                                       u"solr"_s,
                                       u"sonarqube"_s,
                                       u"swift"_s,
                                       u"telegraf"_s,
                                       u"tomcat"_s,
                                       u"traefik"_s,
                                       u"ubuntu"_s,
                                       u"valkey"_s,
                                       u"varnish"_s,
                                       u"vault"_s,
                                       u"wordpress"_s,
                                       u"zookeeper"_s};
    return kNames.contains(name);
}

/// Without registry of Docker Hub and without tag: "docker.io/library/mysql:8" → "mysql".
QString repositoryOf(QString image)
{
    image = image.section(u'@', 0, 0);
    for (const QString &prefix : {u"docker.io/"_s, u"index.docker.io/"_s, u"library/"_s}) {
        if (image.startsWith(prefix))
            image = image.sliced(prefix.size());
    }
    const qsizetype colon = image.lastIndexOf(u':');
    return colon > image.lastIndexOf(u'/') ? image.first(colon) : image;
}

QString withTag(const QString &image)
{
    const qsizetype colon = image.lastIndexOf(u':');
    return colon > image.lastIndexOf(u'/') ? image : QString(image + u":latest"_s);
}

/// "enterprise-access.worker" and "enterprise_access" are the same to people.
QString plain(QString name)
{
    return name.toLower().remove(QRegularExpression(u"[^a-z0-9]"_s));
}

} // namespace

ImageRepute
imageRepute(const ServiceEntry &service, const ComposeFile &stack, const LintInput &input)
{
    const QString image = filledIn(service.image);
    if (service.build || image.isEmpty() || image.contains(u'$')
        || service.keyMarks.contains(u"provider"_s))
        return {};
    for (const ServiceEntry &sibling : stack.services) {
        if (sibling.build && withTag(filledIn(sibling.image)) == withTag(image))
            return {};
    }
    for (auto it = input.surroundings.imageBuilders.begin();
         it != input.surroundings.imageBuilders.end();
         ++it) {
        if (withTag(filledIn(it.key())) == withTag(image))
            return {};
    }
    const ImageRepute builtByHand = [&] {
        for (const DockerCall &call : input.subject.facts.dockerCalls) {
            if (call.subcommand != u"build" && call.subcommand != u"buildx build")
                continue;
            const bool names = std::ranges::any_of(
                call.names, [&](const QString &name) { return withTag(name) == withTag(image); });
            // The tag is the value of an option, which not every reader of calls keeps.
            const auto words = call.evidence.text.split(QRegularExpression(u"[\\s'\"=]+"_s));
            if (names || words.contains(image) || words.contains(withTag(image)))
                return ImageRepute {ImageStanding::BuiltByHand, call.evidence, call.target};
        }
        return ImageRepute {};
    }();
    if (builtByHand.standing != ImageStanding::Fine)
        return builtByHand;
    const QString repository = repositoryOf(image);
    if (!repository.contains(u'/'))
        return {isOfficial(repository) ? ImageStanding::Fine : ImageStanding::Unknown, {}, {}};
    // A registry's name holds a dot or a port: whoever writes it has published there.
    const QString registry = repository.section(u'/', 0, 0);
    if (registry.contains(u'.') || registry.contains(u':'))
        return {};
    if (plain(repository.section(u'/', -1)) == plain(input.subject.facts.name)
        && !plain(input.subject.facts.name).isEmpty())
        return {ImageStanding::OwnName, {}, {}};
    return {};
}

} // namespace devstack
