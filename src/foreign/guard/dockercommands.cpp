// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/commandtable.h"

namespace devstack {

namespace {

using enum CommandPolicy;

constexpr const char kCreateValues[]
    = "add-host annotation a attach blkio-weight blkio-weight-device cap-add cap-drop "
      "cgroup-parent "
      "cgroupns cidfile cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime c "
      "cpu-shares cpus cpuset-cpus cpuset-mems detach-keys device device-cgroup-rule "
      "device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option "
      "dns-search domainname entrypoint e env env-file expose gpus group-add health-cmd "
      "health-interval health-retries health-start-interval health-start-period health-timeout h "
      "hostname io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory l label label-file "
      "link link-local-ip log-driver log-opt mac-address m memory memory-reservation memory-swap "
      "memory-swappiness mount name net net-alias network network-alias oom-score-adj pid "
      "pids-limit platform p publish pull restart runtime security-opt shm-size stop-signal "
      "stop-timeout storage-opt sysctl tmpfs ulimit u user userns uts v volume volume-driver "
      "volumes-from w workdir";
constexpr const char kCreateFlags[]
    = "d detach disable-content-trust init i interactive no-healthcheck oom-kill-disable "
      "privileged P publish-all q quiet read-only rm sig-proxy t tty use-api-socket";
constexpr const char kBuildValues[]
    = "add-host allow annotation attest build-arg build-context builder cache-from cache-to call "
      "cgroup-parent cpu-period cpu-quota c cpu-shares cpuset-cpus cpuset-mems f file iidfile "
      "isolation label m memory memory-swap metadata-file network no-cache-filter o output "
      "platform progress provenance sbom secret security-opt shm-size ssh t tag target ulimit";
constexpr const char kBuildFlags[]
    = "check compress D debug disable-content-trust force-rm load no-cache pull push q quiet rm "
      "squash stream";

constexpr CommandRow kDocker[] = {
    {"",
     Passed,
     "c context config H host l log-level tlscacert tlscert tlskey",
     "D debug tls tlsverify v version",
     "",
     true},
    {"attach", FirstContainer, "detach-keys", "no-stdin sig-proxy"},
    {"build", Passed, kBuildValues, kBuildFlags},
    {"buildx bake",
     Passed,
     "allow builder call f file list metadata-file progress provenance sbom set",
     "check D debug load no-cache print pull push"},
    {"buildx build", Passed, kBuildValues, kBuildFlags},
    {"buildx du", Passed, "builder filter format", "D debug verbose"},
    {"buildx inspect", Passed, "builder", "bootstrap D debug"},
    {"buildx ls", Passed, "format", "D debug no-trunc"},
    {"buildx version", Passed, "", "D debug"},
    {"commit", FirstContainer, "a author c change m message", "p pause"},
    {"context inspect", Passed, "f format", ""},
    {"context ls", Passed, "format", "q quiet"},
    {"context show"},
    {"cp", Copied, "", "a archive L follow-link q quiet"},
    {"create", Made, kCreateValues, kCreateFlags, "", true},
    {"diff", FirstContainer},
    {"events", Passed, "f filter format since until", ""},
    {"exec",
     Exec,
     "detach-keys e env env-file u user w workdir",
     "d detach i interactive privileged t tty",
     "",
     true},
    {"export", FirstContainer, "o output", ""},
    {"help"},
    {"history", Passed, "format platform", "H human no-trunc q quiet"},
    {"image inspect", Passed, "f format platform", ""},
    {"images", Passed, "f filter format", "a all digests no-trunc q quiet tree"},
    {"import", Passed, "c change m message platform", ""},
    {"info", Passed, "f format", ""},
    {"inspect", Shown, "f format type", "s size"},
    {"kill", Containers, "s signal", ""},
    {"load", Passed, "i input platform", "q quiet"},
    {"login", Passed, "p password u username", "password-stdin"},
    {"logout"},
    {"logs", Containers, "since n tail until", "details f follow t timestamps"},
    {"manifest inspect", Passed, "", "insecure v verbose"},
    {"network connect",
     NetworkJoined,
     "alias driver-opt gw-priority ip ip6 link link-local-ip",
     ""},
    {"network create",
     NetworkMade,
     "aux-address config-from d driver gateway ip-range ipam-driver ipam-opt label o opt scope "
     "subnet",
     "attachable config-only ingress internal ipv4 ipv6"},
    {"network disconnect", NetworkJoined, "", "f force"},
    {"network inspect", NetworkShown, "f format", "v verbose"},
    {"network ls", Passed, "f filter format", "no-trunc q quiet"},
    {"network rm", NetworkRemoved, "", "f force"},
    {"pause", Containers},
    {"plugin inspect", Passed, "f format", ""},
    {"plugin ls", Passed, "f filter format", "no-trunc q quiet"},
    {"port", FirstContainer},
    {"ps", Listed, "f filter format n last", "a all l latest no-trunc q quiet s size"},
    {"pull", Passed, "platform", "a all-tags disable-content-trust q quiet"},
    {"push", Passed, "platform", "a all-tags disable-content-trust q quiet"},
    {"restart", Containers, "s signal t time timeout", ""},
    {"rm", Containers, "", "f force v volumes", "v volumes"},
    {"rmi", ImagesKept, "platform", "f force no-prune"},
    {"run", Made, kCreateValues, kCreateFlags, "", true},
    {"save", Passed, "o output platform", ""},
    {"search", Passed, "f filter format limit", "no-trunc"},
    {"start", Containers, "checkpoint checkpoint-dir detach-keys", "a attach i interactive"},
    {"stats", Containers, "format", "a all no-stream no-trunc"},
    {"stop", Containers, "s signal t time timeout", ""},
    {"system df", Passed, "format", "v verbose"},
    {"tag"},
    {"top", FirstContainer, "", "", "", true},
    {"unpause", Containers},
    {"update",
     Containers,
     "blkio-weight cpu-period cpu-quota cpu-rt-period cpu-rt-runtime c cpu-shares cpus cpuset-cpus "
     "cpuset-mems kernel-memory m memory memory-reservation memory-swap pids-limit restart",
     ""},
    {"version", Passed, "f format", ""},
    {"volume create",
     VolumeMade,
     "availability d driver group label limit-bytes name o opt required-bytes scope secret sharing "
     "topology-preferred topology-required type",
     ""},
    {"volume inspect", Passed, "f format", ""},
    {"volume ls", Passed, "f filter format", "cluster q quiet"},
    {"volume prune", VolumesKept, "filter", "a all f force"},
    {"volume rm", VolumesKept, "", "f force"},
    {"wait", Containers},
};

} // namespace

std::span<const CommandRow> dockerCommands()
{
    return kDocker;
}

} // namespace devstack
