// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/propose/proposedtext.h"

#include "core/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A text as a scalar of YAML that Compose reads as it stands here.
QString scalar(QString text)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z/][A-Za-z0-9_./-]*\\z"_s);
    static const QRegularExpression kWord(u"\\A(?:y|n|yes|no|on|off|true|false|null)\\z"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (kPlain.match(text).hasMatch() && !kWord.match(text).hasMatch())
        return text;
    const QByteArray list
        = QJsonDocument(QJsonArray {text.replace(u"$"_s, u"$$"_s)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

class ProposalWriter
{
public:
    explicit ProposalWriter(const ProposedEnvironment &proposal)
        : m_proposal(proposal)
        , m_program(proposal.program)
    {
    }

    ProposedText write()
    {
        m_text = u"# A proposal of “devstack scaffold”, made from the files of this repository. "
                 u"Behind a line "
                 u"stands the place that says so.\n# Nothing was built or run for it: “devstack "
                 u"up” tries "
                 u"it. Correct it where it guessed wrong.\n"_s;
        line(0, u"services:"_s);
        application();
        for (const ProposedBackend &backend : m_proposal.backends)
            this->backend(backend);
        volumes();
        manifest();
        return {m_text.toUtf8(), m_guesses};
    }

private:
    void line(int depth, const QString &text, const Grounds &grounds = {})
    {
        QStringList parts;
        if (!grounds.mark.file.isEmpty())
            parts += printable(grounds.mark.toString());
        if (!grounds.why.isEmpty())
            parts += grounds.why;
        QString why = parts.join(u", "_s);
        if (grounds.isGuess) {
            ++m_guesses;
            why = why.isEmpty() ? u"a guess"_s : QString(u"a guess: "_s + why);
        }
        m_text += QString(2 * depth, u' ') + text
            + (why.isEmpty() ? QString() : QString(u"  # "_s + why)) + u'\n';
    }

    void application()
    {
        line(1, u"app:"_s, m_program.grounds);
        if (m_program.stage.isEmpty()) {
            line(2, u"build: ."_s);
        } else {
            line(2, u"build:"_s);
            line(3, u"context: ."_s);
            line(3, u"target: "_s + scalar(m_program.stage), m_program.stageGrounds);
        }
        if (!m_program.command.isEmpty()) {
            QStringList words;
            for (const QString &word : m_program.command)
                words += scalar(word);
            line(2, u"command: [%1]"_s.arg(words.join(u", "_s)), m_program.commandGrounds);
        }
        line(2, u"working_dir: "_s + scalar(m_program.folder), m_program.folderGrounds);
        if (!m_program.environment.isEmpty()) {
            line(2, u"environment:"_s);
            for (auto it = m_program.environment.begin(); it != m_program.environment.end(); ++it)
                line(3,
                     it.key() + u": "_s + scalar(*it),
                     m_program.environmentGrounds.value(it.key()));
        }
        if (m_program.port > 0) {
            line(2, u"ports:"_s);
            line(3, u"- \"%1:%1\""_s.arg(m_program.port), m_program.portGrounds);
        }
        line(2, u"volumes:"_s);
        line(3, u"- "_s + scalar(u".:"_s + m_program.folder), m_program.folderGrounds);
        for (const QString &folder : m_program.kept)
            line(3, u"- "_s + scalar(m_program.folder + u'/' + folder), m_program.keptGrounds);
        if (!m_proposal.backends.isEmpty()) {
            QStringList names;
            for (const ProposedBackend &backend : m_proposal.backends)
                names += scalar(backend.service);
            line(2, u"depends_on: [%1]"_s.arg(names.join(u", "_s)));
        }
    }

    void backend(const ProposedBackend &backend)
    {
        line(1, backend.service + u':', backend.grounds);
        line(2, u"image: "_s + scalar(backend.image), backend.imageGrounds);
        if (!backend.environment.isEmpty()) {
            line(2, u"environment:"_s);
            for (auto it = backend.environment.begin(); it != backend.environment.end(); ++it)
                line(3, it.key() + u": "_s + scalar(*it));
        }
        if (!backend.aliases.isEmpty()) {
            line(2, u"networks:"_s);
            line(3, u"default:"_s);
            QStringList names;
            for (const QString &alias : backend.aliases)
                names += scalar(alias);
            line(4, u"aliases: [%1]"_s.arg(names.join(u", "_s)));
        }
        if (!backend.dataFolder.isEmpty()) {
            line(2, u"volumes:"_s);
            line(3, u"- "_s + scalar(backend.service + u"_data:"_s + backend.dataFolder));
        }
    }

    void volumes()
    {
        QStringList names;
        for (const ProposedBackend &backend : m_proposal.backends) {
            if (!backend.dataFolder.isEmpty())
                names += backend.service + u"_data"_s;
        }
        if (names.isEmpty())
            return;
        line(0, u"volumes:"_s);
        for (const QString &name : std::as_const(names))
            line(1, name + u": {}"_s);
    }

    void manifest()
    {
        line(0, u"x-devstack:"_s);
        line(1, u"version: 1"_s);
        line(1, u"primary: app"_s);
        if (m_program.port > 0) {
            line(1, u"urls:"_s);
            line(2, u"web:"_s);
            line(3, u"url: \"http://localhost:%1/\""_s.arg(m_program.port), m_program.portGrounds);
            if (!m_program.health.isEmpty())
                line(3, u"health: "_s + scalar(m_program.health), m_program.healthGrounds);
        }
        if (!m_program.migrate.isEmpty()) {
            QStringList words;
            for (const QString &word : m_program.migrate)
                words += scalar(word);
            line(1, u"bootstrap:"_s);
            line(2, u"- service: app"_s);
            line(3, u"run: [%1]"_s.arg(words.join(u", "_s)), m_program.grounds);
            if (m_program.framework == Program::Framework::Django)
                line(3, u"inputs: [\"**/migrations/*.py\"]"_s);
        }
    }

    const ProposedEnvironment &m_proposal;
    const Program &m_program;
    QString m_text;
    int m_guesses = 0;
};

} // namespace

ProposedText proposedText(const ProposedEnvironment &proposal)
{
    return ProposalWriter(proposal).write();
}

} // namespace devstack
