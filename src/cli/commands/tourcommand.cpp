// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/commandgroups.h"
#include "cli/tourjson.h"
#include "core/files.h"
#include "core/text.h"
#include "service/tour/tour.h"
#include "service/tour/tourmarkdown.h"
#include "service/tour/tourstations.h"
#include "service/workspace.h"

#include <QDir>
#include <QFileInfo>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// `ida`: whose file it is, where that is not clear.
QString placeOf(const SourceMark &mark, const QString &ida = {})
{
    const QString file = printable(ida.isEmpty() ? mark.file : ida + u'/' + mark.file);
    return mark.line > 0 ? u"%1:%2"_s.arg(file).arg(mark.line) : file;
}

QString originOf(const TourText &text)
{
    if (!text.mark.file.isEmpty())
        return placeOf(text.mark);
    return text.origin == u"remote" ? u"the organisation of its remote"_s : text.origin;
}

/// One station as lines.
class StationPrinter
{
public:
    explicit StationPrinter(Output &output)
        : m_output(output)
    {
    }

    void print(const TourStation &station, qsizetype number, qsizetype count)
    {
        m_output.line(m_output.toned(u"%1 of %2  "_s.arg(number).arg(count), Tone::Dim)
                      + m_output.toned(printable(station.title), Tone::Strong)
                      + m_output.toned(u"  %1%2"_s.arg(station.title == station.name
                                                           ? QString()
                                                           : printable(station.name) + u" · "_s,
                                                       station.state),
                                       Tone::Dim));
        if (!station.description.text.isEmpty())
            m_output.line(u"  "_s + printable(station.description.text));
        if (!station.cloned)
            m_output.line(
                u"  It is not cloned yet: “devstack up” clones it, then it tells more."_s);
        else if (!station.reason.isEmpty())
            fact(u"state"_s, printable(station.reason));
        fact(u"owner"_s,
             station.owner.text.isEmpty()
                 ? u"not known"_s
                 : printable(station.owner.text) + dim(originOf(station.owner)));
        for (const UrlView &url : station.urls)
            fact(u"address"_s, printable(url.url));
        printNeeds(station);
        for (const TourSignIn &signIn : station.signIns) {
            const bool isNamed = !signIn.user.isEmpty();
            fact(u"sign in"_s,
                 (isNamed ? printable(signIn.user) + u", "_s : QString())
                     + printable(signInText(signIn)) + dim(placeOf(signIn.mark, signIn.ida)));
        }
        if (station.lastChange)
            fact(u"last change"_s,
                 u"%1, %2 on %3"_s.arg(printable(station.lastChange->subject),
                                       printable(station.lastChange->author),
                                       station.lastChange->date.toString(u"yyyy-MM-dd"_s)));
        else if (station.cloned)
            fact(u"last change"_s, printable(station.noChange));
        m_output.line();
    }

private:
    void printNeeds(const TourStation &station)
    {
        for (const TourNeed &need : station.needs)
            fact(u"needs"_s, needText(need, {}));
        for (const TourNeed &need : station.neededBy)
            fact(u"needed by"_s, needText(need, need.ida));
    }

    QString needText(const TourNeed &need, const QString &owner) const
    {
        QString text = printable(need.ida) + u", "_s + purposeOf(need);
        if (!need.declared)
            text += u", inferred"_s;
        if (need.isMutual)
            text += u", they need each other"_s;
        return need.evidence.isEmpty() ? text
                                       : text + dim(placeOf(need.evidence.first().mark, owner));
    }

    QString dim(const QString &text) const
    {
        return text.isEmpty() ? QString() : u"  "_s + m_output.toned(text, Tone::Dim);
    }

    void fact(const QString &name, const QString &text)
    {
        constexpr int kNames = 13;
        m_output.line(u"  "_s + m_output.toned(name.leftJustified(kNames), Tone::Dim) + text);
    }

    Output &m_output;
};

Result<int> writeTour(Context &context, const WorkspaceTour &tour)
{
    const QString file = QDir::current().absoluteFilePath(context.invocation.value(u"file"_s));
    if (QFileInfo(file).isDir())
        return invalidInput(u"“%1” is a folder."_s.arg(printable(file)),
                            {},
                            u"Name the file to write: --file tour.md"_s);
    if (QFileInfo::exists(file)
        && !context.confirm({u"“%1” is there already."_s.arg(printable(file))},
                            u"Write over it?"_s))
        return unconfirmed(u"“%1” is there already."_s.arg(printable(file)));
    if (const auto written = writeFile(file, tourMarkdown(tour).toUtf8()); !written)
        return written.error();
    if (context.output.json())
        context.output.document(tourJson(tour));
    else
        context.output.note(u"Wrote %1."_s.arg(printable(file)));
    return kDone;
}

Result<int> runTour(Context &context)
{
    const auto workspace = context.workspace();
    if (!workspace)
        return workspace.error();
    const auto told = tour(**workspace, context.invocation.positionals, context.stop);
    if (!told)
        return told.error();
    Output &output = context.output;
    if (context.invocation.has(u"file"_s))
        return writeTour(context, *told);
    if (output.json()) {
        output.document(tourJson(*told));
        return kDone;
    }
    if (context.invocation.has(u"markdown"_s)) {
        output.line(tourMarkdown(*told).trimmed());
        return kDone;
    }
    if (told->stations.isEmpty())
        output.line(u"This workspace has no repositories yet. “devstack add URL” adds one."_s);
    for (const QStringList &cycle : told->cycles)
        output.line(output.toned(u"cycle: %1 need each other and are set up side by side"_s.arg(
                                     printable(cycle.join(u" ⇄ "_s))),
                                 Tone::Warning));
    StationPrinter printer(output);
    for (qsizetype i = 0; i < told->stations.size(); ++i)
        printer.print(told->stations.at(i), i + 1, told->stations.size());
    return kDone;
}

} // namespace

QList<Command> tourCommands()
{
    return {
        {u"tour"_s,
         u"[IDA…]"_s,
         u"Tell what is in the workspace, IDA by IDA, in start order."_s,
         u"For who comes new: what each IDA is, its owner, address, what it needs and who needs "
         u"it and why, who can sign in, its last change, how it is. Those that others need come "
         u"first; of the IDAs that are named also what they need. Nothing in a repository is "
         u"run, and no password is shown: the file that has it is.\n\n"
         u"With --markdown as Markdown with a graph in Mermaid, for a wiki or a README."_s,
         {{{u"markdown"_s}, u"As Markdown with a Mermaid graph."_s, {}, {}},
          {{u"file"_s}, u"Write the Markdown into this file."_s, u"F"_s, {}}},
         0,
         -1,
         runTour}};
}

} // namespace devstack::cli
