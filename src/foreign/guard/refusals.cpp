// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/refusals.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Options before the subcommand that make the call act on another engine, or by another
/// configuration.
const QStringList kElsewhere {u"-H"_s,
                              u"--host"_s,
                              u"-c"_s,
                              u"--context"_s,
                              u"--config"_s,
                              u"--tls"_s,
                              u"--tlscacert"_s,
                              u"--tlscert"_s,
                              u"--tlskey"_s,
                              u"--tlsverify"_s};

} // namespace

GuardedCall refusedCommand(const FoundCommand &found)
{
    const QString written = printable(u"docker "_s + found.name);
    const QString verb = found.name.section(u' ', -1);
    QString why
        = u"scripts of a workspace may not use this command, because it changes more of this machine than the workspace. Call it outside of “devstack run”."_s;
    if (verb == u"prune")
        why = u"it reaches beyond this workspace. “devstack clean” frees what the workspace uses."_s;
    else if (verb == u"rename")
        why = u"the workspace finds its containers by name. Use the container's present name."_s;
    return answered(1, u"%1 was not run: %2"_s.arg(written, why));
}

GuardedCall unknownOption(const QString &command, const QString &option)
{
    return answered(
        1,
        u"%1 was not run: what its option “%2” does to other containers, images or data of this machine is unknown here. Leave it out, or call it outside of “devstack run”."_s
            .arg(printable(command), printable(option)));
}

std::optional<GuardedCall> refusedElsewhere(const ScannedArguments &globals)
{
    for (const OptionUse &use : globals.uses) {
        if (kElsewhere.contains(use.name))
            return answered(
                1,
                u"docker %1 was not run: scripts of a workspace act on its own Engine. Leave %1 out, or call it outside of “devstack run”."_s
                    .arg(use.name));
    }
    return std::nullopt;
}

GuardedCall answered(int code, const QString &note, const QString &output)
{
    GuardedCall call;
    call.code = code;
    call.note = note;
    call.output = output;
    return call;
}

QString notMadeYet(const QString &name, const QString &ida)
{
    return u"The container “%1” does not exist yet: “devstack up %2” makes it."_s.arg(
        printable(name), printable(ida));
}

GuardedCall unknownContainer(const GuardMap &map, const QString &name)
{
    for (const GuardContainer &unmade : map.unmade) {
        if (unmade.oldNames.contains(name)) {
            GuardedCall call = answered(1, notMadeYet(name, unmade.ida));
            call.neverAnswers = true;
            return call;
        }
    }
    const QStringList known = map.knownNames();
    const auto near = nearest(name, known);
    GuardedCall call
        = answered(1,
                   u"No IDA of this workspace has a container “%1”.%2 It has: %3."_s.arg(
                       printable(name),
                       near ? u" Did the script mean “%1”?"_s.arg(*near) : QString(),
                       known.isEmpty() ? u"none"_s : known.join(u", "_s)));
    call.neverAnswers = true;
    call.asksEngine = true;
    return call;
}

} // namespace devstack
