// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/compose.h"

#include "core/slowanswer.h"
#include "engine/composeenvironment.h"
#include "engine/composeoutput.h"

#include <QJsonDocument>
#include <QVersionNumber>

#include <atomic>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Reading files takes Compose a second; what is included from afar has to be fetched first.
constexpr std::chrono::minutes kReadingLimit {5};
/// Somebody who waits is told before he believes that it hangs.
constexpr std::chrono::seconds kReadsLong {10};
constexpr std::chrono::seconds kWorksLong {20}; // most services end within ten

/// Older ones were never tried.
const QVersionNumber kOldestCompose(2, 32);

QStringList timeoutArguments(std::optional<std::chrono::seconds> grace)
{
    if (!grace)
        return {};
    return {u"--timeout"_s, QString::number(grace->count())};
}

/// Ends the options, so that a service named like one stays a service.
QStringList after(const QStringList &options, const QStringList &services)
{
    return services.isEmpty() ? options : options + QStringList {u"--"_s} + services;
}

} // namespace

struct Compose::Shared
{
    Endpoint endpoint;
    QProcessEnvironment host;
    QString lock;
    std::atomic<bool> standalone {false}; ///< `docker-compose` instead of the CLI's plugin

    ProcessSpec process() const
    {
        ProcessSpec spec;
        spec.program = standalone ? u"docker-compose"_s : u"docker"_s;
        if (!standalone)
            spec.arguments = {u"compose"_s};
        return spec;
    }

    Result<QString> askVersion(std::stop_token stop) const
    {
        ProcessSpec spec = process();
        spec.environment = composeEnvironment(host, endpoint, {});
        spec.arguments += {u"version"_s, u"--short"_s};
        spec.timeout = std::chrono::seconds(30);
        const SlowTool slow(u"“docker compose version”"_s, kReadsLong, std::chrono::seconds(30));
        const auto output = runTool(spec, stop);
        if (!output)
            return output.error();
        return QString::fromUtf8(output->trimmed());
    }
};

Compose::Compose(Endpoint endpoint, QProcessEnvironment host, QString lock)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->endpoint = std::move(endpoint);
    m_shared->host = std::move(host);
    m_shared->lock = std::move(lock);
}

Result<QString> Compose::version(std::stop_token stop) const
{
    const QString hint = u"Install Docker Compose 2.32 or newer (package docker-compose-plugin)."_s;
    auto version = m_shared->askVersion(stop);
    if (!version && version.error().kind != Error::Kind::Cancelled) {
        m_shared->standalone = true;
        version = m_shared->askVersion(stop);
        if (!version)
            m_shared->standalone = false;
    }
    if (!version && version.error().kind == Error::Kind::Cancelled)
        return version;
    if (!version)
        return unavailable(u"Docker Compose is missing."_s, hint).because(version.error().toText());
    const QString number = version->startsWith(u'v') ? version->mid(1) : *version;
    if (QVersionNumber::fromString(number) < kOldestCompose) {
        return unavailable(
            u"Docker Compose %1 is too old: %2 is needed."_s.arg(number, kOldestCompose.toString()),
            hint);
    }
    return number;
}

ProcessSpec Compose::process(const ComposeProject &project, const QStringList &arguments) const
{
    ProcessSpec spec = m_shared->process();
    spec.arguments += {u"--ansi"_s, u"never"_s, u"--progress"_s, u"json"_s};
    if (!project.name.isEmpty())
        spec.arguments += {u"--project-name"_s, project.name};
    if (!project.directory.isEmpty())
        spec.arguments += {u"--project-directory"_s, project.directory};
    for (const QString &file : project.files)
        spec.arguments += {u"--file"_s, file};
    for (const QString &profile : project.profiles)
        spec.arguments += {u"--profile"_s, profile};
    for (const QString &file : project.environmentFiles)
        spec.arguments += {u"--env-file"_s, file};
    spec.arguments += arguments;
    spec.directory = project.directory;
    spec.environment = composeEnvironment(m_shared->host, m_shared->endpoint, project.environment);
    // Compose stops containers it was starting before it ends.
    spec.grace = std::chrono::seconds(10);
    return spec;
}

Result<> Compose::run(const ComposeProject &project,
                      const QStringList &arguments,
                      Reporter &reporter,
                      std::stop_token stop,
                      QStringList *keptVolumes) const
{
    ProcessSpec spec = process(project, arguments);
    spec.captureOutput = false;
    spec.lock = m_shared->lock;
    // Containers that are half changed are worse than late ones; an image is simply made again.
    static const QStringList kImagesOnly {u"build"_s, u"pull"_s};
    spec.finishesAlone = !kImagesOnly.contains(arguments.value(0));
    ComposeOutput output(reporter);
    SlowTool slow(u"“docker compose %1”"_s.arg(arguments.value(0)), kWorksLong, {});
    const auto outcome = runProcess(spec, stop, [&](const OutputLine &line) {
        slow.heard();
        output.feed(line);
    });
    output.finish();
    if (keptVolumes)
        *keptVolumes = output.keptVolumes();
    if (!outcome)
        return outcome.error();
    // Standard 130 of a stop that reached Compose before it reached us.
    if (stop.stop_requested() && !outcome->succeeded())
        return cancelled();
    if (outcome->succeeded() && !output.hasFailures())
        return ok();
    Error error = outcome->toError(u"docker compose %1"_s.arg(arguments.value(0)));
    if (outcome->end == ProcessOutcome::End::Exited && !output.error().isEmpty())
        error.message = output.error();
    error.detail = output.transcript();
    return error;
}

Result<QByteArray>
Compose::configIn(const QString &format, const ComposeProject &project, std::stop_token stop) const
{
    SilentReporter silent;
    ComposeOutput errors(silent);
    ProcessSpec spec = process(project, {u"config"_s, u"--format"_s, format});
    spec.environment = readingEnvironment(m_shared->host, project.environment);
    spec.timeout = kReadingLimit;
    const SlowTool slow(u"“docker compose config”"_s, kReadsLong, kReadingLimit);
    const auto outcome = runProcess(spec, stop, [&](const OutputLine &line) {
        if (line.stream == OutputLine::Stream::Err)
            errors.feed(line);
    });
    if (!outcome)
        return outcome.error();
    if (!outcome->succeeded()) {
        Error error = outcome->toError(u"docker compose config"_s);
        if (outcome->end == ProcessOutcome::End::Exited && !errors.error().isEmpty())
            error.message = errors.error();
        error.detail = errors.transcript();
        return error;
    }
    return outcome->standardOutput;
}

Result<QJsonObject> Compose::config(const ComposeProject &project, std::stop_token stop) const
{
    const auto output = configIn(u"json"_s, project, std::move(stop));
    if (!output)
        return output.error();
    const QJsonDocument document = QJsonDocument::fromJson(*output);
    if (!document.isObject()) {
        return protocolError(u"docker compose config wrote no JSON."_s)
            .because(QString::fromUtf8(output->left(500)));
    }
    return document.object();
}

Result<QByteArray> Compose::configYaml(const ComposeProject &project, std::stop_token stop) const
{
    return configIn(u"yaml"_s, project, std::move(stop));
}

Result<> Compose::build(const ComposeProject &project,
                        const QStringList &services,
                        Reporter &reporter,
                        std::stop_token stop) const
{
    return run(project, after({u"build"_s}, services), reporter, stop);
}

Result<> Compose::pull(const ComposeProject &project,
                       const QStringList &services,
                       Reporter &reporter,
                       std::stop_token stop) const
{
    const QStringList options {u"pull"_s, u"--ignore-pull-failures"_s, u"--ignore-buildable"_s};
    return run(project, after(options, services), reporter, stop);
}

Result<QStringList> Compose::up(const ComposeProject &project,
                                const ComposeUp &options,
                                Reporter &reporter,
                                std::stop_token stop) const
{
    // Without -y: what Compose asks is whether data may go.
    QStringList arguments {u"up"_s, options.noStart ? u"--no-start"_s : u"--detach"_s};
    if (options.noDependencies)
        arguments += u"--no-deps"_s;
    if (options.forceRecreate)
        arguments += u"--force-recreate"_s;
    if (options.noBuild)
        arguments += u"--no-build"_s;
    if (options.removeOrphans)
        arguments += u"--remove-orphans"_s;
    QStringList kept;
    const auto done = run(project, after(arguments, options.services), reporter, stop, &kept);
    return done ? Result<QStringList>(kept) : done.error();
}

Result<> Compose::start(const ComposeProject &project,
                        const QStringList &services,
                        Reporter &reporter,
                        std::stop_token stop) const
{
    return run(project, after({u"start"_s}, services), reporter, stop);
}

Result<> Compose::stop(const ComposeProject &project,
                       const QStringList &services,
                       Reporter &reporter,
                       std::optional<std::chrono::seconds> grace,
                       std::stop_token stop) const
{
    return run(project,
               after(QStringList {u"stop"_s} + timeoutArguments(grace), services),
               reporter,
               stop);
}

Result<> Compose::restart(const ComposeProject &project,
                          const QStringList &services,
                          Reporter &reporter,
                          std::optional<std::chrono::seconds> grace,
                          std::stop_token stop) const
{
    return run(project,
               after(QStringList {u"restart"_s} + timeoutArguments(grace), services),
               reporter,
               stop);
}

Result<> Compose::down(const ComposeProject &project,
                       bool removeOrphans,
                       Reporter &reporter,
                       std::optional<std::chrono::seconds> grace,
                       std::stop_token stop) const
{
    QStringList arguments = QStringList {u"down"_s} + timeoutArguments(grace);
    if (removeOrphans)
        arguments += u"--remove-orphans"_s;
    return run(project, arguments, reporter, stop);
}

} // namespace devstack
