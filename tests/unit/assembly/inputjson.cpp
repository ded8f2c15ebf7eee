// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "unit/assembly/inputjson.h"

#include "core/files.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace devstack::testing {

using namespace Qt::StringLiterals;

namespace {

QMap<QString, QString> texts(const QJsonValue &value)
{
    QMap<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QStringList list(const QJsonValue &value)
{
    return value.toVariant().toStringList();
}

QSet<QString> set(const QJsonValue &value)
{
    const QStringList strings = list(value);
    return {strings.begin(), strings.end()};
}

Manifest manifestOf(const QJsonObject &json)
{
    Manifest manifest;
    manifest.provides = texts(json.value(u"provides"));
    manifest.primary = json.value(u"primary").toString();
    const QMap<QString, QString> urls = texts(json.value(u"urls"));
    for (auto it = urls.begin(); it != urls.end(); ++it)
        manifest.urls.append({it.key(), it.value(), {}, {}});
    return manifest;
}

PathKind kindOf(const QString &name)
{
    return name == u"missing" ? PathKind::Missing
        : name == u"file"     ? PathKind::File
                              : PathKind::Folder;
}

AssemblyInput inputOf(const QJsonObject &json, const QJsonObject &resolved)
{
    AssemblyInput input;
    input.workspace = json.value(u"workspace").toString(u"w-1"_s);
    input.ida = json.value(u"ida").toString(u"shop"_s);
    input.siblings = list(json.value(u"siblings"));
    input.checkout = json.value(u"checkout").toString(u"/w/shop"_s);
    input.mode = json.value(u"mode").toString() == u"image" ? Mode::Image : Mode::Develop;
    input.images = texts(json.value(u"images"));
    input.absentImages = set(json.value(u"absentImages"));
    input.manifest = manifestOf(json.value(u"manifest").toObject());
    const QJsonObject environment = json.value(u"environment").toObject();
    for (auto it = environment.begin(); it != environment.end(); ++it)
        input.environment.insert(it.key(), texts(it.value()));
    input.without = list(json.value(u"without"));
    input.privateSubnet
        = Subnet::parse(json.value(u"subnet").toString(u"10.213.1.0/26"_s))
              .value_or(Subnet {});
    input.dataVolumes = texts(json.value(u"dataVolumes"));
    const QMap<QString, QString> paths = texts(json.value(u"paths"));
    for (auto it = paths.begin(); it != paths.end(); ++it)
        input.paths.insert(it.key(), kindOf(it.value()));
    input.referredNames = set(json.value(u"referred"));
    input.withheldNames = set(json.value(u"withheld"));
    input.databases = texts(json.value(u"databases"));
    input.lean = json.value(u"lean").toBool(false);
    input.hasStartInterval = json.value(u"startInterval").toBool(false);

    const QSet<QString> taken = set(json.value(u"taken"));
    QList<PortWant> wants = wantedPorts(input.ida, resolved);
    const QMap<QString, QString> others = texts(json.value(u"otherPorts"));
    for (auto it = others.begin(); it != others.end(); ++it)
        wants.append({it.value(), u"app"_s, {}, it.key(), 80, u"tcp"_s});
    input.ports = allocatePorts(wants, {}, [&](const QString &, int port, const QString &) {
        return !taken.contains(QString::number(port));
    });
    return input;
}

} // namespace

QList<AssemblyCase> assemblyCases(const QString &folder)
{
    QList<AssemblyCase> cases;
    const QStringList files
        = QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const auto json = readJson(folder + u'/' + file);
        if (!json)
            qFatal("%s", qPrintable(json.error().toText()));
        const QJsonObject resolved = json->value(u"resolved").toObject();
        cases.append({QString(file).remove(u".json"_s),
                      inputOf(json->value(u"input").toObject(), resolved),
                      resolved,
                      json->value(u"expected").toObject()});
    }
    return cases;
}

QString firstDifference(const QJsonValue &expected, const QJsonValue &actual, const QString &path)
{
    if (expected.isObject() && actual.isObject()) {
        const QJsonObject wanted = expected.toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            const QJsonValue found = actual.toObject().value(it.key());
            const QString difference = firstDifference(it.value(), found, path + u'.' + it.key());
            if (!difference.isEmpty())
                return difference;
        }
        return {};
    }
    if (expected.isNull() && (actual.isUndefined() || actual.isNull()))
        return {};
    if (expected == actual)
        return {};
    const auto text = [](const QJsonValue &value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact));
    };
    return u"%1: expected %2, found %3"_s.arg(path, text(expected), text(actual));
}

} // namespace devstack::testing
