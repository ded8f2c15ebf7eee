// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/composeoffers.h"

#include "core/enumnames.h"
#include "core/process.h"
#include "core/text.h"
#include "foreign/inspect/placeevidence.h"
#include "foreign/inspect/repositorykind.h"
#include "model/compose/composereader.h"
#include "model/compose/composevariables.h"
#include "model/compose/projectvariables.h"

#include <QDir>
#include <QMap>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostReadFiles = 40;
constexpr qsizetype kDeepestOffer = 4; // folders
constexpr qsizetype kMostFolders = 20;
/// As many as a message can hold.
constexpr qsizetype kMostShown = 8;

constexpr EnumName<ComposeOffer::Kind> kOfferKinds[] {
    {ComposeOffer::Kind::Own, u"own"},
    {ComposeOffer::Kind::NeedsVariables, u"needs-variables"},
    {ComposeOffer::Kind::Images, u"images"},
    {ComposeOffer::Kind::Tests, u"tests"},
    {ComposeOffer::Kind::Part, u"part"},
    {ComposeOffer::Kind::Unreadable, u"unreadable"},
};

QString offeredFolder(const QString &file)
{
    return file.contains(u'/') ? file.section(u'/', 0, -2) : QString();
}

QString lastPart(const QString &file)
{
    return file.section(u'/', -1);
}

bool isUsualName(const QString &name)
{
    static const QRegularExpression kUsual(u"\\A(?:docker-)?compose(?:\\.override)?\\.ya?ml\\z"_s);
    return kUsual.match(name).hasMatch();
}

/// By its name, or because it is a YAML file in a folder for such files.
bool mayBeComposeFile(const QString &file)
{
    static const QRegularExpression kName(
        u"\\A(?:docker-?)?compose(?:[._-].+)?\\.ya?ml\\z|\\A.+[._-](?:docker-?)?compose\\.ya?ml\\z"_s);
    static const QRegularExpression kFolder(
        u"(?:\\A|/)(?:docker-?)?compose(?:[._-]?files)?(?:/profiles)?\\z|(?:\\A|/)docker\\z"_s);
    const QString name = lastPart(file);
    return kName.match(name).hasMatch()
        || ((name.endsWith(u".yml") || name.endsWith(u".yaml"))
            && kFolder.match(offeredFolder(file)).hasMatch());
}

bool isNamedForTests(const QString &file)
{
    static const QRegularExpression kTests(
        u"(?:\\A|[/"
        u"._-])(?:tests?|testing|testserver|ci|e2e|integration|fixtures?|travis|github|gitlab|"
        u"circleci|smoke|acceptance)(?=[/._-])"_s);
    return kTests.match(file).hasMatch();
}

/// How likely a name is the one that engineers start: 0 is the likeliest.
int unlikeliness(const QString &file)
{
    static const QRegularExpression kDevelopment(
        u"(?:\\A|[/._-])(?:dev|devel|devstack|develop|development|local|localdev)(?=[/._-])"_s);
    static const QRegularExpression kElsewhere(
        u"(?:\\A|[/._-])(?:prod|production|deploy|deployment|release|staging|stage|examples?|docs?|"
        u"templates?|monitoring|archive|old|legacy)(?=[/._-])"_s);
    return kDevelopment.match(file).hasMatch() ? 0 : kElsewhere.match(file).hasMatch() ? 2 : 1;
}

/// Files that another program fills in first are no compose files.
bool isTemplate(const Checkout &checkout, const QString &file)
{
    const auto lines = checkout.lines(file);
    return lines && std::ranges::any_of(*lines, [](const QString &line) {
               return line.contains(u"{{"_s) || line.contains(u"{%"_s);
           });
}

/// Whether a YAML file that only its folder makes a candidate describes services.
bool namesServices(const Checkout &checkout, const QString &file)
{
    const auto lines = checkout.lines(file);
    return lines && std::ranges::any_of(*lines, [](const QString &line) {
               return line.startsWith(u"services:"_s);
           });
}

bool isWhole(const ServiceEntry &service)
{
    return service.build || !service.image.isEmpty();
}

/// One checkout, looked through once.
class OfferSearch
{
public:
    OfferSearch(const Checkout &checkout, const QList<ComposeFilesCall> &calls)
        : m_checkout(checkout)
    {
        for (ComposeFilesCall call : calls) {
            for (QString &file : call.files)
                file = QDir::cleanPath(file);
            const bool isThere = std::ranges::all_of(
                call.files, [&](const QString &file) { return m_checkout.has(file); });
            if (isThere && !call.files.isEmpty())
                m_calls += call;
        }
    }

    ComposeOffers run()
    {
        findFolders();
        for (const QString &file : candidates())
            judge(file);
        addCalled();
        addParts();
        std::ranges::stable_sort(m_offers.files, {}, [this](const ComposeOffer &offer) {
            const QString &file = offer.files.last();
            return std::tuple(offer.kind,
                              !startOf(offer.files),
                              unlikeliness(file),
                              file.count(u'/'),
                              offer.files.size(),
                              file);
        });
        if (m_offers.limit.isEmpty())
            m_offers.limit = m_checkout.unwalked();
        return m_offers;
    }

private:
    /// Folders with a compose file or a Dockerfile beside the files of a program. One alone is the
    /// repository's own, in a folder.
    void findFolders()
    {
        static const QStringList kPrograms {u"package.json"_s,
                                            u"manage.py"_s,
                                            u"setup.py"_s,
                                            u"pyproject.toml"_s,
                                            u"requirements.txt"_s,
                                            u"go.mod"_s,
                                            u"Gemfile"_s,
                                            u"pom.xml"_s,
                                            u"build.gradle"_s,
                                            u"Cargo.toml"_s,
                                            u"composer.json"_s,
                                            u"mix.exs"_s};
        QStringList patterns;
        const QStringList usual {
            u"docker-compose.yml"_s, u"docker-compose.yaml"_s, u"compose.yaml"_s, u"compose.yml"_s};
        for (const QString &name : usual + QStringList {u"Dockerfile"_s}) {
            patterns += {u"*/"_s + name, u"*/*/"_s + name, u"*/*/*/"_s + name};
        }
        QMap<QString, QString> found; // folder → its compose file, else its Dockerfile
        for (const QString &file : m_checkout.glob(patterns)) {
            const QString folder = offeredFolder(file);
            const bool isProgram = std::ranges::any_of(kPrograms, [&](const QString &program) {
                return m_checkout.has(folder + u'/' + program);
            });
            if (isProgram && !isNamedForTests(file)
                && (!found.contains(folder) || lastPart(file) != u"Dockerfile"))
                found.insert(folder, file);
        }
        if (found.size() < 2)
            return;
        for (auto it = found.begin(); it != found.end(); ++it) {
            if (m_offers.folders.size() == kMostFolders) {
                m_offers.limit
                    = u"Only %1 of %2 folders with applications are shown."_s.arg(kMostFolders)
                          .arg(found.size());
                break;
            }
            m_offers.folders
                += FolderOffer {it.key(), evidenceAt(m_checkout, Checkout::mark(it.value(), 1))};
        }
    }

    /// Compose files and what may be some, those that Compose takes in their folder first.
    QStringList candidates()
    {
        QStringList files;
        for (const QString &file : m_checkout.glob({u"**/*.yml"_s, u"**/*.yaml"_s})) {
            const auto isOf
                = [&](const FolderOffer &offer) { return file.startsWith(offer.folder + u'/'); };
            // What lies in a folder that is offered is that folder's.
            if (file.count(u'/') <= kDeepestOffer && mayBeComposeFile(file)
                && std::ranges::none_of(m_offers.folders, isOf))
                files += file;
        }
        std::ranges::stable_sort(files, {}, [](const QString &file) {
            return std::tuple(
                isNamedForTests(file), file.count(u'/'), !isUsualName(lastPart(file)));
        });
        if (files.size() > kMostReadFiles) {
            m_offers.limit
                = u"Only %1 of %2 possible compose files were read."_s.arg(kMostReadFiles)
                      .arg(files.size());
            files = files.first(kMostReadFiles);
        }
        return files;
    }

    void judge(const QString &file)
    {
        const QString folder
            = m_checkout.root() + (file.contains(u'/') ? u'/' + offeredFolder(file) : QString());
        QStringList files {file};
        if (isUsualName(lastPart(file))) {
            // With its override, as Compose takes them there.
            QStringList taken;
            for (const QString &path : composeFilesIn(folder))
                taken += path.mid(m_checkout.root().size() + 1);
            if (!taken.contains(file))
                return; // another one comes first, or there is nothing to override
            if (taken.first() != file)
                return;
            files = taken;
        } else if (!mayBeByName(file) && !namesServices(m_checkout, file)) {
            return;
        }
        if (isTemplate(m_checkout, file))
            return;
        add(files);
    }

    static bool mayBeByName(const QString &file) { return mayBeComposeFile(lastPart(file)); }

    QStringList absolute(const QStringList &files) const
    {
        QStringList paths;
        for (const QString &file : files)
            paths += m_checkout.root() + u'/' + file;
        return paths;
    }

    void add(const QStringList &files)
    {
        ComposeOffer offer;
        offer.files = files;
        const QStringList paths = absolute(files);
        const auto written = readComposeServices(paths, m_checkout.root());
        if (!written) {
            offer.kind = ComposeOffer::Kind::Unreadable;
            offer.reason = u"cannot be read: %1"_s.arg(written.error().message);
            offer.evidence = evidenceAt(m_checkout, written.error().where);
            m_offers.files += offer;
            return;
        }
        if (written->services.isEmpty())
            return;
        offer.services = written->services.keys();
        judgeServices(offer, *written);
        if (offer.kind == ComposeOffer::Kind::Part)
            m_parts.insert(files.first(), offer.services);
        m_offers.files += offer;
    }

    void judgeServices(ComposeOffer &offer, const ComposeFile &written)
    {
        for (const ServiceEntry &service : written.services) {
            if (isWhole(service) || written.partialServices.contains(service.name))
                continue;
            offer.kind = ComposeOffer::Kind::Part;
            offer.reason = u"adds to another file: “%1” has neither image nor build"_s.arg(
                printable(service.name));
            offer.evidence = evidenceAt(m_checkout, service.mark);
            return;
        }
        const JudgedKind judged = judgeKind(m_checkout, written);
        offer.evidence = judged.evidence.value(0);
        const QString last = offer.files.last();
        if (judged.kind == RepositoryKind::TestOnly || isNamedForTests(last)) {
            offer.kind = ComposeOffer::Kind::Tests;
            offer.reason = judged.kind == RepositoryKind::TestOnly
                ? u"runs tests only"_s
                : u"is for tests, as its name says"_s;
            return;
        }
        if (judged.kind != RepositoryKind::Service) {
            offer.kind = ComposeOffer::Kind::Images;
            offer.reason = u"runs other people's images only"_s;
            return;
        }
        QStringList own;
        for (const ServiceEntry &service : written.services) {
            if (runsOwnCode(service))
                own += service.name;
        }
        offer.reason
            = u"builds the repository or mounts it (%1)"_s.arg(printable(own.join(u", "_s)));
        const QStringList unset = unsetVariables(offer.files, written);
        if (!unset.isEmpty()) {
            offer.kind = ComposeOffer::Kind::NeedsVariables;
            offer.reason += u"; nothing sets %1"_s.arg(printable(shortened(unset)));
        }
    }

    static QString shortened(QStringList names)
    {
        constexpr qsizetype kMost = 4;
        const qsizetype more = names.size() - kMost;
        if (more > 0)
            names = names.first(kMost) + QStringList {u"%1 more"_s.arg(more)};
        return names.join(u", "_s);
    }

    /// Variables without a default that neither `.env` nor the caller sets.
    QStringList unsetVariables(const QStringList &files, const ComposeFile &written) const
    {
        const ProjectVariables variables = ProjectVariables::ofFiles(
            m_checkout.root(), QProcessEnvironment::systemEnvironment(), absolute(files));
        QStringList unset;
        const QMap<QString, bool> taken = variablesTaken(written.merged);
        for (auto it = taken.begin(); it != taken.end(); ++it) {
            if (!it.value() && !variables.value(it.key()))
                unset += it.key();
        }
        return unset;
    }

    bool isOffered(const QStringList &files) const
    {
        return std::ranges::any_of(m_offers.files,
                                   [&](const ComposeOffer &offer) { return offer.files == files; });
    }

    /// The call that starts these files; null: none.
    const ComposeFilesCall *startOf(const QStringList &files) const
    {
        const auto found = std::ranges::find_if(m_calls, [&](const ComposeFilesCall &call) {
            return call.starts && call.files == files;
        });
        return found == m_calls.cend() ? nullptr : &*found;
    }

    /// What scripts and recipes name is a compose file whatever it is called.
    void addCalled()
    {
        for (const ComposeFilesCall &call : std::as_const(m_calls)) {
            if (!isOffered(call.files) && m_offers.files.size() < kMostReadFiles)
                add(call.files);
        }
        for (ComposeOffer &offer : m_offers.files) {
            if (const ComposeFilesCall *call = startOf(offer.files))
                offer.reason += u"; %1 starts it"_s.arg(call->evidence.mark.toString());
        }
    }

    /// Files that add to another one, together with it.
    void addParts()
    {
        const QList<ComposeOffer> whole = m_offers.files;
        for (auto part = m_parts.begin(); part != m_parts.end(); ++part) {
            for (const ComposeOffer &base : whole) {
                const bool completes = base.isChoice() && base.files.size() == 1
                    && offeredFolder(base.files.first()) == offeredFolder(part.key())
                    && std::ranges::any_of(part.value(), [&](const QString &service) {
                                           return base.services.contains(service);
                                       });
                if (completes && !isOffered({base.files.first(), part.key()}))
                    add({base.files.first(), part.key()});
            }
        }
    }

    const Checkout &m_checkout;
    QList<ComposeFilesCall> m_calls; ///< whose files are there
    ComposeOffers m_offers;
    QMap<QString, QStringList> m_parts; ///< file that adds to another → its services
};

QString offerPlace(const Evidence &evidence)
{
    return evidence.mark.file.isEmpty() ? QString() : u"  "_s + evidence.mark.toString();
}

} // namespace

QString toString(ComposeOffer::Kind kind)
{
    return nameOf<kOfferKinds>(kind);
}

QList<ComposeOffer> ComposeOffers::choices() const
{
    QList<ComposeOffer> chosen;
    std::ranges::copy_if(files, std::back_inserter(chosen), &ComposeOffer::isChoice);
    return chosen;
}

ComposeOffers composeOffers(const Checkout &checkout, const QList<ComposeFilesCall> &calls)
{
    return OfferSearch(checkout, calls).run();
}

QString offersText(const ComposeOffers &offers)
{
    QStringList lines;
    for (const ComposeOffer &offer : offers.files) {
        lines += printable(offer.files.join(u" + "_s)) + u' ' + offer.reason
            + offerPlace(offer.evidence);
    }
    for (const FolderOffer &offer : offers.folders)
        lines += printable(offer.folder) + u"/ is an application of its own"_s
            + offerPlace(offer.evidence);
    const qsizetype more = lines.size() - kMostShown;
    if (more > 1)
        lines = lines.first(kMostShown) + QStringList {u"and %1 more"_s.arg(more)};
    if (!offers.limit.isEmpty())
        lines += offers.limit;
    return lines.join(u'\n');
}

QString wayToChoose(const ComposeOffers &offers, const QString &ida, const QString &folder)
{
    const QList<ComposeOffer> choices = offers.choices();
    QStringList ways;
    if (!choices.isEmpty()) {
        QStringList quoted;
        for (const QString &file : choices.first().files)
            quoted += printable(file);
        // A file for tests runs no application; it is named, not advised.
        const bool isAdvised = choices.first().kind != ComposeOffer::Kind::Tests;
        const QString command = printable(
            shellText({u"devstack"_s, u"add"_s, ida, u"--compose"_s, choices.first().value()}));
        ways += isAdvised
            ? u"Choose with “%1”, which writes “compose: [%2]” at “%3” in devstack.yml."_s.arg(
                command, quoted.join(u", "_s), printable(ida))
            : u"Add a docker-compose.yml that runs its services; “%1” takes the one for tests."_s
                  .arg(command);
    }
    if (!offers.folders.isEmpty()) {
        const QString place = folder + u'/' + offers.folders.first().folder;
        ways += u"Each application is an IDA of its own with “%1”, which writes “path: %2” there."_s
                    .arg(printable(shellText({u"devstack"_s, u"add"_s, u"./"_s + place})),
                         printable(place));
    }
    return ways.join(u' ');
}

} // namespace devstack
