// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/programtransport.h"

#include "git/gitprogram.h"
#include "git/transfer/childpipe.h"

#include <memory>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

/// One path for the far shell, which git itself quotes in the same way.
QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s).replace(u'!', u"'\\!'"_s) + u'\'';
}

int fail(const QString &message)
{
    git_error_set_str(GIT_ERROR_NET, message.toUtf8().constData());
    return GIT_ERROR;
}

// libgit2 sees the C part at the beginning of each struct and hands it back to the functions in it.

struct ProgramStream
{
    git_smart_subtransport_stream base;
    std::unique_ptr<ChildPipe> pipe;
    ProgramSession *session;
};

struct ProgramSubtransport
{
    git_smart_subtransport base;
    ProgramSession *session;
    ProgramStream *stream; // owned by libgit2, which frees it before the subtransport
};

int check(ChildPipe::End end, const ProgramStream &stream)
{
    stream.session->errorTail = stream.pipe->errorTail();
    switch (end) {
    case ChildPipe::End::Ok:
        return 0;
    case ChildPipe::End::Stopped:
        return GIT_EUSER;
    case ChildPipe::End::Closed:
        break;
    }
    return fail(u"the other side ended early"_s);
}

int readStream(git_smart_subtransport_stream *base,
               char *buffer,
               std::size_t size,
               std::size_t *got)
{
    auto *stream = reinterpret_cast<ProgramStream *>(base);
    return check(stream->pipe->read(buffer, size, *got), *stream);
}

int writeStream(git_smart_subtransport_stream *base, const char *buffer, std::size_t size)
{
    auto *stream = reinterpret_cast<ProgramStream *>(base);
    return check(stream->pipe->write(buffer, size), *stream);
}

void freeStream(git_smart_subtransport_stream *base)
{
    auto *stream = reinterpret_cast<ProgramStream *>(base);
    reinterpret_cast<ProgramSubtransport *>(base->subtransport)->stream = nullptr;
    delete stream;
}

int act(git_smart_subtransport_stream **out,
        git_smart_subtransport *base,
        const char *url,
        git_smart_service_t action)
{
    auto *transport = reinterpret_cast<ProgramSubtransport *>(base);
    if (action == GIT_SERVICE_UPLOADPACK && transport->stream) {
        *out = &transport->stream->base;
        return 0;
    }
    if (action != GIT_SERVICE_UPLOADPACK_LS)
        return fail(u"only reading is supported"_s);
    const auto parts = parseUrl(QString::fromUtf8(url));
    if (!parts)
        return fail(u"the address cannot be read"_s);
    const auto command = readingCommand(*parts);
    if (!command)
        return fail(command.error().message);
    auto pipe = ChildPipe::start(*command);
    if (!pipe)
        return fail(pipe.error().message);
    transport->stream = new ProgramStream {
        {base, readStream, writeStream, freeStream}, std::move(*pipe), transport->session};
    *out = &transport->stream->base;
    return 0;
}

int closeTransport(git_smart_subtransport *)
{
    return 0; // the connection ends with its stream
}

void freeTransport(git_smart_subtransport *base)
{
    delete reinterpret_cast<ProgramSubtransport *>(base);
}

int createSubtransport(git_smart_subtransport **out, git_transport *, void *session)
{
    auto *transport = new ProgramSubtransport {
        {act, closeTransport, freeTransport}, static_cast<ProgramSession *>(session), nullptr};
    *out = &transport->base;
    return 0;
}

} // namespace

Result<QStringList> readingCommand(const UrlParts &parts)
{
    if (parts.form == UrlParts::Form::Path) {
        const ProcessSpec spec = gitProgram({u"upload-pack"_s, parts.path});
        return QStringList(spec.program) + spec.arguments;
    }
    if (parts.form != UrlParts::Form::Ssh || parts.host.startsWith(u'-')
        || parts.user.startsWith(u'-') || parts.path.startsWith(u'-') || parts.path.isEmpty()) {
        return invalidInput(u"ssh must not be given this address."_s);
    }
    QStringList command;
    const QString line = qEnvironmentVariable("GIT_SSH_COMMAND");
    // The user's own words from his own environment; what we add reaches that shell as arguments
    // only.
    if (!line.isEmpty())
        command = {u"sh"_s, u"-c"_s, line + u" \"$@\""_s, line};
    else
        command = {qEnvironmentVariable("GIT_SSH", u"ssh"_s)};
    command += {u"-o"_s, u"BatchMode=yes"_s, u"-o"_s, u"ConnectTimeout=20"_s};
    if (parts.port > 0)
        command += {u"-p"_s, QString::number(parts.port)};
    command += parts.user.isEmpty() ? parts.host : QString(parts.user + u'@' + parts.host);
    command += u"git-upload-pack "_s + shellQuoted(parts.path);
    return command;
}

int createProgramTransport(git_transport **out, git_remote *owner, ProgramSession *session)
{
    git_smart_subtransport_definition definition {createSubtransport, 0, session};
    return git_transport_smart(out, owner, &definition);
}

} // namespace devstack::git
