// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// reachfuzz FILES|SECONDSs [SEED [STATE [WORKERS]]]: mutated compose files with some hundred
/// services each, every service with a mutated value. Every file is read by us, as the trust
/// question does, and by Compose; what Compose's answer reaches must have been said by our reading
/// of the source, and must be said by our judge of the answer. The latter is held against a plain
/// look at the answer that shares no code with it.
///
/// Processes of Compose are what it costs. A service that Compose refuses costs one at least, so
/// what it refused before is left out, and so are seven of eight services with a key that was
/// changed at random into one that nobody knows: we say such keys, and Compose refuses them.
///
/// File n of a seed holds the same services always. STATE keeps how far it came and its counts: the
/// next call goes on there, until so many files are done in all. A limit of time holds whatever is
/// drawn: the last file is then cut short. Seed 0 takes one at random and says it.

#include "core/files.h"
#include "core/process.h"
#include "core/text.h"
#include "model/compose/composereader.h"
#include "mutants.h"
#include "trust/hostaccess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <vector>

using namespace devstack;
using namespace Qt::StringLiterals;
using devstack::testing::Mutants;

namespace {

struct Counts
{
    qint64 files = 0;
    qint64 leftOut = 0; ///< not judged: Compose refuses such services
    qint64 refusedByUs = 0; ///< never run
    qint64 refusedByCompose = 0;
    qint64 taken = 0; ///< by both
    qint64 reaching = 0; ///< taken, and reaching the host by Compose's answer
    qint64 inOtherWords = 0; ///< asked about from the source, and once more for the answer
    qint64 unsaid = 0; ///< asked about from the answer only: the readers differ
    qint64 missed = 0; ///< asked about by neither
    qint64 processes = 0;
    qint64 slow = 0; ///< runs of Compose that took longer than kLongest: the machine, or the file

    /// Mutated values that were judged.
    qint64 values() const { return refusedByUs + refusedByCompose + taken; }

    /// Each count with its name in the state.
    static constexpr std::pair<const char *, qint64 Counts::*> kAll[] {
        {"files", &Counts::files},
        {"leftOut", &Counts::leftOut},
        {"refusedByUs", &Counts::refusedByUs},
        {"refusedByCompose", &Counts::refusedByCompose},
        {"taken", &Counts::taken},
        {"reaching", &Counts::reaching},
        {"inOtherWords", &Counts::inOtherWords},
        {"unsaid", &Counts::unsaid},
        {"missed", &Counts::missed},
        {"processes", &Counts::processes},
        {"slow", &Counts::slow},
    };

    void add(const Counts &other)
    {
        for (const auto &[name, count] : kAll)
            this->*count += other.*count;
    }
};

/// What stands in the answer and nobody may overlook.
QStringList plainDangers(const QJsonObject &service, const QString &root)
{
    QStringList dangers;
    if (service.value(u"privileged"_s).toBool())
        dangers += u"privileged"_s;
    for (const QString &key : {u"network_mode"_s, u"pid"_s, u"ipc"_s, u"userns_mode"_s}) {
        if (service.value(key).toString() == u"host")
            dangers += u"host"_s;
    }
    const QJsonArray volumes = service.value(u"volumes"_s).toArray();
    for (const QJsonValue &volume : volumes) {
        const QString source = QDir::cleanPath(
            volume.toObject().value(u"source"_s).toString().replace(u"$$"_s, u"$"_s));
        // Compose lets "D:/x" pass as it is, and the Engine refuses it.
        if (volume.toObject().value(u"type"_s).toString() == u"bind" && source.startsWith(u'/')
            && source != root && !source.startsWith(root + u'/'))
            dangers += source.endsWith(u"/docker.sock") ? u"docker socket"_s
                                                        : QString(u"mount "_s + printable(source));
    }
    const QJsonArray ports = service.value(u"ports"_s).toArray();
    for (const QJsonValue &port : ports) {
        const QString address = port.toObject().value(u"host_ip"_s).toString();
        if (!address.isEmpty() && !address.startsWith(u"127."_s) && address != u"::1")
            dangers += u"port "_s + address;
    }
    for (const QString &key : {u"cap_add"_s, u"devices"_s, u"security_opt"_s}) {
        if (!service.value(key).toArray().isEmpty())
            dangers += u""_s; // some sentence
    }
    return dangers;
}

/// The Compose program itself where it can be found: through `docker` a run costs twice as much.
QString composeProgram()
{
    for (const QString &folder : {QString(QDir::homePath() + u"/.docker/cli-plugins"_s),
                                  u"/usr/local/lib/docker/cli-plugins"_s,
                                  u"/usr/local/libexec/docker/cli-plugins"_s,
                                  u"/usr/lib/docker/cli-plugins"_s,
                                  u"/usr/libexec/docker/cli-plugins"_s}) {
        const QString found = QStandardPaths::findExecutable(u"docker-compose"_s, {folder});
        if (!found.isEmpty())
            return found;
    }
    return u"docker"_s;
}

using Clock = std::chrono::steady_clock;

/// Files of one seed, one after the other. For one thread.
class Fuzz
{
public:
    explicit Fuzz(std::optional<Clock::time_point> end)
        : m_end(end)
    {
        m_root = QDir(m_folder.path()).canonicalPath() + u"/repo"_s;
        QDir().mkpath(m_root + u"/in"_s);
        write(u".env"_s, Mutants::variables());
        // A process that lives for 50 ms needs neither to collect garbage nor threads for it.
        m_environment.insert(u"GOGC"_s, u"off"_s);
        m_environment.insert(u"GOMAXPROCS"_s, u"1"_s);
    }

    Counts file(quint32 seed, qint64 number)
    {
        m_counts = {1};
        Mutants mutants(seed, quint32(number));
        Services whole;
        Services scrambled;
        for (int i = 0; i < kServices && !isOver(); ++i) {
            const Service service {mutants.service(), mutants.shape(), mutants.isScrambled()};
            if (!service.isScrambled && m_refusedShapes.contains(service.shape)) {
                ++m_counts.leftOut;
                continue;
            }
            // What we refuse is left out first: it costs no process.
            const auto alone = read(fileOf({service}));
            if (!alone)
                ++m_counts.refusedByUs;
            else if (service.isScrambled && hasUnknownKey(*alone) && m_unknown++ % 8 != 0)
                ++m_counts.leftOut;
            else
                (service.isScrambled ? scrambled : whole) += service;
        }
        judge(whole);
        for (qsizetype at = 0; at < scrambled.size(); at += kScrambled)
            judge(scrambled.mid(at, kScrambled));
        return m_counts;
    }

private:
    static constexpr int kServices = 250;
    static constexpr int kScrambled = 50; ///< in one file: more of them are refused
    static constexpr std::chrono::milliseconds kLongest {60000};

    struct Service
    {
        QByteArray text; ///< its lines
        QByteArray shape;
        bool isScrambled = false;
    };
    using Services = QList<Service>;

    bool isOver() const { return m_end && Clock::now() >= *m_end; }

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_root + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }

    static QByteArray fileOf(const Services &services)
    {
        QByteArray text = "services:\n";
        for (qsizetype i = 0; i < services.size(); ++i)
            text += "  s" + QByteArray::number(i) + ":\n" + services.at(i).text;
        return text;
    }

    Result<ComposeFile> read(const QByteArray &text)
    {
        write(u"compose.yml"_s, text);
        return readComposeFiles({m_root + u"/compose.yml"_s}, m_root);
    }

    /// Whether a key stands in a file of one service that the mutants do not write.
    static bool hasUnknownKey(const ComposeFile &file)
    {
        return std::ranges::any_of(file.sources, [](const ComposeSource &source) {
            const auto services = source.content.value(u"services");
            return source.content.entries().size() > 1 || !services
                || services->entries().size() > 1
                || hasUnknownKey(services->entries().first().value);
        });
    }

    static bool hasUnknownKey(const YamlNode &node)
    {
        return std::ranges::any_of(node.items(),
                                   [](const YamlNode &item) { return hasUnknownKey(item); })
            || std::ranges::any_of(node.entries(), [](const YamlNode::Entry &entry) {
                   return !Mutants::keys().contains(entry.key.toUtf8())
                       || hasUnknownKey(entry.value);
               });
    }

    /// Both readers refuse whole files: what Compose names is left out, else halves find the
    /// services that are at fault.
    void judge(Services services)
    {
        while (!services.isEmpty() && !isOver()) {
            const QByteArray text = fileOf(services);
            const auto file = read(text);
            if (!file && services.size() == 1)
                return void(++m_counts.refusedByUs);
            const auto model = file ? composeAnswer() : std::nullopt;
            if (model)
                return compare(*file, *model, text);
            if (isOver())
                return;
            if (services.size() == 1)
                return refuse(services.first());
            const auto named = file ? namedBy(m_refusal, services) : std::nullopt;
            if (!named)
                return halve(services);
            const Service service = services.takeAt(named->index);
            if (named->isCertain) {
                refuse(service);
                continue;
            }
            const qint64 refused = refusals();
            judge({service});
            if (refused == refusals())
                return halve(services);
        }
    }

    /// Services that are refused together.
    void halve(const Services &services)
    {
        if (services.size() <= 1)
            return judge(services);
        const qint64 refused = refusals();
        judge(services.first(services.size() / 2));
        // When nothing was wrong with the first half, the second need not be asked about as a
        // whole.
        const Services rest = services.sliced(services.size() / 2);
        if (refused == refusals())
            halve(rest);
        else
            judge(rest);
    }

    qint64 refusals() const { return m_counts.refusedByUs + m_counts.refusedByCompose; }

    void refuse(const Service &service)
    {
        ++m_counts.refusedByCompose;
        if (!service.isScrambled)
            m_refusedShapes += service.shape;
    }

    /// The service that an error of Compose is about, or may be about.
    struct Named
    {
        qsizetype index = 0;
        bool isCertain = false;
    };

    static std::optional<Named> namedBy(const QString &refusal, const Services &services)
    {
        static const QRegularExpression kName(u"services?(?:\\.|\\[| \")s(\\d+)\\b"_s);
        static const QRegularExpression kLine(u"yaml: line (\\d+):"_s);
        static const QRegularExpression kValue(
            u"(?:Invalid [A-Za-z ]+: |additional properties ')(.+?)(?:' not allowed)?$"_s);
        const auto name = kName.match(refusal);
        if (name.hasMatch() && name.captured(1).toLongLong() < services.size())
            return Named {name.captured(1).toLongLong(), true};
        const auto line = kLine.match(refusal);
        const QByteArray value = kValue.match(refusal).captured(1).toUtf8();
        qsizetype end = 1; // the line of `services:`
        for (qsizetype i = 0; i < services.size(); ++i) {
            end += 1 + services.at(i).text.count('\n');
            if (line.hasMatch() ? line.captured(1).toLongLong() <= end
                                : !value.isEmpty() && services.at(i).text.contains(value))
                return Named {i, false};
        }
        return std::nullopt;
    }

    std::optional<QJsonObject> composeAnswer()
    {
        ++m_counts.processes;
        ProcessSpec spec;
        static const QString kProgram = composeProgram();
        spec.program = kProgram;
        spec.arguments = {u"--project-name"_s,
                          u"resolve"_s,
                          u"--project-directory"_s,
                          m_root,
                          u"--file"_s,
                          m_root + u"/compose.yml"_s,
                          u"config"_s,
                          u"--format"_s,
                          u"json"_s};
        if (kProgram == u"docker")
            spec.arguments.prepend(u"compose"_s);
        spec.directory = m_root;
        spec.environment = m_environment;
        spec.timeout = kLongest;
        if (m_end)
            spec.timeout = std::clamp(
                std::chrono::duration_cast<std::chrono::milliseconds>(*m_end - Clock::now()),
                std::chrono::milliseconds(1),
                kLongest);
        const auto answer = runProcess(spec);
        if (answer && answer->end == ProcessOutcome::End::TimedOut && !isOver())
            ++m_counts.slow;
        if (!answer || !answer->succeeded()) {
            m_refusal = answer ? answer->errorTail : QString();
            return std::nullopt;
        }
        return QJsonDocument::fromJson(answer->standardOutput).object();
    }

    void compare(const ComposeFile &read, const QJsonObject &model, const QByteArray &text)
    {
        const QStringList said
            = hostAccessOf(read, m_root, VariableValues::read(m_root, read.variables));
        const QStringList found = hostAccessOfModel(model, m_root);
        const QStringList beyond = notAgreed(found, said);
        // Of two services: no word about what one of them says itself.
        const QStringList saidItself = said.filter(QRegularExpression(u"^(?!mount .* beside )"_s));
        const QJsonObject services = model.value(u"services"_s).toObject();
        for (auto it = services.begin(); it != services.end(); ++it) {
            ++m_counts.taken;
            const QString end = u" ("_s + it.key() + u')';
            const auto isOf = [&](const QString &sentence) { return sentence.endsWith(end); };
            m_counts.reaching += std::ranges::any_of(found, isOf);
            for (const QString &danger : plainDangers(it.value().toObject(), m_root)) {
                const auto tells = [&](const QString &sentence) {
                    return isOf(sentence) && sentence.contains(danger);
                };
                if (std::ranges::none_of(found, tells))
                    report(m_counts.missed,
                           "MISSED",
                           found.filter(u"something unknown"_s).join(u' ') + danger + end,
                           text);
            }
            if (std::ranges::none_of(beyond, isOf))
                continue;
            if (std::ranges::any_of(saidItself, isOf))
                ++m_counts.inOtherWords;
            else
                report(m_counts.unsaid, "UNSAID", beyond.filter(end).join(u"; "_s), text);
        }
    }

    void report(qint64 &count, const char *what, const QString &sentence, const QByteArray &text)
    {
        ++count;
        const QString name = sentence.section(u'(', -1).chopped(1);
        const qsizetype at = text.indexOf(QByteArray("  " + name.toUtf8() + ":\n"));
        const qsizetype next = text.indexOf("\n  s", at + 3);
        std::printf("%s %s\n%s\n", what, qPrintable(sentence), text.mid(at, next - at).constData());
        std::fflush(stdout);
    }

    std::optional<Clock::time_point> m_end;
    QTemporaryDir m_folder;
    QString m_root;
    QSet<QByteArray> m_refusedShapes; ///< by Compose
    qint64 m_unknown = 0; ///< services with an unknown key so far
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    Counts m_counts; ///< of the file that is judged
    QString m_refusal; ///< what Compose said last
};

/// The counts of all files that are done, from the first one on without a gap, and where they are
/// kept. For many threads.
class Total
{
public:
    Total(quint32 seed, const QString &state)
        : m_seed(seed)
        , m_state(state)
    {
        QFile file(state);
        if (state.isEmpty() || !file.open(QIODevice::ReadOnly))
            return;
        const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
        if (kept.value(u"seed"_s).toInteger() != seed)
            qFatal("%s is of another seed", qPrintable(state));
        for (const auto &[name, count] : Counts::kAll)
            m_counts.*count = kept.value(QLatin1StringView(name)).toInteger();
    }

    void add(qint64 number, const Counts &counts)
    {
        const std::lock_guard guard(m_mutex);
        m_early.emplace(number, counts);
        while (!m_early.empty() && m_early.begin()->first == m_counts.files) {
            m_counts.add(m_early.begin()->second);
            m_early.erase(m_early.begin());
        }
        keep();
    }

    const Counts &counts() const { return m_counts; }

private:
    void keep() const
    {
        if (m_state.isEmpty())
            return;
        QJsonObject kept {{u"seed"_s, qint64(m_seed)}};
        for (const auto &[name, count] : Counts::kAll)
            kept.insert(QLatin1StringView(name), m_counts.*count);
        if (const auto done = writeJson(m_state, kept); !done)
            qFatal("%s", qPrintable(done.error().toText()));
    }

    quint32 m_seed;
    QString m_state;
    std::mutex m_mutex;
    std::map<qint64, Counts> m_early; ///< done before one in front of them
    Counts m_counts;
};

/// When to end: after so many files in all, or after a time.
struct Limit
{
    qint64 files = 25;
    std::optional<Clock::time_point> time;

    explicit Limit(const QByteArray &text)
    {
        if (text.endsWith('s')) {
            time = Clock::now() + std::chrono::seconds(text.chopped(1).toInt());
        } else if (!text.isEmpty()) {
            files = text.toLongLong();
        }
    }

    bool isReached(qint64 number) const { return time ? Clock::now() >= *time : number >= files; }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto argument = [&](int i) { return QByteArray(argc > i ? argv[i] : ""); };
    const Limit limit(argument(1));
    quint32 seed = argument(2).isEmpty() ? 1 : argument(2).toUInt();
    if (seed == 0)
        seed = std::random_device()() % 1000000 + 1;
    Total total(seed, QString::fromLocal8Bit(argument(3)));

    std::atomic<qint64> next = total.counts().files;
    std::vector<std::jthread> workers;
    for (int i = 0; i < std::max(1, argument(4).toInt()); ++i) {
        workers.emplace_back([&] {
            Fuzz fuzz(limit.time);
            for (qint64 number = next++; !limit.isReached(number); number = next++)
                total.add(number, fuzz.file(seed, number));
        });
    }
    workers.clear(); // waits

    const Counts &counts = total.counts();
    const auto number = [](qint64 count) { return static_cast<long long>(count); };
    std::printf("%lld files, %lld values, %lld runs of Compose (seed %u)\n"
                "refused by us %lld, by Compose %lld (and %lld left out), taken by both %lld\n"
                "reaching the host %lld, asked twice in other words %lld\n"
                "said by the answer only %lld, said by neither %lld, slow %lld\n",
                number(counts.files),
                number(counts.values()),
                number(counts.processes),
                seed,
                number(counts.refusedByUs),
                number(counts.refusedByCompose),
                number(counts.leftOut),
                number(counts.taken),
                number(counts.reaching),
                number(counts.inOtherWords),
                number(counts.unsaid),
                number(counts.missed),
                number(counts.slow));
    if (counts.reaching == 0) {
        std::puts("nothing reached the host: Compose is missing, or the mutants are too odd");
        return 1;
    }
    return counts.unsaid == 0 && counts.missed == 0 ? 0 : 1;
}
