// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command.h"
#include "core/rawterminal.h"
#include "core/text.h"
#include "service/definition/trustgiven.h"
#include "service/workspace.h"

#include <poll.h>
#include <unistd.h>

#include <QDir>
#include <QFile>

#include <cerrno>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostTyped = 4096; ///< bytes; what a terminal hands out as one line

/// Waits for a line at standard input, or its end. False: a stop came first.
bool awaitInput(const std::stop_token &stop)
{
    constexpr int kLookEvery = 50; // ms
    pollfd input {STDIN_FILENO, POLLIN, 0};
    while (!stop.stop_requested()) {
        if (const int ready = ::poll(&input, 1, kLookEvery);
            ready > 0 || (ready < 0 && errno != EINTR))
            return true;
    }
    return false;
}

} // namespace

Context::Context(const Invocation &given,
                 Output &sink,
                 std::stop_token token,
                 std::stop_token second)
    : invocation(given)
    , output(sink)
    , stop(std::move(token))
    , atOnce(std::move(second))
{
}

Result<std::shared_ptr<Workspace>> Context::workspace()
{
    if (m_workspace)
        return m_workspace;
    const auto folder = invocation.workspace.isEmpty()
        ? Workspace::locate(QDir::currentPath())
        : Result<QString>(QDir(invocation.workspace).absolutePath());
    if (!folder)
        return folder.error();
    auto opened = Workspace::open(*folder);
    if (opened) {
        m_workspace = *opened;
        for (const QString &warning : m_workspace->warnings())
            output.note(output.tonedErr(u"warning: "_s, Tone::Warning) + printable(warning));
    }
    return opened;
}

OperationRequest Context::request() const
{
    return request(invocation.positionals);
}

OperationRequest Context::request(const QStringList &idas) const
{
    OperationRequest request;
    request.idas = idas;
    request.commandText = invocation.text;
    request.trust = invocation.trust;
    request.confirmed = invocation.yes;
    request.atOnce = atOnce;
    return request;
}

Operation Context::operation(Operation::Verb verb) const
{
    Operation operation;
    operation.verb = verb;
    operation.idas = invocation.positionals;
    return operation;
}

Result<> Context::trustIfAsked(const QStringList &idas)
{
    if (!invocation.trust)
        return ok();
    const auto opened = workspace();
    if (!opened)
        return opened.error();
    const auto questions = untrusted(**opened, idas, stop);
    if (!questions)
        return questions.error();
    if (isMoreThanShown(**opened, *questions))
        return trustError(*questions);
    return grantTrust(**opened, *questions);
}

bool Context::confirm(const Error &wanted, const QString &question)
{
    return wanted.kind == Error::Kind::NeedsConfirmation && !invocation.yes
        && confirm(wanted.detail.split(u'\n'), question);
}

bool Context::confirm(const QStringList &consequences, const QString &question)
{
    return isYes(ask(consequences, question));
}

bool Context::isYes(const QString &answer)
{
    return answer == u"y" || answer == u"yes";
}

QString Context::ask(const QStringList &consequences, const QString &question)
{
    if (invocation.yes)
        return u"yes"_s;
    // Without a person to ask, the error that follows says what would have been destroyed.
    if (!output.style().interactive)
        return {};
    return answer(consequences, question + u" [y/N]"_s).toLower();
}

QString Context::answer(const QStringList &lines, const QString &question)
{
    if (!output.style().interactive)
        return {};
    for (const QString &line : lines)
        output.rawErr() << printable(line) << '\n';
    output.rawErr() << question << ' ';
    output.rawErr().flush();
    if (!awaitInput(stop)) {
        output.rawErr() << '\n';
        return {};
    }
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine(kMostTyped).trimmed());
}

QString Context::secretAnswer(const QString &question)
{
    const HiddenTyping hidden(STDIN_FILENO);
    const QString typed = answer({}, question);
    if (output.style().interactive)
        output.rawErr() << '\n';
    return typed;
}

} // namespace devstack::cli
