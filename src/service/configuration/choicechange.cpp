// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/choicechange.h"

#include "core/files.h"
#include "git/repositoryurl.h"
#include "model/operation/operation.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

ChoiceChange::ChoiceChange(Workspace &workspace, FileLock lock, QString what, std::stop_token stop)
    : m_parts(workspace.internals())
    , m_lock(std::move(lock))
    , m_what(std::move(what))
    , m_stop(std::move(stop))
{
}

Result<std::unique_ptr<ChoiceChange>> ChoiceChange::begin(Workspace &workspace,
                                                          const QString &ida,
                                                          const QString &what,
                                                          std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    auto lock = internals.withState([&](WorkspaceState &state) {
        return state.lock(commandLine({what, ida}));
    });
    if (!lock)
        return lock.error();
    std::unique_ptr<ChoiceChange> change(
        new ChoiceChange(workspace, std::move(*lock), what, std::move(stop)));
    auto definition = readWorkspace(internals, change->m_stop);
    if (!definition)
        return definition.error();
    change->m_definition = std::move(*definition);
    const auto known = change->m_definition.selection({ida}, false);
    if (!known)
        return known.error();
    change->m_ida = change->m_definition.find(known->first());
    change->m_earlier.ida = change->m_ida->name;
    return change;
}

WorkspaceIda ChoiceChange::entry() const
{
    const auto listed = m_definition.file.idas.constFind(m_ida->name);
    if (listed != m_definition.file.idas.constEnd())
        return *listed;
    WorkspaceIda entry;
    entry.name = m_ida->name;
    entry.path = m_ida->name;
    entry.ref = m_ida->ref;
    const QString usual
        = QString(m_definition.file.remotes.value(u"default"_s)).replace(u"{name}"_s, m_ida->name);
    if (m_ida->repository != usual)
        entry.repository = git::shareableUrl(m_ida->repository);
    return entry;
}

Result<> ChoiceChange::share(const FileEdit &edit)
{
    m_file = m_parts.workspaceFilePath();
    const auto content = readFile(m_file, 16 * 1024 * 1024);
    if (!content)
        return content.error();
    const auto edited = edit(*content);
    if (!edited)
        return edited.error();
    m_earlier.fileBefore = *content;
    m_earlier.fileAfter = *edited;
    return *edited == *content ? ok()
                               : writeFileIn(m_parts.folder, QFileInfo(m_file).fileName(), *edited);
}

Result<> ChoiceChange::choose(const PersonalEdit &edit)
{
    return m_parts.withState([&](WorkspaceState &state) -> Result<> {
        Choices choices = state.choices();
        IdaChoice &choice = choices.idas[m_ida->name];
        m_earlier.before = choice;
        edit(choice);
        m_earlier.after = choice;
        m_overrode = m_earlier.before != m_earlier.after;
        return m_overrode ? state.save(choices) : ok();
    });
}

Result<> ChoiceChange::write(ChoicePlace place,
                             const ShareEdit &shared,
                             const PersonalEdit &personal,
                             const PersonalEdit &clear)
{
    if (place == ChoicePlace::Shared) {
        WorkspaceIda changed = entry();
        shared(changed);
        return writeFile([&](const QByteArray &content) { return withIda(content, changed); },
                         clear);
    }
    m_file = m_parts.withState([](WorkspaceState &state) { return state.folder(); })
        + u"/choices.json"_s;
    const auto done = choose(personal);
    m_overrode = false;
    return done;
}

Result<> ChoiceChange::writeFile(const FileEdit &edit, const PersonalEdit &clear)
{
    if (const auto done = share(edit); !done)
        return done;
    // A personal choice would hide the one that was just made for everybody.
    return choose(clear);
}

Result<ChoiceOutcome> ChoiceChange::outcome(const Shown &shown, const QStringList &notes)
{
    ChoiceOutcome outcome;
    outcome.ida = m_ida->name;
    outcome.what = m_what;
    outcome.before = shown(*m_ida);
    outcome.file = m_file;
    outcome.earlier = m_earlier;
    const auto after = readWorkspace(m_parts, m_stop);
    if (!after)
        return after.error();
    const IdaDefinition *ida = after->find(outcome.ida);
    // A dependency that nothing needs any more is no part of the workspace.
    outcome.after = ida ? shown(*ida) : outcome.before;
    outcome.changed = outcome.after != outcome.before;
    outcome.notes = notes;
    if (m_overrode)
        outcome.notes += u"It replaces your personal choice."_s;
    if (outcome.changed && ida && ida->runsHere())
        outcome.notes += u"It takes effect with “devstack up %1”."_s.arg(outcome.ida);
    const QStringList near = after->graph.dependenciesOf(outcome.ida) + QStringList {outcome.ida};
    for (const ChoiceConflict &conflict : after->conflicts) {
        if (near.contains(conflict.ida))
            outcome.conflicts += conflict;
    }
    return outcome;
}

} // namespace devstack
