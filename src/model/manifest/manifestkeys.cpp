// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifestkeys.h"

namespace devstack {

using namespace Qt::StringLiterals;

const QMap<QString, QStringList> &knownKeys()
{
    static const QMap<QString, QStringList> kTables {
        {u"manifest"_s,
         {u"version"_s,
          u"name"_s,
          u"title"_s,
          u"description"_s,
          u"owner"_s,
          u"primary"_s,
          u"depends_on"_s,
          u"provides"_s,
          u"urls"_s,
          u"variants"_s,
          u"configurations"_s,
          u"schema"_s,
          u"bootstrap"_s,
          u"clients"_s,
          u"seeds"_s,
          u"data"_s,
          u"commands"_s,
          u"register"_s,
          u"resources"_s}},
        {u"dependency"_s, {u"repository"_s, u"ref"_s, u"variant"_s, u"for"_s, u"optional"_s}},
        {u"url"_s, {u"url"_s, u"health"_s}},
        {u"variant"_s, {u"profiles"_s, u"environment"_s, u"without"_s}},
        {u"configuration"_s, {u"variant"_s, u"environment"_s, u"seeds"_s, u"dependencies"_s}},
        {u"choice"_s, {u"configuration"_s, u"variant"_s}},
        {u"secret"_s, {u"secret"_s}},
        {u"schema"_s, {u"service"_s, u"volume"_s, u"snapshot"_s, u"dump"_s, u"sha256"_s}},
        {u"bootstrap"_s, {u"service"_s, u"run"_s, u"timeout"_s, u"inputs"_s}},
        {u"seed"_s, {u"ida"_s, u"service"_s, u"run"_s, u"timeout"_s, u"inputs"_s}},
        {u"data"_s, {u"service"_s, u"run"_s, u"timeout"_s}},
        {u"command"_s, {u"service"_s, u"run"_s, u"timeout"_s, u"tty"_s, u"args"_s}},
        {u"argument"_s, {u"name"_s, u"title"_s, u"kind"_s, u"default"_s, u"choices"_s}},
        {u"clients"_s, {u"users"_s, u"oauth"_s}},
        {u"user"_s, {u"name"_s, u"email"_s, u"staff"_s, u"superuser"_s}},
        {u"oauth"_s, {u"id"_s, u"secret"_s, u"name"_s, u"grant"_s, u"redirect_uris"_s}},
        {u"register"_s, {u"user"_s, u"oauth"_s}},
        {u"registration"_s, {u"service"_s, u"run"_s, u"timeout"_s}},
        {u"resources"_s, {u"memory"_s, u"cpus"_s}},
        {u"workspace"_s, {u"version"_s, u"name"_s, u"remotes"_s, u"idas"_s}},
        {u"ida"_s,
         {u"repository"_s,
          u"ref"_s,
          u"path"_s,
          u"environment"_s,
          u"compose"_s,
          u"mode"_s,
          u"variant"_s,
          u"configuration"_s,
          u"images"_s,
          u"external"_s,
          u"manifest"_s}},
        {u"external"_s, {u"url"_s, u"names"_s}},
    };
    return kTables;
}

} // namespace devstack
