// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/commandtable.h"

namespace devstack {

namespace {

using enum CommandPolicy;

constexpr CommandRow kCompose[] = {
    {"",
     Passed,
     "ansi c config context env-file f file H host log-level p parallel profile progress "
     "project-directory project-name tlscacert tlscert tlskey workdir x-network-driver",
     "all-resources compatibility D debug dry-run no-ansi skip-hostname-check tls tlsverify v "
     "verbose version x-networking",
     "",
     true},
    {"attach", FirstService, "detach-keys index", "dry-run no-stdin sig-proxy"},
    {"build",
     Services,
     "build-arg builder m memory progress provenance sbom ssh",
     "check compress dry-run force-rm no-cache no-rm parallel print pull push q quiet "
     "with-dependencies"},
    {"commit", FirstService, "a author c change index m message", "dry-run p pause"},
    {"config",
     NoServices,
     "format hash o output",
     "dry-run environment images lock-image-digests models networks no-consistency "
     "no-env-resolution no-interpolate no-normalize no-path-resolution profiles q quiet "
     "resolve-image-digests services variables volumes"},
    {"convert",
     NoServices,
     "format hash o output",
     "dry-run environment images no-consistency no-interpolate no-normalize no-path-resolution "
     "profiles q quiet resolve-image-digests services volumes"},
    {"cp", ServicePaths, "index", "a all archive dry-run L follow-link"},
    {"create",
     Services,
     "pull scale",
     "build dry-run force-recreate no-build no-recreate quiet-pull remove-orphans y yes"},
    {"down",
     Services,
     "rmi t timeout",
     "dry-run remove-orphans v volume volumes",
     "rmi v volume volumes"},
    {"events", Services, "since until", "dry-run json"},
    {"exec",
     FirstService,
     "e env index u user w workdir",
     "d detach dry-run i interactive no-TTY no-tty privileged t T tty",
     "",
     true},
    {"export", FirstService, "index o output", "dry-run"},
    {"help", NoServices},
    {"images", Services, "format", "dry-run q quiet"},
    {"kill", Services, "s signal", "dry-run remove-orphans"},
    {"logs",
     Services,
     "index n since tail until",
     "dry-run f follow no-color no-log-prefix t timestamps"},
    {"ls", NoServices, "filter format", "a all dry-run q quiet"},
    {"pause", Services, "", "dry-run"},
    {"port", FirstService, "index protocol", "dry-run"},
    {"ps", Services, "filter format status", "a all dry-run no-trunc orphans q quiet services"},
    {"pull",
     Services,
     "policy",
     "dry-run ignore-buildable ignore-pull-failures include-deps no-parallel parallel q quiet"},
    {"push", Services, "", "dry-run ignore-push-failures include-deps q quiet"},
    {"restart", Services, "t timeout", "dry-run no-deps"},
    {"rm", Services, "", "a all dry-run f force s stop v volumes", "v volumes"},
    {"run",
     FirstService,
     "cap-add cap-drop e entrypoint env env-from-file l label name p publish pull u user v volume "
     "w workdir",
     "build d detach dry-run i interactive no-TTY no-deps no-tty P q quiet quiet-build quiet-pull "
     "remove-orphans rm service-ports t T tty use-aliases",
     "",
     true},
    {"scale", ServiceCounts, "", "dry-run no-deps"},
    {"start", Services, "wait-timeout", "dry-run wait"},
    {"stats", Services, "format", "a all dry-run no-stream no-trunc"},
    {"stop", Services, "t timeout", "dry-run"},
    {"top", Services, "", "dry-run"},
    {"unpause", Services, "", "dry-run"},
    {"up",
     Services,
     "attach exit-code-from no-attach pull scale t timeout wait-timeout",
     "abort-on-container-exit abort-on-container-failure always-recreate-deps "
     "attach-dependencies build d detach dry-run force-recreate menu no-build no-color no-deps "
     "no-log-prefix no-recreate no-start quiet-build quiet-pull remove-orphans renew-anon-volumes "
     "timestamps V wait y yes",
     "renew-anon-volumes V"},
    {"version", NoServices, "f format", "dry-run short"},
    {"volumes", NoServices, "format", "dry-run q quiet"},
    {"wait", Services, "", "dry-run"},
};

} // namespace

std::span<const CommandRow> composeCommands()
{
    return kCompose;
}

} // namespace devstack
