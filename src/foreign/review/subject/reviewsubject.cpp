// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/reviewsubject.h"

#include "core/secrets.h"
#include "core/text.h"
#include "model/compose/composereader.h"
#include "model/compose/projectvariables.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "docker-compose-38.yml" as well as the names that Compose takes by itself.
bool isComposeName(const QString &name)
{
    static const QRegularExpression kName(
        u"\\A(?:docker-)?compose[._-].+\\.ya?ml\\z|\\A(?:docker-)?compose\\.ya?ml\\z"_s);
    return kName.match(name).hasMatch();
}

/// Compose files of the root that Compose does not take by itself.
QStringList otherComposeFiles(const Checkout &checkout, const QStringList &taken)
{
    QStringList names;
    for (const QString &name : checkout.files()) {
        if (isComposeName(name) && !taken.contains(name))
            names += name;
    }
    return names;
}

/// Whether Compose could run the file without another one.
bool standsAlone(const ComposeFile &compose)
{
    return !compose.services.isEmpty()
        && std::ranges::all_of(compose.services, [](const ServiceEntry &service) {
               return service.build || !service.image.isEmpty();
           });
}

/// Lists of files leave out pipes and links that lead away. Scripts and compose files of the root
/// that are such are asked for by name, so that the checkout says why they are not read.
void askForWhatIsNoFile(const Checkout &checkout, const QStringList &taken)
{
    const QStringList regular = checkout.files();
    const QDir root(checkout.root());
    for (const QString &name : root.entryList(QDir::Files | QDir::System | QDir::Hidden)) {
        const bool read = name.endsWith(u".sh") || isComposeName(name);
        if (read && !regular.contains(name) && !taken.contains(name))
            checkout.lines(name);
    }
}

/// The compose files that Compose takes, as written and with the values that run.
void readTaken(ReviewSubject &subject,
               const ProjectVariables &variables,
               const std::optional<ComposeFile> &composed)
{
    const QStringList &files = variables.composeFiles();
    ComposeFile written;
    const QString beside = variables.environment();
    if (auto compose = readComposeFiles(files, subject.path, beside)) {
        written = *compose;
    } else if (auto services = readComposeServices(files, subject.path, beside)) {
        written = *services;
        subject.manifestFaults += compose.error();
    } else {
        subject.unreadable += compose.error();
    }
    subject.compose = written;
    subject.compose.written = written.services;
    if (composed) {
        subject.compose = *composed;
    } else if (subject.unreadable.isEmpty() && subject.manifestFaults.isEmpty()) {
        // Where a variable is required and not set, texts count.
        if (auto project = readProject(variables, subject.path)) {
            subject.compose = *std::move(project);
            subject.isFilledIn = true;
        } else {
            subject.refusals += project.error();
        }
    }
    subject.stacks = {written};
    subject.running = {subject.compose};
}

} // namespace

SourceMark ReviewSubject::relative(const SourceMark &mark) const
{
    SourceMark result = mark;
    if (QDir::isAbsolutePath(mark.file))
        result.file = QDir(path).relativeFilePath(mark.file);
    return result;
}

Evidence ReviewSubject::evidence(const SourceMark &mark) const
{
    Evidence result {relative(mark), {}};
    result.mark.line = std::max(1, mark.line);
    if (const auto lines = this->lines(mark.file))
        result.text = masked(lines->value(result.mark.line - 1).trimmed());
    return result;
}

std::optional<QStringList> ReviewSubject::lines(const QString &printed) const
{
    const QString absolute = QDir::cleanPath(QDir(path).absoluteFilePath(printed));
    if (environment && absolute.startsWith(environment->root() + u'/'))
        return environment->lines(QDir(environment->root()).relativeFilePath(absolute));
    return checkout->lines(fileNamed(relative({printed, 0, 0}).file));
}

QString ReviewSubject::fileNamed(const QString &printed) const
{
    // Only names with control characters differ, and they are written with a backslash.
    if (!printed.contains(u'\\') || QFileInfo::exists(path + u'/' + printed))
        return printed;
    for (const QString &consulted : checkout->consulted()) {
        const QString name = QDir(path).relativeFilePath(consulted);
        // The printed name itself may have been asked for, in vain.
        if (name != printed && printable(name) == printed)
            return name;
    }
    return printed;
}

QList<ServiceEntry> ReviewSubject::allServices() const
{
    QList<ServiceEntry> services;
    for (const QList<ComposeFile> &files : {running, stacks, others}) {
        for (const ComposeFile &file : files)
            services += file.services.values();
    }
    return services;
}

Result<ReviewSubject> readReviewSubject(const QString &path,
                                        const std::optional<ComposeFile> &composed,
                                        const QString &environment,
                                        const QStringList &chosen)
{
    const QFileInfo info(path);
    if (!info.exists())
        return notFound(u"There is no folder “%1”."_s.arg(printable(path)));
    if (!info.isDir())
        return invalidInput(u"“%1” is a file, not a repository's folder."_s.arg(printable(path)),
                            {},
                            u"Name the folder it lies in."_s);
    ReviewSubject subject;
    subject.checkout = std::make_shared<Checkout>(info.absoluteFilePath());
    subject.path = subject.checkout->root();
    const QProcessEnvironment host = QProcessEnvironment::systemEnvironment();
    QStringList chosenFiles;
    for (const QString &file : chosen)
        chosenFiles += subject.path + u'/' + file;
    ProjectVariables variables = chosen.isEmpty()
        ? ProjectVariables(subject.path, host)
        : ProjectVariables::ofFiles(subject.path, host, chosenFiles);
    if (variables.composeFiles().isEmpty() && !environment.isEmpty()) {
        variables = ProjectVariables::ofEnvironment(subject.path, host, environment);
        subject.environment = std::make_shared<Checkout>(environment);
    }
    const QStringList taken = variables.composeFiles();
    subject.isChosen = !chosen.isEmpty() && taken != composeFilesIn(subject.path);
    for (const QString &file : taken)
        subject.composeFiles += QDir(subject.path).relativeFilePath(file);
    if (!taken.isEmpty())
        readTaken(subject, variables, composed);
    for (const QString &name : otherComposeFiles(*subject.checkout, subject.composeFiles)) {
        if (auto other = readComposeFile(QDir(subject.path).filePath(name), subject.path))
            subject.others += *other;
        else
            subject.unreadableOthers += other.error();
    }
    askForWhatIsNoFile(*subject.checkout, subject.composeFiles);
    if (subject.composeFiles.isEmpty()) {
        std::ranges::copy_if(subject.others, std::back_inserter(subject.stacks), standsAlone);
        subject.others.removeIf(standsAlone);
        subject.running = subject.stacks;
    }
    subject.facts = readFacts(*subject.checkout, subject.compose);
    return subject;
}

void addToSurroundings(ReviewSurroundings &surroundings,
                       const QString &ida,
                       const ComposeFile &compose,
                       const Manifest &manifest)
{
    for (auto it = manifest.provides.begin(); it != manifest.provides.end(); ++it)
        surroundings.providers.insert(it.key(), ida);
    for (const ServiceEntry &service : compose.services) {
        for (const QString &name : {service.containerName, service.hostname}) {
            if (!name.isEmpty())
                surroundings.providers.insert(name, ida);
        }
        for (const QStringList &aliases : service.networks) {
            for (const QString &alias : aliases)
                surroundings.providers.insert(alias, ida);
        }
        if (service.build && !service.image.isEmpty())
            surroundings.imageBuilders.insert(service.image, ida);
    }
}

} // namespace devstack
