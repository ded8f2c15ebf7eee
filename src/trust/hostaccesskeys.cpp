// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccesskeys.h"

#include <QHash>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Keys = QSet<QString>;

/// What trust/hostaccess.cpp judges from the merged service is listed here too.
Keys serviceKeys()
{
    return {
        // Judged by value elsewhere.
        u"privileged"_s,
        u"cap_add"_s,
        u"devices"_s,
        u"network_mode"_s,
        u"pid"_s,
        u"ipc"_s,
        u"env_file"_s,
        u"environment"_s,
        u"ports"_s,
        u"extra_hosts"_s,
        u"external_links"_s,
        u"volumes_from"_s,
        u"security_opt"_s,
        // The image, what runs in it and as whom.
        u"image"_s,
        u"platform"_s,
        u"pull_policy"_s,
        u"pull_refresh_after"_s,
        u"command"_s,
        u"entrypoint"_s,
        u"working_dir"_s,
        u"user"_s,
        u"init"_s,
        u"tty"_s,
        u"stdin_open"_s,
        u"read_only"_s,
        u"cap_drop"_s,
        u"tmpfs"_s,
        // Names and places on networks of its own.
        u"container_name"_s,
        u"hostname"_s,
        u"domainname"_s,
        u"expose"_s,
        u"links"_s,
        u"dns"_s,
        u"dns_search"_s,
        u"dns_opt"_s,
        u"mac_address"_s,
        // When it runs.
        u"depends_on"_s,
        u"profiles"_s,
        u"restart"_s,
        u"healthcheck"_s,
        u"stop_signal"_s,
        u"stop_grace_period"_s,
        u"scale"_s,
        u"attach"_s,
        // Limits.
        u"shm_size"_s,
        u"ulimits"_s,
        u"pids_limit"_s,
        u"mem_limit"_s,
        u"mem_reservation"_s,
        u"memswap_limit"_s,
        u"mem_swappiness"_s,
        u"cpus"_s,
        u"cpuset"_s,
        u"cpu_count"_s,
        u"cpu_percent"_s,
        u"cpu_shares"_s,
        u"cpu_quota"_s,
        u"cpu_period"_s,
        // Of definitions that are judged themselves.
        u"secrets"_s,
        u"configs"_s,
    };
}

QHash<QString, Keys> table()
{
    const Keys named {u"name"_s, u"labels"_s};
    return {
        {u"file"_s, {u"version"_s, u"name"_s}},
        {u"service"_s, serviceKeys()},
        {u"service.extends"_s, {u"service"_s}},
        {u"service.volumes"_s,
         {u"type"_s, u"source"_s, u"target"_s, u"read_only"_s, u"consistency"_s, u"tmpfs"_s}},
        {u"service.volumes.bind"_s, {u"create_host_path"_s, u"selinux"_s}},
        {u"service.volumes.volume"_s, {u"nocopy"_s, u"subpath"_s, u"labels"_s}},
        {u"service.networks"_s,
         {u"aliases"_s,
          u"ipv4_address"_s,
          u"ipv6_address"_s,
          u"link_local_ips"_s,
          u"mac_address"_s,
          u"priority"_s,
          u"gw_priority"_s,
          u"interface_name"_s}},
        {u"service.hook"_s, {u"command"_s, u"user"_s, u"working_dir"_s, u"environment"_s}},
        {u"logging.options"_s,
         {u"max-size"_s,
          u"max-file"_s,
          u"compress"_s,
          u"mode"_s,
          u"max-buffer-size"_s,
          u"labels"_s,
          u"labels-regex"_s,
          u"env"_s,
          u"env-regex"_s,
          u"tag"_s}},
        {u"build"_s,
         {u"context"_s,
          u"dockerfile"_s,
          u"target"_s,
          u"args"_s,
          u"labels"_s,
          u"tags"_s,
          u"no_cache"_s,
          u"no_cache_filter"_s,
          u"pull"_s,
          u"platforms"_s,
          u"shm_size"_s,
          u"ulimits"_s,
          u"provenance"_s,
          u"sbom"_s,
          u"secrets"_s}},
        {u"deploy"_s,
         {u"mode"_s,
          u"replicas"_s,
          u"labels"_s,
          u"restart_policy"_s,
          u"update_config"_s,
          u"rollback_config"_s,
          u"endpoint_mode"_s,
          u"placement"_s}},
        {u"deploy.resources.limits"_s, {u"cpus"_s, u"memory"_s, u"pids"_s}},
        {u"deploy.resources.reservations"_s, {u"cpus"_s, u"memory"_s}},
        {u"develop.watch"_s,
         {u"action"_s, u"target"_s, u"ignore"_s, u"include"_s, u"initial_sync"_s}},
        // The assembly gives every IDA a network of its own and the workspace's in place of those
        // that a file names: an external one is never joined.
        {u"network"_s,
         {u"name"_s,
          u"labels"_s,
          u"external"_s,
          u"internal"_s,
          u"attachable"_s,
          u"enable_ipv4"_s,
          u"enable_ipv6"_s}},
        {u"network.ipam"_s, {u"config"_s}},
        {u"volume"_s, named},
        {u"secret"_s, named},
        {u"config"_s, {u"name"_s, u"labels"_s, u"content"_s}},
    };
}

} // namespace

bool isHarmlessKey(const QString &kind, const QString &key)
{
    static const QHash<QString, Keys> kKeys = table();
    return key.startsWith(u"x-"_s) || kKeys.value(kind).contains(key);
}

} // namespace devstack
