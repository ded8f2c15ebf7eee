// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// reachfuzz [FILES] [SEED]: mutated compose files with forty services each. Every file is read by
/// us, as the trust question does, and by Compose; what Compose's answer reaches must have been
/// said by our reading of the source, and must be said by our judge of the answer. The latter is
/// held against a plain look at the answer that shares no code with it.

#include "core/process.h"
#include "model/compose/composereader.h"
#include "mutants.h"
#include "trust/hostaccess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace devstack;
using namespace Qt::StringLiterals;
using devstack::testing::Mutants;

namespace {

struct Counts
{
    qint64 services = 0;
    qint64 refusedByUs = 0; ///< never run
    qint64 refusedByCompose = 0;
    qint64 taken = 0; ///< by both
    qint64 reaching = 0; ///< taken, and reaching the host by Compose's answer
    qint64 inOtherWords = 0; ///< asked about from the source, and once more for the answer
    qint64 unsaid = 0; ///< asked about from the answer only: the readers differ
    qint64 missed = 0; ///< asked about by neither
    qint64 processes = 0;
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
        const QString source
            = volume.toObject().value(u"source"_s).toString().replace(u"$$"_s, u"$"_s);
        if (volume.toObject().value(u"type"_s).toString() == u"bind" && source != root
            && !source.startsWith(root + u'/'))
            dangers += source.endsWith(u"docker.sock") ? u"docker socket"_s
                                                       : QString(u"mount "_s + source);
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

class Fuzz
{
public:
    explicit Fuzz(quint32 seed)
        : m_mutants(seed)
    {
        m_root = QDir(m_folder.path()).canonicalPath() + u"/repo"_s;
        QDir().mkpath(m_root + u"/in"_s);
        write(u".env"_s, Mutants::variables());
    }

    void file()
    {
        QList<QByteArray> services;
        for (int i = 0; i < kServices; ++i)
            services += m_mutants.service();
        m_counts.services += kServices;
        judge(services);
    }

    const Counts &counts() const { return m_counts; }

private:
    static constexpr int kServices = 40;

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_root + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }

    /// Both readers refuse whole files: halves find the services that are at fault.
    void judge(const QList<QByteArray> &services)
    {
        if (services.isEmpty())
            return;
        QByteArray text = "services:\n";
        for (qsizetype i = 0; i < services.size(); ++i)
            text += "  s" + QByteArray::number(i) + ":\n" + services.at(i);
        write(u"compose.yml"_s, text);
        const auto read = readComposeFiles({m_root + u"/compose.yml"_s}, m_root);
        if (!read)
            return halve(services, m_counts.refusedByUs);
        const auto model = composeAnswer();
        if (!model)
            return halve(services, m_counts.refusedByCompose);
        compare(*read, *model, text);
    }

    void halve(const QList<QByteArray> &services, qint64 &refused)
    {
        if (services.size() == 1) {
            ++refused;
            return;
        }
        judge(services.first(services.size() / 2));
        judge(services.sliced(services.size() / 2));
    }

    std::optional<QJsonObject> composeAnswer()
    {
        ++m_counts.processes;
        ProcessSpec spec;
        spec.program = u"docker"_s;
        spec.arguments = {u"compose"_s,
                          u"--project-name"_s,
                          u"resolve"_s,
                          u"--project-directory"_s,
                          m_root,
                          u"--file"_s,
                          m_root + u"/compose.yml"_s,
                          u"config"_s,
                          u"--format"_s,
                          u"json"_s};
        spec.directory = m_root;
        const auto answer = runProcess(spec);
        if (!answer || !answer->succeeded())
            return std::nullopt;
        return QJsonDocument::fromJson(answer->standardOutput).object();
    }

    void compare(const ComposeFile &read, const QJsonObject &model, const QByteArray &text)
    {
        const QStringList said
            = hostAccessOf(read, m_root, VariableValues::read(m_root, read.variables));
        const QStringList found = hostAccessOfModel(model, m_root);
        const QStringList beyond = notAgreed(found, said);
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
                    report(m_counts.missed, "MISSED", danger + end, text);
            }
            if (std::ranges::none_of(beyond, isOf))
                continue;
            if (std::ranges::any_of(said, isOf))
                ++m_counts.inOtherWords;
            else
                report(m_counts.unsaid, "UNSAID", beyond.filter(end).join(u"; "_s), text);
        }
    }

    void report(qint64 &count, const char *what, const QString &sentence, const QByteArray &text)
    {
        constexpr qint64 kShown = 5;
        if (++count > kShown)
            return;
        const QString name = sentence.section(u'(', -1).chopped(1);
        const qsizetype at = text.indexOf(QByteArray("  " + name.toUtf8() + ":\n"));
        const qsizetype next = text.indexOf("\n  s", at + 3);
        std::printf("%s %s\n%s\n", what, qPrintable(sentence), text.mid(at, next - at).constData());
    }

    QTemporaryDir m_folder;
    QString m_root;
    Mutants m_mutants;
    Counts m_counts;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int files = argc > 1 ? QByteArray(argv[1]).toInt() : 25;
    const quint32 seed = argc > 2 ? QByteArray(argv[2]).toUInt() : 1;
    Fuzz fuzz(seed);
    for (int i = 0; i < files; ++i)
        fuzz.file();
    const Counts &counts = fuzz.counts();
    std::printf("%d files, %lld services, %lld runs of Compose (seed %u)\n"
                "refused by us %lld, by Compose %lld, taken by both %lld\n"
                "reaching the host %lld, asked twice in other words %lld\n"
                "said by the answer only %lld, said by neither %lld\n",
                files,
                static_cast<long long>(counts.services),
                static_cast<long long>(counts.processes),
                seed,
                static_cast<long long>(counts.refusedByUs),
                static_cast<long long>(counts.refusedByCompose),
                static_cast<long long>(counts.taken),
                static_cast<long long>(counts.reaching),
                static_cast<long long>(counts.inOtherWords),
                static_cast<long long>(counts.unsaid),
                static_cast<long long>(counts.missed));
    if (counts.reaching == 0) {
        std::puts("nothing reached the host: Compose is missing, or the mutants are too odd");
        return 1;
    }
    return counts.unsaid == 0 && counts.missed == 0 ? 0 : 1;
}
