// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/dockerfile.h"

#include "core/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// More is nothing that a person wrote.
constexpr qsizetype kMostStages = 100;
constexpr qsizetype kMostPorts = 100;
constexpr qsizetype kLongestInstruction = 64 * 1024;
/// Values that name each other make much text of little.
constexpr qsizetype kMostText = 4 * 1024 * 1024;

/// An instruction over all its lines, and where it begins.
struct Instruction
{
    QString keyword; ///< upper case
    QString rest;
    SourceMark mark;
};

/// The first is taken where there are several.
const QStringList &namesForDevelopment()
{
    static const QStringList kNames {u"devstack"_s, u"dev"_s, u"development"_s, u"local"_s};
    return kNames;
}

bool isComment(const QString &line)
{
    return line.trimmed().startsWith(u'#');
}

/// `RUN <<EOF`: the words behind `<<`, whose lines belong to the instruction.
QStringList documentsOf(const QString &text)
{
    static const QRegularExpression kDocument(u"<<-?\\s*(['\"]?)([A-Za-z_]\\w*)\\1"_s);
    QStringList words;
    auto matches = kDocument.globalMatch(text);
    while (matches.hasNext())
        words += matches.next().captured(2);
    return words;
}

/// Whether the last character that is no blank is a backslash.
bool continues(QStringView text)
{
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text.endsWith(u'\\');
}

QList<Instruction> instructionsOf(const QStringList &lines, const QString &file)
{
    static const QRegularExpression kForm(u"\\A\\s*([A-Za-z]+)\\s+(.*)\\z"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    QList<Instruction> all;
    for (qsizetype at = 0; at < lines.size(); ++at) {
        if (isComment(lines.at(at)) || lines.at(at).trimmed().isEmpty())
            continue;
        const SourceMark mark = Checkout::mark(file, int(at) + 1);
        QString text = lines.at(at);
        // Nothing is copied here: many short lines make one long text.
        while (continues(text) && at + 1 < lines.size() && text.size() < kLongestInstruction) {
            text.truncate(text.lastIndexOf(u'\\'));
            text += u' ';
            ++at;
            // Comments and empty lines do not end an instruction.
            while (at + 1 < lines.size()
                   && (isComment(lines.at(at)) || lines.at(at).trimmed().isEmpty()))
                ++at;
            text += lines.at(at).trimmed();
        }
        // A backslash at the end of the file continues nothing.
        if (text.endsWith(u'\\'))
            text.chop(1);
        const QRegularExpressionMatch match = kForm.match(text);
        if (!match.hasMatch())
            continue;
        Instruction one {match.captured(1).toUpper(), match.captured(2).trimmed(), mark};
        if (one.keyword == u"RUN" || one.keyword == u"COPY" || one.keyword == u"ADD") {
            for (const QString &end : documentsOf(one.rest)) {
                while (at + 1 < lines.size() && lines.at(at + 1).trimmed() != end) {
                    ++at;
                    if (one.rest.size() < kLongestInstruction)
                        one.rest += u'\n' + lines.at(at);
                }
                ++at;
            }
        }
        all += one;
    }
    return all;
}

/// Reads the instructions one after the other.
class DockerfileReader
{
public:
    Dockerfile read(const QList<Instruction> &instructions, const std::stop_token &stop)
    {
        for (const Instruction &one : instructions) {
            if (stop.stop_requested())
                return {};
            if (m_text > kMostText) {
                Dockerfile refused;
                refused.refusal = invalidInput(
                    u"The Dockerfile is too large to be read: with the values of its variables it "
                    u"has more than %1."_s.arg(formatBytes(kMostText)),
                    one.mark,
                    u"Name fewer or shorter values in it."_s);
                return refused;
            }
            if (one.keyword == u"FROM")
                begin(one);
            else if (one.keyword == u"ARG")
                argument(one);
            else if (!m_file.stages.isEmpty())
                apply(one, m_file.stages.last());
        }
        return m_file;
    }

private:
    void begin(const Instruction &one)
    {
        static const QRegularExpression kForm(u"\\A(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        const auto match = kForm.match(one.rest);
        if (!match.hasMatch() || m_file.stages.size() >= kMostStages)
            return;
        const QString base = filled(match.captured(1), nullptr);
        DockerfileStage stage;
        if (const DockerfileStage *before = m_file.stage(base))
            stage = *before;
        stage.name = match.captured(2);
        stage.base = base;
        stage.mark = one.mark;
        m_file.stages += stage;
    }

    void argument(const Instruction &one)
    {
        const QString text
            = filled(one.rest, m_file.stages.isEmpty() ? nullptr : &m_file.stages.last());
        const qsizetype equals = text.indexOf(u'=');
        if (equals > 0)
            m_arguments.insert(text.left(equals).trimmed(), unquoted(text.mid(equals + 1)));
    }

    void apply(const Instruction &one, DockerfileStage &stage)
    {
        const QString rest = filled(one.rest, &stage);
        if (one.keyword == u"ENV")
            environment(rest, one.mark, stage);
        else if (one.keyword == u"WORKDIR")
            enter(folderFrom(stage, unquoted(rest)), one.mark, stage);
        else if (one.keyword == u"EXPOSE")
            expose(rest, one.mark, stage);
        else if (one.keyword == u"CMD")
            stage.command = {one.rest, one.mark};
        else if (one.keyword == u"ENTRYPOINT" && stage.command.text.isEmpty())
            stage.command = {one.rest, one.mark};
        else if (one.keyword == u"RUN")
            stage.runs += PlacedText {rest, one.mark};
        else if (one.keyword == u"COPY" || one.keyword == u"ADD")
            copied(rest, one.mark, stage);
    }

    void enter(const QString &folder, const SourceMark &mark, DockerfileStage &stage)
    {
        stage.workingDir = {folder, mark};
        m_text += folder.size(); // each may add to the one before
    }

    static QString folderFrom(const DockerfileStage &stage, const QString &folder)
    {
        if (folder.startsWith(u'/'))
            return folder.size() > 1 && folder.endsWith(u'/') ? folder.chopped(1) : folder;
        const QString before = stage.workingDir.text;
        if (folder == u"." || folder == u"./")
            return before.isEmpty() ? u"/"_s : before;
        return (before == u"/" || before.isEmpty() ? u"/"_s : QString(before + u'/')) + folder;
    }

    static void environment(const QString &rest, const SourceMark &mark, DockerfileStage &stage)
    {
        static const QRegularExpression kPair(
            u"([A-Za-z_]\\w*)=(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\S*)"_s);
        static const QRegularExpression kOld(u"\\A([A-Za-z_]\\w*)\\s+(.*)\\z"_s);
        if (const auto old = kOld.match(rest); old.hasMatch()) {
            stage.environment.insert(old.captured(1), {unquoted(old.captured(2)), mark});
            return;
        }
        auto pairs = kPair.globalMatch(rest);
        while (pairs.hasNext()) {
            const auto pair = pairs.next();
            stage.environment.insert(pair.captured(1), {unquoted(pair.captured(2)), mark});
        }
    }

    static void expose(const QString &rest, const SourceMark &mark, DockerfileStage &stage)
    {
        static const QRegularExpression kPort(u"\\A(\\d{1,5})(?:/tcp)?\\z"_s);
        const QStringList words = rest.split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            const auto match = kPort.match(word);
            const bool isKnown = std::ranges::any_of(stage.ports, [&](const PlacedText &port) {
                return port.text == match.captured(1);
            });
            if (match.hasMatch() && !isKnown && stage.ports.size() < kMostPorts)
                stage.ports += PlacedText {match.captured(1), mark};
        }
    }

    static void copied(const QString &rest, const SourceMark &mark, DockerfileStage &stage)
    {
        QStringList words = rest.split(u' ', Qt::SkipEmptyParts);
        if (rest.startsWith(u'[')) {
            words.clear();
            const QJsonArray list = QJsonDocument::fromJson(rest.toUtf8()).array();
            for (const QJsonValue &word : list)
                words += word.toString();
        }
        bool isOwn = true;
        while (!words.isEmpty() && words.first().startsWith(u"--"))
            isOwn = !words.takeFirst().startsWith(u"--from") && isOwn;
        if (isOwn && words.size() == 2 && (words.first() == u"." || words.first() == u"./"))
            stage.codeFolder = {folderFrom(stage, words.last()), mark};
    }

    /// `$NAME`, `${NAME}`, `${NAME:-x}` and `${NAME:+x}` as far as they are known.
    QString filled(const QString &text, const DockerfileStage *stage)
    {
        static const QRegularExpression kVariable(
            u"\\$(?:\\{([A-Za-z_]\\w*)(?:(:[-+])([^}]*))?\\}|([A-Za-z_]\\w*))"_s);
        QString done;
        qsizetype last = 0;
        auto matches = kVariable.globalMatch(text);
        while (matches.hasNext() && done.size() < kLongestInstruction) {
            const auto match = matches.next();
            done += text.mid(last, match.capturedStart() - last);
            last = match.capturedEnd();
            const QString name = match.captured(1) + match.captured(4);
            const auto given = stage ? stage->environment.constFind(name)
                                     : QMap<QString, PlacedText>::const_iterator();
            const bool isGiven = stage && given != stage->environment.constEnd();
            const QString value = isGiven ? given->text : m_arguments.value(name);
            const bool isKnown = isGiven || m_arguments.contains(name);
            if (match.captured(2) == u":-")
                done += value.isEmpty() ? match.captured(3) : value;
            else if (match.captured(2) == u":+")
                done += value.isEmpty() ? QString() : match.captured(3);
            else
                done += isKnown ? value : match.captured(0);
        }
        done += text.mid(last);
        m_text += done.size();
        return done;
    }

    static QString unquoted(const QString &text)
    {
        const QString word = text.trimmed();
        const bool isQuoted = word.size() >= 2 && word.front() == word.back()
            && (word.front() == u'"' || word.front() == u'\'');
        return isQuoted ? word.mid(1, word.size() - 2) : word;
    }

    Dockerfile m_file;
    QMap<QString, QString> m_arguments;
    qsizetype m_text = 0; ///< read so far, values put in
};

} // namespace

const DockerfileStage *Dockerfile::stage(const QString &name) const
{
    const auto found = std::find_if(stages.rbegin(), stages.rend(), [&](const auto &stage) {
        return !name.isEmpty() && stage.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == stages.rend() ? nullptr : &*found;
}

bool DockerfileStage::isForDevelopment() const
{
    return namesForDevelopment().contains(name.toLower());
}

const DockerfileStage *Dockerfile::forDevelopment() const
{
    for (const QString &name : namesForDevelopment()) {
        if (const DockerfileStage *found = stage(name))
            return found;
    }
    return stages.isEmpty() ? nullptr : &stages.last();
}

Dockerfile readDockerfile(const Checkout &checkout, const QString &file, std::stop_token stop)
{
    const auto lines = checkout.lines(file);
    return lines ? DockerfileReader().read(instructionsOf(*lines, file), stop) : Dockerfile();
}

} // namespace devstack
